//! Transcripts as PDF that were asked for, and who of the servers makes which.

use model::{
    id::{ConversationId, PersonId, UploadId},
    locale::Locale,
    moment::Moment,
};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, stored};

const INSERT: &str = "INSERT INTO pdfs (id, conversation, until, person, language, time_zone, created, due, tries) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0) ON CONFLICT DO NOTHING";
const FIND: &str = "SELECT id, conversation, until, person, language, time_zone, due, tries, upload FROM pdfs \
     WHERE conversation = $1 AND person = $2 AND language = $3 AND time_zone = $4";
const DUE: &str = "SELECT id, conversation, until, person, language, time_zone, due, tries, upload FROM pdfs \
     WHERE due IS NOT NULL AND due <= $1 ORDER BY due, id LIMIT $2";
const NEXT_DUE: &str = "SELECT due FROM pdfs WHERE due IS NOT NULL ORDER BY due LIMIT 1";
const MOVE: &str =
    "UPDATE pdfs SET due = $3, tries = $4 WHERE id = $1 AND due = $2 AND upload IS NULL";
const AGAIN: &str =
    "UPDATE pdfs SET due = $2, tries = 0 WHERE id = $1 AND due IS NULL AND upload IS NULL";
const DONE: &str = "UPDATE pdfs SET due = NULL, upload = $2 WHERE id = $1 AND upload IS NULL";

/// One that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    /// Also that of the bot's message which brings it.
    pub id: Uuid,
    pub conversation: ConversationId,
    pub until: u32,
    /// Who gets it.
    pub person: PersonId,
    pub reader: Locale,
    /// `None`: it is over.
    pub due: Option<Moment>,
    pub tries: u32,
    pub upload: Option<UploadId>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    conversation: Uuid,
    until: i64,
    person: Uuid,
    language: String,
    time_zone: String,
    due: Option<i64>,
    tries: i64,
    upload: Option<Uuid>,
}

impl TryFrom<Row> for Order {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            conversation: ConversationId(row.conversation),
            until: stored::number("a PDF's version", row.until)?,
            person: PersonId(row.person),
            reader: Locale { language: row.language, time_zone: row.time_zone },
            due: row.due.map(Moment),
            tries: stored::number("a PDF's tries", row.tries)?,
            upload: row.upload.map(UploadId),
        })
    }
}

/// Stores a new one; `false` when this person has asked for the same before.
///
/// # Errors
/// `Database`.
pub async fn insert(conn: &mut Conn, order: &Order, now: Moment) -> Result<bool, Error> {
    let changed = sql!(
        conn,
        change,
        INSERT,
        order.id,
        order.conversation.0,
        i64::from(order.until),
        order.person.0,
        &order.reader.language,
        &order.reader.time_zone,
        now.0,
        order.due.map(|due| due.0),
    )?;
    Ok(changed == 1)
}

/// What this person asked for before, for the same reader.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(
    conn: &mut Conn,
    conversation: ConversationId,
    person: PersonId,
    reader: &Locale,
) -> Result<Option<Order>, Error> {
    let (language, zone) = (&reader.language, &reader.time_zone);
    let row: Option<Row> = sql!(conn, first, FIND, conversation.0, person.0, language, zone)?;
    row.map(Order::try_from).transpose()
}

/// What is due, the earliest first.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn due(conn: &mut Conn, now: Moment, limit: u32) -> Result<Vec<Order>, Error> {
    let rows: Vec<Row> = sql!(conn, all, DUE, now.0, i64::from(limit))?;
    rows.into_iter().map(Order::try_from).collect()
}

/// When the next one is due.
///
/// # Errors
/// `Database`.
pub async fn next_due(conn: &mut Conn) -> Result<Option<Moment>, Error> {
    let row: Option<(i64,)> = sql!(conn, first, NEXT_DUE)?;
    Ok(row.map(|(due,)| Moment(due)))
}

/// Moves one to another time (or ends it), if nobody else did since it was read.
///
/// # Errors
/// `Database`.
pub async fn postpone(
    conn: &mut Conn,
    order: &Order,
    due: Option<Moment>,
    tries: u32,
) -> Result<bool, Error> {
    let before = order.due.map(|due| due.0);
    let due = due.map(|due| due.0);
    Ok(sql!(conn, change, MOVE, order.id, before, due, i64::from(tries))? == 1)
}

/// Lets one that was given up be tried again.
///
/// # Errors
/// `Database`.
pub async fn again(conn: &mut Conn, id: Uuid, now: Moment) -> Result<(), Error> {
    sql!(conn, change, AGAIN, id, now.0).map(drop)
}

/// It is made; `false` when somebody else was faster.
///
/// # Errors
/// `Database`.
pub async fn done(conn: &mut Conn, id: Uuid, upload: UploadId) -> Result<bool, Error> {
    Ok(sql!(conn, change, DONE, id, upload.0)? == 1)
}
