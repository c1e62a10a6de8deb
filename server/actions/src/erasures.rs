//! Erasing a contact: asked for here, and carried on step by step until nothing is left, across restarts.

use std::time::Duration;

use bus::{Told, Topic};
use model::{
    contact::Contact,
    erasure::ErasurePreview,
    event::{Author, EventBody},
    id::ContactId,
    permission::{Action, Staff},
    refusal::{Field, Problem, Refusal},
};
use store::erasures::{self as stored, Erasure};

use crate::{Error, House, contacts::reached, writing::Writing};

/// After a failure, and while somebody reads for long.
const PAUSE: Duration = Duration::from_secs(30);

/// How much there is to be erased of a contact.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn preview(
    house: &House,
    staff: &Staff,
    contact: ContactId,
) -> Result<ErasurePreview, Error> {
    let mut conn = house.store.read().await?;
    reached(&mut conn, staff, Action::EraseContact, contact).await?;
    Ok(stored::preview(&mut conn, contact).await?)
}

/// Erases a contact. Who they are is gone when this returns, and their browsers are signed out; what was said with
/// them follows at once. `name` is what was typed as a sign that it is meant: the name the contact is shown by.
///
/// # Errors
/// `NotFound`, `NotPermitted`, `ContactErased`, `Invalid` name, `Busy`.
pub async fn erase(
    house: &House,
    staff: &Staff,
    contact: ContactId,
    name: &str,
) -> Result<Contact, Error> {
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let held = reached(&mut tx, staff, Action::EraseContact, contact).await?;
    if held.erased.is_some() {
        return Err(Refusal::ContactErased.into());
    }
    let shown = if held.name.is_empty() { &held.username } else { &held.name };
    if shown.trim() != name.trim() {
        return Err(Refusal::invalid(Field::Name, Problem::NotTheSame).into());
    }
    stored::begin(&mut tx, contact, staff.person.id, now).await?;
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "contact.erased", &contact.to_string()).await?;
    let found = store::contacts::find(&mut tx, contact).await?;
    let shell = crate::house::found(model::refusal::Thing::Contact, found)?;
    tx.commit().await?;
    house.blocked.follow(house).await?;
    house.bus.tell(Topic::Everybody, &Told::Forgotten { contact });
    house.erase_bell.notify_one();
    Ok(shell)
}

/// Carries erasures on for as long as the server runs.
pub async fn run(house: House) {
    loop {
        match work(&house).await {
            Ok(true) => house.erase_bell.notified().await,
            Ok(false) => tokio::time::sleep(PAUSE).await,
            Err(error) => {
                tracing::error!(?error, "an erasure does not get on");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Does whatever is left to be done; `false` when the files could not be cleaned yet.
///
/// # Errors
/// Those of the store.
pub async fn work(house: &House) -> Result<bool, Error> {
    loop {
        let Some(erasure) = stored::open(&mut *house.store.read().await?).await? else {
            return Ok(true);
        };
        while let Some(current) = current(house, &erasure).await? {
            step(house, &current).await?;
        }
        if !house.store.sweep().await? {
            return Ok(false);
        }
        let mut tx = house.store.write().await?;
        stored::finish(&mut tx, erasure.contact, house.clock.now()).await?;
        tx.commit().await?;
        tracing::info!(contact = %erasure.contact, "a contact was erased");
    }
}

/// The erasure as far as it is, while a conversation is left.
async fn current(house: &House, erasure: &Erasure) -> Result<Option<Erasure>, Error> {
    let mut conn = house.store.read().await?;
    let held = stored::open(&mut conn).await?.filter(|held| held.contact == erasure.contact);
    let Some(held) = held else { return Ok(None) };
    Ok(stored::next(&mut conn, &held).await?.map(|_| held))
}

/// Strips one conversation, in one transaction with the event that says so.
async fn step(house: &House, erasure: &Erasure) -> Result<(), Error> {
    let mut tx = house.store.write().await?;
    let Some(id) = stored::next(&mut tx, erasure).await? else { return Ok(()) };
    let mut writing = Writing::of(house, tx, id).await?;
    // Whoever is erased gets no letter about it.
    writing.is_silent = true;
    if !writing.conversation.stage.is_closed() {
        let tags = writing.conversation.tags.clone();
        let closed = EventBody::Closed { comment: String::new(), tags };
        writing.push(Author::System, closed)?;
    }
    let stripped = stored::strip(&mut writing.tx, id).await?;
    writing.push(Author::System, EventBody::Erased)?;
    stored::advance(&mut writing.tx, erasure.contact, id, stripped).await?;
    // When it was changed meanwhile it is tried again: nothing of this was kept.
    writing.commit().await.map(drop)
}
