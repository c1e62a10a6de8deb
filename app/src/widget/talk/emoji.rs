//! A handful of emoji for those whose keyboard has none.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    parts::{Glyph, IconButton, fresh_id},
    words::widget as w,
};

const EMOJI: [&str; 24] = [
    "🙂", "😀", "😂", "😉", "😊", "😍", "🤔", "😐", "🙁", "😢", "😡", "😅", "👍", "👎", "👌", "🙏",
    "👋", "👏", "💪", "🎉", "❤️", "✅", "❌", "⏳",
];
/// How many stand side by side; the style has the same number.
const COLUMNS: usize = 8;

#[component]
pub(super) fn Emoji(on_choose: Callback<&'static str>) -> impl IntoView {
    let id = fresh_id("emoji");
    let popup = NodeRef::<html::Div>::new();
    let choose = move |emoji| {
        if let Some(popup) = popup.get_untracked() {
            _ = popup.hide_popover();
        }
        on_choose.run(emoji);
    };
    let button = move |emoji: &'static str| {
        view! {
            <button class="emoji__one" type="button" on:click=move |_| choose(emoji)>
                {emoji}
            </button>
        }
    };
    view! {
        <IconButton glyph=Glyph::Smile label=w::EMOJI.text() attr:popovertarget=id.clone()/>
        // The browser opens it, closes it on Esc or a click elsewhere, and gives the focus back.
        <div
            node_ref=popup
            class="emoji"
            id=id
            popover="auto"
            role="group"
            aria-label=w::EMOJI.text()
            on:keydown=step
        >
            {EMOJI.map(button).into_iter().collect_view()}
        </div>
    }
}

/// Arrow keys go from one to the next.
fn step(event: KeyboardEvent) {
    let by = match event.key().as_str() {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        "ArrowUp" => -COLUMNS.cast_signed(),
        "ArrowDown" => COLUMNS.cast_signed(),
        _ => return,
    };
    event.prevent_default();
    let Some(one) = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    let all = one.parent_element().map(|group| group.children());
    let Some(all) = all else { return };
    let at = (0..all.length()).find(|index| all.item(*index).as_ref() == Some(one.as_ref()));
    let next = at
        .and_then(|at| usize::try_from(at).ok())
        .and_then(|at| at.checked_add_signed(by))
        .and_then(|next| u32::try_from(next).ok());
    let next = next.and_then(|next| all.item(next)?.dyn_into::<HtmlElement>().ok());
    if let Some(next) = next {
        _ = next.focus();
    }
}
