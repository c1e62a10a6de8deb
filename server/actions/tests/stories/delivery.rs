//! Which agent routing picks, through the whole house.

use crate::{on_both, trial::Trial};
use actions::people;
use model::{
    availability::Availability,
    conversation::Stage,
    event::EventBody,
    reason::{Rule, Test, Verdict},
    settings::Algorithm,
};
use std::time::Duration;

async fn holders(trial: &Trial, count: usize) -> Vec<String> {
    let mut names = Vec::new();
    for n in 0..count {
        let id = trial.guest(&format!("Guest{n}"), None).await.conversation;
        trial.later(1_000);
        trial.route().await;
        names.push(trial.at(id).await.unwrap_or_default());
    }
    names
}

on_both! {
async fn rt_01_load_rotation_goes_round(trial) {
    trial.settings(|s| s.algorithm = Algorithm::LoadRotation).await;
    for name in ["ada", "bo", "cy"] {
        trial.agent(name).await;
    }
    assert_eq!(holders(&trial, 6).await, ["Ada", "Bo", "Cy", "Ada", "Bo", "Cy"]);
}
}

on_both! {
async fn rt_01_load_balancing_prefers_who_has_most_room(trial) {
    trial.settings(|s| s.algorithm = Algorithm::LoadBalancing).await;
    for name in ["ada", "bo"] {
        trial.agent(name).await;
    }
    let names = holders(&trial, 4).await;
    assert_eq!(names.iter().filter(|name| *name == "Ada").count(), 2);
    assert_eq!(names.iter().filter(|name| *name == "Bo").count(), 2);
}
}

on_both! {
async fn rt_01_auto_selection_evens_out_what_each_received_today(trial) {
    for name in ["ada", "bo", "cy"] {
        trial.agent(name).await;
    }
    let names = holders(&trial, 6).await;
    for name in ["Ada", "Bo", "Cy"] {
        assert_eq!(names.iter().filter(|held| *held == name).count(), 2, "{names:?}");
    }
}
}

on_both! {
async fn rt_01_manual_selection_picks_nobody(trial) {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
    trial.agent("ada").await;
    assert_eq!(holders(&trial, 2).await, ["", ""]);
}
}

on_both! {
async fn cv_01_only_who_is_available_gets_new_conversations(trial) {
    let ada = trial.agent("ada").await;
    for availability in [Availability::Away, Availability::Busy, Availability::Offline] {
        people::set_availability(&trial.house, &ada, availability).await.unwrap();
        let id = trial.guest("Guest", None).await.conversation;
        trial.route().await;
        assert_eq!(trial.stage(id).await, Stage::Queued);
    }
    people::set_availability(&trial.house, &ada, Availability::Available).await.unwrap();
    trial.route().await;
    let mut conn = trial.house.store.read().await.unwrap();
    let mine = store::conversations::at_agent(&mut conn, ada.person.id).await.unwrap();
    assert_eq!(mine.len(), 3);
}
}

on_both! {
async fn rt_07_the_event_of_an_assignment_carries_who_was_considered_and_why_not(trial) {
    let _ada = trial.agent("ada").await;
    let bo = trial.agent("bo").await;
    people::set_availability(&trial.house, &bo, Availability::Busy).await.unwrap();
    let id = trial.guest("Guest", None).await.conversation;
    trial.route().await;
    let log = trial.log(id).await;
    let EventBody::Assigned { reason: Some(reason), agent } = &log.last().unwrap().body else {
        panic!("{log:?}")
    };
    assert_eq!(agent.name, "Ada");
    assert_eq!(reason.rule, Rule::Picked { algorithm: Algorithm::AutoSelection });
    let verdict = |name: &str| {
        reason.candidates.iter().find(|c| c.agent.name == name).map(|c| c.verdict)
    };
    assert!(matches!(verdict("Ada"), Some(Verdict::Chosen(_))));
    assert_eq!(verdict("Bo"), Some(Verdict::Failed(Test::NotAvailable)));
}
}

on_both! {
async fn rt_04_waiting_guests_are_told_their_place_and_no_number_before_there_is_data(trial) {
    let first = trial.guest("First", None).await;
    trial.later(10);
    let second = trial.guest("Second", None).await;
    trial.route().await;
    let place = |guest: &crate::trial::Guest| {
        actions::visitors::place(&trial.house, guest.conversation)
    };
    use model::wire::Pulse;
    assert!(matches!(place(&first), Some(Pulse::Place { place: 1, estimate_ms: None, .. })));
    assert!(matches!(place(&second), Some(Pulse::Place { place: 2, estimate_ms: None, .. })));
    actions::visitors::end(&trial.house, &first.token, first.conversation).await.unwrap();
    trial.route().await;
    assert!(place(&first).is_none());
    assert!(matches!(place(&second), Some(Pulse::Place { place: 1, .. })));
}
}

on_both! {
/// Routing has read the floor and decided; the agent goes away before the decision is written.
async fn cv_01_who_goes_away_while_routing_decides_gets_nothing(trial) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Guest", None).await;
    let mut tx = trial.house.store.write().await.unwrap();
    store::people::set_availability(&mut tx, ada.person.id, Availability::Away).await.unwrap();
    // Long enough for routing to read what was before, and to wait until it may write.
    let committed = async {
        tokio::time::sleep(Duration::from_millis(300)).await;
        tx.commit().await.unwrap();
    };
    tokio::join!(trial.route(), committed);
    assert_eq!(trial.stage(guest.conversation).await, Stage::Queued);
    people::set_availability(&trial.house, &ada, Availability::Available).await.unwrap();
    trial.route().await;
    assert_eq!(trial.at(guest.conversation).await.as_deref(), Some("Ada"));
}
}
