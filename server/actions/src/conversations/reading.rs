//! Reading conversations: one with its log, the reason why one waits, the archive.

use model::{
    archive::ArchiveQuery,
    conversation::Conversation,
    event::Event,
    id::ConversationId,
    page::Page,
    permission::{Action, Actor, Staff, Subject, may},
    person::Person,
    reason::Reason,
    refusal::{Refusal, Thing},
    view::{desk::Entry, thread::Thread},
    wire::THREAD_EVENTS,
};

use crate::{Error, House, floor, house::found};

/// What stands on this person's desk, and everybody on the staff.
///
/// # Errors
/// Of the store.
pub async fn desk(house: &House, staff: &Staff) -> Result<(Vec<Entry>, Vec<Person>), Error> {
    let mut conn = house.store.read().await?;
    let entries = store::conversations::of_desk(&mut conn, staff).await?;
    let people = store::people::all(&mut conn).await?;
    Ok((entries, people))
}

/// The versions at which these are stored, for the heartbeat.
///
/// # Errors
/// Of the store.
pub async fn versions(
    house: &House,
    ids: &[ConversationId],
) -> Result<Vec<(ConversationId, u32)>, Error> {
    let mut conn = house.store.read().await?;
    Ok(store::conversations::versions(&mut conn, ids).await?)
}

/// A conversation an actor may see.
///
/// # Errors
/// `NotFound`.
pub async fn visible(
    house: &House,
    actor: &Actor,
    id: ConversationId,
) -> Result<Conversation, Error> {
    let mut conn = house.store.read().await?;
    let conversation =
        found(Thing::Conversation, store::conversations::load(&mut conn, id).await?)?;
    may(actor, Action::ViewConversation, Subject::Conversation(&conversation))?;
    Ok(conversation)
}

/// The conversation with what came after `since`, as this actor may see it; with its latest events, if that is
/// too long ago or 0.
///
/// # Errors
/// `NotFound`.
pub async fn thread_since(
    house: &House,
    actor: &Actor,
    id: ConversationId,
    since: u32,
) -> Result<Thread, Error> {
    let limit = u32::try_from(THREAD_EVENTS).unwrap_or(u32::MAX);
    let mut conn = house.store.read().await?;
    let entry = found(Thing::Conversation, store::conversations::load_entry(&mut conn, id).await?)?;
    let mut conversation = entry.conversation;
    may(actor, Action::ViewConversation, Subject::Conversation(&conversation))?;
    let behind = conversation.version.saturating_sub(since);
    let mut events = if since > 0 && behind <= limit {
        store::events::after(&mut conn, id, since, limit).await?
    } else {
        store::events::latest(&mut conn, id, limit).await?
    };
    // The log may have grown between the two reads: state and events must tell of the same moment.
    if events.last().is_some_and(|last| last.version > conversation.version) {
        let known = conversation.version;
        for event in events.iter().filter(|event| event.version > known) {
            conversation.apply(event);
        }
    }
    events.retain(|event| event.version <= conversation.version);
    let thread = Thread { conversation, events, cursors: entry.cursors };
    Ok(match actor {
        Actor::Visitor { .. } => thread.for_guest(),
        Actor::Staff(_) => thread,
    })
}

/// The conversation with its latest events. Opening a closed one is noted in the audit trail.
///
/// # Errors
/// `NotFound`.
pub async fn thread(house: &House, staff: &Staff, id: ConversationId) -> Result<Thread, Error> {
    let thread = thread_since(house, &Actor::Staff(staff.clone()), id, 0).await?;
    if thread.conversation.stage.is_closed() {
        let mut tx = house.store.write().await?;
        let (now, who) = (house.clock.now(), Some(staff.person.id));
        store::audit::add(&mut tx, now, who, "transcript.viewed", &id.to_string()).await?;
        tx.commit().await?;
    }
    Ok(thread)
}

/// The events just before a version, in order.
///
/// # Errors
/// `NotFound`.
pub async fn older(
    house: &House,
    staff: &Staff,
    id: ConversationId,
    before: u32,
) -> Result<Vec<Event>, Error> {
    visible(house, &Actor::Staff(staff.clone()), id).await?;
    let mut conn = house.store.read().await?;
    let limit = u32::try_from(THREAD_EVENTS).unwrap_or(u32::MAX);
    Ok(store::events::before(&mut conn, id, before, limit).await?)
}

/// Why it waits: who was considered and what each lacks.
///
/// # Errors
/// `NotFound`; `WrongStage` when it does not wait.
pub async fn why_waiting(
    house: &House,
    staff: &Staff,
    id: ConversationId,
) -> Result<Reason, Error> {
    let conversation = visible(house, &Actor::Staff(staff.clone()), id).await?;
    let subject = Subject::Conversation(&conversation);
    may(&Actor::Staff(staff.clone()), Action::ViewReasons, subject)?;
    let reading = floor::read(house).await?;
    routing::explain(&reading.floor, id)
        .ok_or_else(|| Refusal::WrongStage { stage: conversation.stage.name() }.into())
}

/// Closed conversations this person may see.
///
/// # Errors
/// `NotPermitted`, `Invalid` search.
pub async fn archive(
    house: &House,
    staff: &Staff,
    query: &ArchiveQuery,
) -> Result<Page<Conversation>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewContactCenter, Subject::Workspace)?;
    let query = query.clone().checked()?;
    let mut conn = house.store.read().await?;
    let (reach, me) = (staff.reach(), staff.person.id);
    Ok(store::conversations::archive(&mut conn, &reach, me, &query).await?)
}
