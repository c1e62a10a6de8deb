//! Visitors: the pre-chat form, coming back, and what a token is worth.

use crate::{
    on_both,
    trial::{Trial, only_name, refused},
};
use actions::visitors;
use model::{
    permission::Actor,
    refusal::{Field, Problem, Refusal},
    settings::Asked,
    visitor::PreChatForm,
};
use std::net::IpAddr;

async fn start(trial: &Trial, form: PreChatForm) -> Result<(), Refusal> {
    let address = IpAddr::from([10, 0, 0, 9]);
    refused(visitors::start(&trial.house, None, form, address).await).map(drop)
}

on_both! {
async fn wi_02_the_form_is_checked_field_by_field(trial) {
    let good = Trial::form("Guest", None);
    let missing = |field| Err(Refusal::invalid(field, Problem::Missing));
    let no_name = PreChatForm { name: "  ".to_owned(), ..good.clone() };
    assert_eq!(start(&trial, no_name).await, missing(Field::Name));
    let no_mail = PreChatForm { email: String::new(), ..good.clone() };
    assert_eq!(start(&trial, no_mail.clone()).await, missing(Field::Email));
    let bad_mail = PreChatForm { email: "ada@".to_owned(), ..good.clone() };
    let wrong = Err(Refusal::invalid(Field::Email, Problem::NotAnEmail));
    assert_eq!(start(&trial, bad_mail).await, wrong);
    let nowhere = model::id::DepartmentId(model::Uuid::from_u128(7));
    let foreign = PreChatForm { department: Some(nowhere), ..good.clone() };
    let unknown = Err(Refusal::invalid(Field::Department, Problem::Unknown));
    assert_eq!(start(&trial, foreign).await, unknown);
    trial.settings(|s| s.pre_chat.department = Asked::Required).await;
    assert_eq!(start(&trial, good.clone()).await, missing(Field::Department));
    trial.settings(|s| { only_name(s); s.pre_chat.consent = "Agree?".to_owned(); }).await;
    let silent = PreChatForm { has_consented: false, ..no_mail.clone() };
    assert_eq!(start(&trial, silent).await, missing(Field::Consent));
    assert_eq!(start(&trial, no_mail).await, Ok(()));
}
}

on_both! {
async fn wi_04_a_visitor_comes_back_to_the_same_chat_and_starts_no_second_one(trial) {
    let guest = trial.guest("Guest", None).await;
    let pass = visitors::come_back(&trial.house, &guest.token).await.unwrap();
    assert_eq!(pass.conversation, Some(guest.conversation));
    let form = Trial::form("Guest", None);
    let address = IpAddr::from([10, 0, 0, 9]);
    let again = visitors::start(&trial.house, Some(&guest.token), form.clone(), address).await;
    let talking = Refusal::AlreadyTalking { conversation: guest.conversation };
    assert_eq!(refused(again).map(drop), Err(talking));
    visitors::end(&trial.house, &guest.token, guest.conversation).await.unwrap();
    let pass = visitors::come_back(&trial.house, &guest.token).await.unwrap();
    assert_eq!(pass.conversation, None);
    let next = visitors::start(&trial.house, Some(&guest.token), form, address).await.unwrap();
    assert_eq!(next.contact, pass.contact);
    assert_ne!(next.conversation, Some(guest.conversation));
}
}

on_both! {
async fn wi_04_a_token_is_worth_its_own_conversations_for_its_time_only(trial) {
    let guest = trial.guest("Guest", None).await;
    let other = trial.guest("Other", None).await;
    for token in ["", "nonsense", &"0".repeat(64)] {
        let back = refused(visitors::come_back(&trial.house, token).await);
        assert_eq!(back.map(drop), Err(Refusal::NotSignedIn));
    }
    let end = visitors::end(&trial.house, &guest.token, other.conversation).await;
    assert!(refused(end).is_err());
    let peek = visitors::older(&trial.house, &guest.token, other.conversation, 9).await;
    assert!(refused(peek).is_err());
    trial.later(91 * 24 * 3_600_000);
    let back = refused(visitors::come_back(&trial.house, &guest.token).await);
    assert_eq!(back.map(drop), Err(Refusal::NotSignedIn));
}
}

on_both! {
async fn wi_02_knowing_an_email_does_not_open_its_owners_history(trial) {
    let guest = trial.guest("Ada", None).await;
    let thief = trial.guest("Ada", None).await;
    let (Actor::Visitor { contact: one }, Actor::Visitor { contact: two }) =
        (&guest.actor, &thief.actor)
    else {
        panic!()
    };
    assert_ne!(one, two);
}
}

on_both! {
async fn wi_04_ten_thousand_visitors_from_one_address_are_bounded(trial) {
    let clock = actions::clock::Clock::fixed(crate::trial::START);
    let limits = actions::Limits { chats_per_minute: 3, ..Default::default() };
    let house = actions::House::new(trial.scratch.store.clone(), clock, limits, false);
    let address = IpAddr::from([10, 0, 0, 9]);
    let mut outcomes = Vec::new();
    for n in 0..5 {
        let form = Trial::form(&format!("Guest{n}"), None);
        outcomes.push(refused(visitors::start(&house, None, form, address).await).is_ok());
    }
    assert_eq!(outcomes, [true, true, true, false, false]);
    let neighbour = IpAddr::from([10, 0, 0, 10]);
    let form = Trial::form("Neighbour", None);
    assert!(visitors::start(&house, None, form, neighbour).await.is_ok());
}
}
