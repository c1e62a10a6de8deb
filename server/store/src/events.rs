//! The logs of conversations.

use model::{
    event::{Author, Event, EventBody},
    id::{ConversationId, EventId},
    moment::Moment,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, stored};

const INSERT: &str = "INSERT INTO events (conversation, version, id, at, entry) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
const FIND: &str = "SELECT conversation, version, id, at, entry FROM events WHERE id = $1";
const AFTER: &str = "SELECT conversation, version, id, at, entry FROM events \
     WHERE conversation = $1 AND version > $2 ORDER BY version LIMIT $3";
const BEFORE: &str = "SELECT conversation, version, id, at, entry FROM events \
     WHERE conversation = $1 AND version < $2 ORDER BY version DESC LIMIT $3";

#[derive(sqlx::FromRow)]
struct Row {
    conversation: Uuid,
    version: i64,
    id: Uuid,
    at: i64,
    entry: String,
}

/// What an entry says beyond its columns.
#[derive(Serialize)]
struct Entry<'a> {
    author: &'a Author,
    body: &'a EventBody,
}

#[derive(Deserialize)]
struct OwnedEntry {
    author: Author,
    body: EventBody,
}

impl TryFrom<Row> for Event {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let OwnedEntry { author, body } = stored::read("an event", &row.entry)?;
        Ok(Self {
            id: EventId(row.id),
            version: stored::number("an event's version", row.version)?,
            at: Moment(row.at),
            author,
            body,
        })
    }
}

/// Adds events to a conversation's log.
///
/// # Errors
/// `Duplicate` when an event with such an id exists anywhere, or one of such a version here.
pub async fn append(
    conn: &mut Conn,
    conversation: ConversationId,
    events: &[Event],
) -> Result<(), Error> {
    for event in events {
        let entry = stored::json(
            "an event",
            &Entry {
                author: &event.author,
                body: &event.body,
            },
        )?;
        let (version, id, at) = (i64::from(event.version), event.id.0, event.at.0);
        let inserted = sql!(conn, change, INSERT, conversation.0, version, id, at, entry)?;
        if inserted == 0 {
            return Err(Error::Duplicate);
        }
    }
    Ok(())
}

/// One event, and whose it is.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: EventId) -> Result<Option<(ConversationId, Event)>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    row.map(|row| Ok((ConversationId(row.conversation), row.try_into()?)))
        .transpose()
}

/// At most `limit` events after version `since`, in order.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn after(
    conn: &mut Conn,
    conversation: ConversationId,
    since: u32,
    limit: u32,
) -> Result<Vec<Event>, Error> {
    let (since, limit) = (i64::from(since), i64::from(limit));
    let rows: Vec<Row> = sql!(conn, all, AFTER, conversation.0, since, limit)?;
    rows.into_iter().map(Event::try_from).collect()
}

/// The last `limit` events before `version`, in order.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn before(
    conn: &mut Conn,
    conversation: ConversationId,
    version: u32,
    limit: u32,
) -> Result<Vec<Event>, Error> {
    preceding(conn, conversation, i64::from(version), limit).await
}

/// The last `limit` events, in order.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn latest(
    conn: &mut Conn,
    conversation: ConversationId,
    limit: u32,
) -> Result<Vec<Event>, Error> {
    preceding(conn, conversation, i64::MAX, limit).await
}

async fn preceding(
    conn: &mut Conn,
    conversation: ConversationId,
    version: i64,
    limit: u32,
) -> Result<Vec<Event>, Error> {
    let rows: Vec<Row> = sql!(conn, all, BEFORE, conversation.0, version, i64::from(limit))?;
    rows.into_iter().rev().map(Event::try_from).collect()
}
