//! Contacts as a file: page by page, each as far as this person sees.

use model::{
    contact::{Contact, ContactQuery},
    page::{PAGE_LIMIT, Page, PageAt},
    permission::{Action, Actor, Staff, Subject, may},
    refusal::Field,
    selection::{ContactExport, Selection},
};

use crate::{Error, House};

/// A page of the contacts that are selected, as long as they may be taken out; the first one leaves a line in the trail.
///
/// # Errors
/// `NotPermitted`, `Invalid` selection or search.
pub async fn export(
    house: &House,
    staff: &Staff,
    wanted: &ContactExport,
    after: Option<String>,
) -> Result<Page<Contact>, Error> {
    let actor = Actor::Staff(staff.clone());
    may(&actor, Action::ViewContactCenter, Subject::Workspace)?;
    may(&actor, Action::ExportContacts, Subject::Workspace)?;
    let selection = wanted.selection.clone().checked(Field::Contact)?;
    if after.is_none() {
        let mut tx = house.store.write().await?;
        let who = Some(staff.person.id);
        let now = house.clock.now();
        store::audit::add(&mut tx, now, who, "contacts.exported", "contacts").await?;
        tx.commit().await?;
    }
    let ordered = |query: ContactQuery| ContactQuery {
        order: wanted.order,
        is_descending: wanted.is_descending,
        page: PageAt { after, limit: PAGE_LIMIT },
        ..query
    };
    let (reach, me) = (staff.reach(), staff.person.id);
    let mut conn = house.store.read().await?;
    Ok(match selection {
        Selection::Chosen(ids) => {
            let query = ordered(ContactQuery::default());
            store::contacts::list_of(&mut conn, (&reach, me), &ids, &query).await?
        }
        Selection::Filter { query, minus } => {
            let query = ordered(query);
            let mut page = store::contacts::list(&mut conn, &reach, me, &query).await?;
            page.rows.retain(|contact| minus.binary_search(&contact.id).is_err());
            page
        }
    })
}
