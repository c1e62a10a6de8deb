//! Calls: started, answered and ended here; the talk itself goes from browser to browser.

mod ice;
mod lines;
mod records;
mod signals;

use model::{
    call::{Call, CallAct, CallEnd, CallKind, CallSettings, CallStep, Ice},
    conversation::{Conversation, Stage},
    cursor::Side,
    event::{Author, EventBody},
    id::{CallId, ConversationId, PersonId},
    permission::{Action, Actor},
    person::PersonRef,
    refusal::{Refusal, Thing},
};

use bus::Topic;

use crate::{
    Error, House,
    conversations::must_be,
    id,
    writing::{Command, Tries, Writing},
};
pub use ice::know_servers;
pub(crate) use ice::{Servers, check_relay};
pub use lines::{Lines, keep, sweep};
pub use records::{find, list, wrap_up};
pub use signals::signal;

/// Starts a call in a conversation, or does something with the one that goes on. Gives how the other browser is
/// reached, where that is wanted.
///
/// # Errors
/// Refusals: `CallsOff`, `AlreadyCalling`, `InACall`, `GuestNotHere`, `NotAvailable`, `WrongStage`, `AlreadyTaken`
/// (a colleague serves it), `AlreadyClosed`, `CallOver`, `TooFast`, `NotFound`.
pub async fn act(
    house: &House,
    actor: &Actor,
    conversation: ConversationId,
    act: CallAct,
) -> Result<Ice, Error> {
    house.blocked.check(house, actor).await?;
    let command = Command { actor: Some(actor), action: Action::Call, conversation };
    if matches!(act, CallAct::Start(_)) {
        house.lines.starts.take(conversation, house.clock.now())?;
    }
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let settings = store::settings::load(&mut writing.tx).await?.calls;
        if let CallAct::Start(kind) = act {
            start(&mut writing, actor, kind, &settings).await?;
        } else if let Some(step) = step_of(&writing.conversation, actor, act)? {
            let call = writing.conversation.call.as_ref().map(|call| call.id);
            let call = call.ok_or(Refusal::CallOver)?;
            writing.push(author_of(actor), EventBody::Call { call, step })?;
        }
        let Some(now) = writing.commit().await? else { continue };
        let Some(call) = &now.call else { return Ok(Ice::default()) };
        house.lines.hear(call.id, side_of(actor), house.clock.now());
        let wants_to_talk =
            matches!(act, CallAct::Start(_) | CallAct::Answer(_) | CallAct::Join(_));
        if call.kind == CallKind::Link || !wants_to_talk {
            return Ok(Ice::default());
        }
        return Ok(ice::of(house, &settings, call));
    }
}

async fn start(
    writing: &mut Writing<'_>,
    actor: &Actor,
    kind: CallKind,
    settings: &CallSettings,
) -> Result<(), Error> {
    let agent = serving(&writing.conversation, actor)?;
    let may_start = match actor {
        Actor::Staff(_) => true,
        Actor::Visitor { .. } => settings.guests_may_call && kind != CallKind::Link,
    };
    if !may_start || !settings.has(kind) {
        return Err(Refusal::CallsOff { kind }.into());
    }
    if writing.conversation.call.is_some() {
        return Err(Refusal::AlreadyCalling.into());
    }
    check_other_side(writing, actor, kind, &agent)?;
    // One call at a time, whatever else: two that begin must not both see none.
    store::people::lock(&mut writing.tx, agent.id).await?;
    if !store::calls::open(&mut writing.tx, Some(agent.id)).await?.is_empty() {
        return Err(Refusal::InACall.into());
    }
    let link = if kind == CallKind::Link {
        let room: String = id::random::<16>()?.iter().map(|byte| format!("{byte:02x}")).collect();
        model::call::link_for(&settings.link, &room, writing.conversation.id, &agent.name)
    } else {
        String::new()
    };
    let call = CallId(id::new(writing.now)?);
    let step = CallStep::Rang { kind, link };
    writing.push(author_of(actor), EventBody::Call { call, step })
}

/// Whoever is called must be there to hear it ring; a conference waits for them.
fn check_other_side(
    writing: &Writing<'_>,
    actor: &Actor,
    kind: CallKind,
    agent: &PersonRef,
) -> Result<(), Refusal> {
    let house = writing.house;
    match actor {
        Actor::Staff(_) => {
            let guest = Topic::Conversation(writing.conversation.id);
            if kind != CallKind::Link && house.bus.listeners(guest) == 0 {
                return Err(Refusal::GuestNotHere);
            }
        }
        Actor::Visitor { .. } => {
            if house.presence.gone_since(agent.id).is_some() {
                return Err(Refusal::NotAvailable { person: agent.clone() });
            }
        }
    }
    Ok(())
}

/// The agent who serves it; of the staff, only they call.
fn serving(conversation: &Conversation, actor: &Actor) -> Result<PersonRef, Refusal> {
    must_be(conversation, |stage| matches!(stage, Stage::Open { .. }))?;
    let agent = conversation.stage.agent().cloned();
    let agent = agent.ok_or(Refusal::WrongStage { stage: conversation.stage.name() })?;
    match me(actor) {
        Some(me) if me != agent.id => Err(Refusal::AlreadyTaken { by: agent }),
        _ => Ok(agent),
    }
}

/// What an act comes to; `None`: nothing is to be done.
fn step_of(
    conversation: &Conversation,
    actor: &Actor,
    act: CallAct,
) -> Result<Option<CallStep>, Refusal> {
    let id = match act {
        CallAct::Start(_) => return Ok(None),
        CallAct::Answer(id)
        | CallAct::Decline(id)
        | CallAct::HangUp(id)
        | CallAct::Hold(id)
        | CallAct::Resume(id)
        | CallAct::Join(id)
        | CallAct::Fail(id)
        | CallAct::Break(id) => id,
    };
    let Some(call) = current(conversation, actor, id)? else {
        // Both hang up, and both are right.
        let is_wanted = matches!(act, CallAct::Answer(_) | CallAct::Join(_))
            || matches!(act, CallAct::Hold(_) | CallAct::Resume(_));
        return if is_wanted { Err(Refusal::CallOver) } else { Ok(None) };
    };
    let is_callee = call.by != side_of(actor);
    let is_agent = side_of(actor) == Side::Staff;
    let ended = |why| Ok(Some(CallStep::Ended(why)));
    match act {
        CallAct::Start(_) | CallAct::Join(_) => Ok(None),
        CallAct::Answer(_) if !is_callee => Err(Refusal::AlreadyCalling),
        CallAct::Answer(_) if call.rings() => Ok(Some(CallStep::Answered)),
        // Everybody may go into a conference again.
        CallAct::Answer(_) if call.kind == CallKind::Link => Ok(None),
        CallAct::Answer(_) => Err(Refusal::AlreadyCalling),
        CallAct::Decline(_) if is_callee && call.rings() => ended(CallEnd::Declined),
        CallAct::Decline(_) | CallAct::HangUp(_) => ended(CallEnd::HungUp),
        CallAct::Fail(_) => ended(CallEnd::Failed),
        CallAct::Break(_) => ended(CallEnd::Lost),
        CallAct::Hold(_) | CallAct::Resume(_) if !is_agent => Err(Refusal::not_found(Thing::Call)),
        CallAct::Hold(_) if call.rings() => Err(Refusal::CallOver),
        CallAct::Hold(_) => Ok(call.held.is_none().then_some(CallStep::Held)),
        CallAct::Resume(_) => Ok(call.held.is_some().then_some(CallStep::Resumed)),
    }
}

/// The call that goes on, if it is this one and this actor's.
fn current<'c>(
    conversation: &'c Conversation,
    actor: &Actor,
    id: CallId,
) -> Result<Option<&'c Call>, Refusal> {
    let Some(call) = conversation.call.as_ref().filter(|call| call.id == id) else {
        return Ok(None);
    };
    match me(actor) {
        Some(me) if me != call.agent.id => Err(Refusal::AlreadyTaken { by: call.agent.clone() }),
        _ => Ok(Some(call)),
    }
}

fn author_of(actor: &Actor) -> Author {
    match actor {
        Actor::Staff(staff) => Author::Staff(staff.person.clone()),
        Actor::Visitor { .. } => Author::Guest,
    }
}

const fn side_of(actor: &Actor) -> Side {
    match actor {
        Actor::Staff(_) => Side::Staff,
        Actor::Visitor { .. } => Side::Guest,
    }
}

const fn me(actor: &Actor) -> Option<PersonId> {
    match actor {
        Actor::Staff(staff) => Some(staff.person.id),
        Actor::Visitor { .. } => None,
    }
}
