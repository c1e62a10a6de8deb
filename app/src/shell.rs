//! The frame of the agents', managers' and administrators' screens: look, address, door, session.

pub mod address;
mod banners;
pub mod conflict;
mod door;
pub mod entry_form;
mod failure;
pub mod home;
mod inside;
pub mod kept;
mod later;
mod login;
pub mod look;
pub mod place;
pub mod problems;
pub mod rail;
mod replaced;
pub mod saving;
pub mod session;
mod set_up;
pub mod title;

use leptos::prelude::*;

use self::{
    door::{Door, Standing},
    failure::CannotOpen,
    inside::Inside,
    later::LaterSetUp,
    login::Login,
    replaced::Replaced,
    title::Title,
};
use crate::{
    parts::{Spinner, Toasts, Tooltips, provide_clock, provide_locale, provide_toaster},
    words::shell as words,
};

/// Shows the screens in the page.
pub fn mount() {
    failure::watch_for_panics();
    look::apply();
    leptos::mount::mount_to_body(App);
    if let Some(splash) = document().get_element_by_id("boot") {
        splash.remove();
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Opening,
    Failed,
    SetUp,
    Login,
    Inside,
    Replaced,
}

#[component]
fn App() -> impl IntoView {
    provide_clock();
    provide_toaster();
    provide_locale(Signal::stored(look::locale()), Signal::stored(None));
    let address = address::provide_address();
    let door = Door::provide(address);
    Title::provide(door, address.place);
    door.open();
    let stage = Memo::new(move |_| {
        door.standing.with(|standing| match standing {
            Standing::Opening => Stage::Opening,
            Standing::Failed(_) => Stage::Failed,
            Standing::Empty => Stage::SetUp,
            Standing::Outside => Stage::Login,
            Standing::Inside(_) => Stage::Inside,
            Standing::Replaced { .. } => Stage::Replaced,
        })
    });
    view! {
        {move || match stage.get() {
            Stage::Opening => view! {
                <main class="gate"><Spinner label=words::OPENING.text()/></main>
            }.into_any(),
            Stage::Failed => view! { <CannotOpen/> }.into_any(),
            Stage::SetUp => view! { <LaterSetUp/> }.into_any(),
            Stage::Login => view! { <Login/> }.into_any(),
            Stage::Inside => inside(door),
            Stage::Replaced => view! { <Replaced/> }.into_any(),
        }}
        <Toasts dismiss=words::DISMISS.text()/>
        <Tooltips/>
    }
}

fn inside(door: Door) -> AnyView {
    match door.standing.get_untracked() {
        Standing::Inside(me) => view! { <Inside me=*me/> }.into_any(),
        _ => ().into_any(),
    }
}
