//! Direct messages as a screen follows them.

use leptos::prelude::*;
use model::{
    cursor::Cursor, event::Event, id::PersonId, refusal::Refusal, view::direct::DirectThread,
};

use super::{Live, Outgoing, Room};

/// The log with one colleague; `Copy`.
#[derive(Clone, Copy, Debug)]
pub struct Direct {
    pub with: PersonId,
    /// `None` until the snapshot came.
    pub thread: RwSignal<Option<DirectThread>>,
    /// Why there is nothing to see.
    pub refused: RwSignal<Option<Refusal>>,
    /// What was said here and is not confirmed yet, in order.
    pub outgoing: Signal<Vec<Outgoing>>,
    pub is_typing: Signal<bool>,
    /// How far the other has come.
    pub theirs: Signal<Cursor>,
}

impl Live {
    /// Follows the log with a colleague until the current owner is cleaned up.
    #[must_use]
    pub fn open_direct(self, with: PersonId) -> Direct {
        let signals = self.with(|inner| {
            let mut core = inner.core.borrow_mut();
            let (open, question) = core.watch_direct(with);
            let arcs = (open.thread.clone(), open.refused.clone());
            drop(core);
            inner.send(question.into_iter().collect());
            arcs
        });
        let (thread, refused) = signals.unwrap_or_default();
        on_cleanup(move || {
            self.with(|inner| inner.core.borrow_mut().unwatch_direct(with));
        });
        let outgoing = self.outgoing;
        let here = move |all: &Vec<Outgoing>| {
            all.iter().filter(|one| one.room == Room::Colleague(with)).cloned().collect::<Vec<_>>()
        };
        let theirs = move || {
            self.directs.with(|entries| entries.get(&with).map(|e| e.theirs).unwrap_or_default())
        };
        Direct {
            with,
            thread: thread.into(),
            refused: refused.into(),
            outgoing: Memo::new(move |_| outgoing.with(here)).into(),
            is_typing: self.types_to_me(with),
            theirs: Memo::new(move |_| theirs()).into(),
        }
    }

    /// Whether this colleague types to me.
    #[must_use]
    pub fn types_to_me(self, with: PersonId) -> Signal<bool> {
        let typing = self.direct_typing;
        Memo::new(move |_| typing.with(|typing| typing.contains_key(&with))).into()
    }

    /// The newest direct message is on screen and the page can be seen.
    pub fn seen_direct(self, with: PersonId) {
        self.with(|inner| {
            inner.core.borrow_mut().seen_direct(with);
            inner.flush_soon();
        });
    }
}

impl Direct {
    /// Puts an older page before what is held.
    pub fn prepend(self, events: Vec<Event>) {
        self.thread.update(|thread| {
            if let Some(thread) = thread {
                thread.prepend(events);
            }
        });
    }
}
