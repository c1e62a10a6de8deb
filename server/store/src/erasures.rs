//! Erasing a contact: every place that names them, step by step, and how far that is.

mod strip;
pub(crate) mod sweep;

use model::{
    erasure::ErasurePreview,
    id::{ContactId, ConversationId, PersonId},
    moment::Moment,
};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, fold, imports, search, stored};
pub use strip::{Stripped, strip};

const SHELL: &str = "UPDATE contacts SET username = $2, name = '', emails = '[]', phones = '[]', notes = '', \
     manager = NULL, manager_name = NULL, language = '', time_zone = '', last_agent = NULL, blocked = NULL, \
     fields = '{}', erased = $3, version = version + 1, sort_name = $4, searched = '' WHERE id = $1";
const BEGIN: &str = "INSERT INTO erasures (contact, person, started, conversations, messages, files) \
     VALUES ($1, $2, $3, 0, 0, 0)";
const EMAILS: &str = "DELETE FROM contact_emails WHERE contact = $1";
const PHONES: &str = "DELETE FROM contact_phones WHERE contact = $1";
const FIELDS: &str = "DELETE FROM contact_fields WHERE contact = $1";
const MERGED: &str = "SELECT id FROM contacts WHERE merged_into = $1";
const MERGES: &str = "DELETE FROM contact_merges WHERE survivor = $1 OR other = $1";
const RECIPIENTS: &str = "DELETE FROM broadcast_recipients WHERE contact = $1";
/// Exports may name them, and the searches that chose their chats; whoever still wants one makes it anew.
const EXPORTS: &str =
    "DELETE FROM bulk_jobs WHERE ended IS NOT NULL OR id IN (SELECT job FROM bulk_parts)";
const LETTERS: &str = "DELETE FROM outbox WHERE contact = $1";
const ADDRESSES: &str = "SELECT emails, phones FROM contacts WHERE id = $1";
const TOKENS: &str = "DELETE FROM visitors WHERE contact = $1";
const OPEN: &str = "SELECT contact, person, started, after, conversations, messages, files FROM erasures \
     WHERE finished IS NULL ORDER BY started, contact LIMIT 1";
const NEXT: &str =
    "SELECT id FROM conversations WHERE contact = $1 AND id > $2 ORDER BY id LIMIT 1";
const ADVANCE: &str = "UPDATE erasures SET after = $2, conversations = conversations + 1, \
     messages = messages + $3, files = files + $4 WHERE contact = $1";
const FINISH: &str = "UPDATE erasures SET finished = $2 WHERE contact = $1";
const CONVERSATIONS: &str =
    "SELECT count(*), count(*) - count(closed) FROM conversations WHERE contact = $1";
const MESSAGES: &str = "SELECT count(*) FROM conversations c JOIN events e ON e.conversation = c.id \
     WHERE c.contact = $1 AND e.entry LIKE '%\"body\":{\"said\":%'";
const FILES: &str = "SELECT count(*) FROM conversations c JOIN uploads u ON u.conversation = c.id \
     WHERE c.contact = $1";
const CALLS: &str = "SELECT count(*) FROM calls WHERE contact = $1";
const MAILS: &str = "SELECT count(*) FROM conversations c JOIN outbox o ON o.conversation = c.id \
     WHERE c.contact = $1";

/// An erasure that is not over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    pub contact: ContactId,
    /// Who ordered it.
    pub person: PersonId,
    pub started: Moment,
    /// The conversation up to which it is done.
    pub after: Option<ConversationId>,
    pub stripped: Stripped,
    pub conversations: u64,
}

#[derive(sqlx::FromRow)]
struct Row {
    contact: Uuid,
    person: Uuid,
    started: i64,
    after: Option<Uuid>,
    conversations: i64,
    messages: i64,
    files: i64,
}

impl TryFrom<Row> for Erasure {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let number = |number| stored::number("an erasure's count", number);
        Ok(Self {
            contact: ContactId(row.contact),
            person: PersonId(row.person),
            started: Moment(row.started),
            after: row.after.map(ConversationId),
            stripped: Stripped { messages: number(row.messages)?, files: number(row.files)? },
            conversations: number(row.conversations)?,
        })
    }
}

/// How much there is to be erased.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn preview(conn: &mut Conn, contact: ContactId) -> Result<ErasurePreview, Error> {
    let counts: Option<(i64, i64)> = sql!(conn, first, CONVERSATIONS, contact.0)?;
    let (conversations, open) = counts.unwrap_or_default();
    let number = |number| stored::number("what is to be erased", number);
    Ok(ErasurePreview {
        conversations: number(conversations)?,
        messages: number(count(conn, MESSAGES, contact).await?)?,
        files: number(count(conn, FILES, contact).await?)?,
        calls: number(count(conn, CALLS, contact).await?)?,
        mails: number(count(conn, MAILS, contact).await?)?,
        is_talking: open > 0,
    })
}

async fn count(conn: &mut Conn, text: &'static str, contact: ContactId) -> Result<i64, Error> {
    let row: Option<(i64,)> = sql!(conn, first, text, contact.0)?;
    Ok(row.map_or(0, |(count,)| count))
}

/// Makes a shell of a contact: without names, addresses, notes or browsers, and found by nothing. What was said
/// with them is stripped afterwards, conversation by conversation.
///
/// # Errors
/// `Duplicate` when it was begun before.
pub async fn begin(
    conn: &mut Conn,
    contact: ContactId,
    person: PersonId,
    now: Moment,
) -> Result<(), Error> {
    sql!(conn, change, BEGIN, contact.0, person.0, now.0)?;
    let mut all = vec![contact.0];
    let mut next = 0;
    // Whoever became part of them is a row of their own, and so is whoever became part of that one.
    while let Some(id) = all.get(next).copied() {
        let others: Vec<(Uuid,)> = sql!(conn, all, MERGED, id)?;
        all.extend(others.into_iter().map(|(other,)| other));
        next = next.saturating_add(1);
    }
    for id in all {
        blank(conn, ContactId(id), now).await?;
    }
    Ok(())
}

async fn blank(conn: &mut Conn, contact: ContactId, now: Moment) -> Result<(), Error> {
    let addresses: Option<(String, String)> = sql!(conn, first, ADDRESSES, contact.0)?;
    for list in addresses.into_iter().flat_map(|(emails, phones)| [emails, phones]) {
        let list: Vec<String> = stored::read("a contact's addresses", &list)?;
        for address in list {
            imports::forget(conn, contact, &address).await?;
        }
    }
    let username = format!("erased-{}", contact.0.simple());
    sql!(conn, change, SHELL, contact.0, username, now.0, fold::sort_key(""))?;
    sql!(conn, change, EMAILS, contact.0)?;
    sql!(conn, change, PHONES, contact.0)?;
    sql!(conn, change, FIELDS, contact.0)?;
    sql!(conn, change, MERGES, contact.0)?;
    sql!(conn, change, RECIPIENTS, contact.0)?;
    sql!(conn, change, EXPORTS)?;
    sql!(conn, change, LETTERS, contact.0)?;
    sql!(conn, change, TOKENS, contact.0)?;
    search::forget_contact(conn, contact).await
}

/// The oldest erasure that is not over.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn open(conn: &mut Conn) -> Result<Option<Erasure>, Error> {
    let row: Option<Row> = sql!(conn, first, OPEN)?;
    row.map(Erasure::try_from).transpose()
}

/// The conversation that comes next; `None` when all are done.
///
/// # Errors
/// `Database`.
pub async fn next(conn: &mut Conn, erasure: &Erasure) -> Result<Option<ConversationId>, Error> {
    let after = erasure.after.map_or(Uuid::nil(), |id| id.0);
    let row: Option<(Uuid,)> = sql!(conn, first, NEXT, erasure.contact.0, after)?;
    Ok(row.map(|(id,)| ConversationId(id)))
}

/// One more conversation is done.
///
/// # Errors
/// `Database`.
pub async fn advance(
    conn: &mut Conn,
    contact: ContactId,
    done: ConversationId,
    stripped: Stripped,
) -> Result<(), Error> {
    let (messages, files) = (stored::stored(stripped.messages), stored::stored(stripped.files));
    sql!(conn, change, ADVANCE, contact.0, done.0, messages, files).map(drop)
}

/// Nothing is left, in the files of the database neither.
///
/// # Errors
/// `Database`.
pub async fn finish(conn: &mut Conn, contact: ContactId, now: Moment) -> Result<(), Error> {
    sql!(conn, change, FINISH, contact.0, now.0).map(drop)
}
