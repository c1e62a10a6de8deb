//! Shows in the timeline what a search found: jumps to it, however far back, and marks the words.

use js_sys::{Array, Function, Reflect};
use leptos::{prelude::*, task::spawn_local_scoped_with_cancellation};
use model::{event::Event, id::EventId, view::thread::Thread};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node};

use super::{drawn::Drawn, rows::Rows, scroll::Scroll};
use crate::{
    api,
    desk::sought::Sought,
    shell::session::{Session, use_session},
};

/// Frames in which the place is mended: rows have no height of their own before they are in sight.
const FRAMES: u32 = 4;

#[derive(Clone, Copy)]
pub(super) struct Following {
    pub(super) thread: RwSignal<Option<Thread>>,
    pub(super) rows: Memo<Rows>,
    pub(super) scroll: Scroll,
    pub(super) drawn: Drawn,
    pub(super) sought: Signal<Sought>,
    /// The name under which the style knows the marks.
    pub(super) name: &'static str,
}

impl Following {
    /// Follows what is sought; tells whether it is on its way back.
    pub(super) fn start(self) -> RwSignal<bool> {
        let session = use_session();
        let is_going = RwSignal::new(false);
        let target = Memo::new(move |_| self.sought.with(Sought::target));
        let is_loaded = Memo::new(move |_| self.thread.with(Option::is_some));
        Effect::new(move || {
            is_going.set(false);
            if target.get().is_none() {
                self.unmark();
            }
            if let (Some((version, _)), true) = (target.get(), is_loaded.get()) {
                spawn_local_scoped_with_cancellation(self.go(session, version, is_going));
            }
        });
        Effect::new(move || {
            self.rows.track();
            self.sought.track();
            request_animation_frame(move || self.paint());
        });
        on_cleanup(move || set_marks(self.name, None));
        is_going
    }

    async fn go(self, session: Session, version: u32, is_going: RwSignal<bool>) {
        let mut older: Vec<Event> = Vec::new();
        loop {
            let place = self.thread.with_untracked(|thread| {
                thread.as_ref().map(|thread| (thread.conversation.id, thread.first_version()))
            });
            let Some((id, first)) = place else { return };
            let before = older.first().map_or(first, |event| event.version.min(first));
            if before <= version {
                break;
            }
            is_going.set(true);
            match session.ask(api::conversations::older(id, before)).await {
                Ok(page) if page.is_empty() => break,
                Ok(mut page) => {
                    page.append(&mut older);
                    older = page;
                }
                Err(fault) => {
                    session.tell(&fault);
                    break;
                }
            }
        }
        is_going.set(false);
        if !older.is_empty() {
            self.scroll.leaves_end();
            self.thread.update(|thread| {
                if let Some(thread) = thread {
                    thread.prepend(older);
                }
            });
        }
        if let Some(event) = self.event_of(version) {
            self.scroll.leaves_end();
            self.drawn.reach(version);
            request_animation_frame(move || self.show(event, FRAMES));
        }
    }

    fn event_of(self, version: u32) -> Option<EventId> {
        self.thread.with_untracked(|thread| {
            let thread = thread.as_ref()?;
            let index = version.checked_sub(thread.first_version())?;
            thread.events.get(usize::try_from(index).ok()?).map(|event| event.id)
        })
    }

    /// In the middle of what is in sight, and marked as the one.
    fn show(self, event: EventId, frames: u32) {
        let Some(element) = self.row_of(event) else { return };
        if frames == FRAMES {
            self.unmark();
            _ = element.set_attribute("data-found", "");
        }
        self.scroll.center(&element);
        if let Some(left) = frames.checked_sub(1) {
            request_animation_frame(move || self.show(event, left));
        }
    }

    fn unmark(self) {
        let list = self.scroll.list.try_get_untracked().flatten();
        let marked = list.and_then(|list| list.query_selector("[data-found]").ok().flatten());
        if let Some(marked) = marked {
            _ = marked.remove_attribute("data-found");
        }
    }

    /// The same conversation may be shown twice: only what is in this timeline counts.
    fn row_of(self, event: EventId) -> Option<Element> {
        let list = self.scroll.list.try_get_untracked().flatten()?;
        let first = document().get_element_by_id(&format!("event-{event}"))?;
        if list.contains(Some(&first)) {
            return Some(first);
        }
        list.query_selector(&format!("[id='event-{event}']")).ok().flatten()
    }

    fn paint(self) {
        let ranges = Array::new();
        let Some(hits) = self.sought.try_with_untracked(|sought| sought.hits.clone()) else {
            return;
        };
        for (version, words) in &hits {
            let row = self.event_of(*version).and_then(|event| self.row_of(event));
            if let Some(row) = row {
                add_ranges(&row, words, &ranges);
            }
        }
        set_marks(self.name, (ranges.length() > 0).then_some(&ranges));
    }
}

/// The texts below an element, one behind the other, and where each begins.
fn texts(node: &Node, all: &mut String, parts: &mut Vec<(usize, Node)>) {
    if node.node_type() == Node::TEXT_NODE {
        parts.push((all.len(), node.clone()));
        all.push_str(&node.text_content().unwrap_or_default());
        return;
    }
    let children = node.child_nodes();
    for index in 0..children.length() {
        if let Some(child) = children.item(index) {
            texts(&child, all, parts);
        }
    }
}

fn add_ranges(row: &Element, words: &[String], ranges: &Array) {
    let (mut all, mut parts) = (String::new(), Vec::new());
    texts(row, &mut all, &mut parts);
    for word in words.iter().filter(|word| !word.is_empty()) {
        for (from, _) in all.match_indices(word.as_str()) {
            let range = document().create_range().ok();
            let ends =
                (place(&all, &parts, from, false), place(&all, &parts, from + word.len(), true));
            if let (Some(range), (Some((start, at)), Some((end, to)))) = (range, ends)
                && range.set_start(&start, at).is_ok()
                && range.set_end(&end, to).is_ok()
            {
                ranges.push(&range);
            }
        }
    }
}

/// The text a byte is in, and its place there as browsers count. An end belongs to the text before it.
fn place(all: &str, parts: &[(usize, Node)], byte: usize, is_end: bool) -> Option<(Node, u32)> {
    let is_before = |begin: usize| begin < byte || (begin == byte && !is_end);
    let (begin, node) = parts.iter().rev().find(|(begin, _)| is_before(*begin))?;
    let units = all.get(*begin..byte)?.encode_utf16().count();
    Some((node.clone(), u32::try_from(units).ok()?))
}

/// Marks ranges by the CSS Custom Highlight API, which leaves the page's elements alone; without it the row
/// alone is marked.
fn set_marks(name: &str, ranges: Option<&Array>) {
    let get = |of: &JsValue, name: &str| {
        Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined())
    };
    let call = |of: &JsValue, name: &str, arguments: &Array| {
        let function = get(of, name).and_then(|it| it.dyn_into::<Function>().ok());
        function.map(|function| Reflect::apply(&function, of, arguments))
    };
    let page = JsValue::from(window());
    let Some(registry) = get(&page, "CSS").and_then(|css| get(&css, "highlights")) else { return };
    let key = JsValue::from(name);
    let Some(ranges) = ranges else {
        _ = call(&registry, "delete", &Array::of1(&key));
        return;
    };
    let class = get(&page, "Highlight").and_then(|it| it.dyn_into::<Function>().ok());
    if let Some(Ok(highlight)) = class.map(|class| Reflect::construct(&class, ranges)) {
        _ = call(&registry, "set", &Array::of2(&key, &highlight));
    }
}
