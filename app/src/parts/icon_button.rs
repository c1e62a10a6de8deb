//! A button and a link of one icon; the name is its tooltip.

use leptos::prelude::*;

use super::{
    ButtonKind, Glyph, Icon,
    button::{Press, Reason},
    fresh_id,
};

/// `blocked` holds the reason why it cannot be pressed now; `keys` its shortcut ("Alt+↓").
#[component]
pub fn IconButton(
    #[prop(into)] glyph: Signal<Glyph>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] blocked: Signal<Option<String>>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] pressed: Signal<Option<bool>>,
    #[prop(optional, into)] expanded: Signal<Option<bool>>,
    #[prop(optional)] keys: &'static str,
    #[prop(default = ButtonKind::Quiet)] kind: ButtonKind,
    #[prop(optional, into)] on_click: Option<Callback<()>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let reason_id = StoredValue::new(fresh_id("reason"));
    let press = Press { busy, blocked, on_click };
    view! {
        <button
            class="icon-button"
            type="button"
            data-kind=kind.name()
            aria-label=label
            aria-pressed=move || pressed.get().map(flag)
            aria-expanded=move || expanded.get().map(flag)
            aria-keyshortcuts=(!keys.is_empty()).then_some(keys)
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || blocked.with(Option::is_some).then_some("true")
            aria-describedby=move || blocked.with(Option::is_some).then(|| reason_id.get_value())
            data-tip=label
            data-keys=(!keys.is_empty()).then_some(keys)
            data-why=move || blocked.get()
            on:click=move |event| press.run(&event)
        >
            <Icon glyph/>
            {children.map(|children| children())}
            <Reason id=reason_id.get_value() blocked/>
        </button>
    }
}

#[component]
pub fn IconLink(
    #[prop(into)] glyph: Signal<Glyph>,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] href: Signal<String>,
    #[prop(optional, into)] current: Signal<bool>,
) -> impl IntoView {
    view! {
        <a
            class="icon-button"
            href=href
            data-kind=ButtonKind::Quiet.name()
            aria-label=label
            aria-current=move || current.get().then_some("page")
            data-tip=label
        >
            <Icon glyph/>
        </a>
    }
}

pub(super) fn flag(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}
