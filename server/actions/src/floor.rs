//! The floor as routing sees it, read from the store and from who is present.

use std::collections::HashMap;

use model::{
    availability::Availability,
    conversation::{Channel, StageName},
    department::Department,
    id::{DepartmentId, PersonId},
    moment::Moment,
    person::{Person, PersonRef, Role},
    settings::Settings,
};
use routing::{Agent, Floor, Load, Membership, Offer, Received, Rules, Waiting};
use store::{Conn, assignments::Memory, conversations::RoutingRow};

use crate::{Error, House};

const DAY_MS: i64 = 86_400_000;

/// A floor, and what was read to make it.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) floor: Floor,
    pub(crate) settings: Settings,
    pub(crate) rows: Vec<RoutingRow>,
}

type Loads = HashMap<PersonId, Vec<Load>>;

/// Reads the whole floor.
pub(crate) async fn read(house: &House) -> Result<Reading, Error> {
    let now = house.clock.now();
    let mut conn = house.store.read().await?;
    let settings = store::settings::load(&mut conn).await?;
    let people = store::people::all(&mut conn).await?;
    let departments = store::departments::all(&mut conn).await?;
    let rows = store::conversations::routing_rows(&mut conn).await?;
    let memories = store::assignments::all(&mut conn).await?;
    let loads = loads(&rows);
    let chairs = Chairs { house, now, settings: &settings, departments: &departments };
    let agents = people
        .iter()
        .filter(|person| person.is_enabled && person.roles.has(Role::Agent))
        .map(|person| chairs.agent(person, &loads, &memories))
        .collect();
    let floor = Floor {
        now,
        rules: Rules::from(&settings),
        departments: departments.iter().map(routing::Department::from).collect(),
        agents,
        waiting: rows.iter().filter(|r| r.stage == StageName::Queued).map(waiting).collect(),
        offers: rows.iter().filter_map(offer).collect(),
    };
    Ok(Reading { floor, settings, rows })
}

/// One agent as routing sees them, for a command made by hand within a transaction.
pub(crate) async fn read_agent(
    house: &House,
    conn: &mut Conn,
    person: PersonId,
) -> Result<(Rules, Vec<Department>, Option<Agent>), Error> {
    let now = house.clock.now();
    let settings = store::settings::load(conn).await?;
    let departments = store::departments::all(conn).await?;
    let mut loads = Loads::new();
    for (department, channel) in store::conversations::load_of(conn, person).await? {
        add(loads.entry(person).or_default(), department, channel);
    }
    let memories = store::assignments::all(conn).await?;
    let found = store::people::find(conn, person).await?;
    let chairs = Chairs { house, now, settings: &settings, departments: &departments };
    let agent = found.map(|person| chairs.agent(&person, &loads, &memories));
    Ok((Rules::from(&settings), departments, agent))
}

struct Chairs<'a> {
    house: &'a House,
    now: Moment,
    settings: &'a Settings,
    departments: &'a [Department],
}

impl Chairs<'_> {
    fn agent(&self, person: &Person, loads: &Loads, memories: &[Memory]) -> Agent {
        let own = memories.iter().filter(|memory| memory.person == person.id);
        let today = self.now.0.div_euclid(DAY_MS);
        let grace_ms = i64::from(self.settings.presence_grace_s).saturating_mul(1_000);
        Agent {
            person: person.to_ref(),
            username: person.username.clone(),
            is_available: person.availability == Availability::Available,
            is_present: self.house.presence.is_present(person.id, self.now, grace_ms),
            max_conversations: person.max_conversations,
            memberships: self.memberships(person.id),
            load: loads.get(&person.id).cloned().unwrap_or_default(),
            last_assigned: own.clone().map(|memory| memory.last_assigned).max(),
            received: own
                .filter(|memory| memory.day == today)
                .map(|m| Received { department: m.department, today: m.received })
                .collect(),
        }
    }

    fn memberships(&self, person: PersonId) -> Vec<Membership> {
        let of = |department: &Department| {
            let member = department.members.iter().find(|member| member.person == person)?;
            Some(Membership { department: department.id, order: member.order })
        };
        self.departments.iter().filter_map(of).collect()
    }
}

fn loads(rows: &[RoutingRow]) -> Loads {
    let mut loads = Loads::new();
    for row in rows {
        let counts = matches!(row.stage, StageName::Offered | StageName::Open);
        if let (true, Some(agent)) = (counts, &row.agent) {
            add(loads.entry(agent.id).or_default(), row.department, row.channel);
        }
    }
    loads
}

fn add(loads: &mut Vec<Load>, department: Option<DepartmentId>, channel: Channel) {
    let same = |load: &&mut Load| load.department == department && load.channel == channel;
    match loads.iter_mut().find(same) {
        Some(load) => load.count = load.count.saturating_add(1),
        None => loads.push(Load { department, channel, count: 1 }),
    }
}

fn waiting(row: &RoutingRow) -> Waiting {
    Waiting {
        conversation: row.id,
        department: row.department,
        channel: row.channel,
        priority: row.priority,
        sla_due: row.sla_due,
        arrived: row.arrived,
        declined: row.declined.clone(),
        declined_at: row.declined_at,
        preferred: Vec::new(),
    }
}

fn offer(row: &RoutingRow) -> Option<Offer> {
    if row.stage != StageName::Offered {
        return None;
    }
    let agent: PersonRef = row.agent.clone()?;
    Some(Offer { waiting: waiting(row), agent, deadline: row.deadline? })
}
