//! Small marks on other things: counts, tags, removable chips.

use leptos::prelude::*;

use super::{Glyph, Icon, IconButton, intl};

/// More than this says "99+": nobody counts on, and the rail is narrow.
const MOST: u32 = 99;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Neutral,
    Accent,
    Bad,
}

impl Tone {
    fn name(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Accent => "accent",
            Self::Bad => "bad",
        }
    }
}

/// `label` is the whole sentence ("2 unread messages"); nothing is shown for 0.
#[component]
pub fn Badge(
    #[prop(into)] count: Signal<u32>,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] quiet: bool,
) -> impl IntoView {
    let shown = move || match count.get() {
        many if many > MOST => format!("{}+", intl::number(f64::from(MOST))),
        few => intl::number(f64::from(few)),
    };
    view! {
        <Show when=move || { count.get() > 0 }>
            <span class="badge" data-kind=quiet.then_some("quiet")>
                <span aria-hidden="true">{shown}</span>
                <span class="unseen">{label}</span>
            </span>
        </Show>
    }
}

#[component]
pub fn Tag(
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] tone: Tone,
    #[prop(optional, into)] glyph: Option<Glyph>,
) -> impl IntoView {
    view! {
        <span class="tag" data-tone=tone.name()>
            {glyph.map(|glyph| view! { <Icon glyph/> })}
            <span class="tag__label">{label}</span>
        </span>
    }
}

/// With `on_press` its label can be pressed, to change what it says.
#[component]
pub fn Chip(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] remove: Signal<String>,
    #[prop(into)] on_remove: Callback<()>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
) -> impl IntoView {
    let remove_label = move || format!("{} {}", remove.get(), label.get());
    view! {
        <span class="chip">
            {match on_press {
                Some(on_press) => view! {
                    <button class="chip__label" type="button" on:click=move |_| on_press.run(())>
                        {label}
                    </button>
                }
                .into_any(),
                None => view! { <span class="chip__label">{label}</span> }.into_any(),
            }}
            <IconButton glyph=Glyph::X label=remove_label on_click=move |()| on_remove.run(())/>
        </span>
    }
}
