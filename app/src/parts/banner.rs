//! A line above a screen that stays as long as it is true.

use leptos::prelude::*;

use super::{Glyph, Icon};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BannerKind {
    #[default]
    Info,
    Offline,
    Error,
}

/// The child is what can be done about it.
#[component]
pub fn Banner(
    #[prop(optional)] kind: BannerKind,
    #[prop(into)] text: Signal<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let (name, role, glyph) = match kind {
        BannerKind::Info => ("info", "status", Glyph::Info),
        BannerKind::Offline => ("offline", "status", Glyph::WifiOff),
        BannerKind::Error => ("error", "alert", Glyph::TriangleAlert),
    };
    view! {
        <div class="banner" data-kind=name role=role>
            <Icon glyph/>
            <p class="banner__text">{text}</p>
            {children.map(|children| view! { <div class="banner__action">{children()}</div> })}
        </div>
    }
}
