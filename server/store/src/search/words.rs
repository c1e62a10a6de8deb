//! What is searched for and by: the words of a text, and the grams of what a contact is called.

use std::collections::BTreeSet;

use model::{
    operators::{Part, Sought},
    terms::EDGE,
};

use crate::fold::fold;

/// Characters of a word that count; nobody types more of one.
const WORD_LIMIT: usize = 40;
/// Bytes of words by which one text is found; PostgreSQL takes a million.
const INDEX_LIMIT_BYTES: usize = 250_000;
/// Characters of a contact that are indexed.
const GRAMS_LIMIT: usize = 8_000;
/// The longest grams; what is longer is found by several in a row.
pub(super) const GRAM: usize = 3;
/// ASCII that is no letter or digit would end a word of the index: moved out of the way, to where nobody writes.
const ELSEWHERE: u32 = 0xe000;

/// The words of a text, folded, in order. Between two parts of it (two messages) nothing stands.
pub(crate) fn words<'a>(parts: impl IntoIterator<Item = &'a str>) -> Vec<Vec<String>> {
    let mut left = INDEX_LIMIT_BYTES;
    let mut all = Vec::new();
    for part in parts {
        let mut words = split(part);
        words.retain(|word| {
            let fits = word.len() < left;
            left = if fits { left - word.len() - 1 } else { 0 };
            fits
        });
        if !words.is_empty() {
            all.push(words);
        }
    }
    all
}

/// Words that must follow each other, and whether the last one is only begun.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) words: Vec<String>,
    pub(crate) is_open: bool,
    pub(crate) is_unwanted: bool,
}

/// What of a search is looked for in the words.
pub(crate) fn runs(sought: &Sought) -> Vec<Run> {
    let run = |text: &str, is_open, is_unwanted| Run { words: split(text), is_open, is_unwanted };
    let pieces = sought.pieces.iter();
    pieces
        .filter_map(|piece| match &piece.part {
            Part::Word(text) => Some(run(text, true, piece.is_unwanted)),
            Part::Phrase { text, is_open } => Some(run(text, *is_open, piece.is_unwanted)),
            _ => None,
        })
        .collect()
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

/// The grams of edged text: each three characters that follow each other, in order; then each two and each one
/// that occur.
pub(super) fn grams(edged: &str) -> String {
    let characters: Vec<char> = edged.chars().take(GRAMS_LIMIT).map(moved).collect();
    let mut all = String::with_capacity(edged.len().saturating_mul(8));
    for gram in characters.windows(GRAM) {
        all.extend(gram);
        all.push(' ');
    }
    let short: BTreeSet<&[char]> = (1..GRAM).flat_map(|len| characters.windows(len)).collect();
    for gram in short {
        all.extend(gram);
        all.push(' ');
    }
    all
}

/// The grams that stand in a row where this (of edged text) stands.
pub(super) fn grams_of(part: &str) -> String {
    let characters: Vec<char> = part.chars().map(moved).collect();
    if characters.len() <= GRAM {
        return characters.into_iter().collect();
    }
    let grams: Vec<String> = characters.windows(GRAM).map(|gram| gram.iter().collect()).collect();
    grams.join(" ")
}

fn moved(c: char) -> char {
    let stays = c.is_ascii_alphanumeric() || !(c.is_ascii() || c.is_whitespace());
    let moved = if c.is_ascii() { u32::from(c) } else { u32::from(EDGE) };
    if stays { c } else { char::from_u32(ELSEWHERE + moved).unwrap_or(c) }
}

#[cfg(test)]
mod tests {
    use model::operators;

    use super::*;

    fn joined(text: &str) -> String {
        words([text]).concat().join(" ")
    }

    #[test]
    fn words_are_folded_and_in_order() {
        let text = "Ångström's café, CAFE! b2b-e-mail: a@b.co";
        assert_eq!(joined(text), "angstrom s cafe cafe b2b e mail a b co");
    }

    #[test]
    fn characters_of_scripts_without_blanks_are_words() {
        assert_eq!(joined("我在北京 iPhone手机"), "我 在 北 京 iphone 手 机");
    }

    #[test]
    fn a_long_text_is_found_by_its_beginning() {
        let text: String = (0..200_000).map(|n| format!("word{n} ")).collect();
        assert!(joined(&text).len() <= INDEX_LIMIT_BYTES + 1);
        assert_eq!(joined(&"x".repeat(1000)).len(), WORD_LIMIT);
    }

    #[test]
    fn cc_08_what_belongs_together_is_looked_for_in_a_row() {
        let run = |words: &[&str], is_open, is_unwanted| Run {
            words: words.iter().map(|word| String::from(*word)).collect(),
            is_open,
            is_unwanted,
        };
        assert_eq!(
            runs(&operators::parse("AB-1234 -\"thank you\" tag:vip \"see y")),
            [
                run(&["ab", "1234"], true, false),
                run(&["thank", "you"], false, true),
                run(&["see", "y"], true, false),
            ]
        );
    }

    #[test]
    fn cc_04_grams_are_every_part_of_up_to_three_characters() {
        let text = grams("\nab.\n");
        let (edge, dot) = (moved('\n'), moved('.'));
        for gram in [format!("{edge}ab"), format!("ab{dot}"), format!("b{dot}{edge}"), "a".into()] {
            assert!(text.split(' ').any(|it| it == gram), "{gram:?}");
        }
        assert!(text.is_ascii() || text.split(' ').all(|it| it.chars().count() <= GRAM));
        assert_eq!(grams_of("abcd"), "abc bcd");
        assert_eq!(grams_of("ab"), "ab");
        assert!(!grams("a\u{a0}b").contains('\u{a0}'));
    }
}
