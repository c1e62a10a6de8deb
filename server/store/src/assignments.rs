//! What routing remembers of each agent: when they were last given something, and how much today.

use model::{
    id::{DepartmentId, PersonId},
    moment::Moment,
};
use uuid::Uuid;

use crate::{
    Conn, Error,
    clause::{Clause, Value},
    connection::sql,
    stored,
};

const DAY_MS: i64 = 86_400_000;
/// People asked for at once.
const PEOPLE_LIMIT: usize = 512;

const ALL: &str = "SELECT * FROM assignments ORDER BY person, department";
const OF: &str = "SELECT * FROM assignments";
pub(crate) const REMEMBER: &str = "INSERT INTO assignments (person, department, last_assigned, day, received) \
     VALUES ($1, $2, $3, $4, 1) ON CONFLICT (person, department) DO UPDATE SET \
     received = CASE WHEN assignments.day = excluded.day THEN assignments.received + 1 ELSE 1 END, \
     day = excluded.day, last_assigned = excluded.last_assigned";

/// What is remembered of one person in one department, or in none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memory {
    pub person: PersonId,
    pub department: Option<DepartmentId>,
    pub last_assigned: Moment,
    /// The day `received` counts, in days since 1970 UTC.
    pub day: i64,
    pub received: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    person: Uuid,
    department: Uuid,
    last_assigned: i64,
    day: i64,
    received: i64,
}

impl TryFrom<Row> for Memory {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        Ok(Self {
            person: PersonId(row.person),
            department: (!row.department.is_nil()).then_some(DepartmentId(row.department)),
            last_assigned: Moment(row.last_assigned),
            day: row.day,
            received: stored::number("a number received", row.received)?,
        })
    }
}

/// Everything that is remembered.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn all(conn: &mut Conn) -> Result<Vec<Memory>, Error> {
    let rows: Vec<Row> = sql!(conn, all, ALL)?;
    rows.into_iter().map(Memory::try_from).collect()
}

/// What is remembered of these people, in no order.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn of(conn: &mut Conn, people: &[PersonId]) -> Result<Vec<Memory>, Error> {
    let mut found = Vec::new();
    for some in people.chunks(PEOPLE_LIMIT) {
        let mut clause = Clause::default();
        clause.among("person", some.iter().map(|id| id.0));
        let (text, values) = clause.query(OF, "");
        let rows: Vec<Row> = sql!(conn, all with, text, values)?;
        for row in rows {
            found.push(row.try_into()?);
        }
    }
    Ok(found)
}

/// Remembers that `person` was given a conversation of this department at `at`.
///
/// # Errors
/// `Database`.
pub async fn remember(
    conn: &mut Conn,
    person: PersonId,
    department: Option<DepartmentId>,
    at: Moment,
) -> Result<(), Error> {
    let department = department.map_or(Uuid::nil(), |id| id.0);
    sql!(conn, change, REMEMBER, person.0, department, at.0, at.0.div_euclid(DAY_MS)).map(drop)
}

/// The values [`REMEMBER`] takes.
pub(crate) fn values(person: PersonId, department: Option<DepartmentId>, at: Moment) -> [Value; 4] {
    let department = department.map_or(Uuid::nil(), |id| id.0);
    [person.0.into(), department.into(), at.0.into(), at.0.div_euclid(DAY_MS).into()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both, samples};

    on_both! {
        async fn what_an_agent_received_is_counted_by_day_and_department(store) {
            let mut write = store.write().await.unwrap();
            let person = samples::person(1).id;
            let department = Some(samples::department(1, &[]).id);
            let noon = 10 * DAY_MS + DAY_MS / 2;
            for (department, at) in
                [(None, noon), (None, noon + 5), (department, noon + 9), (None, noon + DAY_MS)]
            {
                remember(&mut write, person, department, Moment(at)).await.unwrap();
            }
            let memory = |department, at, day, received| Memory {
                person,
                department,
                last_assigned: Moment(at),
                day,
                received,
            };
            let known = all(&mut write).await.unwrap();
            assert_eq!(
                known,
                [memory(None, noon + DAY_MS, 11, 1), memory(department, noon + 9, 10, 1)]
            );
            remember(&mut write, person, department, Moment(noon + 10)).await.unwrap();
            let known = all(&mut write).await.unwrap();
            assert_eq!(known.last(), Some(&memory(department, noon + 10, 10, 2)));
        }
    }
}
