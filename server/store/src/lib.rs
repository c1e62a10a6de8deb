//! The only SQL: what Switchboard remembers, in SQLite or PostgreSQL, behind one text for both.

mod address;
pub mod archive_index;
pub mod assignments;
pub mod attachments;
pub mod audit;
mod batch;
pub mod broadcasts;
pub mod bulk;
pub mod calls;
pub mod canned;
mod checkpoints;
mod clause;
mod connection;
pub mod contacts;
pub mod conversations;
pub mod counts;
pub mod custom_fields;
pub mod departments;
pub mod direct;
pub mod erasures;
mod error;
pub mod events;
mod file;
pub mod fold;
pub mod imports;
pub mod mail_settings;
pub mod merges;
mod migrations;
pub mod opt_outs;
pub mod outbox;
pub mod pdfs;
pub mod people;
mod place;
pub mod preferences;
pub mod push;
#[cfg(test)]
mod samples;
pub mod saved_views;
mod scribe;
mod search;
pub mod secrets;
pub mod settings;
mod sight;
pub mod sign_ins;
pub mod spoken;
mod store;
mod stored;
pub mod tags;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod transcripts;
pub mod uploads;
pub mod visitors;

pub use connection::Conn;
pub use error::{Error, OpenError};
pub use store::{Read, Store, Write};
