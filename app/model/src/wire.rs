//! Frames of the live socket: JSON, one frame a message, both directions.

use alloc::{boxed::Box, string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    call::Signal,
    cursor::{Cursor, Cursors, Side},
    event::Event,
    id::{BroadcastId, CallId, CannedId, ConversationId, EventId, PersonId, UploadId},
    mail::Mail,
    moment::Moment,
    person::{Person, PersonRef},
    refusal::Refusal,
    view::{
        desk::Entry,
        direct::{DirectEntry, DirectRead, DirectThread},
        thread::Thread,
    },
};

/// The largest frame a client may send, in bytes.
pub const FRAME_LIMIT_BYTES: usize = 64 * 1024;
/// A client hears from the server at least this often, in milliseconds.
pub const HEARTBEAT_MS: i64 = 10_000;
/// Who looks at a conversation says so this often, in milliseconds.
pub const LOOKING_MS: i64 = 8_000;
/// Events a `Thread` frame carries at most; older ones are fetched by page.
pub const THREAD_EVENTS: usize = 200;

/// A message to be said or noted; the id makes saying it twice harmless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Say {
    pub id: EventId,
    pub conversation: ConversationId,
    pub text: String,
    pub files: Vec<UploadId>,
    /// Among staff only.
    pub is_note: bool,
    /// The canned responses it was made with, to be counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub canned: Vec<CannedId>,
}

/// What a member of the staff asks about direct messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DirectAsk {
    /// What came after version `since`; 0: a fresh snapshot. What follows comes without being asked for.
    Open {
        with: PersonId,
        since: u32,
    },
    /// The id makes saying it twice harmless.
    Say {
        id: EventId,
        with: PersonId,
        text: String,
        files: Vec<UploadId>,
    },
    Typing {
        with: PersonId,
        is_typing: bool,
    },
    /// How far this person has received and read.
    Seen {
        with: PersonId,
        cursor: Cursor,
    },
}

/// What a member of the staff is told about their direct messages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DirectNews {
    /// Everybody there are messages with. Replaces what was there.
    List {
        entries: Vec<DirectEntry>,
    },
    /// The answer to `Open`.
    Thread(DirectThread),
    /// The next event of the log with a colleague.
    Event {
        with: PersonId,
        event: Event,
    },
    Typing {
        with: PersonId,
        is_typing: bool,
    },
    Read(DirectRead),
    /// A `Say` was refused; nothing was stored.
    Refused {
        id: EventId,
        with: PersonId,
        refusal: Refusal,
    },
    /// An `Open` was refused.
    OpenRefused {
        with: PersonId,
        refusal: Refusal,
    },
}

/// Client to server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientFrame {
    /// A visitor's first frame; staff are known by their cookie.
    Hello {
        token: String,
    },
    /// Tell me what happens there from `since` on; 0: send a fresh snapshot.
    Watch {
        conversation: ConversationId,
        since: u32,
    },
    Unwatch {
        conversation: ConversationId,
    },
    Say(Say),
    Typing {
        conversation: ConversationId,
        is_typing: bool,
    },
    /// Staff: the conversation this person looks at now; repeated every [`LOOKING_MS`] while they do.
    Looking {
        conversation: Option<ConversationId>,
    },
    /// How far this side has received and read; `guest_messages` as counted in the view that was read.
    Seen {
        conversation: ConversationId,
        cursor: Cursor,
        guest_messages: u32,
    },
    /// Staff: about direct messages.
    Direct(DirectAsk),
    /// Staff: whether somebody looks at this page.
    Page {
        is_visible: bool,
    },
    /// To the other side of a call.
    Signal(Signal),
    Ping,
}

/// Server to client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ServerFrame {
    /// First frame after sign-in. `boot` changes when the server restarts.
    Welcome {
        now: Moment,
        boot: String,
    },
    /// Staff: every entry of this person's desk. Replaces what was there.
    Desk {
        entries: Vec<Entry>,
        people: Vec<Person>,
    },
    /// Staff: an entry is new or changed; older versions than the one held are ignored.
    Entry(Box<Entry>),
    /// Staff: an entry left this desk at `version`. `to`: the colleague who has it now.
    Left {
        conversation: ConversationId,
        version: u32,
        to: Option<PersonId>,
    },
    /// A colleague changed (availability, name, rights).
    Person(Box<Person>),
    /// A snapshot (`Watch` with 0, or too old) or what came after `since`.
    Thread(Box<Thread>),
    /// The next event of a watched conversation.
    Event {
        conversation: ConversationId,
        event: Box<Event>,
    },
    Pulse(Pulse),
    /// Staff: this canned response was saved or deleted, which made the workspace's `revision`. Who may see it asks.
    Canned {
        revision: u64,
        id: CannedId,
    },
    /// A `Say` was refused; nothing was stored.
    Refused {
        id: EventId,
        conversation: ConversationId,
        refusal: Refusal,
    },
    /// A `Watch` or another frame was refused.
    WatchRefused {
        conversation: ConversationId,
        refusal: Refusal,
    },
    /// The latest versions of what this socket watches or lists; a difference means refetch.
    Heartbeat {
        now: Moment,
        versions: Vec<(ConversationId, u32)>,
    },
    /// The socket was too slow, frames were dropped: fetch again.
    Lagged,
    /// Staff: about their direct messages.
    Direct(Box<DirectNews>),
    /// The session is over, or the token was revoked. No use reconnecting.
    SignedOut,
    /// Staff: the browser is signed in as somebody else than the tab believes. No use reconnecting.
    SignedInAs(PersonRef),
}

/// A moment nobody needs later: sent, never stored (cursors are kept aside).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pulse {
    Typing {
        conversation: ConversationId,
        by: Side,
        name: String,
        is_typing: bool,
    },
    Cursors {
        conversation: ConversationId,
        cursors: Cursors,
    },
    /// Staff only: a colleague has it open, or no more. `asks`: whoever else has it open says so too.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    Looking {
        conversation: ConversationId,
        person: PersonId,
        is_looking: bool,
        asks: bool,
    },
    /// A letter about a conversation got further; for the staff alone.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    Mail(Box<Mail>),
    /// A broadcast got further: whoever looks at it asks.
    Broadcast(BroadcastId),
    /// Place in the queue from 1, and an honest estimate in ms where there is data.
    Place {
        conversation: ConversationId,
        place: u32,
        estimate_ms: Option<i64>,
    },
    /// From the other side of a call.
    Signal(Signal),
    /// A signal was not sent on.
    SignalRefused {
        call: CallId,
        refusal: Refusal,
    },
}
