//! Where the timeline stands: kept at the newest while the person is there, and in place when older ones come.

use leptos::{html, prelude::*, reactive::owner::LocalStorage};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver, ScrollToOptions};

/// This near to the end counts as being there.
const END_PX: i32 = 64;
/// Farther than this from the end, the log jumps there instead of running.
const FAR_SCREENS: i32 = 3;
/// This near to the beginning, older ones are fetched.
const START_PX: i32 = 600;

#[derive(Clone, Copy)]
pub(crate) struct Scroll {
    pub(crate) node: NodeRef<html::Div>,
    pub(crate) list: NodeRef<html::Ol>,
    pub(crate) is_at_end: RwSignal<bool>,
    pub(crate) is_near_start: RwSignal<bool>,
    observer: StoredValue<Option<Observer>, LocalStorage>,
}

impl Scroll {
    pub(crate) fn new() -> Self {
        let scroll = Self {
            node: NodeRef::new(),
            list: NodeRef::new(),
            is_at_end: RwSignal::new(true),
            is_near_start: RwSignal::new(false),
            observer: StoredValue::new_local(None),
        };
        Effect::new(move || {
            if let (Some(node), Some(list)) = (scroll.node.get(), scroll.list.get()) {
                // Pictures that arrive, a composer that grows: the end stays in sight.
                let observer = Observer::new(&[&node, &list], move || scroll.keep());
                scroll.observer.set_value(observer);
            }
        });
        scroll
    }

    /// The person scrolled.
    pub(crate) fn moved(self) {
        let Some(node) = self.node.try_get_untracked().flatten() else { return };
        let left = node.scroll_height() - node.scroll_top() - node.client_height();
        set_if_new(self.is_at_end, left < END_PX);
        set_if_new(self.is_near_start, node.scroll_top() < START_PX);
    }

    /// After something changed: back to the end, if that is where the person was.
    pub(crate) fn keep(self) {
        if self.is_at_end.try_get_untracked() == Some(true) {
            self.jump(false);
        } else {
            self.moved();
        }
    }

    pub(crate) fn to_end(self, is_smooth: bool) {
        set_if_new(self.is_at_end, true);
        self.jump(is_smooth);
    }

    /// Somebody wants to be elsewhere: what comes does not draw them back to the end.
    pub(super) fn leaves_end(self) {
        set_if_new(self.is_at_end, false);
    }

    /// Shows a row in the middle.
    #[expect(clippy::cast_possible_truncation, reason = "pixels of a page")]
    pub(super) fn center(self, row: &Element) {
        let Some(Some(node)) = self.node.try_get_untracked() else { return };
        let (area, frame) = (row.get_bounding_client_rect(), node.get_bounding_client_rect());
        let room = (frame.height() - area.height()).max(0.0);
        let off = area.top() - frame.top() - room / 2.0;
        node.set_scroll_top(node.scroll_top() + off as i32);
    }

    fn jump(self, is_smooth: bool) {
        let Some(Some(node)) = self.node.try_get_untracked() else { return };
        let options = ScrollToOptions::new();
        options.set_top(f64::from(node.scroll_height()));
        let left = node.scroll_height() - node.scroll_top() - node.client_height();
        // A long way on, what changes meanwhile would end the ride before its end.
        if is_smooth && left < FAR_SCREENS * node.client_height() {
            options.set_behavior(web_sys::ScrollBehavior::Smooth);
        }
        node.scroll_to_with_scroll_to_options(&options);
    }

    /// Runs `change`, which puts rows before the first, and keeps what is in sight where it is; then `done`.
    pub(crate) fn anchored(self, change: impl FnOnce(), done: impl FnOnce() + 'static) {
        let Some(node) = self.node.try_get_untracked().flatten() else {
            change();
            return done();
        };
        // Browsers do it for some changes only: not within a row, nor at the very beginning.
        let before = self.anchor();
        change();
        request_animation_frame(move || {
            if let Some((row, top)) = before {
                node.scroll_by_with_x_and_y(0.0, row.get_bounding_client_rect().top() - top);
            }
            self.moved();
            done();
        });
    }

    /// The first message in sight and where it stands. A group may grow, and the day's name stays above what comes.
    fn anchor(self) -> Option<(Element, f64)> {
        let top = self.node.try_get_untracked()??.get_bounding_client_rect().top();
        let rows =
            self.list.try_get_untracked()??.query_selector_all(".message, .system-line").ok()?;
        (0..rows.length())
            .filter_map(|index| rows.item(index)?.dyn_into::<Element>().ok())
            .map(|row| (row.get_bounding_client_rect(), row))
            .find(|(area, _)| area.bottom() > top)
            .map(|(area, row)| (row, area.top()))
    }
}

fn set_if_new(signal: RwSignal<bool>, value: bool) {
    if signal.try_get_untracked().is_some_and(|held| held != value) {
        signal.set(value);
    }
}

/// Watches sizes until dropped.
struct Observer {
    observer: ResizeObserver,
    _changed: Closure<dyn Fn()>,
}

impl Observer {
    fn new(elements: &[&Element], on_change: impl Fn() + 'static) -> Option<Self> {
        let changed = Closure::<dyn Fn()>::new(on_change);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok()?;
        elements.iter().for_each(|element| observer.observe(element));
        Some(Self { observer, _changed: changed })
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
