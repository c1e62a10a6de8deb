//! What is remembered of calls: follows the conversation's log, and is listed for those who may see it.

mod list;

use model::{
    call::{CallKind, CallRecord, CallStep, Direction},
    contact::ContactRef,
    conversation::Conversation,
    event::{Author, Event, EventBody},
    id::{CallId, ContactId, ConversationId, DepartmentId, PersonId},
    moment::Moment,
    permission::Reach,
    person::PersonRef,
};
use uuid::Uuid;

use crate::{Conn, Error, clause::Clause, connection::sql, stored};
pub use list::list;

const INSERT: &str = "INSERT INTO calls (id, conversation, contact, agent, agent_name, department, kind, \
     direction, rang, hold_ms, notes, disposition, version) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, '', '', 1)";
const ANSWER: &str = "UPDATE calls SET answered = $2 WHERE id = $1 AND answered IS NULL";
const HOLD: &str = "UPDATE calls SET held = $2 WHERE id = $1 AND held IS NULL";
const RESUME: &str = "UPDATE calls SET hold_ms = hold_ms + $2 - held, held = NULL \
     WHERE id = $1 AND held IS NOT NULL";
const END: &str = "UPDATE calls SET ended = $2, ending = $3, \
     hold_ms = hold_ms + CASE WHEN held IS NULL THEN 0 ELSE $2 - held END, held = NULL \
     WHERE id = $1 AND ended IS NULL";
const WRAP_UP: &str =
    "UPDATE calls SET notes = $3, disposition = $4, version = $5 WHERE id = $1 AND version = $2";
const OPEN: &str = "SELECT id, conversation FROM calls WHERE ended IS NULL";
const OPEN_AT: &str = "SELECT id, conversation FROM calls WHERE ended IS NULL AND agent = $1";
/// All that a record is made of.
const SELECT: &str = "SELECT id, conversation, contact, agent, agent_name, department, kind, direction, rang, \
     answered, ended, ending, hold_ms, notes, disposition, version, \
     (SELECT name FROM contacts c WHERE c.id = calls.contact) AS contact_name, \
     (SELECT phones FROM contacts c WHERE c.id = calls.contact) AS phones FROM calls";

const WHAT: &str = "a call";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    conversation: Uuid,
    contact: Uuid,
    agent: Uuid,
    agent_name: String,
    department: Option<Uuid>,
    kind: String,
    direction: String,
    rang: i64,
    answered: Option<i64>,
    ended: Option<i64>,
    ending: Option<String>,
    hold_ms: i64,
    notes: String,
    disposition: String,
    version: i64,
    contact_name: Option<String>,
    phones: Option<String>,
}

impl TryFrom<Row> for CallRecord {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let ending = row.ending.as_deref().map(|word| stored::word(WHAT, word)).transpose()?;
        let phones = row.phones.as_deref().unwrap_or("[]");
        let phones: Vec<String> = stored::read("a contact's numbers", phones)?;
        Ok(Self {
            id: CallId(row.id),
            conversation: ConversationId(row.conversation),
            contact: ContactRef {
                id: ContactId(row.contact),
                name: row.contact_name.unwrap_or_default(),
            },
            phone: phones.into_iter().next().unwrap_or_default(),
            agent: PersonRef { id: PersonId(row.agent), name: row.agent_name },
            department: row.department.map(DepartmentId),
            kind: stored::word(WHAT, &row.kind)?,
            direction: stored::word(WHAT, &row.direction)?,
            rang: Moment(row.rang),
            answered: row.answered.map(Moment),
            ended: row.ended.map(Moment).zip(ending),
            hold_ms: row.hold_ms,
            notes: row.notes,
            disposition: row.disposition,
            version: stored::number("a call's version", row.version)?,
        })
    }
}

/// Writes down what an event of a conversation's log says about its call; other events say nothing.
///
/// # Errors
/// `Database`.
pub async fn follow(conn: &mut Conn, it: &Conversation, event: &Event) -> Result<(), Error> {
    let EventBody::Call { call, step } = &event.body else { return Ok(()) };
    let (id, at) = (call.0, event.at.0);
    match step {
        CallStep::Rang { kind, .. } => begin(conn, it, (*call, *kind), event).await,
        CallStep::Answered => sql!(conn, change, ANSWER, id, at).map(drop),
        CallStep::Held => sql!(conn, change, HOLD, id, at).map(drop),
        CallStep::Resumed => sql!(conn, change, RESUME, id, at).map(drop),
        CallStep::Ended(why) => sql!(conn, change, END, id, at, why.as_str()).map(drop),
    }
}

async fn begin(
    conn: &mut Conn,
    it: &Conversation,
    (id, kind): (CallId, CallKind),
    event: &Event,
) -> Result<(), Error> {
    // Whoever serves it when it rings, or served it last, where more has happened since; who called says the event.
    let Some(agent) = it.stage.agent().or(it.last_agent.as_ref()) else { return Ok(()) };
    let is_inbound = event.author == Author::Guest;
    let direction = if is_inbound { Direction::Inbound } else { Direction::Outbound }.as_str();
    let department = it.department.map(|id| id.0);
    let (call, conversation, contact) = (id.0, it.id.0, it.contact.id.0);
    let (name, rang) = (&agent.name, event.at.0);
    sql!(
        conn,
        change,
        INSERT,
        call,
        conversation,
        contact,
        agent.id.0,
        name,
        department,
        kind.as_str(),
        direction,
        rang,
    )
    .map(drop)
}

/// Notes something after a call, if its record is still at `expected_version`.
///
/// # Errors
/// `Database`.
pub async fn wrap_up(
    conn: &mut Conn,
    id: CallId,
    expected_version: u32,
    (notes, disposition): (&str, &str),
) -> Result<bool, Error> {
    let (before, after) =
        (i64::from(expected_version), i64::from(expected_version.saturating_add(1)));
    Ok(sql!(conn, change, WRAP_UP, id.0, before, notes, disposition, after)? > 0)
}

/// One call.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: CallId) -> Result<Option<CallRecord>, Error> {
    let mut clause = Clause::default();
    let id = clause.value(id.0);
    clause.and(&format!("id = {id}"));
    Ok(read(conn, clause, "").await?.into_iter().next())
}

/// Calls that are not over, and their conversations; those of one agent only, if asked for.
///
/// # Errors
/// `Database`.
pub async fn open(
    conn: &mut Conn,
    agent: Option<PersonId>,
) -> Result<Vec<(CallId, ConversationId)>, Error> {
    let rows: Vec<(Uuid, Uuid)> = match agent {
        Some(agent) => sql!(conn, all, OPEN_AT, agent.0)?,
        None => sql!(conn, all, OPEN)?,
    };
    Ok(rows.into_iter().map(|(call, it)| (CallId(call), ConversationId(it))).collect())
}

/// The call before this one with the same contact, among those that `me` sees.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn before(
    conn: &mut Conn,
    (reach, me): (&Reach, PersonId),
    of: &CallRecord,
) -> Result<Option<CallRecord>, Error> {
    let mut clause = Clause::default();
    restrict_to_reach(&mut clause, reach, me);
    let contact = clause.value(of.contact.id.0);
    clause.and(&format!("contact = {contact}"));
    let (rang, id) = (clause.value(of.rang.0), clause.value(of.id.0));
    clause.and(&format!("(rang, id) < ({rang}, {id})"));
    let rows = read(conn, clause, "ORDER BY rang DESC, id DESC LIMIT 1").await?;
    Ok(rows.into_iter().next())
}

/// The calls with a contact that `me` sees, the oldest first.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn of_contact(
    conn: &mut Conn,
    (reach, me): (&Reach, PersonId),
    contact: ContactId,
) -> Result<Vec<CallRecord>, Error> {
    let mut clause = Clause::default();
    restrict_to_reach(&mut clause, reach, me);
    let contact = clause.value(contact.0);
    clause.and(&format!("contact = {contact}"));
    read(conn, clause, "ORDER BY rang, id").await
}

/// Whether `me` sees this call.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn is_seen(
    conn: &mut Conn,
    (reach, me): (&Reach, PersonId),
    id: CallId,
) -> Result<bool, Error> {
    let mut clause = Clause::default();
    restrict_to_reach(&mut clause, reach, me);
    let id = clause.value(id.0);
    clause.and(&format!("id = {id}"));
    Ok(!read(conn, clause, "").await?.is_empty())
}

async fn read(conn: &mut Conn, clause: Clause, end: &str) -> Result<Vec<CallRecord>, Error> {
    let (text, values) = clause.query(SELECT, end);
    let rows: Vec<Row> = sql!(conn, all with, text, values)?;
    rows.into_iter().map(CallRecord::try_from).collect()
}

/// An agent sees the calls of what they served, others those of their departments too.
fn restrict_to_reach(clause: &mut Clause, reach: &Reach, me: PersonId) {
    let departments = match reach {
        Reach::All => return,
        Reach::Own => None,
        Reach::Departments(ids) => Some(clause.ids(ids.iter().map(|id| id.0))),
    };
    let me = clause.value(me.0);
    let served = format!(
        "agent = {me} OR conversation IN (SELECT conversation FROM conversation_people WHERE person = {me})"
    );
    match departments {
        None => clause.and(&served),
        // Told so that nobody tries to begin with the departments, and to sort all there is.
        Some(ids) => clause
            .and(&format!("CASE WHEN department IN ({ids}) THEN TRUE ELSE FALSE END OR {served}")),
    }
}
