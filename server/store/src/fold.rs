//! Folding text, so that what looks alike to people is found alike: case, accents, widths, number formats.

use unicode_normalization::{UnicodeNormalization, char::decompose_compatible};

pub use model::fold::Folded;
pub(crate) use model::fold::phone_digits;
use model::fold::{is_accent, spelled};

/// Takes a character apart; what the model needs to fold.
pub fn decompose(c: char, push: &mut dyn FnMut(char)) {
    decompose_compatible(c, push);
}

/// Folded text that knows where each of its characters came from.
#[must_use]
pub fn folded(text: &str) -> Folded {
    Folded::with(decompose, text)
}

/// Lower case without accents: `Łukasz Müller` and `lukasz muller` fold to the same.
///
/// Only accents go that people leave out when they type; vowel signs of Indic scripts and the voicing marks of
/// kana make other words, and stay.
#[must_use]
pub fn fold(text: &str) -> String {
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

/// What a list sorted by this text is ordered by.
pub(crate) fn sort_key(text: &str) -> Vec<u8> {
    fold(text).into_bytes()
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
        let folded = super::folded(text);
        assert_eq!(folded.text, fold(text));
        let at = |part: &str| folded.text.find(part).unwrap();
        assert_eq!(folded.origin(text, at("ss")), 4);
        assert_eq!(folded.origin(text, at("ss") + 1), 4);
        assert_eq!(folded.origin(text, at("zoe")), text.find('Z').unwrap());
        assert_eq!(folded.origin(text, at("n")), text.len() - 1);
        assert_eq!(folded.origin(text, folded.text.len()), text.len());
        let plain = super::folded("Plain");
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
