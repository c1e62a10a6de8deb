//! The audit trail: who did what, and who read what.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    contact::ContactRef,
    id::{ContactId, ConversationId, PersonId},
    moment::Moment,
    page::PageAt,
};

macro_rules! deeds {
    ($($(#[$doc:meta])* $name:ident = $word:literal;)*) => {
        /// What can be written down.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Deed {$(
            $(#[$doc])*
            #[serde(rename = $word)]
            $name,
        )*}

        impl Deed {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word in the trail.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {$(Self::$name => $word,)*}
            }

            /// The deed of a word; `None` of one that a later version wrote.
            #[must_use]
            pub fn of(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|deed| deed.as_str() == word)
            }
        }
    };
}

deeds! {
    ContactViewed = "contact.viewed";
    ContactCreated = "contact.created";
    ContactEdited = "contact.edited";
    ContactBlocked = "contact.blocked";
    ContactUnblocked = "contact.unblocked";
    /// One contact's data, as a file.
    ContactExported = "contact.exported";
    ContactErased = "contact.erased";
    ContactsImported = "contacts.imported";
    ContactsExported = "contacts.exported";
    TranscriptViewed = "transcript.viewed";
    TranscriptMailed = "transcript.mailed";
    /// As PDF.
    TranscriptExported = "transcript.exported";
    SessionStarted = "session.started";
    PersonCreated = "person.created";
    PersonEdited = "person.edited";
    PasswordChanged = "password.changed";
    DepartmentCreated = "department.created";
    DepartmentEdited = "department.edited";
    CannedCreated = "canned_response.created";
    CannedEdited = "canned_response.edited";
    CannedRemoved = "canned_response.deleted";
    SettingsSaved = "settings.saved";
    MailSaved = "mail.saved";
    ContactMerged = "contact.merged";
    ContactUnmerged = "contact.unmerged";
    ContactOptedOut = "contact.opted_out";
    ContactOptedIn = "contact.opted_in";
    ContactsReassigned = "contacts.reassigned";
    ConversationEdited = "conversation.edited";
    ConversationsTagged = "conversations.tagged";
    ConversationsUntagged = "conversations.untagged";
    ConversationsExported = "conversations.exported";
    ConversationsDownloaded = "conversations.downloaded";
    BroadcastStarted = "broadcast.started";
    BroadcastStopped = "broadcast.stopped";
    BroadcastExported = "broadcast.exported";
    CustomFieldCreated = "custom_field.created";
    CustomFieldEdited = "custom_field.edited";
    CustomFieldArranged = "custom_field.arranged";
    CustomFieldDeleted = "custom_field.deleted";
    TagCreated = "tag.created";
    TagEdited = "tag.edited";
    TagDeleted = "tag.deleted";
    ViewCreated = "saved_view.created";
    ViewEdited = "saved_view.edited";
    ViewDeleted = "saved_view.deleted";
}

/// What of the trail is wanted; all of it must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AuditQuery {
    pub person: Option<PersonId>,
    /// Any of these; none: all.
    pub deeds: Vec<Deed>,
    /// At or after.
    pub from: Option<Moment>,
    /// Before.
    pub until: Option<Moment>,
    /// Lines about a contact, or a conversation of theirs.
    pub contact: Option<ContactId>,
    pub conversation: Option<ConversationId>,
    pub page: PageAt,
}

/// One line of the trail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditLine {
    pub at: Moment,
    /// `None`: the server itself.
    pub who: Option<PersonId>,
    pub what: String,
    /// An id, or what it is about in the server's own words.
    pub about: String,
    pub contact: Option<ContactRef>,
    pub conversation: Option<ConversationId>,
}

/// Some lines, the latest first, and where the next ones start.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    pub lines: Vec<AuditLine>,
    pub next: Option<String>,
}
