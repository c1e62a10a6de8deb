//! Getting a conversation: taken from the queue by hand, or an offer accepted or refused.

use std::sync::Arc;

use model::{
    conversation::{Conversation, Stage},
    event::{Author, EventBody, Requeue},
    id::{ConversationId, DepartmentId, PersonId},
    permission::{Action, Actor, Staff, Subject, may},
    reason::{Numbers, Reason, Test},
    refusal::{Refusal, Thing},
};
use routing::Post;

use crate::{
    Error, House, floor,
    writing::{Command, Tries, Writing},
};

/// Takes one from the queue by hand. Of two who press at once, one gets it; the other is told who has it.
///
/// # Errors
/// Refusals: `AlreadyTaken`, `AlreadyClosed`, `LimitReached`, `NotPermitted`, `NotFound`.
pub async fn take(house: &House, staff: &Staff, id: ConversationId) -> Result<Conversation, Error> {
    let command = Command { actor: None, action: Action::Take, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let rings_here = is_free_for(staff, &writing.conversation)?;
        let subject = Subject::Conversation(&writing.conversation);
        may(&Actor::Staff(staff.clone()), Action::Take, subject)?;
        let numbers = has_room(&mut writing, staff.person.id).await??;
        let agent = staff.person.clone();
        let reason = Some(Box::new(Reason::taken_by_hand(agent.clone(), numbers)));
        let author = Author::Staff(agent.clone());
        writing.push(author, EventBody::Assigned { agent, reason })?;
        if !rings_here {
            writing.remember_assignment(staff.person.id).await?;
        }
        if let Some(conversation) = writing.commit().await? {
            return Ok(Arc::unwrap_or_clone(conversation));
        }
    }
}

/// Whether it rings at this agent, or waits for anybody. Who was slower is told who has it, though they no longer
/// see it: it was in their queue a moment ago.
fn is_free_for(staff: &Staff, conversation: &Conversation) -> Result<bool, Refusal> {
    match &conversation.stage {
        Stage::Queued => return Ok(false),
        Stage::Offered { agent, .. } if agent.id == staff.person.id => return Ok(true),
        _ => {}
    }
    if staff.is_in(conversation.department) || staff.sees(conversation) {
        return Err(not_free(&conversation.stage));
    }
    Err(Refusal::not_found(Thing::Conversation))
}

pub(super) fn not_free(stage: &Stage) -> Refusal {
    match stage.agent() {
        Some(by) => Refusal::AlreadyTaken { by: by.clone() },
        None => Refusal::AlreadyClosed,
    }
}

/// The numbers of an agent who has room for one more of this kind, or the limit that is reached.
pub(crate) async fn has_room(
    writing: &mut Writing<'_>,
    person: PersonId,
) -> Result<Result<Numbers, Refusal>, Error> {
    let department = writing.conversation.department;
    has_room_in(writing, person, department).await
}

/// As [`has_room`], were the conversation in this department.
pub(super) async fn has_room_in(
    writing: &mut Writing<'_>,
    person: PersonId,
    department: Option<DepartmentId>,
) -> Result<Result<Numbers, Refusal>, Error> {
    // Two assignments of one agent must not both see the last free place.
    store::people::lock(&mut writing.tx, person).await?;
    let (rules, department, agent) =
        floor::read_agent(writing.house, &mut writing.tx, person, department).await?;
    let Some(mut agent) = agent else {
        return Ok(Err(Refusal::not_found(Thing::Person)));
    };
    let it = &writing.conversation;
    let is_counted = it.stage.is_load() && it.stage.agent().is_some_and(|a| a.id == person);
    if is_counted {
        let same =
            |l: &&mut routing::Load| l.department == it.department && l.channel == it.channel;
        if let Some(load) = agent.load.iter_mut().find(same) {
            load.count = load.count.saturating_sub(1);
        }
    }
    let post = Post::of(department.as_ref(), it.channel);
    Ok(routing::has_room(&rules, &agent, post).map_err(|test| match test {
        Test::Full { limit, load, max } => Refusal::LimitReached { limit, load, max },
        _ => Refusal::not_found(Thing::Conversation),
    }))
}

/// Accepts an offer that rings.
///
/// # Errors
/// Refusals: `OfferOver`, `NotFound`.
pub async fn accept(
    house: &House,
    staff: &Staff,
    id: ConversationId,
) -> Result<Conversation, Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::AnswerOffer, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        check_offer(&writing, staff.person.id)?;
        let agent = staff.person.clone();
        writing.push(Author::Staff(agent.clone()), EventBody::Assigned { agent, reason: None })?;
        if let Some(conversation) = writing.commit().await? {
            return Ok(Arc::unwrap_or_clone(conversation));
        }
    }
}

/// Refuses an offer that rings; it goes to the next.
///
/// # Errors
/// Refusals: `OfferOver`, `NotFound`.
pub async fn refuse(house: &House, staff: &Staff, id: ConversationId) -> Result<(), Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::AnswerOffer, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        check_offer(&writing, staff.person.id)?;
        let author = Author::Staff(staff.person.clone());
        writing.push(author, EventBody::Queued { why: Requeue::OfferRefused })?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

fn check_offer(writing: &Writing<'_>, person: PersonId) -> Result<(), Refusal> {
    match &writing.conversation.stage {
        Stage::Offered { agent, .. } if agent.id == person => Ok(()),
        _ => Err(Refusal::OfferOver),
    }
}
