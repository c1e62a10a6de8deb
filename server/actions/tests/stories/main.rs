//! Stories through the actions, each on both databases, with a clock that stands until it is moved.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod administration;
mod archive;
mod delivery;
mod direct;
mod messages;
mod offers;
mod pdfs;
mod queue;
mod together;
mod transcripts;
mod trial;
mod uploads;
mod visitors;
