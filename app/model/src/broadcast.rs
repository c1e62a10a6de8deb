//! Broadcasts: one message to many contacts, each filled in for its reader, and what became of it.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    canned::{self, Filled, Placeholder},
    contact::Contact,
    id::{BroadcastId, ContactId, ConversationId},
    mail::{MailError, SUBJECT_LIMIT},
    moment::Moment,
    page::PageAt,
    parse,
    person::PersonRef,
    refusal::{Field, Problem, Refusal},
    selection::ContactSelection,
};

/// Contacts one broadcast may go to by email.
pub const RECIPIENTS_LIMIT: u32 = 100_000;
/// Contacts one broadcast may go to by chat: each may come back to the one who sent it.
pub const CHAT_RECIPIENTS_LIMIT: u32 = 500;
/// Contacts a message is shown for before it goes.
pub const SAMPLES: usize = 3;
/// Messages a minute at most, whatever the workspace chooses.
pub const PACE_MAX: u32 = 6_000;

/// Messages a minute where nobody chose.
#[must_use]
pub const fn usual_pace() -> u32 {
    60
}

/// How a broadcast reaches a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Medium {
    #[default]
    Email,
    /// In the livechat, where a browser of theirs can still get it.
    Chat,
}

impl Medium {
    pub const ALL: [Self; 2] = [Self::Email, Self::Chat];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Chat => "chat",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// Contacts it may go to.
    #[must_use]
    pub const fn limit(self) -> u32 {
        match self {
            Self::Email => RECIPIENTS_LIMIT,
            Self::Chat => CHAT_RECIPIENTS_LIMIT,
        }
    }
}

/// What is said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Wording {
    pub medium: Medium,
    /// Of a mail; empty in a chat.
    pub subject: String,
    pub text: String,
}

impl Wording {
    /// Checks and cleans what was filled in.
    ///
    /// # Errors
    /// `Invalid`.
    pub fn checked(self) -> Result<Self, Refusal> {
        let subject = match self.medium {
            Medium::Email => {
                let subject = parse::line(Field::Subject, &self.subject, SUBJECT_LIMIT)?;
                parse::required(Field::Subject, subject)?
            }
            Medium::Chat => String::new(),
        };
        let text = parse::prose(Field::Text, &self.text, parse::MESSAGE_LIMIT)?;
        let text = parse::required(Field::Text, text)?;
        for (field, text) in [(Field::Subject, &subject), (Field::Text, &text)] {
            if !canned::unknown(text).is_empty() {
                return Err(Refusal::invalid(field, Problem::NotAPlaceholder));
            }
        }
        Ok(Self { subject, text, ..self })
    }
}

/// A new broadcast. Whoever sends it makes the id: the same one again gets the same answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BroadcastDraft {
    pub id: BroadcastId,
    /// Whom it is for, as far as the one who sends it sees them.
    pub recipients: ContactSelection,
    pub wording: Wording,
    /// The address under which this server was reached, for links where none was named: `https://chat.example`.
    pub origin: String,
}

/// Where the words come from that a text leaves open.
#[derive(Debug, Clone, Copy)]
pub struct Voice<'a> {
    pub sender: &'a str,
    pub sender_email: &'a str,
    pub contact: &'a Contact,
}

impl Voice<'_> {
    /// What a placeholder stands for, if anything: no department speaks in a broadcast.
    #[must_use]
    pub fn value(&self, open: Placeholder) -> Option<String> {
        match open {
            Placeholder::ContactName if self.contact.name.is_empty() => {
                Some(self.contact.username.clone())
            }
            Placeholder::ContactName => Some(self.contact.name.clone()),
            Placeholder::ContactEmail => self.contact.emails.first().cloned(),
            Placeholder::ContactPhone => self.contact.phones.first().cloned(),
            Placeholder::AgentName => Some(String::from(self.sender)),
            Placeholder::AgentEmail => Some(String::from(self.sender_email)),
            Placeholder::DepartmentName => None,
        }
    }

    /// A text as this contact reads it.
    #[must_use]
    pub fn fill(&self, text: &str) -> Filled {
        canned::fill(text, |open| self.value(open))
    }
}

/// How far a broadcast is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BroadcastState {
    Sending,
    Paused(Pause),
    /// Called off: what was left is skipped.
    Cancelled,
    /// Everybody's result is known.
    Done,
}

/// Why nothing leaves for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    Asked,
    /// Whoever sent it may not (any more).
    SenderLost,
}

impl BroadcastState {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Paused(Pause::Asked) => "paused",
            Self::Paused(Pause::SenderLost) => "sender_lost",
            Self::Cancelled => "cancelled",
            Self::Done => "done",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [
            Self::Sending,
            Self::Paused(Pause::Asked),
            Self::Paused(Pause::SenderLost),
            Self::Cancelled,
            Self::Done,
        ]
        .into_iter()
        .find(|one| one.as_str() == word)
    }

    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Cancelled | Self::Done)
    }
}

/// How many of its contacts are how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Not tried yet, or tried again.
    pub queued: u64,
    pub sent: u64,
    pub refused: u64,
    pub skipped: u64,
}

impl Tally {
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.queued + self.sent + self.refused + self.skipped
    }

    /// Those whose result is known.
    #[must_use]
    pub const fn settled(&self) -> u64 {
        self.sent + self.refused + self.skipped
    }
}

/// One message to many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Broadcast {
    pub id: BroadcastId,
    pub wording: Wording,
    pub by: PersonRef,
    pub created: Moment,
    pub state: BroadcastState,
    /// When it became over.
    pub ended: Option<Moment>,
    pub tally: Tally,
    /// Counts changes of its state.
    pub version: u32,
}

/// What somebody does with one under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BroadcastAct {
    Pause,
    Resume,
    Cancel,
    /// Those that were refused go once more.
    Retry,
}

impl BroadcastAct {
    /// The word in the audit trail.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pause => "broadcast.paused",
            Self::Resume => "broadcast.resumed",
            Self::Cancel => "broadcast.cancelled",
            Self::Retry => "broadcast.retried",
        }
    }
}

/// Why a contact got nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Skip {
    OptedOut,
    Blocked,
    NoAddress,
    /// No browser of theirs can get it.
    NoBrowser,
    /// Another of the same broadcast has the same address.
    SameAddress,
    /// The sender does not see the contact (any more).
    OutOfSight,
    /// The contact became part of another.
    Merged,
    Cancelled,
}

impl Skip {
    pub const ALL: [Self; 8] = [
        Self::OptedOut,
        Self::Blocked,
        Self::NoAddress,
        Self::NoBrowser,
        Self::SameAddress,
        Self::OutOfSight,
        Self::Merged,
        Self::Cancelled,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OptedOut => "opted_out",
            Self::Blocked => "blocked",
            Self::NoAddress => "no_address",
            Self::NoBrowser => "no_browser",
            Self::SameAddress => "same_address",
            Self::OutOfSight => "out_of_sight",
            Self::Merged => "merged",
            Self::Cancelled => "cancelled",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// How far the message to one contact is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    Queued,
    /// Tried, and tried again.
    Waiting(MailError),
    Sent,
    Refused(MailError),
    Skipped(Skip),
}

impl Delivery {
    #[must_use]
    pub const fn name(&self) -> DeliveryName {
        match self {
            Self::Queued | Self::Waiting(_) => DeliveryName::Queued,
            Self::Sent => DeliveryName::Sent,
            Self::Refused(_) => DeliveryName::Refused,
            Self::Skipped(_) => DeliveryName::Skipped,
        }
    }
}

/// A delivery without what went wrong: what results are narrowed down to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryName {
    Queued,
    Sent,
    Refused,
    Skipped,
}

impl DeliveryName {
    pub const ALL: [Self; 4] = [Self::Queued, Self::Sent, Self::Refused, Self::Skipped];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Refused => "refused",
            Self::Skipped => "skipped",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }
}

/// One contact of a broadcast, and what became of the message to them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// Its place in the broadcast, from 1.
    pub place: u32,
    pub contact: ContactId,
    pub name: String,
    /// Where it went, or would have; empty where nobody knows or in a chat.
    pub address: String,
    pub delivery: Delivery,
    /// Since when that is so.
    pub at: Moment,
    /// The chat it was said in.
    pub conversation: Option<ConversationId>,
}

/// Which results are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientQuery {
    pub broadcast: BroadcastId,
    pub delivery: Option<DeliveryName>,
    pub page: PageAt,
}

/// What a choice of recipients comes to, before anything leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Contacts that are chosen and seen.
    pub total: u64,
    /// Of these, those that want no broadcasts.
    pub opted_out: u64,
    /// Of these, those that are blocked.
    pub blocked: u64,
    /// Of these, those without an address, or without a browser.
    pub unreachable: u64,
    /// Some of them, from the places that were asked for.
    pub samples: Vec<Sample>,
}

/// A contact for whom a message is shown before it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// Its place, from 0.
    pub at: u64,
    pub contact: Contact,
    /// Why they would get nothing now.
    pub skip: Option<Skip>,
}

/// What one contact was sent, and whether they want more.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContactBroadcasts {
    pub opted_out: Option<OptOut>,
    /// The latest first.
    pub received: Vec<Received>,
}

/// That and how a contact said that they want no broadcasts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OptOut {
    pub at: Moment,
    /// Who noted it; `None`: they did, by the link in a mail.
    pub by: Option<PersonRef>,
}

/// One broadcast, as it came to one contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    pub broadcast: BroadcastId,
    pub medium: Medium,
    /// As the contact read it, placeholders aside.
    pub subject: String,
    pub text: String,
    pub by: PersonRef,
    pub address: String,
    pub delivery: Delivery,
    pub at: Moment,
    pub conversation: Option<ConversationId>,
}

#[cfg(test)]
mod tests;
