//! What of the closed conversations is wanted.

use alloc::string::String;
use serde::{Deserialize, Serialize};

use crate::{
    conversation::Priority,
    id::{ContactId, DepartmentId, PersonId},
    moment::Moment,
    page::PageAt,
};

/// Filters of the archive; all of them must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ArchiveQuery {
    /// Words of the guest's name, the topic or the messages; each must occur, as a prefix.
    pub search: String,
    pub agent: Option<PersonId>,
    pub department: Option<DepartmentId>,
    pub contact: Option<ContactId>,
    pub tag: Option<String>,
    #[serde(default)]
    pub priority: Option<Priority>,
    /// Closed at or after.
    pub from: Option<Moment>,
    /// Closed before.
    pub until: Option<Moment>,
    pub order: ArchiveOrder,
    pub is_ascending: bool,
    pub page: PageAt,
}

/// How the archive is ordered; the latest first unless turned around.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ArchiveOrder {
    #[default]
    Closed,
    Started,
    Guest,
    /// How long it took, from its beginning to its end.
    Length,
}
