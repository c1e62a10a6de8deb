//! Pieces of the program that are not loaded before somebody needs them, fetched once each.
//!
//! Only the release is cut into pieces (the feature `lazy`, turned on by the build tool); elsewhere the same functions are
//! simply called.

use leptos::prelude::*;

use crate::{
    parts::{Failed, Spinner},
    words::shell as words,
};

/// The piece could not be fetched: no network, or the server has another version by now.
#[derive(Debug)]
pub(crate) struct NotLoaded;

#[cfg(feature = "lazy")]
impl From<leptos::wasm_split::SplitLoaderError> for NotLoaded {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// `piece: make => view;`: the function that makes a view, in the piece of that name, which is fetched when it is called.
macro_rules! piece {
    ($piece:ident: $make:ident => $view:expr;) => {
        #[cfg(feature = "lazy")]
        #[leptos::wasm_split::wasm_split($piece, wasm_split_path = ::leptos::wasm_split, fallible)]
        fn $make() -> Result<AnyView, NotLoaded> {
            Ok($view.into_any())
        }

        #[cfg(not(feature = "lazy"))]
        async fn $make() -> Result<AnyView, NotLoaded> {
            Ok($view.into_any())
        }
    };
}
pub(crate) use piece;

/// As [`piece`], for pieces that are fetched before anybody asks: `piece: make, fetch_it => view;`, and `fetch` fetches all
/// that are named together.
macro_rules! pieces {
    ($($piece:ident: $make:ident, $fetch:ident => $view:expr;)*) => {
        $(
            #[cfg(feature = "lazy")]
            #[leptos::wasm_split::wasm_split(
                $piece, wasm_split_path = ::leptos::wasm_split, fallible, preload($fetch)
            )]
            fn $make() -> Result<AnyView, NotLoaded> {
                Ok($view.into_any())
            }

            #[cfg(not(feature = "lazy"))]
            async fn $make() -> Result<AnyView, NotLoaded> {
                Ok($view.into_any())
            }
        )*

        #[cfg(feature = "lazy")]
        pub(crate) async fn fetch() -> Result<(), NotLoaded> {
            $($fetch().await?;)*
            Ok(())
        }
    };
}
pub(crate) use pieces;

/// Shows what `load` brings; until then, and when it cannot be had, a word about that inside of `framed`.
#[component]
pub(crate) fn LaterView<L, F>(load: L, framed: fn(AnyView) -> AnyView) -> impl IntoView
where
    L: Fn() -> F + Clone + Send + 'static,
    F: Future<Output = Result<AnyView, NotLoaded>> + Send + 'static,
{
    let tries = RwSignal::new(0_u32);
    move || {
        tries.track();
        let loaded = load();
        let shown =
            Suspend::new(
                async move { loaded.await.unwrap_or_else(|NotLoaded| framed(failed(tries))) },
            );
        view! { <Suspense fallback=move || framed(waiting())>{shown}</Suspense> }
    }
}

fn waiting() -> AnyView {
    view! { <Spinner label=words::OPENING_PAGE.text()/> }.into_any()
}

fn failed(tries: RwSignal<u32>) -> AnyView {
    view! {
        <Failed
            title=words::NOT_LOADED.text()
            text=words::NOT_LOADED_TEXT.text()
            retry=words::RETRY.text()
            on_retry=move |()| tries.update(|tries| *tries += 1)
        />
    }
    .into_any()
}
