//! Asking a colleague into a conversation, and going again.

use model::{
    conversation::Stage,
    event::{Author, EventBody},
    id::ConversationId,
    permission::{Action, Actor, Staff},
    person::{Person, PersonRef, Role},
    refusal::{Field, Problem, Refusal, Thing},
};

use super::must_be;
use crate::{
    Error, House,
    house::found,
    writing::{Command, Tries},
};

/// How many may help in one conversation at once.
const HELPERS_LIMIT: u32 = 16;

/// Asks a colleague in by their username, with or without the `@` in front: they see the conversation and may
/// write. It counts against no limit of theirs. Returns who it is.
///
/// # Errors
/// Refusals: `NotAnAgent` (nor a manager), `NotFound` for a username nobody has, `AlreadyIn`, `WrongStage` while
/// nobody serves it, `AlreadyClosed`, `Invalid` when too many help already, `NotPermitted`.
pub async fn invite(
    house: &House,
    staff: &Staff,
    id: ConversationId,
    username: &str,
) -> Result<PersonRef, Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::Invite, conversation: id };
    let username = username.trim().trim_start_matches('@');
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let it = &writing.conversation;
        must_be(it, |stage| matches!(stage, Stage::Open { .. } | Stage::OnHold { .. }))?;
        let known = store::people::by_username(&mut writing.tx, username).await?;
        let person = found(Thing::Person, known.filter(|person| person.is_enabled))?;
        let it = &writing.conversation;
        let guest = may_help(&person)?;
        let serves = it.stage.agent().is_some_and(|agent| agent.id == guest.id);
        if serves || it.is_helped_by(guest.id) {
            return Err(Refusal::AlreadyIn { person: guest }.into());
        }
        if it.helpers.len() >= HELPERS_LIMIT as usize {
            let problem = Problem::TooMany { limit: HELPERS_LIMIT };
            return Err(Refusal::invalid(Field::Members, problem).into());
        }
        let body = EventBody::Invited { person: guest.clone() };
        writing.push(Author::Staff(staff.person.clone()), body)?;
        if writing.commit().await?.is_some() {
            return Ok(guest);
        }
    }
}

fn may_help(person: &Person) -> Result<PersonRef, Refusal> {
    if person.roles.has(Role::Agent) || person.roles.has(Role::Manager) {
        Ok(person.to_ref())
    } else {
        Err(Refusal::NotAnAgent)
    }
}

/// Goes again, having been invited; whoever is gone already changes nothing.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn leave(house: &House, staff: &Staff, id: ConversationId) -> Result<(), Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::Leave, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        if !writing.conversation.is_helped_by(staff.person.id) {
            return Ok(());
        }
        let person = staff.person.clone();
        writing.push(Author::Staff(person.clone()), EventBody::Departed { person })?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}
