//! What is told, and to whom.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use bytes::Bytes;
use model::{
    conversation::Conversation,
    event::Event,
    id::{CannedId, ContactId, ConversationId, PersonId},
    person::Person,
    wire::{DirectNews, Pulse},
};

/// Who listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Everybody on the staff with a live connection.
    Floor,
    /// The guest of one conversation.
    Conversation(ConversationId),
    /// Those of the staff who look at one conversation.
    Watched(ConversationId),
    /// The live connections of one member of the staff.
    Person(PersonId),
    /// Whoever tells people who look at no page.
    Missed,
    /// Every live connection.
    Everybody,
    /// A group of live connections that hear the heartbeat together.
    Beat(u8),
}

/// One thing that happened. Cloning is cheap.
#[derive(Debug, Clone)]
pub enum Told {
    /// A conversation got one or more events, committed together.
    Changed(Arc<Change>),
    Pulse(Arc<Pulse>),
    /// Something about a person's direct messages, as they are to see it.
    Direct(Arc<DirectNews>),
    /// A member of the staff changed.
    Person(Arc<Person>),
    /// A canned response was saved or deleted, which made this revision.
    Canned {
        revision: u64,
        id: CannedId,
    },
    /// A person's or (with `token_hash`) one browser's sign-in ended.
    SignedOut {
        person: PersonId,
        token_hash: Option<[u8; 32]>,
    },
    /// A contact was erased: their browsers are nobody's any more.
    Forgotten {
        contact: ContactId,
    },
    /// The latest versions of everything that is watched in a group.
    Versions(Arc<HashMap<ConversationId, u32>>),
}

/// A conversation's new state and the events that led to it.
#[derive(Debug)]
pub struct Change {
    pub conversation: Arc<Conversation>,
    pub events: Vec<Event>,
    /// Frames encoded once and shared by all sockets: for staff, for the guest, as a list entry.
    pub staff_frames: OnceLock<Vec<Bytes>>,
    pub guest_frames: OnceLock<Vec<Bytes>>,
    pub entry_frame: OnceLock<Bytes>,
}

impl Change {
    /// A change that nobody has encoded yet.
    #[must_use]
    pub const fn new(conversation: Arc<Conversation>, events: Vec<Event>) -> Self {
        Self {
            conversation,
            events,
            staff_frames: OnceLock::new(),
            guest_frames: OnceLock::new(),
            entry_frame: OnceLock::new(),
        }
    }
}
