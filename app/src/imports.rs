//! Importing contacts: choosing a file, saying what its columns are, watching it being gone through.

mod choose;
mod columns;
mod one;
mod rows;
mod watch;

use leptos::prelude::*;

use self::{choose::Choose, one::One};
use crate::shell::{address::use_address, place::Place};

/// The imports, or the one of the address.
#[component]
pub fn Imports() -> impl IntoView {
    let address = use_address();
    let opened = Memo::new(move |_| match address.place.get() {
        Place::Import(opened) => opened,
        _ => None,
    });
    view! {
        <main class="page" id="main" tabindex="-1">
            {move || match opened.get() {
                None => view! { <Choose/> }.into_any(),
                Some(id) => view! { <One id/> }.into_any(),
            }}
        </main>
    }
}
