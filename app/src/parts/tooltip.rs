//! The one tooltip of the page, for every element with `data-tip`.

use std::time::Duration;

use leptos::{ev, html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget};

use super::{
    Kbd,
    place::{Align, Area, place},
};

const SHOW_AFTER: Duration = Duration::from_millis(400);
/// Long enough to move the pointer onto the tooltip itself.
const HIDE_AFTER: Duration = Duration::from_millis(120);
/// A bar of buttons is not wider when they stand one below the other.
const COLUMN_PX: f64 = 80.0;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Tip {
    text: String,
    keys: Option<String>,
    why: Option<String>,
}

/// Hidden from screen readers: the name, shortcut and reason stand on the element itself.
#[component]
pub fn Tooltips() -> impl IntoView {
    let tooltip =
        Tooltip { node: NodeRef::new(), tip: RwSignal::default(), pending: StoredValue::new(None) };
    let listeners = [
        window_event_listener(ev::pointerover, move |event| {
            if event.pointer_type() != "touch" {
                tooltip.pointed(event.target());
            }
        }),
        window_event_listener(ev::focusin, move |event| tooltip.focused(event.target())),
        window_event_listener(ev::focusout, move |_| tooltip.hide()),
        window_event_listener(ev::pointerdown, move |_| tooltip.hide()),
        window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" {
                tooltip.hide();
            }
        }),
    ];
    on_cleanup(move || {
        tooltip.forget();
        for listener in listeners {
            listener.remove();
        }
    });
    view! {
        <div node_ref=tooltip.node class="tooltip" popover="manual" aria-hidden="true">
            {move || tooltip.tip.get().text}
            {move || tooltip.tip.get().keys.map(|keys| view! { " " <Kbd keys/> })}
            {move || tooltip.tip.get().why.map(|why| view! { <span class="tooltip__why">{why}</span> })}
        </div>
    }
}

#[derive(Clone, Copy)]
struct Tooltip {
    node: NodeRef<html::Div>,
    tip: RwSignal<Tip>,
    pending: StoredValue<Option<TimeoutHandle>>,
}

impl Tooltip {
    fn pointed(self, target: Option<EventTarget>) {
        let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        if target.closest(".tooltip").ok().flatten().is_some() {
            self.forget();
        } else if let Some(owner) = owner(&target) {
            self.later(SHOW_AFTER, move || self.show(&owner));
        } else {
            self.later(HIDE_AFTER, move || self.hide());
        }
    }

    fn focused(self, target: Option<EventTarget>) {
        if let Some(target) = target.and_then(|target| target.dyn_into::<Element>().ok())
            && target.matches(":focus-visible").unwrap_or(false)
            && let Some(owner) = owner(&target)
        {
            self.forget();
            self.show(&owner);
        }
    }

    fn show(self, owner: &Element) {
        let text = |name| owner.get_attribute(name).filter(|text: &String| !text.is_empty());
        let Some(node) = self.node.get_untracked().filter(|_| owner.is_connected()) else {
            return;
        };
        let words = text("data-tip").unwrap_or_default();
        self.tip.set(Tip { text: words, keys: text("data-keys"), why: text("data-why") });
        let area = Area::from(owner.get_bounding_client_rect());
        let align = if is_in_column(owner) { Align::Beside } else { Align::Center };
        // Its size is known once the words are in it.
        request_animation_frame(move || {
            _ = node.show_popover();
            place(&node, area, align);
        });
    }

    fn hide(self) {
        self.forget();
        if let Some(Some(node)) = self.node.try_get_untracked() {
            _ = node.hide_popover();
        }
    }

    fn later(self, delay: Duration, act: impl FnOnce() + 'static) {
        self.forget();
        self.pending.set_value(set_timeout_with_handle(act, delay).ok());
    }

    fn forget(self) {
        if let Some(Some(handle)) = self.pending.try_update_value(Option::take) {
            handle.clear();
        }
    }
}

fn is_in_column(owner: &Element) -> bool {
    owner.closest("nav").ok().flatten().is_some_and(|bar| {
        let area = bar.get_bounding_client_rect();
        area.width() < COLUMN_PX && area.height() > area.width()
    })
}

fn owner(target: &Element) -> Option<Element> {
    target.closest("[data-tip]:not([data-tip=''])").ok().flatten()
}
