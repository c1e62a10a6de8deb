//! Yes or no: a checkbox, and a switch for what takes effect at once.

use leptos::{ev::MouseEvent, prelude::*};

use super::fresh_id;

#[component]
pub fn Checkbox(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<bool>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] blocked: Signal<Option<String>>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
) -> impl IntoView {
    view! { <Check label value hint blocked on_change is_switch=false/> }
}

#[component]
pub fn Switch(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<bool>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] blocked: Signal<Option<String>>,
    #[prop(optional, into)] on_change: Option<Callback<bool>>,
) -> impl IntoView {
    view! { <Check label value hint blocked on_change is_switch=true/> }
}

#[component]
fn Check(
    label: Signal<String>,
    value: RwSignal<bool>,
    hint: Signal<String>,
    blocked: Signal<Option<String>>,
    on_change: Option<Callback<bool>>,
    is_switch: bool,
) -> impl IntoView {
    let note_id = StoredValue::new(fresh_id("note"));
    // The reason why it is blocked matters more than the hint.
    let note = Memo::new(move |_| blocked.get().unwrap_or_else(|| hint.get()));
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
                <span class="check__label">{label}</span>
            </label>
            <Show when=move || note.with(|note| !note.is_empty())>
                <p class="field__hint check__hint" id=note_id.get_value()>
                    {note}
                </p>
            </Show>
        </div>
    }
}
