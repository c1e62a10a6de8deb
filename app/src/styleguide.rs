//! Every part in every state on one page, for looking at; only in development builds.

mod controls;
mod feedback;
mod lists;
mod marks;

use leptos::prelude::*;

use crate::parts::{Toasts, Tooltips, provide_clock, provide_toaster};

#[component]
pub fn Styleguide() -> impl IntoView {
    provide_clock();
    provide_toaster();
    view! {
        <main class="styleguide" id="main" tabindex="-1">
            <h1 class="screen-head__title">"Parts"</h1>
            <controls::Controls/>
            <marks::Marks/>
            <feedback::Feedback/>
            <lists::Lists/>
        </main>
        <Tooltips/>
        <Toasts dismiss="Dismiss"/>
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
