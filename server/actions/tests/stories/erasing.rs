//! Erasing a contact: whatever named them is gone, from every table, index and file; what was counted stays.

use actions::{
    calls, contacts,
    conversations::{self, Edit, Ending},
    direct, erasures, mail, messages,
    pdfs::{self, Made},
    transcripts, uploads, visitors,
};
use bus::Topic;
use model::{
    call::{CallAct, CallKind, WrapUp},
    contact::{Contact, ContactDraft},
    direct::BOT,
    event::EventBody,
    id::ContactId,
    locale::Locale,
    mail::MailSettings,
    permission::{Actor, Permission, Staff},
    person::Role,
    refusal::{Field, Problem, Refusal},
    transcript::TranscriptWish,
    visitor::PreChatForm,
};
use std::net::IpAddr;
use store::testing;

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};

/// Stands in everything that is written by or about the one who is erased; found in whatever spelling.
const MARK: &str = "zqxjk";

fn contact_of(guest: &Guest) -> ContactId {
    match &guest.actor {
        Actor::Visitor { contact } => *contact,
        Actor::Staff(_) => panic!("a guest is no staff"),
    }
}

async fn held(trial: &Trial, contact: ContactId) -> Contact {
    contacts::find(&trial.house, &trial.admin, contact).await.unwrap()
}

async fn erase(trial: &Trial, contact: ContactId) {
    let name = held(trial, contact).await.name;
    erasures::erase(&trial.house, &trial.admin, contact, &name).await.unwrap();
    assert!(erasures::work(&trial.house).await.unwrap());
}

/// Where the mark is still found.
async fn found(trial: &Trial) -> Vec<String> {
    let hex: String = MARK.bytes().map(|byte| format!("{byte:02x}")).collect();
    let is_marked = |text: &String| {
        let text = text.to_lowercase();
        text.contains(MARK) || text.contains(&hex)
    };
    let mut all: Vec<String> =
        testing::everything(&trial.scratch).await.into_iter().filter(is_marked).collect();
    all.extend(testing::indexed(&trial.scratch).await.into_iter().filter(|term| {
        // Parts of three letters are what contacts are found by.
        term.contains(MARK) || (term.chars().count() == 3 && MARK.contains(term.as_str()))
    }));
    let bytes = testing::files(&trial.scratch).to_ascii_lowercase();
    let in_files = bytes.windows(MARK.len()).filter(|window| *window == MARK.as_bytes()).count();
    all.extend((0..in_files).map(|_| "in a file".to_owned()));
    all
}

/// A guest whose every field and word is marked, served by `agent`; a conversation with everything that copies.
async fn marked(trial: &Trial, agent: &Staff) -> Guest {
    let form = PreChatForm {
        page_url: format!("https://shop.example/{MARK}"),
        email: format!("{MARK}@example.com"),
        ..Trial::form(&format!("Anna-{MARK}"), None)
    };
    let address = IpAddr::from([10, 0, 0, 3]);
    let pass = visitors::start(&trial.house, None, form, address).await.unwrap();
    let (id, actor) = (pass.conversation.unwrap(), Actor::Visitor { contact: pass.contact });
    let guest = Guest { token: pass.token, actor, conversation: id };
    trial.take(agent, id).await.unwrap();
    trial.guest_says(&guest, &format!("I am {MARK}, my number is {MARK}")).await;
    trial.staff_says(agent, id, &format!("Good morning, {MARK}")).await;

    let house = &trial.house;
    let mut incoming =
        uploads::begin(house, &guest.actor, id, &format!("{MARK}.txt")).await.unwrap();
    uploads::take(house, &mut incoming, format!("about {MARK}").as_bytes()).await.unwrap();
    let file = uploads::finish(house, incoming).await.unwrap();
    let mut say = trial.say(id, &format!("Here is {MARK}"));
    say.files = vec![file.id];
    messages::say(house, &guest.actor, &say).await.unwrap();

    let mut note = trial.say(id, &format!("@bo look at {MARK}"));
    note.is_note = true;
    messages::say(house, &Actor::Staff(agent.clone()), &note).await.unwrap();
    let edit = Edit { topic: Some(format!("The case of {MARK}")), ..Edit::default() };
    conversations::edit(house, agent, id, edit).await.unwrap();
    calls(trial, agent, &guest).await;
    let wish = TranscriptWish {
        to: format!("{MARK}@example.com"),
        subject: format!("For {MARK}"),
        reader: Locale::default(),
    };
    transcripts::send(house, agent, id, wish).await.unwrap();
    guest
}

/// The agent calls, and notes what it was about.
async fn calls(trial: &Trial, agent: &Staff, guest: &Guest) {
    let (house, id, actor) = (&trial.house, guest.conversation, Actor::Staff(agent.clone()));
    let mut open = house.bus.inbox();
    open.subscribe(Topic::Conversation(id));
    calls::act(house, &actor, id, CallAct::Start(CallKind::Audio)).await.unwrap();
    let call = trial.conversation(id).await.call.unwrap().id;
    calls::act(house, &actor, id, CallAct::HangUp(call)).await.unwrap();
    let wrap_up =
        WrapUp { notes: format!("Called {MARK}"), disposition: String::new(), version: 1 };
    calls::wrap_up(house, agent, call, wrap_up).await.unwrap();
}

/// Ends it, with what is made of it afterwards.
async fn ends(trial: &Trial, agent: &Staff, guest: &Guest) {
    let ending = Ending { comment: format!("{MARK} is happy"), ..Ending::default() };
    conversations::end(&trial.house, agent, guest.conversation, ending).await.unwrap();
    let asked = pdfs::request(&trial.house, agent, guest.conversation, Locale::default()).await;
    asked.unwrap();
    while let Some(order) = pdfs::claim(&trial.house).await.unwrap() {
        let made = Made {
            name: format!("Transcript {MARK}.pdf"),
            text: format!("Here is {MARK}."),
            bytes: format!("%PDF-1.7 {MARK}").into_bytes(),
        };
        pdfs::deliver(&trial.house, &order, made).await.unwrap();
    }
    let contact = held(trial, contact_of(guest)).await;
    let draft = ContactDraft {
        name: contact.name.clone(),
        emails: vec![format!("{MARK}@example.com"), format!("second.{MARK}@example.com")],
        phones: vec!["+43660123456789".to_owned()],
        notes: format!("Likes {MARK}"),
        manager: Some(agent.person.id),
        ..ContactDraft::default()
    };
    let (id, version) = (contact.id, contact.version);
    contacts::edit(&trial.house, &trial.admin, id, version, &draft).await.unwrap();
}

async fn furnish(trial: &Trial) -> Staff {
    let settings = MailSettings {
        host: "mail.tea.example".to_owned(),
        from_address: "help@tea.example".to_owned(),
        ..MailSettings::default()
    };
    mail::save(&trial.house, &trial.admin, settings, None).await.unwrap();
    trial.person("bo", &[Role::Agent, Role::Manager]).await;
    trial.agent("ada").await
}

on_both! {
async fn cc_14_whoever_is_erased_is_found_in_no_table_index_or_file(trial) {
    let ada = furnish(&trial).await;
    let first = marked(&trial, &ada).await;
    ends(&trial, &ada, &first).await;
    // They came again, and are talking.
    let form = Trial::form(&format!("Anna-{MARK}"), None);
    let address = IpAddr::from([10, 0, 0, 3]);
    let again = visitors::start(&trial.house, Some(&first.token), form, address).await.unwrap();
    let open = again.conversation.unwrap();
    trial.take(&ada, open).await.unwrap();
    trial.says(&first.actor, open, &format!("{MARK} again")).await;
    // Somebody else stays as they are.
    let other = trial.guest("Other", None).await;
    trial.guest_says(&other, "I stay").await;
    assert!(!found(&trial).await.is_empty());

    let contact = contact_of(&first);
    let preview = erasures::preview(&trial.house, &trial.admin, contact).await.unwrap();
    assert_eq!((preview.conversations, preview.messages, preview.files), (2, 4, 1));
    assert!(preview.is_talking && preview.mails == 1);
    let (before, served) = (trial.log(first.conversation).await, trial.conversation(open).await);
    erase(&trial, contact).await;
    assert_eq!(found(&trial).await, Vec::<String>::new());

    // That it was, stays; and nobody is told more.
    let shell = held(&trial, contact).await;
    assert!(shell.erased.is_some() && shell.name.is_empty() && shell.emails.is_empty());
    for id in [first.conversation, open] {
        trial.check_log(id).await;
        let it = trial.conversation(id).await;
        assert!(it.stage.is_closed() && it.contact.name.is_empty());
        assert_eq!(it.served, served.served);
    }
    let after = trial.log(first.conversation).await;
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(after.last().map(|event| &event.body), Some(&EventBody::Erased));
    let back = refused(visitors::come_back(&trial.house, &first.token).await);
    assert_eq!(back.map(drop), Err(Refusal::NotSignedIn));
    assert_eq!(trial.contacts(&trial.admin, MARK).await, Vec::<String>::new());
    assert!(trial.log(other.conversation).await.iter().any(|event| {
        matches!(&event.body, EventBody::Said { text, .. } if text == "I stay")
    }));
}
}

on_both! {
async fn cc_14_what_the_bot_brought_and_calls_noted_goes_too(trial) {
    let ada = furnish(&trial).await;
    let guest = marked(&trial, &ada).await;
    let bo = trial.staff(store_person(&trial, "bo").await).await;
    let told = direct::thread_since(&trial.house, &bo, BOT, 0).await.unwrap();
    assert!(told.events.iter().any(|event| matches!(event.body, EventBody::Told { .. })));
    ends(&trial, &ada, &guest).await;
    erase(&trial, contact_of(&guest)).await;
    for staff in [&ada, &bo] {
        let told = direct::thread_since(&trial.house, staff, BOT, 0).await.unwrap();
        assert!(!told.events.is_empty());
        assert!(told.events.iter().all(|event| event.body == EventBody::Erased));
    }
}
}

async fn store_person(trial: &Trial, username: &str) -> model::id::PersonId {
    let mut conn = trial.house.store.read().await.unwrap();
    store::people::by_login(&mut conn, username).await.unwrap().unwrap().0.id
}

on_both! {
async fn cc_14_an_erasure_is_meant_and_for_administrators_alone(trial) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Emmy", None).await;
    trial.take(&ada, guest.conversation).await.unwrap();
    let contact = contact_of(&guest);
    let denied = Refusal::NotPermitted { permission: Permission::DeleteContact };
    let tried = erasures::erase(&trial.house, &ada, contact, "Emmy").await;
    assert_eq!(refused(tried).map(drop), Err(denied.clone()));
    let peeked = erasures::preview(&trial.house, &ada, contact).await;
    assert_eq!(refused(peeked).map(drop), Err(denied));
    let slip = erasures::erase(&trial.house, &trial.admin, contact, "Emmi").await;
    let other = Refusal::invalid(Field::Name, Problem::NotTheSame);
    assert_eq!(refused(slip).map(drop), Err(other));
    erase(&trial, contact).await;
    let again = erasures::erase(&trial.house, &trial.admin, contact, "").await;
    assert_eq!(refused(again).map(drop), Err(Refusal::ContactErased));
    let blocked = contacts::block(&trial.house, &trial.admin, contact, "").await;
    assert_eq!(refused(blocked).map(drop), Err(Refusal::ContactErased));
}
}

on_both! {
async fn cc_14_an_erasure_goes_on_after_the_server_ended_in_the_midst(trial) {
    let ada = furnish(&trial).await;
    let guest = marked(&trial, &ada).await;
    ends(&trial, &ada, &guest).await;
    let (contact, name) = (contact_of(&guest), format!("Anna-{MARK}"));
    erasures::erase(&trial.house, &trial.admin, contact, &name).await.unwrap();
    // The server ended here; the next one finds what is left to do.
    let clock = actions::clock::Clock::fixed(crate::trial::START);
    let limits = actions::Limits::default();
    let house = actions::House::new(trial.scratch.store.clone(), clock, limits, false);
    assert!(erasures::work(&house).await.unwrap());
    assert_eq!(found(&trial).await, Vec::<String>::new());
}
}

/// Does one of the things that happen in a contact center; what cannot be now is refused, which is fine.
async fn happens(trial: &Trial, ada: &Staff, guest: &mut Guest, step: u8) {
    let (house, id) = (&trial.house, guest.conversation);
    let staff = Actor::Staff(ada.clone());
    match step {
        0 => {
            let say = trial.say(id, &format!("{MARK} speaks"));
            drop(messages::say(house, &guest.actor, &say).await);
        }
        1 => {
            let say = trial.say(id, &format!("To {MARK}"));
            drop(messages::say(house, &staff, &say).await);
        }
        2 => {
            let mut note = trial.say(id, &format!("@bo {MARK}"));
            note.is_note = true;
            drop(messages::say(house, &staff, &note).await);
        }
        3 => {
            let edit = Edit { topic: Some(format!("Of {MARK}")), ..Edit::default() };
            drop(conversations::edit(house, ada, id, edit).await);
        }
        4 => {
            let ending = Ending { comment: format!("Bye {MARK}"), ..Ending::default() };
            drop(conversations::end(house, ada, id, ending).await);
            let form = Trial::form(&format!("Anna-{MARK}"), None);
            let address = IpAddr::from([10, 0, 0, 4]);
            let next = visitors::start(house, Some(&guest.token), form, address).await;
            if let Ok(pass) = next {
                guest.token = pass.token;
                guest.conversation = pass.conversation.unwrap_or(id);
                trial.take(ada, guest.conversation).await.ok();
            }
        }
        5 => {
            let contact = contact_of(guest);
            drop(contacts::block(house, ada, contact, &format!("{MARK} is rude")).await);
            drop(contacts::unblock(house, ada, contact).await);
        }
        6 => {
            drop(conversations::hold(house, ada, id).await);
        }
        _ => {
            let wish = TranscriptWish {
                to: format!("{MARK}@example.com"),
                subject: format!("For {MARK}"),
                reader: Locale::default(),
            };
            drop(transcripts::send(house, ada, id, wish).await);
        }
    }
}

async fn is_erased_after(steps: Vec<u8>) {
    let trial = Trial::on(testing::sqlite().await).await;
    let ada = furnish(&trial).await;
    let guest = trial.guest(&format!("Anna-{MARK}"), None).await;
    let (contact, mut guest) = (contact_of(&guest), guest);
    trial.take(&ada, guest.conversation).await.unwrap();
    for step in steps {
        happens(&trial, &ada, &mut guest, step).await;
    }
    let mut conn = trial.house.store.read().await.unwrap();
    let all = store::conversations::all_of(&mut conn, contact).await.unwrap();
    let said = store::erasures::preview(&mut conn, contact).await.unwrap().messages;
    drop(conn);
    let mut before = Vec::new();
    for id in &all {
        before.push((trial.conversation(*id).await, trial.log(*id).await.len()));
    }
    erase(&trial, contact).await;
    assert_eq!(found(&trial).await, Vec::<String>::new());
    let mut counted = 0;
    for (id, (held, events)) in all.into_iter().zip(before) {
        trial.check_log(id).await;
        let shell = trial.conversation(id).await;
        let ended = usize::from(!held.stage.is_closed());
        assert_eq!(trial.log(id).await.len(), events + 1 + ended);
        assert_eq!(
            (shell.guest_messages, shell.staff_messages),
            (held.guest_messages, held.staff_messages)
        );
        assert_eq!((shell.created, &shell.served), (held.created, &held.served));
        counted += u64::from(shell.guest_messages + shell.staff_messages);
    }
    assert_eq!(counted, said);
}

#[test]
fn cc_14_whatever_happened_before_nothing_is_left_but_the_counts() {
    let config = proptest::test_runner::Config {
        cases: 12,
        failure_persistence: None,
        ..Default::default()
    };
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let steps = proptest::collection::vec(0..8_u8, 0..24);
    let ended = runner.run(&steps, |steps| {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(is_erased_after(steps));
        Ok(())
    });
    ended.unwrap();
}

on_both! {
async fn cc_14_whoever_became_part_of_an_erased_contact_goes_with_it(trial) {
    let ada = furnish(&trial).await;
    let guest = marked(&trial, &ada).await;
    ends(&trial, &ada, &guest).await;
    let other = held(&trial, contact_of(&guest)).await;
    let draft = ContactDraft { name: "Plain".to_owned(), ..ContactDraft::default() };
    let survivor = contacts::create(&trial.house, &trial.admin, &draft).await.unwrap();
    let draft = model::merge::MergeDraft {
        survivor: survivor.id,
        survivor_version: survivor.version,
        other: other.id,
        other_version: other.version,
        choices: model::merge::MergeChoices::default(),
    };
    actions::merges::merge(&trial.house, &trial.admin, draft).await.unwrap();
    assert!(!found(&trial).await.is_empty());
    erase(&trial, survivor.id).await;
    assert_eq!(found(&trial).await, Vec::<String>::new());
    trial.check_log(guest.conversation).await;
}
}
