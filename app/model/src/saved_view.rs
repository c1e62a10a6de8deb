//! Lists of the Contact Center as people keep them: saved views, and each person's own columns.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    canned::Scope,
    id::{PersonId, ViewId},
    parse,
    person::PersonRef,
    refusal::{Field, Problem, Refusal},
};

/// Characters of what a view keeps of the address.
pub const STATE_LIMIT: u32 = 2_000;
/// Views one person may keep for themselves, or share.
pub const VIEWS_LIMIT: u32 = 100;
/// Columns that can be chosen.
pub const COLUMNS_LIMIT: u32 = 40;

/// A list of the Contact Center.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listing {
    Contacts,
    Chats,
    Calls,
}

impl Listing {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Contacts => "contacts",
            Self::Chats => "chats",
            Self::Calls => "calls",
        }
    }
}

/// A search, filters, order and columns under a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedView {
    pub id: ViewId,
    pub listing: Listing,
    pub name: String,
    /// The query of the address that shows it.
    pub state: String,
    pub scope: Scope,
    pub owner: PersonRef,
    /// Counts edits; an edit names the version it was made from.
    pub version: u32,
}

/// What somebody fills in to save a view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewDraft {
    pub name: String,
    pub state: String,
    pub scope: Scope,
}

impl ViewDraft {
    /// The same, as it may be stored: a private one is its owner's.
    ///
    /// # Errors
    /// `Invalid` name, state or departments.
    pub fn checked(self, owner: PersonId) -> Result<Self, Refusal> {
        let name =
            parse::required(Field::Name, parse::line(Field::Name, &self.name, parse::NAME_LIMIT)?)?;
        let state = parse::line(Field::Text, &self.state, STATE_LIMIT)?;
        let scope = match self.scope {
            Scope::Private(_) => Scope::Private(owner),
            Scope::Departments(ids) if ids.is_empty() => {
                return Err(Refusal::invalid(Field::Department, Problem::Missing));
            }
            other => other,
        };
        Ok(Self { name, state, scope })
    }
}

/// What one person chose for one list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ListingTaste {
    /// Names of columns in their order; none: the usual ones.
    pub columns: Vec<String>,
    /// The view that the list opens with.
    pub start: Option<ViewId>,
}

impl ListingTaste {
    /// The same, as it may be stored.
    ///
    /// # Errors
    /// `Invalid`.
    pub fn checked(self) -> Result<Self, Refusal> {
        if self.columns.len() > COLUMNS_LIMIT as usize {
            let problem = Problem::TooMany { limit: COLUMNS_LIMIT };
            return Err(Refusal::invalid(Field::Text, problem));
        }
        let columns = self.columns.iter();
        let columns = columns.map(|name| parse::line(Field::Text, name, parse::TAG_LIMIT));
        Ok(Self { columns: columns.collect::<Result<_, _>>()?, start: self.start })
    }
}

/// What a list needs to know when it opens.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ListingViews {
    /// By name.
    pub views: Vec<SavedView>,
    pub taste: ListingTaste,
}
