//! Who had what at which moment, so that routing itself can say why each conversation went where it went.

use std::collections::BTreeMap;

use model::{
    conversation::Conversation,
    department::Department,
    event::Author,
    id::{ConversationId, DepartmentId, PersonId},
    moment::Moment,
    person::{Person, PersonRef, Role},
    reason::Reason,
    settings::Algorithm,
};
use routing::{Agent, Decided, Floor, Load, Membership, Post, Received, Rules, Waiting};

use super::crew::Crew;

const DAY_MS: i64 = 86_400_000;
/// How often a full agent's next free place is waited for.
const TRIES: usize = 6;

/// One conversation at one agent, for a while.
#[derive(Debug, Clone, Copy)]
struct Shift {
    person: PersonId,
    department: Option<DepartmentId>,
    conversation: ConversationId,
    from: Moment,
    until: Moment,
}

/// How a conversation came to its agent.
#[derive(Debug)]
pub(super) struct Accepted {
    /// Later than asked for where the agent had no room.
    pub(super) at: Moment,
    pub(super) author: Author,
    pub(super) reason: Option<Box<Reason>>,
}

/// An assignment, as the store should remember it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Given {
    pub(super) at: Moment,
    pub(super) person: PersonId,
    pub(super) department: Option<DepartmentId>,
}

/// The agents' books.
#[derive(Debug)]
pub(super) struct Rota<'c> {
    crew: &'c Crew,
    rules: Rules,
    shifts: Vec<Shift>,
    given: Vec<Given>,
    received: BTreeMap<(PersonId, Option<DepartmentId>, i64), u32>,
    last: BTreeMap<PersonId, Moment>,
}

impl<'c> Rota<'c> {
    pub(super) fn new(crew: &'c Crew) -> Self {
        Self {
            crew,
            rules: Rules::from(&crew.settings),
            shifts: Vec::new(),
            given: Vec::new(),
            received: BTreeMap::new(),
            last: BTreeMap::new(),
        }
    }

    /// An agent gets a conversation at a moment, or as soon after as there is room.
    pub(super) fn accept(&mut self, it: &Conversation, agent: &PersonRef, at: Moment) -> Accepted {
        let arrived = it.arrived;
        self.shifts.retain(|shift| shift.until > arrived);
        let is_by_hand = self
            .department(it.department)
            .is_none_or(|d| d.algorithm == Some(Algorithm::ManualSelection));
        let mut at = at;
        let mut reason = None;
        for _ in 0..TRIES {
            reason =
                if is_by_hand { self.by_hand(it, agent, at) } else { self.picked(it, agent, at) };
            match self.next_free(agent.id, at) {
                Some(later) if reason.is_none() => at = later,
                _ => break,
            }
        }
        self.note(it, agent.id, at);
        let author = if is_by_hand { Author::Staff(agent.clone()) } else { Author::System };
        Accepted { at, author, reason: reason.map(Box::new) }
    }

    /// A conversation left its agent.
    pub(super) fn release(&mut self, conversation: ConversationId, at: Moment) {
        let held = self.shifts.iter_mut();
        for shift in held.filter(|s| s.conversation == conversation && s.until > at) {
            shift.until = at;
        }
    }

    /// What each agent received on their last day in each department, in order: what is remembered of it all.
    pub(super) fn last_days(&self) -> Vec<Given> {
        let mut latest = BTreeMap::new();
        for given in &self.given {
            let day = latest.entry((given.person, given.department)).or_insert(0);
            *day = given.day().max(*day);
        }
        let is_last =
            |given: &&Given| latest.get(&(given.person, given.department)) == Some(&given.day());
        let mut last: Vec<Given> = self.given.iter().filter(is_last).copied().collect();
        last.sort_unstable();
        last
    }

    fn note(&mut self, it: &Conversation, person: PersonId, from: Moment) {
        let department = it.department;
        self.shifts.push(Shift {
            person,
            department,
            conversation: it.id,
            from,
            until: Moment(i64::MAX),
        });
        let given = Given { at: from, person, department };
        self.given.push(given);
        let today = self.received.entry((person, department, given.day())).or_default();
        *today = today.saturating_add(1);
        let last = self.last.entry(person).or_insert(from);
        *last = from.max(*last);
    }

    /// When the first of an agent's conversations after this moment ends.
    fn next_free(&self, person: PersonId, at: Moment) -> Option<Moment> {
        let theirs = self.shifts.iter().filter(|shift| shift.person == person);
        theirs.map(|shift| shift.until).filter(|until| *until > at && until.0 < i64::MAX).min()
    }

    fn by_hand(&self, it: &Conversation, agent: &PersonRef, at: Moment) -> Option<Reason> {
        let person = self.crew.people.iter().find(|p| p.id == agent.id)?;
        let department = self.department(it.department).map(routing::Department::from);
        let post = Post::of(department.as_ref(), it.channel);
        let numbers = routing::has_room(&self.rules, &self.agent(person, at, true), post).ok()?;
        Some(Reason::taken_by_hand(agent.clone(), numbers))
    }

    /// Asks routing; whoever it would rather have had was away.
    fn picked(&self, it: &Conversation, agent: &PersonRef, at: Moment) -> Option<Reason> {
        let mut away = Vec::new();
        loop {
            let plan = routing::plan(&self.floor(it, at, &away));
            let decision = plan.decisions.into_iter().next()?;
            match decision.verdict {
                Decided::Assign { agent: chosen } if chosen.id == agent.id => {
                    return Some(decision.reason);
                }
                Decided::Assign { agent: chosen } if !away.contains(&chosen.id) => {
                    away.push(chosen.id);
                }
                _ => return None,
            }
        }
    }

    fn floor(&self, it: &Conversation, now: Moment, away: &[PersonId]) -> Floor {
        let agents = self.crew.people.iter().filter(|p| p.roles.has(Role::Agent));
        Floor {
            now,
            rules: self.rules,
            departments: self
                .crew
                .departments()
                .into_iter()
                .map(routing::Department::from)
                .collect(),
            agents: agents
                .map(|person| self.agent(person, now, !away.contains(&person.id)))
                .collect(),
            waiting: Vec::from([Waiting {
                conversation: it.id,
                department: it.department,
                channel: it.channel,
                priority: it.priority,
                sla_due: it.sla_due,
                arrived: it.arrived,
                declined: it.declined.clone(),
                declined_at: it.declined_at,
                queued: it.queued_at,
                preferred: Vec::new(),
            }]),
            offers: Vec::new(),
        }
    }

    fn agent(&self, person: &Person, now: Moment, is_available: bool) -> Agent {
        let today = now.0.div_euclid(DAY_MS);
        let received = |department: &&Department| {
            let department = Some(department.id);
            let today = self.received.get(&(person.id, department, today))?;
            Some(Received { department, today: *today })
        };
        let membership = |department: &&Department| {
            let member = department.members.iter().find(|m| m.person == person.id)?;
            Some(Membership { department: department.id, order: member.order })
        };
        let departments = self.crew.departments();
        Agent {
            person: person.to_ref(),
            username: person.username.clone(),
            is_available,
            is_present: true,
            max_conversations: person.max_conversations,
            memberships: departments.iter().filter_map(membership).collect(),
            load: self.load(person.id, now),
            last_assigned: self.last.get(&person.id).copied(),
            received: departments.iter().filter_map(received).collect(),
        }
    }

    fn load(&self, person: PersonId, now: Moment) -> Vec<Load> {
        let held = self.shifts.iter();
        held.filter(|s| s.person == person && s.from <= now && s.until > now)
            .map(|shift| Load {
                department: shift.department,
                channel: model::conversation::Channel::Chat,
                count: 1,
            })
            .collect()
    }

    fn department(&self, id: Option<DepartmentId>) -> Option<&'c Department> {
        let departments = self.crew.departments();
        departments.into_iter().find(|d| Some(d.id) == id)
    }
}

impl Given {
    const fn day(&self) -> i64 {
        self.at.0.div_euclid(DAY_MS)
    }
}
