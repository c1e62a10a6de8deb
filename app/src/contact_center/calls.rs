//! The tab Calls: no channel leaves call records yet, and it says so.

use leptos::prelude::*;

use crate::{
    parts::{Empty, Glyph},
    words::contact_center as words,
};

#[component]
pub(super) fn Calls() -> impl IntoView {
    view! {
        <Empty
            glyph=Glyph::Phone
            title=words::NO_CALLS.text()
            text=words::NO_CALLS_TEXT.text()
        />
    }
}
