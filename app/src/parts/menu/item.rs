//! One entry of a menu: something to do, a link, or a line between groups.

use leptos::prelude::*;

use crate::parts::{Glyph, Icon, fresh_id, icon_button::flag};

#[derive(Clone, Debug)]
enum Act {
    Do(Callback<()>),
    Go(String),
    Rule,
}

#[derive(Clone, Debug)]
pub struct MenuItem {
    label: String,
    act: Act,
    hint: Option<String>,
    glyph: Option<Glyph>,
    is_checked: Option<bool>,
    blocked: Option<String>,
    is_danger: bool,
}

impl MenuItem {
    pub fn new(label: impl Into<String>, on_choose: impl Into<Callback<()>>) -> Self {
        Self::of(label.into(), Act::Do(on_choose.into()))
    }

    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self::of(label.into(), Act::Go(href.into()))
    }

    #[must_use]
    pub fn rule() -> Self {
        Self::of(String::new(), Act::Rule)
    }

    fn of(label: String, act: Act) -> Self {
        Self {
            label,
            act,
            hint: None,
            glyph: None,
            is_checked: None,
            blocked: None,
            is_danger: false,
        }
    }

    #[must_use]
    pub fn glyph(self, glyph: Glyph) -> Self {
        Self { glyph: Some(glyph), ..self }
    }

    /// Makes it one of several, of which one is chosen.
    #[must_use]
    pub fn checked(self, is_checked: bool) -> Self {
        Self { is_checked: Some(is_checked), ..self }
    }

    /// Why it cannot be chosen now.
    #[must_use]
    pub fn blocked(self, reason: impl Into<String>) -> Self {
        Self { blocked: Some(reason.into()), ..self }
    }

    #[must_use]
    pub fn danger(self) -> Self {
        Self { is_danger: true, ..self }
    }

    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }
}

#[component]
pub(super) fn Row(item: MenuItem, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    match item.act.clone() {
        Act::Rule => view! { <hr class="menu__rule"/> }.into_any(),
        Act::Go(href) => view! {
            <a
                class="menu__item"
                role="menuitem"
                tabindex="-1"
                href=href
                on:click=move |_| on_done.run(())
            >
                {content(item)}
            </a>
        }
        .into_any(),
        Act::Do(on_choose) => view! { <Choose item on_choose on_done/> }.into_any(),
    }
}

#[component]
fn Choose(item: MenuItem, on_choose: Callback<()>, on_done: Callback<()>) -> impl IntoView {
    let blocked = item.blocked.is_some();
    let hint_id = (blocked || item.hint.is_some()).then(|| fresh_id("item"));
    let (label, is_checked, is_danger) = (item.label.clone(), item.is_checked, item.is_danger);
    let content = content_with(item, hint_id.clone());
    view! {
        <button
            class="menu__item"
            type="button"
            role=if is_checked.is_some() { "menuitemradio" } else { "menuitem" }
            tabindex="-1"
            aria-checked=is_checked.map(flag)
            aria-disabled=blocked.then_some("true")
            aria-label=label
            aria-describedby=hint_id
            data-kind=is_danger.then_some("danger")
            on:click=move |_| {
                if !blocked {
                    // First, so that a dialog which opens takes the focus from the trigger.
                    on_done.run(());
                    on_choose.run(());
                }
            }
        >
            {content}
        </button>
    }
}

fn content(item: MenuItem) -> impl IntoView {
    content_with(item, None)
}

fn content_with(item: MenuItem, hint_id: Option<String>) -> impl IntoView {
    let glyph = item.glyph.or_else(|| item.is_checked.map(|_| Glyph::Check));
    let hint = item.blocked.or(item.hint);
    view! {
        {glyph.map(|glyph| view! { <Icon glyph/> })}
        <span class="menu__text">
            <span class="menu__label">{item.label}</span>
            {hint.map(|hint| view! { <span class="menu__hint" id=hint_id>{hint}</span> })}
        </span>
    }
}
