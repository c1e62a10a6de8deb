//! What follows a changed definition: contacts are indexed anew, or lose their values, a few at a time. What is done is
//! written with it, so that whoever goes on begins where it ended.

use model::id::ContactId;
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, contacts};

const START: &str = "INSERT INTO field_chores (field, is_removal, done) VALUES ($1, $2, $3) \
     ON CONFLICT (field) DO UPDATE SET is_removal = excluded.is_removal, done = excluded.done";
const NEXT: &str = "SELECT field, is_removal, done FROM field_chores ORDER BY field LIMIT 1";
const IS_BEING_REMOVED: &str = "SELECT done FROM field_chores WHERE field = $1 AND is_removal";
const MOVE: &str = "UPDATE field_chores SET done = $3 WHERE field = $1 AND done = $2";
const END: &str = "DELETE FROM field_chores WHERE field = $1 AND done = $2";
const CONTACTS: &str = "SELECT contact FROM contact_fields WHERE field = $1 AND contact > $2 \
     ORDER BY contact LIMIT $3";
const FORGET_CONVERSATIONS: &str = "DELETE FROM conversation_fields WHERE field = $1";

/// Contacts of one step.
pub const STEP: u32 = 200;

/// Notes that contacts have to be indexed anew because of this field, or that its values go.
///
/// # Errors
/// `Database`.
pub async fn start(conn: &mut Conn, field: &str, is_removal: bool) -> Result<(), Error> {
    sql!(conn, change, START, field, is_removal, Uuid::nil()).map(drop)
}

/// Whether values of such a field of contacts are still being removed.
///
/// # Errors
/// `Database`.
pub async fn is_removing(conn: &mut Conn, field: &str) -> Result<bool, Error> {
    let row: Option<(Uuid,)> = sql!(conn, first, IS_BEING_REMOVED, field)?;
    Ok(row.is_some())
}

/// Does the next few contacts; `false` when nothing is left to do.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn step(conn: &mut Conn, limit: u32) -> Result<bool, Error> {
    let row: Option<(String, bool, Uuid)> = sql!(conn, first, NEXT)?;
    let Some((field, is_removal, done)) = row else { return Ok(false) };
    // What is removed is found no more: looking from the beginning finds what was saved meanwhile, too.
    let from = if is_removal { Uuid::nil() } else { done };
    let rows: Vec<(Uuid,)> = sql!(conn, all, CONTACTS, &field, from, i64::from(limit))?;
    for (contact,) in &rows {
        contacts::refresh(conn, ContactId(*contact), is_removal.then_some(field.as_str())).await?;
    }
    match rows.last() {
        Some((last,)) => sql!(conn, change, MOVE, &field, done, *last)?,
        None => sql!(conn, change, END, &field, done)?,
    };
    Ok(true)
}

/// Lets nobody find conversations by this field any more. The values stay in their logs.
///
/// # Errors
/// `Database`.
pub async fn forget_conversations(conn: &mut Conn, field: &str) -> Result<(), Error> {
    sql!(conn, change, FORGET_CONVERSATIONS, field).map(drop)
}
