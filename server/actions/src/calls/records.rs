//! What is remembered of calls: listed, looked at, and noted afterwards.

use model::{
    call::{CallDetails, CallQuery, CallRecord, WrapUp},
    id::CallId,
    page::Page,
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    refusal::{Field, Problem, Refusal, Thing},
};

use crate::{Error, House, house::found};

/// Calls this person may see, the latest first.
///
/// # Errors
/// `NotPermitted`, `Invalid` search.
pub async fn list(
    house: &House,
    staff: &Staff,
    query: &CallQuery,
) -> Result<Page<CallRecord>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewContactCenter, Subject::Workspace)?;
    let search = parse::line(Field::Search, &query.search, parse::SEARCH_LIMIT)?;
    let query = CallQuery { search, ..query.clone() };
    let mut conn = house.store.read().await?;
    let (reach, me) = (staff.reach(), staff.person.id);
    Ok(store::calls::list(&mut conn, (&reach, me), &query).await?)
}

/// One call, the one before it with the same contact, and where they can be called back, as far as this person sees
/// them.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn find(house: &House, staff: &Staff, id: CallId) -> Result<CallDetails, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewContactCenter, Subject::Workspace)?;
    let mut conn = house.store.read().await?;
    let (reach, me) = (staff.reach(), staff.person.id);
    if !store::calls::is_seen(&mut conn, (&reach, me), id).await? {
        return Err(Refusal::not_found(Thing::Call).into());
    }
    let record = found(Thing::Call, store::calls::find(&mut conn, id).await?)?;
    let last = store::calls::before(&mut conn, (&reach, me), &record).await?;
    let open = match store::conversations::open_of(&mut conn, record.contact.id).await? {
        Some(id) => store::conversations::load(&mut conn, id).await?,
        None => None,
    };
    let actor = Actor::Staff(staff.clone());
    let open = open.filter(|it| may(&actor, Action::Call, Subject::Conversation(it)).is_ok());
    Ok(CallDetails { record, last, open: open.map(|it| it.id) })
}

/// Notes something after a call: whoever may change what its conversation is about.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `Invalid`, `EditConflict`.
pub async fn wrap_up(
    house: &House,
    staff: &Staff,
    id: CallId,
    wrap_up: WrapUp,
) -> Result<CallRecord, Error> {
    let notes = parse::prose(Field::Notes, &wrap_up.notes, parse::NOTES_LIMIT)?;
    let disposition = parse::line(Field::Disposition, &wrap_up.disposition, parse::TAG_LIMIT)?;
    let mut tx = house.store.write().await?;
    let held = found(Thing::Call, store::calls::find(&mut tx, id).await?)?;
    let it = store::conversations::load(&mut tx, held.conversation).await?;
    let it = found(Thing::Call, it)?;
    let actor = Actor::Staff(staff.clone());
    may(&actor, Action::ViewConversation, Subject::Conversation(&it))
        .map_err(|_| Refusal::not_found(Thing::Call))?;
    may(&actor, Action::EditConversation, Subject::Conversation(&it))?;
    let known = store::settings::load(&mut tx).await?.calls.dispositions;
    let is_known =
        disposition.is_empty() || disposition == held.disposition || known.contains(&disposition);
    if !is_known {
        return Err(Refusal::invalid(Field::Disposition, Problem::Unknown).into());
    }
    let (before, noted) = (wrap_up.version, (notes.as_str(), disposition.as_str()));
    if !store::calls::wrap_up(&mut tx, id, before, noted).await? {
        return Err(Refusal::EditConflict { version: held.version }.into());
    }
    let saved = found(Thing::Call, store::calls::find(&mut tx, id).await?)?;
    tx.commit().await?;
    Ok(saved)
}
