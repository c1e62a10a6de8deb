//! The filters of a list: they stand in the address, each is a chip, and one at a time is changed.

mod custom;
mod editor;

use leptos::{prelude::*, task::spawn_local};
use model::{
    custom_field::{CustomField, FieldTest, Kind, TICKED},
    id::{ContactId, PersonId},
};

use super::{
    entry::{Entry, FIELD, Filter, FilterKind},
    period::{Period, midnight},
};
use crate::{
    api,
    custom_fields::use_definitions,
    parts::{Button, ButtonKind, Chip, Glyph, Menu, MenuItem, intl},
    shell::{
        address::{Address, use_address},
        session::{Session, contact_name, use_session},
    },
    words::{Word, contact_center as words},
};
pub(super) use editor::Editor;

/// Filters that are on, by their names in the address, and their values.
pub(super) type Active = Vec<(String, String)>;

/// What the address narrows a list down to.
pub(super) fn active<T: Entry>() -> Memo<Active> {
    let address = use_address();
    let own = T::FILTERS.iter().map(|filter| (filter.key, address.query(filter.key)));
    let own = StoredValue::new(own.collect::<Vec<_>>());
    let fields = T::HOLDER.map(|_| address.queries(FIELD));
    Memo::new(move |_| {
        let mut active: Active = own.with_value(|own| {
            own.iter().filter_map(|(key, value)| Some(((*key).to_owned(), value.get()?))).collect()
        });
        if let Some(fields) = fields {
            active.extend(fields.get());
        }
        active
    })
}

/// The filters of one list. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filters {
    pub(super) address: Address,
    pub(super) session: Session,
    own: &'static [Filter],
    /// Custom fields that the list can be narrowed down by.
    fields: Memo<Vec<CustomField>>,
    /// Those that narrow the list down, with their values.
    pub(super) active: Memo<Active>,
    /// The one that is being changed.
    pub(super) edited: RwSignal<Option<String>>,
    /// The name of the contact of the filter, once it is known.
    contact: RwSignal<String>,
}

/// A filter, as it is shown.
#[derive(Debug, Clone)]
enum Shown {
    Own(Filter),
    Field(CustomField),
    /// A custom field that is not there, or not yet: by its key.
    Unknown(String),
}

impl Shown {
    fn name(&self) -> String {
        match self {
            Self::Own(filter) => filter.name.text().to_owned(),
            Self::Field(field) => field.label.clone(),
            Self::Unknown(key) => key.clone(),
        }
    }
}

impl Filters {
    pub(super) fn of<T: Entry>() -> Self {
        let (address, session) = (use_address(), use_session());
        let definitions = use_definitions();
        if T::HOLDER.is_some() {
            definitions.ask();
        }
        let fields = Memo::new(move |_| {
            let held = T::HOLDER.map(|holder| definitions.shown(holder));
            held.into_iter().flatten().filter(CustomField::is_filter).collect()
        });
        let contact = contact_named(address, session);
        let edited = RwSignal::new(None);
        Self { address, session, own: T::FILTERS, fields, active: active::<T>(), edited, contact }
    }

    fn find(self, key: &str) -> Option<Shown> {
        let Some(field) = key.strip_prefix(FIELD) else {
            return self.own.iter().find(|filter| filter.key == key).copied().map(Shown::Own);
        };
        self.fields.with(|fields| {
            let known = fields.iter().find(|it| it.key == field).cloned();
            Some(known.map_or_else(|| Shown::Unknown(field.to_owned()), Shown::Field))
        })
    }

    pub(super) fn set(self, key: &str, value: Option<String>) {
        self.address.set_query(&[(key, value)]);
    }

    /// Takes the search and every filter away.
    pub(super) fn clear(self) {
        let active = self.active.get_untracked();
        let mut changes: Vec<(&str, Option<String>)> =
            active.iter().map(|(key, _)| (key.as_str(), None)).collect();
        changes.extend([("search", None), ("saved", None)]);
        self.edited.set(None);
        self.address.set_query(&changes);
    }

    /// A filter and its value as a chip says it.
    fn said(self, key: &str, value: &str) -> String {
        let Some(shown) = self.find(key) else { return String::new() };
        let value = match &shown {
            Shown::Own(filter) => self.said_of(*filter, value),
            Shown::Field(field) => said_of_field(field, value),
            Shown::Unknown(_) => FieldTest::read(value).text().to_owned(),
        };
        words::CHIP.with(&[("name", &shown.name()), ("value", &value)])
    }

    fn said_of(self, filter: Filter, value: &str) -> String {
        let unnamed = || words::UNKNOWN_VALUE.text().to_owned();
        match filter.kind {
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
        }
    }
}

fn said_of_field(field: &CustomField, value: &str) -> String {
    let test = FieldTest::read(value);
    let text = test.text();
    match (field.kind, &test) {
        (Kind::Checkbox, _) => {
            if text == TICKED { words::YES } else { words::NO }.text().to_owned()
        }
        (Kind::Date, _) => intl::date(text).unwrap_or_else(|| text.to_owned()),
        (_, FieldTest::Contains(_)) => words::CONTAINING.with(&[("value", text)]),
        (_, FieldTest::Is(_)) => text.to_owned(),
    }
}

/// Which filter to add, or to change where it is on already.
#[component]
pub(super) fn AddFilter(filters: Filters) -> impl IntoView {
    let items = move || {
        let active = filters.active.get();
        let item = |key: String, name: String| {
            let is_on = active.iter().any(|(name, _)| *name == key);
            let item = MenuItem::new(name, move || filters.edited.set(Some(key.clone())));
            if is_on { item.hint(words::FILTER_IS_ON.text()) } else { item }
        };
        let own = filters.own.iter();
        let own = own.map(|filter| item(filter.key.to_owned(), filter.name.text().to_owned()));
        let mut items: Vec<MenuItem> = own.collect();
        let fields = filters.fields.get();
        if !fields.is_empty() {
            items.push(MenuItem::rule());
        }
        let fields = fields.into_iter();
        items.extend(fields.map(|field| item(format!("{FIELD}{}", field.key), field.label)));
        items
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
    let chip = move |key: String, value: String| {
        let (removed, pressed) = (key.clone(), key.clone());
        view! {
            <Chip
                label=Signal::derive(move || filters.said(&key, &value))
                remove=words::REMOVE.text()
                on_remove=move |()| {
                    filters.edited.update(|edited| _ = edited.take_if(|it| *it == removed));
                    filters.set(&removed, None);
                    focus_add();
                }
                on_press=move |()| filters.edited.set(Some(pressed.clone()))
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
