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
const REMOVE: &str = "DELETE FROM opt_outs WHERE contact = $1";
const FIND: &str = "SELECT at, person, person_name FROM opt_outs WHERE contact = $1";

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
