//! Canned responses: seen by scope, saved and deleted by who may, the shortcut unique for whom it is for.

use std::collections::BTreeSet;

use model::{
    canned::{CANNED_LIMIT, CannedDraft, CannedList, CannedResponse, SHARED_LIMIT, Scope},
    id::{CannedId, DepartmentId},
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    refusal::{Field, Problem, Refusal, Thing},
};
use store::{Conn, Write};

use crate::{Error, House, house::found, id};

/// Everything this person sees, unless nothing changed since the revision they hold.
///
/// # Errors
/// `NotPermitted`.
pub async fn list(house: &House, staff: &Staff, since: Option<u64>) -> Result<CannedList, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewCanned, Subject::Workspace)?;
    let mut conn = house.store.snapshot().await?;
    let revision = store::canned::revision(&mut conn).await?;
    if since == Some(revision) {
        return Ok(CannedList { revision, responses: None });
    }
    let responses = store::canned::visible(&mut conn, staff).await?;
    Ok(CannedList { revision, responses: Some(responses) })
}

/// One of them.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn find(house: &House, staff: &Staff, id: CannedId) -> Result<CannedResponse, Error> {
    let mut conn = house.store.read().await?;
    seen(&mut conn, staff, id).await
}

/// Creates one.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `ShortcutTaken`, `Invalid`.
pub async fn create(
    house: &House,
    staff: &Staff,
    draft: CannedDraft,
) -> Result<CannedResponse, Error> {
    may_save(staff, &draft.scope)?;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let revision = store::canned::advance(&mut tx).await?;
    if store::canned::count(&mut tx).await? >= u64::from(CANNED_LIMIT) {
        let problem = Problem::TooMany { limit: CANNED_LIMIT };
        return Err(Refusal::invalid(Field::Shortcut, problem).into());
    }
    let blank = CannedResponse {
        id: CannedId(id::new(now)?),
        shortcut: String::new(),
        text: String::new(),
        scope: Scope::Public,
        tags: Vec::new(),
        uses: 0,
        created_by: staff.person.clone(),
        created: now,
        version: 1,
    };
    let response = fill(&mut tx, blank, draft).await?;
    store::canned::insert(&mut tx, &response).await?;
    let change = Change { house, staff, revision, what: "canned_response.created" };
    change.finish(tx, response.id).await?;
    Ok(response)
}

/// Changes one, if nobody else did since `version`.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `EditConflict`, `ShortcutTaken`, `Invalid`.
pub async fn edit(
    house: &House,
    staff: &Staff,
    id: CannedId,
    (version, draft): (u32, CannedDraft),
) -> Result<CannedResponse, Error> {
    let mut tx = house.store.write().await?;
    let revision = store::canned::advance(&mut tx).await?;
    let held = seen(&mut tx, staff, id).await?;
    may_save(staff, &held.scope)?;
    may_save(staff, &draft.scope)?;
    if held.version != version {
        return Err(Refusal::EditConflict { version: held.version }.into());
    }
    let next = CannedResponse { version: version.saturating_add(1), ..held };
    let changed = fill(&mut tx, next, draft).await?;
    if !store::canned::update(&mut tx, &changed, version).await? {
        return Err(Refusal::EditConflict { version: version.saturating_add(1) }.into());
    }
    let change = Change { house, staff, revision, what: "canned_response.edited" };
    change.finish(tx, id).await?;
    Ok(changed)
}

/// Deletes one. One that is gone already is `NotFound`.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn remove(house: &House, staff: &Staff, id: CannedId) -> Result<(), Error> {
    let mut tx = house.store.write().await?;
    let revision = store::canned::advance(&mut tx).await?;
    let held = seen(&mut tx, staff, id).await?;
    may(&Actor::Staff(staff.clone()), Action::RemoveCanned, Subject::Canned(&held.scope))?;
    store::canned::remove(&mut tx, id).await?;
    let change = Change { house, staff, revision, what: "canned_response.deleted" };
    change.finish(tx, id).await
}

/// A change that is written and has to be noted, committed and told.
struct Change<'a> {
    house: &'a House,
    staff: &'a Staff,
    revision: u64,
    what: &'static str,
}

impl Change<'_> {
    async fn finish(self, mut tx: Write, id: CannedId) -> Result<(), Error> {
        let (now, who) = (self.house.clock.now(), Some(self.staff.person.id));
        store::audit::add(&mut tx, now, who, self.what, &id.to_string()).await?;
        tx.commit().await?;
        self.house.tell_canned(self.revision, id);
        Ok(())
    }
}

fn may_save(staff: &Staff, scope: &Scope) -> Result<(), Refusal> {
    may(&Actor::Staff(staff.clone()), Action::SaveCanned, Subject::Canned(scope))
}

/// What they may not see is not there.
async fn seen(conn: &mut Conn, staff: &Staff, id: CannedId) -> Result<CannedResponse, Error> {
    let held = found(Thing::CannedResponse, store::canned::find(conn, id).await?)?;
    may(&Actor::Staff(staff.clone()), Action::ViewCanned, Subject::Canned(&held.scope))?;
    Ok(held)
}

async fn fill(
    conn: &mut Conn,
    into: CannedResponse,
    draft: CannedDraft,
) -> Result<CannedResponse, Error> {
    let text = parse::prose(Field::Text, &draft.text, parse::MESSAGE_LIMIT)?;
    let filled = CannedResponse {
        shortcut: parse::shortcut(&draft.shortcut)?,
        text: parse::required(Field::Text, text)?,
        scope: scope(conn, draft.scope).await?,
        tags: parse::tags(&draft.tags)?,
        ..into
    };
    let others = store::canned::named(conn, &filled.shortcut).await?;
    let rival = others.into_iter().find(|other| other.id != filled.id && clash(other, &filled));
    match rival {
        Some(rival) => {
            let (by, scope) = (rival.created_by, rival.scope.name());
            Err(Refusal::ShortcutTaken { by, scope }.into())
        }
        None => Ok(filled),
    }
}

/// Departments that exist, each once.
pub(crate) async fn scope(conn: &mut Conn, scope: Scope) -> Result<Scope, Error> {
    let Scope::Departments(ids) = scope else { return Ok(scope) };
    let ids: BTreeSet<DepartmentId> = ids.into_iter().collect();
    if ids.is_empty() {
        return Err(Refusal::invalid(Field::Department, Problem::Missing).into());
    }
    if ids.len() > SHARED_LIMIT as usize {
        let problem = Problem::TooMany { limit: SHARED_LIMIT };
        return Err(Refusal::invalid(Field::Department, problem).into());
    }
    let known = store::departments::all(conn).await?;
    if !ids.iter().all(|id| known.iter().any(|department| department.id == *id)) {
        return Err(Refusal::invalid(Field::Department, Problem::Unknown).into());
    }
    Ok(Scope::Departments(ids.into_iter().collect()))
}

/// Whether two of the same shortcut are for the same people by the same right. One's own may be called like a
/// public one: it is offered first.
fn clash(one: &CannedResponse, other: &CannedResponse) -> bool {
    match (&one.scope, &other.scope) {
        (Scope::Public, Scope::Public) => true,
        (Scope::Private(one), Scope::Private(other)) => one == other,
        (Scope::Departments(one), Scope::Departments(other)) => {
            one.iter().any(|id| other.contains(id))
        }
        _ => false,
    }
}
