//! Finding a contact by a phone number.

use model::{contact::Contact, terms::Term};

use super::Row;
use crate::{
    Conn, Error,
    clause::{Clause, infix},
    connection::sql,
    fold, search,
};

/// The contact with this number, in E.164; the oldest, where several have it.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn by_phone(conn: &mut Conn, phone: &str) -> Result<Option<Contact>, Error> {
    let Some(digits) = fold::phone_digits(phone) else { return Ok(None) };
    let mut clause = Clause::default();
    let terms = [Term::Word(digits.clone())];
    if let Some(condition) = search::contact_condition(conn, &mut clause, &terms) {
        clause.and(&condition);
    }
    clause.and("merged_into IS NULL");
    let part = clause.value(infix(&digits));
    clause.and(&format!("searched LIKE {part} ESCAPE '\\'"));
    let (text, values) = clause.query("SELECT * FROM contacts", "ORDER BY created, id LIMIT 20");
    let rows: Vec<Row> = sql!(conn, all with, text, values)?;
    for row in rows {
        let contact = Contact::try_from(row)?;
        if contact.phones.iter().any(|held| held == phone) {
            return Ok(Some(contact));
        }
    }
    Ok(None)
}
