//! What is selected of a list: some rows, or all that are found but a few.

use std::collections::BTreeMap;

use leptos::{ev::MouseEvent, prelude::*};
use model::{page::COUNT_LIMIT, selection::Selection};
use uuid::Uuid;

use crate::{
    parts::{Button, ButtonKind, intl},
    words::contact_center as words,
};

/// Rows by their ids, with what they are called: others of the list may be shown by the time the name is wanted.
type Named = BTreeMap<Uuid, String>;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Marks {
    These(Named),
    AllBut(Named),
}

/// Copy; given as context to the rows and to what can be done with them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chosen {
    marks: RwSignal<Marks>,
    /// The rows that are held, in order.
    rows: Signal<Vec<(Uuid, String)>>,
    /// How many there are in all.
    total: RwSignal<Option<u64>>,
    /// Where a range begins.
    anchor: StoredValue<Option<Uuid>>,
}

impl Chosen {
    pub(super) fn provide(rows: Signal<Vec<(Uuid, String)>>, total: RwSignal<Option<u64>>) -> Self {
        let marks = RwSignal::new(Marks::These(Named::new()));
        let chosen = Self { marks, rows, total, anchor: StoredValue::new(None) };
        provide_context(chosen);
        chosen
    }

    pub(super) fn has(self, id: Uuid) -> bool {
        self.marks.with(|marks| match marks {
            Marks::These(ids) => ids.contains_key(&id),
            Marks::AllBut(ids) => !ids.contains_key(&id),
        })
    }

    /// How many are selected, as far as they are counted.
    fn count(self) -> u64 {
        let total = self.total.get().unwrap_or_default();
        self.marks.with(|marks| match marks {
            Marks::These(ids) => whole(ids),
            Marks::AllBut(_) if total > COUNT_LIMIT => total,
            Marks::AllBut(ids) => total.saturating_sub(whole(ids)),
        })
    }

    /// How many are selected, in words.
    pub(super) fn said(self) -> String {
        let is_counted = self.marks.with(|marks| matches!(marks, Marks::These(_)));
        if is_counted { number(self.count()) } else { counted(self.count()) }
    }

    /// Whether all that are found are selected.
    fn is_all(self) -> bool {
        let total = self.total.get();
        self.marks.with(|marks| match marks {
            // Nobody knows whether those are all of so many.
            Marks::These(ids) => {
                total.is_some_and(|total| (1..=COUNT_LIMIT).contains(&total) && total == whole(ids))
            }
            Marks::AllBut(ids) => ids.is_empty() && total.is_some_and(|total| total > 0),
        })
    }

    pub(super) fn clear(self) {
        self.anchor.set_value(None);
        self.marks.set(Marks::These(Named::new()));
    }

    pub(super) fn take_all(self) {
        self.marks.set(Marks::AllBut(Named::new()));
    }

    /// Selects one, or not any more.
    pub(super) fn turn(self, id: Uuid, name: String) {
        let is_on = !untrack(|| self.has(id));
        self.anchor.set_value(Some(id));
        self.mark([(id, name)], is_on);
    }

    /// Selects all from where the range began to this one.
    pub(super) fn reach(self, id: Uuid, name: String) {
        let anchor = self.anchor.get_value().unwrap_or(id);
        self.anchor.set_value(Some(anchor));
        let between = untrack(|| self.rows.with(|rows| between(rows, anchor, id)));
        let between = if between.is_empty() { vec![(id, name)] } else { between };
        self.mark(between, true);
    }

    fn press(self, event: &MouseEvent, id: Uuid, name: String) {
        if event.shift_key() { self.reach(id, name) } else { self.turn(id, name) }
    }

    fn mark(self, rows: impl IntoIterator<Item = (Uuid, String)>, is_on: bool) {
        self.marks.update(|marks| {
            let (named, names_it) = match marks {
                Marks::These(named) => (named, is_on),
                Marks::AllBut(named) => (named, !is_on),
            };
            for (id, name) in rows {
                if names_it {
                    named.insert(id, name);
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
            Marks::These(ids) => Selection::Chosen(ids.keys().copied().map(id).collect()),
            Marks::AllBut(ids) => {
                Selection::Filter { query, minus: ids.keys().copied().map(id).collect() }
            }
        })
    }

    /// Those that the selection names, with what they are called.
    pub(super) fn named(self) -> Vec<(Uuid, String)> {
        self.marks.with_untracked(|marks| {
            let (Marks::These(named) | Marks::AllBut(named)) = marks;
            named.iter().map(|(id, name)| (*id, name.clone())).collect()
        })
    }
}

fn whole(ids: &Named) -> u64 {
    u64::try_from(ids.len()).unwrap_or_default()
}

/// The rows from one to the other; none when one of them is not held.
fn between(rows: &[(Uuid, String)], one: Uuid, other: Uuid) -> Vec<(Uuid, String)> {
    let at = |id| rows.iter().position(|(held, _)| *held == id);
    let (Some(one), Some(other)) = (at(one), at(other)) else { return Vec::new() };
    rows.get(one.min(other)..=one.max(other)).unwrap_or_default().to_vec()
}

/// The box in front of a row. The keyboard turns it by Space on the row.
#[component]
pub(super) fn Mark(id: Uuid, name: String) -> impl IntoView {
    let chosen = expect_context::<Chosen>();
    let called = name.clone();
    view! {
        <input
            class="check__box"
            type="checkbox"
            tabindex="-1"
            aria-label=words::SELECT_ONE.with(&[("name", &name)])
            prop:checked=move || chosen.has(id)
            on:click=move |event| chosen.press(&event, id, called.clone())
        />
    }
}

/// The box at the head: all that are found, or none.
pub(super) fn mark_all() -> AnyView {
    let chosen = expect_context::<Chosen>();
    let is_all = move || chosen.is_all();
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
    let is_all = Memo::new(move |_| chosen.is_all());
    let all = move || {
        let count = counted(chosen.total.get().unwrap_or_default());
        words::SELECT_ALL_OF.with(&[("count", &count)])
    };
    view! {
        <Show when=move || is_open.get()>
            <div class="selection-bar" role="group" aria-label=words::SELECTION.text()>
                <span class="selection-bar__count" role="status">
                    {move || words::SELECTED.with(&[("count", &chosen.said())])}
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

/// How many there are in a long list, which is counted up to a limit.
pub(super) fn counted(count: u64) -> String {
    if count > COUNT_LIMIT { format!("{}+", number(COUNT_LIMIT)) } else { number(count) }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::between;

    #[test]
    fn a_range_goes_both_ways_and_needs_both_ends() {
        let rows: Vec<_> = (0..5).map(|n| (Uuid::from_u128(n), n.to_string())).collect();
        let between = |one, other| {
            let found = between(&rows, Uuid::from_u128(one), Uuid::from_u128(other));
            found.into_iter().map(|(_, name)| name).collect::<Vec<_>>()
        };
        assert_eq!(between(1, 3), ["1", "2", "3"]);
        assert_eq!(between(3, 1), ["1", "2", "3"]);
        assert!(between(9, 2).is_empty());
    }
}
