//! Random floors: small numbers and few moments, so that ties, full agents and refusals are frequent.

use alloc::{format, string::String, vec::Vec};

use model::{
    availability::Availability,
    conversation::{Channel, Priority},
    id::{ConversationId, DepartmentId, PersonId},
    moment::Moment,
    person::PersonRef,
    reason::Preference,
    settings::{Algorithm, Delivery, QueueOrder, Settings},
};
use proptest::{
    collection::vec,
    option,
    prelude::{Just, Strategy, any, prop_oneof},
    sample::select,
};
use uuid::Uuid;

use crate::{Agent, Department, Floor, Load, Membership, Offer, Received, Rules, Waiting};

const NOW: Moment = Moment(1_000_000);
const AGENTS: u8 = 6;
const DEPARTMENTS: u8 = 3;
/// Now and then a conversation is of a department that the floor does not know.
const UNKNOWN: u8 = DEPARTMENTS;

pub(super) fn floor() -> impl Strategy<Value = Floor> {
    let departments = vec(department(), usize::from(DEPARTMENTS));
    let agents = vec(agent(), 0..=usize::from(AGENTS));
    let lists = (departments, agents, vec(waiting(), 0..12), vec((waiting(), offered()), 0..5));
    (rules(), lists).prop_map(|(rules, (departments, agents, waiting, offers))| {
        let mut floor = Floor { now: NOW, rules, departments, agents, waiting, offers: Vec::new() };
        number(&mut floor);
        for (waiting, (agent, deadline)) in offers {
            ring(&mut floor, waiting, agent, deadline);
        }
        floor
    })
}

/// Gives everything its own id.
fn number(floor: &mut Floor) {
    for (n, department) in (0..).zip(&mut floor.departments) {
        department.id = department_id(n);
    }
    for (n, agent) in (0..).zip(&mut floor.agents) {
        agent.person = person(n);
        agent.username = agent.person.name.clone();
    }
    for (n, waiting) in (0..).zip(&mut floor.waiting) {
        waiting.conversation = ConversationId(Uuid::from_u128(n));
    }
}

/// A conversation rings at an agent, or at somebody who is no agent any more.
fn ring(floor: &mut Floor, mut waiting: Waiting, agent: u8, deadline: Moment) {
    let n = 100 + floor.offers.len() as u128;
    waiting.conversation = ConversationId(Uuid::from_u128(n));
    let agent = person(agent);
    if let Some(found) = floor.agents.iter_mut().find(|a| a.person.id == agent.id) {
        let (department, channel) = (waiting.department, waiting.channel);
        found.load.push(Load { department, channel, count: 1 });
    }
    floor.offers.push(Offer { waiting, agent, deadline });
}

fn rules() -> impl Strategy<Value = Rules> {
    let delivery = prop_oneof![Just(Delivery::AutoAccept), Just(Delivery::Offer { timeout_s: 45 })];
    let order = select([QueueOrder::Priority, QueueOrder::Sla, QueueOrder::Timestamp].to_vec());
    let wait = select([0, 15, 30].to_vec());
    (algorithm(), delivery, order, (limit(), limit()), (any::<bool>(), wait)).prop_map(
        |(algorithm, delivery, queue_order, limits, (rests, preferred_wait_s))| {
            let (max_conversations, max_chats) = limits;
            let after_missed_offer = rests.then_some(Availability::Away);
            let chosen = Settings {
                algorithm,
                delivery,
                queue_order,
                max_conversations,
                max_chats,
                after_missed_offer,
                preferred_wait_s,
                ..Settings::default()
            };
            Rules::from(&chosen)
        },
    )
}

fn algorithm() -> impl Strategy<Value = Algorithm> {
    select(Algorithm::ALL.to_vec())
}

fn department() -> impl Strategy<Value = Department> {
    (option::of(algorithm()), limit(), 0..5_u8).prop_map(|(algorithm, max_conversations, n)| {
        let is_enabled = n > 0;
        Department { id: department_id(0), algorithm, max_conversations, is_enabled }
    })
}

fn agent() -> impl Strategy<Value = Agent> {
    let here = (0..8_u8, 0..8_u8, limit());
    let memberships = vec((0..DEPARTMENTS, 0..3_i32), 0..5);
    let counts = (vec((some_department(), 0..2_u32), 0..3), vec(0..2_u32, 5));
    let last = option::of(select([500_000, 600_000, 1_000_000, 1_000_005].to_vec()));
    (here, memberships, counts, last).prop_map(|(here, memberships, (load, received), last)| {
        let (away, gone, max_conversations) = here;
        let load = load.into_iter().map(|(department, count)| Load {
            department,
            channel: Channel::Chat,
            count,
        });
        let memberships = memberships
            .into_iter()
            .map(|(n, order)| Membership { department: department_id(n), order });
        let departments = (0..).map(department_id).map(Some);
        let received = core::iter::once(None).chain(departments).zip(received);
        Agent {
            person: person(0),
            username: String::new(),
            is_available: away > 0,
            is_present: gone > 0,
            max_conversations,
            memberships: memberships.collect(),
            load: load.collect(),
            last_assigned: last.map(Moment),
            received: received.map(|(department, today)| Received { department, today }).collect(),
        }
    })
}

fn waiting() -> impl Strategy<Value = Waiting> {
    let priority = select(Priority::ALL.to_vec());
    let moment = || select([10, 20, 30].to_vec()).prop_map(Moment);
    let preference = select(
        [
            Preference::Explicit,
            Preference::OnHoldAgent,
            Preference::ContactManager,
            Preference::LastChatted,
        ]
        .to_vec(),
    );
    let preferred = vec((preference, (0..AGENTS).prop_map(|n| person(n).id)), 0..3);
    let declined = vec((0..AGENTS).prop_map(|n| person(n).id), 0..4);
    let queued = select([960_000, 970_000, 970_001, 985_000, 999_999].to_vec()).prop_map(Moment);
    let declined_at = option::of(select([970_000, 970_001, 999_999].to_vec()).prop_map(Moment));
    let order = (priority, option::of(moment()), moment());
    let preferred = (preferred, queued);
    (some_department(), order, (declined, declined_at), preferred).prop_map(
        |(department, order, (mut declined, declined_at), (preferred, queued))| {
            let (priority, sla_due, arrived) = order;
            let mut known = Vec::new();
            declined.retain(|id| {
                !known.contains(id) && {
                    known.push(*id);
                    true
                }
            });
            Waiting {
                conversation: ConversationId(Uuid::nil()),
                department,
                channel: Channel::Chat,
                priority,
                sla_due,
                arrived,
                declined_at: declined_at.filter(|_| !declined.is_empty()),
                declined,
                queued,
                preferred,
            }
        },
    )
}

fn offered() -> impl Strategy<Value = (u8, Moment)> {
    (0..AGENTS, select([999_000, 1_000_000, 1_000_001, 1_020_000].to_vec()).prop_map(Moment))
}

fn some_department() -> impl Strategy<Value = Option<DepartmentId>> {
    let known = (0..DEPARTMENTS).prop_map(|n| Some(department_id(n)));
    prop_oneof![8 => known, 3 => Just(None), 1 => Just(Some(department_id(UNKNOWN)))]
}

fn limit() -> impl Strategy<Value = u32> {
    select([0, 0, 0, 1, 2, 3, 5].to_vec())
}

fn department_id(n: u8) -> DepartmentId {
    DepartmentId(Uuid::from_u128(u128::from(n) + 1))
}

fn person(n: u8) -> PersonRef {
    PersonRef { id: PersonId(Uuid::from_u128(u128::from(n) + 1)), name: format!("agent-{n}") }
}
