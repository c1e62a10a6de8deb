//! What every section of Manage begins with, and what stands where an entry has gone.

use leptos::prelude::*;

use crate::{
    parts::{ButtonLink, Empty, Glyph, IconLink},
    shell::place::Place,
    words::manage as words,
};

/// The head of a section. The way back shows on a phone, and above a form.
#[component]
pub(super) fn Head(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] text: Signal<String>,
    back: Place,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let is_list = back == Place::Manage;
    let label = if is_list { words::BACK_TO_MANAGE } else { words::BACK_TO_LIST };
    let class = if is_list { "screen-head__back" } else { "screen-head__lead" };
    view! {
        <header class="screen-head">
            <span class=class>
                <IconLink glyph=Glyph::ArrowLeft label=label.text() href=back.to_string()/>
            </span>
            <h2 class="screen-head__title">{title}</h2>
            <Show when=move || text.with(|text| !text.is_empty())>
                <p class="screen-head__text">{text}</p>
            </Show>
            <div class="screen-head__actions">{children.map(|children| children())}</div>
        </header>
    }
}

/// The entry of the address is not there (any more).
#[component]
pub(super) fn Gone(list: Place) -> impl IntoView {
    view! {
        <Empty glyph=Glyph::CircleQuestionMark title=words::NOT_FOUND.text()>
            <ButtonLink label=words::BACK_TO_LIST.text() href=list.to_string()/>
        </Empty>
    }
}
