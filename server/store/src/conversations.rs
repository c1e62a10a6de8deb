//! Conversations: the state their logs lead to, and how far each side has read.

mod archive;
mod facts;
mod floor;
mod reading;

use model::{
    conversation::Conversation,
    event::{Event, EventBody},
    id::{ContactId, ConversationId, DepartmentId, PersonId},
    moment::Moment,
    view::desk::Entry,
};
use uuid::Uuid;

use crate::{
    Conn, Error, Store, assignments,
    batch::Batch,
    clause::{Clause, Value},
    connection::sql,
    custom_fields::values,
    events,
    scribe::Form,
    stored,
};
pub use archive::{archive, handling_times};
use facts::Facts;
pub use floor::{
    LoadRow, RoutingRow, at_agent, load_of, loads_of, of_desk, routing_rows, routing_rows_of,
    versions,
};
pub use reading::{cursors, move_cursors};

const INSERT: &str = "INSERT INTO conversations (id, version, head, facts, stage, contact, channel, department, \
     agent, agent_name, deadline, priority, sla_due, declined, created, arrived, accepted, closed, guest, helpers, queued, \
     held_by) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, \
     $21, $22) \
     ON CONFLICT DO NOTHING";
const LOAD_ALL: &str = "SELECT head FROM conversations";
const LOAD: &str = "SELECT head FROM conversations WHERE id = $1";
const SAVE_HEAD: &str = "UPDATE conversations SET version = $4, head = $5 WHERE id = $1 AND version = $2 AND facts = $3";
const SAVE: &str = "UPDATE conversations SET version = $2, head = $3, facts = $4, stage = $5, contact = $6, \
     channel = $7, department = $8, agent = $9, agent_name = $10, deadline = $11, priority = $12, \
     sla_due = $13, declined = $14, created = $15, arrived = $16, accepted = $17, closed = $18, guest = $19, \
     helpers = $20, queued = $21, held_by = $22 WHERE id = $1 AND version = $23";
/// Something said, handed in: the head and the event are both written, or nothing is.
pub(crate) const SAID: Form = &[
    (
        "UPDATE conversations SET version = $1, head = $2 WHERE id = $3 AND version = $4 AND facts = $5 \
         AND NOT EXISTS (SELECT 1 FROM events WHERE id = $6)",
        6,
    ),
    (
        "INSERT INTO events (conversation, version, id, at, entry) SELECT $1, $2, $3, $4, $5 \
         WHERE EXISTS (SELECT 1 FROM conversations WHERE id = $1 AND version = $2) ON CONFLICT DO NOTHING",
        5,
    ),
];
const OPEN_OF: &str = "SELECT id FROM conversations WHERE contact = $1 AND closed IS NULL \
     ORDER BY created DESC, id DESC LIMIT 1";
const ALL_OF: &str = "SELECT id FROM conversations WHERE contact = $1 ORDER BY created, id";
const LOAD_ENTRY: &str = "SELECT c.head, u.guest_received, u.guest_read, u.staff_received, u.staff_read, \
     u.guest_messages_read FROM conversations c LEFT JOIN cursors u ON u.conversation = c.id WHERE c.id = $1";

const HEAD: &str = "a conversation";
/// Ids asked for at once.
const IDS_LIMIT: usize = 512;

/// Stores a new conversation.
///
/// # Errors
/// `Duplicate` when the id exists.
pub async fn insert(conn: &mut Conn, conversation: &Conversation) -> Result<(), Error> {
    let facts = Facts::of(conversation);
    let mut batch = Batch::default();
    batch.add(INSERT, facts.values(stored::json(HEAD, conversation)?)?);
    facts.add_sides(&mut batch);
    if !conversation.fields.is_empty() {
        values::put_of_conversation(&mut batch, conversation.id, &conversation.fields);
    }
    if batch.run(conn).await?.first() == Some(&1) { Ok(()) } else { Err(Error::Duplicate) }
}

/// One conversation.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn load(conn: &mut Conn, id: ConversationId) -> Result<Option<Conversation>, Error> {
    let row: Option<(String,)> = sql!(conn, first, LOAD, id.0)?;
    row.map(|(head,)| stored::read(HEAD, &head)).transpose()
}

/// Those of these conversations that exist, in no order. One that cannot be read is left out, and logged.
///
/// # Errors
/// `Database`.
pub async fn load_all(conn: &mut Conn, ids: &[ConversationId]) -> Result<Vec<Conversation>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(IDS_LIMIT) {
        let mut clause = Clause::default();
        clause.among("id", some.iter().map(|id| id.0));
        let (text, values) = clause.query(LOAD_ALL, "");
        let rows: Vec<(String,)> = sql!(conn, all with, text, values)?;
        found.extend(rows.iter().filter_map(|(head,)| stored::read(HEAD, head).ok()));
    }
    Ok(found)
}

/// Stores a changed conversation, if the one stored is still at `expected_version`; otherwise `false`,
/// and nothing is changed.
///
/// # Errors
/// `Database`.
pub async fn save(
    conn: &mut Conn,
    conversation: &Conversation,
    expected_version: u32,
) -> Result<bool, Error> {
    record(conn, conversation, expected_version, &[]).await
}

/// Stores a changed conversation together with the events that changed it, if the one stored is still at
/// `expected_version`; otherwise `false`, and the transaction has to be dropped. On SQLite this is one trip
/// to the database, and for something said it writes nothing but the head and the event.
///
/// # Errors
/// `Duplicate` when one of the events was recorded before.
pub async fn record(
    conn: &mut Conn,
    conversation: &Conversation,
    expected_version: u32,
    events: &[Event],
) -> Result<bool, Error> {
    let facts = Facts::of(conversation);
    let expected = i64::from(expected_version);
    let head = stored::json(HEAD, conversation)?;
    let mut added = Vec::new();
    if events.iter().all(|event| leaves_facts(&event.body)) {
        let mut batch = Batch::default();
        batch.add(SAVE_HEAD, facts.head_values(expected, head.clone()));
        events::add(&mut batch, conversation.id, events)?;
        let mut changes = batch.run(conn).await?;
        added = changes.split_off(1);
        if changes == [1] {
            return all_added(&added);
        }
        // Somebody was faster, or the facts are others after all; the events are written either way.
    }
    let mut batch = Batch::default();
    batch.add(SAVE, facts.values_if(expected, head)?);
    if added.is_empty() {
        events::add(&mut batch, conversation.id, events)?;
    }
    facts.add_sides(&mut batch);
    if events.iter().any(|event| changes_fields(&event.body)) {
        values::put_of_conversation(&mut batch, conversation.id, &conversation.fields);
    }
    let changes = batch.run(conn).await?;
    let mut changes = changes.into_iter();
    if changes.next() != Some(1) {
        return Ok(false);
    }
    if added.is_empty() {
        added = changes.take(events.len()).collect();
    }
    all_added(&added)
}

/// Stores what was said (or noted, or hidden) on a conversation that is still at `expected_version`, together
/// with what others say at the time. Returns when it is durable. `false`, and nothing is changed, when somebody
/// was faster or it was said before: then it has to be decided on what is stored.
///
/// # Errors
/// `NotCommitted`, `Busy`, `Closed`.
pub async fn put(
    store: &Store,
    conversation: &Conversation,
    expected_version: u32,
    event: &Event,
) -> Result<bool, Error> {
    if !leaves_facts(&event.body) {
        return Ok(false);
    }
    let (id, version) = (Value::from(conversation.id.0), i64::from(conversation.version));
    let mut values = Vec::with_capacity(11);
    values.push(version.into());
    values.push(stored::json(HEAD, conversation)?.into());
    values.push(id);
    values.push(i64::from(expected_version).into());
    values.push(Facts::of(conversation).mark().into());
    values.push(event.id.0.into());
    values.extend(events::values(conversation.id, event)?);
    store.hand_in(values).await
}

/// Who was given a conversation, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Given {
    pub person: PersonId,
    pub department: Option<DepartmentId>,
    pub at: Moment,
}

/// As [`record`], and remembers whom the events gave it to, as [`assignments::remember`] does; all in one trip.
///
/// # Errors
/// As [`record`].
pub async fn hand_over(
    conn: &mut Conn,
    conversation: &Conversation,
    expected_version: u32,
    (events, given): (&[Event], &[Given]),
) -> Result<bool, Error> {
    let facts = Facts::of(conversation);
    let head = stored::json(HEAD, conversation)?;
    let mut batch = Batch::default();
    batch.add(SAVE, facts.values_if(i64::from(expected_version), head)?);
    events::add(&mut batch, conversation.id, events)?;
    facts.add_sides(&mut batch);
    for Given { person, department, at } in given {
        batch.add(assignments::REMEMBER, assignments::values(*person, *department, *at));
    }
    let changes = batch.run(conn).await?;
    let mut changes = changes.into_iter();
    if changes.next() != Some(1) {
        return Ok(false);
    }
    let added: Vec<u64> = changes.take(events.len()).collect();
    all_added(&added)
}

/// Whether nothing that facts are made of changes by this.
const fn leaves_facts(body: &EventBody) -> bool {
    matches!(
        body,
        EventBody::Said { .. }
            | EventBody::Noted { .. }
            | EventBody::Told { .. }
            | EventBody::Call { .. }
            | EventBody::Hidden
    )
}

const fn changes_fields(body: &EventBody) -> bool {
    matches!(body, EventBody::Edited { fields, .. } if !fields.is_empty())
}

fn all_added(added: &[u64]) -> Result<bool, Error> {
    if added.contains(&0) { Err(Error::Duplicate) } else { Ok(true) }
}

/// The contact's latest conversation that is not closed.
///
/// # Errors
/// `Database`.
pub async fn open_of(conn: &mut Conn, contact: ContactId) -> Result<Option<ConversationId>, Error> {
    let row: Option<(Uuid,)> = sql!(conn, first, OPEN_OF, contact.0)?;
    Ok(row.map(|(id,)| ConversationId(id)))
}

/// A contact's conversations, the oldest first.
///
/// # Errors
/// `Database`.
pub async fn all_of(conn: &mut Conn, contact: ContactId) -> Result<Vec<ConversationId>, Error> {
    let rows: Vec<(Uuid,)> = sql!(conn, all, ALL_OF, contact.0)?;
    Ok(rows.into_iter().map(|(id,)| ConversationId(id)).collect())
}

/// One conversation, and how far each side has read it.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn load_entry(conn: &mut Conn, id: ConversationId) -> Result<Option<Entry>, Error> {
    let row: Option<reading::EntryRow> = sql!(conn, first, LOAD_ENTRY, id.0)?;
    row.map(Entry::try_from).transpose()
}

#[cfg(test)]
mod tests;
