//! Prints how many decisions a second the engine makes: `cargo run --release -p routing --example speed`.
#![expect(clippy::print_stdout, reason = "printing is what it is for")]

use std::{hint::black_box, time::Instant};

use model::{
    conversation::{Channel, Priority},
    id::{ConversationId, DepartmentId, PersonId},
    moment::Moment,
    person::PersonRef,
    settings::{Algorithm, Delivery, QueueOrder},
};
use routing::{Agent, Department, Floor, Load, Membership, Rules, Waiting, plan};
use uuid::Uuid;

const NOW: Moment = Moment(1_800_000_000_000);
const ROUNDS: usize = 5;

fn main() {
    println!("1,000 agents in 3 of 50 departments each, 10,000 waiting, everybody gets served:");
    for algorithm in [Algorithm::AutoSelection, Algorithm::LoadBalancing, Algorithm::LoadRotation] {
        report(algorithm.as_str(), &floor(algorithm, Size::of(1_000)));
    }
    let wide = Size { memberships: 10, ..Size::of(1_000) };
    report("the same, 10 departments each", &floor(Algorithm::LoadBalancing, wide));
    println!("\ngrowth, load balancing:");
    for agents in [125, 250, 500, 1_000, 2_000, 4_000] {
        let name = format!("{agents} agents, {} waiting", agents * 10);
        report(&name, &floor(Algorithm::LoadBalancing, Size::of(agents)));
    }
    println!("\none free place, 10,000 waiting, one plan:");
    let mut full = floor(Algorithm::LoadBalancing, Size::of(1_000));
    for agent in &mut full.agents {
        let department = agent.memberships.first().map(|m| m.department);
        agent.load = vec![Load { department, channel: Channel::Chat, count: 12 }];
    }
    if let Some(load) = full.agents.first_mut().and_then(|agent| agent.load.first_mut()) {
        load.count = 11;
    }
    let (decisions, seconds) = median(&full);
    println!("  decisions {decisions}, in {:.2} ms", seconds * 1e3);
}

fn report(name: &str, floor: &Floor) {
    let (decisions, seconds) = median(floor);
    let rate = decisions as f64 / seconds;
    println!("  {name}: {decisions} decisions, {rate:.0}/s, {:.2} µs each", 1e6 / rate);
}

/// Decisions of one plan and its seconds, arranging the floor included: the median of some rounds.
fn median(floor: &Floor) -> (usize, f64) {
    let mut decisions = 0;
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            let made = black_box(plan(black_box(floor)));
            let seconds = start.elapsed().as_secs_f64();
            decisions = made.decisions.len();
            seconds
        })
        .collect();
    times.sort_by(f64::total_cmp);
    (decisions, times.get(ROUNDS / 2).copied().unwrap_or_default())
}

#[derive(Clone, Copy)]
struct Size {
    agents: usize,
    departments: usize,
    memberships: usize,
    waiting: usize,
}

impl Size {
    const fn of(agents: usize) -> Self {
        Self { agents, departments: agents / 20, memberships: 3, waiting: agents * 10 }
    }
}

fn floor(algorithm: Algorithm, size: Size) -> Floor {
    Floor {
        now: NOW,
        rules: Rules {
            algorithm,
            delivery: Delivery::Offer { timeout_s: 45 },
            queue_order: QueueOrder::Priority,
            max_conversations: 12,
            max_chats: 0,
            rests_after_missed_offer: true,
        },
        departments: (0..size.departments).map(department).collect(),
        agents: (0..size.agents).map(|n| agent(n, size)).collect(),
        waiting: (0..size.waiting).map(|n| waiting(n, size.departments)).collect(),
        offers: Vec::new(),
    }
}

fn department(n: usize) -> Department {
    Department { id: department_id(n), algorithm: None, max_conversations: 0, is_enabled: true }
}

fn agent(n: usize, size: Size) -> Agent {
    let departments = size.departments;
    let membership = |step: usize| Membership {
        department: department_id((n + step * (1 + n / departments)) % departments),
        order: i32::from(n.is_multiple_of(7)),
    };
    Agent {
        person: PersonRef {
            id: PersonId(Uuid::from_u128(spread(n))),
            name: format!("Agent Number {n}"),
        },
        username: format!("agent.{n:05}"),
        is_available: n % 50 != 49,
        is_present: n % 60 != 59,
        max_conversations: 0,
        memberships: (0..size.memberships).map(membership).collect(),
        load: Vec::new(),
        last_assigned: Some(NOW.plus(-(spread(n) as i64 & 0xfff_ffff))),
        received: Vec::new(),
    }
}

fn waiting(n: usize, departments: usize) -> Waiting {
    let mixed = spread(n) >> 64;
    Waiting {
        conversation: ConversationId(Uuid::from_u128(spread(n))),
        department: Some(department_id(n % departments)),
        channel: Channel::Chat,
        priority: *Priority::ALL.get((mixed % 6) as usize).unwrap_or(&Priority::None),
        sla_due: mixed.is_multiple_of(3).then_some(NOW.plus((mixed % 100_000) as i64)),
        arrived: NOW.plus(-((mixed % 900_000) as i64)),
        declined: Vec::new(),
        declined_at: None,
        preferred: Vec::new(),
    }
}

fn department_id(n: usize) -> DepartmentId {
    DepartmentId(Uuid::from_u128(spread(n)))
}

/// Numbers without an order, the same every time.
fn spread(n: usize) -> u128 {
    (n as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
}
