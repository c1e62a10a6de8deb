//! Contacts: the people outside, as the staff knows them.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    custom_field::Fields,
    id::{ContactId, ConversationId, PersonId},
    moment::Moment,
    person::PersonRef,
};

/// The person outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    pub id: ContactId,
    /// Shown where the name is not known, and searched: `guest-1042`.
    pub username: String,
    pub name: String,
    pub emails: Vec<String>,
    /// In E.164.
    pub phones: Vec<String>,
    pub notes: String,
    /// Values of custom fields.
    #[serde(default)]
    pub fields: Fields,
    pub manager: Option<PersonRef>,
    pub created: Moment,
    pub last_chat: Option<Moment>,
    pub last_conversation: Option<ConversationId>,
    /// Counts edits; an edit names the version it was made from.
    pub version: u32,
}

/// As much of a contact as a conversation carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactRef {
    pub id: ContactId,
    pub name: String,
}

/// What an agent fills in to create or change a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContactDraft {
    pub name: String,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub notes: String,
    /// The agent whom routing tries first.
    pub manager: Option<PersonId>,
    /// Values of custom fields; what is not named stays.
    #[serde(default)]
    pub fields: Fields,
}

/// How the list of contacts is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactOrder {
    Name,
    #[default]
    LastChat,
    Created,
}

/// What of the contacts is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContactQuery {
    pub search: String,
    pub order: ContactOrder,
    pub is_descending: bool,
    pub page: crate::page::PageAt,
}
