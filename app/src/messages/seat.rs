//! Whom one may have messages with, as lists and heads show them.

use leptos::prelude::With;
use model::{
    direct::{BOT, BOT_NAME},
    id::PersonId,
    person::Person,
};

use crate::{
    parts::{AvatarKind, PresenceState},
    shell::{rail::presence, session::Session},
};

/// A colleague or the bot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) id: PersonId,
    pub(super) name: String,
    pub(super) username: String,
    /// The bot has none.
    pub(super) presence: Option<PresenceState>,
    pub(super) is_enabled: bool,
}

impl Seat {
    pub(super) fn bot() -> Self {
        Self {
            id: BOT,
            name: BOT_NAME.to_owned(),
            username: String::new(),
            presence: None,
            is_enabled: true,
        }
    }

    pub(super) fn of(person: &Person) -> Self {
        Self {
            id: person.id,
            name: person.name.clone(),
            username: person.username.clone(),
            presence: Some(presence(person.availability)),
            is_enabled: person.is_enabled,
        }
    }

    /// Whoever has this id; what is not known has a name nevertheless.
    pub(super) fn find(session: Session, id: PersonId) -> Self {
        if id == BOT {
            return Self::bot();
        }
        let known = session
            .people
            .with(|people| people.iter().find(|person| person.id == id).map(Self::of));
        known.unwrap_or_else(|| Self {
            id,
            name: session.person_name(id),
            username: String::new(),
            presence: None,
            is_enabled: false,
        })
    }

    pub(super) fn is_bot(&self) -> bool {
        self.id == BOT
    }

    pub(super) fn avatar(&self) -> AvatarKind {
        if self.is_bot() { AvatarKind::Bot } else { AvatarKind::Initials }
    }

    /// Whether every word typed begins a word of the name, or the username.
    pub(super) fn matches(&self, typed: &str) -> bool {
        let typed = typed.to_lowercase();
        let names = format!("{} {}", self.name, self.username).to_lowercase();
        typed.split_whitespace().all(|word| names.split(' ').any(|name| name.starts_with(word)))
    }
}
