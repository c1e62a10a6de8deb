//! Members of the staff and the roles they hold.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    availability::Availability,
    id::{DepartmentId, PersonId},
    moment::Moment,
};

/// What a member of the staff may be; one person may hold several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Agent,
    Monitor,
    Manager,
    Administrator,
}

impl Role {
    pub const ALL: [Self; 4] = [Self::Agent, Self::Monitor, Self::Manager, Self::Administrator];

    const fn bit(self) -> u8 {
        match self {
            Self::Agent => 1,
            Self::Monitor => 2,
            Self::Manager => 4,
            Self::Administrator => 8,
        }
    }
}

/// A set of roles; on the wire a list of words, in the store its bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Role>", into = "Vec<Role>")]
pub struct Roles(u8);

impl Roles {
    #[must_use]
    pub const fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    #[must_use]
    pub const fn with(self, role: Role) -> Self {
        Self(self.0 | role.bit())
    }

    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The stored form; bits that no role owns are dropped.
    #[must_use]
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 15)
    }

    #[must_use]
    pub const fn bits(self) -> u8 {
        self.0
    }
}

impl From<Vec<Role>> for Roles {
    fn from(roles: Vec<Role>) -> Self {
        roles.into_iter().fold(Self::default(), Self::with)
    }
}

impl From<Roles> for Vec<Role> {
    fn from(roles: Roles) -> Self {
        Role::ALL.into_iter().filter(|role| roles.has(*role)).collect()
    }
}

/// As much of a colleague as a log entry or a guest may see: who, and the name shown at that time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRef {
    pub id: PersonId,
    pub name: String,
}

/// A member of the staff as colleagues see them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    pub id: PersonId,
    pub username: String,
    pub name: String,
    pub email: String,
    pub roles: Roles,
    pub availability: Availability,
    /// Simultaneous conversations this agent may have; 0: the workspace's limit counts.
    pub max_conversations: u32,
    /// Disabled people cannot sign in and get nothing.
    pub is_enabled: bool,
    pub departments: Vec<DepartmentId>,
    pub created: Moment,
    /// Counts edits; an edit names the version it was made from.
    pub version: u32,
}

impl Person {
    #[must_use]
    pub fn to_ref(&self) -> PersonRef {
        PersonRef { id: self.id, name: self.name.clone() }
    }
}

/// What an administrator fills in to create or change a member of the staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonDraft {
    pub username: String,
    pub name: String,
    pub email: String,
    /// `None` keeps the password; required when creating.
    pub password: Option<String>,
    pub roles: Roles,
    pub max_conversations: u32,
    pub is_enabled: bool,
}
