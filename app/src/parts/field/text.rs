//! One line and several lines of text.

use leptos::{html, prelude::*};

use super::Frame;
use crate::parts::fresh_id;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextKind {
    #[default]
    Text,
    Email,
    Tel,
    Url,
    Password,
    Date,
    Time,
}

impl TextKind {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Email => "email",
            Self::Tel => "tel",
            Self::Url => "url",
            Self::Password => "password",
            Self::Date => "date",
            Self::Time => "time",
        }
    }
}

#[component]
pub fn TextField(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(optional)] kind: TextKind,
    #[prop(optional)] name: Option<&'static str>,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] readonly: Signal<bool>,
    #[prop(optional)] max_length: Option<u32>,
    #[prop(optional)] autofocus: bool,
    #[prop(optional)] suggestions: Vec<String>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let frame = Frame::new(label, hint, error, required);
    let input = NodeRef::<html::Input>::new();
    let list = (suggestions.len() > 1).then(|| fresh_id("list"));
    // The attribute alone works only once per page, and in a dialog.
    Effect::new(move |_| {
        if let Some(input) = input.get().filter(|_| autofocus) {
            _ = input.focus();
        }
    });
    view! {
        <div class="field">
            {frame.label()}
            <input
                node_ref=input
                class="field__control"
                id=frame.id()
                type=kind.name()
                name=name
                autocomplete=autocomplete
                autofocus=autofocus
                maxlength=max_length.map(|length| length.to_string())
                list=list.clone()
                readonly=readonly
                aria-required=frame.required()
                aria-invalid=move || frame.invalid()
                aria-describedby=move || frame.described_by()
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                on:change:target=move |event| {
                    if let Some(on_change) = on_change {
                        on_change.run(event.target().value());
                    }
                }
            />
            {list.map(|id| view! {
                <datalist id=id>
                    {suggestions.into_iter().map(|one| view! { <option value=one></option> }).collect_view()}
                </datalist>
            })}
            {frame.notes()}
        </div>
    }
}

#[component]
pub fn TextArea(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] readonly: Signal<bool>,
    #[prop(default = 3)] rows: u32,
    #[prop(optional)] max_length: Option<u32>,
    #[prop(optional)] node: NodeRef<html::Textarea>,
) -> impl IntoView {
    let frame = Frame::new(label, hint, error, required);
    view! {
        <div class="field">
            {frame.label()}
            <textarea
                node_ref=node
                class="field__control"
                id=frame.id()
                rows=rows.to_string()
                maxlength=max_length.map(|length| length.to_string())
                readonly=readonly
                aria-required=frame.required()
                aria-invalid=move || frame.invalid()
                aria-describedby=move || frame.described_by()
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
            {frame.notes()}
        </div>
    }
}
