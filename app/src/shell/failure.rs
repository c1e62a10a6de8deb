//! What is shown when the screens cannot be: no answer at the start, or a fault of our own later.

use std::panic;

use leptos::prelude::*;
use web_sys::Element;

use super::door::{Door, Standing};
use crate::{
    api::Fault,
    parts::Failed,
    words::{parts, refusals, shell as words},
};

/// The server did not say who we are.
#[component]
pub(super) fn CannotOpen() -> impl IntoView {
    let door = expect_context::<Door>();
    let text = move || {
        door.standing.with(|standing| match standing {
            Standing::Failed(fault) => refusals::fault(fault),
            _ => refusals::fault(&Fault::Unreachable),
        })
    };
    let retry = move |()| {
        door.standing.set(Standing::Opening);
        door.open();
    };
    view! {
        <main class="page" id="main">
            <h1 class="unseen">{words::CANNOT_OPEN.text()}</h1>
            <Failed title=words::CANNOT_OPEN.text() text retry=parts::RETRY.text() on_retry=retry/>
        </main>
    }
}

/// From here on a panic logs itself and leaves a page that says what to do, instead of a dead screen.
pub(super) fn watch_for_panics() {
    panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        // Nothing of ours may be trusted any more: only the plain page is used.
        _ = show_crash();
    }));
}

fn show_crash() -> Option<()> {
    let body = web_sys::window()?.document()?.body()?;
    if body.query_selector("[data-crashed]").ok()?.is_some() {
        return Some(());
    }
    let page = child_of(&body, "main", "page")?;
    page.set_attribute("data-crashed", "").ok()?;
    let note = child_of(&page, "div", "empty")?;
    note.set_attribute("role", "alert").ok()?;
    child_of(&note, "p", "empty__title")?.set_text_content(Some(words::CRASHED.text()));
    child_of(&note, "p", "empty__text")?.set_text_content(Some(words::CRASHED_TEXT.text()));
    let action = child_of(&note, "div", "empty__action")?;
    // A link that leads to this very address works without any of our code.
    let reload = child_of(&action, "a", "button")?;
    reload.set_attribute("href", "").ok()?;
    reload.set_attribute("data-kind", "primary").ok()?;
    reload.set_text_content(Some(words::RELOAD.text()));
    body.replace_children_with_node_1(&page);
    Some(())
}

fn child_of(parent: &Element, name: &str, class: &str) -> Option<Element> {
    let child = web_sys::window()?.document()?.create_element(name).ok()?;
    child.set_class_name(class);
    parent.append_child(&child).ok()?;
    Some(child)
}
