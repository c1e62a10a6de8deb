//! Colleagues named in a text: `@username`.

use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// Colleagues one note may mention; who is named after that is not told.
pub const MENTIONS_LIMIT: usize = 20;

/// A place in a text that names somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<'a> {
    /// In bytes, with the `@`.
    pub at: Range<usize>,
    /// As typed, without the `@`.
    pub username: &'a str,
}

/// Every `@name` of a text, in order. An `@` inside a word (an address) names nobody.
pub fn named(text: &str) -> impl Iterator<Item = Named<'_>> {
    text.match_indices('@').filter_map(move |(at, _)| {
        let before = text.get(..at)?.chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || "@._-".contains(c)) {
            return None;
        }
        let rest = text.get(at + 1..)?;
        let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
        // The dot that ends a sentence ends no name.
        let username = rest.get(..end)?.trim_end_matches(['.', '-']);
        let is_address = rest.get(end..)?.starts_with('@');
        (!username.is_empty() && !is_address)
            .then(|| Named { at: at..at + 1 + username.len(), username })
    })
}

/// The usernames a text names, lower-cased, each once, no more than [`MENTIONS_LIMIT`].
#[must_use]
pub fn usernames(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in named(text) {
        let username = name.username.to_lowercase();
        if found.len() < MENTIONS_LIMIT && !found.contains(&username) {
            found.push(username);
        }
    }
    found
}

/// Whether a username may hold it.
#[must_use]
pub const fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn cv_10_a_name_is_found_wherever_a_word_may_begin() {
        let text = "@ada, (see @Grace.) and @linus-2\n@ada again";
        assert_eq!(usernames(text), ["ada", "grace", "linus-2"]);
        let first = named(text).next().map(|name| name.at);
        assert_eq!(first.and_then(|at| text.get(at)), Some("@ada"));
    }

    #[test]
    fn cv_10_an_address_names_nobody() {
        for text in ["ada@example.com", "a.@b", "@", "@ ada", "@@ada", "@ada@example.com", "@…"] {
            assert_eq!(usernames(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn cv_10_no_more_are_named_than_the_limit() {
        let text: String = (0..40).map(|n| alloc::format!("@p{n} ")).collect();
        assert_eq!(usernames(&text).len(), MENTIONS_LIMIT);
        assert_eq!(usernames("@a @A @a"), vec![String::from("a")]);
    }
}
