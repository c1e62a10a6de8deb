//! One conversation as its watchers see it: the state, the latest events, the cursors.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::{
    conversation::Conversation,
    cursor::Cursors,
    event::{Event, EventBody},
};

/// A stretch of a conversation's log that ends with its latest event, and the state that results.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    pub conversation: Conversation,
    /// In order, without gaps; the last one's version is the conversation's.
    pub events: Vec<Event>,
    pub cursors: Cursors,
}

/// What became of an event that was applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applied {
    /// It was the next one.
    Next,
    /// It was known already.
    Known,
    /// Something is missing in between: fetch what came after the version held.
    Gap,
}

impl Thread {
    /// Takes an event in, if it is the next one.
    pub fn apply(&mut self, event: Event) -> Applied {
        let held = self.conversation.version;
        if event.version <= held {
            return Applied::Known;
        }
        if event.version != held.saturating_add(1) {
            return Applied::Gap;
        }
        if event.body == EventBody::Erased {
            self.erase();
        }
        self.conversation.apply(&event);
        self.events.push(event);
        Applied::Next
    }

    /// Takes a newer stretch of the same log in: a catch-up that joins on, or a fresh snapshot.
    pub fn catch_up(&mut self, fresh: Self) {
        self.cursors = self.cursors.merge(fresh.cursors);
        if fresh.conversation.version < self.conversation.version {
            return;
        }
        let joins = fresh.first_version() <= self.conversation.version.saturating_add(1);
        if fresh.events.iter().any(|event| event.body == EventBody::Erased) {
            self.erase();
        }
        if joins {
            let held = self.conversation.version;
            self.events.extend(fresh.events.into_iter().filter(|e| e.version > held));
        } else {
            self.events = fresh.events;
        }
        self.conversation = fresh.conversation;
    }

    fn erase(&mut self) {
        self.events.iter_mut().for_each(|held| *held = held.erased());
    }

    /// Puts an older page before what is held; what overlaps is dropped.
    pub fn prepend(&mut self, older: Vec<Event>) {
        let first = self.first_version();
        let mut events: Vec<Event> = older.into_iter().filter(|e| e.version < first).collect();
        events.append(&mut self.events);
        self.events = events;
    }

    /// The first version held; one past the latest when nothing is.
    #[must_use]
    pub fn first_version(&self) -> u32 {
        self.events.first().map_or(self.conversation.version.saturating_add(1), |e| e.version)
    }

    /// Whether older events exist that are not held.
    #[must_use]
    pub fn has_older(&self) -> bool {
        self.first_version() > 1
    }

    /// The thread as the guest may see it.
    #[must_use]
    pub fn for_guest(&self) -> Self {
        Self {
            conversation: self.conversation.for_guest(),
            events: self.events.iter().map(Event::for_guest).collect(),
            cursors: self.cursors,
        }
    }
}
