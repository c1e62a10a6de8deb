//! Making the indexes anew where an earlier version made them otherwise: step by step, from where it stopped.

use model::{
    conversation::Conversation,
    id::{ContactId, ConversationId},
};
use uuid::Uuid;

use crate::{
    Conn, Error, Store, archive_index,
    connection::sql,
    contacts,
    spoken::{self, Words},
    stored,
};

/// Rows of one transaction.
const STEP: i64 = 500;
const WHERE: &str = "SELECT name, after FROM reindexing ORDER BY name";
const AFTER: &str = "UPDATE reindexing SET after = $2 WHERE name = $1";
const DONE: &str = "DELETE FROM reindexing WHERE name = $1";
const CONTACTS: &str = "SELECT id FROM contacts WHERE id > $1 ORDER BY id LIMIT $2";
const CONVERSATIONS: &str = "SELECT id, head FROM conversations \
     WHERE closed IS NOT NULL AND id > $1 ORDER BY id LIMIT $2";
/// Entries of a log that are read at once.
const ENTRIES: u32 = 1_000;

/// Does what is left to do. A database of this version costs one look.
pub(crate) async fn run(store: &Store) -> Result<(), Error> {
    let left: Vec<(String, Option<Uuid>)> = sql!(&mut *store.read().await?, all, WHERE)?;
    for (name, mut after) in left {
        loop {
            let mut write = store.write().await?;
            let last = match name.as_str() {
                "contacts" => contacts_behind(&mut write, after).await?,
                _ => conversations_behind(&mut write, after).await?,
            };
            match last {
                Some(last) => sql!(&mut *write, change, AFTER, &name, last)?,
                None => sql!(&mut *write, change, DONE, &name)?,
            };
            write.commit().await?;
            after = last;
            if last.is_none() {
                break;
            }
            tracing::info!(index = name, "an index is being made anew");
        }
    }
    Ok(())
}

async fn contacts_behind(conn: &mut Conn, after: Option<Uuid>) -> Result<Option<Uuid>, Error> {
    let ids: Vec<(Uuid,)> = sql!(conn, all, CONTACTS, after.unwrap_or(Uuid::nil()), STEP)?;
    for (id,) in &ids {
        contacts::refresh(conn, ContactId(*id), None).await?;
    }
    Ok(ids.last().map(|(id,)| *id))
}

async fn conversations_behind(conn: &mut Conn, after: Option<Uuid>) -> Result<Option<Uuid>, Error> {
    let rows: Vec<(Uuid, String)> =
        sql!(conn, all, CONVERSATIONS, after.unwrap_or(Uuid::nil()), STEP)?;
    for (_, head) in &rows {
        let conversation: Conversation = stored::read("a conversation", head)?;
        let text = said(conn, conversation.id).await?;
        archive_index::add(conn, &conversation, &text).await?;
    }
    Ok(rows.last().map(|(id, _)| *id))
}

/// What both sides said in a conversation and what their files are called, as the archive is searched.
async fn said(conn: &mut Conn, id: ConversationId) -> Result<String, Error> {
    let mut all = Vec::new();
    let mut before = u32::MAX;
    loop {
        let entries = spoken::before(conn, id, before, ENTRIES).await?;
        let Some(last) = entries.last() else { break };
        before = last.version();
        for entry in &entries {
            if let Some(Words::Said { text, files }) = entry.words() {
                let mut message = text.into_owned();
                for file in files {
                    message.push(' ');
                    message.push_str(&file);
                }
                all.push(message);
            }
        }
    }
    all.reverse();
    Ok(all.join(archive_index::BETWEEN))
}

#[cfg(test)]
mod tests;
