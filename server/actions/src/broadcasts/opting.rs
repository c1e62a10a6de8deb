//! Who wants no broadcasts: noted by the staff, or by the contact with the link in a mail.

use model::{
    Uuid,
    broadcast::{ContactBroadcasts, OptOut, Voice},
    id::ContactId,
    permission::{Action, Staff},
    refusal::{Refusal, Thing},
};
use sha2::{Digest, Sha256};

use store::Conn;

use crate::{Error, House, contacts, id};

/// The secret that signs links.
const SECRET: &str = "unsubscribe";
/// Broadcasts told of one contact.
const TOLD: u32 = 50;
/// Bytes of a signature that stand in a link: nobody guesses 128 bits.
const SIGNATURE_BYTES: usize = 16;
const BLOCK_BYTES: usize = 64;

/// What a contact was sent, and whether they want more.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn of_contact(
    house: &House,
    staff: &Staff,
    contact: ContactId,
) -> Result<ContactBroadcasts, Error> {
    let mut conn = house.store.read().await?;
    let contact = contacts::reached(&mut conn, staff, Action::ViewContact, contact).await?;
    let opted_out = store::opt_outs::find(&mut conn, contact.id).await?;
    let mut received = store::broadcasts::of_contact(&mut conn, contact.id, TOLD).await?;
    for one in &mut received {
        let person = store::people::find(&mut conn, one.by.id).await?;
        let email = person.map(|person| person.email).unwrap_or_default();
        let voice = Voice { sender: &one.by.name, sender_email: &email, contact: &contact };
        one.subject = voice.fill(&one.subject).text;
        one.text = voice.fill(&one.text).text;
    }
    Ok(ContactBroadcasts { opted_out, received })
}

/// Notes that a contact wants no broadcasts, or wants them again.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn opt(
    house: &House,
    staff: &Staff,
    contact: ContactId,
    is_out: bool,
) -> Result<Option<OptOut>, Error> {
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    contacts::reached(&mut tx, staff, Action::EditContact, contact).await?;
    let by = Some(staff.person.clone());
    let is_changed = if is_out {
        store::opt_outs::add(&mut tx, contact, &OptOut { at: now, by }).await?
    } else {
        store::opt_outs::remove(&mut tx, contact).await?
    };
    if is_changed {
        let what = if is_out { "contact.opted_out" } else { "contact.opted_in" };
        let who = Some(staff.person.id);
        store::audit::add(&mut tx, now, who, what, &contact.to_string()).await?;
    }
    let held = store::opt_outs::find(&mut tx, contact).await?;
    tx.commit().await?;
    Ok(held)
}

/// Whether the contact a link was made for wants no broadcasts.
///
/// # Errors
/// `NotFound` for a link nobody made, or a contact that is no more.
pub async fn opted_out_by_link(house: &House, token: &str) -> Result<bool, Error> {
    let contact = contact_of(house, token).await?;
    let mut conn = house.store.read().await?;
    known(&mut conn, contact).await?;
    Ok(store::opt_outs::find(&mut conn, contact).await?.is_some())
}

/// The contact says by the link in a mail that they want no broadcasts, or want them again.
///
/// # Errors
/// `NotFound` for a link nobody made, or a contact that is no more.
pub async fn by_link(house: &House, token: &str, is_out: bool) -> Result<(), Error> {
    let contact = contact_of(house, token).await?;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    known(&mut tx, contact).await?;
    let is_changed = if is_out {
        store::opt_outs::add(&mut tx, contact, &OptOut { at: now, by: None }).await?
    } else {
        store::opt_outs::remove(&mut tx, contact).await?
    };
    if is_changed {
        let what = if is_out { "contact.opted_out" } else { "contact.opted_in" };
        store::audit::add(&mut tx, now, None, what, &contact.to_string()).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// The workspace's own secret, made when it is first needed.
pub(super) async fn secret(house: &House) -> Result<Vec<u8>, Error> {
    if let Some(held) = store::secrets::find(&mut *house.store.read().await?, SECRET).await? {
        return Ok(held);
    }
    let fresh = id::random::<32>()?;
    let mut tx = house.store.write().await?;
    let held = store::secrets::keep(&mut tx, SECRET, &fresh).await?;
    tx.commit().await?;
    Ok(held)
}

/// The link by which a contact says that they want no more.
pub(super) fn link(base: &str, secret: &[u8], contact: ContactId) -> String {
    format!("{base}/unsubscribe/{}{}", contact.0.simple(), signature(secret, contact))
}

/// One who became part of another may still say no.
async fn known(conn: &mut Conn, contact: ContactId) -> Result<(), Error> {
    let is_known = store::opt_outs::knows(conn, contact).await?;
    if is_known { Ok(()) } else { Err(Refusal::not_found(Thing::Contact).into()) }
}

async fn contact_of(house: &House, token: &str) -> Result<ContactId, Error> {
    let none = || Refusal::not_found(Thing::Page);
    let (id, signed) = token.split_at_checked(32).ok_or_else(none)?;
    let contact = ContactId(Uuid::try_parse(id).map_err(|_| none())?);
    let right = signature(&secret(house).await?, contact);
    // Compared by their hashes: how far two agree says nothing about either.
    if id::hash(&right) == id::hash(signed) { Ok(contact) } else { Err(none().into()) }
}

fn signature(secret: &[u8], contact: ContactId) -> String {
    let whole = hmac(secret, contact.0.as_bytes());
    whole.iter().take(SIGNATURE_BYTES).map(|byte| format!("{byte:02x}")).collect()
}

/// RFC 2104 with SHA-256.
fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let mut block = [0_u8; BLOCK_BYTES];
    let short: Vec<u8> =
        if key.len() > BLOCK_BYTES { Sha256::digest(key).to_vec() } else { key.to_vec() };
    block.iter_mut().zip(short).for_each(|(to, from)| *to = from);
    let pad = |with: u8| block.map(|byte| byte ^ with);
    let inner = Sha256::new().chain_update(pad(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(pad(0x5c)).chain_update(inner).finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cc_13_links_are_signed_as_rfc_4231_says() {
        let hex = |bytes: [u8; 32]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let signed = hex(hmac(b"Jefe", b"what do ya want for nothing?"));
        assert_eq!(signed, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
        let long =
            hex(hmac(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First"));
        assert_eq!(long, "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }
}
