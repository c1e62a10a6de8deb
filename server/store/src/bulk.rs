//! What is done with many conversations: jobs, how far each is, and the files they make.

use model::{
    bulk::{BulkJob, BulkState},
    id::{BulkId, PersonId},
    moment::Moment,
    selection::ChatSelection,
};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, stored};

macro_rules! select {
    ($end:literal) => {
        concat!(
            "SELECT id, person, task, selection, state, total, seen, changed, skipped, place, begun, ended, due \
             FROM bulk_jobs ",
            $end
        )
    };
}

const INSERT: &str = "INSERT INTO bulk_jobs (id, person, task, selection, state, total, seen, changed, skipped, \
     begun, due) VALUES ($1, $2, $3, $4, 'running', $5, 0, 0, 0, $6, $6)";
const FIND: &str = select!("WHERE id = $1");
const OF: &str = select!("WHERE person = $1 ORDER BY begun DESC, id DESC LIMIT $2");
const DUE: &str = select!("WHERE due IS NOT NULL AND due <= $1 ORDER BY due, id LIMIT 1");
const NEXT_DUE: &str = "SELECT min(due) FROM bulk_jobs WHERE due IS NOT NULL";
const HOLD: &str = "UPDATE bulk_jobs SET due = $3 WHERE id = $1 AND due = $2";
const RELEASE: &str = "UPDATE bulk_jobs SET due = $1 WHERE due > $1";
const ADVANCE: &str = "UPDATE bulk_jobs SET seen = $3, changed = $4, skipped = $5, place = $6, due = $7 \
     WHERE id = $1 AND due = $2 AND state = 'running'";
const END: &str =
    "UPDATE bulk_jobs SET state = $2, ended = $3, due = NULL WHERE id = $1 AND state = 'running'";
const RUNNING: &str = "SELECT count(*) FROM bulk_jobs WHERE person = $1 AND state = 'running'";
const CLEAN: &str = "DELETE FROM bulk_jobs WHERE ended IS NOT NULL AND ended < $1";
const ADD_PART: &str = "INSERT INTO bulk_parts (job, number, bytes) \
     VALUES ($1, (SELECT count(*) FROM bulk_parts WHERE job = $1), $2)";
const PART: &str = "SELECT bytes FROM bulk_parts WHERE job = $1 AND number = $2";
const DROP_PARTS: &str = "DELETE FROM bulk_parts WHERE job = $1";

const WHAT: &str = "a bulk job";

/// A job with what whoever carries it out has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub it: BulkJob,
    pub person: PersonId,
    pub selection: ChatSelection,
    /// Behind which it goes on.
    pub place: Option<String>,
    pub due: Option<Moment>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    person: Uuid,
    task: String,
    selection: String,
    state: String,
    total: i64,
    seen: i64,
    changed: i64,
    skipped: i64,
    place: Option<String>,
    begun: i64,
    ended: Option<i64>,
    due: Option<i64>,
}

impl TryFrom<Row> for Job {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let number = |number| stored::number(WHAT, number);
        Ok(Self {
            it: BulkJob {
                id: BulkId(row.id),
                task: stored::read(WHAT, &row.task)?,
                state: stored::word(WHAT, &row.state)?,
                total: number(row.total)?,
                seen: number(row.seen)?,
                changed: number(row.changed)?,
                skipped: number(row.skipped)?,
                begun: Moment(row.begun),
                ended: row.ended.map(Moment),
            },
            person: PersonId(row.person),
            selection: stored::read(WHAT, &row.selection)?,
            place: row.place,
            due: row.due.map(Moment),
        })
    }
}

/// Stores a new one, due at once.
///
/// # Errors
/// `Database`.
pub async fn insert(conn: &mut Conn, job: &Job) -> Result<(), Error> {
    let (task, selection) =
        (stored::json(WHAT, &job.it.task)?, stored::json(WHAT, &job.selection)?);
    let (id, person, begun) = (job.it.id.0, job.person.0, job.it.begun.0);
    let total = stored::stored(job.it.total);
    sql!(conn, change, INSERT, id, person, task, selection, total, begun).map(drop)
}

/// One of them.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: BulkId) -> Result<Option<Job>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    row.map(Job::try_from).transpose()
}

/// Somebody's, the latest first.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn of(conn: &mut Conn, person: PersonId, limit: u32) -> Result<Vec<Job>, Error> {
    let rows: Vec<Row> = sql!(conn, all, OF, person.0, i64::from(limit))?;
    rows.into_iter().map(Job::try_from).collect()
}

/// How many of somebody's are under way.
///
/// # Errors
/// `Database`.
pub async fn running(conn: &mut Conn, person: PersonId) -> Result<u64, Error> {
    let row: Option<(i64,)> = sql!(conn, first, RUNNING, person.0)?;
    stored::number(WHAT, row.map_or(0, |row| row.0))
}

/// The one that has been due longest.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn due(conn: &mut Conn, now: Moment) -> Result<Option<Job>, Error> {
    let row: Option<Row> = sql!(conn, first, DUE, now.0)?;
    row.map(Job::try_from).transpose()
}

/// When the next one is due.
///
/// # Errors
/// `Database`.
pub async fn next_due(conn: &mut Conn) -> Result<Option<Moment>, Error> {
    let row: Option<(Option<i64>,)> = sql!(conn, first, NEXT_DUE)?;
    Ok(row.and_then(|(at,)| at).map(Moment))
}

/// Takes one in hand until a moment; `false` when somebody else was faster.
///
/// # Errors
/// `Database`.
pub async fn hold(conn: &mut Conn, job: &Job, until: Moment) -> Result<bool, Error> {
    let due = job.due.map(|at| at.0);
    Ok(sql!(conn, change, HOLD, job.it.id.0, due, until.0)? == 1)
}

/// Takes all that are in somebody's hands out of them: for whoever knows that nobody else is there.
///
/// # Errors
/// `Database`.
pub async fn release(conn: &mut Conn, now: Moment) -> Result<u64, Error> {
    sql!(conn, change, RELEASE, now.0)
}

/// Stores how far it is and when it goes on, if it is still in the hands that took it and nobody stopped it.
///
/// # Errors
/// `Database`.
pub async fn advance(conn: &mut Conn, job: &Job, next: Moment) -> Result<bool, Error> {
    let (id, due) = (job.it.id.0, job.due.map(|at| at.0));
    let [seen, changed, skipped] =
        [job.it.seen, job.it.changed, job.it.skipped].map(stored::stored);
    let place = job.place.as_deref();
    Ok(sql!(conn, change, ADVANCE, id, due, seen, changed, skipped, place, next.0)? == 1)
}

/// Ends one; `false` when it was over already.
///
/// # Errors
/// `Database`.
pub async fn end(
    conn: &mut Conn,
    id: BulkId,
    state: BulkState,
    now: Moment,
) -> Result<bool, Error> {
    let is_ended = sql!(conn, change, END, id.0, state.as_str(), now.0)? == 1;
    if is_ended && state != BulkState::Done {
        sql!(conn, change, DROP_PARTS, id.0)?;
    }
    Ok(is_ended)
}

/// Forgets those that ended before a moment, and their files.
///
/// # Errors
/// `Database`.
pub async fn forget_before(conn: &mut Conn, moment: Moment) -> Result<u64, Error> {
    sql!(conn, change, CLEAN, moment.0)
}

/// Adds to the file of one.
///
/// # Errors
/// `Database`.
pub async fn add_part(conn: &mut Conn, id: BulkId, bytes: Vec<u8>) -> Result<(), Error> {
    sql!(conn, change, ADD_PART, id.0, bytes).map(drop)
}

/// A part of the file of one.
///
/// # Errors
/// `Database`.
pub async fn part(conn: &mut Conn, id: BulkId, number: u32) -> Result<Option<Vec<u8>>, Error> {
    let row: Option<(Vec<u8>,)> = sql!(conn, first, PART, id.0, i64::from(number))?;
    Ok(row.map(|(bytes,)| bytes))
}

#[cfg(test)]
mod tests {
    use model::{bulk::BulkTask, selection::Selection};

    use super::*;
    use crate::{contacts, erasures, on_both, people, samples};

    fn job(number: u64) -> Job {
        let begun = Moment(i64::try_from(number).unwrap());
        Job {
            it: BulkJob {
                id: BulkId(samples::id(number)),
                task: BulkTask::Tag(vec![String::from("vip")]),
                state: BulkState::Running,
                total: 3,
                seen: 0,
                changed: 0,
                skipped: 0,
                begun,
                ended: None,
            },
            person: samples::person(1).id,
            selection: Selection::Chosen(Vec::new()),
            place: None,
            due: Some(begun),
        }
    }

    on_both! {
        async fn cc_09_a_bulk_job_is_in_one_hand_at_a_time_and_goes_on_where_it_was(store) {
            let mut write = store.write().await.unwrap();
            people::insert(&mut write, &samples::person(1), "").await.unwrap();
            let one = job(5);
            insert(&mut write, &one).await.unwrap();
            assert_eq!(due(&mut write, Moment(4)).await.unwrap(), None);
            assert_eq!(due(&mut write, Moment(5)).await.unwrap(), Some(one.clone()));
            assert!(hold(&mut write, &one, Moment(100)).await.unwrap());
            assert!(!hold(&mut write, &one, Moment(100)).await.unwrap());
            assert_eq!(next_due(&mut write).await.unwrap(), Some(Moment(100)));
            let mut held = Job { due: Some(Moment(100)), ..one };
            (held.it.seen, held.it.changed, held.place) = (2, 1, Some(String::from("n1.x")));
            assert!(advance(&mut write, &held, Moment(7)).await.unwrap());
            assert!(!advance(&mut write, &held, Moment(7)).await.unwrap());
            held.due = Some(Moment(7));
            assert_eq!(find(&mut write, held.it.id).await.unwrap(), Some(held.clone()));
            assert_eq!(of(&mut write, held.person, 9).await.unwrap(), [held.clone()]);
            assert_eq!(running(&mut write, held.person).await.unwrap(), 1);
        }

        async fn cc_09_who_is_alone_takes_over_at_once_what_a_server_held_that_ended(store) {
            let mut write = store.write().await.unwrap();
            people::insert(&mut write, &samples::person(1), "").await.unwrap();
            let (held, over) = (job(5), job(6));
            for it in [&held, &over] {
                insert(&mut write, it).await.unwrap();
                assert!(hold(&mut write, it, Moment(100)).await.unwrap());
            }
            assert!(end(&mut write, over.it.id, BulkState::Done, Moment(9)).await.unwrap());
            assert_eq!(due(&mut write, Moment(10)).await.unwrap(), None);
            assert_eq!(release(&mut write, Moment(10)).await.unwrap(), 1);
            let wanted = Job { due: Some(Moment(10)), ..held };
            assert_eq!(due(&mut write, Moment(10)).await.unwrap(), Some(wanted));
        }

        async fn cc_09_what_was_stopped_leaves_no_file_and_the_rest_is_forgotten_in_time(store) {
            let mut write = store.write().await.unwrap();
            people::insert(&mut write, &samples::person(1), "").await.unwrap();
            let (one, two) = (job(1), job(2));
            for it in [&one, &two] {
                insert(&mut write, it).await.unwrap();
                add_part(&mut write, it.it.id, vec![1]).await.unwrap();
                add_part(&mut write, it.it.id, vec![2]).await.unwrap();
            }
            assert_eq!(part(&mut write, one.it.id, 1).await.unwrap(), Some(vec![2]));
            assert!(end(&mut write, one.it.id, BulkState::Cancelled, Moment(9)).await.unwrap());
            assert!(!end(&mut write, one.it.id, BulkState::Done, Moment(9)).await.unwrap());
            assert_eq!(part(&mut write, one.it.id, 0).await.unwrap(), None);
            assert!(end(&mut write, two.it.id, BulkState::Done, Moment(10)).await.unwrap());
            assert_eq!(part(&mut write, two.it.id, 0).await.unwrap(), Some(vec![1]));
            assert_eq!(running(&mut write, one.person).await.unwrap(), 0);
            assert_eq!(forget_before(&mut write, Moment(10)).await.unwrap(), 1);
            assert_eq!(find(&mut write, one.it.id).await.unwrap(), None);
            assert!(find(&mut write, two.it.id).await.unwrap().is_some());
        }

        async fn cc_14_no_export_outlives_somebody_who_is_erased(store) {
            let mut write = store.write().await.unwrap();
            people::insert(&mut write, &samples::person(1), "").await.unwrap();
            let contact = samples::contact(1);
            contacts::insert(&mut write, &contact).await.unwrap();
            let (tagging, export, made) = (job(1), job(2), job(3));
            for it in [&tagging, &export, &made] {
                insert(&mut write, it).await.unwrap();
            }
            add_part(&mut write, export.it.id, vec![1]).await.unwrap();
            assert!(end(&mut write, made.it.id, BulkState::Done, Moment(9)).await.unwrap());
            erasures::begin(&mut write, contact.id, samples::person(1).id, Moment(10)).await.unwrap();
            assert!(find(&mut write, tagging.it.id).await.unwrap().is_some());
            assert_eq!(find(&mut write, export.it.id).await.unwrap(), None);
            assert_eq!(find(&mut write, made.it.id).await.unwrap(), None);
        }
    }
}
