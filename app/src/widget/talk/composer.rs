//! The message box.

use std::rc::Rc;

use model::{
    parse,
    refusal::{Problem, Refusal},
    upload::{FILES_PER_MESSAGE, UPLOAD_LIMIT_BYTES},
};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Event, HtmlInputElement, HtmlTextAreaElement, KeyboardEvent};

use super::{Chat, attachment::attachment_line, emoji::emoji};
use crate::{
    live::inner::Words,
    parts::{Glyph, intl},
    widget::{
        dom::{El, el, focus, soon},
        kept,
        parts::{fresh_id, icon_button},
        react::{Signal, effect, untrack},
        wording,
    },
    words::{Word, widget as w},
};

/// Lines shown before the box scrolls.
const LINES: usize = 8;

/// What is being written.
struct Draft {
    chat: Rc<Chat>,
    text: Signal<String>,
    problem: Signal<Option<String>>,
    /// Sent by the visitor while files were still on their way: goes out when they are there.
    is_waiting: Signal<bool>,
}

impl Draft {
    fn kept(chat: &Rc<Chat>) -> Rc<Self> {
        let text = Signal::new(kept::draft());
        let own = text.clone();
        effect(move || own.with(|text| kept::set_draft(text)));
        let (problem, is_waiting) = (Signal::new(None), Signal::new(false));
        let draft = Rc::new(Self { chat: Rc::clone(chat), text, problem, is_waiting });
        let own = Rc::clone(&draft);
        effect(move || {
            let is_uploading = own.chat.attachments.is_uploading();
            if own.is_waiting.get() && !is_uploading {
                own.is_waiting.set(false);
                untrack(|| own.send());
            }
        });
        draft
    }

    fn write(&self, text: String) {
        let live = &self.chat.live;
        live.inner.typing(live.room(), !text.trim().is_empty());
        self.text.turn_to(text);
        self.problem.turn_to(None);
    }

    fn send(&self) {
        let Chat { live, attachments, .. } = &*self.chat;
        if attachments.has_failed() {
            return;
        }
        if attachments.is_uploading() {
            return self.is_waiting.set(true);
        }
        let files = attachments.done();
        match self.text.look(|text| parse::message(text, files.len())) {
            Ok(text) => {
                let (is_note, canned) = (false, Vec::new());
                live.inner.say(live.room(), Words { text, files, is_note, canned });
                self.text.set(String::new());
                self.problem.set(None);
                attachments.clear();
            }
            Err(Refusal::Invalid { problem: Problem::Missing, .. }) => {}
            Err(refusal) => self.problem.set(Some(wording::refusal(&refusal))),
        }
    }

    /// What is wrong, or what is being waited for.
    fn note(&self) -> String {
        let waiting = || self.is_waiting.get().then(|| w::WILL_SEND.text().to_owned());
        let problem = self.problem.get().or_else(|| self.chat.attachments.problem.get());
        problem.or_else(waiting).unwrap_or_default()
    }
}

pub(super) fn composer(chat: &Rc<Chat>) -> El {
    let draft = Draft::kept(chat);
    let area = area(&draft);
    // Whoever opened the chat or just filled the form in wants to write; a chat that loads unseen must not
    // take the focus from the page around it.
    if chat.visit.host.is_called() {
        soon(|| focus(".composer__field"));
    }
    let field: HtmlTextAreaElement = area.cast();
    let (own, shown) = (Rc::clone(&draft), field.clone());
    let submit: Rc<dyn Fn()> = Rc::new(move || {
        own.send();
        _ = shown.focus();
    });
    let (entered, pressed, sent) = (Rc::clone(&submit), Rc::clone(&submit), submit);
    let area = area.on("keydown", move |event| press(&event, &*entered));
    let id = area.node().id();
    let (noted, chosen) = (Rc::clone(&draft), Rc::clone(&draft));
    let send = icon_button(
        "primary",
        Glyph::Send,
        w::SEND.text(),
        Some(draft.is_waiting.clone()),
        move || sent(),
    );
    let tools = el("div", "composer__tools")
        .kids(picker(chat))
        .kids(emoji(move |emoji| insert(&chosen, &field, emoji)));
    attached(el("form", "composer"), chat)
        .kid(el("p", "composer__note").attr("role", "status").words(move || noted.note()))
        .kid(el("label", "unseen").attr("for", &id).text(w::MESSAGE.text()))
        .kid(area)
        .kid(el("div", "composer__bar").kid(tools).kid(send))
        .kid(el("p", "composer__drop").attr("aria-hidden", "true").text(&limits(w::DROP_HERE)))
        .on("submit", move |event| {
            event.prevent_default();
            pressed();
        })
}

fn attached(into: El, chat: &Rc<Chat>) -> El {
    let (all, chat) = (chat.attachments.clone(), Rc::clone(chat));
    into.when(
        move || !all.is_empty(),
        move || {
            let (list, own) = (chat.attachments.list.clone(), chat.attachments.clone());
            el("ul", "composer__files").attr("aria-label", w::ATTACHED.text()).each(
                move || list.get(),
                |one| one.key,
                move |one| attachment_line(&own, one),
            )
        },
    )
}

fn area(draft: &Rc<Draft>) -> El {
    let area = el("textarea", "composer__field")
        .attr("id", &fresh_id("message"))
        .attr("dir", "auto")
        .attr("enterkeyhint", "send")
        .attr("autocomplete", "off")
        .attr("placeholder", w::WRITE.text());
    let field: HtmlTextAreaElement = area.cast();
    let (shown, own) = (field.clone(), Rc::clone(draft));
    effect(move || {
        own.text.with(|text| {
            shown.set_rows(u32::try_from(text.split('\n').count().min(LINES)).unwrap_or(1));
            // Setting what stands there already would move the cursor.
            if shown.value() != *text {
                shown.set_value(text);
            }
        });
    });
    let (typed, pasted, left) = (Rc::clone(draft), Rc::clone(draft), Rc::clone(draft));
    area.on("input", move |_| typed.write(field.value()))
        .on("paste", move |event| paste(&pasted.chat, &event))
        .on("blur", move |_| {
            let live = &left.chat.live;
            live.inner.typing(live.room(), false);
        })
}

fn press(event: &Event, on_enter: &dyn Fn()) {
    let key: &KeyboardEvent = event.unchecked_ref();
    // Enter also ends the choice of a character in an input method.
    let is_plain = !key.shift_key() && !key.alt_key() && !key.is_composing();
    if key.key() == "Enter" && is_plain {
        event.prevent_default();
        on_enter();
    }
}

fn paste(chat: &Chat, event: &Event) {
    let data = event.unchecked_ref::<ClipboardEvent>().clipboard_data();
    let files = data.and_then(|data| data.files());
    if let Some(files) = files.filter(|files| files.length() > 0) {
        event.prevent_default();
        chat.attachments.add(&files);
    }
}

/// Opens the browser's own choice of files.
fn picker(chat: &Rc<Chat>) -> [El; 2] {
    let input = el("input", "").attr("type", "file").attr("multiple", "").attr("hidden", "");
    let field: HtmlInputElement = input.cast();
    let (picked, chat) = (field.clone(), Rc::clone(chat));
    let input = input.on("change", move |_| {
        if let Some(files) = picked.files() {
            chat.attachments.add(&files);
        }
        // The same file can be chosen again.
        picked.set_value("");
    });
    let face =
        icon_button("quiet", Glyph::Paperclip, w::ATTACH.text(), None, move || field.click());
    [input, face.attr("title", &limits(w::ATTACH_HINT))]
}

fn limits(word: Word) -> String {
    let size = intl::bytes(UPLOAD_LIMIT_BYTES);
    word.with(&[("count", &FILES_PER_MESSAGE.to_string()), ("size", &size)])
}

/// Puts an emoji where the cursor stands.
fn insert(draft: &Draft, area: &HtmlTextAreaElement, emoji: &'static str) {
    let at = area.selection_start().ok().flatten().unwrap_or_default();
    _ = area.set_range_text(emoji);
    let after = at.saturating_add(u32::try_from(emoji.encode_utf16().count()).unwrap_or_default());
    _ = area.focus();
    _ = area.set_selection_range(after, after);
    draft.write(area.value());
}
