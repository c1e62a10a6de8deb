//! Reading a cell as the value of a custom field: what spreadsheets and other systems write, as forms would.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use crate::{
    custom_field::{CustomField, Fields, Kind, clean},
    refusal::Problem,
};

/// How a ticked box is written in tables, and one that is not.
const YES: [&str; 8] = ["true", "yes", "y", "1", "x", "ja", "wahr", "\u{2713}"];
const NO: [&str; 7] = ["false", "no", "n", "0", "nein", "falsch", "-"];

/// Adds what a cell says about a field. Several columns may be the same field: long texts and options are joined, of
/// anything else the last one counts, as of a name.
pub(super) fn put(fields: &mut Fields, field: &CustomField, cell: &str) -> Result<(), Problem> {
    let text = match field.kind {
        Kind::Checkbox => box_of(cell),
        Kind::Date => date_of(cell),
        Kind::MultiSelect => lines_of(&field.options, cell),
        _ => cell.to_string(),
    };
    let value = clean(field.kind, &field.options, &text)?;
    if value.is_empty() {
        return Ok(());
    }
    let held = fields.entry(field.key.clone()).or_default();
    if matches!(field.kind, Kind::LongText | Kind::MultiSelect) && !held.is_empty() {
        held.push('\n');
        held.push_str(&value);
    } else {
        *held = value;
    }
    Ok(())
}

/// What is neither yes nor no is left as it is: that it is unknown is found out when it is checked.
fn box_of(cell: &str) -> String {
    let word = cell.trim().to_lowercase();
    if YES.contains(&word.as_str()) {
        "true".to_string()
    } else if NO.contains(&word.as_str()) {
        "false".to_string()
    } else {
        word
    }
}

/// A date without the time of day, and `30.11.2026` as `2026-11-30`. With slashes nobody knows which is the month.
fn date_of(cell: &str) -> String {
    let text = cell.trim();
    let day = match text.split_once([' ', 'T']) {
        Some((day, time)) if time.starts_with(|c: char| c.is_ascii_digit()) => day,
        _ => text,
    };
    let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = day.split('.').filter(is_number).collect();
    match parts.as_slice() {
        [date, month, year] if day.matches('.').count() == 2 => {
            format!("{year:0>4}-{month:0>2}-{date:0>2}")
        }
        _ => day.to_string(),
    }
}

/// The options of a cell, each on a line: between them stand line breaks, semicolons or bars; commas too, unless an
/// option has one itself.
fn lines_of(options: &[String], cell: &str) -> String {
    let is_option = |text: &str| {
        let wanted = text.to_lowercase();
        options.iter().any(|option| option.to_lowercase() == wanted)
    };
    let mut lines: Vec<&str> = Vec::new();
    for line in cell.lines().map(str::trim) {
        if is_option(line) {
            lines.push(line);
            continue;
        }
        for part in line.split([';', '|']).map(str::trim) {
            if is_option(part) {
                lines.push(part);
            } else {
                lines.extend(part.split(',').map(str::trim));
            }
        }
    }
    lines.join("\n")
}
