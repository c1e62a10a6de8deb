//! Looking through what was said: in one conversation and in a contact's whole history, for those who may.

use std::collections::BTreeSet;

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};
use actions::{conversations, messages, search, uploads, visitors};
use model::{
    id::{ContactId, ConversationId},
    permission::{Actor, Staff},
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
    search::{Flaw, Found, HITS_PER_ANSWER, Hit, HitKind, MessageQuery, Place, Scope, Searched},
    settings::Algorithm,
};

fn query(scope: Scope, text: &str, is_pattern: bool) -> MessageQuery {
    MessageQuery { scope, text: text.to_owned(), is_pattern, after: None }
}

async fn ask(trial: &Trial, staff: &Staff, query: &MessageQuery) -> Result<Found, Refusal> {
    match refused(search::messages(&trial.house, staff, query).await)? {
        Searched::Found(found) => Ok(found),
        flawed @ Searched::Flawed { .. } => panic!("{flawed:?}"),
    }
}

/// Every hit, however many answers it takes.
async fn all(trial: &Trial, staff: &Staff, mut query: MessageQuery) -> Vec<Hit> {
    let mut hits = Vec::new();
    loop {
        let found = ask(trial, staff, &query).await.unwrap();
        hits.extend(found.hits);
        query.after = found.next;
        if query.after.is_none() {
            return hits;
        }
    }
}

async fn texts(trial: &Trial, staff: &Staff, query: MessageQuery) -> Vec<String> {
    all(trial, staff, query).await.into_iter().map(|hit| hit.text).collect()
}

/// The guest writes again, in a new conversation.
async fn comes_back(trial: &Trial, guest: &Guest, name: &str) -> ConversationId {
    let form = Trial::form(name, None);
    let address = std::net::IpAddr::from([10, 0, 0, 1]);
    let token = Some(guest.token.as_str());
    let pass = visitors::start(&trial.house, token, form, address).await.unwrap();
    pass.conversation.unwrap()
}

fn contact_of(guest: &Guest) -> ContactId {
    let Actor::Visitor { contact } = guest.actor else { panic!("a guest is a visitor") };
    contact
}

on_both! {
async fn pa_03_messages_notes_and_comments_are_found_newest_first_by_words_and_by_pattern(trial) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Guest", None).await;
    trial.route().await;
    let id = guest.conversation;
    trial.guest_says(&guest, "There is Error404 when I pay").await;
    trial.later(1_000);
    trial.staff_says(&ada, id, "And an error 12?").await;
    let mut note = trial.say(id, "told the shop about error500");
    note.is_note = true;
    messages::say(&trial.house, &Actor::Staff(ada.clone()), &note).await.unwrap();
    let here = Scope::Conversation(id);

    let found = ask(&trial, &ada, &query(here, "ÉRROR", false)).await.unwrap();
    let kinds: Vec<_> = found.hits.iter().map(|hit| (hit.version, hit.kind)).collect();
    assert_eq!(kinds, [(5, HitKind::Note), (4, HitKind::Message), (3, HitKind::Message)]);
    assert_eq!(found.next, None);
    let pieces: Vec<_> = found.hits[2].pieces().collect();
    assert_eq!(pieces, [("There is ", false), ("Error", true), ("404 when I pay", false)]);

    let three = query(here, r"error\d{3}", true);
    let wanted = ["told the shop about error500", "There is Error404 when I pay"];
    assert_eq!(texts(&trial, &ada, three.clone()).await, wanted);
    assert!(texts(&trial, &ada, query(here, r"error\d{3}", false)).await.is_empty());
    assert!(texts(&trial, &ada, query(here, "", true)).await.is_empty());

    // A closed one as well, with the comment it ended with.
    conversations::close(&trial.house, &ada, id, "Error600 it was", &[]).await.unwrap();
    assert_eq!(texts(&trial, &ada, three).await.len(), 3);
    let last = ask(&trial, &ada, &query(here, "600", false)).await.unwrap().hits;
    assert_eq!(last[0].kind, HitKind::Comment);
}
}

on_both! {
async fn pa_03_a_file_is_found_by_its_name(trial) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Guest", None).await;
    trial.route().await;
    let (house, id) = (&trial.house, guest.conversation);
    let mut incoming = uploads::begin(house, &guest.actor, id, "Rechnung März.txt").await.unwrap();
    uploads::take(house, &mut incoming, b"hello").await.unwrap();
    let file = uploads::finish(house, incoming).await.unwrap();
    let mut say = trial.say(id, "");
    say.files = vec![file.id];
    messages::say(house, &guest.actor, &say).await.unwrap();
    let hits = all(&trial, &ada, query(Scope::Conversation(id), "marz", false)).await;
    assert_eq!(hits.len(), 1);
    assert_eq!((hits[0].kind, hits[0].text.as_str()), (HitKind::File, "Rechnung März.txt"));
}
}

on_both! {
async fn pa_03_a_pattern_that_cannot_be_read_is_explained_and_too_much_is_refused(trial) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Guest", None).await;
    trial.route().await;
    let here = Scope::Conversation(guest.conversation);
    let answer = search::messages(&trial.house, &ada, &query(here, "err(or", true)).await.unwrap();
    assert_eq!(answer, Searched::Flawed { at: 3, flaw: Flaw::GroupUnclosed });
    for (text, problem) in [
        ("x".repeat(201), Problem::TooLong { limit: 200 }),
        ("a\u{0}b".to_owned(), Problem::Unreadable),
    ] {
        for is_pattern in [true, false] {
            let no = ask(&trial, &ada, &query(here, &text, is_pattern)).await;
            assert_eq!(no, Err(Refusal::invalid(Field::Search, problem)));
        }
    }
}
}

on_both! {
async fn pa_03_only_who_sees_a_conversation_may_look_through_it(trial) {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let sales = trial.department("Sales", &[&ada]).await;
    let ada = trial.staff(ada.person.id).await;
    let guest = trial.guest("Guest", Some(sales)).await;
    trial.guest_says(&guest, "a secret").await;
    trial.take(&ada, guest.conversation).await.unwrap();
    let here = query(Scope::Conversation(guest.conversation), "secret", false);
    assert_eq!(ask(&trial, &ada, &here).await.unwrap().hits.len(), 1);
    let no = ask(&trial, &bo, &here).await;
    assert_eq!(no, Err(Refusal::not_found(Thing::Conversation)));
    let whole = query(Scope::Contact(contact_of(&guest)), "secret", false);
    assert_eq!(ask(&trial, &bo, &whole).await, Err(Refusal::not_found(Thing::Contact)));
    // A place of one's own making leads nowhere either.
    let mut there = query(Scope::Contact(contact_of(&guest)), "secret", false);
    let created = trial.conversation(guest.conversation).await.created;
    there.after = Some(Place { conversation: guest.conversation, created, before: 99 });
    assert_eq!(ask(&trial, &bo, &there).await, Err(Refusal::not_found(Thing::Contact)));
}
}

on_both! {
async fn pa_05_a_contacts_history_holds_what_the_person_may_see_and_nothing_else(trial) {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let manager = trial.person("mia", &[Role::Manager]).await;
    let guest = trial.guest("Guest", None).await;
    trial.guest_says(&guest, "teapot one").await;
    trial.take(&ada, guest.conversation).await.unwrap();
    conversations::close(&trial.house, &ada, guest.conversation, "", &[]).await.unwrap();
    trial.later(1_000);
    let second = comes_back(&trial, &guest, "Guest").await;
    trial.says(&guest.actor, second, "teapot two").await;
    trial.take(&bo, second).await.unwrap();
    let whole = query(Scope::Contact(contact_of(&guest)), "teapot", false);
    // Each who served one of them sees the contact, and of the history what they served.
    assert_eq!(texts(&trial, &ada, whole.clone()).await, ["teapot one"]);
    assert_eq!(texts(&trial, &bo, whole.clone()).await, ["teapot two"]);
    assert_eq!(texts(&trial, &manager, whole.clone()).await, ["teapot two", "teapot one"]);
    // To go on in a colleague's conversation is to begin behind it.
    let created = trial.conversation(second).await.created;
    let there = Some(Place { conversation: second, created, before: 99 });
    let forged = MessageQuery { after: there, ..whole };
    assert_eq!(texts(&trial, &ada, forged).await, ["teapot one"]);
}
}

on_both! {
async fn pa_03_a_long_history_is_looked_through_by_answers_that_join_on(trial) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Guest", None).await;
    trial.route().await;
    let mut ids = vec![guest.conversation];
    let mut wanted = Vec::new();
    for round in 0..3 {
        let id = *ids.last().unwrap();
        for number in 0..HITS_PER_ANSWER {
            trial.later(1);
            let text = format!("needle {round}-{number}");
            trial.says(&guest.actor, id, &text).await;
            wanted.push(text);
            trial.says(&guest.actor, id, "hay").await;
        }
        conversations::close(&trial.house, &ada, id, "", &[]).await.unwrap();
        trial.later(1_000);
        ids.push(comes_back(&trial, &guest, "Guest").await);
        trial.route().await;
    }
    wanted.reverse();
    let whole = query(Scope::Contact(contact_of(&guest)), "needle", false);
    let hits = all(&trial, &ada, whole.clone()).await;
    let found: Vec<_> = hits.iter().map(|hit| hit.text.clone()).collect();
    assert_eq!(found, wanted);
    let conversations: BTreeSet<_> = hits.iter().map(|hit| hit.conversation).collect();
    assert_eq!(conversations, ids[..3].iter().copied().collect());
    let first = ask(&trial, &ada, &whole).await.unwrap();
    assert_eq!(first.hits.len(), HITS_PER_ANSWER);
    assert_eq!(first.back_to, first.hits.last().map(|hit| hit.at));
}
}
