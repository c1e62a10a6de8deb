//! Pages of long lists: read from a place, so that deep pages cost what the first one does.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

/// The most rows one page holds.
pub const PAGE_LIMIT: u32 = 200;

/// Lists that may be very long are counted up to here.
pub const COUNT_LIMIT: u64 = 1_000;

/// Where a page starts and how long it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageAt {
    /// The `next` of the page before; opaque.
    pub after: Option<String>,
    /// Rows wanted, capped at [`PAGE_LIMIT`].
    pub limit: u32,
}

impl Default for PageAt {
    fn default() -> Self {
        Self { after: None, limit: 100 }
    }
}

/// Some rows, where the next ones start, and how many there are in all. Contacts, chats and calls are counted no
/// further than one more than [`COUNT_LIMIT`], which stands for any number above it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub next: Option<String>,
    pub total: u64,
}
