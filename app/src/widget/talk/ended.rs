//! After the end: who ended it, what they left to say, and the way to a new chat.

use leptos::prelude::*;
use model::{conversation::Stage, event::Author, view::thread::Thread};

use super::Chat;
use crate::{
    live::OutState,
    parts::{Button, ButtonKind, Prose},
    widget::{kept, visit::Visit},
    words::widget as w,
};

#[component]
pub(super) fn Ended() -> impl IntoView {
    let chat = Chat::here();
    let visit = Visit::here();
    let end = chat.know(end_of);
    let comment = move || {
        let (_, comment) = end.get().flatten()?;
        (!comment.is_empty()).then(|| {
            view! {
                <blockquote class="ended__comment prose" dir="auto">
                    <Prose text=comment/>
                </blockquote>
            }
        })
    };
    let restart = move |()| {
        keep_unsent(chat);
        visit.host.called.update(|called| *called = called.wrapping_add(1));
        visit.start_over();
    };
    view! {
        <div class="ended">
            <p class="ended__title" role="status">
                {move || end.get().flatten().map(|(words, _)| words)}
            </p>
            {comment}
            <Button kind=ButtonKind::Primary label=w::START_NEW.text() on_click=restart/>
        </div>
    }
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
fn keep_unsent(chat: Chat) {
    let unsent = chat.watched.outgoing.get_untracked();
    let mut draft = kept::draft();
    for one in unsent.into_iter().filter(|one| matches!(one.state, OutState::Refused(_))) {
        if !draft.is_empty() && !one.text.is_empty() {
            draft.push('\n');
        }
        draft.push_str(&one.text);
        chat.live.forget(one.id);
    }
    kept::set_draft(&draft);
}
