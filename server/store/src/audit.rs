//! The audit trail: who changed what in the workspace, and who read which transcript.

use model::{
    audit::{AuditLine, AuditPage, AuditQuery},
    contact::ContactRef,
    id::{ContactId, ConversationId, PersonId},
    moment::Moment,
};
use uuid::Uuid;

use crate::{
    Conn, Error,
    clause::Clause,
    connection::sql,
    place::{self},
};

const ADD: &str = "INSERT INTO audit (at, number, who, what, about, contact, conversation) \
     SELECT $1, coalesce((SELECT max(number) FROM audit WHERE at = $1), 0) + 1, $2, $3, $4, \
     coalesce($5, (SELECT contact FROM conversations WHERE id = $6)), $6";
const SINCE: &str = "SELECT at, who, what, about FROM audit WHERE at >= $1 ORDER BY at LIMIT $2";
const LIST: &str = "SELECT a.at, a.number, a.who, a.what, a.about, a.contact, c.name, a.conversation \
     FROM audit a LEFT JOIN contacts c ON c.id = a.contact";

/// One line of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub at: Moment,
    /// `None`: the server itself.
    pub who: Option<PersonId>,
    pub what: String,
    pub about: String,
}

/// Adds a line. What begins with an id of a contact or a conversation is found by that.
///
/// # Errors
/// `Database`.
pub async fn add(
    conn: &mut Conn,
    at: Moment,
    who: Option<PersonId>,
    what: &str,
    about: &str,
) -> Result<(), Error> {
    let id = about.split(' ').next().and_then(|id| Uuid::try_parse(id).ok());
    let contact = id.filter(|_| what.starts_with("contact."));
    let conversation = id.filter(|_| what.starts_with("transcript."));
    let who = who.map(|id| id.0);
    sql!(conn, change, ADD, at.0, who, what, about, contact, conversation).map(drop)
}

type Row = (i64, i64, Option<Uuid>, String, String, Option<Uuid>, Option<String>, Option<Uuid>);

/// Lines of the trail, the latest first.
///
/// # Errors
/// `NoSuchPage`, `Database`.
pub async fn list(conn: &mut Conn, query: &AuditQuery) -> Result<AuditPage, Error> {
    let mut clause = Clause::default();
    if let Some(person) = query.person {
        let person = clause.value(person.0);
        clause.and(&format!("a.who = {person}"));
    }
    if !query.deeds.is_empty() {
        let words: Vec<String> =
            query.deeds.iter().map(|deed| clause.value(deed.as_str().to_owned())).collect();
        clause.and(&format!("a.what IN ({})", words.join(", ")));
    }
    for (bound, than) in [(query.from, ">="), (query.until, "<")] {
        if let Some(bound) = bound {
            let bound = clause.value(bound.0);
            clause.and(&format!("a.at {than} {bound}"));
        }
    }
    if let Some(contact) = query.contact {
        let contact = clause.value(contact.0);
        clause.and(&format!("a.contact = {contact}"));
    }
    if let Some(conversation) = query.conversation {
        let conversation = clause.value(conversation.0);
        clause.and(&format!("a.conversation = {conversation}"));
    }
    if let Some(after) = &query.page.after {
        let place = after
            .split_once('.')
            .and_then(|(at, number)| Some((at.parse::<i64>().ok()?, number.parse::<i64>().ok()?)));
        let (at, number) = place.ok_or(Error::NoSuchPage)?;
        let (at, number) = (clause.value(at), clause.value(number));
        clause.and(&format!("(a.at, a.number) < ({at}, {number})"));
    }
    let wanted = place::rows(&query.page);
    let limit = wanted.saturating_add(1);
    let (text, values) =
        clause.query(LIST, &format!("ORDER BY a.at DESC, a.number DESC LIMIT {limit}"));
    let mut rows: Vec<Row> = sql!(conn, all with, text, values)?;
    let next = (rows.len() > wanted).then(|| rows.truncate(wanted));
    let next = next.and_then(|()| rows.last()).map(|row| format!("{}.{}", row.0, row.1));
    Ok(AuditPage { lines: rows.into_iter().map(line).collect(), next })
}

fn line((at, _, who, what, about, contact, name, conversation): Row) -> AuditLine {
    let contact =
        contact.map(|id| ContactRef { id: ContactId(id), name: name.unwrap_or_default() });
    AuditLine {
        at: Moment(at),
        who: who.map(PersonId),
        what,
        about,
        contact,
        conversation: conversation.map(ConversationId),
    }
}

/// Lines from `from` on, the oldest first.
///
/// # Errors
/// `Database`.
pub async fn since(conn: &mut Conn, from: Moment, limit: u32) -> Result<Vec<Line>, Error> {
    let rows: Vec<(i64, Option<Uuid>, String, String)> =
        sql!(conn, all, SINCE, from.0, i64::from(limit))?;
    let line = |(at, who, what, about): (i64, Option<Uuid>, _, _)| Line {
        at: Moment(at),
        who: who.map(PersonId),
        what,
        about,
    };
    Ok(rows.into_iter().map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both, samples};

    on_both! {
        async fn lines_are_read_from_a_moment_on(store) {
            let mut write = store.write().await.unwrap();
            let who = Some(samples::person(1).id);
            for (at, who, what) in [(3, who, "c"), (1, None, "a"), (2, who, "b")] {
                add(&mut write, Moment(at), who, what, "settings").await.unwrap();
            }
            let lines = since(&mut write, Moment(2), 10).await.unwrap();
            let line = |at, what| Line {
                at: Moment(at),
                who,
                what: String::from(what),
                about: String::from("settings"),
            };
            assert_eq!(lines, [line(2, "b"), line(3, "c")]);
            let first = since(&mut write, Moment(0), 1).await.unwrap();
            assert_eq!(first.first().map(|line| line.who), Some(None));
        }
    }
}
