//! The message box.

use leptos::{
    ev::{ClipboardEvent, KeyboardEvent, SubmitEvent},
    html,
    prelude::*,
};
use model::{
    parse,
    refusal::{Problem, Refusal},
    upload::{FILES_PER_MESSAGE, UPLOAD_LIMIT_BYTES},
};

use super::{
    super::{look, visit::Visit},
    Chat,
    attachment::AttachmentLine,
    emoji::Emoji,
};
use crate::{
    live::SayAs,
    parts::{ButtonKind, Glyph, IconButton, fresh_id, intl},
    widget::{kept, wording},
    words::{Word, widget as w},
};

/// Lines shown before the box scrolls.
const LINES: usize = 8;

/// What is being written; `Copy`.
#[derive(Clone, Copy)]
struct Draft {
    chat: Chat,
    text: RwSignal<String>,
    problem: RwSignal<Option<String>>,
    /// Sent by the visitor while files were still on their way: goes out when they are there.
    is_waiting: RwSignal<bool>,
}

impl Draft {
    fn kept(chat: Chat) -> Self {
        let text = RwSignal::new(kept::draft());
        Effect::new(move |_| text.with(|text| kept::set_draft(text)));
        let draft =
            Self { chat, text, problem: RwSignal::new(None), is_waiting: RwSignal::new(false) };
        Effect::new(move |_| {
            if draft.is_waiting.get() && !chat.attachments.is_uploading() {
                draft.is_waiting.set(false);
                untrack(|| draft.send());
            }
        });
        draft
    }

    fn write(self, text: String) {
        let Chat { live, conversation, .. } = self.chat;
        live.typing(conversation, !text.trim().is_empty());
        self.text.set(text);
        self.problem.set(None);
    }

    fn send(self) {
        let Chat { live, conversation, attachments, .. } = self.chat;
        if attachments.has_failed() {
            return;
        }
        if attachments.is_uploading() {
            return self.is_waiting.set(true);
        }
        let files = attachments.done();
        match self.text.with_untracked(|text| parse::message(text, files.len())) {
            Ok(text) => {
                live.say(conversation, text, files, SayAs::default());
                self.text.set(String::new());
                self.problem.set(None);
                attachments.clear();
            }
            Err(Refusal::Invalid { problem: Problem::Missing, .. }) => {}
            Err(refusal) => self.problem.set(Some(wording::refusal(&refusal))),
        }
    }

    /// What is wrong, or what is being waited for.
    fn note(self) -> Option<String> {
        let waiting = || self.is_waiting.get().then(|| w::WILL_SEND.text().to_owned());
        self.problem.get().or_else(|| self.chat.attachments.problem.get()).or_else(waiting)
    }
}

#[component]
pub(super) fn Composer() -> impl IntoView {
    let chat = Chat::here();
    let attachments = chat.attachments;
    let draft = Draft::kept(chat);
    let area = NodeRef::<html::Textarea>::new();
    // Whoever opened the chat or just filled the form in wants to write; a chat that loads unseen must not
    // take the focus from the page around it.
    if Visit::here().host.called.get_untracked() > 0 {
        let first = || look::focus(".composer__field");
        set_timeout(first, std::time::Duration::ZERO);
    }
    let submit = move || {
        draft.send();
        if let Some(area) = area.get_untracked() {
            _ = area.focus();
        }
    };
    view! {
        <form
            class="composer"
            on:submit=move |event: SubmitEvent| {
                event.prevent_default();
                submit();
            }
        >
            <Show when=move || !attachments.is_empty()>
                <ul class="composer__files" aria-label=w::ATTACHED.text()>
                    <For each=move || attachments.list.get() key=|one| one.key let:attachment>
                        <AttachmentLine attachment/>
                    </For>
                </ul>
            </Show>
            <p class="composer__note" role="status">{move || draft.note()}</p>
            <Field draft area on_enter=Callback::new(move |()| submit())/>
            <div class="composer__bar">
                <div class="composer__tools">
                    <Picker/>
                    <Emoji on_choose=Callback::new(move |emoji| insert(draft, area, emoji))/>
                </div>
                <IconButton
                    kind=ButtonKind::Primary
                    glyph=Glyph::Send
                    label=w::SEND.text()
                    busy=draft.is_waiting
                    on_click=move |()| submit()
                />
            </div>
            <p class="composer__drop" aria-hidden="true">{limits(w::DROP_HERE)}</p>
        </form>
    }
}

#[component]
fn Field(draft: Draft, area: NodeRef<html::Textarea>, on_enter: Callback<()>) -> impl IntoView {
    let Draft { chat, text, .. } = draft;
    let id = fresh_id("message");
    let rows = move || text.with(|text| text.split('\n').count().min(LINES).to_string());
    let press = move |event: KeyboardEvent| {
        // Enter also ends the choice of a character in an input method.
        let is_plain = !event.shift_key() && !event.alt_key() && !event.is_composing();
        if event.key() == "Enter" && is_plain {
            event.prevent_default();
            on_enter.run(());
        }
    };
    let paste = move |event: ClipboardEvent| {
        let files = event.clipboard_data().and_then(|data| data.files());
        if let Some(files) = files.filter(|files| files.length() > 0) {
            event.prevent_default();
            chat.attachments.add(&files);
        }
    };
    view! {
        <label class="unseen" for=id.clone()>{w::MESSAGE.text()}</label>
        <textarea
            class="composer__field"
            id=id
            node_ref=area
            rows=rows
            dir="auto"
            enterkeyhint="send"
            autocomplete="off"
            placeholder=w::WRITE.text()
            prop:value=text
            on:input:target=move |event| draft.write(event.target().value())
            on:keydown=press
            on:paste=paste
            on:blur=move |_| chat.live.typing(chat.conversation, false)
        ></textarea>
    }
}

/// Opens the browser's own choice of files.
#[component]
fn Picker() -> impl IntoView {
    let attachments = Chat::here().attachments;
    let input = NodeRef::<html::Input>::new();
    let pick = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let take = move |_| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(files) = input.files() {
            attachments.add(&files);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    view! {
        <input node_ref=input type="file" multiple hidden on:change=take/>
        <IconButton
            glyph=Glyph::Paperclip
            label=w::ATTACH.text()
            on_click=pick
            attr:title=limits(w::ATTACH_HINT)
        />
    }
}

fn limits(word: Word) -> String {
    let size = intl::bytes(UPLOAD_LIMIT_BYTES);
    word.with(&[("count", &FILES_PER_MESSAGE.to_string()), ("size", &size)])
}

/// Puts an emoji where the cursor stands.
fn insert(draft: Draft, area: NodeRef<html::Textarea>, emoji: &'static str) {
    let Some(area) = area.get_untracked() else { return };
    let at = area.selection_start().ok().flatten().unwrap_or_default();
    _ = area.set_range_text(emoji);
    let after = at.saturating_add(u32::try_from(emoji.encode_utf16().count()).unwrap_or_default());
    _ = area.focus();
    _ = area.set_selection_range(after, after);
    draft.write(area.value());
}
