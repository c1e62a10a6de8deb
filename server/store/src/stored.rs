//! Reading what is stored back into the model's types, and saying what could not be read.

use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, IntoDeserializer, value},
};

use crate::Error;

/// Reads JSON. `what` names the thing in the error.
pub(crate) fn read<T: DeserializeOwned>(what: &'static str, json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|error| {
        tracing::error!(what, %error, "stored JSON cannot be read");
        Error::Corrupt { what }
    })
}

/// Writes JSON.
pub(crate) fn json<T: Serialize>(what: &'static str, value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::Corrupt { what })
}

/// Reads an enum without data from its word.
pub(crate) fn word<'a, T: Deserialize<'a>>(what: &'static str, word: &'a str) -> Result<T, Error> {
    let from: value::StrDeserializer<'a, value::Error> = word.into_deserializer();
    T::deserialize(from).map_err(|_| Error::Corrupt { what })
}

/// Reads a number that the model keeps in fewer bits.
pub(crate) fn number<T: TryFrom<i64>>(what: &'static str, number: i64) -> Result<T, Error> {
    T::try_from(number).map_err(|_| Error::Corrupt { what })
}

/// Writes a number that the database keeps in fewer bits.
pub(crate) fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
