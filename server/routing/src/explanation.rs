//! Why a conversation waits, asked for by hand: everybody who could serve it, and what each of them lacks.

use alloc::{collections::BTreeSet, vec::Vec};

use model::{
    id::ConversationId,
    reason::{Candidate, LISTED_CANDIDATES, Reason, Rule, Test, Verdict},
    settings::Algorithm,
};

use crate::{
    board::Board,
    crew::Crew,
    floor::{Floor, Waiting},
    pick::{Wish, preferred},
    plan::{Settled, settle},
    queue,
    why::{Listing, count},
};

/// Why this conversation waits, or, where a plan made now would serve it, why it goes where it goes. `None`: it
/// neither waits nor is its offer over.
#[must_use]
pub fn explain(floor: &Floor, conversation: ConversationId) -> Option<Reason> {
    let settled = settle(floor);
    let mut waiting = floor.waiting.iter().chain(&settled.requeued);
    let waiting = waiting.find(|one| one.conversation == conversation)?;
    // The last decision counts: an offer that is over comes before the one that follows it.
    let mut decisions = settled.plan.decisions.iter().rev();
    let decided = decisions.find(|d| d.conversation == conversation && d.reason.place > 0);
    match decided {
        Some(decision) => Some(decision.reason.clone()),
        None => why_waiting(&settled, waiting),
    }
}

fn why_waiting(settled: &Settled<'_>, waiting: &Waiting) -> Option<Reason> {
    let board = &settled.board;
    let crew = board.crew_of(waiting)?;
    let listing = Listing { board, crew, waiting, chosen: None };
    Some(Reason {
        rule: rule(board, crew, waiting),
        considered: count(board.seats.len()),
        candidates: candidates(&listing),
        failures: listing.failures(),
        place: place(settled, waiting),
    })
}

fn rule(board: &Board<'_>, crew: &Crew, waiting: &Waiting) -> Rule {
    if !crew.is_enabled {
        Rule::DepartmentDisabled
    } else if crew.algorithm == Algorithm::ManualSelection {
        Rule::WaitsToBeTaken
    } else if crew.can_serve()
        && let Wish::WaitsFor { preference, .. } = preferred(board, crew, waiting, &mut Vec::new())
    {
        Rule::WaitsForPreferred { preference }
    } else {
        Rule::NobodyEligible
    }
}

/// Those who could take it by hand first, then those who came closest to it.
fn candidates(listing: &Listing<'_>) -> Vec<Candidate> {
    let crew = listing.crew;
    let ready: Vec<usize> = crew.ready.iter().map(|standing| standing.seat).collect();
    let mut members = [ready, crew.full.iter().copied().collect(), crew.off_duty.clone()].concat();
    members.sort_by_cached_key(|seat| (closeness(listing.failed_test(*seat)), *seat));
    let candidates = members.into_iter().filter_map(|seat| match listing.failed_test(seat) {
        None => listing.compared(seat, Verdict::MayTake),
        Some(test) => listing.candidate(seat, Verdict::Failed(test)),
    });
    candidates.take(LISTED_CANDIDATES).collect()
}

const fn closeness(test: Option<Test>) -> u8 {
    match test {
        None => 0,
        Some(Test::JustDeclined) => 1,
        Some(Test::Full { .. }) => 2,
        Some(Test::NotMember) => 3,
        Some(Test::NotPresent) => 4,
        Some(Test::NotAvailable) => 5,
    }
}

/// The place among those that still wait once the plan is executed.
fn place(settled: &Settled<'_>, waiting: &Waiting) -> u32 {
    let floor = settled.board.floor;
    let decisions = settled.plan.decisions.iter();
    let handed: BTreeSet<ConversationId> =
        decisions.filter(|d| d.reason.place > 0).map(|d| d.conversation).collect();
    let all = floor.waiting.iter().chain(&settled.requeued);
    let left = all.filter(|one| !handed.contains(&one.conversation));
    queue::place_among(floor.rules.queue_order, waiting, left)
}
