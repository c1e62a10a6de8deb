//! What stands in the list that is open.

use std::sync::Arc;

use leptos::prelude::*;
use model::person::Person;

use super::{Command, emoji::Emoji};
use crate::{
    canned::Indexed,
    shell::session::Session,
    words::{Word, canned as words},
};

/// A colleague who can be named, or why not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub username: String,
    pub name: String,
    pub obstacle: Option<String>,
}

impl Candidate {
    /// Everybody else on the staff, by name; `obstacle` says why one cannot be named.
    #[must_use]
    pub fn others(session: Session, obstacle: impl Fn(&Person) -> Option<String>) -> Vec<Self> {
        let me = session.my_id();
        session.people.with(|people| {
            let others = people.iter().filter(|person| person.id != me && person.is_enabled);
            others
                .map(|person| Self {
                    username: person.username.clone(),
                    name: person.name.clone(),
                    obstacle: obstacle(person),
                })
                .collect()
        })
    }
}

#[derive(Debug, Clone)]
pub(super) enum Item {
    Emoji(&'static Emoji),
    Canned(Arc<Indexed>),
    Command(Command),
    Person(Candidate),
}

impl Item {
    /// What is typed for one that can be in the way of sending.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Command(command) => Some(command.name),
            Self::Person(person) => Some(&person.username),
            Self::Emoji(_) | Self::Canned(_) => None,
        }
    }

    /// Why it cannot be chosen now.
    pub(super) fn obstacle(&self) -> Option<String> {
        match self {
            Self::Command(command) => command.obstacle.get(),
            Self::Person(person) => person.obstacle.clone(),
            Self::Emoji(_) | Self::Canned(_) => None,
        }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) label: Word,
    pub(super) items: Vec<Item>,
    /// How many there are, shown or not.
    pub(super) total: usize,
}

impl Default for Found {
    fn default() -> Self {
        Self::new(words::EMOJI_LIST, [])
    }
}

impl Found {
    pub(super) fn new(label: Word, items: impl IntoIterator<Item = Item>) -> Self {
        let items: Vec<Item> = items.into_iter().collect();
        Self { label, total: items.len(), items }
    }

    /// Where the keyboard begins.
    pub(super) fn first_free(&self) -> usize {
        let is_free = |item: &Item| untrack(|| item.obstacle()).is_none();
        self.items.iter().position(is_free).unwrap_or_default()
    }
}
