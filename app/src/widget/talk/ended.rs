//! After the end: who ended it, what they left to say, and the way to a new chat.

use std::rc::Rc;

use model::{conversation::Stage, event::Author, view::thread::Thread};

use super::Chat;
use crate::{
    live::OutState,
    widget::{
        dom::{El, el},
        kept,
        parts::{button, prose},
    },
    words::widget as w,
};

pub(super) fn ended(chat: &Rc<Chat>) -> El {
    let end = chat.live.know(end_of);
    let (title, comment) = (end.clone(), end);
    let own = Rc::clone(chat);
    let restart = move || {
        keep_unsent(&own);
        own.visit.host.call();
        own.visit.start_over();
    };
    let words = move || title.get().flatten().map_or_else(String::new, |(words, _)| words);
    el("div", "ended")
        .kid(el("p", "ended__title").attr("role", "status").words(words))
        .place(
            move || comment.get().flatten().map(|(_, comment)| comment),
            |comment| {
                let comment = comment.filter(|comment| !comment.is_empty())?;
                let quote = el("blockquote", "ended__comment prose").attr("dir", "auto");
                Some(prose(quote, &comment, false))
            },
        )
        .kid(button("primary", w::START_NEW.text(), None, restart))
}

/// Who ended it, in words, and the comment they left.
fn end_of(thread: &Thread) -> Option<(String, String)> {
    let Stage::Closed { by, comment, .. } = &thread.conversation.stage else { return None };
    let words = match by {
        Author::Guest => w::YOU_ENDED.text().to_owned(),
        Author::Staff(person) => w::THEY_ENDED.with(&[("name", &person.name)]),
        Author::System => w::ENDED.text().to_owned(),
    };
    Some((words, comment.clone()))
}

/// What came too late for this chat stands in the message box of the next one.
fn keep_unsent(chat: &Chat) {
    let mut draft = kept::draft();
    for one in chat.live.outgoing.peek() {
        if !matches!(one.state, OutState::Refused(_)) {
            continue;
        }
        if !draft.is_empty() && !one.text.is_empty() {
            draft.push('\n');
        }
        draft.push_str(&one.text);
        chat.live.inner.forget(one.id);
    }
    kept::set_draft(&draft);
}
