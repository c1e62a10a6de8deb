//! The staff: who they are, what they are to each other, and whether they are available.

use bus::{Told, Topic};
use model::{
    availability::Availability,
    id::PersonId,
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    person::{Person, PersonDraft, Role, Roles},
    refusal::{Field, Problem, Refusal, Thing},
};

use crate::{Error, House, house::found, id, passwords};

/// The most simultaneous conversations a limit may name.
pub(crate) const LIMIT_MAX: u32 = 1_000;

/// Everybody on the staff.
///
/// # Errors
/// `NotPermitted`.
pub async fn list(house: &House, staff: &Staff) -> Result<Vec<Person>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewPeople, Subject::Workspace)?;
    let mut conn = house.store.read().await?;
    Ok(store::people::all(&mut conn).await?)
}

/// Sets one's own availability.
///
/// # Errors
/// `NotPermitted`.
pub async fn set_availability(
    house: &House,
    staff: &Staff,
    availability: Availability,
) -> Result<(), Error> {
    may(&Actor::Staff(staff.clone()), Action::SetOwnAvailability, Subject::Workspace)?;
    let mut tx = house.store.write().await?;
    store::people::set_availability(&mut tx, staff.person.id, availability).await?;
    let person = store::people::find(&mut tx, staff.person.id).await?;
    tx.commit().await?;
    house.tell_person(found(Thing::Person, person)?);
    Ok(())
}

/// Creates a member of the staff.
///
/// # Errors
/// `NotPermitted`, `Invalid` (a taken username or email among them).
pub async fn create(house: &House, staff: &Staff, draft: PersonDraft) -> Result<Person, Error> {
    may_manage(staff, draft.roles, Roles::default())?;
    let now = house.clock.now();
    let plain = draft.password.as_deref().unwrap_or_default();
    let hash = passwords::hash(parse::password(plain)?).await?;
    let mut person = Person {
        id: PersonId(id::new(now)?),
        username: String::new(),
        name: String::new(),
        email: String::new(),
        roles: Roles::default(),
        availability: Availability::Available,
        max_conversations: 0,
        is_enabled: true,
        departments: Vec::new(),
        created: now,
        version: 1,
    };
    fill(&mut person, &draft)?;
    let mut tx = house.store.write().await?;
    refuse_taken(&mut tx, &person).await?;
    store::people::insert(&mut tx, &person, &hash).await?;
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "person.created", &person.id.to_string()).await?;
    tx.commit().await?;
    house.tell_person(person.clone());
    Ok(person)
}

/// Changes a member of the staff, if nobody else did since `version`.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `EditConflict`, `LastAdministrator`, `Invalid`.
pub async fn edit(
    house: &House,
    staff: &Staff,
    person: PersonId,
    version: u32,
    draft: PersonDraft,
) -> Result<Person, Error> {
    may(&Actor::Staff(staff.clone()), Action::ManagePeople, Subject::Workspace)?;
    let hash = match draft.password.as_deref().filter(|password| !password.is_empty()) {
        Some(password) => Some(passwords::hash(parse::password(password)?).await?),
        None => None,
    };
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let mut changed = found(Thing::Person, store::people::find(&mut tx, person).await?)?;
    may_manage(staff, draft.roles, changed.roles)?;
    if changed.version != version {
        return Err(Refusal::EditConflict { version: changed.version }.into());
    }
    let was_administrator = changed.is_enabled && changed.roles.has(Role::Administrator);
    fill(&mut changed, &draft)?;
    changed.version = version.saturating_add(1);
    let is_administrator = changed.is_enabled && changed.roles.has(Role::Administrator);
    let loses_one = was_administrator && !is_administrator;
    if loses_one && store::people::count_administrators(&mut tx).await? <= 1 {
        return Err(Refusal::LastAdministrator.into());
    }
    refuse_taken(&mut tx, &changed).await?;
    if !store::people::update(&mut tx, &changed, version).await? {
        return Err(Refusal::EditConflict { version: version.saturating_add(1) }.into());
    }
    let is_out = hash.is_some() || !changed.is_enabled;
    if let Some(hash) = &hash {
        store::people::set_password(&mut tx, person, hash).await?;
    }
    if is_out && person != staff.person.id {
        store::sign_ins::delete_of(&mut tx, person).await?;
    }
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "person.edited", &person.to_string()).await?;
    tx.commit().await?;
    if is_out && person != staff.person.id {
        house.bus.tell(Topic::Floor, &Told::SignedOut { person, token_hash: None });
    }
    house.tell_person(changed.clone());
    Ok(changed)
}

/// Agents are anybody's who manages agents; managers, monitors' masters and administrators are not.
fn may_manage(staff: &Staff, wanted: Roles, held: Roles) -> Result<(), Refusal> {
    let actor = Actor::Staff(staff.clone());
    may(&actor, Action::ManagePeople, Subject::Workspace)?;
    let is_high = |roles: Roles| roles.has(Role::Manager) || roles.has(Role::Administrator);
    if is_high(wanted) || is_high(held) {
        may(&actor, Action::ManageManagers, Subject::Workspace)?;
    }
    Ok(())
}

fn fill(person: &mut Person, draft: &PersonDraft) -> Result<(), Refusal> {
    person.username = parse::username(&draft.username)?;
    person.name = parse::name(Field::Name, &draft.name)?;
    person.email = parse::email(&draft.email)?;
    if draft.roles.is_empty() {
        return Err(Refusal::invalid(Field::Roles, Problem::Missing));
    }
    person.roles = draft.roles;
    person.max_conversations = parse::within(Field::Limit, draft.max_conversations, 0, LIMIT_MAX)?;
    person.is_enabled = draft.is_enabled;
    Ok(())
}

pub(crate) async fn refuse_taken(conn: &mut store::Conn, person: &Person) -> Result<(), Error> {
    for (field, login) in [(Field::Username, &person.username), (Field::Email, &person.email)] {
        let holder = store::people::by_login(conn, login).await?;
        if holder.is_some_and(|(holder, _)| holder.id != person.id) {
            return Err(Refusal::invalid(field, Problem::Taken).into());
        }
    }
    Ok(())
}
