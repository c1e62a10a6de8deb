//! What of a conversation is to be changed by hand.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{conversation::Priority, custom_field::Fields};

/// What is `None` stays as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Edit {
    pub topic: Option<String>,
    pub tags: Option<Vec<String>>,
    pub priority: Option<Priority>,
    /// Values of custom fields; what is not named stays.
    pub fields: Fields,
    /// The version it was made from: what somebody else changed since is not overwritten. `None`: whatever it was.
    pub since: Option<u32>,
}
