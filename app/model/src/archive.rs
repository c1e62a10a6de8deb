//! What of the closed conversations is wanted.

use alloc::{collections::BTreeMap, string::String};
use serde::{Deserialize, Serialize};

use crate::{
    conversation::Priority,
    custom_field::{self, FieldTest},
    id::{ContactId, DepartmentId, PersonId},
    moment::Moment,
    page::PageAt,
    parse,
    refusal::{Field, Refusal},
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
    /// What custom fields say of them, by key.
    #[serde(default)]
    pub fields: BTreeMap<String, FieldTest>,
    /// Closed at or after.
    pub from: Option<Moment>,
    /// Closed before.
    pub until: Option<Moment>,
    pub order: ArchiveOrder,
    pub is_ascending: bool,
    pub page: PageAt,
}

impl ArchiveQuery {
    /// The same, as it may be asked.
    ///
    /// # Errors
    /// `Invalid` search.
    pub fn checked(mut self) -> Result<Self, Refusal> {
        self.search = parse::line(Field::Search, &self.search, parse::SEARCH_LIMIT)?;
        self.fields = custom_field::checked_tests(self.fields)?;
        Ok(self)
    }
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
