//! What the visitor has seen, and how they hear of what they have not.

use std::rc::Rc;

use model::{
    event::{Author, Event, EventBody},
    view::thread::Thread,
};
use wasm_bindgen::JsValue;

use super::Chat;
use crate::{
    live::News,
    widget::{
        dom::document,
        react::{effect, memo, untrack},
        sound,
    },
};

/// Marks as read what is looked at; tells the page, and makes a sound, for what is not.
pub(super) fn pay(chat: &Rc<Chat>) {
    let unread = chat.live.know(unread);
    let host = chat.visit.host.clone();
    let is_watching = memo(move || host.is_watching());
    let (own, new, watching) = (Rc::clone(chat), unread.clone(), is_watching.clone());
    effect(move || {
        let is_seen = watching.get() && own.is_at_end.get();
        let count = new.get();
        if is_seen && count.is_some_and(|count| count > 0) {
            own.live.inner.seen(own.live.conversation);
        }
    });
    // Looking at it settles the badge at once; the server hears of it in a moment.
    let badge = memo(move || if is_watching.get() { Some(0) } else { unread.get() });
    let host = chat.visit.host.clone();
    effect(move || {
        if let Some(count) = badge.get() {
            host.say_with("unread", &JsValue::from(count));
        }
    });
    let is_talking = chat.live.know(|thread| !thread.conversation.stage.is_closed());
    let host = chat.visit.host.clone();
    effect(move || {
        if let Some(is_talking) = is_talking.get() {
            host.say_with("talking", &JsValue::from(is_talking));
        }
    });
    let own = Rc::downgrade(chat);
    chat.live.on_news(move |news| {
        if let Some(chat) = own.upgrade() {
            untrack(|| hear(&chat, news));
        }
    });
}

fn hear(chat: &Chat, news: &News) {
    let News::Event { conversation, event } = news else { return };
    if *conversation != chat.live.conversation {
        return;
    }
    let host = &chat.visit.host;
    if matches!(event.body, EventBody::Closed { .. }) {
        host.say("ended");
    }
    let is_seen = host.is_watching() && document().has_focus().unwrap_or_default();
    if is_from_house(event) && !is_seen && !chat.is_silent.peek() {
        sound::play();
    }
}

/// Messages the visitor has not read, as every tab and every reload counts them.
fn unread(thread: &Thread) -> u32 {
    let read = thread.cursors.guest.read;
    let new = thread.events.iter().rev().take_while(|event| event.version > read);
    u32::try_from(new.filter(|event| is_from_house(event)).count()).unwrap_or(u32::MAX)
}

fn is_from_house(event: &Event) -> bool {
    event.is_message() && event.author != Author::Guest
}
