//! What is typed between Ctrl+K and the arrival of the dialog is meant for the dialog.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::KeyboardEvent;

use super::{Go, is_in_dialog};

/// Takes these keys before anything else hears of them, above all the message box that still has the focus.
pub(super) fn take_early_keys(go: Go) {
    let take = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        if !is_in_dialog() && is_taken(go, &event) {
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
    let function = take.as_ref().unchecked_ref();
    _ = window().add_event_listener_with_callback_and_bool("keydown", function, true);
    let held = StoredValue::new_local(Some(take));
    on_cleanup(move || {
        if let Some(take) = held.try_update_value(Option::take).flatten() {
            let function = take.as_ref().unchecked_ref();
            _ = window().remove_event_listener_with_callback_and_bool("keydown", function, true);
        }
    });
}

fn is_taken(go: Go, event: &KeyboardEvent) -> bool {
    let is_typed = !event.ctrl_key() && !event.meta_key() && !event.alt_key();
    let key = event.key();
    match key.as_str() {
        "Escape" => go.is_open.set(false),
        // There is nothing to choose from yet; it must not send what stands in the message box either.
        "Enter" => {}
        "Backspace" => go.typed.update(|typed| _ = typed.pop()),
        _ if is_typed && key.chars().count() == 1 => go.typed.update(|typed| typed.push_str(&key)),
        _ => return false,
    }
    true
}
