//! Sessions of the staff: who is signed in where, known by the hash of a token.

use model::{id::PersonId, moment::Moment};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql};

const INSERT: &str = "INSERT INTO sign_ins (token_hash, person, created, expires, seen, user_agent) \
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
const FIND: &str = "SELECT * FROM sign_ins WHERE token_hash = $1 AND expires > $2";
const TOUCH: &str = "UPDATE sign_ins SET seen = $2, expires = $3 WHERE token_hash = $1";
const DELETE: &str = "DELETE FROM sign_ins WHERE token_hash = $1";
const DELETE_OF: &str = "DELETE FROM sign_ins WHERE person = $1";
const OF: &str = "SELECT * FROM sign_ins WHERE person = $1 ORDER BY seen DESC, token_hash";
const PRUNE: &str = "DELETE FROM sign_ins WHERE expires <= $1";

/// Somebody signed in on a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignIn {
    /// The token itself is known to the browser alone.
    pub token_hash: [u8; 32],
    pub person: PersonId,
    pub created: Moment,
    pub expires: Moment,
    /// When it was last used, as far as was noted.
    pub seen: Moment,
    pub user_agent: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    token_hash: Vec<u8>,
    person: Uuid,
    created: i64,
    expires: i64,
    seen: i64,
    user_agent: String,
}

impl TryFrom<Row> for SignIn {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let unreadable = |_| Error::Corrupt {
            what: "a sign-in's token",
        };
        Ok(Self {
            token_hash: row.token_hash.try_into().map_err(unreadable)?,
            person: PersonId(row.person),
            created: Moment(row.created),
            expires: Moment(row.expires),
            seen: Moment(row.seen),
            user_agent: row.user_agent,
        })
    }
}

/// Stores a new sign-in.
///
/// # Errors
/// `Duplicate` when the token exists.
pub async fn insert(conn: &mut Conn, sign_in: &SignIn) -> Result<(), Error> {
    let inserted = sql!(
        conn,
        change,
        INSERT,
        sign_in.token_hash.as_slice(),
        sign_in.person.0,
        sign_in.created.0,
        sign_in.expires.0,
        sign_in.seen.0,
        &sign_in.user_agent,
    )?;
    if inserted > 0 {
        Ok(())
    } else {
        Err(Error::Duplicate)
    }
}

/// The sign-in of this token, unless it is over by `now`.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(
    conn: &mut Conn,
    token_hash: &[u8; 32],
    now: Moment,
) -> Result<Option<SignIn>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, token_hash.as_slice(), now.0)?;
    row.map(SignIn::try_from).transpose()
}

/// Notes that it was used, and how long it goes on.
///
/// # Errors
/// `Database`.
pub async fn touch(
    conn: &mut Conn,
    token_hash: &[u8; 32],
    now: Moment,
    expires: Moment,
) -> Result<(), Error> {
    sql!(conn, change, TOUCH, token_hash.as_slice(), now.0, expires.0).map(drop)
}

/// Ends one.
///
/// # Errors
/// `Database`.
pub async fn delete(conn: &mut Conn, token_hash: &[u8; 32]) -> Result<(), Error> {
    sql!(conn, change, DELETE, token_hash.as_slice()).map(drop)
}

/// Ends all of a person.
///
/// # Errors
/// `Database`.
pub async fn delete_of(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    sql!(conn, change, DELETE_OF, person.0).map(drop)
}

/// Those of a person, the last used first.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn of(conn: &mut Conn, person: PersonId) -> Result<Vec<SignIn>, Error> {
    let rows: Vec<Row> = sql!(conn, all, OF, person.0)?;
    rows.into_iter().map(SignIn::try_from).collect()
}

/// Forgets those that are over by `now`; how many.
///
/// # Errors
/// `Database`.
pub async fn prune(conn: &mut Conn, now: Moment) -> Result<u64, Error> {
    sql!(conn, change, PRUNE, now.0)
}
