//! One request to the server, in the browser.

use std::{
    cell::RefCell,
    future::Future,
    mem,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, Waker},
};

use model::id::PersonId;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::XmlHttpRequest;

use super::{Fault, PERSON_HEADER};
use crate::json;

/// What came back; status 0: nothing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) text: String,
}

impl Reply {
    const NONE: Self = Self { status: 0, text: String::new() };

    /// What a finished request brought.
    pub(crate) fn of(request: &XmlHttpRequest) -> Self {
        let text = request.response_text().ok().flatten().unwrap_or_default();
        Self { status: request.status().unwrap_or_default(), text }
    }
}

/// The value or the fault in a reply.
pub(crate) fn read<T: DeserializeOwned>(reply: &Reply) -> Result<T, Fault> {
    match reply.status {
        200..=299 => json::from_str(&reply.text).map_err(|_| Fault::Unreachable),
        _ => Err(fault(reply)),
    }
}

/// The text or the fault in a reply: what comes is no value, but a file.
pub(crate) fn read_text(reply: Reply) -> Result<String, Fault> {
    match reply.status {
        200..=299 => Ok(reply.text),
        _ => Err(fault(&reply)),
    }
}

#[inline(never)]
fn fault(reply: &Reply) -> Fault {
    match reply.status {
        0 => Fault::Unreachable,
        // What stands between us and the server answers with pages of its own while it is away.
        502..=504 => json::from_str(&reply.text).unwrap_or(Fault::Unreachable),
        _ => json::from_str(&reply.text).unwrap_or(Fault::Broken),
    }
}

thread_local! {
    static PERSON: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// From here on this tab's requests say that they are this person's: the cookie may be another's by then.
pub(crate) fn speak_for(person: PersonId) {
    PERSON.set(Some(person.to_string()));
}

/// Says whose request it is.
pub(crate) fn sign(request: &XmlHttpRequest) -> Result<(), JsValue> {
    PERSON.with_borrow(|person| match person {
        Some(person) => request.set_request_header(PERSON_HEADER, person),
        None => Ok(()),
    })
}

/// Posts `body` to `path`; `done` hears what came of it, once.
pub(crate) fn post(path: &str, body: &str, done: Box<dyn FnOnce(Reply)>) {
    let Ok(request) = XmlHttpRequest::new() else {
        return done(Reply::NONE);
    };
    let own = request.clone();
    // The browser keeps it as long as the request.
    let ended = Closure::once_into_js(move || done(Reply::of(&own)));
    request.set_onloadend(Some(ended.unchecked_ref()));
    // Where one of these fails, the request ends without an answer, or never began: told all the same.
    let sent = request.open("POST", path).and_then(|()| {
        request.set_request_header("Content-Type", "application/json")?;
        request.set_request_header("Accept", "application/json")?;
        sign(&request)?;
        request.send_with_opt_str(Some(body))
    });
    if sent.is_err() {
        let ended: &js_sys::Function = ended.unchecked_ref();
        request.set_onloadend(None);
        _ = ended.call0(&JsValue::NULL);
    }
}

/// Posts `body` to `path` and waits for what comes of it.
pub(crate) fn answer(path: &str, body: &str) -> Answer {
    let state = Arc::new(Mutex::new(State::Waiting(None)));
    let told = Arc::clone(&state);
    post(
        path,
        body,
        Box::new(move |reply| {
            let before = mem::replace(&mut *lock(&told), State::Here(reply));
            if let State::Waiting(Some(waker)) = before {
                waker.wake();
            }
        }),
    );
    Answer(state)
}

/// A reply to come.
pub(crate) struct Answer(Arc<Mutex<State>>);

enum State {
    Waiting(Option<Waker>),
    Here(Reply),
}

impl Future for Answer {
    type Output = Reply;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Reply> {
        let mut state = lock(&self.0);
        match mem::replace(&mut *state, State::Waiting(Some(context.waker().clone()))) {
            State::Here(reply) => Poll::Ready(reply),
            State::Waiting(_) => Poll::Pending,
        }
    }
}

fn lock(state: &Mutex<State>) -> std::sync::MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
