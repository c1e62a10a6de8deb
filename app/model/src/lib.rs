//! The words both sides of Switchboard speak: entities, states and their transitions, events, permissions,
//! refusals, views and wire frames. Pure data and pure functions: no IO, no clock, no random numbers.
#![no_std]

extern crate alloc;

pub use uuid::Uuid;

pub mod account;
pub mod archive;
pub mod attachment;
pub mod audit;
pub mod availability;
pub mod broadcast;
pub mod bulk;
pub mod call;
pub mod canned;
pub mod contact;
pub mod conversation;
pub mod cursor;
pub mod custom_field;
pub mod department;
pub mod direct;
pub mod edit;
pub mod erasure;
pub mod event;
pub mod fold;
pub mod forward;
pub mod id;
pub mod import;
pub mod locale;
pub mod mail;
pub mod mention;
pub mod merge;
pub mod moment;
pub mod operators;
pub mod page;
pub mod parse;
pub mod permission;
pub mod person;
pub mod reason;
pub mod refusal;
pub mod saved_view;
pub mod search;
pub mod selection;
pub mod session;
pub mod settings;
pub mod table;
pub mod tag;
pub mod terms;
pub mod transcript;
pub mod upload;
pub mod view;
pub mod visitor;
pub mod wire;
