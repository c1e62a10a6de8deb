//! Custom fields: their definitions, and the values by which contacts and conversations are found.

pub(crate) mod asked;
pub mod chores;
pub(crate) mod values;

use model::{
    custom_field::{CustomField, Holder},
    id::CustomFieldId,
};

use crate::{Conn, Error, connection::sql, stored};

const ALL: &str = "SELECT body FROM custom_fields ORDER BY place, field_key, id";
const OF: &str = "SELECT body FROM custom_fields WHERE holder = $1 ORDER BY place, field_key, id";
const FIND: &str = "SELECT body FROM custom_fields WHERE id = $1";
const INSERT: &str = "INSERT INTO custom_fields (id, holder, field_key, place, version, body) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
const UPDATE: &str =
    "UPDATE custom_fields SET place = $3, version = $4, body = $5 WHERE id = $1 AND version = $2";
const DELETE: &str = "DELETE FROM custom_fields WHERE id = $1";

const WHAT: &str = "a custom field";

/// Every definition, in the order in which they are shown.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn all(conn: &mut Conn) -> Result<Vec<CustomField>, Error> {
    let rows: Vec<(String,)> = sql!(conn, all, ALL)?;
    rows.iter().map(|(body,)| stored::read(WHAT, body)).collect()
}

/// The definitions of contacts, or of conversations.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn of(conn: &mut Conn, holder: Holder) -> Result<Vec<CustomField>, Error> {
    let rows: Vec<(String,)> = sql!(conn, all, OF, holder.as_str())?;
    rows.iter().map(|(body,)| stored::read(WHAT, body)).collect()
}

/// One definition.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: CustomFieldId) -> Result<Option<CustomField>, Error> {
    let row: Option<(String,)> = sql!(conn, first, FIND, id.0)?;
    row.map(|(body,)| stored::read(WHAT, &body)).transpose()
}

/// Stores a new definition.
///
/// # Errors
/// `Duplicate` when the id exists, or the key among those of the same holder.
pub async fn insert(conn: &mut Conn, field: &CustomField) -> Result<(), Error> {
    let (place, version) = (i64::from(field.place), i64::from(field.version));
    let body = stored::json(WHAT, field)?;
    let holder = field.holder.as_str();
    let inserted =
        sql!(conn, change, INSERT, field.id.0, holder, &field.key, place, version, &body)?;
    if inserted > 0 { Ok(()) } else { Err(Error::Duplicate) }
}

/// Stores an edited definition, if the one stored is still at `expected_version`; otherwise `false`. Key and holder stay.
///
/// # Errors
/// `Database`.
pub async fn update(
    conn: &mut Conn,
    field: &CustomField,
    expected_version: u32,
) -> Result<bool, Error> {
    let (place, version) = (i64::from(field.place), i64::from(field.version));
    let body = stored::json(WHAT, field)?;
    let expected = i64::from(expected_version);
    Ok(sql!(conn, change, UPDATE, field.id.0, expected, place, version, &body)? > 0)
}

/// Deletes a definition. The values stay until somebody removes them.
///
/// # Errors
/// `Database`.
pub async fn remove(conn: &mut Conn, id: CustomFieldId) -> Result<(), Error> {
    sql!(conn, change, DELETE, id.0).map(drop)
}

#[cfg(test)]
mod tests;
