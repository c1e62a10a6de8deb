//! The list of contacts: who sees which, searched, sorted, by pages. No page costs more for there being more of them.

mod filters;
mod named;
mod ranked;
mod seen;

use model::{
    contact::{Contact, ContactFilters, ContactOrder, ContactQuery},
    id::{ContactId, PersonId},
    page::{COUNT_LIMIT, Page},
    permission::Reach,
    terms::{Fit, Term},
};

use super::Row;
use crate::{
    Conn, Error,
    clause::Clause,
    connection::sql,
    place::{self, Key, Place},
    search, stored,
};
pub(crate) use filters::restrict as restrict_to_filters;
pub(crate) use named::is_named;
use seen::Viewer;

/// Contacts a search may find for them to be looked up one by one in another order than how well they fit. Where
/// there are more, the list is read in its order, and they come often enough.
const LOOKED_UP: i64 = 20_000;

/// One page of the contacts that `me` sees.
///
/// Every word of the search must occur somewhere in the username, the name, an email or a phone number
/// (however that is written). Contacts without a last chat come last, whatever the direction.
///
/// # Errors
/// `NoSuchPage`, `Database`, `Corrupt`.
pub async fn list(
    conn: &mut Conn,
    reach: &Reach,
    me: PersonId,
    query: &ContactQuery,
) -> Result<Page<Contact>, Error> {
    let terms = search::terms(&query.search);
    let viewer = Viewer { reach, me };
    // Ranked walks through all that fit; what is narrowed down besides is ordered by the last chat.
    let is_narrowed = query.filters != ContactFilters::default();
    if query.order == ContactOrder::Best && !terms.is_empty() && !is_narrowed {
        return ranked::ranked(conn, &viewer, &terms, query).await;
    }
    let mut clause = Clause::default();
    clause.and("merged_into IS NULL");
    // The shell of an erased contact is nobody.
    clause.and("erased IS NULL");
    viewer.restrict(conn, &mut clause).await?;
    restrict_to_terms(conn, &mut clause, &terms).await?;
    restrict_to_filters(conn, &mut clause, &query.filters).await?;
    let is_all_they_see = terms.is_empty() && !is_narrowed && !viewer.sees_all();
    // PostgreSQL would gather all they see before it counts the first.
    let total = if is_all_they_see && conn.is_sqlite() {
        viewer.count(conn).await?
    } else {
        count(conn, &clause).await?
    };
    ordered(conn, &clause, query, total).await
}

/// One page of some contacts, of those that `me` sees. What the query asks for means nothing, its order does.
///
/// # Errors
/// `NoSuchPage`, `Database`, `Corrupt`.
pub async fn list_of(
    conn: &mut Conn,
    (reach, me): (&Reach, PersonId),
    ids: &[ContactId],
    query: &ContactQuery,
) -> Result<Page<Contact>, Error> {
    let mut clause = Clause::default();
    clause.and("merged_into IS NULL AND erased IS NULL");
    clause.among("id", ids.iter().map(|id| id.0));
    restrict_to_reach(&mut clause, reach, me);
    let total = count(conn, &clause).await?;
    ordered(conn, &clause, query, total).await
}

/// One page of those that meet the conditions.
async fn ordered(
    conn: &mut Conn,
    clause: &Clause,
    query: &ContactQuery,
    total: i64,
) -> Result<Page<Contact>, Error> {
    let place = Place::read(&query.page, suits(query.order))?;
    let wanted = place::rows(&query.page);
    let mut rows = read(conn, clause, query, place, wanted + 1).await?;
    let next = (rows.len() > wanted).then(|| rows.truncate(wanted));
    let next = next.and_then(|()| rows.last()).map(|row| place_of(row, query.order).write());
    page(rows, next, total)
}

fn page(rows: Vec<Row>, next: Option<String>, total: i64) -> Result<Page<Contact>, Error> {
    Ok(Page {
        rows: rows.into_iter().map(Contact::try_from).collect::<Result<_, _>>()?,
        next,
        total: stored::number("the number of contacts", total)?,
    })
}

/// Adds the condition that `me` sees the contact.
pub(crate) fn restrict_to_reach(clause: &mut Clause, reach: &Reach, me: PersonId) {
    let viewer = Viewer { reach, me };
    if !viewer.sees_all() {
        let condition = viewer.among(clause);
        clause.and(&condition);
    }
}

/// Adds the condition that a search finds the contact.
pub(crate) fn restrict_to_search(conn: &Conn, clause: &mut Clause, search: &str) {
    let terms = search::terms(search);
    if terms.is_empty() {
        return;
    }
    let fits = search::fits(clause, &terms, Fit::Infix);
    clause.and(&fits);
    if let Some(condition) = search::contact_condition(conn, clause, &terms) {
        clause.and(&condition);
    }
}

/// How many there are, up to one more than are counted.
async fn count(conn: &mut Conn, clause: &Clause) -> Result<i64, Error> {
    let end = format!("LIMIT {}) AS counted", COUNT_LIMIT + 1);
    let (text, values) = clause.clone().query("SELECT count(*) FROM (SELECT 1 FROM contacts", &end);
    let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
    Ok(count.first().map_or(0, |(count,)| *count))
}

/// How many contacts the terms are found in, whoever sees them, up to `limit`.
async fn found(conn: &mut Conn, terms: &[Term], limit: i64) -> Result<i64, Error> {
    const FOUND: &str = "SELECT count(*) FROM (SELECT rowid FROM contact_parts \
         WHERE contact_parts MATCH $1 LIMIT $2)";
    let query = search::contact_query(terms, None);
    let count: Option<(i64,)> = sql!(conn, first, FOUND, query, limit)?;
    Ok(count.map_or(0, |(count,)| count))
}

async fn restrict_to_terms(
    conn: &mut Conn,
    clause: &mut Clause,
    terms: &[Term],
) -> Result<(), Error> {
    if terms.is_empty() {
        return Ok(());
    }
    if conn.is_sqlite()
        && found(conn, terms, LOOKED_UP + 1).await? <= LOOKED_UP
        && let Some(condition) = search::contact_condition(conn, clause, terms)
    {
        clause.and(&condition);
    }
    let condition = search::fits(clause, terms, Fit::Infix);
    clause.and(&condition);
    Ok(())
}

const fn suits(order: ContactOrder) -> fn(&Key) -> bool {
    match order {
        ContactOrder::Name => |key| matches!(key, Key::Bytes(_)),
        ContactOrder::LastChat | ContactOrder::Best => {
            |key| matches!(key, Key::Number(_) | Key::Missing)
        }
        ContactOrder::Created => |key| matches!(key, Key::Number(_)),
    }
}

fn place_of(row: &Row, order: ContactOrder) -> Place {
    let key = match order {
        ContactOrder::Name => Key::Bytes(row.sort_name.clone()),
        ContactOrder::LastChat | ContactOrder::Best => {
            row.last_chat.map_or(Key::Missing, Key::Number)
        }
        ContactOrder::Created => Key::Number(row.created),
    };
    Place { key, id: row.id }
}

/// Reads on from a place. Those without a last chat are read by themselves, after the others: so each query
/// follows an index, and neither database has to be told where NULLs go.
async fn read(
    conn: &mut Conn,
    clause: &Clause,
    query: &ContactQuery,
    mut place: Option<Place>,
    limit: usize,
) -> Result<Vec<Row>, Error> {
    if matches!(query.order, ContactOrder::Name | ContactOrder::Created) {
        return stretch(conn, clause.clone(), query, place, limit).await;
    }
    let mut rows = Vec::new();
    if place.as_ref().is_none_or(|place| place.key != Key::Missing) {
        let mut chatted = clause.clone();
        chatted.and("last_chat IS NOT NULL");
        rows = stretch(conn, chatted, query, place.take(), limit).await?;
    }
    if rows.len() < limit {
        let mut silent = clause.clone();
        silent.and("last_chat IS NULL");
        let left = limit - rows.len();
        rows.extend(stretch(conn, silent, query, place, left).await?);
    }
    Ok(rows)
}

async fn stretch(
    conn: &mut Conn,
    mut clause: Clause,
    query: &ContactQuery,
    place: Option<Place>,
    limit: usize,
) -> Result<Vec<Row>, Error> {
    let column = match query.order {
        ContactOrder::Name => "sort_name",
        ContactOrder::LastChat | ContactOrder::Best => "last_chat",
        ContactOrder::Created => "created",
    };
    let is_descending = query.is_descending || query.order == ContactOrder::Best;
    if let Some(place) = place {
        place.restrict(&mut clause, column, is_descending);
    }
    let direction = if is_descending { "DESC" } else { "ASC" };
    let end = format!("ORDER BY {column} {direction}, id {direction} LIMIT {limit}");
    let (text, values) = clause.query("SELECT * FROM contacts", &end);
    sql!(conn, all with, text, values)
}

#[cfg(test)]
mod many;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod world;
