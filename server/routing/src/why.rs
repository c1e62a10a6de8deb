//! The reason of a decision: who else was considered, and what each of them lacked or how they compared.

use alloc::vec::Vec;

use model::{
    id::PersonId,
    reason::{Candidate, Failures, Numbers, Reason, Test, Verdict},
};

use crate::{
    board::Board,
    crew::Crew,
    floor::Waiting,
    pick::{Pick, has_declined, ready_seat},
};

/// How many candidates the reason of a decision lists. It is stored with every assignment, so it is shorter than
/// an explanation asked for by hand; the others are counted by the test they failed.
pub const LISTED_WITH_DECISION: usize = 8;
/// Of these, how many who failed are listed even where more are eligible.
const LISTED_FAILURES: usize = 3;

/// The reason for handing a conversation to the chosen one.
pub(crate) fn decided(
    board: &Board<'_>,
    crew_index: usize,
    waiting: &Waiting,
    picked: &Pick<'_>,
) -> Reason {
    let mut candidates = Vec::new();
    let mut failures = Failures::default();
    if let Some(crew) = board.crews.get(crew_index) {
        let listing = Listing { board, crew, waiting, chosen: Some(picked.seat) };
        failures = listing.failures();
        candidates = listing.candidates(&picked.passed_over);
    }
    Reason {
        rule: picked.rule,
        considered: count(board.seats.len()),
        candidates,
        failures,
        place: board.place_in(waiting.department),
    }
}

/// One conversation held against everybody.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Listing<'a> {
    pub(crate) board: &'a Board<'a>,
    pub(crate) crew: &'a Crew,
    pub(crate) waiting: &'a Waiting,
    /// The seat that gets it.
    pub(crate) chosen: Option<usize>,
}

impl Listing<'_> {
    /// How many fail each test first, counted without looking at each of them.
    pub(crate) fn failures(&self) -> Failures {
        let Self { board, crew, .. } = self;
        let on_duty = board.seats.len() - board.unavailable - board.absent;
        Failures {
            not_available: count(board.unavailable),
            not_present: count(board.absent),
            not_member: count(on_duty - crew.on_duty()),
            full: count(crew.full.len()),
            just_declined: count(self.declined().count()),
        }
    }

    /// Seats that are ready, were it not that they declined. Where nobody is picked, that counts for nothing.
    fn declined(&self) -> impl Iterator<Item = usize> {
        let Self { board, crew, waiting, chosen } = *self;
        let declined: &[PersonId] = if crew.is_routed() { &waiting.declined } else { &[] };
        let ready = declined.iter().filter_map(|person| ready_seat(board, crew, *person));
        ready.filter(move |seat| Some(*seat) != chosen)
    }

    /// The chosen one, the next in order, then those who failed: preferred ones first, because everybody asks
    /// about them, then those who came closest.
    fn candidates(&self, passed_over: &[(usize, Test)]) -> Vec<Candidate> {
        let Self { board, crew, waiting, chosen } = *self;
        let known = |seat: &usize| passed_over.iter().all(|(other, _)| other != seat);
        let full = crew.full.iter().copied();
        let members = self.declined().chain(full).chain(crew.off_duty.iter().copied());
        let failed = members.filter(known).filter_map(|seat| Some((seat, self.failed_test(seat)?)));
        let failed: Vec<(usize, Test)> =
            passed_over.iter().copied().chain(failed).take(LISTED_WITH_DECISION - 1).collect();
        let next_max = LISTED_WITH_DECISION - 1 - failed.len().min(LISTED_FAILURES);
        let next = crew.ready.iter().map(|standing| standing.seat);
        let next = next.filter(|s| Some(*s) != chosen && !has_declined(board, *s, waiting));
        let mut listed = Vec::with_capacity(LISTED_WITH_DECISION);
        listed.extend(chosen.and_then(|seat| self.compared(seat, Verdict::Chosen)));
        listed.extend(next.filter_map(|seat| self.compared(seat, Verdict::Behind)).take(next_max));
        let room = LISTED_WITH_DECISION - listed.len();
        let failed = failed.into_iter().take(room);
        listed.extend(failed.filter_map(|(seat, t)| self.candidate(seat, Verdict::Failed(t))));
        listed
    }

    /// The first test a member of the crew fails.
    pub(crate) fn failed_test(&self, seat: usize) -> Option<Test> {
        let failed = self.board.seats.get(seat)?.first_failed(self.crew.post, self.waiting);
        failed.filter(|test| self.crew.is_routed() || *test != Test::JustDeclined)
    }

    /// An eligible agent with the numbers that are compared.
    pub(crate) fn compared(
        &self,
        seat: usize,
        verdict: impl FnOnce(Numbers) -> Verdict,
    ) -> Option<Candidate> {
        let numbers = self.board.seats.get(seat)?.numbers(self.crew.post);
        self.candidate(seat, verdict(numbers))
    }

    pub(crate) fn candidate(&self, seat: usize, verdict: Verdict) -> Option<Candidate> {
        let agent = self.board.seats.get(seat)?.agent.person.clone();
        Some(Candidate { agent, verdict })
    }
}

/// Nobody has four billion agents.
pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
