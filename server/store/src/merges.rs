//! Contacts that became part of others, and what is needed to take that back.

use model::{
    contact::Contact,
    id::{ContactId, ConversationId, MergeId, PersonId},
    merge::{Merge, UNDO_MS},
    moment::Moment,
    person::PersonRef,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, contacts, search, stored};

const INSERT: &str = "INSERT INTO contact_merges (id, survivor, other, at, person, person_name, body) \
     VALUES ($1, $2, $3, $4, $5, $6, $7)";
const FIND: &str = "SELECT m.id, m.survivor, m.other, m.at, m.person, m.person_name, m.body, c.name AS other_name \
     FROM contact_merges m JOIN contacts c ON c.id = m.other WHERE m.id = $1";
const OF: &str = "SELECT m.id, m.survivor, m.other, m.at, m.person, m.person_name, m.body, c.name AS other_name \
     FROM contact_merges m JOIN contacts c ON c.id = m.other \
     WHERE m.survivor = $1 AND m.body <> '' ORDER BY m.at DESC, m.id DESC LIMIT 50";
const DELETE: &str = "DELETE FROM contact_merges WHERE id = $1";
const EXPIRE: &str = "UPDATE contact_merges SET body = '' WHERE at <= $1 AND body <> ''";
const SURVIVOR_OF: &str = "SELECT survivor FROM contact_merges WHERE other = $1";
const HIDE: &str =
    "UPDATE contacts SET merged_into = $3 WHERE id = $1 AND version = $2 AND merged_into IS NULL";
const SHOW: &str = "UPDATE contacts SET merged_into = NULL WHERE id = $1";
const PEOPLE_OF: &str = "SELECT person FROM contact_people WHERE contact = $1";
const ADD_PERSON: &str =
    "INSERT INTO contact_people (contact, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const DROP_PERSON: &str = "DELETE FROM contact_people WHERE contact = $1 AND person = $2 \
     AND NOT EXISTS (SELECT 1 FROM conversation_people p JOIN conversations c ON c.id = p.conversation \
     WHERE c.contact = $1 AND p.person = $2)";
const DEPARTMENTS_OF: &str = "SELECT department FROM contact_departments WHERE contact = $1";
const ADD_DEPARTMENT: &str =
    "INSERT INTO contact_departments (contact, department) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const DROP_DEPARTMENT: &str = "DELETE FROM contact_departments WHERE contact = $1 AND department = $2 \
     AND NOT EXISTS (SELECT 1 FROM conversations WHERE contact = $1 AND department = $2)";
const TOKENS_OF: &str = "SELECT token_hash FROM visitors WHERE contact = $1";
const MOVE_TOKENS: &str = "UPDATE visitors SET contact = $2 WHERE contact = $1";
const MOVE_TOKEN: &str = "UPDATE visitors SET contact = $3 WHERE token_hash = $1 AND contact = $2";
const MOVE_CALLS: &str = "UPDATE calls SET contact = $2 WHERE conversation = $1";
const CONVERSATIONS_OF: &str =
    "SELECT id FROM conversations WHERE contact = $1 ORDER BY created, id LIMIT $2";
const OPEN_SINCE: &str = "SELECT id FROM conversations WHERE contact = $1 AND closed IS NULL \
     AND created >= $2 LIMIT 1";
const LAST: &str = "SELECT last_chat, last_conversation, last_agent FROM contacts WHERE id = $1";
const SET_LAST: &str = "UPDATE contacts SET last_chat = $2, last_conversation = $3, last_agent = $4 \
     WHERE id = $1";

const WHAT: &str = "what a merge was made of";

/// A contact's latest chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Last {
    pub chat: Option<Moment>,
    pub conversation: Option<ConversationId>,
    pub agent: Option<PersonId>,
}

/// What is needed to take a merge back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traces {
    /// The contact that stayed, before and after.
    pub before: Contact,
    pub after: Contact,
    pub last_before: Last,
    pub last_after: Last,
    /// Conversations that came over, each with the name its guest had in it.
    pub conversations: Vec<(ConversationId, String)>,
    /// Hashes of the tokens of browsers that came over, in hexadecimal.
    pub tokens: Vec<String>,
    /// Who sees the contact that stayed because of the merge, and in which departments it is.
    pub people: Vec<Uuid>,
    pub departments: Vec<Uuid>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    survivor: Uuid,
    other: Uuid,
    at: i64,
    person: Uuid,
    person_name: String,
    body: String,
    other_name: String,
}

impl From<Row> for Merge {
    fn from(row: Row) -> Self {
        Self {
            id: MergeId(row.id),
            survivor: ContactId(row.survivor),
            other: ContactId(row.other),
            other_name: row.other_name,
            at: Moment(row.at),
            by: PersonRef { id: PersonId(row.person), name: row.person_name },
            until: Moment(row.at).plus(UNDO_MS),
        }
    }
}

/// Lets a contact disappear into another, if it is still at `version` and there; otherwise `false`. From then on it is
/// found by nothing.
///
/// # Errors
/// `Database`.
pub async fn hide(
    conn: &mut Conn,
    other: ContactId,
    version: u32,
    into: ContactId,
) -> Result<bool, Error> {
    if sql!(conn, change, HIDE, other.0, i64::from(version), into.0)? == 0 {
        return Ok(false);
    }
    search::forget_contact(conn, other).await?;
    Ok(true)
}

/// Lets it be there again, and be found.
///
/// # Errors
/// `Database`, `Corrupt`, `Busy`.
pub async fn show(conn: &mut Conn, other: ContactId) -> Result<(), Error> {
    sql!(conn, change, SHOW, other.0)?;
    contacts::refresh(conn, other, None).await
}

/// Remembers a merge.
///
/// # Errors
/// `Database`, `Duplicate` when that contact is part of another already.
pub async fn insert(conn: &mut Conn, merge: &Merge, traces: &Traces) -> Result<(), Error> {
    let body = stored::json(WHAT, traces)?;
    let (survivor, other, by) = (merge.survivor.0, merge.other.0, merge.by.id.0);
    let name = &merge.by.name;
    sql!(conn, change, INSERT, merge.id.0, survivor, other, merge.at.0, by, name, body).map(drop)
}

/// A merge, and what is needed to take it back; `None` for that when it is too late.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: MergeId) -> Result<Option<(Merge, Option<Traces>)>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    let Some(row) = row else { return Ok(None) };
    let traces = match row.body.as_str() {
        "" => None,
        body => Some(stored::read(WHAT, body)?),
    };
    Ok(Some((row.into(), traces)))
}

/// The merges of a contact that can be taken back, the latest first.
///
/// # Errors
/// `Database`.
pub async fn of(conn: &mut Conn, survivor: ContactId) -> Result<Vec<Merge>, Error> {
    let rows: Vec<Row> = sql!(conn, all, OF, survivor.0)?;
    Ok(rows.into_iter().map(Merge::from).collect())
}

/// Forgets a merge that was taken back.
///
/// # Errors
/// `Database`.
pub async fn remove(conn: &mut Conn, id: MergeId) -> Result<(), Error> {
    sql!(conn, change, DELETE, id.0).map(drop)
}

/// Forgets what was needed to take back merges from before a moment; how many. Where they led to stays known.
///
/// # Errors
/// `Database`.
pub async fn expire(conn: &mut Conn, before: Moment) -> Result<u64, Error> {
    sql!(conn, change, EXPIRE, before.0)
}

/// What a contact became part of.
///
/// # Errors
/// `Database`.
pub async fn survivor_of(conn: &mut Conn, other: ContactId) -> Result<Option<ContactId>, Error> {
    let row: Option<(Uuid,)> = sql!(conn, first, SURVIVOR_OF, other.0)?;
    Ok(row.map(|(id,)| ContactId(id)))
}

/// The conversations of a contact, the oldest first.
///
/// # Errors
/// `Database`.
pub async fn conversations_of(
    conn: &mut Conn,
    contact: ContactId,
    limit: u32,
) -> Result<Vec<ConversationId>, Error> {
    let rows: Vec<(Uuid,)> = sql!(conn, all, CONVERSATIONS_OF, contact.0, i64::from(limit))?;
    Ok(rows.into_iter().map(|(id,)| ConversationId(id)).collect())
}

/// Whether a conversation that began at this moment or later goes on with a contact.
///
/// # Errors
/// `Database`.
pub async fn has_begun(conn: &mut Conn, contact: ContactId, since: Moment) -> Result<bool, Error> {
    let row: Option<(Uuid,)> = sql!(conn, first, OPEN_SINCE, contact.0, since.0)?;
    Ok(row.is_some())
}

/// Lets everybody who sees the one see the other, too; who and which departments that added.
///
/// # Errors
/// `Database`.
pub async fn share_sight(
    conn: &mut Conn,
    from: ContactId,
    to: ContactId,
) -> Result<(Vec<Uuid>, Vec<Uuid>), Error> {
    let people: Vec<(Uuid,)> = sql!(conn, all, PEOPLE_OF, from.0)?;
    let departments: Vec<(Uuid,)> = sql!(conn, all, DEPARTMENTS_OF, from.0)?;
    let mut added = (Vec::new(), Vec::new());
    for (person,) in people {
        if sql!(conn, change, ADD_PERSON, to.0, person)? > 0 {
            added.0.push(person);
        }
    }
    for (department,) in departments {
        if sql!(conn, change, ADD_DEPARTMENT, to.0, department)? > 0 {
            added.1.push(department);
        }
    }
    Ok(added)
}

/// Takes that back, but for those who have a reason of their own by now.
///
/// # Errors
/// `Database`.
pub async fn unshare_sight(
    conn: &mut Conn,
    of: ContactId,
    (people, departments): (&[Uuid], &[Uuid]),
) -> Result<(), Error> {
    for person in people {
        sql!(conn, change, DROP_PERSON, of.0, *person)?;
    }
    for department in departments {
        sql!(conn, change, DROP_DEPARTMENT, of.0, *department)?;
    }
    Ok(())
}

/// Lets the browsers of one contact be another's; which.
///
/// # Errors
/// `Database`.
pub async fn move_tokens(
    conn: &mut Conn,
    from: ContactId,
    to: ContactId,
) -> Result<Vec<String>, Error> {
    let rows: Vec<(Vec<u8>,)> = sql!(conn, all, TOKENS_OF, from.0)?;
    sql!(conn, change, MOVE_TOKENS, from.0, to.0)?;
    Ok(rows.iter().map(|(hash,)| hex(hash)).collect())
}

/// Lets these browsers be another's again, as far as they still are the one's.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn return_tokens(
    conn: &mut Conn,
    tokens: &[String],
    (from, to): (ContactId, ContactId),
) -> Result<(), Error> {
    for token in tokens {
        let hash = bytes(token).ok_or(Error::Corrupt { what: WHAT })?;
        sql!(conn, change, MOVE_TOKEN, hash, from.0, to.0)?;
    }
    Ok(())
}

/// Lets the calls of a conversation be with this contact.
///
/// # Errors
/// `Database`.
pub async fn move_calls(
    conn: &mut Conn,
    conversation: ConversationId,
    to: ContactId,
) -> Result<(), Error> {
    sql!(conn, change, MOVE_CALLS, conversation.0, to.0).map(drop)
}

/// A contact's latest chat.
///
/// # Errors
/// `Database`.
pub async fn last(conn: &mut Conn, contact: ContactId) -> Result<Last, Error> {
    let row: Option<(Option<i64>, Option<Uuid>, Option<Uuid>)> =
        sql!(conn, first, LAST, contact.0)?;
    let (chat, conversation, agent) = row.unwrap_or_default();
    let (chat, agent) = (chat.map(Moment), agent.map(PersonId));
    Ok(Last { chat, conversation: conversation.map(ConversationId), agent })
}

/// Sets it.
///
/// # Errors
/// `Database`.
pub async fn set_last(conn: &mut Conn, contact: ContactId, last: Last) -> Result<(), Error> {
    let Last { chat, conversation, agent } = last;
    let (chat, conversation) = (chat.map(|at| at.0), conversation.map(|id| id.0));
    sql!(conn, change, SET_LAST, contact.0, chat, conversation, agent.map(|id| id.0))?;
    // Those who are found stand in the order of their last chat.
    contacts::refresh(conn, contact, None).await
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        write!(text, "{byte:02x}").ok();
        text
    })
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::{bytes, hex};

    #[test]
    fn cc_14_a_hash_is_read_as_it_was_written() {
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(bytes(&hex(&all)), Some(all));
        assert_eq!(bytes("zz"), None);
    }
}
