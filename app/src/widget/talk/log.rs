//! What was said, from the oldest to the newest; stays at the newest unless the visitor scrolls away.

use std::rc::Rc;

use model::{call::CallEnd, view::thread::Thread};
use wasm_bindgen_futures::spawn_local;

use super::{
    Chat,
    bubble::bubble_line,
    call,
    lines::{Line, Notice, lines},
};
use crate::{
    api::visitors,
    parts::{Glyph, intl},
    widget::{
        clock::now_ms,
        dom::{El, document, el, focus},
        parts::{button, icon, unseen},
        react::{Signal, effect, memo},
        wording::fault,
    },
    words::widget as w,
};

/// This close to the end counts as there, in CSS pixels.
const NEAR_PX: i32 = 40;
/// More than this says "99+".
const MOST_SHOWN: u32 = 99;

/// The log, and the button back to its end.
pub(super) fn log(chat: &Rc<Chat>) -> Vec<El> {
    let (thread, outgoing) = (chat.live.thread.clone(), chat.live.outgoing.clone());
    let all = memo(move || {
        thread.with(|thread| match thread {
            Some(thread) => outgoing.with(|out| lines(thread, out, intl::day_key)),
            None => Vec::new(),
        })
    });
    let drawn = Rc::clone(chat);
    let list =
        el("ol", "talk__list").each(move || all.get(), Line::key, move |line| draw(&drawn, line));
    let inner = older(el("div", "talk__inner"), chat).kid(list);
    let is_at_end = chat.is_at_end.clone();
    // The list stands upside down in its box (`column-reverse`): 0 is the newest, older is below 0.
    let talk = el("div", "talk")
        .attr("role", "log")
        .attr("aria-label", w::MESSAGES.text())
        .attr("tabindex", "0")
        .kid(inner);
    let (node, own) = (talk.clone(), Rc::clone(chat));
    let talk = talk.on("scroll", move |_| {
        is_at_end.turn_to(node.node().scroll_top() > -NEAR_PX);
    });
    to_end_with_own(&talk, &own);
    let place = el("div", "talk__jump-place");
    let ending = talk.clone();
    let jump = jump(place, chat, Rc::new(move || ending.node().set_scroll_top(0)));
    vec![talk, jump]
}

/// Whoever says something wants to see it.
fn to_end_with_own(talk: &El, chat: &Chat) {
    let outgoing = chat.live.outgoing.clone();
    let own = memo(move || outgoing.with(|all| all.last().map(|one| one.id)));
    let is_first = std::cell::Cell::new(true);
    let talk = talk.clone();
    effect(move || {
        let has_own = own.with(Option::is_some);
        if !is_first.replace(false) && has_own {
            talk.node().set_scroll_top(0);
        }
    });
}

fn draw(chat: &Rc<Chat>, line: Line) -> El {
    match line {
        Line::Day { at_ms, .. } => {
            el("li", "talk__day").kid(el("span", "").text(&day_words(at_ms)))
        }
        Line::Notice { notice, .. } => {
            let line = el("li", "talk__line").text(&notice_words(&notice));
            match notice {
                Notice::Invited { call, .. } => call::join(line, chat, call),
                _ => line,
            }
        }
        Line::Bubble(bubble) => bubble_line(chat, bubble),
    }
}

fn day_words(at_ms: i64) -> String {
    if intl::day_key(now_ms()) == intl::day_key(at_ms) {
        w::TODAY.text().to_owned()
    } else {
        intl::day(at_ms)
    }
}

fn notice_words(notice: &Notice) -> String {
    match notice {
        Notice::Joined(name) => w::JOINED.with(&[("name", name)]),
        Notice::TookOver(name) => w::TOOK_OVER.with(&[("name", name)]),
        Notice::IsBack(name) => w::IS_BACK.with(&[("name", name)]),
        Notice::Connecting(name) => w::CONNECTING.with(&[("name", name)]),
        Notice::BackInQueue => w::SOMEBODY_ELSE.text().to_owned(),
        Notice::Invited { name, .. } => w::INVITES_YOU.with(&[("name", name)]),
        Notice::CallEnded(why) => match why {
            CallEnd::HungUp | CallEnd::MovedOn => w::CALL_ENDED,
            CallEnd::Declined => w::CALL_DECLINED,
            CallEnd::Missed => w::CALL_MISSED,
            CallEnd::Lost | CallEnd::Failed => w::CALL_BROKE_OFF,
        }
        .text()
        .to_owned(),
    }
}

/// Back to the newest, with what came meanwhile.
fn jump(into: El, chat: &Chat, on_jump: Rc<dyn Fn()>) -> El {
    let said = chat.live.know(|thread| thread.conversation.staff_messages);
    let left_at = Signal::new(0);
    let (at_end, now, left) = (chat.is_at_end.clone(), said.clone(), left_at.clone());
    effect(move || {
        let said = now.get().unwrap_or_default();
        if at_end.get() {
            left.turn_to(said);
        }
    });
    let is_at_end = chat.is_at_end.clone();
    into.when(
        move || !is_at_end.get(),
        move || {
            let (said, left_at) = (said.clone(), left_at.clone());
            let new = move || said.get().unwrap_or_default().saturating_sub(left_at.get());
            let on_jump = Rc::clone(&on_jump);
            el("button", "talk__jump")
                .attr("type", "button")
                .on("click", move |_| on_jump())
                .kid(icon(Glyph::ArrowDown))
                .kid(el("span", "").text(w::NEWEST.text()))
                .place(new, badge)
        },
    )
}

fn badge(count: u32) -> Option<El> {
    if count == 0 {
        return None;
    }
    let number = intl::number(f64::from(count.min(MOST_SHOWN)));
    let shown = if count > MOST_SHOWN { number + "+" } else { number };
    let words = w::UNREAD.with(&[("count", &count.to_string())]);
    let digits = el("span", "").attr("aria-hidden", "true").text(&shown);
    Some(el("span", "badge").kid(digits).kid(unseen(&words)))
}

/// What the button for older messages does now.
#[derive(Clone)]
struct Fetching {
    is_busy: Signal<bool>,
    /// Why it failed the last time.
    failure: Signal<Option<String>>,
}

/// Fetches what is not held, where there is any.
fn older(into: El, chat: &Rc<Chat>) -> El {
    let before = chat.live.know(|thread| thread.has_older().then(|| thread.first_version()));
    let fetching = Fetching { is_busy: Signal::new(false), failure: Signal::new(None) };
    let (shown, chat) = (before.clone(), Rc::clone(chat));
    into.when(
        move || shown.get().flatten().is_some(),
        move || {
            let (before, now, chat) = (before.clone(), fetching.clone(), Rc::clone(&chat));
            let (busy, failure) = (now.is_busy.clone(), now.failure.clone());
            let press = move || {
                if let Some(before) = before.peek().flatten() {
                    fetch(&chat, before, &now);
                }
            };
            let button = button("quiet", w::SHOW_OLDER.text(), Some(busy), press);
            let line = |why: Option<String>| {
                why.map(|why| el("p", "talk__line").attr("role", "alert").text(&why))
            };
            el("div", "talk__older").kid(button).place(move || failure.get(), line)
        },
    )
}

fn fetch(chat: &Rc<Chat>, before: u32, now: &Fetching) {
    now.is_busy.set(true);
    let (chat, now) = (Rc::clone(chat), now.clone());
    spawn_local(async move {
        let page = visitors::older(chat.token.to_string(), chat.live.conversation, before).await;
        now.is_busy.set(false);
        now.failure.set(page.as_ref().err().map(fault));
        let Ok(page) = page else { return };
        chat.live.prepend(page);
        let has_more = chat.live.thread.look(|it| it.as_ref().is_some_and(Thread::has_older));
        let pressed = document().query_selector(".talk__older :focus");
        // The button goes, and with it the focus; reading goes on in the log.
        if !has_more && pressed.is_ok_and(|pressed| pressed.is_some()) {
            focus(".talk");
        }
    });
}
