//! The list of calls: who sees which, searched, narrowed down, by pages.

use model::{
    call::{CallFilters, CallOrder, CallQuery, CallRecord, CallState},
    id::PersonId,
    page::{COUNT_LIMIT, Page},
    permission::Reach,
};

use super::{read, restrict_to_reach};
use crate::{
    Conn, Error,
    clause::Clause,
    connection::sql,
    contacts,
    place::{self, Key, Place},
    search, stored,
};

/// As in the index of that name.
const TALKED: &str = "coalesce(ended - answered - hold_ms, 0)";

/// One page of the calls that `me` sees. Each word of the search must occur in the contact's name, address or numbers.
///
/// # Errors
/// `NoSuchPage`, `Database`, `Corrupt`.
pub async fn list(
    conn: &mut Conn,
    (reach, me): (&Reach, PersonId),
    query: &CallQuery,
) -> Result<Page<CallRecord>, Error> {
    let mut clause = Clause::default();
    restrict_to_reach(&mut clause, reach, me);
    restrict_to_filters(&mut clause, &query.filters);
    restrict_to_search(conn, &mut clause, &query.search).await?;
    let end = format!("LIMIT {}) AS counted", COUNT_LIMIT + 1);
    let (text, values) = clause.clone().query("SELECT count(*) FROM (SELECT 1 FROM calls", &end);
    let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
    let total = count.first().map_or(0, |(count,)| *count);
    let column = match query.order {
        CallOrder::Started => "rang",
        CallOrder::Talked => TALKED,
    };
    if let Some(place) = Place::read(&query.page, |key| matches!(key, Key::Number(_)))? {
        place.restrict(&mut clause, column, !query.is_ascending);
    }
    let wanted = place::rows(&query.page);
    let direction = if query.is_ascending { "ASC" } else { "DESC" };
    let end = format!("ORDER BY {column} {direction}, id {direction} LIMIT {}", wanted + 1);
    let mut rows = read(conn, clause, &end).await?;
    let next = (rows.len() > wanted).then(|| rows.truncate(wanted));
    let next = next.and_then(|()| rows.last()).map(|row| place_of(row, query.order).write());
    Ok(Page { rows, next, total: stored::number("the number of calls", total)? })
}

fn place_of(row: &CallRecord, order: CallOrder) -> Place {
    let key = match order {
        CallOrder::Started => row.rang.0,
        CallOrder::Talked => match (row.answered, row.ended) {
            (Some(answered), Some((ended, _))) => ended.0 - answered.0 - row.hold_ms,
            _ => 0,
        },
    };
    Place { key: Key::Number(key), id: row.id.0 }
}

fn restrict_to_filters(clause: &mut Clause, filters: &CallFilters) {
    let ids = [
        ("agent", filters.agent.map(|id| id.0)),
        ("department", filters.department.map(|id| id.0)),
        ("contact", filters.contact.map(|id| id.0)),
    ];
    for (column, id) in ids {
        if let Some(id) = id {
            let id = clause.value(id);
            clause.and(&format!("{column} = {id}"));
        }
    }
    let words = [
        ("direction", filters.direction.map(|it| it.as_str().to_owned())),
        ("kind", filters.kind.map(|it| it.as_str().to_owned())),
        ("disposition", filters.disposition.clone()),
    ];
    for (column, word) in words {
        if let Some(word) = word {
            let word = clause.value(word);
            clause.and(&format!("{column} = {word}"));
        }
    }
    if let Some(state) = filters.state {
        clause.and(in_state(state));
    }
    if let Some(from) = filters.from {
        let from = clause.value(from.0);
        clause.and(&format!("rang >= {from}"));
    }
    if let Some(until) = filters.until {
        let until = clause.value(until.0);
        clause.and(&format!("rang < {until}"));
    }
}

/// Says the same as `CallRecord::state`.
const fn in_state(state: CallState) -> &'static str {
    match state {
        CallState::Ringing => "ended IS NULL AND answered IS NULL",
        CallState::Answered => "ended IS NULL AND answered IS NOT NULL",
        CallState::Failed => "ending IN ('failed', 'lost')",
        CallState::Ended => "answered IS NOT NULL AND ending NOT IN ('failed', 'lost')",
        CallState::Declined => "answered IS NULL AND ending = 'declined'",
        CallState::Missed => "answered IS NULL AND ending NOT IN ('failed', 'lost', 'declined')",
    }
}

async fn restrict_to_search(
    conn: &mut Conn,
    clause: &mut Clause,
    search: &str,
) -> Result<(), Error> {
    let terms = search::terms(search);
    if !terms.is_empty() {
        let condition = contacts::list::is_named(conn, clause, "calls.contact", &terms).await?;
        clause.and(&condition);
    }
    Ok(())
}
