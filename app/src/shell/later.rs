//! Screens that are not loaded before somebody opens them.

use leptos::prelude::*;
use model::id::PersonId;

use super::{address::use_address, place::Place};
use crate::{
    account::Account,
    contact_center::ContactCenter,
    manage::Manage,
    messages::Messages,
    pieces::{LaterView, NotLoaded, piece, pieces},
    styleguide::Styleguide,
};

/// A screen that is loaded when it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Later {
    ContactCenter,
    Messages,
    Manage,
    Account,
    Styleguide,
}

pieces! {
    contact_center: contact_center, fetch_contact_center => view! { <ContactCenter/> };
    messages: messages, fetch_messages => view! { <Messages with=colleague()/> };
    manage: manage, fetch_manage => view! { <Manage/> };
    account: account, fetch_account => view! { <Account/> };
}

piece! { styleguide: styleguide => view! { <Styleguide/> }; }

/// The first screen is there by then, and has what it needs.
#[cfg(feature = "lazy")]
const FETCH_AFTER: core::time::Duration = core::time::Duration::from_secs(2);

/// Fetches the pieces before somebody waits for one, once the first screen no longer needs the line. A piece that fails
/// here is asked for again when its screen is opened.
pub(super) fn fetch_soon() {
    #[cfg(feature = "lazy")]
    set_timeout(
        || {
            leptos::task::spawn_local(async {
                let panels = crate::desk::fetch_panels().await;
                if panels.is_ok() {
                    _ = fetch().await;
                }
            });
        },
        FETCH_AFTER,
    );
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

async fn load(screen: Later) -> Result<AnyView, NotLoaded> {
    match screen {
        Later::ContactCenter => contact_center().await,
        Later::Messages => messages().await,
        Later::Manage => manage().await,
        Later::Account => account().await,
        Later::Styleguide => styleguide().await,
    }
}
