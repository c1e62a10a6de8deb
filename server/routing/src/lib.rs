//! Who gets what, and why: filter, then order, then first. No clock, no randomness, no IO: the same floor gives
//! the same plan. The shell around it (`actions`) builds a [`Floor`], asks for a [`plan()`] and executes it.
#![no_std]

extern crate alloc;
#[cfg(test)]
extern crate std;

mod board;
mod crew;
mod expiry;
mod explanation;
mod floor;
mod limits;
mod pick;
mod plan;
mod queue;
mod seat;
mod why;

#[cfg(test)]
mod trial;

pub use explanation::explain;
pub use floor::{Agent, Department, Floor, Load, Membership, Offer, Received, Rules, Waiting};
pub use limits::{Post, has_room, may_take};
pub use pick::ASK_AGAIN_MS;
pub use plan::{Decided, Decision, Plan, plan};
pub use queue::{Place, estimate_ms, median_ms, place, places, sort_queue};
pub use why::LISTED_WITH_DECISION;
