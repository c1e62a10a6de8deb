//! Sessions of the staff: who is signed in where, known by the hash of a token.

use model::{id::PersonId, moment::Moment};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql};

const INSERT: &str = "INSERT INTO sign_ins (token_hash, person, created, expires, seen, user_agent, address) \
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
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
    /// Where it signed in from; empty where that was not noted.
    pub address: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    token_hash: Vec<u8>,
    person: Uuid,
    created: i64,
    expires: i64,
    seen: i64,
    user_agent: String,
    address: String,
}

impl TryFrom<Row> for SignIn {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let unreadable = |_| Error::Corrupt { what: "a sign-in's token" };
        Ok(Self {
            token_hash: row.token_hash.try_into().map_err(unreadable)?,
            person: PersonId(row.person),
            created: Moment(row.created),
            expires: Moment(row.expires),
            seen: Moment(row.seen),
            user_agent: row.user_agent,
            address: row.address,
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
        &sign_in.address,
    )?;
    if inserted > 0 { Ok(()) } else { Err(Error::Duplicate) }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both, people, samples};

    fn sign_in(number: u8, person: u64, expires: i64) -> SignIn {
        SignIn {
            token_hash: [number; 32],
            person: samples::person(person).id,
            created: Moment(0),
            expires: Moment(expires),
            seen: Moment(i64::from(number)),
            user_agent: String::from("Firefox"),
            address: String::from("192.0.2.1"),
        }
    }

    on_both! {
        async fn a_sign_in_counts_until_it_is_over(store) {
            let mut write = store.write().await.unwrap();
            people::insert(&mut write, &samples::person(1), "").await.unwrap();
            let mut it = sign_in(1, 1, 100);
            insert(&mut write, &it).await.unwrap();
            assert_eq!(find(&mut write, &[1; 32], Moment(99)).await.unwrap(), Some(it.clone()));
            assert_eq!(find(&mut write, &[1; 32], Moment(100)).await.unwrap(), None);
            assert_eq!(find(&mut write, &[2; 32], Moment(0)).await.unwrap(), None);

            touch(&mut write, &[1; 32], Moment(99), Moment(200)).await.unwrap();
            (it.seen, it.expires) = (Moment(99), Moment(200));
            assert_eq!(find(&mut write, &[1; 32], Moment(150)).await.unwrap(), Some(it));
        }

        async fn sign_ins_end_one_by_one_all_of_a_person_or_by_age(store) {
            let mut write = store.write().await.unwrap();
            for number in 1..=2 {
                people::insert(&mut write, &samples::person(number), "").await.unwrap();
            }
            for it in [sign_in(1, 1, 100), sign_in(2, 1, 100), sign_in(3, 1, 50), sign_in(4, 2, 100)] {
                insert(&mut write, &it).await.unwrap();
            }
            let person = samples::person(1).id;
            let of: Vec<u8> =
                of(&mut write, person).await.unwrap().iter().map(|it| it.token_hash[0]).collect();
            assert_eq!(of, [3, 2, 1]);

            assert_eq!(prune(&mut write, Moment(50)).await.unwrap(), 1);
            delete(&mut write, &[1; 32]).await.unwrap();
            assert_eq!(super::of(&mut write, person).await.unwrap().len(), 1);
            delete_of(&mut write, person).await.unwrap();
            assert_eq!(super::of(&mut write, person).await.unwrap(), []);
            assert!(find(&mut write, &[4; 32], Moment(0)).await.unwrap().is_some());
        }

        async fn a_token_is_not_given_out_twice(store) {
            let mut write = store.write().await.unwrap();
            people::insert(&mut write, &samples::person(1), "").await.unwrap();
            insert(&mut write, &sign_in(1, 1, 100)).await.unwrap();
            let again = insert(&mut write, &sign_in(1, 1, 100)).await;
            assert!(matches!(again, Err(Error::Duplicate)));
        }
    }
}
