//! The demo workspace in a store.

use model::{
    contact::{ContactOrder, ContactQuery},
    conversation::StageName,
    page::PageAt,
    permission::Reach,
    person::Person,
};
use store::{Conn, Store, on_both};

use super::*;
use crate::{House, Limits, clock::Clock, demo, passwords};

fn house(store: Store) -> House {
    House::new(store, Clock::fixed(NOW), Limits::default(), true)
}

async fn named(conn: &mut Conn, username: &str) -> Person {
    let (person, _) = store::people::by_login(conn, username).await.unwrap().unwrap();
    person
}

/// Every contact by name, read as the screens read them.
async fn contacts(conn: &mut Conn, reach: &Reach, me: &Person) -> Vec<(String, String)> {
    let mut query = ContactQuery {
        order: ContactOrder::Name,
        page: PageAt { after: None, limit: 150 },
        ..ContactQuery::default()
    };
    let mut names = Vec::new();
    loop {
        let page = store::contacts::list(conn, reach, me.id, &query).await.unwrap();
        names.extend(page.rows.into_iter().map(|c| (c.username, c.name)));
        query.page.after = page.next;
        if query.page.after.is_none() {
            return names;
        }
    }
}

async fn check_signs_in(conn: &mut Conn, username: &str) {
    let known = store::people::by_login(conn, username).await.unwrap();
    let (_, hash) = known.unwrap();
    let fits = passwords::fits(demo::PASSWORD.to_owned(), Some(hash)).await;
    assert!(fits.unwrap(), "{username}");
}

/// How many stand on somebody's desk, and how many they find in the archive.
async fn sees(conn: &mut Conn, username: &str) -> (usize, u64) {
    let staff = crate::sessions::staff(&named(conn, username).await);
    let desk = store::conversations::of_desk(conn, &staff).await.unwrap();
    let query = model::archive::ArchiveQuery::default();
    let (reach, me) = (staff.reach(), staff.person.id);
    let archive = store::conversations::archive(conn, &reach, me, &query).await;
    (desk.len(), archive.unwrap().total)
}

on_both! {
    async fn an_empty_store_becomes_a_contact_center_once(store) {
        let house = house(store);
        assert!(demo::fill(&house).await.unwrap());
        let mut conn = house.store.read().await.unwrap();
        let counts = store::counts::workspace(&mut conn).await.unwrap();
        assert_eq!((counts.people, counts.contacts), (8, 300));
        assert_eq!((counts.conversations, counts.closed), (1_515, 1_500));
        let admin = named(&mut conn, "admin").await.id;
        let query = model::call::CallQuery::default();
        let calls = store::calls::list(&mut conn, (&Reach::All, admin), &query).await.unwrap();
        assert!((90..160).contains(&calls.total), "{} calls", calls.total);
        assert!(calls.rows.iter().all(|call| call.ended.is_some() && call.wait_ms(NOW) > 0));
        assert!(calls.rows.iter().any(|call| !call.notes.is_empty() && call.talk_ms(NOW) > 0));
        assert_eq!(store::canned::count(&mut conn).await.unwrap(), 40);
        for log in all(&Workspace::at(NOW).unwrap()) {
            let id = log.conversation.id;
            let entry = store::conversations::load_entry(&mut conn, id).await.unwrap().unwrap();
            let events = store::events::after(&mut conn, id, 0, 1_000).await.unwrap();
            let (cursors, noted) = (entry.cursors, log.noted.clone());
            let kept = Log { conversation: entry.conversation, events, cursors, noted };
            assert_eq!(fold(&kept), kept.conversation);
            assert_eq!(&kept, log);
        }
        drop(conn);

        assert!(!demo::fill(&house).await.unwrap());
        let mut conn = house.store.read().await.unwrap();
        assert_eq!(store::counts::workspace(&mut conn).await.unwrap(), counts);
    }

    async fn everybody_finds_their_work_and_routing_leaves_the_queue_to_be_taken(store) {
        let house = house(store);
        demo::fill(&house).await.unwrap();
        let mut conn = house.store.read().await.unwrap();
        for person in store::people::all(&mut conn).await.unwrap() {
            check_signs_in(&mut conn, &person.username).await;
            house.presence.joined(person.id);
        }
        let desks = [("ada", 9), ("grace", 8), ("linus", 7), ("margaret", 2), ("dennis", 1)];
        for (username, on_desk) in desks {
            let (desk, archive) = sees(&mut conn, username).await;
            assert_eq!(desk, on_desk, "{username}");
            assert!((150..600).contains(&archive), "{username} {archive}");
        }
        // More closed ones than are counted.
        assert_eq!(sees(&mut conn, "admin").await, (6, model::page::COUNT_LIMIT + 1));
        drop(conn);

        house.clock.advance(10_000);
        crate::dispatch::round(&house).await.unwrap();
        let mut tx = house.store.write().await.unwrap();
        let rows = store::conversations::routing_rows(&mut tx).await.unwrap();
        assert_eq!(rows.iter().filter(|row| row.stage == StageName::Queued).count(), 6);
        let memories = store::assignments::all(&mut tx).await.unwrap();
        assert_eq!(memories.len(), 7, "five agents, of whom two serve in two departments");
        assert_eq!(store::contacts::next_guest_number(&mut tx).await.unwrap(), 301);
    }
}

#[tokio::test]
async fn two_stores_filled_on_different_days_hold_the_same_people_and_words() {
    let (one, other) = (store::testing::sqlite().await, store::testing::sqlite().await);
    let later = Clock::fixed(NOW.plus(37 * HOUR_MS));
    let one = house(one.store.clone());
    let other = House::new(other.store.clone(), later, Limits::default(), true);
    demo::fill(&one).await.unwrap();
    demo::fill(&other).await.unwrap();
    let mut here = one.store.read().await.unwrap();
    let mut there = other.store.read().await.unwrap();
    let admin = named(&mut here, "admin").await;
    assert_eq!(admin.id, named(&mut there, "admin").await.id);
    let names = contacts(&mut here, &Reach::All, &admin).await;
    assert_eq!(names.len(), 300);
    assert_eq!(names, contacts(&mut there, &Reach::All, &admin).await);
    for log in all(&Workspace::at(NOW).unwrap()).step_by(7) {
        let id = log.conversation.id;
        let said = |events: Vec<Event>| -> Vec<EventBody> {
            let messages = events.into_iter().filter(Event::is_message);
            messages.map(|event| event.body).collect()
        };
        let words = said(store::events::after(&mut here, id, 0, 1_000).await.unwrap());
        assert!(!words.is_empty());
        let others = store::events::after(&mut there, id, 0, 1_000).await;
        assert_eq!(words, said(others.unwrap()));
    }
}
