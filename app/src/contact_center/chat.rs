//! One closed chat: Room Information beside the list, or the whole conversation, read-only.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use model::{id::ConversationId, view::thread::Thread};

use super::Fresh;
use crate::{
    api::{self, Fault},
    desk::{Archived, RoomInformation},
    parts::{ButtonKind, ButtonLink, Failed, Glyph, IconLink, Panel, Skeleton},
    shell::{
        address::use_address,
        place::{Opened, Place},
        session::use_session,
    },
    words::{contact_center as words, parts as part_words, refusals},
};

/// A chat as it is fetched. Copy.
#[derive(Debug, Clone, Copy)]
struct Held {
    thread: RwSignal<Option<Thread>>,
    fault: RwSignal<Option<Fault>>,
    chat: Signal<ConversationId>,
}

impl Held {
    fn new(chat: Signal<ConversationId>) -> Self {
        let held = Self { thread: RwSignal::new(None), fault: RwSignal::new(None), chat };
        let session = use_session();
        let load = held.loader(session);
        Effect::new(move || {
            let id = chat.get();
            if held
                .thread
                .with_untracked(|thread| thread.as_ref().map(|one| one.conversation.id) != Some(id))
            {
                held.thread.set(None);
            }
            load.run(());
        });
        held
    }

    fn loader(self, session: crate::shell::session::Session) -> Callback<()> {
        let fresh = expect_context::<Fresh>();
        Callback::new(move |()| {
            let id = self.chat.get_untracked();
            self.fault.set(None);
            spawn_local(async move {
                let answer = session.ask(api::conversations::thread(id)).await;
                if self.chat.try_get_untracked() != Some(id) {
                    return;
                }
                match answer {
                    Ok(thread) => {
                        fresh.chat.set(Some(Arc::new(thread.conversation.clone())));
                        self.thread.set(Some(thread));
                    }
                    Err(fault) => self.fault.set(Some(fault)),
                }
            });
        })
    }
}

/// Room Information of a closed chat.
#[component]
pub(super) fn ChatInformation(
    #[prop(into)] chat: Signal<ConversationId>,
    /// Whether the whole conversation stands beside it already.
    #[prop(optional)]
    is_beside_whole: bool,
) -> impl IntoView {
    let held = Held::new(chat);
    let reload = held.loader(use_session());
    let shown =
        Memo::new(move |_| (held.thread.with(Option::is_some), held.fault.with(Option::is_some)));
    let thread = Signal::derive(move || held.thread.get());
    move || match shown.get() {
        (true, _) => view! {
            <Links thread is_beside_whole/>
            <Present thread on_changed=reload/>
        }
        .into_any(),
        (false, true) => view! {
            <Failed
                title=words::CHAT_FAILED.text()
                text=Signal::derive(move || {
                    held.fault.with(|fault| fault.as_ref().map(refusals::fault).unwrap_or_default())
                })
                retry=part_words::RETRY.text()
                on_retry=reload
            />
        }
        .into_any(),
        (false, false) => view! { <Skeleton label=words::CHAT_LOADING.text() rows=8/> }.into_any(),
    }
}

/// Hands the thread on, once there is one.
#[component]
fn Present(thread: Signal<Option<Thread>>, on_changed: Callback<()>) -> impl IntoView {
    thread.get_untracked().map(|first| {
        let last = StoredValue::new(first);
        let thread = Memo::new(move |_| {
            if let Some(thread) = thread.get() {
                last.set_value(thread);
            }
            last.get_value()
        });
        view! { <RoomInformation thread on_changed/> }
    })
}

#[component]
fn Links(thread: Signal<Option<Thread>>, is_beside_whole: bool) -> impl IntoView {
    let address = use_address();
    let whole = move || address.with_query(&[("view", Some("full".to_owned()))]);
    let contact = move || {
        let contact = thread.with(|thread| thread.as_ref().map(|one| one.conversation.contact.id));
        Place::Contacts(contact.map_or(Opened::Nothing, Opened::One)).to_string()
    };
    view! {
        <div class="panel__section">
            <div class="contact-card__links">
                {(!is_beside_whole).then(|| view! {
                    <ButtonLink
                        label=words::VIEW_FULL.text()
                        href=Signal::derive(whole)
                        kind=ButtonKind::Primary
                        glyph=Glyph::MessageSquareText
                    />
                })}
                <ButtonLink
                    label=words::CONTACT_INFORMATION.text()
                    href=Signal::derive(contact)
                    glyph=Glyph::ContactRound
                />
            </div>
        </div>
    }
}

/// The whole conversation, read-only, with its Room Information beside it.
#[component]
pub(super) fn WholeChat(#[prop(into)] chat: Signal<ConversationId>) -> impl IntoView {
    let address = use_address();
    let fresh = expect_context::<Fresh>();
    let back = move || address.with_query(&[("view", None)]);
    let guest = move || {
        let known = fresh.chat.get().filter(|known| known.id == chat.get());
        known.map_or_else(|| words::CHAT.text().to_owned(), |known| known.contact.name.clone())
    };
    view! {
        <div class="center" data-panel="open" data-column="list">
            <main class="center__main" id="main" tabindex="-1">
                <header class="screen-head">
                    <span class="screen-head__lead">
                        <IconLink
                            glyph=Glyph::ArrowLeft
                            label=words::BACK_TO_CHATS.text()
                            href=Signal::derive(back)
                        />
                    </span>
                    <h1 class="screen-head__title">{guest}</h1>
                </header>
                <Archived conversation=chat/>
            </main>
            <Panel
                title=words::ROOM_INFORMATION.text()
                close=part_words::CLOSE.text()
                on_close=Callback::new(move |()| address.go(&untrack(back)))
            >
                <ChatInformation chat is_beside_whole=true/>
            </Panel>
        </div>
    }
}
