//! Contacts that want no broadcasts.

use model::{
    broadcast::OptOut,
    id::{ContactId, PersonId},
    moment::Moment,
    person::PersonRef,
};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql};

const ADD: &str = "INSERT INTO opt_outs (contact, at, person, person_name) VALUES ($1, $2, $3, $4) \
     ON CONFLICT DO NOTHING";
// What became part of a contact speaks for it too.
const REMOVE: &str = "DELETE FROM opt_outs WHERE contact = $1 \
     OR contact IN (SELECT id FROM contacts WHERE merged_into = $1)";
const FIND: &str = "SELECT at, person, person_name FROM opt_outs WHERE contact = $1 \
     OR contact IN (SELECT id FROM contacts WHERE merged_into = $1) ORDER BY at LIMIT 1";
/// The contacts that want none: they said so themselves, or one did who became part of them.
pub(crate) const ALL: &str = "SELECT contact FROM opt_outs UNION SELECT c.merged_into FROM contacts c \
     JOIN opt_outs o ON o.contact = c.id WHERE c.merged_into IS NOT NULL";
const KNOWS: &str = "SELECT id FROM contacts WHERE id = $1";

/// Notes that a contact wants none; `false` when that was known.
///
/// # Errors
/// `Database`.
pub async fn add(conn: &mut Conn, contact: ContactId, it: &OptOut) -> Result<bool, Error> {
    let by = it.by.as_ref();
    let (person, name) = (by.map(|by| by.id.0), by.map(|by| by.name.as_str()));
    Ok(sql!(conn, change, ADD, contact.0, it.at.0, person, name)? > 0)
}

/// They want them again; `false` when they never said otherwise.
///
/// # Errors
/// `Database`.
pub async fn remove(conn: &mut Conn, contact: ContactId) -> Result<bool, Error> {
    Ok(sql!(conn, change, REMOVE, contact.0)? > 0)
}

/// Whether and since when a contact wants none.
///
/// # Errors
/// `Database`.
pub async fn find(conn: &mut Conn, contact: ContactId) -> Result<Option<OptOut>, Error> {
    let row: Option<(i64, Option<Uuid>, Option<String>)> = sql!(conn, first, FIND, contact.0)?;
    Ok(row.map(|(at, person, name)| OptOut {
        at: Moment(at),
        by: person.map(PersonId).zip(name).map(|(id, name)| PersonRef { id, name }),
    }))
}

/// Whether there is such a contact, by itself or as part of another.
///
/// # Errors
/// `Database`.
pub async fn knows(conn: &mut Conn, contact: ContactId) -> Result<bool, Error> {
    let row: Option<(Uuid,)> = sql!(conn, first, KNOWS, contact.0)?;
    Ok(row.is_some())
}
