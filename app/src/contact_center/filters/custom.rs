//! The filter of a custom field, as its kind is asked for: chosen among its options, ticked or not, a day, or some text.

use leptos::prelude::*;
use model::custom_field::{CustomField, FieldTest, Kind, NOT_TICKED, TICKED};

use super::Filters;
use crate::{
    contact_center::entry::FIELD,
    parts::{Choice, Search, Select, TextField, TextKind},
    words::contact_center as words,
};

const HAS: &str = "has";
const IS: &str = "is";

/// The value of one field's filter in the address. Copy.
#[derive(Debug, Clone, Copy)]
struct Held {
    filters: Filters,
    name: StoredValue<String>,
    value: Memo<Option<String>>,
}

impl Held {
    fn test(self) -> Option<FieldTest> {
        self.value.get().map(|word| FieldTest::read(&word))
    }

    fn text(self) -> String {
        self.test().map(|test| test.text().to_owned()).unwrap_or_default()
    }

    fn ask(self, test: &FieldTest) {
        let word = (!test.text().trim().is_empty()).then(|| test.write());
        self.name.with_value(|name| self.filters.set(name, word));
    }

    /// A signal that follows the text in the address.
    fn following(self) -> RwSignal<String> {
        let text = RwSignal::new(untrack(|| self.text()));
        Effect::new(move || {
            let held = self.text();
            if text.with_untracked(|text| *text != held) {
                text.set(held);
            }
        });
        text
    }
}

pub(super) fn field(filters: Filters, field: CustomField) -> AnyView {
    let name = format!("{FIELD}{}", field.key);
    let value = filters.address.query_named(name.clone());
    let held = Held { filters, name: StoredValue::new(name), value };
    let label = field.label;
    match field.kind {
        Kind::Checkbox => {
            let ticks = [(TICKED, words::YES), (NOT_TICKED, words::NO)];
            among(held, label, ticks.map(|(value, name)| Choice::new(value, name.text())).into())
        }
        Kind::Select | Kind::MultiSelect => {
            let options = field.options.into_iter();
            among(held, label, options.map(|one| Choice::new(one.clone(), one)).collect())
        }
        Kind::Date => {
            let change = move |day: String| held.ask(&FieldTest::Is(day));
            let value = held.following();
            view! { <TextField label value kind=TextKind::Date on_change=change/> }.into_any()
        }
        Kind::Number => {
            let ask = move |text: String| held.ask(&FieldTest::Is(text));
            view! { <Typed held label ask/> }.into_any()
        }
        Kind::Text | Kind::LongText | Kind::Url | Kind::Email | Kind::Phone => {
            view! { <Words held label/> }.into_any()
        }
    }
}

/// One of some values.
fn among(held: Held, label: String, all: Vec<Choice>) -> AnyView {
    let value = held.following();
    let options = std::iter::once(Choice::new("", words::ANY_VALUE.text())).chain(all).collect();
    view! {
        <Select
            label
            value
            options=Signal::stored(options)
            on_change=move |chosen: String| held.ask(&FieldTest::Is(chosen))
        />
    }
    .into_any()
}

/// Text that occurs in the value, or is all of it.
#[component]
fn Words(held: Held, label: String) -> impl IntoView {
    let is_whole = untrack(|| matches!(held.test(), Some(FieldTest::Is(_))));
    let how = RwSignal::new(if is_whole { IS } else { HAS }.to_owned());
    let ask = move |text: String| {
        let is_whole = how.with_untracked(|how| how == IS);
        held.ask(&if is_whole { FieldTest::Is(text) } else { FieldTest::Contains(text) });
    };
    let ways =
        vec![Choice::new(HAS, words::CONTAINS.text()), Choice::new(IS, words::EQUALS.text())];
    view! {
        <Select
            label=label.clone()
            value=how
            options=Signal::stored(ways)
            on_change=move |_: String| ask(untrack(|| held.text()))
        />
        <Typed held label ask/>
    }
}

/// A box whose text counts once typing pauses.
#[component]
fn Typed<F: Fn(String) + Copy + Send + Sync + 'static>(
    held: Held,
    label: String,
    ask: F,
) -> impl IntoView {
    view! {
        <Search
            label
            placeholder=words::ANY_VALUE.text()
            clear=words::CLEAR_FILTER.text()
            value=held.following()
            on_settle=ask
        />
    }
}
