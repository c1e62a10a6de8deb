//! What Switchboard speaks with the outside: one adapter per channel, which knows its protocol and nothing else.

pub mod smtp;
