//! Folding: what looks alike to people is made alike, character by character: case, accents, widths.

use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// Takes a character apart (compatibility decomposition). The tables for that are large, and a browser has them
/// already: so whoever folds brings them.
pub type Decompose = fn(char, &mut dyn FnMut(char));

/// Folded text, and for each of its bytes where the character began that it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    pub text: String,
    /// Empty where nothing moved.
    origins: Vec<usize>,
}

impl Folded {
    /// Each character is folded by itself: where accents that stay are written in another order than usual, folding
    /// the whole may differ.
    #[must_use]
    pub fn with(decompose: Decompose, text: &str) -> Self {
        if text.is_ascii() {
            return Self { text: text.to_ascii_lowercase(), origins: Vec::new() };
        }
        let mut folded = Self::default();
        for (at, c) in text.char_indices() {
            each(decompose, c, &mut |letters| folded.text.push_str(letters));
            folded.origins.resize(folded.text.len(), at);
        }
        folded
    }

    /// Where the character of `text` (the same that was folded) begins that made this byte; its end past the last.
    #[must_use]
    pub fn origin(&self, text: &str, byte: usize) -> usize {
        if self.origins.is_empty() {
            return byte.min(text.len());
        }
        self.origins.get(byte).copied().unwrap_or(text.len())
    }

    /// The characters of `text` that made these bytes of what it folds to.
    #[must_use]
    pub fn original(&self, text: &str, range: Range<usize>) -> Range<usize> {
        let start = self.origin(text, range.start);
        let last = self.origin(text, range.end.saturating_sub(1));
        let length =
            text.get(last..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        start..last.saturating_add(length)
    }
}

/// Ranges in order, those that touch or overlap made one.
#[must_use]
pub fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| (range.start, range.end));
    let mut all: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match all.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => all.push(range),
        }
    }
    all
}

/// What one character folds to; nothing, if people leave it out.
fn each(decompose: Decompose, c: char, push: &mut dyn FnMut(&str)) {
    decompose(c, &mut |part| {
        for lower in part.to_lowercase().filter(|c| !is_accent(*c)) {
            push(spelled(lower).unwrap_or(lower.encode_utf8(&mut [0; 4])));
        }
    });
}

/// Diacritics of Latin, Greek and Cyrillic, of Hebrew and of Arabic; soft hyphens and joiners too.
#[must_use]
pub const fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}'
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Letters that no decomposition takes apart, as they are typed without them.
#[must_use]
pub const fn spelled(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ς' => "σ",
        '’' | '‘' | 'ʼ' => "'",
        _ => return None,
    })
}

/// The digits of a phone number in whatever form: without the country's `+` or `00`, without the trunk zero
/// that numbers start with at home, or that stands in brackets after the country. `None`: not a number.
#[must_use]
pub fn phone_digits(text: &str) -> Option<String> {
    let is_number = text.chars().all(|c| c.is_ascii_digit() || is_phone_mark(c));
    let digits: String = text.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    (is_number && !digits.is_empty()).then(|| String::from(digits))
}

pub(crate) const fn is_phone_mark(c: char) -> bool {
    matches!(c, '+' | '-' | '.' | '/' | '(' | ')' | ' ' | '\u{a0}' | '\u{2010}'..='\u{2015}')
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    /// Enough of a decomposition for these tests.
    fn plain(c: char, push: &mut dyn FnMut(char)) {
        match c {
            'é' => "e\u{301}".chars().for_each(push),
            'ﬁ' => "fi".chars().for_each(push),
            _ => push(c),
        }
    }

    #[test]
    fn cc_04_every_byte_of_folded_text_knows_the_characters_it_came_from() {
        let text = "Stra\u{df}e é ﬁn";
        let folded = Folded::with(plain, text);
        assert_eq!(folded.text, "strasse e fin");
        let at = |part: &str| {
            let from = folded.text.find(part).unwrap();
            &text[folded.original(text, from..from + part.len())]
        };
        assert_eq!(["ss", "e e", "fin", "i"].map(at), ["ß", "e é", "ﬁn", "ﬁ"]);
    }

    #[test]
    fn ranges_that_touch_become_one() {
        assert_eq!(joined(vec![4..6, 0..2, 1..3, 3..4, 8..9]), vec![0..6, 8..9]);
    }
}
