//! Calls about broadcasts.

use leptos::prelude::*;
use model::{
    broadcast::{
        Broadcast, BroadcastAct, BroadcastDraft, Choice, ContactBroadcasts, Medium, OptOut,
        Recipient, RecipientQuery, Wording,
    },
    id::{BroadcastId, ContactId},
    locale::Locale,
    mail::Mail,
    page::{Page, PageAt},
    selection::ContactSelection,
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// The broadcasts this person sees, the latest first.
///
/// # Errors
/// See [`Fault`].
#[server(ListCall, endpoint = "broadcasts/list", protocol = Wire)]
pub async fn list(page: PageAt) -> Result<Page<Broadcast>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::broadcasts::list(&house, &staff, &page).await)
}

/// One broadcast.
///
/// # Errors
/// See [`Fault`].
#[server(FindCall, endpoint = "broadcasts/find", protocol = Wire)]
pub async fn find(id: BroadcastId) -> Result<Broadcast, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::broadcasts::find(&house, &staff, id).await)
}

/// What became of it for each contact.
///
/// # Errors
/// See [`Fault`].
#[server(RecipientsCall, endpoint = "broadcasts/recipients", protocol = Wire)]
pub async fn recipients(query: RecipientQuery) -> Result<Page<Recipient>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::broadcasts::recipients(&house, &staff, &query).await)
}

/// What a choice of contacts comes to, with those at some places of it, from 0.
///
/// # Errors
/// See [`Fault`].
#[server(ChooseCall, endpoint = "broadcasts/choose", protocol = Wire)]
pub async fn choose(
    recipients: ContactSelection,
    medium: Medium,
    places: Vec<u64>,
) -> Result<Choice, Fault> {
    let (house, staff) = caller::staff().await?;
    let asked = (recipients, medium);
    caller::answer(actions::broadcasts::choose(&house, &staff, asked, &places).await)
}

/// Starts one.
///
/// # Errors
/// See [`Fault`].
#[server(CreateCall, endpoint = "broadcasts/create", protocol = Wire)]
pub async fn create(draft: BroadcastDraft) -> Result<Broadcast, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::broadcasts::create(&house, &staff, draft).await)
}

/// Pauses, resumes, calls off, or sends once more what was refused.
///
/// # Errors
/// See [`Fault`].
#[server(ActCall, endpoint = "broadcasts/act", protocol = Wire)]
pub async fn act(id: BroadcastId, act: BroadcastAct) -> Result<Broadcast, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::broadcasts::act(&house, &staff, id, act).await)
}

/// Sends it to the one who writes it, filled in for a contact, and tells what became of it.
///
/// # Errors
/// See [`Fault`].
#[server(TryCall, endpoint = "broadcasts/try_on_me", protocol = Wire)]
pub async fn try_on_me(
    wording: Wording,
    contact: ContactId,
    reader: Locale,
) -> Result<Mail, Fault> {
    let (house, staff) = caller::staff().await?;
    let asked = (wording, contact);
    caller::answer(actions::broadcasts::try_on_me(&house, &staff, asked, reader).await)
}

/// What a contact was sent, and whether they want more.
///
/// # Errors
/// See [`Fault`].
#[server(OfContactCall, endpoint = "broadcasts/of_contact", protocol = Wire)]
pub async fn of_contact(contact: ContactId) -> Result<ContactBroadcasts, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::broadcasts::of_contact(&house, &staff, contact).await)
}

/// Notes that a contact wants no broadcasts, or wants them again.
///
/// # Errors
/// See [`Fault`].
#[server(OptCall, endpoint = "broadcasts/opt", protocol = Wire)]
pub async fn opt(contact: ContactId, is_out: bool) -> Result<Option<OptOut>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::broadcasts::opt(&house, &staff, contact, is_out).await)
}
