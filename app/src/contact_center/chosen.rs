//! What is selected of a list: some rows, or all that are found but a few.

use std::collections::BTreeSet;

use leptos::{ev::MouseEvent, prelude::*};
use model::selection::Selection;
use uuid::Uuid;

use crate::{
    parts::{Button, ButtonKind, intl},
    words::contact_center as words,
};

#[derive(Debug, Clone, PartialEq, Eq)]
enum Marks {
    These(BTreeSet<Uuid>),
    AllBut(BTreeSet<Uuid>),
}

/// Copy; given as context to the rows and to what can be done with them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    marks: RwSignal<Marks>,
    /// The rows that are held, in order.
    ids: Signal<Vec<Uuid>>,
    /// How many there are in all.
    total: RwSignal<Option<u64>>,
    /// Where a range begins.
    anchor: StoredValue<Option<Uuid>>,
}

impl Chosen {
    pub(super) fn provide(ids: Signal<Vec<Uuid>>, total: RwSignal<Option<u64>>) -> Self {
        let marks = RwSignal::new(Marks::These(BTreeSet::new()));
        let chosen = Self { marks, ids, total, anchor: StoredValue::new(None) };
        provide_context(chosen);
        chosen
    }

    pub(super) fn has(self, id: Uuid) -> bool {
        self.marks.with(|marks| match marks {
            Marks::These(ids) => ids.contains(&id),
            Marks::AllBut(ids) => !ids.contains(&id),
        })
    }

    /// How many are selected.
    pub(super) fn count(self) -> u64 {
        let named = |ids: &BTreeSet<Uuid>| u64::try_from(ids.len()).unwrap_or_default();
        self.marks.with(|marks| match marks {
            Marks::These(ids) => named(ids),
            Marks::AllBut(ids) => self.total.get().unwrap_or_default().saturating_sub(named(ids)),
        })
    }

    pub(super) fn clear(self) {
        self.anchor.set_value(None);
        self.marks.set(Marks::These(BTreeSet::new()));
    }

    pub(super) fn take_all(self) {
        self.marks.set(Marks::AllBut(BTreeSet::new()));
    }

    /// Selects one, or not any more.
    pub(super) fn turn(self, id: Uuid) {
        let is_on = !untrack(|| self.has(id));
        self.anchor.set_value(Some(id));
        self.mark([id], is_on);
    }

    /// Selects all from where the range began to this one.
    pub(super) fn reach(self, id: Uuid) {
        let anchor = self.anchor.get_value().unwrap_or(id);
        self.anchor.set_value(Some(anchor));
        let between = untrack(|| self.ids.with(|ids| between(ids, anchor, id)));
        self.mark(between, true);
    }

    fn press(self, event: &MouseEvent, id: Uuid) {
        if event.shift_key() { self.reach(id) } else { self.turn(id) }
    }

    fn mark(self, ids: impl IntoIterator<Item = Uuid>, is_on: bool) {
        self.marks.update(|marks| {
            let (named, names_it) = match marks {
                Marks::These(named) => (named, is_on),
                Marks::AllBut(named) => (named, !is_on),
            };
            for id in ids {
                if names_it {
                    named.insert(id);
                } else {
                    named.remove(&id);
                }
            }
        });
    }

    /// As the server is told.
    pub(super) fn selection<Id, Query>(
        self,
        query: Query,
        id: fn(Uuid) -> Id,
    ) -> Selection<Id, Query> {
        self.marks.with_untracked(|marks| match marks {
            Marks::These(ids) => Selection::Chosen(ids.iter().copied().map(id).collect()),
            Marks::AllBut(ids) => {
                Selection::Filter { query, minus: ids.iter().copied().map(id).collect() }
            }
        })
    }
}

fn between(ids: &[Uuid], one: Uuid, other: Uuid) -> Vec<Uuid> {
    let at = |id| ids.iter().position(|held| *held == id);
    let (Some(one), Some(other)) = (at(one), at(other)) else { return Vec::from([other]) };
    ids.get(one.min(other)..=one.max(other)).unwrap_or_default().to_vec()
}

/// The box in front of a row. The keyboard turns it by Space on the row.
#[component]
pub(super) fn Mark(id: Uuid, name: String) -> impl IntoView {
    let chosen = expect_context::<Chosen>();
    view! {
        <input
            class="check__box"
            type="checkbox"
            tabindex="-1"
            aria-label=words::SELECT_ONE.with(&[("name", &name)])
            prop:checked=move || chosen.has(id)
            on:click=move |event| chosen.press(&event, id)
        />
    }
}

/// The box at the head: all that are found, or none.
pub(super) fn mark_all() -> AnyView {
    let chosen = expect_context::<Chosen>();
    let is_all = move || {
        let total = chosen.total.get();
        total.is_some_and(|total| total > 0 && chosen.count() == total)
    };
    let is_some = move || chosen.count() > 0 && !is_all();
    view! {
        <input
            class="check__box"
            type="checkbox"
            aria-label=words::SELECT_ALL.text()
            prop:checked=is_all
            prop:indeterminate=is_some
            on:click=move |_| if untrack(is_all) { chosen.clear() } else { chosen.take_all() }
        />
    }
    .into_any()
}

/// How many are selected, and what can be done with them; nothing while none are.
#[component]
pub(super) fn SelectionBar(acts: fn() -> AnyView) -> impl IntoView {
    let chosen = expect_context::<Chosen>();
    let is_open = Memo::new(move |_| chosen.count() > 0);
    let is_all = Memo::new(move |_| chosen.total.get() == Some(chosen.count()));
    let all = move || {
        let count = number(chosen.total.get().unwrap_or_default());
        words::SELECT_ALL_OF.with(&[("count", &count)])
    };
    view! {
        <Show when=move || is_open.get()>
            <div class="selection-bar" role="group" aria-label=words::SELECTION.text()>
                <span class="selection-bar__count" role="status">
                    {move || words::SELECTED.with(&[("count", &number(chosen.count()))])}
                </span>
                {acts()}
                <Show when=move || !is_all.get()>
                    <Button
                        label=Signal::derive(all)
                        kind=ButtonKind::Quiet
                        on_click=move |()| chosen.take_all()
                    />
                </Show>
                <Button
                    label=words::CLEAR_SELECTION.text()
                    kind=ButtonKind::Quiet
                    on_click=move |()| {
                        chosen.clear();
                        super::keys::focus_rows();
                    }
                />
            </div>
        </Show>
    }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 rows")]
pub(super) fn number(count: u64) -> String {
    intl::number(count as f64)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::between;

    #[test]
    fn a_range_goes_both_ways_and_needs_both_ends() {
        let ids: Vec<Uuid> = (0..5).map(Uuid::from_u128).collect();
        let id = Uuid::from_u128;
        assert_eq!(between(&ids, id(1), id(3)), [id(1), id(2), id(3)]);
        assert_eq!(between(&ids, id(3), id(1)), [id(1), id(2), id(3)]);
        assert_eq!(between(&ids, id(9), id(2)), [id(2)]);
    }
}
