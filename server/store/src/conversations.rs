//! Conversations: the state their logs lead to, and how far each side has read.

mod archive;
mod facts;
mod floor;
mod reading;

use model::{
    conversation::Conversation,
    event::{Event, EventBody},
    id::{ContactId, ConversationId},
    view::desk::Entry,
};
use uuid::Uuid;

use crate::{Conn, Error, batch::Batch, connection::sql, events, stored};
pub use archive::{archive, handling_times};
use facts::Facts;
pub use floor::{RoutingRow, at_agent, load_of, of_desk, routing_rows, versions};
pub use reading::{cursors, move_cursors};

const INSERT: &str = "INSERT INTO conversations (id, version, head, facts, stage, contact, channel, department, \
     agent, agent_name, deadline, priority, sla_due, declined, created, arrived, accepted, closed, guest) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) \
     ON CONFLICT DO NOTHING";
const LOAD: &str = "SELECT head FROM conversations WHERE id = $1";
const SAVE_HEAD: &str = "UPDATE conversations SET version = $4, head = $5 WHERE id = $1 AND version = $2 AND facts = $3";
const SAVE: &str = "UPDATE conversations SET version = $2, head = $3, facts = $4, stage = $5, contact = $6, \
     channel = $7, department = $8, agent = $9, agent_name = $10, deadline = $11, priority = $12, \
     sla_due = $13, declined = $14, created = $15, arrived = $16, accepted = $17, closed = $18, guest = $19 \
     WHERE id = $1 AND version = $20";
const OPEN_OF: &str = "SELECT id FROM conversations WHERE contact = $1 AND closed IS NULL \
     ORDER BY created DESC, id DESC LIMIT 1";
const LOAD_ENTRY: &str = "SELECT c.head, u.guest_received, u.guest_read, u.staff_received, u.staff_read, \
     u.guest_messages_read FROM conversations c LEFT JOIN cursors u ON u.conversation = c.id WHERE c.id = $1";

const HEAD: &str = "a conversation";

/// Stores a new conversation.
///
/// # Errors
/// `Duplicate` when the id exists.
pub async fn insert(conn: &mut Conn, conversation: &Conversation) -> Result<(), Error> {
    let facts = Facts::of(conversation);
    let mut batch = Batch::default();
    batch.add(INSERT, facts.values(stored::json(HEAD, conversation)?)?);
    facts.add_sides(&mut batch);
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

/// Whether nothing that facts are made of changes by this.
const fn leaves_facts(body: &EventBody) -> bool {
    matches!(
        body,
        EventBody::Said { .. }
            | EventBody::Noted { .. }
            | EventBody::Told { .. }
            | EventBody::Hidden
    )
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
