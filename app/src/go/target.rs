//! What can be gone to, and whether it is what somebody types.

use leptos::prelude::Callback;
use model::availability::Availability;

use crate::{
    parts::Glyph,
    words::{Word, go as words},
};

/// What it is, in the order of the list: what is known here comes first, so that answers of the server move nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Recent,
    Conversation,
    Screen,
    Command,
    Colleague,
    Contact,
    Chat,
}

impl Kind {
    pub(super) const ALL: [Self; 7] = [
        Self::Recent,
        Self::Conversation,
        Self::Screen,
        Self::Command,
        Self::Colleague,
        Self::Contact,
        Self::Chat,
    ];

    pub(super) const fn word(self) -> Word {
        match self {
            Self::Recent => words::RECENT,
            Self::Conversation => words::CONVERSATIONS,
            Self::Screen => words::SCREENS,
            Self::Command => words::COMMANDS,
            Self::Colleague => words::COLLEAGUES,
            Self::Contact => words::CONTACTS,
            Self::Chat => words::CHATS,
        }
    }

    pub(super) const fn glyph(self) -> Glyph {
        match self {
            Self::Recent => Glyph::History,
            Self::Conversation => Glyph::MessagesSquare,
            Self::Screen => Glyph::SlidersHorizontal,
            Self::Command => Glyph::ChevronRight,
            Self::Colleague => Glyph::MessageCircle,
            Self::Contact => Glyph::ContactRound,
            Self::Chat => Glyph::Inbox,
        }
    }
}

/// What choosing it does.
#[derive(Debug, Clone)]
pub(super) enum Act {
    /// Opens this address.
    Open(String),
    Do(Callback<()>),
    Become(Availability),
}

/// One row of the list.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) detail: String,
    /// Why it cannot be done now.
    pub(super) blocked: Option<String>,
    pub(super) act: Act,
}

impl Target {
    pub(super) fn open(kind: Kind, name: String, detail: String, address: String) -> Self {
        Self { kind, name, detail, blocked: None, act: Act::Open(address) }
    }

    /// The same for the same row of the next list.
    pub(super) fn key(&self) -> String {
        match &self.act {
            Act::Open(address) => address.clone(),
            Act::Do(_) | Act::Become(_) => format!("{} {}", self.name, self.detail),
        }
    }
}

/// How well something fits what is typed; the lower the better, `None`: not at all. Every word has to occur.
pub(super) fn fit(typed: &str, name: &str, detail: &str) -> Option<u8> {
    let (typed, name, detail) = (folded(typed), folded(name), folded(detail));
    let typed = typed.trim();
    let begins = |text: &str, word: &str| {
        text.split(|c: char| !c.is_alphanumeric()).any(|one| one.starts_with(word))
    };
    if name.starts_with(typed) {
        return Some(0);
    }
    let mut worst = 1;
    for word in typed.split_whitespace() {
        worst = worst.max(if begins(&name, word) {
            1
        } else if name.contains(word) {
            2
        } else if detail.contains(word) {
            3
        } else {
            return None;
        });
    }
    Some(worst)
}

/// Without case and without the marks that are left out when typing fast.
fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
            'ì'..='ï' | 'ī' | 'į' => 'i',
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ç' | 'ć' | 'č' => 'c',
            'ñ' | 'ń' | 'ň' => 'n',
            'ś' | 'š' | 'ş' => 's',
            'ź' | 'ż' | 'ž' => 'z',
            'ł' => 'l',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::fit;

    #[test]
    fn what_begins_like_what_is_typed_fits_better_than_what_only_holds_it() {
        assert_eq!(fit("dep", "Departments", "Manage"), Some(0));
        assert_eq!(fit("man dep", "Departments", "Manage"), Some(3));
        assert_eq!(fit("love", "Ada Lovelace", ""), Some(1));
        assert_eq!(fit("lace", "Ada Lovelace", ""), Some(2));
        assert_eq!(fit("babbage", "Ada Lovelace", "@ada"), None);
        assert_eq!(fit("", "Ada Lovelace", "@ada"), Some(0));
    }

    #[test]
    fn case_and_marks_make_no_difference() {
        assert_eq!(fit("jose NUNEZ", "José Núñez", ""), Some(0));
        assert_eq!(fit("müller", "Muller", ""), Some(0));
    }
}
