//! Looking for what was said: where, what for, and what was found.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    event::Author,
    id::{ContactId, ConversationId},
    moment::Moment,
};

/// Characters of a found text that are handed out around its first match.
pub const EXCERPT_LIMIT: usize = 240;
/// Characters of a pattern or of the words looked for.
pub const SOUGHT_LIMIT: usize = 200;
/// Hits that one answer carries at most.
pub const HITS_PER_ANSWER: usize = 50;

/// Where is looked: in one conversation, or in all of a contact's that the person may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Conversation(ConversationId),
    Contact(ContactId),
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageQuery {
    pub scope: Scope,
    /// Words, each of which must occur somewhere (those in quotes together), or a regular expression.
    pub text: String,
    pub is_pattern: bool,
    /// Where the answer before stopped.
    pub after: Option<Place>,
}

/// A place in the logs: before this version of this conversation, then the conversations begun before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub conversation: ConversationId,
    pub created: Moment,
    pub before: u32,
}

/// What became of a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Searched {
    Found(Found),
    /// The pattern cannot be read: what is wrong, and how many characters stand before it.
    Flawed {
        at: u32,
        flaw: Flaw,
    },
}

/// Some hits, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Found {
    pub hits: Vec<Hit>,
    /// Where to go on; `None` when everything was looked at.
    pub next: Option<Place>,
    /// The oldest moment that was looked at.
    pub back_to: Option<Moment>,
}

/// A message in which something was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    pub conversation: ConversationId,
    pub version: u32,
    pub at: Moment,
    pub author: Author,
    pub kind: HitKind,
    /// What surrounds the first match, on one line.
    pub text: String,
    /// The matches in `text`: from and to, in bytes.
    pub marks: Vec<(u32, u32)>,
}

impl Hit {
    /// The text in turn outside of a match and inside one, beginning outside.
    pub fn pieces(&self) -> impl Iterator<Item = (&str, bool)> {
        pieces(&self.text, &self.marks)
    }
}

/// A text in turn outside of what is marked (from and to, in bytes) and inside, beginning outside.
pub fn pieces<'t>(
    text: &'t str,
    marks: &'t [(u32, u32)],
) -> impl Iterator<Item = (&'t str, bool)> + 't {
    let ends = marks.iter().flat_map(|(from, to)| [(*from, false), (*to, true)]);
    let mut from = 0_usize;
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    ends.chain([(length, false)]).filter_map(move |(to, is_match)| {
        let to = usize::try_from(to).unwrap_or(usize::MAX);
        let piece = text.get(from..to)?;
        from = to;
        Some((piece, is_match))
    })
}

/// A closed conversation in which something was found, for its row in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    pub conversation: ConversationId,
    /// What surrounds the first match, on one line.
    pub text: String,
    /// The matches in `text`: from and to, in bytes.
    pub marks: Vec<(u32, u32)>,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HitKind {
    Message,
    /// Among staff.
    Note,
    /// The name of an attached file.
    File,
    /// The comment at the end.
    Comment,
}

/// What is wrong with a regular expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flaw {
    GroupUnclosed,
    GroupUnopened,
    ClassUnclosed,
    /// A range such as `z-a`.
    ClassRange,
    /// A backslash with nothing behind it.
    EscapeUnfinished,
    EscapeUnknown,
    /// A `*`, `+`, `?` or `{…}` with nothing before it.
    NothingToRepeat,
    RepeatUnclosed,
    /// Numbers such as `{3,1}` or `{a}`.
    RepeatCount,
    /// A `(?…)` that is none.
    Flag,
    GroupName,
    /// A `\p{…}` that does not exist.
    UnicodeClass,
    /// `(?=…)` and its kind, which cannot be looked for in bounded time.
    LookAround,
    /// `\1` and its kind, likewise.
    BackReference,
    TooDeep,
    TooLarge,
    Other,
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;

    #[test]
    fn pa_03_a_hit_is_told_in_pieces() {
        let mut hit = Hit {
            conversation: ConversationId(uuid::Uuid::nil()),
            version: 2,
            at: Moment(0),
            author: Author::Guest,
            kind: HitKind::Message,
            text: String::from("an error 404 and 500"),
            marks: vec![(3, 8), (9, 12)],
        };
        let pieces: Vec<_> = hit.pieces().collect();
        let wanted =
            [("an ", false), ("error", true), (" ", false), ("404", true), (" and 500", false)];
        assert_eq!(pieces, wanted);
        // Marks that make no sense lose text, but never the page.
        hit.marks = vec![(5, 2), (900, 901)];
        assert!(hit.pieces().count() <= 5);
    }
}
