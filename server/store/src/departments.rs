//! Departments and who belongs to them.

use std::collections::HashMap;

use model::{
    department::{Department, Member},
    id::{DepartmentId, PersonId},
    settings::Algorithm,
};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, fold, stored};

const INSERT: &str = "INSERT INTO departments (id, name, description, is_enabled, is_public, algorithm, \
     max_conversations, requires_tags, sends_transcript, version, fallback, hold_limit_s, hold_comment) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) \
     ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE departments SET name = $3, description = $4, is_enabled = $5, is_public = $6, \
     algorithm = $7, max_conversations = $8, requires_tags = $9, \
     sends_transcript = $10, version = $11, fallback = $12, hold_limit_s = $13, hold_comment = $14 \
     WHERE id = $1 AND version = $2";
const FIND: &str = "SELECT * FROM departments WHERE id = $1";
const ALL: &str = "SELECT * FROM departments";
const MEMBERS_OF: &str = "SELECT department, person, place FROM department_members \
     WHERE department = $1 ORDER BY place, person";
const MEMBERS: &str =
    "SELECT department, person, place FROM department_members ORDER BY place, person";
const INSERT_MEMBER: &str =
    "INSERT INTO department_members (department, person, place) VALUES ($1, $2, $3)";
const DELETE_MEMBERS: &str = "DELETE FROM department_members WHERE department = $1";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    description: String,
    is_enabled: bool,
    is_public: bool,
    algorithm: Option<String>,
    max_conversations: i64,
    requires_tags: bool,
    sends_transcript: bool,
    version: i64,
    fallback: Option<Uuid>,
    hold_limit_s: Option<i64>,
    hold_comment: String,
}

#[derive(sqlx::FromRow)]
struct MemberRow {
    department: Uuid,
    person: Uuid,
    place: i64,
}

impl Row {
    fn into_department(self, members: Vec<Member>) -> Result<Department, Error> {
        let algorithm = self.algorithm.map(|word| {
            Algorithm::from_word(&word).ok_or(Error::Corrupt { what: "a department's algorithm" })
        });
        Ok(Department {
            id: DepartmentId(self.id),
            name: self.name,
            description: self.description,
            is_enabled: self.is_enabled,
            is_public: self.is_public,
            algorithm: algorithm.transpose()?,
            max_conversations: stored::number("a department's limit", self.max_conversations)?,
            requires_tags: self.requires_tags,
            fallback: self.fallback.map(DepartmentId),
            hold_limit_s: self
                .hold_limit_s
                .map(|limit_s| stored::number("a department's hold limit", limit_s))
                .transpose()?,
            hold_comment: self.hold_comment,
            sends_transcript: self.sends_transcript,
            members,
            version: stored::number("a department's version", self.version)?,
        })
    }
}

impl TryFrom<MemberRow> for Member {
    type Error = Error;

    fn try_from(row: MemberRow) -> Result<Self, Error> {
        let order = stored::number("a member's order", row.place)?;
        Ok(Self { person: PersonId(row.person), order })
    }
}

/// Stores a new department with its members.
///
/// # Errors
/// `Duplicate` when the id exists, or a member is named twice.
pub async fn insert(conn: &mut Conn, department: &Department) -> Result<(), Error> {
    let inserted = sql!(
        conn,
        change,
        INSERT,
        department.id.0,
        &department.name,
        &department.description,
        department.is_enabled,
        department.is_public,
        department.algorithm.map(Algorithm::as_str),
        i64::from(department.max_conversations),
        department.requires_tags,
        department.sends_transcript,
        i64::from(department.version),
        department.fallback.map(|id| id.0),
        department.hold_limit_s.map(i64::from),
        &department.hold_comment,
    )?;
    if inserted == 0 {
        return Err(Error::Duplicate);
    }
    insert_members(conn, department).await
}

/// Stores an edited department and its members, if the one stored is still at `expected_version`;
/// otherwise `false`.
///
/// # Errors
/// `Duplicate` when a member is named twice.
pub async fn update(
    conn: &mut Conn,
    department: &Department,
    expected_version: u32,
) -> Result<bool, Error> {
    let changed = sql!(
        conn,
        change,
        UPDATE,
        department.id.0,
        i64::from(expected_version),
        &department.name,
        &department.description,
        department.is_enabled,
        department.is_public,
        department.algorithm.map(Algorithm::as_str),
        i64::from(department.max_conversations),
        department.requires_tags,
        department.sends_transcript,
        i64::from(department.version),
        department.fallback.map(|id| id.0),
        department.hold_limit_s.map(i64::from),
        &department.hold_comment,
    )?;
    if changed == 0 {
        return Ok(false);
    }
    sql!(conn, change, DELETE_MEMBERS, department.id.0)?;
    insert_members(conn, department).await?;
    Ok(true)
}

async fn insert_members(conn: &mut Conn, department: &Department) -> Result<(), Error> {
    for member in &department.members {
        let (person, place) = (member.person.0, i64::from(member.order));
        sql!(conn, change, INSERT_MEMBER, department.id.0, person, place)?;
    }
    Ok(())
}

/// One department, its members by order.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: DepartmentId) -> Result<Option<Department>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    let Some(row) = row else { return Ok(None) };
    let members: Vec<MemberRow> = sql!(conn, all, MEMBERS_OF, id.0)?;
    let members = members.into_iter().map(Member::try_from).collect::<Result<_, _>>()?;
    row.into_department(members).map(Some)
}

/// Every department, sorted by name, its members by order.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn all(conn: &mut Conn) -> Result<Vec<Department>, Error> {
    let rows: Vec<Row> = sql!(conn, all, ALL)?;
    let member_rows: Vec<MemberRow> = sql!(conn, all, MEMBERS)?;
    let mut members: HashMap<Uuid, Vec<Member>> = HashMap::new();
    for row in member_rows {
        members.entry(row.department).or_default().push(row.try_into()?);
    }
    let mut departments = rows
        .into_iter()
        .map(|row| {
            let members = members.remove(&row.id).unwrap_or_default();
            row.into_department(members)
        })
        .collect::<Result<Vec<Department>, Error>>()?;
    departments.sort_by_cached_key(|department| (fold::sort_key(&department.name), department.id));
    Ok(departments)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both, people, samples};

    on_both! {
        async fn a_department_is_found_with_its_members_by_order(store) {
            let mut write = store.write().await.unwrap();
            let people: Vec<PersonId> = (0..3).map(|number| samples::person(number).id).collect();
            for number in 0..3 {
                people::insert(&mut write, &samples::person(number), "").await.unwrap();
            }
            let mut it = samples::department(1, &[(people[0], 5), (people[1], -1), (people[2], 2)]);
            it.algorithm = Some(Algorithm::LoadRotation);
            (it.fallback, it.hold_limit_s) = (Some(samples::department(7, &[]).id), Some(90));
            it.hold_comment = String::from("We are closed now.");
            insert(&mut write, &it).await.unwrap();

            it.members.sort_by_key(|member| member.order);
            assert_eq!(find(&mut write, it.id).await.unwrap(), Some(it.clone()));
            assert_eq!(all(&mut write).await.unwrap(), [it]);
            assert_eq!(find(&mut write, samples::department(2, &[]).id).await.unwrap(), None);
        }

        async fn an_edit_replaces_the_members_and_refuses_an_old_version(store) {
            let mut write = store.write().await.unwrap();
            let people: Vec<PersonId> = (0..2).map(|number| samples::person(number).id).collect();
            for number in 0..2 {
                people::insert(&mut write, &samples::person(number), "").await.unwrap();
            }
            insert(&mut write, &samples::department(1, &[(people[0], 0)])).await.unwrap();

            let mut edited = samples::department(1, &[(people[1], 3)]);
            edited.name = String::from("Sales");
            edited.version = 2;
            assert!(!update(&mut write, &edited, 2).await.unwrap());
            assert!(update(&mut write, &edited, 1).await.unwrap());
            assert_eq!(find(&mut write, edited.id).await.unwrap(), Some(edited));
            let person = people::find(&mut write, people[0]).await.unwrap().unwrap();
            assert_eq!(person.departments, []);
        }

        async fn departments_are_sorted_by_name_without_accents(store) {
            let mut write = store.write().await.unwrap();
            for (number, name) in (0_u64..).zip(["Sales", "élan", "Émile", "billing"]) {
                let mut department = samples::department(number, &[]);
                department.name = String::from(name);
                insert(&mut write, &department).await.unwrap();
            }
            let names: Vec<String> =
                all(&mut write).await.unwrap().into_iter().map(|it| it.name).collect();
            assert_eq!(names, ["billing", "élan", "Émile", "Sales"]);
        }
    }
}
