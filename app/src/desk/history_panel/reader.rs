//! A conversation of the chat history, to read: its messages, a search within it, the way to the whole.

use leptos::prelude::*;
use model::{conversation::Conversation, id::ConversationId, search::Scope, view::thread::Thread};

use crate::{
    desk::{
        archived::Archived,
        room_panel::served_by,
        search::{OF_READER, Searching, Stepper},
        sought::Sought,
    },
    parts::{ButtonLink, ExactTime, Glyph, IconButton, TimeStyle},
    shell::{address::use_address, place::Place, session::use_session},
    words::{contact_center, desk as words},
};

#[component]
pub(super) fn Reader(chat: ConversationId) -> impl IntoView {
    let address = use_address();
    let thread = RwSignal::new(None::<Thread>);
    let mut first = Sought::default();
    if let Some(version) = address.query_now("at").and_then(|at| at.parse().ok()) {
        first.jump(version);
    }
    let sought = RwSignal::new(first);
    let searching = Searching::new(Signal::stored(Some(Scope::Conversation(chat))), OF_READER);
    let back = move |()| {
        address.set_query(&[("chat", None), ("find", None), ("at", None)]);
    };
    let it = Memo::new(move |_| thread.with(|it| it.as_ref().map(|it| it.conversation.clone())));
    view! {
        <div class="reader">
            <div class="reader__head">
                <IconButton
                    glyph=Glyph::ArrowLeft
                    label=words::BACK_TO_HISTORY.text()
                    on_click=back
                />
                <div class="reader__about">
                    {move || it.get().map(|it| view! { <About it/> })}
                </div>
            </div>
            <Stepper searching sought/>
            <Archived conversation=Signal::stored(chat) thread sought marks="sought-inside"/>
            <div class="panel__foot">
                <ButtonLink
                    label=contact_center::VIEW_FULL.text()
                    href=Signal::derive(move || whole(chat, it.get().as_ref()))
                    glyph=Glyph::MessageSquareText
                />
            </div>
        </div>
    }
}

#[component]
fn About(it: Conversation) -> impl IntoView {
    let session = use_session();
    let (at_ms, department) = (it.closed_at().unwrap_or(it.created).0, it.department);
    view! {
        <p class="past__head">
            <ExactTime at_ms=Signal::stored(at_ms) style=TimeStyle::DayAndMinute/>
        </p>
        <p class="past__who">
            {move || served_by(session, &it)}
            " · "
            {move || session.department_name(department)}
        </p>
    }
}

/// A closed one stands in the Contact Center, one that goes on at the desk.
fn whole(chat: ConversationId, it: Option<&Conversation>) -> String {
    if it.is_some_and(|it| !it.stage.is_closed()) {
        Place::Desk(Some(chat)).to_string()
    } else {
        format!("{}?view=full", Place::Chats(Some(chat)))
    }
}
