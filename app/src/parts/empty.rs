//! What a screen shows when there is nothing, and when loading failed.

use leptos::prelude::*;

use super::{Button, Glyph, Icon};

/// The child is the one thing to do next, if there is one.
#[component]
pub fn Empty(
    glyph: Glyph,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] text: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph/>
            <p class="empty__title">{title}</p>
            <Text text/>
            {children.map(|children| view! { <div class="empty__action">{children()}</div> })}
        </div>
    }
}

#[component]
pub fn Failed(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] text: Signal<String>,
    #[prop(into)] retry: Signal<String>,
    #[prop(into)] on_retry: Callback<()>,
    #[prop(optional, into)] busy: Signal<bool>,
) -> impl IntoView {
    view! {
        <div class="empty" role="alert" data-state="failed">
            <Icon glyph=Glyph::TriangleAlert/>
            <p class="empty__title">{title}</p>
            <Text text/>
            <div class="empty__action">
                <Button
                    label=retry
                    glyph=Glyph::RefreshCw
                    busy
                    on_click=move |()| on_retry.run(())
                />
            </div>
        </div>
    }
}

#[component]
fn Text(text: Signal<String>) -> impl IntoView {
    view! {
        <Show when=move || text.with(|text| !text.is_empty())>
            <p class="empty__text">{text}</p>
        </Show>
    }
}
