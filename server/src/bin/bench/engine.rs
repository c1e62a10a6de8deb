//! The routing engine in memory: how many decisions a second, and how that grows with the floor.

use std::{hint::black_box, time::Instant};

use model::{
    Uuid,
    conversation::{Channel, Priority},
    id::{ConversationId, DepartmentId, PersonId},
    moment::Moment,
    person::PersonRef,
    settings::{Algorithm, Delivery, QueueOrder},
};
use routing::{Agent, Department, Floor, Membership, Rules, Waiting, plan};

use crate::{stats::median, table};

const NOW: Moment = Moment(1_800_000_000_000);
const ROUNDS: usize = 5;
const AGENTS: usize = 1_000;

pub(crate) fn measure() {
    let algorithms = [Algorithm::AutoSelection, Algorithm::LoadBalancing, Algorithm::LoadRotation];
    let headers = ["", "decisions", "decisions/s", "each"];
    let rows = algorithms.map(|algorithm| row(algorithm.as_str().to_owned(), algorithm, AGENTS));
    let title = "routing in memory: 1,000 agents in 3 of 50 departments each, 10,000 waiting";
    table::print(title, &headers, &rows);
    let rows = [125, 250, 500, 1_000, 2_000, 4_000].map(|agents| {
        let name = format!("{} agents, {} waiting", agents, agents * 10);
        row(name, Algorithm::LoadBalancing, agents)
    });
    table::print("growth, load balancing", &headers, &rows);
}

fn row(name: String, algorithm: Algorithm, agents: usize) -> Vec<String> {
    let floor = floor(algorithm, agents);
    let mut decisions = 0;
    // Arranging the floor is part of it.
    let times = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        decisions = black_box(plan(black_box(&floor))).decisions.len();
        start.elapsed().as_secs_f64()
    });
    let seconds = median(times.collect());
    let rate = decisions as f64 / seconds;
    let each = format!("{:.2} µs", 1e6 / rate);
    vec![name, table::whole(decisions as f64), table::whole(rate), each]
}

fn floor(algorithm: Algorithm, agents: usize) -> Floor {
    let departments = agents / 20;
    Floor {
        now: NOW,
        rules: Rules {
            algorithm,
            delivery: Delivery::Offer { timeout_s: 45 },
            queue_order: QueueOrder::Priority,
            max_conversations: 12,
            max_chats: 0,
            preferred_wait_s: 30,
            rests_after_missed_offer: true,
        },
        departments: (0..departments).map(department).collect(),
        agents: (0..agents).map(|n| agent(n, departments)).collect(),
        waiting: (0..agents * 10).map(|n| waiting(n, departments)).collect(),
        offers: Vec::new(),
    }
}

fn department(n: usize) -> Department {
    let id = DepartmentId(spread(n));
    Department { id, algorithm: None, max_conversations: 0, is_enabled: true }
}

fn agent(n: usize, departments: usize) -> Agent {
    let membership = |step: usize| Membership {
        department: DepartmentId(spread((n + step * (1 + n / departments)) % departments)),
        order: i32::from(n.is_multiple_of(7)),
    };
    Agent {
        person: PersonRef { id: PersonId(spread(n)), name: format!("Agent Number {n}") },
        username: format!("agent.{n:05}"),
        is_available: n % 50 != 49,
        is_present: n % 60 != 59,
        max_conversations: 0,
        memberships: (0..3).map(membership).collect(),
        load: Vec::new(),
        last_assigned: Some(NOW.plus(-dice(n, 1 << 28))),
        received: Vec::new(),
    }
}

fn waiting(n: usize, departments: usize) -> Waiting {
    let priority = Priority::ALL.get(n.wrapping_mul(7) % Priority::ALL.len()).copied();
    Waiting {
        conversation: ConversationId(spread(n)),
        department: Some(DepartmentId(spread(n % departments))),
        channel: Channel::Chat,
        priority: priority.unwrap_or(Priority::None),
        sla_due: n.is_multiple_of(3).then(|| NOW.plus(dice(n, 100_000))),
        arrived: NOW.plus(-dice(n, 900_000)),
        declined: Vec::new(),
        declined_at: None,
        queued: NOW,
        preferred: Vec::new(),
    }
}

/// Ids without an order, the same every time.
fn spread(n: usize) -> Uuid {
    Uuid::from_u128((n as u128 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
}

/// A number below `sides` that depends on `n` alone.
fn dice(n: usize, sides: i64) -> i64 {
    let (high, _) = spread(n).as_u64_pair();
    i64::try_from(high >> 1).unwrap_or_default().rem_euclid(sides)
}
