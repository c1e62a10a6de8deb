//! What the visitor has seen, and how they hear of what they have not.

use leptos::prelude::*;
use model::{
    event::{Author, Event, EventBody},
    view::thread::Thread,
};
use wasm_bindgen::JsValue;

use super::Chat;
use crate::{
    live::News,
    widget::{host::Host, sound},
};

/// Marks as read what is looked at; tells the page, and makes a sound, for what is not.
pub(super) fn pay(chat: Chat, host: Host) {
    let unread = chat.know(unread);
    let is_watching = Memo::new(move |_| host.is_watching());
    Effect::new(move |_| {
        let is_seen = is_watching.get() && chat.is_at_end.get();
        if is_seen && unread.get().is_some_and(|count| count > 0) {
            chat.live.seen(chat.conversation);
        }
    });
    // Looking at it settles the badge at once; the server hears of it in a moment.
    let badge = Memo::new(move |_| if is_watching.get() { Some(0) } else { unread.get() });
    Effect::new(move |_| {
        if let Some(count) = badge.get() {
            host.say_with("unread", &JsValue::from(count));
        }
    });
    let is_talking = chat.know(|thread| !thread.conversation.stage.is_closed());
    Effect::new(move |_| {
        if let Some(is_talking) = is_talking.get() {
            host.say_with("talking", &JsValue::from(is_talking));
        }
    });
    chat.live.on_news(Callback::new(move |news| hear(chat, host, &news)));
}

fn hear(chat: Chat, host: Host, news: &News) {
    let News::Event { conversation, event } = news else { return };
    if *conversation != chat.conversation {
        return;
    }
    if matches!(event.body, EventBody::Closed { .. }) {
        untrack(|| host.say("ended"));
    }
    let is_seen = untrack(|| host.is_watching()) && document().has_focus().unwrap_or_default();
    if is_from_house(event) && !is_seen && !chat.is_silent.get_untracked() {
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
