//! Contact Chat History: a contact's past conversations, what was said in all of them, and each to read.

mod reader;
mod row;

use std::sync::Arc;

use leptos::prelude::*;
use model::{
    archive::ArchiveQuery,
    contact::ContactRef,
    conversation::Conversation,
    id::{ContactId, ConversationId},
    page::PageAt,
    search::{Hit, Scope},
};

use self::{reader::Reader, row::Row};
use super::{
    beside::use_beside,
    search::{Finder, OF_PANEL, Searching},
};
use crate::{
    api,
    contact_center::{OfContact, Pages, States, Texts},
    parts::{Avatar, AvatarSize, Empty, Glyph, VirtualList},
    shell::address::use_address,
    words::desk as words,
};

const TEXTS: Texts = Texts { loading: words::HISTORY_LOADING, failed: words::HISTORY_FAILED };
/// Pixels of a past conversation: when and who, where, how it ended.
const ROW_HEIGHT: f64 = 88.0;

/// The history of the contact whose conversation stands beside it.
#[component]
pub(super) fn HistoryPanel() -> impl IntoView {
    let beside = use_beside();
    let jump = Callback::new(move |version| beside.jump(version));
    view! { <History contact=beside.guest() current=beside.id on_jump=jump/> }
}

/// `current` is the conversation that stands beside it, if one does: `on_jump` shows a message of it there.
#[component]
pub fn History(
    #[prop(into)] contact: Signal<Option<ContactRef>>,
    #[prop(optional, into)] current: Signal<Option<ConversationId>>,
    #[prop(optional, into)] on_jump: Option<Callback<u32>>,
) -> impl IntoView {
    let address = use_address();
    let chat = address.query("chat");
    let chat = Memo::new(move |_| chat.get()?.parse::<ConversationId>().ok());
    view! {
        <div class="history">
            {move || match chat.get() {
                Some(chat) => view! { <Reader chat/> }.into_any(),
                None => view! { <Past contact current on_jump/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Past(
    contact: Signal<Option<ContactRef>>,
    current: Signal<Option<ConversationId>>,
    on_jump: Option<Callback<u32>>,
) -> impl IntoView {
    let address = use_address();
    let id = Memo::new(move |_| contact.with(|it| it.as_ref().map(|it| it.id)));
    let scope = Signal::derive(move || id.get().map(Scope::Contact));
    let searching = Searching::new(scope, OF_PANEL);
    let pages = past(id);
    let name = Memo::new(move |_| {
        contact.with(|it| it.as_ref().map(|it| it.name.clone()).unwrap_or_default())
    });
    let open = Callback::new(move |hit: Arc<Hit>| {
        if let Some(on_jump) = on_jump
            && current.get_untracked() == Some(hit.conversation)
        {
            return on_jump.run(hit.version);
        }
        address.push_query(&[
            ("chat", Some(hit.conversation.to_string())),
            ("at", Some(hit.version.to_string())),
            // What was looked for goes on being looked for inside.
            ("find", Some(searching.text.get_untracked())),
        ]);
    });
    view! {
        <Finder
            searching
            guest=name
            on_open=open
            idle=move || view! { <Conversations pages name id current/> }.into_any()
        />
    }
}

/// The closed conversations of a contact that this person may see, the latest closed first.
fn past(contact: Memo<Option<ContactId>>) -> Pages<Conversation> {
    let pages = Pages::new(
        move |page: PageAt| {
            let query =
                ArchiveQuery { contact: contact.get_untracked(), page, ..Default::default() };
            api::conversations::archive(query)
        },
        |a: &Conversation, b: &Conversation| a.id == b.id,
    );
    Effect::new(move || {
        if contact.with(Option::is_some) {
            pages.load();
        }
    });
    pages
}

#[component]
fn Conversations(
    pages: Pages<Conversation>,
    name: Memo<String>,
    id: Memo<Option<ContactId>>,
    current: Signal<Option<ConversationId>>,
) -> impl IntoView {
    let seed = Signal::derive(move || id.get().map(|id| id.to_string()).unwrap_or_default());
    let count = move || {
        let total = u32::try_from(pages.total.get()?).unwrap_or(u32::MAX);
        Some(words::counted(total, words::PAST_ONE, words::PAST_MANY))
    };
    view! {
        <div class="history__who">
            <Avatar name seed size=AvatarSize::Small/>
            <span class="who__name">{name}</span>
            <span class="history__count" role="status">{count}</span>
        </div>
        {move || id.get().map(|contact| view! { <OfContact contact/> })}
        <States
            pages
            texts=TEXTS
            rows=move || view! { <Rows pages current/> }.into_any()
            empty=|| view! {
                <Empty
                    glyph=Glyph::History
                    title=words::NO_HISTORY.text()
                    text=words::NO_HISTORY_TEXT.text()
                />
            }
            .into_any()
        />
    }
}

#[component]
fn Rows(pages: Pages<Conversation>, current: Signal<Option<ConversationId>>) -> impl IntoView {
    let address = use_address();
    let total = Signal::derive(move || pages.total.get().and_then(|total| total.try_into().ok()));
    let open = Callback::new(move |it: Arc<Conversation>| {
        address.push_query(&[("chat", Some(it.id.to_string()))]);
    });
    view! {
        <VirtualList
            items=pages.rows
            key=|it| key(it)
            row_height=ROW_HEIGHT
            label=words::PAST_CHATS.text()
            total
            on_open=open
            on_near_end=move |()| pages.more()
            let:it
        >
            <Row it current/>
        </VirtualList>
    }
}

const fn key(it: &Conversation) -> (ConversationId, u32) {
    (it.id, it.version)
}
