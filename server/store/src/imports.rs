//! Files of contacts on their way in: their rows, and what became of each.

use model::{
    id::{ContactId, ImportId, PersonId},
    import::{Import, ImportState, Mapping, RowProblem},
    moment::Moment,
};
use uuid::Uuid;

use crate::{Conn, Error, batch::Batch, clause::Value, connection::sql, stored};

const INSERT: &str = "INSERT INTO imports (id, person, name, state, header, mapping, created, total, line, added, \
     updated, rejected) VALUES ($1, $2, $3, 'cancelled', $4, $5, $6, $7, 0, 0, 0, 0)";
const INSERT_ROW: &str = "INSERT INTO import_rows (import, line, cells, outcome, problem) \
     VALUES ($1, $2, $3, '', '')";
const FIND: &str = "SELECT id, person, name, state, header, mapping, created, total, line, added, updated, rejected \
     FROM imports WHERE id = $1";
const OF: &str = "SELECT id, person, name, state, header, mapping, created, total, line, added, updated, rejected \
     FROM imports WHERE person = $1 ORDER BY created DESC, id DESC LIMIT 50";
const RUNNING: &str = "SELECT id, person, name, state, header, mapping, created, total, line, added, updated, \
     rejected FROM imports WHERE state = 'running' ORDER BY created, id LIMIT 1";
const REMEMBERED: &str = "SELECT mapping FROM imports WHERE header = $1 AND state <> 'ready' \
     ORDER BY created DESC LIMIT 1";
const MOVE: &str = "UPDATE imports SET state = $3, mapping = $4 WHERE id = $1 AND state = $2";
const ADVANCE: &str = "UPDATE imports SET line = $2, added = added + $3, updated = updated + $4, \
     rejected = rejected + $5 WHERE id = $1 AND state = 'running' AND line < $2";
const ROWS: &str =
    "SELECT line, cells FROM import_rows WHERE import = $1 AND line > $2 ORDER BY line LIMIT $3";
const SETTLE: &str = "UPDATE import_rows SET outcome = $3, problem = $4, cells = $5, contact = $6 \
     WHERE import = $1 AND line = $2";
const REPORT: &str = "SELECT line, cells, outcome, problem FROM import_rows WHERE import = $1 AND line > $2 \
     AND outcome <> '' ORDER BY line LIMIT $3";
const FORGET: &str = "UPDATE import_rows SET cells = '[]', outcome = CASE WHEN outcome = '' THEN 'erased' ELSE outcome END \
     WHERE contact = $1 OR (lower(cells) LIKE $2 ESCAPE '\\')";
const PRUNE_ROWS: &str = "DELETE FROM import_rows WHERE import IN \
     (SELECT id FROM imports WHERE created < $1 AND state <> 'running')";
const PRUNE: &str = "DELETE FROM imports WHERE created < $1 AND state <> 'running'";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    person: Uuid,
    name: String,
    state: String,
    header: String,
    mapping: String,
    created: i64,
    total: i64,
    line: i64,
    added: i64,
    updated: i64,
    rejected: i64,
}

/// An import with whose it is and how far it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    pub import: Import,
    pub person: PersonId,
    /// The line up to which it is done.
    pub line: u32,
}

impl TryFrom<Row> for Job {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let number = |number| stored::number("an import's count", number);
        let import = Import {
            id: ImportId(row.id),
            name: row.name,
            state: stored::word("an import's state", &row.state)?,
            header: stored::read("an import's header", &row.header)?,
            mapping: stored::read("an import's mapping", &row.mapping)?,
            created: Moment(row.created),
            rows: number(row.total)?,
            added: number(row.added)?,
            updated: number(row.updated)?,
            rejected: number(row.rejected)?,
        };
        Ok(Self { import, person: PersonId(row.person), line: number(row.line)? })
    }
}

/// A row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Staged {
    /// Where it begins in the file.
    pub line: u32,
    pub cells: Vec<String>,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Added(ContactId),
    Updated(ContactId),
    Rejected(RowProblem),
}

/// A row of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reported {
    pub line: u32,
    pub cells: Vec<String>,
    /// `added`, `updated`, `rejected`, `erased`.
    pub outcome: String,
    pub problem: Option<RowProblem>,
}

/// Stores a file's heading; its rows follow by [`stage`]. It counts as cancelled until all are there.
///
/// # Errors
/// `Duplicate`.
pub async fn insert(conn: &mut Conn, import: &Import, person: PersonId) -> Result<(), Error> {
    sql!(
        conn,
        change,
        INSERT,
        import.id.0,
        person.0,
        &import.name,
        stored::json("an import's header", &import.header)?,
        stored::json("an import's mapping", &import.mapping)?,
        import.created.0,
        i64::from(import.rows),
    )
    .map(drop)
}

/// Stores rows of a file.
///
/// # Errors
/// `Duplicate` line.
pub async fn stage(conn: &mut Conn, id: ImportId, rows: &[Staged]) -> Result<(), Error> {
    let mut batch = Batch::default();
    for row in rows {
        let cells = stored::json("a row", &row.cells)?;
        batch.add(INSERT_ROW, [id.0.into(), i64::from(row.line).into(), cells.into()]);
    }
    batch.run(conn).await.map(drop)
}

/// One import.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: ImportId) -> Result<Option<Job>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    row.map(Job::try_from).transpose()
}

/// Somebody's imports, the latest first.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn of(conn: &mut Conn, person: PersonId) -> Result<Vec<Job>, Error> {
    let rows: Vec<Row> = sql!(conn, all, OF, person.0)?;
    rows.into_iter().map(Job::try_from).collect()
}

/// The oldest import that is to be carried on.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn running(conn: &mut Conn) -> Result<Option<Job>, Error> {
    let row: Option<Row> = sql!(conn, first, RUNNING)?;
    row.map(Job::try_from).transpose()
}

/// What the columns of a file with the same heading were the last time.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn remembered(conn: &mut Conn, header: &[String]) -> Result<Option<Mapping>, Error> {
    let header = stored::json("an import's header", &header)?;
    let row: Option<(String,)> = sql!(conn, first, REMEMBERED, header)?;
    row.map(|(mapping,)| stored::read("an import's mapping", &mapping)).transpose()
}

/// Moves an import to another state, if it is in the one expected; otherwise `false`.
///
/// # Errors
/// `Database`.
pub async fn set_state(conn: &mut Conn, import: &Import, from: ImportState) -> Result<bool, Error> {
    let mapping = stored::json("an import's mapping", &import.mapping)?;
    let (from, to) = (from.as_str(), import.state.as_str());
    Ok(sql!(conn, change, MOVE, import.id.0, from, to, mapping)? == 1)
}

/// At most `limit` rows after a line, in order.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn rows(
    conn: &mut Conn,
    id: ImportId,
    after: u32,
    limit: u32,
) -> Result<Vec<Staged>, Error> {
    let rows: Vec<(i64, String)> = sql!(conn, all, ROWS, id.0, i64::from(after), i64::from(limit))?;
    let row = |(line, cells): (i64, String)| {
        Ok(Staged { line: stored::number("a line", line)?, cells: stored::read("a row", &cells)? })
    };
    rows.into_iter().map(row).collect()
}

/// Notes what became of rows, in order, and how far the import is now. `false` when it was stopped meanwhile or
/// another server was faster: then the transaction has to be dropped.
///
/// # Errors
/// `Database`.
pub async fn settle(
    conn: &mut Conn,
    id: ImportId,
    rows: &[(Staged, Outcome)],
) -> Result<bool, Error> {
    let (mut added, mut updated, mut rejected) = (0_i64, 0_i64, 0_i64);
    let mut batch = Batch::default();
    for (row, outcome) in rows {
        let (word, contact, problem) = match outcome {
            Outcome::Added(contact) => ("added", Some(contact.0), None),
            Outcome::Updated(contact) => ("updated", Some(contact.0), None),
            Outcome::Rejected(problem) => ("rejected", None, Some(problem)),
        };
        match outcome {
            Outcome::Added(_) => added = added.saturating_add(1),
            Outcome::Updated(_) => updated = updated.saturating_add(1),
            Outcome::Rejected(_) => rejected = rejected.saturating_add(1),
        }
        let kept = if problem.is_some() { row.cells.as_slice() } else { &[] };
        let problem =
            problem.map(|problem| stored::json("a row's problem", problem)).transpose()?;
        let values: [Value; 6] = [
            id.0.into(),
            i64::from(row.line).into(),
            word.to_owned().into(),
            problem.unwrap_or_default().into(),
            stored::json("a row", &kept)?.into(),
            contact.into(),
        ];
        batch.add(SETTLE, values);
    }
    let Some((last, _)) = rows.last() else { return Ok(true) };
    let line = i64::from(last.line);
    if sql!(conn, change, ADVANCE, id.0, line, added, updated, rejected)? != 1 {
        return Ok(false);
    }
    batch.run(conn).await.map(|_| true)
}

/// What became of rows after a line, in order.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn report(
    conn: &mut Conn,
    id: ImportId,
    after: u32,
    limit: u32,
) -> Result<Vec<Reported>, Error> {
    let rows: Vec<(i64, String, String, String)> =
        sql!(conn, all, REPORT, id.0, i64::from(after), i64::from(limit))?;
    let row = |(line, cells, outcome, problem): (i64, String, String, String)| {
        let problem = Some(problem).filter(|problem| !problem.is_empty());
        Ok(Reported {
            line: stored::number("a line", line)?,
            cells: stored::read("a row", &cells)?,
            outcome,
            problem: problem.map(|it| stored::read("a row's problem", &it)).transpose()?,
        })
    };
    rows.into_iter().map(row).collect()
}

/// Forgets what rows said about a contact, or in which `address` stands.
///
/// # Errors
/// `Database`.
pub(crate) async fn forget(
    conn: &mut Conn,
    contact: ContactId,
    address: &str,
) -> Result<(), Error> {
    sql!(conn, change, FORGET, contact.0, crate::clause::infix(&address.to_lowercase())).map(drop)
}

/// Forgets files from before a moment, unless they are being gone through.
///
/// # Errors
/// `Database`.
pub async fn prune(conn: &mut Conn, before: Moment) -> Result<(), Error> {
    sql!(conn, change, PRUNE_ROWS, before.0)?;
    sql!(conn, change, PRUNE, before.0).map(drop)
}
