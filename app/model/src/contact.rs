//! Contacts: the people outside, as the staff knows them.

use alloc::{collections::BTreeMap, string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    custom_field::{self, FieldTest, Fields},
    id::{ContactId, ConversationId, DepartmentId, PersonId},
    moment::Moment,
    parse,
    person::PersonRef,
    refusal::{Field, Refusal},
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
    /// While it stands, the contact may not write, call or begin anything.
    pub blocked: Option<Block>,
    /// When everything about them was erased; what is left is a shell without a name.
    pub erased: Option<Moment>,
    /// Counts edits; an edit names the version it was made from.
    pub version: u32,
}

/// That a contact is blocked: since when, by whom, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub at: Moment,
    pub by: PersonRef,
    /// For the staff alone; empty where none was given.
    pub reason: String,
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

/// The contacts that somebody looks after, as far as whoever asks may see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Managed {
    /// All of them, seen or not.
    pub count: u64,
    /// The first ones by name.
    pub contacts: Vec<ContactRef>,
}

/// Why two contacts may be the same person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    Email,
    Phone,
    /// And nothing that tells them apart.
    Name,
}

/// A contact that may be meant by a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    pub contact: Contact,
    pub because: Likeness,
}

/// Whether a contact may be the one that a draft would make once more. `is_same_name` compares names without case and
/// accents; the same name counts unless both have an email, or both a phone, by which they differ.
#[must_use]
pub fn likeness(
    draft: &ContactDraft,
    contact: &Contact,
    is_same_name: impl Fn(&str, &str) -> bool,
) -> Option<Likeness> {
    let meets = |one: &[String], other: &[String]| one.iter().any(|it| other.contains(it));
    let differs = |one: &[String], other: &[String]| !one.is_empty() && !other.is_empty();
    if meets(&draft.emails, &contact.emails) {
        return Some(Likeness::Email);
    }
    if meets(&draft.phones, &contact.phones) {
        return Some(Likeness::Phone);
    }
    let tells_apart =
        differs(&draft.emails, &contact.emails) || differs(&draft.phones, &contact.phones);
    let is_same = !draft.name.is_empty() && is_same_name(&draft.name, &contact.name);
    (is_same && !tells_apart).then_some(Likeness::Name)
}

/// How the list of contacts is ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactOrder {
    Name,
    #[default]
    LastChat,
    Created,
    /// What fits a search best, then the last chat; without a search as `LastChat`, the latest first.
    Best,
}

/// What the list of contacts is narrowed down to; all of them must hold.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ContactFilters {
    /// Their contact manager.
    pub manager: Option<PersonId>,
    /// Served or made by.
    pub agent: Option<PersonId>,
    /// Had a conversation there.
    pub department: Option<DepartmentId>,
    pub has_email: Option<bool>,
    pub has_phone: Option<bool>,
    /// The last chat began at or after.
    pub chatted_from: Option<Moment>,
    /// The last chat began before.
    pub chatted_until: Option<Moment>,
    pub is_blocked: Option<bool>,
    /// Whether they want no broadcasts.
    pub is_opted_out: Option<bool>,
    /// What custom fields say of them, by key.
    pub fields: BTreeMap<String, FieldTest>,
}

/// What of the contacts is wanted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ContactQuery {
    pub search: String,
    #[serde(default)]
    pub filters: ContactFilters,
    pub order: ContactOrder,
    pub is_descending: bool,
    pub page: crate::page::PageAt,
}

impl ContactQuery {
    /// The same, as it may be asked.
    ///
    /// # Errors
    /// `Invalid` search.
    pub fn checked(mut self) -> Result<Self, Refusal> {
        self.search = parse::line(Field::Search, &self.search, parse::SEARCH_LIMIT)?;
        self.filters.fields = custom_field::checked_tests(self.filters.fields)?;
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use alloc::{string::ToString, vec};

    use super::*;

    fn contact(name: &str, emails: &[&str], phones: &[&str]) -> Contact {
        let texts = |texts: &[&str]| texts.iter().map(|text| text.to_string()).collect();
        Contact {
            id: ContactId(uuid::Uuid::nil()),
            username: "guest-1".to_string(),
            name: name.to_string(),
            emails: texts(emails),
            phones: texts(phones),
            notes: String::new(),
            fields: Fields::new(),
            manager: None,
            blocked: None,
            erased: None,
            created: Moment(0),
            last_chat: None,
            last_conversation: None,
            version: 1,
        }
    }

    #[test]
    fn cc_03_what_is_looked_for_in_custom_fields_is_bounded_and_empty_texts_ask_nothing() {
        let with = |tests: &[(&str, FieldTest)]| {
            let fields = tests.iter().map(|(key, test)| (key.to_string(), test.clone())).collect();
            let filters = ContactFilters { fields, ..ContactFilters::default() };
            ContactQuery { filters, ..ContactQuery::default() }.checked()
        };
        let asked = with(&[
            ("plan", FieldTest::read("is. Gold ")),
            ("city", FieldTest::read("has. ")),
            ("size", FieldTest::read("XL")),
        ]);
        let fields = asked.map(|query| query.filters.fields).unwrap_or_default();
        let read: Vec<String> = fields.values().map(FieldTest::write).collect();
        assert_eq!(read, ["is.Gold", "is.XL"]);
        let long = FieldTest::Contains("x".repeat(custom_field::VALUE_LIMIT as usize + 1));
        assert!(with(&[("plan", long)]).is_err());
    }

    #[test]
    fn cc_06_the_same_address_or_number_is_a_duplicate_and_the_same_name_where_nothing_differs() {
        let draft = |name: &str, emails: Vec<String>, phones: Vec<String>| ContactDraft {
            name: name.to_string(),
            emails,
            phones,
            ..ContactDraft::default()
        };
        let held = contact("Ada", &["a@b.example"], &["+4930901820"]);
        let same = |one: &str, other: &str| one == other;
        let mail = |text: &str| vec![text.to_string()];
        for (it, because) in [
            (draft("Bo", mail("a@b.example"), vec![]), Some(Likeness::Email)),
            (draft("Bo", mail("c@d.example"), mail("+4930901820")), Some(Likeness::Phone)),
            (draft("Ada", vec![], vec![]), Some(Likeness::Name)),
            (draft("Ada", mail("c@d.example"), vec![]), None),
            (draft("Ada", vec![], mail("+4930111111")), None),
            (draft("Bo", vec![], vec![]), None),
        ] {
            assert_eq!(likeness(&it, &held, same), because, "{it:?}");
        }
        let silent = contact("Ada", &[], &[]);
        let it = draft("Ada", mail("c@d.example"), vec![]);
        assert_eq!(likeness(&it, &silent, same), Some(Likeness::Name));
    }
}
