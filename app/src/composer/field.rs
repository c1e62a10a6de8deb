//! The box itself: grows, sends on Enter, tells the other side that somebody types.

use leptos::{ev, prelude::*};

use super::Composing;
use crate::{parts::fresh_id, words::desk as words};

/// Rows in browsers that do not let the box grow by itself.
const MOST_ROWS: usize = 8;

#[component]
pub(super) fn Field(
    composing: Composing,
    placeholder: Signal<String>,
    on_send: Callback<String>,
) -> impl IntoView {
    let Composing { draft, node, suggestions, .. } = composing;
    let id = fresh_id("message");
    let rows = move || draft.text.with(|text| text.split('\n').count().min(MOST_ROWS)).to_string();
    let on_input = move |text: String| {
        composing.types(!text.trim().is_empty());
        draft.text.set(text);
        composing.problem.set(None);
        suggestions.look();
    };
    Effect::new(move || {
        if let Some(node) = node.get().filter(|_| has_keyboard()) {
            _ = node.focus();
        }
    });
    view! {
        <label class="unseen" for=id.clone()>{words::MESSAGE.text()}</label>
        <textarea
            node_ref=node
            class="composer__field"
            id=id
            dir="auto"
            rows=rows
            enterkeyhint="send"
            placeholder=placeholder
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls=move || suggestions.list_id()
            aria-activedescendant=move || suggestions.active_id()
            prop:value=draft.text
            on:input:target=move |event| on_input(event.target().value())
            on:keydown=move |event| on_key(&event, composing, on_send)
            on:paste=move |event: ev::ClipboardEvent| {
                let files = event.clipboard_data().and_then(|data| data.files());
                if let Some(files) = files.filter(|files| files.length() > 0) {
                    event.prevent_default();
                    composing.attach(&files);
                }
            }
            on:blur=move |_| {
                composing.types(false);
                suggestions.close();
            }
        ></textarea>
    }
}

fn on_key(event: &ev::KeyboardEvent, composing: Composing, on_send: Callback<String>) {
    // An input method's own Enter chooses a word.
    const COMPOSING: u32 = 229;
    let is_composing = event.is_composing() || event.key_code() == COMPOSING;
    if is_composing || composing.suggestions.key(event) {
        return;
    }
    let is_plain = !event.shift_key() && !event.alt_key();
    if event.key() == "Enter" && is_plain {
        event.prevent_default();
        // A key held down is pressed once.
        if !event.repeat() {
            composing.send(on_send);
        }
    }
}

/// On a touch screen the focus would only raise the keyboard over the conversation.
fn has_keyboard() -> bool {
    window().match_media("(pointer: fine)").ok().flatten().is_none_or(|media| media.matches())
}
