//! One file in the list: a look at it, its message, its bytes.

use std::sync::Arc;

use leptos::prelude::*;
use model::{
    attachment::{Attachment, FileKind},
    cursor::Side,
};

use super::Files;
use crate::{
    live::file_href,
    parts::{ExactTime, Glyph, Icon, IconButton, TimeStyle, intl},
    shell::session::use_session,
    words::desk as words,
};

#[component]
pub(super) fn Row(file: Arc<Attachment>, files: Files) -> impl IntoView {
    let name = file.file.name.clone();
    let shown = Arc::clone(&file);
    let carried = Arc::clone(&file);
    let look = words::PREVIEW_FILE.with(&[("name", &name)]);
    let jump = words::SHOW_MESSAGE_OF.with(&[("name", &name)]);
    view! {
        <li class="files__row">
            <button
                class="files__open"
                type="button"
                aria-label=look
                on:click=move |_| super::open(files, &shown)
            >
                <Thumb file=Arc::clone(&file)/>
                <span class="files__what">
                    <span class="files__name">{name}</span>
                    <span class="files__about"><About file=Arc::clone(&file) files/></span>
                </span>
            </button>
            <IconButton
                glyph=Glyph::MessageSquareText
                label=jump
                on_click=move |()| files.jump(&carried)
            />
            <Download file/>
        </li>
    }
}

/// The picture itself, small; a drawing for everything else.
#[component]
fn Thumb(file: Arc<Attachment>) -> impl IntoView {
    if file.file.is_picture() {
        return view! {
            <img class="files__thumb" src=file_href(file.file.id) alt="" loading="lazy"/>
        }
        .into_any();
    }
    view! { <span class="files__thumb"><Icon glyph=glyph(file.kind)/></span> }.into_any()
}

pub(super) const fn glyph(kind: FileKind) -> Glyph {
    match kind {
        FileKind::Image => Glyph::Image,
        FileKind::Document => Glyph::FileText,
        FileKind::Audio => Glyph::Volume2,
        FileKind::Video => Glyph::Video,
        FileKind::Other => Glyph::File,
    }
}

/// Size, who sent it, when.
#[component]
pub(super) fn About(file: Arc<Attachment>, files: Files) -> impl IntoView {
    let session = use_session();
    let (by, person) = (file.by, file.person);
    let guest = files.beside.guest();
    let who = move || match (by, person) {
        (Side::Staff, Some(person)) => session.person_name(person),
        _ => guest.with(|it| it.as_ref().map(|it| it.name.clone()).unwrap_or_default()),
    };
    view! {
        <span>{intl::bytes(file.file.size_bytes)}</span>
        <span>{who}</span>
        <ExactTime at_ms=Signal::stored(file.at.0) style=TimeStyle::DayAndMinute/>
    }
}

#[component]
fn Download(file: Arc<Attachment>) -> impl IntoView {
    let label = words::DOWNLOAD_FILE.with(&[("name", &file.file.name)]);
    view! {
        <a
            class="icon-button"
            data-kind="quiet"
            href=file_href(file.file.id)
            download=file.file.name.clone()
            aria-label=label.clone()
            data-tip=label
        >
            <Icon glyph=Glyph::Download/>
        </a>
    }
}
