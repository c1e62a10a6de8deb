//! Identifiers: one type per thing, so that no two can be mixed up.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl core::fmt::Display for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl core::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )*};
}

ids! {
    /// A member of the staff.
    PersonId;
    /// A group that serves together.
    DepartmentId;
    /// The person outside.
    ContactId;
    /// One interaction on one channel.
    ConversationId;
    /// One entry of a conversation's log; made by whoever says it, so that saying it twice is harmless.
    EventId;
    /// One call in a conversation.
    CallId;
    /// A letter on its way out.
    MailId;
    /// A file of contacts on its way in.
    ImportId;
    /// A stored file.
    UploadId;
    /// A text kept to be said again.
    CannedId;
    /// What a workspace wants to know beyond what everybody does.
    CustomFieldId;
    /// Two contacts that became one.
    MergeId;
    /// One message to many contacts.
    BroadcastId;
    /// A list as somebody saved it.
    ViewId;
    /// Something done with many conversations.
    BulkId;
}
