//! Calls about departments.

use leptos::prelude::*;
use model::{
    department::{Department, DepartmentDraft},
    id::DepartmentId,
};
use server_fn::codec::Json;

use super::Fault;
#[cfg(feature = "ssr")]
use super::caller;

/// All departments with their members.
///
/// # Errors
/// See [`Fault`].
#[server(ListCall, endpoint = "departments/list", input = Json, output = Json)]
pub async fn list() -> Result<Vec<Department>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::departments::list(&house, &staff).await)
}

/// Creates a department.
///
/// # Errors
/// See [`Fault`].
#[server(CreateCall, endpoint = "departments/create", input = Json, output = Json)]
pub async fn create(draft: DepartmentDraft) -> Result<Department, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::departments::create(&house, &staff, draft).await)
}

/// Changes a department, if nobody else did since `version`.
///
/// # Errors
/// See [`Fault`].
#[server(EditCall, endpoint = "departments/edit", input = Json, output = Json)]
pub async fn edit(
    department: DepartmentId,
    version: u32,
    draft: DepartmentDraft,
) -> Result<Department, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::departments::edit(&house, &staff, department, version, draft).await)
}
