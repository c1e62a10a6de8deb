//! The files of a message: pictures shown, others to download. Each is fetched with the visitor's token.

use std::rc::Rc;

use model::{id::UploadId, upload::FileRef};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, Headers, HtmlAnchorElement, HtmlElement, RequestInit, Response, Url};

use super::Chat;
use crate::{
    live::{file_href, timer::after},
    parts::{Glyph, intl},
    widget::{
        dom::{El, el, window},
        parts::{dialog, icon, press_button},
        react::{Signal, effect, memo, on_cleanup},
    },
    words::widget as w,
};

/// The browser has begun to write a file by then.
const SAVED_MS: i32 = 60_000;

pub(super) fn files(chat: &Rc<Chat>, files: Vec<FileRef>) -> El {
    let line = |file: FileRef| {
        let line = el("li", "");
        if file.is_picture() { picture(line, chat, file) } else { download(line, chat, file) }
    };
    el("ul", "bubble__files").kids(files.into_iter().map(line))
}

/// How far a picture is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Shown {
    NotYet,
    /// The address of its bytes in this browser.
    Here(String),
    Failed,
    /// Whoever fetches it comes too late.
    Gone,
}

impl Shown {
    fn address(&self) -> Option<String> {
        match self {
            Self::Here(address) => Some(address.clone()),
            _ => None,
        }
    }
}

fn picture(into: El, chat: &Rc<Chat>, file: FileRef) -> El {
    let (shown, is_large) = (Signal::new(Shown::NotYet), Signal::new(false));
    fetch_when_seen(chat, file.id, &shown);
    let file = Rc::new(file);
    let named = Rc::clone(&file);
    let face = move |shown| match shown {
        Shown::NotYet | Shown::Gone => None,
        Shown::Here(address) => Some(el("img", "").attr("src", &address).attr("alt", &named.name)),
        Shown::Failed => {
            let error = el("span", "file__error").attr("role", "alert");
            Some(error.text(w::PICTURE_FAILED.text()))
        }
    };
    let (seen, opened, large) = (shown.clone(), shown.clone(), is_large.clone());
    let button = el("button", "file")
        .attr("data-kind", "image")
        .attr("type", "button")
        .attr("aria-label", &file.name)
        .place(move || seen.get(), face)
        .on("click", move |_| large.set(opened.look(Shown::address).is_some()));
    hold_place(&button, &shown, &file);
    let wanted = is_large.clone();
    into.kid(button).place(
        move || shown.with(Shown::address).filter(|_| wanted.get()),
        move |address| Some(large_picture(&file, &address?, &is_large)),
    )
}

/// Not before somebody looks: the chat may be waiting in the background of the page.
fn fetch_when_seen(chat: &Rc<Chat>, id: UploadId, shown: &Signal<Shown>) {
    let host = chat.visit.host.clone();
    let has_begun = std::cell::Cell::new(false);
    let is_wanted =
        memo(move || has_begun.get() || (host.is_watching() && !has_begun.replace(true)));
    let (own, target) = (Rc::clone(chat), shown.clone());
    effect(move || {
        if !is_wanted.get() {
            return;
        }
        let (token, shown) = (Rc::clone(&own.token), target.clone());
        spawn_local(async move {
            let address = fetch(id, &token).await.and_then(|blob| address_of(&blob));
            if shown.look(|shown| *shown == Shown::Gone) {
                return revoke(address.as_deref());
            }
            shown.set(address.map_or(Shown::Failed, Shown::Here));
        });
    });
    let shown = shown.clone();
    on_cleanup(move || {
        revoke(shown.look(Shown::address).as_deref());
        shown.set(Shown::Gone);
    });
}

/// So that the page does not jump when the picture is there.
fn hold_place(button: &El, shown: &Signal<Shown>, file: &FileRef) {
    if file.width == 0 || file.height == 0 {
        return;
    }
    let style = button.cast::<HtmlElement>().style();
    let shape = format!("{} / {}", file.width, file.height);
    let shown = shown.clone();
    effect(move || {
        let shape = if shown.with(|shown| *shown == Shown::Failed) { "" } else { &shape };
        _ = style.set_property("aspect-ratio", shape);
    });
}

fn large_picture(file: &Rc<FileRef>, address: &str, is_large: &Signal<bool>) -> El {
    let is_large = is_large.clone();
    let close = Rc::new(move || is_large.set(false));
    let (file, kept) = (Rc::clone(file), address.to_owned());
    dialog(&file.name.clone(), w::CLOSE.text(), close, move |dialog| {
        let press = Box::new(move || save(&kept, &file));
        let button = press_button("button", "secondary", None, press)
            .kid(icon(Glyph::Download))
            .kid(el("span", "button__label").text(w::DOWNLOAD.text()));
        dialog
            .kid(el("img", "picture").attr("src", address).attr("alt", ""))
            .kid(el("div", "dialog__foot").kid(button))
    })
}

fn download(into: El, chat: &Rc<Chat>, file: FileRef) -> El {
    let (is_busy, has_failed) = (Signal::new(false), Signal::new(false));
    let (busy, told, failed) = (is_busy.clone(), is_busy.clone(), has_failed.clone());
    let size = intl::bytes(file.size_bytes);
    let size = move || if told.get() { w::DOWNLOADING.text().to_owned() } else { size.clone() };
    let face = el("button", "file")
        .attr("type", "button")
        .flag("aria-busy", move || busy.get())
        .kid(icon(Glyph::FileDown))
        .kid(el("span", "file__name").attr("dir", "auto").text(&file.name))
        .kid(el("span", "file__size").words(size));
    let (token, file) = (Rc::clone(&chat.token), Rc::new(file));
    let button = face.on("click", move |_| {
        if is_busy.peek() {
            return;
        }
        is_busy.set(true);
        has_failed.set(false);
        let (token, file) = (Rc::clone(&token), Rc::clone(&file));
        let (is_busy, has_failed) = (is_busy.clone(), has_failed.clone());
        spawn_local(async move {
            let address = fetch(file.id, &token).await.and_then(|blob| address_of(&blob));
            is_busy.set(false);
            has_failed.set(address.is_none());
            if let Some(address) = address {
                save(&address, &file);
                after(SAVED_MS, move || revoke(Some(&address)));
            }
        });
    });
    into.kid(button).when(
        move || failed.get(),
        || el("p", "file__error").attr("role", "alert").text(w::FILE_FAILED.text()),
    )
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
    let link: HtmlAnchorElement = el("a", "").cast();
    link.set_href(address);
    link.set_download(&file.name);
    link.click();
}
