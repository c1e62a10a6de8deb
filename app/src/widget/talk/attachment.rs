//! One file beside the message box: on its way up, there, or refused.

use leptos::prelude::*;
use model::upload::FileRef;

use super::Chat;
use crate::{
    parts::{Glyph, Icon, IconButton, Progress, intl},
    words::widget as w,
};

/// A file that will go with the next message.
#[derive(Debug, Clone)]
pub(super) struct Attachment {
    pub(super) key: u32,
    pub(super) name: String,
    pub(super) size_bytes: u64,
    pub(super) state: ArcRwSignal<State>,
    pub(super) progress: ArcRwSignal<Option<f64>>,
    /// Whether trying again could help.
    pub(super) can_retry: bool,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum State {
    Uploading,
    Done(FileRef),
    /// Why not, in words.
    Failed(String),
}

#[component]
pub(super) fn AttachmentLine(attachment: Attachment) -> impl IntoView {
    let attachments = Chat::here().attachments;
    let Attachment { key, name, size_bytes, state, progress, can_retry } = attachment;
    let state = RwSignal::from(state);
    let progress = RwSignal::from(progress);
    let values = StoredValue::new(name.clone());
    let named =
        move |word: crate::words::Word| values.with_value(|name| word.with(&[("name", name)]));
    let status = move || match state.get() {
        State::Uploading => view! {
            <Progress label=named(w::UPLOADING) value=progress/>
        }
        .into_any(),
        State::Done(_) => view! {
            <span class="file__size">{intl::bytes(size_bytes)}</span>
        }
        .into_any(),
        State::Failed(why) => {
            view! { <span class="file__error" role="alert">{why}</span> }.into_any()
        }
    };
    let can_retry = move || can_retry && matches!(state.get(), State::Failed(_));
    view! {
        <li class="file" data-state=move || state.with(State::name)>
            <Icon glyph=Glyph::File/>
            <span class="file__name" dir="auto">{name}</span>
            {status}
            <Show when=can_retry>
                <IconButton
                    glyph=Glyph::RotateCcw
                    label=named(w::TRY_FILE_AGAIN)
                    on_click=move |()| attachments.retry(key)
                />
            </Show>
            <IconButton
                glyph=Glyph::X
                label=named(w::REMOVE)
                on_click=move |()| attachments.remove(key)
            />
        </li>
    }
}

impl State {
    const fn name(&self) -> &'static str {
        match self {
            Self::Uploading => "uploading",
            Self::Done(_) => "done",
            Self::Failed(_) => "failed",
        }
    }
}
