//! Saved views of the Contact Center's lists: seen by scope, shared by who may; and each person's own columns.

use model::{
    canned::Scope,
    id::ViewId,
    permission::{Action, Actor, Staff, Subject, may},
    refusal::{Field, Problem, Refusal, Thing},
    saved_view::{Listing, ListingTaste, ListingViews, SavedView, VIEWS_LIMIT, ViewDraft},
};
use store::Conn;

use crate::{Error, House, canned, house::found, id};

/// What this person needs to know of a list when it opens.
///
/// # Errors
/// `NotPermitted`.
pub async fn list(house: &House, staff: &Staff, listing: Listing) -> Result<ListingViews, Error> {
    may(&Actor::Staff(staff.clone()), Action::UseView, Subject::Workspace)?;
    let mut conn = house.store.read().await?;
    let views = store::saved_views::visible(&mut conn, staff, listing).await?;
    let mut taste = store::saved_views::taste(&mut conn, staff.person.id, listing).await?;
    // One that is gone, or theirs no more, opens nothing.
    taste.start = taste.start.filter(|start| views.iter().any(|view| view.id == *start));
    Ok(ListingViews { views, taste })
}

/// Saves a view.
///
/// # Errors
/// `NotPermitted`, `Invalid`.
pub async fn create(
    house: &House,
    staff: &Staff,
    listing: Listing,
    draft: ViewDraft,
) -> Result<SavedView, Error> {
    let ViewDraft { name, state, scope } = draft.checked(staff.person.id)?;
    may_save(staff, &scope)?;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    if store::saved_views::count(&mut tx, staff.person.id, listing).await? >= u64::from(VIEWS_LIMIT)
    {
        let problem = Problem::TooMany { limit: VIEWS_LIMIT };
        return Err(Refusal::invalid(Field::Name, problem).into());
    }
    let scope = canned::scope(&mut tx, scope).await?;
    let owner = staff.person.clone();
    let view =
        SavedView { id: ViewId(id::new(now)?), listing, name, state, scope, owner, version: 1 };
    store::saved_views::insert(&mut tx, &view, now).await?;
    note(&mut tx, house, staff, ("saved_view.created", &view)).await?;
    tx.commit().await?;
    Ok(view)
}

/// Changes one, if nobody else did since `version`.
///
/// # Errors
/// `NotFound`, `NotPermitted`, `EditConflict`, `Invalid`.
pub async fn edit(
    house: &House,
    staff: &Staff,
    id: ViewId,
    (version, draft): (u32, ViewDraft),
) -> Result<SavedView, Error> {
    let mut tx = house.store.write().await?;
    let held = seen(&mut tx, staff, id).await?;
    may_save(staff, &held.scope)?;
    let ViewDraft { name, state, scope } = draft.checked(staff.person.id)?;
    may_save(staff, &scope)?;
    if held.version != version {
        return Err(Refusal::EditConflict { version: held.version }.into());
    }
    let scope = canned::scope(&mut tx, scope).await?;
    // A private one is of whoever has it.
    let owner = match scope {
        Scope::Private(_) => staff.person.clone(),
        _ => held.owner.clone(),
    };
    let changed =
        SavedView { name, state, scope, owner, version: version.saturating_add(1), ..held };
    if !store::saved_views::update(&mut tx, &changed, version).await? {
        return Err(Refusal::EditConflict { version: changed.version }.into());
    }
    note(&mut tx, house, staff, ("saved_view.edited", &changed)).await?;
    tx.commit().await?;
    Ok(changed)
}

/// Deletes one.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn remove(house: &House, staff: &Staff, id: ViewId) -> Result<(), Error> {
    let mut tx = house.store.write().await?;
    let held = seen(&mut tx, staff, id).await?;
    may_save(staff, &held.scope)?;
    store::saved_views::remove(&mut tx, id).await?;
    note(&mut tx, house, staff, ("saved_view.deleted", &held)).await?;
    Ok(tx.commit().await?)
}

/// Keeps this person's columns of a list, and the view it opens with.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `Invalid`.
pub async fn prefer(
    house: &House,
    staff: &Staff,
    listing: Listing,
    taste: ListingTaste,
) -> Result<(), Error> {
    may(&Actor::Staff(staff.clone()), Action::UseView, Subject::Workspace)?;
    let taste = taste.checked()?;
    let mut tx = house.store.write().await?;
    if let Some(start) = taste.start {
        seen(&mut tx, staff, start).await?;
    }
    store::saved_views::save_taste(&mut tx, staff.person.id, listing, &taste).await?;
    Ok(tx.commit().await?)
}

fn may_save(staff: &Staff, scope: &Scope) -> Result<(), Refusal> {
    may(&Actor::Staff(staff.clone()), Action::SaveView, Subject::View(scope))
}

/// What they may not see is not there.
async fn seen(conn: &mut Conn, staff: &Staff, id: ViewId) -> Result<SavedView, Error> {
    let held = found(Thing::SavedView, store::saved_views::find(conn, id).await?)?;
    may(&Actor::Staff(staff.clone()), Action::UseView, Subject::View(&held.scope))?;
    Ok(held)
}

/// What is private concerns nobody else; what is shared leaves a line.
async fn note(
    conn: &mut Conn,
    house: &House,
    staff: &Staff,
    (what, view): (&'static str, &SavedView),
) -> Result<(), Error> {
    if matches!(view.scope, Scope::Private(_)) {
        return Ok(());
    }
    let (now, who) = (house.clock.now(), Some(staff.person.id));
    Ok(store::audit::add(conn, now, who, what, &view.id.to_string()).await?)
}
