//! Building the conditions of a list: text from this program only, everything else as a bound value.

use std::fmt::Write;

use uuid::Uuid;

/// A value to be bound, or NULL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    Id(Option<Uuid>),
    Number(Option<i64>),
    Text(Option<String>),
    Bytes(Vec<u8>),
}

impl From<Option<Uuid>> for Value {
    fn from(id: Option<Uuid>) -> Self {
        Self::Id(id)
    }
}

impl From<Option<i64>> for Value {
    fn from(number: Option<i64>) -> Self {
        Self::Number(number)
    }
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Self::Id(Some(id))
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(Some(number))
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(Some(text))
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}

/// Conditions, all of which must hold, and the values they speak of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clause {
    text: String,
    values: Vec<Value>,
}

impl Clause {
    /// Adds a value and gives the word that stands for it.
    pub(crate) fn value(&mut self, value: impl Into<Value>) -> String {
        self.values.push(value.into());
        format!("${}", self.values.len())
    }

    /// Adds some ids and gives the words that stand for them, with commas between.
    pub(crate) fn ids(&mut self, ids: impl IntoIterator<Item = Uuid>) -> String {
        let words: Vec<String> = ids.into_iter().map(|id| self.value(id)).collect();
        // `IN ()` is not SQL everywhere, and nothing equals NULL.
        if words.is_empty() { String::from("NULL") } else { words.join(", ") }
    }

    /// Adds the condition that a column holds one of some ids. The last one is repeated up to a power of two, so
    /// that few different statements are kept prepared.
    pub(crate) fn among(&mut self, column: &str, ids: impl ExactSizeIterator<Item = Uuid>) {
        let ids: Vec<Uuid> = ids.collect();
        let spare = ids.len().next_power_of_two() - ids.len();
        let last = ids.last().copied().into_iter().cycle().take(spare);
        let words = self.ids(ids.iter().copied().chain(last));
        self.and(&format!("{column} IN ({words})"));
    }

    /// Whether there are no conditions.
    pub(crate) const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds a condition.
    pub(crate) fn and(&mut self, condition: &str) {
        let glue = if self.text.is_empty() { "" } else { " AND " };
        // Writing to a string cannot fail.
        write!(self.text, "{glue}({condition})").ok();
    }

    /// `start WHERE conditions end`, and the values to bind.
    pub(crate) fn query(self, start: &str, end: &str) -> (String, Vec<Value>) {
        let glue = if self.text.is_empty() { "" } else { " WHERE " };
        (format!("{start}{glue}{} {end}", self.text), self.values)
    }
}

/// A pattern for `LIKE … ESCAPE '\'` that finds `part` anywhere.
pub(crate) fn infix(part: &str) -> String {
    let mut pattern = String::with_capacity(part.len() + 2);
    pattern.push('%');
    for c in part.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
