//! The floor as routing sees it, read from the store and from who is present.
//!
//! What was read is kept: as long as this process is the only one that writes, only what changed is read again.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use model::{
    availability::Availability,
    conversation::{Channel, StageName},
    department::Department,
    id::{ConversationId, DepartmentId, PersonId},
    moment::Moment,
    person::{Person, PersonRef, Role},
    reason::Preference,
    settings::Settings,
};
use routing::{Agent, Floor, Load, Membership, Offer, Received, Rules, Waiting};
use store::{Conn, assignments::Memory, conversations::RoutingRow};

use crate::{Error, House};

const DAY_MS: i64 = 86_400_000;
/// After this long everything is read again, changed or not.
const FRESH_MS: i64 = 60_000;
/// When more than this changed, reading everything is quicker.
const CHANGES_LIMIT: usize = 4_096;

/// A floor, and what was read to make it.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) floor: Floor,
    pub(crate) settings: Settings,
    pub(crate) rows: Arc<Rows>,
}

/// Everything that is not closed.
pub(crate) type Rows = BTreeMap<ConversationId, RoutingRow>;
type Loads = HashMap<PersonId, Vec<Load>>;
type Memories = HashMap<PersonId, Vec<Memory>>;

/// What was read, and what has changed since.
#[derive(Debug, Default)]
pub(crate) struct Held {
    facts: tokio::sync::Mutex<Option<Facts>>,
    changes: Mutex<Changes>,
}

/// What the store said.
#[derive(Debug)]
struct Facts {
    read_at: Moment,
    settings: Settings,
    people: Vec<Person>,
    departments: Vec<routing::Department>,
    memberships: HashMap<PersonId, Vec<Membership>>,
    memories: Memories,
    rows: Arc<Rows>,
}

#[derive(Debug, Default)]
struct Changes {
    conversations: HashSet<ConversationId>,
    /// Who was given something.
    given: HashSet<PersonId>,
    /// People, departments or settings changed, or too much else to tell.
    is_everything: bool,
}

impl Held {
    /// A conversation changed in what routing decides by.
    pub(crate) fn note(&self, conversation: ConversationId) {
        let mut changes = self.changes();
        changes.conversations.insert(conversation);
        changes.bound();
    }

    /// Somebody was given a conversation.
    pub(crate) fn note_given(&self, person: PersonId) {
        let mut changes = self.changes();
        changes.given.insert(person);
        changes.bound();
    }

    /// Anything may have changed.
    pub(crate) fn note_everything(&self) {
        *self.changes() = Changes { is_everything: true, ..Changes::default() };
    }

    fn changes(&self) -> MutexGuard<'_, Changes> {
        self.changes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Changes {
    fn bound(&mut self) {
        if self.is_everything || self.conversations.len() + self.given.len() > CHANGES_LIMIT {
            *self = Self { is_everything: true, ..Self::default() };
        }
    }
}

/// Reads the whole floor, or what changed of it.
pub(crate) async fn read(house: &House) -> Result<Reading, Error> {
    let now = house.clock.now();
    let mut held = house.floor.facts.lock().await;
    // Taken before reading: what changes meanwhile is read again the next time.
    let changes = std::mem::take(&mut *house.floor.changes());
    // Other servers on the same database would not tell this one what they write.
    let is_alone = house.store.is_sqlite();
    let is_fresh = |facts: &Facts| (0..FRESH_MS).contains(&now.since(facts.read_at));
    // Put back when all went well: after a failure everything is read again.
    let kept = held.take().filter(|facts| is_alone && !changes.is_everything && is_fresh(facts));
    let mut conn = house.store.read().await?;
    let facts = match kept {
        Some(mut facts) => {
            facts.follow(&mut conn, changes).await?;
            facts
        }
        None => Facts::read(&mut conn, now).await?,
    };
    drop(conn);
    let facts = held.insert(facts);
    Ok(facts.reading(house, now))
}

impl Facts {
    async fn read(conn: &mut Conn, read_at: Moment) -> Result<Self, Error> {
        let settings = store::settings::load(conn).await?;
        let people = store::people::all(conn).await?;
        let departments = store::departments::all(conn).await?;
        let rows = store::conversations::routing_rows(conn).await?;
        let memories = store::assignments::all(conn).await?;
        Ok(Self {
            read_at,
            settings,
            people,
            memberships: memberships(&departments),
            departments: departments.iter().map(routing::Department::from).collect(),
            memories: by_person(memories),
            rows: Arc::new(rows.into_iter().map(|row| (row.id, row)).collect()),
        })
    }

    async fn follow(&mut self, conn: &mut Conn, changes: Changes) -> Result<(), Error> {
        let ids: Vec<ConversationId> = changes.conversations.into_iter().collect();
        if !ids.is_empty() {
            let fresh = store::conversations::routing_rows_of(conn, &ids).await?;
            let rows = Arc::make_mut(&mut self.rows);
            ids.iter().for_each(|id| drop(rows.remove(id)));
            rows.extend(fresh.into_iter().map(|row| (row.id, row)));
        }
        let given: Vec<PersonId> = changes.given.into_iter().collect();
        if !given.is_empty() {
            let fresh = store::assignments::of(conn, &given).await?;
            self.memories.extend(by_person(fresh));
        }
        Ok(())
    }

    fn reading(&self, house: &House, now: Moment) -> Reading {
        let loads = loads(&self.rows);
        let grace_ms = grace_ms(&self.settings);
        let none: &[Memory] = &[];
        let agents = self.people.iter().filter(|p| p.is_enabled && p.roles.has(Role::Agent));
        let agents = agents.map(|person| {
            let memories = self.memories.get(&person.id).map_or(none, Vec::as_slice);
            let chair = Chair { person, memories, grace_ms };
            Agent {
                memberships: self.memberships.get(&person.id).cloned().unwrap_or_default(),
                load: loads.get(&person.id).cloned().unwrap_or_default(),
                ..chair.agent(house, now)
            }
        });
        let floor = Floor {
            now,
            rules: Rules::from(&self.settings),
            departments: self.departments.clone(),
            agents: agents.collect(),
            waiting: self
                .rows
                .values()
                .filter(|row| row.stage == StageName::Queued)
                .map(|row| waiting(row, &self.settings))
                .collect(),
            offers: self.rows.values().filter_map(|row| offer(row, &self.settings)).collect(),
        };
        Reading { floor, settings: self.settings.clone(), rows: Arc::clone(&self.rows) }
    }
}

/// One agent as routing sees them, for a command made by hand within a transaction, and the department of what it
/// is about.
pub(crate) async fn read_agent(
    house: &House,
    conn: &mut Conn,
    person: PersonId,
    department: Option<DepartmentId>,
) -> Result<(Rules, Option<routing::Department>, Option<Agent>), Error> {
    let now = house.clock.now();
    let settings = store::settings::load(conn).await?;
    let department = match department {
        Some(id) => store::departments::find(conn, id).await?,
        None => None,
    };
    let mut load = Vec::new();
    for (department, channel) in store::conversations::load_of(conn, person).await? {
        add(&mut load, department, channel, 1);
    }
    let memories = store::assignments::of(conn, &[person]).await?;
    let found = store::people::find(conn, person).await?;
    let agent = found.map(|person| {
        let chair = Chair { person: &person, memories: &memories, grace_ms: grace_ms(&settings) };
        let memberships = department.as_ref().and_then(|it| membership(it, person.id));
        Agent { memberships: memberships.into_iter().collect(), load, ..chair.agent(house, now) }
    });
    Ok((Rules::from(&settings), department.as_ref().map(routing::Department::from), agent))
}

/// A person, and what they were given before.
struct Chair<'a> {
    person: &'a Person,
    memories: &'a [Memory],
    grace_ms: i64,
}

impl Chair<'_> {
    /// The agent who sits there, still without memberships and load.
    fn agent(&self, house: &House, now: Moment) -> Agent {
        let Self { person, memories, grace_ms } = *self;
        let today = now.0.div_euclid(DAY_MS);
        Agent {
            person: person.to_ref(),
            username: person.username.clone(),
            is_available: person.availability == Availability::Available,
            is_present: house.presence.is_present(person.id, now, grace_ms),
            max_conversations: person.max_conversations,
            memberships: Vec::new(),
            load: Vec::new(),
            last_assigned: memories.iter().map(|memory| memory.last_assigned).max(),
            received: memories
                .iter()
                .filter(|memory| memory.day == today)
                .map(|m| Received { department: m.department, today: m.received })
                .collect(),
        }
    }
}

fn grace_ms(settings: &Settings) -> i64 {
    i64::from(settings.presence_grace_s).saturating_mul(1_000)
}

fn memberships(departments: &[Department]) -> HashMap<PersonId, Vec<Membership>> {
    let mut all: HashMap<PersonId, Vec<Membership>> = HashMap::new();
    for department in departments {
        for member in &department.members {
            let membership = Membership { department: department.id, order: member.order };
            all.entry(member.person).or_default().push(membership);
        }
    }
    all
}

fn membership(department: &Department, person: PersonId) -> Option<Membership> {
    let member = department.members.iter().find(|member| member.person == person)?;
    Some(Membership { department: department.id, order: member.order })
}

fn by_person(memories: Vec<Memory>) -> Memories {
    let mut all = Memories::new();
    for memory in memories {
        all.entry(memory.person).or_default().push(memory);
    }
    all
}

fn loads(rows: &Rows) -> Loads {
    let mut loads = Loads::new();
    for row in rows.values() {
        let counts = matches!(row.stage, StageName::Offered | StageName::Open);
        if let (true, Some(agent)) = (counts, &row.agent) {
            add(loads.entry(agent.id).or_default(), row.department, row.channel, 1);
        }
    }
    loads
}

/// Adds `count` conversations of one kind to an agent's load.
pub(crate) fn add(
    loads: &mut Vec<Load>,
    department: Option<DepartmentId>,
    channel: Channel,
    count: u32,
) {
    let same = |load: &&mut Load| load.department == department && load.channel == channel;
    match loads.iter_mut().find(same) {
        Some(load) => load.count = load.count.saturating_add(count),
        None => loads.push(Load { department, channel, count }),
    }
}

fn waiting(row: &RoutingRow, settings: &Settings) -> Waiting {
    Waiting {
        conversation: row.id,
        department: row.department,
        channel: row.channel,
        priority: row.priority,
        sla_due: row.sla_due,
        arrived: row.arrived,
        declined: row.declined.clone(),
        declined_at: row.declined_at,
        queued: row.queued,
        preferred: preferred(row, settings),
    }
}

/// Whom to try before the algorithm is asked.
fn preferred(row: &RoutingRow, settings: &Settings) -> Vec<(Preference, PersonId)> {
    let wishes = [
        (Preference::OnHoldAgent, row.held_by),
        (Preference::ContactManager, row.manager.filter(|_| settings.prefers_manager)),
        (Preference::LastChatted, row.last_agent.filter(|_| settings.prefers_last)),
    ];
    wishes.into_iter().filter_map(|(preference, person)| Some((preference, person?))).collect()
}

fn offer(row: &RoutingRow, settings: &Settings) -> Option<Offer> {
    if row.stage != StageName::Offered {
        return None;
    }
    let agent: PersonRef = row.agent.clone()?;
    Some(Offer { waiting: waiting(row, settings), agent, deadline: row.deadline? })
}
