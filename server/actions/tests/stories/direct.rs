//! Direct messages: two people's log, and nobody else's.

use actions::{
    direct::{self, Message, NewFile, Said},
    messages, people, uploads,
};
use bus::{Received, Told, Topic};
use model::{
    cursor::Cursor,
    direct::{BOT, Notice, Pair},
    event::{Author, EventBody},
    id::PersonId,
    permission::{Actor, Staff},
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
    view::direct::{DirectEntry, DirectThread},
    wire::DirectNews,
};

use crate::{
    on_both,
    trial::{Trial, draft_of, refused},
};

fn message(trial: &Trial, with: PersonId, text: &str) -> Message {
    Message { id: trial.event_id(), with, text: text.to_owned(), files: Vec::new() }
}

async fn says(trial: &Trial, from: &Staff, to: &Staff, text: &str) {
    direct::say(&trial.house, from, &message(trial, to.person.id, text)).await.unwrap();
}

async fn thread(trial: &Trial, me: &Staff, with: PersonId, since: u32) -> DirectThread {
    direct::thread_since(&trial.house, me, with, since).await.unwrap()
}

async fn entry(trial: &Trial, me: &Staff, with: PersonId) -> Option<DirectEntry> {
    let list = direct::list(&trial.house, me).await.unwrap();
    list.into_iter().find(|entry| entry.with == with)
}

on_both! {
async fn cv_13_two_colleagues_share_one_log_that_nobody_else_has(trial) {
    let (ada, grace) = (trial.agent("ada").await, trial.agent("grace").await);
    says(&trial, &ada, &grace, "Lunch?").await;
    says(&trial, &grace, &ada, "At noon").await;
    let seen = thread(&trial, &ada, grace.person.id, 0).await;
    let versions: Vec<u32> = seen.events.iter().map(|event| event.version).collect();
    assert_eq!((seen.version, versions), (2, vec![1, 2]));
    assert_eq!(thread(&trial, &grace, ada.person.id, 0).await.events, seen.events);
    // An administrator's own log with either is another one, and empty.
    for with in [ada.person.id, grace.person.id] {
        assert_eq!(thread(&trial, &trial.admin, with, 0).await.events, []);
    }
    assert_eq!(direct::list(&trial.house, &trial.admin).await.unwrap(), []);
}
}

on_both! {
async fn cv_13_the_same_message_sent_again_is_stored_once_and_answered_the_same(trial) {
    let (ada, grace) = (trial.agent("ada").await, trial.agent("grace").await);
    let once = message(&trial, grace.person.id, "only once");
    assert_eq!(direct::say(&trial.house, &ada, &once).await.unwrap(), Said::Now);
    let again = direct::say(&trial.house, &ada, &once).await.unwrap();
    assert!(matches!(again, Said::Before(event) if event.id == once.id && event.version == 1));
    assert_eq!(thread(&trial, &ada, grace.person.id, 0).await.version, 1);
    // An id used by one means nothing to another.
    let stolen = Message { with: ada.person.id, ..once };
    let said = refused(direct::say(&trial.house, &grace, &stolen).await);
    assert!(matches!(said, Err(Refusal::Malformed { .. })));
    says(&trial, &ada, &grace, "and on").await;
    assert_eq!(thread(&trial, &ada, grace.person.id, 1).await.events.len(), 1);
}
}

on_both! {
async fn cv_13_many_speaking_at_once_leave_a_log_without_gaps(trial) {
    let (ada, grace) = (trial.agent("ada").await, trial.agent("grace").await);
    let mut said = Vec::new();
    for n in 0..30 {
        let (from, to) = if n % 2 == 0 { (&ada, &grace) } else { (&grace, &ada) };
        let (house, from) = (trial.house.clone(), from.clone());
        let message = message(&trial, to.person.id, &format!("{n}"));
        said.push(tokio::spawn(async move { direct::say(&house, &from, &message).await }));
    }
    for task in said {
        task.await.unwrap().unwrap();
    }
    let seen = thread(&trial, &ada, grace.person.id, 0).await;
    let versions: Vec<u32> = seen.events.iter().map(|event| event.version).collect();
    assert_eq!(versions, (1..=30).collect::<Vec<u32>>());
}
}

on_both! {
async fn cv_13_what_cannot_be_read_is_refused_by_name(trial) {
    let (ada, grace) = (trial.agent("ada").await, trial.agent("grace").await);
    let says = async |with, text: &str| {
        refused(direct::say(&trial.house, &ada, &message(&trial, with, text)).await).map(drop)
    };
    let nobody = PersonId(model::Uuid::from_u128(99));
    let unknown = Err(Refusal::not_found(Thing::Person));
    assert_eq!(says(BOT, "hello?").await, Err(Refusal::BotReadsNothing));
    assert_eq!(says(nobody, "hello?").await, unknown);
    assert_eq!(says(ada.person.id, "to myself").await, unknown);
    let missing = Err(Refusal::invalid(Field::Text, Problem::Missing));
    assert_eq!(says(grace.person.id, "  ").await, missing);
    let mut draft = draft_of("grace", "Grace", &[Role::Agent]);
    (draft.password, draft.is_enabled) = (None, false);
    people::edit(&trial.house, &trial.admin, grace.person.id, 1, draft).await.unwrap();
    let disabled = Err(Refusal::Disabled { who: grace.person.clone() });
    assert_eq!(says(grace.person.id, "still there?").await, disabled);
    // What was said before stays readable.
    assert_eq!(thread(&trial, &ada, grace.person.id, 0).await.version, 0);
}
}

on_both! {
async fn cv_13_reading_moves_forward_and_empties_the_count(trial) {
    let (ada, grace) = (trial.agent("ada").await, trial.agent("grace").await);
    for text in ["one", "two", "three"] {
        says(&trial, &ada, &grace, text).await;
    }
    says(&trial, &grace, &ada, "four").await;
    let with = ada.person.id;
    assert_eq!(entry(&trial, &grace, with).await.unwrap().unread, 3);
    let at = |received, read| Cursor { received, read };
    direct::seen(&trial.house, &grace, with, at(4, 2)).await.unwrap();
    assert_eq!(entry(&trial, &grace, with).await.unwrap().unread, 1);
    direct::seen(&trial.house, &grace, with, at(999, 999)).await.unwrap();
    direct::seen(&trial.house, &grace, with, at(1, 1)).await.unwrap();
    let read = entry(&trial, &grace, with).await.unwrap();
    assert_eq!((read.unread, read.mine), (0, at(4, 4)));
    let theirs = entry(&trial, &ada, grace.person.id).await.unwrap();
    assert_eq!((theirs.unread, theirs.theirs), (1, at(4, 4)));
}
}

on_both! {
async fn cv_13_what_is_told_leads_to_what_is_stored(trial) {
    let (ada, grace) = (trial.agent("ada").await, trial.agent("grace").await);
    let mut inbox = trial.house.bus.inbox();
    inbox.subscribe(Topic::Person(grace.person.id));
    let with = ada.person.id;
    let mut held = DirectEntry::new(with);
    let mut log = thread(&trial, &grace, with, 0).await;
    says(&trial, &ada, &grace, &"long ".repeat(100)).await;
    says(&trial, &grace, &ada, "short").await;
    says(&trial, &ada, &grace, "more").await;
    direct::seen(&trial.house, &grace, with, Cursor { received: 3, read: 2 }).await.unwrap();
    direct::seen(&trial.house, &ada, grace.person.id, Cursor { received: 3, read: 3 })
        .await
        .unwrap();
    while let Some(Received::Told(told)) = inbox.try_next() {
        let Told::Direct(news) = told else { continue };
        match &*news {
            DirectNews::Event { event, .. } => {
                held.apply(event);
                log.apply(event.clone());
            }
            DirectNews::Read(read) => held.read(read),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(entry(&trial, &grace, with).await, Some(held));
    assert_eq!(thread(&trial, &grace, with, 0).await, log);
}
}

on_both! {
async fn cv_13_the_bot_speaks_and_hands_files_over_to_one_reader(trial) {
    let (ada, grace) = (trial.agent("ada").await, trial.agent("grace").await);
    let file = NewFile { name: "chat.txt".to_owned(), bytes: b"what was said".to_vec() };
    let to = ada.person.id;
    direct::tell_from_bot(&trial.house, to, "Your transcript", vec![file]).await.unwrap();
    let seen = thread(&trial, &ada, BOT, 0).await;
    assert!(matches!(&seen.events[0].author, Author::Staff(by) if by.id == BOT));
    let EventBody::Said { files, .. } = &seen.events[0].body else { panic!("not said") };
    let id = files[0].id;
    let found = uploads::find(&trial.house, &Actor::Staff(ada.clone()), id).await.unwrap();
    assert_eq!((found.name.as_str(), found.size_bytes), ("chat.txt", 13));
    assert_eq!(uploads::chunk(&trial.house, id, 0).await.unwrap().unwrap(), b"what was said");
    for other in [&grace, &trial.admin] {
        let hidden = refused(uploads::find(&trial.house, &Actor::Staff(other.clone()), id).await);
        assert_eq!(hidden.map(drop), Err(Refusal::not_found(Thing::Upload)));
    }
    let nobody = PersonId(model::Uuid::from_u128(99));
    let lost = direct::tell_from_bot(&trial.house, nobody, "hello", Vec::new()).await;
    assert_eq!(refused(lost), Err(Refusal::not_found(Thing::Person)));
}
}

on_both! {
async fn cv_13_a_file_goes_to_the_pair_it_was_uploaded_for(trial) {
    let (ada, grace) = (trial.agent("ada").await, trial.agent("grace").await);
    let me = Actor::Staff(ada.clone());
    let upload = async |to: &Staff| {
        let pair = Pair::of(ada.person.id, to.person.id).unwrap();
        let mut incoming = uploads::begin(&trial.house, &me, pair, "plan.txt").await.unwrap();
        uploads::take(&trial.house, &mut incoming, b"plan").await.unwrap();
        uploads::finish(&trial.house, incoming).await.unwrap().id
    };
    let (right, wrong) = (upload(&grace).await, upload(&trial.admin).await);
    let mut with_file = message(&trial, grace.person.id, "");
    with_file.files = vec![wrong];
    let said = refused(direct::say(&trial.house, &ada, &with_file).await);
    assert_eq!(said.map(drop), Err(Refusal::not_found(Thing::Upload)));
    with_file.files = vec![right];
    direct::say(&trial.house, &ada, &with_file).await.unwrap();
    let grace_reads = uploads::find(&trial.house, &Actor::Staff(grace.clone()), right).await;
    assert!(grace_reads.is_ok());
    // Nobody uploads for two others.
    let pair = Pair::of(ada.person.id, grace.person.id).unwrap();
    let begun = uploads::begin(&trial.house, &Actor::Staff(trial.admin.clone()), pair, "x").await;
    assert_eq!(refused(begun).map(drop), Err(Refusal::not_found(Thing::Person)));
}
}

on_both! {
async fn cv_10_who_is_mentioned_in_a_note_is_told_by_the_bot_once(trial) {
    let (ada, grace) = (trial.agent("ada").await, trial.person("grace", &[Role::Agent]).await);
    let outsider = trial.person("linus", &[Role::Agent]).await;
    let support = trial.department("Support", &[&ada, &grace]).await;
    let guest = trial.guest("Mary", Some(support)).await;
    let root = trial.admin.clone();
    trial.route().await;
    let mut note = trial.say(guest.conversation, "@admin and @linus: refund her?");
    note.is_note = true;
    for _ in 0..2 {
        messages::say(&trial.house, &Actor::Staff(ada.clone()), &note).await.unwrap();
    }
    let told = thread(&trial, &root, BOT, 0).await;
    assert_eq!(told.version, 1);
    let EventBody::Told { notice } = &told.events[0].body else { panic!("not told") };
    let Notice::Mentioned { by, conversation, guest: name, text } = notice else { panic!("another notice") };
    assert_eq!((by, *conversation), (&ada.person, guest.conversation));
    assert_eq!((name.as_str(), text.as_str()), ("Mary", "@admin and @linus: refund her?"));
    // Who may not see the conversation is told nothing of it.
    for other in [&outsider, &ada] {
        assert_eq!(thread(&trial, other, BOT, 0).await.version, 0);
    }
}
}
