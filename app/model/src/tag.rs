//! Tags of conversations: those that somebody looks after, and those that are merely in use.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    id::DepartmentId,
    parse,
    refusal::{Field, Refusal},
};

/// Tags that are looked after in one workspace.
pub const TAGS_LIMIT: u32 = 1_000;
/// Tags that are merely in use and listed, the most used first.
pub const USED_LIMIT: u32 = 200;
/// Characters of a description.
pub const DESCRIPTION_LIMIT: u32 = 400;

/// A tag as Manage lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tag {
    /// The name without case and accents: what it is known by.
    pub key: String,
    pub name: String,
    pub description: String,
    /// Where it is offered; empty: everywhere.
    pub departments: Vec<DepartmentId>,
    /// Conversations that have it.
    pub uses: u64,
    /// Counts edits; 0: nobody looks after it yet, it is merely in use.
    pub version: u32,
    /// What it is being turned into in conversations; empty text: nothing.
    pub becomes: Option<String>,
}

/// What is filled in to look after a tag, or to change one. Another name than before renames it everywhere; the name of
/// another tag makes one of both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TagDraft {
    pub name: String,
    pub description: String,
    pub departments: Vec<DepartmentId>,
}

/// A draft as it is kept.
///
/// # Errors
/// `Invalid` name or description.
pub fn checked(draft: &TagDraft) -> Result<TagDraft, Refusal> {
    let name = parse::line(Field::Name, &draft.name, parse::TAG_LIMIT)?;
    let mut departments = draft.departments.clone();
    departments.sort_unstable();
    departments.dedup();
    Ok(TagDraft {
        name: parse::required(Field::Name, name)?,
        description: parse::line(Field::Description, &draft.description, DESCRIPTION_LIMIT)?,
        departments,
    })
}

/// Tags with one of them called something else (empty text: gone), each once. `is_it` knows the one, `is_same` two alike.
#[must_use]
pub fn renamed(
    tags: &[String],
    name: &str,
    is_it: impl Fn(&str) -> bool,
    is_same: impl Fn(&str, &str) -> bool,
) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for tag in tags {
        let tag = if is_it(tag) { name } else { tag };
        if !tag.is_empty() && !all.iter().any(|held| is_same(held, tag)) {
            all.push(String::from(tag));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use alloc::{
        string::{String, ToString},
        vec::Vec,
    };

    use super::renamed;

    #[test]
    fn ma_04_a_tag_is_renamed_merged_or_removed_where_it_stands() {
        let tags: Vec<String> = ["Invoice", "VAT", "late"].map(|tag| tag.to_string()).to_vec();
        let with = |name: &str| {
            renamed(
                &tags,
                name,
                |tag| tag == "VAT",
                |one, other| one.to_lowercase() == other.to_lowercase(),
            )
        };
        assert_eq!(with("Tax"), ["Invoice", "Tax", "late"]);
        assert_eq!(with("invoice"), ["Invoice", "late"]);
        assert_eq!(with(""), ["Invoice", "late"]);
    }
}
