//! A button with words on it, and a link that looks like one.

use leptos::{ev::MouseEvent, prelude::*};

use super::{Glyph, Icon, fresh_id};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    Primary,
    #[default]
    Secondary,
    Quiet,
    Danger,
}

impl ButtonKind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Secondary => "secondary",
            Self::Quiet => "quiet",
            Self::Danger => "danger",
        }
    }
}

/// `blocked` holds the reason why the button cannot be pressed now. It stays focusable, so that
/// the reason can be read.
#[component]
pub fn Button(
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] glyph: Option<Glyph>,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(optional, into)] blocked: Signal<Option<String>>,
    #[prop(optional)] submit: bool,
    #[prop(optional, into)] on_click: Option<Callback<()>>,
) -> impl IntoView {
    let reason_id = StoredValue::new(fresh_id("reason"));
    let press = Press { busy, blocked, on_click };
    view! {
        <button
            class="button"
            type=if submit { "submit" } else { "button" }
            data-kind=kind.name()
            aria-busy=move || busy.get().then_some("true")
            aria-disabled=move || blocked.with(Option::is_some).then_some("true")
            aria-describedby=move || blocked.with(Option::is_some).then(|| reason_id.get_value())
            data-tip=move || blocked.get()
            on:click=move |event| press.run(&event)
        >
            {glyph.map(|glyph| view! { <Icon glyph/> })}
            <span class="button__label">{label}</span>
            <Reason id=reason_id.get_value() blocked/>
        </button>
    }
}

#[component]
pub fn ButtonLink(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] glyph: Option<Glyph>,
) -> impl IntoView {
    view! {
        <a class="button" href=href data-kind=kind.name()>
            {glyph.map(|glyph| view! { <Icon glyph/> })}
            <span class="button__label">{label}</span>
        </a>
    }
}

/// The words that `aria-describedby` of a blocked control points to.
#[component]
pub(super) fn Reason(id: String, blocked: Signal<Option<String>>) -> impl IntoView {
    view! { <span hidden id=id>{blocked}</span> }
}

/// What a press does, unless the control is busy or blocked.
#[derive(Clone, Copy)]
pub(super) struct Press {
    pub(super) busy: Signal<bool>,
    pub(super) blocked: Signal<Option<String>>,
    pub(super) on_click: Option<Callback<()>>,
}

impl Press {
    pub(super) fn run(self, event: &MouseEvent) {
        if self.busy.get_untracked() || self.blocked.with_untracked(Option::is_some) {
            // Also keeps a form from being sent by Enter.
            event.prevent_default();
            event.stop_propagation();
        } else if let Some(on_click) = self.on_click {
            on_click.run(());
        }
    }
}
