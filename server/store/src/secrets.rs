//! Secrets that are made on the first start and kept for good.

use crate::{Conn, Error, connection::sql};

const KEEP: &str = "INSERT INTO secrets (name, secret) VALUES ($1, $2) ON CONFLICT DO NOTHING";
const FIND: &str = "SELECT secret FROM secrets WHERE name = $1";

/// The secret of this name: `fresh` if there was none.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn keep(conn: &mut Conn, name: &str, fresh: &[u8]) -> Result<Vec<u8>, Error> {
    sql!(conn, change, KEEP, name, fresh)?;
    find(conn, name).await?.ok_or(Error::Corrupt { what: "a secret" })
}

/// The secret of this name, if there is one.
///
/// # Errors
/// `Database`.
pub async fn find(conn: &mut Conn, name: &str) -> Result<Option<Vec<u8>>, Error> {
    let row: Option<(Vec<u8>,)> = sql!(conn, first, FIND, name)?;
    Ok(row.map(|(secret,)| secret))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on_both;

    on_both! {
        async fn the_first_secret_of_a_name_stays(store) {
            let mut write = store.write().await.unwrap();
            assert_eq!(find(&mut write, "push").await.unwrap(), None);
            assert_eq!(keep(&mut write, "push", b"one").await.unwrap(), b"one");
            assert_eq!(keep(&mut write, "push", b"two").await.unwrap(), b"one");
            assert_eq!(find(&mut write, "push").await.unwrap(), Some(b"one".to_vec()));
        }
    }
}
