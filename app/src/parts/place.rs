//! Where a popup goes beside what it belongs to.

use web_sys::{DomRect, HtmlElement};

const GAP_PX: f64 = 4.0;
const EDGE_PX: f64 = 8.0;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl From<DomRect> for Area {
    fn from(rect: DomRect) -> Self {
        Self { x: rect.x(), y: rect.y(), width: rect.width(), height: rect.height() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Align {
    /// The popup's inline start edge stands at the anchor's.
    Start,
    Center,
}

/// Moves `popup`, which is already shown, beside `anchor`.
pub(super) fn place(popup: &HtmlElement, anchor: Area, align: Align) {
    let window = leptos::prelude::window();
    let px = |length: Result<wasm_bindgen::JsValue, _>| {
        length.ok().and_then(|length| length.as_f64()).unwrap_or_default()
    };
    let (width, height) = (px(window.inner_width()), px(window.inner_height()));
    let size = Area::from(popup.get_bounding_client_rect());
    let x = match align {
        Align::Center => anchor.x + (anchor.width - size.width) / 2.0,
        Align::Start if is_right_to_left() => anchor.x + anchor.width - size.width,
        Align::Start => anchor.x,
    };
    let x = within(x, size.width, width);
    let y = within(below_or_above(anchor, size.height, height), size.height, height);
    let style = popup.style();
    _ = style.set_property("left", &format!("{x}px"));
    _ = style.set_property("top", &format!("{y}px"));
}

fn below_or_above(anchor: Area, height: f64, limit: f64) -> f64 {
    let below = anchor.y + anchor.height + GAP_PX;
    let above = anchor.y - GAP_PX - height;
    if below + height + EDGE_PX > limit && above >= EDGE_PX { above } else { below }
}

fn within(start: f64, length: f64, limit: f64) -> f64 {
    start.min(limit - length - EDGE_PX).max(EDGE_PX)
}

pub(super) fn is_right_to_left() -> bool {
    leptos::prelude::document()
        .document_element()
        .and_then(|root| root.get_attribute("dir"))
        .is_some_and(|dir| dir == "rtl")
}

#[cfg(test)]
mod tests {
    use super::{Area, below_or_above, within};

    const ANCHOR: Area = Area { x: 0.0, y: 500.0, width: 30.0, height: 30.0 };

    #[test]
    fn a_popup_opens_upwards_when_there_is_no_room_below() {
        assert_eq!(below_or_above(ANCHOR, 100.0, 800.0), 534.0);
        assert_eq!(below_or_above(ANCHOR, 300.0, 800.0), 196.0);
    }

    #[test]
    fn a_popup_stays_inside_the_window() {
        assert_eq!(within(-20.0, 100.0, 400.0), 8.0);
        assert_eq!(within(350.0, 100.0, 400.0), 292.0);
        assert_eq!(within(350.0, 900.0, 400.0), 8.0);
    }
}
