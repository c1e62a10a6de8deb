//! A handful of emoji for those whose keyboard has none.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlElement, KeyboardEvent};

use crate::{
    parts::Glyph,
    widget::{
        dom::{El, el, target},
        parts::{fresh_id, icon_button},
    },
    words::widget as w,
};

const EMOJI: [&str; 24] = [
    "🙂", "😀", "😂", "😉", "😊", "😍", "🤔", "😐", "🙁", "😢", "😡", "😅", "👍", "👎", "👌", "🙏",
    "👋", "👏", "💪", "🎉", "❤️", "✅", "❌", "⏳",
];
/// How many stand side by side; the style has the same number.
const COLUMNS: usize = 8;

/// The button, and what it opens.
pub(super) fn emoji(on_choose: impl Fn(&'static str) + 'static) -> [El; 2] {
    let id = fresh_id("emoji");
    let on_choose = Rc::new(on_choose);
    // The browser opens it, closes it on Esc or a click elsewhere, and gives the focus back.
    let popup = el("div", "emoji")
        .attr("id", &id)
        .attr("popover", "auto")
        .attr("role", "group")
        .attr("aria-label", w::EMOJI.text());
    let buttons = EMOJI.map(|emoji| {
        let (choose, popup) = (Rc::clone(&on_choose), popup.clone());
        el("button", "emoji__one").attr("type", "button").text(emoji).on("click", move |_| {
            _ = popup.cast::<HtmlElement>().hide_popover();
            choose(emoji);
        })
    });
    let face = icon_button("quiet", Glyph::Smile, w::EMOJI.text(), None, || ());
    [face.attr("popovertarget", &id), popup.kids(buttons).on("keydown", |event| step(&event))]
}

/// Arrow keys go from one to the next.
fn step(event: &Event) {
    let by = match event.unchecked_ref::<KeyboardEvent>().key().as_str() {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        "ArrowUp" => -COLUMNS.cast_signed(),
        "ArrowDown" => COLUMNS.cast_signed(),
        _ => return,
    };
    event.prevent_default();
    let Some(one) = target::<HtmlElement>(event) else { return };
    let all = one.parent_element().map(|group| group.children());
    let Some(all) = all else { return };
    let at = (0..all.length()).find(|index| all.item(*index).as_ref() == Some(one.as_ref()));
    let next = at
        .and_then(|at| usize::try_from(at).ok())
        .and_then(|at| at.checked_add_signed(by))
        .and_then(|next| u32::try_from(next).ok());
    if let Some(next) = next.and_then(|next| all.item(next)) {
        _ = next.unchecked_into::<HtmlElement>().focus();
    }
}
