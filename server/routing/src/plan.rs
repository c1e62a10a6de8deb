//! The plan: every decision that can be made on a floor now, and when to look again.

use alloc::{collections::BinaryHeap, vec::Vec};
use core::cmp::{Ordering, Reverse};

use model::{
    event::Requeue, id::ConversationId, moment::Moment, person::PersonRef, reason::Reason,
    settings::Delivery,
};

use crate::{
    board::Board,
    crew::Crew,
    expiry,
    floor::{Floor, Waiting},
    pick::{Outcome, Pick, pick},
    queue::{self, Key},
    why,
};

/// What to do, in this order, and when to plan again if nothing happens before.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    pub decisions: Vec<Decision>,
    /// The next deadline of an offer, or the next moment at which those who declined may be asked again or a
    /// preferred agent has been waited for long enough. By itself, time changes nothing before.
    pub wake_at: Option<Moment>,
}

/// One step of a plan. Each fits the floor as the steps before it leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    pub conversation: ConversationId,
    pub verdict: Decided,
    pub reason: Reason,
}

/// What becomes of a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// The agent serves it from now on.
    Assign { agent: PersonRef },
    /// It rings at the agent until the deadline.
    Offer { agent: PersonRef, deadline: Moment },
    /// It stops ringing at the agent and is back in its old place.
    Requeue { agent: PersonRef, why: Requeue },
}

/// Decides everything that can be decided on this floor.
#[must_use]
pub fn plan(floor: &Floor) -> Plan {
    settle(floor).plan
}

/// A floor on which nothing is left to decide.
#[derive(Debug)]
pub(crate) struct Settled<'f> {
    pub(crate) board: Board<'f>,
    pub(crate) plan: Plan,
    /// Conversations whose offers are over; they waited like all the others.
    pub(crate) requeued: Vec<Waiting>,
}

pub(crate) fn settle(floor: &Floor) -> Settled<'_> {
    let mut board = Board::new(floor);
    let mut decisions = Vec::new();
    let requeued = expiry::take_back(&mut board, &mut decisions);
    let mut queue = line_up(&mut board, floor.waiting.iter().chain(&requeued));
    board.muster();
    let mut paused = Vec::new();
    while board.is_anybody_ready()
        && let Some(Reverse(next)) = queue.pop()
    {
        let Some(crew) = board.crews.get(next.crew) else {
            continue;
        };
        match pick(&board, crew, next.waiting) {
            Outcome::Picked(picked) => {
                decisions.push(decide(&board, next, &picked));
                board.hand_over(picked.seat, next.crew);
            }
            Outcome::Nobody { look_again_at } => {
                paused.extend(look_again_at.map(|at| (next.crew, at)));
                board.leave(next.crew);
            }
        }
    }
    let wake_at = wake_at(&board, &decisions, &paused);
    Settled { board, plan: Plan { decisions, wake_at }, requeued }
}

/// A conversation in the queue of all departments together.
#[derive(Debug, Clone, Copy)]
struct Queued<'w> {
    key: Key,
    crew: usize,
    waiting: &'w Waiting,
}

impl Ord for Queued<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

impl PartialOrd for Queued<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Queued<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Queued<'_> {}

/// A heap, not a sorted list: of ten thousand who wait, mostly few can be served at once.
fn line_up<'w>(
    board: &mut Board<'_>,
    waiting: impl Iterator<Item = &'w Waiting>,
) -> BinaryHeap<Reverse<Queued<'w>>> {
    let order = board.floor.rules.queue_order;
    let queued = waiting.map(|waiting| {
        Reverse(Queued { key: queue::key(order, waiting), crew: board.crew_for(waiting), waiting })
    });
    queued.collect::<Vec<_>>().into()
}

fn decide(board: &Board<'_>, queued: Queued<'_>, picked: &Pick<'_>) -> Decision {
    let agent = picked.agent.person.clone();
    let now = board.floor.now;
    let verdict = match board.floor.rules.delivery {
        Delivery::AutoAccept => Decided::Assign { agent },
        Delivery::Offer { timeout_s } => {
            Decided::Offer { agent, deadline: now.plus(i64::from(timeout_s) * 1000) }
        }
    };
    Decision {
        conversation: queued.waiting.conversation,
        verdict,
        reason: why::decided(board, queued.crew, queued.waiting, picked),
    }
}

/// `paused`: crews in which a conversation waits until somebody may be asked again. That moment matters only
/// while somebody there still has room.
fn wake_at(
    board: &Board<'_>,
    decisions: &[Decision],
    paused: &[(usize, Moment)],
) -> Option<Moment> {
    let ringing = board.floor.offers.iter().filter(|offer| expiry::end_of(board, offer).is_none());
    let made = decisions.iter().filter_map(|decision| match decision.verdict {
        Decided::Offer { deadline, .. } => Some(deadline),
        Decided::Assign { .. } | Decided::Requeue { .. } => None,
    });
    let can_serve = |crew: usize| board.crews.get(crew).is_some_and(Crew::can_serve);
    let pauses = paused.iter().filter(|(crew, _)| can_serve(*crew)).map(|(_, until)| *until);
    ringing.map(|offer| offer.deadline).chain(made).chain(pauses).min()
}
