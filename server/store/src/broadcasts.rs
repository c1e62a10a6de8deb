//! Broadcasts: one message to many contacts.

mod choosing;
mod recipients;

use model::{
    broadcast::{Broadcast, BroadcastState, Medium, Tally, Wording},
    id::{BroadcastId, PersonId},
    moment::Moment,
    page::{Page, PageAt},
    person::PersonRef,
};
use uuid::Uuid;

use crate::{
    Conn, Error,
    clause::Clause,
    connection::sql,
    place::{self, Key, Place},
    stored,
};
pub use choosing::{Chosen, Eye, count, enlist, samples};
pub use recipients::{
    Addressee, Outcome, addressed, in_flight, list as recipients, of_contact, posted, queued,
    requeue, retry, settle, skip_rest,
};

const INSERT: &str = "INSERT INTO broadcasts (id, medium, subject, text, base, person, person_name, state, \
     created, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
const FIND: &str = "SELECT * FROM broadcasts WHERE id = $1";
const MOVE: &str = "UPDATE broadcasts SET state = $3, ended = $4, version = version + 1 \
     WHERE id = $1 AND state = $2";
const TOUCH: &str = "UPDATE broadcasts SET version = version + 1 WHERE id = $1";
const UNDER_WAY: &str =
    "SELECT * FROM broadcasts WHERE state = 'sending' ORDER BY created, id LIMIT $1";
const TALLY: &str =
    "SELECT state, count(*) FROM broadcast_recipients WHERE broadcast = $1 GROUP BY state";
const HOLD_PACE: &str = "UPDATE paces SET next = next WHERE name = 'broadcasts'";
const PACE: &str = "SELECT next FROM paces WHERE name = 'broadcasts'";
const SET_PACE: &str = "UPDATE paces SET next = $1 WHERE name = 'broadcasts'";

/// A broadcast, and what is needed to send it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    pub id: BroadcastId,
    pub wording: Wording,
    /// The address at which guests reach this server.
    pub base: String,
    pub by: PersonRef,
    pub created: Moment,
    pub state: BroadcastState,
    pub ended: Option<Moment>,
    pub version: u32,
}

impl Errand {
    /// As the staff sees it.
    #[must_use]
    pub fn with(self, tally: Tally) -> Broadcast {
        let Self { id, wording, by, created, state, ended, version, base: _ } = self;
        Broadcast { id, wording, by, created, state, ended, tally, version }
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    medium: String,
    subject: String,
    text: String,
    base: String,
    person: Uuid,
    person_name: String,
    state: String,
    created: i64,
    ended: Option<i64>,
    version: i64,
}

impl TryFrom<Row> for Errand {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let medium = medium(&row.medium)?;
        let state = BroadcastState::from_word(&row.state);
        Ok(Self {
            id: BroadcastId(row.id),
            wording: Wording { medium, subject: row.subject, text: row.text },
            base: row.base,
            by: PersonRef { id: PersonId(row.person), name: row.person_name },
            created: Moment(row.created),
            state: state.ok_or(Error::Corrupt { what: "a broadcast's state" })?,
            ended: row.ended.map(Moment),
            version: stored::number("a broadcast's version", row.version)?,
        })
    }
}

pub(super) fn medium(word: &str) -> Result<Medium, Error> {
    Medium::from_word(word).ok_or(Error::Corrupt { what: "a broadcast's medium" })
}

/// Stores a new one.
///
/// # Errors
/// `Duplicate` when the id exists.
pub async fn insert(conn: &mut Conn, it: &Errand) -> Result<(), Error> {
    let inserted = sql!(
        conn,
        change,
        INSERT,
        it.id.0,
        it.wording.medium.as_str(),
        &it.wording.subject,
        &it.wording.text,
        &it.base,
        it.by.id.0,
        &it.by.name,
        it.state.as_str(),
        it.created.0,
        i64::from(it.version),
    )?;
    if inserted > 0 { Ok(()) } else { Err(Error::Duplicate) }
}

/// One broadcast.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: BroadcastId) -> Result<Option<Errand>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    row.map(Errand::try_from).transpose()
}

/// Moves one from one state to another, if it is still in it; otherwise `false`.
///
/// # Errors
/// `Database`.
pub async fn step(
    conn: &mut Conn,
    id: BroadcastId,
    (from, to): (BroadcastState, BroadcastState),
    now: Moment,
) -> Result<bool, Error> {
    let ended = to.is_over().then_some(now.0);
    Ok(sql!(conn, change, MOVE, id.0, from.as_str(), to.as_str(), ended)? > 0)
}

/// Counts a change, and lets nobody else count one before this transaction is over.
///
/// # Errors
/// `Database`.
pub async fn touch(conn: &mut Conn, id: BroadcastId) -> Result<(), Error> {
    sql!(conn, change, TOUCH, id.0).map(drop)
}

/// Those that are being sent, the oldest first.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn under_way(conn: &mut Conn, limit: u32) -> Result<Vec<Errand>, Error> {
    let rows: Vec<Row> = sql!(conn, all, UNDER_WAY, i64::from(limit))?;
    rows.into_iter().map(Errand::try_from).collect()
}

/// How many of its contacts are how far.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn tally(conn: &mut Conn, id: BroadcastId) -> Result<Tally, Error> {
    let rows: Vec<(String, i64)> = sql!(conn, all, TALLY, id.0)?;
    let mut tally = Tally::default();
    for (state, count) in rows {
        let count: u64 = stored::number("the number of recipients", count)?;
        match state.as_str() {
            "sent" => tally.sent += count,
            "refused" => tally.refused += count,
            "skipped" => tally.skipped += count,
            _ => tally.queued += count,
        }
    }
    Ok(tally)
}

/// The broadcasts of one person, or all, the latest first.
///
/// # Errors
/// `NoSuchPage`, `Database`, `Corrupt`.
pub async fn list(
    conn: &mut Conn,
    of: Option<PersonId>,
    at: &PageAt,
) -> Result<Page<Broadcast>, Error> {
    let mut clause = Clause::default();
    if let Some(person) = of {
        let person = clause.value(person.0);
        clause.and(&format!("person = {person}"));
    }
    let (text, values) = clause.clone().query("SELECT count(*) FROM broadcasts", "");
    let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
    let total = count.first().map_or(0, |(count,)| *count);
    if let Some(place) = Place::read(at, |key| matches!(key, Key::Number(_)))? {
        place.restrict(&mut clause, "created", true);
    }
    let wanted = place::rows(at);
    let end = format!("ORDER BY created DESC, id DESC LIMIT {}", wanted + 1);
    let (text, values) = clause.query("SELECT * FROM broadcasts", &end);
    let mut rows: Vec<Row> = sql!(conn, all with, text, values)?;
    let has_more = rows.len() > wanted;
    rows.truncate(wanted);
    let last = rows.last().filter(|_| has_more);
    let next = last.map(|row| Place { key: Key::Number(row.created), id: row.id }.write());
    let mut page = Vec::with_capacity(rows.len());
    for row in rows {
        let errand = Errand::try_from(row)?;
        let tally = tally(conn, errand.id).await?;
        page.push(errand.with(tally));
    }
    Ok(Page { rows: page, next, total: stored::number("the number of broadcasts", total)? })
}

/// When the next message of any broadcast may leave; nobody else asks before this transaction is over.
///
/// # Errors
/// `Database`.
pub async fn pace(conn: &mut Conn) -> Result<Moment, Error> {
    sql!(conn, change, HOLD_PACE)?;
    let row: Option<(i64,)> = sql!(conn, first, PACE)?;
    Ok(Moment(row.map_or(0, |(next,)| next)))
}

/// Keeps when the next one may leave.
///
/// # Errors
/// `Database`.
pub async fn set_pace(conn: &mut Conn, next: Moment) -> Result<(), Error> {
    sql!(conn, change, SET_PACE, next.0).map(drop)
}

#[cfg(test)]
mod tests;
