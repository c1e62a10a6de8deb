//! The outside: one adapter for each way out of the house, none of which knows what happens inside it.

pub mod push;
pub mod smtp;
