//! The visitor ends the chat, after a question.

use std::rc::Rc;

use model::refusal::Refusal;
use wasm_bindgen_futures::spawn_local;

use super::Chat;
use crate::{
    api::{Fault, visitors},
    widget::{
        dom::El,
        parts::{Question, button, confirm},
        react::Signal,
        wording,
    },
    words::widget as w,
};

/// The question while it is asked.
#[derive(Clone)]
struct Ending {
    is_asking: Signal<bool>,
    is_busy: Signal<bool>,
    failure: Signal<Option<Fault>>,
}

/// Puts the button, and the question while it is asked, into a row of actions.
pub(super) fn end_chat(into: El, chat: &Rc<Chat>) -> El {
    let ending = Ending {
        is_asking: Signal::new(false),
        is_busy: Signal::new(false),
        failure: Signal::new(None),
    };
    let (open, asked, own) = (Rc::clone(chat), Rc::clone(chat), Rc::clone(chat));
    let (pressed, asking) = (ending.clone(), ending.is_asking.clone());
    let face = move || {
        let pressed = pressed.clone();
        button("quiet", w::END_CHAT.text(), None, move || {
            pressed.failure.set(None);
            pressed.is_asking.set(true);
        })
    };
    into.when(move || open.is_open(), face)
        .when(move || asked.is_open() && asking.get(), move || question(&own, &ending))
}

fn question(chat: &Rc<Chat>, ending: &Ending) -> El {
    let failure = ending.failure.clone();
    let text = move || match failure.get() {
        Some(fault) => wording::fault(&fault),
        None => w::END_TEXT.text().to_owned(),
    };
    let asked = Question {
        title: w::END_TITLE.text(),
        text: Box::new(text),
        action: w::CONFIRM.text(),
        cancel: w::CANCEL.text(),
        busy: ending.is_busy.clone(),
    };
    let (chat, own, asking) = (Rc::clone(chat), ending.clone(), ending.is_asking.clone());
    confirm(asked, move || end(&chat, &own), Rc::new(move || asking.set(false)))
}

fn end(chat: &Chat, ending: &Ending) {
    ending.is_busy.set(true);
    ending.failure.set(None);
    let (token, conversation) = (chat.token.to_string(), chat.live.conversation);
    let ending = ending.clone();
    spawn_local(async move {
        let result = visitors::end(token, conversation).await;
        ending.is_busy.set(false);
        match result {
            // The event that ends it follows on the socket.
            Ok(()) | Err(Fault::Refused(Refusal::AlreadyClosed)) => ending.is_asking.set(false),
            Err(fault) => ending.failure.set(Some(fault)),
        }
    });
}
