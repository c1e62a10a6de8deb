//! The message box for a colleague: a draft that stays, files, canned responses, emoji.

use leptos::{ev, html, prelude::*};
use model::{
    parse::MESSAGE_LIMIT,
    upload::{FILES_PER_MESSAGE, UPLOAD_LIMIT_BYTES},
};

use super::{draft::Draft, log::Room};
use crate::{
    canned::Filling,
    desk::composer::{
        attachments::{Attachments, Readiness},
        files::{Files, Picked, Picker},
    },
    live,
    parts::{Button, ButtonKind, Glyph, fresh_id, intl},
    suggest::{EmojiButton, Offers, Suggestions},
    words::{desk as words, messages},
};

/// From here on the box says how much room is left.
const NEARLY_FULL: u32 = MESSAGE_LIMIT - 500;
/// Rows in browsers that do not let the box grow by itself.
const MOST_ROWS: usize = 8;

/// What is being written here. Copy.
#[derive(Clone, Copy)]
struct Writing {
    room: Room,
    draft: Draft,
    attachments: Attachments,
    node: NodeRef<html::Textarea>,
}

#[component]
pub(super) fn Composer() -> impl IntoView {
    let room = expect_context::<Room>();
    let draft = Draft::load(room.session.my_id(), room.with);
    let attachments = Attachments::new(live::Room::Colleague(room.with), draft.files);
    let writing = Writing { room, draft, attachments, node: NodeRef::new() };
    let offers = Offers { canned: Some(Filling::among_staff()), ..Offers::default() };
    let suggestions = Suggestions::new(writing.node, draft.text, offers);
    let is_over = RwSignal::new(false);
    on_cleanup(move || room.live.typing_to(room.with, false));
    view! {
        <form
            class="composer"
            data-kind="reply"
            data-drop=move || is_over.get().then_some("over")
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                writing.send(suggestions);
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
                    writing.attach(&files);
                }
            }
        >
            {suggestions.popup()}
            <Files attachments/>
            <Field writing suggestions/>
            {suggestions.notice()}
            <Tools writing suggestions/>
            <p class="composer__drop" aria-hidden="true">{words::DROP_HERE.text()}</p>
        </form>
    }
}

#[component]
fn Field(writing: Writing, suggestions: Suggestions) -> impl IntoView {
    let Writing { room, draft, node, .. } = writing;
    let id = fresh_id("message");
    let rows = move || draft.text.with(|text| text.split('\n').count().min(MOST_ROWS)).to_string();
    let placeholder = move || messages::WRITE_TO.with(&[("name", &room.seat.get().name)]);
    Effect::new(move || {
        if let Some(node) = node.get().filter(|_| has_keyboard()) {
            _ = node.focus();
        }
    });
    view! {
        <label class="unseen" for=id.clone()>{words::MESSAGE.text()}</label>
        <textarea
            node_ref=node
            class="composer__field"
            id=id
            dir="auto"
            rows=rows
            enterkeyhint="send"
            placeholder=placeholder
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls=move || suggestions.list_id()
            aria-activedescendant=move || suggestions.active_id()
            prop:value=draft.text
            on:input:target=move |event| {
                let text = event.target().value();
                room.live.typing_to(room.with, !text.trim().is_empty());
                draft.text.set(text);
                suggestions.look();
            }
            on:keydown=move |event| on_key(&event, writing, suggestions)
            on:paste=move |event: ev::ClipboardEvent| {
                let files = event.clipboard_data().and_then(|data| data.files());
                if let Some(files) = files.filter(|files| files.length() > 0) {
                    event.prevent_default();
                    writing.attach(&files);
                }
            }
            on:blur=move |_| {
                room.live.typing_to(room.with, false);
                suggestions.close();
            }
        ></textarea>
    }
}

fn on_key(event: &ev::KeyboardEvent, writing: Writing, suggestions: Suggestions) {
    // An input method's own Enter chooses a word.
    const COMPOSING: u32 = 229;
    if event.is_composing() || event.key_code() == COMPOSING || suggestions.key(event) {
        return;
    }
    if event.key() == "Enter" && !event.shift_key() && !event.alt_key() {
        event.prevent_default();
        writing.send(suggestions);
    }
}

/// On a touch screen the focus would only raise the keyboard over the log.
fn has_keyboard() -> bool {
    window().match_media("(pointer: fine)").ok().flatten().is_none_or(|media| media.matches())
}

#[component]
fn Tools(writing: Writing, suggestions: Suggestions) -> impl IntoView {
    let attach = words::ATTACH.with(&[
        ("count", &FILES_PER_MESSAGE.to_string()),
        ("size", &intl::bytes(UPLOAD_LIMIT_BYTES)),
    ]);
    view! {
        <div class="composer__bar">
            <div class="composer__tools">
                <Picker
                    label=attach
                    blocked=Signal::stored(None)
                    on_pick=Callback::new(move |files: Picked| writing.attach(&files.get()))
                />
                <EmojiButton suggestions/>
            </div>
            <span class="composer__hint">{move || hint(writing.draft)}</span>
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
    words::SEND_HINT.text().to_owned()
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

    fn send(self, suggestions: Suggestions) {
        if untrack(|| self.obstacle()).is_some() {
            return;
        }
        let text = self.draft.text.with_untracked(|text| text.trim().to_owned());
        let files = self.attachments.take();
        self.room.live.say_to(self.room.with, text, files);
        self.draft.clear();
        suggestions.forget();
        self.room.new_after.set(None);
        self.room.said.update(|said| *said = said.wrapping_add(1));
        self.focus();
    }

    fn attach(self, files: &web_sys::FileList) {
        self.attachments.add(files);
        self.focus();
    }

    fn focus(self) {
        if let Some(node) = self.node.get_untracked() {
            _ = node.focus();
        }
    }
}
