//! Signing in: what a browser knows about itself and the workspace before the first screen.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    account::Preferences, call::CallOffer, department::DepartmentRef, permission::Staff,
    person::Person,
};

/// What the first screen needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bootstrap {
    pub workspace_name: String,
    /// Nobody exists yet: the first visit creates the administrator.
    pub needs_setup: bool,
    /// Started with `--demo`: the login page names the demo people.
    pub is_demo: bool,
    pub me: Option<Me>,
}

/// The signed-in person and what their screens are made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    pub staff: Staff,
    pub person: Person,
    /// All departments, to put names to ids.
    pub departments: Vec<DepartmentRef>,
    /// Seconds a guest may wait for an answer before the response timer turns red.
    pub response_threshold_s: u32,
    /// Whether a chat can be placed on hold only while the last message is the staff's.
    pub hold_needs_answer: bool,
    pub preferences: Preferences,
    pub calls: CallOffer,
}

/// The first administrator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetUp {
    pub workspace_name: String,
    pub name: String,
    pub username: String,
    pub email: String,
    pub password: String,
}
