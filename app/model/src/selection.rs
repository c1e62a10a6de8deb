//! Some of a long list: those chosen one by one, or all that a filter finds without a few.

use alloc::{collections::BTreeSet, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    archive::ArchiveQuery,
    contact::{ContactOrder, ContactQuery},
    id::{ContactId, ConversationId},
    refusal::{Field, Problem, Refusal},
};

/// How many can be named one by one, be it as chosen or as left out; who wants more takes the filter.
pub const SELECTION_LIMIT: u32 = 5_000;

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

    /// Whether no more are named than may be; `field` is to blame where there are.
    ///
    /// # Errors
    /// `Invalid` with `TooMany`.
    pub fn within_limit(&self, field: Field) -> Result<(), Refusal> {
        let limit = SELECTION_LIMIT;
        if self.named().len() > limit as usize {
            return Err(Refusal::invalid(field, Problem::TooMany { limit }));
        }
        Ok(())
    }

    /// The ids it names.
    #[must_use]
    pub fn named(&self) -> &[Id] {
        match self {
            Self::Chosen(ids) | Self::Filter { minus: ids, .. } => ids,
        }
    }
}

impl ContactSelection {
    /// The same, as it may be carried out: each named once and not too many, what is asked readable.
    ///
    /// # Errors
    /// `Invalid` `field` or search.
    pub fn checked(self, field: Field) -> Result<Self, Refusal> {
        self.within_limit(field)?;
        let once = |ids: Vec<ContactId>| ids.into_iter().collect::<BTreeSet<_>>().into_iter();
        Ok(match self {
            Self::Chosen(ids) => Self::Chosen(once(ids).collect()),
            Self::Filter { query, minus } => {
                Self::Filter { query: query.checked()?, minus: once(minus).collect() }
            }
        })
    }
}

/// Contacts that are wanted as a file, and how they are ordered in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactExport {
    pub selection: ContactSelection,
    pub order: ContactOrder,
    pub is_descending: bool,
}

#[cfg(test)]
mod tests {
    use alloc::vec;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn cc_13_what_is_left_out_of_a_filter_does_not_belong_to_it() {
        let chosen: Selection<u8, ()> = Selection::Chosen(vec![1, 2]);
        assert!(chosen.has(&1) && !chosen.has(&3) && !chosen.is_empty());
        let filter: Selection<u8, ()> = Selection::Filter { query: (), minus: vec![3] };
        assert!(filter.has(&1) && !filter.has(&3) && !filter.is_empty());
        assert!(Selection::<u8, ()>::Chosen(vec![]).is_empty());
    }

    #[test]
    fn cc_13_who_is_chosen_twice_is_chosen_once() {
        let id = |number| ContactId(Uuid::from_u128(number));
        let field = Field::Recipients;
        let chosen = ContactSelection::Chosen(vec![id(2), id(1), id(2)]).checked(field);
        assert_eq!(chosen, Ok(Selection::Chosen(vec![id(1), id(2)])));
        let many = || (0..=u128::from(SELECTION_LIMIT)).map(id).collect::<Vec<_>>();
        let problem = Problem::TooMany { limit: SELECTION_LIMIT };
        let no = Err(Refusal::invalid(field, problem));
        assert_eq!(ContactSelection::Chosen(many()).checked(field), no);
        let but = ContactSelection::Filter { query: ContactQuery::default(), minus: many() };
        assert_eq!(but.checked(field), no);
    }
}
