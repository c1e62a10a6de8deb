//! Where a page starts: behind the last row of the one before, by the value the list is ordered by and the id.

use model::page::{PAGE_LIMIT, PageAt};
use uuid::Uuid;

use crate::{
    Error,
    clause::{Clause, Value},
};

/// What a list is ordered by, in the row a page ended with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Key {
    Number(i64),
    Bytes(Vec<u8>),
    /// No value: behind all that have one.
    Missing,
}

/// The row a page ended with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) key: Key,
    pub(crate) id: Uuid,
}

impl Place {
    /// The form in which it travels, opaque to whoever carries it.
    pub(crate) fn write(&self) -> String {
        let id = self.id.simple();
        match &self.key {
            Key::Number(number) => format!("n{number}.{id}"),
            Key::Bytes(bytes) => format!("b{}.{id}", hex(bytes)),
            Key::Missing => format!("m.{id}"),
        }
    }

    /// Reads what [`Place::write`] wrote, if it is of the kind that `suits` the list's order.
    pub(crate) fn read(at: &PageAt, suits: fn(&Key) -> bool) -> Result<Option<Self>, Error> {
        let Some(text) = &at.after else {
            return Ok(None);
        };
        match parse(text) {
            Some(place) if suits(&place.key) => Ok(Some(place)),
            _ => Err(Error::NoSuchPage),
        }
    }

    /// Adds the condition that rows come after this one, in an order by `column` and `id` in one direction.
    pub(crate) fn restrict(self, clause: &mut Clause, column: &str, is_descending: bool) {
        self.restrict_by(clause, (column, "id"), is_descending);
    }

    /// As [`Place::restrict`], where the id has another name.
    pub(crate) fn restrict_by(
        self,
        clause: &mut Clause,
        (column, id_column): (&str, &str),
        is_descending: bool,
    ) {
        let than = if is_descending { "<" } else { ">" };
        let id = clause.value(self.id);
        let key: Value = match self.key {
            Key::Number(number) => number.into(),
            Key::Bytes(bytes) => bytes.into(),
            Key::Missing => return clause.and(&format!("{id_column} {than} {id}")),
        };
        let key = clause.value(key);
        clause.and(&format!("({column}, {id_column}) {than} ({key}, {id})"));
    }
}

fn parse(text: &str) -> Option<Place> {
    let (key, id) = text.split_once('.')?;
    let key = match (key.get(..1)?, key.get(1..)?) {
        ("n", number) => Key::Number(number.parse().ok()?),
        ("b", digits) => Key::Bytes(unhex(digits)?),
        ("m", "") => Key::Missing,
        _ => return None,
    };
    Some(Place { key, id: Uuid::try_parse(id).ok()? })
}

/// How many rows a page holds.
pub(crate) fn rows(at: &PageAt) -> usize {
    usize::try_from(at.limit.clamp(1, PAGE_LIMIT)).unwrap_or_default()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(digits: &str) -> Option<Vec<u8>> {
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    let pairs = digits.as_bytes().chunks(2);
    pairs.map(|pair| if pair.len() == 2 { byte(pair) } else { None }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(after: &str) -> PageAt {
        PageAt { after: Some(String::from(after)), limit: 10 }
    }

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let id = Uuid::from_u128(7);
        for key in
            [Key::Number(-12), Key::Bytes(vec![0, 255, 16]), Key::Bytes(vec![]), Key::Missing]
        {
            let place = Place { key, id };
            let read = Place::read(&at(&place.write()), |_| true).unwrap();
            assert_eq!(read, Some(place));
        }
    }

    #[test]
    fn a_made_up_place_is_refused() {
        for text in
            ["", ".", "n.", "nx.7", "b0.00", "bzz.00", "b+f.00", "m1.00", "n1", "é.1", "n1.zz"]
        {
            assert!(matches!(Place::read(&at(text), |_| true), Err(Error::NoSuchPage)), "{text}");
        }
        let number = Place { key: Key::Number(1), id: Uuid::nil() }.write();
        let wrong = Place::read(&at(&number), |key| matches!(key, Key::Bytes(_)));
        assert!(matches!(wrong, Err(Error::NoSuchPage)));
    }
}
