//! The page's title: what is open, and how much waits.

use leptos::prelude::*;

use super::{door::Door, place::Area, place::Place};
use crate::words::{
    Word, account, audit, broadcasts, contact_center, imports, mail, manage, shell as words,
};

/// The title of the page. Copy; from [`use_title`].
#[derive(Debug, Clone, Copy)]
pub struct Title {
    waiting: RwSignal<u32>,
    /// The screen's name alone.
    pub(super) screen: Memo<&'static str>,
}

/// The title of the page.
#[must_use]
pub fn use_title() -> Title {
    expect_context::<Title>()
}

impl Title {
    /// Puts a number before the title; 0 takes it away.
    pub fn badge(self, count: u32) {
        self.waiting.set(count);
    }

    pub(super) fn provide(door: Door, place: Memo<Place>) {
        let screen = Memo::new(move |_| name_of(door.shown(place.get())).text());
        let title = Self { waiting: RwSignal::new(0), screen };
        Effect::new(move || {
            let (screen, waiting) = (title.screen.get(), title.waiting.get());
            let plain = door.workspace_name.with(|name| format!("{screen} · {name}"));
            let text = if waiting > 0 { format!("({waiting}) {plain}") } else { plain };
            document().set_title(&text);
        });
        provide_context(title);
    }
}

const fn name_of(place: Place) -> Word {
    match place {
        Place::Login => words::LOG_IN,
        Place::Contacts(_) => contact_center::CONTACTS,
        Place::Chats(_) => contact_center::CHATS,
        Place::Import(_) => imports::TITLE,
        Place::Calls(_) => contact_center::CALLS,
        Place::Broadcasts(_) => broadcasts::BROADCASTS,
        Place::Departments(_) => manage::DEPARTMENTS,
        Place::Agents(_) => manage::AGENTS,
        Place::Settings => manage::SETTINGS,
        Place::Email => mail::SECTION,
        Place::Audit => audit::TITLE,
        Place::Account(_) => account::TITLE,
        Place::Styleguide => words::PARTS,
        Place::Unknown => words::NOT_FOUND,
        other => match other.area() {
            Area::Manage => words::MANAGE,
            Area::Messages => words::MESSAGES,
            _ => words::DESK,
        },
    }
}
