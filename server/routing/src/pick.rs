//! Who gets one conversation: a preferred agent, else the algorithm's first, else who declined it first.

use alloc::vec::Vec;

use model::{
    id::PersonId,
    moment::Moment,
    reason::{Preference, Rule, Test},
};

use crate::{
    board::Board,
    crew::{Crew, Standing},
    floor::{Agent, Waiting},
};

/// When everybody with room has declined, nobody is asked again for this long, in ms: without the pause, what an
/// agent just refused would ring again in the same instant.
pub const ASK_AGAIN_MS: i64 = 30_000;

/// What came out for one conversation.
#[derive(Debug)]
pub(crate) enum Outcome<'f> {
    Picked(Pick<'f>),
    /// Nobody now. At `look_again_at` those who declined may be asked once more, or a preferred agent has been
    /// waited for long enough.
    Nobody {
        look_again_at: Option<Moment>,
    },
}

/// The chosen one.
#[derive(Debug)]
pub(crate) struct Pick<'f> {
    pub(crate) seat: usize,
    pub(crate) agent: &'f Agent,
    pub(crate) rule: Rule,
    /// Preferred agents who were tried before, and why it was not them.
    pub(crate) passed_over: Vec<(usize, Test)>,
}

/// Decides about one conversation.
pub(crate) fn pick<'f>(board: &Board<'f>, crew: &Crew, waiting: &Waiting) -> Outcome<'f> {
    if !crew.can_serve() {
        return Outcome::Nobody { look_again_at: None };
    }
    let mut passed_over = Vec::new();
    let found = match preferred(board, crew, waiting, &mut passed_over) {
        Wish::Granted(index, rule) => Some((index, rule)),
        Wish::WaitsFor { until, .. } => return Outcome::Nobody { look_again_at: Some(until) },
        Wish::Vain => first_in_order(board, crew, waiting),
    };
    let may_ask_at = waiting.declined_at.map(|at| at.plus(ASK_AGAIN_MS));
    let pause = may_ask_at.filter(|at| found.is_none() && *at > board.floor.now);
    if pause.is_some() {
        return Outcome::Nobody { look_again_at: pause };
    }
    let chosen = found.or_else(|| earliest_decliner(board, crew, waiting));
    let picked = chosen.and_then(|(seat, rule)| {
        let agent = board.seats.get(seat)?.agent;
        // A preferred agent who declined may be the one who is asked again.
        passed_over.retain(|(other, _)| *other != seat);
        Some(Pick { seat, agent, rule, passed_over })
    });
    picked.map_or(Outcome::Nobody { look_again_at: None }, Outcome::Picked)
}

/// What became of the wish for particular agents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wish {
    Granted(usize, Rule),
    /// This one has no room: it waits for them a little before others are asked.
    WaitsFor {
        preference: Preference,
        until: Moment,
    },
    /// Nobody in particular is wished for, or nobody of them can serve it.
    Vain,
}

/// Each in turn: who can serve it gets it; who lacks nothing but room is waited for, one after the other.
pub(crate) fn preferred(
    board: &Board<'_>,
    crew: &Crew,
    waiting: &Waiting,
    passed_over: &mut Vec<(usize, Test)>,
) -> Wish {
    let mut wishes = waiting.preferred.clone();
    wishes.sort_unstable();
    let wait_ms = i64::from(board.floor.rules.preferred_wait_s).saturating_mul(1_000);
    let mut until = waiting.queued.min(board.floor.now);
    for (preference, person) in wishes {
        let Some((index, seat)) = board.seat_of(person) else {
            continue;
        };
        if passed_over.iter().any(|(known, _)| *known == index) {
            continue;
        }
        match seat.first_failed(crew.post, waiting) {
            None => return Wish::Granted(index, Rule::Preferred { preference }),
            Some(test) => {
                let is_full = matches!(test, Test::Full { .. });
                // Whoever just declined would only decline again.
                if is_full && !has_declined(board, index, waiting) {
                    until = until.plus(wait_ms);
                    if until > board.floor.now {
                        return Wish::WaitsFor { preference, until };
                    }
                }
                passed_over.push((index, test));
            }
        }
    }
    Wish::Vain
}

fn first_in_order(board: &Board<'_>, crew: &Crew, waiting: &Waiting) -> Option<(usize, Rule)> {
    let may = |standing: &&Standing| !has_declined(board, standing.seat, waiting);
    let rule = Rule::Picked { algorithm: crew.algorithm };
    crew.ready.iter().find(may).map(|standing| (standing.seat, rule))
}

fn earliest_decliner(board: &Board<'_>, crew: &Crew, waiting: &Waiting) -> Option<(usize, Rule)> {
    let mut ready = waiting.declined.iter().filter_map(|person| ready_seat(board, crew, *person));
    ready.next().map(|seat| (seat, Rule::AskedAgain))
}

/// Whether an agent declined this conversation since somebody last accepted it.
pub(crate) fn has_declined(board: &Board<'_>, seat: usize, waiting: &Waiting) -> bool {
    let declined = &waiting.declined;
    !declined.is_empty() && board.seats.get(seat).is_some_and(|s| declined.contains(&s.id()))
}

/// The seat of a person who is on duty in this crew and has room.
pub(crate) fn ready_seat(board: &Board<'_>, crew: &Crew, person: PersonId) -> Option<usize> {
    let (index, _) = board.seat_of(person)?;
    let standing = board.standing(index, crew)?;
    crew.ready.contains(&standing).then_some(index)
}
