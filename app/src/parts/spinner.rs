//! Something is on its way; says what after two seconds.

use leptos::prelude::*;

/// The words are always there for screen readers; the style shows them after 2 s.
#[component]
pub fn Spinner(#[prop(into)] label: Signal<String>) -> impl IntoView {
    view! {
        <p class="spinner" role="status">
            <span class="spinner__ring" aria-hidden="true"></span>
            <span class="spinner__label">{label}</span>
        </p>
    }
}
