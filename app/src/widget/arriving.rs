//! Before anything is known: a moment of loading, or no connection at all.

use super::{
    dom::{El, el},
    head::{head, plain},
    parts::{icon, press_button, spinner},
    react::on_cleanup,
    visit::Visit,
    wording,
};
use crate::{api::Fault, live::timer::Every, parts::Glyph, words::widget as w};

/// Without a network it is tried again by itself, this often.
const AGAIN_MS: i32 = 10_000;

pub(super) fn arriving(visit: &Visit) -> El {
    el("div", "widget")
        .attr("data-state", "arriving")
        .kid(head(visit, plain(), |actions| actions))
        .kid(el("div", "widget__middle").kid(spinner(w::LOADING.text())))
}

pub(super) fn failure(visit: &Visit, fault: &Fault) -> El {
    let again = visit.clone();
    let trying = Every::new(AGAIN_MS, move || again.arrive());
    on_cleanup(move || drop(trying));
    let retry = visit.clone();
    let press = Box::new(move || retry.arrive());
    let button = press_button("button", "secondary", Some(visit.is_arriving.clone()), press)
        .kid(icon(Glyph::RefreshCw))
        .kid(el("span", "button__label").text(w::RETRY.text()));
    let failed = el("div", "empty")
        .attr("role", "alert")
        .attr("data-state", "failed")
        .kid(icon(Glyph::TriangleAlert))
        .kid(el("p", "empty__title").text(w::FAILED.text()))
        .kid(el("p", "empty__text").text(&wording::fault(fault)))
        .kid(el("div", "empty__action").kid(button));
    el("div", "widget")
        .attr("data-state", "failed")
        .kid(head(visit, plain(), |actions| actions))
        .kid(el("div", "widget__middle").kid(failed))
}
