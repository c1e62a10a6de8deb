//! What was found, as a list.

use std::sync::Arc;

use leptos::prelude::*;
use model::{
    event::Author,
    id::ConversationId,
    search::{Hit, HitKind},
};

use super::Searching;
use crate::{
    parts::{ExactTime, Glyph, Tag, TimeStyle, VirtualList},
    words::desk as words,
};

/// Pixels of a hit: its head and two lines.
const ROW_HEIGHT: f64 = 76.0;

const fn key(hit: &Hit) -> (ConversationId, u32) {
    (hit.conversation, hit.version)
}

/// `active` is the one that the keyboard, which stays in the box, is at.
#[component]
pub(super) fn Hits(
    searching: Searching,
    id: String,
    active: RwSignal<Option<usize>>,
    guest: Signal<String>,
    on_open: Callback<Arc<Hit>>,
) -> impl IntoView {
    let scope = move || format!("{} {}", searching.is_pattern.get(), searching.text.get());
    view! {
        <VirtualList
            items=searching.hits
            key=|hit| key(hit)
            row_height=ROW_HEIGHT
            label=words::FOUND.text()
            scope=Signal::derive(scope)
            on_open
            on_near_end=move |()| searching.more()
            active
            id
            let:hit
        >
            <Row hit guest/>
        </VirtualList>
    }
}

#[component]
fn Row(hit: Arc<Hit>, guest: Signal<String>) -> impl IntoView {
    let author = match &hit.author {
        Author::Guest => guest,
        Author::Staff(person) => Signal::stored(person.name.clone()),
        Author::System => Signal::stored(words::AUTOMATIC.text().to_owned()),
    };
    let kind = match hit.kind {
        HitKind::Message => None,
        HitKind::Note => Some((words::INTERNAL_NOTE, Glyph::StickyNote)),
        HitKind::File => Some((words::FILE, Glyph::Paperclip)),
        HitKind::Comment => Some((words::COMMENT_AT_END, Glyph::CircleCheck)),
    };
    let at_ms = hit.at.0;
    view! {
        <div class="hit">
            <p class="hit__head">
                <span class="hit__author">{author}</span>
                {kind.map(|(word, glyph)| view! { <Tag label=word.text() glyph/> })}
                <ExactTime at_ms=Signal::stored(at_ms) style=TimeStyle::DayAndMinute/>
            </p>
            <p class="hit__text" dir="auto">{marked(&hit)}</p>
        </div>
    }
}

fn marked(hit: &Hit) -> Vec<AnyView> {
    hit.pieces()
        .map(|(piece, is_match)| {
            let piece = piece.to_owned();
            if is_match { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() }
        })
        .collect()
}
