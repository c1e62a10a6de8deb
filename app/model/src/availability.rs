//! What an agent chose to be; only Available agents get new conversations.

use serde::{Deserialize, Serialize};

/// Chosen by the agent and kept over restarts; whether a live connection exists is presence, not this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    Available,
    Away,
    Busy,
    #[default]
    Offline,
}

impl Availability {
    pub const ALL: [Self; 4] = [Self::Available, Self::Away, Self::Busy, Self::Offline];

    /// The word stored and sent.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::Away => "away",
            Self::Busy => "busy",
            Self::Offline => "offline",
        }
    }

    /// Reads what `as_str` wrote.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.as_str() == word)
    }
}
