//! The live sockets, over real WebSockets: who hears what, in which order, and what bad clients can do.
#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on has failed")]

mod hostile;
mod looking;
mod peer;
mod signals;
mod talk;
