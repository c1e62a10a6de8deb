//! Canned responses and the departments they are for.

use std::collections::HashMap;

use model::{
    canned::{CannedResponse, Scope, ScopeName},
    id::{CannedId, DepartmentId, PersonId},
    moment::Moment,
    permission::{Permission, Staff},
    person::PersonRef,
};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, stored};

const REVISION: &str = "SELECT revision FROM canned_state WHERE id = 1";
const ADVANCE: &str = "UPDATE canned_state SET revision = revision + 1 WHERE id = 1";
const COUNT: &str = "SELECT count(*) FROM canned_responses";
const INSERT: &str = "INSERT INTO canned_responses (id, shortcut, body, scope, owner, tags, uses, created_by, \
     created, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE canned_responses SET shortcut = $3, body = $4, scope = $5, owner = $6, tags = $7, \
     version = $8 WHERE id = $1 AND version = $2";
const DELETE: &str = "DELETE FROM canned_responses WHERE id = $1";
const INSERT_DEPARTMENT: &str =
    "INSERT INTO canned_departments (response, department, shortcut) VALUES ($1, $2, $3)";
const DELETE_DEPARTMENTS: &str = "DELETE FROM canned_departments WHERE response = $1";
const DEPARTMENTS: &str = "SELECT response, department FROM canned_departments ORDER BY department";
const DEPARTMENTS_OF: &str =
    "SELECT response, department FROM canned_departments WHERE response = $1 ORDER BY department";

macro_rules! select {
    ($end:literal) => {
        concat!(
            "SELECT r.id, r.shortcut, r.body, r.scope, r.owner, r.tags, r.uses, r.created_by, r.created, \
             r.version, p.name AS author FROM canned_responses r JOIN people p ON p.id = r.created_by ",
            $end
        )
    };
}

macro_rules! visible {
    ($start:literal) => {
        concat!(
            $start,
            "(r.scope = 'public' OR r.owner = $1 OR (r.scope = 'departments' AND ($2 OR EXISTS (\
             SELECT 1 FROM canned_departments d JOIN department_members m ON m.department = d.department \
             WHERE d.response = r.id AND m.person = $1))))"
        )
    };
}

const FIND: &str = select!("WHERE r.id = $1");
const VISIBLE: &str = concat!(select!("WHERE "), visible!(""));
/// Of the same shortcut: the public one, those of one person, those of departments.
const NAMED: &str = select!("WHERE r.shortcut = $1");
const USED: &str =
    visible!("UPDATE canned_responses AS r SET uses = uses + 1 WHERE r.id = $3 AND ");

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    shortcut: String,
    body: String,
    scope: String,
    owner: Option<Uuid>,
    tags: String,
    uses: i64,
    created_by: Uuid,
    created: i64,
    version: i64,
    author: String,
}

#[derive(sqlx::FromRow)]
struct DepartmentRow {
    response: Uuid,
    department: Uuid,
}

impl Row {
    fn into_response(self, departments: Vec<DepartmentId>) -> Result<CannedResponse, Error> {
        let corrupt = Error::Corrupt { what: "a canned response's scope" };
        let scope = match (ScopeName::from_word(&self.scope), self.owner) {
            (Some(ScopeName::Private), Some(owner)) => Scope::Private(PersonId(owner)),
            (Some(ScopeName::Departments), _) => Scope::Departments(departments),
            (Some(ScopeName::Public), _) => Scope::Public,
            (Some(ScopeName::Private), None) | (None, _) => return Err(corrupt),
        };
        Ok(CannedResponse {
            id: CannedId(self.id),
            shortcut: self.shortcut,
            text: self.body,
            scope,
            tags: stored::read("a canned response's tags", &self.tags)?,
            uses: stored::number("a canned response's uses", self.uses)?,
            created_by: PersonRef { id: PersonId(self.created_by), name: self.author },
            created: Moment(self.created),
            version: stored::number("a canned response's version", self.version)?,
        })
    }
}

const fn owner(scope: &Scope) -> Option<Uuid> {
    match scope {
        Scope::Private(owner) => Some(owner.0),
        Scope::Departments(_) | Scope::Public => None,
    }
}

/// How often any response of the workspace was saved or deleted.
///
/// # Errors
/// `Database`.
pub async fn revision(conn: &mut Conn) -> Result<u64, Error> {
    let row: Option<(i64,)> = sql!(conn, first, REVISION)?;
    stored::number("the revision of canned responses", row.map_or(0, |row| row.0))
}

/// Counts the revision up and gives it. From here to the end of the transaction nobody else writes responses.
///
/// # Errors
/// `Database`.
pub async fn advance(conn: &mut Conn) -> Result<u64, Error> {
    sql!(conn, change, ADVANCE)?;
    revision(conn).await
}

/// How many there are in the workspace.
///
/// # Errors
/// `Database`.
pub async fn count(conn: &mut Conn) -> Result<u64, Error> {
    let row: Option<(i64,)> = sql!(conn, first, COUNT)?;
    stored::number("the number of canned responses", row.map_or(0, |row| row.0))
}

/// Stores a new one.
///
/// # Errors
/// `Duplicate` when the id or the shortcut exists.
pub async fn insert(conn: &mut Conn, it: &CannedResponse) -> Result<(), Error> {
    let inserted = sql!(
        conn,
        change,
        INSERT,
        it.id.0,
        &it.shortcut,
        &it.text,
        it.scope.name().as_str(),
        owner(&it.scope),
        stored::json("tags", &it.tags)?,
        stored::stored(it.uses),
        it.created_by.id.0,
        it.created.0,
        i64::from(it.version),
    )?;
    if inserted == 0 {
        return Err(Error::Duplicate);
    }
    insert_departments(conn, it).await
}

/// Stores an edited one, if the one stored is still at `expected_version`; otherwise `false`. The count of uses
/// stays as it is.
///
/// # Errors
/// `Database`.
pub async fn update(
    conn: &mut Conn,
    it: &CannedResponse,
    expected_version: u32,
) -> Result<bool, Error> {
    // Before the shortcut changes, so that two may swap theirs in two steps.
    sql!(conn, change, DELETE_DEPARTMENTS, it.id.0)?;
    let changed = sql!(
        conn,
        change,
        UPDATE,
        it.id.0,
        i64::from(expected_version),
        &it.shortcut,
        &it.text,
        it.scope.name().as_str(),
        owner(&it.scope),
        stored::json("tags", &it.tags)?,
        i64::from(it.version),
    )?;
    if changed == 0 {
        return Ok(false);
    }
    insert_departments(conn, it).await?;
    Ok(true)
}

async fn insert_departments(conn: &mut Conn, it: &CannedResponse) -> Result<(), Error> {
    for department in it.scope.departments() {
        sql!(conn, change, INSERT_DEPARTMENT, it.id.0, department.0, &it.shortcut)?;
    }
    Ok(())
}

/// Deletes one.
///
/// # Errors
/// `Database`.
pub async fn remove(conn: &mut Conn, id: CannedId) -> Result<(), Error> {
    sql!(conn, change, DELETE, id.0)?;
    Ok(())
}

/// One response.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: CannedId) -> Result<Option<CannedResponse>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    let Some(row) = row else { return Ok(None) };
    let rows: Vec<DepartmentRow> = sql!(conn, all, DEPARTMENTS_OF, id.0)?;
    let departments = rows.into_iter().map(|row| DepartmentId(row.department)).collect();
    row.into_response(departments).map(Some)
}

/// Everything this person sees, the nearest scope first, then by shortcut.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn visible(conn: &mut Conn, staff: &Staff) -> Result<Vec<CannedResponse>, Error> {
    let sees_all = staff.has(Permission::ViewAllCanned);
    let rows: Vec<Row> = sql!(conn, all, VISIBLE, staff.person.id.0, sees_all)?;
    with_departments(conn, rows).await
}

/// Everything with this shortcut, whoever sees it.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn named(conn: &mut Conn, shortcut: &str) -> Result<Vec<CannedResponse>, Error> {
    let rows: Vec<Row> = sql!(conn, all, NAMED, shortcut)?;
    with_departments(conn, rows).await
}

async fn with_departments(conn: &mut Conn, rows: Vec<Row>) -> Result<Vec<CannedResponse>, Error> {
    let mut departments: HashMap<Uuid, Vec<DepartmentId>> = HashMap::new();
    if rows.iter().any(|row| row.scope == ScopeName::Departments.as_str()) {
        let all: Vec<DepartmentRow> = sql!(conn, all, DEPARTMENTS)?;
        for row in all {
            departments.entry(row.response).or_default().push(DepartmentId(row.department));
        }
    }
    let mut responses = rows
        .into_iter()
        .map(|row| {
            let departments = departments.remove(&row.id).unwrap_or_default();
            row.into_response(departments)
        })
        .collect::<Result<Vec<_>, Error>>()?;
    responses.sort_by(|a, b| order(a).cmp(&order(b)));
    Ok(responses)
}

fn order(it: &CannedResponse) -> (ScopeName, &str, CannedId) {
    (it.scope.name(), &it.shortcut, it.id)
}

/// Counts a message that was made with it; one that this person does not see is left alone.
///
/// # Errors
/// `Database`.
pub async fn count_use(conn: &mut Conn, staff: &Staff, id: CannedId) -> Result<(), Error> {
    let sees_all = staff.has(Permission::ViewAllCanned);
    sql!(conn, change, USED, staff.person.id.0, sees_all, id.0)?;
    Ok(())
}

#[cfg(test)]
mod tests;
