//! What is stored of broadcasts.

use model::{
    broadcast::{BroadcastState as State, Delivery, OptOut, Pause, RecipientQuery, Skip},
    contact::{ContactFilters, ContactQuery},
    id::ContactId,
    mail::MailError,
    permission::Reach,
    selection::{ContactSelection, Selection},
};

use super::*;
use crate::{contacts, on_both, opt_outs, samples};

const EVERYBODY: Eye<'static> = Eye { reach: &Reach::All, me: PersonId(Uuid::nil()) };

fn errand(number: u64) -> Errand {
    Errand {
        id: BroadcastId(samples::id(number)),
        wording: Wording {
            medium: Medium::Email,
            subject: String::from("News"),
            text: String::from("Hello {{contact.name}}"),
        },
        base: String::from("https://chat.example"),
        by: samples::person_ref(1),
        created: Moment(i64::try_from(number).unwrap()),
        state: State::Sending,
        ended: None,
        version: 1,
    }
}

async fn people(conn: &mut Conn, count: u64) -> Vec<ContactId> {
    let mut ids = Vec::new();
    for number in 1..=count {
        let mut contact = samples::contact(number);
        if number % 2 == 1 {
            contact.emails = vec![format!("guest{number}@tea.example")];
        }
        contacts::insert(conn, &contact).await.unwrap();
        ids.push(contact.id);
    }
    ids
}

fn found(search: &str, minus: &[ContactId]) -> ContactSelection {
    let query = ContactQuery { search: search.to_owned(), ..ContactQuery::default() };
    Selection::Filter { query, minus: minus.to_vec() }
}

/// Those with an address, but for some.
fn with_email(minus: &[ContactId]) -> ContactSelection {
    let filters = ContactFilters { has_email: Some(true), ..ContactFilters::default() };
    let query = ContactQuery { filters, ..ContactQuery::default() };
    Selection::Filter { query, minus: minus.to_vec() }
}

async fn begun(conn: &mut Conn, number: u64, recipients: &ContactSelection) -> Errand {
    let it = errand(number);
    insert(conn, &it).await.unwrap();
    enlist(conn, EVERYBODY, recipients, (it.id, Moment(5))).await.unwrap();
    it
}

on_both! {
    async fn cc_13_who_is_found_or_chosen_is_counted_shown_and_enlisted_alike(store) {
        let mut write = store.write().await.unwrap();
        let ids = people(&mut write, 6).await;
        let out = OptOut { at: Moment(1), by: None };
        assert!(opt_outs::add(&mut write, ids[0], &out).await.unwrap());
        assert!(!opt_outs::add(&mut write, ids[0], &out).await.unwrap());
        let mut number = 100;
        for (recipients, total, opted_out, unreachable) in [
            (found("", &[]), 6, 1, 3),
            (found("guest", &ids[..2]), 4, 0, 2),
            (found("nobody", &[]), 0, 0, 0),
            (Selection::Chosen(ids[..3].to_vec()), 3, 1, 1),
            (Selection::Chosen(Vec::new()), 0, 0, 0),
            (with_email(&ids[2..3]), 2, 1, 0),
        ] {
            let asked = (&recipients, Medium::Email);
            let counted = count(&mut write, EVERYBODY, asked, Moment(5)).await.unwrap();
            assert_eq!(counted, Chosen { total, opted_out, blocked: 0, unreachable });
            let places: Vec<u64> = (0..10).collect();
            let shown = samples(&mut write, EVERYBODY, &recipients, &places).await.unwrap();
            assert_eq!(shown.len() as u64, total);
            number += 1;
            let it = begun(&mut write, number, &recipients).await;
            let turns = queued(&mut write, it.id, 100).await.unwrap();
            let order: Vec<_> = turns.iter().map(|one| (u64::from(one.place), one.contact)).collect();
            let wanted = shown.into_iter().map(|(at, contact)| (at + 1, contact.id));
            assert_eq!(order, wanted.collect::<Vec<_>>());
        }
    }

    async fn cc_13_only_contacts_that_are_seen_are_counted_enlisted_and_told_of(store) {
        let mut write = store.write().await.unwrap();
        let ids = people(&mut write, 4).await;
        let me = samples::person(1).id;
        contacts::made_by(&mut write, ids[2], me).await.unwrap();
        let eye = Eye { reach: &Reach::Own, me };
        let all = Selection::Chosen(ids.clone());
        let counted = count(&mut write, eye, (&all, Medium::Email), Moment(5)).await.unwrap();
        assert_eq!(counted.total, 1);
        let it = begun(&mut write, 50, &all).await;
        let query = RecipientQuery { broadcast: it.id, delivery: None, page: PageAt::default() };
        let mine = recipients(&mut write, eye, &query).await.unwrap();
        assert_eq!(mine.rows.iter().map(|one| one.contact).collect::<Vec<_>>(), [ids[2]]);
        assert_eq!(mine.total, 1);
        let all = recipients(&mut write, EVERYBODY, &query).await.unwrap();
        assert_eq!(all.total, 4);
        let other = errand(51);
        insert(&mut write, &other).await.unwrap();
        let enlisted = enlist(&mut write, eye, &found("", &[]), (other.id, Moment(5))).await;
        assert_eq!(enlisted.unwrap(), 1);
    }

    async fn cc_13_each_result_is_read_as_it_was_stored_and_settled_once(store) {
        let mut write = store.write().await.unwrap();
        people(&mut write, 5).await;
        let it = begun(&mut write, 60, &found("", &[])).await;
        let turns = queued(&mut write, it.id, 9).await.unwrap();
        let error = MailError::Said(String::from("550 no"));
        let deliveries = [
            Delivery::Sent,
            Delivery::Refused(error.clone()),
            Delivery::Waiting(error),
            Delivery::Skipped(Skip::NoAddress),
        ];
        for (turn, delivery) in turns.iter().zip(&deliveries) {
            let to = Addressee { message: Some(samples::id(u64::from(turn.place))), ..*turn };
            assert!(posted(&mut write, it.id, &to, ("a@tea.example", Moment(6))).await.unwrap());
            assert!(!posted(&mut write, it.id, &to, ("a@tea.example", Moment(6))).await.unwrap());
            let about = (it.id, turn.contact);
            let outcome =
                Outcome { delivery: delivery.clone(), conversation: None, message: None };
            assert!(settle(&mut write, about, (&outcome, true), Moment(7)).await.unwrap());
            assert!(!settle(&mut write, about, (&outcome, false), Moment(7)).await.unwrap());
        }
        let told = tally(&mut write, it.id).await.unwrap();
        assert_eq!(told, Tally { queued: 2, sent: 1, refused: 1, skipped: 1 });
        let query = RecipientQuery { broadcast: it.id, delivery: None, page: PageAt { after: None, limit: 3 } };
        let first = recipients(&mut write, EVERYBODY, &query).await.unwrap();
        let page = PageAt { after: first.next.clone(), limit: 3 };
        let rest = recipients(&mut write, EVERYBODY, &RecipientQuery { page, ..query }).await.unwrap();
        assert_eq!((first.rows.len(), rest.rows.len(), rest.next), (3, 2, None));
        let read: Vec<_> = first.rows.iter().chain(&rest.rows).map(|one| one.delivery.clone()).collect();
        assert_eq!(read[..4], deliveries);
        assert!(addressed(&mut write, it.id, ("a@tea.example", 2)).await.unwrap());
        assert!(!addressed(&mut write, it.id, ("b@tea.example", 2)).await.unwrap());
        assert_eq!(retry(&mut write, it.id, Moment(8)).await.unwrap(), 1);
        // The letter of the one that waits is not in the outbox (any more).
        assert_eq!(requeue(&mut write, it.id).await.unwrap(), 1);
        assert_eq!(skip_rest(&mut write, it.id, (Skip::Cancelled, Moment(9))).await.unwrap(), 3);
        assert_eq!(in_flight(&mut write, it.id).await.unwrap(), 0);
        let received = of_contact(&mut write, turns[0].contact, 5).await.unwrap();
        assert_eq!((received.len(), &received[0].delivery), (1, &Delivery::Sent));
    }

    async fn cc_13_of_two_who_move_a_broadcast_one_does(store) {
        let mut write = store.write().await.unwrap();
        let it = errand(70);
        insert(&mut write, &it).await.unwrap();
        assert!(matches!(insert(&mut write, &it).await, Err(Error::Duplicate)));
        let pause = (State::Sending, State::Paused(Pause::Asked));
        assert!(step(&mut write, it.id, pause, Moment(2)).await.unwrap());
        assert!(!step(&mut write, it.id, pause, Moment(2)).await.unwrap());
        assert_eq!(under_way(&mut write, 9).await.unwrap(), []);
        let over = (State::Paused(Pause::Asked), State::Cancelled);
        assert!(step(&mut write, it.id, over, Moment(3)).await.unwrap());
        let held = find(&mut write, it.id).await.unwrap().unwrap();
        assert_eq!((held.state, held.ended, held.version), (State::Cancelled, Some(Moment(3)), 3));
        let other = errand(71);
        insert(&mut write, &other).await.unwrap();
        let mine = Some(samples::person(1).id);
        let page = list(&mut write, mine, &PageAt { after: None, limit: 1 }).await.unwrap();
        assert_eq!((page.total, page.rows[0].id), (2, other.id));
        let next = list(&mut write, mine, &PageAt { after: page.next, limit: 1 }).await.unwrap();
        assert_eq!((next.rows[0].id, next.next), (it.id, None));
        let others = list(&mut write, Some(samples::person(2).id), &PageAt::default()).await;
        assert_eq!(others.unwrap().total, 0);
        assert_eq!(pace(&mut write).await.unwrap(), Moment(0));
        set_pace(&mut write, Moment(9)).await.unwrap();
        assert_eq!(pace(&mut write).await.unwrap(), Moment(9));
    }
}
