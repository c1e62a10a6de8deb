//! Calls about tags.

use leptos::prelude::*;
use model::{
    id::DepartmentId,
    tag::{Tag, TagDraft},
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// Every tag, those that are looked after first.
///
/// # Errors
/// See [`Fault`].
#[server(ListCall, endpoint = "tags/list", protocol = Wire)]
pub async fn list() -> Result<Vec<Tag>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::tags::list(&house, &staff).await)
}

/// The names to suggest for a conversation of a department.
///
/// # Errors
/// See [`Fault`].
#[server(SuggestionsCall, endpoint = "tags/suggestions", protocol = Wire)]
pub async fn suggestions(department: Option<DepartmentId>) -> Result<Vec<String>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::tags::suggestions(&house, &staff, department).await)
}

/// Looks after a tag.
///
/// # Errors
/// See [`Fault`].
#[server(CreateCall, endpoint = "tags/create", protocol = Wire)]
pub async fn create(draft: TagDraft) -> Result<Tag, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::tags::create(&house, &staff, &draft).await)
}

/// Changes, renames or merges a tag.
///
/// # Errors
/// See [`Fault`].
#[server(EditCall, endpoint = "tags/edit", protocol = Wire)]
pub async fn edit(key: String, version: u32, draft: TagDraft) -> Result<Tag, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::tags::edit(&house, &staff, &key, (version, &draft)).await)
}

/// Deletes a tag.
///
/// # Errors
/// See [`Fault`].
#[server(RemoveCall, endpoint = "tags/remove", protocol = Wire)]
pub async fn remove(key: String) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::tags::remove(&house, &staff, &key).await)
}
