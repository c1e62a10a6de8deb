//! Two contacts that are one person: what of each stays when they are merged, and how that is taken back.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    format,
    string::String,
    vec::Vec,
};
use serde::{Deserialize, Serialize};

use crate::{
    contact::Contact,
    custom_field::Fields,
    id::{ContactId, MergeId},
    moment::Moment,
    parse::{ADDRESSES_LIMIT, NOTES_LIMIT},
    person::PersonRef,
    refusal::{Field, Problem, Refusal},
};

/// How long a merge can be taken back, in milliseconds.
pub const UNDO_MS: i64 = 30 * 24 * 3_600_000;
/// Conversations of the contact that goes.
pub const CONVERSATIONS_LIMIT: u32 = 1_000;

/// Whose value stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// That of the contact that stays.
    #[default]
    Survivor,
    /// That of the contact that goes.
    Other,
    /// One after the other, where that says something; else as `Survivor`.
    Both,
}

/// What stays of which. Emails and phones of both stay; what is chosen about them is whose come first. A block of either
/// stays, too, and is no choice.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MergeChoices {
    pub name: Keep,
    pub emails: Keep,
    pub phones: Keep,
    pub manager: Keep,
    pub notes: Keep,
    /// By key; `Survivor` where nothing is said.
    pub fields: BTreeMap<String, Keep>,
}

/// Which contact is to become part of which, as both were looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeDraft {
    pub survivor: ContactId,
    pub survivor_version: u32,
    pub other: ContactId,
    pub other_version: u32,
    pub choices: MergeChoices,
}

/// A merge that can still be taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    pub id: MergeId,
    pub survivor: ContactId,
    /// The contact that became part of it.
    pub other: ContactId,
    pub other_name: String,
    pub at: Moment,
    pub by: PersonRef,
    pub until: Moment,
}

/// The choices that lose the least: what is empty is filled from the other, notes are kept of both.
#[must_use]
pub fn suggested(survivor: &Contact, other: &Contact) -> MergeChoices {
    let fill = |is_empty: bool| if is_empty { Keep::Other } else { Keep::Survivor };
    // A guest who never said their name is called by the number.
    let is_nameless = survivor.name.is_empty() || survivor.name == survivor.username;
    let missing = other.fields.keys().filter(|key| !survivor.fields.contains_key(*key));
    MergeChoices {
        name: fill(is_nameless),
        emails: Keep::Survivor,
        phones: Keep::Survivor,
        manager: fill(survivor.manager.is_none()),
        notes: Keep::Both,
        fields: missing.map(|key| (key.clone(), Keep::Other)).collect(),
    }
}

/// The contact that both become.
///
/// # Errors
/// `Invalid` when there are too many addresses or numbers, or too long notes.
pub fn merged(
    survivor: &Contact,
    other: &Contact,
    choices: &MergeChoices,
) -> Result<Contact, Refusal> {
    let pick = |keep: Keep| if keep == Keep::Other { other } else { survivor };
    let notes = match choices.notes {
        Keep::Both if survivor.notes.is_empty() || survivor.notes == other.notes => {
            other.notes.clone()
        }
        Keep::Both if other.notes.is_empty() => survivor.notes.clone(),
        Keep::Both => format!("{}\n\n{}", survivor.notes, other.notes),
        one => pick(one).notes.clone(),
    };
    if notes.chars().count() > NOTES_LIMIT as usize {
        return Err(Refusal::invalid(Field::Notes, Problem::TooLong { limit: NOTES_LIMIT }));
    }
    let keys: BTreeSet<&String> = survivor.fields.keys().chain(other.fields.keys()).collect();
    let value = |key: &String| {
        let keep = choices.fields.get(key).copied().unwrap_or_default();
        pick(keep).fields.get(key).map(|value| (key.clone(), value.clone()))
    };
    let (emails, phones) = (choices.emails, choices.phones);
    Ok(Contact {
        name: pick(choices.name).name.clone(),
        emails: joined(Field::Email, emails, (&survivor.emails, &other.emails))?,
        phones: joined(Field::Phone, phones, (&survivor.phones, &other.phones))?,
        notes,
        fields: keys.into_iter().filter_map(value).collect(),
        manager: pick(choices.manager).manager.clone(),
        // Whoever is kept out under one name does not come in by the other.
        blocked: survivor.blocked.clone().or_else(|| other.blocked.clone()),
        created: survivor.created.min(other.created),
        ..survivor.clone()
    })
}

fn joined(
    field: Field,
    keep: Keep,
    (own, others): (&[String], &[String]),
) -> Result<Vec<String>, Refusal> {
    let (first, second) = if keep == Keep::Other { (others, own) } else { (own, others) };
    let mut all = first.to_vec();
    all.extend(second.iter().filter(|it| !first.contains(it)).cloned());
    if all.len() > ADDRESSES_LIMIT as usize {
        return Err(Refusal::invalid(field, Problem::TooMany { limit: ADDRESSES_LIMIT }));
    }
    Ok(all)
}

/// The contact that stayed, without what the merge brought: `before` and `after` are what it was around the merge.
/// What somebody has changed since stays as they made it.
#[must_use]
pub fn parted(now: &Contact, before: &Contact, after: &Contact) -> Contact {
    fn back<T: PartialEq + Clone>(now: &T, before: &T, after: &T) -> T {
        if now == after { before.clone() } else { now.clone() }
    }
    let list = |now: &Vec<String>, before: &Vec<String>, after: &Vec<String>| {
        if now == after {
            return before.clone();
        }
        let came = |it: &&String| after.contains(it) && !before.contains(it);
        now.iter().filter(|it| !came(it)).cloned().collect()
    };
    let keys: BTreeSet<&String> = now.fields.keys().chain(before.fields.keys()).collect();
    let fields: Fields = keys
        .into_iter()
        .filter_map(|key| {
            let value =
                back(&now.fields.get(key), &before.fields.get(key), &after.fields.get(key))?;
            Some((key.clone(), value.clone()))
        })
        .collect();
    Contact {
        name: back(&now.name, &before.name, &after.name),
        emails: list(&now.emails, &before.emails, &after.emails),
        phones: list(&now.phones, &before.phones, &after.phones),
        notes: back(&now.notes, &before.notes, &after.notes),
        fields,
        manager: back(&now.manager, &before.manager, &after.manager),
        blocked: back(&now.blocked, &before.blocked, &after.blocked),
        created: before.created,
        ..now.clone()
    }
}

#[cfg(test)]
mod tests;
