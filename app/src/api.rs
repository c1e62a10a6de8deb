//! The calls the screens make, one thin file per noun: who is asking, what is asked, the answer.

pub mod account;
pub mod attachments;
pub mod audit;
pub mod broadcasts;
#[cfg(feature = "ssr")]
pub mod caller;
pub mod calls;
pub mod canned;
pub mod contacts;
pub mod conversations;
pub mod custom_fields;
pub mod departments;
pub mod direct;
pub mod directory;
pub mod fault;
pub mod imports;
pub mod mail;
pub mod people;
#[cfg(feature = "csr")]
pub(crate) mod post;
pub mod search;
pub mod session;
pub mod settings;
pub mod tags;
pub mod transcripts;
pub mod visitors;
pub mod wire;

pub use fault::Fault;
pub use wire::Wire;

/// The header in which a staff tab says whose screens it shows.
pub const PERSON_HEADER: &str = "x-switchboard-person";
