//! The button that opens a conference in a window of its own.

use leptos::prelude::*;

use crate::{
    parts::{Button, Glyph},
    words::calls as words,
};

#[component]
pub(crate) fn JoinCall(#[prop(into)] link: String) -> impl IntoView {
    // In the press itself: later the browser would block the window.
    let open = move |()| {
        let window = web_sys::window();
        _ = window.map(|it| it.open_with_url_and_target_and_features(&link, "_blank", "noopener"));
    };
    view! { <Button label=words::JOIN_CALL.text() glyph=Glyph::Video on_click=open/> }
}
