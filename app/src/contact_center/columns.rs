//! Which columns a list shows, in which order: of the address, else as this person left them, else the usual ones.

use leptos::prelude::*;

use super::{entry::Entry, views::Views};
use crate::{
    parts::{Button, ButtonKind, Checkbox, Dialog, Glyph, IconButton},
    shell::address::use_address,
    words::{Word, contact_center as words, parts as part_words},
};

/// Places in the list's fields of those that are shown; the first is always there.
pub(super) fn shown<T: Entry>(views: Views) -> Memo<Vec<usize>> {
    let address = use_address();
    let asked = address.query("cols");
    Memo::new(move |_| {
        let named = match asked.get() {
            Some(asked) => asked.split(',').map(str::to_owned).collect(),
            None => views.held.with(|held| held.taste.columns.clone()),
        };
        let known = named.iter().filter_map(|key| place::<T>(key)).filter(|at| *at > 0);
        let mut known: Vec<usize> = known.fold(Vec::new(), |mut known, at| {
            if !known.contains(&at) {
                known.push(at);
            }
            known
        });
        if named.is_empty() {
            let all = T::FIELDS.iter().enumerate().skip(1);
            known = all.filter(|(_, field)| field.is_usual).map(|(at, _)| at).collect();
        }
        known.insert(0, 0);
        known
    })
}

fn place<T: Entry>(key: &str) -> Option<usize> {
    T::FIELDS.iter().position(|field| field.key == key)
}

/// A column as the dialog has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line {
    key: &'static str,
    name: Word,
    is_shown: RwSignal<bool>,
}

/// The button, and the dialog it opens.
pub(super) fn chooser<T: Entry>(views: Views, shown: Memo<Vec<usize>>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let usual = || {
        let all = T::FIELDS.iter().skip(1).filter(|field| field.is_usual);
        all.map(|field| field.key.to_owned()).collect::<Vec<_>>()
    };
    let lines = move || {
        let shown = shown.get_untracked();
        let rest = (0..T::FIELDS.len()).filter(|at| !shown.contains(at)).collect::<Vec<_>>();
        let all = shown.iter().chain(&rest).filter(|at| **at > 0);
        let line = |at: &usize| {
            let field = T::FIELDS.get(*at)?;
            let is_shown = RwSignal::new(shown.contains(at));
            Some(Line { key: field.key, name: field.name, is_shown })
        };
        all.filter_map(line).collect::<Vec<_>>()
    };
    view! {
        <IconButton
            glyph=Glyph::SlidersHorizontal
            label=words::COLUMNS.text()
            on_click=move |()| is_open.set(true)
        />
        <Show when=move || is_open.get()>
            <Columns
                lines=lines()
                usual=usual()
                views
                on_close=Callback::new(move |()| is_open.set(false))
            />
        </Show>
    }
}

/// Checkboxes in the order of the columns; what is changed counts at once.
#[component]
fn Columns(
    lines: Vec<Line>,
    usual: Vec<String>,
    views: Views,
    on_close: Callback<()>,
) -> impl IntoView {
    let address = use_address();
    let lines = RwSignal::new(lines);
    let keep = move |columns: Vec<String>| {
        let asked = (!columns.is_empty()).then(|| columns.join(","));
        address.set_query(&[("cols", asked)]);
        views.prefer(|taste| taste.columns = columns);
    };
    let changed = move || {
        let shown = untrack(|| {
            let lines = lines.get();
            let shown = lines.iter().filter(|line| line.is_shown.get());
            shown.map(|line| line.key.to_owned()).collect::<Vec<_>>()
        });
        // None at all would mean the usual ones: the first stands for none of the others.
        keep(if shown.is_empty() { vec![NONE.to_owned()] } else { shown });
    };
    let move_by = move |key: &'static str, later: bool| {
        lines.update(|lines| {
            let Some(at) = lines.iter().position(|line| line.key == key) else { return };
            let to = if later { at + 1 } else { at.wrapping_sub(1) };
            if to < lines.len() {
                lines.swap(at, to);
            }
        });
        changed();
    };
    let reset = move |()| {
        lines.update(|lines| {
            lines.sort_by_key(|line| {
                usual.iter().position(|key| key == line.key).unwrap_or(usize::MAX)
            });
            for line in lines {
                line.is_shown.set(usual.iter().any(|key| key == line.key));
            }
        });
        keep(Vec::new());
    };
    let row = move |line: Line| {
        view! {
            <li class="columns__row">
                <Checkbox
                    label=line.name.text()
                    value=line.is_shown
                    on_change=move |_| changed()
                />
                <IconButton
                    glyph=Glyph::ArrowUp
                    label=words::EARLIER.with(&[("name", line.name.text())])
                    on_click=move |()| move_by(line.key, false)
                />
                <IconButton
                    glyph=Glyph::ArrowDown
                    label=words::LATER.with(&[("name", line.name.text())])
                    on_click=move |()| move_by(line.key, true)
                />
            </li>
        }
    };
    view! {
        <Dialog title=words::COLUMNS.text() close=part_words::CLOSE.text() on_close>
            <div class="dialog__body">
                <p>{words::COLUMNS_TEXT.text()}</p>
                <ul class="columns">
                    <For each=move || lines.get() key=|line| line.key let:line>{row(line)}</For>
                </ul>
            </div>
            <div class="dialog__foot">
                <Button label=words::USUAL_COLUMNS.text() on_click=reset/>
                <Button
                    label=words::DONE.text()
                    kind=ButtonKind::Primary
                    on_click=move |()| on_close.run(())
                />
            </div>
        </Dialog>
    }
}

/// Stands for no further column than the first.
const NONE: &str = "-";
