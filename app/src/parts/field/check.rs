//! Yes or no: a checkbox, and a switch for what takes effect at once.

use leptos::{ev::MouseEvent, prelude::*};

use super::{Glyph, Icon, fresh_id};

#[component]
pub fn Checkbox(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<bool>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] blocked: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let kind = Kind::Checkbox { required };
    view! { <Check kind label value hint blocked error on_change/> }
}

#[component]
pub fn Switch(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<bool>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] blocked: Signal<Option<String>>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let error = Signal::default();
    view! { <Check kind=Kind::Switch label value hint blocked error on_change/> }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Checkbox { required: bool },
    Switch,
}

#[component]
fn Check(
    kind: Kind,
    label: Signal<String>,
    value: RwSignal<bool>,
    hint: Signal<String>,
    blocked: Signal<Option<String>>,
    error: Signal<Option<String>>,
    on_change: Option<Callback<bool>>,
) -> impl IntoView {
    let note_id = StoredValue::new(fresh_id("note"));
    // What is wrong matters more than why it is blocked, and that more than the hint.
    let note =
        Memo::new(move |_| error.get().or_else(|| blocked.get()).unwrap_or_else(|| hint.get()));
    let is_wrong = move || error.with(Option::is_some);
    let is_switch = kind == Kind::Switch;
    let is_required = kind == Kind::Checkbox { required: true };
    let refuse = move |event: MouseEvent| {
        if blocked.with_untracked(Option::is_some) {
            event.prevent_default();
        }
    };
    view! {
        <div class="check-field">
            <label class="check" aria-disabled=move || blocked.with(Option::is_some).then_some("true")>
                <input
                    class=if is_switch { "switch" } else { "check__box" }
                    type="checkbox"
                    role=is_switch.then_some("switch")
                    aria-disabled=move || blocked.with(Option::is_some).then_some("true")
                    aria-required=is_required.then_some("true")
                    aria-invalid=move || is_wrong().then_some("true")
                    aria-describedby=move || {
                        note.with(|note| !note.is_empty()).then(|| note_id.get_value())
                    }
                    prop:checked=value
                    on:click=refuse
                    on:change:target=move |event| {
                        let is_on = event.target().checked();
                        value.set(is_on);
                        if let Some(on_change) = on_change {
                            on_change.run(is_on);
                        }
                    }
                />
                <span class="check__label">
                    {label}
                    {is_required.then(|| view! { <span class="field__star" aria-hidden="true">"*"</span> })}
                </span>
            </label>
            <Show when=move || note.with(|note| !note.is_empty())>
                <p
                    class=move || if is_wrong() { "field__error check__hint" } else { "field__hint check__hint" }
                    id=note_id.get_value()
                >
                    {move || is_wrong().then(|| view! { <Icon glyph=Glyph::CircleAlert/> })}
                    <span>{note}</span>
                </p>
            </Show>
        </div>
    }
}
