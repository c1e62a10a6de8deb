//! Some of a long list: those chosen one by one, or all that a filter finds without a few.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::{
    archive::ArchiveQuery,
    contact::ContactQuery,
    id::{ContactId, ConversationId},
};

/// How many can be named one by one, be it as chosen or as left out; who wants more takes the filter.
pub const SELECTION_LIMIT: usize = 5_000;

/// What somebody chose of a list. The query's page and order mean nothing here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Selection<Id, Query> {
    /// These.
    Chosen(Vec<Id>),
    /// All that it finds when it is carried out, but those.
    Filter { query: Query, minus: Vec<Id> },
}

/// Some of the contacts.
pub type ContactSelection = Selection<ContactId, ContactQuery>;
/// Some of the closed conversations.
pub type ChatSelection = Selection<ConversationId, ArchiveQuery>;

impl<Id: PartialEq, Query> Selection<Id, Query> {
    /// Whether one that the query finds belongs to it.
    #[must_use]
    pub fn has(&self, id: &Id) -> bool {
        match self {
            Self::Chosen(ids) => ids.contains(id),
            Self::Filter { minus, .. } => !minus.contains(id),
        }
    }

    /// Whether nothing can belong to it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Chosen(ids) if ids.is_empty())
    }

    /// The ids it names.
    #[must_use]
    pub fn named(&self) -> &[Id] {
        match self {
            Self::Chosen(ids) | Self::Filter { minus: ids, .. } => ids,
        }
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::Selection;

    #[test]
    fn cc_13_what_is_left_out_of_a_filter_does_not_belong_to_it() {
        let chosen: Selection<u8, ()> = Selection::Chosen(vec![1, 2]);
        assert!(chosen.has(&1) && !chosen.has(&3) && !chosen.is_empty());
        let filter: Selection<u8, ()> = Selection::Filter { query: (), minus: vec![3] };
        assert!(filter.has(&1) && !filter.has(&3) && !filter.is_empty());
        assert!(Selection::<u8, ()>::Chosen(vec![]).is_empty());
    }
}
