//! Those who serve one queue, in the order in which its algorithm picks them.

use alloc::{collections::BTreeSet, vec::Vec};

use model::settings::Algorithm;

use crate::{
    limits::Post,
    seat::{Last, Seat},
};

/// The agents of a department (or of none) on one channel. The members are indexes into the board's seats, and
/// those are sorted by username: a smaller index is an earlier name.
#[derive(Debug)]
pub(crate) struct Crew {
    pub(crate) post: Post,
    pub(crate) algorithm: Algorithm,
    /// A crew of a disabled department gets nothing.
    pub(crate) is_enabled: bool,
    /// On duty and with room; the first is the algorithm's pick.
    pub(crate) ready: BTreeSet<Standing>,
    /// On duty, without room.
    pub(crate) full: BTreeSet<usize>,
    /// Not available or not present.
    pub(crate) off_duty: Vec<usize>,
    /// Conversations of this queue that the plan came past and left waiting.
    pub(crate) left_waiting: u32,
}

/// Where an agent stands in a crew; compared from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Standing {
    /// Auto selection: received today; load balancing: load relative to the limit.
    amount: u64,
    /// Auto selection: the order number in the department.
    order: i32,
    last: Last,
    pub(crate) seat: usize,
}

impl Crew {
    pub(crate) const fn new(post: Post, algorithm: Algorithm, is_enabled: bool) -> Self {
        Self {
            post,
            algorithm,
            is_enabled,
            ready: BTreeSet::new(),
            full: BTreeSet::new(),
            off_duty: Vec::new(),
            left_waiting: 0,
        }
    }

    /// Whether routing picks anybody here at all.
    pub(crate) fn is_routed(&self) -> bool {
        self.is_enabled && self.algorithm != Algorithm::ManualSelection
    }

    /// Whether routing could hand something over here right now.
    pub(crate) fn can_serve(&self) -> bool {
        self.is_routed() && !self.ready.is_empty()
    }

    pub(crate) fn on_duty(&self) -> usize {
        self.ready.len() + self.full.len()
    }

    /// Where a seat stands here. `full_max`: what a missing limit counts as in load balancing.
    pub(crate) fn standing(&self, index: usize, seat: &Seat<'_>, full_max: u32) -> Standing {
        let department = self.post.department;
        let (amount, order) = match self.algorithm {
            Algorithm::AutoSelection => (
                u64::from(seat.received_in(department)),
                seat.agent.order_in(department).unwrap_or_default(),
            ),
            Algorithm::LoadBalancing => (relative_load(seat, full_max), 0),
            Algorithm::LoadRotation | Algorithm::ManualSelection => (0, 0),
        };
        Standing { amount, order, last: seat.last, seat: index }
    }

    /// Puts a seat where its numbers say.
    pub(crate) fn enter(&mut self, index: usize, seat: &Seat<'_>, full_max: u32) {
        if !seat.is_on_duty() {
            self.off_duty.push(index);
        } else if seat.gauge().full(self.post).is_some() {
            self.full.insert(index);
        } else {
            self.ready.insert(self.standing(index, seat, full_max));
        }
    }
}

/// Load over limit as a fixed-point fraction: equal fractions are equal numbers, 1/3 and 2/6 alike.
fn relative_load(seat: &Seat<'_>, full_max: u32) -> u64 {
    let gauge = seat.gauge();
    let max = if gauge.max() > 0 { gauge.max() } else { full_max };
    (u64::from(gauge.total()) << 32).checked_div(u64::from(max)).unwrap_or(u64::MAX)
}
