//! Screens that are not loaded before somebody opens them.

use leptos::prelude::*;
use model::id::PersonId;

use super::{address::use_address, place::Place, set_up::SetUp};
use crate::{
    account::Account,
    contact_center::ContactCenter,
    imports::Imports,
    manage::Manage,
    messages::Messages,
    pieces::{LaterView, NotLoaded, piece, pieces},
    styleguide::Styleguide,
};

/// A screen that is loaded when it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Later {
    ContactCenter,
    Import,
    Messages,
    Manage,
    Account,
    Styleguide,
}

pieces! {
    contact_center: contact_center, fetch_contact_center => view! { <ContactCenter/> };
    contact_center: messages, fetch_messages => view! { <Messages with=colleague()/> };
    manage: manage, fetch_manage => view! { <Manage/> };
    manage: account, fetch_account => view! { <Account/> };
}

piece! { imports: imports => view! { <Imports/> }; }

piece! { styleguide: styleguide => view! { <Styleguide/> }; }

// Seen once in the life of a workspace; with the other rare one, for every piece more parts what they share.
piece! { styleguide: set_up => view! { <SetUp/> }; }

/// The first screen is there by then, and has what it needs.
#[cfg(feature = "lazy")]
const FETCH_AFTER: core::time::Duration = core::time::Duration::from_secs(2);

/// Fetches the pieces before somebody waits for one: the open conversation once the lists are painted, for hardly anybody comes
/// to the desk and opens none, but it is as large as all of the first screen; the others a little later. A piece that fails here
/// is asked for again when it is opened.
pub(super) fn fetch_soon(is_loaded: Signal<bool>) {
    #[cfg(feature = "lazy")]
    Effect::new(move |has_begun: Option<bool>| {
        if has_begun == Some(true) {
            return true;
        }
        let begins = is_loaded.get();
        if begins {
            request_animation_frame(|| set_timeout(fetch_conversation, Default::default()));
        }
        begins
    });
    #[cfg(feature = "lazy")]
    set_timeout(fetch_others, FETCH_AFTER);
    #[cfg(not(feature = "lazy"))]
    let _ = is_loaded;
}

#[cfg(feature = "lazy")]
fn fetch_conversation() {
    leptos::task::spawn_local(async {
        _ = crate::desk::fetch().await;
    });
}

#[cfg(feature = "lazy")]
fn fetch_others() {
    leptos::task::spawn_local(async {
        _ = fetch_the_rest().await;
    });
}

#[cfg(feature = "lazy")]
async fn fetch_the_rest() -> Result<(), NotLoaded> {
    crate::desk::fetch_panels().await?;
    crate::go::fetch().await?;
    crate::phone::fetch().await?;
    fetch().await
}

/// With whom the messages of the address are.
fn colleague() -> Signal<Option<PersonId>> {
    let address = use_address();
    let with = move |_: Option<&_>| match address.place.get() {
        Place::Messages(with) => with,
        _ => None,
    };
    Memo::new(with).into()
}

/// Shows a screen once it is there.
#[component]
pub(super) fn LaterScreen(screen: Later) -> impl IntoView {
    let framed = |inside: AnyView| {
        view! { <main class="page" id="main" tabindex="-1">{inside}</main> }.into_any()
    };
    view! { <LaterView load=move || load(screen) framed/> }
}

/// The first visit to an empty workspace.
#[component]
pub(super) fn LaterSetUp() -> impl IntoView {
    let framed = |inside: AnyView| view! { <main class="gate">{inside}</main> }.into_any();
    view! { <LaterView load=set_up framed/> }
}

async fn load(screen: Later) -> Result<AnyView, NotLoaded> {
    match screen {
        Later::ContactCenter => contact_center().await,
        Later::Import => imports().await,
        Later::Messages => messages().await,
        Later::Manage => manage().await,
        Later::Account => account().await,
        Later::Styleguide => styleguide().await,
    }
}
