//! What is searched for and by: the words of a text, and the terms of a search for people.

use std::collections::HashSet;

use crate::fold::{fold, phone_digits};

/// Characters of a word that count; nobody types more of one.
const WORD_LIMIT: usize = 40;
/// Words of a search that count.
const SEARCH_WORDS: usize = 16;
/// Bytes of different words by which one text is found; PostgreSQL takes a million.
const INDEX_LIMIT_BYTES: usize = 500_000;

/// The different words of some texts, folded, a blank between each.
pub(crate) fn words<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut seen = HashSet::new();
    let mut all = String::new();
    for word in texts.into_iter().flat_map(split) {
        if all.len() + word.len() > INDEX_LIMIT_BYTES {
            break;
        }
        if seen.insert(word.clone()) {
            if !all.is_empty() {
                all.push(' ');
            }
            all.push_str(&word);
        }
    }
    all
}

/// The words of a search.
pub(crate) fn wanted(search: &str) -> Vec<String> {
    split(search).into_iter().take(SEARCH_WORDS).collect()
}

fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in fold(text).split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()) {
        let mut word = String::new();
        for c in run.chars() {
            if is_written_without_blanks(c) {
                push(&mut words, &mut word);
                words.push(String::from(c));
            } else {
                word.push(c);
            }
        }
        push(&mut words, &mut word);
    }
    words
}

fn push(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(word.chars().take(WORD_LIMIT).collect());
        word.clear();
    }
}

/// Scripts in which words are not told apart by blanks; there each character is found by itself.
const fn is_written_without_blanks(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}

/// One thing that a contact must have somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Term {
    Word(String),
    /// What may be a phone number: its digits, or else each word of it.
    Number {
        digits: String,
        words: Vec<String>,
    },
}

/// The terms of a search for people. Neighbours that may be parts of one phone number make one term.
pub(crate) fn terms(search: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut number: Vec<String> = Vec::new();
    let folded = fold(search);
    for word in folded.split_whitespace().take(SEARCH_WORDS) {
        if word.contains(|c: char| c.is_alphanumeric() && !c.is_ascii_digit())
            || phone_digits(&format!("1{word}")).is_none()
        {
            terms.extend(number_term(&mut number));
            terms.push(Term::Word(String::from(word)));
        } else {
            number.push(String::from(word));
        }
    }
    terms.extend(number_term(&mut number));
    terms
}

fn number_term(words: &mut Vec<String>) -> Option<Term> {
    let words = std::mem::take(words);
    let digits = phone_digits(&words.concat());
    match (words.as_slice(), digits) {
        ([], _) => None,
        ([only], digits) if digits.as_ref().is_none_or(|digits| digits == only) => {
            Some(Term::Word(only.clone()))
        }
        (_, digits) => Some(Term::Number { digits: digits.unwrap_or_default(), words }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_named_once() {
        let text = words(["Ångström's café, CAFE!", "b2b-e-mail: a@b.co"]);
        assert_eq!(text, "angstrom s cafe b2b e mail a b co");
    }

    #[test]
    fn characters_of_scripts_without_blanks_are_words() {
        assert_eq!(words(["我在北京 iPhone手机"]), "我 在 北 京 iphone 手 机");
    }

    #[test]
    fn a_long_text_is_found_by_its_beginning() {
        let text: String = (0..200_000).map(|n| format!("word{n} ")).collect();
        assert!(words([text.as_str()]).len() <= INDEX_LIMIT_BYTES + 1);
        assert_eq!(words(["x".repeat(1000).as_str()]).len(), WORD_LIMIT);
    }

    #[test]
    fn a_search_tells_numbers_from_words() {
        let word = |w: &str| Term::Word(String::from(w));
        let number = |digits: &str, words: &[&str]| Term::Number {
            digits: String::from(digits),
            words: words.iter().map(|w| String::from(*w)).collect(),
        };
        assert_eq!(terms("  Zoë  "), [word("zoe")]);
        assert_eq!(terms("1042"), [word("1042")]);
        assert_eq!(terms("guest-1042"), [word("guest-1042")]);
        assert_eq!(terms("0660 123"), [number("660123", &["0660", "123"])]);
        assert_eq!(
            terms("Anna +43 (0)660/12 b"),
            [word("anna"), number("4366012", &["+43", "(0)660/12"]), word("b")]
        );
        assert_eq!(terms("-"), [word("-")]);
        assert_eq!(terms(" "), []);
    }
}
