//! The files beside the message, and the button that picks them.

use leptos::{ev, html, prelude::*, reactive::owner::LocalStorage};
use web_sys::FileList;

use super::attachments::{Attached, Attachments, FileState};
use crate::{
    parts::{Glyph, Icon, IconButton, Progress, intl},
    words::{desk as words, parts as part_words, refusals},
};

/// Picked files on their way to the composer.
#[derive(Clone, Copy)]
pub(crate) struct Picked(StoredValue<FileList, LocalStorage>);

impl Picked {
    pub(crate) fn get(self) -> FileList {
        self.0.get_value()
    }
}

#[component]
pub(crate) fn Picker(
    label: String,
    blocked: Signal<Option<String>>,
    on_pick: Callback<Picked>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let picked = move |_: ev::Event| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(files) = input.files() {
            let held = StoredValue::new_local(files);
            on_pick.run(Picked(held));
            held.dispose();
        }
        // The same file may be picked again.
        input.set_value("");
    };
    view! {
        <IconButton
            glyph=Glyph::Paperclip
            label
            blocked
            on_click=move |()| {
                if let Some(input) = input.get_untracked() {
                    input.click();
                }
            }
        />
        <input node_ref=input type="file" multiple hidden tabindex="-1" on:change=picked/>
    }
}

#[component]
pub(crate) fn Files(attachments: Attachments) -> impl IntoView {
    view! {
        <Show when=move || attachments.has_any()>
            <ul class="composer__files" aria-label=words::ATTACHED.text()>
                <For each=move || attachments.list.get() key=|one| one.key let:attached>
                    <File attachments attached/>
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn File(attachments: Attachments, attached: Attached) -> impl IntoView {
    let key = attached.key;
    let state = attached.state;
    let name = attached.name.clone();
    let size = intl::bytes(attached.size_bytes);
    let retried = attached.clone();
    let can_retry = move || attached.can_retry();
    let is_failed = move || state.with(|state| matches!(state, FileState::Failed(_)));
    let uploading = words::UPLOADING.with(&[("name", &name)]);
    let status = move || match state.get() {
        FileState::Uploading(progress) => {
            view! { <Progress label=uploading.clone() value=progress/> }.into_any()
        }
        FileState::Ready(_) => {
            view! { <span class="unseen">{words::UPLOADED.text()}</span> }.into_any()
        }
        FileState::Failed(fault) => view! {
            <span class="file__problem" role="alert">{refusals::fault(&fault)}</span>
        }
        .into_any(),
    };
    let retry = Callback::new(move |()| attachments.upload(&retried));
    view! {
        <li class="file" data-state=move || is_failed().then_some("failed")>
            <Icon glyph=Glyph::File/>
            <span class="file__name">{name.clone()}</span>
            <span class="file__size">{size}</span>
            {status}
            <Show when=can_retry>
                <IconButton
                    glyph=Glyph::RefreshCw
                    label=part_words::RETRY.text()
                    on_click=retry
                />
            </Show>
            <IconButton
                glyph=Glyph::X
                label=words::REMOVE_FILE.with(&[("name", &name)])
                on_click=move |()| attachments.remove(key)
            />
        </li>
    }
}
