//! Telling the others what happened: in order per topic, at most once; whoever is too slow is told so.
//!
//! The truth is the database. Nothing here is stored, and losing it costs a refetch.

mod local;
mod told;

pub use local::{Bus, INBOX_LIMIT, Inbox, Received};
pub use told::{Change, Told, Topic};
