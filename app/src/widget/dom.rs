//! Elements, made one by one and kept true by effects: the least that a chat needs of a framework.
//!
//! What is generic here only boxes its arguments; the work is done once for all.

use std::{cell::RefCell, rc::Rc};

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, Element, Event, HtmlElement, Node, Window};

use super::react::{Scope, effect, memo, on_cleanup, untrack};

const SVG: &str = "http://www.w3.org/2000/svg";

/// The browser's window. There is always one: a worker has no chat.
pub(super) fn window() -> Window {
    js_sys::global().unchecked_into()
}

pub(super) fn document() -> Document {
    js_sys::Reflect::get(&window(), &"document".into()).unwrap_or_default().unchecked_into()
}

/// An element under construction; clones are the same element.
#[derive(Clone)]
pub(super) struct El(Element);

/// An element of this class; an empty class is none.
pub(super) fn el(tag: &str, class: &str) -> El {
    make(document().create_element(tag)).class(class)
}

/// A drawing.
pub(super) fn svg(class: &str, drawing: &str) -> El {
    let svg = make(document().create_element_ns(Some(SVG), "svg")).class(class);
    svg.0.set_inner_html(drawing);
    svg
}

/// Only a name that is none fails, and ours are written out.
fn make(made: Result<Element, wasm_bindgen::JsValue>) -> El {
    El(made.unwrap_or_else(|_| js_sys::Object::new().unchecked_into()))
}

/// The page's body.
pub(super) fn body() -> El {
    match document().body() {
        Some(body) => El(body.unchecked_into()),
        None => el("body", ""),
    }
}

impl El {
    fn class(self, class: &str) -> Self {
        if class.is_empty() { self } else { self.attr("class", class) }
    }

    /// As an element with more abilities; the tag says which.
    pub(super) fn cast<T: JsCast>(&self) -> T {
        self.0.clone().unchecked_into()
    }

    pub(super) fn node(&self) -> &Element {
        &self.0
    }

    pub(super) fn attr(self, name: &str, value: &str) -> Self {
        _ = self.0.set_attribute(name, value);
        self
    }

    /// The attribute, if there is a value for it.
    pub(super) fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// An attribute that follows what it is made of.
    pub(super) fn state(
        self,
        name: &'static str,
        of: impl Fn() -> Option<String> + 'static,
    ) -> Self {
        self.follow(name, Box::new(of))
    }

    /// An attribute that is "true" or not there.
    pub(super) fn flag(self, name: &'static str, of: impl Fn() -> bool + 'static) -> Self {
        self.follow(name, Box::new(move || of().then(|| "true".to_owned())))
    }

    #[inline(never)]
    fn follow(self, name: &'static str, of: Box<dyn Fn() -> Option<String>>) -> Self {
        let own = self.0.clone();
        effect(move || match of() {
            Some(value) if own.get_attribute(name).as_ref() == Some(&value) => {}
            Some(value) => drop(own.set_attribute(name, &value)),
            None => drop(own.remove_attribute(name)),
        });
        self
    }

    pub(super) fn text(self, text: &str) -> Self {
        _ = self.0.append_child(&document().create_text_node(text));
        self
    }

    /// Words that follow what they are made of.
    pub(super) fn words(self, of: impl Fn() -> String + 'static) -> Self {
        self.follow_words(Box::new(of))
    }

    #[inline(never)]
    fn follow_words(self, of: Box<dyn Fn() -> String>) -> Self {
        let text = document().create_text_node("");
        _ = self.0.append_child(&text);
        effect(move || {
            let now = of();
            // What stays is not spoken again.
            if text.data() != now {
                text.set_data(&now);
            }
        });
        self
    }

    pub(super) fn kid(self, kid: El) -> Self {
        _ = self.0.append_child(&kid.0);
        self
    }

    pub(super) fn kids(self, kids: impl IntoIterator<Item = El>) -> Self {
        kids.into_iter().fold(self, Self::kid)
    }

    pub(super) fn on(self, event: &str, heard: impl Fn(Event) + 'static) -> Self {
        listen(&self.0, event, Box::new(heard));
        self
    }

    /// What stands here as long as `key` is the same; made anew for another.
    pub(super) fn place<K: PartialEq + Clone + 'static, M: IntoIterator<Item = El>>(
        self,
        key: impl Fn() -> K + 'static,
        make: impl Fn(K) -> M + 'static,
    ) -> Self {
        let key = memo(key);
        self.stand(Box::new(move || {
            let key = key.get();
            untrack(|| make(key)).into_iter().collect()
        }))
    }

    /// What stands here while something holds.
    pub(super) fn when(
        self,
        holds: impl Fn() -> bool + 'static,
        make: impl Fn() -> El + 'static,
    ) -> Self {
        self.place(holds, move |holds| holds.then(&make))
    }

    #[inline(never)]
    fn stand(self, make: Box<dyn Fn() -> Vec<El>>) -> Self {
        // Marks the place while nothing stands there.
        let mark: Node = document().create_text_node("").into();
        _ = self.0.append_child(&mark);
        effect(move || {
            let made = make();
            if let Some(parent) = mark.parent_node() {
                for one in &made {
                    _ = parent.insert_before(&one.0, Some(&mark));
                }
            }
            on_cleanup(move || made.iter().for_each(|one| one.0.remove()));
        });
        self
    }

    /// One child for each item, in order; one whose key stays is not made anew.
    pub(super) fn each<T, K: PartialEq + 'static>(
        self,
        items: impl Fn() -> Vec<T> + 'static,
        key: impl Fn(&T) -> K + 'static,
        make: impl Fn(T) -> El + 'static,
    ) -> Self {
        let own = self.0.clone();
        let rows = Rc::new(RefCell::new(Vec::<(K, Row)>::new()));
        let left = Rc::clone(&rows);
        // What belongs to a row outlives the runs of the effect, not the list.
        on_cleanup(move || left.take().iter().for_each(|(_, row)| row.end()));
        effect(move || {
            let mut before = rows.take();
            let mut now = Vec::new();
            for item in items() {
                let key = key(&item);
                let row = match before.iter().position(|(held, _)| *held == key) {
                    Some(at) => before.remove(at).1,
                    None => {
                        let scope = Scope::default();
                        let el = scope.run(|| make(item));
                        Row { el, scope }
                    }
                };
                now.push((key, row));
            }
            before.iter().for_each(|(_, row)| row.end());
            set_in_order(&own, &mut now.iter().map(|(_, row)| &row.el));
            *rows.borrow_mut() = now;
        });
        self
    }
}

/// A child of a list, and what belongs to it.
struct Row {
    el: El,
    scope: Scope,
}

impl Row {
    fn end(&self) {
        self.el.0.remove();
        self.scope.clear();
    }
}

/// Moves only what does not stand where it belongs: a moved element loses its focus.
#[inline(never)]
fn set_in_order(parent: &Element, children: &mut dyn Iterator<Item = &El>) {
    let mut place = parent.first_child();
    for child in children {
        if place.as_ref() == Some(child.0.as_ref()) {
            place = child.0.next_sibling();
        } else {
            _ = parent.insert_before(&child.0, place.as_ref());
        }
    }
}

/// The browser keeps it as long as the element.
#[inline(never)]
fn listen(target: &web_sys::EventTarget, event: &str, heard: Box<dyn Fn(Event)>) {
    let heard = Closure::wrap(heard).into_js_value();
    _ = target.add_event_listener_with_callback(event, heard.unchecked_ref());
}

/// Hears an event of the window or the page for good.
pub(super) fn hear(target: &web_sys::EventTarget, event: &str, heard: impl Fn(Event) + 'static) {
    listen(target, event, Box::new(heard));
}

/// After everything that is due now, and before the browser draws.
pub(super) fn soon(run: impl FnOnce() + 'static) {
    window().queue_microtask(Closure::once_into_js(run).unchecked_ref());
}

/// The first element that fits gets the focus.
pub(super) fn focus(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    if let Some(element) = found {
        _ = element.unchecked_into::<HtmlElement>().focus();
    }
}

/// The field an event happened in.
pub(super) fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target().map(JsCast::unchecked_into)
}
