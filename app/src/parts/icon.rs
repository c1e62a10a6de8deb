//! An inlined Lucide icon in the colour and size of the text around it.

mod glyph;

use leptos::prelude::*;

pub(crate) use glyph::EVERY_GLYPH;
pub use glyph::Glyph;

#[component]
pub fn Icon(#[prop(into)] glyph: Signal<Glyph>) -> impl IntoView {
    view! {
        <svg
            class="icon"
            viewBox="0 0 24 24"
            fill="none"
            stroke="currentColor"
            stroke-width="2"
            stroke-linecap="round"
            stroke-linejoin="round"
            aria-hidden="true"
            data-flips=move || glyph.get().flips.then_some("")
            inner_html=move || glyph.get().drawing
        ></svg>
    }
}
