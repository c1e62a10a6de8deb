//! Placing a conversation on hold, and resuming it.

use model::{
    conversation::{Spoke, Stage},
    event::{Author, EventBody},
    id::ConversationId,
    moment::Moment,
    permission::{Action, Actor, Staff},
    refusal::Refusal,
    settings::Settings,
};

use super::{must_be, taking::has_room};
use crate::{
    Error, House,
    writing::{Command, Tries, Writing},
};

/// Places it on hold; only while the last message is the agent's, unless the workspace lets that be.
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
        let settings = store::settings::load(&mut writing.tx).await?;
        let last = writing.conversation.last_line.as_ref();
        if settings.hold_needs_answer && last.is_none_or(|line| line.by == Spoke::Guest) {
            return Err(Refusal::GuestSpokeLast.into());
        }
        let until = hold_ends(&mut writing, &settings).await?;
        writing.push(Author::Staff(staff.person.clone()), EventBody::Held { until })?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

/// When a hold that begins now ends by itself: as the department says, else the workspace.
async fn hold_ends(
    writing: &mut Writing<'_>,
    settings: &Settings,
) -> Result<Option<Moment>, Error> {
    let department = match writing.conversation.department {
        Some(id) => store::departments::find(&mut writing.tx, id).await?,
        None => None,
    };
    let limit_s = department.and_then(|d| d.hold_limit_s).unwrap_or(settings.hold_limit_s);
    Ok((limit_s > 0).then(|| writing.now.plus(i64::from(limit_s) * 1_000)))
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
