//! Direct messages: the logs of pairs of colleagues, and how far each of the two has come.

use model::{
    cursor::Cursor,
    direct::Pair,
    event::{Author, Event, EventBody},
    id::{EventId, PersonId},
    moment::Moment,
    view::direct::{DirectEntry, shortened},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, stored};

const NEXT: &str = "INSERT INTO directs (low, high, version) VALUES ($1, $2, 1) \
     ON CONFLICT (low, high) DO UPDATE SET version = directs.version + 1 RETURNING version";
const INSERT: &str = "INSERT INTO direct_events (low, high, version, id, at, author, entry) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
const FIND: &str = "SELECT low, high, version, id, at, entry FROM direct_events WHERE id = $1";
const AFTER: &str = "SELECT low, high, version, id, at, entry FROM direct_events \
     WHERE low = $1 AND high = $2 AND version > $3 ORDER BY version LIMIT $4";
const BEFORE: &str = "SELECT low, high, version, id, at, entry FROM direct_events \
     WHERE low = $1 AND high = $2 AND version < $3 ORDER BY version DESC LIMIT $4";
const VERSION: &str = "SELECT version FROM directs WHERE low = $1 AND high = $2";
const ENTRIES: &str = "SELECT d.low, d.high, e.version, e.id, e.at, e.entry, \
     m.received AS my_received, m.read AS my_read, t.received AS their_received, t.read AS their_read, \
     (SELECT count(*) FROM direct_events u WHERE u.low = d.low AND u.high = d.high \
      AND u.version > coalesce(m.read, 0) AND u.author <> $1) AS unread \
     FROM directs d \
     JOIN direct_events e ON e.low = d.low AND e.high = d.high AND e.version = d.version \
     LEFT JOIN direct_cursors m ON m.low = d.low AND m.high = d.high AND m.person = $1 \
     LEFT JOIN direct_cursors t ON t.low = d.low AND t.high = d.high AND t.person <> $1 \
     WHERE d.low = $1 OR d.high = $1 ORDER BY e.at DESC";
const CURSORS: &str =
    "SELECT person, received, read FROM direct_cursors WHERE low = $1 AND high = $2";
const MOVE: &str = "INSERT INTO direct_cursors (low, high, person, received, read) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (low, high, person) DO UPDATE SET \
     received = CASE WHEN excluded.received > direct_cursors.received \
         THEN excluded.received ELSE direct_cursors.received END, \
     read = CASE WHEN excluded.read > direct_cursors.read \
         THEN excluded.read ELSE direct_cursors.read END";
const UNREAD: &str = "SELECT count(*) FROM direct_events \
     WHERE low = $1 AND high = $2 AND version > $3 AND author <> $4";

const REWRITE: &str = "UPDATE direct_events SET entry = $2 WHERE id = $1";

#[derive(sqlx::FromRow)]
struct Row {
    low: Uuid,
    high: Uuid,
    version: i64,
    id: Uuid,
    at: i64,
    entry: String,
}

#[derive(sqlx::FromRow)]
struct EntryRow {
    low: Uuid,
    high: Uuid,
    version: i64,
    id: Uuid,
    at: i64,
    entry: String,
    my_received: Option<i64>,
    my_read: Option<i64>,
    their_received: Option<i64>,
    their_read: Option<i64>,
    unread: i64,
}

/// What an event says beyond its columns.
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
        let OwnedEntry { author, body } = stored::read("a direct message", &row.entry)?;
        Ok(Self {
            id: EventId(row.id),
            version: stored::number("a direct message's version", row.version)?,
            at: Moment(row.at),
            author,
            body,
        })
    }
}

fn pair(low: Uuid, high: Uuid) -> Result<Pair, Error> {
    Pair::of(PersonId(low), PersonId(high)).ok_or(Error::Corrupt { what: "a pair" })
}

fn cursor(received: Option<i64>, read: Option<i64>) -> Result<Cursor, Error> {
    let number = |number: Option<i64>| stored::number("a cursor", number.unwrap_or_default());
    Ok(Cursor { received: number(received)?, read: number(read)? })
}

/// The version of the pair's next event; holds the pair until the transaction ends.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn next_version(conn: &mut Conn, pair: Pair) -> Result<u32, Error> {
    let row: Option<(i64,)> = sql!(conn, first, NEXT, pair.low().0, pair.high().0)?;
    stored::number("a pair's version", row.map_or(0, |(version,)| version))
}

/// Adds an event, said by `by`, to a pair's log.
///
/// # Errors
/// `Duplicate` when an event with such an id exists anywhere, or one of such a version here.
pub async fn append(conn: &mut Conn, pair: Pair, by: PersonId, event: &Event) -> Result<(), Error> {
    let entry =
        stored::json("a direct message", &Entry { author: &event.author, body: &event.body })?;
    let (low, high, version) = (pair.low().0, pair.high().0, i64::from(event.version));
    let (id, at) = (event.id.0, event.at.0);
    let added = sql!(conn, change, INSERT, low, high, version, id, at, by.0, entry)?;
    if added > 0 { Ok(()) } else { Err(Error::Duplicate) }
}

/// One event, and whose it is.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: EventId) -> Result<Option<(Pair, Event)>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    row.map(|row| Ok((pair(row.low, row.high)?, row.try_into()?))).transpose()
}

/// Takes out what an event said, because of whom it said it: only an erasure may.
pub(crate) async fn blank(conn: &mut Conn, id: EventId) -> Result<(), Error> {
    let Some((_, event)) = find(conn, id).await? else { return Ok(()) };
    let entry = Entry { author: &event.author, body: &EventBody::Erased };
    let entry = stored::json("a direct message", &entry)?;
    sql!(conn, change, REWRITE, id.0, entry).map(drop)
}

/// At most `limit` events after version `since`, in order.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn after(
    conn: &mut Conn,
    pair: Pair,
    since: u32,
    limit: u32,
) -> Result<Vec<Event>, Error> {
    let (low, high) = (pair.low().0, pair.high().0);
    let rows: Vec<Row> = sql!(conn, all, AFTER, low, high, i64::from(since), i64::from(limit))?;
    rows.into_iter().map(Event::try_from).collect()
}

/// The last `limit` events before `version` (`None`: of all), in order.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn before(
    conn: &mut Conn,
    pair: Pair,
    version: Option<u32>,
    limit: u32,
) -> Result<Vec<Event>, Error> {
    let (low, high) = (pair.low().0, pair.high().0);
    let version = version.map_or(i64::MAX, i64::from);
    let rows: Vec<Row> = sql!(conn, all, BEFORE, low, high, version, i64::from(limit))?;
    rows.into_iter().rev().map(Event::try_from).collect()
}

/// The version of a pair's latest event; 0 when nothing was said.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn version(conn: &mut Conn, pair: Pair) -> Result<u32, Error> {
    let row: Option<(i64,)> = sql!(conn, first, VERSION, pair.low().0, pair.high().0)?;
    stored::number("a pair's version", row.map_or(0, |(version,)| version))
}

/// Everybody `me` has messages with, the latest first.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn entries(conn: &mut Conn, me: PersonId) -> Result<Vec<DirectEntry>, Error> {
    let rows: Vec<EntryRow> = sql!(conn, all, ENTRIES, me.0)?;
    let entry = |row: EntryRow| {
        let with = pair(row.low, row.high)?.other(me);
        let (mine, theirs) =
            (cursor(row.my_received, row.my_read)?, cursor(row.their_received, row.their_read)?);
        let unread = stored::number("a number of messages", row.unread)?;
        let last = Event::try_from(Row {
            low: row.low,
            high: row.high,
            version: row.version,
            id: row.id,
            at: row.at,
            entry: row.entry,
        })?;
        let last = Some(Box::new(shortened(&last)));
        let version = stored::number("a pair's version", row.version)?;
        Ok(DirectEntry { with, version, last, unread, mine, theirs })
    };
    rows.into_iter().map(entry).collect()
}

/// How far `me` and the other have come.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn cursors(conn: &mut Conn, pair: Pair, me: PersonId) -> Result<(Cursor, Cursor), Error> {
    let rows: Vec<(Uuid, i64, i64)> = sql!(conn, all, CURSORS, pair.low().0, pair.high().0)?;
    let mut both = (Cursor::default(), Cursor::default());
    for (person, received, read) in rows {
        let held = if person == me.0 { &mut both.0 } else { &mut both.1 };
        *held = cursor(Some(received), Some(read))?;
    }
    Ok(both)
}

/// Moves a person's cursor forward; never back.
///
/// # Errors
/// `Database`.
pub async fn move_cursor(
    conn: &mut Conn,
    pair: Pair,
    person: PersonId,
    cursor: Cursor,
) -> Result<(), Error> {
    let (received, read) = (i64::from(cursor.received), i64::from(cursor.read));
    sql!(conn, change, MOVE, pair.low().0, pair.high().0, person.0, received, read).map(drop)
}

/// Messages of the other after version `read`.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn unread(conn: &mut Conn, pair: Pair, me: PersonId, read: u32) -> Result<u32, Error> {
    let (low, high) = (pair.low().0, pair.high().0);
    let row: Option<(i64,)> = sql!(conn, first, UNREAD, low, high, i64::from(read), me.0)?;
    stored::number("a number of messages", row.map_or(0, |(count,)| count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both, samples};

    fn said(version: u32, by: u64) -> Event {
        Event {
            id: EventId(samples::id(u64::from(version) + 1_000)),
            version,
            at: Moment(i64::from(version)),
            author: Author::Staff(samples::person_ref(by)),
            body: EventBody::Said { text: format!("{version}"), files: Vec::new() },
        }
    }

    on_both! {
        async fn a_pairs_log_is_the_same_from_both_sides(store) {
            let (one, two) = (samples::person(1).id, samples::person(2).id);
            let pair = Pair::of(two, one).unwrap();
            assert_eq!(pair, Pair::of(one, two).unwrap());
            let mut write = store.write().await.unwrap();
            for (version, by) in [(1, 1), (2, 2), (3, 1)] {
                assert_eq!(next_version(&mut write, pair).await.unwrap(), version);
                let by_id = samples::person(by).id;
                append(&mut write, pair, by_id, &said(version, by)).await.unwrap();
            }
            write.commit().await.unwrap();
            let mut read = store.read().await.unwrap();
            let all = [said(1, 1), said(2, 2), said(3, 1)];
            assert_eq!(after(&mut read, pair, 1, 9).await.unwrap(), all[1..]);
            assert_eq!(before(&mut read, pair, None, 2).await.unwrap(), all[1..]);
            assert_eq!(before(&mut read, pair, Some(2), 2).await.unwrap(), all[..1]);
            assert_eq!(version(&mut read, pair).await.unwrap(), 3);
            assert_eq!(find(&mut read, all[1].id).await.unwrap(), Some((pair, all[1].clone())));
            drop(read);
            let mut write = store.write().await.unwrap();
            let again = append(&mut write, pair, one, &Event { version: 4, ..said(1, 1) }).await;
            assert!(matches!(again, Err(Error::Duplicate)));
        }

        async fn an_entry_counts_what_the_other_said_after_the_cursor(store) {
            let (one, two) = (samples::person(1).id, samples::person(2).id);
            let pair = Pair::of(one, two).unwrap();
            let mut write = store.write().await.unwrap();
            for (version, by) in [(1, 2), (2, 1), (3, 2)] {
                next_version(&mut write, pair).await.unwrap();
                append(&mut write, pair, samples::person(by).id, &said(version, by)).await.unwrap();
            }
            let far = Cursor { received: 3, read: 1 };
            move_cursor(&mut write, pair, one, far).await.unwrap();
            move_cursor(&mut write, pair, one, Cursor { received: 1, read: 0 }).await.unwrap();
            move_cursor(&mut write, pair, two, Cursor { received: 2, read: 2 }).await.unwrap();
            let mine = entries(&mut write, one).await.unwrap();
            assert_eq!(mine.len(), 1);
            assert_eq!((mine[0].with, mine[0].version, mine[0].unread), (two, 3, 1));
            assert_eq!(mine[0].mine, far);
            assert_eq!(mine[0].theirs, Cursor { received: 2, read: 2 });
            assert_eq!(entries(&mut write, two).await.unwrap()[0].unread, 0);
            assert_eq!(unread(&mut write, pair, one, 0).await.unwrap(), 2);
            let (mine, theirs) = cursors(&mut write, pair, two).await.unwrap();
            assert_eq!((mine.read, theirs.read), (2, 1));
            assert_eq!(entries(&mut write, samples::person(3).id).await.unwrap(), []);
        }
    }
}
