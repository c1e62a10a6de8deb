//! An inlined Lucide icon in the colour and size of the text around it.

mod drawn;
mod glyph;

use leptos::prelude::*;

use drawn::draws;
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
            use:draws=glyph
        ></svg>
    }
}
