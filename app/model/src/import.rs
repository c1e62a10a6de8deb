//! Importing contacts from a table: what its columns mean, and what becomes of each row.

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    id::{ContactId, ImportId},
    moment::Moment,
    parse,
    refusal::{Field, Problem, Refusal},
    table,
};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
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
}

impl Target {
    pub const ALL: [Self; 8] = [
        Self::Ignore,
        Self::Name,
        Self::FirstName,
        Self::LastName,
        Self::Email,
        Self::Phone,
        Self::Notes,
        Self::Manager,
    ];

    /// The word in the address of a form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ignore => "ignore",
            Self::Name => "name",
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Notes => "notes",
            Self::Manager => "manager",
        }
    }
}

/// What the columns are, and what is done with contacts that exist.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mapping {
    pub columns: Vec<Target>,
    /// Whoever is known by email or phone is updated; otherwise the row is left out.
    pub updates: bool,
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
    /// A username, and the column it stands in.
    pub manager: Option<(String, u32)>,
}

/// Reads a row.
///
/// # Errors
/// Why it has to be left out.
pub fn draft(mapping: &Mapping, cells: &[String]) -> Result<RowDraft, RowProblem> {
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    if cells.len() != mapping.columns.len() {
        let (found, wanted) = (number(cells.len()), number(mapping.columns.len()));
        return Err(RowProblem::Cells { found, wanted });
    }
    let mut row = RowDraft::default();
    let (mut first, mut last) = (String::new(), String::new());
    for (column, (target, cell)) in mapping.columns.iter().zip(cells).enumerate() {
        let (column, cell) = (number(column), table::plain(cell));
        let wrong = |refusal| wrong(column, refusal);
        if cell.trim().is_empty() || *target == Target::Ignore {
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

/// What a column with this heading most likely is, in English or German.
#[must_use]
pub fn guess(heading: &str) -> Target {
    let plain: String =
        heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let is_like = |words: &[&str]| words.contains(&plain.as_str());
    if is_like(&["firstname", "givenname", "vorname"]) {
        Target::FirstName
    } else if is_like(&["lastname", "surname", "familyname", "nachname", "familienname", "zuname"])
    {
        Target::LastName
    } else if is_like(&[
        "name",
        "fullname",
        "displayname",
        "contact",
        "kontakt",
        "kunde",
        "customer",
    ]) {
        Target::Name
    } else if plain.contains("mail") {
        Target::Email
    } else if ["phone", "mobile", "tel", "handy", "mobil", "rufnummer"]
        .iter()
        .any(|word| plain.contains(word))
    {
        Target::Phone
    } else if is_like(&["notes", "note", "notiz", "notizen", "comment", "bemerkung", "kommentar"]) {
        Target::Notes
    } else if is_like(&["contactmanager", "manager", "owner", "agent", "zustandig", "zuständig"]) {
        Target::Manager
    } else {
        Target::Ignore
    }
}

#[cfg(test)]
mod tests {
    use alloc::{borrow::ToOwned, vec};

    use super::*;

    fn cells(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn mapping(columns: &[Target]) -> Mapping {
        Mapping { columns: columns.to_vec(), updates: true }
    }

    #[test]
    fn cc_14_columns_are_guessed_by_their_headings() {
        for (heading, target) in [
            ("Name", Target::Name),
            ("First name", Target::FirstName),
            ("Nachname", Target::LastName),
            ("E-Mail-Adresse", Target::Email),
            ("email 2", Target::Email),
            ("Mobile phone", Target::Phone),
            ("Telefon (privat)", Target::Phone),
            ("Bemerkung", Target::Notes),
            ("Contact manager", Target::Manager),
            ("Shoe size", Target::Ignore),
            ("", Target::Ignore),
        ] {
            assert_eq!(guess(heading), target, "{heading}");
        }
    }

    #[test]
    fn cc_14_a_row_is_read_by_what_its_columns_are() {
        let it = mapping(&[
            Target::FirstName,
            Target::LastName,
            Target::Email,
            Target::Email,
            Target::Phone,
            Target::Ignore,
        ]);
        let row = draft(
            &it,
            &cells(&["Ada", "Lovelace", "ADA@b.example", "", "0043 660 1234567", "=1+1"]),
        );
        let row = row.unwrap();
        assert_eq!(row.name, "Ada Lovelace");
        assert_eq!(row.emails.len(), 1);
        assert_eq!(row.phones, vec!["+436601234567".to_owned()]);
    }

    #[test]
    fn cc_14_a_row_is_left_out_with_its_reason() {
        let it = mapping(&[Target::Name, Target::Email]);
        let wanted = RowProblem::Cells { found: 1, wanted: 2 };
        assert_eq!(draft(&it, &cells(&["Ada"])), Err(wanted));
        let wrong = RowProblem::Wrong { column: 1, problem: Problem::NotAnEmail };
        assert_eq!(draft(&it, &cells(&["Ada", "ada@"])), Err(wrong));
        assert_eq!(draft(&it, &cells(&[" ", ""])), Err(RowProblem::Nothing));
        let unreadable = draft(&it, &cells(&["A\0da", ""]));
        assert_eq!(unreadable, Err(RowProblem::Wrong { column: 0, problem: Problem::Unreadable }));
    }
}
