//! Conversations that are going on: what waits, what is at whom.

use std::collections::HashSet;

use model::{
    conversation::{Channel, Priority, StageName},
    id::{ContactId, ConversationId, DepartmentId, PersonId},
    moment::Moment,
    permission::{Permission, Staff},
    person::{PersonRef, Role},
    view::desk::{Entry, list_for},
};
use uuid::Uuid;

use super::{IDS_LIMIT, reading::EntryRow};
use crate::{Conn, Error, clause::Clause, connection::sql, stored};

/// Waiting conversations on one desk: nobody reads further down.
const QUEUED_LIMIT: u32 = 500;

const ROUTING_ROWS: &str = "SELECT c.id, c.department, c.channel, c.stage, c.agent, c.agent_name, c.deadline, \
     c.priority, c.sla_due, c.arrived, c.declined, c.contact, c.queued, c.held_by, t.manager, t.last_agent \
     FROM conversations c LEFT JOIN contacts t ON t.id = c.contact AND c.stage IN ('queued', 'offered')";
const AT_AGENT: &str = "SELECT id FROM conversations WHERE agent = $1 AND stage IN ('offered', 'open') \
     ORDER BY arrived, id";
const LOAD_OF: &str = "SELECT department, channel FROM conversations \
     WHERE agent = $1 AND stage IN ('offered', 'open') ORDER BY arrived, id";
const LOADS_OF: &str = "SELECT agent, department, channel, COUNT(*) FROM conversations";
const ENTRIES: &str = "SELECT c.head, u.guest_received, u.guest_read, u.staff_received, u.staff_read, \
     u.guest_messages_read FROM conversations c LEFT JOIN cursors u ON u.conversation = c.id";

/// As much of a conversation as routing decides by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoutingRow {
    pub id: ConversationId,
    pub department: Option<DepartmentId>,
    pub channel: Channel,
    pub stage: StageName,
    /// Who it is offered to, at, or on hold with.
    pub agent: Option<PersonRef>,
    /// Until when it is offered, or stays on hold.
    pub deadline: Option<Moment>,
    pub priority: Priority,
    pub sla_due: Option<Moment>,
    pub arrived: Moment,
    pub declined: Vec<PersonId>,
    /// When the last of them did.
    pub declined_at: Option<Moment>,
    pub contact: ContactId,
    /// When it last came into the queue.
    pub queued: Moment,
    /// With whom it was on hold when the guest wrote.
    pub held_by: Option<PersonId>,
    /// The contact's manager, while it waits.
    pub manager: Option<PersonId>,
    /// Who served the contact before, while it waits.
    pub last_agent: Option<PersonId>,
}

/// Conversations of one kind that count against an agent's limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LoadRow {
    pub agent: PersonId,
    pub department: Option<DepartmentId>,
    pub channel: Channel,
    pub count: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    department: Option<Uuid>,
    channel: String,
    stage: String,
    agent: Option<Uuid>,
    agent_name: Option<String>,
    deadline: Option<i64>,
    priority: i64,
    sla_due: Option<i64>,
    arrived: i64,
    declined: String,
    contact: Uuid,
    queued: i64,
    held_by: Option<Uuid>,
    manager: Option<Uuid>,
    last_agent: Option<Uuid>,
}

impl TryFrom<Row> for RoutingRow {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let is_priority = |priority: &Priority| i64::from(priority.weight()) == row.priority;
        let agent_name = row.agent_name.unwrap_or_default();
        let (declined, declined_at) = stored::read("who declined", &row.declined)?;
        Ok(Self {
            id: ConversationId(row.id),
            department: row.department.map(DepartmentId),
            channel: stored::word("a channel", &row.channel)?,
            stage: stored::word("a stage", &row.stage)?,
            agent: row.agent.map(|id| PersonRef { id: PersonId(id), name: agent_name }),
            deadline: row.deadline.map(Moment),
            priority: Priority::ALL
                .into_iter()
                .find(is_priority)
                .ok_or(Error::Corrupt { what: "a priority" })?,
            sla_due: row.sla_due.map(Moment),
            arrived: Moment(row.arrived),
            declined,
            declined_at,
            contact: ContactId(row.contact),
            queued: Moment(row.queued),
            held_by: row.held_by.map(PersonId),
            manager: row.manager.map(PersonId),
            last_agent: row.last_agent.map(PersonId),
        })
    }
}

/// Everything that is not closed, by arrival.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn routing_rows(conn: &mut Conn) -> Result<Vec<RoutingRow>, Error> {
    let mut clause = Clause::default();
    clause.and("c.closed IS NULL");
    let (text, values) = clause.query(ROUTING_ROWS, "ORDER BY c.arrived, c.id");
    let rows: Vec<Row> = sql!(conn, all with, text, values)?;
    rows.into_iter().map(RoutingRow::try_from).collect()
}

/// Those of these that are not closed, in no order.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn routing_rows_of(
    conn: &mut Conn,
    ids: &[ConversationId],
) -> Result<Vec<RoutingRow>, Error> {
    let mut found = Vec::with_capacity(ids.len());
    for some in ids.chunks(IDS_LIMIT) {
        let mut clause = Clause::default();
        clause.among("c.id", some.iter().map(|id| id.0));
        clause.and("c.closed IS NULL");
        let (text, values) = clause.query(ROUTING_ROWS, "");
        let rows: Vec<Row> = sql!(conn, all with, text, values)?;
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    Ok(found)
}

/// What is offered to this agent or open with them.
///
/// # Errors
/// `Database`.
pub async fn at_agent(conn: &mut Conn, agent: PersonId) -> Result<Vec<ConversationId>, Error> {
    let rows: Vec<(Uuid,)> = sql!(conn, all, AT_AGENT, agent.0)?;
    Ok(rows.into_iter().map(|(id,)| ConversationId(id)).collect())
}

/// Where each conversation is that counts against this agent's limits: what is offered or open.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn load_of(
    conn: &mut Conn,
    agent: PersonId,
) -> Result<Vec<(Option<DepartmentId>, Channel)>, Error> {
    let rows: Vec<(Option<Uuid>, String)> = sql!(conn, all, LOAD_OF, agent.0)?;
    rows.into_iter()
        .map(|(department, channel)| {
            Ok((department.map(DepartmentId), stored::word("a channel", &channel)?))
        })
        .collect()
}

/// The same of several agents at once, with how many there are of each kind.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn loads_of(conn: &mut Conn, agents: &[PersonId]) -> Result<Vec<LoadRow>, Error> {
    let mut loads = Vec::new();
    for some in agents.chunks(IDS_LIMIT) {
        let mut clause = Clause::default();
        clause.among("agent", some.iter().map(|id| id.0));
        clause.and("stage IN ('offered', 'open')");
        let (text, values) = clause.query(LOADS_OF, "GROUP BY agent, department, channel");
        let rows: Vec<(Uuid, Option<Uuid>, String, i64)> = sql!(conn, all with, text, values)?;
        for (agent, department, channel, count) in rows {
            loads.push(LoadRow {
                agent: PersonId(agent),
                department: department.map(DepartmentId),
                channel: stored::word("a channel", &channel)?,
                count: stored::number("a number of conversations", count)?,
            });
        }
    }
    Ok(loads)
}

/// Everything that stands on this person's desk: theirs, and the oldest of what waits within their reach.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn of_desk(conn: &mut Conn, staff: &Staff) -> Result<Vec<Entry>, Error> {
    let mut clause = Clause::default();
    let me = clause.value(staff.person.id.0);
    clause.and(&format!("c.agent = {me}"));
    let (text, values) = clause.query(ENTRIES, "ORDER BY c.arrived, c.id");
    let mut rows: Vec<EntryRow> = sql!(conn, all with, text, values)?;
    rows.extend(helped_by(conn, staff.person.id).await?);

    if staff.has(Permission::ViewQueue) {
        let (text, values) = queue_clause(staff)
            .query(ENTRIES, &format!("ORDER BY c.arrived, c.id LIMIT {QUEUED_LIMIT}"));
        let queued: Vec<EntryRow> = sql!(conn, all with, text, values)?;
        rows.extend(queued);
    }
    let mut entries = rows.into_iter().map(Entry::try_from).collect::<Result<Vec<_>, _>>()?;
    // Who helps sees it once, though it may wait in their queue too.
    let mut seen = HashSet::new();
    entries.retain(|entry| seen.insert(entry.conversation.id));
    // The rule itself has the last word; the queries only find candidates by index.
    entries.retain(|entry| list_for(staff, &entry.conversation).is_some());
    Ok(entries)
}

/// Where this person was invited, now or once: few at a time have helpers at all.
async fn helped_by(conn: &mut Conn, person: PersonId) -> Result<Vec<EntryRow>, Error> {
    let mut clause = Clause::default();
    let me = clause.value(person.0);
    clause.and("c.helpers > 0");
    clause.and(&format!(
        "c.id IN (SELECT p.conversation FROM conversation_people p WHERE p.person = {me})"
    ));
    let (text, values) = clause.query(ENTRIES, "ORDER BY c.arrived, c.id");
    sql!(conn, all with, text, values)
}

fn queue_clause(staff: &Staff) -> Clause {
    let mut clause = Clause::default();
    clause.and("c.stage = 'queued' AND c.closed IS NULL");
    let sees_all = staff.roles.has(Role::Administrator)
        || (staff.roles.has(Role::Manager) && staff.departments.is_empty());
    if !sees_all {
        let departments = clause.ids(staff.departments.iter().map(|id| id.0));
        clause.and(&format!("c.department IS NULL OR c.department IN ({departments})"));
    }
    clause
}

/// The versions of those of these conversations that exist.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn versions(
    conn: &mut Conn,
    ids: &[ConversationId],
) -> Result<Vec<(ConversationId, u32)>, Error> {
    let different: HashSet<ConversationId> = ids.iter().copied().collect();
    let different: Vec<ConversationId> = different.into_iter().collect();
    let mut versions = Vec::with_capacity(different.len());
    for some in different.chunks(IDS_LIMIT) {
        let mut clause = Clause::default();
        clause.among("id", some.iter().map(|id| id.0));
        let (text, values) = clause.query("SELECT id, version FROM conversations", "");
        let rows: Vec<(Uuid, i64)> = sql!(conn, all with, text, values)?;
        for (id, version) in rows {
            let version = stored::number("a conversation's version", version)?;
            versions.push((ConversationId(id), version));
        }
    }
    Ok(versions)
}

#[cfg(test)]
mod tests;
