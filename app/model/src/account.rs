//! What a member of the staff chooses for themselves, and where they are signed in.

use alloc::string::String;
use serde::{Deserialize, Serialize};

use crate::moment::Moment;

/// A language the screens speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tongue {
    English,
    German,
}

impl Tongue {
    /// As browsers name it.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the device.
    System,
    Light,
    Dark,
}

/// A tune to be told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tune {
    Bell,
    Chime,
    Knock,
    Drop,
    Marimba,
    Silent,
}

impl Tune {
    pub const ALL: [Self; 6] =
        [Self::Bell, Self::Chime, Self::Knock, Self::Drop, Self::Marimba, Self::Silent];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Bell => "bell",
            Self::Chime => "chime",
            Self::Knock => "knock",
            Self::Drop => "drop",
            Self::Marimba => "marimba",
            Self::Silent => "silent",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|tune| tune.as_str() == word)
    }
}

/// Why somebody is told, apart from what is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Occasion {
    /// A conversation is theirs now, rings at them, or waits for anybody.
    NewChat,
    /// A guest wrote in one of theirs.
    GuestMessage,
    /// A colleague named them in a note.
    Mention,
    /// A colleague or the bot wrote directly.
    DirectMessage,
}

/// Which occasions are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Occasions {
    pub new_chat: bool,
    pub guest_message: bool,
    pub mention: bool,
    pub direct_message: bool,
}

impl Occasions {
    #[must_use]
    pub const fn has(self, occasion: Occasion) -> bool {
        match occasion {
            Occasion::NewChat => self.new_chat,
            Occasion::GuestMessage => self.guest_message,
            Occasion::Mention => self.mention,
            Occasion::DirectMessage => self.direct_message,
        }
    }
}

/// A person's own choices; they follow the person to every browser.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Preferences {
    /// `None`: as the browser.
    pub language: Option<Tongue>,
    /// `None`: never chosen; each browser has its own.
    pub theme: Option<Theme>,
    /// For new conversations.
    pub ring: Tune,
    /// For messages.
    pub ping: Tune,
    /// No tune while the page is in front.
    pub is_quiet_in_front: bool,
    /// Told by notifications of the browser.
    pub notify: Occasions,
    /// Whether notifications show what was written, or only who wrote.
    pub shows_text: bool,
}

impl Default for Preferences {
    fn default() -> Self {
        Self {
            language: None,
            theme: None,
            ring: Tune::Bell,
            ping: Tune::Chime,
            is_quiet_in_front: false,
            notify: Occasions {
                new_chat: true,
                guest_message: true,
                mention: true,
                direct_message: true,
            },
            shows_text: false,
        }
    }
}

/// What of a person is theirs to change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileDraft {
    pub name: String,
    pub email: String,
}

/// A browser somebody is signed in on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignInView {
    /// Names it without being able to sign in.
    pub id: String,
    /// The one that asks.
    pub is_this: bool,
    pub created: Moment,
    /// When it was last used, to some minutes.
    pub seen: Moment,
    /// As the browser calls itself.
    pub user_agent: String,
    /// Where it signed in from; empty where that was not noted.
    pub address: String,
    /// Whether it is told while no page is open.
    pub is_pushed: bool,
}

/// A browser's address at its push service, as the browser gives it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushSubscription {
    pub endpoint: String,
    /// The browser's public key, 65 bytes.
    pub public_key: alloc::vec::Vec<u8>,
    /// 16 bytes that both sides know.
    pub auth: alloc::vec::Vec<u8>,
    pub words: PushWords,
}

/// The sentences of pushed notifications in the language of the browser that shows them; `{name}` is who it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushWords {
    pub assigned: String,
    pub offered: String,
    pub invited: String,
    pub guest_message: String,
    pub mention: String,
    pub direct_message: String,
    pub test: String,
}

/// What a pushed notification shows; the service worker reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pushed {
    pub title: String,
    pub body: String,
    /// A newer one of the same tag takes the place of the older.
    pub tag: String,
    /// What a press opens.
    pub url: String,
}
