//! What the domain says no with: typed, exhaustive, crosses the wire, translated on screen.

use alloc::string::String;
use serde::{Deserialize, Serialize};

use crate::{department::DepartmentRef, id::ConversationId, moment::Moment, person::PersonRef};

/// A field of a form or a call, named so that the screen can put the message beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Name,
    Username,
    Email,
    Phone,
    Password,
    Text,
    Notes,
    Comment,
    Topic,
    Tags,
    Department,
    Description,
    Members,
    Roles,
    Limit,
    Duration,
    File,
    Search,
    Consent,
    Page,
    Fallback,
    Manager,
    Link,
    Servers,
    Disposition,
    Shortcut,
    Subject,
    Host,
    Port,
    Security,
    Certificates,
    TimeZone,
    Key,
    Label,
    Options,
    Pattern,
    Contact,
    /// Whom something is for.
    Recipients,
    Columns,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    Missing,
    TooLong {
        limit: u32,
    },
    TooShort {
        limit: u32,
    },
    TooMany {
        limit: u32,
    },
    OutOfRange {
        from: i64,
        to: i64,
    },
    /// Holds a character nobody can type or read (a 0 byte, a control character).
    Unreadable,
    NotAnEmail,
    NotAPhone,
    /// Letters, digits, dot, dash and underscore only.
    NotAUsername,
    /// Letters, digits, dot, dash and underscore only, in one word.
    NotAShortcut,
    NotAHost,
    /// In the clear, to a machine that is not this one.
    NotThisMachine,
    /// No certificates in PEM.
    NotACertificate,
    /// What was to be typed as a sign that it is meant is something else.
    NotTheSame,
    /// Somebody else has it.
    Taken,
    Unknown,
    /// It would lead back to where it begins.
    Circular,
    /// An address that begins with `https://`.
    NotALink,
    /// Every conference would be the same one.
    NoPlaceholder,
    UnknownPlaceholder,
    /// Braces around a word that stands for nothing.
    NotAPlaceholder,
    /// `stun:` or `turn:`, a name, perhaps a port.
    NotAServer,
    /// Only a TURN server passes calls on.
    NeedsTurn,
    /// Letters, digits, dash and underscore only.
    NotAKey,
    NotANumber,
    NotADate,
    /// An address that begins with `https://` or `http://`.
    NotAUrl,
    /// Not a regular expression, or one that could run for ever.
    NotAPattern,
    /// Not as the field's regular expression wants it.
    DoesNotFit,
}

/// What was looked for and is not there (or not for this person: the answer is the same).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thing {
    Conversation,
    Contact,
    Department,
    Person,
    Upload,
    Mail,
    Page,
    /// A browser somebody is signed in on.
    SignIn,
    Call,
    CannedResponse,
    CustomField,
    Merge,
    Broadcast,
    SavedView,
    BulkJob,
    /// A file of contacts.
    Import,
}

/// Which limit is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    Department,
    Agent,
    Workspace,
    Channel,
}

/// Why the domain says no. Every variant says what to do next when it is put into words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// Nobody is signed in, or the session is over.
    #[error("not signed in")]
    NotSignedIn,
    /// This browser is signed in as somebody else than the screen believes. Nothing was done.
    #[error("signed in as {}", by.name)]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    SignedInAs { by: PersonRef },
    #[error("wrong login or password")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    WrongPassword,
    #[error("too many attempts; again after {retry_at:?}")]
    TooManyAttempts { retry_at: Moment },
    /// The role lacks the permission.
    #[error("not permitted: {permission}")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    NotPermitted { permission: crate::permission::Permission },
    #[error("no such {thing:?}")]
    NotFound { thing: Thing },
    #[error("{field:?}: {problem:?}")]
    Invalid { field: Field, problem: Problem },
    /// A value of a custom field.
    #[error("{key}: {problem:?}")]
    InvalidField { key: String, label: String, problem: Problem },
    /// Somebody was faster; `by` has it now.
    #[error("taken by {}", by.name)]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    AlreadyTaken { by: PersonRef },
    #[error("already closed")]
    AlreadyClosed,
    /// The conversation is not in a state in which this can be done.
    #[error("not possible while {stage:?}")]
    WrongStage { stage: crate::conversation::StageName },
    /// Only while the last message is the agent's.
    #[error("the guest spoke last")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    GuestSpokeLast,
    /// The agent has no room for one more.
    #[error("limit reached: {limit:?} {load}/{max}")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    LimitReached { limit: Limit, load: u32, max: u32 },
    /// Only agents and managers can be asked into a conversation.
    #[error("not an agent")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    NotAnAgent,
    /// The colleague is in this conversation already.
    #[error("{} is in it already", person.name)]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    AlreadyIn { person: PersonRef },
    /// Somebody to forward to is away or has no live connection.
    #[error("{} is not available", person.name)]
    NotAvailable { person: PersonRef },
    /// Somebody to forward to has no room for one more.
    #[error("{} has no room: {load}/{max}", person.name)]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    PersonFull { person: PersonRef, load: u32, max: u32 },
    /// Somebody to forward to does not serve the department.
    #[error("{} is not in the department", person.name)]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    NotInDepartment { person: PersonRef },
    /// Nobody is available in the department, nor where it would fall back to.
    #[error("nobody is there in {}", department.name)]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    NobodyThere { department: DepartmentRef },
    #[error("{} is disabled", department.name)]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    DepartmentDisabled { department: DepartmentRef },
    /// The conversation is in that department already.
    #[error("already in that department")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    SameDepartment,
    /// What was handed over can no longer be taken back.
    #[error("too late to take it back")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    TooLateToUndo,
    /// The offer was withdrawn or went to somebody else.
    #[error("the offer is over")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    OfferOver,
    /// The record was changed since it was read; what was typed is kept on the screen.
    #[error("changed by somebody else")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    EditConflict { version: u32 },
    /// The department wants a tag before a conversation ends.
    #[error("tags required")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    TagsRequired,
    /// The shortcut finds another response for the same people already.
    #[error("shortcut taken by {}", by.name)]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    ShortcutTaken { by: PersonRef, scope: crate::canned::ScopeName },
    /// No mail can leave until an administrator names a mail server.
    #[error("mail is not set up")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    MailNotSetUp,
    /// Nothing more leaves of a broadcast that was called off.
    #[error("the broadcast is over")]
    BroadcastOver,
    /// Answers to what is said in chats come back to whoever sent it.
    #[error("nobody to answer")]
    NobodyToAnswer,
    /// Links in mail need an address at which guests reach this server.
    #[error("no public address")]
    NoPublicAddress,
    /// A transcript as PDF is made of what is over.
    #[error("the conversation is still open")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    StillOpen,
    #[error("file too large: {size_bytes} > {limit_bytes}")]
    FileTooLarge { size_bytes: u64, limit_bytes: u64 },
    #[error("file type not allowed")]
    FileTypeNotAllowed,
    #[error("too many requests; again after {retry_at:?}")]
    TooFast { retry_at: Moment },
    /// Where an open conversation already exists, start no second one.
    #[error("already talking in {conversation}")]
    AlreadyTalking { conversation: ConversationId },
    /// The guest was blocked.
    #[error("blocked")]
    Blocked,
    /// Blocked already; the contact says by whom and why.
    #[error("blocked by {}", by.name)]
    AlreadyBlocked { by: PersonRef },
    /// Nothing of the contact is left that could be changed.
    #[error("the contact was erased")]
    ContactErased,
    /// The file is being gone through already, or that is over.
    #[error("the import has begun")]
    ImportBegun,
    #[error("the workspace is already set up")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    AlreadySetUp,
    /// The last administrator cannot be disabled or demoted.
    #[error("last administrator")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    LastAdministrator,
    /// The workspace's bot reads nothing.
    #[error("the bot does not read")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    BotReadsNothing,
    /// Somebody who cannot sign in would never read it.
    #[error("{} is disabled", who.name)]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    Disabled { who: PersonRef },
    /// There is a call in this conversation already; perhaps it was answered on another page.
    #[error("already calling")]
    AlreadyCalling,
    /// The agent is in a call in another conversation.
    #[error("in another call")]
    InACall,
    /// The guest has the chat not open.
    #[error("the guest is not here")]
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    GuestNotHere,
    /// The workspace has no calls of this kind.
    #[error("no {kind:?} calls")]
    CallsOff { kind: crate::call::CallKind },
    /// The call is over.
    #[error("the call is over")]
    CallOver,
    /// The same command collided with others too often; safe to send again.
    #[error("busy")]
    Busy,
    /// What was sent could not be read at all.
    #[error("malformed: {what}")]
    Malformed { what: String },
}

impl Refusal {
    /// A shorthand for the most common refusal.
    #[must_use]
    pub const fn invalid(field: Field, problem: Problem) -> Self {
        Self::Invalid { field, problem }
    }

    #[must_use]
    pub const fn not_found(thing: Thing) -> Self {
        Self::NotFound { thing }
    }
}
