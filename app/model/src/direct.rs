//! Direct messages: a log for each pair of colleagues, and what the workspace's own bot reports.

use alloc::string::String;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    id::{ConversationId, PersonId},
    mail::MailError,
    person::PersonRef,
};

/// The bot: the workspace itself, speaking. It is nobody's sign-in and reads nothing.
pub const BOT: PersonId = PersonId(Uuid::from_u128(0x0b07_0000_0000_8000_8000_0000_0000_0001));
/// How the bot is called, in every language.
pub const BOT_NAME: &str = "Switchboard";

/// The bot as the author of what it says.
#[must_use]
pub fn bot() -> PersonRef {
    PersonRef { id: BOT, name: String::from(BOT_NAME) }
}

/// Two people, whoever is named first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pair {
    low: PersonId,
    high: PersonId,
}

impl Pair {
    /// `None` for one person alone.
    #[must_use]
    pub fn of(one: PersonId, other: PersonId) -> Option<Self> {
        match one.cmp(&other) {
            core::cmp::Ordering::Less => Some(Self { low: one, high: other }),
            core::cmp::Ordering::Greater => Some(Self { low: other, high: one }),
            core::cmp::Ordering::Equal => None,
        }
    }

    #[must_use]
    pub const fn low(self) -> PersonId {
        self.low
    }

    #[must_use]
    pub const fn high(self) -> PersonId {
        self.high
    }

    #[must_use]
    pub fn has(self, person: PersonId) -> bool {
        self.low == person || self.high == person
    }

    /// Who of the two is not `person`.
    #[must_use]
    pub fn other(self, person: PersonId) -> PersonId {
        if self.low == person { self.high } else { self.low }
    }
}

/// What the bot reports; put into the reader's words by the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// A colleague named the reader in a note.
    Mentioned {
        by: PersonRef,
        conversation: ConversationId,
        /// The guest's name at that time.
        guest: String,
        /// The note.
        text: String,
    },
    /// A transcript the reader sent by email was not taken.
    MailRefused {
        conversation: ConversationId,
        /// The guest's name at that time.
        guest: String,
        to: String,
        error: MailError,
    },
}
