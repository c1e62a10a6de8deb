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
    /// At the anchor's side: in a column of buttons, below would hide the next one.
    Beside,
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
        Align::Beside => after_or_before((anchor.x, anchor.width), size.width, width),
    };
    let y = match align {
        Align::Beside => anchor.y + (anchor.height - size.height) / 2.0,
        Align::Start | Align::Center => {
            after_or_before((anchor.y, anchor.height), size.height, height)
        }
    };
    let x = within(x, size.width, width);
    let y = within(y, size.height, height);
    let style = popup.style();
    _ = style.set_property("left", &format!("{x}px"));
    _ = style.set_property("top", &format!("{y}px"));
}

/// Where a popup of this length begins, along one axis: after the anchor (its start and length) if there is room.
fn after_or_before(anchor: (f64, f64), length: f64, limit: f64) -> f64 {
    let after = anchor.0 + anchor.1 + GAP_PX;
    let before = anchor.0 - GAP_PX - length;
    if after + length + EDGE_PX > limit && before >= EDGE_PX { before } else { after }
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
    use super::{after_or_before, within};

    #[test]
    fn a_popup_opens_upwards_when_there_is_no_room_below() {
        assert_eq!(after_or_before((500.0, 30.0), 100.0, 800.0), 534.0);
        assert_eq!(after_or_before((500.0, 30.0), 300.0, 800.0), 196.0);
    }

    #[test]
    fn a_popup_stays_inside_the_window() {
        assert_eq!(within(-20.0, 100.0, 400.0), 8.0);
        assert_eq!(within(350.0, 100.0, 400.0), 292.0);
        assert_eq!(within(350.0, 900.0, 400.0), 8.0);
    }
}
