//! Pieces of the program that are not loaded before somebody needs them, fetched once each.
//!
//! Only the release is cut into pieces (the feature `lazy`, turned on by the build tool); elsewhere the same functions are
//! simply called.

use leptos::prelude::*;

use crate::{
    parts::{Button, ButtonKind, Dialog, Failed, Spinner},
    words::{parts as part_words, shell as words},
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
/// that are named together. What the view is made of follows the name: `make(id: Id)`.
macro_rules! pieces {
    ($($piece:ident: $make:ident $(($($given:ident: $kind:ty),*))?, $fetch:ident => $view:expr;)*) => {
        $(
            #[cfg(feature = "lazy")]
            #[leptos::wasm_split::wasm_split(
                $piece, wasm_split_path = ::leptos::wasm_split, fallible, preload($fetch)
            )]
            fn $make($($($given: $kind),*)?) -> Result<AnyView, NotLoaded> {
                Ok($view.into_any())
            }

            #[cfg(not(feature = "lazy"))]
            async fn $make($($($given: $kind),*)?) -> Result<AnyView, NotLoaded> {
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

/// How long until a piece that could not be had is asked for again.
const AGAIN_AFTER: core::time::Duration = core::time::Duration::from_secs(5);

/// Shows what `load` brings from the first `when` on, and nothing until then. What cannot be had is told, and asked for again.
#[component]
pub(crate) fn QuietView<L, F>(
    when: Memo<bool>,
    load: L,
    #[prop(into)] on_failed: Callback<()>,
) -> impl IntoView
where
    L: Fn() -> F + Clone + Send + 'static,
    F: Future<Output = Result<AnyView, NotLoaded>> + Send + 'static,
{
    let tries = RwSignal::new(0_u32);
    let failed = move || {
        on_failed.try_run(());
        set_timeout(move || _ = tries.try_update(|tries| *tries += 1), AGAIN_AFTER);
        ().into_any()
    };
    move || {
        tries.track();
        when.get().then(|| {
            let loaded = load();
            let shown =
                Suspend::new(async move { loaded.await.unwrap_or_else(|NotLoaded| failed()) });
            view! { <Suspense>{shown}</Suspense> }
        })
    }
}

/// A dialog that may have to be fetched first. The focus stays where it is until it is there, or until there is something to
/// decide.
#[component]
pub(crate) fn LaterDialog<L, F>(load: L, #[prop(into)] on_close: Callback<()>) -> impl IntoView
where
    L: Fn() -> F + Clone + Send + 'static,
    F: Future<Output = Result<AnyView, NotLoaded>> + Send + 'static,
{
    let tries = RwSignal::new(0_u32);
    move || {
        tries.track();
        let loaded = load();
        let shown = Suspend::new(async move {
            loaded.await.unwrap_or_else(|NotLoaded| not_loaded(tries, on_close))
        });
        let waiting = || view! { <div class="dialog-later">{waiting()}</div> };
        view! { <Suspense fallback=waiting>{shown}</Suspense> }
    }
}

fn not_loaded(tries: RwSignal<u32>, on_close: Callback<()>) -> AnyView {
    view! {
        <Dialog title=words::NOT_LOADED.text() close=part_words::CLOSE.text() on_close>
            <div class="dialog__body"><p>{words::NOT_LOADED_TEXT.text()}</p></div>
            <div class="dialog__foot">
                <Button label=part_words::CANCEL.text() on_click=on_close/>
                <Button
                    label=words::RETRY.text()
                    kind=ButtonKind::Primary
                    on_click=move |()| tries.update(|tries| *tries += 1)
                />
            </div>
        </Dialog>
    }
    .into_any()
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
