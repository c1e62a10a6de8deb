//! Whom a broadcast is for: chosen one by one or found, as far as the one who chooses sees them.

use model::{
    broadcast::Medium,
    contact::Contact,
    id::{BroadcastId, PersonId},
    moment::Moment,
    permission::Reach,
    selection::{ContactSelection, Selection},
};

use crate::{
    Conn, Error,
    clause::Clause,
    connection::sql,
    contacts::{
        Row,
        list::{restrict_to_filters, restrict_to_reach, restrict_to_search},
    },
    opt_outs, stored,
};

/// Who looks, and how far they see.
#[derive(Debug, Clone, Copy)]
pub struct Eye<'a> {
    pub reach: &'a Reach,
    pub me: PersonId,
}

/// What a choice comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Chosen {
    pub total: u64,
    pub opted_out: u64,
    pub blocked: u64,
    pub unreachable: u64,
}

/// The condition that a row of `contacts` is chosen and seen; `None`: nobody is.
async fn condition(
    conn: &mut Conn,
    eye: Eye<'_>,
    recipients: &ContactSelection,
) -> Result<Option<Clause>, Error> {
    let mut clause = Clause::default();
    clause.and("merged_into IS NULL AND erased IS NULL");
    match recipients {
        Selection::Chosen(ids) if ids.is_empty() => return Ok(None),
        Selection::Chosen(ids) => clause.among("id", ids.iter().map(|id| id.0)),
        Selection::Filter { query, minus } => {
            restrict_to_search(conn, &mut clause, &query.search);
            restrict_to_filters(conn, &mut clause, &query.filters).await?;
            if !minus.is_empty() {
                let minus = clause.ids(minus.iter().map(|id| id.0));
                clause.and(&format!("id NOT IN ({minus})"));
            }
        }
    }
    restrict_to_reach(&mut clause, eye.reach, eye.me);
    Ok(Some(clause))
}

/// Counts who is chosen, and who of them would get nothing now.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn count(
    conn: &mut Conn,
    eye: Eye<'_>,
    (recipients, medium): (&ContactSelection, Medium),
    now: Moment,
) -> Result<Chosen, Error> {
    let Some(clause) = condition(conn, eye, recipients).await? else {
        return Ok(Chosen::default());
    };
    let mut opted_out = clause.clone();
    opted_out.and(&format!("id IN ({})", opt_outs::ALL));
    let mut blocked = clause.clone();
    blocked.and("blocked IS NOT NULL");
    let mut unreachable = clause.clone();
    match medium {
        Medium::Email => unreachable.and("emails = '[]'"),
        Medium::Chat => {
            let now = unreachable.value(now.0);
            let seen = format!("id NOT IN (SELECT contact FROM visitors WHERE expires > {now})");
            unreachable.and(&seen);
        }
    }
    Ok(Chosen {
        total: counted(conn, clause).await?,
        opted_out: counted(conn, opted_out).await?,
        blocked: counted(conn, blocked).await?,
        unreachable: counted(conn, unreachable).await?,
    })
}

async fn counted(conn: &mut Conn, clause: Clause) -> Result<u64, Error> {
    let (text, values) = clause.query("SELECT count(*) FROM contacts", "");
    let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
    stored::number("the number of contacts", count.first().map_or(0, |(count,)| *count))
}

/// The contacts at some places of the choice, from 0, in the order in which they are sent to.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn samples(
    conn: &mut Conn,
    eye: Eye<'_>,
    recipients: &ContactSelection,
    places: &[u64],
) -> Result<Vec<(u64, Contact)>, Error> {
    let Some(clause) = condition(conn, eye, recipients).await? else { return Ok(Vec::new()) };
    let mut found = Vec::with_capacity(places.len());
    for place in places {
        let end = format!("ORDER BY sort_name, id LIMIT 1 OFFSET {place}");
        let (text, values) = clause.clone().query("SELECT * FROM contacts", &end);
        let rows: Vec<Row> = sql!(conn, all with, text, values)?;
        for row in rows {
            found.push((*place, Contact::try_from(row)?));
        }
    }
    Ok(found)
}

/// Puts everybody who is chosen on the list of a broadcast, by name; how many that are.
///
/// # Errors
/// `Database`.
pub async fn enlist(
    conn: &mut Conn,
    eye: Eye<'_>,
    recipients: &ContactSelection,
    (broadcast, now): (BroadcastId, Moment),
) -> Result<u64, Error> {
    let Some(mut clause) = condition(conn, eye, recipients).await? else { return Ok(0) };
    let (broadcast, now) = (clause.value(broadcast.0), clause.value(now.0));
    let start = format!(
        "INSERT INTO broadcast_recipients (broadcast, place, contact, state, address, why, at) \
         SELECT {broadcast}, row_number() OVER (ORDER BY sort_name, id), id, 'queued', '', '', {now} \
         FROM contacts"
    );
    let (text, values) = clause.query(&start, "");
    sql!(conn, change with, text, values)
}
