//! Taking a guest out of one conversation: its log, files, letters, transcripts, calls, and what the bot and the
//! push services were told of it.

use model::{
    direct::BOT,
    event::{Event, EventBody},
    id::{ConversationId, EventId},
};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, direct, events};

const FIELDS: &str = "DELETE FROM conversation_fields WHERE conversation = $1";
const MAILS: &str = "DELETE FROM outbox WHERE conversation = $1";
const PDFS: &str = "SELECT id, upload FROM pdfs WHERE conversation = $1";
const FORGET_PDFS: &str = "DELETE FROM pdfs WHERE conversation = $1";
const FILES: &str = "SELECT id FROM uploads WHERE conversation = $1";
const FORGET_CHUNKS: &str = "DELETE FROM upload_chunks WHERE upload = $1";
const FORGET_FILE: &str = "DELETE FROM uploads WHERE id = $1";
const CALLS: &str =
    "UPDATE calls SET notes = '', version = version + 1 WHERE conversation = $1 AND notes <> ''";
const BY_BOT: &str = "SELECT id FROM direct_events WHERE author = $1 AND entry LIKE $2";
/// Whom a transcript was mailed to stands behind the conversation.
const AUDIT: &str = "UPDATE audit SET about = $2 WHERE about LIKE $1";
const PUSHES: &str = "DELETE FROM push_outbox WHERE topic LIKE $1 OR body LIKE $1 OR body LIKE $2";
/// Events rewritten at once.
const PAGE: u32 = 500;

/// How much was taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stripped {
    pub messages: u64,
    pub files: u64,
}

/// Takes out of a conversation whatever names its guest or was written by or about them. The head is not touched:
/// the event that says so follows, and changes it.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn strip(conn: &mut Conn, id: ConversationId) -> Result<Stripped, Error> {
    let mut stripped = Stripped { messages: strip_log(conn, id).await?, files: 0 };
    let files: Vec<(Uuid,)> = sql!(conn, all, FILES, id.0)?;
    for (file,) in files {
        forget_file(conn, file).await?;
        stripped.files = stripped.files.saturating_add(1);
    }
    let pdfs: Vec<(Uuid, Option<Uuid>)> = sql!(conn, all, PDFS, id.0)?;
    for (order, file) in pdfs {
        direct::blank(conn, EventId(order)).await?;
        if let Some(file) = file {
            forget_file(conn, file).await?;
            stripped.files = stripped.files.saturating_add(1);
        }
    }
    sql!(conn, change, FORGET_PDFS, id.0)?;
    sql!(conn, change, FIELDS, id.0)?;
    sql!(conn, change, MAILS, id.0)?;
    sql!(conn, change, CALLS, id.0)?;
    strip_reports(conn, id).await?;
    Ok(stripped)
}

/// Rewrites the log; how many messages were in it.
async fn strip_log(conn: &mut Conn, id: ConversationId) -> Result<u64, Error> {
    let (mut since, mut messages) = (0, 0_u64);
    loop {
        let page = events::after(conn, id, since, PAGE).await?;
        let Some(last) = page.last() else { return Ok(messages) };
        since = last.version;
        messages = messages.saturating_add(count(&page));
        let changed: Vec<Event> = page
            .iter()
            .map(Event::erased)
            .zip(&page)
            .filter(|(new, old)| new != *old)
            .map(|(new, _)| new)
            .collect();
        events::rewrite(conn, id, &changed).await?;
    }
}

fn count(page: &[Event]) -> u64 {
    let is_said = |event: &&Event| matches!(event.body, EventBody::Said { .. });
    u64::try_from(page.iter().filter(is_said).count()).unwrap_or(u64::MAX)
}

async fn forget_file(conn: &mut Conn, file: Uuid) -> Result<(), Error> {
    sql!(conn, change, FORGET_CHUNKS, file)?;
    sql!(conn, change, FORGET_FILE, file).map(drop)
}

/// What the bot told colleagues of the conversation, and what was still to be pushed.
async fn strip_reports(conn: &mut Conn, id: ConversationId) -> Result<(), Error> {
    let (hyphened, simple) = (format!("%{}%", id.0), format!("%{}%", id.0.simple()));
    let reports: Vec<(Uuid,)> = sql!(conn, all, BY_BOT, BOT.0, &hyphened)?;
    for (report,) in reports {
        direct::blank(conn, EventId(report)).await?;
    }
    sql!(conn, change, AUDIT, format!("{} %", id.0), id.0.to_string())?;
    sql!(conn, change, PUSHES, simple, hyphened).map(drop)
}
