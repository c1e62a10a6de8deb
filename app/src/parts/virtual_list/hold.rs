//! Keeps a long list where it is while rows come and go around it.

use std::hash::Hash;

use leptos::prelude::*;

use super::{rows::Source, scroller::Scroller};

/// The rows that matter, by key: indices mean nothing once the rows have changed.
pub(in crate::parts) struct Hold<K: Send + Sync + 'static> {
    /// The first row in sight, unless the list stands at its start.
    first: StoredValue<Option<(K, usize)>>,
    active: StoredValue<Option<K>>,
}

impl<K: Send + Sync + 'static> Copy for Hold<K> {}

impl<K: Send + Sync + 'static> Clone for Hold<K> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<K: Clone + Eq + Hash + Send + Sync + 'static> Hold<K> {
    /// `scope` names the search, filter and order: another one begins at the start.
    pub(in crate::parts) fn new<T, KF>(
        source: Source<T, K, KF>,
        scroller: Scroller,
        scope: Signal<String>,
    ) -> Self
    where
        T: Clone + Send + Sync + 'static,
        KF: Fn(&T) -> K + Copy + Send + Sync + 'static,
    {
        let hold = Self { first: StoredValue::new(None), active: StoredValue::new(None) };
        Effect::new(move |before: Option<String>| {
            let scope = scope.get();
            if before.is_some_and(|before| before != scope) {
                hold.first.set_value(None);
                hold.active.set_value(None);
                scroller.to_start();
            }
            scope
        });
        Effect::new(move |_| {
            source.items.track();
            hold.find_again(source, scroller);
        });
        Effect::new(move |_| {
            let key = scroller.active.get().and_then(|index| source.key_at(index));
            hold.active.set_value(key);
        });
        hold
    }

    /// After every scroll.
    pub(in crate::parts) fn remember<T, KF>(self, source: Source<T, K, KF>, scroller: Scroller)
    where
        T: Clone + Send + Sync + 'static,
        KF: Fn(&T) -> K + Copy + Send + Sync + 'static,
    {
        let first = scroller.first_visible();
        let key = (first > 0).then(|| source.key_at(first)).flatten();
        self.first.set_value(key.map(|key| (key, first)));
    }

    fn find_again<T, KF>(self, source: Source<T, K, KF>, scroller: Scroller)
    where
        T: Clone + Send + Sync + 'static,
        KF: Fn(&T) -> K + Copy + Send + Sync + 'static,
    {
        let active = self.active.get_value().and_then(|key| source.index_of(&key));
        if active.is_some() && active != scroller.active.get_untracked() {
            scroller.active.set(active);
        }
        if let Some((key, from)) = self.first.get_value()
            && let Some(to) = source.index_of(&key)
            && from != to
        {
            self.first.set_value(Some((key, to)));
            scroller.shift(from, to);
        }
    }
}
