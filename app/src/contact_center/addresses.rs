//! Several addresses or numbers of one contact, each in a field of its own.

use leptos::prelude::*;
use model::{
    parse::ADDRESSES_LIMIT,
    refusal::{Problem, Refusal},
};

use crate::{
    custom_fields::on_leaving,
    parts::{Button, ButtonKind, Glyph, IconButton, TextField, TextKind},
    shell::home::Home,
    words::{Word, contact_center as words, refusals},
};

/// What kind of address.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    pub(super) field: TextKind,
    pub(super) first: Word,
    pub(super) numbered: Word,
    pub(super) add: Word,
    pub(super) hint: Option<Word>,
    pub(super) parse: fn(&str) -> Result<String, Refusal>,
}

/// One field.
#[derive(Debug, Clone, Copy)]
struct Row {
    key: u32,
    value: RwSignal<String>,
    problem: RwSignal<Option<Problem>>,
}

/// All fields of one kind; there is always at least one. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Addresses {
    kind: StoredValue<Kind>,
    rows: RwSignal<Vec<Row>>,
    next: StoredValue<u32>,
    home: Home,
}

impl Addresses {
    pub(super) fn new(kind: Kind) -> Self {
        let addresses = Self {
            kind: StoredValue::new(kind),
            rows: RwSignal::default(),
            next: StoredValue::new(0),
            home: Home::default(),
        };
        addresses.fill(&[]);
        addresses
    }

    pub(super) fn fill(self, values: &[String]) {
        let rows: Vec<Row> = values.iter().map(|value| self.row(value.clone())).collect();
        self.rows.set(if rows.is_empty() { vec![self.row(String::new())] } else { rows });
    }

    /// What is filled in, empty fields aside.
    pub(super) fn values(self) -> Vec<String> {
        self.rows.with(|rows| {
            rows.iter()
                .map(|row| row.value.get())
                .filter(|value| !value.trim().is_empty())
                .collect()
        })
    }

    /// Puts what is wrong beside each field; true when nothing is.
    pub(super) fn check(self) -> bool {
        let rows = self.rows.get_untracked();
        let mut is_clean = true;
        for row in rows {
            let problem = self.verdict(&row.value.get_untracked());
            is_clean &= problem.is_none();
            row.problem.set(problem);
        }
        is_clean
    }

    /// Puts a problem the server found beside the first field.
    pub(super) fn blame(self, problem: Problem) {
        if let Some(row) = self.rows.get_untracked().first() {
            row.problem.set(Some(problem));
        }
    }

    /// One field was left.
    fn leave(self, row: Row) {
        let Some(text) = row.value.try_get_untracked() else { return };
        row.problem.set(self.verdict(&text));
    }

    fn verdict(self, text: &str) -> Option<Problem> {
        match (self.kind.get_value().parse)(text) {
            Err(Refusal::Invalid { problem, .. }) if !text.trim().is_empty() => Some(problem),
            _ => None,
        }
    }

    /// The first one is the one that is written to or called.
    fn put_first(self, key: u32) {
        self.rows.update(|rows| {
            if let Some(at) = rows.iter().position(|row| row.key == key) {
                let row = rows.remove(at);
                rows.insert(0, row);
            }
        });
    }

    fn row(self, value: String) -> Row {
        let key = self.next.get_value();
        self.next.set_value(key.wrapping_add(1));
        self.home.make(|| Row { key, value: RwSignal::new(value), problem: RwSignal::new(None) })
    }

    fn add(self) {
        let row = self.row(String::new());
        self.rows.update(|rows| rows.push(row));
    }

    fn remove(self, key: u32) {
        self.rows.update(|rows| rows.retain(|row| row.key != key));
    }

    fn label(self, key: u32) -> String {
        let kind = self.kind.get_value();
        let at = self.rows.with(|rows| rows.iter().position(|row| row.key == key));
        match at.unwrap_or_default() {
            0 => kind.first.text().to_owned(),
            at => kind.numbered.with(&[("number", &(at + 1).to_string())]),
        }
    }
}

#[component]
pub(super) fn AddressFields(addresses: Addresses) -> impl IntoView {
    let kind = addresses.kind.get_value();
    let is_full = move || addresses.rows.with(Vec::len) >= ADDRESSES_LIMIT as usize;
    view! {
        <div class="addresses">
        <For each=move || addresses.rows.get() key=|row| row.key let:row>
            <AddressField addresses row/>
        </For>
        <Show when=move || !is_full()>
            <Button
                label=kind.add.text()
                kind=ButtonKind::Quiet
                glyph=Glyph::Plus
                on_click=move |()| addresses.add()
            />
        </Show>
        </div>
    }
}

#[component]
fn AddressField(addresses: Addresses, row: Row) -> impl IntoView {
    let kind = addresses.kind.get_value();
    let label = Memo::new(move |_| addresses.label(row.key));
    let remove = move || label.with(|label| words::REMOVE_WHICH.with(&[("what", label)]));
    let first = move || label.with(|label| words::PUT_FIRST.with(&[("what", label)]));
    let is_first =
        move || addresses.rows.with(|rows| rows.first().map(|first| first.key)) == Some(row.key);
    let hint = move || {
        kind.hint.filter(|_| is_first()).map(|hint| hint.text().to_owned()).unwrap_or_default()
    };
    let error = move || row.problem.get().map(|problem| refusals::problem(&problem));
    view! {
        <div class="addresses__row" on:focusout=on_leaving(move || addresses.leave(row))>
            <TextField
                label=label
                value=row.value
                kind=kind.field
                hint=Signal::derive(hint)
                error=Signal::derive(error)
            />
            <Show when=move || !is_first()>
                <IconButton
                    glyph=Glyph::ArrowUp
                    label=Signal::derive(first)
                    on_click=move |()| addresses.put_first(row.key)
                />
            </Show>
            <Show when=move || addresses.rows.with(Vec::len).gt(&1)>
                <IconButton
                    glyph=Glyph::X
                    label=Signal::derive(remove)
                    on_click=move |()| addresses.remove(row.key)
                />
            </Show>
        </div>
    }
}
