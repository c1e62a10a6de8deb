//! The scrolled box of a long list: what it shows, and the row that the keyboard is on.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, HtmlDivElement, ResizeObserver};

use super::window::{Rows, View, target};

#[derive(Clone, Copy)]
pub(in crate::parts) struct Scroller {
    pub(in crate::parts) node: NodeRef<html::Div>,
    /// What sticks at the top of the box and hides as much of it.
    pub(in crate::parts) head: NodeRef<html::Div>,
    /// The row that the keyboard is on.
    pub(in crate::parts) active: RwSignal<Option<usize>>,
    pub(in crate::parts) rows: Memo<Rows>,
    id: StoredValue<String>,
    len: Signal<usize>,
    top: RwSignal<f64>,
    height: RwSignal<f64>,
    row_height: f64,
}

impl Scroller {
    pub(in crate::parts) fn new(
        id: String,
        len: Signal<usize>,
        row_height: f64,
        active: RwSignal<Option<usize>>,
    ) -> Self {
        let (node, head) = (NodeRef::new(), NodeRef::new());
        let (top, height) = (RwSignal::new(0.0), RwSignal::new(0.0));
        let rows = Memo::new(move |_| {
            View { top: top.get(), height: height.get(), row_height }.rows(len.get())
        });
        let id = StoredValue::new(id);
        let scroller = Self { node, head, active, rows, id, len, top, height, row_height };
        Effect::new(move |_| {
            if let Some(node) = node.get() {
                scroller.watch_size(&node);
            }
        });
        scroller
    }

    pub(in crate::parts) fn row_id(self, index: usize) -> String {
        self.id.with_value(|id| format!("{id}-{index}"))
    }

    /// For `aria-activedescendant`, which must name a row that exists.
    pub(in crate::parts) fn active_id(self) -> Option<String> {
        let rows = self.rows.get();
        let index = self.active.get().filter(|index| (rows.first..rows.end).contains(index))?;
        Some(self.row_id(index))
    }

    pub(in crate::parts) fn scrolled(self) {
        if let Some(node) = self.node.get_untracked() {
            self.top.set(f64::from(node.scroll_top()));
        }
    }

    pub(in crate::parts) fn first_visible(self) -> usize {
        self.view().first_visible()
    }

    pub(in crate::parts) fn height_of(self, rows: usize) -> String {
        format!("{}px", self.view().offset(rows))
    }

    /// Moves by the arrows, Home, End and the page keys; tells whether it did.
    pub(in crate::parts) fn press(self, event: &KeyboardEvent) -> bool {
        if event.alt_key() || event.ctrl_key() || event.meta_key() {
            return false;
        }
        let (at, len) = (self.active.get_untracked(), self.len.get_untracked());
        let Some(to) = target(&event.key(), at, len, self.view().page()) else {
            return false;
        };
        event.prevent_default();
        self.go_to(to);
        true
    }

    /// Puts the keyboard on a row and shows it.
    pub(in crate::parts) fn go_to(self, index: usize) {
        self.active.set(Some(index));
        self.reveal(index);
    }

    /// Shows whatever row somebody else makes active.
    pub(in crate::parts) fn follow(self) {
        Effect::new(move |_| {
            if let Some(index) = self.active.get() {
                self.reveal(index);
            }
        });
    }

    /// Scrolls by whole rows, as when rows were added above.
    pub(in crate::parts) fn shift(self, from: usize, to: usize) {
        let view = self.view();
        self.scroll_to(view.top + view.offset(to) - view.offset(from));
    }

    pub(in crate::parts) fn to_start(self) {
        self.active.set(None);
        self.scroll_to(0.0);
    }

    fn reveal(self, index: usize) {
        if let Some(top) = self.view().top_to_show(index) {
            self.scroll_to(top);
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "a float cast saturates")]
    fn scroll_to(self, top: f64) {
        if let Some(node) = self.node.get_untracked() {
            // The new height of the list is on the page only after the effects.
            request_animation_frame(move || node.set_scroll_top(top as i32));
        }
    }

    fn view(self) -> View {
        View {
            top: self.top.get_untracked(),
            height: self.height.get_untracked(),
            row_height: self.row_height,
        }
    }

    fn watch_size(self, node: &Element) {
        let measured = node.clone();
        let measure = move || {
            let head = self.head.try_get_untracked().flatten();
            let hidden = head.map_or(0, |head: HtmlDivElement| head.offset_height());
            self.height.try_set(f64::from(measured.client_height() - hidden));
        };
        measure();
        let on_resize = Closure::<dyn FnMut()>::new(measure);
        if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(node);
            let kept = StoredValue::new_local((observer, on_resize));
            on_cleanup(move || {
                kept.try_with_value(|(observer, _)| observer.disconnect());
            });
        }
    }
}

/// A click on a link, a button or a box inside a row is not a click on the row.
pub(in crate::parts) fn is_on_control(event: &web_sys::Event) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|target| target.closest("a, button, input, label, select").ok().flatten())
        .is_some()
}
