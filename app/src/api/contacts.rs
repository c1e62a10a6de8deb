//! Calls about contacts.

use leptos::prelude::*;
use model::{
    contact::{Contact, ContactDraft, ContactQuery, Duplicate, Managed},
    erasure::ErasurePreview,
    id::{ContactId, MergeId, PersonId},
    merge::{Merge, MergeDraft},
    page::Page,
};

#[cfg(feature = "csr")]
use model::selection::ContactExport;

#[cfg(feature = "ssr")]
use super::caller;
#[cfg(feature = "csr")]
use super::post;
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

/// The contacts that are selected, as a table in this language.
///
/// # Errors
/// See [`Fault`].
#[cfg(feature = "csr")]
pub async fn export(wanted: &ContactExport, language: &str) -> Result<String, Fault> {
    let body = crate::json::to_string(wanted).map_err(|_| Fault::Broken)?;
    let path = format!("/contacts.csv?language={language}");
    post::read_text(post::answer(&path, &body).await)
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

/// Contacts this person may see that may be meant by a draft.
///
/// # Errors
/// See [`Fault`].
#[server(DuplicatesCall, endpoint = "contacts/duplicates", protocol = Wire)]
pub async fn duplicates(draft: ContactDraft) -> Result<Vec<Duplicate>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::contacts::duplicates(&house, &staff, &draft).await)
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

/// The merges of a contact that can be taken back, the latest first.
///
/// # Errors
/// See [`Fault`].
#[server(MergesCall, endpoint = "contacts/merges", protocol = Wire)]
pub async fn merges(contact: ContactId) -> Result<Vec<Merge>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::merges::of(&house, &staff, contact).await)
}

/// Lets a contact become part of another; gives the one that stays.
///
/// # Errors
/// See [`Fault`].
#[server(MergeCall, endpoint = "contacts/merge", protocol = Wire)]
pub async fn merge(draft: MergeDraft) -> Result<Contact, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::merges::merge(&house, &staff, draft).await)
}

/// Takes a merge back; gives the contact that stayed.
///
/// # Errors
/// See [`Fault`].
#[server(UnmergeCall, endpoint = "contacts/unmerge", protocol = Wire)]
pub async fn unmerge(merge: MergeId) -> Result<Contact, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::merges::undo(&house, &staff, merge).await)
}

/// What an agent looks after.
///
/// # Errors
/// See [`Fault`].
#[server(ManagedCall, endpoint = "contacts/managed", protocol = Wire)]
pub async fn managed(manager: PersonId) -> Result<Managed, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::contacts::managed(&house, &staff, manager).await)
}

/// Gives everything an agent looks after to another, or to nobody; how many contacts that were.
///
/// # Errors
/// See [`Fault`].
#[server(ReassignCall, endpoint = "contacts/reassign", protocol = Wire)]
pub async fn reassign(from: PersonId, to: Option<PersonId>) -> Result<u64, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::contacts::reassign(&house, &staff, from, to).await)
}

/// Blocks a contact; the conversation that goes on ends.
///
/// # Errors
/// See [`Fault`].
#[server(BlockCall, endpoint = "contacts/block", protocol = Wire)]
pub async fn block(contact: ContactId, reason: String) -> Result<Contact, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::contacts::block(&house, &staff, contact, &reason).await)
}

/// Lets a blocked contact write again.
///
/// # Errors
/// See [`Fault`].
#[server(UnblockCall, endpoint = "contacts/unblock", protocol = Wire)]
pub async fn unblock(contact: ContactId) -> Result<Contact, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::contacts::unblock(&house, &staff, contact).await)
}

/// How much there is to be erased of a contact.
///
/// # Errors
/// See [`Fault`].
#[server(ErasureCall, endpoint = "contacts/erasure", protocol = Wire)]
pub async fn erasure(contact: ContactId) -> Result<ErasurePreview, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::erasures::preview(&house, &staff, contact).await)
}

/// Erases a contact; `name` is typed by whoever means it.
///
/// # Errors
/// See [`Fault`].
#[server(EraseCall, endpoint = "contacts/erase", protocol = Wire)]
pub async fn erase(contact: ContactId, name: String) -> Result<Contact, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::erasures::erase(&house, &staff, contact, &name).await)
}
