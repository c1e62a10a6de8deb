//! The contacts of a broadcast, and what became of the message to each.

use model::{
    broadcast::{Delivery, DeliveryName, Received, Recipient, RecipientQuery, Skip},
    id::{BroadcastId, ContactId, ConversationId, PersonId},
    mail::MailError,
    moment::Moment,
    page::Page,
    person::PersonRef,
};
use uuid::Uuid;

use super::{Eye, medium};
use crate::{
    Conn, Error,
    clause::Clause,
    connection::sql,
    contacts::list::restrict_to_reach,
    place::{self, Key, Place},
    stored,
};

const QUEUED: &str = "SELECT place, contact, message FROM broadcast_recipients \
     WHERE broadcast = $1 AND state = 'queued' ORDER BY place LIMIT $2";
const POSTED: &str = "UPDATE broadcast_recipients SET state = 'posted', address = $3, why = '', at = $4, \
     message = $5 WHERE broadcast = $1 AND place = $2 AND state = 'queued'";
const SETTLE: &str = "UPDATE broadcast_recipients SET state = $4, why = $5, at = $6, conversation = $7, \
     message = COALESCE($8, message) WHERE broadcast = $1 AND contact = $2 AND state = $3";
const REQUEUE: &str = "UPDATE broadcast_recipients SET state = 'queued', why = '' \
     WHERE broadcast = $1 AND state = 'posted' \
     AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.id = broadcast_recipients.message)";
const RETRY: &str = "UPDATE broadcast_recipients SET state = 'queued', why = '', at = $2 \
     WHERE broadcast = $1 AND state = 'refused'";
const SKIP_REST: &str = "UPDATE broadcast_recipients SET state = 'skipped', why = $2, at = $3 \
     WHERE broadcast = $1 AND state = 'queued'";
const IN_FLIGHT: &str =
    "SELECT count(*) FROM broadcast_recipients WHERE broadcast = $1 AND state = 'posted'";
const ADDRESSED: &str = "SELECT count(*) FROM broadcast_recipients \
     WHERE broadcast = $1 AND address = $2 AND place <> $3 AND state <> 'skipped'";
const OF_CONTACT: &str = "SELECT b.id, b.medium, b.subject, b.text, b.person, b.person_name, r.state, r.address, \
     r.why, r.at, r.conversation \
     FROM broadcast_recipients r JOIN broadcasts b ON b.id = r.broadcast \
     WHERE r.contact = $1 OR r.contact IN (SELECT id FROM contacts WHERE merged_into = $1) \
     ORDER BY r.at DESC, b.id DESC LIMIT $2";

/// A contact whose turn it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Addressee {
    pub place: u32,
    pub contact: ContactId,
    /// Its letter or message, if it had one before.
    pub message: Option<Uuid>,
}

/// What became of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub delivery: Delivery,
    /// The chat it was said in.
    pub conversation: Option<ConversationId>,
    pub message: Option<Uuid>,
}

/// Those whose turn it is next.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn queued(
    conn: &mut Conn,
    broadcast: BroadcastId,
    limit: u32,
) -> Result<Vec<Addressee>, Error> {
    let rows: Vec<(i64, Uuid, Option<Uuid>)> =
        sql!(conn, all, QUEUED, broadcast.0, i64::from(limit))?;
    rows.into_iter()
        .map(|(place, contact, message)| {
            let place = stored::number("a recipient's place", place)?;
            Ok(Addressee { place, contact: ContactId(contact), message })
        })
        .collect()
}

/// Notes that a letter to somebody is in the outbox; `false` when it was not their turn.
///
/// # Errors
/// `Database`.
pub async fn posted(
    conn: &mut Conn,
    broadcast: BroadcastId,
    to: &Addressee,
    (address, now): (&str, Moment),
) -> Result<bool, Error> {
    let place = i64::from(to.place);
    Ok(sql!(conn, change, POSTED, broadcast.0, place, address, now.0, to.message)? > 0)
}

/// Notes what became of a message, if it was queued (or, with `was_posted`, in the outbox); otherwise `false`.
///
/// # Errors
/// `Database`.
pub async fn settle(
    conn: &mut Conn,
    (broadcast, contact): (BroadcastId, ContactId),
    (outcome, was_posted): (&Outcome, bool),
    now: Moment,
) -> Result<bool, Error> {
    let error = |error: &MailError| stored::json("a letter's error", error);
    let (state, why) = match &outcome.delivery {
        Delivery::Queued => ("queued", String::new()),
        Delivery::Waiting(why) => ("posted", error(why)?),
        Delivery::Sent => ("sent", String::new()),
        Delivery::Refused(why) => ("refused", error(why)?),
        Delivery::Skipped(why) => ("skipped", why.as_str().to_owned()),
    };
    let from = if was_posted { "posted" } else { "queued" };
    let settled = sql!(
        conn,
        change,
        SETTLE,
        broadcast.0,
        contact.0,
        from,
        state,
        &why,
        now.0,
        outcome.conversation.map(|id| id.0),
        outcome.message,
    )?;
    Ok(settled > 0)
}

/// Gives those their turn back whose letters were taken back.
///
/// # Errors
/// `Database`.
pub async fn requeue(conn: &mut Conn, broadcast: BroadcastId) -> Result<u64, Error> {
    sql!(conn, change, REQUEUE, broadcast.0)
}

/// Gives those another turn whose letters were refused.
///
/// # Errors
/// `Database`.
pub async fn retry(conn: &mut Conn, broadcast: BroadcastId, now: Moment) -> Result<u64, Error> {
    sql!(conn, change, RETRY, broadcast.0, now.0)
}

/// Skips everybody whose turn has not come.
///
/// # Errors
/// `Database`.
pub async fn skip_rest(
    conn: &mut Conn,
    broadcast: BroadcastId,
    (why, now): (Skip, Moment),
) -> Result<u64, Error> {
    sql!(conn, change, SKIP_REST, broadcast.0, why.as_str(), now.0)
}

/// How many of its letters are in the outbox.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn in_flight(conn: &mut Conn, broadcast: BroadcastId) -> Result<u64, Error> {
    let row: Option<(i64,)> = sql!(conn, first, IN_FLIGHT, broadcast.0)?;
    stored::number("the number of recipients", row.map_or(0, |(count,)| count))
}

/// Whether somebody else of the broadcast gets it at this address.
///
/// # Errors
/// `Database`.
pub async fn addressed(
    conn: &mut Conn,
    broadcast: BroadcastId,
    (address, place): (&str, u32),
) -> Result<bool, Error> {
    let row: Option<(i64,)> = sql!(conn, first, ADDRESSED, broadcast.0, address, i64::from(place))?;
    Ok(row.is_some_and(|(count,)| count > 0))
}

#[derive(sqlx::FromRow)]
struct Row {
    place: i64,
    contact: Uuid,
    name: String,
    username: String,
    state: String,
    address: String,
    why: String,
    at: i64,
    conversation: Option<Uuid>,
}

impl TryFrom<Row> for Recipient {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            place: stored::number("a recipient's place", row.place)?,
            contact: ContactId(row.contact),
            name: if row.name.is_empty() { row.username } else { row.name },
            address: row.address,
            delivery: delivery(&row.state, &row.why)?,
            at: Moment(row.at),
            conversation: row.conversation.map(ConversationId),
        })
    }
}

fn delivery(state: &str, why: &str) -> Result<Delivery, Error> {
    let error = || stored::read::<MailError>("a letter's error", why);
    let skip = || Skip::from_word(why).ok_or(Error::Corrupt { what: "why somebody was skipped" });
    Ok(match state {
        "queued" => Delivery::Queued,
        "posted" if why.is_empty() => Delivery::Queued,
        "posted" => Delivery::Waiting(error()?),
        "sent" => Delivery::Sent,
        "refused" => Delivery::Refused(error()?),
        "skipped" => Delivery::Skipped(skip()?),
        _ => return Err(Error::Corrupt { what: "a recipient's state" }),
    })
}

/// The contacts of a broadcast that somebody sees, in the order in which they are sent to.
///
/// # Errors
/// `NoSuchPage`, `Database`, `Corrupt`.
pub async fn list(
    conn: &mut Conn,
    eye: Eye<'_>,
    query: &RecipientQuery,
) -> Result<Page<Recipient>, Error> {
    const FROM: &str = "FROM broadcast_recipients r JOIN contacts c ON c.id = r.contact";
    let mut clause = Clause::default();
    let broadcast = clause.value(query.broadcast.0);
    clause.and(&format!("r.broadcast = {broadcast}"));
    match query.delivery {
        None => {}
        Some(DeliveryName::Queued) => clause.and("r.state IN ('queued', 'posted')"),
        Some(name) => clause.and(&format!("r.state = '{}'", name.as_str())),
    }
    restrict_to_reach(&mut clause, eye.reach, eye.me);
    let (text, values) = clause.clone().query(&format!("SELECT count(*) {FROM}"), "");
    let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
    let total = count.first().map_or(0, |(count,)| *count);
    if let Some(Place { key: Key::Number(place), .. }) =
        Place::read(&query.page, |key| matches!(key, Key::Number(_)))?
    {
        let place = clause.value(place);
        clause.and(&format!("r.place > {place}"));
    }
    let wanted = place::rows(&query.page);
    let start = format!(
        "SELECT r.place, r.contact, c.name, c.username, r.state, r.address, r.why, r.at, r.conversation {FROM}"
    );
    let end = format!("ORDER BY r.place LIMIT {}", wanted + 1);
    let (text, values) = clause.query(&start, &end);
    let mut rows: Vec<Row> = sql!(conn, all with, text, values)?;
    let has_more = rows.len() > wanted;
    rows.truncate(wanted);
    let last = rows.last().filter(|_| has_more);
    let next = last.map(|row| Place { key: Key::Number(row.place), id: row.contact }.write());
    Ok(Page {
        rows: rows.into_iter().map(Recipient::try_from).collect::<Result<_, _>>()?,
        next,
        total: stored::number("the number of recipients", total)?,
    })
}

#[derive(sqlx::FromRow)]
struct ReceivedRow {
    id: Uuid,
    medium: String,
    subject: String,
    text: String,
    person: Uuid,
    person_name: String,
    state: String,
    address: String,
    why: String,
    at: i64,
    conversation: Option<Uuid>,
}

/// The broadcasts a contact was among, the latest first.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn of_contact(
    conn: &mut Conn,
    contact: ContactId,
    limit: u32,
) -> Result<Vec<Received>, Error> {
    let rows: Vec<ReceivedRow> = sql!(conn, all, OF_CONTACT, contact.0, i64::from(limit))?;
    rows.into_iter()
        .map(|row| {
            Ok(Received {
                broadcast: BroadcastId(row.id),
                medium: medium(&row.medium)?,
                subject: row.subject,
                text: row.text,
                by: PersonRef { id: PersonId(row.person), name: row.person_name },
                address: row.address,
                delivery: delivery(&row.state, &row.why)?,
                at: Moment(row.at),
                conversation: row.conversation.map(ConversationId),
            })
        })
        .collect()
}
