//! Screens that are not loaded before somebody opens them: a piece of the program each, fetched once.
//!
//! Only the release is cut into pieces (the feature `lazy`, turned on by the build tool); elsewhere the same functions are
//! simply called.

use leptos::prelude::*;
use model::id::PersonId;

use super::{address::use_address, place::Place};
use crate::{
    account::Account,
    contact_center::ContactCenter,
    manage::Manage,
    messages::Messages,
    parts::{Failed, Spinner},
    words::shell as words,
};

/// A screen that is loaded when it is opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Later {
    ContactCenter,
    Messages,
    Manage,
    Account,
}

/// The piece could not be fetched: no network, or the server has another version by now.
#[derive(Debug)]
struct NotLoaded;

#[cfg(feature = "lazy")]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// `contact_center => view;`: the function that makes it, in a piece of its own.
macro_rules! pieces {
    ($($name:ident => $view:expr;)*) => {
        $(
            #[cfg(feature = "lazy")]
            #[leptos::wasm_split::wasm_split($name, wasm_split_path = ::leptos::wasm_split, fallible)]
            fn $name() -> Result<AnyView, NotLoaded> {
                Ok($view.into_any())
            }

            #[cfg(not(feature = "lazy"))]
            async fn $name() -> Result<AnyView, NotLoaded> {
                Ok($view.into_any())
            }
        )*
    };
}

pieces! {
    contact_center => view! { <ContactCenter/> };
    messages => view! { <Messages with=colleague()/> };
    manage => view! { <Manage/> };
    account => view! { <Account/> };
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
    let tries = RwSignal::new(0_u32);
    move || {
        tries.track();
        view! {
            <Suspense fallback=waiting>
                {Suspend::new(async move { load(screen).await.unwrap_or_else(|_| failed(tries)) })}
            </Suspense>
        }
    }
}

async fn load(screen: Later) -> Result<AnyView, NotLoaded> {
    match screen {
        Later::ContactCenter => contact_center().await,
        Later::Messages => messages().await,
        Later::Manage => manage().await,
        Later::Account => account().await,
    }
}

fn waiting() -> impl IntoView {
    view! { <main class="page" id="main" tabindex="-1"><Spinner label=words::OPENING.text()/></main> }
}

fn failed(tries: RwSignal<u32>) -> AnyView {
    view! {
        <main class="page" id="main" tabindex="-1">
            <Failed
                title=words::NOT_LOADED.text()
                text=words::NOT_LOADED_TEXT.text()
                retry=words::RETRY.text()
                on_retry=move |()| tries.update(|tries| *tries += 1)
            />
        </main>
    }
    .into_any()
}
