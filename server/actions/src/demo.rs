//! The demo workspace: a tea shop's contact center that has been at work for three months, the same each time.

mod calendar;
mod calling;
mod canned;
mod crew;
mod dialogues;
mod dice;
mod fields;
mod guests;
mod history;
mod keep;
mod log;
mod names;
mod rota;
mod script;
mod slots;
mod today;
#[cfg(test)]
mod trial;

use std::collections::BTreeSet;

use model::{moment::Moment, refusal::Refusal};
use store::Conn;

use crate::{Error, House, passwords};

/// Everybody's password in the demo workspace.
pub const PASSWORD: &str = "switchboard";
/// Everything follows from this number.
const SEED: u64 = 0x7469_6465_7761_7465;

/// Fills an empty database with the demo workspace, all of it or nothing. Returns whether it did: where anybody
/// is on the staff already, nothing is changed.
///
/// # Errors
/// Of the store.
pub async fn fill(house: &House) -> Result<bool, Error> {
    if is_taken(&mut *house.store.read().await?).await? {
        return Ok(false);
    }
    let hash = passwords::hash(PASSWORD.to_owned()).await?;
    let workspace = Workspace::at(house.clock.now())?;
    let mut tx = house.store.write().await?;
    if is_taken(&mut tx).await? {
        return Ok(false);
    }
    keep::keep(&mut tx, &workspace, &hash).await?;
    tx.commit().await?;
    house.ring();
    Ok(true)
}

async fn is_taken(conn: &mut Conn) -> Result<bool, Error> {
    Ok(store::counts::workspace(conn).await?.people > 0)
}

/// Everything there is in the demo workspace.
#[derive(Debug)]
struct Workspace {
    crew: crew::Crew,
    canned: Vec<model::canned::CannedResponse>,
    fields: Vec<model::custom_field::CustomField>,
    guests: Vec<guests::Guest>,
    closed: Vec<log::Log>,
    live: Vec<log::Log>,
    assignments: Vec<rota::Given>,
}

/// Before what things happen.
#[derive(Debug, Clone, Copy)]
struct Backdrop<'a> {
    crew: &'a crew::Crew,
    now: Moment,
    dice: &'a dice::Dice,
}

impl Workspace {
    /// As it is at this moment. What people are called and say does not depend on the moment.
    fn at(now: Moment) -> Result<Self, Refusal> {
        let dice = dice::Dice::new(SEED);
        let crew = crew::Crew::hire(&mut dice.fork(0), now);
        let mut guests = guests::invite(&mut dice.fork(1), now, &crew.everybody_serving());
        let plots = history::plots(&crew, &guests, &dice.fork(2));
        let latest = plots.iter().rev().take(history::APART);
        let busy: BTreeSet<usize> = latest.map(|plot| plot.guest).collect();
        let mut rota = rota::Rota::new(&crew);
        let backdrop = |dice| Backdrop { crew: &crew, now, dice };
        let past = dice.fork(3);
        let closed = history::happen(plots, &mut guests, &mut rota, backdrop(&past))?;
        let present = dice.fork(4);
        let live = today::happen(&guests, &mut rota, &busy, backdrop(&present))?;
        let assignments = rota.last_days();
        let canned = canned::written(&mut dice.fork(5), &crew, now);
        let fields = fields::defined(&mut dice.fork(6));
        fields::fill_in(&mut guests, &mut dice.fork(7));
        Ok(Self { crew, canned, fields, guests, closed, live, assignments })
    }
}
