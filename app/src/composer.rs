//! The message box of the staff, the same wherever they write: drafts that stay, files, emoji, canned responses,
//! names, keys. Who owns it says what it offers and what sending means:
//! ```ignore
//! let draft = Draft::load(me, room);
//! let offers = Offers { canned: Some(Filling::among_staff()), used: draft.canned, ..Offers::default() };
//! let composing = Composing::new(room, draft, offers);
//! view! { <MessageBox composing placeholder on_send=move |text| composing.say(text)/> }
//! ```

mod attachments;
mod draft;
mod field;
mod files;

use leptos::{ev, html, prelude::*};
use model::{
    parse::MESSAGE_LIMIT,
    upload::{FILES_PER_MESSAGE, UPLOAD_LIMIT_BYTES},
};

pub use self::draft::{Draft, half_written};
use self::{
    attachments::{Attachments, Readiness},
    field::Field,
    files::{Files, Picked, Picker},
};
use crate::{
    live::{Live, Room, SayAs},
    parts::{Button, ButtonKind, Glyph, intl},
    suggest::{EmojiButton, Offers, Suggestions},
    words::desk as words,
};

/// From here on the box says how much room is left.
const NEARLY_FULL: u32 = MESSAGE_LIMIT - 500;

/// What is being written in one room. Copy.
#[derive(Clone, Copy)]
pub struct Composing {
    room: Room,
    live: Live,
    pub draft: Draft,
    pub suggestions: Suggestions,
    attachments: Attachments,
    node: NodeRef<html::Textarea>,
    /// Why the last try to send did nothing.
    pub problem: RwSignal<Option<String>>,
}

#[component]
pub fn MessageBox(
    composing: Composing,
    #[prop(into)] placeholder: Signal<String>,
    /// Hears the text, trimmed, when it is to be sent; [`Composing::say`] says it.
    #[prop(into)]
    on_send: Callback<String>,
    /// Buttons beside the paper clip and the emoji.
    #[prop(optional)]
    tools: Option<AnyView>,
    /// What stands above the text.
    #[prop(optional)]
    above: Option<AnyView>,
) -> impl IntoView {
    let Composing { draft, suggestions, .. } = composing;
    let is_over = RwSignal::new(false);
    let kind = move || if draft.is_note.get() { "note" } else { "reply" };
    on_cleanup(move || composing.types(false));
    view! {
        <form
            class="composer"
            data-kind=kind
            data-drop=move || is_over.get().then_some("over")
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                composing.send(on_send);
            }
            on:dragover=move |event: ev::DragEvent| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=move |event: ev::DragEvent| {
                event.prevent_default();
                is_over.set(false);
                if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
                    composing.attach(&files);
                }
            }
        >
            {suggestions.popup()}
            {above}
            <Files attachments=composing.attachments/>
            <Field composing placeholder on_send/>
            <p class="composer__notice" data-kind="problem" role="alert">{composing.problem}</p>
            {suggestions.notice()}
            <Bar composing tools/>
            <p class="composer__drop" aria-hidden="true">{words::DROP_HERE.text()}</p>
        </form>
    }
}

#[component]
fn Bar(composing: Composing, tools: Option<AnyView>) -> impl IntoView {
    let Composing { draft, suggestions, .. } = composing;
    let attach = words::ATTACH.with(&[
        ("count", &FILES_PER_MESSAGE.to_string()),
        ("size", &intl::bytes(UPLOAD_LIMIT_BYTES)),
    ]);
    let no_files =
        move || draft.is_note.get().then(|| words::NOTES_WITHOUT_FILES.text().to_owned());
    view! {
        <div class="composer__bar">
            <div class="composer__tools">
                <Picker
                    label=attach
                    blocked=Signal::derive(no_files)
                    on_pick=Callback::new(move |files: Picked| composing.attach(&files.get()))
                />
                <EmojiButton suggestions/>
                {tools}
            </div>
            <span class="composer__hint">{move || hint(draft)}</span>
            <Button
                label=words::SEND.text()
                kind=ButtonKind::Primary
                glyph=Glyph::Send
                blocked=Signal::derive(move || composing.obstacle())
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

impl Composing {
    #[must_use]
    pub fn new(room: Room, draft: Draft, offers: Offers) -> Self {
        let node = NodeRef::new();
        Self {
            room,
            live: expect_context::<Live>(),
            draft,
            suggestions: Suggestions::new(node, draft.text, offers),
            attachments: Attachments::new(room, draft.files),
            node,
            problem: RwSignal::new(None),
        }
    }

    pub fn has_files(self) -> bool {
        self.attachments.has_any()
    }

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

    /// Sends what stands there, if it can be sent.
    pub fn send(self, on_send: Callback<String>) {
        if untrack(|| self.obstacle()).is_none() {
            on_send.run(self.draft.text.with_untracked(|text| text.trim().to_owned()));
        }
    }

    /// Says it with the files beside it; whether notes are written stays as it was chosen.
    pub fn say(self, text: String) {
        let files = self.attachments.take();
        let is_note = self.draft.is_note.get_untracked();
        let say_as = SayAs { is_note, canned: self.draft.canned.get_untracked() };
        self.live.say(self.room, text, files, say_as);
        self.clear();
        self.draft.files.set(Vec::new());
        self.focus();
    }

    /// Empties the box; files that were attached are for the next message.
    pub fn clear(self) {
        self.draft.text.set(String::new());
        self.suggestions.forget();
    }

    /// The other side hears who types, unless it is not for them.
    fn types(self, is_typing: bool) {
        // The box tells that it lost the focus even while it leaves the page.
        let is_heard = self.draft.is_note.try_get_untracked() == Some(false);
        if is_heard || !is_typing {
            self.live.typing(self.room, is_typing);
        }
    }

    /// Turns to a note, or back to a message.
    pub fn note(self, is_note: bool) {
        self.types(false);
        self.draft.is_note.set(is_note);
        self.focus();
    }

    fn attach(self, files: &web_sys::FileList) {
        if !self.draft.is_note.get_untracked() {
            self.attachments.add(files);
        }
        self.focus();
    }

    pub fn focus(self) {
        if let Some(node) = self.node.get_untracked() {
            _ = node.focus();
        }
    }
}
