//! Searching the archive: words, "phrases" and operators such as `agent:` and `before:`. Whatever is typed means
//! something: what is no operator is a word, and what an operator lacks is said in a hint, never in an error.

use alloc::{string::String, vec::Vec};
use core::ops::Range;

/// Parts of a search that count.
const PARTS_LIMIT: usize = 24;
/// A moment in place of a day, as a browser writes it that knows where midnight is: `before:@1767225600000`.
const MOMENT: char = '@';

/// An operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Operator {
    Agent,
    Department,
    Tag,
    Contact,
    /// Closed before that day.
    Before,
    /// Closed on that day or later.
    After,
    /// `has:file`.
    Has,
}

impl Operator {
    pub const ALL: [Self; 7] = [
        Self::Agent,
        Self::Department,
        Self::Tag,
        Self::Contact,
        Self::Before,
        Self::After,
        Self::Has,
    ];

    /// As it is typed, in English.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::Department => "department",
            Self::Tag => "tag",
            Self::Contact => "contact",
            Self::Before => "before",
            Self::After => "after",
            Self::Has => "has",
        }
    }

    /// English and German at the same time: colleagues send each other addresses.
    fn named(name: &str) -> Option<Self> {
        Some(match name.to_ascii_lowercase().as_str() {
            "agent" => Self::Agent,
            "department" | "abteilung" => Self::Department,
            "tag" | "schlagwort" => Self::Tag,
            "contact" | "kontakt" => Self::Contact,
            "before" | "vor" => Self::Before,
            "after" | "ab" => Self::After,
            "has" | "mit" => Self::Has,
            _ => return None,
        })
    }
}

/// What a part of a search asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// The beginning of a word of a message.
    Word(String),
    /// Words one after the other. While the quote is open the last one is still being typed.
    Phrase {
        text: String,
        is_open: bool,
    },
    Agent(String),
    Department(String),
    Tag(String),
    Contact(String),
    /// Milliseconds since 1970.
    Before(i64),
    After(i64),
    HasFile,
}

/// A part, and whether it must not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub is_unwanted: bool,
    pub part: Part,
    /// The operator's value in what was typed, in bytes; of words and phrases all of it.
    pub value: Range<usize>,
}

/// What is said beside the box; the search goes on without the part it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// Nothing stands behind the colon yet.
    Unfinished(Operator),
    /// No day, month or year.
    NotADay(String),
    /// `has:` of something that cannot be looked for.
    NotAThing(String),
}

/// A search, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sought {
    pub pieces: Vec<Piece>,
    pub hints: Vec<Hint>,
}

impl Sought {
    /// Whether there is anything to look for.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Words and phrases that must occur, to be marked where they do.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter(|piece| !piece.is_unwanted).filter_map(|piece| {
            match &piece.part {
                Part::Word(text) | Part::Phrase { text, .. } => Some(text.as_str()),
                _ => None,
            }
        })
    }
}

/// Understands a search. Days begin at midnight UTC; see [`anchored`].
#[must_use]
pub fn parse(search: &str) -> Sought {
    let mut sought = Sought::default();
    let mut rest = Rest { text: search, at: 0 };
    while sought.pieces.len() < PARTS_LIMIT {
        rest.skip_blanks();
        if rest.is_over() {
            break;
        }
        let is_unwanted = rest.takes_minus();
        rest.piece(is_unwanted, &mut sought);
    }
    sought
}

/// The search with each day replaced by the moment at which it begins for whoever asks. `midnight` is given a year, a
/// month and a day, from 1.
#[must_use]
pub fn anchored(search: &str, midnight: impl Fn(i32, u32, u32) -> Option<i64>) -> String {
    let mut all = String::with_capacity(search.len());
    let mut from = 0;
    for piece in parse(search).pieces {
        if !matches!(piece.part, Part::Before(_) | Part::After(_)) {
            continue;
        }
        let text = search.get(piece.value.clone()).unwrap_or_default();
        let begins = day(text.trim_matches(is_quote)).and_then(|(y, m, d)| midnight(y, m, d));
        let Some(begins) = begins else { continue };
        all.push_str(search.get(from..piece.value.start).unwrap_or_default());
        // The quotes stay: what follows them without a blank is another part.
        let quote = if text.starts_with(is_quote) { "\"" } else { "" };
        all.push_str(&alloc::format!("{quote}{MOMENT}{begins}{quote}"));
        from = piece.value.end;
    }
    all.push_str(search.get(from..).unwrap_or_default());
    all
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

/// What is left to read.
struct Rest<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Rest<'t> {
    fn left(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn is_over(&self) -> bool {
        self.left().is_empty()
    }

    fn skip_blanks(&mut self) {
        let left = self.left();
        self.at = self.at.saturating_add(left.len().saturating_sub(left.trim_start().len()));
    }

    /// A minus counts only where something stands right behind it.
    fn takes_minus(&mut self) -> bool {
        let next = self.left().strip_prefix('-').and_then(|rest| rest.chars().next());
        let takes = next.is_some_and(|c| !c.is_whitespace() && c != '-');
        self.at = self.at.saturating_add(usize::from(takes));
        takes
    }

    fn piece(&mut self, is_unwanted: bool, sought: &mut Sought) {
        let start = self.at;
        if self.left().starts_with(is_quote) {
            let (text, is_open) = self.quoted();
            if !text.trim().is_empty() {
                let part = Part::Phrase { text: String::from(text.trim()), is_open };
                sought.pieces.push(Piece { is_unwanted, part, value: start..self.at });
            }
            return;
        }
        let left = self.left();
        let end = left.find(|c: char| c.is_whitespace() || is_quote(c)).unwrap_or(left.len());
        let word = left.get(..end).unwrap_or_default();
        let operator = word.split_once(':').and_then(|(name, value)| {
            Some((Operator::named(name)?, name.len().saturating_add(1), value))
        });
        let Some((operator, named, value)) = operator else {
            self.at = start.saturating_add(end);
            let part = Part::Word(String::from(word));
            return sought.pieces.push(Piece { is_unwanted, part, value: start..self.at });
        };
        let from = start.saturating_add(named);
        self.at = from;
        let value = if value.is_empty() && self.left().starts_with(is_quote) {
            self.quoted().0.trim()
        } else {
            self.at = from.saturating_add(value.len());
            value
        };
        match understood(operator, value) {
            Ok(part) => sought.pieces.push(Piece { is_unwanted, part, value: from..self.at }),
            Err(hint) => sought.hints.push(hint),
        }
    }

    /// What stands in quotes, and whether they are still open.
    fn quoted(&mut self) -> (&'t str, bool) {
        let opening = self.left().chars().next().map_or(0, char::len_utf8);
        self.at = self.at.saturating_add(opening);
        let left = self.left();
        let closing = left.char_indices().find(|(_, c)| is_quote(*c));
        let (end, closed) = closing.map_or((left.len(), 0), |(at, c)| (at, c.len_utf8()));
        self.at = self.at.saturating_add(end).saturating_add(closed);
        (left.get(..end).unwrap_or_default(), closed == 0)
    }
}

fn understood(operator: Operator, value: &str) -> Result<Part, Hint> {
    if value.is_empty() {
        return Err(Hint::Unfinished(operator));
    }
    let text = String::from(value);
    Ok(match operator {
        Operator::Agent => Part::Agent(text),
        Operator::Department => Part::Department(text),
        Operator::Tag => Part::Tag(text),
        Operator::Contact => Part::Contact(text),
        Operator::Before => Part::Before(moment(value).ok_or(Hint::NotADay(text))?),
        Operator::After => Part::After(moment(value).ok_or(Hint::NotADay(text))?),
        Operator::Has => {
            let things = ["file", "files", "datei", "dateien"];
            if !things.iter().any(|thing| value.eq_ignore_ascii_case(thing)) {
                return Err(Hint::NotAThing(text));
            }
            Part::HasFile
        }
    })
}

fn moment(text: &str) -> Option<i64> {
    if let Some(ms) = text.strip_prefix(MOMENT) {
        return ms.parse().ok();
    }
    day(text).map(|(year, month, day)| utc(year, month, day))
}

/// `2026-03-01`, `2026-03`, `2026`, `1.3.2026`.
fn day(text: &str) -> Option<(i32, u32, u32)> {
    let number = |text: Option<&str>| text.map_or(Some(1), |text| text.parse::<u32>().ok());
    let (year, month, day) = if text.contains('.') {
        let mut parts = text.split('.');
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let is_all = parts.next().is_none();
        is_all.then_some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
    } else {
        let mut parts = text.split('-');
        let year: i32 = parts.next()?.parse().ok()?;
        let (month, day) = (number(parts.next())?, number(parts.next())?);
        parts.next().is_none().then_some((year, month, day))?
    };
    let is_day = (1970..=9999).contains(&year) && (1..=days_in(year, month)?).contains(&day);
    is_day.then_some((year, month, day))
}

fn days_in(year: i32, month: u32) -> Option<u32> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    Some(match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => return None,
    })
}

/// Midnight UTC, by counting from March, so that the leap day is a year's last.
fn utc(year: i32, month: u32, day: u32) -> i64 {
    let (year, month, day) = (i64::from(year), i64::from(month), i64::from(day));
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    days.saturating_mul(86_400_000)
}

#[cfg(test)]
mod tests;
