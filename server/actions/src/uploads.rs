//! Files: taken in chunks, recognised by their content, handed out only to who may see what they belong to.

use model::{
    cursor::Side,
    direct::Pair,
    id::{ConversationId, PersonId, UploadId},
    moment::Moment,
    permission::{Action, Actor, Subject, may},
    refusal::{Field, Problem, Refusal, Thing},
    upload::{FILE_NAME_LIMIT, FileRef, UPLOAD_LIMIT_BYTES},
};
pub use store::uploads::Owner;
use store::uploads::Upload;

use crate::{
    Error, House, conversations,
    house::{Uploader, found},
    id,
};

/// Bytes of one stored chunk.
pub const CHUNK_BYTES: usize = 256 * 1024;
/// How long an upload may stay unfinished, in milliseconds.
const UNFINISHED_MS: i64 = 3_600_000;

/// A file that is being taken in.
#[derive(Debug)]
pub struct Incoming {
    file: FileRef,
    chunks: u32,
    pending: Vec<u8>,
    head: Vec<u8>,
}

/// Begins to take a file in, for a conversation or for a colleague.
///
/// # Errors
/// `NotFound`, `AlreadyClosed`, `TooFast`, `Invalid` name.
pub async fn begin(
    house: &House,
    actor: &Actor,
    owner: impl Into<Owner>,
    name: &str,
) -> Result<Incoming, Error> {
    house.blocked.check(house, actor).await?;
    let now = house.clock.now();
    let owner = owner.into();
    let (who, by, person) = match owner {
        Owner::Conversation(id) => to_conversation(house, actor, id).await?,
        Owner::Direct(pair) => to_colleague(actor, pair)?,
    };
    house.uploads.take(who, now)?;
    let upload = Upload { by, person, ..fresh(owner, name, now)? };
    let mut tx = house.store.write().await?;
    store::uploads::prune(&mut tx, now.plus(-UNFINISHED_MS)).await?;
    store::uploads::insert(&mut tx, &upload).await?;
    tx.commit().await?;
    Ok(Incoming { file: upload.file, chunks: 0, pending: Vec::new(), head: Vec::new() })
}

/// Stores a file that the server itself made.
///
/// # Errors
/// `Invalid` name or an empty file, `FileTooLarge`, `FileTypeNotAllowed`; those of the store.
pub(crate) async fn keep(
    house: &House,
    owner: Owner,
    name: &str,
    bytes: &[u8],
) -> Result<FileRef, Error> {
    let upload = fresh(owner, name, house.clock.now())?;
    let mut tx = house.store.write().await?;
    store::uploads::insert(&mut tx, &upload).await?;
    tx.commit().await?;
    let file = upload.file;
    let mut incoming = Incoming { file, chunks: 0, pending: Vec::new(), head: Vec::new() };
    take(house, &mut incoming, bytes).await?;
    finish(house, incoming).await
}

fn fresh(owner: Owner, name: &str, now: Moment) -> Result<Upload, Error> {
    let file = FileRef {
        id: UploadId(id::new(now)?),
        name: clean_name(name)?,
        mime: String::new(),
        size_bytes: 0,
        width: 0,
        height: 0,
    };
    let by = Side::Staff;
    Ok(Upload { file, owner, by, person: None, created: now, is_complete: false })
}

type By = (Uploader, Side, Option<PersonId>);

async fn to_conversation(house: &House, actor: &Actor, id: ConversationId) -> Result<By, Error> {
    let conversation = conversations::visible(house, actor, id).await?;
    may(actor, Action::Upload, Subject::Conversation(&conversation))?;
    if conversation.stage.is_closed() {
        return Err(Refusal::AlreadyClosed.into());
    }
    Ok(match actor {
        Actor::Staff(staff) => {
            (Uploader::Person(staff.person.id), Side::Staff, Some(staff.person.id))
        }
        Actor::Visitor { .. } => (Uploader::Contact(conversation.contact.id), Side::Guest, None),
    })
}

fn to_colleague(actor: &Actor, pair: Pair) -> Result<By, Refusal> {
    let person = among(actor, pair).ok_or(Refusal::not_found(Thing::Person))?;
    may(actor, Action::WriteToColleagues, Subject::Workspace)?;
    Ok((Uploader::Person(person), Side::Staff, Some(person)))
}

/// Who asks, if they are one of the two.
fn among(actor: &Actor, pair: Pair) -> Option<PersonId> {
    match actor {
        Actor::Staff(staff) => Some(staff.person.id).filter(|person| pair.has(*person)),
        Actor::Visitor { .. } => None,
    }
}

/// Takes some bytes in.
///
/// # Errors
/// `FileTooLarge`.
pub async fn take(house: &House, incoming: &mut Incoming, bytes: &[u8]) -> Result<(), Error> {
    incoming.file.size_bytes = incoming.file.size_bytes.saturating_add(bytes.len() as u64);
    let size_bytes = incoming.file.size_bytes;
    if size_bytes > UPLOAD_LIMIT_BYTES {
        return Err(Refusal::FileTooLarge { size_bytes, limit_bytes: UPLOAD_LIMIT_BYTES }.into());
    }
    if incoming.head.len() < sniff::HEAD_BYTES {
        let missing = sniff::HEAD_BYTES.saturating_sub(incoming.head.len());
        incoming.head.extend(bytes.iter().take(missing));
    }
    incoming.pending.extend_from_slice(bytes);
    while incoming.pending.len() >= CHUNK_BYTES {
        let rest = incoming.pending.split_off(CHUNK_BYTES);
        put(house, incoming).await?;
        incoming.pending = rest;
    }
    Ok(())
}

async fn put(house: &House, incoming: &mut Incoming) -> Result<(), Error> {
    let mut tx = house.store.write().await?;
    let (id, index) = (incoming.file.id, incoming.chunks);
    store::uploads::put_chunk(&mut tx, id, index, &incoming.pending).await?;
    tx.commit().await?;
    incoming.chunks = index.saturating_add(1);
    incoming.pending.clear();
    Ok(())
}

/// All bytes are there.
///
/// # Errors
/// `Invalid` for an empty file, `FileTypeNotAllowed` for what a browser or desktop would run.
pub async fn finish(house: &House, mut incoming: Incoming) -> Result<FileRef, Error> {
    if incoming.file.size_bytes == 0 {
        return Err(Refusal::invalid(Field::File, Problem::Missing).into());
    }
    if !incoming.pending.is_empty() {
        put(house, &mut incoming).await?;
    }
    let kind = sniff::kind(&incoming.head, &incoming.file.name)?;
    incoming.file.mime = kind.mime.to_owned();
    incoming.file.width = kind.width;
    incoming.file.height = kind.height;
    let mut tx = house.store.write().await?;
    store::uploads::complete(&mut tx, &incoming.file).await?;
    tx.commit().await?;
    Ok(incoming.file)
}

/// Throws away what was taken in of a file that failed.
///
/// # Errors
/// Of the store.
pub async fn abandon(house: &House, incoming: &Incoming) -> Result<(), Error> {
    let mut tx = house.store.write().await?;
    store::uploads::delete(&mut tx, incoming.file.id).await?;
    Ok(tx.commit().await?)
}

/// A file that may be handed out to this actor.
///
/// # Errors
/// `NotFound`.
pub async fn find(house: &House, actor: &Actor, id: UploadId) -> Result<FileRef, Error> {
    let upload = {
        let mut conn = house.store.read().await?;
        found(Thing::Upload, store::uploads::find(&mut conn, id).await?)?
    };
    let is_theirs = match upload.owner {
        Owner::Conversation(id) => conversations::visible(house, actor, id).await.is_ok(),
        Owner::Direct(pair) => among(actor, pair).is_some(),
    };
    if !is_theirs || !upload.is_complete {
        return Err(Refusal::not_found(Thing::Upload).into());
    }
    Ok(upload.file)
}

/// One chunk of a file; `None` after the last.
///
/// # Errors
/// Of the store.
pub async fn chunk(house: &House, id: UploadId, index: u32) -> Result<Option<Vec<u8>>, Error> {
    let mut conn = house.store.read().await?;
    Ok(store::uploads::chunk(&mut conn, id, index).await?)
}

fn clean_name(name: &str) -> Result<String, Refusal> {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain: String = last
        .chars()
        .filter(|c| !c.is_control() && !is_direction_mark(*c))
        .collect::<String>()
        .trim()
        .trim_start_matches('.')
        .to_owned();
    if plain.is_empty() {
        return Err(Refusal::invalid(Field::File, Problem::Missing));
    }
    let count = plain.chars().count();
    if count <= FILE_NAME_LIMIT {
        return Ok(plain);
    }
    let (stem, ending) = plain.rsplit_once('.').unwrap_or((&plain, ""));
    let ending: String = ending.chars().take(10).collect();
    let room = FILE_NAME_LIMIT.saturating_sub(ending.chars().count()).saturating_sub(2);
    let stem: String = stem.chars().take(room).collect();
    Ok(if ending.is_empty() { stem } else { format!("{stem}….{ending}") })
}

/// Marks that turn text around could make `exe.gpj` read as `jpg.exe`.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

mod sniff;
