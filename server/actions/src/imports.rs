//! Contacts from a file: taken in, looked at, gone through, reported.

mod running;
mod table;

use model::{
    custom_field::{CustomField, Holder},
    id::{ImportId, PersonId},
    import::{
        Import, ImportPreview, ImportState, Mapping, PREVIEW_ROWS, PreviewRow, Target, guess,
        targets,
    },
    permission::{Action, Actor, Staff, Subject, may},
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
};
use store::{
    Conn,
    imports::{self as stored, Job, Reported},
};

use crate::{Error, House, custom_fields, house::found, id};
use running::Reader;
pub use running::{run, work};

/// Rows stored at once, and rows of a report read at once.
const PAGE: usize = 500;

/// Whether this person may import at all.
///
/// # Errors
/// `NotPermitted`.
pub fn check(staff: &Staff) -> Result<(), Refusal> {
    may(&Actor::Staff(staff.clone()), Action::ImportContacts, Subject::Workspace)
}

/// Takes a file in. Nothing is done with it before somebody said what its columns are; what they were the last time,
/// or are by their headings, is suggested.
///
/// # Errors
/// `NotPermitted`, `Invalid` file, `Busy`.
pub async fn receive(
    house: &House,
    staff: &Staff,
    name: &str,
    bytes: Vec<u8>,
) -> Result<Import, Error> {
    check(staff)?;
    // One at a time: a table takes several times the memory of its file.
    let turn = house.importing.try_acquire().map_err(|_| Refusal::Busy)?;
    let read = tokio::task::spawn_blocking(move || table::read(&bytes)).await;
    let table = read.map_err(|_| Error::Internal { what: "a file could not be read" })??;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let held = stored::remembered(&mut tx, &table.header).await?;
    let fields = fields(&mut tx, staff).await?;
    let fits = |held: &Mapping| held.columns.len() == table.header.len();
    let guessed = || Mapping {
        columns: table.header.iter().map(|heading| guess(heading, &fields)).collect(),
        updates: true,
    };
    let import = Import {
        id: ImportId(id::new(now)?),
        name: name.chars().filter(|c| !c.is_control()).take(200).collect(),
        state: ImportState::Ready,
        mapping: held.filter(fits).map_or_else(guessed, |held| possible(held, &fields)),
        header: table.header,
        created: now,
        rows: u32::try_from(table.rows.len()).unwrap_or(u32::MAX),
        added: 0,
        updated: 0,
        rejected: 0,
    };
    stored::insert(&mut tx, &import, staff.person.id).await?;
    tx.commit().await?;
    for rows in table.rows.chunks(PAGE) {
        let mut tx = house.store.write().await?;
        stored::stage(&mut tx, import.id, rows).await?;
        tx.commit().await?;
    }
    let mut tx = house.store.write().await?;
    stored::set_state(&mut tx, &import, ImportState::Cancelled).await?;
    tx.commit().await?;
    drop(turn);
    Ok(import)
}

/// The custom fields that a column may be, for this person.
async fn fields(conn: &mut Conn, staff: &Staff) -> Result<Vec<CustomField>, Error> {
    Ok(targets(custom_fields::of(conn, Holder::Contact).await?, staff))
}

fn is_possible(target: &Target, fields: &[CustomField]) -> bool {
    match target {
        Target::Field(key) => fields.iter().any(|field| field.key == *key),
        _ => true,
    }
}

/// What columns were the last time, as far as they can still be that.
fn possible(mut held: Mapping, fields: &[CustomField]) -> Mapping {
    for target in &mut held.columns {
        if !is_possible(target, fields) {
            *target = Target::Ignore;
        }
    }
    held
}

/// One's own imports, the latest first.
///
/// # Errors
/// `NotPermitted`.
pub async fn list(house: &House, staff: &Staff) -> Result<Vec<Import>, Error> {
    check(staff)?;
    let mut conn = house.store.read().await?;
    let jobs = stored::of(&mut conn, staff.person.id).await?;
    Ok(jobs.into_iter().map(|job| job.import).collect())
}

/// One import: one's own; administrators see everybody's.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn find(house: &House, staff: &Staff, id: ImportId) -> Result<Import, Error> {
    let mut conn = house.store.read().await?;
    Ok(seen(&mut conn, staff, id).await?.import)
}

async fn seen(conn: &mut Conn, staff: &Staff, id: ImportId) -> Result<Job, Error> {
    check(staff)?;
    let is_theirs =
        |owner: PersonId| owner == staff.person.id || staff.roles.has(Role::Administrator);
    let job = stored::find(conn, id).await?.filter(|job| is_theirs(job.person));
    Ok(found(Thing::Import, job)?)
}

/// What would become of the first rows.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `Invalid` mapping.
pub async fn preview(
    house: &House,
    staff: &Staff,
    id: ImportId,
    mapping: &Mapping,
) -> Result<ImportPreview, Error> {
    let mut conn = house.store.read().await?;
    let job = seen(&mut conn, staff, id).await?;
    let fields = fields(&mut conn, staff).await?;
    checked(&job.import, mapping, &fields)?;
    let reader = Reader::new(staff, mapping, fields);
    let staged = stored::rows(&mut conn, id, 0, PREVIEW_ROWS).await?;
    let mut rows = Vec::with_capacity(staged.len());
    for row in staged {
        let fate = reader.fate(&mut conn, &row).await?;
        rows.push(PreviewRow { line: row.line, cells: row.cells, fate });
    }
    Ok(ImportPreview { rows })
}

fn checked(import: &Import, mapping: &Mapping, fields: &[CustomField]) -> Result<(), Refusal> {
    let wanted = import.header.len();
    let says = |target: &Target| {
        matches!(
            target,
            Target::Name | Target::FirstName | Target::LastName | Target::Email | Target::Phone
        )
    };
    if mapping.columns.len() != wanted || !mapping.columns.iter().any(says) {
        return Err(Refusal::invalid(Field::Columns, Problem::Missing));
    }
    if !mapping.columns.iter().all(|target| is_possible(target, fields)) {
        return Err(Refusal::invalid(Field::Columns, Problem::Unknown));
    }
    Ok(())
}

/// Begins to go through a file.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `Invalid` mapping, `ImportBegun`.
pub async fn start(
    house: &House,
    staff: &Staff,
    id: ImportId,
    mapping: &Mapping,
) -> Result<Import, Error> {
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let job = seen(&mut tx, staff, id).await?;
    checked(&job.import, mapping, &fields(&mut tx, staff).await?)?;
    let begun = Import { state: ImportState::Running, mapping: mapping.clone(), ..job.import };
    if !stored::set_state(&mut tx, &begun, ImportState::Ready).await? {
        return Err(Refusal::ImportBegun.into());
    }
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "contacts.imported", &id.to_string()).await?;
    tx.commit().await?;
    house.import_bell.notify_one();
    Ok(begun)
}

/// Stops an import; what was done stays. Of one that is over nothing changes.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn cancel(house: &House, staff: &Staff, id: ImportId) -> Result<Import, Error> {
    let mut tx = house.store.write().await?;
    let job = seen(&mut tx, staff, id).await?;
    let from = job.import.state;
    if !matches!(from, ImportState::Ready | ImportState::Running) {
        return Ok(job.import);
    }
    let ended = Import { state: ImportState::Cancelled, ..job.import };
    stored::set_state(&mut tx, &ended, from).await?;
    tx.commit().await?;
    find(house, staff, id).await
}

/// A page of what became of the rows, after a line.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn report(
    house: &House,
    staff: &Staff,
    id: ImportId,
    after: u32,
) -> Result<Vec<Reported>, Error> {
    let mut conn = house.store.read().await?;
    seen(&mut conn, staff, id).await?;
    let limit = u32::try_from(PAGE).unwrap_or(u32::MAX);
    Ok(stored::report(&mut conn, id, after, limit).await?)
}
