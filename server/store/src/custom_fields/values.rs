//! Values of custom fields as they are looked for: folded, cut to what an index holds, one row each.

use model::{
    contact::Contact,
    custom_field::{Fields, Holder, Kind},
    id::{ContactId, ConversationId},
};

use crate::{Conn, Error, batch::Batch, clause::Value, connection::sql, fold};

const DELETE_OF_CONTACT: &str = "DELETE FROM contact_fields WHERE contact = $1";
const ADD_OF_CONTACT: &str = "INSERT INTO contact_fields (contact, field, value) VALUES ($1, $2, $3) \
     ON CONFLICT DO NOTHING";
const DELETE_OF_CONVERSATION: &str = "DELETE FROM conversation_fields WHERE conversation = $1";
const ADD_OF_CONVERSATION: &str = "INSERT INTO conversation_fields (conversation, field, value) \
     VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

/// Characters of a value that are kept to be filtered by: as many as PostgreSQL's index holds of any script.
const KEPT: usize = 600;

/// A value as filters compare it: several options stand between bars, so that one of them can be found.
pub(crate) fn key(value: &str) -> String {
    fold::fold(&value.replace('\n', "|")).chars().take(KEPT).collect()
}

/// Puts a contact's values in the place of those from before.
pub(crate) async fn put_of_contact(
    conn: &mut Conn,
    id: ContactId,
    fields: &Fields,
) -> Result<(), Error> {
    sql!(conn, change, DELETE_OF_CONTACT, id.0)?;
    add_of_contact(conn, id, fields).await
}

/// Adds the values of a contact that had none.
pub(crate) async fn add_of_contact(
    conn: &mut Conn,
    id: ContactId,
    fields: &Fields,
) -> Result<(), Error> {
    for (field, value) in fields {
        sql!(conn, change, ADD_OF_CONTACT, id.0, field, key(value))?;
    }
    Ok(())
}

/// Adds the statements that put a conversation's values in the place of those from before.
pub(crate) fn put_of_conversation(batch: &mut Batch, id: ConversationId, fields: &Fields) {
    batch.add(DELETE_OF_CONVERSATION, [Value::from(id.0)]);
    for (field, value) in fields {
        let row = [Value::from(id.0), Value::from(field.clone()), Value::from(key(value))];
        batch.add(ADD_OF_CONVERSATION, row);
    }
}

/// What a contact is searched by because of its custom fields, folded: those marked searchable, numbers by their digits too.
pub(crate) async fn searched(conn: &mut Conn, contact: &Contact) -> Result<Vec<String>, Error> {
    if contact.fields.is_empty() {
        return Ok(Vec::new());
    }
    let mut parts = Vec::new();
    for field in super::of(conn, Holder::Contact).await? {
        let is_searched = field.is_enabled && field.is_searchable;
        let Some(value) = contact.fields.get(&field.key).filter(|_| is_searched) else { continue };
        parts.extend(value.lines().map(fold::fold));
        if field.kind == Kind::Phone {
            parts.extend(fold::phone_digits(value));
        }
    }
    Ok(parts)
}
