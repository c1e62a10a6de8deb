//! Offers that ring no longer: their time is over, or the agent they ring at is gone.

use alloc::vec::Vec;

use model::{
    conversation::DECLINED_LIMIT,
    event::Requeue,
    reason::{Candidate, Failures, Reason, Rule, Test, Verdict},
};

use crate::{
    board::Board,
    floor::{Offer, Waiting},
    plan::{Decided, Decision},
};

/// Takes back every offer that is over: frees its agent and returns the conversations to be routed anew, in
/// their old places.
pub(crate) fn take_back(board: &mut Board<'_>, decisions: &mut Vec<Decision>) -> Vec<Waiting> {
    let mut over: Vec<(&Offer, Requeue)> =
        board.floor.offers.iter().filter_map(|o| end_of(board, o).map(|why| (o, why))).collect();
    over.sort_unstable_by_key(|(offer, _)| (offer.deadline, offer.waiting.conversation));
    over.into_iter()
        .map(|(offer, why)| {
            free(board, offer, why);
            decisions.push(decision(offer, why));
            requeued(board, offer, why)
        })
        .collect()
}

/// Why an offer is over; `None`: it still rings.
pub(crate) fn end_of(board: &Board<'_>, offer: &Offer) -> Option<Requeue> {
    let is_there = board.seat_of(offer.agent.id).is_some_and(|(_, seat)| seat.agent.is_present);
    if !is_there {
        Some(Requeue::AgentLost)
    } else if offer.deadline <= board.floor.now {
        Some(Requeue::OfferExpired)
    } else {
        None
    }
}

fn free(board: &mut Board<'_>, offer: &Offer, why: Requeue) {
    let rests = board.floor.rules.rests_after_missed_offer && why == Requeue::OfferExpired;
    if let Some(seat) = board.seat_mut(offer.agent.id) {
        seat.give_back(offer.waiting.department, offer.waiting.channel);
        if rests {
            seat.rest();
        }
    }
}

fn decision(offer: &Offer, why: Requeue) -> Decision {
    let mut failures = Failures::default();
    let test = if why == Requeue::AgentLost {
        failures.not_present = 1;
        Test::NotPresent
    } else {
        failures.just_declined = 1;
        Test::JustDeclined
    };
    let candidate = Candidate { agent: offer.agent.clone(), verdict: Verdict::Failed(test) };
    Decision {
        conversation: offer.waiting.conversation,
        verdict: Decided::Requeue { agent: offer.agent.clone(), why },
        reason: Reason {
            rule: Rule::OfferEnded { why },
            considered: 1,
            candidates: Vec::from([candidate]),
            failures,
            place: 0,
        },
    }
}

/// The conversation as its log will have it once the decision is executed.
fn requeued(board: &Board<'_>, offer: &Offer, why: Requeue) -> Waiting {
    let mut waiting = offer.waiting.clone();
    if why.is_declining() {
        waiting.declined.retain(|person| *person != offer.agent.id);
        if waiting.declined.len() >= DECLINED_LIMIT {
            waiting.declined.remove(0);
        }
        waiting.declined.push(offer.agent.id);
        waiting.declined_at = Some(board.floor.now);
    }
    waiting
}
