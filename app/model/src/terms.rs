//! Searching for people: what is looked for, how well it fits, and where it stands in what is shown.

use alloc::{string::String, vec, vec::Vec};
use core::ops::Range;

use crate::fold::{Decompose, Folded, is_phone_mark, joined, phone_digits};

/// Words of a search that count.
const WORDS_LIMIT: usize = 16;
/// Matches of one text that are marked; nobody looks at more.
const MARKS_LIMIT: usize = 20;
/// Digits that a number has before something behind it may be its extension.
const NUMBER_DIGITS: usize = 7;
/// Where a word begins or ends, in edged text; at both ends of every piece between blanks.
pub const EDGE: char = '\n';

/// One thing that a contact must have somewhere; folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    Word(String),
    /// What may be a phone number: its digits, or else each word of it.
    Number {
        digits: String,
        words: Vec<String>,
    },
}

/// How well something fits: the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Whole words.
    Exact,
    /// The beginnings of words.
    Prefix,
    /// Anywhere.
    Infix,
}

impl Fit {
    pub const ALL: [Self; 3] = [Self::Exact, Self::Prefix, Self::Infix];

    /// What stands in edged text where a word fits so.
    #[must_use]
    pub fn pattern(self, word: &str) -> String {
        let mut pattern = String::new();
        if self != Self::Infix {
            pattern.push(EDGE);
        }
        push_edged(&mut pattern, word);
        if self == Self::Exact {
            pattern.push(EDGE);
        }
        pattern
    }
}

impl Term {
    /// Alternatives, one of which must fit: all words of it.
    #[must_use]
    pub fn alternatives(&self) -> Vec<Vec<&str>> {
        match self {
            Self::Word(word) => vec![vec![word.as_str()]],
            Self::Number { digits, words } => {
                vec![vec![digits.as_str()], words.iter().map(String::as_str).collect()]
            }
        }
    }

    fn fits(&self, edged: &str, fit: Fit) -> bool {
        let stands = |word: &str| edged.contains(fit.pattern(word).as_str());
        self.alternatives().iter().any(|words| words.iter().all(|word| stands(word)))
    }
}

/// How well all terms fit edged text: as well as the one that fits worst. `None` when one does not at all.
#[must_use]
pub fn fit(terms: &[Term], edged: &str) -> Option<Fit> {
    Fit::ALL.into_iter().find(|fit| terms.iter().all(|term| term.fits(edged, *fit)))
}

/// Folded text in which the beginnings and ends of words are marked, so that they can be looked for: an edge at both
/// ends of what stands between blanks, and between two neighbours of which one is no letter or digit.
#[must_use]
pub fn edged(folded: &str) -> String {
    let mut all = String::with_capacity(folded.len().saturating_mul(2));
    for piece in folded.split_whitespace() {
        all.push(EDGE);
        push_edged(&mut all, piece);
        all.push(EDGE);
    }
    all
}

fn push_edged(all: &mut String, piece: &str) {
    let mut before = None;
    for c in piece.chars() {
        if before.is_some_and(|before| !is_letter(before) || !is_letter(c)) {
            all.push(EDGE);
        }
        all.push(c);
        before = Some(c);
    }
}

/// Letters, digits, and signs that belong to words: whatever is no blank and no punctuation.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
        || !(c.is_ascii()
            || c.is_whitespace()
            || matches!(c, '\u{a1}'..='\u{bf}' | '\u{d7}' | '\u{f7}' | '\u{2010}'..='\u{206f}'
                | '\u{3001}'..='\u{3020}'))
}

/// The terms of a search, folded already. Neighbours that may be parts of one phone number make one term; an
/// extension behind a number counts for nothing, because numbers are kept without.
#[must_use]
pub fn terms(folded: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    let mut number: Vec<String> = Vec::new();
    let mut words = folded.split_whitespace().take(WORDS_LIMIT).peekable();
    while let Some(word) = words.next() {
        if may_be_of_number(word) {
            number.push(String::from(word));
        } else if is_long(&number) && is_extension(word, words.peek().copied()) {
            if !word.contains(|c: char| c.is_ascii_digit()) {
                words.next();
            }
        } else {
            terms.extend(number_term(&mut number));
            terms.push(Term::Word(String::from(word)));
        }
    }
    terms.extend(number_term(&mut number));
    terms
}

fn may_be_of_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit() || is_phone_mark(c))
}

fn is_long(number: &[String]) -> bool {
    let digits = number.iter().flat_map(|word| word.chars()).filter(char::is_ascii_digit);
    digits.count() >= NUMBER_DIGITS
}

/// `ext. 12`, `ext12`, `x12`, `#12` behind a number.
fn is_extension(word: &str, next: Option<&str>) -> bool {
    let bare = ["extension", "ext.", "ext", "x", "#"].iter().find_map(|it| word.strip_prefix(it));
    let is_short =
        |text: &str| (1..=6).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
    bare.is_some_and(|rest| is_short(rest) || (rest.is_empty() && next.is_some_and(is_short)))
}

fn number_term(words: &mut Vec<String>) -> Option<Term> {
    let words = core::mem::take(words);
    let digits = phone_digits(&words.concat());
    match (words.as_slice(), digits) {
        ([], _) => None,
        ([only], digits) if digits.as_ref().is_none_or(|digits| digits == only) => {
            Some(Term::Word(only.clone()))
        }
        (_, digits) => Some(Term::Number { digits: digits.unwrap_or_default(), words }),
    }
}

/// Where the terms stand in a text as it is shown, from and to in bytes, in order, none within another.
#[must_use]
pub fn marks(terms: &[Term], text: &str, decompose: Decompose) -> Vec<(u32, u32)> {
    let folded = Folded::with(decompose, text);
    let mut found = Vec::new();
    for term in terms {
        match term {
            Term::Word(word) => stands(&folded, text, word, &mut found),
            Term::Number { digits, words } => {
                let before = found.len();
                stands_as_digits(&folded, text, digits, &mut found);
                if found.len() == before {
                    words.iter().for_each(|word| stands(&folded, text, word, &mut found));
                }
            }
        }
    }
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    joined(found).into_iter().map(|range| (place(range.start), place(range.end))).collect()
}

fn stands(folded: &Folded, text: &str, word: &str, found: &mut Vec<Range<usize>>) {
    if word.is_empty() {
        return;
    }
    let places = folded.text.match_indices(word).take(MARKS_LIMIT);
    found.extend(places.map(|(at, _)| folded.original(text, at..at.saturating_add(word.len()))));
}

/// Looks for digits in a number, whatever stands between them.
fn stands_as_digits(folded: &Folded, text: &str, digits: &str, found: &mut Vec<Range<usize>>) {
    if digits.is_empty() || !may_be_of_number(&folded.text) {
        return;
    }
    let places: Vec<(usize, char)> =
        folded.text.char_indices().filter(|(_, c)| c.is_ascii_digit()).collect();
    let all: String = places.iter().map(|(_, c)| *c).collect();
    for (at, _) in all.match_indices(digits).take(MARKS_LIMIT) {
        let last = at.saturating_add(digits.len()).saturating_sub(1);
        if let (Some((from, _)), Some((to, _))) = (places.get(at), places.get(last)) {
            found.push(folded.original(text, *from..to.saturating_add(1)));
        }
    }
}

#[cfg(test)]
mod tests;
