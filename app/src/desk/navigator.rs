//! The contact navigator: who waits, who is served, who is on hold.

mod entry;
mod menu;

use leptos::prelude::*;
use model::{
    id::ConversationId,
    view::desk::{Entry, List},
};

use self::{entry::EntryLink, menu::BellMenu};
use crate::{
    live::Live,
    parts::{Skeleton, SkeletonKind},
    shell::session::{Session, use_session},
    words::{Word, desk as words},
};

/// The lists, in the order they are shown and walked through.
pub(super) const LISTS: [List; 3] = [List::Queued, List::InProgress, List::OnHold];

/// The ids of one list, as it is shown.
pub(super) fn ids_of(live: Live, session: Session, list: List) -> Vec<ConversationId> {
    session.me.with(|me| {
        live.desk.with(|desk| {
            let entries = desk.list(&me.staff, list);
            entries.into_iter().map(|entry| entry.conversation.id).collect()
        })
    })
}

#[component]
pub(super) fn Navigator(open: Memo<Option<ConversationId>>) -> impl IntoView {
    let live = expect_context::<Live>();
    view! {
        <section class="navigator" aria-label=words::NAVIGATOR.text()>
            <div class="navigator__head">
                // The open conversation's name is the page's heading; without one, this is.
                <Show
                    when=move || open.get().is_some()
                    fallback=|| view! { <h1 class="navigator__title">{words::CHAT.text()}</h1> }
                >
                    <h2 class="navigator__title">{words::CHAT.text()}</h2>
                </Show>
                <BellMenu/>
            </div>
            <div class="navigator__body">
                <Show
                    when=move || live.is_loaded.get()
                    fallback=|| view! {
                        <Skeleton
                            kind=SkeletonKind::Entries
                            label=words::LOADING_LISTS.text()
                            rows=8
                        />
                    }
                >
                    {LISTS.map(|list| view! { <EntryList list open/> })}
                </Show>
            </div>
        </section>
    }
}

#[component]
fn EntryList(list: List, open: Memo<Option<ConversationId>>) -> impl IntoView {
    let live = expect_context::<Live>();
    let session = use_session();
    let ids = Memo::new(move |_| ids_of(live, session, list));
    let (name, none) = names(list);
    let count = move || ids.with(Vec::len);
    view! {
        <section class="entry-list" aria-label=name.text()>
            <h2 class="entry-list__head">
                {name.text()} " " <span class="entry-list__count">{count}</span>
            </h2>
            <Show
                when=move || { count() > 0 }
                fallback=move || view! { <p class="entry-list__none">{none.text()}</p> }
            >
                <ul class="entry-list__items">
                    <For each=move || ids.get() key=|id| *id let:id>
                        <li><Listed id list open/></li>
                    </For>
                </ul>
            </Show>
        </section>
    }
}

/// Follows one entry, so that a change of one does not draw the others again.
#[component]
fn Listed(id: ConversationId, list: List, open: Memo<Option<ConversationId>>) -> impl IntoView {
    let live = expect_context::<Live>();
    let held = Memo::new(move |before: Option<&Option<Entry>>| {
        let now = live.desk.with(|desk| desk.get(id).cloned());
        // It is taken out of the list right after it left the desk.
        now.or_else(|| before.cloned().flatten())
    });
    let entry = Signal::derive(move || held.get());
    view! { <EntryLink id entry list open/> }
}

const fn names(list: List) -> (Word, Word) {
    match list {
        List::Queued => (words::QUEUED, words::NONE_QUEUED),
        List::InProgress => (words::IN_PROGRESS, words::NONE_IN_PROGRESS),
        List::OnHold => (words::ON_HOLD, words::NONE_ON_HOLD),
    }
}
