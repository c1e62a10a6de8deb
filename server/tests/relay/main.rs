//! Letters on their way to a real mail server: taken, refused, tried again, never lost, and read as they arrived.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]

mod broadcasts;
mod letters;
mod pdfs;
mod post;
mod proxy;
mod settings;
mod world;
