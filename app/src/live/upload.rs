//! Sends a file to the server, with progress, so that a message can carry it.

use std::{cell::Cell, rc::Rc};

use leptos::prelude::{ArcRwSignal, Set};
use model::{
    id::UploadId,
    refusal::Refusal,
    upload::{FileRef, UPLOAD_LIMIT_BYTES},
};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{ProgressEvent, XmlHttpRequest};

use super::outbox::Room;
use crate::api::{
    Fault,
    post::{self, Reply},
};

/// A file on its way; forgetting it does not stop it, `abort` does.
#[derive(Debug, Clone)]
pub struct Sending {
    request: XmlHttpRequest,
    is_aborted: Rc<Cell<bool>>,
}

impl Sending {
    /// Stops it; `on_done` is not called any more.
    pub fn abort(&self) {
        self.is_aborted.set(true);
        _ = self.request.abort();
    }
}

/// A file on its way, as the desk shows it.
#[derive(Debug, Clone)]
pub struct Uploading {
    /// 0 to 1; `None` while nobody knows.
    pub progress: ArcRwSignal<Option<f64>>,
    sending: Sending,
}

impl Uploading {
    /// Stops it; `on_done` is not called any more.
    pub fn abort(&self) {
        self.sending.abort();
    }
}

/// What would be refused, known before anything is sent.
#[must_use]
pub fn upload_problem(size_bytes: u64) -> Option<Refusal> {
    (size_bytes > UPLOAD_LIMIT_BYTES)
        .then_some(Refusal::FileTooLarge { size_bytes, limit_bytes: UPLOAD_LIMIT_BYTES })
}

/// Where the staff reads a file.
#[must_use]
pub fn file_href(id: UploadId) -> String {
    format!("/uploads/{id}")
}

/// Sends `file` of the staff, known by the cookie.
pub fn upload(
    room: Room,
    file: &web_sys::File,
    on_done: impl FnOnce(Result<FileRef, Fault>) + 'static,
) -> Option<Uploading> {
    let progress = ArcRwSignal::new(None);
    let shown = progress.clone();
    let sending = send(room, file, None, move |share| shown.set(Some(share)), on_done)?;
    Some(Uploading { progress, sending })
}

/// Sends `file`; of a visitor, who is known by their `token`. `on_progress` hears 0 to 1.
pub fn send(
    room: Room,
    file: &web_sys::File,
    token: Option<&str>,
    on_progress: impl Fn(f64) + 'static,
    on_done: impl FnOnce(Result<FileRef, Fault>) + 'static,
) -> Option<Sending> {
    let request = XmlHttpRequest::new().ok()?;
    let is_aborted = Rc::new(Cell::new(false));
    report(&request, on_progress)?;
    finish(&request, is_aborted.clone(), on_done);
    let target = match room {
        Room::Conversation(id) => format!("/uploads?conversation={id}"),
        Room::Colleague(with) => format!("/uploads?with={with}"),
    };
    request.open("POST", &target).ok()?;
    let name = String::from(js_sys::encode_uri_component(&file.name()));
    request.set_request_header("Content-Type", "application/octet-stream").ok()?;
    request.set_request_header("X-File-Name", &name).ok()?;
    match token {
        Some(token) => request.set_request_header("X-Visitor-Token", token).ok()?,
        None => crate::api::post::sign(&request).ok()?,
    }
    request.send_with_opt_blob(Some(file)).ok()?;
    Some(Sending { request, is_aborted })
}

fn report(request: &XmlHttpRequest, on_progress: impl Fn(f64) + 'static) -> Option<()> {
    let on_progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            on_progress(event.loaded() / event.total());
        }
    });
    // Lives as long as the request, which the browser keeps until it has ended.
    request.upload().ok()?.set_onprogress(Some(on_progress.into_js_value().unchecked_ref()));
    Some(())
}

fn finish(
    request: &XmlHttpRequest,
    is_aborted: Rc<Cell<bool>>,
    on_done: impl FnOnce(Result<FileRef, Fault>) + 'static,
) {
    let own = request.clone();
    let ended = Closure::once_into_js(move || {
        if !is_aborted.get() {
            on_done(post::read(&Reply::of(&own)));
        }
    });
    request.set_onloadend(Some(ended.unchecked_ref()));
}
