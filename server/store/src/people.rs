//! Members of the staff.

use std::collections::HashMap;

use model::{
    availability::Availability,
    id::{DepartmentId, PersonId},
    moment::Moment,
    person::{Person, Role, Roles},
};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, fold, stored};

const INSERT: &str = "INSERT INTO people (id, username, username_key, name, email, email_key, roles, \
     availability, max_conversations, is_enabled, created, version, password_hash) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE people SET username = $3, username_key = $4, name = $5, email = $6, \
     email_key = $7, roles = $8, max_conversations = $9, is_enabled = $10, version = $11 \
     WHERE id = $1 AND version = $2";
const SET_PASSWORD: &str = "UPDATE people SET password_hash = $2 WHERE id = $1";
const PASSWORD_HASH: &str = "SELECT password_hash FROM people WHERE id = $1";
const SET_AVAILABILITY: &str = "UPDATE people SET availability = $2 WHERE id = $1";
const LOCK: &str = "UPDATE people SET availability = availability WHERE id = $1";
const LOCK_AVAILABLE: &str = "UPDATE people SET availability = availability \
     WHERE id = $1 AND availability = $2 AND is_enabled";
const FIND: &str = "SELECT * FROM people WHERE id = $1";
const BY_LOGIN: &str = "SELECT * FROM people WHERE username_key = $1 OR email_key = $1 \
     ORDER BY username_key = $1 DESC";
const BY_USERNAME: &str = "SELECT * FROM people WHERE username_key = $1";
const ALL: &str = "SELECT * FROM people";
const DEPARTMENTS_OF: &str =
    "SELECT department FROM department_members WHERE person = $1 ORDER BY department";
const DEPARTMENTS: &str =
    "SELECT person, department FROM department_members ORDER BY person, department";
const ADMINISTRATORS: &str = "SELECT count(*) FROM people WHERE is_enabled AND (roles & $1) = $1";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    username: String,
    name: String,
    email: String,
    roles: i64,
    availability: String,
    max_conversations: i64,
    is_enabled: bool,
    created: i64,
    version: i64,
    password_hash: String,
}

impl Row {
    fn into_person(self, departments: Vec<DepartmentId>) -> Result<Person, Error> {
        let availability = Availability::from_word(&self.availability)
            .ok_or(Error::Corrupt { what: "a person's availability" })?;
        Ok(Person {
            id: PersonId(self.id),
            username: self.username,
            name: self.name,
            email: self.email,
            roles: Roles::from_bits(stored::number("a person's roles", self.roles)?),
            availability,
            max_conversations: stored::number("a person's limit", self.max_conversations)?,
            is_enabled: self.is_enabled,
            departments,
            created: Moment(self.created),
            version: stored::number("a person's version", self.version)?,
        })
    }
}

/// What a login is compared by.
fn key(login: &str) -> Option<String> {
    let key = login.trim().to_lowercase();
    (!key.is_empty()).then_some(key)
}

/// Stores a new person; their departments are stored with the departments.
///
/// # Errors
/// `Duplicate` when somebody has the username or the email.
pub async fn insert(conn: &mut Conn, person: &Person, password_hash: &str) -> Result<(), Error> {
    let inserted = sql!(
        conn,
        change,
        INSERT,
        person.id.0,
        &person.username,
        key(&person.username).unwrap_or_default(),
        &person.name,
        &person.email,
        key(&person.email),
        i64::from(person.roles.bits()),
        person.availability.as_str(),
        i64::from(person.max_conversations),
        person.is_enabled,
        person.created.0,
        i64::from(person.version),
        password_hash,
    )?;
    if inserted > 0 { Ok(()) } else { Err(Error::Duplicate) }
}

/// Stores an edited person, if the one stored is still at `expected_version`; otherwise `false`.
/// Departments and availability stay as they are.
///
/// # Errors
/// `Duplicate` when somebody else has the username or the email.
pub async fn update(
    conn: &mut Conn,
    person: &Person,
    expected_version: u32,
) -> Result<bool, Error> {
    let changed = sql!(
        conn,
        change,
        UPDATE,
        person.id.0,
        i64::from(expected_version),
        &person.username,
        key(&person.username).unwrap_or_default(),
        &person.name,
        &person.email,
        key(&person.email),
        i64::from(person.roles.bits()),
        i64::from(person.max_conversations),
        person.is_enabled,
        i64::from(person.version),
    )?;
    Ok(changed > 0)
}

/// Replaces the hash of a person's password.
///
/// # Errors
/// `Database`.
pub async fn set_password(conn: &mut Conn, id: PersonId, hash: &str) -> Result<(), Error> {
    sql!(conn, change, SET_PASSWORD, id.0, hash).map(drop)
}

/// The hash of a person's password, if there is such a person.
///
/// # Errors
/// `Database`.
pub async fn password_hash(conn: &mut Conn, id: PersonId) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = sql!(conn, first, PASSWORD_HASH, id.0)?;
    Ok(row.map(|(hash,)| hash))
}

/// Stores what the person chose to be; no edit in the sense of versions.
///
/// # Errors
/// `Database`.
pub async fn set_availability(
    conn: &mut Conn,
    id: PersonId,
    availability: Availability,
) -> Result<(), Error> {
    sql!(conn, change, SET_AVAILABILITY, id.0, availability.as_str()).map(drop)
}

/// Holds the person until the transaction ends: of two assignments to one agent, the second sees the first.
///
/// # Errors
/// `Database`.
pub async fn lock(conn: &mut Conn, id: PersonId) -> Result<(), Error> {
    sql!(conn, change, LOCK, id.0).map(drop)
}

/// As [`lock`], if the person is Available at that moment; otherwise `false`. Whoever chooses to be something else waits
/// for the end of the transaction.
///
/// # Errors
/// `Database`.
pub async fn lock_available(conn: &mut Conn, id: PersonId) -> Result<bool, Error> {
    let available = Availability::Available.as_str();
    Ok(sql!(conn, change, LOCK_AVAILABLE, id.0, available)? > 0)
}

/// One person, with their departments.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: PersonId) -> Result<Option<Person>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    let Some(row) = row else { return Ok(None) };
    let departments = departments_of(conn, id).await?;
    row.into_person(departments).map(Some)
}

/// The person with this username or email in whatever case, and the hash of their password.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn by_login(conn: &mut Conn, login: &str) -> Result<Option<(Person, String)>, Error> {
    let Some(key) = key(login) else {
        return Ok(None);
    };
    let row: Option<Row> = sql!(conn, first, BY_LOGIN, &key)?;
    let Some(mut row) = row else { return Ok(None) };
    let departments = departments_of(conn, PersonId(row.id)).await?;
    let hash = std::mem::take(&mut row.password_hash);
    Ok(Some((row.into_person(departments)?, hash)))
}

/// The person with this username in whatever case.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn by_username(conn: &mut Conn, username: &str) -> Result<Option<Person>, Error> {
    let Some(key) = key(username) else {
        return Ok(None);
    };
    let row: Option<Row> = sql!(conn, first, BY_USERNAME, &key)?;
    let Some(row) = row else { return Ok(None) };
    let departments = departments_of(conn, PersonId(row.id)).await?;
    row.into_person(departments).map(Some)
}

async fn departments_of(conn: &mut Conn, id: PersonId) -> Result<Vec<DepartmentId>, Error> {
    let rows: Vec<(Uuid,)> = sql!(conn, all, DEPARTMENTS_OF, id.0)?;
    Ok(rows.into_iter().map(|(department,)| DepartmentId(department)).collect())
}

/// Everybody, sorted by name.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn all(conn: &mut Conn) -> Result<Vec<Person>, Error> {
    let rows: Vec<Row> = sql!(conn, all, ALL)?;
    let memberships: Vec<(Uuid, Uuid)> = sql!(conn, all, DEPARTMENTS)?;
    let mut departments: HashMap<Uuid, Vec<DepartmentId>> = HashMap::new();
    for (person, department) in memberships {
        departments.entry(person).or_default().push(DepartmentId(department));
    }
    let mut people = rows
        .into_iter()
        .map(|row| {
            let departments = departments.remove(&row.id).unwrap_or_default();
            row.into_person(departments)
        })
        .collect::<Result<Vec<Person>, Error>>()?;
    people.sort_by_cached_key(|person| (fold::sort_key(&person.name), person.id));
    Ok(people)
}

/// How many administrators can sign in.
///
/// # Errors
/// `Database`.
pub async fn count_administrators(conn: &mut Conn) -> Result<u64, Error> {
    let bit = i64::from(Roles::default().with(Role::Administrator).bits());
    let row: Option<(i64,)> = sql!(conn, first, ADMINISTRATORS, bit)?;
    stored::number("the number of administrators", row.map_or(0, |(count,)| count))
}

#[cfg(test)]
mod tests;
