//! What a search for people asks for, how well it fits, and what is marked.

use alloc::{format, string::ToString};
use proptest::prelude::*;

use super::*;

fn plain(c: char, push: &mut dyn FnMut(char)) {
    match c {
        'ü' => "u\u{308}".chars().for_each(push),
        'é' => "e\u{301}".chars().for_each(push),
        _ => push(c),
    }
}

fn word(word: &str) -> Term {
    Term::Word(word.to_string())
}

fn number(digits: &str, words: &[&str]) -> Term {
    Term::Number {
        digits: digits.to_string(),
        words: words.iter().map(ToString::to_string).collect(),
    }
}

fn marked<'t>(search: &str, text: &'t str) -> Vec<&'t str> {
    let folded = Folded::with(plain, search).text;
    let marks = marks(&terms(&folded), text, plain);
    marks.into_iter().map(|(from, to)| &text[from as usize..to as usize]).collect()
}

#[test]
fn cc_04_a_search_tells_numbers_from_words() {
    assert_eq!(terms("  zoe  "), [word("zoe")]);
    assert_eq!(terms("1042"), [word("1042")]);
    assert_eq!(terms("guest-1042"), [word("guest-1042")]);
    assert_eq!(terms("0660 123"), [number("660123", &["0660", "123"])]);
    assert_eq!(
        terms("anna +43 (0)660/12 b"),
        [word("anna"), number("4366012", &["+43", "(0)660/12"]), word("b")]
    );
    assert_eq!(terms("-"), [word("-")]);
    assert_eq!(terms(" "), []);
}

#[test]
fn cc_04_an_extension_behind_a_number_counts_for_nothing() {
    let bare = terms("+1 212 555 0100");
    for extension in ["ext. 12", "ext 12", "ext12", "x12", "#12", "extension 12"] {
        assert_eq!(terms(&format!("+1 212 555 0100 {extension}")), bare, "{extension}");
    }
    // Behind anything else it is a word as any other.
    assert_eq!(terms("anna x12"), [word("anna"), word("x12")]);
    assert_eq!(terms("12 x 4"), [word("12"), word("x"), word("4")]);
}

#[test]
fn cc_04_whole_words_fit_best_then_beginnings_then_parts() {
    let text = edged("ada o'brien-smith ada.l+shop@example.com 436601234567");
    let fit = |search: &str| fit(&terms(search), &text);
    for exact in
        ["ada", "brien", "o'brien", "smith", "example.com", "@example", "shop", "436601234567"]
    {
        assert_eq!(fit(exact), Some(Fit::Exact), "{exact}");
    }
    for prefix in ["ad", "bri", "o'br", "smi", "exam", "43660", "+43 660"] {
        assert_eq!(fit(prefix), Some(Fit::Prefix), "{prefix}");
    }
    for infix in ["da", "rien", "mith", "xample", "4567", "ada rien"] {
        assert_eq!(fit(infix), Some(Fit::Infix), "{infix}");
    }
    for none in ["adal", "b@", "ada zoe", "smith43"] {
        assert_eq!(fit(none), None, "{none}");
    }
}

#[test]
fn cc_04_what_fits_is_marked_as_it_is_written() {
    assert_eq!(marked("muller", "Jörg Müller-Muller"), ["Müller", "Muller"]);
    assert_eq!(marked("STRASSE", "Lange Straße"), ["Straße"]);
    assert_eq!(marked("0660 123", "+43 660-1234567"), ["660-123"]);
    assert_eq!(marked("+43 (0)660", "+436601234567"), ["43660"]);
    assert_eq!(marked("12 ada", "Ada 12"), ["Ada", "12"]);
    assert_eq!(marked("zoe", "Ada"), [] as [&str; 0]);
}

proptest! {
    #[test]
    fn cc_04_edges_never_hide_what_stands_there(text in "[a-c .@'é+-]{0,24}", from in 0_usize..24, len in 1_usize..5) {
        let folded = Folded::with(plain, &text).text;
        let part: String = folded.chars().skip(from).take(len).collect();
        prop_assume!(!part.is_empty() && !part.contains(' '));
        prop_assert!(edged(&folded).contains(Fit::Infix.pattern(&part).as_str()), "{:?} in {:?}", part, folded);
    }

    #[test]
    fn cc_04_edges_never_pretend(text in "[ab .@]{0,12}", part in "[ab.@]{1,3}") {
        prop_assert_eq!(edged(&text).contains(Fit::Infix.pattern(&part).as_str()), text.contains(part.as_str()));
    }

    #[test]
    fn cc_04_marks_are_parts_of_the_text_in_order(search in any::<String>(), text in any::<String>()) {
        let folded = Folded::with(plain, &search).text;
        let mut end = 0;
        for (from, to) in marks(&terms(&folded), &text, plain) {
            prop_assert!(from >= end && to > from);
            prop_assert!(text.get(from as usize..to as usize).is_some());
            end = to;
        }
    }
}
