//! What is stored of conversations, and that only one of two who change the same one wins.

use model::{
    cursor::{Cursor, Cursors},
    event::{Author, EventBody, Requeue},
    id::DepartmentId,
};

use super::*;
use crate::{
    Store, on_both,
    samples::{self, Tale},
};

async fn record_next(store: &Store, tale: &Tale, expected: u32) -> Result<bool, Error> {
    let mut write = store.write().await.unwrap();
    let from = usize::try_from(expected).unwrap();
    let stored = record(&mut write, &tale.conversation, expected, &tale.events[from..]).await?;
    if stored {
        write.commit().await?;
    }
    Ok(stored)
}

async fn spoil(conn: &mut Conn) -> Result<u64, Error> {
    sql!(conn, change, "UPDATE conversations SET head = '{}'")
}

async fn mistake_the_facts(conn: &mut Conn) -> Result<u64, Error> {
    sql!(conn, change, "UPDATE conversations SET facts = facts + 1")
}

on_both! {
    async fn a_conversation_is_read_as_it_was_stored_at_every_step(store) {
        let department = DepartmentId(samples::id(3));
        let mut tale = Tale::with(1, samples::contact(1).id, Some(department));
        tale.store(&store).await;
        let queued = EventBody::Queued { why: Requeue::Returned };
        let edit = EventBody::Edited {
            topic: Some(String::from("Parcel")),
            tags: Some(vec![String::from("Großkunde")]),
            priority: Some(model::conversation::Priority::High),
            fields: Vec::new(),
        };
        let steps: Vec<fn(Tale) -> Tale> = vec![
            |tale| tale.says("hello"),
            |tale| tale.taken(5, 1),
            |tale| tale.then(7, Author::Staff(samples::person_ref(1)), EventBody::Held { until: None }),
            |tale| tale.says("again"),
            |tale| tale.taken(9, 2),
        ];
        for step in steps {
            let before = tale.conversation.version;
            tale = step(tale);
            assert!(record_next(&store, &tale, before).await.unwrap());
            let mut read = store.read().await.unwrap();
            let stored = load(&mut read, tale.conversation.id).await.unwrap();
            assert_eq!(stored.as_ref(), Some(&tale.conversation));
        }
        for body in [queued, edit] {
            let before = tale.conversation.version;
            tale.push(20, Author::System, body);
            assert!(record_next(&store, &tale, before).await.unwrap());
        }
        let mut read = store.read().await.unwrap();
        let stored = load_entry(&mut read, tale.conversation.id).await.unwrap().unwrap();
        assert_eq!(stored.cursors, Cursors::default());
        assert_eq!(stored.conversation, tale.conversation);
        let log = events::after(&mut read, tale.conversation.id, 0, 100).await.unwrap();
        assert_eq!(log, tale.events);
        assert_eq!(load(&mut read, Tale::of(2).conversation.id).await.unwrap(), None);
    }

    async fn what_is_handed_in_is_stored_whole_or_not_at_all(store) {
        let mut tale = Tale::of(1).taken(3, 1);
        tale.store(&store).await;
        let id = tale.conversation.id;
        let before = tale.clone();
        let event = tale.push_said("hello");
        assert!(put(&store, &tale.conversation, 2, &event).await.unwrap());
        // Again, too late, with an id that was used, on what is not there, and what is more than said.
        assert!(!put(&store, &tale.conversation, 2, &event).await.unwrap());
        let mut late = before.clone();
        let mut second = late.push_said("late");
        second.id = model::id::EventId(samples::id(77));
        assert!(!put(&store, &late.conversation, 2, &second).await.unwrap());
        let mut twice = tale.clone();
        let mut used = twice.push_said("twice");
        used.id = event.id;
        assert!(!put(&store, &twice.conversation, 3, &used).await.unwrap());
        let mut nowhere = Tale::of(2);
        let nothing = nowhere.push_said("anybody?");
        assert!(!put(&store, &nowhere.conversation, 1, &nothing).await.unwrap());
        let mut held = tale.clone();
        let more = held.push(9, Author::System, EventBody::Queued { why: Requeue::Returned });
        assert!(!put(&store, &held.conversation, 3, &more).await.unwrap());

        let mut read = store.read().await.unwrap();
        assert_eq!(load(&mut read, id).await.unwrap(), Some(tale.conversation));
        assert_eq!(events::after(&mut read, id, 0, 100).await.unwrap(), tale.events);
        assert_eq!(events::find(&mut read, second.id).await.unwrap(), None);
        assert_eq!(events::find(&mut read, nothing.id).await.unwrap(), None);
    }

    async fn facts_written_by_another_version_are_not_left_behind_by_what_is_handed_in(store) {
        let mut tale = Tale::of(1);
        tale.store(&store).await;
        let mut write = store.write().await.unwrap();
        mistake_the_facts(&mut write).await.unwrap();
        write.commit().await.unwrap();
        let event = tale.push_said("hello");
        assert!(!put(&store, &tale.conversation, 1, &event).await.unwrap());
        assert!(record_next(&store, &tale, 1).await.unwrap());
        let next = tale.push_said("again");
        assert!(put(&store, &tale.conversation, 2, &next).await.unwrap());
    }

    async fn what_is_given_to_several_is_written_together_and_remembered(store) {
        let mut tales: Vec<Tale> = (1..=3).map(Tale::of).collect();
        for tale in &tales {
            tale.store(&store).await;
        }
        let ids: Vec<ConversationId> = tales.iter().map(|tale| tale.conversation.id).collect();
        let agent = samples::person_ref(1);
        let mut write = store.write().await.unwrap();
        let mut loaded = load_all(&mut write, &ids).await.unwrap();
        loaded.sort_by_key(|conversation| conversation.created);
        let stored: Vec<_> = tales.iter().map(|tale| tale.conversation.clone()).collect();
        assert_eq!(loaded, stored);
        for tale in &mut tales {
            let body = EventBody::Assigned { agent: agent.clone(), reason: None };
            let event = tale.push(9, Author::System, body);
            let given = Given { person: agent.id, department: None, at: Moment(9) };
            let given = (&[event][..], &[given][..]);
            assert!(hand_over(&mut write, &tale.conversation, 1, given).await.unwrap());
        }
        write.commit().await.unwrap();
        let mut read = store.read().await.unwrap();
        for tale in &tales {
            let stored = load(&mut read, tale.conversation.id).await.unwrap();
            assert_eq!(stored.as_ref(), Some(&tale.conversation));
        }
        let memories = assignments::of(&mut read, &[agent.id]).await.unwrap();
        assert_eq!(memories.iter().map(|memory| memory.received).collect::<Vec<_>>(), [3]);
        assert_eq!(memories, assignments::all(&mut read).await.unwrap());
        let loads = loads_of(&mut read, &[agent.id, samples::person(2).id]).await.unwrap();
        let expected = LoadRow {
            agent: agent.id,
            department: None,
            channel: model::conversation::Channel::Chat,
            count: 3,
        };
        assert_eq!(loads, [expected]);
        drop(read);
        let late = tales[0].push(10, Author::System, EventBody::Queued { why: Requeue::Returned });
        let mut write = store.write().await.unwrap();
        let stale = hand_over(&mut write, &tales[0].conversation, 1, (&[late], &[])).await;
        assert!(!stale.unwrap());
    }

    async fn a_conversation_is_stored_once(store) {
        let tale = Tale::of(1);
        tale.store(&store).await;
        let mut write = store.write().await.unwrap();
        let again = insert(&mut write, &tale.conversation).await;
        assert!(matches!(again, Err(Error::Duplicate)));
    }

    async fn of_two_who_change_the_same_version_one_wins(store) {
        let tale = Tale::of(1);
        tale.store(&store).await;
        let mut winners = 0;
        let mut tasks = Vec::new();
        for number in 0..16 {
            // Half of them change the facts too.
            let mine = if number % 2 == 0 { tale.clone().taken(5, number) } else { tale.clone().says("hi") };
            let mut mine = mine;
            mine.events[1].id = model::id::EventId(samples::id(1_000 + number));
            let store = store.clone();
            tasks.push(tokio::spawn(async move { record_next(&store, &mine, 1).await }));
        }
        for task in tasks {
            winners += u32::from(task.await.unwrap().unwrap());
        }
        assert_eq!(winners, 1);
        let mut read = store.read().await.unwrap();
        let id = tale.conversation.id;
        assert_eq!(load(&mut read, id).await.unwrap().unwrap().version, 2);
        assert_eq!(events::latest(&mut read, id, 9).await.unwrap().len(), 2);
    }

    async fn an_old_version_changes_nothing(store) {
        let first = Tale::of(1);
        first.store(&store).await;
        let second = first.clone().taken(5, 1);
        assert!(record_next(&store, &second, 1).await.unwrap());
        assert!(!record_next(&store, &first.clone().says("late"), 1).await.unwrap());
        let mut write = store.write().await.unwrap();
        let mut late = first.conversation.clone();
        late.topic = String::from("late");
        assert!(!save(&mut write, &late, 1).await.unwrap());
        write.commit().await.unwrap();
        let mut read = store.read().await.unwrap();
        assert_eq!(load(&mut read, late.id).await.unwrap(), Some(second.conversation));
    }

    async fn what_was_said_before_is_a_duplicate(store) {
        let tale = Tale::of(1).says("once");
        tale.store(&store).await;
        for is_taken in [false, true] {
            let mut again = tale.clone().says("once");
            if is_taken {
                again = again.taken(9, 1);
            }
            again.events[2].id = tale.events[1].id;
            let refused = record_next(&store, &again, 2).await;
            assert!(matches!(refused, Err(Error::Duplicate)));
        }
        let mut read = store.read().await.unwrap();
        assert_eq!(load(&mut read, tale.conversation.id).await.unwrap(), Some(tale.conversation));
    }

    async fn the_latest_conversation_that_goes_on_is_found(store) {
        let contact = samples::contact(1).id;
        let mut read = store.read().await.unwrap();
        assert_eq!(open_of(&mut read, contact).await.unwrap(), None);
        Tale::with(1, contact, None).store(&store).await;
        Tale::with(2, contact, None).taken(3, 1).store(&store).await;
        Tale::with(3, contact, None).closed(4, &[]).store(&store).await;
        Tale::of(4).store(&store).await;
        let open = open_of(&mut read, contact).await.unwrap();
        assert_eq!(open, Some(Tale::of(2).conversation.id));
    }

    async fn cursors_move_forward_alone(store) {
        let tale = Tale::of(1);
        tale.store(&store).await;
        let id = tale.conversation.id;
        let cursors_at = |guest: (u32, u32), staff: (u32, u32), guest_messages_read| Cursors {
            guest: Cursor { received: guest.0, read: guest.1 },
            staff: Cursor { received: staff.0, read: staff.1 },
            guest_messages_read,
        };
        let mut write = store.write().await.unwrap();
        assert_eq!(cursors(&mut write, id).await.unwrap(), Cursors::default());
        let mut expected = Cursors::default();
        for moved in [
            cursors_at((3, 0), (0, 0), 0),
            cursors_at((1, 5), (2, 2), 1),
            cursors_at((0, 0), (9, 1), 0),
            cursors_at((4, 4), (1, 4), 7),
        ] {
            expected = expected.merge(moved);
            assert_eq!(move_cursors(&mut write, id, moved).await.unwrap(), expected);
        }
        write.commit().await.unwrap();
        let mut read = store.read().await.unwrap();
        assert_eq!(cursors(&mut read, id).await.unwrap(), expected);
        assert_eq!(load_entry(&mut read, id).await.unwrap().unwrap().cursors, expected);
    }

    async fn reports_of_reading_may_come_at_once(store) {
        let tale = Tale::of(1);
        tale.store(&store).await;
        let id = tale.conversation.id;
        let mut tasks = Vec::new();
        for number in 1..=16 {
            let store = store.clone();
            tasks.push(tokio::spawn(async move {
                let staff = Cursor { received: number, read: number };
                let moved = Cursors { staff, guest_messages_read: number, ..Cursors::default() };
                let mut write = store.write().await.unwrap();
                move_cursors(&mut write, id, moved).await.unwrap();
                write.commit().await.unwrap();
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        let read = cursors(&mut store.read().await.unwrap(), id).await.unwrap();
        assert_eq!((read.staff.read, read.guest_messages_read), (16, 16));
    }

    async fn a_head_that_cannot_be_read_says_so(store) {
        let tale = Tale::of(1);
        tale.store(&store).await;
        let mut write = store.write().await.unwrap();
        spoil(&mut write).await.unwrap();
        let unreadable = load(&mut write, tale.conversation.id).await;
        assert!(matches!(unreadable, Err(Error::Corrupt { what: "a conversation" })));
    }
}
