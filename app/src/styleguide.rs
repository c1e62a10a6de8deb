//! Every part in every state on one page, for looking at; only in demo workspaces.

mod controls;
mod feedback;
mod lists;
mod marks;

use leptos::prelude::*;

use crate::words::shell as words;

#[component]
pub fn Styleguide() -> impl IntoView {
    view! {
        <main class="styleguide" id="main" tabindex="-1">
            <h1 class="screen-head__title">{words::PARTS.text()}</h1>
            <controls::Controls/>
            <marks::Marks/>
            <feedback::Feedback/>
            <lists::Lists/>
        </main>
    }
}

#[component]
fn Part(title: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="styleguide__part">
            <h2 class="styleguide__title">{title}</h2>
            <div class="styleguide__states">{children()}</div>
        </section>
    }
}
