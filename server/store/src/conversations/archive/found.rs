//! Closed conversations found by their words: read off the index, whose order is that of closing.

use model::{
    archive::ArchiveQuery,
    conversation::Conversation,
    moment::Moment,
    page::{COUNT_LIMIT, Page},
};

use super::{Row, Rows, Viewer, page, sought};
use crate::{
    Conn, Error,
    clause::Clause,
    connection::sql,
    place::{self, Key, Place},
    search::PER_MS,
};

pub(super) const FROM: &str = "FROM archive_words CROSS JOIN archive_numbers n ON n.number = archive_words.rowid \
     CROSS JOIN conversations ON conversations.id = n.conversation";

#[derive(sqlx::FromRow)]
struct FoundRow {
    #[sqlx(flatten)]
    row: Row,
    number: i64,
}

pub(super) async fn by_words(
    conn: &mut Conn,
    viewer: &Viewer<'_>,
    (narrowed, words): (Clause, String),
    query: &ArchiveQuery,
) -> Result<Page<Conversation>, Error> {
    let place = Place::read(&query.page, |key| matches!(key, Key::Number(_)))?;
    // Where nothing but words is asked for, the index counts by itself.
    let from = if narrowed.is_empty() { "FROM archive_words" } else { FROM };
    let mut clause = narrowed;
    let words = clause.value(words);
    clause.and(&format!("archive_words MATCH {words}"));
    restrict_to_period(&mut clause, query);
    let total = count(conn, clause.clone(), from).await?;
    if let Some(condition) = viewer.sees(&mut clause) {
        // The index says so already: nobody sees more for an index that is wrong.
        clause.and(&condition);
    }
    page(read(conn, clause, query, place).await?, total)
}

/// Numbers are told by the moment of closing: the index need not be read outside of the period.
fn restrict_to_period(clause: &mut Clause, query: &ArchiveQuery) {
    let (from, until) = sought::period(&query.search);
    let from = from.max(query.from);
    let until = match (until, query.until) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    };
    let number = |at: Moment| at.0.saturating_mul(PER_MS);
    if let Some(from) = from {
        let from = clause.value(number(from));
        clause.and(&format!("archive_words.rowid >= {from}"));
    }
    if let Some(until) = until {
        let until = clause.value(number(until));
        clause.and(&format!("archive_words.rowid < {until}"));
    }
}

async fn count(conn: &mut Conn, clause: Clause, from: &str) -> Result<i64, Error> {
    let end = format!("LIMIT {}) AS counted", COUNT_LIMIT + 1);
    let (text, values) = clause.query(&format!("SELECT count(*) FROM (SELECT 1 {from}"), &end);
    let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
    Ok(count.first().map_or(0, |(count,)| *count))
}

async fn read(
    conn: &mut Conn,
    mut clause: Clause,
    query: &ArchiveQuery,
    place: Option<Place>,
) -> Result<Rows, Error> {
    let wanted = place::rows(&query.page);
    let (than, direction) = if query.is_ascending { (">", "ASC") } else { ("<", "DESC") };
    if let Some(Place { key: Key::Number(number), .. }) = place {
        let number = clause.value(number);
        clause.and(&format!("archive_words.rowid {than} {number}"));
    }
    let start = format!(
        "SELECT conversations.id, head, created, closed, guest, archive_words.rowid AS number {FROM}"
    );
    let end = format!("ORDER BY archive_words.rowid {direction} LIMIT {}", wanted + 1);
    let (text, values) = clause.query(&start, &end);
    let mut rows: Vec<FoundRow> = sql!(conn, all with, text, values)?;
    let next = (rows.len() > wanted).then(|| rows.truncate(wanted));
    let next = next
        .and_then(|()| rows.last())
        .map(|last| Place { key: Key::Number(last.number), id: last.row.id }.write());
    Ok((rows.into_iter().map(|found| found.row).collect(), next))
}
