//! Direct messages as one of the two people sees them: the entry of a list, and the log itself.

use alloc::{boxed::Box, string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use super::thread::Applied;
use crate::{
    conversation::{LAST_LINE_LIMIT, one_line},
    cursor::Cursor,
    direct::Notice,
    event::{Author, Event, EventBody},
    id::PersonId,
};

/// The direct messages with one colleague, as a list shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectEntry {
    pub with: PersonId,
    pub version: u32,
    /// What was said last, shortened to a line.
    pub last: Option<Box<Event>>,
    /// Messages of the other that were not read.
    pub unread: u32,
    pub mine: Cursor,
    pub theirs: Cursor,
}

/// How far both have come; told whenever either moves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectRead {
    pub with: PersonId,
    pub unread: u32,
    /// The version of the log at which `unread` was counted.
    pub version: u32,
    pub mine: Cursor,
    pub theirs: Cursor,
}

impl DirectEntry {
    /// Nothing was said yet.
    #[must_use]
    pub const fn new(with: PersonId) -> Self {
        let none = Cursor { received: 0, read: 0 };
        Self { with, version: 0, last: None, unread: 0, mine: none, theirs: none }
    }

    /// Takes the next event of the log in.
    pub fn apply(&mut self, event: &Event) -> Applied {
        if event.version <= self.version {
            return Applied::Known;
        }
        if event.version != self.version.saturating_add(1) {
            return Applied::Gap;
        }
        self.version = event.version;
        if is_by(event, self.with) {
            self.unread = self.unread.saturating_add(1);
        }
        self.last = Some(Box::new(shortened(event)));
        Applied::Next
    }

    /// Reading moved forward. What was counted before a message came in is not believed.
    pub fn read(&mut self, read: &DirectRead) {
        self.mine = self.mine.merge(read.mine);
        self.theirs = self.theirs.merge(read.theirs);
        if read.version >= self.version || read.mine.read >= self.version {
            self.unread = read.unread;
        }
    }
}

/// Whether `person` (the bot among them) said it.
#[must_use]
pub fn is_by(event: &Event, person: PersonId) -> bool {
    matches!(&event.author, Author::Staff(by) if by.id == person)
}

/// An event with as much of its text as a list shows.
#[must_use]
pub fn shortened(event: &Event) -> Event {
    let line =
        |text: &str| -> String { text.chars().take(LAST_LINE_LIMIT).map(one_line).collect() };
    let body = match &event.body {
        EventBody::Said { text, files } => {
            EventBody::Said { text: line(text), files: files.iter().take(1).cloned().collect() }
        }
        EventBody::Told { notice: Notice::Mentioned { by, conversation, guest, text } } => {
            let notice = Notice::Mentioned {
                by: by.clone(),
                conversation: *conversation,
                guest: guest.clone(),
                text: line(text),
            };
            EventBody::Told { notice }
        }
        other => other.clone(),
    };
    Event { id: event.id, version: event.version, at: event.at, author: event.author.clone(), body }
}

/// A stretch of the log with one colleague that ends with its latest event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectThread {
    pub with: PersonId,
    /// Of the latest event; 0: nothing was said yet.
    pub version: u32,
    /// In order, without gaps; the last one's version is `version`.
    pub events: Vec<Event>,
}

impl DirectThread {
    /// Takes an event in, if it is the next one.
    pub fn apply(&mut self, event: Event) -> Applied {
        if event.version <= self.version {
            return Applied::Known;
        }
        if event.version != self.version.saturating_add(1) {
            return Applied::Gap;
        }
        self.version = event.version;
        self.events.push(event);
        Applied::Next
    }

    /// Takes a newer stretch of the same log in: a catch-up that joins on, or a fresh snapshot.
    pub fn catch_up(&mut self, fresh: Self) {
        if fresh.version < self.version {
            return;
        }
        if fresh.first_version() <= self.version.saturating_add(1) {
            let held = self.version;
            self.events.extend(fresh.events.into_iter().filter(|event| event.version > held));
        } else {
            self.events = fresh.events;
        }
        self.version = fresh.version;
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
        self.events.first().map_or(self.version.saturating_add(1), |event| event.version)
    }

    /// Whether older events exist that are not held.
    #[must_use]
    pub fn has_older(&self) -> bool {
        self.first_version() > 1
    }
}
