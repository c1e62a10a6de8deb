//! The line on top: who is there, and the way out.

use leptos::prelude::*;

use super::visit::Visit;
use crate::{
    parts::{Glyph, IconButton},
    words::widget as w,
};

/// `lead` stands before the name, the children among the actions.
#[component]
pub(super) fn Head(
    #[prop(into)] name: Signal<String>,
    #[prop(optional, into)] about: Signal<String>,
    #[prop(optional, into)] lead: ViewFn,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let host = Visit::here().host;
    view! {
        <div class="widget__head">
            <div class="widget__who">
                {move || lead.run()}
                <div class="widget__names">
                    <h1 class="widget__name" dir="auto">{name}</h1>
                    <Show when=move || about.with(|about| !about.is_empty())>
                        <p class="widget__about" dir="auto">{about}</p>
                    </Show>
                </div>
            </div>
            <div class="widget__head-actions">
                {children.map(|children| children())}
                {host
                    .is_framed
                    .then(|| {
                        view! {
                            <IconButton
                                glyph=Glyph::ChevronDown
                                label=w::MINIMISE.text()
                                on_click=move |()| host.say("close")
                            />
                        }
                    })}
            </div>
        </div>
    }
}
