//! Tags: looked after by managers, renamed, merged and removed in every conversation, step by step.

use model::{
    event::EventBody,
    id::{ConversationId, DepartmentId},
    permission::{Action, Actor, Staff, Subject, may},
    refusal::{Field, Problem, Refusal, Thing},
    tag::{self, TAGS_LIMIT, Tag, TagDraft},
};
use store::{Conn, Write};

use crate::{
    Error, House,
    house::found,
    writing::{Command, Tries},
};

/// Conversations of one step.
const STEP: u32 = 50;
/// Tags suggested at most.
const SUGGESTED: usize = 200;

/// Every tag, those that are looked after first.
///
/// # Errors
/// `NotPermitted`.
pub async fn list(house: &House, staff: &Staff) -> Result<Vec<Tag>, Error> {
    may_manage(staff)?;
    let mut conn = house.store.read().await?;
    let mut tags = store::tags::all(&mut conn).await?;
    tags.extend(store::tags::used(&mut conn).await?);
    Ok(tags)
}

/// The names to suggest for a conversation of a department: those for everybody and for the department; what is
/// merely in use where nobody looks after tags.
///
/// # Errors
/// `NotPermitted`.
pub async fn suggestions(
    house: &House,
    staff: &Staff,
    department: Option<DepartmentId>,
) -> Result<Vec<String>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewTags, Subject::Workspace)?;
    let mut conn = house.store.read().await?;
    let mut tags = store::tags::all(&mut conn).await?;
    if tags.is_empty() {
        tags = store::tags::used(&mut conn).await?;
    }
    let is_here = |tag: &Tag| {
        tag.departments.is_empty() || department.is_some_and(|id| tag.departments.contains(&id))
    };
    let names = tags.into_iter().filter(|tag| is_here(tag) && tag.becomes.is_none());
    Ok(names.map(|tag| tag.name).take(SUGGESTED).collect())
}

/// Looks after a tag, whether it is in use already or not.
///
/// # Errors
/// `NotPermitted`, `Invalid`.
pub async fn create(house: &House, staff: &Staff, draft: &TagDraft) -> Result<Tag, Error> {
    may_manage(staff)?;
    let draft = tag::checked(draft)?;
    let mut tx = house.store.write().await?;
    must_exist(&mut tx, &draft.departments).await?;
    let key = store::tags::key(&draft.name);
    if store::tags::find(&mut tx, &key).await?.is_some() {
        return Err(Refusal::invalid(Field::Name, Problem::Taken).into());
    }
    if store::tags::count(&mut tx).await? >= u64::from(TAGS_LIMIT) {
        return Err(Refusal::invalid(Field::Name, Problem::TooMany { limit: TAGS_LIMIT }).into());
    }
    let tag = of(key, 1, draft);
    store::tags::insert(&mut tx, &tag).await?;
    // It may be in use in another spelling.
    store::tags::start(&mut tx, &tag.key, &tag.name, &staff.person).await?;
    finish(house, staff, tx, ("tag.created", &tag.name)).await?;
    Ok(tag)
}

/// Changes a tag, if nobody else did since `version` (0: it was merely in use). Another name renames it in every
/// conversation; the name of another tag makes one of both, and the other's description and departments stay.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `EditConflict`, `Invalid`.
pub async fn edit(
    house: &House,
    staff: &Staff,
    key: &str,
    (version, draft): (u32, &TagDraft),
) -> Result<Tag, Error> {
    may_manage(staff)?;
    let draft = tag::checked(draft)?;
    let mut tx = house.store.write().await?;
    must_exist(&mut tx, &draft.departments).await?;
    let held = store::tags::find(&mut tx, key).await?;
    let held_version = held.as_ref().map_or(0, |held| held.version);
    if held_version != version {
        return Err(Refusal::EditConflict { version: held_version }.into());
    }
    let new_key = store::tags::key(&draft.name);
    let is_renamed = held.as_ref().is_none_or(|held| held.name != draft.name);
    let rival = if new_key == key { None } else { store::tags::find(&mut tx, &new_key).await? };
    let tag = match rival {
        Some(rival) => rival,
        None => of(new_key, version.saturating_add(1), draft),
    };
    if tag.key == key && held.is_some() {
        if !store::tags::update(&mut tx, &tag, version).await? {
            return Err(Refusal::EditConflict { version: version.saturating_add(1) }.into());
        }
    } else {
        store::tags::remove(&mut tx, key).await?;
        if store::tags::find(&mut tx, &tag.key).await?.is_none() {
            store::tags::insert(&mut tx, &tag).await?;
        }
    }
    if is_renamed {
        // As the tag is spelled that it becomes.
        store::tags::start(&mut tx, key, &tag.name, &staff.person).await?;
    }
    finish(house, staff, tx, ("tag.edited", key)).await?;
    Ok(tag)
}

/// Deletes a tag, and takes it from every conversation.
///
/// # Errors
/// `NotPermitted`.
pub async fn remove(house: &House, staff: &Staff, key: &str) -> Result<(), Error> {
    may_manage(staff)?;
    let mut tx = house.store.write().await?;
    store::tags::remove(&mut tx, key).await?;
    store::tags::start(&mut tx, key, "", &staff.person).await?;
    finish(house, staff, tx, ("tag.deleted", key)).await
}

/// Renames or removes tags in the next few conversations; whether there may be more.
///
/// # Errors
/// Of the store.
pub async fn step(house: &House) -> Result<bool, Error> {
    let mut conn = house.store.read().await?;
    let step = store::tags::next(&mut conn, STEP).await?;
    drop(conn);
    let Some(step) = step else { return Ok(false) };
    for id in &step.conversations {
        retag(house, *id, &step).await?;
    }
    let mut tx = house.store.write().await?;
    store::tags::done(&mut tx, &step).await?;
    tx.commit().await?;
    Ok(true)
}

async fn retag(house: &House, id: ConversationId, step: &store::tags::Step) -> Result<(), Error> {
    let command = Command { actor: None, action: Action::EditConversation, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = match tries.open().await {
            // Gone meanwhile: nothing to do.
            Err(Error::Refused(Refusal::NotFound { .. })) => return Ok(()),
            opened => opened?,
        };
        let held = &writing.conversation.tags;
        let is_it = |tag: &str| store::tags::key(tag) == step.key;
        let is_same = |one: &str, other: &str| store::tags::key(one) == store::tags::key(other);
        let tags = tag::renamed(held, &step.name, is_it, is_same);
        if tags == *held {
            return Ok(());
        }
        let edited =
            EventBody::Edited { topic: None, tags: Some(tags), priority: None, fields: Vec::new() };
        writing.push(step.by.clone(), edited)?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

fn of(key: String, version: u32, draft: TagDraft) -> Tag {
    let TagDraft { name, description, departments } = draft;
    Tag { key, name, description, departments, uses: 0, version, becomes: None }
}

fn may_manage(staff: &Staff) -> Result<(), Refusal> {
    may(&Actor::Staff(staff.clone()), Action::ManageTags, Subject::Workspace)
}

async fn must_exist(conn: &mut Conn, departments: &[DepartmentId]) -> Result<(), Error> {
    for id in departments {
        found(Thing::Department, store::departments::find(conn, *id).await?)?;
    }
    Ok(())
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
