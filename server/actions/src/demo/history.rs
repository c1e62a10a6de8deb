//! Three months of closed conversations.

use std::collections::VecDeque;

use model::{person::PersonRef, refusal::Refusal};

use super::{
    Backdrop, calendar, calling,
    crew::Crew,
    dialogues::{self, Desk, Dialogue, Language},
    dice::Dice,
    guests::{Guest, NEVER_CHATTED},
    log::{Arrival, Log},
    rota::Rota,
    script::{Cast, Fate, Script},
};

pub(super) const CLOSED: usize = 1_500;
/// Nobody comes back within so many conversations of others, so that nobody has two at once.
pub(super) const APART: usize = 40;

/// What happens in one closed conversation, whenever it does.
#[derive(Debug)]
pub(super) struct Plot {
    pub(super) guest: usize,
    pub(super) desk: Desk,
    pub(super) script: Script,
}

/// Makes up what happens, without a date.
pub(super) fn plots(crew: &Crew, guests: &[Guest], dice: &Dice) -> Vec<Plot> {
    let mut recent = VecDeque::new();
    let mut plots = Vec::with_capacity(CLOSED);
    for place in 0..CLOSED {
        let mut dice = dice.fork(place);
        let chatting = guests.len().saturating_sub(NEVER_CHATTED);
        let guest = loop {
            let guest = whoever(chatting, &mut dice);
            if !recent.contains(&guest) {
                break guest;
            }
        };
        recent.push_back(guest);
        if recent.len() > APART {
            recent.pop_front();
        }
        let known = guests.get(guest);
        if let Some(plot) = known.and_then(|known| plot(crew, guest, known, &mut dice)) {
            plots.push(plot);
        }
    }
    plots
}

/// Some come often, most now and then.
fn whoever(among: usize, dice: &mut Dice) -> usize {
    let one = dice.below(among);
    if dice.percent(35) { one.min(dice.below(among)).min(dice.below(among)) } else { one }
}

fn plot(crew: &Crew, place: usize, guest: &Guest, dice: &mut Dice) -> Option<Plot> {
    let desk = match dice.below(100) {
        0..54 => Desk::Support,
        54..81 => Desk::Sales,
        _ => Desk::Billing,
    };
    let language =
        if guest.speaks_german && dice.percent(80) { Language::German } else { Language::English };
    let fitting: Vec<&'static Dialogue> = dialogues::all()
        .filter(|dialogue| dialogue.desk == desk && dialogue.language == language)
        .collect();
    let dialogue = *dice.pick(&fitting)?;
    let mut agents: Vec<PersonRef> = crew.agents(desk);
    dice.shuffle(&mut agents);
    let fate = match dice.below(100) {
        0..4 => Fate::Abandoned,
        4..27 => Fate::ClosedByGuest,
        _ => Fate::ClosedByStaff,
    };
    let cast = Cast { dialogue, guest, first: agents.first()?, second: agents.get(1)? };
    Some(Plot { guest: place, desk, script: Script::write(cast, fate, dice) })
}

/// Lets it happen in the last three months before now. The guests remember it.
pub(super) fn happen(
    plots: Vec<Plot>,
    guests: &mut [Guest],
    rota: &mut Rota<'_>,
    backdrop: Backdrop<'_>,
) -> Result<Vec<Log>, Refusal> {
    let Backdrop { crew, now, dice } = backdrop;
    let arrivals = calendar::arrivals(plots.len(), now, &dice.fork(0));
    let (ids, calls) = (dice.fork(1), dice.fork(2));
    let mut logs = Vec::with_capacity(plots.len());
    for (place, (mut plot, at)) in plots.into_iter().zip(arrivals).enumerate() {
        let Some(guest) = guests.get_mut(plot.guest) else {
            continue;
        };
        let arrival =
            Arrival { contact: guest.to_ref(), department: crew.department(plot.desk).id, at };
        calling::add(&mut plot.script, at, now, &mut calls.fork(place));
        let log = Log::play(plot.script, arrival, rota, &mut ids.fork(place))?;
        guest.remember(&log);
        logs.push(log);
    }
    Ok(logs)
}
