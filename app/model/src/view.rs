//! What screens hold: snapshots that follow the log with the same code on both sides.

pub mod desk;
pub mod direct;
pub mod thread;
