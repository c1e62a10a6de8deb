//! Everything that can happen in Switchboard: one file per noun, one function per verb. May it? Load, decide,
//! write state and events in one transaction, commit, tell.

pub mod account;
pub mod attachments;
pub mod broadcasts;
pub mod browsers;
pub mod bulk;
pub mod calls;
pub mod canned;
pub mod clock;
pub mod contacts;
pub mod conversations;
pub mod custom_fields;
pub mod demo;
pub mod departments;
pub mod direct;
pub mod dispatch;
mod error;
mod floor;
mod heads;
mod house;
mod id;
pub mod mail;
pub mod merges;
pub mod messages;
pub mod outbox;
pub mod passwords;
pub mod pdfs;
pub mod people;
pub mod presence;
pub mod push;
pub mod saved_views;
pub mod search;
pub mod sessions;
pub mod settings;
pub mod tags;
pub mod throttle;
mod timers;
pub mod transcripts;
pub mod uploads;
pub mod visitors;
mod writing;

pub use error::Error;
pub use house::{House, Limits};
