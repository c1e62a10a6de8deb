//! A button that opens a list of things to do.

mod item;
mod keys;

use leptos::{ev::KeyboardEvent, html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

pub use item::MenuItem;
use item::Row;

use super::{
    Glyph, Icon, fresh_id,
    icon_button::flag,
    place::{Align, Area, place},
};

/// `children` stand on the trigger instead of the icon.
#[component]
pub fn Menu(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] items: Signal<Vec<MenuItem>>,
    #[prop(default = Glyph::Ellipsis)] glyph: Glyph,
    /// The children say it all: the label names the list only.
    #[prop(optional)]
    is_named: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let popup_id = fresh_id("menu");
    let popup = Popup {
        trigger: NodeRef::new(),
        list: NodeRef::new(),
        is_open: RwSignal::new(false),
        typed: StoredValue::new(String::new()),
    };
    let class = if children.is_some() { "menu-button" } else { "icon-button" };
    let name = children.is_none().then_some(label);
    let content = match children {
        Some(children) if is_named => children().into_any(),
        // What it shows is part of its name: "Availability Away".
        Some(children) => view! { <span class="unseen">{label} " "</span> {children()} }.into_any(),
        None => view! { <Icon glyph/> }.into_any(),
    };
    view! {
        <div class="menu">
            <button
                node_ref=popup.trigger
                class=class
                type="button"
                data-kind="quiet"
                aria-label=name
                aria-haspopup="menu"
                aria-expanded=move || flag(popup.is_open.get())
                aria-controls=popup_id.clone()
                data-tip=name
                on:click=move |_| popup.toggle()
                on:keydown=move |event| popup.trigger_key(&event)
            >
                {content}
            </button>
            <div
                node_ref=popup.list
                class="menu__list"
                id=popup_id
                role="menu"
                aria-label=label
                popover="auto"
                on:toggle=move |_| popup.after_toggle()
                on:keydown=move |event| popup.list_key(&event)
            >
                // As they were when it opened: entries that move under the finger are pressed by mistake.
                <Show when=move || popup.is_open.get()>
                    {move || items.get_untracked().into_iter().map(|item| {
                        view! { <Row item on_done=move |()| popup.close()/> }
                    }).collect_view()}
                </Show>
            </div>
        </div>
    }
}

#[derive(Clone, Copy)]
struct Popup {
    trigger: NodeRef<html::Button>,
    list: NodeRef<html::Div>,
    is_open: RwSignal<bool>,
    typed: StoredValue<String>,
}

impl Popup {
    fn toggle(self) {
        if self.is_open.get_untracked() { self.close() } else { self.open(keys::Step::First) }
    }

    fn open(self, first: keys::Step) {
        self.is_open.set(true);
        self.typed.set_value(String::new());
        // The rows exist after the next turn of the effects.
        request_animation_frame(move || {
            let (Some(trigger), Some(list)) =
                (self.trigger.get_untracked(), self.list.get_untracked())
            else {
                return;
            };
            _ = list.show_popover();
            place(&list, Area::from(trigger.get_bounding_client_rect()), Align::Start);
            self.step(first);
        });
    }

    /// Also gives the focus back to the trigger.
    fn close(self) {
        if let Some(list) = self.list.get_untracked() {
            _ = list.hide_popover();
        }
        if let Some(trigger) = self.trigger.get_untracked() {
            _ = trigger.focus();
        }
        self.is_open.set(false);
    }

    /// The browser closes it by itself: a click elsewhere, Esc.
    fn after_toggle(self) {
        let shown = self
            .list
            .get_untracked()
            .is_some_and(|list| list.matches(":popover-open").unwrap_or(false));
        self.is_open.try_set(shown);
    }

    fn trigger_key(self, event: &KeyboardEvent) {
        let first = match event.key().as_str() {
            "ArrowDown" => keys::Step::First,
            "ArrowUp" => keys::Step::Last,
            _ => return,
        };
        event.prevent_default();
        self.open(first);
    }

    fn list_key(self, event: &KeyboardEvent) {
        event.stop_propagation();
        match event.key().as_str() {
            "Tab" => self.close(),
            "Escape" => {
                event.prevent_default();
                self.close();
            }
            key => {
                if let Some(step) = keys::Step::of(key, &self.typed) {
                    event.prevent_default();
                    self.step(step);
                }
            }
        }
    }

    fn step(self, step: keys::Step) {
        let rows = self.rows();
        let active = document().active_element();
        let at = rows.iter().position(|row| active.as_ref() == Some(row.as_ref()));
        let texts =
            rows.iter().map(|row| row.text_content().unwrap_or_default()).collect::<Vec<_>>();
        if let Some(row) = step.target(at, &texts).and_then(|index| rows.get(index)) {
            _ = row.focus();
        }
    }

    fn rows(self) -> Vec<HtmlElement> {
        let Some(found) =
            self.list.get_untracked().and_then(|list| list.query_selector_all(".menu__item").ok())
        else {
            return Vec::new();
        };
        (0..found.length()).filter_map(|index| found.item(index)?.dyn_into().ok()).collect()
    }
}
