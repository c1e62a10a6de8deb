//! The page around the frame: what it tells the chat and what it is told. Nobody else is heard or answered.

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

/// Longer addresses are cut: they only help the agent to see where the visitor is.
const PAGE_LIMIT: usize = 2_000;

/// The page around the frame; `Copy`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Host {
    /// Whether the chat stands in a frame that can be closed.
    pub(super) is_framed: bool,
    /// Counts how often the visitor opened the chat themselves: the focus belongs into it.
    pub(super) called: RwSignal<u32>,
    is_open: RwSignal<bool>,
    is_page_visible: RwSignal<bool>,
    /// Known from its first message; nothing but "ready" is said before.
    origin: RwSignal<Option<String>>,
    page: StoredValue<String>,
}

impl Host {
    /// Starts listening.
    pub(super) fn open() -> Self {
        let is_framed = parent().is_some();
        let host = Self {
            is_framed,
            called: RwSignal::new(u32::from(!is_framed)),
            is_open: RwSignal::new(!is_framed),
            is_page_visible: RwSignal::new(is_page_visible()),
            origin: RwSignal::new(None),
            page: StoredValue::new(document().referrer()),
        };
        let messages = window_event_listener(ev::message, move |event| host.hear(&event));
        let visibility = window_event_listener_untyped("visibilitychange", move |_| host.look());
        let keys = window_event_listener(ev::keydown, move |event| {
            let is_free = !event.default_prevented() && !event.is_composing();
            if event.key() == "Escape" && is_free && !has_popup() {
                untrack(|| host.say("close"));
            }
        });
        on_cleanup(move || {
            messages.remove();
            visibility.remove();
            keys.remove();
        });
        host
    }

    /// Whether the visitor can see the chat now.
    pub(super) fn is_watching(self) -> bool {
        self.is_open.get() && self.is_page_visible.get()
    }

    /// The address of the page the visitor is on.
    pub(super) fn page(self) -> String {
        self.page.get_value()
    }

    /// Tells the page that something happened.
    pub(super) fn say(self, what: &str) {
        self.say_with(what, &JsValue::UNDEFINED);
    }

    /// Tells the page something. Inside an effect it is told again once the page is known.
    pub(super) fn say_with(self, what: &str, value: &JsValue) {
        let Some(parent) = parent() else { return };
        let origin = match self.origin.get() {
            Some(origin) => origin,
            // Says nothing about the visitor; the answer tells who is there.
            None if what == "ready" => String::from("*"),
            None => return,
        };
        let message = js_sys::Object::new();
        let entries = [
            ("switchboard", JsValue::from(1)),
            ("say", JsValue::from(what)),
            ("value", value.clone()),
        ];
        for (name, value) in entries {
            _ = js_sys::Reflect::set(&message, &name.into(), &value);
        }
        _ = parent.post_message(&message, &origin);
    }

    fn hear(self, event: &MessageEvent) {
        let is_parent = parent().is_some_and(|parent| {
            event.source().is_some_and(|source| JsValue::from(source) == JsValue::from(parent))
        });
        let data = event.data();
        let read = |name: &str| js_sys::Reflect::get(&data, &name.into()).ok();
        if !is_parent || read("switchboard").and_then(|version| version.as_f64()) != Some(1.0) {
            return;
        }
        let origin = event.origin();
        if self.origin.with_untracked(|known| known.as_ref() != Some(&origin)) {
            self.origin.set(Some(origin));
        }
        if let Some(page) = read("page").and_then(|page| page.as_string()) {
            self.page.set_value(page.chars().take(PAGE_LIMIT).collect());
        }
        match read("say").and_then(|say| say.as_string()).as_deref() {
            Some("open") => {
                self.is_open.set(true);
                self.called.update(|called| *called = called.wrapping_add(1));
            }
            Some("show") => self.is_open.set(true),
            Some("close") => self.is_open.set(false),
            _ => {}
        }
    }

    fn look(self) {
        self.is_page_visible.set(is_page_visible());
    }
}

/// The window around ours, if there is one. It may be of another origin: nothing of it can be read.
fn parent() -> Option<Window> {
    let own = window();
    let parent = own.parent().ok().flatten()?;
    (JsValue::from(&parent) != JsValue::from(&own)).then(|| parent.unchecked_into())
}

/// Esc closes that first, and the browser does it by itself.
fn has_popup() -> bool {
    document().query_selector("dialog[open], :popover-open").is_ok_and(|found| found.is_some())
}

fn is_page_visible() -> bool {
    !document().hidden()
}
