//! Where a conversation may be sent now: departments and people, each with what stands in the way.

use model::{
    conversation::Conversation,
    department::Department,
    forward::{DepartmentTarget, PersonTarget, Targets, follow_fallbacks},
    id::ConversationId,
    permission::{Action, Actor, Staff, Subject, may},
    person::{Person, Role},
    refusal::{Refusal, Thing},
};
use routing::{Agent, Rules};

use super::{available_in, is_on_duty};
use crate::{Error, House, floor, house::found};

/// Departments and people this conversation may be sent to, as things stand.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn targets(house: &House, staff: &Staff, id: ConversationId) -> Result<Targets, Error> {
    let mut conn = house.store.read().await?;
    let loaded = store::conversations::load(&mut conn, id).await?;
    let conversation = found(Thing::Conversation, loaded)?;
    let subject = Subject::Conversation(&conversation);
    may(&Actor::Staff(staff.clone()), Action::Forward, subject)?;
    let people = store::people::all(&mut conn).await?;
    let departments = store::departments::all(&mut conn).await?;
    drop(conn);
    let reading = floor::read(house).await?;
    let looking = Looking {
        house,
        conversation: &conversation,
        people: &people,
        departments: &departments,
        grace_s: reading.settings.presence_grace_s,
    };
    let agents = &reading.floor.agents;
    let agent_of = |person: &Person| agents.iter().find(|agent| agent.person.id == person.id);
    Ok(Targets {
        departments: departments.iter().filter_map(|it| looking.department(it)).collect(),
        people: people
            .iter()
            .filter_map(|person| looking.person(person, agent_of(person)?, &reading.floor.rules))
            .collect(),
    })
}

struct Looking<'a> {
    house: &'a House,
    conversation: &'a Conversation,
    people: &'a [Person],
    departments: &'a [Department],
    grace_s: u32,
}

impl Looking<'_> {
    /// A disabled department and the one it is in already are nowhere to go.
    fn department(&self, it: &Department) -> Option<DepartmentTarget> {
        let here = self.conversation.department;
        if !it.is_enabled || Some(it.id) == here {
            return None;
        }
        let serves = |it: &Department| Some(it.id) != here && self.available_in(it) > 0;
        let way = follow_fallbacks(self.departments, it.id, serves);
        let instead = way.as_ref().ok().map(|(there, _)| there.clone());
        Some(DepartmentTarget {
            department: it.to_ref(),
            available: u32::try_from(self.available_in(it)).unwrap_or(u32::MAX),
            instead: instead.filter(|there| there.id != it.id),
            obstacle: way.err(),
        })
    }

    fn available_in(&self, department: &Department) -> usize {
        available_in(self.house, self.conversation, self.people, department, self.grace_s)
    }

    fn person(&self, person: &Person, agent: &Agent, rules: &Rules) -> Option<PersonTarget> {
        let serves = self.conversation.stage.agent().is_some_and(|agent| agent.id == person.id);
        if serves || !person.roles.has(Role::Agent) {
            return None;
        }
        let load = agent.load.iter().map(|load| load.count).sum();
        let own = person.max_conversations;
        let max = if own > 0 { own } else { rules.max_conversations };
        let known = person.to_ref();
        let obstacle = if !is_on_duty(self.house, person, self.grace_s) {
            Some(Refusal::NotAvailable { person: known.clone() })
        } else if max > 0 && load >= max {
            Some(Refusal::PersonFull { person: known.clone(), load, max })
        } else {
            None
        };
        Some(PersonTarget {
            person: known,
            username: person.username.clone(),
            availability: person.availability,
            load,
            max,
            departments: person.departments.clone(),
            obstacle,
        })
    }
}
