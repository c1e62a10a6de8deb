//! Contacts: the people outside.

mod block;
pub(crate) mod list;
mod managed;

use model::{
    contact::Contact,
    id::{ContactId, ConversationId, DepartmentId, PersonId},
    locale::Locale,
    moment::Moment,
    permission::ContactReach,
    person::PersonRef,
    terms::edged,
};
use uuid::Uuid;

use crate::{
    Conn, Error,
    connection::sql,
    custom_fields::values,
    fold,
    search::{self, Standing},
    stored,
};
pub use block::{all_blocked, set_block};
pub use list::{list, list_of};
pub use managed::{count_managed, managed, reassign};

const INSERT: &str = "INSERT INTO contacts (id, username, name, emails, phones, notes, manager, manager_name, \
     created, last_chat, last_conversation, version, sort_name, searched, fields) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE contacts SET username = $3, name = $4, emails = $5, phones = $6, notes = $7, \
     manager = $8, manager_name = $9, version = $10, sort_name = $11, searched = $12, fields = $13 \
     WHERE id = $1 AND version = $2";
const REFRESH: &str =
    "UPDATE contacts SET searched = $3, fields = $4 WHERE id = $1 AND version = $2";
/// One that became part of another is not there.
const FIND: &str = "SELECT * FROM contacts WHERE id = $1 AND merged_into IS NULL";
const FIND_ANY: &str = "SELECT * FROM contacts WHERE id = $1";
const BY_EMAIL: &str = "SELECT c.* FROM contact_emails e JOIN contacts c ON c.id = e.contact \
     WHERE e.email = $1 AND c.merged_into IS NULL ORDER BY c.created, c.id LIMIT 1";
const INSERT_EMAIL: &str =
    "INSERT INTO contact_emails (email, contact) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const DELETE_EMAILS: &str = "DELETE FROM contact_emails WHERE contact = $1";
const BY_PHONE: &str = "SELECT c.* FROM contact_phones p JOIN contacts c ON c.id = p.contact \
     WHERE p.phone = $1 AND c.merged_into IS NULL ORDER BY c.created, c.id LIMIT 1";
const INSERT_PHONE: &str =
    "INSERT INTO contact_phones (phone, contact) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const DELETE_PHONES: &str = "DELETE FROM contact_phones WHERE contact = $1";
const NEXT_GUEST: &str = "INSERT INTO counters (name, value) VALUES ('guest', 1) \
     ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value";
const PEOPLE_OF: &str = "SELECT person FROM contact_people WHERE contact = $1 \
     UNION SELECT manager FROM contacts WHERE id = $1 AND manager IS NOT NULL ORDER BY 1";
const DEPARTMENTS_OF: &str =
    "SELECT department FROM contact_departments WHERE contact = $1 ORDER BY department";
const ADD_PERSON: &str =
    "INSERT INTO contact_people (contact, person) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const READER: &str = "SELECT language, time_zone FROM contacts WHERE id = $1";
const SET_READER: &str = "UPDATE contacts SET language = $2, time_zone = $3 WHERE id = $1";
const NOTE_CHAT: &str = "UPDATE contacts SET last_chat = $3, last_conversation = $2 \
     WHERE id = $1 AND (last_chat IS NULL OR last_chat <= $3)";

const NOTE_AGENT: &str = "UPDATE contacts SET last_agent = $2 WHERE id = $1";

#[derive(sqlx::FromRow)]
pub(crate) struct Row {
    id: Uuid,
    username: String,
    name: String,
    emails: String,
    phones: String,
    notes: String,
    fields: String,
    manager: Option<Uuid>,
    manager_name: Option<String>,
    created: i64,
    last_chat: Option<i64>,
    last_conversation: Option<Uuid>,
    blocked: Option<String>,
    erased: Option<i64>,
    version: i64,
    sort_name: Vec<u8>,
}

impl TryFrom<Row> for Contact {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let manager = row
            .manager
            .map(|id| PersonRef { id: PersonId(id), name: row.manager_name.unwrap_or_default() });
        Ok(Self {
            id: ContactId(row.id),
            username: row.username,
            name: row.name,
            emails: stored::read("a contact's emails", &row.emails)?,
            phones: stored::read("a contact's phones", &row.phones)?,
            notes: row.notes,
            fields: stored::read("a contact's custom fields", &row.fields)?,
            manager,
            created: Moment(row.created),
            last_chat: row.last_chat.map(Moment),
            last_conversation: row.last_conversation.map(ConversationId),
            blocked: row
                .blocked
                .map(|block| stored::read("a contact's block", &block))
                .transpose()?,
            erased: row.erased.map(Moment),
            version: stored::number("a contact's version", row.version)?,
        })
    }
}

/// Everything a contact is searched by, folded and edged; parts of different things never touch.
async fn searched(conn: &mut Conn, contact: &Contact) -> Result<String, Error> {
    let mut all = vec![fold::fold(&contact.username), fold::fold(&contact.name)];
    all.extend(contact.emails.iter().map(|email| fold::fold(email)));
    all.extend(contact.phones.iter().filter_map(|phone| fold::phone_digits(phone)));
    all.extend(values::searched(conn, contact).await?);
    Ok(edged(&all.join("\n")))
}

/// What contacts are sorted by: the name, or what is shown in its place.
fn sort_name(contact: &Contact) -> Vec<u8> {
    let shown = if contact.name.is_empty() { &contact.username } else { &contact.name };
    fold::sort_key(shown)
}

/// Stores a new contact.
///
/// # Errors
/// `Duplicate` when the id or the username is taken.
pub async fn insert(conn: &mut Conn, contact: &Contact) -> Result<(), Error> {
    let searched = searched(conn, contact).await?;
    let inserted = sql!(
        conn,
        change,
        INSERT,
        contact.id.0,
        &contact.username,
        &contact.name,
        stored::json("a contact's emails", &contact.emails)?,
        stored::json("a contact's phones", &contact.phones)?,
        &contact.notes,
        contact.manager.as_ref().map(|manager| manager.id.0),
        contact.manager.as_ref().map(|manager| &manager.name),
        contact.created.0,
        contact.last_chat.map(|at| at.0),
        contact.last_conversation.map(|id| id.0),
        i64::from(contact.version),
        sort_name(contact),
        &searched,
        stored::json("a contact's custom fields", &contact.fields)?,
    )?;
    if inserted == 0 {
        return Err(Error::Duplicate);
    }
    insert_addresses(conn, contact).await?;
    values::add_of_contact(conn, contact.id, &contact.fields).await?;
    search::index_contact(conn, contact.id, &searched, standing(contact)).await
}

fn standing(contact: &Contact) -> Standing {
    contact.last_chat.map_or(Standing::Silent, Standing::Chatted)
}

/// Stores an edited contact, if the one stored is still at `expected_version`; otherwise `false`.
/// When it was made and last chatted with stays as it is.
///
/// # Errors
/// `Duplicate` when the username is taken.
pub async fn update(
    conn: &mut Conn,
    contact: &Contact,
    expected_version: u32,
) -> Result<bool, Error> {
    let searched = searched(conn, contact).await?;
    let changed = sql!(
        conn,
        change,
        UPDATE,
        contact.id.0,
        i64::from(expected_version),
        &contact.username,
        &contact.name,
        stored::json("a contact's emails", &contact.emails)?,
        stored::json("a contact's phones", &contact.phones)?,
        &contact.notes,
        contact.manager.as_ref().map(|manager| manager.id.0),
        contact.manager.as_ref().map(|manager| &manager.name),
        i64::from(contact.version),
        sort_name(contact),
        &searched,
        stored::json("a contact's custom fields", &contact.fields)?,
    )?;
    if changed == 0 {
        return Ok(false);
    }
    sql!(conn, change, DELETE_EMAILS, contact.id.0)?;
    sql!(conn, change, DELETE_PHONES, contact.id.0)?;
    insert_addresses(conn, contact).await?;
    values::put_of_contact(conn, contact.id, &contact.fields).await?;
    search::index_contact(conn, contact.id, &searched, Standing::Kept).await?;
    Ok(true)
}

/// How often a contact that somebody edits at the same time is tried.
const TRIES: u32 = 8;

/// Indexes a contact anew by the definitions of now, and takes the value of a field away that is gone. That is no edit:
/// the version stays. Whoever is erased or part of another stays found by nothing.
pub(crate) async fn refresh(
    conn: &mut Conn,
    id: ContactId,
    gone: Option<&str>,
) -> Result<(), Error> {
    for _ in 0..TRIES {
        let Some(mut contact) = find_any(conn, id).await? else { return Ok(()) };
        if let Some(gone) = gone {
            contact.fields.remove(gone);
        }
        let searched = match contact.erased {
            Some(_) => String::new(),
            None => searched(conn, &contact).await?,
        };
        let fields = stored::json("a contact's custom fields", &contact.fields)?;
        let version = i64::from(contact.version);
        if sql!(conn, change, REFRESH, id.0, version, &searched, fields)? > 0 {
            values::put_of_contact(conn, id, &contact.fields).await?;
            return search::index_again(conn, id, &searched, standing(&contact)).await;
        }
    }
    Err(Error::Busy)
}

async fn insert_addresses(conn: &mut Conn, contact: &Contact) -> Result<(), Error> {
    for email in &contact.emails {
        sql!(conn, change, INSERT_EMAIL, email.to_lowercase(), contact.id.0)?;
    }
    for phone in &contact.phones {
        sql!(conn, change, INSERT_PHONE, phone, contact.id.0)?;
    }
    Ok(())
}

/// One contact.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: ContactId) -> Result<Option<Contact>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    row.map(Contact::try_from).transpose()
}

/// One contact, even if it became part of another.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find_any(conn: &mut Conn, id: ContactId) -> Result<Option<Contact>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND_ANY, id.0)?;
    row.map(Contact::try_from).transpose()
}

/// The contact with this email in whatever case; the oldest, where several have it.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn by_email(conn: &mut Conn, email: &str) -> Result<Option<Contact>, Error> {
    let row: Option<Row> = sql!(conn, first, BY_EMAIL, email.trim().to_lowercase())?;
    row.map(Contact::try_from).transpose()
}

/// The contact with this number, in E.164; the oldest, where several have it.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn by_phone(conn: &mut Conn, phone: &str) -> Result<Option<Contact>, Error> {
    let row: Option<Row> = sql!(conn, first, BY_PHONE, phone)?;
    row.map(Contact::try_from).transpose()
}

/// The next number for a guest's username, from 1; a transaction that is taken back takes it back too.
///
/// # Errors
/// `Database`.
pub async fn next_guest_number(conn: &mut Conn) -> Result<u64, Error> {
    let row: Option<(i64,)> = sql!(conn, first, NEXT_GUEST)?;
    stored::number("the number of guests", row.map_or(0, |(number,)| number))
}

/// What decides who sees a contact: who served, made or manages it, and where its conversations were.
///
/// # Errors
/// `Database`.
pub async fn reach(conn: &mut Conn, id: ContactId) -> Result<ContactReach, Error> {
    let people: Vec<(Uuid,)> = sql!(conn, all, PEOPLE_OF, id.0)?;
    let departments: Vec<(Uuid,)> = sql!(conn, all, DEPARTMENTS_OF, id.0)?;
    Ok(ContactReach {
        id: Some(id),
        people: people.into_iter().map(|(person,)| PersonId(person)).collect(),
        departments: departments
            .into_iter()
            .map(|(department,)| DepartmentId(department))
            .collect(),
    })
}

/// Notes that this person made the contact, and sees it from now on.
///
/// # Errors
/// `Database`.
pub async fn made_by(conn: &mut Conn, id: ContactId, person: PersonId) -> Result<(), Error> {
    sql!(conn, change, ADD_PERSON, id.0, person.0).map(drop)
}

/// Notes the contact's latest conversation; an older one than is known changes nothing.
///
/// # Errors
/// `Database`.
pub async fn note_chat(
    conn: &mut Conn,
    id: ContactId,
    conversation: ConversationId,
    at: Moment,
) -> Result<(), Error> {
    if sql!(conn, change, NOTE_CHAT, id.0, conversation.0, at.0)? == 0 {
        return Ok(());
    }
    search::move_up(conn, id, at).await
}

/// Notes who served the contact's latest conversation.
///
/// # Errors
/// `Database`.
pub async fn note_agent(conn: &mut Conn, id: ContactId, agent: PersonId) -> Result<(), Error> {
    sql!(conn, change, NOTE_AGENT, id.0, agent.0).map(drop)
}

/// How a contact's browser reads; empty where nobody knows.
///
/// # Errors
/// `Database`.
pub async fn reader_of(conn: &mut Conn, id: ContactId) -> Result<Locale, Error> {
    let row: Option<(String, String)> = sql!(conn, first, READER, id.0)?;
    let (language, time_zone) = row.unwrap_or_default();
    Ok(Locale { language, time_zone })
}

/// Keeps how a contact's browser reads.
///
/// # Errors
/// `Database`.
pub async fn set_reader(conn: &mut Conn, id: ContactId, reader: &Locale) -> Result<(), Error> {
    sql!(conn, change, SET_READER, id.0, &reader.language, &reader.time_zone).map(drop)
}

#[cfg(test)]
mod tests;
