//! Visitors: which contact a browser belongs to, known by the hash of a token.

use model::{id::ContactId, moment::Moment};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql};

const INSERT: &str = "INSERT INTO visitors (token_hash, contact, created, expires) \
     VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
const FIND: &str = "SELECT contact FROM visitors WHERE token_hash = $1 AND expires > $2";
const HAS_ANY: &str = "SELECT contact FROM visitors WHERE contact = $1 AND expires > $2 LIMIT 1";
const REVOKE_OF: &str = "DELETE FROM visitors WHERE contact = $1";
const PRUNE: &str = "DELETE FROM visitors WHERE expires <= $1";

/// Stores a token's hash for a contact.
///
/// # Errors
/// `Duplicate` when the token exists.
pub async fn insert(
    conn: &mut Conn,
    token_hash: &[u8; 32],
    contact: ContactId,
    created: Moment,
    expires: Moment,
) -> Result<(), Error> {
    let hash = token_hash.as_slice();
    let inserted = sql!(conn, change, INSERT, hash, contact.0, created.0, expires.0)?;
    if inserted > 0 { Ok(()) } else { Err(Error::Duplicate) }
}

/// Whose token it is, unless it is over by `now`.
///
/// # Errors
/// `Database`.
pub async fn find(
    conn: &mut Conn,
    token_hash: &[u8; 32],
    now: Moment,
) -> Result<Option<ContactId>, Error> {
    let row: Option<(Uuid,)> = sql!(conn, first, FIND, token_hash.as_slice(), now.0)?;
    Ok(row.map(|(contact,)| ContactId(contact)))
}

/// Whether some browser of a contact's is known by `now`.
///
/// # Errors
/// `Database`.
pub async fn has_any(conn: &mut Conn, contact: ContactId, now: Moment) -> Result<bool, Error> {
    let row: Option<(Uuid,)> = sql!(conn, first, HAS_ANY, contact.0, now.0)?;
    Ok(row.is_some())
}

/// Ends every token of a contact.
///
/// # Errors
/// `Database`.
pub async fn revoke_of(conn: &mut Conn, contact: ContactId) -> Result<(), Error> {
    sql!(conn, change, REVOKE_OF, contact.0).map(drop)
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
    use crate::{contacts, on_both, samples};

    on_both! {
        async fn a_visitor_is_known_until_the_token_is_over_or_revoked(store) {
            let mut write = store.write().await.unwrap();
            let contact = samples::contact(1);
            contacts::insert(&mut write, &contact).await.unwrap();
            insert(&mut write, &[1; 32], contact.id, Moment(0), Moment(100)).await.unwrap();
            insert(&mut write, &[2; 32], contact.id, Moment(0), Moment(50)).await.unwrap();
            assert_eq!(find(&mut write, &[1; 32], Moment(99)).await.unwrap(), Some(contact.id));
            assert_eq!(find(&mut write, &[1; 32], Moment(100)).await.unwrap(), None);
            assert_eq!(find(&mut write, &[3; 32], Moment(0)).await.unwrap(), None);

            assert_eq!(prune(&mut write, Moment(60)).await.unwrap(), 1);
            revoke_of(&mut write, contact.id).await.unwrap();
            assert_eq!(find(&mut write, &[1; 32], Moment(1)).await.unwrap(), None);
        }
    }
}
