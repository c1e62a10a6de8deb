//! Custom fields: defined by managers, filled in by whoever edits what has them, kept findable in the background.

mod filling;

use std::time::Duration;

use model::{
    custom_field::{self, CustomField, CustomFieldDraft, FIELDS_LIMIT, Holder},
    id::CustomFieldId,
    permission::{Action, Actor, Staff, Subject, may},
    refusal::{Field, Problem, Refusal, Thing},
};
use store::{Conn, Write, custom_fields::chores};

use crate::{Error, House, house::found, id};
pub use filling::check;
pub(crate) use filling::{Filled, Forms, compile};

/// How often to look for what another server left undone.
const LOOK: Duration = Duration::from_secs(60);
/// After a fault of the store.
const PAUSE: Duration = Duration::from_secs(5);

/// Every definition, in the order in which they are shown.
///
/// # Errors
/// `NotPermitted`.
pub async fn list(house: &House, staff: &Staff) -> Result<Vec<CustomField>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewCustomFields, Subject::Workspace)?;
    let mut conn = house.store.read().await?;
    Ok(store::custom_fields::all(&mut conn).await?)
}

/// Defines a field; it stands after those that are there.
///
/// # Errors
/// `NotPermitted`, `Invalid`, `Busy` while values of a deleted field of the same key are still being removed.
pub async fn create(
    house: &House,
    staff: &Staff,
    draft: CustomFieldDraft,
) -> Result<CustomField, Error> {
    may_manage(staff)?;
    let draft = checked(draft)?;
    let mut tx = house.store.write().await?;
    let others = store::custom_fields::of(&mut tx, draft.holder).await?;
    if others.iter().any(|other| other.key == draft.key) {
        return Err(Refusal::invalid(Field::Key, Problem::Taken).into());
    }
    if others.len() >= FIELDS_LIMIT as usize {
        return Err(Refusal::invalid(Field::Key, Problem::TooMany { limit: FIELDS_LIMIT }).into());
    }
    if draft.holder == Holder::Contact && chores::is_removing(&mut tx, &draft.key).await? {
        return Err(Refusal::Busy.into());
    }
    let place = others.iter().map(|other| other.place).max().map_or(0, |last| last + 1);
    let id = CustomFieldId(id::new(house.clock.now())?);
    let field = defined(id, place, 1, draft);
    store::custom_fields::insert(&mut tx, &field).await?;
    finish(house, staff, tx, ("custom_field.created", &field.key)).await?;
    Ok(field)
}

/// Changes a definition, if nobody else did since `version`. Key and holder stay as they are.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `EditConflict`, `Invalid`.
pub async fn edit(
    house: &House,
    staff: &Staff,
    id: CustomFieldId,
    (version, draft): (u32, CustomFieldDraft),
) -> Result<CustomField, Error> {
    may_manage(staff)?;
    let mut tx = house.store.write().await?;
    let held = found(Thing::CustomField, store::custom_fields::find(&mut tx, id).await?)?;
    if held.version != version {
        return Err(Refusal::EditConflict { version: held.version }.into());
    }
    let draft = checked(CustomFieldDraft { key: held.key.clone(), holder: held.holder, ..draft })?;
    let changed = defined(id, held.place, version.saturating_add(1), draft);
    if !store::custom_fields::update(&mut tx, &changed, version).await? {
        return Err(Refusal::EditConflict { version: version.saturating_add(1) }.into());
    }
    if changed.holder == Holder::Contact && searched_as(&held) != searched_as(&changed) {
        chores::start(&mut tx, &changed.key, false).await?;
    }
    finish(house, staff, tx, ("custom_field.edited", &changed.key)).await?;
    Ok(changed)
}

/// Deletes a definition. Values of contacts go, soon; those of conversations stay in their logs and are shown no more.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn remove(house: &House, staff: &Staff, id: CustomFieldId) -> Result<(), Error> {
    may_manage(staff)?;
    let mut tx = house.store.write().await?;
    let held = found(Thing::CustomField, store::custom_fields::find(&mut tx, id).await?)?;
    store::custom_fields::remove(&mut tx, id).await?;
    match held.holder {
        Holder::Contact => chores::start(&mut tx, &held.key, true).await?,
        Holder::Conversation => chores::forget_conversations(&mut tx, &held.key).await?,
    }
    finish(house, staff, tx, ("custom_field.deleted", &held.key)).await
}

/// Puts definitions into this order; those that are not named stand after them as they stood.
///
/// # Errors
/// `NotPermitted`.
pub async fn arrange(
    house: &House,
    staff: &Staff,
    order: &[CustomFieldId],
) -> Result<Vec<CustomField>, Error> {
    may_manage(staff)?;
    let mut tx = house.store.write().await?;
    let mut fields = store::custom_fields::all(&mut tx).await?;
    let named = |field: &CustomField| order.iter().position(|id| *id == field.id);
    fields.sort_by_key(|field| named(field).unwrap_or(usize::MAX));
    for (field, place) in fields.iter_mut().zip(0..) {
        if field.place != place {
            // Where it stands is nothing an open form could overwrite: the version stays.
            field.place = place;
            store::custom_fields::update(&mut tx, field, field.version).await?;
        }
    }
    finish(house, staff, tx, ("custom_field.arranged", "")).await?;
    Ok(fields)
}

/// Does what changed definitions left to do, as long as the server runs.
pub async fn keep(house: House) {
    loop {
        let pause = match any_step(&house).await {
            Ok(true) => continue,
            Ok(false) => match crate::merges::expire(&house).await {
                Ok(_) => LOOK,
                Err(error) => {
                    tracing::error!(error = ?error, "old merges could not be forgotten");
                    PAUSE
                }
            },
            Err(error) => {
                tracing::error!(error = ?error, "what changed custom fields or tags left to do cannot be done now");
                PAUSE
            }
        };
        tokio::select! {
            () = house.chore_bell.notified() => {}
            () = tokio::time::sleep(pause) => {}
        }
    }
}

/// Contacts first, then what changed tags left to do.
async fn any_step(house: &House) -> Result<bool, Error> {
    Ok(step(house).await? || crate::tags::step(house).await?)
}

/// Does the next few contacts; whether there may be more.
///
/// # Errors
/// Of the store.
pub async fn step(house: &House) -> Result<bool, Error> {
    let mut tx = house.store.write().await?;
    let is_more = chores::step(&mut tx, chores::STEP).await?;
    tx.commit().await?;
    Ok(is_more)
}

/// The definitions of contacts or conversations.
pub(crate) async fn of(conn: &mut Conn, holder: Holder) -> Result<Vec<CustomField>, Error> {
    Ok(store::custom_fields::of(conn, holder).await?)
}

fn may_manage(staff: &Staff) -> Result<(), Refusal> {
    may(&Actor::Staff(staff.clone()), Action::ManageCustomFields, Subject::Workspace)
}

fn checked(draft: CustomFieldDraft) -> Result<CustomFieldDraft, Refusal> {
    let draft = custom_field::checked(draft)?;
    if !draft.pattern.is_empty() && compile(&draft.pattern).is_none() {
        return Err(Refusal::invalid(Field::Pattern, Problem::NotAPattern));
    }
    Ok(draft)
}

fn defined(id: CustomFieldId, place: u32, version: u32, draft: CustomFieldDraft) -> CustomField {
    CustomField {
        id,
        key: draft.key,
        holder: draft.holder,
        label: draft.label,
        kind: draft.kind,
        options: draft.options,
        pattern: draft.pattern,
        is_required: draft.is_required,
        is_searchable: draft.is_searchable,
        is_visible: draft.is_visible,
        is_asked: draft.is_asked,
        editors: draft.editors,
        is_enabled: draft.is_enabled,
        place,
        version,
    }
}

/// What of a definition decides how its values are searched.
const fn searched_as(field: &CustomField) -> Option<custom_field::Kind> {
    if field.is_enabled && field.is_searchable { Some(field.kind) } else { None }
}

async fn finish(
    house: &House,
    staff: &Staff,
    mut tx: Write,
    (what, about): (&str, &str),
) -> Result<(), Error> {
    let (now, who) = (house.clock.now(), Some(staff.person.id));
    store::audit::add(&mut tx, now, who, what, about).await?;
    tx.commit().await?;
    house.chore_bell.notify_one();
    Ok(())
}
