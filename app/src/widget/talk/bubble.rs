//! One message: words, files, when, and how far it has come.

use leptos::prelude::*;
use model::id::EventId;

use super::{
    Chat,
    files::Files,
    lines::{Bubble, Speaker},
};
use crate::{
    live::{OutState, Outgoing},
    parts::{Button, ButtonKind, ExactTime, Glyph, Icon, Prose},
    widget::wording,
    words::{Word, widget as w},
};

/// How far an own message has come.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Mark {
    Sending,
    Sent,
    Delivered,
    Read,
    /// Why it was not taken.
    Failed(String),
}

impl Mark {
    const fn name(&self) -> &'static str {
        match self {
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Delivered => "delivered",
            Self::Read => "read",
            Self::Failed(_) => "failed",
        }
    }

    const fn word(&self) -> Word {
        match self {
            Self::Sending => w::SENDING,
            Self::Sent => w::SENT,
            Self::Delivered => w::DELIVERED,
            Self::Read => w::READ,
            Self::Failed(_) => w::NOT_SENT,
        }
    }

    const fn glyph(&self) -> Glyph {
        match self {
            Self::Sending => Glyph::Clock,
            Self::Sent => Glyph::Check,
            Self::Delivered | Self::Read => Glyph::CheckCheck,
            Self::Failed(_) => Glyph::CircleAlert,
        }
    }
}

#[component]
pub(super) fn BubbleLine(bubble: Bubble) -> impl IntoView {
    let chat = Chat::here();
    let Bubble { id, speaker, text, files, at_ms, follows } = bubble;
    let is_mine = speaker == Speaker::Visitor;
    let state = is_mine.then(|| Memo::new(move |_| progress(chat, id, at_ms)));
    let at_ms = Signal::derive(move || state.map_or(at_ms, |state| state.get().1));
    let mark = state.map(|state| Memo::new(move |_| state.get().0));
    let author = match speaker {
        Speaker::Visitor => view! { <p class="unseen">{w::YOU.text()}</p> }.into_any(),
        Speaker::Agent(_, name) if follows => view! { <p class="unseen">{name}</p> }.into_any(),
        Speaker::Agent(_, name) => {
            view! { <p class="bubble__author" dir="auto">{name}</p> }.into_any()
        }
        Speaker::House => ().into_any(),
    };
    let words = (!text.is_empty()).then(|| {
        view! {
            <div class="bubble__text prose" dir="auto">
                // What the visitor types is shown as typed; agents may format.
                <Prose text plain=is_mine/>
            </div>
        }
    });
    let has_files = !files.is_empty();
    view! {
        <li
            class="bubble"
            data-side=if is_mine { "mine" } else { "theirs" }
            data-follows=follows.then_some("")
            data-state=move || mark.map(|mark| mark.with(Mark::name))
        >
            {author}
            {words}
            {has_files.then(|| view! { <Files files/> })}
            <p class="bubble__foot">
                <ExactTime at_ms/>
                {mark.map(|mark| view! { <MarkIcon mark/> })}
            </p>
            {mark.map(|mark| view! { <Failure id mark/> })}
        </li>
    }
}

#[component]
fn MarkIcon(mark: Memo<Mark>) -> impl IntoView {
    view! {
        <span class="bubble__mark">
            <Icon glyph=Signal::derive(move || mark.with(Mark::glyph))/>
            <span class="unseen">{move || mark.with(Mark::word).text()}</span>
        </span>
    }
}

#[component]
fn Failure(id: EventId, mark: Memo<Mark>) -> impl IntoView {
    let live = Chat::here().live;
    let reason = Memo::new(move |_| match mark.get() {
        Mark::Failed(reason) => Some(reason),
        _ => None,
    });
    move || {
        reason.get().map(|reason| {
            view! {
                <div class="bubble__failed" role="alert">
                    <p>{w::NOT_SENT.text()} " " {reason}</p>
                    <Button
                        kind=ButtonKind::Quiet
                        label=w::RETRY.text()
                        on_click=move |()| live.retry(id)
                    />
                    <Button
                        kind=ButtonKind::Quiet
                        label=w::DELETE.text()
                        on_click=move |()| live.forget(id)
                    />
                </div>
            }
        })
    }
}

/// Mark and time of an own message: of the log once it is there, of the outbox before.
fn progress(chat: Chat, id: EventId, at_ms: i64) -> (Mark, i64) {
    let logged = chat.watched.thread.with(|thread| {
        let thread = thread.as_ref()?;
        let event = thread.events.iter().rev().find(|event| event.id == id)?;
        let mark = match thread.cursors.staff {
            staff if staff.read >= event.version => Mark::Read,
            staff if staff.received >= event.version => Mark::Delivered,
            _ => Mark::Sent,
        };
        Some((mark, event.at.0))
    });
    logged.unwrap_or_else(|| {
        let mark = chat.watched.outgoing.with(|all| outbox_mark(all, id));
        (mark, at_ms)
    })
}

fn outbox_mark(all: &[Outgoing], id: EventId) -> Mark {
    match all.iter().find(|one| one.id == id).map(|one| &one.state) {
        Some(OutState::Refused(refusal)) => Mark::Failed(wording::refusal(refusal)),
        _ => Mark::Sending,
    }
}
