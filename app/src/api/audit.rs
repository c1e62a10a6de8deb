//! Calls about the audit trail.

use leptos::prelude::*;
use model::audit::{AuditPage, AuditQuery};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// Lines of the trail, the latest first.
///
/// # Errors
/// See [`Fault`].
#[server(ListCall, endpoint = "audit/list", protocol = Wire)]
pub async fn list(query: AuditQuery) -> Result<AuditPage, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::audit::list(&house, &staff, &query).await)
}
