//! Blocking a contact: what goes on ends, and nothing of theirs begins until it is taken back.

use model::{
    contact::{Block, Contact},
    event::{Author, EventBody},
    id::{ContactId, EventId},
    parse,
    permission::{Action, Staff},
    refusal::{Field, Refusal},
};

use super::reached;
use crate::{Error, House, id, writing::Writing};

/// How often blocking is tried again while the guest writes on.
const TRIES: u32 = 8;

/// Blocks a contact. The conversation that goes on ends; the reason is noted in it, for the staff.
///
/// # Errors
/// `NotFound`, `NotPermitted`, `AlreadyBlocked`, `ContactErased`, `Invalid` reason.
pub async fn block(
    house: &House,
    staff: &Staff,
    contact: ContactId,
    reason: &str,
) -> Result<Contact, Error> {
    let reason = parse::prose(Field::Text, reason, parse::NOTES_LIMIT)?;
    for _ in 0..TRIES {
        if let Some(blocked) = attempt(house, staff, contact, &reason).await? {
            house.blocked.follow(house).await?;
            return Ok(blocked);
        }
    }
    Err(Refusal::Busy.into())
}

/// `None`: the conversation that goes on was changed meanwhile.
async fn attempt(
    house: &House,
    staff: &Staff,
    contact: ContactId,
    reason: &str,
) -> Result<Option<Contact>, Error> {
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let mut held = reached(&mut tx, staff, Action::BlockContact, contact).await?;
    if held.erased.is_some() {
        return Err(Refusal::ContactErased.into());
    }
    if let Some(block) = held.blocked {
        return Err(Refusal::AlreadyBlocked { by: block.by }.into());
    }
    let block = Block { at: now, by: staff.person.clone(), reason: reason.to_owned() };
    store::contacts::set_block(&mut tx, contact, Some(&block)).await?;
    held.blocked = Some(block);
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "contact.blocked", &contact.to_string()).await?;
    let Some(open) = store::conversations::open_of(&mut tx, contact).await? else {
        tx.commit().await?;
        return Ok(Some(held));
    };
    let mut writing = Writing::of(house, tx, open).await?;
    end_for_block(&mut writing, staff, reason)?;
    Ok(writing.commit().await?.map(|_| held))
}

/// Ends a conversation whose contact is blocked, with the reason for the staff.
pub(crate) fn end_for_block(
    writing: &mut Writing<'_>,
    staff: &Staff,
    reason: &str,
) -> Result<(), Error> {
    let author = Author::Staff(staff.person.clone());
    if !reason.is_empty() {
        let noted = EventBody::Noted { text: reason.to_owned(), mentions: Vec::new() };
        writing.push_as(EventId(id::new(writing.now)?), author.clone(), noted);
    }
    let tags = writing.conversation.tags.clone();
    writing.push(author, EventBody::Closed { comment: String::new(), tags })
}

/// Lets a contact write again; of one who is not blocked nothing changes.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn unblock(house: &House, staff: &Staff, contact: ContactId) -> Result<Contact, Error> {
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let mut held = reached(&mut tx, staff, Action::UnblockContact, contact).await?;
    if held.blocked.take().is_none() {
        return Ok(held);
    }
    store::contacts::set_block(&mut tx, contact, None).await?;
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "contact.unblocked", &contact.to_string()).await?;
    tx.commit().await?;
    house.blocked.follow(house).await?;
    Ok(held)
}
