//! Reading the audit trail.

use model::{
    audit::{AuditPage, AuditQuery},
    permission::{Action, Actor, Staff, Subject, may},
};

use crate::{Error, House};

/// Lines of the trail, the latest first.
///
/// # Errors
/// `NotPermitted`.
pub async fn list(house: &House, staff: &Staff, query: &AuditQuery) -> Result<AuditPage, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewAudit, Subject::Workspace)?;
    let page = store::audit::list(&mut *house.store.read().await?, query).await?;
    Ok(page)
}
