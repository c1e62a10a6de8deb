//! On hold: when it may be, how it ends, and who gets the guest who writes again.

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};
use actions::conversations;
use model::{
    availability::Availability,
    conversation::{Stage, StageName},
    event::EventBody,
    permission::Staff,
    reason::{Preference, Rule},
    refusal::Refusal,
    settings::Algorithm,
};

/// A guest with Ada, answered and on hold.
async fn held(trial: &Trial, ada: &Staff) -> Guest {
    let guest = trial.guest("Guest", None).await;
    trial.take(ada, guest.conversation).await.unwrap();
    trial.staff_says(ada, guest.conversation, "one moment").await;
    conversations::hold(&trial.house, ada, guest.conversation).await.unwrap();
    guest
}

async fn by_hand(trial: &Trial) {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
}

on_both! {
async fn qa_06_only_while_the_last_message_is_the_agents_unless_the_workspace_lets_it_be(trial) {
    by_hand(&trial).await;
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Guest", None).await;
    let id = guest.conversation;
    let hold = || async { refused(conversations::hold(&trial.house, &ada, id).await) };
    trial.take(&ada, id).await.unwrap();
    trial.guest_says(&guest, "hello").await;
    assert_eq!(hold().await, Err(Refusal::GuestSpokeLast));
    trial.settings(|s| s.hold_needs_answer = false).await;
    assert_eq!(hold().await, Ok(()));
    assert_eq!(hold().await, Err(Refusal::WrongStage { stage: StageName::OnHold }));
    assert_eq!(trial.conversation(id).await.hold_until, None);
}
}

on_both! {
async fn qa_06_a_hold_ends_by_itself_to_the_second_once_and_over_a_restart(trial) {
    by_hand(&trial).await;
    trial.settings(|s| (s.hold_limit_s, s.hold_comment) = (90, "We wait no longer.".into())).await;
    let ada = trial.agent("ada").await;
    let guest = held(&trial, &ada).await;
    let id = guest.conversation;
    let until = crate::trial::START.plus(90_000);
    assert_eq!(trial.route().await, Some(until));
    trial.later(89_999);
    trial.route().await;
    assert!(matches!(trial.stage(id).await, Stage::OnHold { .. }));
    // A new process on the same database, and two of them at once.
    let clock = actions::clock::Clock::fixed(trial.house.clock.now());
    let house = actions::House::new(trial.scratch.store.clone(), clock, Default::default(), false);
    house.presence.joined(ada.person.id);
    trial.later(1);
    house.clock.advance(1);
    let (one, other) =
        tokio::join!(actions::dispatch::round(&house), actions::dispatch::round(&trial.house));
    one.unwrap();
    other.unwrap();
    let Stage::Closed { comment, .. } = trial.stage(id).await else { panic!("still on hold") };
    assert_eq!(comment, "We wait no longer.");
    let closed = |body: &EventBody| matches!(body, EventBody::Closed { .. });
    assert_eq!(trial.log(id).await.iter().filter(|event| closed(&event.body)).count(), 1);
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_06_resuming_or_writing_stops_the_timer(trial) {
    by_hand(&trial).await;
    trial.settings(|s| s.hold_limit_s = 60).await;
    let ada = trial.agent("ada").await;
    let guest = held(&trial, &ada).await;
    let id = guest.conversation;
    trial.later(59_000);
    conversations::resume(&trial.house, &ada, id).await.unwrap();
    trial.later(60_000);
    assert_eq!(trial.route().await, None);
    assert!(matches!(trial.stage(id).await, Stage::Open { .. }));
    // A second hold counts from its own beginning, and the guest's message ends it.
    conversations::hold(&trial.house, &ada, id).await.unwrap();
    trial.later(59_999);
    trial.guest_says(&guest, "still here").await;
    trial.later(60_000);
    trial.route().await;
    assert_eq!(trial.at(id).await.as_deref(), Some("Ada"));
    assert!(matches!(trial.stage(id).await, Stage::Open { .. }));
}
}

on_both! {
async fn qa_06_the_guests_message_and_the_end_of_the_hold_at_once_lose_nothing(trial) {
    by_hand(&trial).await;
    trial.settings(|s| s.hold_limit_s = 60).await;
    let ada = trial.agent("ada").await;
    for _ in 0..4 {
        let guest = held(&trial, &ada).await;
        let id = guest.conversation;
        trial.later(60_000);
        let say = trial.say(id, "wait!");
        let said = actions::messages::say(&trial.house, &guest.actor, &say);
        let (said, routed) = tokio::join!(said, actions::dispatch::round(&trial.house));
        routed.unwrap();
        match (refused(said).map(drop), trial.stage(id).await) {
            (Ok(()), Stage::Open { .. }) => {
                conversations::close(&trial.house, &ada, id, "", &[]).await.unwrap();
            }
            (Err(refusal), Stage::Closed { .. }) => assert_eq!(refusal, Refusal::AlreadyClosed),
            other => panic!("{other:?}"),
        }
        trial.check_log(id).await;
    }
}
}

on_both! {
async fn qa_06_holding_and_the_guest_writing_at_once_never_leave_the_guest_on_hold(trial) {
    by_hand(&trial).await;
    let ada = trial.agent("ada").await;
    for round in 0..6 {
        let guest = trial.guest(&format!("Guest{round}"), None).await;
        let id = guest.conversation;
        trial.take(&ada, id).await.unwrap();
        trial.staff_says(&ada, id, "one moment").await;
        let hold = async { refused(conversations::hold(&trial.house, &ada, id).await) };
        let (held, ()) = tokio::join!(hold, trial.guest_says(&guest, "hello?"));
        assert!(held == Ok(()) || held == Err(Refusal::GuestSpokeLast), "{held:?}");
        assert!(matches!(trial.stage(id).await, Stage::Open { .. }));
        trial.check_log(id).await;
    }
}
}

on_both! {
async fn qa_06_a_department_says_otherwise_than_the_workspace(trial) {
    by_hand(&trial).await;
    trial.settings(|s| s.hold_limit_s = 60).await;
    let ada = trial.agent("ada").await;
    let support = trial.department("Support", &[&ada]).await;
    let ada = trial.staff(ada.person.id).await;
    let all = actions::departments::list(&trial.house, &trial.admin).await.unwrap();
    let it = all.into_iter().find(|department| department.id == support).unwrap();
    let draft = model::department::DepartmentDraft {
        name: it.name,
        description: it.description,
        is_enabled: true,
        is_public: true,
        algorithm: None,
        max_conversations: 0,
        requires_tags: true,
        sends_transcript: false,
        fallback: None,
        hold_limit_s: Some(5),
        hold_comment: "Write again any time.".into(),
        members: it.members,
    };
    actions::departments::edit(&trial.house, &trial.admin, support, it.version, draft)
        .await
        .unwrap();
    let id = trial.guest("Guest", Some(support)).await.conversation;
    trial.take(&ada, id).await.unwrap();
    trial.staff_says(&ada, id, "one moment").await;
    conversations::hold(&trial.house, &ada, id).await.unwrap();
    trial.later(5_000);
    trial.route().await;
    let Stage::Closed { comment, .. } = trial.stage(id).await else { panic!("still on hold") };
    assert_eq!(comment, "Write again any time.");
}
}

on_both! {
async fn rt_03_the_guest_back_from_hold_waits_a_little_for_the_same_agent_then_gets_the_next(trial) {
    trial.settings(|s| (s.max_conversations, s.preferred_wait_s) = (1, 30)).await;
    let ada = trial.agent("ada").await;
    let guest = held(&trial, &ada).await;
    let id = guest.conversation;
    let other = trial.guest("Other", None).await.conversation;
    trial.take(&ada, other).await.unwrap();
    let bo = trial.agent("bo").await;
    trial.guest_says(&guest, "I am back").await;
    // Ada is full: it waits for her, though Bo is free.
    let wake_at = trial.route().await;
    assert_eq!(trial.stage(id).await, Stage::Queued);
    assert_eq!(wake_at, Some(trial.house.clock.now().plus(30_000)));
    let why = conversations::why_waiting(&trial.house, &bo, id).await.unwrap();
    assert_eq!(why.rule, Rule::WaitsForPreferred { preference: Preference::OnHoldAgent });
    // She has room again in time.
    trial.later(29_000);
    conversations::close(&trial.house, &ada, other, "", &[]).await.unwrap();
    trial.route().await;
    assert_eq!(trial.at(id).await.as_deref(), Some("Ada"));
    // Another time she has not.
    trial.staff_says(&ada, id, "and again").await;
    conversations::hold(&trial.house, &ada, id).await.unwrap();
    let third = trial.guest("Third", None).await.conversation;
    trial.take(&ada, third).await.unwrap();
    trial.guest_says(&guest, "back once more").await;
    trial.route().await;
    trial.later(30_000);
    trial.route().await;
    assert_eq!(trial.at(id).await.as_deref(), Some("Bo"));
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_06_an_agent_who_is_away_is_not_waited_for(trial) {
    let ada = trial.agent("ada").await;
    let guest = held(&trial, &ada).await;
    let bo = trial.agent("bo").await;
    actions::people::set_availability(&trial.house, &ada, Availability::Away).await.unwrap();
    trial.guest_says(&guest, "I am back").await;
    trial.route().await;
    assert_eq!(trial.stage(guest.conversation).await, Stage::Open { agent: bo.person.clone() });
}
}
