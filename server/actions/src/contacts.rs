//! Contacts: found, created and changed by the staff.

mod blocking;
mod data;
mod exporting;

use model::{
    contact::{Contact, ContactDraft, ContactOrder, ContactQuery, Duplicate, Managed, likeness},
    custom_field::{Fields, Holder},
    id::{ContactId, PersonId},
    page::{Page, PageAt},
    parse,
    permission::{Action, Actor, ContactReach, Staff, Subject, may},
    person::{Person, PersonRef, Role},
    refusal::{Field, Problem, Refusal, Thing},
};
use store::Conn;

use crate::{Error, House, custom_fields::Filled, house::found, id, merges};
pub(crate) use blocking::end_for_block;
pub use blocking::{block, unblock};
pub use data::{Piece, open_data, write_data};
pub use exporting::export;

/// Contacts this person may see.
///
/// # Errors
/// `NotPermitted`, `Invalid` search.
pub async fn list(
    house: &House,
    staff: &Staff,
    query: &ContactQuery,
) -> Result<Page<Contact>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewContactCenter, Subject::Workspace)?;
    let query = query.clone().checked()?;
    let mut conn = house.store.read().await?;
    let (reach, me) = (staff.reach(), staff.person.id);
    Ok(store::contacts::list(&mut conn, &reach, me, &query).await?)
}

/// One contact, opened; of one that became part of another, that other. That is noted in the audit trail, of the
/// same person again only after a while.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn find(house: &House, staff: &Staff, contact: ContactId) -> Result<Contact, Error> {
    let mut conn = house.store.read().await?;
    let contact = merges::survivor(&mut conn, contact).await?;
    let found = reached(&mut conn, staff, Action::ViewContact, contact).await?;
    drop(conn);
    let (now, me) = (house.clock.now(), staff.person.id);
    if house.views.take((me, contact), now).is_ok() {
        let mut tx = house.store.write().await?;
        let about = contact.to_string();
        store::audit::add(&mut tx, now, Some(me), "contact.viewed", &about).await?;
        tx.commit().await?;
    }
    Ok(found)
}

/// Contacts at most that are offered instead of a new one.
const DUPLICATES_LIMIT: usize = 5;
/// Contacts that are looked at because of one address, number or name.
const LOOKED_AT: u32 = 20;

/// Contacts that may be meant by a draft, the likeliest first; only those this person may see.
///
/// # Errors
/// `NotPermitted`, `Invalid`.
pub async fn duplicates(
    house: &House,
    staff: &Staff,
    draft: &ContactDraft,
) -> Result<Vec<Duplicate>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewContactCenter, Subject::Workspace)?;
    let draft = checked(draft)?;
    let (reach, me) = (staff.reach(), staff.person.id);
    let mut conn = house.store.read().await?;
    let mut found: Vec<Duplicate> = Vec::new();
    for search in draft.emails.iter().chain(&draft.phones).chain([&draft.name]) {
        let page = PageAt { after: None, limit: LOOKED_AT };
        let order = ContactOrder::LastChat;
        let query = ContactQuery {
            search: search.clone(),
            order,
            is_descending: true,
            page,
            ..ContactQuery::default()
        };
        for contact in store::contacts::list(&mut conn, &reach, me, &query).await?.rows {
            let because = likeness(&draft, &contact, store::fold::is_alike);
            let is_new = found.iter().all(|held| held.contact.id != contact.id);
            if let Some(because) = because.filter(|_| is_new) {
                found.push(Duplicate { contact, because });
            }
        }
    }
    found.sort_by_key(|duplicate| duplicate.because);
    found.truncate(DUPLICATES_LIMIT);
    Ok(found)
}

/// Creates a contact.
///
/// # Errors
/// `NotPermitted`, `Invalid`, `InvalidField`.
pub async fn create(house: &House, staff: &Staff, draft: &ContactDraft) -> Result<Contact, Error> {
    may(&Actor::Staff(staff.clone()), Action::CreateContact, Subject::Workspace)?;
    let draft = checked(draft)?;
    let mut tx = house.store.write().await?;
    let manager = manager(&mut tx, draft.manager, None).await?;
    let none = Fields::new();
    let fields =
        Filled::by(&mut tx, staff, (Holder::Contact, &none)).await?.whole(&draft.fields)?;
    let ContactDraft { name, emails, phones, notes, .. } = draft;
    let fresh = Fresh { name, emails, phones, notes, fields, manager };
    let contact = make(house, &mut tx, staff, fresh).await?;
    let who = Some(staff.person.id);
    let (now, id) = (contact.created, contact.id.to_string());
    store::audit::add(&mut tx, now, who, "contact.created", &id).await?;
    tx.commit().await?;
    Ok(contact)
}

/// What is known of a contact who is made; checked already.
pub(crate) struct Fresh {
    pub(crate) name: String,
    pub(crate) emails: Vec<String>,
    pub(crate) phones: Vec<String>,
    pub(crate) notes: String,
    pub(crate) fields: Fields,
    pub(crate) manager: Option<PersonRef>,
}

/// Stores a contact somebody of the staff makes.
pub(crate) async fn make(
    house: &House,
    conn: &mut Conn,
    staff: &Staff,
    fresh: Fresh,
) -> Result<Contact, Error> {
    let now = house.clock.now();
    let number = store::contacts::next_guest_number(conn).await?;
    let contact = Contact {
        id: ContactId(id::new(now)?),
        username: format!("guest-{number}"),
        name: fresh.name,
        emails: fresh.emails,
        phones: fresh.phones,
        notes: fresh.notes,
        fields: fresh.fields,
        manager: fresh.manager,
        created: now,
        last_chat: None,
        last_conversation: None,
        blocked: None,
        erased: None,
        version: 1,
    };
    store::contacts::insert(conn, &contact).await?;
    store::contacts::made_by(conn, contact.id, staff.person.id).await?;
    Ok(contact)
}

/// Changes a contact, if nobody else did since `version`.
///
/// # Errors
/// `NotFound`, `NotPermitted`, `EditConflict`, `Invalid`, `InvalidField`.
pub async fn edit(
    house: &House,
    staff: &Staff,
    contact: ContactId,
    version: u32,
    draft: &ContactDraft,
) -> Result<Contact, Error> {
    let draft = checked(draft)?;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let held = reached(&mut tx, staff, Action::EditContact, contact).await?;
    if held.erased.is_some() {
        return Err(Refusal::ContactErased.into());
    }
    if held.version != version {
        return Err(Refusal::EditConflict { version: held.version }.into());
    }
    let manager = manager(&mut tx, draft.manager, held.manager.as_ref()).await?;
    let is_other_manager = manager != held.manager;
    let filled = Filled::by(&mut tx, staff, (Holder::Contact, &held.fields)).await?;
    let fields = filled.whole(&draft.fields)?;
    let changed = Contact {
        manager,
        name: draft.name,
        emails: draft.emails,
        phones: draft.phones,
        notes: draft.notes,
        fields,
        version: version.saturating_add(1),
        ..held
    };
    if !store::contacts::update(&mut tx, &changed, version).await? {
        return Err(Refusal::EditConflict { version: version.saturating_add(1) }.into());
    }
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "contact.edited", &contact.to_string()).await?;
    tx.commit().await?;
    if is_other_manager {
        // What waits of theirs may prefer somebody else now.
        house.ring();
    }
    Ok(changed)
}

/// Contacts that are named of those somebody looks after.
const MANAGED_LIMIT: u32 = 100;

/// What an agent looks after: how many contacts, and those of them that this person sees.
///
/// # Errors
/// `NotPermitted`.
pub async fn managed(house: &House, staff: &Staff, manager: PersonId) -> Result<Managed, Error> {
    may(&Actor::Staff(staff.clone()), Action::ManagePeople, Subject::Workspace)?;
    let mut conn = house.store.read().await?;
    let (reach, me) = (staff.reach(), staff.person.id);
    let count = store::contacts::count_managed(&mut conn, manager).await?;
    let seen = (&reach, me);
    let contacts = store::contacts::managed(&mut conn, seen, manager, MANAGED_LIMIT).await?;
    Ok(Managed { count, contacts })
}

/// Gives everything an agent looks after to another, or to nobody; how many contacts that were.
///
/// # Errors
/// `NotPermitted`, `Invalid` when the other one is no agent.
pub async fn reassign(
    house: &House,
    staff: &Staff,
    from: PersonId,
    to: Option<PersonId>,
) -> Result<u64, Error> {
    may(&Actor::Staff(staff.clone()), Action::ManagePeople, Subject::Workspace)?;
    let mut tx = house.store.write().await?;
    let heir = manager(&mut tx, to, None).await?;
    let count = store::contacts::reassign(&mut tx, from, heir.as_ref()).await?;
    let (now, who) = (house.clock.now(), Some(staff.person.id));
    store::audit::add(&mut tx, now, who, "contacts.reassigned", &from.to_string()).await?;
    tx.commit().await?;
    // What waits of theirs may prefer somebody else now.
    house.ring();
    Ok(count)
}

/// The contact manager: an agent. One who has stopped serving may stay, but is not chosen anew.
async fn manager(
    conn: &mut Conn,
    wanted: Option<PersonId>,
    held: Option<&PersonRef>,
) -> Result<Option<PersonRef>, Error> {
    let Some(id) = wanted else { return Ok(None) };
    if let Some(held) = held.filter(|held| held.id == id) {
        return Ok(Some(held.clone()));
    }
    let person = store::people::find(conn, id).await?;
    let serves = |person: &Person| person.is_enabled && person.roles.has(Role::Agent);
    match person.filter(serves) {
        Some(person) => Ok(Some(person.to_ref())),
        None => Err(Refusal::invalid(Field::Manager, Problem::Unknown).into()),
    }
}

/// A contact this person may do this to.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub(crate) async fn reached(
    conn: &mut Conn,
    staff: &Staff,
    action: Action,
    id: ContactId,
) -> Result<Contact, Error> {
    let contact = found(Thing::Contact, store::contacts::find(conn, id).await?)?;
    let reach: ContactReach = store::contacts::reach(conn, id).await?;
    may(&Actor::Staff(staff.clone()), action, Subject::Contact(&reach))?;
    Ok(contact)
}

fn checked(draft: &ContactDraft) -> Result<ContactDraft, Refusal> {
    Ok(ContactDraft {
        name: parse::name(Field::Name, &draft.name)?,
        emails: parse::addresses(Field::Email, &draft.emails, parse::email)?,
        phones: parse::addresses(Field::Phone, &draft.phones, parse::phone)?,
        notes: parse::prose(Field::Notes, &draft.notes, parse::NOTES_LIMIT)?,
        manager: draft.manager,
        fields: draft.fields.clone(),
    })
}
