//! Taking from the queue: limits, departments, races.

use crate::{on_both, trial::Trial};
use actions::conversations;
use model::{
    conversation::{Stage, StageName},
    permission::Actor,
    person::Role,
    reason::Rule,
    refusal::{Limit, Refusal, Thing},
    settings::Algorithm,
};

async fn by_hand(trial: &Trial) {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
}

on_both! {
async fn cv_04_of_two_who_take_at_once_one_gets_it_and_the_other_is_told_who(trial) {
    by_hand(&trial).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    for round in 0..10 {
        let guest = trial.guest(&format!("Guest{round}"), None).await;
        let (first, second) =
            tokio::join!(trial.take(&ada, guest.conversation), trial.take(&bo, guest.conversation));
        let holder = trial.stage(guest.conversation).await.agent().unwrap().clone();
        let (winner, refusal) = match (first, second) {
            (Ok(()), Err(refusal)) => (&ada, refusal),
            (Err(refusal), Ok(())) => (&bo, refusal),
            other => panic!("{other:?}"),
        };
        assert_eq!(holder, winner.person);
        assert_eq!(refusal, Refusal::AlreadyTaken { by: winner.person.clone() });
        trial.check_log(guest.conversation).await;
    }
}
}

on_both! {
async fn cv_05_a_conversation_of_a_foreign_department_does_not_exist_for_an_agent(trial) {
    by_hand(&trial).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let support = trial.department("Support", &[&ada]).await;
    let (ada, bo) = (trial.staff(ada.person.id).await, trial.staff(bo.person.id).await);
    let guest = trial.guest("Guest", Some(support)).await;
    let id = guest.conversation;
    let hidden = Refusal::not_found(Thing::Conversation);
    assert_eq!(trial.take(&bo, id).await, Err(hidden.clone()));
    let seen = conversations::thread(&trial.house, &bo, id).await;
    assert_eq!(crate::trial::refused(seen).map(drop), Err(hidden));
    let mut conn = trial.house.store.read().await.unwrap();
    assert_eq!(store::conversations::of_desk(&mut conn, &bo).await.unwrap(), []);
    assert_eq!(store::conversations::of_desk(&mut conn, &ada).await.unwrap().len(), 1);
    drop(conn);
    assert_eq!(trial.take(&ada, id).await, Ok(()));
}
}

on_both! {
async fn rt_02_taking_by_hand_obeys_the_lowest_limit_that_is_set(trial) {
    by_hand(&trial).await;
    let ada = trial.agent("ada").await;
    trial.settings(|s| { s.max_conversations = 2; s.max_chats = 3; }).await;
    let mut guests = Vec::new();
    for n in 0..3 {
        guests.push(trial.guest(&format!("Guest{n}"), None).await.conversation);
    }
    assert_eq!(trial.take(&ada, guests[0]).await, Ok(()));
    assert_eq!(trial.take(&ada, guests[1]).await, Ok(()));
    let full = Refusal::LimitReached { limit: Limit::Workspace, load: 2, max: 2 };
    assert_eq!(trial.take(&ada, guests[2]).await, Err(full));
    trial.settings(|s| { s.max_conversations = 0; s.max_chats = 2; }).await;
    let full = Refusal::LimitReached { limit: Limit::Channel, load: 2, max: 2 };
    assert_eq!(trial.take(&ada, guests[2]).await, Err(full));
    // What is on hold frees its place.
    trial.staff_says(&ada, guests[0], "one moment").await;
    conversations::hold(&trial.house, &ada, guests[0]).await.unwrap();
    assert_eq!(trial.take(&ada, guests[2]).await, Ok(()));
    let resumed = conversations::resume(&trial.house, &ada, guests[0]).await;
    let full = Refusal::LimitReached { limit: Limit::Channel, load: 2, max: 2 };
    assert_eq!(crate::trial::refused(resumed), Err(full));
}
}

on_both! {
async fn rt_02_one_agent_pressing_twice_at_once_does_not_pass_the_limit(trial) {
    by_hand(&trial).await;
    let ada = trial.agent("ada").await;
    trial.settings(|s| s.max_conversations = 1).await;
    let one = trial.guest("One", None).await.conversation;
    let two = trial.guest("Two", None).await.conversation;
    let (first, second) = tokio::join!(trial.take(&ada, one), trial.take(&ada, two));
    assert_eq!([&first, &second].into_iter().filter(|taken| taken.is_ok()).count(), 1);
}
}

on_both! {
async fn rt_07_a_taken_conversation_says_who_took_it_and_a_waiting_one_why_it_waits(trial) {
    by_hand(&trial).await;
    let ada = trial.agent("ada").await;
    let id = trial.guest("Guest", None).await.conversation;
    let why = conversations::why_waiting(&trial.house, &ada, id).await.unwrap();
    assert_eq!(why.rule, Rule::WaitsToBeTaken);
    assert_eq!(why.place, 1);
    assert_eq!(trial.take(&ada, id).await, Ok(()));
    let log = trial.log(id).await;
    let model::event::EventBody::Assigned { reason, .. } = &log.last().unwrap().body else {
        panic!("{log:?}")
    };
    assert_eq!(reason.as_ref().unwrap().rule, Rule::TakenByHand);
}
}

on_both! {
async fn qa_01_a_returned_conversation_keeps_its_place_and_is_not_handed_back_at_once(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let id = trial.guest("Guest", None).await.conversation;
    trial.route().await;
    let arrived = trial.conversation(id).await.arrived;
    let first = trial.at(id).await.unwrap();
    let (holder, other) = if first == "Ada" { (&ada, &bo) } else { (&bo, &ada) };
    trial.later(5_000);
    conversations::return_to_queue(&trial.house, holder, id).await.unwrap();
    assert_eq!(trial.stage(id).await, Stage::Queued);
    assert_eq!(trial.conversation(id).await.arrived, arrived);
    trial.route().await;
    assert_eq!(trial.at(id).await, Some(other.person.name.clone()));
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_06_only_after_the_agents_own_word_can_it_be_put_on_hold(trial) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Guest", None).await;
    let id = guest.conversation;
    trial.route().await;
    trial.guest_says(&guest, "hello?").await;
    let held = crate::trial::refused(conversations::hold(&trial.house, &ada, id).await);
    assert_eq!(held, Err(Refusal::GuestSpokeLast));
    trial.staff_says(&ada, id, "one moment").await;
    conversations::hold(&trial.house, &ada, id).await.unwrap();
    let returned = conversations::return_to_queue(&trial.house, &ada, id).await;
    let wrong = Refusal::WrongStage { stage: StageName::OnHold };
    assert_eq!(crate::trial::refused(returned), Err(wrong));
    // The guest writes again: the same agent, who has room.
    trial.guest_says(&guest, "still there?").await;
    assert_eq!(trial.stage(id).await, Stage::Open { agent: ada.person.clone() });
    // And into the queue when the agent is not there any more.
    trial.staff_says(&ada, id, "yes").await;
    conversations::hold(&trial.house, &ada, id).await.unwrap();
    let away = model::availability::Availability::Away;
    actions::people::set_availability(&trial.house, &ada, away).await.unwrap();
    trial.guest_says(&guest, "and now?").await;
    assert_eq!(trial.stage(id).await, Stage::Queued);
    trial.check_log(id).await;
}
}

on_both! {
async fn cc_02_a_monitor_and_a_manager_look_into_their_departments_only(trial) {
    by_hand(&trial).await;
    let ada = trial.agent("ada").await;
    let manager = trial.person("mia", &[Role::Manager]).await;
    let support = trial.department("Support", &[&ada, &manager]).await;
    let sales = trial.department("Sales", &[&ada]).await;
    let manager = trial.staff(manager.person.id).await;
    let ada = trial.staff(ada.person.id).await;
    let here = trial.guest("Here", Some(support)).await.conversation;
    let there = trial.guest("There", Some(sales)).await.conversation;
    trial.take(&ada, here).await.unwrap();
    trial.take(&ada, there).await.unwrap();
    let actor = Actor::Staff(manager.clone());
    assert!(conversations::visible(&trial.house, &actor, here).await.is_ok());
    assert!(conversations::visible(&trial.house, &actor, there).await.is_err());
}
}
