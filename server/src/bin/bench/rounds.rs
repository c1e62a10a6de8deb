//! A look of routing at a large floor: everything read, nothing changed, one guest more.

use std::time::Instant;

use actions::{House, dispatch};
use model::{
    Uuid,
    availability::Availability,
    department::Department,
    department::Member,
    id::{DepartmentId, PersonId},
    moment::Moment,
    person::{Person, Role, Roles},
    settings::Algorithm,
};

use crate::{
    stats::median,
    table,
    workspace::{assign_by, hire, open, welcome},
};

const AGENTS: usize = 1_000;
const DEPARTMENTS: usize = 50;
const WAITING: usize = 10_000;
const ROUNDS: usize = 9;

pub(crate) async fn measure() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let house = open(folder.path()).await?;
    hire(&house, 0).await?;
    settle(&house).await?;
    welcome(&house, WAITING).await?;
    // Everybody is at their desk and has room, but nobody is given anything.
    assign_by(&house, Algorithm::ManualSelection).await?;
    let (mut whole, mut idle, mut after_one) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        house.ring();
        whole.push(round(&house).await?);
        idle.push(round(&house).await?);
        welcome(&house, 1).await?;
        after_one.push(round(&house).await?);
    }
    let rows =
        [("everything read", whole), ("nothing changed", idle), ("one more guest", after_one)];
    let rows = rows.map(|(name, times)| vec![name.to_owned(), table::ms(median(times))]);
    let title =
        format!("one look at {AGENTS} agents in {DEPARTMENTS} departments, {WAITING} waiting");
    table::print(&title, &["", "takes"], &rows);
    house.store.clone().close().await;
    Ok(())
}

async fn round(house: &House) -> anyhow::Result<f64> {
    let start = Instant::now();
    dispatch::round(house).await?;
    Ok(start.elapsed().as_secs_f64() * 1e6)
}

/// Agents, each in three departments, written as they are: nobody signs in.
async fn settle(house: &House) -> anyhow::Result<()> {
    let mut write = house.store.write().await?;
    for number in 0..AGENTS {
        store::people::insert(&mut write, &person(number), "").await?;
        house.presence.joined(person(number).id);
    }
    for number in 0..DEPARTMENTS {
        let members = (0..AGENTS).filter(|agent| (agent * 7 + agent / 50 + number) % 50 < 3);
        let member = |agent: usize| Member { person: person(agent).id, order: 0 };
        let department = Department {
            id: DepartmentId(Uuid::from_u128(1 << 100 | number as u128)),
            name: format!("Department {number}"),
            description: String::new(),
            is_enabled: true,
            is_public: true,
            algorithm: None,
            max_conversations: 0,
            requires_tags: false,
            sends_transcript: false,
            fallback: None,
            hold_limit_s: None,
            hold_comment: String::new(),
            members: members.map(member).collect(),
            version: 1,
        };
        store::departments::insert(&mut write, &department).await?;
    }
    write.commit().await?;
    house.ring();
    Ok(())
}

fn person(number: usize) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(2 << 100 | number as u128)),
        username: format!("seat-{number}"),
        name: format!("Seat {number}"),
        email: format!("seat-{number}@example.com"),
        roles: Roles::default().with(Role::Agent),
        availability: Availability::Available,
        max_conversations: 0,
        is_enabled: true,
        departments: Vec::new(),
        created: Moment(0),
        version: 1,
    }
}
