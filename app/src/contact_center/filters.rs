//! The filters of a list: they stand in the address, each is a chip, and one at a time is changed.

mod editor;

use leptos::{prelude::*, task::spawn_local};
use model::id::{ContactId, PersonId};

use super::{
    entry::{Filter, FilterKind},
    period::{Period, midnight},
};
use crate::{
    api,
    parts::{Button, ButtonKind, Chip, Glyph, Menu, MenuItem, intl},
    shell::{
        address::{Address, use_address},
        session::{Session, contact_name, use_session},
    },
    words::{Word, contact_center as words},
};
pub(super) use editor::Editor;

/// The filters of one list. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filters {
    pub(super) address: Address,
    pub(super) session: Session,
    all: &'static [Filter],
    /// Those that narrow the list down, with their values.
    pub(super) active: Memo<Vec<(&'static str, String)>>,
    /// The one that is being changed.
    pub(super) edited: RwSignal<Option<&'static str>>,
    /// The name of the contact of the filter, once it is known.
    contact: RwSignal<String>,
}

impl Filters {
    pub(super) fn new(all: &'static [Filter]) -> Self {
        let (address, session) = (use_address(), use_session());
        let queries = all.iter().map(|filter| (filter.key, address.query(filter.key)));
        let queries = StoredValue::new(queries.collect::<Vec<_>>());
        let active = Memo::new(move |_| {
            queries.with_value(|all| {
                let held = all.iter().filter_map(|(key, value)| Some((*key, value.get()?)));
                held.collect::<Vec<_>>()
            })
        });
        let contact = contact_named(address, session);
        Self { address, session, all, active, edited: RwSignal::new(None), contact }
    }

    pub(super) fn find(self, key: &str) -> Option<Filter> {
        self.all.iter().find(|filter| filter.key == key).copied()
    }

    pub(super) fn set(self, key: &'static str, value: Option<String>) {
        self.address.set_query(&[(key, value)]);
    }

    /// Takes the search and every filter away.
    pub(super) fn clear(self) {
        let mut changes: Vec<(&str, Option<String>)> =
            self.all.iter().map(|filter| (filter.key, None)).collect();
        changes.extend([("search", None), ("saved", None)]);
        self.edited.set(None);
        self.address.set_query(&changes);
    }

    /// A filter and its value as a chip says it.
    fn said(self, key: &str, value: &str) -> String {
        let Some(filter) = self.find(key) else { return String::new() };
        let unnamed = || words::UNKNOWN_VALUE.text().to_owned();
        let value = match filter.kind {
            FilterKind::Agent => value
                .parse::<PersonId>()
                .map_or_else(|_| unnamed(), |id| self.session.person_name(id)),
            FilterKind::Department => value
                .parse()
                .map_or_else(|_| unnamed(), |id| self.session.department_name(Some(id))),
            FilterKind::Contact => self.contact.get(),
            FilterKind::Tag | FilterKind::Disposition => value.to_owned(),
            FilterKind::Period => period_in_words(&Period::read(value)),
            FilterKind::Words(choices) => choices
                .iter()
                .find(|(word, _)| *word == value)
                .map_or_else(unnamed, |(_, name)| name.text().to_owned()),
        };
        words::CHIP.with(&[("name", filter.name.text()), ("value", &value)])
    }
}

/// Which filter to add, or to change where it is on already.
#[component]
pub(super) fn AddFilter(filters: Filters) -> impl IntoView {
    let items = move || {
        let active = filters.active.get();
        let item = |filter: &Filter| {
            let key = filter.key;
            let is_on = active.iter().any(|(name, _)| *name == key);
            let item = MenuItem::new(filter.name.text(), move || filters.edited.set(Some(key)));
            if is_on { item.hint(words::FILTER_IS_ON.text()) } else { item }
        };
        filters.all.iter().map(item).collect::<Vec<_>>()
    };
    view! {
        <span class="tools__filter">
            <Menu
                label=words::ADD_FILTER.text()
                items=Signal::derive(items)
                glyph=Glyph::Funnel
            />
        </span>
    }
}

/// What the list is narrowed down to, each removable.
#[component]
pub(super) fn FilterChips(filters: Filters) -> impl IntoView {
    let chip = move |key: &'static str, value: String| {
        view! {
            <Chip
                label=Signal::derive(move || filters.said(key, &value))
                remove=words::REMOVE.text()
                on_remove=move |()| {
                    filters.edited.update(|edited| _ = edited.take_if(|it| *it == key));
                    filters.set(key, None);
                    focus_add();
                }
                on_press=move |()| filters.edited.set(Some(key))
            />
        }
    };
    view! {
        <Show when=move || filters.active.with(|active| !active.is_empty())>
            <div class="tools__chips" role="group" aria-label=words::FILTERS.text()>
                <For
                    each=move || filters.active.get()
                    key=Clone::clone
                    let:one
                >
                    {chip(one.0, one.1)}
                </For>
                <Button
                    label=words::CLEAR_ALL.text()
                    kind=ButtonKind::Quiet
                    on_click=move |()| {
                        filters.clear();
                        focus_add();
                    }
                />
            </div>
        </Show>
    }
}

/// What was pressed has gone; the keyboard goes on beside it.
pub(super) fn focus_add() {
    request_animation_frame(|| super::keys::focus_on(".tools__filter button"));
}

fn period_in_words(period: &Period) -> String {
    let day = |word: Word, day: &Option<String>| {
        let at = midnight(day.as_deref()?, 0)?;
        Some(word.with(&[("value", &intl::day(at.0))]))
    };
    match period {
        Period::Any => words::ANY_TIME.text().to_owned(),
        Period::Today => words::TODAY.text().to_owned(),
        Period::Last(7) => words::LAST_7_DAYS.text().to_owned(),
        Period::Last(30) => words::LAST_30_DAYS.text().to_owned(),
        Period::Last(90) => words::LAST_90_DAYS.text().to_owned(),
        Period::Last(days) => words::LAST_DAYS.with(&[("count", &days.to_string())]),
        Period::Days { from, until } => {
            let said = [day(words::CHIP_FROM, from), day(words::CHIP_UNTIL, until)];
            let said: Vec<_> = said.into_iter().flatten().collect();
            if said.is_empty() { words::ANY_TIME.text().to_owned() } else { said.join(" ") }
        }
    }
}

/// The name of the contact the list is narrowed down to, fetched once.
fn contact_named(address: Address, session: Session) -> RwSignal<String> {
    let name = RwSignal::new("…".to_owned());
    let held = address.query("contact");
    Effect::new(move || {
        let Some(id) = held.get().and_then(|id| id.parse::<ContactId>().ok()) else {
            return;
        };
        spawn_local(async move {
            let found = session.ask(api::contacts::find(id)).await;
            let known = found.map_or_else(
                |_| words::UNKNOWN_VALUE.text().to_owned(),
                |contact| contact_name(&contact),
            );
            name.try_set(known);
        });
    });
    name
}
