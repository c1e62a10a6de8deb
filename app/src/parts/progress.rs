//! How far something is.

use leptos::prelude::*;

/// `value` is 0 to 1; `None` while nobody knows.
#[component]
pub fn Progress(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<f64>>,
    #[prop(optional, into)] text: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="progress">
            <progress
                class="progress__bar"
                aria-label=label
                max="1"
                value=move || value.get().map(|value| value.clamp(0.0, 1.0).to_string())
            ></progress>
            <Show when=move || text.with(|text| !text.is_empty())>
                <span class="progress__text">{text}</span>
            </Show>
        </div>
    }
}
