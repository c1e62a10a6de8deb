//! Paragraphs, lists, quotes and code out of lines; every line is looked at once per quote it stands in.

use super::inline::{Inline, inlines};

/// Quotes within quotes that are still shown as such.
const DEEPEST_QUOTE: u8 = 3;
const FENCE: &str = "```";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Block {
    Paragraph(Vec<Inline>),
    Code(String),
    Quote(Vec<Block>),
    /// `first` is the number of an ordered list's first item.
    List {
        first: Option<u32>,
        items: Vec<Vec<Inline>>,
    },
}

pub(crate) fn parse(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    blocks(&lines, 0)
}

fn blocks(lines: &[&str], depth: u8) -> Vec<Block> {
    let mut found = Vec::new();
    let mut rest = lines;
    while let Some((line, after)) = rest.split_first() {
        if line.trim().is_empty() {
            rest = after;
            continue;
        }
        let (block, left) = code(rest)
            .or_else(|| quote(rest, depth))
            .or_else(|| list(rest))
            .unwrap_or_else(|| paragraph(rest, depth));
        found.push(block);
        rest = left;
    }
    found
}

type Found<'a, 'b> = (Block, &'b [&'a str]);

/// Between two fences; a fence that is never closed is text.
fn code<'a, 'b>(lines: &'b [&'a str]) -> Option<Found<'a, 'b>> {
    let (first, after) = lines.split_first()?;
    first.trim_start().strip_prefix(FENCE).filter(|language| !language.contains('`'))?;
    let end = after.iter().position(|line| line.trim() == FENCE)?;
    let (inside, left) = after.split_at_checked(end)?;
    Some((Block::Code(inside.join("\n")), left.get(1..)?))
}

fn quote<'a, 'b>(lines: &'b [&'a str], depth: u8) -> Option<Found<'a, 'b>> {
    if depth >= DEEPEST_QUOTE {
        return None;
    }
    let quoted: Vec<&str> = lines.iter().map_while(|line| unquoted(line)).collect();
    let left = lines.get(quoted.len()..)?;
    (!quoted.is_empty()).then(|| (Block::Quote(blocks(&quoted, depth + 1)), left))
}

fn unquoted(line: &str) -> Option<&str> {
    let inside = line.trim_start().strip_prefix('>')?;
    Some(inside.strip_prefix(' ').unwrap_or(inside))
}

fn list<'a, 'b>(lines: &'b [&'a str]) -> Option<Found<'a, 'b>> {
    let (first, _) = marked(lines.first()?)?;
    let items: Vec<&str> = lines
        .iter()
        .map_while(|line| marked(line).filter(|(mark, _)| mark.is_some() == first.is_some()))
        .map(|(_, item)| item)
        .collect();
    let left = lines.get(items.len()..)?;
    let items = items.into_iter().map(|item| inlines(&[item])).collect();
    Some((Block::List { first, items }, left))
}

/// An item's number, if it has one, and its text.
fn marked(line: &str) -> Option<(Option<u32>, &str)> {
    let line = line.trim_start();
    if let Some(item) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some((None, item.trim()));
    }
    let (digits, item) = line.split_once(". ")?;
    let is_number = (1..=4).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| is_number)?;
    Some((Some(number), item.trim()))
}

/// Up to an empty line or the beginning of something else.
fn paragraph<'a, 'b>(lines: &'b [&'a str], depth: u8) -> Found<'a, 'b> {
    let more = lines.get(1..).unwrap_or_default().iter().take_while(|line| {
        let is_quote = depth < DEEPEST_QUOTE && unquoted(line).is_some();
        let is_fence = line.trim_start().starts_with(FENCE);
        !line.trim().is_empty() && !is_quote && !is_fence && marked(line).is_none()
    });
    let end = more.count() + 1;
    let (own, left) = lines.split_at_checked(end).unwrap_or((lines, &[]));
    (Block::Paragraph(inlines(own)), left)
}

#[cfg(test)]
mod tests {
    use super::{Block, Inline, parse};

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[test]
    fn cv_06_lines_break_and_empty_lines_part_paragraphs() {
        let wanted = [
            Block::Paragraph(vec![text("one"), Inline::Break, text("two")]),
            Block::Paragraph(vec![text("three")]),
        ];
        assert_eq!(parse("one\ntwo\n\nthree"), wanted);
    }

    #[test]
    fn cv_06_lists_quotes_and_code_are_blocks_of_their_own() {
        let blocks = parse("Steps:\n1. open\n2. close\n> said\n```rust\nlet a = *b*;\n```\n- last");
        let items = |items: &[&str]| items.iter().map(|item| vec![text(item)]).collect();
        let wanted = [
            Block::Paragraph(vec![text("Steps:")]),
            Block::List { first: Some(1), items: items(&["open", "close"]) },
            Block::Quote(vec![Block::Paragraph(vec![text("said")])]),
            Block::Code("let a = *b*;".to_owned()),
            Block::List { first: None, items: items(&["last"]) },
        ];
        assert_eq!(blocks, wanted);
    }

    #[test]
    fn cv_06_a_fence_that_is_never_closed_is_text() {
        assert_eq!(
            parse("```\nnothing"),
            [Block::Paragraph(vec![text("```"), Inline::Break, text("nothing"),])]
        );
    }

    #[test]
    fn cv_06_html_stays_text() {
        let evil = "<img src=x onerror=alert(1)>";
        assert_eq!(parse(evil), [Block::Paragraph(vec![text(evil)])]);
    }

    #[test]
    fn cv_06_the_worst_text_is_read_in_no_time() {
        for evil in
            ["*", "**", "_", "`", "~~", "> ", "[", "http://", "a@", "```\n", "1. ", "(", "*a **b "]
        {
            let long = evil.repeat(10_000 / evil.len());
            parse(&long);
        }
    }
}
