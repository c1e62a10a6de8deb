//! The calls the screens make, one thin file per noun: who is asking, what is asked, the answer.

#[cfg(feature = "ssr")]
pub mod caller;
pub mod contacts;
pub mod conversations;
pub mod departments;
pub mod direct;
pub mod fault;
pub mod mail;
pub mod people;
#[cfg(feature = "csr")]
pub(crate) mod post;
pub mod preferences;
pub mod session;
pub mod settings;
pub mod transcripts;
pub mod visitors;
pub mod wire;

pub use fault::Fault;
pub use wire::Wire;
