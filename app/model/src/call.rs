//! Calls: two people of a conversation talk, from ringing to the end, and what is remembered of it.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    contact::ContactRef,
    cursor::Side,
    id::{CallId, ContactId, ConversationId, DepartmentId, PersonId},
    moment::Moment,
    page::PageAt,
    person::PersonRef,
    refusal::{Field, Problem, Refusal},
};

/// The largest signal one side may send the other, in bytes.
pub const SIGNAL_LIMIT_BYTES: usize = 32 * 1024;
/// A browser that is in a call says so at least this often, in milliseconds.
pub const ALIVE_MS: i64 = 10_000;
/// A call one side of which said nothing for so long is over, in milliseconds.
pub const LOST_MS: i64 = 45_000;
/// A conference nobody ended is over after this, in milliseconds.
pub const LINK_LIMIT_MS: i64 = 8 * 3_600_000;
/// How many servers may be named to find a way between two browsers.
pub const ICE_SERVERS_LIMIT: u32 = 8;
/// How many dispositions may be chosen from.
pub const DISPOSITIONS_LIMIT: u32 = 20;

/// How the two talk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallKind {
    Audio,
    Video,
    /// At a conference provider, in a window of its own.
    Link,
}

impl CallKind {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Link => "link",
        }
    }
}

/// Why a call is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallEnd {
    /// One of the two hung up; while it rang, whoever called.
    HungUp,
    /// Whoever was called did not want to.
    Declined,
    /// Nobody answered in time.
    Missed,
    /// The conversation was closed, forwarded, returned or placed on hold.
    MovedOn,
    /// One side was not heard of any more, or the way between the two broke.
    Lost,
    /// No way was ever found between the two browsers, or one had no microphone.
    Failed,
}

impl CallEnd {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::HungUp => "hung_up",
            Self::Declined => "declined",
            Self::Missed => "missed",
            Self::MovedOn => "moved_on",
            Self::Lost => "lost",
            Self::Failed => "failed",
        }
    }
}

/// What happens to a call; entries of the conversation's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallStep {
    /// It begins to ring at the other side.
    Rang {
        kind: CallKind,
        /// Where a conference takes place; empty for the others.
        link: String,
    },
    Answered,
    Held,
    Resumed,
    Ended(CallEnd),
}

/// The call that goes on in a conversation; at most one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    pub id: CallId,
    pub kind: CallKind,
    /// Who called.
    pub by: Side,
    /// The agent whose call it is: they served the conversation when it began.
    pub agent: PersonRef,
    pub rang: Moment,
    pub answered: Option<Moment>,
    /// Since when the agent has it on hold.
    pub held: Option<Moment>,
    /// Where a conference takes place; empty for the others.
    pub link: String,
}

impl Call {
    /// Whether somebody still has to answer.
    #[must_use]
    pub const fn rings(&self) -> bool {
        self.answered.is_none()
    }
}

/// What one side wants done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallAct {
    Start(CallKind),
    Answer(CallId),
    Decline(CallId),
    HangUp(CallId),
    /// The agent only.
    Hold(CallId),
    /// The agent only.
    Resume(CallId),
    /// Asks again how to reach the other side: a page was reloaded, a network lost.
    Join(CallId),
    /// No way was found to talk.
    Fail(CallId),
    /// The way they talked by broke, and no other was found.
    Break(CallId),
}

/// How a browser reaches the other one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ice {
    /// An `RTCConfiguration` in JSON, for the browser as it is. Empty where there is nothing to reach.
    pub configuration: String,
}

/// What one browser tells the other to find a way between them: sent on, never stored, never read here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    pub conversation: ConversationId,
    pub call: CallId,
    /// A number that the sending page made for itself.
    pub from: u32,
    /// The number of the page it is for; 0: whichever talks.
    pub to: u32,
    /// Empty: only that the sender is still there.
    pub text: String,
}

/// From whose side a call came, as a contact center counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The contact called.
    Inbound,
    /// The agent called.
    Outbound,
}

impl Direction {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inbound => "inbound",
            Self::Outbound => "outbound",
        }
    }
}

impl From<Side> for Direction {
    fn from(by: Side) -> Self {
        match by {
            Side::Guest => Self::Inbound,
            Side::Staff => Self::Outbound,
        }
    }
}

/// What became of a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallState {
    Ringing,
    Answered,
    Declined,
    Missed,
    Ended,
    Failed,
}

/// What is remembered of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallRecord {
    pub id: CallId,
    pub conversation: ConversationId,
    pub contact: ContactRef,
    /// The contact's first number; empty where there is none.
    pub phone: String,
    pub agent: PersonRef,
    pub department: Option<DepartmentId>,
    pub kind: CallKind,
    pub direction: Direction,
    pub rang: Moment,
    pub answered: Option<Moment>,
    pub ended: Option<(Moment, CallEnd)>,
    /// Milliseconds on hold, up to the latest resuming or the end.
    pub hold_ms: i64,
    pub notes: String,
    pub disposition: String,
    /// Counts edits; an edit names the version it was made from.
    pub version: u32,
}

impl CallRecord {
    #[must_use]
    pub const fn state(&self) -> CallState {
        match (self.ended, self.answered) {
            (None, None) => CallState::Ringing,
            (None, Some(_)) => CallState::Answered,
            (Some((_, CallEnd::Failed | CallEnd::Lost)), _) => CallState::Failed,
            (Some(_), Some(_)) => CallState::Ended,
            (Some((_, CallEnd::Declined)), None) => CallState::Declined,
            (Some(_), None) => CallState::Missed,
        }
    }

    /// Milliseconds it rang until somebody answered or it was over; until now, while it rings.
    #[must_use]
    pub fn wait_ms(&self, now: Moment) -> i64 {
        let ended = self.ended.map(|(at, _)| at);
        self.answered.or(ended).unwrap_or(now).since(self.rang)
    }

    /// Milliseconds the two talked, holds left out; 0 where nobody answered.
    #[must_use]
    pub fn talk_ms(&self, now: Moment) -> i64 {
        let Some(answered) = self.answered else { return 0 };
        let end = self.ended.map_or(now, |(at, _)| at);
        end.since(answered).saturating_sub(self.hold_ms).max(0)
    }
}

/// What the list of calls is narrowed down to; all of them must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CallFilters {
    pub agent: Option<PersonId>,
    pub department: Option<DepartmentId>,
    pub contact: Option<ContactId>,
    pub direction: Option<Direction>,
    pub kind: Option<CallKind>,
    pub state: Option<CallState>,
    pub disposition: Option<String>,
    /// Began at or after.
    pub from: Option<Moment>,
    /// Began before.
    pub until: Option<Moment>,
}

/// How the list of calls is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallOrder {
    #[default]
    Started,
    /// How long the two talked.
    Talked,
}

/// Which calls are wanted; the latest, or the longest, first unless turned around.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CallQuery {
    /// Parts of the contact's name, or of a number, however it is written.
    pub search: String,
    #[serde(default)]
    pub filters: CallFilters,
    #[serde(default)]
    pub order: CallOrder,
    #[serde(default)]
    pub is_ascending: bool,
    pub page: PageAt,
}

/// One call, and the one before it with the same contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallDetails {
    pub record: CallRecord,
    pub last: Option<CallRecord>,
    /// The conversation in which the contact can be called back now.
    pub open: Option<ConversationId>,
}

/// What is noted after a call.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct WrapUp {
    pub notes: String,
    /// One of the workspace's; empty: none chosen.
    pub disposition: String,
    /// The record's, when it was read.
    pub version: u32,
}

/// What an administrator chooses about calls.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallSettings {
    /// Whether people talk inside the product.
    pub is_on: bool,
    pub has_video: bool,
    /// Whether a guest may call the agent who serves them.
    pub guests_may_call: bool,
    /// How long a call rings, in seconds.
    pub ring_s: u32,
    /// A conference provider's address with placeholders; empty: none.
    pub link: String,
    /// STUN and TURN servers; none: those the server was started with.
    pub servers: Vec<String>,
    /// Whether everything goes through a TURN server, so that neither side learns the other's address.
    pub is_relayed: bool,
    /// What an agent chooses from after a call.
    pub dispositions: Vec<String>,
}

impl Default for CallSettings {
    fn default() -> Self {
        Self {
            is_on: true,
            has_video: true,
            guests_may_call: false,
            ring_s: 45,
            link: String::new(),
            servers: Vec::new(),
            is_relayed: false,
            dispositions: ["Resolved", "Follow-up needed", "Call back", "No answer"]
                .into_iter()
                .map(String::from)
                .collect(),
        }
    }
}

impl CallSettings {
    /// Whether calls of this kind can be started at all.
    #[must_use]
    pub fn has(&self, kind: CallKind) -> bool {
        match kind {
            CallKind::Audio => self.is_on,
            CallKind::Video => self.is_on && self.has_video,
            CallKind::Link => !self.link.is_empty(),
        }
    }

    /// What a desk needs to know of it.
    #[must_use]
    pub fn offer(&self) -> CallOffer {
        CallOffer {
            has_audio: self.has(CallKind::Audio),
            has_video: self.has(CallKind::Video),
            has_link: self.has(CallKind::Link),
            dispositions: self.dispositions.clone(),
        }
    }
}

/// Which calls the staff can start, and what they choose from afterwards.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct CallOffer {
    pub has_audio: bool,
    pub has_video: bool,
    pub has_link: bool,
    pub dispositions: Vec<String>,
}

impl CallOffer {
    #[must_use]
    pub const fn has_any(&self) -> bool {
        self.has_audio || self.has_link
    }
}

/// A number nobody can guess, for a conference's name.
pub const ROOM: &str = "{{room}}";
/// The conversation's id.
pub const CONVERSATION: &str = "{{conversation.id}}";
/// The agent's name.
pub const AGENT: &str = "{{agent.name}}";
/// Characters of a link's template.
pub const LINK_LIMIT: u32 = 500;

/// A conference provider's address: `https`, with a placeholder that tells conferences apart, and no others than
/// those known. Empty: none.
///
/// # Errors
/// `Invalid` with `NotALink`, `NoPlaceholder`, `UnknownPlaceholder`, `TooLong`.
pub fn link(text: &str) -> Result<String, Refusal> {
    let wrong = |problem| Refusal::invalid(Field::Link, problem);
    let text = text.trim();
    if text.is_empty() {
        return Ok(String::new());
    }
    if text.chars().count() > LINK_LIMIT as usize {
        return Err(wrong(Problem::TooLong { limit: LINK_LIMIT }));
    }
    let bare = text.replace(ROOM, "r").replace(CONVERSATION, "c").replace(AGENT, "a");
    if bare.contains("{{") || bare.contains("}}") {
        return Err(wrong(Problem::UnknownPlaceholder));
    }
    let host = bare.strip_prefix("https://").map(|rest| {
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        rest.split_at(end).0
    });
    let is_plain = |c: char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '\\' | '`');
    // Names before an @ disguise where a link leads.
    let is_link = host.is_some_and(|host| !host.is_empty() && !host.contains('@'))
        && bare.chars().all(is_plain);
    if !is_link {
        return Err(wrong(Problem::NotALink));
    }
    if !text.contains(ROOM) && !text.contains(CONVERSATION) {
        return Err(wrong(Problem::NoPlaceholder));
    }
    Ok(String::from(text))
}

/// The address of one conference.
#[must_use]
pub fn link_for(template: &str, room: &str, conversation: ConversationId, agent: &str) -> String {
    let id = alloc::format!("{conversation}");
    template.replace(ROOM, room).replace(CONVERSATION, &id).replace(AGENT, &encoded(agent))
}

/// Text as a part of an address.
fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&alloc::format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The address of a STUN or TURN server, as browsers take it: `stun:host:port`, `turn:host:port?transport=udp`.
///
/// # Errors
/// `Invalid` with `NotAServer`.
pub fn server(text: &str) -> Result<String, Refusal> {
    let text = text.trim();
    let kinds = ["stun:", "stuns:", "turn:", "turns:"];
    let host = kinds.iter().find_map(|kind| text.strip_prefix(kind)).unwrap_or_default();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-_:[]?=".contains(c);
    let fits = !host.is_empty()
        && host.len() <= 255
        && host.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '[')
        && host.chars().all(is_plain);
    if fits {
        Ok(String::from(text))
    } else {
        Err(Refusal::invalid(Field::Servers, Problem::NotAServer))
    }
}

/// Whether a server passes everything on itself.
#[must_use]
pub fn is_turn(server: &str) -> bool {
    server.starts_with("turn:") || server.starts_with("turns:")
}

#[cfg(test)]
mod tests;
