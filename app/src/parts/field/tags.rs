//! Several short words: typed or picked, shown as chips.

use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;

use super::Frame;
use crate::parts::Chip;

/// `strict` takes only what is among the suggestions.
#[component]
pub fn TagsField(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<Vec<String>>,
    #[prop(optional, into)] suggestions: Signal<Vec<String>>,
    #[prop(into)] remove: Signal<String>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] required: bool,
    #[prop(optional)] strict: bool,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    // Gone with the first letter: going when the word is taken, it would move a button away under the pointer.
    let error = Signal::derive(move || error.get().filter(|_| typed.with(String::is_empty)));
    let frame = Frame::new(label, hint, error, required);
    let take = move || {
        let word = typed.get_untracked();
        let allowed = suggestions.with_untracked(|known| accepted(&word, known, strict));
        if let Some(word) = allowed {
            value.update(|words| {
                if !words.contains(&word) {
                    words.push(word);
                }
            });
            typed.set(String::new());
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" | "," if !typed.with_untracked(String::is_empty) => {
            event.prevent_default();
            take();
        }
        "Backspace" if typed.with_untracked(String::is_empty) => {
            value.update(|words| drop(words.pop()));
        }
        _ => {}
    };
    view! {
        <div class="field">
            {frame.label()}
            <div class="tags-field">
                <Words value remove/>
                <input
                    class="tags-field__input"
                    id=frame.id()
                    list=frame.part("list")
                    autocomplete="off"
                    aria-required=frame.required()
                    aria-invalid=move || frame.invalid()
                    aria-describedby=move || frame.described_by()
                    prop:value=typed
                    on:input:target=move |event| {
                        typed.set(event.target().value());
                        if is_pick(&event) {
                            take();
                        }
                    }
                    on:keydown=on_key
                    on:blur=move |_| take()
                />
                <Suggestions id=frame.part("list") value suggestions/>
            </div>
            {frame.notes()}
        </div>
    }
}

#[component]
fn Words(value: RwSignal<Vec<String>>, remove: Signal<String>) -> impl IntoView {
    view! {
        <For each=move || value.get() key=Clone::clone let:word>
            {
                let own = word.clone();
                view! {
                    <Chip
                        label=word
                        remove
                        on_remove=move |()| value.update(|words| words.retain(|one| *one != own))
                    />
                }
            }
        </For>
    }
}

#[component]
fn Suggestions(
    id: String,
    value: RwSignal<Vec<String>>,
    suggestions: Signal<Vec<String>>,
) -> impl IntoView {
    let open = move || {
        let taken = value.get();
        suggestions.get().into_iter().filter(|word| !taken.contains(word)).collect::<Vec<_>>()
    };
    view! {
        <datalist id=id>
            <For each=open key=Clone::clone let:word>
                <option value=word></option>
            </For>
        </datalist>
    }
}

/// Browsers tell a pick from the list by another kind of event (Chromium) or input type (Firefox).
fn is_pick(event: &web_sys::Event) -> bool {
    event
        .dyn_ref::<web_sys::InputEvent>()
        .is_none_or(|event| event.input_type() == "insertReplacementText")
}

/// The word to add: trimmed, in the spelling of the suggestion it equals.
fn accepted(typed: &str, known: &[String], strict: bool) -> Option<String> {
    let word = typed.trim();
    if word.is_empty() {
        return None;
    }
    let folded = word.to_lowercase();
    let spelt = known.iter().find(|one| one.to_lowercase() == folded).cloned();
    if strict { spelt } else { spelt.or_else(|| Some(word.to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::accepted;

    #[test]
    fn a_typed_word_takes_the_spelling_of_the_suggestion() {
        let known = ["Refund".to_owned()];
        assert_eq!(accepted(" refund ", &known, false).as_deref(), Some("Refund"));
        assert_eq!(accepted("late", &known, false).as_deref(), Some("late"));
    }

    #[test]
    fn a_strict_field_takes_only_suggestions() {
        assert_eq!(accepted("late", &["Refund".to_owned()], true), None);
        assert_eq!(accepted("  ", &[], false), None);
    }
}
