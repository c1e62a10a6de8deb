//! Importing contacts: what becomes of each row, who may, and that a restart loses none and doubles none.

use actions::{custom_fields, imports};
use model::{
    contact::{Contact, ContactDraft, ContactQuery},
    custom_field::{CustomField, CustomFieldDraft, Editors, Fields, Holder, Kind},
    import::{Fate, Import, ImportState, Mapping, RowProblem, Target},
    permission::{Permission, Staff},
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
};

use crate::{
    on_both,
    trial::{Trial, refused},
};

const FILE: &str = "Name;E-Mail;Telefon;Betreuung;Schuhgröße\r\n\
    Ada Lovelace;ada@tea.example;+43 660 1111111;;38\r\n\
    Neu;neu@tea.example;;bo;39\r\n\
    Kaputt;kein@;;;40\r\n\
    ;;;;41\r\n\
    Kurz;kurz@tea.example\r\n\
    =cmd();'+43 660 2222222;;;\r\n";

async fn receives(trial: &Trial, staff: &Staff, text: &str) -> Import {
    let bytes = text.as_bytes().to_vec();
    imports::receive(&trial.house, staff, "kontakte.csv", bytes).await.unwrap()
}

fn mapping() -> Mapping {
    let columns = vec![Target::Name, Target::Email, Target::Phone, Target::Manager, Target::Ignore];
    Mapping { columns, updates: true }
}

async fn imported(trial: &Trial, staff: &Staff, import: &Import, mapping: &Mapping) -> Import {
    imports::start(&trial.house, staff, import.id, mapping).await.unwrap();
    imports::work(&trial.house).await.unwrap();
    imports::find(&trial.house, staff, import.id).await.unwrap()
}

async fn named(trial: &Trial, name: &str) -> Vec<Contact> {
    let query = ContactQuery { search: name.to_owned(), ..ContactQuery::default() };
    actions::contacts::list(&trial.house, &trial.admin, &query).await.unwrap().rows
}

async fn knows_ada(trial: &Trial) -> Contact {
    let draft = ContactDraft {
        name: "Ada".to_owned(),
        emails: vec!["ADA@tea.example".to_owned()],
        notes: "Kept".to_owned(),
        ..ContactDraft::default()
    };
    actions::contacts::create(&trial.house, &trial.admin, &draft).await.unwrap()
}

on_both! {
async fn cc_14_rows_are_created_updated_or_left_out_as_the_preview_said(trial) {
    trial.agent("bo").await;
    let ada = knows_ada(&trial).await;
    let import = receives(&trial, &trial.admin, FILE).await;
    assert_eq!((import.rows, import.state), (6, ImportState::Ready));
    let guessed = [Target::Name, Target::Email, Target::Phone, Target::Ignore, Target::Ignore];
    assert_eq!(import.mapping.columns, guessed);

    let preview =
        imports::preview(&trial.house, &trial.admin, import.id, &mapping()).await.unwrap();
    let fates: Vec<Fate> = preview.rows.into_iter().map(|row| row.fate).collect();
    let wrong = RowProblem::Wrong { column: 1, problem: Problem::NotAnEmail };
    assert_eq!(
        fates,
        [
            Fate::Update { contact: ada.id, name: "Ada".to_owned() },
            Fate::Create,
            Fate::Reject(wrong.clone()),
            Fate::Reject(RowProblem::Nothing),
            Fate::Reject(RowProblem::Cells { found: 2, wanted: 5 }),
            Fate::Reject(wrong.clone()),
        ]
    );
    assert_eq!(named(&trial, "Neu").await.len(), 0);

    let done = imported(&trial, &trial.admin, &import, &mapping()).await;
    assert_eq!(done.state, ImportState::Done);
    assert_eq!((done.added, done.updated, done.rejected), (1, 1, 4));
    let held = named(&trial, "lovelace").await.remove(0);
    assert_eq!((held.id, held.notes.as_str()), (ada.id, "Kept"));
    assert_eq!(held.phones, ["+436601111111"]);
    let new = named(&trial, "neu").await.remove(0);
    assert_eq!(new.manager.map(|it| it.name), Some("Bo".to_owned()));

    let report = imports::report(&trial.house, &trial.admin, import.id, 0).await.unwrap();
    let lines: Vec<(u32, &str)> =
        report.iter().map(|row| (row.line, row.outcome.as_str())).collect();
    let wanted = [
        (2, "updated"),
        (3, "added"),
        (4, "rejected"),
        (5, "rejected"),
        (6, "rejected"),
        (7, "rejected"),
    ];
    assert_eq!(lines, wanted);
    // What was taken in is not kept a second time.
    assert!(report[1].cells.is_empty());
    assert_eq!(report[2].problem, Some(wrong));
    assert_eq!(report[2].cells[0], "Kaputt");
}
}

on_both! {
async fn cc_14_what_columns_were_is_remembered_and_the_known_can_be_left_out(trial) {
    knows_ada(&trial).await;
    let first = receives(&trial, &trial.admin, FILE).await;
    let strict = Mapping { updates: false, ..mapping() };
    let done = imported(&trial, &trial.admin, &first, &strict).await;
    assert_eq!((done.updated, done.added), (0, 0));
    let report = imports::report(&trial.house, &trial.admin, first.id, 0).await.unwrap();
    assert_eq!(report[0].problem, Some(RowProblem::Known));
    let again = receives(&trial, &trial.admin, FILE).await;
    assert_eq!(again.mapping, strict);
    let nothing = Mapping { columns: vec![Target::Notes; 5], updates: true };
    let tried = imports::start(&trial.house, &trial.admin, again.id, &nothing).await;
    let missing = Refusal::invalid(Field::Columns, Problem::Missing);
    assert_eq!(refused(tried).map(drop), Err(missing));
    let twice = imports::start(&trial.house, &trial.admin, first.id, &mapping()).await;
    assert_eq!(refused(twice).map(drop), Err(Refusal::ImportBegun));
}
}

on_both! {
async fn cc_14_an_import_goes_on_after_a_restart_and_stops_when_told(trial) {
    let mut text = "Name,Email\n".to_owned();
    for number in 0..450 {
        text.push_str(&format!("Row {number},row{number}@tea.example\n"));
    }
    let import = receives(&trial, &trial.admin, &text).await;
    let names = Mapping { columns: vec![Target::Name, Target::Email], updates: true };
    imports::start(&trial.house, &trial.admin, import.id, &names).await.unwrap();
    // Another server finds it running.
    let clock = actions::clock::Clock::fixed(crate::trial::START);
    let limits = actions::Limits::default();
    let house = actions::House::new(trial.scratch.store.clone(), clock, limits, false);
    imports::work(&house).await.unwrap();
    imports::work(&trial.house).await.unwrap();
    let done = imports::find(&trial.house, &trial.admin, import.id).await.unwrap();
    assert_eq!((done.state, done.added), (ImportState::Done, 450));
    assert_eq!(named(&trial, "row449@").await.len(), 1);

    let more = text.replace("row", "other");
    let second = receives(&trial, &trial.admin, &more).await;
    imports::start(&trial.house, &trial.admin, second.id, &names).await.unwrap();
    imports::cancel(&trial.house, &trial.admin, second.id).await.unwrap();
    imports::work(&trial.house).await.unwrap();
    let stopped = imports::find(&trial.house, &trial.admin, second.id).await.unwrap();
    assert_eq!((stopped.state, stopped.done()), (ImportState::Cancelled, 0));
}
}

on_both! {
async fn cc_14_importing_is_for_those_who_may_and_reveals_nobody(trial) {
    let agent = trial.agent("ada").await;
    let tried = imports::receive(&trial.house, &agent, "a.csv", b"Name\nx\n".to_vec()).await;
    let permission = Permission::ImportContacts;
    assert_eq!(refused(tried).map(drop), Err(Refusal::NotPermitted { permission }));

    // A manager of one department does not see this contact, and is not told of it.
    knows_ada(&trial).await;
    let manager = trial.person("mo", &[Role::Manager]).await;
    trial.department("Sales", &[&manager]).await;
    let manager = trial.staff(manager.person.id).await;
    let import = receives(&trial, &manager, "Name,Email\nAda,ada@tea.example\n").await;
    let names = Mapping { columns: vec![Target::Name, Target::Email], updates: true };
    let preview = imports::preview(&trial.house, &manager, import.id, &names).await.unwrap();
    assert_eq!(preview.rows[0].fate, Fate::Create);
    let other = trial.person("li", &[Role::Manager]).await;
    let peeked = imports::find(&trial.house, &other, import.id).await;
    assert_eq!(refused(peeked).map(drop), Err(Refusal::not_found(Thing::Import)));
}
}

on_both! {
async fn cc_14_an_erased_contact_leaves_staged_rows_too(trial) {
    let ada = knows_ada(&trial).await;
    let import = receives(&trial, &trial.admin, FILE).await;
    actions::erasures::erase(&trial.house, &trial.admin, ada.id, "Ada").await.unwrap();
    let preview =
        imports::preview(&trial.house, &trial.admin, import.id, &mapping()).await.unwrap();
    assert!(preview.rows.iter().all(|row| row.cells.iter().all(|cell| !cell.contains("ada@"))));
}
}

fn field(key: &str, label: &str, kind: Kind) -> CustomFieldDraft {
    let options = ["Gold", "Silver"].map(str::to_owned).to_vec();
    CustomFieldDraft {
        key: key.to_owned(),
        holder: Holder::Contact,
        label: label.to_owned(),
        kind,
        options: if kind.has_options() { options } else { Vec::new() },
        pattern: String::new(),
        is_required: false,
        is_searchable: true,
        is_visible: true,
        is_asked: false,
        editors: Editors::Everybody,
        is_enabled: true,
    }
}

async fn defined(trial: &Trial, draft: CustomFieldDraft) -> CustomField {
    custom_fields::create(&trial.house, &trial.admin, draft).await.unwrap()
}

/// Of each kind one, called by its kind.
async fn define_all(trial: &Trial) {
    for kind in Kind::ALL {
        defined(trial, field(kind.as_str(), &format!("Own {}", kind.as_str()), kind)).await;
    }
}

fn fields(of: &[(&str, &str)]) -> Fields {
    of.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

fn own(key: &str) -> Target {
    Target::Field(key.to_owned())
}

on_both! {
async fn cc_14_every_kind_of_custom_field_is_a_column_guessed_and_filled_in(trial) {
    define_all(&trial).await;
    let ada = knows_ada(&trial).await;
    let file = "Name;E-Mail;Own text;own_long_text;OWN NUMBER;Own date;Own checkbox;Own select;multi_select;\
        Own url;Own email;Own phone\n\
        Ada;ada@tea.example;Rue  de Lyon;\"one\ntwo\";12,50;30.11.2026;ja;gold;silver, Gold;\
        https://a.example;A@b.example;0043 660 3333333\n\
        Neu;neu@tea.example;;;-3;2026-11-30;nein;;;;;\n";
    let import = receives(&trial, &trial.admin, file).await;
    let kinds = Kind::ALL.map(|kind| own(kind.as_str())).to_vec();
    let guessed = [vec![Target::Name, Target::Email], kinds].concat();
    assert_eq!(import.mapping.columns, guessed);
    let done = imported(&trial, &trial.admin, &import, &import.mapping).await;
    assert_eq!((done.added, done.updated, done.rejected), (1, 1, 0));
    let held = named(&trial, "ada@tea").await.remove(0);
    let wanted = fields(&[
        ("text", "Rue de Lyon"),
        ("long_text", "one\ntwo"),
        ("number", "12.5"),
        ("date", "2026-11-30"),
        ("checkbox", "true"),
        ("select", "Gold"),
        ("multi_select", "Gold\nSilver"),
        ("url", "https://a.example"),
        ("email", "a@b.example"),
        ("phone", "+436603333333"),
    ]);
    assert_eq!((held.id, held.fields), (ada.id, wanted));
    let new = named(&trial, "neu").await.remove(0).fields;
    assert_eq!(new, fields(&[("number", "-3"), ("date", "2026-11-30"), ("checkbox", "false")]));
    // They are found by what was filled in.
    assert_eq!(named(&trial, "rue de lyon").await.len(), 1);
    assert_eq!(named(&trial, "0660 333").await.len(), 1);

    // An empty cell changes nothing of somebody known, one that says something else replaces it.
    let more = "Name;E-Mail;Own text;Own select\nAda;ada@tea.example;;silver\n";
    let import = receives(&trial, &trial.admin, more).await;
    imported(&trial, &trial.admin, &import, &import.mapping).await;
    let held = named(&trial, "ada@tea").await.remove(0).fields;
    assert_eq!((held["text"].as_str(), held["select"].as_str()), ("Rue de Lyon", "Silver"));
    assert_eq!(held["number"], "12.5");
}
}

on_both! {
async fn cc_14_what_a_custom_field_does_not_take_is_reported_by_line(trial) {
    knows_ada(&trial).await;
    define_all(&trial).await;
    let code = CustomFieldDraft {
        pattern: r"\d{5}".to_owned(), is_required: true, ..field("code", "Code", Kind::Text)
    };
    defined(&trial, code).await;
    let file = "Name,E-Mail,number,date,checkbox,select,multi_select,url,Own email,Own phone,Code\n\
        Ada,ada@tea.example,,,,,,,,,\n\
        A,a@tea.example,many,,,,,,,,12345\n\
        B,b@tea.example,,11/30/2026,,,,,,,12345\n\
        C,c@tea.example,,,perhaps,,,,,,12345\n\
        D,d@tea.example,,,,Bronze,,,,,12345\n\
        E,e@tea.example,,,,,Gold|Bronze,,,,12345\n\
        F,f@tea.example,,,,,,a.example,,,12345\n\
        G,g@tea.example,,,,,,,nobody,,12345\n\
        H,h@tea.example,,,,,,,,12,12345\n\
        I,i@tea.example,,,,,,,,,123456\n\
        J,j@tea.example,,,,,,,,,\n\
        K,k@tea.example,,,,,,,,,12345\n";
    let import = receives(&trial, &trial.admin, file).await;
    let wanted = [
        None,
        Some((2, Problem::NotANumber)),
        Some((3, Problem::NotADate)),
        Some((4, Problem::Unknown)),
        Some((5, Problem::Unknown)),
        Some((6, Problem::Unknown)),
        Some((7, Problem::NotAUrl)),
        Some((8, Problem::NotAnEmail)),
        Some((9, Problem::NotAPhone)),
        Some((10, Problem::DoesNotFit)),
        // Of somebody new it is asked for, of Ada, who is known, it is not.
        Some((10, Problem::Missing)),
        None,
    ]
    .map(|wrong| wrong.map(|(column, problem)| RowProblem::Wrong { column, problem }));
    let preview = imports::preview(&trial.house, &trial.admin, import.id, &import.mapping).await;
    let fates = preview.unwrap().rows.into_iter().map(|row| match row.fate {
        Fate::Reject(problem) => Some(problem),
        _ => None,
    });
    assert_eq!(fates.collect::<Vec<_>>(), wanted);
    let done = imported(&trial, &trial.admin, &import, &import.mapping).await;
    assert_eq!((done.added, done.updated, done.rejected), (1, 1, 10));
    let report = imports::report(&trial.house, &trial.admin, import.id, 0).await.unwrap();
    assert_eq!(report.iter().map(|row| row.problem.clone()).collect::<Vec<_>>(), wanted);
    assert_eq!(report.iter().map(|row| row.line).collect::<Vec<_>>(), (2..14).collect::<Vec<_>>());
    assert_eq!(report[1].cells[2], "many");

    // Where no column is that field, nobody is asked for it.
    let import = receives(&trial, &trial.admin, "Name,E-Mail\nL,l@tea.example\n").await;
    let done = imported(&trial, &trial.admin, &import, &import.mapping).await;
    assert_eq!((done.added, done.rejected), (1, 0));
}
}

on_both! {
async fn cc_14_columns_are_only_fields_that_are_there_and_that_one_may_change(trial) {
    let size = defined(&trial, field("size", "Size", Kind::Number)).await;
    let off = CustomFieldDraft { is_enabled: false, ..field("off", "Off", Kind::Text) };
    defined(&trial, off).await;
    let topic =
        CustomFieldDraft { holder: Holder::Conversation, ..field("topic", "Topic", Kind::Text) };
    defined(&trial, topic).await;
    let file = "Name,Size,Off,Topic\nAda,38,x,y\nBo,39,x,y\n";
    let import = receives(&trial, &trial.admin, file).await;
    let guessed = [Target::Name, own("size"), Target::Ignore, Target::Ignore];
    assert_eq!(import.mapping.columns, guessed);
    for key in ["off", "topic", "nothing"] {
        let columns = vec![Target::Name, own(key), Target::Ignore, Target::Ignore];
        let mapping = Mapping { columns, updates: true };
        let unknown = Err(Refusal::invalid(Field::Columns, Problem::Unknown));
        let seen = imports::preview(&trial.house, &trial.admin, import.id, &mapping).await;
        assert_eq!(refused(seen).map(drop), unknown, "{key}");
        let begun = imports::start(&trial.house, &trial.admin, import.id, &mapping).await;
        assert_eq!(refused(begun).map(drop), unknown, "{key}");
    }
    // Deleted between beginning and going on: the contacts come, and there is no place for its values.
    imports::start(&trial.house, &trial.admin, import.id, &import.mapping).await.unwrap();
    custom_fields::remove(&trial.house, &trial.admin, size.id).await.unwrap();
    imports::work(&trial.house).await.unwrap();
    let done = imports::find(&trial.house, &trial.admin, import.id).await.unwrap();
    assert_eq!((done.state, done.added), (ImportState::Done, 2));
    assert_eq!(named(&trial, "ada").await.remove(0).fields, Fields::new());
    // What the columns were is remembered as far as it can still be.
    let again = receives(&trial, &trial.admin, file).await;
    assert_eq!(again.mapping.columns[..2], [Target::Name, Target::Ignore]);
}
}
