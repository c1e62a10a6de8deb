//! Laws of the views: whatever is dropped, doubled or late, what is held ends up as a fresh snapshot.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

use model::{
    Uuid,
    call::{CallEnd, CallKind, CallStep},
    contact::ContactRef,
    conversation::{Channel, Conversation, Priority, Stage},
    cursor::{Cursor, Cursors},
    event::{Author, Event, EventBody, Requeue},
    forward::Forward,
    id::{CallId, ContactId, ConversationId, EventId, PersonId},
    moment::Moment,
    permission::Staff,
    person::{PersonRef, Role, Roles},
    view::{
        desk::{Desk, Entry, List},
        thread::{Applied, Thread},
    },
};
use proptest::prelude::*;

fn agent(n: u8) -> PersonRef {
    PersonRef { id: PersonId(Uuid::from_u128(u128::from(n) + 1)), name: format!("Agent {n}") }
}

fn body() -> impl Strategy<Value = (Author, EventBody)> {
    let said = ".{0,20}".prop_map(|text| EventBody::Said { text, files: Vec::new() });
    let staff = (0..3_u8).prop_map(|n| Author::Staff(agent(n)));
    prop_oneof![
        said.clone().prop_map(|body| (Author::Guest, body)),
        (staff.clone(), said),
        (staff, ".{0,20}")
            .prop_map(|(author, text)| (author, EventBody::Noted { text, mentions: Vec::new() })),
        (0..3_u8).prop_map(|n| {
            (Author::System, EventBody::Assigned { agent: agent(n), reason: None })
        }),
        Just((Author::System, EventBody::Queued { why: Requeue::Returned })),
        (0..3_u8).prop_map(|n| {
            let (person, department) = (Some(agent(n)), None);
            let forward = Forward { person, department, ..Forward::default() };
            (Author::Staff(agent(0)), EventBody::Forwarded(Box::new(forward)))
        }),
        (0..3_u8).prop_map(|n| {
            let body = EventBody::Assigned { agent: agent(n), reason: None };
            (Author::Staff(agent(n)), body)
        }),
        Just((Author::System, EventBody::Held { until: None })),
        Just((Author::System, EventBody::Resumed)),
        (0..3_u8).prop_map(|n| (Author::Guest, EventBody::Invited { person: agent(n) })),
        (0..3_u8).prop_map(|n| (Author::Guest, EventBody::Departed { person: agent(n) })),
        (0..5_u8).prop_map(|n| {
            let step = match n {
                0 => CallStep::Rang { kind: CallKind::Audio, link: String::new() },
                1 => CallStep::Answered,
                2 => CallStep::Held,
                3 => CallStep::Resumed,
                _ => CallStep::Ended(CallEnd::HungUp),
            };
            (Author::Guest, EventBody::Call { call: CallId(Uuid::nil()), step })
        }),
    ]
}

fn log() -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(body(), 0..40).prop_map(|bodies| {
        let contact = ContactRef { id: ContactId(Uuid::nil()), name: "Guest".to_owned() };
        let first = EventBody::Created {
            contact,
            channel: Channel::Chat,
            department: None,
            priority: Priority::None,
            sla_due: None,
            page_url: String::new(),
        };
        let all = std::iter::once((Author::Guest, first)).chain(bodies);
        all.enumerate()
            .map(|(index, (author, body))| Event {
                id: EventId(Uuid::from_u128(index as u128)),
                version: index as u32 + 1,
                at: Moment(index as i64 * 1_000),
                author,
                body,
            })
            .collect()
    })
}

fn fold(log: &[Event]) -> Conversation {
    let mut it = Conversation::from_first(ConversationId(Uuid::nil()), &log[0]).unwrap();
    log[1..].iter().for_each(|event| it.apply(event));
    it
}

fn snapshot(log: &[Event], from: usize) -> Thread {
    Thread { conversation: fold(log), events: log[from..].to_vec(), cursors: Cursors::default() }
}

proptest! {
    #[test]
    fn cv_08_snapshot_and_events_make_the_fresh_snapshot(log in log(), cut in 1..40_usize) {
        let cut = cut.min(log.len());
        let mut held = snapshot(&log[..cut], 0);
        for event in &log[cut..] {
            prop_assert_eq!(held.apply(event.clone()), Applied::Next);
        }
        prop_assert_eq!(held, snapshot(&log, 0));
    }

    #[test]
    fn cv_08_whatever_is_lost_doubled_or_late_a_refetch_mends_it(
        log in log(),
        order in prop::collection::vec(0..40_usize, 0..80),
    ) {
        let mut held = snapshot(&log[..1], 0);
        for pick in order {
            let Some(event) = log.get(pick) else { continue };
            if held.apply(event.clone()) == Applied::Gap {
                let since = held.conversation.version as usize;
                let known = event.version as usize;
                held.catch_up(snapshot(&log[..known], since));
            }
            let version = held.conversation.version as usize;
            prop_assert_eq!(&held, &snapshot(&log[..version], 0));
        }
        let since = held.conversation.version as usize;
        held.catch_up(snapshot(&log, since));
        prop_assert_eq!(held, snapshot(&log, 0));
    }

    #[test]
    fn cv_08_older_pages_join_on_without_gap_or_double(log in log(), cut in 0..40_usize) {
        let cut = cut.min(log.len().saturating_sub(1));
        let mut held = snapshot(&log, cut);
        prop_assert_eq!(held.has_older(), cut > 0);
        let overlap = (cut + 2).min(log.len());
        held.prepend(log[..overlap].to_vec());
        prop_assert_eq!(held, snapshot(&log, 0));
    }

    #[test]
    fn every_state_is_queued_at_an_agent_or_closed(log in log()) {
        let it = fold(&log);
        let fits = match it.stage {
            Stage::Queued => true,
            Stage::Open { ref agent } | Stage::OnHold { ref agent } => it.served.contains(&agent.id),
            _ => false,
        };
        prop_assert!(fits, "{:?}", it.stage);
        prop_assert_eq!(it.arrived, log[0].at);
    }

    #[test]
    fn the_guest_never_sees_what_is_for_staff(log in log()) {
        let seen = snapshot(&log, 0).for_guest();
        prop_assert_eq!(seen.events.len(), log.len());
        for event in &seen.events {
            let is_hidden = matches!(event.body, EventBody::Noted { .. } | EventBody::Edited { .. });
            prop_assert!(!is_hidden);
        }
        prop_assert!(seen.conversation.served.is_empty());
    }

    #[test]
    fn cv_02_late_entries_never_bring_back_what_left(versions in prop::collection::vec(1..9_u32, 1..12)) {
        let log = simple_log(10);
        let mut desk = Desk::default();
        let mut left = 0;
        for (index, version) in versions.into_iter().enumerate() {
            if index % 4 == 3 {
                desk.leave(ConversationId(Uuid::nil()), version);
                left = left.max(version);
            } else {
                let conversation = fold(&log[..version as usize]);
                desk.apply(Entry { conversation, cursors: Cursors::default() });
            }
            if let Some(entry) = desk.get(ConversationId(Uuid::nil())) {
                prop_assert!(entry.conversation.version > left || left == 0);
            }
        }
    }

    #[test]
    fn cv_08_cursors_only_move_forward(a in cursors(), b in cursors(), c in cursors()) {
        prop_assert_eq!(a.merge(b), b.merge(a));
        prop_assert_eq!(a.merge(b).merge(c), a.merge(b.merge(c)));
        prop_assert_eq!(a.merge(a), a.merge(Cursors::default()));
        let moved = a.merge(b);
        prop_assert!(moved.staff.read >= b.staff.read && moved.staff.received >= moved.staff.read);
    }
}

fn simple_log(count: u32) -> Vec<Event> {
    (1..=count)
        .map(|version| Event {
            id: EventId(Uuid::from_u128(u128::from(version))),
            version,
            at: Moment(i64::from(version)),
            author: Author::Guest,
            body: if version == 1 {
                EventBody::Created {
                    contact: ContactRef { id: ContactId(Uuid::nil()), name: "G".to_owned() },
                    channel: Channel::Chat,
                    department: None,
                    priority: Priority::None,
                    sla_due: None,
                    page_url: String::new(),
                }
            } else {
                EventBody::Said { text: version.to_string(), files: Vec::new() }
            },
        })
        .collect()
}

fn cursors() -> impl Strategy<Value = Cursors> {
    (0..9_u32, 0..9_u32, 0..9_u32, 0..9_u32, 0..9_u32).prop_map(|(a, b, c, d, e)| Cursors {
        guest: Cursor { received: a, read: b },
        staff: Cursor { received: c, read: d },
        guest_messages_read: e,
    })
}

#[test]
fn cv_02_the_desk_lists_who_waited_longest_first_with_unread_counts() {
    let me = agent(0);
    let staff = Staff {
        person: me.clone(),
        roles: Roles::default().with(Role::Agent),
        departments: Vec::new(),
    };
    let entry = |n: u128, messages: u32, at: i64| {
        let mut log = simple_log(1 + messages);
        let version = log.len() as u32 + 1;
        log.push(Event {
            id: EventId(Uuid::from_u128(99)),
            version,
            at: Moment(at),
            author: Author::System,
            body: EventBody::Assigned { agent: me.clone(), reason: None },
        });
        let mut conversation = fold(&log);
        conversation.id = ConversationId(Uuid::from_u128(n));
        conversation.waiting_since = Some(Moment(at));
        let cursors = Cursors { guest_messages_read: 1, ..Cursors::default() };
        Entry { conversation, cursors }
    };
    let desk = Desk::from_entries(vec![entry(1, 3, 200), entry(2, 1, 100)]);
    let list = desk.list(&staff, List::InProgress);
    let unread: Vec<u32> = list.iter().map(|entry| entry.unread()).collect();
    assert_eq!(unread, [0, 2]);
    assert!(desk.list(&staff, List::Queued).is_empty());
    assert!(desk.list(&staff, List::OnHold).is_empty());
}
