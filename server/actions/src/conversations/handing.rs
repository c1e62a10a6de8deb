//! Handing a conversation over: back to the queue.

use model::{
    conversation::Stage,
    event::{Author, EventBody, Requeue},
    id::ConversationId,
    permission::{Action, Actor, Staff},
};

use super::must_be;
use crate::{
    Error, House,
    writing::{Command, Tries},
};

/// Moves it back to the queue of its department, in its old place; not from hold.
///
/// # Errors
/// Refusals: `WrongStage`, `AlreadyClosed`, `NotFound`, `NotPermitted`.
pub async fn return_to_queue(
    house: &House,
    staff: &Staff,
    id: ConversationId,
) -> Result<(), Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::ReturnToQueue, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        must_be(&writing.conversation, |stage| matches!(stage, Stage::Open { .. }))?;
        let author = Author::Staff(staff.person.clone());
        writing.push(author, EventBody::Queued { why: Requeue::Returned })?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}
