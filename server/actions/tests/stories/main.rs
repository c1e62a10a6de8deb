//! Stories through the actions, each on both databases, with a clock that stands until it is moved.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod account;
mod administration;
mod archive;
mod attachments;
mod blocking;
mod broadcasts;
mod call_records;
mod calls;
mod canned;
mod custom_fields;
mod delivery;
mod direct;
mod directory;
mod erasing;
mod forwarding;
mod holding;
mod importing;
mod inviting;
mod merging;
mod messages;
mod offers;
mod pdfs;
mod preferring;
mod push;
mod queue;
mod room;
mod search;
mod seeing;
mod selecting;
mod tags;
mod together;
mod transcripts;
mod trial;
mod uploads;
mod visitors;
