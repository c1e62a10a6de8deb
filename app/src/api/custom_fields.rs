//! Calls about custom fields.

use leptos::prelude::*;
use model::{
    custom_field::{CustomField, CustomFieldDraft, Holder},
    id::CustomFieldId,
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// Every definition, in the order in which they are shown.
///
/// # Errors
/// See [`Fault`].
#[server(ListCall, endpoint = "custom_fields/list", protocol = Wire)]
pub async fn list() -> Result<Vec<CustomField>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::custom_fields::list(&house, &staff).await)
}

/// Defines a field.
///
/// # Errors
/// See [`Fault`].
#[server(CreateCall, endpoint = "custom_fields/create", protocol = Wire)]
pub async fn create(draft: CustomFieldDraft) -> Result<CustomField, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::custom_fields::create(&house, &staff, draft).await)
}

/// Changes a definition, if nobody else did since `version`.
///
/// # Errors
/// See [`Fault`].
#[server(EditCall, endpoint = "custom_fields/edit", protocol = Wire)]
pub async fn edit(
    id: CustomFieldId,
    version: u32,
    draft: CustomFieldDraft,
) -> Result<CustomField, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::custom_fields::edit(&house, &staff, id, (version, draft)).await)
}

/// Deletes a definition.
///
/// # Errors
/// See [`Fault`].
#[server(RemoveCall, endpoint = "custom_fields/remove", protocol = Wire)]
pub async fn remove(id: CustomFieldId) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::custom_fields::remove(&house, &staff, id).await)
}

/// Puts definitions into an order.
///
/// # Errors
/// See [`Fault`].
#[server(ArrangeCall, endpoint = "custom_fields/arrange", protocol = Wire)]
pub async fn arrange(order: Vec<CustomFieldId>) -> Result<Vec<CustomField>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::custom_fields::arrange(&house, &staff, &order).await)
}

/// Whether a value would be taken.
///
/// # Errors
/// See [`Fault`].
#[server(CheckCall, endpoint = "custom_fields/check", protocol = Wire)]
pub async fn check(holder: Holder, key: String, value: String) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::custom_fields::check(&house, &staff, (holder, &key), &value).await)
}
