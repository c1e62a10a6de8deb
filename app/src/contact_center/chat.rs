//! One closed chat: Room Information beside the list, or the whole conversation, read-only.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use model::{conversation::Conversation, id::ConversationId, view::thread::Thread};

use super::{Fresh, keys};
use crate::{
    api::{self, Fault},
    desk::{
        Archived, Beside, OpenPanel, PanelButtons, PanelView, RoomInformation, SendTranscript,
        afresh, panel_of,
    },
    parts::{ButtonKind, ButtonLink, Failed, Glyph, IconLink, Skeleton},
    shell::{
        address::{Address, use_address},
        place::{Opened, Place},
        session::{guest_name, use_session},
    },
    words::{Word, contact_center as words, desk as desk_words, parts as part_words, refusals},
};

/// A chat as it is fetched. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    thread: RwSignal<Option<Thread>>,
    fault: RwSignal<Option<Fault>>,
    load: Callback<()>,
}

impl Held {
    pub(super) fn new(chat: Signal<ConversationId>) -> Self {
        let (session, fresh) = (use_session(), expect_context::<Fresh>());
        let thread = RwSignal::new(None::<Thread>);
        let fault = RwSignal::new(None::<Fault>);
        let load = Callback::new(move |()| {
            let id = chat.get_untracked();
            fault.set(None);
            spawn_local(async move {
                let answer = session.ask(api::conversations::thread(id)).await;
                if chat.try_get_untracked() != Some(id) {
                    return;
                }
                match answer {
                    Ok(found) => {
                        fresh.chat.set(Some(Arc::new(found.conversation.clone())));
                        thread.set(Some(found));
                    }
                    Err(found) => fault.set(Some(found)),
                }
            });
        });
        Effect::new(move || {
            let id = chat.get();
            thread.update(|held| {
                held.take_if(|held| held.conversation.id != id);
            });
            load.run(());
        });
        Self { thread, fault, load }
    }

    fn conversation(self) -> Option<Conversation> {
        self.thread.with(|held| held.as_ref().map(|held| held.conversation.clone()))
    }

    /// The guest's name, once it is known.
    fn guest(self) -> String {
        let known = self.thread.with(|held| Some(guest_name(&held.as_ref()?.conversation.contact)));
        known.unwrap_or_else(|| words::CHAT.text().to_owned())
    }
}

/// Room Information of a closed chat.
#[component]
pub(super) fn ChatInformation(
    held: Held,
    /// Whether the whole conversation stands beside it already.
    #[prop(optional)]
    is_beside_whole: bool,
) -> impl IntoView {
    let shown =
        Memo::new(move |_| (held.thread.with(Option::is_some), held.fault.with(Option::is_some)));
    let thread = Signal::derive(move || held.thread.get());
    move || match shown.get() {
        (true, _) => view! {
            <Links thread is_beside_whole/>
            <Present thread on_changed=held.load/>
        }
        .into_any(),
        (false, true) => view! {
            <Failed
                title=words::CHAT_FAILED.text()
                text=Signal::derive(move || {
                    held.fault.with(|fault| fault.as_ref().map(refusals::fault).unwrap_or_default())
                })
                retry=part_words::RETRY.text()
                on_retry=held.load
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
                {(!is_beside_whole).then(|| panels(address))}
                {(!is_beside_whole).then(|| view! {
                    <SendTranscript
                        conversation=Signal::derive(move || {
                            thread.with(|thread| Some(thread.as_ref()?.conversation.clone()))
                        })
                    />
                })}
            </div>
        </div>
    }
}

/// What else there is of it: each opens beside the whole conversation.
fn panels(address: Address) -> impl IntoView {
    let link = move |glyph: Glyph, name: Word, key: &'static str| {
        let href = move || {
            let whole = ("view", Some("full".to_owned()));
            address.with_query(&[whole, ("panel", Some(key.to_owned()))])
        };
        view! { <IconLink glyph label=name.text() href=Signal::derive(href)/> }
    };
    view! {
        {link(Glyph::History, desk_words::CONTACT_CHAT_HISTORY, "history")}
        {link(Glyph::Search, desk_words::SEARCH_MESSAGES, "search")}
        {link(Glyph::Paperclip, desk_words::FILES, "files")}
    }
}

/// The whole conversation, read-only; the panels open beside it.
#[component]
pub(super) fn WholeChat(#[prop(into)] chat: Signal<ConversationId>) -> impl IntoView {
    let address = use_address();
    let held = Held::new(chat);
    let panel = panel_of(address);
    let it = Signal::derive(move || {
        held.thread.with(|thread| thread.as_ref().map(|thread| thread.conversation.clone()))
    });
    let beside = Beside::provide(Signal::derive(move || Some(chat.get())), it);
    let is_open = move || panel.with(Option::is_some);
    keys::listen(move || {
        if untrack(is_open) {
            beside.show(None);
        }
    });
    let room = move || view! { <ChatInformation held is_beside_whole=true/> }.into_any();
    view! {
        <main
            class="center"
            id="main"
            tabindex="-1"
            data-panel=move || if is_open() { "open" } else { "closed" }
            data-column=move || if is_open() { "panel" } else { "list" }
        >
            <h1 class="unseen">{move || held.guest()}</h1>
            <div class="center__main">
                <WholeHead held panel/>
                <Archived conversation=chat sought=beside.sought/>
            </div>
            {move || panel.get().map(|panel| view! { <PanelView panel room=ViewFn::from(room)/> })}
        </main>
    }
}

#[component]
fn WholeHead(held: Held, panel: Memo<Option<OpenPanel>>) -> impl IntoView {
    let address = use_address();
    let back = move || {
        let mut changes = afresh();
        changes.extend([("view", None), ("panel", None)]);
        address.with_query(&changes)
    };
    view! {
        <header class="screen-head">
            <span class="screen-head__lead">
                <IconLink
                    glyph=Glyph::ArrowLeft
                    label=words::BACK_TO_CHATS.text()
                    href=Signal::derive(back)
                />
            </span>
            <p class="screen-head__title" aria-hidden="true">{move || held.guest()}</p>
            <div class="screen-head__actions">
                <SendTranscript conversation=Signal::derive(move || held.conversation())/>
            </div>
            <PanelButtons panel class="screen-head__actions"/>
        </header>
    }
}
