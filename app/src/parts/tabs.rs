//! Tabs that are links: the chosen one is in the address.

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{icon_button::flag, place::is_right_to_left};

#[derive(Clone, Debug)]
pub struct TabLink {
    key: &'static str,
    label: Signal<String>,
    href: Signal<String>,
    count: Signal<Option<u32>>,
}

impl TabLink {
    pub fn new(
        key: &'static str,
        label: impl Into<Signal<String>>,
        href: impl Into<Signal<String>>,
    ) -> Self {
        Self { key, label: label.into(), href: href.into(), count: Signal::default() }
    }

    #[must_use]
    pub fn count(self, count: impl Into<Signal<Option<u32>>>) -> Self {
        Self { count: count.into(), ..self }
    }
}

/// `current` is the key of the chosen tab; its content stands in a `TabPanel` with `of=id`.
#[component]
pub fn Tabs(
    id: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] current: Signal<String>,
    links: Vec<TabLink>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let on_key = move |event: KeyboardEvent| {
        if let Some(list) = list.get_untracked() {
            press(&list, &event);
        }
    };
    let tab = |link: TabLink| {
        let is_current = move || current.with(|current| current == link.key);
        view! {
            <a
                class="tab"
                role="tab"
                id=format!("{id}-{}", link.key)
                href=link.href
                tabindex=move || if is_current() { "0" } else { "-1" }
                aria-selected=move || flag(is_current())
                aria-controls=move || is_current().then(|| format!("{id}-panel"))
            >
                {link.label}
                {move || link.count.get().map(|count| view! { <span class="tab__count">{count}</span> })}
            </a>
        }
    };
    view! {
        <div node_ref=list class="tabs" role="tablist" aria-label=label on:keydown=on_key>
            {links.into_iter().map(tab).collect_view()}
        </div>
    }
}

#[component]
pub fn TabPanel(
    of: &'static str,
    #[prop(into)] current: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <div
            class="tab-panel"
            role="tabpanel"
            id=format!("{of}-panel")
            aria-labelledby=move || current.with(|current| format!("{of}-{current}"))
        >
            {children()}
        </div>
    }
}

/// Arrows move the focus; Space presses the link, as Enter does by itself.
fn press(list: &HtmlElement, event: &KeyboardEvent) {
    let tabs = list.children();
    let active = document().active_element();
    let Some(at) = (0..tabs.length()).find(|index| tabs.item(*index) == active) else {
        return;
    };
    let key = event.key();
    let Some(to) = target(&key, at, tabs.length(), is_right_to_left()) else {
        return;
    };
    event.prevent_default();
    if let Some(tab) = tabs.item(to).and_then(|tab| tab.dyn_into::<HtmlElement>().ok()) {
        if to == at && key == " " {
            tab.click();
        } else {
            _ = tab.focus();
        }
    }
}

fn target(key: &str, at: u32, count: u32, is_rtl: bool) -> Option<u32> {
    let last = count.checked_sub(1)?;
    match (key, is_rtl) {
        ("ArrowRight", false) | ("ArrowLeft", true) => Some(if at >= last { 0 } else { at + 1 }),
        ("ArrowLeft", false) | ("ArrowRight", true) => Some(at.checked_sub(1).unwrap_or(last)),
        ("Home", _) => Some(0),
        ("End", _) => Some(last),
        (" ", _) => Some(at),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn arrows_go_round_and_follow_the_reading_direction() {
        assert_eq!(target("ArrowRight", 2, 3, false), Some(0));
        assert_eq!(target("ArrowLeft", 0, 3, false), Some(2));
        assert_eq!(target("ArrowLeft", 0, 3, true), Some(1));
        assert_eq!(target("a", 0, 3, false), None);
    }
}
