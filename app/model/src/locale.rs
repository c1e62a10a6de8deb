//! How somebody reads: the language and the time zone of their browser.

use alloc::string::String;
use serde::{Deserialize, Serialize};

/// Characters of a language tag or of a time zone's name.
const LIMIT: usize = 60;

/// A reader's language and time zone; both empty where nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Locale {
    /// As browsers name it: `de-AT`.
    pub language: String,
    /// As the time zone database names it: `Europe/Vienna`.
    pub time_zone: String,
}

impl Locale {
    /// What comes from outside, without what no tag and no zone contains.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        let clean = |text: &str| {
            let is_plain = |c: &char| c.is_ascii_alphanumeric() || "-_/+".contains(*c);
            text.chars().filter(is_plain).take(LIMIT).collect()
        };
        Self { language: clean(&self.language), time_zone: clean(&self.time_zone) }
    }

    /// This one, and where it says nothing, the other.
    #[must_use]
    pub fn or(self, other: &Self) -> Self {
        let either = |mine: String, theirs: &String| {
            if mine.is_empty() { theirs.clone() } else { mine }
        };
        Self {
            language: either(self.language, &other.language),
            time_zone: either(self.time_zone, &other.time_zone),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_zone_contains_is_dropped_and_gaps_are_filled() {
        let wild = Locale { language: "de\r\n".into(), time_zone: "../\"<b>".into() };
        let clean = wild.cleaned();
        assert_eq!(clean, Locale { language: "de".into(), time_zone: "/b".into() });
        let other = Locale { language: "en".into(), time_zone: "UTC".into() };
        let known = Locale { language: "de".into(), time_zone: String::new() };
        assert_eq!(known.or(&other), Locale { language: "de".into(), time_zone: "UTC".into() });
    }
}
