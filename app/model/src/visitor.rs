//! What the widget and the server say to each other outside the conversation itself.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    custom_field::{Fields, Question},
    department::DepartmentRef,
    id::{ContactId, ConversationId, DepartmentId},
    locale::Locale,
    settings::PreChat,
};

/// What the widget needs before anything is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WidgetConfig {
    pub workspace_name: String,
    pub pre_chat: PreChat,
    /// Departments a visitor may choose from.
    pub departments: Vec<DepartmentRef>,
    /// Custom fields to be asked for.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// Whether anybody could take a chat now.
    pub is_staffed: bool,
    /// Whether a guest may call the agent who serves them, and with a camera too.
    pub may_call: bool,
    pub may_show: bool,
}

/// The filled-in pre-chat form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreChatForm {
    pub name: String,
    pub email: String,
    pub department: Option<DepartmentId>,
    pub has_consented: bool,
    /// The page the visitor is on, for the agent.
    pub page_url: String,
    /// How the visitor's browser reads.
    #[serde(default)]
    pub reader: Locale,
    /// Custom fields of the contact and of the conversation.
    #[serde(default)]
    pub contact_fields: Fields,
    #[serde(default)]
    pub fields: Fields,
}

/// What a visitor gets to come back with. The token is the only right they hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitorPass {
    pub token: String,
    pub contact: ContactId,
    /// The conversation that goes on, if there is one.
    pub conversation: Option<ConversationId>,
}
