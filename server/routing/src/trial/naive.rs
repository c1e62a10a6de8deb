//! The rules of routing read literally, without a thought for speed. The engine must come to the same plan.

use alloc::{collections::BTreeMap, vec::Vec};
use core::cmp::Ordering;

use model::{
    event::Requeue,
    id::{ConversationId, PersonId},
    moment::Moment,
    reason::{Failures, Reason, Rule, Test},
    refusal::Limit,
    settings::{Algorithm, QueueOrder},
};

use super::execute::execute;
use crate::{ASK_AGAIN_MS, Agent, Decided, Decision, Floor, Waiting};

/// Who gets what, in order; `None`: taken back from an agent.
pub(super) type Step = (ConversationId, Option<PersonId>);

pub(super) fn plan(floor: &Floor) -> Vec<Step> {
    let mut floor = floor.clone();
    let mut steps = Vec::new();
    for decision in ended(&floor) {
        execute(&mut floor, &decision);
        steps.push((decision.conversation, None));
    }
    let mut serials = BTreeMap::new();
    for waiting in in_order(&floor) {
        let Some(agent) = choice(&floor, &waiting, &serials) else {
            continue;
        };
        let (id, person) = (waiting.conversation, agent.person.clone());
        serials.insert(person.id, serials.len() + steps.len() + 1);
        steps.push((id, Some(person.id)));
        execute(&mut floor, &bare(id, Decided::Assign { agent: person }));
    }
    steps
}

/// The first test an agent fails; `None`: eligible.
pub(super) fn first_failed(floor: &Floor, agent: &Agent, waiting: &Waiting) -> Option<Test> {
    if !agent.is_available {
        return Some(Test::NotAvailable);
    }
    if !agent.is_present {
        return Some(Test::NotPresent);
    }
    let is_member = |id| agent.memberships.iter().any(|m| m.department == id);
    if !waiting.department.is_none_or(is_member) {
        return Some(Test::NotMember);
    }
    let declined = waiting.declined.contains(&agent.person.id);
    full(floor, agent, waiting).or_else(|| declined.then_some(Test::JustDeclined))
}

fn full(floor: &Floor, agent: &Agent, waiting: &Waiting) -> Option<Test> {
    let all = agent.load.iter();
    let total: u32 = all.clone().map(|l| l.count).sum();
    let here: u32 =
        all.clone().filter(|l| l.department == waiting.department).map(|l| l.count).sum();
    let chats: u32 = all.filter(|l| l.channel == waiting.channel).map(|l| l.count).sum();
    let department = floor.departments.iter().find(|d| Some(d.id) == waiting.department);
    let department_max = department.map_or(0, |d| d.max_conversations);
    let (own, workspace) = (agent.max_conversations, floor.rules.max_conversations);
    if department_max > 0 && here >= department_max {
        return Some(Test::Full { limit: Limit::Department, load: here, max: department_max });
    }
    if own > 0 && total >= own {
        return Some(Test::Full { limit: Limit::Agent, load: total, max: own });
    }
    if own == 0 && workspace > 0 && total >= workspace {
        return Some(Test::Full { limit: Limit::Workspace, load: total, max: workspace });
    }
    let max = floor.rules.max_chats;
    (max > 0 && chats >= max).then_some(Test::Full { limit: Limit::Channel, load: chats, max })
}

/// Whether this agent lacks nothing but room.
fn is_full(floor: &Floor, agent: &Agent, waiting: &Waiting) -> bool {
    let declined = waiting.declined.contains(&agent.person.id);
    !declined && matches!(first_failed(floor, agent, waiting), Some(Test::Full { .. }))
}

/// The moment until which a preferred agent without room is waited for, if that is not over.
pub(super) fn waits_until(floor: &Floor, waiting: &Waiting) -> Option<Moment> {
    algorithm(floor, waiting)?;
    let mut wishes = waiting.preferred.clone();
    wishes.sort();
    let (mut until, mut seen) = (waiting.queued, Vec::new());
    for (_, id) in wishes {
        let Some(agent) = floor.agents.iter().find(|a| a.person.id == id) else { continue };
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        first_failed(floor, agent, waiting)?;
        if is_full(floor, agent, waiting) {
            until = Moment(until.0 + i64::from(floor.rules.preferred_wait_s) * 1_000);
            if until > floor.now {
                return Some(until);
            }
        }
    }
    None
}

/// Whether anybody on duty there has room, whoever declined included.
pub(super) fn has_room_for(floor: &Floor, waiting: &Waiting) -> bool {
    let test = |agent| first_failed(floor, agent, waiting);
    floor.agents.iter().any(|agent| matches!(test(agent), None | Some(Test::JustDeclined)))
}

/// The algorithm of a queue; `None`: routing leaves it alone.
pub(super) fn algorithm(floor: &Floor, waiting: &Waiting) -> Option<Algorithm> {
    let found = floor.departments.iter().find(|d| Some(d.id) == waiting.department);
    let is_served = waiting.department.is_none() || found.is_some_and(|d| d.is_enabled);
    let algorithm = found.and_then(|d| d.algorithm).unwrap_or(floor.rules.algorithm);
    (is_served && algorithm != Algorithm::ManualSelection).then_some(algorithm)
}

/// Whether those who declined may be asked again.
pub(super) fn pause_is_over(floor: &Floor, waiting: &Waiting) -> bool {
    waiting.declined_at.is_none_or(|at| floor.now.0 - at.0 >= ASK_AGAIN_MS)
}

pub(super) fn count_failures(floor: &Floor, waiting: &Waiting) -> Failures {
    let mut counted = Failures::default();
    for test in floor.agents.iter().filter_map(|agent| first_failed(floor, agent, waiting)) {
        match test {
            Test::NotAvailable => counted.not_available += 1,
            Test::NotPresent => counted.not_present += 1,
            Test::NotMember => counted.not_member += 1,
            Test::Full { .. } => counted.full += 1,
            Test::JustDeclined => counted.just_declined += 1,
        }
    }
    counted
}

pub(super) fn in_order(floor: &Floor) -> Vec<Waiting> {
    let mut all = floor.waiting.clone();
    all.sort_by(|a, b| before(floor.rules.queue_order, a, b));
    all
}

fn before(order: QueueOrder, a: &Waiting, b: &Waiting) -> Ordering {
    let priority = a.priority.weight().cmp(&b.priority.weight());
    let sla = match (a.sla_due, b.sla_due) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    };
    let first = match order {
        QueueOrder::Priority => priority,
        QueueOrder::Sla => sla,
        QueueOrder::Timestamp => a.arrived.cmp(&b.arrived),
    };
    let arrival = a.arrived.cmp(&b.arrived);
    first.then(priority).then(sla).then(arrival).then(a.conversation.cmp(&b.conversation))
}

fn ended(floor: &Floor) -> Vec<Decision> {
    let mut ended: Vec<_> = Vec::new();
    for offer in &floor.offers {
        let agent = floor.agents.iter().find(|a| a.person.id == offer.agent.id);
        let why = if agent.is_none_or(|a| !a.is_present) {
            Requeue::AgentLost
        } else if offer.deadline <= floor.now {
            Requeue::OfferExpired
        } else {
            continue;
        };
        let verdict = Decided::Requeue { agent: offer.agent.clone(), why };
        ended.push((offer.deadline, bare(offer.waiting.conversation, verdict)));
    }
    ended.sort_by_key(|(deadline, decision)| (*deadline, decision.conversation));
    ended.into_iter().map(|(_, decision)| decision).collect()
}

type Serials = BTreeMap<PersonId, usize>;

fn choice<'f>(floor: &'f Floor, waiting: &Waiting, serials: &Serials) -> Option<&'f Agent> {
    let algorithm = algorithm(floor, waiting)?;
    let failed = |agent: &Agent| first_failed(floor, agent, waiting);
    let mut wishes = waiting.preferred.clone();
    wishes.sort();
    let mut named =
        wishes.iter().filter_map(|(_, id)| floor.agents.iter().find(|a| a.person.id == *id));
    if waits_until(floor, waiting).is_some() {
        return None;
    }
    if let Some(preferred) = named.find(|agent| failed(agent).is_none()) {
        return Some(preferred);
    }
    let eligible = floor.agents.iter().filter(|agent| failed(agent).is_none());
    let best = eligible.min_by(|a, b| compare(floor, algorithm, (a, b), (waiting, serials)));
    if best.is_some() || !pause_is_over(floor, waiting) {
        return best;
    }
    let again = waiting.declined.iter().filter_map(|id| {
        let agent = floor.agents.iter().find(|a| a.person.id == *id)?;
        (failed(agent) == Some(Test::JustDeclined)).then_some(agent)
    });
    again.into_iter().next()
}

fn compare(
    floor: &Floor,
    algorithm: Algorithm,
    (a, b): (&Agent, &Agent),
    (waiting, serials): (&Waiting, &Serials),
) -> Ordering {
    let since = |agent: &Agent| {
        let serial = serials.get(&agent.person.id).copied().unwrap_or_default();
        (agent.last_assigned.map_or(0, |at| at.0.min(floor.now.0)), serial)
    };
    let received = |agent: &Agent| -> u32 {
        let here = agent.received.iter().filter(|r| r.department == waiting.department);
        here.map(|r| r.today).sum()
    };
    let order = |agent: &Agent| {
        let here = agent.memberships.iter().find(|m| Some(m.department) == waiting.department);
        here.map_or(0, |m| m.order)
    };
    let first = match algorithm {
        Algorithm::AutoSelection => received(a).cmp(&received(b)).then(order(a).cmp(&order(b))),
        Algorithm::LoadBalancing => {
            let (max_a, max_b) = (max(floor, a), max(floor, b));
            let load = |agent: &Agent| -> u32 { agent.load.iter().map(|l| l.count).sum() };
            // a / max_a < b / max_b, multiplied out.
            (u64::from(load(a)) * max_b).cmp(&(u64::from(load(b)) * max_a))
        }
        Algorithm::LoadRotation | Algorithm::ManualSelection => Ordering::Equal,
    };
    first.then(since(a).cmp(&since(b))).then(a.username.cmp(&b.username))
}

fn max(floor: &Floor, agent: &Agent) -> u64 {
    let own = |agent: &Agent| match agent.max_conversations {
        0 => floor.rules.max_conversations,
        own => own,
    };
    let highest = floor.agents.iter().map(own).max().unwrap_or_default().max(1);
    u64::from(if own(agent) > 0 { own(agent) } else { highest })
}

/// A decision without its reason, to be executed.
fn bare(conversation: ConversationId, verdict: Decided) -> Decision {
    let reason = Reason {
        rule: Rule::NobodyEligible,
        considered: 0,
        candidates: Vec::new(),
        failures: Failures::default(),
        place: 0,
    };
    Decision { conversation, verdict, reason }
}
