//! A key or keys pressed together.

use leptos::prelude::*;

/// "Ctrl+K"; the plus key itself is written "Plus".
#[component]
pub fn Kbd(#[prop(into)] keys: String) -> impl IntoView {
    view! {
        <span class="kbd">
            {keys.split('+').map(|key| view! { <kbd class="kbd__key">{key.to_owned()}</kbd> }).collect_view()}
        </span>
    }
}
