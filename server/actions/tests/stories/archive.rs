//! Ending conversations, and finding them again.

use crate::{
    on_both,
    trial::{Trial, refused},
};
use actions::{conversations, departments};
use model::{
    archive::ArchiveQuery,
    conversation::{Stage, StageName},
    department::DepartmentDraft,
    permission::Staff,
    person::Role,
    refusal::Refusal,
    settings::Algorithm,
};

async fn found(trial: &Trial, staff: &Staff, search: &str) -> Vec<String> {
    let query = ArchiveQuery { search: search.to_owned(), ..Default::default() };
    let page = conversations::archive(&trial.house, staff, &query).await.unwrap();
    assert_eq!(page.total as usize, page.rows.len());
    page.rows.into_iter().map(|conversation| conversation.contact.name).collect()
}

on_both! {
async fn cc_08_a_chat_is_in_the_archive_the_moment_it_is_closed_and_never_before(trial) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Zoë", None).await;
    trial.route().await;
    trial.guest_says(&guest, "my teapot is broken").await;
    assert!(found(&trial, &ada, "").await.is_empty());
    conversations::close(&trial.house, &ada, guest.conversation, "done", &["Teapots".to_owned()])
        .await
        .unwrap();
    assert_eq!(found(&trial, &ada, "").await, ["Zoë"]);
    assert_eq!(found(&trial, &ada, "teapot").await, ["Zoë"]);
    assert_eq!(found(&trial, &ada, "zoe").await, ["Zoë"]);
    assert!(found(&trial, &ada, "kettle").await.is_empty());
    let again = conversations::close(&trial.house, &ada, guest.conversation, "", &[]).await;
    assert_eq!(refused(again), Err(Refusal::AlreadyClosed));
}
}

on_both! {
async fn cc_02_agents_find_what_they_served_managers_their_departments_administrators_all(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let manager = trial.person("mia", &[Role::Manager]).await;
    let support = trial.department("Support", &[&ada, &manager]).await;
    let sales = trial.department("Sales", &[&bo]).await;
    let (ada, bo) = (trial.staff(ada.person.id).await, trial.staff(bo.person.id).await);
    let manager = trial.staff(manager.person.id).await;
    let one = trial.guest("One", Some(support)).await.conversation;
    let two = trial.guest("Two", Some(sales)).await.conversation;
    trial.route().await;
    conversations::close(&trial.house, &ada, one, "", &[]).await.unwrap();
    conversations::close(&trial.house, &bo, two, "", &[]).await.unwrap();
    assert_eq!(found(&trial, &ada, "").await, ["One"]);
    assert_eq!(found(&trial, &bo, "").await, ["Two"]);
    assert_eq!(found(&trial, &manager, "").await, ["One"]);
    assert_eq!(found(&trial, &trial.admin, "").await.len(), 2);
    assert_eq!(trial.contacts(&ada, "").await, ["One"]);
    assert_eq!(trial.contacts(&manager, "").await, ["One"]);
    assert_eq!(trial.contacts(&trial.admin, "").await.len(), 2);
    // By its id neither: what one may not see is not there.
    assert!(refused(conversations::thread(&trial.house, &bo, one).await).is_err());
    assert!(refused(conversations::thread(&trial.house, &manager, two).await).is_err());
}
}

on_both! {
async fn qa_07_a_department_may_require_tags(trial) {
    let ada = trial.agent("ada").await;
    let draft = DepartmentDraft {
        name: "Billing".to_owned(),
        description: String::new(),
        is_enabled: true,
        is_public: true,
        algorithm: None,
        max_conversations: 0,
        requires_tags: true,
        fallback: None,
        hold_limit_s: None,
        hold_comment: String::new(),
        sends_transcript: false,
        members: vec![model::department::Member { person: ada.person.id, order: 0 }],
    };
    let billing = departments::create(&trial.house, &trial.admin, draft).await.unwrap().id;
    let ada = trial.staff(ada.person.id).await;
    let id = trial.guest("Guest", Some(billing)).await.conversation;
    trial.route().await;
    let close = |tags: &'static [&str]| {
        let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
        let (house, ada) = (&trial.house, &ada);
        async move { refused(conversations::close(house, ada, id, "bye", &tags).await) }
    };
    assert_eq!(close(&[]).await, Err(Refusal::TagsRequired));
    assert_eq!(close(&["  "]).await, Err(Refusal::TagsRequired));
    assert_eq!(close(&["Invoice", "invoice"]).await, Ok(()));
    assert_eq!(trial.conversation(id).await.tags, ["Invoice"]);
    trial.check_log(id).await;
}
}

on_both! {
async fn qa_07_the_guest_sees_the_comment_but_not_the_tags(trial) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Guest", None).await;
    trial.route().await;
    let tags = ["Secret".to_owned()];
    conversations::close(&trial.house, &ada, guest.conversation, "Thank you!", &tags).await.unwrap();
    let seen = conversations::thread_since(&trial.house, &guest.actor, guest.conversation, 0)
        .await
        .unwrap();
    let Stage::Closed { comment, .. } = &seen.conversation.stage else { panic!("{seen:?}") };
    assert_eq!(comment, "Thank you!");
    assert!(!format!("{seen:?}").contains("Secret"));
}
}

on_both! {
async fn qa_07_only_what_an_agent_has_can_be_ended_and_by_whom_it_concerns(trial) {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let id = trial.guest("Guest", None).await.conversation;
    let waiting = refused(conversations::close(&trial.house, &trial.admin, id, "", &[]).await);
    assert_eq!(waiting, Err(Refusal::WrongStage { stage: StageName::Queued }));
    trial.take(&ada, id).await.unwrap();
    assert!(refused(conversations::close(&trial.house, &bo, id, "", &[]).await).is_err());
    conversations::close(&trial.house, &trial.admin, id, "", &[]).await.unwrap();
}
}

on_both! {
async fn cc_10_opening_an_archived_conversation_is_noted_in_the_audit_trail(trial) {
    let ada = trial.agent("ada").await;
    let id = trial.guest("Guest", None).await.conversation;
    trial.route().await;
    conversations::close(&trial.house, &ada, id, "", &[]).await.unwrap();
    let thread = conversations::thread(&trial.house, &ada, id).await.unwrap();
    assert!(thread.conversation.stage.is_closed());
    let mut conn = trial.house.store.read().await.unwrap();
    let lines = store::audit::since(&mut conn, crate::trial::START, 1_000).await.unwrap();
    let looks = lines.iter().filter(|line| {
        line.what == "transcript.viewed"
            && line.about == id.to_string()
            && line.who == Some(ada.person.id)
    });
    assert_eq!(looks.count(), 1);
}
}
