//! The keys of the Contact Center: `/` searches, Esc closes what stands open.

use leptos::{ev, ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Listens as long as the screen is shown; `close` runs on Esc.
pub(super) fn listen(close: impl Fn() + 'static) {
    let handle = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || is_in_dialog() {
            return;
        }
        match event.key().as_str() {
            "/" if is_plain(&event) && !is_typing() => {
                event.prevent_default();
                focus_on("input[type='search']");
            }
            "Escape" if !is_typing() => close(),
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
}

/// Gives the focus back to the rows when what stood open beside them has gone.
pub(super) fn focus_rows() {
    request_animation_frame(|| focus_on("[role='grid']"));
}

/// Where the panel stands in place of the list, the keyboard goes along.
pub(super) fn focus_panel_on_a_phone() {
    request_animation_frame(|| focus_on("> .panel .panel__leave button"));
}

fn is_plain(event: &KeyboardEvent) -> bool {
    !(event.ctrl_key() || event.alt_key() || event.meta_key())
}

fn is_typing() -> bool {
    let active = document().active_element();
    active.is_some_and(|active| active.matches("input, textarea, select").unwrap_or(false))
}

fn is_in_dialog() -> bool {
    document().query_selector("dialog[open], [role='menu']:popover-open").ok().flatten().is_some()
}

pub(super) fn focus_on(selector: &str) {
    let found: Option<Element> =
        document().query_selector(&format!(".center {selector}")).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        _ = element.focus();
    }
}
