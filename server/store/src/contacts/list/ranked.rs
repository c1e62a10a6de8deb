//! Contacts that a search finds, what fits best first, then the last chat.
//!
//! Few that are found are ranked by the database. Many are read in the order of the index, which is that of the last
//! chat, first those that fit exactly, then those that begin so, then the others: none is looked at that is not shown.

use model::{
    contact::{Contact, ContactQuery},
    page::{COUNT_LIMIT, Page},
    terms::{Fit, Term},
};

use super::{Row, found, page, seen::Viewer};
use crate::{
    Conn, Error,
    clause::Clause,
    connection::sql,
    place::{self, Key, Place},
    search,
};

/// Up to how many are counted.
const COUNTED: i64 = COUNT_LIMIT as i64 + 1;
/// Contacts found that are all ranked.
const FEW: i64 = 1_000;
/// Behind every last chat: those without one.
const NEVER: i64 = i64::MAX;
/// Of a place in the index, the part that is the contact's number; above it stands how well it fits.
const NUMBER_BITS: u32 = 48;
const LAST_NUMBER: i64 = (1 << NUMBER_BITS) - 1;

#[derive(sqlx::FromRow)]
struct RankedRow {
    #[sqlx(flatten)]
    row: Row,
    /// How well it fits, 0 the best.
    fits: i64,
    recency: i64,
    /// How many are found in all.
    total: i64,
}

#[derive(sqlx::FromRow)]
struct IndexedRow {
    #[sqlx(flatten)]
    row: Row,
    number: i64,
}

/// Where reading begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// With what is found, of which there is little.
    Found,
    /// With what they see, of which there is little.
    Seen,
    /// With the index, in its order.
    Index,
}

pub(super) async fn ranked(
    conn: &mut Conn,
    viewer: &Viewer<'_>,
    terms: &[Term],
    query: &ContactQuery,
) -> Result<Page<Contact>, Error> {
    let place = Place::read(&query.page, |key| matches!(key, Key::Bytes(_) | Key::Number(_)))?;
    let wanted = place::rows(&query.page);
    let way = way(conn, viewer, terms, place.as_ref()).await?;
    let mut clause = Clause::default();
    clause.and("merged_into IS NULL AND erased IS NULL");
    match way {
        Way::Seen if viewer.sees_all() => {}
        Way::Seen => {
            let condition = viewer.among(&mut clause);
            clause.and(&condition);
        }
        Way::Found | Way::Index if viewer.sees_all() => {}
        Way::Found | Way::Index => {
            let condition = viewer.each(&mut clause);
            clause.and(&condition);
        }
    }
    if way == Way::Index {
        let total = count_indexed(conn, clause.clone(), terms, viewer).await?;
        let (rows, next) = read_indexed(conn, &clause, terms, (place, wanted)).await?;
        return page(rows, next, total);
    }
    if way == Way::Found
        && let Some(condition) = search::contact_condition(conn, &mut clause, terms)
    {
        clause.and(&condition);
    }
    let condition = search::fits(&mut clause, terms, Fit::Infix);
    clause.and(&condition);
    read_ranked(conn, clause, terms, (place, wanted)).await
}

/// A page that goes on does so on the way the first one went.
async fn way(
    conn: &mut Conn,
    viewer: &Viewer<'_>,
    terms: &[Term],
    place: Option<&Place>,
) -> Result<Way, Error> {
    let goes_on_indexed = place.map(|place| matches!(place.key, Key::Number(_)));
    if !conn.is_sqlite() {
        let is_elsewhere = goes_on_indexed == Some(true);
        return if is_elsewhere { Err(Error::NoSuchPage) } else { Ok(Way::Found) };
    }
    if goes_on_indexed == Some(true) {
        return Ok(Way::Index);
    }
    if found(conn, terms, FEW + 1).await? <= FEW {
        return Ok(Way::Found);
    }
    if !viewer.sees_all() && viewer.sees_few(conn).await? {
        return Ok(Way::Seen);
    }
    Ok(if goes_on_indexed.is_none() { Way::Index } else { Way::Found })
}

async fn read_ranked(
    conn: &mut Conn,
    mut clause: Clause,
    terms: &[Term],
    (place, wanted): (Option<Place>, usize),
) -> Result<Page<Contact>, Error> {
    let exact = search::fits(&mut clause, terms, Fit::Exact);
    let prefix = search::fits(&mut clause, terms, Fit::Prefix);
    let behind = match place {
        None => String::new(),
        Some(Place { key, id }) => {
            let (fits, recency) = key_of(&key).ok_or(Error::NoSuchPage)?;
            let (fits, recency) = (clause.value(fits), clause.value(recency));
            format!("WHERE (fits, recency, id) > ({fits}, {recency}, {})", clause.value(id))
        }
    };
    // They are counted where they are ranked: to count them by themselves is to search once more.
    let start = format!(
        "SELECT * FROM (SELECT contacts.*, count(*) OVER () AS total, \
         CAST(CASE WHEN {exact} THEN 0 WHEN {prefix} THEN 1 ELSE 2 END AS bigint) AS fits, \
         COALESCE(-last_chat, {NEVER}) AS recency FROM contacts"
    );
    let end = format!(
        ") AS found {behind} ORDER BY fits, recency, id LIMIT {}",
        wanted.saturating_add(1)
    );
    let (text, values) = clause.query(&start, &end);
    let mut rows: Vec<RankedRow> = sql!(conn, all with, text, values)?;
    let total = rows.first().map_or(0, |row| row.total).min(COUNTED);
    let next = (rows.len() > wanted).then(|| rows.truncate(wanted));
    let next = next.and_then(|()| rows.last()).map(|last| {
        let key = [last.fits.to_be_bytes(), last.recency.to_be_bytes()].concat();
        Place { key: Key::Bytes(key), id: last.row.id }.write()
    });
    page(rows.into_iter().map(|ranked| ranked.row).collect(), next, total)
}

fn key_of(key: &Key) -> Option<(i64, i64)> {
    let Key::Bytes(bytes) = key else { return None };
    let (fits, recency) = bytes.split_first_chunk()?;
    let recency: [u8; 8] = recency.try_into().ok()?;
    Some((i64::from_be_bytes(*fits), i64::from_be_bytes(recency)))
}

const INDEXED: &str = "FROM contact_parts CROSS JOIN contact_numbers n ON n.number = contact_parts.rowid \
     CROSS JOIN contacts ON contacts.id = n.contact";

async fn read_indexed(
    conn: &mut Conn,
    seen: &Clause,
    terms: &[Term],
    (place, wanted): (Option<Place>, usize),
) -> Result<(Vec<Row>, Option<String>), Error> {
    let (mut from, mut behind) = match place {
        Some(Place { key: Key::Number(number), .. }) => {
            (number >> NUMBER_BITS, number & LAST_NUMBER)
        }
        _ => (0, LAST_NUMBER),
    };
    let mut rows: Vec<Row> = Vec::new();
    let mut last = None;
    while let Some(fit) = usize::try_from(from).ok().and_then(|at| Fit::ALL.get(at)) {
        let mut clause = seen.clone();
        let query = clause.value(search::contact_query(terms, Some(*fit)));
        let behind_it = clause.value(behind);
        clause.and(&format!("contact_parts MATCH {query} AND contact_parts.rowid < {behind_it}"));
        let left = wanted.saturating_add(1).saturating_sub(rows.len());
        let end = format!("ORDER BY contact_parts.rowid DESC LIMIT {left}");
        let start = format!("SELECT contacts.*, contact_parts.rowid AS number {INDEXED}");
        let (text, values) = clause.query(&start, &end);
        let some: Vec<IndexedRow> = sql!(conn, all with, text, values)?;
        for one in some {
            if rows.len() == wanted {
                return Ok((rows, last));
            }
            let number = (from << NUMBER_BITS) | one.number;
            last = Some(Place { key: Key::Number(number), id: one.row.id }.write());
            rows.push(one.row);
        }
        (from, behind) = (from.saturating_add(1), LAST_NUMBER);
    }
    Ok((rows, None))
}

async fn count_indexed(
    conn: &mut Conn,
    mut clause: Clause,
    terms: &[Term],
    viewer: &Viewer<'_>,
) -> Result<i64, Error> {
    if viewer.sees_all() {
        return found(conn, terms, COUNTED).await;
    }
    let query = clause.value(search::contact_query(terms, None));
    clause.and(&format!("contact_parts MATCH {query}"));
    let start = format!("SELECT count(*) FROM (SELECT 1 {INDEXED}");
    let (text, values) = clause.query(&start, &format!("LIMIT {COUNTED}) AS counted"));
    let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
    Ok(count.first().map_or(0, |(count,)| *count))
}

#[cfg(test)]
mod tests;
