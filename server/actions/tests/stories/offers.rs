//! Offers that ring, and agents who vanish.

use crate::{
    on_both,
    trial::{Trial, refused},
};
use actions::conversations;
use model::{
    availability::Availability,
    conversation::Stage,
    event::{EventBody, Requeue},
    refusal::Refusal,
    settings::{Delivery, WhenAgentGone},
};

async fn ringing(trial: &Trial) {
    trial.settings(|s| s.delivery = Delivery::Offer { timeout_s: 45 }).await;
}

on_both! {
async fn rt_06_an_offer_that_nobody_answers_goes_to_the_next_in_its_old_place(trial) {
    ringing(&trial).await;
    let (_ada, _bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let id = trial.guest("Guest", None).await.conversation;
    let arrived = trial.conversation(id).await.arrived;
    let wake_at = trial.route().await;
    let first = trial.at(id).await.unwrap();
    assert!(matches!(trial.stage(id).await, Stage::Offered { .. }));
    assert_eq!(wake_at, Some(crate::trial::START.plus(45_000)));
    trial.later(44_999);
    trial.route().await;
    assert_eq!(trial.at(id).await, Some(first.clone()));
    trial.later(1);
    trial.route().await;
    let second = trial.at(id).await.unwrap();
    assert_ne!(first, second);
    assert_eq!(trial.conversation(id).await.arrived, arrived);
    let expired = trial.log(id).await;
    let is_expiry = |body: &EventBody| {
        matches!(body, EventBody::Queued { why: Requeue::OfferExpired })
    };
    assert_eq!(expired.iter().filter(|event| is_expiry(&event.body)).count(), 1);
    trial.check_log(id).await;
}
}

on_both! {
async fn rt_06_an_offer_is_accepted_or_refused_by_the_one_it_rings_at_only(trial) {
    ringing(&trial).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let id = trial.guest("Guest", None).await.conversation;
    trial.route().await;
    let is_ada = trial.at(id).await.as_deref() == Some("Ada");
    let (asked, other) = if is_ada { (&ada, &bo) } else { (&bo, &ada) };
    let accepted = refused(conversations::accept(&trial.house, other, id).await);
    assert_eq!(accepted.map(drop), Err(Refusal::OfferOver));
    conversations::refuse(&trial.house, asked, id).await.unwrap();
    trial.route().await;
    assert_eq!(trial.at(id).await, Some(other.person.name.clone()));
    conversations::accept(&trial.house, other, id).await.unwrap();
    assert_eq!(trial.stage(id).await, Stage::Open { agent: other.person.clone() });
    let again = refused(conversations::accept(&trial.house, other, id).await);
    assert_eq!(again.map(drop), Err(Refusal::OfferOver));
}
}

on_both! {
async fn rt_06_whoever_misses_an_offer_rests_if_the_workspace_says_so(trial) {
    ringing(&trial).await;
    trial.settings(|s| s.after_missed_offer = Some(Availability::Away)).await;
    let ada = trial.agent("ada").await;
    let id = trial.guest("Guest", None).await.conversation;
    trial.route().await;
    trial.later(45_000);
    trial.route().await;
    assert_eq!(trial.stage(id).await, Stage::Queued);
    let mut conn = trial.house.store.read().await.unwrap();
    let person = store::people::find(&mut conn, ada.person.id).await.unwrap().unwrap();
    assert_eq!(person.availability, Availability::Away);
}
}

on_both! {
async fn rt_06_when_every_agent_vanishes_conversations_wait_and_are_served_on_return(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let mut ids = Vec::new();
    for n in 0..4 {
        ids.push(trial.guest(&format!("Guest{n}"), None).await.conversation);
    }
    trial.route().await;
    for id in &ids {
        assert!(matches!(trial.stage(*id).await, Stage::Open { .. }));
    }
    for staff in [&ada, &bo] {
        trial.house.presence.left(staff.person.id, trial.house.clock.now());
    }
    trial.later(29_999);
    trial.route().await;
    for id in &ids {
        assert!(matches!(trial.stage(*id).await, Stage::Open { .. }));
    }
    trial.later(1);
    trial.route().await;
    for id in &ids {
        assert_eq!(trial.stage(*id).await, Stage::Queued);
    }
    trial.house.presence.joined(bo.person.id);
    trial.route().await;
    for id in &ids {
        assert_eq!(trial.at(*id).await.as_deref(), Some("Bo"));
        trial.check_log(*id).await;
    }
}
}

on_both! {
async fn rt_06_a_workspace_may_leave_or_close_what_a_lost_agent_had(trial) {
    trial.settings(|s| s.when_agent_gone = WhenAgentGone::Nothing).await;
    let ada = trial.agent("ada").await;
    let id = trial.guest("Guest", None).await.conversation;
    trial.route().await;
    trial.house.presence.left(ada.person.id, trial.house.clock.now());
    trial.later(600_000);
    trial.route().await;
    assert_eq!(trial.at(id).await.as_deref(), Some("Ada"));
    trial.settings(|s| s.when_agent_gone = WhenAgentGone::Close).await;
    trial.route().await;
    assert!(trial.stage(id).await.is_closed());
}
}

on_both! {
async fn rt_06_a_restart_gives_everybody_the_grace_period_to_come_back(trial) {
    let ada = trial.agent("ada").await;
    let id = trial.guest("Guest", None).await.conversation;
    trial.route().await;
    // A new process on the same database: nobody is connected yet.
    let clock = actions::clock::Clock::fixed(trial.house.clock.now());
    let house = actions::House::new(trial.scratch.store.clone(), clock, Default::default(), false);
    actions::dispatch::round(&house).await.unwrap();
    assert_eq!(trial.at(id).await.as_deref(), Some("Ada"));
    house.clock.advance(30_000);
    house.presence.joined(ada.person.id);
    actions::dispatch::round(&house).await.unwrap();
    assert_eq!(trial.at(id).await.as_deref(), Some("Ada"));
}
}
