//! The list of contacts as a file: page by page, each as far as this person sees.

use model::{
    contact::{Contact, ContactQuery},
    page::{PAGE_LIMIT, Page, PageAt},
    permission::{Action, Actor, Staff, Subject, may},
};

use super::list;
use crate::{Error, House};

/// A page of the contacts that are found by this query, as long as they may be taken out; the first one leaves a line
/// in the trail.
///
/// # Errors
/// `NotPermitted`, `Invalid` search.
pub async fn export(
    house: &House,
    staff: &Staff,
    query: &ContactQuery,
    after: Option<String>,
) -> Result<Page<Contact>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ExportContacts, Subject::Workspace)?;
    if after.is_none() {
        let mut tx = house.store.write().await?;
        let who = Some(staff.person.id);
        let now = house.clock.now();
        store::audit::add(&mut tx, now, who, "contacts.exported", "contacts").await?;
        tx.commit().await?;
    }
    let page = PageAt { after, limit: PAGE_LIMIT };
    list(house, staff, &ContactQuery { page, ..query.clone() }).await
}
