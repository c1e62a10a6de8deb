//! Calls about canned responses.

use leptos::prelude::*;
use model::{
    canned::{CannedDraft, CannedList, CannedResponse},
    id::CannedId,
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// Everything one sees, unless nothing changed since `since`.
///
/// # Errors
/// See [`Fault`].
#[server(ListCall, endpoint = "canned/list", protocol = Wire)]
pub async fn list(since: Option<u64>) -> Result<CannedList, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::canned::list(&house, &staff, since).await)
}

/// One canned response.
///
/// # Errors
/// See [`Fault`].
#[server(FindCall, endpoint = "canned/find", protocol = Wire)]
pub async fn find(id: CannedId) -> Result<CannedResponse, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::canned::find(&house, &staff, id).await)
}

/// Creates a canned response.
///
/// # Errors
/// See [`Fault`].
#[server(CreateCall, endpoint = "canned/create", protocol = Wire)]
pub async fn create(draft: CannedDraft) -> Result<CannedResponse, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::canned::create(&house, &staff, draft).await)
}

/// Changes a canned response, if nobody else did since `version`.
///
/// # Errors
/// See [`Fault`].
#[server(EditCall, endpoint = "canned/edit", protocol = Wire)]
pub async fn edit(id: CannedId, version: u32, draft: CannedDraft) -> Result<CannedResponse, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::canned::edit(&house, &staff, id, (version, draft)).await)
}

/// Deletes a canned response.
///
/// # Errors
/// See [`Fault`].
#[server(RemoveCall, endpoint = "canned/remove", protocol = Wire)]
pub async fn remove(id: CannedId) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::canned::remove(&house, &staff, id).await)
}
