//! Blocking a contact: what ends, what is refused, and what comes back.

use std::net::IpAddr;

use actions::{Error, calls, contacts, messages, uploads, visitors};
use model::{
    call::{CallAct, CallKind},
    conversation::Stage,
    event::EventBody,
    id::ContactId,
    permission::Actor,
    person::Role,
    refusal::{Refusal, Thing},
    visitor::VisitorPass,
};

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};

fn contact_of(guest: &Guest) -> ContactId {
    match &guest.actor {
        Actor::Visitor { contact } => *contact,
        Actor::Staff(_) => panic!("a guest is no staff"),
    }
}

async fn comes_again(trial: &Trial, guest: &Guest) -> Result<VisitorPass, Error> {
    let address = IpAddr::from([10, 0, 0, 2]);
    let form = Trial::form("Again", None);
    visitors::start(&trial.house, Some(&guest.token), form, address).await
}

on_both! {
async fn cc_14_a_blocked_guest_is_refused_and_what_went_on_ends(trial) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Rude", None).await;
    trial.take(&ada, guest.conversation).await.unwrap();
    let contact = contact_of(&guest);
    let blocked = contacts::block(&trial.house, &ada, contact, " Threats ").await.unwrap();
    let block = blocked.blocked.clone().unwrap();
    assert_eq!((block.by.name.as_str(), block.reason.as_str()), ("Ada", "Threats"));

    assert!(matches!(trial.stage(guest.conversation).await, Stage::Closed { .. }));
    trial.check_log(guest.conversation).await;
    let noted = trial.log(guest.conversation).await.into_iter().any(|event| {
        matches!(event.body, EventBody::Noted { ref text, .. } if text == "Threats")
    });
    assert!(noted);

    let say = trial.say(guest.conversation, "Hello?");
    let said = messages::say(&trial.house, &guest.actor, &say).await;
    assert_eq!(refused(said).map(drop), Err(Refusal::Blocked));
    let file = uploads::begin(&trial.house, &guest.actor, guest.conversation, "a.txt").await;
    assert_eq!(refused(file).map(drop), Err(Refusal::Blocked));
    let act = CallAct::Start(CallKind::Audio);
    let call = calls::act(&trial.house, &guest.actor, guest.conversation, act).await;
    assert_eq!(refused(call).map(drop), Err(Refusal::Blocked));
    assert_eq!(refused(comes_again(&trial, &guest).await).map(drop), Err(Refusal::Blocked));
    // They still read what was said to them.
    assert!(visitors::come_back(&trial.house, &guest.token).await.is_ok());

    let again = contacts::block(&trial.house, &ada, contact, "").await;
    let by = ada.person.clone();
    assert_eq!(refused(again).map(drop), Err(Refusal::AlreadyBlocked { by }));
    let freed = contacts::unblock(&trial.house, &ada, contact).await.unwrap();
    assert_eq!(freed.blocked, None);
    assert_eq!(comes_again(&trial, &guest).await.unwrap().contact, contact);
}
}

on_both! {
async fn cc_14_refusing_a_blocked_guest_asks_the_store_nothing(trial) {
    let guest = trial.guest("Rude", None).await;
    contacts::block(&trial.house, &trial.admin, contact_of(&guest), "").await.unwrap();
    trial.house.store.clone().close().await;
    let say = trial.say(guest.conversation, "Hello?");
    let said = messages::say(&trial.house, &guest.actor, &say).await;
    assert_eq!(refused(said).map(drop), Err(Refusal::Blocked));
    assert_eq!(refused(comes_again(&trial, &guest).await).map(drop), Err(Refusal::Blocked));
}
}

on_both! {
async fn cc_14_a_block_outlives_the_server_and_is_written_down(trial) {
    let guest = trial.guest("Rude", None).await;
    let contact = contact_of(&guest);
    contacts::block(&trial.house, &trial.admin, contact, "").await.unwrap();
    let clock = actions::clock::Clock::fixed(crate::trial::START);
    let limits = actions::Limits::default();
    let house = actions::House::new(trial.scratch.store.clone(), clock, limits, false);
    let say = trial.say(guest.conversation, "Hello?");
    let said = messages::say(&house, &guest.actor, &say).await;
    assert_eq!(refused(said).map(drop), Err(Refusal::Blocked));
    let mut conn = trial.house.store.read().await.unwrap();
    let lines = store::audit::since(&mut conn, crate::trial::START, 100).await.unwrap();
    let about = contact.to_string();
    assert!(lines.iter().any(|line| line.what == "contact.blocked" && line.about == about));
}
}

on_both! {
async fn cc_14_a_contact_out_of_sight_cannot_be_blocked(trial) {
    let guest = trial.guest("Rude", None).await;
    let stranger = trial.person("eve", &[Role::Agent]).await;
    let tried = contacts::block(&trial.house, &stranger, contact_of(&guest), "").await;
    assert_eq!(refused(tried).map(drop), Err(Refusal::not_found(Thing::Contact)));
}
}
