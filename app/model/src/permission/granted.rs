//! The permissions, and which role has which.

use serde::{Deserialize, Serialize};

use crate::person::Role;

macro_rules! permissions {
    ($($(#[$doc:meta])* $name:ident = $word:literal, [$($role:ident),*];)*) => {
        /// Permissions, named as the field names them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Permission {$(
            $(#[$doc])*
            #[serde(rename = $word)]
            $name,
        )*}

        impl Permission {
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The word administrators see.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {$(Self::$name => $word,)*}
            }

            /// Whether a role has it unless somebody changed the grants.
            #[must_use]
            pub const fn is_granted(self, role: Role) -> bool {
                match self {$(
                    Self::$name => matches!(role, $(Role::$role)|*),
                )*}
            }
        }

        impl core::fmt::Display for Permission {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

permissions! {
    /// Serve conversations: take, answer, note.
    ViewRoom = "view-l-room", [Agent, Monitor, Manager, Administrator];
    /// See every conversation in reach, not only one's own.
    ViewRooms = "view-livechat-rooms", [Monitor, Manager, Administrator];
    ViewQueue = "view-livechat-queue", [Agent, Monitor, Manager, Administrator];
    ViewContactCenter = "view-omnichannel-contact-center", [Agent, Monitor, Manager, Administrator];
    CreateContact = "create-livechat-contact", [Agent, Monitor, Manager, Administrator];
    UpdateContact = "update-livechat-contact", [Agent, Monitor, Manager, Administrator];
    /// Make one of two contacts, and take that back.
    MergeContact = "merge-livechat-contact", [Agent, Monitor, Manager, Administrator];
    BlockContact = "block-livechat-contact", [Agent, Monitor, Manager, Administrator];
    UnblockContact = "unblock-livechat-contact", [Agent, Monitor, Manager, Administrator];
    /// Erase everything about a contact.
    DeleteContact = "delete-livechat-contact", [Administrator];
    /// Take out everything about one contact.
    ExportContact = "export-livechat-contact-data", [Manager, Administrator];
    /// Bring contacts in from a file.
    ImportContacts = "import-livechat-contacts", [Manager, Administrator];
    /// Take the list of contacts out as a file.
    ExportContacts = "export-livechat-contacts", [Manager, Administrator];
    CloseRoom = "close-livechat-room", [Agent, Monitor, Manager, Administrator];
    CloseOthersRoom = "close-others-livechat-room", [Monitor, Manager, Administrator];
    HoldRoom = "on-hold-livechat-room", [Agent, Monitor, Manager, Administrator];
    HoldOthersRoom = "on-hold-others-livechat-room", [Monitor, Manager, Administrator];
    /// Return to the queue or forward.
    TransferGuest = "transfer-livechat-guest", [Agent, Monitor, Manager, Administrator];
    SaveOthersRoomInfo = "save-others-livechat-room-info", [Monitor, Manager, Administrator];
    /// Write to colleagues directly.
    CreateDirect = "create-d", [Agent, Monitor, Manager, Administrator];
    /// Change one's own name, password and choices.
    EditOwnAccount = "edit-own-account", [Agent, Monitor, Manager, Administrator];
    ManageAgents = "manage-livechat-agents", [Manager, Administrator];
    /// Make people managers or administrators.
    ManageManagers = "manage-livechat-managers", [Administrator];
    ManageDepartments = "manage-livechat-departments", [Manager, Administrator];
    ManageSettings = "manage-livechat-settings", [Administrator];
    /// Read who did and read what.
    ViewAudit = "can-audit-log", [Administrator];
    ViewCanned = "view-canned-responses", [Agent, Monitor, Manager, Administrator];
    /// See those of every department.
    ViewAllCanned = "view-all-canned-responses", [Manager, Administrator];
    SaveCanned = "save-canned-responses", [Agent, Monitor, Manager, Administrator];
    /// Save those of one's own departments.
    SaveDepartmentCanned = "save-department-canned-responses", [Monitor];
    /// Save public ones and those of every department.
    SaveAllCanned = "save-all-canned-responses", [Manager, Administrator];
    RemoveCanned = "remove-canned-responses", [Agent, Monitor, Manager, Administrator];
    /// Open them in Manage.
    ManageCanned = "manage-livechat-canned-responses", [Monitor, Manager, Administrator];
    /// Send what was said to somebody by email.
    SendTranscript = "send-omnichannel-chat-transcript", [Agent, Monitor, Manager, Administrator];
    /// Export the transcript as PDF.
    RequestPdf = "request-pdf-transcript", [Agent, Monitor, Manager, Administrator];
    /// Define custom fields, and change what only managers may.
    ManageCustomFields = "view-livechat-customfields", [Manager, Administrator];
    /// Name, rename and delete tags.
    ManageTags = "manage-livechat-tags", [Manager, Administrator];
    /// Send one message to many contacts, and see what became of it.
    SendBroadcast = "outbound.send-messages", [Manager, Administrator];
    /// Share views of the Contact Center with one's own departments.
    ShareViews = "share-livechat-views", [Monitor, Manager, Administrator];
    /// Share them with everybody and every department.
    ShareAllViews = "share-all-livechat-views", [Manager, Administrator];
    /// Take closed conversations out as a file.
    ExportRooms = "export-livechat-rooms", [Manager, Administrator];
    /// Read why routing decided as it did.
    ViewReasons = "view-livechat-routing-reasons", [Agent, Monitor, Manager, Administrator];
}
