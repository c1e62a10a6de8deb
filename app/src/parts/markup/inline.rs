//! Emphasis, code and links within a line. A link shows where it leads: there are no labelled links to lie with.

/// What stands within a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Inline {
    Text(String),
    Break,
    Strong(Vec<Inline>),
    Emphasis(Vec<Inline>),
    Struck(Vec<Inline>),
    Code(String),
    Link { href: String, text: String },
}

/// Longer marks first, or `**` would be read as two `*`.
const MARKS: [&str; 5] = ["**", "~~", "`", "*", "_"];

/// Some lines with breaks between them.
pub(super) fn inlines(lines: &[&str]) -> Vec<Inline> {
    let mut found = Vec::new();
    for line in lines {
        if !found.is_empty() {
            found.push(Inline::Break);
        }
        found.extend(marked(line.trim_end(), &MARKS));
    }
    found
}

/// Only links and line breaks.
pub(crate) fn links(text: &str) -> Vec<Inline> {
    let mut found = Vec::new();
    for line in text.lines() {
        if !found.is_empty() {
            found.push(Inline::Break);
        }
        found.extend(linked(line));
    }
    found
}

/// Each mark may stand once within itself and the others, so that the depth is bounded.
fn marked(line: &str, marks: &[&'static str]) -> Vec<Inline> {
    let mut found = Vec::new();
    // Where a mark had no end once, it has none further on: looking again would cost the square.
    let mut open: Vec<&'static str> = marks.to_vec();
    let mut plain = 0;
    let mut at = 0;
    while at < line.len() {
        let Some(span) = span_at(line, at, &mut open) else {
            at += char_len(line, at);
            continue;
        };
        found.extend(linked(line.get(plain..at).unwrap_or_default()));
        found.push(span.content(marks));
        at = span.end;
        plain = at;
    }
    found.extend(linked(line.get(plain..).unwrap_or_default()));
    found
}

struct Span<'a> {
    mark: &'static str,
    inside: &'a str,
    end: usize,
}

impl Span<'_> {
    fn content(&self, marks: &[&'static str]) -> Inline {
        if self.mark == "`" {
            return Inline::Code(self.inside.to_owned());
        }
        let others: Vec<_> = marks.iter().copied().filter(|mark| *mark != self.mark).collect();
        let content = marked(self.inside, &others);
        match self.mark {
            "**" => Inline::Strong(content),
            "~~" => Inline::Struck(content),
            _ => Inline::Emphasis(content),
        }
    }
}

fn span_at<'a>(line: &'a str, at: usize, open: &mut Vec<&'static str>) -> Option<Span<'a>> {
    let rest = line.get(at..)?;
    let mark = open.iter().copied().find(|mark| rest.starts_with(mark))?;
    let after = rest.get(mark.len()..)?;
    if mark == "_" && line.get(..at)?.chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    if after.chars().next().is_none_or(char::is_whitespace) || after.starts_with(mark) {
        return None;
    }
    let Some(length) = end_of(after, mark) else {
        open.retain(|other| *other != mark);
        return None;
    };
    let end = at + mark.len() + length + mark.len();
    Some(Span { mark, inside: after.get(..length)?, end })
}

/// Where the closing mark stands: after something that is no blank, and `_` not within a word.
fn end_of(after: &str, mark: &str) -> Option<usize> {
    after.match_indices(mark).map(|(at, _)| at).find(|at| {
        let before = after.get(..*at).and_then(|text| text.chars().next_back());
        let next = after.get(at + mark.len()..).and_then(|text| text.chars().next());
        let is_within_word = mark == "_" && next.is_some_and(char::is_alphanumeric);
        // `*` inside `**bold**` is no end of an emphasis.
        let is_double = mark == "*" && (next == Some('*') || before == Some('*'));
        let is_blank = mark != "`" && before.is_none_or(char::is_whitespace);
        before.is_some() && !is_blank && !is_within_word && !is_double
    })
}

/// Text with its addresses made links.
fn linked(text: &str) -> Vec<Inline> {
    let mut found = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (word, after) = split_word(rest);
        match link(word) {
            Some((before, href, shown, behind)) => {
                plain.push_str(before);
                if !plain.is_empty() {
                    found.push(Inline::Text(std::mem::take(&mut plain)));
                }
                found.push(Inline::Link { href, text: shown.to_owned() });
                plain.push_str(behind);
            }
            None => plain.push_str(word),
        }
        rest = after;
    }
    if !plain.is_empty() {
        found.push(Inline::Text(plain));
    }
    found
}

/// The blanks in front and the next word, and what follows.
fn split_word(text: &str) -> (&str, &str) {
    let start = text.len() - text.trim_start().len();
    let word = text.get(start..).unwrap_or_default();
    let length = word.find(char::is_whitespace).unwrap_or(word.len());
    text.split_at_checked(start + length).unwrap_or((text, ""))
}

/// What stands before the address, where it leads, how it is shown, and what stands behind.
fn link(word: &str) -> Option<(&str, String, &str, &str)> {
    let start = ["https://", "http://", "www."].iter().filter_map(|s| word.find(s)).min();
    let start = start.or_else(|| is_email(word).then(|| email_start(word)))?;
    let (before, address) = word.split_at_checked(start)?;
    if before.chars().next_back().is_some_and(char::is_alphanumeric) {
        return None;
    }
    let (shown, behind) = address.split_at_checked(end_of_address(address))?;
    let href = if shown.starts_with("www.") {
        format!("https://{shown}")
    } else if shown.starts_with("http") && shown.contains("://") {
        shown.to_owned()
    } else {
        format!("mailto:{shown}")
    };
    let host = href.split_once("://").map_or(href.as_str(), |(_, host)| host);
    (host.len() > 3).then_some((before, href, shown, behind))
}

fn is_email(word: &str) -> bool {
    let address = word.get(email_start(word)..).unwrap_or_default();
    let end = end_of_address(address);
    address.get(..end).is_some_and(|address| model::parse::email(address).is_ok())
        && address.matches('@').count() == 1
        && word.contains('.')
}

fn email_start(word: &str) -> usize {
    word.len() - word.trim_start_matches(['<', '(', '[', '"', '\'']).len()
}

/// A sentence's full stop or bracket behind an address is not part of it; a bracket that was opened in it is.
fn end_of_address(address: &str) -> usize {
    let mut end = address.len();
    let opened = address.matches('(').count();
    let mut closed = address.matches(')').count();
    while let Some(last) = address.get(..end).and_then(|text| text.chars().next_back()) {
        let is_part = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '"' | '\'' | '>' | ']' | '*' | '_' => false,
            ')' => closed <= opened,
            _ => true,
        };
        if is_part {
            break;
        }
        closed -= usize::from(last == ')');
        end -= last.len_utf8();
    }
    end
}

fn char_len(line: &str, at: usize) -> usize {
    line.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::{Inline, inlines};

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    fn link(href: &str, shown: &str) -> Inline {
        Inline::Link { href: href.to_owned(), text: shown.to_owned() }
    }

    #[test]
    fn cv_06_emphasis_nests_and_unmatched_marks_stay() {
        let inner = Inline::Emphasis(vec![text("c")]);
        let wanted = [text("a "), Inline::Strong(vec![text("b "), inner, text(" d")])];
        assert_eq!(inlines(&["a **b *c* d**"]), wanted);
        let calm = "2 * 3 * 4, snake_case_name";
        assert_eq!(inlines(&[calm]), [text(calm)]);
        assert_eq!(inlines(&["_done_"]), [Inline::Emphasis(vec![text("done")])]);
        assert_eq!(inlines(&["**open"]), [text("**open")]);
    }

    #[test]
    fn cv_06_code_keeps_its_marks() {
        assert_eq!(inlines(&["`a *b*`"]), [Inline::Code("a *b*".to_owned())]);
    }

    #[test]
    fn cv_06_addresses_become_links_without_the_sentences_full_stop() {
        let found = inlines(&["See https://example.org/a_(b), or www.example.org."]);
        let wanted = [
            text("See "),
            link("https://example.org/a_(b)", "https://example.org/a_(b)"),
            text(", or "),
            link("https://www.example.org", "www.example.org"),
            text("."),
        ];
        assert_eq!(found, wanted);
        let mail = inlines(&["(ada@example.org)"]);
        assert_eq!(mail, [text("("), link("mailto:ada@example.org", "ada@example.org"), text(")")]);
    }

    #[test]
    fn cv_06_no_other_scheme_becomes_a_link() {
        for evil in ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "HTTP:evil"] {
            assert_eq!(inlines(&[evil]), [text(evil)]);
        }
    }
}
