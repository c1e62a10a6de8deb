//! Placing a conversation on hold, and resuming it.

use model::{
    conversation::{Spoke, Stage},
    event::{Author, EventBody},
    id::ConversationId,
    permission::{Action, Actor, Staff},
    refusal::Refusal,
};

use super::{must_be, taking::has_room};
use crate::{
    Error, House,
    writing::{Command, Tries},
};

/// Places it on hold; only while the last message is the agent's.
///
/// # Errors
/// Refusals: `GuestSpokeLast`, `WrongStage`, `AlreadyClosed`, `NotFound`.
pub async fn hold(house: &House, staff: &Staff, id: ConversationId) -> Result<(), Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::Hold, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        must_be(&writing.conversation, |stage| matches!(stage, Stage::Open { .. }))?;
        let last = writing.conversation.last_line.as_ref();
        if last.is_none_or(|line| line.by == Spoke::Guest) {
            return Err(Refusal::GuestSpokeLast.into());
        }
        writing.push(Author::Staff(staff.person.clone()), EventBody::Held)?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

/// Resumes it from hold, if its agent has room.
///
/// # Errors
/// Refusals: `LimitReached`, `WrongStage`, `AlreadyClosed`, `NotFound`.
pub async fn resume(house: &House, staff: &Staff, id: ConversationId) -> Result<(), Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::Resume, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        must_be(&writing.conversation, |stage| matches!(stage, Stage::OnHold { .. }))?;
        let holder = writing.conversation.stage.agent().map(|agent| agent.id);
        has_room(&mut writing, holder.unwrap_or(staff.person.id)).await??;
        writing.push(Author::Staff(staff.person.clone()), EventBody::Resumed)?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}
