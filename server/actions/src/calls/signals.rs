//! What the two browsers of a call tell each other to find a way: sent on to the other one, and to nobody else.

use std::sync::Arc;

use bus::{Told, Topic};
use model::{
    call::{SIGNAL_LIMIT_BYTES, Signal},
    conversation::Conversation,
    cursor::Side,
    id::PersonId,
    permission::{Action, Actor, Subject, may},
    refusal::{Field, Problem, Refusal},
    wire::Pulse,
};

use super::{current, side_of};
use crate::{Error, House, conversations};

/// Sends a signal on, if its sender is one of the two whose call goes on. Without a text it only says that the
/// sender is still there.
///
/// # Errors
/// Refusals: `CallOver`, `AlreadyTaken`, `NotFound`, `NotPermitted`, `Invalid` (too large), `TooFast`.
pub async fn signal(house: &House, actor: &Actor, signal: Signal) -> Result<(), Error> {
    if signal.text.len() > SIGNAL_LIMIT_BYTES {
        let limit = u32::try_from(SIGNAL_LIMIT_BYTES).unwrap_or(u32::MAX);
        return Err(Refusal::invalid(Field::Text, Problem::TooLong { limit }).into());
    }
    house.blocked.check(house, actor).await?;
    let (side, now) = (side_of(actor), house.clock.now());
    let agent = agent_of(house, actor, &signal).await?;
    house.lines.signals.take((signal.call, side), now)?;
    house.lines.hear(signal.call, side, now);
    if signal.text.is_empty() {
        return Ok(());
    }
    let to = match side {
        Side::Staff => Topic::Conversation(signal.conversation),
        Side::Guest => Topic::Person(agent),
    };
    house.bus.tell(to, &Told::Pulse(Arc::new(Pulse::Signal(signal))));
    Ok(())
}

/// The agent of the call, if the sender is one of its two sides: by what is remembered, else by what is stored.
async fn agent_of(house: &House, actor: &Actor, signal: &Signal) -> Result<PersonId, Error> {
    let remembered = house.heads.get(signal.conversation);
    if let Some(agent) = remembered.and_then(|head| party(&head, actor, signal).ok()) {
        return Ok(agent);
    }
    let stored = conversations::visible(house, actor, signal.conversation).await?;
    Ok(party(&stored, actor, signal)?)
}

fn party(it: &Conversation, actor: &Actor, signal: &Signal) -> Result<PersonId, Refusal> {
    may(actor, Action::Call, Subject::Conversation(it))?;
    let call = current(it, actor, signal.call)?.ok_or(Refusal::CallOver)?;
    Ok(call.agent.id)
}
