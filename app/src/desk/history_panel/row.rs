//! One past conversation: when, by whom, where, and how it ended.

use std::sync::Arc;

use leptos::prelude::*;
use model::{
    conversation::{Conversation, Stage},
    id::ConversationId,
};

use crate::{
    desk::room_panel::served_by,
    parts::{ExactTime, Tag, TimeStyle, Tone},
    shell::session::use_session,
    words::desk as words,
};

#[component]
pub(super) fn Row(it: Arc<Conversation>, current: Signal<Option<ConversationId>>) -> impl IntoView {
    let session = use_session();
    let (id, department) = (it.id, it.department);
    let at_ms = it.closed_at().unwrap_or(it.created).0;
    let last = last_line(&it);
    let agents = move || served_by(session, &it);
    view! {
        <div class="past">
            <p class="past__head">
                <ExactTime at_ms=Signal::stored(at_ms) style=TimeStyle::DayAndMinute/>
                <Show when=move || current.get() == Some(id)>
                    <Tag label=words::THIS_CHAT.text() tone=Tone::Accent/>
                </Show>
            </p>
            <p class="past__who">
                {agents}
                " · "
                {move || session.department_name(department)}
            </p>
            <p class="past__line" dir="auto">{last}</p>
        </div>
    }
}

/// The comment at the end; without one, what was said last.
fn last_line(it: &Conversation) -> String {
    if let Stage::Closed { comment, .. } = &it.stage
        && !comment.is_empty()
    {
        return words::ENDED_WITH.with(&[("comment", &comment.replace('\n', " "))]);
    }
    let said = it.last_line.as_ref().map(|line| line.text.clone());
    said.filter(|text| !text.is_empty()).unwrap_or_else(|| words::NO_LINE.text().to_owned())
}
