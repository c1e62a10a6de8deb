//! What custom fields say about a contact or a conversation.

use leptos::prelude::*;
use model::custom_field::{CustomField, Fields, Holder, Kind};

use super::use_definitions;
use crate::{
    parts::intl,
    words::{custom_fields as words, manage as manage_words},
};

/// Rows of a list of facts, for what is shown and has a value.
#[component]
pub fn CustomFacts(holder: Holder, fields: Fields) -> impl IntoView {
    let definitions = use_definitions();
    if !fields.is_empty() {
        definitions.ask();
    }
    let fields = StoredValue::new(fields);
    move || {
        let shown = definitions.shown(holder).into_iter();
        let known = shown.filter_map(|field| {
            let value = fields.with_value(|fields| fields.get(&field.key).cloned())?;
            Some(fact(&field, value))
        });
        known.collect_view()
    }
}

fn fact(field: &CustomField, value: String) -> impl IntoView + use<> {
    let is_wide = (field.kind == Kind::LongText).then_some("");
    view! {
        <div class="facts__row" data-wide=is_wide>
            <dt>{field.label.clone()}</dt>
            <dd class="facts__prose">{shown(field.kind, value)}</dd>
        </div>
    }
}

fn shown(kind: Kind, value: String) -> AnyView {
    let link = |href: String, text: String| {
        view! { <a class="facts__link" href=href target="_blank" rel="noopener noreferrer">{text}</a> }
            .into_any()
    };
    match kind {
        Kind::Url => link(value.clone(), value),
        Kind::Email => link(format!("mailto:{value}"), value),
        Kind::Phone => link(format!("tel:{value}"), value),
        Kind::Checkbox => {
            let is_ticked = value == "true";
            if is_ticked { manage_words::YES } else { manage_words::NO }.text().into_any()
        }
        Kind::Date => intl::date(&value).unwrap_or(value).into_any(),
        Kind::MultiSelect => model::custom_field::in_words(&value).into_any(),
        Kind::Text | Kind::LongText | Kind::Number | Kind::Select => value.into_any(),
    }
}

/// The word for a kind.
#[must_use]
pub fn kind_word(kind: Kind) -> crate::words::Word {
    match kind {
        Kind::Text => words::TEXT,
        Kind::LongText => words::LONG_TEXT,
        Kind::Number => words::NUMBER,
        Kind::Date => words::DATE,
        Kind::Checkbox => words::CHECKBOX,
        Kind::Select => words::CHOICE,
        Kind::MultiSelect => words::CHOICES,
        Kind::Url => words::URL,
        Kind::Email => words::EMAIL,
        Kind::Phone => words::PHONE,
    }
}
