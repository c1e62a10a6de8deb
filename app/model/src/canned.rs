//! Canned responses: texts kept to be said again, found by a shortcut, with placeholders filled in.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    id::{CannedId, DepartmentId, PersonId},
    moment::Moment,
    person::PersonRef,
};

/// Characters of a shortcut, without the `!`.
pub const SHORTCUT_LIMIT: u32 = 40;
/// Canned responses of one workspace.
pub const CANNED_LIMIT: u32 = 20_000;
/// Departments one response is shared with.
pub const SHARED_LIMIT: u32 = 100;
/// Canned responses that one message may be counted for.
pub const USED_LIMIT: usize = 5;

/// Who a response is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One person alone.
    Private(PersonId),
    /// The members of these departments.
    Departments(Vec<DepartmentId>),
    /// Everybody on the staff.
    Public,
}

impl Scope {
    #[must_use]
    pub const fn name(&self) -> ScopeName {
        match self {
            Self::Private(_) => ScopeName::Private,
            Self::Departments(_) => ScopeName::Departments,
            Self::Public => ScopeName::Public,
        }
    }

    /// The departments it is for; none when it is not for departments.
    #[must_use]
    pub fn departments(&self) -> &[DepartmentId] {
        match self {
            Self::Departments(ids) => ids,
            Self::Private(_) | Self::Public => &[],
        }
    }
}

/// A scope without whose it is; the nearest first, as lists are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScopeName {
    Private,
    Departments,
    Public,
}

impl ScopeName {
    pub const ALL: [Self; 3] = [Self::Private, Self::Departments, Self::Public];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::Departments => "departments",
            Self::Public => "public",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.as_str() == word)
    }
}

/// A text kept to be said again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedResponse {
    pub id: CannedId,
    /// What is typed after `!`; lower case, without the `!`.
    pub shortcut: String,
    pub text: String,
    pub scope: Scope,
    pub tags: Vec<String>,
    /// Messages it was sent with.
    pub uses: u64,
    pub created_by: PersonRef,
    pub created: Moment,
    /// Counts edits; an edit names the version it was made from.
    pub version: u32,
}

/// What is filled in to create or change a canned response.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedDraft {
    pub shortcut: String,
    pub text: String,
    pub scope: Scope,
    pub tags: Vec<String>,
}

/// The canned responses one person sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CannedList {
    /// Changes with every change of any response of the workspace.
    pub revision: u64,
    /// `None`: nothing changed since the revision that was asked from.
    pub responses: Option<Vec<CannedResponse>>,
}

/// Something a text leaves open until it is used: `{{contact.name}}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placeholder {
    ContactName,
    ContactEmail,
    ContactPhone,
    AgentName,
    AgentEmail,
    DepartmentName,
}

impl Placeholder {
    pub const ALL: [Self; 6] = [
        Self::ContactName,
        Self::ContactEmail,
        Self::ContactPhone,
        Self::AgentName,
        Self::AgentEmail,
        Self::DepartmentName,
    ];

    /// The word between the braces.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ContactName => "contact.name",
            Self::ContactEmail => "contact.email",
            Self::ContactPhone => "contact.phone",
            Self::AgentName => "agent.name",
            Self::AgentEmail => "agent.email",
            Self::DepartmentName => "department.name",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.as_str() == word)
    }

    /// Whether only the contact's own record knows it.
    #[must_use]
    pub const fn needs_contact(self) -> bool {
        matches!(self, Self::ContactEmail | Self::ContactPhone)
    }
}

/// A stretch of a canned text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'a> {
    Text(&'a str),
    Open(Placeholder),
    /// Braces around a word that stands for nothing, as written.
    Unknown(&'a str),
}

/// A canned text, stretch by stretch. Braces that nothing closes are text.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(close) = rest.find("}}") {
        let (Some(before), Some(after)) = (rest.get(..close), rest.get(close + 2..)) else { break };
        // The innermost braces count: `{{ {{agent.name}}` holds one placeholder.
        match before.rfind("{{") {
            None => pieces.extend(rest.get(..close + 2).map(Piece::Text)),
            Some(open) => {
                pieces.extend(rest.get(..open).map(Piece::Text));
                let word = before.get(open + 2..).unwrap_or_default().trim();
                let unknown = Piece::Unknown(rest.get(open..close + 2).unwrap_or_default());
                pieces.push(Placeholder::from_word(word).map_or(unknown, Piece::Open));
            }
        }
        rest = after;
    }
    pieces.push(Piece::Text(rest));
    pieces.retain(|piece| *piece != Piece::Text(""));
    pieces
}

/// What of a text stands for nothing, as written, each once.
#[must_use]
pub fn unknown(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for piece in pieces(text) {
        if let Piece::Unknown(word) = piece
            && !found.contains(&word)
        {
            found.push(word);
        }
    }
    found
}

/// Whether a text cannot be filled in without the contact's own record.
#[must_use]
pub fn needs_contact(text: &str) -> bool {
    pieces(text).iter().any(|piece| matches!(piece, Piece::Open(open) if open.needs_contact()))
}

/// A text as it is said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filled {
    pub text: String,
    /// What nothing is known for: left out of the text.
    pub empty: Vec<Placeholder>,
}

/// Fills a text in; `value` knows what a placeholder stands for, if anything. What is unknown stays as written.
#[must_use]
pub fn fill(text: &str, value: impl Fn(Placeholder) -> Option<String>) -> Filled {
    let mut filled = Filled::default();
    for piece in pieces(text) {
        match piece {
            Piece::Text(text) | Piece::Unknown(text) => filled.text.push_str(text),
            Piece::Open(open) => match value(open).filter(|value| !value.is_empty()) {
                Some(value) => filled.text.push_str(&value),
                None if filled.empty.contains(&open) => {}
                None => filled.empty.push(open),
            },
        }
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ada(placeholder: Placeholder) -> Option<String> {
        match placeholder {
            Placeholder::ContactName => Some(String::from("Ada {{agent.name}}")),
            Placeholder::AgentName => Some(String::from("Grace")),
            _ => None,
        }
    }

    #[test]
    fn cr_02_placeholders_are_filled_in_and_what_is_unknown_stays_as_written() {
        let filled = fill("Hi {{contact.name}}, {{ agent.name }} {{shoe.size}} here.", ada);
        // What a value holds is not filled in again.
        assert_eq!(filled.text, "Hi Ada {{agent.name}}, Grace {{shoe.size}} here.");
        assert_eq!(filled.empty, []);
        assert_eq!(unknown("{{shoe.size}} {{agent.name}} {{shoe.size}}"), ["{{shoe.size}}"]);
    }

    #[test]
    fn cr_02_what_nothing_is_known_for_is_left_out_and_named_once() {
        let filled = fill("Mail: {{contact.email}} ({{contact.email}})", ada);
        assert_eq!(filled.text, "Mail:  ()");
        assert_eq!(filled.empty, [Placeholder::ContactEmail]);
    }

    #[test]
    fn cr_02_braces_that_do_not_match_are_text() {
        for text in ["{{", "}}", "{{ agent.name", "agent.name }}", "{agent.name}", "{{agent.name}"]
        {
            assert_eq!(fill(text, ada).text, text);
            assert_eq!(unknown(text), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(fill("{{ {{agent.name}}", ada).text, "{{ Grace");
    }

    #[test]
    fn cr_02_every_placeholder_is_read_as_it_is_written() {
        for one in Placeholder::ALL {
            assert_eq!(Placeholder::from_word(one.as_str()), Some(one));
        }
    }

    proptest! {
        #[test]
        fn cr_02_the_pieces_of_any_text_make_the_text_again(text in "[{} a.é]{0,30}|.{0,40}") {
            let mut again = String::new();
            for piece in pieces(&text) {
                match piece {
                    Piece::Text(part) | Piece::Unknown(part) => again.push_str(part),
                    Piece::Open(_) => prop_assume!(false),
                }
            }
            prop_assert_eq!(again, text);
        }
    }
}
