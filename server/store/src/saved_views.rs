//! Saved views of the Contact Center's lists, and what each person chose for them.

use std::collections::HashMap;

use model::{
    canned::{Scope, ScopeName},
    id::{DepartmentId, PersonId, ViewId},
    moment::Moment,
    permission::{Permission, Staff},
    person::PersonRef,
    saved_view::{Listing, ListingTaste, SavedView},
};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, stored};

const INSERT: &str = "INSERT INTO saved_views (id, listing, name, state, scope, owner, created, version) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
const UPDATE: &str = "UPDATE saved_views SET name = $3, state = $4, scope = $5, version = $6, owner = $7 \
     WHERE id = $1 AND version = $2";
const DELETE: &str = "DELETE FROM saved_views WHERE id = $1";
const COUNT: &str = "SELECT count(*) FROM saved_views WHERE owner = $1 AND listing = $2";
const INSERT_DEPARTMENT: &str =
    "INSERT INTO saved_view_departments (saved_view, department) VALUES ($1, $2)";
const DELETE_DEPARTMENTS: &str = "DELETE FROM saved_view_departments WHERE saved_view = $1";
const DEPARTMENTS: &str =
    "SELECT saved_view, department FROM saved_view_departments ORDER BY department";
const DEPARTMENTS_OF: &str = "SELECT saved_view, department FROM saved_view_departments WHERE saved_view = $1 ORDER BY department";
const FIND: &str = "SELECT v.id, v.listing, v.name, v.state, v.scope, v.owner, v.version, p.name AS owner_name \
     FROM saved_views v JOIN people p ON p.id = v.owner WHERE v.id = $1";
const VISIBLE: &str = "SELECT v.id, v.listing, v.name, v.state, v.scope, v.owner, v.version, p.name AS owner_name \
     FROM saved_views v JOIN people p ON p.id = v.owner WHERE v.listing = $3 AND (v.scope = 'public' \
     OR (v.scope = 'private' AND v.owner = $1) OR (v.scope = 'departments' AND ($2 OR EXISTS (\
     SELECT 1 FROM saved_view_departments d JOIN department_members m ON m.department = d.department \
     WHERE d.saved_view = v.id AND m.person = $1))))";
const TASTE: &str = "SELECT body FROM listing_tastes WHERE person = $1 AND listing = $2";
const SAVE_TASTE: &str = "INSERT INTO listing_tastes (person, listing, body) VALUES ($1, $2, $3) \
     ON CONFLICT (person, listing) DO UPDATE SET body = excluded.body";

const WHAT: &str = "a saved view";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    listing: String,
    name: String,
    state: String,
    scope: String,
    owner: Uuid,
    version: i64,
    owner_name: String,
}

impl Row {
    fn into_view(self, departments: Vec<DepartmentId>) -> Result<SavedView, Error> {
        let owner = PersonRef { id: PersonId(self.owner), name: self.owner_name };
        let scope = match ScopeName::from_word(&self.scope) {
            Some(ScopeName::Private) => Scope::Private(owner.id),
            Some(ScopeName::Departments) => Scope::Departments(departments),
            Some(ScopeName::Public) => Scope::Public,
            None => return Err(Error::Corrupt { what: WHAT }),
        };
        Ok(SavedView {
            id: ViewId(self.id),
            listing: stored::word(WHAT, &self.listing)?,
            name: self.name,
            state: self.state,
            scope,
            owner,
            version: stored::number(WHAT, self.version)?,
        })
    }
}

/// Stores a new one.
///
/// # Errors
/// `Database`.
pub async fn insert(conn: &mut Conn, it: &SavedView, now: Moment) -> Result<(), Error> {
    let (listing, scope) = (it.listing.as_str(), it.scope.name().as_str());
    let (owner, version) = (it.owner.id.0, i64::from(it.version));
    sql!(
        conn, change, INSERT, it.id.0, listing, &it.name, &it.state, scope, owner, now.0, version
    )?;
    insert_departments(conn, it).await
}

/// Stores an edited one, if the one stored is still at `expected_version`; otherwise `false`.
///
/// # Errors
/// `Database`.
pub async fn update(conn: &mut Conn, it: &SavedView, expected_version: u32) -> Result<bool, Error> {
    let scope = it.scope.name().as_str();
    let (before, after) = (i64::from(expected_version), i64::from(it.version));
    let owner = it.owner.id.0;
    let changed =
        sql!(conn, change, UPDATE, it.id.0, before, &it.name, &it.state, scope, after, owner)?;
    if changed == 0 {
        return Ok(false);
    }
    sql!(conn, change, DELETE_DEPARTMENTS, it.id.0)?;
    insert_departments(conn, it).await?;
    Ok(true)
}

async fn insert_departments(conn: &mut Conn, it: &SavedView) -> Result<(), Error> {
    for department in it.scope.departments() {
        sql!(conn, change, INSERT_DEPARTMENT, it.id.0, department.0)?;
    }
    Ok(())
}

/// Deletes one.
///
/// # Errors
/// `Database`.
pub async fn remove(conn: &mut Conn, id: ViewId) -> Result<(), Error> {
    sql!(conn, change, DELETE, id.0).map(drop)
}

/// How many of a list somebody saved.
///
/// # Errors
/// `Database`.
pub async fn count(conn: &mut Conn, owner: PersonId, listing: Listing) -> Result<u64, Error> {
    let row: Option<(i64,)> = sql!(conn, first, COUNT, owner.0, listing.as_str())?;
    stored::number("the number of saved views", row.map_or(0, |row| row.0))
}

/// One of them.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: ViewId) -> Result<Option<SavedView>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    let Some(row) = row else { return Ok(None) };
    let rows: Vec<(Uuid, Uuid)> = sql!(conn, all, DEPARTMENTS_OF, id.0)?;
    row.into_view(rows.into_iter().map(|(_, id)| DepartmentId(id)).collect()).map(Some)
}

/// Those of a list that this person sees, by name.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn visible(
    conn: &mut Conn,
    staff: &Staff,
    listing: Listing,
) -> Result<Vec<SavedView>, Error> {
    let (me, sees_all) = (staff.person.id.0, staff.has(Permission::ShareAllViews));
    let rows: Vec<Row> = sql!(conn, all, VISIBLE, me, sees_all, listing.as_str())?;
    let mut departments: HashMap<Uuid, Vec<DepartmentId>> = HashMap::new();
    if rows.iter().any(|row| row.scope == ScopeName::Departments.as_str()) {
        let all: Vec<(Uuid, Uuid)> = sql!(conn, all, DEPARTMENTS)?;
        for (view, department) in all {
            departments.entry(view).or_default().push(DepartmentId(department));
        }
    }
    let mut views = rows
        .into_iter()
        .map(|row| {
            let departments = departments.remove(&row.id).unwrap_or_default();
            row.into_view(departments)
        })
        .collect::<Result<Vec<_>, Error>>()?;
    views.sort_by_cached_key(|view| (view.name.to_lowercase(), view.id));
    Ok(views)
}

/// What somebody chose for a list; the usual where they chose nothing.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn taste(
    conn: &mut Conn,
    person: PersonId,
    listing: Listing,
) -> Result<ListingTaste, Error> {
    let row: Option<(String,)> = sql!(conn, first, TASTE, person.0, listing.as_str())?;
    row.map_or_else(|| Ok(ListingTaste::default()), |(body,)| stored::read("a taste", &body))
}

/// Keeps what somebody chose for a list.
///
/// # Errors
/// `Database`.
pub async fn save_taste(
    conn: &mut Conn,
    person: PersonId,
    listing: Listing,
    taste: &ListingTaste,
) -> Result<(), Error> {
    let body = stored::json("a taste", taste)?;
    sql!(conn, change, SAVE_TASTE, person.0, listing.as_str(), body).map(drop)
}

#[cfg(test)]
mod tests;
