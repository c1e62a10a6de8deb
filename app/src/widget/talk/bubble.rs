//! One message: words, files, when, and how far it has come.

use std::rc::Rc;

use model::id::EventId;

use super::{
    Chat,
    files::files,
    lines::{Bubble, Speaker},
};
use crate::{
    live::{OutState, Outgoing},
    parts::Glyph,
    widget::{
        dom::{El, el},
        parts::{button, icon, minute, prose, unseen},
        react::{Signal, memo},
        wording,
    },
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

pub(super) fn bubble_line(chat: &Rc<Chat>, bubble: Bubble) -> El {
    let Bubble { id, speaker, text, files: attached, at_ms, follows } = bubble;
    let is_mine = speaker == Speaker::Visitor;
    let state = is_mine.then(|| {
        let chat = Rc::clone(chat);
        memo(move || progress(&chat, id, at_ms))
    });
    let mark = state.clone().map(|state| memo(move || state.get().0));
    let mut made = el("li", "bubble")
        .attr("data-side", if is_mine { "mine" } else { "theirs" })
        .maybe("data-follows", follows.then_some(""));
    if let Some(mark) = mark.clone() {
        made = made.state("data-state", move || Some(mark.with(Mark::name).to_owned()));
    }
    made = match speaker {
        Speaker::Visitor => made.kid(el("p", "unseen").text(w::YOU.text())),
        Speaker::Agent(_, name) if follows => made.kid(el("p", "unseen").text(&name)),
        Speaker::Agent(_, name) => {
            made.kid(el("p", "bubble__author").attr("dir", "auto").text(&name))
        }
        Speaker::House => made,
    };
    if !text.is_empty() {
        let words = el("div", "bubble__text prose").attr("dir", "auto");
        // What the visitor types is shown as typed; agents may format.
        made = made.kid(prose(words, &text, is_mine));
    }
    if !attached.is_empty() {
        made = made.kid(files(chat, attached));
    }
    let foot = match state {
        Some(state) => {
            el("p", "bubble__foot").place(move || state.get().1, |at_ms| Some(minute(at_ms)))
        }
        None => el("p", "bubble__foot").kid(minute(at_ms)),
    };
    match mark {
        Some(mark) => failure(made.kid(foot.kid(mark_icon(&mark))), chat, id, mark),
        None => made.kid(foot),
    }
}

fn mark_icon(mark: &Signal<Mark>) -> El {
    let mark = mark.clone();
    el("span", "bubble__mark")
        .place(move || mark.get(), |mark| [icon(mark.glyph()), unseen(mark.word().text())])
}

fn failure(into: El, chat: &Rc<Chat>, id: EventId, mark: Signal<Mark>) -> El {
    let live = chat.live.clone();
    into.place(
        move || match mark.get() {
            Mark::Failed(reason) => Some(reason),
            _ => None,
        },
        move |reason| {
            let reason = format!("{} {}", w::NOT_SENT.text(), reason?);
            let (retry, forget) = (Rc::clone(&live.inner), Rc::clone(&live.inner));
            let again = move || retry.act(|core, now_ms| core.retry(id, now_ms));
            Some(
                el("div", "bubble__failed")
                    .attr("role", "alert")
                    .kid(el("p", "").text(&reason))
                    .kid(button("quiet", w::RETRY.text(), None, again))
                    .kid(button("quiet", w::DELETE.text(), None, move || forget.forget(id))),
            )
        },
    )
}

/// Mark and time of an own message: of the log once it is there, of the outbox before.
fn progress(chat: &Chat, id: EventId, at_ms: i64) -> (Mark, i64) {
    let logged = chat.live.thread.with(|thread| {
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
        let mark = chat.live.outgoing.with(|all| outbox_mark(all, id));
        (mark, at_ms)
    })
}

fn outbox_mark(all: &[Outgoing], id: EventId) -> Mark {
    match all.iter().find(|one| one.id == id).map(|one| &one.state) {
        Some(OutState::Refused(refusal)) => Mark::Failed(wording::refusal(refusal)),
        _ => Mark::Sending,
    }
}
