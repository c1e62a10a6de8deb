//! One conversation in a list: who, what was said last, how long it waits.

use leptos::prelude::*;
use model::{
    conversation::{Conversation, Spoke, Stage},
    id::ConversationId,
    view::desk::{Entry, List},
};

use crate::{
    composer::half_written,
    desk::afresh,
    live::{Live, Room},
    parts::{Avatar, Badge, Countdown, Glyph, Icon, Timer, TimerTone, use_clock},
    shell::{address::use_address, place::Place, session::use_session},
    words::desk as words,
};

#[component]
pub(super) fn EntryLink(
    id: ConversationId,
    #[prop(into)] entry: Signal<Option<Entry>>,
    list: List,
    open: Memo<Option<ConversationId>>,
) -> impl IntoView {
    let address = use_address();
    let read = move |read: fn(&Conversation) -> String| {
        Signal::derive(move || {
            entry.with(|entry| entry.as_ref().map(|e| read(&e.conversation)).unwrap_or_default())
        })
    };
    let name = read(|it| it.contact.name.clone());
    let seed = read(|it| it.contact.id.to_string());
    let unread = Memo::new(move |_| entry.with(|entry| entry.as_ref().map_or(0, Entry::unread)));
    let is_open = move || open.get() == Some(id);
    let is_late = late(entry);
    view! {
        <a
            class="entry"
            href=move || address.beside_with(Place::Desk(Some(id)), &afresh())
            aria-current=move || is_open().then_some("page")
            data-unread=move || (unread.get() > 0).then_some("")
            data-state=move || is_late.get().then_some("late")
        >
            <Avatar name seed/>
            <span class="entry__name">{name}</span>
            <span class="entry__timer"><Waits entry list/></span>
            <span class="entry__line"><LastLine id entry is_open=Signal::derive(is_open)/></span>
            <span class="entry__side">
                <Badge count=unread label=Signal::derive(move || words::unread(unread.get()))/>
                <Total entry list/>
                <span class="entry__channel">
                    <Icon glyph=Glyph::MessageSquare/>
                    <span class="unseen">{words::CHAT.text()}</span>
                </span>
            </span>
        </a>
    }
}

/// The guest waits for longer than the administrator wants.
fn late(entry: Signal<Option<Entry>>) -> Memo<bool> {
    let session = use_session();
    let clock = use_clock();
    Memo::new(move |_| {
        let waiting = entry.with(|e| e.as_ref().and_then(|e| e.conversation.waiting_since));
        let threshold_ms = session.me.with(|me| i64::from(me.response_threshold_s) * 1000);
        waiting.is_some_and(|since| clock.now_ms.get() - since.0 >= threshold_ms)
    })
}

/// How long the guest has been waiting for an answer, or how long the offer still rings.
#[component]
fn Waits(entry: Signal<Option<Entry>>, list: List) -> impl IntoView {
    let session = use_session();
    let deadline_ms = Memo::new(move |_| {
        entry.with(|entry| match &entry.as_ref()?.conversation.stage {
            Stage::Offered { deadline, .. } => Some(deadline.0),
            _ => None,
        })
    });
    let since_ms = Signal::derive(move || {
        let since = entry.with(|e| e.as_ref().and_then(|e| e.conversation.waiting_since));
        since.filter(|_| list != List::OnHold).map(|since| since.0)
    });
    let late_after_ms = Signal::derive(move || {
        Some(session.me.with(|me| i64::from(me.response_threshold_s) * 1000))
    });
    move || match deadline_ms.get() {
        Some(until_ms) => view! {
            <Countdown until_ms=Signal::stored(until_ms) label=words::RINGING.text()/>
        }
        .into_any(),
        None => view! {
            <Timer
                since_ms
                label=words::WAITING_FOR.text()
                late_after_ms
                late=words::LATE.text()
                tone=TimerTone::Response
                compact=true
            />
        }
        .into_any(),
    }
}

/// How long the conversation has been going on since somebody accepted it.
#[component]
fn Total(entry: Signal<Option<Entry>>, list: List) -> impl IntoView {
    let since_ms = Signal::derive(move || {
        let accepted = entry.with(|e| e.as_ref().and_then(|e| e.conversation.accepted));
        accepted.filter(|_| list != List::Queued).map(|at| at.0)
    });
    view! { <Timer since_ms label=words::TOTAL_TIME.text()/> }
}

/// Who types, else what is half-written, else what was said last.
#[component]
fn LastLine(
    id: ConversationId,
    entry: Signal<Option<Entry>>,
    is_open: Signal<bool>,
) -> impl IntoView {
    let live = expect_context::<Live>();
    let session = use_session();
    let typing = Memo::new(move |_| live.typing_in(id));
    let line = Memo::new(move |_| {
        // Read again when the conversation is opened or left: only then can the draft have changed.
        let draft = if is_open.get() {
            None
        } else {
            half_written(session.my_id(), Room::Conversation(id))
        };
        let said = entry.with(|entry| said(&entry.as_ref()?.conversation));
        let draft = draft.map(|text| words::DRAFT.with(&[("text", &text)]));
        draft.or(said).unwrap_or_else(|| words::NO_LINE.text().to_owned())
    });
    move || match typing.get() {
        Some(name) => view! {
            <span class="entry__typing">{words::IS_TYPING.with(&[("name", &name)])}</span>
        }
        .into_any(),
        None => line.get().into_any(),
    }
}

fn said(conversation: &Conversation) -> Option<String> {
    let line = conversation.last_line.as_ref()?;
    Some(match line.by {
        Spoke::Guest => line.text.clone(),
        Spoke::Staff => words::REPLY.with(&[("text", &line.text)]),
    })
}
