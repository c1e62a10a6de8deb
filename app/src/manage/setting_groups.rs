//! The groups of the page Settings, each with an address of its own.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use crate::{
    shell::{address::use_address, place::Place},
    words::{Word, manage as words},
};

/// What the address calls a group, and its heading.
const GROUPS: [(&str, Word); 9] = [
    ("workspace", words::WORKSPACE),
    ("routing", words::ROUTING),
    ("delivery", words::DELIVERY),
    ("limits", words::LIMITS),
    ("times", words::TIMES),
    ("preferred", words::PREFERRED),
    ("on-hold", words::ON_HOLD),
    ("pre-chat", words::PRE_CHAT),
    ("calls", words::CALLS),
];

/// Every group with its address.
pub(crate) fn setting_groups() -> impl Iterator<Item = (String, Word)> {
    GROUPS.into_iter().map(|(name, word)| (format!("{}?group={name}", Place::Settings), word))
}

/// The focus goes to the first field of the group that the address names.
pub(super) fn follow_group(form: NodeRef<html::Form>) {
    let group = use_address().query("group");
    Effect::new(move || {
        let Some(group) = group.get() else { return };
        let Some((name, _)) = GROUPS.into_iter().find(|(name, _)| *name == group) else { return };
        request_animation_frame(move || focus_group(form, name));
    });
}

fn focus_group(form: NodeRef<html::Form>, name: &str) {
    let selector = format!("[data-group='{name}'] :is(input, select, textarea)");
    let first = form
        .try_get_untracked()
        .flatten()
        .and_then(|form| form.query_selector(&selector).ok()?)
        .and_then(|field| field.dyn_into::<HtmlElement>().ok());
    let Some(field) = first else { return };
    _ = field.focus();
    if let Ok(Some(group)) = field.closest("[data-group]") {
        // No farther than it takes: what is around the form must not move.
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        group.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
