//! Stories through the actions, each on both databases, with a clock that stands until it is moved.

mod administration;
mod archive;
mod delivery;
mod messages;
mod offers;
mod queue;
mod trial;
mod uploads;
mod visitors;
