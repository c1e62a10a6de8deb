//! Calls about departments.

use leptos::prelude::*;
use model::{
    department::{Department, DepartmentDraft},
    id::DepartmentId,
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// All departments with their members.
///
/// # Errors
/// See [`Fault`].
#[server(ListCall, endpoint = "departments/list", protocol = Wire)]
pub async fn list() -> Result<Vec<Department>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::departments::list(&house, &staff).await)
}

/// Creates a department.
///
/// # Errors
/// See [`Fault`].
#[server(CreateCall, endpoint = "departments/create", protocol = Wire)]
pub async fn create(draft: DepartmentDraft) -> Result<Department, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::departments::create(&house, &staff, draft).await)
}

/// Changes a department, if nobody else did since `version`.
///
/// # Errors
/// See [`Fault`].
#[server(EditCall, endpoint = "departments/edit", protocol = Wire)]
pub async fn edit(
    department: DepartmentId,
    version: u32,
    draft: DepartmentDraft,
) -> Result<Department, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::departments::edit(&house, &staff, department, version, draft).await)
}
