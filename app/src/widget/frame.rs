//! The frames a visitor is sent. The others, which only staff gets, are not even read: their types are half of what the
//! server can say.

use model::{
    event::Event,
    id::{ConversationId, EventId},
    moment::Moment,
    refusal::Refusal,
    view::thread::Thread,
    wire::{Pulse, ServerFrame},
};
use serde::Deserialize;

/// The part of [`ServerFrame`] that goes to visitors, written alike.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum GuestFrame {
    Welcome { now: Moment, boot: String },
    Thread(Box<Thread>),
    Event { conversation: ConversationId, event: Box<Event> },
    Pulse(Pulse),
    Refused { id: EventId, conversation: ConversationId, refusal: Refusal },
    WatchRefused { conversation: ConversationId, refusal: Refusal },
    Heartbeat { now: Moment, versions: Vec<(ConversationId, u32)> },
    Lagged,
    SignedOut,
}

/// As much of a refusal as every reader knows.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Unread {
    Refused { id: EventId, conversation: ConversationId },
}

pub(super) fn read(text: &str) -> Option<ServerFrame> {
    let Ok(frame) = crate::json::from_str(text) else {
        // A reason that guests were not thought to get: what was said must not wait for ever.
        let Unread::Refused { id, conversation } = crate::json::from_str(text).ok()?;
        return Some(ServerFrame::Refused { id, conversation, refusal: Refusal::AlreadyClosed });
    };
    Some(match frame {
        GuestFrame::Welcome { now, boot } => ServerFrame::Welcome { now, boot },
        GuestFrame::Thread(thread) => ServerFrame::Thread(thread),
        GuestFrame::Event { conversation, event } => ServerFrame::Event { conversation, event },
        GuestFrame::Pulse(pulse) => ServerFrame::Pulse(pulse),
        GuestFrame::Refused { id, conversation, refusal } => {
            ServerFrame::Refused { id, conversation, refusal }
        }
        GuestFrame::WatchRefused { conversation, refusal } => {
            ServerFrame::WatchRefused { conversation, refusal }
        }
        GuestFrame::Heartbeat { now, versions } => ServerFrame::Heartbeat { now, versions },
        GuestFrame::Lagged => ServerFrame::Lagged,
        GuestFrame::SignedOut => ServerFrame::SignedOut,
    })
}

#[cfg(test)]
mod tests {
    use model::{
        call::Signal,
        cursor::Side,
        event::{Author, EventBody},
        id::CallId,
    };
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_goes_to_visitors_is_read_as_it_was_written() {
        let conversation = ConversationId(Uuid::from_u128(7));
        let (id, now) = (EventId(Uuid::from_u128(8)), Moment(5));
        let refusal = Refusal::AlreadyClosed;
        let call = CallId(Uuid::from_u128(9));
        let body = EventBody::Said { text: "Hello".into(), files: vec![] };
        let event = Box::new(Event { id, version: 2, at: now, author: Author::Guest, body });
        let typing =
            Pulse::Typing { conversation, by: Side::Staff, name: "Ada".into(), is_typing: true };
        for frame in [
            ServerFrame::Welcome { now, boot: "b".into() },
            ServerFrame::Event { conversation, event },
            ServerFrame::Pulse(typing),
            ServerFrame::Pulse(Pulse::Place { conversation, place: 3, estimate_ms: Some(1) }),
            ServerFrame::Pulse(Pulse::SignalRefused { call, refusal: refusal.clone() }),
            ServerFrame::Pulse(Pulse::Signal(Signal {
                conversation,
                call,
                from: 1,
                to: 2,
                text: "{}".into(),
            })),
            ServerFrame::Refused { id, conversation, refusal: refusal.clone() },
            ServerFrame::WatchRefused { conversation, refusal },
            ServerFrame::Heartbeat { now, versions: vec![(conversation, 2)] },
            ServerFrame::Lagged,
            ServerFrame::SignedOut,
        ] {
            let text = serde_json::to_string(&frame).unwrap();
            assert_eq!(read(&text), Some(frame));
        }
    }

    #[test]
    fn a_refusal_with_a_reason_that_is_not_known_is_still_one() {
        let text = r#"{"refused":{"id":"00000000-0000-0000-0000-000000000008",
            "conversation":"00000000-0000-0000-0000-000000000007","refusal":{"moon":{"phase":1}}}}"#;
        let Some(ServerFrame::Refused { id, .. }) = read(text) else { panic!("passed over") };
        assert_eq!(id, EventId(Uuid::from_u128(8)));
    }

    #[test]
    fn what_is_for_staff_is_passed_over() {
        let frame = ServerFrame::Desk { entries: vec![], people: vec![] };
        assert_eq!(read(&serde_json::to_string(&frame).unwrap()), None);
    }
}
