//! The line that says that there is no connection, once that has lasted.

use std::{cell::Cell, rc::Rc};

use super::Chat;
use crate::{
    live::{self, timer::Later},
    parts::Glyph,
    widget::{
        dom::{El, el},
        parts::{banner, button},
        react::{Signal, effect, memo},
    },
    words::widget as w,
};

/// Shorter losses are not worth a word.
const PATIENCE_MS: i32 = 1_500;

pub(super) fn connection(chat: &Rc<Chat>) -> El {
    let connection = chat.live.connection.clone();
    let is_gone = memo(move || {
        let now = connection.get();
        matches!(now, live::Connection::Offline | live::Connection::Connecting { attempt: 1.. })
    });
    let is_shown = Signal::new(false);
    let waiting = Cell::new(None);
    let shown = is_shown.clone();
    effect(move || {
        waiting.set(None);
        if is_gone.get() {
            let shown = shown.clone();
            waiting.set(Some(Later::new(PATIENCE_MS, move || shown.set(true))));
        } else {
            shown.turn_to(false);
        }
    });
    let chat = Rc::clone(chat);
    el("div", "widget__banner").when(
        move || is_shown.get(),
        move || {
            let inner = Rc::clone(&chat.live.inner);
            let retry = button("quiet", w::TRY_NOW.text(), None, move || inner.reconnect());
            banner("offline", "status", Glyph::WifiOff, w::OFFLINE.text())
                .kid(el("div", "banner__action").kid(retry))
        },
    )
}
