//! JSON as the wire and the browser's storage have it, read and written by as little code as possible.
//!
//! A general JSON library brings several ways to read every type. Here is one way each: a struct is an object, an enum
//! is tagged from outside, a key is a string; nothing is read whose type is not known. What is wrong is not explained:
//! the other side is our own server.

mod read;
#[cfg(test)]
mod tests;
mod write;

use core::fmt;

pub use read::from_str;
pub use write::to_string;

/// The text is not what was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wrong;

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unreadable")
    }
}

impl std::error::Error for Wrong {}

// Every one of these could say what is wrong; the words for that would be most of the program.
impl serde::de::Error for Wrong {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
    fn invalid_type(_: serde::de::Unexpected, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_value(_: serde::de::Unexpected, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn invalid_length(_: usize, _: &dyn serde::de::Expected) -> Self {
        Self
    }
    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self
    }
    fn missing_field(_: &'static str) -> Self {
        Self
    }
    fn duplicate_field(_: &'static str) -> Self {
        Self
    }
}

impl serde::ser::Error for Wrong {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}
