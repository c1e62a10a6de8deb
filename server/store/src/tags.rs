//! Tags of conversations: who looks after them, how often they are used, and what is being renamed.

use model::{
    event::Author,
    id::{ConversationId, PersonId},
    person::PersonRef,
    tag::{Tag, USED_LIMIT},
};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, conversations, fold, stored};

const ALL: &str = "SELECT t.tag, t.name, t.description, t.departments, t.version, c.name AS becomes, \
     (SELECT count(*) FROM conversation_tags u WHERE u.tag = t.tag) AS uses \
     FROM tags t LEFT JOIN tag_chores c ON c.tag = t.tag ORDER BY t.tag";
const FIND: &str = "SELECT t.tag, t.name, t.description, t.departments, t.version, c.name AS becomes, \
     (SELECT count(*) FROM conversation_tags u WHERE u.tag = t.tag) AS uses \
     FROM tags t LEFT JOIN tag_chores c ON c.tag = t.tag WHERE t.tag = $1";
const USED: &str = "SELECT u.tag, count(*) AS uses, MIN(c.name) AS becomes FROM conversation_tags u \
     LEFT JOIN tag_chores c ON c.tag = u.tag \
     WHERE NOT EXISTS (SELECT 1 FROM tags t WHERE t.tag = u.tag) \
     GROUP BY u.tag ORDER BY uses DESC, u.tag LIMIT $1";
const SAMPLE: &str =
    "SELECT conversation FROM conversation_tags WHERE tag = $1 ORDER BY conversation LIMIT 1";
const COUNT: &str = "SELECT count(*) FROM tags";
const INSERT: &str = "INSERT INTO tags (tag, name, description, departments, version) \
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE tags SET name = $3, description = $4, departments = $5, version = $6 \
     WHERE tag = $1 AND version = $2";
const DELETE: &str = "DELETE FROM tags WHERE tag = $1";
const START: &str = "INSERT INTO tag_chores (tag, name, person, person_name, done) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (tag) DO UPDATE SET name = excluded.name, person = excluded.person, \
     person_name = excluded.person_name, done = excluded.done";
const NEXT: &str =
    "SELECT tag, name, person, person_name, done FROM tag_chores ORDER BY tag LIMIT 1";
const CONVERSATIONS: &str = "SELECT conversation FROM conversation_tags WHERE tag = $1 AND conversation > $2 \
     ORDER BY conversation LIMIT $3";
const MOVE: &str = "UPDATE tag_chores SET done = $3 WHERE tag = $1 AND done = $2";
const END: &str = "DELETE FROM tag_chores WHERE tag = $1 AND done = $2";

#[derive(sqlx::FromRow)]
struct Row {
    tag: String,
    name: String,
    description: String,
    departments: String,
    version: i64,
    becomes: Option<String>,
    uses: i64,
}

impl TryFrom<Row> for Tag {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            key: row.tag,
            name: row.name,
            description: row.description,
            departments: stored::read("a tag's departments", &row.departments)?,
            uses: stored::number("a tag's uses", row.uses)?,
            version: stored::number("a tag's version", row.version)?,
            becomes: row.becomes,
        })
    }
}

/// What a tag is known by, however it is spelled.
#[must_use]
pub fn key(name: &str) -> String {
    fold::fold(name)
}

/// The tags that are looked after.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn all(conn: &mut Conn) -> Result<Vec<Tag>, Error> {
    let rows: Vec<Row> = sql!(conn, all, ALL)?;
    rows.into_iter().map(Tag::try_from).collect()
}

/// Those merely in use, the most used first, spelled as in one of their conversations.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn used(conn: &mut Conn) -> Result<Vec<Tag>, Error> {
    let rows: Vec<(String, i64, Option<String>)> = sql!(conn, all, USED, i64::from(USED_LIMIT))?;
    let mut tags = Vec::with_capacity(rows.len());
    for (key, uses, becomes) in rows {
        let name = spelled(conn, &key).await?.unwrap_or_else(|| key.clone());
        let uses = stored::number("a tag's uses", uses)?;
        let (description, departments) = Default::default();
        tags.push(Tag { key, name, description, departments, uses, version: 0, becomes });
    }
    Ok(tags)
}

async fn spelled(conn: &mut Conn, tag: &str) -> Result<Option<String>, Error> {
    let row: Option<(Uuid,)> = sql!(conn, first, SAMPLE, tag)?;
    let Some((id,)) = row else { return Ok(None) };
    let it = conversations::load(conn, ConversationId(id)).await?;
    Ok(it.and_then(|it| it.tags.into_iter().find(|name| key(name) == tag)))
}

/// One that is looked after.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, key: &str) -> Result<Option<Tag>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, key)?;
    row.map(Tag::try_from).transpose()
}

/// How many are looked after.
///
/// # Errors
/// `Database`.
pub async fn count(conn: &mut Conn) -> Result<u64, Error> {
    let row: Option<(i64,)> = sql!(conn, first, COUNT)?;
    stored::number("the number of tags", row.map_or(0, |(count,)| count))
}

/// Looks after a tag from now on.
///
/// # Errors
/// `Duplicate` when it is looked after already.
pub async fn insert(conn: &mut Conn, tag: &Tag) -> Result<(), Error> {
    let departments = stored::json("a tag's departments", &tag.departments)?;
    let version = i64::from(tag.version);
    let inserted =
        sql!(conn, change, INSERT, &tag.key, &tag.name, &tag.description, departments, version)?;
    if inserted > 0 { Ok(()) } else { Err(Error::Duplicate) }
}

/// Stores an edited one, if the one stored is still at `expected_version`; otherwise `false`.
///
/// # Errors
/// `Database`.
pub async fn update(conn: &mut Conn, tag: &Tag, expected_version: u32) -> Result<bool, Error> {
    let departments = stored::json("a tag's departments", &tag.departments)?;
    let (expected, version) = (i64::from(expected_version), i64::from(tag.version));
    let (key, name, description) = (&tag.key, &tag.name, &tag.description);
    Ok(sql!(conn, change, UPDATE, key, expected, name, description, departments, version)? > 0)
}

/// Looks after it no more.
///
/// # Errors
/// `Database`.
pub async fn remove(conn: &mut Conn, key: &str) -> Result<(), Error> {
    sql!(conn, change, DELETE, key).map(drop)
}

/// Notes that a tag is to be called something else in every conversation; empty text: it goes.
///
/// # Errors
/// `Database`.
pub async fn start(conn: &mut Conn, key: &str, name: &str, by: &PersonRef) -> Result<(), Error> {
    sql!(conn, change, START, key, name, by.id.0, &by.name, Uuid::nil()).map(drop)
}

/// A few conversations in which a tag is to be called something else.
#[derive(Debug, Clone)]
pub struct Step {
    pub key: String,
    pub name: String,
    pub by: Author,
    pub conversations: Vec<ConversationId>,
    from: Uuid,
}

/// The next few; `None` when nothing is left to do.
///
/// # Errors
/// `Database`.
pub async fn next(conn: &mut Conn, limit: u32) -> Result<Option<Step>, Error> {
    let row: Option<(String, String, Uuid, String, Uuid)> = sql!(conn, first, NEXT)?;
    let Some((key, name, person, person_name, from)) = row else { return Ok(None) };
    let rows: Vec<(Uuid,)> = sql!(conn, all, CONVERSATIONS, &key, from, i64::from(limit))?;
    let by = Author::Staff(PersonRef { id: PersonId(person), name: person_name });
    let conversations = rows.into_iter().map(|(id,)| ConversationId(id)).collect();
    Ok(Some(Step { key, name, by, conversations, from }))
}

/// These are done; nothing is left of the tag when there were none.
///
/// # Errors
/// `Database`.
pub async fn done(conn: &mut Conn, step: &Step) -> Result<(), Error> {
    match step.conversations.last() {
        Some(last) => sql!(conn, change, MOVE, &step.key, step.from, last.0),
        None => sql!(conn, change, END, &step.key, step.from),
    }
    .map(drop)
}
