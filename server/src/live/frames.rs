//! Frames encoded once and shared by every socket that gets them.

use axum::{body::Bytes, extract::ws::Utf8Bytes};
use bus::Change;
use model::{
    cursor::Cursors, event::Event, id::ConversationId, view::desk::Entry, wire::ServerFrame,
};

/// A frame as text; what cannot be encoded is sent as an empty frame, which clients ignore.
pub(super) fn encode(frame: &ServerFrame) -> Utf8Bytes {
    match serde_json::to_string(frame) {
        Ok(text) => text.into(),
        Err(error) => {
            tracing::error!(%error, "a frame could not be encoded");
            Utf8Bytes::default()
        }
    }
}

/// The events of a change, as the staff sees them, with their versions.
pub(super) fn for_staff(change: &Change) -> Vec<(u32, Utf8Bytes)> {
    let id = change.conversation.id;
    let encoded = change
        .staff_frames
        .get_or_init(|| change.events.iter().map(|event| event_bytes(id, event.clone())).collect());
    versioned(change, encoded)
}

/// The events of a change, as the guest sees them, with their versions.
pub(super) fn for_guest(change: &Change) -> Vec<(u32, Utf8Bytes)> {
    let id = change.conversation.id;
    let encoded = change.guest_frames.get_or_init(|| {
        change.events.iter().map(|event| event_bytes(id, event.for_guest())).collect()
    });
    versioned(change, encoded)
}

/// The changed conversation as an entry of a desk. Cursors travel by pulses of their own.
pub(super) fn entry(change: &Change) -> Utf8Bytes {
    let bytes = change.entry_frame.get_or_init(|| {
        let conversation = (*change.conversation).clone();
        let entry = Entry { conversation, cursors: Cursors::default() };
        bytes(&ServerFrame::Entry(Box::new(entry)))
    });
    text(bytes)
}

fn versioned(change: &Change, encoded: &[Bytes]) -> Vec<(u32, Utf8Bytes)> {
    let versions = change.events.iter().map(|event| event.version);
    versions.zip(encoded.iter().map(text)).collect()
}

fn event_bytes(conversation: ConversationId, event: Event) -> Bytes {
    bytes(&ServerFrame::Event { conversation, event: Box::new(event) })
}

fn bytes(frame: &ServerFrame) -> Bytes {
    serde_json::to_vec(frame).unwrap_or_default().into()
}

fn text(bytes: &Bytes) -> Utf8Bytes {
    Utf8Bytes::try_from(bytes.clone()).unwrap_or_default()
}
