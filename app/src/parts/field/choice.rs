//! One of several values: a select and radio buttons.

use leptos::prelude::*;

use super::Frame;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

#[component]
pub fn Select(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] readonly: Signal<bool>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let frame = Frame::new(label, hint, error, required);
    let option = move |choice: Choice| {
        let own = choice.value.clone();
        view! {
            <option value=choice.value prop:selected=move || value.with(|value| *value == own)>
                {choice.label}
            </option>
        }
    };
    // Else the browser would show the first choice as if it were chosen.
    let is_none_chosen = move || {
        value.with(|value| options.with(|options| options.iter().all(|one| one.value != *value)))
    };
    view! {
        <div class="field">
            {frame.label()}
            <select
                class="field__control"
                id=frame.id()
                disabled=readonly
                aria-required=frame.required()
                aria-invalid=move || frame.invalid()
                aria-describedby=move || frame.described_by()
                on:change:target=move |event| {
                    let chosen = event.target().value();
                    value.set(chosen.clone());
                    if let Some(on_change) = on_change {
                        on_change.run(chosen);
                    }
                }
            >
                {move || {
                    is_none_chosen().then(|| view! { <option value="" hidden selected></option> })
                }}
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
            {frame.notes()}
        </div>
    }
}

#[component]
pub fn RadioGroup(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(into)] options: Signal<Vec<Choice>>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let frame = Frame::new(label, hint, error, false);
    let radio = move |choice: Choice| {
        let own = choice.value.clone();
        view! {
            <label class="check">
                <input
                    class="check__box"
                    type="radio"
                    name=frame.id()
                    value=choice.value.clone()
                    prop:checked=move || value.with(|value| *value == own)
                    on:change=move |_| value.set(choice.value.clone())
                />
                <span class="check__label">{choice.label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="field" aria-describedby=move || frame.described_by()>
            <legend class="field__label">{label}</legend>
            <div class="field__choices">
                {move || options.get().into_iter().map(radio).collect_view()}
            </div>
            {frame.notes()}
        </fieldset>
    }
}
