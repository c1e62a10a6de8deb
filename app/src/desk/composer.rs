//! The message box: drafts that stay, files, emoji, notes.

pub(crate) mod attachments;
mod draft;
mod emoji;
mod field;
pub(crate) mod files;
mod guard;
pub(crate) mod suggestions;

use leptos::{ev, html, prelude::*};
use model::{
    parse::MESSAGE_LIMIT,
    upload::{FILES_PER_MESSAGE, UPLOAD_LIMIT_BYTES},
};

pub(super) use self::draft::half_written;
use self::{
    attachments::{Attachments, Readiness},
    draft::Draft,
    field::Field,
    files::{Files, Picker},
    guard::Guard,
    suggestions::{EmojiButton, Suggestions},
};
use super::room::{Room, use_room};
use crate::{
    live,
    parts::{Button, ButtonKind, Glyph, IconButton, intl},
    words::desk as words,
};

/// From here on the box says how much room is left.
const NEARLY_FULL: u32 = MESSAGE_LIMIT - 500;

/// What is being written here. Copy.
#[derive(Clone, Copy)]
struct Writing {
    room: Room,
    draft: Draft,
    attachments: Attachments,
    guard: Guard,
    node: NodeRef<html::Textarea>,
}

#[component]
pub(super) fn Composer() -> impl IntoView {
    let room = use_room();
    let draft = Draft::load(room.session.my_id(), room.id);
    let attachments = Attachments::new(live::Room::Conversation(room.id), draft.files);
    let guard = Guard::watch(room, draft);
    let writing = Writing { room, draft, attachments, guard, node: NodeRef::new() };
    let suggestions = Suggestions::new(writing.node, draft.text);
    let is_over = RwSignal::new(false);
    let kind = move || if draft.is_note.get() { "note" } else { "reply" };
    on_cleanup(move || room.live.typing(room.id, false));
    view! {
        <form
            class="composer"
            data-kind=kind
            data-drop=move || is_over.get().then_some("over")
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                writing.send();
            }
            on:keydown=move |event| guard.key(&event, room)
            on:dragover=move |event: ev::DragEvent| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=move |event: ev::DragEvent| {
                event.prevent_default();
                is_over.set(false);
                if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
                    writing.attach(&files);
                }
            }
        >
            {suggestions.popup()}
            {guard.view(room, move || writing.send(), move || writing.focus())}
            <Files attachments/>
            <Field writing suggestions/>
            <Tools writing suggestions/>
            <p class="composer__drop" aria-hidden="true">{words::DROP_HERE.text()}</p>
        </form>
    }
}

#[component]
fn Tools(writing: Writing, suggestions: Suggestions) -> impl IntoView {
    let Writing { draft, attachments, .. } = writing;
    let attach = words::ATTACH.with(&[
        ("count", &FILES_PER_MESSAGE.to_string()),
        ("size", &intl::bytes(UPLOAD_LIMIT_BYTES)),
    ]);
    let no_files =
        move || draft.is_note.get().then(|| words::NOTES_WITHOUT_FILES.text().to_owned());
    let no_note = move || {
        let has_files = attachments.has_any() && !draft.is_note.get();
        has_files.then(|| words::NOTES_WITHOUT_FILES.text().to_owned())
    };
    view! {
        <div class="composer__bar">
            <div class="composer__tools">
                <Picker
                    label=attach
                    blocked=Signal::derive(no_files)
                    on_pick=Callback::new(move |files: files::Picked| writing.attach(&files.get()))
                />
                <EmojiButton suggestions/>
                <IconButton
                    glyph=Glyph::StickyNote
                    label=words::INTERNAL_NOTE.text()
                    pressed=Signal::derive(move || Some(draft.is_note.get()))
                    blocked=Signal::derive(no_note)
                    on_click=move |()| {
                        writing.room.live.typing(writing.room.id, false);
                        draft.is_note.update(|is_note| *is_note = !*is_note);
                        writing.focus();
                    }
                />
            </div>
            <span class="composer__hint">{move || hint(draft)}</span>
            <Button
                label=words::SEND.text()
                kind=ButtonKind::Primary
                glyph=Glyph::Send
                blocked=Signal::derive(move || writing.obstacle())
                submit=true
            />
        </div>
    }
}

fn hint(draft: Draft) -> String {
    let length = draft.text.with(|text| length(text));
    if length > MESSAGE_LIMIT {
        return words::TOO_LONG.with(&[("count", &(length - MESSAGE_LIMIT).to_string())]);
    }
    if length > NEARLY_FULL {
        return words::LEFT.with(&[("count", &(MESSAGE_LIMIT - length).to_string())]);
    }
    let word = if draft.is_note.get() { words::NOTE_HINT } else { words::SEND_HINT };
    word.text().to_owned()
}

fn length(text: &str) -> u32 {
    u32::try_from(text.trim().chars().count()).unwrap_or(u32::MAX)
}

impl Writing {
    /// Why it cannot be sent now.
    fn obstacle(self) -> Option<String> {
        let length = self.draft.text.with(|text| length(text));
        if length > MESSAGE_LIMIT {
            let count = (length - MESSAGE_LIMIT).to_string();
            return Some(words::TOO_LONG.with(&[("count", &count)]));
        }
        let word = match self.attachments.readiness() {
            Readiness::Uploading => words::UPLOADING_STILL,
            Readiness::Failed => words::UPLOAD_FAILED_STILL,
            Readiness::Nothing if length == 0 => words::NOTHING_TO_SEND,
            Readiness::Nothing | Readiness::Ready => return None,
        };
        Some(word.text().to_owned())
    }

    fn send(self) {
        if untrack(|| self.obstacle()).is_some() {
            return;
        }
        let is_note = self.draft.is_note.get_untracked();
        if !is_note && !self.guard.lets_pass(self.room) {
            return;
        }
        let text = self.draft.text.with_untracked(|text| text.trim().to_owned());
        let files = self.attachments.take();
        self.room.live.say(self.room.id, text, files, is_note);
        self.draft.clear();
        self.room.new_after.set(None);
        self.room.said.update(|said| *said = said.wrapping_add(1));
        self.focus();
    }

    fn attach(self, files: &web_sys::FileList) {
        if !self.draft.is_note.get_untracked() {
            self.attachments.add(files);
        }
        self.focus();
    }

    fn focus(self) {
        if let Some(node) = self.node.get_untracked() {
            _ = node.focus();
        }
    }
}
