//! The chat itself: who answers, what was said, the message box, and how it ends.

mod attachment;
mod attachments;
mod attention;
mod banner;
mod bubble;
mod composer;
mod emoji;
mod ended;
mod ending;
mod files;
mod lines;
mod log;
mod queue;

use leptos::{ev::DragEvent, prelude::*};
use model::{
    conversation::Stage,
    event::{Author, EventBody},
    id::ConversationId,
    person::PersonRef,
    refusal::Refusal,
    view::thread::Thread,
    visitor::VisitorPass,
};

use super::{head::Head, kept, sound, visit::Visit};
use crate::{
    live::{Connection, Live, Watched},
    parts::{Avatar, AvatarKind, Glyph, IconButton, Spinner},
    words::widget as w,
};
use attachments::Attachments;

/// The chat of this visitor; `Copy`, given as context.
#[derive(Clone, Copy)]
struct Chat {
    conversation: ConversationId,
    live: Live,
    watched: Watched,
    token: StoredValue<String>,
    attachments: Attachments,
    /// Whether the newest message is on screen.
    is_at_end: RwSignal<bool>,
    is_silent: RwSignal<bool>,
}

impl Chat {
    fn here() -> Self {
        expect_context()
    }

    /// Something about the thread, once it is there.
    fn know<T: Send + Sync + PartialEq + 'static>(
        self,
        of: impl Fn(&Thread) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        Memo::new(move |_| self.watched.thread.with(|thread| thread.as_ref().map(&of)))
    }
}

#[component]
pub(super) fn Talk(pass: VisitorPass, conversation: ConversationId) -> impl IntoView {
    let visit = Visit::here();
    let live = Live::open_visitor(pass.token.clone(), pass.contact);
    let watched = live.watch(conversation);
    let chat = Chat {
        conversation,
        live,
        watched,
        attachments: Attachments::kept(conversation, pass.token.clone()),
        token: StoredValue::new(pass.token),
        is_at_end: RwSignal::new(true),
        is_silent: RwSignal::new(kept::is_silent()),
    };
    provide_context(chat);
    attention::pay(chat, visit.host);
    Effect::new(move |_| leave_when_refused(chat, visit));

    let stage = chat.know(|thread| Told::of(&thread.conversation.stage));
    let is_open = move || stage.get().is_some_and(|told| told != Told::Ended);
    view! {
        <div
            class="widget"
            role="region"
            aria-label=w::MESSAGES.text()
            data-state=move || stage.get().map_or("arriving", Told::name)
            data-drop=move || chat.attachments.is_over.get().then_some("over")
            on:dragover=move |event| drag(chat, &event, is_open())
            on:dragleave=move |event| {
                // Only when it leaves the frame, not from one thing in it to the next.
                if event.related_target().is_none() {
                    drag(chat, &event, false);
                }
            }
            on:drop=move |event| put_down(chat, &event, is_open())
        >
            <TalkHead is_open=Signal::derive(is_open)/>
            <banner::Connection/>
            {move || match stage.get() {
                None => view! {
                    <div class="widget__middle">
                        <Spinner label=w::LOADING.text()/>
                    </div>
                }.into_any(),
                Some(_) => view! { <log::Log/> }.into_any(),
            }}
            <Show when=move || stage.get() == Some(Told::Queued)>
                <queue::Queue/>
            </Show>
            <Show when=is_open>
                <p class="typing" aria-live="polite">
                    {move || watched.typing.get().map(|name| w::IS_TYPING.with(&[("name", &name)]))}
                </p>
                <composer::Composer/>
            </Show>
            <Show when=move || stage.get() == Some(Told::Ended)>
                <ended::Ended/>
            </Show>
        </div>
    }
}

/// The stages as a visitor tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Queued,
    Served,
    Ended,
}

impl Told {
    const fn of(stage: &Stage) -> Self {
        match stage {
            Stage::Queued | Stage::Offered { .. } => Self::Queued,
            Stage::Open { .. } | Stage::OnHold { .. } => Self::Served,
            Stage::Closed { .. } => Self::Ended,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Served => "talk",
            Self::Ended => "ended",
        }
    }
}

/// A pass that is worth nothing any more, or a conversation that is not the visitor's: quietly from the beginning.
fn leave_when_refused(chat: Chat, visit: Visit) {
    if chat.live.connection.get() == Connection::SignedOut {
        return visit.forget();
    }
    match chat.watched.refused.get() {
        Some(Refusal::NotSignedIn) => visit.forget(),
        Some(Refusal::NotFound { .. } | Refusal::NotPermitted { .. }) => visit.start_over(),
        _ => {}
    }
}

#[component]
fn TalkHead(is_open: Signal<bool>) -> impl IntoView {
    let chat = Chat::here();
    let config = Visit::here().config;
    let agent = chat.know(agent_of);
    let agent = Memo::new(move |_| agent.get().flatten());
    let house = move || config.get().map_or_else(String::new, |config| config.workspace_name);
    let department = chat.know(|thread| thread.conversation.department);
    let about = move || {
        let id = department.get().flatten()?;
        let config = config.get()?;
        config.departments.into_iter().find(|one| one.id == id).map(|one| one.name)
    };
    let name = move || agent.get().map_or_else(house, |agent| agent.name);
    let lead = move || {
        agent.get().map(|PersonRef { id, name }| {
            view! { <Avatar name seed=id.to_string() kind=AvatarKind::Initials/> }
        })
    };
    let is_silent = chat.is_silent;
    let turn = move |()| {
        is_silent.update(|is_silent| *is_silent = !*is_silent);
        kept::set_silent(is_silent.get_untracked());
        if !is_silent.get_untracked() {
            sound::play();
        }
    };
    view! {
        <Head name about=move || about().unwrap_or_default() lead>
            <IconButton
                glyph=Signal::derive(move || {
                    if is_silent.get() { Glyph::VolumeX } else { Glyph::Volume2 }
                })
                label=w::SOUND.text()
                pressed=Signal::derive(move || Some(!is_silent.get()))
                on_click=turn
            />
            <Show when=move || is_open.get()>
                <ending::EndChat/>
            </Show>
        </Head>
    }
}

/// Who serves it, or who did so last.
fn agent_of(thread: &Thread) -> Option<PersonRef> {
    let stage = &thread.conversation.stage;
    if !stage.is_closed() {
        return stage.agent().cloned();
    }
    thread.events.iter().rev().find_map(|event| match (&event.body, &event.author) {
        (EventBody::Assigned { agent, .. }, _) => Some(agent.clone()),
        (EventBody::Said { .. }, Author::Staff(agent)) => Some(agent.clone()),
        _ => None,
    })
}

fn drag(chat: Chat, event: &DragEvent, is_over: bool) {
    // Also where nothing can be put down: the browser would leave the chat and open the file.
    event.prevent_default();
    if chat.attachments.is_over.get_untracked() != is_over {
        chat.attachments.is_over.set(is_over);
    }
}

fn put_down(chat: Chat, event: &DragEvent, is_taken: bool) {
    drag(chat, event, false);
    let files = event.data_transfer().and_then(|data| data.files());
    if let Some(files) = files.filter(|_| is_taken) {
        chat.attachments.add(&files);
    }
}
