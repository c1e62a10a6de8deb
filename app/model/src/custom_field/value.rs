//! The values of custom fields: read by their kind, filled in over what was there before.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use super::{CustomField, FieldChange, Fields, Kind, VALUE_LIMIT};
use crate::{
    parse,
    permission::Permission,
    refusal::{Field, Problem, Refusal},
};

/// A ticked box.
pub const TICKED: &str = "true";
/// One that is not.
pub const NOT_TICKED: &str = "false";
/// Digits of a number.
const DIGITS_LIMIT: u32 = 30;

/// A value as it is kept; empty text is none.
///
/// # Errors
/// What is wrong with it.
pub fn clean(kind: Kind, options: &[String], text: &str) -> Result<String, Problem> {
    let parsed = match kind {
        Kind::Text => parse::line(Field::Text, text, VALUE_LIMIT),
        Kind::LongText => parse::prose(Field::Text, text, parse::NOTES_LIMIT),
        Kind::MultiSelect => return many(options, text),
        Kind::Number | Kind::Date | Kind::Checkbox | Kind::Select | Kind::Url => {
            parse::line(Field::Text, text, VALUE_LIMIT)
        }
        Kind::Email | Kind::Phone if text.trim().is_empty() => Ok(String::new()),
        Kind::Email => parse::email(text),
        Kind::Phone => parse::phone(text),
    };
    let text = parsed.map_err(problem)?;
    if text.is_empty() {
        return Ok(text);
    }
    match kind {
        Kind::Number => number(&text),
        Kind::Date => date(&text),
        Kind::Checkbox => ticked(text),
        Kind::Select => one(options, &text),
        Kind::Url => url(text),
        _ => Ok(text),
    }
}

fn problem(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::Invalid { problem, .. } => problem,
        _ => Problem::Unreadable,
    }
}

/// Digits with at most one comma or point between them, as people write numbers; kept with a point.
fn number(text: &str) -> Result<String, Problem> {
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_cut = digits.len() > whole.len() && part.is_empty();
    if whole.is_empty() || is_cut || !is_digits(whole) || !is_digits(part) {
        return Err(Problem::NotANumber);
    }
    if whole.len() + part.len() > DIGITS_LIMIT as usize {
        return Err(Problem::TooLong { limit: DIGITS_LIMIT });
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let part = part.trim_end_matches('0');
    let sign = if whole == "0" && part.is_empty() { "" } else { sign };
    Ok(if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") })
}

/// `2026-11-30`, as browsers give a date.
fn date(text: &str) -> Result<String, Problem> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err(Problem::NotADate) };
    let read = |text: &str, length: usize| {
        let is_plain = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
        if is_plain { text.parse::<u32>().ok() } else { None }
    };
    let (Some(year), Some(month), Some(day)) = (read(year, 4), read(month, 2), read(day, 2)) else {
        return Err(Problem::NotADate);
    };
    if year > 0 && (1..=days(year, month)).contains(&day) {
        Ok(text.to_string())
    } else {
        Err(Problem::NotADate)
    }
}

const fn days(year: u32, month: u32) -> u32 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 0,
    }
}

fn ticked(text: String) -> Result<String, Problem> {
    match text.as_str() {
        TICKED | NOT_TICKED => Ok(text),
        _ => Err(Problem::Unknown),
    }
}

/// The option it is, case aside.
fn one(options: &[String], text: &str) -> Result<String, Problem> {
    let wanted = text.to_lowercase();
    let found = options.iter().find(|option| option.to_lowercase() == wanted);
    found.cloned().ok_or(Problem::Unknown)
}

/// The options they are, in the order in which they are offered.
fn many(options: &[String], text: &str) -> Result<String, Problem> {
    let mut chosen = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        chosen.push(one(options, line)?);
    }
    let chosen: Vec<&str> =
        options.iter().filter(|option| chosen.contains(option)).map(String::as_str).collect();
    Ok(chosen.join("\n"))
}

/// An address that a browser opens and nothing else.
fn url(text: String) -> Result<String, Problem> {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    let is_plain = !text.chars().any(|c| c.is_whitespace() || "<>\"\\".contains(c));
    if host.is_empty() || !is_plain { Err(Problem::NotAUrl) } else { Ok(text) }
}

/// A value as one line of text, for lists and logs.
#[must_use]
pub fn in_words(value: &str) -> String {
    value.lines().collect::<Vec<_>>().join(", ")
}

/// Values that are filled in over those held before.
pub struct Filling<'a> {
    /// Those of the contact or conversation, whatever else is among them.
    pub fields: &'a [CustomField],
    pub held: &'a Fields,
    /// Whether whoever fills in may change what only managers may.
    pub is_manager: bool,
    /// Whether everything required has to be there, not only what is filled in.
    pub is_whole: bool,
    /// Whether a value matches a pattern from beginning to end.
    pub fits: &'a dyn Fn(&str, &str) -> bool,
}

impl core::fmt::Debug for Filling<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Filling").field("held", self.held).finish_non_exhaustive()
    }
}

impl Filling<'_> {
    /// What is to be kept. What `draft` does not name stays, and so does what no enabled field is for; empty text takes
    /// a value away. A value that stays as it was is not asked whether it would still be taken.
    ///
    /// # Errors
    /// `InvalidField`, or `NotPermitted` where only managers may change it.
    pub fn fill(&self, draft: &Fields) -> Result<Fields, Refusal> {
        let mut filled = self.held.clone();
        for field in self.fields.iter().filter(|field| field.is_enabled) {
            if let Some(text) = draft.get(&field.key) {
                self.put(&mut filled, field, text)?;
            }
            let is_asked = self.is_whole || draft.contains_key(&field.key);
            if is_asked {
                self.require(&filled, field)?;
            }
        }
        Ok(filled)
    }

    /// The same, as the changes that a log keeps.
    ///
    /// # Errors
    /// As [`Filling::fill`].
    pub fn changes(&self, draft: &Fields) -> Result<Vec<FieldChange>, Refusal> {
        let filled = self.fill(draft)?;
        let changed = |field: &&CustomField| filled.get(&field.key) != self.held.get(&field.key);
        let change = |field: &CustomField| FieldChange {
            key: field.key.clone(),
            label: field.label.clone(),
            value: filled.get(&field.key).cloned().unwrap_or_default(),
        };
        Ok(self.fields.iter().filter(changed).map(change).collect())
    }

    /// What is wrong with one value, by itself.
    ///
    /// # Errors
    /// `InvalidField`.
    pub fn check(&self, field: &CustomField, text: &str) -> Result<(), Refusal> {
        let mut filled = Fields::new();
        self.put(&mut filled, field, text)?;
        self.require(&filled, field)
    }

    fn put(&self, into: &mut Fields, field: &CustomField, text: &str) -> Result<(), Refusal> {
        let held = into.get(&field.key).map(String::as_str).unwrap_or_default();
        if held == text {
            return Ok(());
        }
        let value =
            clean(field.kind, &field.options, text).map_err(|problem| refuse(field, problem))?;
        if held == value {
            return Ok(());
        }
        if !self.may_change(field) {
            return Err(Refusal::NotPermitted { permission: Permission::ManageCustomFields });
        }
        let has_pattern = field.kind.has_pattern() && !field.pattern.is_empty();
        if has_pattern && !value.is_empty() && !(self.fits)(&field.pattern, &value) {
            return Err(refuse(field, Problem::DoesNotFit));
        }
        if value.is_empty() {
            into.remove(&field.key);
        } else {
            into.insert(field.key.clone(), value);
        }
        Ok(())
    }

    /// What nobody is shown, or may not change, they cannot be asked for.
    fn require(&self, filled: &Fields, field: &CustomField) -> Result<(), Refusal> {
        let is_needed = field.is_required && field.is_shown() && self.may_change(field);
        let is_there = match (filled.get(&field.key), field.kind) {
            (None, _) => false,
            (Some(value), Kind::Checkbox) => value == TICKED,
            (Some(_), _) => true,
        };
        if is_needed && !is_there { Err(refuse(field, Problem::Missing)) } else { Ok(()) }
    }

    const fn may_change(&self, field: &CustomField) -> bool {
        field.editors.admit(self.is_manager)
    }
}

fn refuse(field: &CustomField, problem: Problem) -> Refusal {
    let (key, label) = (field.key.clone(), field.label.clone());
    Refusal::InvalidField { key, label, problem }
}
