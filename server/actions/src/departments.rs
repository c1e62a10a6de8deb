//! Departments: created and changed by managers.

use std::collections::BTreeSet;

use model::{
    department::{Department, DepartmentDraft},
    forward::leads_back,
    id::{DepartmentId, PersonId},
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    refusal::{Field, Problem, Refusal, Thing},
};
use store::Conn;

use crate::{Error, House, house::found, id, people::LIMIT_MAX, settings::HOLD_MAX_S};

/// Members of one department.
const MEMBERS_LIMIT: u32 = 1_000;

/// All departments with their members.
///
/// # Errors
/// `NotPermitted`.
pub async fn list(house: &House, staff: &Staff) -> Result<Vec<Department>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewPeople, Subject::Workspace)?;
    let mut conn = house.store.read().await?;
    Ok(store::departments::all(&mut conn).await?)
}

/// Creates a department.
///
/// # Errors
/// `NotPermitted`, `Invalid`.
pub async fn create(
    house: &House,
    staff: &Staff,
    draft: DepartmentDraft,
) -> Result<Department, Error> {
    may(&Actor::Staff(staff.clone()), Action::ManageDepartments, Subject::Workspace)?;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let id = DepartmentId(id::new(now)?);
    let department = fill(&mut tx, id, 1, draft).await?;
    store::departments::insert(&mut tx, &department).await?;
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "department.created", &id.to_string()).await?;
    let people = members(&mut tx, &department, &[]).await?;
    tx.commit().await?;
    people.into_iter().for_each(|person| house.tell_person(person));
    house.ring();
    Ok(department)
}

/// Changes a department, if nobody else did since `version`.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `EditConflict`, `Invalid`.
pub async fn edit(
    house: &House,
    staff: &Staff,
    department: DepartmentId,
    version: u32,
    draft: DepartmentDraft,
) -> Result<Department, Error> {
    may(&Actor::Staff(staff.clone()), Action::ManageDepartments, Subject::Workspace)?;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let held = store::departments::find(&mut tx, department).await?;
    let held = found(Thing::Department, held)?;
    if held.version != version {
        return Err(Refusal::EditConflict { version: held.version }.into());
    }
    let changed = fill(&mut tx, department, version.saturating_add(1), draft).await?;
    if !store::departments::update(&mut tx, &changed, version).await? {
        return Err(Refusal::EditConflict { version: version.saturating_add(1) }.into());
    }
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "department.edited", &department.to_string()).await?;
    let before: Vec<PersonId> = held.members.iter().map(|member| member.person).collect();
    let people = members(&mut tx, &changed, &before).await?;
    tx.commit().await?;
    people.into_iter().for_each(|person| house.tell_person(person));
    house.ring();
    Ok(changed)
}

async fn fill(
    conn: &mut Conn,
    id: DepartmentId,
    version: u32,
    draft: DepartmentDraft,
) -> Result<Department, Error> {
    let name = parse::name(Field::Name, &draft.name)?;
    let others = store::departments::all(conn).await?;
    let is_taken =
        others.iter().any(|o| o.id != id && o.name.to_lowercase() == name.to_lowercase());
    if is_taken {
        return Err(Refusal::invalid(Field::Name, Problem::Taken).into());
    }
    if draft.members.len() > MEMBERS_LIMIT as usize {
        let problem = Problem::TooMany { limit: MEMBERS_LIMIT };
        return Err(Refusal::invalid(Field::Members, problem).into());
    }
    if let Some(fallback) = draft.fallback {
        check_fallback(&others, id, fallback)?;
    }
    let known: BTreeSet<PersonId> =
        store::people::all(conn).await?.into_iter().map(|person| person.id).collect();
    let mut seen = BTreeSet::new();
    if !draft.members.iter().all(|m| known.contains(&m.person) && seen.insert(m.person)) {
        return Err(Refusal::invalid(Field::Members, Problem::Unknown).into());
    }
    Ok(Department {
        id,
        name,
        description: parse::prose(Field::Description, &draft.description, parse::NOTES_LIMIT)?,
        is_enabled: draft.is_enabled,
        is_public: draft.is_public,
        algorithm: draft.algorithm,
        max_conversations: parse::within(Field::Limit, draft.max_conversations, 0, LIMIT_MAX)?,
        requires_tags: draft.requires_tags,
        fallback: draft.fallback,
        hold_limit_s: draft
            .hold_limit_s
            .map(|limit_s| parse::within(Field::Duration, limit_s, 0, HOLD_MAX_S))
            .transpose()?,
        hold_comment: parse::prose(Field::Comment, &draft.hold_comment, parse::NOTES_LIMIT)?,
        sends_transcript: draft.sends_transcript,
        members: draft.members,
        version,
    })
}

fn check_fallback(
    others: &[Department],
    id: DepartmentId,
    fallback: DepartmentId,
) -> Result<(), Refusal> {
    if fallback != id && others.iter().all(|other| other.id != fallback) {
        return Err(Refusal::invalid(Field::Fallback, Problem::Unknown));
    }
    if leads_back(others, id, fallback) {
        return Err(Refusal::invalid(Field::Fallback, Problem::Circular));
    }
    Ok(())
}

/// Those whose departments changed, as they are now.
async fn members(
    conn: &mut Conn,
    department: &Department,
    before: &[PersonId],
) -> Result<Vec<model::person::Person>, Error> {
    let now = department.members.iter().map(|member| member.person);
    let concerned: BTreeSet<PersonId> = now.chain(before.iter().copied()).collect();
    let people = store::people::all(conn).await?;
    Ok(people.into_iter().filter(|person| concerned.contains(&person.id)).collect())
}
