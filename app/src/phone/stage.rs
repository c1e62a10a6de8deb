//! The pictures of a call, and what is in the way of one's own.

use leptos::{html, prelude::*};
use model::call::CallKind;

use super::line::Line;
use crate::{
    parts::{Banner, BannerKind, Glyph, Icon, IconButton},
    words::calls as words,
};

/// Both pictures of a call with video, and the trouble of any.
#[component]
pub(super) fn Stage(#[prop(into)] guest: Signal<String>) -> impl IntoView {
    let line = expect_context::<Line>();
    let has_pictures = Memo::new(move |_| {
        let kind = line.current.with(|it| it.as_ref().map(|it| (it.call.kind, it.call.rings())));
        kind == Some((CallKind::Video, false)) && line.is_open.get()
    });
    let is_muted = move || {
        let is_on = line.theirs.get().audio;
        let talks = line.current.with(|it| it.as_ref().is_some_and(|it| !it.call.rings()));
        talks && line.is_open.get() && !is_on
    };
    view! {
        <TroubleBanner/>
        <Show when=is_muted>
            <p class="phone-bar__note">
                <Icon glyph=Glyph::MicOff/>
                {move || words::IS_MUTED.with(&[("name", &guest.get())])}
            </p>
        </Show>
        <Show when=move || has_pictures.get()>
            <Pictures guest/>
        </Show>
    }
}

#[component]
fn Pictures(guest: Signal<String>) -> impl IntoView {
    let line = expect_context::<Line>();
    let node = NodeRef::<html::Div>::new();
    let fill = move |()| {
        if let Some(node) = node.get_untracked() {
            _ = node.request_fullscreen();
        }
    };
    let theirs = move || {
        let word = match line.theirs.get().video {
            true => words::THEIR_PICTURE,
            false => words::THEIR_CAMERA_IS_OFF,
        };
        word.with(&[("name", &guest.get())])
    };
    let is_off = move || (!line.theirs.get().video).then_some("off");
    view! {
        <div class="phone-stage" node_ref=node>
            <div class="phone-stage__theirs" role="img" aria-label=theirs data-state=is_off>
                <Picture is_remote=true/>
                <p class="phone-stage__off" aria-hidden="true">{theirs}</p>
            </div>
            <OwnPicture/>
            <div class="phone-stage__fill">
                <IconButton glyph=Glyph::Maximize2 label=words::FULL_SCREEN.text() on_click=fill/>
            </div>
        </div>
    }
}

#[component]
pub(super) fn OwnPicture() -> impl IntoView {
    let line = expect_context::<Line>();
    let is_on = move || line.media.get().video;
    let label = move || if is_on() { words::PREVIEW } else { words::CAMERA_IS_OFF }.text();
    view! {
        <div
            class="phone-stage__own"
            role="img"
            aria-label=label
            data-state=move || (!is_on()).then_some("off")
        >
            <Picture is_remote=false/>
            <p class="phone-stage__off" aria-hidden="true">{label}</p>
        </div>
    }
}

#[component]
fn Picture(is_remote: bool) -> impl IntoView {
    let line = expect_context::<Line>();
    let host = NodeRef::<html::Div>::new();
    Effect::new(move || {
        if let Some(host) = host.get().filter(|_| line.is_open.get()) {
            line.show(is_remote, &host);
        }
    });
    view! { <div class="phone-stage__picture" node_ref=host></div> }
}

/// Why a microphone or a camera is not on, and what to do.
#[component]
pub(super) fn TroubleBanner() -> impl IntoView {
    let line = expect_context::<Line>();
    move || {
        line.trouble.get().map(|trouble| {
            view! { <Banner kind=BannerKind::Error text=trouble.in_words()/> }
        })
    }
}
