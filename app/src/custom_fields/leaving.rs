//! A field is looked at when it is left: not while it is being filled in.

use std::time::Duration;

use leptos::{ev::FocusEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::Node;

/// Longer than a press of a button takes: what appears must not move the button away under the pointer.
const AFTER: Duration = Duration::from_millis(250);

/// What to do when the focus leaves everything in the element that listens.
pub fn on_leaving(check: impl Fn() + Clone + 'static) -> impl Fn(FocusEvent) + 'static {
    move |event| {
        let inside = event.current_target().and_then(|it| it.dyn_into::<Node>().ok());
        let next = event.related_target().and_then(|it| it.dyn_into::<Node>().ok());
        let stays = inside.is_some_and(|inside| next.is_some() && inside.contains(next.as_ref()));
        if !stays {
            set_timeout(check.clone(), AFTER);
        }
    }
}
