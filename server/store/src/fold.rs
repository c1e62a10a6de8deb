//! Folding text, so that what looks alike to people is found alike: case, accents, widths, number formats.

use unicode_normalization::{UnicodeNormalization, char::decompose_compatible};

/// Lower case without accents: `Łukasz Müller` and `lukasz muller` fold to the same.
///
/// Only accents go that people leave out when they type; vowel signs of Indic scripts and the voicing marks of
/// kana make other words, and stay.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_accent(*c)).flat_map(char::to_lowercase) {
        match spelled(c) {
            Some(letters) => folded.push_str(letters),
            // Lower-casing makes some accents of its own, such as the dot of İ.
            None if is_accent(c) => {}
            None => folded.push(c),
        }
    }
    folded
}

/// Whether two names are the same to people: whatever their case, accents and order of words.
#[must_use]
pub fn is_alike(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let folded = fold(text);
        let mut words: Vec<String> = folded.split_whitespace().map(String::from).collect();
        words.sort_unstable();
        words
    };
    words(one) == words(other)
}

/// Folded text, and for each of its bytes where the character began that it came from. Each character is folded
/// by itself: where accents that stay are written in another order than usual, `fold` may differ.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folded {
    pub text: String,
    /// Empty where nothing moved.
    origins: Vec<usize>,
}

impl Folded {
    #[must_use]
    pub fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self { text: text.to_ascii_lowercase(), origins: Vec::new() };
        }
        let mut folded = Self::default();
        for (at, c) in text.char_indices() {
            each(c, |letters| folded.text.push_str(letters));
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
}

/// What one character folds to; nothing, if people leave it out.
fn each(c: char, mut push: impl FnMut(&str)) {
    decompose_compatible(c, |part| {
        for lower in part.to_lowercase().filter(|c| !is_accent(*c)) {
            push(spelled(lower).unwrap_or(lower.encode_utf8(&mut [0; 4])));
        }
    });
}

/// What a list sorted by this text is ordered by.
pub(crate) fn sort_key(text: &str) -> Vec<u8> {
    fold(text).into_bytes()
}

/// Diacritics of Latin, Greek and Cyrillic, of Hebrew and of Arabic; soft hyphens and joiners too.
const fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{640}'
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Letters that no decomposition takes apart, as they are typed without them.
const fn spelled(c: char) -> Option<&'static str> {
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
pub(crate) fn phone_digits(text: &str) -> Option<String> {
    let is_number = text.chars().all(|c| c.is_ascii_digit() || is_phone_mark(c));
    let digits: String = text.replace("(0)", "").chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_start_matches('0');
    (is_number && !digits.is_empty()).then(|| String::from(digits))
}

const fn is_phone_mark(c: char) -> bool {
    matches!(c, '+' | '-' | '.' | '/' | '(' | ')' | ' ' | '\u{2010}'..='\u{2015}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_to_what_people_type_without_accents() {
        for (name, typed) in [
            ("José García-Núñez", "jose garcia-nunez"),
            ("Łukasz Żółć", "lukasz zolc"),
            ("Đorđe Šešelj", "dorde seselj"),
            ("Søren Ærø", "soren aero"),
            ("Straße", "strasse"),
            ("STRASSE", "strasse"),
            ("İstanbul Işık", "istanbul isik"),
            ("Nguyễn Thị Ánh", "nguyen thi anh"),
            ("Ὀδυσσεύς", "οδυσσευσ"),
            ("Ёлкин Андрей", "елкин андреи"),
            ("Þóra Guðrún", "thora gudrun"),
            ("Ｆｕｌｌ", "full"),
            ("O’Brien", "o'brien"),
            ("Zoe\u{308}", "zoe"),
            ("مُحَمَّد", "محمد"),
        ] {
            assert_eq!(fold(name), typed, "{name}");
            assert_eq!(fold(&fold(name)), fold(name), "{name} twice");
        }
    }

    #[test]
    fn pa_03_every_byte_of_folded_text_knows_the_character_it_came_from() {
        let text = "Stra\u{df}e Zoe\u{308} \u{fb01}n";
        let folded = Folded::of(text);
        assert_eq!(folded.text, fold(text));
        let at = |part: &str| folded.text.find(part).unwrap();
        assert_eq!(folded.origin(text, at("ss")), 4);
        assert_eq!(folded.origin(text, at("ss") + 1), 4);
        assert_eq!(folded.origin(text, at("zoe")), text.find('Z').unwrap());
        assert_eq!(folded.origin(text, at("n")), text.len() - 1);
        assert_eq!(folded.origin(text, folded.text.len()), text.len());
        let plain = Folded::of("Plain");
        assert_eq!((plain.text.as_str(), plain.origin("Plain", 3)), ("plain", 3));
    }

    #[test]
    fn marks_that_make_another_letter_stay() {
        assert_ne!(fold("が"), fold("か"));
        assert_ne!(fold("कि"), fold("क"));
    }

    #[test]
    fn a_phone_number_in_any_form_has_the_same_digits() {
        for form in [
            "+436601234567",
            "00436601234567",
            "+43 660 123 45 67",
            "+43 (0)660 / 1234567",
            "+43-660-123.4567",
        ] {
            assert_eq!(phone_digits(form).as_deref(), Some("436601234567"), "{form}");
        }
        assert_eq!(phone_digits("0660 1234567").as_deref(), Some("6601234567"));
        assert_eq!(phone_digits("anna"), None);
        assert_eq!(phone_digits("+"), None);
    }
}
