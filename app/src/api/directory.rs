//! Calls about the Contact Center's lists: saved views, columns, and what is done with many chats.

use leptos::prelude::*;
use model::{
    bulk::{BulkJob, BulkTask},
    id::{BulkId, ViewId},
    saved_view::{Listing, ListingTaste, ListingViews, SavedView, ViewDraft},
    selection::ChatSelection,
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// The saved views of a list that this person sees, and what they chose for it.
///
/// # Errors
/// See [`Fault`].
#[server(ViewsCall, endpoint = "directory/views", protocol = Wire)]
pub async fn views(listing: Listing) -> Result<ListingViews, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::saved_views::list(&house, &staff, listing).await)
}

/// Saves a view.
///
/// # Errors
/// See [`Fault`].
#[server(SaveViewCall, endpoint = "directory/save_view", protocol = Wire)]
pub async fn save_view(listing: Listing, draft: ViewDraft) -> Result<SavedView, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::saved_views::create(&house, &staff, listing, draft).await)
}

/// Changes a view, if nobody else did since `version`.
///
/// # Errors
/// See [`Fault`].
#[server(EditViewCall, endpoint = "directory/edit_view", protocol = Wire)]
pub async fn edit_view(id: ViewId, version: u32, draft: ViewDraft) -> Result<SavedView, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::saved_views::edit(&house, &staff, id, (version, draft)).await)
}

/// Deletes a view.
///
/// # Errors
/// See [`Fault`].
#[server(RemoveViewCall, endpoint = "directory/remove_view", protocol = Wire)]
pub async fn remove_view(id: ViewId) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::saved_views::remove(&house, &staff, id).await)
}

/// Keeps one's own columns of a list and the view it opens with.
///
/// # Errors
/// See [`Fault`].
#[server(PreferCall, endpoint = "directory/prefer", protocol = Wire)]
pub async fn prefer(listing: Listing, taste: ListingTaste) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::saved_views::prefer(&house, &staff, listing, taste).await)
}

/// Begins something with many closed chats.
///
/// # Errors
/// See [`Fault`].
#[server(BeginBulkCall, endpoint = "directory/begin_bulk", protocol = Wire)]
pub async fn begin_bulk(selection: ChatSelection, task: BulkTask) -> Result<BulkJob, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::bulk::begin(&house, &staff, selection, task).await)
}

/// What one began with many chats, the latest first.
///
/// # Errors
/// See [`Fault`].
#[server(BulkJobsCall, endpoint = "directory/bulk_jobs", protocol = Wire)]
pub async fn bulk_jobs() -> Result<Vec<BulkJob>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::bulk::list(&house, &staff).await)
}

/// Stops what one began; what was done stays done.
///
/// # Errors
/// See [`Fault`].
#[server(CancelBulkCall, endpoint = "directory/cancel_bulk", protocol = Wire)]
pub async fn cancel_bulk(id: BulkId) -> Result<BulkJob, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::bulk::cancel(&house, &staff, id).await)
}
