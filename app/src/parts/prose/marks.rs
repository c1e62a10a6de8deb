//! Words that stand out in a text.

use leptos::prelude::*;

/// A text with the words that are to stand out in elements of their own.
pub(super) fn text(text: String, marked: &[String]) -> AnyView {
    if marked.is_empty() {
        return text.into_any();
    }
    let pieces = split(&text, marked).into_iter().map(|(piece, is_marked)| {
        let piece = piece.to_owned();
        if is_marked {
            view! { <span class="mention">{piece}</span> }.into_any()
        } else {
            piece.into_any()
        }
    });
    pieces.collect_view().into_any()
}

/// Pieces of a text, and whether each is to stand out. The longest word that fits counts.
fn split<'a>(text: &'a str, marked: &[String]) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let length = before
            .is_none_or(|c| !is_word(c))
            .then(|| marked.iter().filter_map(|word| fits(rest, word)).max())
            .flatten();
        match length {
            Some(length) => {
                pieces.extend(text.get(from..at).filter(|it| !it.is_empty()).map(|it| (it, false)));
                pieces.extend(rest.get(..length).map(|it| (it, true)));
                at += length;
                from = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    pieces.extend(text.get(from..).filter(|it| !it.is_empty()).map(|it| (it, false)));
    pieces
}

/// How much of the text is this word, when a whole word of it is.
fn fits(rest: &str, word: &str) -> Option<usize> {
    let head = rest.get(..word.len())?;
    let next = rest.get(word.len()..)?.chars().next();
    (head.eq_ignore_ascii_case(word) && next.is_none_or(|c| !is_word(c))).then_some(word.len())
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '@')
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn cv_10_only_whole_names_stand_out() {
        let marked = ["@ada".to_owned(), "@ada-2".to_owned()];
        let found = split("@Ada, ask @ada-2 not @adam or x@ada.", &marked);
        let expected =
            [("@Ada", true), (", ask ", false), ("@ada-2", true), (" not @adam or x@ada.", false)];
        assert_eq!(found, expected);
    }
}
