//! Calls about contacts.

use leptos::prelude::*;
use model::{
    contact::{Contact, ContactDraft, ContactQuery},
    id::ContactId,
    page::Page,
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// Contacts this person may see.
///
/// # Errors
/// See [`Fault`].
#[server(ListCall, endpoint = "contacts/list", protocol = Wire)]
pub async fn list(query: ContactQuery) -> Result<Page<Contact>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::contacts::list(&house, &staff, &query).await)
}

/// One contact.
///
/// # Errors
/// See [`Fault`].
#[server(FindCall, endpoint = "contacts/find", protocol = Wire)]
pub async fn find(contact: ContactId) -> Result<Contact, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::contacts::find(&house, &staff, contact).await)
}

/// Creates a contact.
///
/// # Errors
/// See [`Fault`].
#[server(CreateCall, endpoint = "contacts/create", protocol = Wire)]
pub async fn create(draft: ContactDraft) -> Result<Contact, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::contacts::create(&house, &staff, &draft).await)
}

/// Changes a contact, if nobody else did since `version`.
///
/// # Errors
/// See [`Fault`].
#[server(EditCall, endpoint = "contacts/edit", protocol = Wire)]
pub async fn edit(contact: ContactId, version: u32, draft: ContactDraft) -> Result<Contact, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::contacts::edit(&house, &staff, contact, version, &draft).await)
}
