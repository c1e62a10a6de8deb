//! A look at one file, and from it to the next by arrow keys.

use std::sync::Arc;

use leptos::{ev::KeyboardEvent, prelude::*};
use model::{
    attachment::{Attachment, FileKind},
    id::UploadId,
};
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::{
    Files,
    row::{About, glyph},
};
use crate::{
    live::file_href,
    parts::{Button, Dialog, Glyph, Icon, IconButton},
    words::{desk as words, parts as part_words},
};

/// The file that the address names, as long as it is among those listed.
#[component]
pub(super) fn Preview(files: Files) -> impl IntoView {
    let named = files.address.query("file");
    let at = Memo::new(move |_| {
        let id: UploadId = named.get()?.parse().ok()?;
        files.pages.rows.with(|rows| rows.iter().position(|row| row.file.id == id))
    });
    let is_open = Memo::new(move |_| at.get().is_some());
    let close = move |()| files.address.set_query(&[("file", None)]);
    let file = Memo::new(move |before: Option<&Option<Arc<Attachment>>>| {
        let found = at.get().and_then(|at| files.pages.rows.with(|rows| rows.get(at).cloned()));
        found.or_else(|| before.cloned().flatten())
    });
    let title = Signal::derive(move || {
        file.with(|file| file.as_ref().map(|file| file.file.name.clone()).unwrap_or_default())
    });
    view! {
        <Show when=move || is_open.get()>
            <Dialog title close=part_words::CLOSE.text() on_close=close wide=true>
                <Shown files file at/>
            </Dialog>
        </Show>
    }
}

#[component]
fn Shown(
    files: Files,
    file: Memo<Option<Arc<Attachment>>>,
    at: Memo<Option<usize>>,
) -> impl IntoView {
    let step = Step { files, at };
    let on_key = move |event: KeyboardEvent| {
        if is_in_player(&event) {
            return;
        }
        match event.key().as_str() {
            "ArrowRight" => step.by(true),
            "ArrowLeft" => step.by(false),
            _ => return,
        }
        event.prevent_default();
    };
    let place = move || {
        let at = at.get()? + 1;
        let count = files.pages.total.get()?;
        Some(words::FILE_OF.with(&[("at", &at.to_string()), ("count", &count.to_string())]))
    };
    view! {
        <div class="preview" on:keydown=on_key>
            <div class="preview__stage">
                {move || file.get().map(|file| view! { <Content file/> })}
            </div>
            <p class="preview__about">
                {move || file.get().map(|file| view! { <About file files/> })}
            </p>
            <div class="dialog__foot preview__foot">
                <IconButton
                    glyph=Glyph::ArrowLeft
                    label=words::PREVIOUS_FILE.text()
                    blocked=Signal::derive(move || {
                        (at.get() == Some(0)).then(|| words::FIRST_FILE.text().to_owned())
                    })
                    on_click=move |()| step.by(false)
                />
                <span class="preview__place" role="status">{place}</span>
                <IconButton
                    glyph=Glyph::ArrowRight
                    label=words::NEXT_FILE.text()
                    blocked=Signal::derive(move || {
                        step.is_last().then(|| words::LAST_FILE.text().to_owned())
                    })
                    on_click=move |()| step.by(true)
                />
                <span class="preview__room"></span>
                <Button
                    label=words::SHOW_MESSAGE.text()
                    glyph=Glyph::MessageSquareText
                    on_click=move |()| {
                        if let Some(file) = file.get_untracked() {
                            files.jump(&file);
                        }
                    }
                />
                {move || file.get().map(|file| view! {
                    <a
                        class="button"
                        data-kind="primary"
                        href=file_href(file.file.id)
                        download=file.file.name.clone()
                    >
                        <Icon glyph=Glyph::Download/>
                        <span class="button__label">{words::DOWNLOAD.text()}</span>
                    </a>
                })}
            </div>
        </div>
    }
}

#[derive(Clone, Copy)]
struct Step {
    files: Files,
    at: Memo<Option<usize>>,
}

impl Step {
    fn is_last(self) -> bool {
        let total = self.files.pages.total.get().and_then(|total| usize::try_from(total).ok());
        self.at.get().zip(total).is_none_or(|(at, total)| at + 1 >= total)
    }

    fn by(self, is_next: bool) {
        let Some(at) = self.at.get_untracked() else { return };
        let to = if is_next { at.checked_add(1) } else { at.checked_sub(1) };
        let rows = self.files.pages.rows;
        let len = rows.with_untracked(Vec::len);
        // The page after is there when the last one of this is looked at.
        if to.is_some_and(|to| to + 2 >= len) {
            self.files.pages.more();
        }
        let file = to.and_then(|to| rows.with_untracked(|rows| rows.get(to).cloned()));
        if let Some(file) = file {
            self.files.address.set_query(&[("file", Some(file.file.id.to_string()))]);
        }
    }
}

/// Players move by the arrow keys themselves.
fn is_in_player(event: &KeyboardEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| target.matches("audio, video").unwrap_or(false))
}

/// What a browser can show without running it; a drawing and the name for everything else.
#[component]
fn Content(file: Arc<Attachment>) -> impl IntoView {
    let href = file_href(file.file.id);
    let name = file.file.name.clone();
    if file.file.is_picture() {
        let size = (file.file.width > 0)
            .then(|| (file.file.width.to_string(), file.file.height.to_string()));
        let (width, height) = size.unzip();
        return view! { <img class="preview__image" src=href alt=name width=width height=height/> }
            .into_any();
    }
    match file.kind {
        FileKind::Audio => view! {
            <audio class="preview__audio" src=href controls preload="metadata" aria-label=name></audio>
        }
        .into_any(),
        FileKind::Video => view! {
            <video class="preview__video" src=href controls preload="metadata" aria-label=name></video>
        }
        .into_any(),
        kind => view! {
            <div class="preview__none">
                <Icon glyph=glyph(kind)/>
                <p>{words::NO_PREVIEW.text()}</p>
            </div>
        }
        .into_any(),
    }
}
