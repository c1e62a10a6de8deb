//! The logs of conversations.

use model::{
    event::{Author, Event, EventBody},
    id::{ConversationId, EventId},
    moment::Moment,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Conn, Error, batch::Batch, clause::Value, connection::sql, stored};

const INSERT: &str = "INSERT INTO events (conversation, version, id, at, entry) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
const FIND: &str = "SELECT conversation, version, id, at, entry FROM events WHERE id = $1";
const AFTER: &str = "SELECT conversation, version, id, at, entry FROM events \
     WHERE conversation = $1 AND version > $2 ORDER BY version LIMIT $3";
const BEFORE: &str = "SELECT conversation, version, id, at, entry FROM events \
     WHERE conversation = $1 AND version < $2 ORDER BY version DESC LIMIT $3";

const REWRITE: &str = "UPDATE events SET entry = $3 WHERE conversation = $1 AND version = $2";

#[derive(Debug, Clone, sqlx::FromRow)]
pub(crate) struct Row {
    pub(crate) conversation: Uuid,
    pub(crate) version: i64,
    pub(crate) id: Uuid,
    pub(crate) at: i64,
    pub(crate) entry: String,
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
    let mut batch = Batch::default();
    add(&mut batch, conversation, events)?;
    let added = batch.run(conn).await?;
    if added.contains(&0) { Err(Error::Duplicate) } else { Ok(()) }
}

/// Adds one statement for each event; one that changes nothing has found a duplicate.
pub(crate) fn add(
    batch: &mut Batch,
    conversation: ConversationId,
    events: &[Event],
) -> Result<(), Error> {
    for event in events {
        batch.add(INSERT, values(conversation, event)?);
    }
    Ok(())
}

/// An event's columns.
pub(crate) fn values(conversation: ConversationId, event: &Event) -> Result<[Value; 5], Error> {
    let entry = stored::json("an event", &Entry { author: &event.author, body: &event.body })?;
    Ok([
        conversation.0.into(),
        i64::from(event.version).into(),
        event.id.0.into(),
        event.at.0.into(),
        entry.into(),
    ])
}

/// Writes other entries in the place of those that were there: only an erasure may.
pub(crate) async fn rewrite(
    conn: &mut Conn,
    conversation: ConversationId,
    events: &[Event],
) -> Result<(), Error> {
    let mut batch = Batch::default();
    for event in events {
        let entry = stored::json("an event", &Entry { author: &event.author, body: &event.body })?;
        let values = [conversation.0.into(), i64::from(event.version).into(), entry.into()];
        batch.add(REWRITE, values);
    }
    batch.run(conn).await.map(drop)
}

/// One event, and whose it is.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: EventId) -> Result<Option<(ConversationId, Event)>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    row.map(|row| Ok((ConversationId(row.conversation), row.try_into()?))).transpose()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both, samples::Tale};

    on_both! {
        async fn a_log_is_read_from_any_place_in_order(store) {
            let tale = Tale::of(1).says("a").says("b\u{1f600}").taken(9, 1).closed(10, &["x"]);
            tale.store(&store).await;
            let (id, log) = (tale.conversation.id, &tale.events);
            let mut read = store.read().await.unwrap();
            assert_eq!(after(&mut read, id, 0, 100).await.unwrap(), *log);
            assert_eq!(after(&mut read, id, 2, 2).await.unwrap(), log[2..4]);
            assert_eq!(after(&mut read, id, 5, 2).await.unwrap(), []);
            assert_eq!(before(&mut read, id, 5, 2).await.unwrap(), log[2..4]);
            assert_eq!(before(&mut read, id, 2, 9).await.unwrap(), log[..1]);
            assert_eq!(latest(&mut read, id, 2).await.unwrap(), log[3..]);
            let other = Tale::of(2).conversation.id;
            assert_eq!(latest(&mut read, other, 2).await.unwrap(), []);

            let found = find(&mut read, log[2].id).await.unwrap();
            assert_eq!(found, Some((id, log[2].clone())));
            assert_eq!(find(&mut read, EventId(Uuid::nil())).await.unwrap(), None);
        }

        async fn an_event_is_recorded_once(store) {
            let tale = Tale::of(1).says("a");
            tale.store(&store).await;
            Tale::of(2).store(&store).await;
            let id = tale.conversation.id;
            let mut same_version = tale.clone().push_said("b");
            same_version.version = 2;
            let mut same_id = tale.events[1].clone();
            same_id.version = 3;
            for (conversation, event) in
                [(id, same_version), (id, same_id.clone()), (Tale::of(2).conversation.id, same_id)]
            {
                let mut write = store.write().await.unwrap();
                let again = append(&mut write, conversation, &[event]).await;
                assert!(matches!(again, Err(Error::Duplicate)));
            }
            let log = latest(&mut store.read().await.unwrap(), id, 10).await.unwrap();
            assert_eq!(log, tale.events);
        }

        async fn nothing_is_appended_where_there_is_nothing(store) {
            let mut write = store.write().await.unwrap();
            append(&mut write, Tale::of(1).conversation.id, &[]).await.unwrap();
            write.commit().await.unwrap();
        }
    }
}
