//! The line on top: who is there, and the way out.

use model::person::PersonRef;

use super::{
    dom::{El, el},
    parts::{avatar, icon_button},
    react::{Signal, memo},
    visit::Visit,
};
use crate::{parts::Glyph, words::widget as w};

/// Who is there: `agent` has a picture before the name.
pub(super) struct Who {
    pub(super) name: Box<dyn Fn() -> String>,
    pub(super) about: Box<dyn Fn() -> String>,
    pub(super) agent: Option<Signal<Option<PersonRef>>>,
}

/// `fill` puts in what stands before the way out.
pub(super) fn head(visit: &Visit, who: Who, fill: impl FnOnce(El) -> El) -> El {
    let Who { name, about, agent } = who;
    let about = memo(about);
    let shown = about.clone();
    let left = el("div", "widget__who");
    let left = match agent {
        None => left,
        Some(agent) => left.place(
            move || agent.get(),
            |agent| agent.map(|agent| avatar(&agent.name, &agent.id.to_string())),
        ),
    };
    let names = el("div", "widget__names")
        .kid(el("h1", "widget__name").attr("dir", "auto").words(name))
        .when(
            move || shown.with(|about| !about.is_empty()),
            move || {
                let about = about.clone();
                el("p", "widget__about").attr("dir", "auto").words(move || about.get())
            },
        );
    let right = fill(el("div", "widget__head-actions"));
    let host = visit.host.clone();
    let right = if host.is_framed {
        let close = move || host.say("close");
        right.kid(icon_button("quiet", Glyph::ChevronDown, w::MINIMISE.text(), None, close))
    } else {
        right
    };
    el("div", "widget__head").kid(left.kid(names)).kid(right)
}

/// Before there is anybody: the chat itself.
pub(super) fn plain() -> Who {
    Who { name: Box::new(|| w::CHAT.text().to_owned()), about: Box::new(String::new), agent: None }
}
