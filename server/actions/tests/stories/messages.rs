//! What is said: once, in order, by who may say it.

use crate::{on_both, trial::refused};
use actions::{conversations, messages};
use model::{
    cursor::{Cursor, Cursors},
    event::EventBody,
    parse::MESSAGE_LIMIT,
    permission::Actor,
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
    wire::Say,
};

on_both! {
async fn cv_08_the_same_message_sent_again_is_stored_once_and_answered_the_same(trial) {
    let guest = trial.guest("Guest", None).await;
    let say = trial.say(guest.conversation, "only once");
    for _ in 0..3 {
        messages::say(&trial.house, &guest.actor, &say).await.unwrap();
    }
    let log = trial.log(guest.conversation).await;
    assert_eq!(log.iter().filter(|event| event.is_message()).count(), 1);
    assert_eq!(log[1].id, say.id);
    // An id used in one conversation means nothing in another.
    let other = trial.guest("Other", None).await;
    let stolen = model::wire::Say { conversation: other.conversation, ..say };
    let said = refused(messages::say(&trial.house, &other.actor, &stolen).await);
    assert!(matches!(said, Err(Refusal::Malformed { .. })));
}
}

on_both! {
async fn cv_08_many_speaking_at_once_leave_a_log_without_gaps_or_doubles(trial) {
    let guest = trial.guest("Guest", None).await;
    let ada = trial.agent("ada").await;
    trial.route().await;
    let staff = Actor::Staff(ada.clone());
    let mut said = Vec::new();
    for n in 0..40 {
        let say = trial.say(guest.conversation, &format!("message {n}"));
        let actor = if n % 2 == 0 { guest.actor.clone() } else { staff.clone() };
        let house = trial.house.clone();
        said.push(tokio::spawn(async move {
            // Busy means: nothing was stored, say it again.
            loop {
                match messages::say(&house, &actor, &say).await {
                    Err(actions::Error::Refused(Refusal::Busy)) => {}
                    other => return other,
                }
            }
        }));
    }
    for task in said {
        task.await.unwrap().unwrap();
    }
    trial.check_log(guest.conversation).await;
    assert_eq!(trial.conversation(guest.conversation).await.guest_messages, 20);
    assert_eq!(trial.conversation(guest.conversation).await.staff_messages, 20);
}
}

on_both! {
async fn cv_10_a_note_records_the_colleagues_it_names_who_may_see_it(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let support = trial.department("Support", &[&ada]).await;
    let mia = trial.person("mia", &[Role::Manager]).await;
    let guest = trial.guest("Guest", Some(support)).await;
    trial.route().await;
    let note = Say {
        is_note: true,
        ..trial.say(guest.conversation, "@Mia, ask @bo or @nobody; @ada, mia@example.com, @mia")
    };
    messages::say(&trial.house, &Actor::Staff(ada.clone()), &note).await.unwrap();
    let log = trial.log(guest.conversation).await;
    let mentions = log.iter().find_map(|event| match &event.body {
        EventBody::Noted { mentions, .. } => Some(mentions.clone()),
        _ => None,
    });
    // Bo is in no department and would find nothing there; Ada wrote it herself.
    assert!(!bo.sees(&trial.conversation(guest.conversation).await));
    assert_eq!(mentions, Some(vec![mia.person.id]));
    // What is said to the guest mentions nobody, whatever it looks like.
    trial.staff_says(&ada, guest.conversation, "write to @mia").await;
    let last = trial.log(guest.conversation).await.pop().unwrap();
    assert!(matches!(last.body, EventBody::Said { .. }));
}
}

on_both! {
async fn cv_06_bad_text_is_refused_by_name_and_nothing_is_stored(trial) {
    let guest = trial.guest("Guest", None).await;
    let cases = [
        ("", Problem::Missing),
        ("   \n ", Problem::Missing),
        ("a\0b", Problem::Unreadable),
        ("bell \u{7}", Problem::Unreadable),
        (&"x".repeat(MESSAGE_LIMIT as usize + 1), Problem::TooLong { limit: MESSAGE_LIMIT }),
    ];
    for (text, problem) in cases {
        let say = trial.say(guest.conversation, text);
        let said = refused(messages::say(&trial.house, &guest.actor, &say).await);
        assert_eq!(said.map(drop), Err(Refusal::invalid(Field::Text, problem)));
    }
    assert_eq!(trial.log(guest.conversation).await.len(), 1);
    // Markup is text like any other.
    trial.guest_says(&guest, "<script>alert(1)</script>").await;
    let log = trial.log(guest.conversation).await;
    assert!(matches!(&log[1].body, EventBody::Said { text, .. } if text.starts_with("<script>")));
}
}

on_both! {
async fn cv_08_nobody_speaks_in_a_strangers_conversation_or_a_closed_one(trial) {
    let guest = trial.guest("Guest", None).await;
    let stranger = trial.guest("Stranger", None).await;
    let hidden = Refusal::not_found(Thing::Conversation);
    let say = trial.say(guest.conversation, "let me in");
    let said = refused(messages::say(&trial.house, &stranger.actor, &say).await);
    assert_eq!(said.map(drop), Err(hidden));
    let ada = trial.agent("ada").await;
    trial.route().await;
    conversations::close(&trial.house, &ada, guest.conversation, "bye", &[]).await.unwrap();
    let late = trial.say(guest.conversation, "wait");
    let said = refused(messages::say(&trial.house, &guest.actor, &late).await);
    assert_eq!(said.map(drop), Err(Refusal::AlreadyClosed));
}
}

on_both! {
async fn cv_10_a_note_never_reaches_the_guest(trial) {
    let guest = trial.guest("Guest", None).await;
    let ada = trial.agent("ada").await;
    trial.route().await;
    let mut note = trial.say(guest.conversation, "difficult customer");
    note.is_note = true;
    messages::say(&trial.house, &Actor::Staff(ada), &note).await.unwrap();
    let refused_note = messages::say(&trial.house, &guest.actor, &note).await;
    assert!(refused(refused_note).is_err());
    let seen =
        conversations::thread_since(&trial.house, &guest.actor, guest.conversation, 0).await.unwrap();
    let text = format!("{seen:?}");
    assert!(!text.contains("difficult"), "{text}");
    assert_eq!(seen.events.last().unwrap().version, seen.conversation.version);
}
}

on_both! {
async fn cv_08_read_marks_only_move_forward_and_only_by_who_serves(trial) {
    let guest = trial.guest("Guest", None).await;
    let id = guest.conversation;
    let (ada, bo) = (trial.agent("ada").await, trial.person("bo", &[model::person::Role::Agent]).await);
    trial.route().await;
    trial.guest_says(&guest, "one").await;
    trial.guest_says(&guest, "two").await;
    let version = trial.conversation(id).await.version;
    let all = Cursor { received: version, read: version };
    let bystander = messages::seen(&trial.house, &Actor::Staff(bo), id, (all, 2)).await;
    assert!(refused(bystander).is_err());
    let staff = Actor::Staff(ada);
    messages::seen(&trial.house, &staff, id, (all, 2)).await.unwrap();
    let less = Cursor { received: 1, read: 1 };
    messages::seen(&trial.house, &staff, id, (less, 0)).await.unwrap();
    let beyond = Cursor { received: 999, read: 999 };
    messages::seen(&trial.house, &guest.actor, id, (beyond, 0)).await.unwrap();
    let mut conn = trial.house.store.read().await.unwrap();
    let cursors = store::conversations::cursors(&mut conn, id).await.unwrap();
    let expected = Cursors { guest: all, staff: all, guest_messages_read: 2 };
    assert_eq!(cursors, expected);
}
}

on_both! {
async fn cv_08_what_came_after_a_version_joins_on_to_what_is_held(trial) {
    let guest = trial.guest("Guest", None).await;
    let id = guest.conversation;
    for n in 0..5 {
        trial.guest_says(&guest, &format!("{n}")).await;
    }
    let mut held = conversations::thread_since(&trial.house, &guest.actor, id, 0).await.unwrap();
    for n in 5..9 {
        trial.guest_says(&guest, &format!("{n}")).await;
    }
    let since = held.conversation.version;
    let news = conversations::thread_since(&trial.house, &guest.actor, id, since).await.unwrap();
    assert_eq!(news.events.len(), 4);
    held.catch_up(news);
    let fresh = conversations::thread_since(&trial.house, &guest.actor, id, 0).await.unwrap();
    assert_eq!(held, fresh);
}
}
