//! Headings, rows and cells, as they come out of spreadsheets and other systems.

use alloc::{borrow::ToOwned, vec};

use super::*;
use crate::{
    custom_field::{Editors, Kind},
    id::{CustomFieldId, PersonId},
    person::{PersonRef, Role, Roles},
};

fn cells(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn mapping(columns: &[Target]) -> Mapping {
    Mapping { columns: columns.to_vec(), updates: true }
}

fn field(key: &str, label: &str, kind: Kind) -> CustomField {
    let options = ["Gold", "Silver", "Tea, black"];
    CustomField {
        id: CustomFieldId(uuid::Uuid::nil()),
        key: key.to_owned(),
        holder: Holder::Contact,
        label: label.to_owned(),
        kind,
        options: if kind.has_options() { cells(&options) } else { Vec::new() },
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

#[test]
fn cc_14_columns_are_guessed_by_their_headings() {
    for (heading, target) in [
        ("Name", Target::Name),
        ("First name", Target::FirstName),
        ("Nachname", Target::LastName),
        ("E-Mail-Adresse", Target::Email),
        ("email 2", Target::Email),
        ("Mobile phone", Target::Phone),
        ("Telefon (privat)", Target::Phone),
        ("Bemerkung", Target::Notes),
        ("Contact manager", Target::Manager),
        ("Shoe size", Target::Ignore),
        ("", Target::Ignore),
    ] {
        assert_eq!(guess(heading, &[]), target, "{heading}");
    }
}

#[test]
fn cc_14_custom_fields_are_guessed_by_their_labels_and_keys() {
    let fields = [
        field("shoe_size", "Schuhgröße", Kind::Number),
        field("post", "Mailing address", Kind::LongText),
        field("tel_private", "Telefon (privat)", Kind::Phone),
        field("mail", "Email", Kind::Email),
        field("-", "?", Kind::Text),
    ];
    let is = |key: &str| Target::Field(key.to_owned());
    for (heading, target) in [
        ("schuhgröße", is("shoe_size")),
        ("Shoe-Size", is("shoe_size")),
        ("MAILING ADDRESS", is("post")),
        ("Telefon (privat)", is("tel_private")),
        // What everybody has comes first.
        ("Email", Target::Email),
        ("Mail 2", Target::Email),
        ("", Target::Ignore),
        ("!", Target::Ignore),
    ] {
        assert_eq!(guess(heading, &fields), target, "{heading}");
    }
}

#[test]
fn cc_14_a_target_is_chosen_by_its_word() {
    let field = Target::Field("name".to_owned());
    assert_ne!(field.word(), Target::Name.word());
    for target in Target::COMMON.into_iter().chain([field]) {
        assert_eq!(Target::from_word(&target.word()), Some(target));
    }
    assert_eq!(Target::from_word("shoe"), None);
}

#[test]
fn cc_14_columns_are_the_fields_that_one_may_change() {
    let locked = CustomField {
        editors: Editors::Managers,
        is_visible: false,
        ..field("locked", "Locked", Kind::Text)
    };
    let off = CustomField { is_enabled: false, ..field("off", "Off", Kind::Text) };
    let chat = CustomField { holder: Holder::Conversation, ..field("chat", "Chat", Kind::Text) };
    let all = vec![field("free", "Free", Kind::Text), locked, off, chat];
    let keys = |role: Role| {
        let person = PersonRef { id: PersonId(uuid::Uuid::nil()), name: String::new() };
        let roles = Roles::default().with(role);
        let staff = Staff { person, roles, departments: Vec::new() };
        targets(all.clone(), &staff).into_iter().map(|field| field.key).collect::<Vec<_>>()
    };
    assert_eq!(keys(Role::Manager), ["free", "locked"]);
    assert_eq!(keys(Role::Agent), ["free"]);
}

#[test]
fn cc_14_a_row_is_read_by_what_its_columns_are() {
    let it = mapping(&[
        Target::FirstName,
        Target::LastName,
        Target::Email,
        Target::Email,
        Target::Phone,
        Target::Ignore,
    ]);
    let row = ["Ada", "Lovelace", "ADA@b.example", "", "0043 660 1234567", "=1+1"];
    let row = draft(&it, &[], &cells(&row)).unwrap();
    assert_eq!(row.name, "Ada Lovelace");
    assert_eq!(row.emails.len(), 1);
    assert_eq!(row.phones, vec!["+436601234567".to_owned()]);
}

#[test]
fn cc_14_a_row_is_left_out_with_its_reason() {
    let it = mapping(&[Target::Name, Target::Email]);
    let read = |texts: &[&str]| draft(&it, &[], &cells(texts));
    assert_eq!(read(&["Ada"]), Err(RowProblem::Cells { found: 1, wanted: 2 }));
    let wrong = RowProblem::Wrong { column: 1, problem: Problem::NotAnEmail };
    assert_eq!(read(&["Ada", "ada@"]), Err(wrong));
    assert_eq!(read(&[" ", ""]), Err(RowProblem::Nothing));
    let unreadable = RowProblem::Wrong { column: 0, problem: Problem::Unreadable };
    assert_eq!(read(&["A\0da", ""]), Err(unreadable));
}

#[test]
fn cc_14_a_cell_is_read_by_the_kind_of_its_custom_field() {
    for (kind, cell, wanted) in [
        (Kind::Text, " Rue  de Lyon ", Ok("Rue de Lyon")),
        (Kind::LongText, "one\r\ntwo", Ok("one\ntwo")),
        (Kind::Number, "1234,50", Ok("1234.5")),
        (Kind::Number, "'-3", Ok("-3")),
        (Kind::Number, "many", Err(Problem::NotANumber)),
        (Kind::Date, "2026-11-30", Ok("2026-11-30")),
        (Kind::Date, "2026-11-30T12:00:00Z", Ok("2026-11-30")),
        (Kind::Date, "2026-11-30 00:00:00", Ok("2026-11-30")),
        (Kind::Date, "1.2.2026", Ok("2026-02-01")),
        (Kind::Date, "31.2.2026", Err(Problem::NotADate)),
        (Kind::Date, "11/30/2026", Err(Problem::NotADate)),
        (Kind::Date, "1..2.2026", Err(Problem::NotADate)),
        (Kind::Checkbox, "Ja", Ok("true")),
        (Kind::Checkbox, "X", Ok("true")),
        (Kind::Checkbox, "FALSCH", Ok("false")),
        (Kind::Checkbox, "perhaps", Err(Problem::Unknown)),
        (Kind::Select, "gold", Ok("Gold")),
        (Kind::Select, "Tea, black", Ok("Tea, black")),
        (Kind::Select, "Bronze", Err(Problem::Unknown)),
        (Kind::MultiSelect, "silver; GOLD", Ok("Gold\nSilver")),
        (Kind::MultiSelect, "Silver, Gold", Ok("Gold\nSilver")),
        (Kind::MultiSelect, "Tea, black | gold", Ok("Gold\nTea, black")),
        (Kind::MultiSelect, "Gold\nBronze", Err(Problem::Unknown)),
        (Kind::Url, "https://b.example/x", Ok("https://b.example/x")),
        (Kind::Url, "b.example", Err(Problem::NotAUrl)),
        (Kind::Email, "ADA@b.example", Ok("ada@b.example")),
        (Kind::Email, "ada", Err(Problem::NotAnEmail)),
        (Kind::Phone, "0043 660 1234567", Ok("+436601234567")),
        (Kind::Phone, "12", Err(Problem::NotAPhone)),
    ] {
        let it = mapping(&[Target::Name, Target::Field("own".to_owned())]);
        let row = draft(&it, &[field("own", "Own", kind)], &cells(&["Ada", cell]));
        let value = row.map(|row| row.fields.get("own").cloned().unwrap_or_default());
        let wanted = wanted.map(ToOwned::to_owned);
        let wanted = wanted.map_err(|problem| RowProblem::Wrong { column: 1, problem });
        assert_eq!(value, wanted, "{cell}");
    }
    assert_eq!(Kind::ALL.len(), 10);
}

#[test]
fn cc_14_an_empty_cell_says_nothing_and_a_field_that_is_gone_has_no_place() {
    let own = || Target::Field("own".to_owned());
    let it = mapping(&[Target::Name, own(), Target::Field("gone".to_owned())]);
    let fields = [field("own", "Own", Kind::Text)];
    let row = draft(&it, &fields, &cells(&["Ada", " ", "kept nowhere"])).unwrap();
    assert_eq!(row.fields, Fields::new());
    assert_eq!(it.column_of("gone"), Some(2));

    let twice = mapping(&[Target::Name, own(), own()]);
    let both = |kind| {
        let row = draft(&twice, &[field("own", "Own", kind)], &cells(&["Ada", "Gold", "Silver"]));
        row.unwrap().fields.remove("own").unwrap()
    };
    assert_eq!(both(Kind::MultiSelect), "Gold\nSilver");
    assert_eq!(both(Kind::Select), "Silver");
}
