//! The archive: closed conversations, for those who may see them.

use model::{
    archive::{ArchiveOrder, ArchiveQuery},
    conversation::Conversation,
    id::{DepartmentId, PersonId},
    page::Page,
    permission::Reach,
};
use uuid::Uuid;

use crate::{
    Conn, Error,
    clause::Clause,
    connection::sql,
    fold::fold,
    place::{self, Key, Place},
    search, stored,
};

const TIMES_IN: &str = "SELECT closed - accepted FROM conversations \
     WHERE department = $1 AND closed IS NOT NULL AND accepted IS NOT NULL ORDER BY closed DESC LIMIT 100";
const TIMES_IN_NONE: &str = "SELECT closed - accepted FROM conversations \
     WHERE department IS NULL AND closed IS NOT NULL AND accepted IS NOT NULL ORDER BY closed DESC LIMIT 100";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    head: String,
    created: i64,
    closed: i64,
    guest: Vec<u8>,
}

/// One page of the closed conversations that `me` sees: those they served, and those within reach.
///
/// # Errors
/// `NoSuchPage`, `Database`, `Corrupt`.
pub async fn archive(
    conn: &mut Conn,
    reach: &Reach,
    me: PersonId,
    query: &ArchiveQuery,
) -> Result<Page<Conversation>, Error> {
    let mut clause = Clause::default();
    clause.and("closed IS NOT NULL");
    restrict_to_reach(&mut clause, reach, me);
    restrict_to_filters(&mut clause, query);
    restrict_to_search(conn, &mut clause, &query.search);

    let (text, values) = clause.clone().query("SELECT count(*) FROM conversations", "");
    let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
    let total = count.first().map_or(0, |(count,)| *count);

    let (column, suits) = order(query.order);
    if let Some(place) = Place::read(&query.page, suits)? {
        place.restrict(&mut clause, column, !query.is_ascending);
    }
    let wanted = place::rows(&query.page);
    let direction = if query.is_ascending { "ASC" } else { "DESC" };
    let end = format!("ORDER BY {column} {direction}, id {direction} LIMIT {}", wanted + 1);
    let start = "SELECT id, head, created, closed, guest FROM conversations";
    let (text, values) = clause.query(start, &end);
    let mut rows: Vec<Row> = sql!(conn, all with, text, values)?;

    let next = (rows.len() > wanted).then(|| rows.truncate(wanted));
    let next = next.and_then(|()| rows.last()).map(|row| place_of(row, query.order).write());
    Ok(Page {
        rows: rows
            .iter()
            .map(|row| stored::read(super::HEAD, &row.head))
            .collect::<Result<_, _>>()?,
        next,
        total: stored::number("the number of conversations", total)?,
    })
}

fn restrict_to_reach(clause: &mut Clause, reach: &Reach, me: PersonId) {
    let departments = match reach {
        Reach::All => return,
        Reach::Own => None,
        Reach::Departments(ids) => Some(clause.ids(ids.iter().map(|id| id.0))),
    };
    let served = served_by(clause, me);
    match departments {
        None => clause.and(&served),
        Some(ids) => clause.and(&format!("department IN ({ids}) OR {served}")),
    }
}

fn served_by(clause: &mut Clause, person: PersonId) -> String {
    let person = clause.value(person.0);
    format!("id IN (SELECT conversation FROM conversation_people WHERE person = {person})")
}

fn restrict_to_filters(clause: &mut Clause, query: &ArchiveQuery) {
    if let Some(agent) = query.agent {
        let served = served_by(clause, agent);
        clause.and(&served);
    }
    if let Some(department) = query.department {
        let department = clause.value(department.0);
        clause.and(&format!("department = {department}"));
    }
    if let Some(contact) = query.contact {
        let contact = clause.value(contact.0);
        clause.and(&format!("contact = {contact}"));
    }
    if let Some(tag) = &query.tag {
        let tag = clause.value(fold(tag.trim()));
        clause
            .and(&format!("id IN (SELECT conversation FROM conversation_tags WHERE tag = {tag})"));
    }
    if let Some(from) = query.from {
        let from = clause.value(from.0);
        clause.and(&format!("closed >= {from}"));
    }
    if let Some(until) = query.until {
        let until = clause.value(until.0);
        clause.and(&format!("closed < {until}"));
    }
}

fn restrict_to_search(conn: &Conn, clause: &mut Clause, search: &str) {
    if !search.trim().is_empty() {
        let words = search::wanted(search);
        let condition = search::archive_condition(conn, clause, &words);
        clause.and(&condition);
    }
}

const fn order(order: ArchiveOrder) -> (&'static str, fn(&Key) -> bool) {
    match order {
        ArchiveOrder::Closed => ("closed", |key| matches!(key, Key::Number(_))),
        ArchiveOrder::Started => ("created", |key| matches!(key, Key::Number(_))),
        ArchiveOrder::Guest => ("guest", |key| matches!(key, Key::Bytes(_))),
    }
}

fn place_of(row: &Row, order: ArchiveOrder) -> Place {
    let key = match order {
        ArchiveOrder::Closed => Key::Number(row.closed),
        ArchiveOrder::Started => Key::Number(row.created),
        ArchiveOrder::Guest => Key::Bytes(row.guest.clone()),
    };
    Place { key, id: row.id }
}

/// How long the last 100 conversations closed in this department (or in none) took, accepted to closed, in ms.
///
/// # Errors
/// `Database`.
pub async fn handling_times(
    conn: &mut Conn,
    department: Option<DepartmentId>,
) -> Result<Vec<i64>, Error> {
    let rows: Vec<(i64,)> = match department {
        Some(id) => sql!(conn, all, TIMES_IN, id.0)?,
        None => sql!(conn, all, TIMES_IN_NONE)?,
    };
    Ok(rows.into_iter().map(|(ms,)| ms.max(0)).collect())
}

#[cfg(test)]
mod tests;
