//! The page around the frame: what it tells the chat and what it is told. Nobody else is heard or answered.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, KeyboardEvent, MessageEvent, Window};

use super::{
    dom::{document, hear, window},
    kept,
    react::{Signal, untrack},
};

/// Longer addresses are cut: they only help the agent to see where the visitor is.
const PAGE_LIMIT: usize = 2_000;

/// The page around the frame; clones are the same.
#[derive(Clone)]
pub(super) struct Host {
    /// Whether the chat stands in a frame that can be closed.
    pub(super) is_framed: bool,
    /// Counts how often the visitor opened the chat themselves: the focus belongs into it.
    pub(super) called: Signal<u32>,
    /// Known from its first message; nothing but "ready" is said before.
    pub(super) origin: Signal<Option<String>>,
    is_open: Signal<bool>,
    is_page_visible: Signal<bool>,
    page: Rc<RefCell<String>>,
}

impl Host {
    /// Starts listening.
    pub(super) fn open() -> Self {
        let is_framed = parent().is_some();
        let host = Self {
            is_framed,
            called: Signal::new(u32::from(!is_framed)),
            origin: Signal::new(None),
            is_open: Signal::new(!is_framed),
            is_page_visible: Signal::new(is_page_visible()),
            page: Rc::new(RefCell::new(document().referrer())),
        };
        let own = host.clone();
        hear(&window(), "message", move |event| own.hear(&event.unchecked_into()));
        let seen = host.is_page_visible.clone();
        hear(&document(), "visibilitychange", move |_| seen.turn_to(is_page_visible()));
        let own = host.clone();
        hear(&window(), "keydown", move |event| own.press(&event));
        host
    }

    /// Whether the visitor can see the chat now.
    pub(super) fn is_watching(&self) -> bool {
        self.is_open.get() && self.is_page_visible.get()
    }

    /// The address of the page the visitor is on.
    pub(super) fn page(&self) -> String {
        self.page.borrow().clone()
    }

    /// The visitor wants to write: the focus belongs into the chat.
    pub(super) fn call(&self) {
        self.called.change(|called| *called = called.wrapping_add(1));
    }

    /// Whether the visitor has opened the chat themselves.
    pub(super) fn is_called(&self) -> bool {
        self.called.peek() > 0
    }

    /// Tells the page that something happened.
    pub(super) fn say(&self, what: &str) {
        self.say_with(what, &JsValue::UNDEFINED);
    }

    /// Tells the page something. Inside an effect it is told again once the page is known.
    pub(super) fn say_with(&self, what: &str, value: &JsValue) {
        let Some(parent) = parent() else { return };
        let origin = match self.origin.get() {
            Some(origin) => origin,
            // Says nothing about the visitor; the answer tells who is there.
            None if what == "ready" => String::from("*"),
            None => return,
        };
        let message = js_sys::Object::new();
        for (name, value) in
            [("switchboard", &JsValue::from(1)), ("say", &what.into()), ("value", value)]
        {
            _ = js_sys::Reflect::set(&message, &name.into(), value);
        }
        _ = parent.post_message(&message, &origin);
    }

    fn press(&self, event: &Event) {
        let event: &KeyboardEvent = event.unchecked_ref();
        let is_free = !event.default_prevented() && !event.is_composing();
        if event.key() == "Escape" && is_free && !has_popup() {
            self.say("close");
        }
    }

    fn hear(&self, event: &MessageEvent) {
        let is_parent = parent().is_some_and(|parent| {
            event.source().is_some_and(|source| JsValue::from(source) == JsValue::from(parent))
        });
        let data = event.data();
        let read = |name: &str| js_sys::Reflect::get(&data, &name.into()).ok();
        if !is_parent || read("switchboard").and_then(|version| version.as_f64()) != Some(1.0) {
            return;
        }
        if let Some(page) = read("page").and_then(|page| page.as_string()) {
            *self.page.borrow_mut() = page.chars().take(PAGE_LIMIT).collect();
        }
        if self.origin.look(Option::is_none) {
            // What it kept for us, where our own storage is closed. Only its first word is believed.
            kept::recall(read("kept").and_then(|kept| kept.as_string()));
        }
        self.origin.turn_to(Some(event.origin()));
        match read("say").and_then(|say| say.as_string()).as_deref() {
            Some("open") => {
                self.is_open.turn_to(true);
                self.call();
            }
            Some("show") => self.is_open.turn_to(true),
            Some("close") => self.is_open.turn_to(false),
            _ => {}
        }
    }

    /// Has the page keep who the visitor is, where the browser keeps nothing for a frame. Follows the page's origin.
    pub(super) fn keep(&self) {
        if kept::is_lent() {
            let value = kept::lent().map_or(JsValue::NULL, |kept| JsValue::from(&kept));
            untrack(|| self.say_with("keep", &value));
        }
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
