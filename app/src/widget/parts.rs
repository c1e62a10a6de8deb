//! The building blocks of the chat: the same elements, classes and roles as the desk's parts, without its framework.

mod field;
mod modal;
mod prose;

use std::sync::atomic::{AtomicU32, Ordering};

pub(super) use field::{Field, area_field, checkbox, many_field, select, text_field};
pub(super) use modal::{Question, confirm, dialog};
pub(super) use prose::prose;

use super::{
    dom::{El, el, svg},
    react::Signal,
};
use crate::parts::{Glyph, initials, intl, tone};

static NEXT: AtomicU32 = AtomicU32::new(1);

/// An element id that no other element of this page has.
pub(super) fn fresh_id(prefix: &str) -> String {
    let mut id = String::from(prefix);
    id.push('-');
    id.push_str(&NEXT.fetch_add(1, Ordering::Relaxed).to_string());
    id
}

pub(super) fn icon(glyph: Glyph) -> El {
    svg("icon", glyph.drawing)
        .attr("viewBox", "0 0 24 24")
        .attr("fill", "none")
        .attr("stroke", "currentColor")
        .attr("stroke-width", "2")
        .attr("stroke-linecap", "round")
        .attr("stroke-linejoin", "round")
        .attr("aria-hidden", "true")
        .maybe("data-flips", glyph.flips.then_some(""))
}

/// A button with words on it. While `busy` it does nothing.
pub(super) fn button(
    kind: &str,
    label: &str,
    busy: Option<Signal<bool>>,
    press: impl Fn() + 'static,
) -> El {
    press_button("button", kind, busy, Box::new(press)).kid(el("span", "button__label").text(label))
}

/// A button with an icon on it; the label is its name and its tooltip.
pub(super) fn icon_button(
    kind: &str,
    glyph: Glyph,
    label: &str,
    busy: Option<Signal<bool>>,
    press: impl Fn() + 'static,
) -> El {
    named(press_button("icon-button", kind, busy, Box::new(press)), label).kid(icon(glyph))
}

/// Gives an icon button its name.
pub(super) fn named(button: El, label: &str) -> El {
    button.attr("aria-label", label).attr("data-tip", label)
}

/// A button without a face.
pub(super) fn press_button(
    class: &str,
    kind: &str,
    busy: Option<Signal<bool>>,
    press: Box<dyn Fn()>,
) -> El {
    let made = el("button", class).attr("type", "button").attr("data-kind", kind);
    let is_busy = busy.clone();
    let made = match busy {
        Some(busy) => made.flag("aria-busy", move || busy.get()),
        None => made,
    };
    made.on("click", move |event| {
        if is_busy.as_ref().is_some_and(Signal::peek) {
            event.prevent_default();
            event.stop_propagation();
        } else {
            press();
        }
    })
}

/// A line above a screen that stays as long as it is true.
pub(super) fn banner(kind: &str, role: &str, glyph: Glyph, text: &str) -> El {
    el("div", "banner")
        .attr("data-kind", kind)
        .attr("role", role)
        .kid(icon(glyph))
        .kid(el("p", "banner__text").text(text))
}

/// Something is on its way; the style shows the words after two seconds.
pub(super) fn spinner(label: &str) -> El {
    el("p", "spinner")
        .attr("role", "status")
        .kid(el("span", "spinner__ring").attr("aria-hidden", "true"))
        .kid(el("span", "spinner__label").text(label))
}

/// The coloured circle of a person.
pub(super) fn avatar(name: &str, seed: &str) -> El {
    el("span", "avatar")
        .attr("aria-hidden", "true")
        .attr("data-tone", &tone(seed).to_string())
        .attr("data-size", "medium")
        .text(&initials(name))
}

/// A moment of the day, exact on hover.
pub(super) fn minute(at_ms: i64) -> El {
    el("time", "time")
        .attr("datetime", &intl::machine(at_ms))
        .attr("title", &intl::date_time(at_ms))
        .text(&intl::minute(at_ms))
}

/// Words for those who do not see.
pub(super) fn unseen(words: &str) -> El {
    el("span", "unseen").text(words)
}
