//! Where a text holds what is looked for. Pure, and linear in the text.

use std::{ops::Range, sync::Arc};

use model::fold::{Folded, joined};
use regex::Regex;
use store::fold::folded;

/// Matches of one text that are told; nobody looks at more.
const MATCHES_LIMIT: usize = 100;

/// What is looked for.
#[derive(Debug, Clone)]
pub(crate) enum Matcher {
    /// Each must occur somewhere; folded.
    Words(Arc<[String]>),
    Pattern(Regex),
}

impl Matcher {
    /// Words, case and accents aside; what stands in quotes is one. `None` when there are none.
    pub(crate) fn words(text: &str) -> Option<Self> {
        let folded = folded(text).text;
        let mut words: Vec<String> = Vec::new();
        for (index, part) in folded.split(['"', '“', '”', '„']).enumerate() {
            if index % 2 == 1 {
                words.push(part.trim().to_owned());
            } else {
                words.extend(part.split_whitespace().map(str::to_owned));
            }
        }
        words.retain(|word| !word.is_empty());
        (!words.is_empty()).then(|| Self::Words(words.into()))
    }

    /// A regular expression; `None` for one that asks for nothing.
    pub(crate) fn pattern(pattern: Regex) -> Option<Self> {
        (!pattern.as_str().is_empty()).then_some(Self::Pattern(pattern))
    }

    /// The parts of the text that match, in order, none within another; none at all when it does not match.
    pub(crate) fn find(&self, text: &str) -> Vec<Range<usize>> {
        match self {
            Self::Words(words) => find_words(words, text),
            // An empty match shows nothing.
            Self::Pattern(pattern) => pattern
                .find_iter(text)
                .map(|found| found.range())
                .filter(|range| !range.is_empty())
                .take(MATCHES_LIMIT)
                .collect(),
        }
    }
}

fn find_words(words: &[String], text: &str) -> Vec<Range<usize>> {
    let folded: Folded = folded(text);
    if !words.iter().all(|word| folded.text.contains(word.as_str())) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for word in words {
        let places = folded.text.match_indices(word.as_str()).take(MATCHES_LIMIT);
        found.extend(places.map(|(at, _)| folded.original(text, at..at + word.len())));
    }
    joined(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::search::{excerpt, pattern};

    fn found<'t>(sought: &str, text: &'t str) -> Vec<&'t str> {
        let matcher = Matcher::words(sought).unwrap();
        matcher.find(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn pa_03_words_are_found_without_regard_to_case_and_accents() {
        assert_eq!(found("cafe", "Ein Café und CAFE\u{301}"), ["Café", "CAFE"]);
        assert_eq!(found("strasse", "Straße, STRASSE"), ["Straße", "STRASSE"]);
        assert_eq!(found("ß", "Gasse"), ["ss"]);
        assert_eq!(found("fi", "ﬁne"), ["ﬁ"]);
        assert_eq!(found("北京", "我在北京"), ["北京"]);
    }

    #[test]
    fn pa_03_every_word_must_occur_and_quotes_keep_words_together() {
        assert_eq!(found("login err", "Error at login"), ["Err", "login"]);
        assert!(found("login 500", "Error at login").is_empty());
        assert_eq!(found("\"at login\"", "Error at login"), ["at login"]);
        assert!(found("\"login at\"", "Error at login").is_empty());
        assert!(Matcher::words("  \"\" ").is_none());
        // A quote that is still open while somebody types.
        assert_eq!(found("\"at lo", "Error at login"), ["at lo"]);
    }

    #[test]
    fn pa_03_a_pattern_finds_what_the_documents_promise() {
        let pattern = Matcher::pattern(pattern::compile(r"error\d{3}").unwrap()).unwrap();
        let text = "ERROR404, error50 and error500";
        let parts: Vec<_> = pattern.find(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(parts, ["ERROR404", "error500"]);
        let nothing = Matcher::pattern(pattern::compile("x*").unwrap()).unwrap();
        assert!(nothing.find("abc").is_empty());
        assert!(Matcher::pattern(pattern::compile("").unwrap()).is_none());
    }

    /// Every place where the folded word stands, looked for the slow way.
    fn naive(word: &str, text: &str) -> bool {
        let (word, text) = (folded(word).text, folded(text).text);
        (0..text.len()).any(|at| text.as_bytes()[at..].starts_with(word.as_bytes()))
    }

    proptest! {
        #[test]
        fn pa_03_a_word_is_found_where_a_naive_search_finds_it(
            text in "[aAäbBßẞ éfﬁ\u{301}x]{0,30}",
            word in "[aAäbBßéfﬁx]{1,3}",
        ) {
            let matcher = Matcher::words(&word).unwrap();
            prop_assert_eq!(!matcher.find(&text).is_empty(), naive(&word, &text));
        }

        #[test]
        fn pa_03_a_literal_pattern_finds_what_the_word_finds(
            text in "[a-cA-C .*+]{0,30}",
            word in "[a-c.*+]{1,3}",
        ) {
            let words = Matcher::words(&word).unwrap().find(&text);
            let escaped = regex::escape(&word);
            let pattern = Matcher::pattern(pattern::compile(&escaped).unwrap()).unwrap();
            prop_assert_eq!(joined(pattern.find(&text)), words);
        }

        #[test]
        fn pa_03_whatever_is_typed_nothing_breaks(text in any::<String>(), sought in any::<String>()) {
            let pattern = pattern::compile(&sought).ok().and_then(Matcher::pattern);
            for matcher in Matcher::words(&sought).into_iter().chain(pattern) {
                let found = matcher.find(&text);
                for range in &found {
                    prop_assert!(text.get(range.clone()).is_some_and(|part| !part.is_empty()));
                }
                if !found.is_empty() {
                    let (cut, marks) = excerpt::cut(&text, &found);
                    prop_assert!(!marks.is_empty());
                    for (from, to) in marks {
                        prop_assert!(cut.get(from as usize..to as usize).is_some());
                    }
                }
            }
        }

        #[test]
        fn pa_03_what_was_taken_from_a_text_is_found_in_it(
            text in any::<String>(),
            from in any::<prop::sample::Index>(),
        ) {
            let at: Vec<_> = text.char_indices().map(|(at, _)| at).collect();
            prop_assume!(!at.is_empty());
            let from = at[from.index(at.len())];
            let part: String = text[from..].chars().take(5).collect();
            if let Some(matcher) = Matcher::words(&part) {
                prop_assert!(!matcher.find(&text).is_empty(), "{:?} in {:?}", part, text);
            }
        }
    }
}
