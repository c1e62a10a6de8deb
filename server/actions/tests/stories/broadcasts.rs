//! Broadcasts: who gets one, when, once, and what becomes of it; told without a mail server.

mod reach;

use std::collections::BTreeMap;

use actions::{
    House,
    broadcasts::{self, Fed, Ready},
    contacts, mail, merges,
    outbox::{self, Outcome},
};
use model::{
    Uuid,
    broadcast::{
        Broadcast, BroadcastAct as Act, BroadcastDraft, BroadcastState as State, Delivery, Medium,
        Pause, Recipient, RecipientQuery, Skip, Wording,
    },
    contact::{Contact, ContactDraft, ContactQuery},
    id::BroadcastId,
    mail::{MailError, MailSettings},
    merge::{self, MergeDraft},
    moment::Moment,
    page::PageAt,
    permission::Staff,
    person::Role,
    refusal::{Field, Refusal, Thing},
    selection::{ContactSelection, Selection},
};

use crate::{
    on_both,
    trial::{START, Trial, refused},
};

const MINUTE_MS: i64 = 60_000;

/// A manager, and as many contacts of theirs with an address; a mail server that a test plays itself.
async fn team(trial: &Trial, count: usize) -> (Staff, Vec<Contact>) {
    let settings = MailSettings {
        host: "mail.example".to_owned(),
        from_address: "help@tea.example".to_owned(),
        ..MailSettings::default()
    };
    mail::save(&trial.house, &trial.admin, settings, None).await.unwrap();
    let mia = trial.person("mia", &[Role::Manager]).await;
    let mut made = Vec::new();
    for number in 0..count {
        let email = format!("guest{number:02}@tea.example");
        made.push(contact(trial, &mia, &format!("Guest {number:02}"), &[&email]).await);
    }
    (mia, made)
}

async fn contact(trial: &Trial, by: &Staff, name: &str, emails: &[&str]) -> Contact {
    let draft = ContactDraft {
        name: name.to_owned(),
        emails: emails.iter().map(|email| (*email).to_owned()).collect(),
        ..ContactDraft::default()
    };
    contacts::create(&trial.house, by, &draft).await.unwrap()
}

fn draft(number: u128, recipients: ContactSelection) -> BroadcastDraft {
    BroadcastDraft {
        id: BroadcastId(Uuid::from_u128(number)),
        recipients,
        wording: Wording {
            medium: Medium::Email,
            subject: "News for {{contact.name}}".to_owned(),
            text: "Hello {{contact.name}}, {{agent.name}} here. {{contact.phone}}".to_owned(),
        },
        origin: "https://chat.tea.example".to_owned(),
    }
}

fn everybody() -> ContactSelection {
    Selection::Filter { query: ContactQuery::default(), minus: Vec::new() }
}

async fn begins(trial: &Trial, by: &Staff, number: u128, to: ContactSelection) -> Broadcast {
    broadcasts::create(&trial.house, by, draft(number, to)).await.unwrap()
}

/// What arrived: address and text, by address.
type Boxes = BTreeMap<String, Vec<String>>;

/// Lets what may leave now leave, and delivers it; `answer` is the mail server's.
async fn round(house: &House, boxes: &mut Boxes, answer: impl Fn(&str) -> Outcome) -> usize {
    broadcasts::feed(house).await.unwrap();
    let parcels = outbox::claim(house, 200).await.unwrap();
    let count = parcels.len();
    for parcel in parcels {
        let outcome = match broadcasts::letter(house, &parcel).await.unwrap() {
            Ready::Skip(why) => Outcome::Dropped(why),
            Ready::Wait => Outcome::Withdrawn,
            Ready::Go(it) => {
                let outcome = answer(&parcel.mail.to);
                if outcome == Outcome::Sent {
                    let text = format!("{} | {} | {}", parcel.message_id, it.subject, it.text);
                    boxes.entry(parcel.mail.to.clone()).or_default().push(text);
                }
                outcome
            }
        };
        outbox::report(house, parcel, outcome, 0).await.unwrap();
    }
    count
}

/// Goes on until nothing is left to do.
async fn all(trial: &Trial, boxes: &mut Boxes) {
    for _ in 0..50 {
        round(&trial.house, boxes, |_| Outcome::Sent).await;
        trial.later(MINUTE_MS);
    }
}

async fn now(trial: &Trial, by: &Staff, it: &Broadcast) -> Broadcast {
    broadcasts::find(&trial.house, by, it.id).await.unwrap()
}

async fn results(trial: &Trial, by: &Staff, it: &Broadcast) -> Vec<Recipient> {
    let page = PageAt { after: None, limit: 200 };
    let query = RecipientQuery { broadcast: it.id, delivery: None, page };
    broadcasts::recipients(&trial.house, by, &query).await.unwrap().rows
}

async fn deliveries(trial: &Trial, by: &Staff, it: &Broadcast) -> BTreeMap<String, Delivery> {
    let rows = results(trial, by, it).await;
    rows.into_iter().map(|row| (row.name, row.delivery)).collect()
}

fn skipped(why: Skip) -> Delivery {
    Delivery::Skipped(why)
}

on_both! {
async fn cc_13_everybody_chosen_gets_their_own_words_once_and_the_rest_is_told_why_not(trial) {
    let (mia, made) = team(&trial, 3).await;
    contact(&trial, &mia, "Nobody's", &[]).await;
    contact(&trial, &mia, "Twin", &["GUEST00@tea.example"]).await;
    broadcasts::opt(&trial.house, &mia, made[2].id, true).await.unwrap();
    let asked = (everybody(), Medium::Email);
    let choice = broadcasts::choose(&trial.house, &mia, asked, &[0, 2, 9]).await.unwrap();
    assert_eq!((choice.total, choice.opted_out, choice.unreachable), (5, 1, 1));
    let shown: Vec<_> = choice.samples.iter().map(|one| (one.at, one.contact.name.as_str(), one.skip)).collect();
    assert_eq!(shown, [(0, "Guest 00", None), (2, "Guest 02", Some(Skip::OptedOut))]);
    let it = begins(&trial, &mia, 1, everybody()).await;
    assert_eq!((it.state, it.tally.queued), (State::Sending, 5));
    // The same again is the same one.
    assert_eq!(begins(&trial, &mia, 1, everybody()).await.tally.queued, 5);
    let mut boxes = Boxes::new();
    all(&trial, &mut boxes).await;
    let told = now(&trial, &mia, &it).await;
    assert_eq!((told.state, told.tally.sent, told.tally.skipped), (State::Done, 2, 3));
    assert!(told.ended.is_some());
    assert_eq!(deliveries(&trial, &mia, &it).await, BTreeMap::from([
        ("Guest 00".to_owned(), Delivery::Sent),
        ("Guest 01".to_owned(), Delivery::Sent),
        ("Guest 02".to_owned(), skipped(Skip::OptedOut)),
        ("Nobody's".to_owned(), skipped(Skip::NoAddress)),
        ("Twin".to_owned(), skipped(Skip::SameAddress)),
    ]));
    let letters = &boxes["guest00@tea.example"];
    assert_eq!(letters.len(), 1);
    assert!(letters[0].ends_with("@tea.example> | News for Guest 00 | Hello Guest 00, Mia here. "), "{letters:?}");
    // It stands in the contact's history, as they read it.
    let history = broadcasts::of_contact(&trial.house, &mia, made[0].id).await.unwrap();
    assert_eq!(history.received[0].subject, "News for Guest 00");
    assert_eq!(history.received[0].delivery, Delivery::Sent);
    assert_eq!(history.received[0].address, "guest00@tea.example");
}
}

on_both! {
async fn cc_13_who_opts_out_between_choosing_and_sending_gets_nothing(trial) {
    let (mia, made) = team(&trial, 3).await;
    let it = begins(&trial, &mia, 1, everybody()).await;
    // The first letter is posted, and the mail server is away.
    let away = |_: &str| Outcome::Failed(MailError::Unreachable("away".to_owned()));
    let mut boxes = Boxes::new();
    assert_eq!(round(&trial.house, &mut boxes, away).await, 1);
    let waiting = Delivery::Waiting(MailError::Unreachable("away".to_owned()));
    assert_eq!(deliveries(&trial, &mia, &it).await["Guest 00"], waiting);
    // One opts out by hand while the letter waits, one by link before it is written.
    broadcasts::opt(&trial.house, &mia, made[0].id, true).await.unwrap();
    let token = link_of(&trial, &mia, &made[1]).await;
    assert!(!broadcasts::opted_out_by_link(&trial.house, &token).await.unwrap());
    broadcasts::by_link(&trial.house, &token, true).await.unwrap();
    broadcasts::by_link(&trial.house, &token, true).await.unwrap();
    assert!(broadcasts::opted_out_by_link(&trial.house, &token).await.unwrap());
    all(&trial, &mut boxes).await;
    assert_eq!(boxes.keys().collect::<Vec<_>>(), ["guest02@tea.example"]);
    let told = deliveries(&trial, &mia, &it).await;
    assert_eq!(told["Guest 00"], skipped(Skip::OptedOut));
    assert_eq!(told["Guest 01"], skipped(Skip::OptedOut));
    assert_eq!(now(&trial, &mia, &it).await.state, State::Done);
    let seen = broadcasts::of_contact(&trial.house, &mia, made[1].id).await.unwrap();
    assert_eq!(seen.opted_out.map(|out| out.by), Some(None));
    // Undone, they get the next one.
    broadcasts::by_link(&trial.house, &token, false).await.unwrap();
    let it = begins(&trial, &mia, 2, Selection::Chosen(vec![made[1].id])).await;
    all(&trial, &mut boxes).await;
    assert_eq!(now(&trial, &mia, &it).await.tally.sent, 1);
    for wrong in ["", "00", &token[..63], &format!("{}0", &token[..63]), &"é".repeat(40)] {
        let answer = refused(broadcasts::by_link(&trial.house, wrong, true).await);
        if *wrong != *token {
            assert_eq!(answer, Err(Refusal::not_found(Thing::Page)), "{wrong}");
        }
    }
}
}

/// What stands behind `/unsubscribe/` in a letter to this contact.
async fn link_of(trial: &Trial, by: &Staff, contact: &Contact) -> String {
    let number = contact.id.0.as_u128();
    let it = begins(trial, by, number, Selection::Chosen(vec![contact.id])).await;
    trial.later(MINUTE_MS);
    broadcasts::feed(&trial.house).await.unwrap();
    let parcels = outbox::claim(&trial.house, 200).await.unwrap();
    let mut link = String::new();
    for parcel in parcels {
        let (broadcast, _) = parcel.letter.broadcast().unwrap();
        if let Ready::Go(written) = broadcasts::letter(&trial.house, &parcel).await.unwrap()
            && broadcast == it.id
        {
            link = written.unsubscribe.clone();
        }
        outbox::report(&trial.house, parcel, Outcome::Failed(MailError::NotSetUp), 0)
            .await
            .unwrap();
    }
    broadcasts::act(&trial.house, by, it.id, Act::Cancel).await.unwrap();
    link.strip_prefix("https://chat.tea.example/unsubscribe/").unwrap().to_owned()
}

on_both! {
async fn cc_13_it_leaves_at_the_workspaces_pace(trial) {
    let (mia, _) = team(&trial, 12).await;
    trial.settings(|settings| settings.broadcasts_per_minute = 6).await;
    let it = begins(&trial, &mia, 1, everybody()).await;
    let mut boxes = Boxes::new();
    for second in 0..60 {
        round(&trial.house, &mut boxes, |_| Outcome::Sent).await;
        assert_eq!(boxes.len(), second / 10 + 1, "after {second} s");
        trial.later(1_000);
    }
    // Two at once share it.
    let other = begins(&trial, &mia, 2, everybody()).await;
    for _ in 0..60 {
        round(&trial.house, &mut boxes, |_| Outcome::Sent).await;
        trial.later(1_000);
    }
    let sent = [now(&trial, &mia, &it).await.tally.sent, now(&trial, &mia, &other).await.tally.sent];
    assert_eq!(sent, [6, 6], "who has got least goes first");
    let wrong = refused(actions::settings::save(&trial.house, &trial.admin, {
        let mut held = actions::settings::load(&trial.house, &trial.admin).await.unwrap();
        held.broadcasts_per_minute = 0;
        held
    }).await);
    assert!(matches!(wrong, Err(Refusal::Invalid { field: Field::Limit, .. })));
}
}

on_both! {
async fn cc_13_paused_nothing_leaves_resumed_the_rest_does_called_off_nobody_else_gets_it(trial) {
    let (mia, _) = team(&trial, 4).await;
    let it = begins(&trial, &mia, 1, everybody()).await;
    let mut boxes = Boxes::new();
    round(&trial.house, &mut boxes, |_| Outcome::Sent).await;
    // The next one is posted and in nobody's hand.
    trial.later(MINUTE_MS);
    broadcasts::feed(&trial.house).await.unwrap();
    let paused = broadcasts::act(&trial.house, &mia, it.id, Act::Pause).await.unwrap();
    assert_eq!((paused.state, paused.tally.queued), (State::Paused(Pause::Asked), 3));
    all(&trial, &mut boxes).await;
    assert_eq!(boxes.len(), 1);
    assert_eq!(broadcasts::feed(&trial.house).await.unwrap(), Fed::Nothing);
    broadcasts::act(&trial.house, &mia, it.id, Act::Resume).await.unwrap();
    round(&trial.house, &mut boxes, |_| Outcome::Sent).await;
    assert_eq!(boxes.len(), 2);
    // One is in the relay's hand when it is called off.
    trial.later(MINUTE_MS);
    broadcasts::feed(&trial.house).await.unwrap();
    let mut held = outbox::claim(&trial.house, 9).await.unwrap();
    let cancelled = broadcasts::act(&trial.house, &mia, it.id, Act::Cancel).await.unwrap();
    assert_eq!((cancelled.state, cancelled.tally.skipped), (State::Cancelled, 1));
    let parcel = held.pop().unwrap();
    assert!(matches!(broadcasts::letter(&trial.house, &parcel).await.unwrap(), Ready::Skip(Skip::Cancelled)));
    outbox::report(&trial.house, parcel, Outcome::Dropped(Skip::Cancelled), 0).await.unwrap();
    all(&trial, &mut boxes).await;
    let told = now(&trial, &mia, &it).await;
    assert_eq!((boxes.len(), told.tally.sent, told.tally.skipped), (2, 2, 2));
    for act in [Act::Pause, Act::Resume, Act::Retry] {
        let answer = refused(broadcasts::act(&trial.house, &mia, it.id, act).await);
        assert_eq!(answer, Err(Refusal::BroadcastOver));
    }
}
}

on_both! {
async fn cc_13_a_letter_in_hand_when_it_is_paused_goes_back_and_leaves_under_its_own_name(trial) {
    let (mia, _) = team(&trial, 1).await;
    let it = begins(&trial, &mia, 1, everybody()).await;
    broadcasts::feed(&trial.house).await.unwrap();
    let parcel = outbox::claim(&trial.house, 9).await.unwrap().pop().unwrap();
    let name = parcel.message_id.clone();
    broadcasts::act(&trial.house, &mia, it.id, Act::Pause).await.unwrap();
    assert!(matches!(broadcasts::letter(&trial.house, &parcel).await.unwrap(), Ready::Wait));
    outbox::report(&trial.house, parcel, Outcome::Withdrawn, 0).await.unwrap();
    assert_eq!(now(&trial, &mia, &it).await.tally.queued, 1);
    broadcasts::act(&trial.house, &mia, it.id, Act::Resume).await.unwrap();
    let mut boxes = Boxes::new();
    all(&trial, &mut boxes).await;
    assert!(boxes["guest00@tea.example"][0].starts_with(&name));
    assert_eq!(now(&trial, &mia, &it).await.state, State::Done);
}
}

on_both! {
async fn cc_13_what_was_refused_is_told_in_the_servers_words_and_goes_again_when_asked(trial) {
    let (mia, made) = team(&trial, 2).await;
    let it = begins(&trial, &mia, 1, everybody()).await;
    let error = MailError::Said("550 5.1.1 no such box".to_owned());
    let mut boxes = Boxes::new();
    for _ in 0..3 {
        round(&trial.house, &mut boxes, |to| match to {
            "guest00@tea.example" => Outcome::Refused(error.clone()),
            _ => Outcome::Sent,
        }).await;
        trial.later(MINUTE_MS);
    }
    let told = now(&trial, &mia, &it).await;
    assert_eq!((told.state, told.tally.sent, told.tally.refused), (State::Done, 1, 1));
    assert_eq!(deliveries(&trial, &mia, &it).await["Guest 00"], Delivery::Refused(error));
    // With a better address it arrives.
    let better = ContactDraft {
        name: "Guest 00".to_owned(),
        emails: vec!["better@tea.example".to_owned()],
        ..ContactDraft::default()
    };
    contacts::edit(&trial.house, &mia, made[0].id, 1, &better).await.unwrap();
    let again = broadcasts::act(&trial.house, &mia, it.id, Act::Retry).await.unwrap();
    assert_eq!((again.state, again.ended, again.tally.queued), (State::Sending, None, 1));
    all(&trial, &mut boxes).await;
    let told = now(&trial, &mia, &it).await;
    assert_eq!((told.state, told.tally.sent), (State::Done, 2));
    assert_eq!(boxes["better@tea.example"].len(), 1);
    assert_eq!(boxes["guest01@tea.example"].len(), 1);
}
}

on_both! {
async fn cc_13_two_servers_and_a_restart_in_the_middle_send_it_to_nobody_twice(trial) {
    let (mia, made) = team(&trial, 60).await;
    trial.settings(|settings| settings.broadcasts_per_minute = 6_000).await;
    let it = begins(&trial, &mia, 1, everybody()).await;
    let other = |at: Moment| House::new(
        trial.scratch.store.clone(), actions::clock::Clock::fixed(at), actions::Limits::default(), false,
    );
    let second = other(START);
    let (mut here, mut there) = (Boxes::new(), Boxes::new());
    for _ in 0..4 {
        tokio::join!(
            round(&trial.house, &mut here, |_| Outcome::Sent),
            round(&second, &mut there, |_| Outcome::Sent),
        );
        trial.later(40);
        second.clock.advance(40);
    }
    // One server ends with letters in its hand: nobody heard what became of them.
    broadcasts::feed(&second).await.unwrap();
    let lost = outbox::claim(&second, 3).await.unwrap();
    drop(second);
    let late = START.plus(actions::outbox::HOLD_MS * 2);
    let third = other(late);
    trial.later(late.since(trial.house.clock.now()));
    let mut after = Boxes::new();
    for _ in 0..40 {
        round(&third, &mut after, |_| Outcome::Sent).await;
        third.clock.advance(MINUTE_MS);
    }
    let told = now(&trial, &mia, &it).await;
    assert_eq!((told.state, told.tally.sent), (State::Done, 60));
    let mut names: Vec<String> = lost.iter().map(|parcel| parcel.message_id.clone()).collect();
    for contact in &made {
        let address = &contact.emails[0];
        let all = [&here, &there, &after].into_iter().filter_map(|boxes| boxes.get(address));
        let all: Vec<&String> = all.flatten().collect();
        assert_eq!(all.len(), 1, "{address}: {all:?}");
        names.retain(|name| !all[0].starts_with(name.as_str()));
    }
    // Those that may have arrived before went under the same name.
    assert_eq!(names, Vec::<String>::new());
}
}

on_both! {
async fn cc_13_who_became_part_of_another_contact_gets_nothing_apart_and_speaks_for_both(trial) {
    let (mia, made) = team(&trial, 2).await;
    let it = begins(&trial, &mia, 1, everybody()).await;
    broadcasts::opt(&trial.house, &mia, made[1].id, true).await.unwrap();
    let draft = MergeDraft {
        survivor: made[0].id,
        survivor_version: 1,
        other: made[1].id,
        other_version: 1,
        choices: merge::suggested(&made[0], &made[1]),
    };
    merges::merge(&trial.house, &mia, draft).await.unwrap();
    let asked = (everybody(), Medium::Email);
    let choice = broadcasts::choose(&trial.house, &mia, asked, &[]).await.unwrap();
    assert_eq!((choice.total, choice.opted_out), (1, 1));
    let mut boxes = Boxes::new();
    all(&trial, &mut boxes).await;
    assert_eq!(boxes, Boxes::new());
    let told = now(&trial, &mia, &it).await;
    assert_eq!((told.state, told.tally.skipped), (State::Done, 2));
    let history = broadcasts::of_contact(&trial.house, &mia, made[0].id).await.unwrap();
    assert_eq!((history.received.len(), history.opted_out.is_some()), (2, true));
}
}
