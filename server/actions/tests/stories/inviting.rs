//! Asking a colleague in: who may be asked, what they then see and do, and going again.

use crate::{
    on_both,
    trial::{Trial, refused},
};
use actions::conversations;
use model::{
    conversation::StageName,
    event::EventBody,
    id::ConversationId,
    permission::{Actor, Permission, Staff},
    person::Role,
    refusal::{Refusal, Thing},
    settings::Algorithm,
    view::desk::{List, list_for},
};

async fn by_hand(trial: &Trial) {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
}

async fn invite(
    trial: &Trial,
    staff: &Staff,
    id: ConversationId,
    username: &str,
) -> Result<String, Refusal> {
    let invited = conversations::invite(&trial.house, staff, id, username).await;
    refused(invited).map(|person| person.name)
}

async fn on_desk(trial: &Trial, staff: &Staff) -> Vec<ConversationId> {
    let mut conn = trial.house.store.read().await.unwrap();
    let entries = store::conversations::of_desk(&mut conn, staff).await.unwrap();
    entries.into_iter().map(|entry| entry.conversation.id).collect()
}

on_both! {
async fn cv_11_whoever_is_invited_sees_the_chat_and_writes_without_taking_a_place(trial) {
    by_hand(&trial).await;
    trial.settings(|s| s.max_conversations = 1).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let support = trial.department("Support", &[&ada]).await;
    let (ada, bo) = (trial.staff(ada.person.id).await, trial.staff(bo.person.id).await);
    let guest = trial.guest("Guest", Some(support)).await;
    let (id, actor) = (guest.conversation, Actor::Staff(bo.clone()));
    trial.take(&ada, id).await.unwrap();
    let hidden = refused(conversations::visible(&trial.house, &actor, id).await).map(drop);
    assert_eq!(hidden, Err(Refusal::not_found(Thing::Conversation)));
    assert_eq!(invite(&trial, &ada, id, "@bo").await.as_deref(), Ok("Bo"));
    let it = trial.conversation(id).await;
    assert_eq!(list_for(&bo, &it), Some(List::InProgress));
    assert_eq!(list_for(&ada, &it), Some(List::InProgress));
    assert_eq!(on_desk(&trial, &bo).await, [id]);
    trial.staff_says(&bo, id, "I know this one").await;
    // A helper has room for one of their own.
    let other = trial.guest("Other", None).await.conversation;
    assert_eq!(trial.take(&bo, other).await, Ok(()));
    conversations::hold(&trial.house, &ada, id).await.unwrap();
    assert_eq!(list_for(&bo, &trial.conversation(id).await), Some(List::OnHold));
    conversations::leave(&trial.house, &bo, id).await.unwrap();
    conversations::leave(&trial.house, &bo, id).await.unwrap();
    assert_eq!(on_desk(&trial, &bo).await, [other]);
    let departed = |body: &EventBody| matches!(body, EventBody::Departed { .. });
    assert_eq!(trial.log(id).await.iter().filter(|event| departed(&event.body)).count(), 1);
    trial.check_log(id).await;
}
}

on_both! {
async fn cv_11_anyone_else_is_no_omnichannel_agent(trial) {
    by_hand(&trial).await;
    let ada = trial.agent("ada").await;
    trial.person("mo", &[Role::Monitor]).await;
    trial.person("max", &[Role::Manager]).await;
    let id = trial.guest("Guest", None).await.conversation;
    let queued = Err(Refusal::WrongStage { stage: StageName::Queued });
    let early = invite(&trial, &trial.staff(trial.admin.person.id).await, id, "ada").await;
    assert_eq!(early, queued);
    trial.take(&ada, id).await.unwrap();
    assert_eq!(invite(&trial, &ada, id, "@mo").await, Err(Refusal::NotAnAgent));
    assert_eq!(invite(&trial, &ada, id, "admin").await, Err(Refusal::NotAnAgent));
    let nobody = Err(Refusal::not_found(Thing::Person));
    assert_eq!(invite(&trial, &ada, id, "@nobody").await, nobody);
    assert_eq!(invite(&trial, &ada, id, " ").await, nobody);
    let already = Err(Refusal::AlreadyIn { person: ada.person.clone() });
    assert_eq!(invite(&trial, &ada, id, "ADA").await, already);
    assert_eq!(invite(&trial, &ada, id, "max").await.as_deref(), Ok("Max"));
    assert!(matches!(invite(&trial, &ada, id, "max").await, Err(Refusal::AlreadyIn { .. })));
    conversations::close(&trial.house, &ada, id, "", &[]).await.unwrap();
    assert_eq!(invite(&trial, &ada, id, "max").await, Err(Refusal::AlreadyClosed));
}
}

on_both! {
async fn cv_11_only_who_is_in_the_chat_asks_others_in(trial) {
    by_hand(&trial).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let eve = trial.agent("eve").await;
    let id = trial.guest("Guest", None).await.conversation;
    trial.take(&ada, id).await.unwrap();
    let hidden = Err(Refusal::not_found(Thing::Conversation));
    assert_eq!(invite(&trial, &bo, id, "eve").await, hidden);
    invite(&trial, &ada, id, "bo").await.unwrap();
    assert_eq!(invite(&trial, &bo, id, "eve").await.as_deref(), Ok("Eve"));
    conversations::leave(&trial.house, &bo, id).await.unwrap();
    let permission = Permission::ViewRooms;
    assert_eq!(invite(&trial, &bo, id, "bo").await, Err(Refusal::NotPermitted { permission }));
    // Back in the queue, whoever helped the agent is out too.
    conversations::return_to_queue(&trial.house, &ada, id).await.unwrap();
    assert_eq!(trial.conversation(id).await.helpers, []);
    assert_eq!(list_for(&eve, &trial.conversation(id).await), Some(List::Queued));
    trial.check_log(id).await;
}
}

on_both! {
async fn cv_11_the_guest_learns_nothing_of_who_helps(trial) {
    by_hand(&trial).await;
    let (ada, _bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let guest = trial.guest("Guest", None).await;
    trial.take(&ada, guest.conversation).await.unwrap();
    invite(&trial, &ada, guest.conversation, "bo").await.unwrap();
    let seen = conversations::thread_since(&trial.house, &guest.actor, guest.conversation, 0);
    let seen = seen.await.unwrap();
    assert_eq!(seen.conversation.helpers, []);
    assert_eq!(seen.events.last().unwrap().body, EventBody::Hidden);
}
}
