//! How much of something, by dragging.

use leptos::prelude::*;

use super::Frame;

/// Whole numbers from 0 to `max`; `on_change` hears every step.
#[component]
pub fn Slider(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<u32>,
    max: u32,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(into)] on_change: Callback<u32>,
) -> impl IntoView {
    let frame = Frame::new(label, hint, Signal::default(), false);
    view! {
        <div class="field">
            {frame.label()}
            <input
                class="slider"
                id=frame.id()
                type="range"
                min="0"
                max=max.to_string()
                aria-describedby=move || frame.described_by()
                prop:value=move || value.get().to_string()
                on:input:target=move |event| {
                    if let Ok(number) = event.target().value().parse() {
                        on_change.run(number);
                    }
                }
            />
            {frame.notes()}
        </div>
    }
}
