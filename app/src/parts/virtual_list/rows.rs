//! The rows on screen and what a person does with them; shared by the list and the table.

use std::hash::Hash;

use leptos::{ev::KeyboardEvent, prelude::*};

use super::scroller::{Scroller, is_on_control};

/// What both kinds of long list are told.
pub(in crate::parts) struct Source<T, K, KF>
where
    T: Send + Sync + 'static,
    K: Send + Sync + 'static,
{
    pub(in crate::parts) items: Signal<Vec<T>>,
    pub(in crate::parts) key: KF,
    pub(in crate::parts) selected: Signal<Option<K>>,
    pub(in crate::parts) on_open: Option<Callback<T>>,
    pub(in crate::parts) on_toggle: Option<Callback<T>>,
    pub(in crate::parts) on_range: Option<Callback<T>>,
}

impl<T, K, KF> Copy for Source<T, K, KF>
where
    T: Send + Sync + 'static,
    K: Send + Sync + 'static,
    KF: Copy,
{
}

impl<T, K, KF> Clone for Source<T, K, KF>
where
    T: Send + Sync + 'static,
    K: Send + Sync + 'static,
    KF: Copy,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, K, KF> Source<T, K, KF>
where
    T: Clone + Send + Sync + 'static,
    K: Clone + Eq + Hash + Send + Sync + 'static,
    KF: Fn(&T) -> K + Copy + Send + Sync + 'static,
{
    pub(in crate::parts) fn shown(self, scroller: Scroller) -> Vec<T> {
        let rows = scroller.rows.get();
        self.items.with(|items| items.get(rows.first..rows.end).unwrap_or_default().to_vec())
    }

    pub(in crate::parts) fn is_selected(self, item: &T) -> bool {
        self.selected.with(|selected| selected.as_ref() == Some(&(self.key)(item)))
    }

    pub(in crate::parts) fn press(self, scroller: Scroller, event: &KeyboardEvent) {
        // Keys of a control inside are its own.
        if event.target() != event.current_target() {
            return;
        }
        if scroller.press(event) {
            if let (true, Some(on_range), Some(item)) =
                (event.shift_key(), self.on_range, self.at(scroller))
            {
                on_range.run(item);
            }
            return;
        }
        let act = match event.key().as_str() {
            "Enter" => self.on_open,
            " " => self.on_toggle,
            _ => None,
        };
        if let (Some(act), Some(item)) = (act, self.at(scroller)) {
            event.prevent_default();
            act.run(item);
        }
    }

    /// The row that the keyboard is on.
    fn at(self, scroller: Scroller) -> Option<T> {
        let index = scroller.active.get_untracked()?;
        self.items.with_untracked(|items| items.get(index).cloned())
    }

    pub(in crate::parts) fn click(self, event: &web_sys::Event, item: T) {
        if let Some(on_open) = self.on_open
            && !is_on_control(event)
        {
            on_open.run(item);
        }
    }

    /// The keyboard begins at what is selected, else at the first row in sight.
    pub(in crate::parts) fn focus(self, scroller: Scroller) {
        if scroller.active.get_untracked().is_none() {
            let selected = self.selected.get_untracked();
            let found = selected.and_then(|key| self.index_of(&key));
            let first = found.unwrap_or_else(|| scroller.first_visible());
            if first < self.items.with_untracked(Vec::len) {
                scroller.go_to(first);
            }
        }
    }

    pub(in crate::parts) fn key_at(self, index: usize) -> Option<K> {
        self.items.with_untracked(|items| items.get(index).map(self.key))
    }

    pub(in crate::parts) fn index_of(self, key: &K) -> Option<usize> {
        self.items.with_untracked(|items| items.iter().position(|item| (self.key)(item) == *key))
    }

    /// Asks for more once per length and scope, when the end comes near.
    pub(in crate::parts) fn load_more(
        self,
        scroller: Scroller,
        scope: Signal<String>,
        on_near_end: Option<Callback<()>>,
    ) {
        const NEAR: usize = 20;
        let Some(on_near_end) = on_near_end else {
            return;
        };
        let asked = StoredValue::new((String::new(), 0));
        Effect::new(move |_| {
            let now = (scope.get(), self.items.with(Vec::len));
            let is_near = scroller.rows.get().end + NEAR >= now.1;
            if now.1 > 0 && is_near && asked.with_value(|asked| *asked != now) {
                asked.set_value(now);
                on_near_end.run(());
            }
        });
    }
}
