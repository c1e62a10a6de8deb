//! Files, in chunks, so that none has to be in memory as a whole.

use model::{
    cursor::Side,
    direct::Pair,
    id::{ConversationId, PersonId, UploadId},
    moment::Moment,
    upload::FileRef,
};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, stored};

const INSERT: &str = "INSERT INTO uploads (id, conversation, name, mime, size_bytes, width, height, side, \
     person, created, is_complete, low, high) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
     ON CONFLICT DO NOTHING";
const PUT_CHUNK: &str = "INSERT INTO upload_chunks (upload, number, bytes) VALUES ($1, $2, $3) \
     ON CONFLICT (upload, number) DO UPDATE SET bytes = excluded.bytes";
const COMPLETE: &str = "UPDATE uploads SET name = $2, mime = $3, size_bytes = $4, width = $5, height = $6, \
     is_complete = TRUE WHERE id = $1";
const FIND: &str = "SELECT * FROM uploads WHERE id = $1";
const CHUNK: &str = "SELECT bytes FROM upload_chunks WHERE upload = $1 AND number = $2";
const DELETE: &str = "DELETE FROM uploads WHERE id = $1";
const PRUNE: &str = "DELETE FROM uploads WHERE created < $1 AND NOT is_complete";

/// Where a file belongs; who may see that may see the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owner {
    Conversation(ConversationId),
    /// The direct messages of two people.
    Direct(Pair),
}

impl From<ConversationId> for Owner {
    fn from(id: ConversationId) -> Self {
        Self::Conversation(id)
    }
}

impl From<Pair> for Owner {
    fn from(pair: Pair) -> Self {
        Self::Direct(pair)
    }
}

/// A file on its way or here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    pub file: FileRef,
    pub owner: Owner,
    pub by: Side,
    /// Who of the staff, where it was the staff.
    pub person: Option<PersonId>,
    pub created: Moment,
    /// Whether all of it is here and may be attached.
    pub is_complete: bool,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    conversation: Option<Uuid>,
    low: Option<Uuid>,
    high: Option<Uuid>,
    name: String,
    mime: String,
    size_bytes: i64,
    width: i64,
    height: i64,
    side: String,
    person: Option<Uuid>,
    created: i64,
    is_complete: bool,
}

impl TryFrom<Row> for Upload {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let by = side(&row.side)?;
        let pair = row.low.zip(row.high);
        let pair = pair.and_then(|(low, high)| Pair::of(PersonId(low), PersonId(high)));
        let owner = match (row.conversation, pair) {
            (Some(conversation), _) => Owner::Conversation(ConversationId(conversation)),
            (None, Some(pair)) => Owner::Direct(pair),
            (None, None) => return Err(Error::Corrupt { what: "an upload's owner" }),
        };
        let file = FileRef {
            id: UploadId(row.id),
            name: row.name,
            mime: row.mime,
            size_bytes: stored::number("a file's size", row.size_bytes)?,
            width: stored::number("a picture's width", row.width)?,
            height: stored::number("a picture's height", row.height)?,
        };
        Ok(Self {
            file,
            owner,
            by,
            person: row.person.map(PersonId),
            created: Moment(row.created),
            is_complete: row.is_complete,
        })
    }
}

/// Reads who sent it.
pub(crate) fn side(word: &str) -> Result<Side, Error> {
    match word {
        "guest" => Ok(Side::Guest),
        "staff" => Ok(Side::Staff),
        _ => Err(Error::Corrupt { what: "an upload's side" }),
    }
}

/// Stores a new upload, without its bytes.
///
/// # Errors
/// `Duplicate` when the id exists.
pub async fn insert(conn: &mut Conn, upload: &Upload) -> Result<(), Error> {
    let side = match upload.by {
        Side::Guest => "guest",
        Side::Staff => "staff",
    };
    let file = &upload.file;
    let (conversation, pair) = match upload.owner {
        Owner::Conversation(id) => (Some(id.0), None),
        Owner::Direct(pair) => (None, Some(pair)),
    };
    let inserted = sql!(
        conn,
        change,
        INSERT,
        file.id.0,
        conversation,
        &file.name,
        &file.mime,
        stored::stored(file.size_bytes),
        i64::from(file.width),
        i64::from(file.height),
        side,
        upload.person.map(|id| id.0),
        upload.created.0,
        upload.is_complete,
        pair.map(|pair| pair.low().0),
        pair.map(|pair| pair.high().0),
    )?;
    if inserted > 0 { Ok(()) } else { Err(Error::Duplicate) }
}

/// Stores one chunk, counted from 0; the same one again replaces it.
///
/// # Errors
/// `Database`.
pub async fn put_chunk(
    conn: &mut Conn,
    id: UploadId,
    index: u32,
    bytes: &[u8],
) -> Result<(), Error> {
    sql!(conn, change, PUT_CHUNK, id.0, i64::from(index), bytes).map(drop)
}

/// Notes that all of it is here, and what it turned out to be.
///
/// # Errors
/// `Database`.
pub async fn complete(conn: &mut Conn, file: &FileRef) -> Result<(), Error> {
    let (size, width, height) =
        (stored::stored(file.size_bytes), i64::from(file.width), i64::from(file.height));
    sql!(conn, change, COMPLETE, file.id.0, &file.name, &file.mime, size, width, height).map(drop)
}

/// One upload, complete or not.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: UploadId) -> Result<Option<Upload>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    row.map(Upload::try_from).transpose()
}

/// One chunk's bytes; `None` after the last.
///
/// # Errors
/// `Database`.
pub async fn chunk(conn: &mut Conn, id: UploadId, index: u32) -> Result<Option<Vec<u8>>, Error> {
    let row: Option<(Vec<u8>,)> = sql!(conn, first, CHUNK, id.0, i64::from(index))?;
    Ok(row.map(|(bytes,)| bytes))
}

/// Deletes an upload with its bytes.
///
/// # Errors
/// `Database`.
pub async fn delete(conn: &mut Conn, id: UploadId) -> Result<(), Error> {
    sql!(conn, change, DELETE, id.0).map(drop)
}

/// Deletes what was begun before `before` and never completed; how many.
///
/// # Errors
/// `Database`.
pub async fn prune(conn: &mut Conn, before: Moment) -> Result<u64, Error> {
    sql!(conn, change, PRUNE, before.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        on_both,
        samples::{self, Tale},
    };

    fn upload(number: u64, created: i64) -> Upload {
        let file = FileRef {
            id: UploadId(samples::id(number)),
            name: String::from("parcel.png"),
            mime: String::from("image/png"),
            size_bytes: 6,
            width: 2,
            height: 3,
        };
        Upload {
            file,
            owner: Owner::Conversation(Tale::of(1).conversation.id),
            by: Side::Staff,
            person: Some(samples::person(1).id),
            created: Moment(created),
            is_complete: false,
        }
    }

    on_both! {
        async fn a_file_comes_back_chunk_by_chunk(store) {
            Tale::of(1).store(&store).await;
            let mut write = store.write().await.unwrap();
            let mut it = upload(1, 0);
            let id = it.file.id;
            insert(&mut write, &it).await.unwrap();
            assert!(matches!(insert(&mut write, &it).await, Err(Error::Duplicate)));
            put_chunk(&mut write, id, 0, &[0, 159, 146]).await.unwrap();
            put_chunk(&mut write, id, 1, b"lost").await.unwrap();
            put_chunk(&mut write, id, 1, b"end").await.unwrap();
            assert_eq!(find(&mut write, id).await.unwrap(), Some(it.clone()));

            it.file.mime = String::from("image/webp");
            it.file.size_bytes = 25 << 20;
            complete(&mut write, &it.file).await.unwrap();
            it.is_complete = true;
            assert_eq!(find(&mut write, id).await.unwrap(), Some(it));
            assert_eq!(chunk(&mut write, id, 0).await.unwrap(), Some(vec![0, 159, 146]));
            assert_eq!(chunk(&mut write, id, 1).await.unwrap(), Some(b"end".to_vec()));
            assert_eq!(chunk(&mut write, id, 2).await.unwrap(), None);

            delete(&mut write, id).await.unwrap();
            assert_eq!(find(&mut write, id).await.unwrap(), None);
            assert_eq!(chunk(&mut write, id, 0).await.unwrap(), None);
        }

        async fn a_file_may_belong_to_two_people(store) {
            let mut write = store.write().await.unwrap();
            let pair = Pair::of(samples::person(1).id, samples::person(2).id).unwrap();
            let it = Upload { owner: Owner::Direct(pair), ..upload(1, 0) };
            insert(&mut write, &it).await.unwrap();
            assert_eq!(find(&mut write, it.file.id).await.unwrap(), Some(it));
        }

        async fn only_old_uploads_that_never_completed_are_pruned(store) {
            Tale::of(1).store(&store).await;
            let mut write = store.write().await.unwrap();
            for (number, created) in [(1, 10), (2, 10), (3, 20)] {
                insert(&mut write, &upload(number, created)).await.unwrap();
                put_chunk(&mut write, UploadId(samples::id(number)), 0, b"x").await.unwrap();
            }
            complete(&mut write, &upload(2, 10).file).await.unwrap();
            assert_eq!(prune(&mut write, Moment(20)).await.unwrap(), 1);
            for (number, is_there) in [(1, false), (2, true), (3, true)] {
                let found = find(&mut write, UploadId(samples::id(number))).await.unwrap();
                assert_eq!(found.is_some(), is_there, "{number}");
            }
        }
    }
}
