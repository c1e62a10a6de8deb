//! Two contacts become one and two again: what follows, who sees it, and that nothing is lost on the way.

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};
use actions::{contacts, conversations, merges, messages, visitors};
use model::{
    contact::{Contact, ContactDraft},
    conversation::Stage,
    event::EventBody,
    id::ContactId,
    merge::{Keep, Merge, MergeChoices, MergeDraft, UNDO_MS, suggested},
    permission::{Actor, Staff},
    refusal::{Field, Problem, Refusal, Thing},
};
use std::net::IpAddr;

fn contact_of(guest: &Guest) -> ContactId {
    let Actor::Visitor { contact } = guest.actor else { panic!("a guest is a visitor") };
    contact
}

async fn seen(trial: &Trial, by: &Staff, id: ContactId) -> Result<Contact, Refusal> {
    refused(contacts::find(&trial.house, by, id).await)
}

async fn draft(trial: &Trial, survivor: ContactId, other: ContactId) -> MergeDraft {
    let one = seen(trial, &trial.admin, survivor).await.unwrap();
    let two = seen(trial, &trial.admin, other).await.unwrap();
    MergeDraft {
        survivor,
        survivor_version: one.version,
        other,
        other_version: two.version,
        choices: suggested(&one, &two),
    }
}

async fn merged(trial: &Trial, by: &Staff, into: ContactId, other: ContactId) -> Contact {
    let draft = draft(trial, into, other).await;
    merges::merge(&trial.house, by, draft).await.unwrap()
}

async fn last_merge(trial: &Trial, of: ContactId) -> Merge {
    merges::of(&trial.house, &trial.admin, of).await.unwrap().remove(0)
}

/// What there is of a contact, versions aside.
async fn picture(trial: &Trial, id: ContactId) -> String {
    let mut conn = trial.house.store.read().await.unwrap();
    let contact = store::contacts::find(&mut conn, id).await.unwrap().unwrap();
    let contact = Contact { version: 0, ..contact };
    let reach = store::contacts::reach(&mut conn, id).await.unwrap();
    let last = store::merges::last(&mut conn, id).await.unwrap();
    let ids = store::merges::conversations_of(&mut conn, id, 100).await.unwrap();
    let mut talks = Vec::new();
    for id in ids {
        let it = store::conversations::load(&mut conn, id).await.unwrap().unwrap();
        talks.push((it.id, it.contact, it.stage.name(), it.tags));
    }
    format!("{contact:?}\n{reach:?}\n{last:?}\n{talks:?}")
}

async fn history(trial: &Trial, by: &Staff, contact: ContactId) -> usize {
    let query = model::archive::ArchiveQuery { contact: Some(contact), ..Default::default() };
    conversations::archive(&trial.house, by, &query).await.unwrap().rows.len()
}

on_both! {
async fn cc_14_history_calls_links_and_browsers_follow_a_merge_and_come_back_with_its_undo(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let first = trial.guest("Zoe", None).await;
    trial.route().await;
    let second = trial.guest("Zoey", None).await;
    trial.route().await;
    let is_ada = trial.at(first.conversation).await.as_deref() == Some("Ada");
    let (one, two) = if is_ada { (&ada, &bo) } else { (&bo, &ada) };
    trial.guest_says(&first, "hello").await;
    trial.later(1_000);
    conversations::close(&trial.house, two, second.conversation, "", &["tea".to_owned()]).await.unwrap();
    let (survivor, other) = (contact_of(&first), contact_of(&second));
    let before = (picture(&trial, survivor).await, picture(&trial, other).await);
    assert_eq!(history(&trial, &trial.admin, survivor).await, 0);
    assert_eq!(seen(&trial, one, other).await.map(drop), Err(Refusal::not_found(Thing::Contact)));
    // Who does not see both merges neither.
    let blind = draft(&trial, survivor, other).await;
    let refusal = refused(merges::merge(&trial.house, one, blind).await).map(drop);
    assert_eq!(refusal, Err(Refusal::not_found(Thing::Contact)));

    let contact = merged(&trial, &trial.admin, survivor, other).await;
    assert_eq!(contact.emails, ["zoe@example.com", "zoey@example.com"]);
    assert_eq!(contact.last_conversation, Some(second.conversation));
    assert_eq!(history(&trial, &trial.admin, survivor).await, 1);
    let moved = trial.conversation(second.conversation).await;
    assert_eq!((moved.contact.id, moved.contact.name.as_str()), (survivor, "Zoe"));
    trial.check_log(second.conversation).await;
    // A link to the one that is gone leads to the one that stayed, and both agents see it now.
    assert_eq!(seen(&trial, one, other).await.unwrap().id, survivor);
    assert_eq!(seen(&trial, two, survivor).await.unwrap().id, survivor);
    assert_eq!(trial.contacts(&trial.admin, "zoey").await, ["Zoe"]);
    assert_eq!(trial.contacts(&trial.admin, "").await.len(), 1);
    let back = visitors::come_back(&trial.house, &second.token).await.unwrap();
    assert_eq!((back.contact, back.conversation), (survivor, Some(first.conversation)));

    let merge = last_merge(&trial, survivor).await;
    assert_eq!((merge.other, merge.other_name.as_str()), (other, "Zoey"));
    merges::undo(&trial.house, &trial.admin, merge.id).await.unwrap();
    assert_eq!((picture(&trial, survivor).await, picture(&trial, other).await), before);
    assert_eq!(visitors::come_back(&trial.house, &second.token).await.unwrap().contact, other);
    assert_eq!(trial.contacts(&trial.admin, "zoe").await.len(), 2);
    assert_eq!(seen(&trial, one, other).await.map(drop), Err(Refusal::not_found(Thing::Contact)));
    trial.check_log(second.conversation).await;
    let twice = refused(merges::undo(&trial.house, &trial.admin, merge.id).await).map(drop);
    assert_eq!(twice, Err(Refusal::not_found(Thing::Merge)));
    let mut conn = trial.house.store.read().await.unwrap();
    let lines = store::audit::since(&mut conn, crate::trial::START, 1_000).await.unwrap();
    for what in ["contact.merged", "contact.unmerged"] {
        let about: Vec<_> =
            lines.iter().filter(|line| line.what == what).map(|line| line.about.clone()).collect();
        assert_eq!(about.len(), 2, "{what}: both contacts are named");
        assert!(about.contains(&survivor.to_string()) && about.contains(&other.to_string()));
    }
}
}

on_both! {
async fn cc_14_conversations_that_began_after_the_merge_stay_with_the_contact_that_stayed(trial) {
    let ada = trial.agent("ada").await;
    let (first, second) = (trial.guest("Zoe", None).await, trial.guest("Zoey", None).await);
    trial.route().await;
    for guest in [&first, &second] {
        conversations::close(&trial.house, &ada, guest.conversation, "", &[]).await.unwrap();
    }
    let (survivor, other) = (contact_of(&first), contact_of(&second));
    merged(&trial, &ada, survivor, other).await;
    trial.later(5_000);
    let form = Trial::form("Zoey", None);
    let address = IpAddr::from([10, 0, 0, 1]);
    let pass = visitors::start(&trial.house, Some(&second.token), form, address).await.unwrap();
    assert_eq!(pass.contact, survivor);
    trial.route().await;
    let merge = last_merge(&trial, survivor).await;
    merges::undo(&trial.house, &ada, merge.id).await.unwrap();
    let later = trial.conversation(pass.conversation.unwrap()).await;
    assert_eq!(later.contact.id, survivor);
    assert_eq!(trial.conversation(second.conversation).await.contact.id, other);
    // Whoever talks now goes on talking.
    let back = visitors::come_back(&trial.house, &pass.token).await.unwrap();
    assert_eq!(back.conversation, pass.conversation);
    trial.check_log(second.conversation).await;
    trial.check_log(later.id).await;
}
}

on_both! {
async fn cc_14_a_merge_is_refused_where_somebody_was_faster_or_it_is_too_late(trial) {
    let admin = trial.admin.clone();
    let make = async |name: &str| {
        let draft = ContactDraft { name: name.to_owned(), ..ContactDraft::default() };
        contacts::create(&trial.house, &admin, &draft).await.unwrap()
    };
    let (one, two, three) = (make("One").await, make("Two").await, make("Three").await);
    let draft = draft(&trial, one.id, two.id).await;
    let own = MergeDraft { other: one.id, ..draft.clone() };
    let own = refused(merges::merge(&trial.house, &admin, own).await).map(drop);
    assert_eq!(own, Err(Refusal::invalid(Field::Contact, Problem::Circular)));
    let edit = ContactDraft { name: "Two!".to_owned(), ..ContactDraft::default() };
    contacts::edit(&trial.house, &admin, two.id, 1, &edit).await.unwrap();
    let stale = refused(merges::merge(&trial.house, &admin, draft).await).map(drop);
    assert_eq!(stale, Err(Refusal::EditConflict { version: 2 }));

    let choices = MergeChoices { name: Keep::Other, ..MergeChoices::default() };
    let draft = MergeDraft {
        survivor: one.id, survivor_version: 1, other: two.id, other_version: 2, choices,
    };
    let both = merges::merge(&trial.house, &admin, draft.clone()).await.unwrap();
    assert_eq!((both.name.as_str(), both.version), ("Two!", 2));
    let again = refused(merges::merge(&trial.house, &admin, draft).await).map(drop);
    assert_eq!(again, Err(Refusal::not_found(Thing::Contact)));
    // What stayed becomes part of a third; only then can the first be taken back after the second.
    let first = last_merge(&trial, one.id).await;
    merged(&trial, &admin, three.id, one.id).await;
    assert_eq!(seen(&trial, &admin, two.id).await.unwrap().id, three.id);
    let blocked = refused(merges::undo(&trial.house, &admin, first.id).await).map(drop);
    assert_eq!(blocked, Err(Refusal::not_found(Thing::Contact)));
    let second = last_merge(&trial, three.id).await;
    merges::undo(&trial.house, &admin, second.id).await.unwrap();
    trial.later(UNDO_MS);
    let late = refused(merges::undo(&trial.house, &admin, first.id).await).map(drop);
    assert_eq!(late, Err(Refusal::TooLateToUndo));
    assert!(merges::of(&trial.house, &admin, one.id).await.unwrap().is_empty());
    assert_eq!(merges::expire(&trial.house).await.unwrap(), 1);
    let late = refused(merges::undo(&trial.house, &admin, first.id).await).map(drop);
    assert_eq!(late, Err(Refusal::TooLateToUndo));
    assert_eq!(seen(&trial, &admin, two.id).await.unwrap().id, one.id);
}
}

on_both! {
async fn cc_14_whoever_looks_at_a_conversation_is_told_whose_it_is_now(trial) {
    let ada = trial.agent("ada").await;
    let (first, second) = (trial.guest("Zoe", None).await, trial.guest("Zoey", None).await);
    trial.route().await;
    let mut inbox = trial.house.bus.inbox();
    inbox.subscribe(bus::Topic::Conversation(second.conversation));
    merged(&trial, &ada, contact_of(&first), contact_of(&second)).await;
    let bus::Received::Told(bus::Told::Changed(change)) = inbox.next().await else {
        panic!("a change is told")
    };
    assert_eq!(change.conversation.contact.id, contact_of(&first));
    assert!(matches!(change.events[0].body, EventBody::Belongs { .. }));
    // The guest whose chat it is writes on, in the same one.
    let actor = Actor::Visitor { contact: contact_of(&first) };
    trial.says(&actor, second.conversation, "still here").await;
    trial.check_log(second.conversation).await;
}
}

on_both! {
async fn cc_06_a_likely_duplicate_is_offered_to_whom_it_may_be_shown(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let draft = ContactDraft {
        name: "Zoë Łukasz".to_owned(),
        emails: vec!["zoe@example.com".to_owned()],
        phones: vec!["+49 30 901820".to_owned()],
        ..ContactDraft::default()
    };
    let held = contacts::create(&trial.house, &ada, &draft).await.unwrap();
    let offered = async |by: &Staff, name: &str, email: &str, phone: &str| {
        let some = |text: &str| Some(text.to_owned()).filter(|it| !it.is_empty()).into_iter().collect();
        let draft = ContactDraft {
            name: name.to_owned(), emails: some(email), phones: some(phone), ..ContactDraft::default()
        };
        let found = contacts::duplicates(&trial.house, by, &draft).await.unwrap();
        found.into_iter().map(|it| (it.contact.id, it.because)).collect::<Vec<_>>()
    };
    use model::contact::Likeness;
    assert_eq!(offered(&ada, "X", "ZOE@example.com", "").await, [(held.id, Likeness::Email)]);
    assert_eq!(offered(&ada, "X", "", "0049 30 901820").await, [(held.id, Likeness::Phone)]);
    assert_eq!(offered(&ada, "lukasz zoe", "", "").await, [(held.id, Likeness::Name)]);
    assert_eq!(offered(&ada, "Lukasz Zoe", "other@example.com", "").await, []);
    assert_eq!(offered(&ada, "Zoe", "", "").await, []);
    assert_eq!(offered(&bo, "X", "zoe@example.com", "").await, [], "what one may not see is not told");
}
}

/// What a guest hears who writes on, and who begins anew.
async fn tries(trial: &Trial, guest: &Guest) -> (Result<(), Refusal>, Result<ContactId, Refusal>) {
    let say = trial.say(guest.conversation, "Hello?");
    let said = refused(messages::say(&trial.house, &guest.actor, &say).await).map(drop);
    let (address, form) = (IpAddr::from([10, 0, 0, 2]), Trial::form("Again", None));
    let begun = visitors::start(&trial.house, Some(&guest.token), form, address).await;
    (said, refused(begun).map(|pass| pass.contact))
}

on_both! {
async fn cc_14_a_block_of_the_one_that_goes_blocks_the_one_that_stays_until_the_undo(trial) {
    let ada = trial.agent("ada").await;
    let (first, second) = (trial.guest("Zoe", None).await, trial.guest("Zoey", None).await);
    trial.take(&ada, first.conversation).await.unwrap();
    let (survivor, other) = (contact_of(&first), contact_of(&second));
    contacts::block(&trial.house, &trial.admin, other, "Threats").await.unwrap();
    let blocked = Err(Refusal::Blocked);
    trial.guest_says(&first, "hello").await;

    let contact = merged(&trial, &trial.admin, survivor, other).await;
    let block = contact.blocked.unwrap();
    assert_eq!((block.by, block.reason.as_str()), (trial.admin.person.clone(), "Threats"));
    assert!(seen(&trial, &trial.admin, survivor).await.unwrap().blocked.is_some());
    // At once, for the browsers of both, and what went on has ended with the reason.
    assert_eq!(tries(&trial, &first).await, (blocked.clone(), Err(Refusal::Blocked)));
    assert_eq!(tries(&trial, &second).await.1, Err(Refusal::Blocked));
    assert!(matches!(trial.stage(first.conversation).await, Stage::Closed { .. }));
    let log = trial.log(first.conversation).await;
    let is_reason =
        |body: &EventBody| matches!(body, EventBody::Noted { text, .. } if text == "Threats");
    assert!(log.iter().any(|event| is_reason(&event.body)));
    trial.check_log(first.conversation).await;
    assert_eq!(history(&trial, &trial.admin, survivor).await, 2);

    let merge = last_merge(&trial, survivor).await;
    let back = merges::undo(&trial.house, &trial.admin, merge.id).await.unwrap();
    assert_eq!(back.blocked, None);
    assert_eq!(tries(&trial, &first).await.1, Ok(survivor));
    assert_eq!(tries(&trial, &second).await, (blocked, Err(Refusal::Blocked)));
    let held = seen(&trial, &trial.admin, other).await.unwrap().blocked;
    assert_eq!(held.map(|block| block.reason), Some("Threats".to_owned()));
}
}

on_both! {
async fn cc_14_a_block_of_the_one_that_stays_holds_for_the_browsers_that_come_over(trial) {
    let ada = trial.agent("ada").await;
    let (first, second) = (trial.guest("Zoe", None).await, trial.guest("Zoey", None).await);
    trial.take(&ada, second.conversation).await.unwrap();
    let (survivor, other) = (contact_of(&first), contact_of(&second));
    contacts::block(&trial.house, &trial.admin, survivor, "").await.unwrap();
    let held = seen(&trial, &trial.admin, survivor).await.unwrap().blocked;
    trial.guest_says(&second, "hello").await;

    assert_eq!(merged(&trial, &trial.admin, survivor, other).await.blocked, held);
    assert_eq!(tries(&trial, &second).await.1, Err(Refusal::Blocked));
    let moved = trial.conversation(second.conversation).await;
    assert_eq!(moved.contact.id, survivor);
    assert!(moved.stage.is_closed());
    trial.check_log(second.conversation).await;

    let merge = last_merge(&trial, survivor).await;
    merges::undo(&trial.house, &trial.admin, merge.id).await.unwrap();
    assert_eq!(seen(&trial, &trial.admin, survivor).await.unwrap().blocked, held);
    assert_eq!(tries(&trial, &first).await.1, Err(Refusal::Blocked));
    assert_eq!(tries(&trial, &second).await.1, Ok(other));
    trial.check_log(second.conversation).await;
}
}

on_both! {
async fn cc_14_who_was_unblocked_since_the_merge_stays_so_after_its_undo(trial) {
    let admin = trial.admin.clone();
    let (first, second) = (trial.guest("Zoe", None).await, trial.guest("Zoey", None).await);
    let (survivor, other) = (contact_of(&first), contact_of(&second));
    contacts::block(&trial.house, &admin, survivor, "One").await.unwrap();
    contacts::block(&trial.house, &admin, other, "Two").await.unwrap();
    let both = merged(&trial, &admin, survivor, other).await;
    assert_eq!(both.blocked.map(|block| block.reason), Some("One".to_owned()));
    contacts::unblock(&trial.house, &admin, survivor).await.unwrap();
    assert_eq!(tries(&trial, &second).await.1, Ok(survivor));

    let merge = last_merge(&trial, survivor).await;
    merges::undo(&trial.house, &admin, merge.id).await.unwrap();
    assert_eq!(seen(&trial, &admin, survivor).await.unwrap().blocked, None);
    // The other one comes back as it was.
    let held = seen(&trial, &admin, other).await.unwrap().blocked;
    assert_eq!(held.map(|block| block.reason), Some("Two".to_owned()));
}
}
