//! One contact's data, to be handed to them: written out piece by piece, so that none of it has to be in memory as a
//! whole. What it looks like stands in `docs/contact-export.md`.

use model::{
    contact::Contact,
    conversation::Conversation,
    event::{Author, Event, EventBody},
    id::{ContactId, ConversationId},
    permission::{Action, Staff},
    upload::FileRef,
};
use serde_json::{Value, json};
use tokio::sync::mpsc::Sender;

use super::reached;
use crate::{Error, House, uploads};

/// Events read at once.
const PAGE: u32 = 500;

/// A piece of the whole.
#[derive(Debug)]
pub enum Piece {
    /// A file begins, under this path.
    File(String),
    /// The next bytes of it.
    Bytes(Vec<u8>),
}

/// Checks the right to somebody's data, and notes in the trail that it is taken out.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn open_data(house: &House, staff: &Staff, contact: ContactId) -> Result<Contact, Error> {
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let held = reached(&mut tx, staff, Action::ExportContact, contact).await?;
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "contact.exported", &contact.to_string()).await?;
    tx.commit().await?;
    Ok(held)
}

/// Writes out everything about a contact that `staff` may see. Who does not listen any more ends it.
///
/// # Errors
/// Those of the store.
pub async fn write_data(
    house: &House,
    staff: &Staff,
    contact: &Contact,
    to: &Sender<Piece>,
) -> Result<(), Error> {
    let mut conn = house.store.read().await?;
    let ids = store::conversations::all_of(&mut conn, contact.id).await?;
    let mut conversations = Vec::with_capacity(ids.len());
    let mut left_out = 0_usize;
    for id in ids {
        match store::conversations::load(&mut conn, id).await? {
            Some(it) if staff.sees(&it) => conversations.push(it.id),
            _ => left_out = left_out.saturating_add(1),
        }
    }
    let reach = (&staff.reach(), staff.person.id);
    let calls = store::calls::of_contact(&mut conn, reach, contact.id).await?;
    let mut mails = Vec::new();
    for id in &conversations {
        let parcels = store::outbox::of_conversation(&mut conn, *id, PAGE).await?;
        mails.extend(parcels);
    }
    let reader = store::contacts::reader_of(&mut conn, contact.id).await?;
    drop(conn);
    let paths: Vec<String> = conversations.iter().map(path).collect();
    let profile = json!({
        "format": 1,
        "exported": house.clock.now(),
        "contact": contact,
        "reader": reader,
        "conversations": paths,
        "conversations_left_out": left_out,
        "calls": calls,
        "mails": mails,
    });
    if !put(to, "contact.json", &profile).await {
        return Ok(());
    }
    for id in conversations {
        if !conversation(house, id, to).await? {
            return Ok(());
        }
    }
    Ok(())
}

fn path(id: &ConversationId) -> String {
    format!("conversations/{id}.json")
}

/// `false`: nobody listens any more.
async fn put(to: &Sender<Piece>, path: &str, value: &Value) -> bool {
    let bytes = serde_json::to_vec_pretty(value).unwrap_or_default();
    to.send(Piece::File(path.to_owned())).await.is_ok()
        && to.send(Piece::Bytes(bytes)).await.is_ok()
}

/// One conversation as its guest could read it, its files, and apart from that what was noted about them.
async fn conversation(
    house: &House,
    id: ConversationId,
    to: &Sender<Piece>,
) -> Result<bool, Error> {
    let (mut messages, mut notes, mut files) = (Vec::new(), Vec::new(), Vec::new());
    let mut since = 0;
    let held = store::conversations::load(&mut *house.store.read().await?, id).await?;
    let Some(held) = held else { return Ok(true) };
    loop {
        let mut conn = house.store.read().await?;
        let page = store::events::after(&mut conn, id, since, PAGE).await?;
        let Some(last) = page.last() else { break };
        since = last.version;
        for event in &page {
            match &event.body {
                EventBody::Said { files: said, .. } => {
                    messages.push(message(event, &held));
                    files.extend(said.iter().cloned());
                }
                EventBody::Noted { text, .. } => {
                    notes.push(json!({ "at": event.at, "by": by(event, &held), "text": text }));
                }
                _ => {}
            }
        }
    }
    let told = json!({
        "id": held.id,
        "channel": held.channel,
        "created": held.created,
        "closed": held.closed_at(),
        "page_url": held.page_url,
        "messages": messages,
    });
    if !put(to, &path(&id), &told).await {
        return Ok(false);
    }
    let internal = json!({
        "id": held.id,
        "topic": held.topic,
        "tags": held.tags,
        "notes": notes,
    });
    if !put(to, &format!("internal/{id}.json"), &internal).await {
        return Ok(false);
    }
    for file in files {
        if !give(house, &file, to).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn message(event: &Event, held: &Conversation) -> Value {
    let EventBody::Said { text, files } = &event.body else { return Value::Null };
    let files: Vec<Value> = files
        .iter()
        .map(|file| json!({ "name": file.name, "mime": file.mime, "path": file_path(file) }))
        .collect();
    json!({ "at": event.at, "by": by(event, held), "text": text, "files": files })
}

fn by(event: &Event, held: &Conversation) -> Value {
    match &event.author {
        Author::Guest => json!({ "guest": held.contact.name }),
        Author::Staff(person) => json!({ "staff": person.name }),
        Author::System => Value::Null,
    }
}

/// Names of their own would meet each other.
fn file_path(file: &FileRef) -> String {
    let name: String =
        file.name.chars().map(|c| if r#"/\:*?"<>|"#.contains(c) { '_' } else { c }).collect();
    format!("files/{}-{name}", file.id)
}

async fn give(house: &House, file: &FileRef, to: &Sender<Piece>) -> Result<bool, Error> {
    if to.send(Piece::File(file_path(file))).await.is_err() {
        return Ok(false);
    }
    let mut index = 0;
    while let Some(bytes) = uploads::chunk(house, file.id, index).await? {
        if to.send(Piece::Bytes(bytes)).await.is_err() {
            return Ok(false);
        }
        index = index.saturating_add(1);
    }
    Ok(true)
}
