//! What is typed into the search box of the closed chats, and how it is understood.

use alloc::{string::ToString, vec};
use proptest::prelude::*;

use super::*;

fn parts(search: &str) -> Vec<(bool, Part)> {
    parse(search).pieces.into_iter().map(|piece| (piece.is_unwanted, piece.part)).collect()
}

fn word(text: &str) -> Part {
    Part::Word(text.to_string())
}

fn phrase(text: &str) -> Part {
    Part::Phrase { text: text.to_string(), is_open: false }
}

#[test]
fn cc_08_words_phrases_and_operators_are_told_apart() {
    assert_eq!(
        parts("refund \"never arrived\" agent:ada -tag:vip -\"thank you\" has:file"),
        [
            (false, word("refund")),
            (false, phrase("never arrived")),
            (false, Part::Agent("ada".to_string())),
            (true, Part::Tag("vip".to_string())),
            (true, phrase("thank you")),
            (false, Part::HasFile),
        ]
    );
    assert_eq!(
        parts("department:\"Second level\""),
        [(false, Part::Department("Second level".to_string()))]
    );
    assert_eq!(
        parts("Abteilung:Support kontakt:„Ada L“"),
        [
            (false, Part::Department("Support".to_string())),
            (false, Part::Contact("Ada L".to_string())),
        ]
    );
}

#[test]
fn cc_08_what_is_no_operator_is_a_word() {
    for text in ["https://example.com", "colour:red", ":", "a:", "e-mail", "--", "-", "re:"] {
        assert_eq!(parts(text), [(false, word(text))], "{text}");
    }
    assert_eq!(parts("-5"), [(true, word("5"))]);
    assert_eq!(parts("  "), []);
    assert_eq!(parts("\"\" “ ”"), []);
}

#[test]
fn cc_08_what_an_operator_lacks_is_a_hint_and_no_error() {
    let hints = |search: &str| parse(search).hints;
    assert_eq!(hints("tea agent:"), [Hint::Unfinished(Operator::Agent)]);
    assert_eq!(hints("before:soon"), [Hint::NotADay("soon".to_string())]);
    assert_eq!(hints("after:2026-02-30"), [Hint::NotADay("2026-02-30".to_string())]);
    assert_eq!(hints("has:fleas"), [Hint::NotAThing("fleas".to_string())]);
    assert_eq!(parts("tea agent:"), [(false, word("tea"))]);
}

#[test]
fn cc_08_a_quote_that_is_still_open_is_being_typed() {
    let open = Part::Phrase { text: "thank y".to_string(), is_open: true };
    assert_eq!(parts("tea \"thank y"), [(false, word("tea")), (false, open)]);
    assert_eq!(parts("agent:\"ada l"), [(false, Part::Agent("ada l".to_string()))]);
}

#[test]
fn cc_08_days_months_and_years_begin_at_midnight() {
    for (text, ms) in [
        ("1970", 0),
        ("2026-03-01", 1_772_323_200_000),
        ("2026-03", 1_772_323_200_000),
        ("1.3.2026", 1_772_323_200_000),
        ("2024-02-29", 1_709_164_800_000),
        ("@12345", 12_345),
    ] {
        assert_eq!(parts(&alloc::format!("before:{text}")), [(false, Part::Before(ms))], "{text}");
    }
    for text in ["1969", "2026-13", "2026-1-1-1", "1.2", "@", "0x7", "2026-00-01"] {
        assert_eq!(parse(&alloc::format!("after:{text}")).hints.len(), 1, "{text}");
    }
}

#[test]
fn cc_08_days_are_told_as_moments_of_whoever_asks() {
    let midnight = |year: i32, month: u32, day: u32| {
        Some(i64::from(year) * 10_000 + i64::from(month * 100 + day))
    };
    assert_eq!(
        anchored("tea before:2026-03 -after:\"1.2.2025\" x", midnight),
        "tea before:@20260301 -after:\"@20250201\" x"
    );
    assert_eq!(anchored("before:soon", midnight), "before:soon");
    assert_eq!(anchored("before:@12", midnight), "before:@12");
}

proptest! {
    #[test]
    fn cc_08_whatever_is_typed_is_understood(search in any::<String>()) {
        let sought = parse(&search);
        prop_assert!(sought.pieces.len() <= PARTS_LIMIT);
        let mut end = 0;
        for piece in &sought.pieces {
            prop_assert!(piece.value.start >= end && search.get(piece.value.clone()).is_some());
            end = piece.value.end;
        }
        let moved = anchored(&search, |_, _, _| Some(7));
        let days = |text: &str| parse(text).pieces.len();
        prop_assert_eq!(days(&moved), days(&search));
    }

    #[test]
    fn cc_08_no_word_is_lost(words in prop::collection::vec("[a-zé0-9.@/-]{1,8}", 0..8)) {
        prop_assume!(words.iter().all(|word| !word.starts_with('-')));
        let wanted: Vec<(bool, Part)> = words.iter().map(|text| (false, word(text))).collect();
        prop_assert_eq!(parts(&words.join(" ")), wanted);
    }

    #[test]
    fn cc_08_typing_on_never_takes_an_operator_back(value in "[a-z]{1,6}", more in "[a-z]{1,4}") {
        let begun = parts(&alloc::format!("agent:{value}"));
        prop_assert_eq!(begun, vec![(false, Part::Agent(value.clone()))]);
        let typed = parts(&alloc::format!("agent:{value}{more} tea"));
        prop_assert_eq!(typed.len(), 2);
    }
}
