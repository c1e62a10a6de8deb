//! Definitions and values, what is taken and what is not.

use alloc::{string::ToString, vec};
use proptest::prelude::*;

use super::*;
use crate::permission::Permission;

fn field(key: &str, kind: Kind) -> CustomField {
    CustomField {
        id: CustomFieldId(uuid::Uuid::nil()),
        key: key.to_string(),
        holder: Holder::Contact,
        label: key.to_string(),
        kind,
        options: vec!["Gold".to_string(), "Silver".to_string()],
        pattern: String::new(),
        is_required: false,
        is_searchable: false,
        is_visible: true,
        is_asked: false,
        editors: Editors::Everybody,
        is_enabled: true,
        place: 0,
        version: 1,
    }
}

fn fields(of: &[(&str, &str)]) -> Fields {
    of.iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
}

fn filled(of: &[CustomField], held: &Fields, draft: &Fields) -> Result<Fields, Refusal> {
    let fits = |pattern: &str, value: &str| pattern == value;
    Filling { fields: of, held, is_manager: false, is_whole: true, fits: &fits }.fill(draft)
}

fn refused(key: &str, problem: Problem) -> Result<Fields, Refusal> {
    Err(Refusal::InvalidField { key: key.to_string(), label: key.to_string(), problem })
}

#[test]
fn cc_06_each_kind_takes_what_people_write_and_refuses_the_rest() {
    let options = ["Gold".to_string(), "Silver".to_string()];
    for (kind, text, kept) in [
        (Kind::Text, "  two \n words ", "two words"),
        (Kind::LongText, "one\r\ntwo", "one\ntwo"),
        (Kind::Number, "007,50", "7.5"),
        (Kind::Number, "-0", "0"),
        (Kind::Number, "+12", "12"),
        (Kind::Date, "2024-02-29", "2024-02-29"),
        (Kind::Checkbox, "true", "true"),
        (Kind::Select, "gold", "Gold"),
        (Kind::MultiSelect, "silver\n\nGold\nGold", "Gold\nSilver"),
        (Kind::Url, "https://example.com/a?b#c", "https://example.com/a?b#c"),
        (Kind::Email, " Ada@Example.com", "ada@example.com"),
        (Kind::Phone, "+49 (30) 901820", "+4930901820"),
        (Kind::Email, " ", ""),
    ] {
        assert_eq!(clean(kind, &options, text).as_deref(), Ok(kept), "{text}");
    }
    for (kind, text, problem) in [
        (Kind::Number, "1.2.3", Problem::NotANumber),
        (Kind::Number, "1e5", Problem::NotANumber),
        (Kind::Number, "5.", Problem::NotANumber),
        (Kind::Date, "2023-02-29", Problem::NotADate),
        (Kind::Date, "30.11.2026", Problem::NotADate),
        (Kind::Checkbox, "yes", Problem::Unknown),
        (Kind::Select, "Bronze", Problem::Unknown),
        (Kind::MultiSelect, "Gold\nBronze", Problem::Unknown),
        (Kind::Url, "javascript:alert(1)", Problem::NotAUrl),
        (Kind::Url, "https:///nowhere", Problem::NotAUrl),
        (Kind::Email, "ada", Problem::NotAnEmail),
        (Kind::Phone, "030", Problem::NotAPhone),
        (Kind::Text, "a\u{0}b", Problem::Unreadable),
    ] {
        assert_eq!(clean(kind, &options, text), Err(problem), "{text}");
    }
}

#[test]
fn cc_06_what_is_required_is_asked_for_and_what_is_not_named_stays() {
    let plan = CustomField { is_required: true, ..field("plan", Kind::Select) };
    let all = [plan.clone(), field("city", Kind::Text)];
    let held = fields(&[("city", "Oslo"), ("unknown", "kept")]);
    assert_eq!(filled(&all, &held, &Fields::new()), refused("plan", Problem::Missing));
    let gold = fields(&[("plan", "gold"), ("city", "")]);
    let expected = fields(&[("plan", "Gold"), ("unknown", "kept")]);
    assert_eq!(filled(&all, &held, &gold), Ok(expected));
    // Hidden or disabled, nobody can be asked for it.
    let hidden = CustomField { is_visible: false, ..plan.clone() };
    assert_eq!(filled(&[hidden], &held, &Fields::new()), Ok(held.clone()));
    let disabled = CustomField { is_enabled: false, ..plan };
    assert_eq!(filled(&[disabled], &held, &gold), Ok(held));
}

#[test]
fn cc_06_a_box_that_must_be_ticked_is_ticked() {
    let terms = [CustomField { is_required: true, ..field("terms", Kind::Checkbox) }];
    let none = Fields::new();
    let draft = fields(&[("terms", "false")]);
    assert_eq!(filled(&terms, &none, &draft), refused("terms", Problem::Missing));
    let draft = fields(&[("terms", "true")]);
    assert_eq!(filled(&terms, &none, &draft), Ok(draft));
}

#[test]
fn cc_06_a_pattern_counts_for_what_is_changed() {
    let all = [CustomField { pattern: "A-1".to_string(), ..field("order", Kind::Text) }];
    let held = fields(&[("order", "from before")]);
    assert_eq!(filled(&all, &held, &held), Ok(held.clone()));
    let draft = fields(&[("order", "B-2")]);
    assert_eq!(filled(&all, &held, &draft), refused("order", Problem::DoesNotFit));
    let draft = fields(&[("order", " A-1 ")]);
    assert_eq!(filled(&all, &held, &draft), Ok(fields(&[("order", "A-1")])));
}

#[test]
fn cc_06_what_only_managers_may_change_stays_for_others() {
    let rank = [CustomField {
        editors: Editors::Managers,
        is_required: true,
        ..field("rank", Kind::Text)
    }];
    let held = fields(&[("rank", "A")]);
    assert_eq!(filled(&rank, &held, &held), Ok(held.clone()));
    assert_eq!(filled(&rank, &Fields::new(), &Fields::new()), Ok(Fields::new()));
    let permission = Permission::ManageCustomFields;
    let draft = fields(&[("rank", "B")]);
    assert_eq!(filled(&rank, &held, &draft), Err(Refusal::NotPermitted { permission }));
}

#[test]
fn ma_04_a_definition_is_checked_by_its_kind() {
    let draft = CustomFieldDraft {
        key: " customer-no ".to_string(),
        holder: Holder::Contact,
        label: " Customer  number ".to_string(),
        kind: Kind::Select,
        options: vec!["A".to_string(), " a ".to_string(), String::new(), "B".to_string()],
        pattern: "x".to_string(),
        is_required: false,
        is_searchable: true,
        is_visible: true,
        is_asked: false,
        editors: Editors::Everybody,
        is_enabled: true,
    };
    let kept = checked(draft.clone()).unwrap();
    assert_eq!((kept.key.as_str(), kept.label.as_str()), ("customer-no", "Customer number"));
    assert_eq!(kept.options, ["A", "B"]);
    assert_eq!(kept.pattern, "");
    let no_options = CustomFieldDraft { options: Vec::new(), ..draft.clone() };
    let missing = Refusal::invalid(Field::Options, Problem::Missing);
    assert_eq!(checked(no_options).map(drop), Err(missing));
    let bad_key = CustomFieldDraft { key: "a b".to_string(), ..draft };
    assert_eq!(checked(bad_key).map(drop), Err(Refusal::invalid(Field::Key, Problem::NotAKey)));
}

#[test]
fn ma_04_a_label_suggests_a_key() {
    for (label, suggested) in [
        ("Kundennummer (neu)", "kundennummer_neu"),
        ("Größe", "groesse"),
        ("顧客番号", ""),
        ("A/B", "a_b"),
    ] {
        assert_eq!(key_from(label), suggested, "{label}");
    }
}

proptest! {
    #[test]
    fn cc_06_whatever_is_written_an_answer_comes_and_what_was_kept_is_kept_again(
        text in any::<String>(), at in 0..Kind::ALL.len(),
    ) {
        let options = ["Gold".to_string()];
        let kind = Kind::ALL[at];
        if let Ok(once) = clean(kind, &options, &text) {
            prop_assert_eq!(clean(kind, &options, &once), Ok(once));
        }
        let suggested = key_from(&text);
        prop_assert!(suggested.is_empty() || key(&suggested).is_ok());
    }
}
