//! Handing a conversation over: back to the queue, on to a department or a colleague, and taking that back.

mod targets;

use model::{
    availability::Availability,
    conversation::{Conversation, Stage},
    department::Department,
    event::{Author, EventBody, Requeue},
    forward::{Forward, follow_fallbacks},
    id::{ConversationId, DepartmentId, PersonId},
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    person::{Person, PersonRef, Role},
    reason::Reason,
    refusal::{Field, Problem, Refusal, Thing},
    settings::Delivery,
};

use super::{
    must_be, not_free,
    taking::{has_room, has_room_in},
};
use crate::{
    Error, House,
    house::found,
    writing::{Command, Tries, Writing},
};
pub use targets::targets;

/// Where to send a conversation: to a department, to somebody, or to somebody in a department.
#[derive(Debug, Clone, Copy, Default)]
pub struct Target {
    pub department: Option<DepartmentId>,
    pub person: Option<PersonId>,
}

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

/// Sends it on, in its old place in the queue. To a department: it waits there for whoever routing finds; while
/// nobody is available there, it goes where the department falls back to. To somebody: they get it, or it rings
/// at them, if they may serve it and have room. Returns where it went.
///
/// # Errors
/// Refusals: `Invalid` without a target, `NotFound` and `DepartmentDisabled` (the department), `SameDepartment`,
/// `NobodyThere`; `NotFound`, `NotAnAgent`, `AlreadyIn`, `NotInDepartment`, `NotAvailable`, `PersonFull` (the
/// person); `WrongStage`, `AlreadyClosed`, `NotPermitted`.
pub async fn forward(
    house: &House,
    staff: &Staff,
    id: ConversationId,
    target: Target,
    comment: &str,
) -> Result<Forward, Error> {
    let comment = parse::prose(Field::Comment, comment, parse::NOTES_LIMIT)?;
    if target.department.is_none() && target.person.is_none() {
        return Err(Refusal::invalid(Field::Department, Problem::Missing).into());
    }
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::Forward, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let it = &writing.conversation;
        must_be(it, |stage| matches!(stage, Stage::Queued | Stage::Open { .. }))?;
        let from = it.stage.agent().cloned();
        let way = find_way(&mut writing, target).await?;
        let forward = Forward { from, comment: comment.clone(), ..way };
        let author = Author::Staff(staff.person.clone());
        writing.push(author, EventBody::Forwarded(Box::new(forward.clone())))?;
        if let Some(person) = &forward.person {
            give_to(&mut writing, person, staff.person.id).await?;
        }
        if writing.commit().await?.is_some() {
            return Ok(forward);
        }
    }
}

async fn find_way(writing: &mut Writing<'_>, target: Target) -> Result<Forward, Error> {
    let departments = store::departments::all(&mut writing.tx).await?;
    let Some(id) = target.person else {
        let people = store::people::all(&mut writing.tx).await?;
        let settings = store::settings::load(&mut writing.tx).await?;
        let wanted = target.department.ok_or(Refusal::not_found(Thing::Department))?;
        let it = &writing.conversation;
        if it.department == Some(wanted) {
            return Err(Refusal::SameDepartment.into());
        }
        let grace_s = settings.presence_grace_s;
        // What falls back to where it is already has gone nowhere.
        let serves = |there: &Department| {
            Some(there.id) != it.department
                && available_in(writing.house, it, &people, there, grace_s) > 0
        };
        let (department, passed) = follow_fallbacks(&departments, wanted, serves)?;
        return Ok(Forward { department: Some(department), passed, ..Forward::default() });
    };
    let department = wanted_department(&departments, target.department)?;
    let found_person = store::people::find(&mut writing.tx, id).await?;
    let person = found(Thing::Person, found_person.filter(|person| person.is_enabled))?;
    let settings = store::settings::load(&mut writing.tx).await?;
    let it = &writing.conversation;
    let serving = department.as_ref().map(|d| d.id).or(it.department);
    check_person(it, &person, serving)?;
    let is_there = is_on_duty(writing.house, &person, settings.presence_grace_s);
    if !is_there {
        return Err(Refusal::NotAvailable { person: person.to_ref() }.into());
    }
    let department = department.map(|department| department.to_ref());
    Ok(Forward { department, person: Some(person.to_ref()), ..Forward::default() })
}

fn wanted_department(
    departments: &[Department],
    wanted: Option<DepartmentId>,
) -> Result<Option<&Department>, Refusal> {
    let Some(id) = wanted else { return Ok(None) };
    let known = departments.iter().find(|department| department.id == id);
    let department = known.ok_or(Refusal::not_found(Thing::Department))?;
    if department.is_enabled {
        Ok(Some(department))
    } else {
        Err(Refusal::DepartmentDisabled { department: department.to_ref() })
    }
}

/// Whether this person could serve it at all, room and presence aside.
fn check_person(
    conversation: &Conversation,
    person: &Person,
    department: Option<DepartmentId>,
) -> Result<(), Refusal> {
    if !person.roles.has(Role::Agent) {
        return Err(Refusal::NotAnAgent);
    }
    if conversation.stage.agent().is_some_and(|agent| agent.id == person.id) {
        return Err(Refusal::AlreadyIn { person: person.to_ref() });
    }
    if department.is_some_and(|id| !person.departments.contains(&id)) {
        return Err(Refusal::NotInDepartment { person: person.to_ref() });
    }
    Ok(())
}

fn is_on_duty(house: &House, person: &Person, grace_s: u32) -> bool {
    let grace_ms = i64::from(grace_s).saturating_mul(1_000);
    person.is_enabled
        && person.availability == Availability::Available
        && house.presence.is_present(person.id, house.clock.now(), grace_ms)
}

/// How many of a department's agents are available, whoever serves the conversation now not counted.
fn available_in(
    house: &House,
    conversation: &Conversation,
    people: &[Person],
    department: &Department,
    grace_s: u32,
) -> usize {
    let serving = conversation.stage.agent().map(|agent| agent.id);
    let can = |person: &&Person| {
        Some(person.id) != serving
            && person.roles.has(Role::Agent)
            && department.members.iter().any(|member| member.person == person.id)
            && is_on_duty(house, person, grace_s)
    };
    people.iter().filter(can).count()
}

/// The conversation waits in the right queue already: hands it to the person, or lets it ring there.
async fn give_to(
    writing: &mut Writing<'_>,
    person: &PersonRef,
    sender: PersonId,
) -> Result<(), Error> {
    let full = |refusal| match refusal {
        Refusal::LimitReached { load, max, .. } => {
            Refusal::PersonFull { person: person.clone(), load, max }
        }
        other => other,
    };
    let numbers = has_room(writing, person.id).await?.map_err(full)?;
    let settings = store::settings::load(&mut writing.tx).await?;
    let (agent, reason) = (person.clone(), Box::new(Reason::forwarded(person.clone(), numbers)));
    let body = match settings.delivery {
        Delivery::Offer { timeout_s } if person.id != sender => {
            let deadline = writing.now.plus(i64::from(timeout_s) * 1_000);
            EventBody::Offered { agent, deadline, reason }
        }
        _ => EventBody::Assigned { agent, reason: Some(reason) },
    };
    writing.push(Author::System, body)?;
    writing.remember_assignment(person.id).await
}

/// Takes back what this person returned or forwarded a moment ago, as long as no colleague did anything with it.
///
/// # Errors
/// Refusals: `AlreadyTaken` and `AlreadyClosed` (somebody was faster), `TooLateToUndo`, `LimitReached` (whoever had
/// it got another one since), `NotFound`.
pub async fn take_back(house: &House, staff: &Staff, id: ConversationId) -> Result<(), Error> {
    let actor = Actor::Staff(staff.clone());
    // Whoever sent it where they see nothing can take it back all the same.
    let command = Command { actor: None, action: Action::TakeBack, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let it = &writing.conversation;
        let me = staff.person.id;
        let Some(handed) = it.handed.clone().filter(|handed| handed.is_open_to(me, writing.now))
        else {
            may(&actor, Action::TakeBack, Subject::Conversation(it))?;
            return Err(too_late(it, me).into());
        };
        staff.needs(model::permission::Permission::TransferGuest)?;
        let (agent, department) = (handed.agent, handed.department);
        if let Some(agent) = &agent {
            has_room_in(&mut writing, agent.id, department).await??;
        }
        let author = Author::Staff(staff.person.clone());
        writing.push(author, EventBody::TakenBack { agent, department })?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

fn too_late(conversation: &Conversation, me: PersonId) -> Refusal {
    let other = conversation.stage.agent().is_some_and(|agent| agent.id != me);
    if conversation.stage.is_closed() || other {
        not_free(&conversation.stage)
    } else {
        Refusal::TooLateToUndo
    }
}
