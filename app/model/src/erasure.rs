//! Erasing a contact: what goes.

use serde::{Deserialize, Serialize};

/// How much there is to be erased of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ErasurePreview {
    pub conversations: u64,
    pub messages: u64,
    pub files: u64,
    pub calls: u64,
    /// Letters sent or to be sent to them.
    pub mails: u64,
    /// A conversation goes on, and would end.
    pub is_talking: bool,
}
