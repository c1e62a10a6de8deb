//! Importing contacts from a table: what its columns mean, and what becomes of each row.

mod cell;
mod heading;

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use serde::{Deserialize, Serialize};

use crate::{
    custom_field::{CustomField, Fields, Holder},
    id::{ContactId, ImportId},
    moment::Moment,
    parse,
    permission::{Permission, Staff},
    refusal::{Field, Problem, Refusal},
    table,
};
pub use heading::guess;

/// Bytes a file may have.
pub const IMPORT_LIMIT_BYTES: u64 = 32 * 1024 * 1024;
/// Rows a file may have, its heading not counted.
pub const ROWS_LIMIT: u32 = 200_000;
/// Columns a file may have.
pub const COLUMNS_LIMIT: u32 = 200;
/// Characters of one cell.
pub const CELL_LIMIT: u32 = 10_000;
/// Rows that are shown before it begins.
pub const PREVIEW_ROWS: u32 = 20;

/// What a column is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    #[default]
    Ignore,
    Name,
    FirstName,
    LastName,
    Email,
    Phone,
    Notes,
    /// A username of the staff.
    Manager,
    /// A custom field of contacts, by its key.
    Field(String),
}

/// Before the key of a custom field, in the choice of a form.
const FIELD: &str = "field:";

impl Target {
    /// What a column may be in every workspace.
    pub const COMMON: [Self; 8] = [
        Self::Ignore,
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Phone,
        Self::Notes,
        Self::Manager,
    ];

    /// The word in the choice of a form.
    #[must_use]
    pub fn word(&self) -> String {
        let word = match self {
            Self::Ignore => "ignore",
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Notes => "notes",
            Self::Manager => "manager",
            Self::Field(key) => return format!("{FIELD}{key}"),
        };
        word.to_string()
    }

    /// What such a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        match word.strip_prefix(FIELD) {
            Some(key) => Some(Self::Field(key.to_string())),
            None => Self::COMMON.into_iter().find(|target| target.word() == word),
        }
    }
}

/// The custom fields that a column may be: those of contacts that are in use and that this person may change. What is
/// hidden on the screens is among them: a file is often the only place it comes from.
#[must_use]
pub fn targets(mut fields: Vec<CustomField>, staff: &Staff) -> Vec<CustomField> {
    let is_manager = staff.has(Permission::ManageCustomFields);
    fields.retain(|field| {
        field.holder == Holder::Contact && field.is_enabled && field.editors.admit(is_manager)
    });
    fields
}

/// What the columns are, and what is done with contacts that exist.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mapping {
    pub columns: Vec<Target>,
    /// Whoever is known by email or phone is updated; otherwise the row is left out.
    pub updates: bool,
}

impl Mapping {
    /// The first column that is this custom field.
    #[must_use]
    pub fn column_of(&self, key: &str) -> Option<u32> {
        let is_it = |target: &Target| matches!(target, Target::Field(held) if held == key);
        self.columns.iter().position(is_it).map(number)
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// The file is here; nothing was done yet.
    Ready,
    Running,
    Done,
    /// Somebody stopped it; what was done stays.
    Cancelled,
}

impl ImportState {
    pub const ALL: [Self; 4] = [Self::Ready, Self::Running, Self::Done, Self::Cancelled];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }
}

/// One file of contacts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    pub id: ImportId,
    /// The file's name.
    pub name: String,
    pub state: ImportState,
    pub header: Vec<String>,
    pub mapping: Mapping,
    pub created: Moment,
    pub rows: u32,
    pub added: u32,
    pub updated: u32,
    pub rejected: u32,
}

impl Import {
    /// Rows that were gone through.
    #[must_use]
    pub const fn done(&self) -> u32 {
        self.added.saturating_add(self.updated).saturating_add(self.rejected)
    }
}

/// Why a row is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowProblem {
    /// It has more or fewer cells than the heading.
    Cells { found: u32, wanted: u32 },
    /// A cell is not what its column is said to be.
    Wrong { column: u32, problem: Problem },
    /// Neither a name nor an address.
    Nothing,
    /// Known already, and those who are known are left out.
    Known,
}

/// What would become of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    Create,
    Update { contact: ContactId, name: String },
    Reject(RowProblem),
}

/// A row as it is shown before it begins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewRow {
    /// Where it begins in the file.
    pub line: u32,
    pub cells: Vec<String>,
    pub fate: Fate,
}

/// The first rows with what would become of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPreview {
    pub rows: Vec<PreviewRow>,
}

/// What a row says about a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowDraft {
    pub name: String,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub notes: String,
    /// Values of custom fields, as far as they are given; whether they fit the fields' patterns is not yet known.
    pub fields: Fields,
    /// A username, and the column it stands in.
    pub manager: Option<(String, u32)>,
}

/// Reads a row; `fields` are those that columns may be.
///
/// # Errors
/// Why it has to be left out.
pub fn draft(
    mapping: &Mapping,
    fields: &[CustomField],
    cells: &[String],
) -> Result<RowDraft, RowProblem> {
    if cells.len() != mapping.columns.len() {
        let (found, wanted) = (number(cells.len()), number(mapping.columns.len()));
        return Err(RowProblem::Cells { found, wanted });
    }
    let mut row = RowDraft::default();
    let (mut first, mut last) = (String::new(), String::new());
    for (column, (target, cell)) in mapping.columns.iter().zip(cells).enumerate() {
        let (column, cell) = (number(column), table::plain(cell));
        let wrong = |refusal| wrong(column, refusal);
        if cell.trim().is_empty() {
            continue;
        }
        match target {
            Target::Ignore => {}
            Target::Name => row.name = line(cell).map_err(wrong)?,
            Target::FirstName => first = line(cell).map_err(wrong)?,
            Target::LastName => last = line(cell).map_err(wrong)?,
            Target::Email => add(&mut row.emails, parse::email(cell.trim()).map_err(wrong)?),
            Target::Phone => add(&mut row.phones, parse::phone(cell).map_err(wrong)?),
            Target::Notes => {
                let more = parse::prose(Field::Notes, cell, parse::NOTES_LIMIT).map_err(wrong)?;
                if !row.notes.is_empty() {
                    row.notes.push('\n');
                }
                row.notes.push_str(&more);
            }
            Target::Manager => {
                row.manager = Some((parse::username(cell).map_err(wrong)?, column));
            }
            Target::Field(key) => {
                // For one that is gone since the columns were chosen there is no place any more.
                if let Some(field) = fields.iter().find(|field| field.key == *key) {
                    cell::put(&mut row.fields, field, cell)
                        .map_err(|problem| RowProblem::Wrong { column, problem })?;
                }
            }
        }
    }
    if row.name.is_empty() {
        row.name = joined(first, &last);
    }
    let limit = parse::ADDRESSES_LIMIT as usize;
    row.emails.truncate(limit);
    row.phones.truncate(limit);
    let is_nobody = row.name.is_empty() && row.emails.is_empty() && row.phones.is_empty();
    if is_nobody { Err(RowProblem::Nothing) } else { Ok(row) }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn line(cell: &str) -> Result<String, Refusal> {
    parse::line(Field::Name, cell, parse::NAME_LIMIT)
}

fn joined(mut first: String, last: &str) -> String {
    if !first.is_empty() && !last.is_empty() {
        first.push(' ');
    }
    first.push_str(last);
    first.chars().take(parse::NAME_LIMIT as usize).collect()
}

fn add(all: &mut Vec<String>, one: String) {
    if !all.contains(&one) {
        all.push(one);
    }
}

fn wrong(column: u32, refusal: Refusal) -> RowProblem {
    match refusal {
        Refusal::Invalid { problem, .. } => RowProblem::Wrong { column, problem },
        _ => RowProblem::Wrong { column, problem: Problem::Unreadable },
    }
}

#[cfg(test)]
mod tests;
