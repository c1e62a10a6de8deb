//! A button that copies a text.

use js_sys::{Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{Glyph, IconButton, use_toaster};

/// `done` and `failed` are said afterwards: a browser may refuse.
#[component]
pub fn Copy(
    #[prop(into)] text: String,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] done: String,
    #[prop(into)] failed: String,
) -> impl IntoView {
    let toaster = use_toaster();
    let copy = move |()| {
        let (text, done, failed) = (text.clone(), done.clone(), failed.clone());
        spawn_local(async move {
            match write(&text).await {
                Some(()) => toaster.say(done),
                None => toaster.warn(failed),
            }
        });
    };
    view! { <IconButton glyph=Glyph::Copy label on_click=copy/> }
}

/// There is no clipboard on a page that came without TLS.
async fn write(text: &str) -> Option<()> {
    let clipboard = Reflect::get(&window().navigator(), &"clipboard".into()).ok()?;
    let write = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into::<Function>().ok()?;
    let promise: Promise = write.call1(&clipboard, &JsValue::from(text)).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok().map(drop)
}
