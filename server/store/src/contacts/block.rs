//! Contacts who may not write, call or begin anything.

use model::{contact::Block, id::ContactId};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, stored};

const SET: &str = "UPDATE contacts SET blocked = $2 WHERE id = $1";
const ALL: &str = "SELECT id FROM contacts WHERE blocked IS NOT NULL";
const TOKENS: &str = "SELECT v.token_hash FROM contacts c JOIN visitors v ON v.contact = c.id \
     WHERE c.blocked IS NOT NULL";

/// Blocks a contact, or with `None` lets them write again.
///
/// # Errors
/// `Database`.
pub async fn set_block(conn: &mut Conn, id: ContactId, block: Option<&Block>) -> Result<(), Error> {
    let block = block.map(|block| stored::json("a contact's block", block)).transpose()?;
    sql!(conn, change, SET, id.0, block).map(drop)
}

/// Everybody who is blocked, and the hashes of the tokens of their browsers.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn all_blocked(conn: &mut Conn) -> Result<(Vec<ContactId>, Vec<[u8; 32]>), Error> {
    let ids: Vec<(Uuid,)> = sql!(conn, all, ALL)?;
    let hashes: Vec<(Vec<u8>,)> = sql!(conn, all, TOKENS)?;
    let corrupt = |_| Error::Corrupt { what: "a visitor's token" };
    let hashes = hashes.into_iter().map(|(hash,)| hash.try_into().map_err(corrupt));
    Ok((ids.into_iter().map(|(id,)| ContactId(id)).collect(), hashes.collect::<Result<_, _>>()?))
}

#[cfg(test)]
mod tests {
    use model::moment::Moment;

    use super::*;
    use crate::{contacts, on_both, samples, visitors};

    on_both! {
        async fn cc_14_a_block_is_kept_beside_the_contact_until_it_is_taken_back(store) {
            let mut write = store.write().await.unwrap();
            let contact = samples::contact(1);
            contacts::insert(&mut write, &contact).await.unwrap();
            contacts::insert(&mut write, &samples::contact(2)).await.unwrap();
            for (hash, id) in [([1; 32], contact.id), ([2; 32], samples::contact(2).id)] {
                visitors::insert(&mut write, &hash, id, Moment(0), Moment(9)).await.unwrap();
            }
            let by = samples::person_ref(3);
            let block = Block { at: Moment(7), by, reason: "Threats".to_owned() };
            set_block(&mut write, contact.id, Some(&block)).await.unwrap();
            assert_eq!(all_blocked(&mut write).await.unwrap(), (vec![contact.id], vec![[1; 32]]));

            // An edit does not take it back.
            let edited = model::contact::Contact { version: 2, ..contact.clone() };
            assert!(contacts::update(&mut write, &edited, 1).await.unwrap());
            let held = contacts::find(&mut write, contact.id).await.unwrap().unwrap();
            assert_eq!(held.blocked, Some(block));

            set_block(&mut write, contact.id, None).await.unwrap();
            assert_eq!(all_blocked(&mut write).await.unwrap(), (vec![], vec![]));
        }
    }
}
