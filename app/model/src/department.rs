//! Departments: groups of agents that serve together, with their own limits and routing.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    id::{DepartmentId, PersonId},
    settings::Algorithm,
};

/// A group that serves together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    pub id: DepartmentId,
    pub name: String,
    pub description: String,
    /// Disabled departments get no new conversations.
    pub is_enabled: bool,
    /// Offered to visitors in the widget's pre-chat form.
    pub is_public: bool,
    /// `None`: the workspace's algorithm.
    pub algorithm: Option<Algorithm>,
    /// Simultaneous conversations of this department an agent may have; 0: no limit here.
    pub max_conversations: u32,
    /// A conversation cannot be ended here without at least one tag.
    pub requires_tags: bool,
    /// Who gets what is forwarded here while nobody is available.
    pub fallback: Option<DepartmentId>,
    /// Seconds on hold after which a conversation ends by itself; 0: never, `None`: as the workspace says.
    pub hold_limit_s: Option<u32>,
    /// What the guest is told then; empty: as the workspace says.
    pub hold_comment: String,
    /// Guests who left an address get the transcript when a conversation ends here.
    pub sends_transcript: bool,
    pub members: Vec<Member>,
    /// Counts edits; an edit names the version it was made from.
    pub version: u32,
}

impl Department {
    #[must_use]
    pub fn to_ref(&self) -> DepartmentRef {
        DepartmentRef { id: self.id, name: self.name.clone() }
    }
}

/// An agent's place in a department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub person: PersonId,
    /// Lower comes first in auto selection.
    pub order: i32,
}

/// What a manager fills in to create or change a department.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentDraft {
    pub name: String,
    pub description: String,
    pub is_enabled: bool,
    pub is_public: bool,
    pub algorithm: Option<Algorithm>,
    pub max_conversations: u32,
    pub requires_tags: bool,
    pub fallback: Option<DepartmentId>,
    pub hold_limit_s: Option<u32>,
    pub hold_comment: String,
    /// Guests who left an address get the transcript when a conversation ends here.
    pub sends_transcript: bool,
    pub members: Vec<Member>,
}

/// As much of a department as a visitor may see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentRef {
    pub id: DepartmentId,
    pub name: String,
}
