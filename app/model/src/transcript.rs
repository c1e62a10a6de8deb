//! What was said in a conversation, as somebody outside may read it afterwards.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    conversation::Conversation,
    event::{Author, Event, EventBody},
    id::ConversationId,
    locale::Locale,
    moment::Moment,
    upload::FileRef,
};

/// What a transcript is written on; it bounds how many entries it carries. Of a longer conversation the earliest are
/// left out, and it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Medium {
    Letter,
    Paper,
}

impl Medium {
    #[must_use]
    pub const fn entries_limit(self) -> usize {
        match self {
            Self::Letter => 1_000,
            Self::Paper => 10_000,
        }
    }
}

/// Who spoke, by the name shown at that time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    Guest,
    Staff(String),
    System,
}

/// What happened. Notes, edits and whatever else is the staff's alone are never here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Happened {
    Started,
    Said {
        text: String,
        files: Vec<FileRef>,
    },
    /// Somebody of the staff serves it from here on.
    Joined {
        name: String,
    },
    Ended {
        comment: String,
    },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub at: Moment,
    pub by: Speaker,
    pub what: Happened,
}

/// A conversation to be read outside: pure, so that mail and paper are made from the same value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    pub conversation: ConversationId,
    pub workspace: String,
    pub guest: String,
    pub department: Option<String>,
    /// Everybody who served it, in order.
    pub agents: Vec<String>,
    pub started: Moment,
    pub ended: Option<Moment>,
    pub entries: Vec<Entry>,
    /// How many earlier entries are left out.
    pub left_out: u32,
    /// How its reader reads.
    pub reader: Locale,
    pub medium: Medium,
}

impl Transcript {
    /// An empty one of this conversation; `add` its log in order.
    #[must_use]
    pub fn of(
        conversation: &Conversation,
        workspace: String,
        reader: Locale,
        medium: Medium,
    ) -> Self {
        Self {
            conversation: conversation.id,
            workspace,
            guest: conversation.contact.name.clone(),
            department: None,
            agents: Vec::new(),
            started: conversation.created,
            ended: None,
            entries: Vec::new(),
            left_out: 0,
            reader,
            medium,
        }
    }

    /// Takes the next event of the log in.
    pub fn add(&mut self, event: &Event) {
        let what = match &event.body {
            EventBody::Created { .. } => Happened::Started,
            EventBody::Said { text, files } => {
                Happened::Said { text: text.clone(), files: files.clone() }
            }
            EventBody::Assigned { agent, .. } => {
                if !self.agents.contains(&agent.name) {
                    self.agents.push(agent.name.clone());
                }
                Happened::Joined { name: agent.name.clone() }
            }
            EventBody::Closed { comment, .. } => {
                self.ended = Some(event.at);
                Happened::Ended { comment: comment.clone() }
            }
            _ => return,
        };
        let by = match &event.author {
            Author::Guest => Speaker::Guest,
            Author::Staff(person) => Speaker::Staff(person.name.clone()),
            Author::System => Speaker::System,
        };
        self.entries.push(Entry { at: event.at, by, what });
        // In steps, because taking from the front moves everything behind it.
        if self.entries.len() >= self.medium.entries_limit().saturating_mul(2) {
            self.trim();
        }
    }

    /// Leaves the earliest entries out, down to the limit. Call it after the last event.
    pub fn trim(&mut self) {
        let over = self.entries.len().saturating_sub(self.medium.entries_limit());
        self.entries.drain(..over);
        self.left_out = self.left_out.saturating_add(u32::try_from(over).unwrap_or(u32::MAX));
    }
}

/// What the dialogs need to know before a transcript is sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TranscriptOptions {
    /// The contact's addresses, the one used last first.
    pub addresses: Vec<String>,
    pub workspace: String,
    /// How the contact reads.
    pub reader: Locale,
    /// Whether mail can leave at all.
    pub is_set_up: bool,
    /// The department sends it in any case.
    pub is_required: bool,
    /// Whoever asks wants it at the end of their conversations.
    pub is_preferred: bool,
}

/// Who gets a transcript by email.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TranscriptWish {
    pub to: String,
    /// Empty: the usual one.
    pub subject: String,
    /// How whoever asks reads: copies to others than the contact are theirs.
    pub reader: Locale,
}

/// What whoever ends a conversation chose about its transcript.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EmailAtEnd {
    No,
    To(TranscriptWish),
}

/// Whether whoever ends a conversation wants its transcript as PDF.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PdfAtEnd {
    No,
    /// In this language and time zone.
    For(Locale),
}

/// What becomes of a transcript as PDF that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PdfAnswer {
    /// The bot brings it as soon as it is made.
    Ordered,
    /// It was made before: the bot has brought it again.
    Again,
}

/// What somebody of the staff prefers at the end of their conversations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TranscriptHabits {
    /// Send the transcript by email.
    pub wants_email: bool,
    /// Export the transcript as PDF.
    pub wants_pdf: bool,
}
