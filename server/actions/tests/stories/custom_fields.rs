//! Custom fields: who defines them, what is taken as a value, what guests are asked, what is found by them.

use crate::{
    on_both,
    trial::{Trial, refused},
};
use actions::{contacts, conversations, conversations::Edit, custom_fields, visitors};
use model::{
    contact::{Contact, ContactDraft},
    custom_field::{CustomField, CustomFieldDraft, Editors, Fields, Holder, Kind},
    event::{Author, EventBody},
    permission::{Permission, Staff},
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
    visitor::PreChatForm,
};
use std::net::IpAddr;

pub(crate) fn field(key: &str, kind: Kind) -> CustomFieldDraft {
    CustomFieldDraft {
        key: key.to_owned(),
        holder: Holder::Contact,
        label: key.to_uppercase(),
        kind,
        options: vec!["Gold".to_owned(), "Silver".to_owned()],
        pattern: String::new(),
        is_required: false,
        is_searchable: true,
        is_visible: true,
        is_asked: false,
        editors: Editors::Everybody,
        is_enabled: true,
    }
}

pub(crate) fn fields(of: &[(&str, &str)]) -> Fields {
    of.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

async fn define(trial: &Trial, draft: CustomFieldDraft) -> CustomField {
    custom_fields::create(&trial.house, &trial.admin, draft).await.unwrap()
}

fn draft(name: &str, of: &[(&str, &str)]) -> ContactDraft {
    ContactDraft { name: name.to_owned(), fields: fields(of), ..ContactDraft::default() }
}

async fn made(trial: &Trial, by: &Staff, of: &[(&str, &str)]) -> Result<Contact, Refusal> {
    refused(contacts::create(&trial.house, by, &draft("Ada", of)).await)
}

fn wrong<T>(key: &str, problem: Problem) -> Result<T, Refusal> {
    Err(Refusal::InvalidField { key: key.to_owned(), label: key.to_uppercase(), problem })
}

async fn finish_chores(trial: &Trial) {
    while custom_fields::step(&trial.house).await.unwrap() {}
}

on_both! {
async fn ma_04_managers_define_fields_and_agents_only_read_them(trial) {
    let (ada, mia) = (trial.agent("ada").await, trial.person("mia", &[Role::Manager]).await);
    let permission = Permission::ManageCustomFields;
    let made = custom_fields::create(&trial.house, &ada, field("plan", Kind::Select)).await;
    assert_eq!(refused(made).map(drop), Err(Refusal::NotPermitted { permission }));
    let plan = custom_fields::create(&trial.house, &mia, field("plan", Kind::Select)).await.unwrap();
    let twin = custom_fields::create(&trial.house, &mia, field("plan", Kind::Text)).await;
    assert_eq!(refused(twin).map(drop), Err(Refusal::invalid(Field::Key, Problem::Taken)));
    // Contacts and conversations have keys of their own.
    let of_chats = CustomFieldDraft { holder: Holder::Conversation, ..field("plan", Kind::Text) };
    let of_chats = define(&trial, of_chats).await;
    let bad = CustomFieldDraft { pattern: "(a".to_owned(), ..field("zip", Kind::Text) };
    let bad = custom_fields::create(&trial.house, &mia, bad).await;
    assert_eq!(refused(bad).map(drop), Err(Refusal::invalid(Field::Pattern, Problem::NotAPattern)));

    let renamed = CustomFieldDraft { key: "other".to_owned(), ..field("plan", Kind::Select) };
    let edited = custom_fields::edit(&trial.house, &mia, plan.id, (1, renamed.clone())).await.unwrap();
    assert_eq!((edited.key.as_str(), edited.version), ("plan", 2));
    let late = custom_fields::edit(&trial.house, &mia, plan.id, (1, renamed)).await;
    assert_eq!(refused(late).map(drop), Err(Refusal::EditConflict { version: 2 }));

    let zip = define(&trial, field("zip", Kind::Text)).await;
    custom_fields::arrange(&trial.house, &mia, &[zip.id, plan.id]).await.unwrap();
    let order: Vec<_> =
        custom_fields::list(&trial.house, &ada).await.unwrap().into_iter().map(|it| it.id).collect();
    assert_eq!(order, [zip.id, plan.id, of_chats.id]);
    let gone = custom_fields::remove(&trial.house, &ada, zip.id).await;
    assert_eq!(refused(gone), Err(Refusal::NotPermitted { permission }));
    custom_fields::remove(&trial.house, &mia, zip.id).await.unwrap();
    let gone = custom_fields::remove(&trial.house, &mia, zip.id).await;
    assert_eq!(refused(gone), Err(Refusal::not_found(Thing::CustomField)));

    let mut conn = trial.house.store.read().await.unwrap();
    let lines = store::audit::since(&mut conn, crate::trial::START, 1_000).await.unwrap();
    let said: Vec<_> = lines
        .iter()
        .filter(|line| line.who == Some(mia.person.id) && line.what.starts_with("custom_field."))
        .map(|line| (line.what.as_str(), line.about.as_str()))
        .collect();
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said.contains(&("custom_field.deleted", "zip")));
}
}

on_both! {
async fn cc_06_a_contact_is_refused_by_the_name_of_the_field_that_is_wrong(trial) {
    let ada = trial.agent("ada").await;
    define(&trial, CustomFieldDraft { is_required: true, ..field("plan", Kind::Select) }).await;
    define(&trial, CustomFieldDraft { pattern: r"[A-Z]-\d+".to_owned(), ..field("order", Kind::Text) })
        .await;
    define(&trial, CustomFieldDraft { editors: Editors::Managers, ..field("rank", Kind::Number) }).await;
    assert_eq!(made(&trial, &ada, &[]).await, wrong("plan", Problem::Missing));
    assert_eq!(made(&trial, &ada, &[("plan", "Bronze")]).await, wrong("plan", Problem::Unknown));
    let order = [("plan", "gold"), ("order", "A-1x")];
    assert_eq!(made(&trial, &ada, &order).await, wrong("order", Problem::DoesNotFit));
    let rank = [("plan", "gold"), ("rank", "3")];
    let permission = Permission::ManageCustomFields;
    assert_eq!(made(&trial, &ada, &rank).await, Err(Refusal::NotPermitted { permission }));
    let good = [("plan", "gold"), ("order", "A-12"), ("nobody knows", "this")];
    let contact = made(&trial, &ada, &good).await.unwrap();
    assert_eq!(contact.fields, fields(&[("plan", "Gold"), ("order", "A-12")]));

    // What is not named stays, what is emptied goes, and what only managers change stays for the agent.
    let by_admin = draft("Ada", &[("rank", "3")]);
    contacts::edit(&trial.house, &trial.admin, contact.id, 1, &by_admin).await.unwrap();
    let by_ada = draft("Ada L.", &[("order", ""), ("rank", "3")]);
    let held = contacts::edit(&trial.house, &ada, contact.id, 2, &by_ada).await.unwrap();
    assert_eq!(held.fields, fields(&[("plan", "Gold"), ("rank", "3")]));
    let check = async |value: &str| {
        refused(custom_fields::check(&trial.house, &ada, (Holder::Contact, "order"), value).await)
    };
    assert_eq!(check("B-7").await, Ok(()));
    assert_eq!(check("7").await, wrong("order", Problem::DoesNotFit));
}
}

on_both! {
async fn cc_04_a_contact_is_found_by_a_field_from_when_it_is_searchable_until_it_is_not(trial) {
    let silent = CustomFieldDraft { is_searchable: false, ..field("customer_number", Kind::Text) };
    let number = define(&trial, silent.clone()).await;
    made(&trial, &trial.admin, &[("customer_number", "KD-4711")]).await.unwrap();
    let admin = trial.admin.clone();
    assert_eq!(trial.contacts(&admin, "4711").await, Vec::<String>::new());
    let loud = CustomFieldDraft { is_searchable: true, ..silent.clone() };
    custom_fields::edit(&trial.house, &admin, number.id, (1, loud)).await.unwrap();
    finish_chores(&trial).await;
    assert_eq!(trial.contacts(&admin, "kd-47").await, ["Ada"]);
    custom_fields::edit(&trial.house, &admin, number.id, (2, silent)).await.unwrap();
    finish_chores(&trial).await;
    assert_eq!(trial.contacts(&admin, "4711").await, Vec::<String>::new());
}
}

on_both! {
async fn ma_04_a_deleted_field_takes_its_values_along_before_its_key_is_free_again(trial) {
    let plan = define(&trial, field("plan", Kind::Text)).await;
    let contact = made(&trial, &trial.admin, &[("plan", "old")]).await.unwrap();
    custom_fields::remove(&trial.house, &trial.admin, plan.id).await.unwrap();
    let again = custom_fields::create(&trial.house, &trial.admin, field("plan", Kind::Text)).await;
    assert_eq!(refused(again).map(drop), Err(Refusal::Busy));
    // An edit meanwhile brings nothing back.
    contacts::edit(&trial.house, &trial.admin, contact.id, 1, &draft("Ada", &[("plan", "old")]))
        .await
        .unwrap();
    finish_chores(&trial).await;
    define(&trial, field("plan", Kind::Text)).await;
    let held = contacts::find(&trial.house, &trial.admin, contact.id).await.unwrap();
    assert_eq!((held.fields, held.version), (Fields::new(), 2));
}
}

on_both! {
async fn cc_09_fields_of_a_conversation_are_changed_one_by_one_and_stand_in_its_log(trial) {
    let order = CustomFieldDraft { holder: Holder::Conversation, ..field("order", Kind::Number) };
    define(&trial, CustomFieldDraft { is_required: true, ..order }).await;
    define(&trial, CustomFieldDraft { holder: Holder::Conversation, ..field("city", Kind::Text) }).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let guest = trial.guest("Guest", None).await;
    trial.route().await;
    let id = guest.conversation;
    let is_ada = trial.at(id).await.as_deref() == Some("Ada");
    let (holder, other) = if is_ada { (&ada, &bo) } else { (&bo, &ada) };
    let edit = async |by: &Staff, of: &[(&str, &str)]| {
        let edit = Edit { fields: fields(of), ..Edit::default() };
        refused(conversations::edit(&trial.house, by, id, edit).await)
    };
    assert_eq!(edit(holder, &[("order", "x")]).await, wrong("order", Problem::NotANumber));
    assert!(edit(other, &[("order", "1")]).await.is_err());
    // Something else may be changed while what is required is still missing.
    assert_eq!(edit(holder, &[("city", "Oslo")]).await, Ok(()));
    assert_eq!(edit(holder, &[("order", "007"), ("city", "Oslo")]).await, Ok(()));
    conversations::close(&trial.house, holder, id, "", &[]).await.unwrap();
    assert_eq!(edit(holder, &[("order", "")]).await, wrong("order", Problem::Missing));
    assert_eq!(edit(holder, &[("city", "")]).await, Ok(()));
    assert_eq!(trial.conversation(id).await.fields, fields(&[("order", "7")]));
    trial.check_log(id).await;
    let log = trial.log(id).await;
    let changes: Vec<_> = log
        .iter()
        .filter_map(|event| match &event.body {
            EventBody::Edited { fields, .. } => Some(fields.as_slice()),
            _ => None,
        })
        .flatten()
        .map(|change| (change.label.as_str(), change.value.as_str()))
        .collect();
    assert_eq!(changes, [("CITY", "Oslo"), ("ORDER", "7"), ("CITY", "")]);
    let seen = conversations::thread_since(&trial.house, &guest.actor, id, 0).await.unwrap();
    assert!(!format!("{seen:?}").contains("Oslo"), "guests see nothing of it");
}
}

on_both! {
async fn wi_02_guests_answer_what_they_are_asked_and_nothing_else(trial) {
    let asked = |key: &str, holder| CustomFieldDraft {
        holder, is_asked: true, is_required: true, ..field(key, Kind::Text)
    };
    define(&trial, CustomFieldDraft { editors: Editors::Managers, ..asked("number", Holder::Contact) })
        .await;
    define(&trial, asked("order", Holder::Conversation)).await;
    define(&trial, field("secret", Kind::Text)).await;
    let config = visitors::config(&trial.house).await.unwrap();
    let questions: Vec<_> = config.questions.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(questions, ["number", "order"]);
    let start = async |token: Option<&str>, contact: &[(&str, &str)], chat: &[(&str, &str)]| {
        let form = PreChatForm {
            contact_fields: fields(contact), fields: fields(chat), ..Trial::form("Guest", None)
        };
        let address = IpAddr::from([10, 0, 0, 1]);
        refused(visitors::start(&trial.house, token, form, address).await)
    };
    assert_eq!(start(None, &[], &[("order", "7")]).await.map(drop), wrong("number", Problem::Missing));
    assert_eq!(start(None, &[("number", "1")], &[]).await.map(drop), wrong("order", Problem::Missing));
    let answers = [("number", "1"), ("secret", "mine")];
    let pass = start(None, &answers, &[("order", "7")]).await.unwrap();
    let contact = contacts::find(&trial.house, &trial.admin, pass.contact).await.unwrap();
    assert_eq!(contact.fields, fields(&[("number", "1")]));
    let id = pass.conversation.unwrap();
    assert_eq!(trial.conversation(id).await.fields, fields(&[("order", "7")]));
    assert_eq!(trial.log(id).await[1].author, Author::Guest);
    trial.check_log(id).await;
    // What is known of the contact is not asked for again.
    visitors::end(&trial.house, &pass.token, id).await.unwrap();
    let again = start(Some(&pass.token), &[], &[("order", "8")]).await.unwrap();
    assert_eq!(again.contact, pass.contact);
}
}
