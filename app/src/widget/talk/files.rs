//! The files of a message: pictures shown, others to download. Each is fetched with the visitor's token.

use leptos::{prelude::*, task::spawn_local};
use model::{id::UploadId, upload::FileRef};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Headers, HtmlAnchorElement, RequestInit, Response, Url};

use super::Chat;
use crate::{
    live::file_href,
    parts::{Button, Dialog, Glyph, Icon, intl},
    widget::visit::Visit,
    words::widget as w,
};

#[component]
pub(super) fn Files(files: Vec<FileRef>) -> impl IntoView {
    let line = |file: FileRef| {
        if file.is_picture() {
            view! { <li><Picture file/></li> }.into_any()
        } else {
            view! { <li><Download file/></li> }.into_any()
        }
    };
    view! { <ul class="bubble__files">{files.into_iter().map(line).collect_view()}</ul> }
}

/// How far a picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    NotYet,
    /// The address of its bytes in this browser.
    Here(String),
    Failed,
}

#[component]
fn Picture(file: FileRef) -> impl IntoView {
    let chat = Chat::here();
    let host = Visit::here().host;
    let FileRef { id, name, width, height, .. } = file.clone();
    let file = StoredValue::new(file);
    let shown = RwSignal::new(Shown::NotYet);
    let is_large = RwSignal::new(false);
    // Not before somebody looks: the chat may be waiting in the background of the page.
    let is_wanted = Memo::new(move |was| was == Some(&true) || host.is_watching());
    Effect::new(move |_| {
        if is_wanted.get() {
            let token = chat.token.get_value();
            spawn_local(async move {
                let address = fetch(id, &token).await.and_then(|blob| address_of(&blob));
                let now = address.clone().map_or(Shown::Failed, Shown::Here);
                if shown.try_set(now).is_some() {
                    // The chat was left meanwhile.
                    revoke(address.as_deref());
                }
            });
        }
    });
    on_cleanup(move || {
        if let Some(Shown::Here(address)) = shown.try_get_untracked() {
            revoke(Some(&address));
        }
    });
    let shape = (width > 0 && height > 0).then(|| format!("{width} / {height}"));
    let alt = StoredValue::new(name);
    let face = move || match shown.get() {
        Shown::NotYet => ().into_any(),
        Shown::Here(address) => view! { <img src=address alt=alt.get_value()/> }.into_any(),
        Shown::Failed => view! {
            <span class="file__error" role="alert">{w::PICTURE_FAILED.text()}</span>
        }
        .into_any(),
    };
    let here = move || match shown.get() {
        Shown::Here(address) => Some(address),
        _ => None,
    };
    view! {
        <button
            class="file"
            data-kind="image"
            type="button"
            style:aspect-ratio=move || shape.clone().filter(|_| shown.get() != Shown::Failed)
            aria-label=alt.get_value()
            on:click=move |_| is_large.set(here().is_some())
        >
            {face}
        </button>
        {move || {
            let address = here().filter(|_| is_large.get())?;
            Some(view! {
                <Dialog
                    title=alt.get_value()
                    close=w::CLOSE.text()
                    on_close=move |()| is_large.set(false)
                >
                    <img class="picture" src=address.clone() alt=""/>
                    <div class="dialog__foot">
                        <Button
                            label=w::DOWNLOAD.text()
                            glyph=Glyph::Download
                            on_click=move |()| file.with_value(|file| save(&address, file))
                        />
                    </div>
                </Dialog>
            })
        }}
    }
}

#[component]
fn Download(file: FileRef) -> impl IntoView {
    let chat = Chat::here();
    let is_busy = RwSignal::new(false);
    let has_failed = RwSignal::new(false);
    let (name, size) = (file.name.clone(), intl::bytes(file.size_bytes));
    let file = StoredValue::new(file);
    let download = move |_| {
        if is_busy.get_untracked() {
            return;
        }
        is_busy.set(true);
        has_failed.set(false);
        let (file, token) = (file.get_value(), chat.token.get_value());
        spawn_local(async move {
            let address = fetch(file.id, &token).await.and_then(|blob| address_of(&blob));
            if let Some(address) = &address {
                save(address, &file);
                let address = address.clone();
                // The browser has begun to write it by then.
                set_timeout(move || revoke(Some(&address)), std::time::Duration::from_secs(60));
            }
            is_busy.try_set(false);
            has_failed.try_set(address.is_none());
        });
    };
    view! {
        <button class="file" type="button" aria-busy=move || is_busy.get().then_some("true") on:click=download>
            <Icon glyph=Glyph::FileDown/>
            <span class="file__name" dir="auto">{name}</span>
            <span class="file__size">
                {move || if is_busy.get() { w::DOWNLOADING.text().to_owned() } else { size.clone() }}
            </span>
        </button>
        <Show when=move || has_failed.get()>
            <p class="file__error" role="alert">{w::FILE_FAILED.text()}</p>
        </Show>
    }
}

async fn fetch(id: UploadId, token: &str) -> Option<Blob> {
    let headers = Headers::new().ok()?;
    headers.set("X-Visitor-Token", token).ok()?;
    let options = RequestInit::new();
    options.set_headers(&headers);
    let answer = window().fetch_with_str_and_init(&file_href(id), &options);
    let answer: Response = JsFuture::from(answer).await.ok()?.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.blob().ok()?).await.ok()?.dyn_into().ok()
}

fn address_of(blob: &Blob) -> Option<String> {
    Url::create_object_url_with_blob(blob).ok()
}

fn revoke(address: Option<&str>) {
    if let Some(address) = address {
        _ = Url::revoke_object_url(address);
    }
}

/// Only ever as a download: shown as a page, a file could act in our name.
fn save(address: &str, file: &FileRef) {
    let link = document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
        link.set_href(address);
        link.set_download(&file.name);
        link.click();
    }
}
