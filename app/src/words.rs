//! Every visible word, by language. English is the key; a word without its German does not compile.

#[cfg(feature = "csr")]
pub mod account;
#[cfg(feature = "csr")]
pub mod archive_search;
pub mod audit;
pub mod broadcasts;
#[cfg(feature = "csr")]
pub mod calls;
#[cfg(feature = "csr")]
pub mod canned;
#[cfg(feature = "csr")]
pub mod contact_center;
pub mod contact_trust;
#[cfg(feature = "csr")]
pub mod custom_fields;
#[cfg(feature = "csr")]
pub mod desk;
#[cfg(feature = "csr")]
pub mod go;
pub mod imports;
pub mod letters;
#[cfg(feature = "csr")]
pub mod mail;
#[cfg(feature = "csr")]
pub mod manage;
#[cfg(feature = "csr")]
pub mod merging;
#[cfg(feature = "csr")]
pub mod messages;
#[cfg(feature = "csr")]
pub mod parts;
#[cfg(feature = "csr")]
pub mod refusals;
#[cfg(feature = "csr")]
pub mod routing;
#[cfg(feature = "csr")]
pub mod shell;
#[cfg(feature = "csr")]
pub mod tags;
#[cfg(feature = "csr")]
pub mod widget;

use std::sync::atomic::{AtomicU8, Ordering};

/// A language the screens speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    German,
}

static LANGUAGE: AtomicU8 = AtomicU8::new(0);

impl Language {
    /// The tag browsers know it by.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language of a browser's tag such as `de-AT`; English where we have no better one.
    #[must_use]
    pub fn from_tag(tag: &str) -> Self {
        if tag.to_ascii_lowercase().starts_with("de") { Self::German } else { Self::English }
    }

    /// The language in use. Chosen before the first screen; a change reloads the page.
    #[must_use]
    pub fn current() -> Self {
        if LANGUAGE.load(Ordering::Relaxed) == 1 { Self::German } else { Self::English }
    }

    /// Makes this the language in use.
    pub fn choose(self) {
        LANGUAGE.store(u8::from(self == Self::German), Ordering::Relaxed);
    }
}

/// A word or sentence in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    pub en: &'static str,
    pub de: &'static str,
}

impl Word {
    /// The text in the language in use.
    #[must_use]
    pub fn text(self) -> &'static str {
        self.in_language(Language::current())
    }

    /// The text in this language, whichever is in use.
    #[must_use]
    pub const fn in_language(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::German => self.de,
        }
    }

    /// The text with each `{name}` replaced by its value.
    #[must_use]
    pub fn with(self, values: &[(&str, &str)]) -> String {
        self.fill(Language::current(), values)
    }

    /// As [`Self::with`], in this language.
    #[must_use]
    pub fn fill(self, language: Language, values: &[(&str, &str)]) -> String {
        let text = self.in_language(language).to_owned();
        values.iter().fold(text, |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}

/// `words! { TAKE_IT = "Take it", "Übernehmen"; }` makes a constant `Word` a line.
macro_rules! words {
    ($($name:ident = $en:literal, $de:literal;)*) => {
        $(pub const $name: $crate::words::Word = $crate::words::Word { en: $en, de: $de };)*
    };
}
pub(crate) use words;
