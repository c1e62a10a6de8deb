//! How far each side has received and read a conversation; only ever moves forward.

use serde::{Deserialize, Serialize};

/// How far one side is, in versions of the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cursor {
    pub received: u32,
    pub read: u32,
}

impl Cursor {
    /// The further of both in each respect; what was read was received.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        let read = self.read.max(other.read);
        Self { received: self.received.max(other.received).max(read), read }
    }
}

/// Which side of a conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Guest,
    Staff,
}

/// Both sides' cursors, and how many of the guest's messages the staff has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cursors {
    pub guest: Cursor,
    pub staff: Cursor,
    /// So that unread = the conversation's `guest_messages` less this.
    pub guest_messages_read: u32,
}

impl Cursors {
    /// Moves forward; late or doubled reports change nothing.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            guest: self.guest.merge(other.guest),
            staff: self.staff.merge(other.staff),
            guest_messages_read: self.guest_messages_read.max(other.guest_messages_read),
        }
    }
}
