//! How far each side has received and read a conversation; beside it, because reading is not a change.

use model::{
    cursor::{Cursor, Cursors},
    id::ConversationId,
    view::desk::Entry,
};

use crate::{Conn, Error, connection::sql, stored};

const CURSORS: &str = "SELECT guest_received, guest_read, staff_received, staff_read, guest_messages_read \
     FROM cursors WHERE conversation = $1";
const MOVE: &str = "INSERT INTO cursors (conversation, guest_received, guest_read, staff_received, staff_read, \
     guest_messages_read) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (conversation) DO UPDATE SET \
     guest_received = CASE WHEN excluded.guest_received > cursors.guest_received \
         THEN excluded.guest_received ELSE cursors.guest_received END, \
     guest_read = CASE WHEN excluded.guest_read > cursors.guest_read \
         THEN excluded.guest_read ELSE cursors.guest_read END, \
     staff_received = CASE WHEN excluded.staff_received > cursors.staff_received \
         THEN excluded.staff_received ELSE cursors.staff_received END, \
     staff_read = CASE WHEN excluded.staff_read > cursors.staff_read \
         THEN excluded.staff_read ELSE cursors.staff_read END, \
     guest_messages_read = CASE WHEN excluded.guest_messages_read > cursors.guest_messages_read \
         THEN excluded.guest_messages_read ELSE cursors.guest_messages_read END \
     RETURNING guest_received, guest_read, staff_received, staff_read, guest_messages_read";

#[derive(sqlx::FromRow)]
struct Row {
    guest_received: i64,
    guest_read: i64,
    staff_received: i64,
    staff_read: i64,
    guest_messages_read: i64,
}

/// A head with its cursors, where there are any.
#[derive(sqlx::FromRow)]
pub(super) struct EntryRow {
    head: String,
    guest_received: Option<i64>,
    guest_read: Option<i64>,
    staff_received: Option<i64>,
    staff_read: Option<i64>,
    guest_messages_read: Option<i64>,
}

impl TryFrom<Row> for Cursors {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let version = |number| stored::number("a cursor", number);
        let cursor = |received, read| {
            Ok::<_, Error>(Cursor { received: version(received)?, read: version(read)? })
        };
        Ok(Self {
            guest: cursor(row.guest_received, row.guest_read)?,
            staff: cursor(row.staff_received, row.staff_read)?,
            guest_messages_read: version(row.guest_messages_read)?,
        })
    }
}

impl TryFrom<EntryRow> for Entry {
    type Error = Error;

    fn try_from(row: EntryRow) -> Result<Self, Error> {
        let cursors = Row {
            guest_received: row.guest_received.unwrap_or_default(),
            guest_read: row.guest_read.unwrap_or_default(),
            staff_received: row.staff_received.unwrap_or_default(),
            staff_read: row.staff_read.unwrap_or_default(),
            guest_messages_read: row.guest_messages_read.unwrap_or_default(),
        };
        Ok(Self {
            conversation: stored::read(super::HEAD, &row.head)?,
            cursors: cursors.try_into()?,
        })
    }
}

/// How far each side is; the beginning when nobody has read anything.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn cursors(conn: &mut Conn, id: ConversationId) -> Result<Cursors, Error> {
    let row: Option<Row> = sql!(conn, first, CURSORS, id.0)?;
    row.map_or_else(|| Ok(Cursors::default()), Cursors::try_from)
}

/// Moves the cursors forward to these, each by itself and never back, and returns where they are now.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn move_cursors(
    conn: &mut Conn,
    id: ConversationId,
    cursors: Cursors,
) -> Result<Cursors, Error> {
    // What was read was received: the model sees to it, so that the statement need not.
    let Cursors { guest, staff, guest_messages_read } = Cursors::default().merge(cursors);
    let row: Option<Row> = sql!(
        conn,
        first,
        MOVE,
        id.0,
        i64::from(guest.received),
        i64::from(guest.read),
        i64::from(staff.received),
        i64::from(staff.read),
        i64::from(guest_messages_read),
    )?;
    row.map_or_else(|| Ok(Cursors::default()), Cursors::try_from)
}
