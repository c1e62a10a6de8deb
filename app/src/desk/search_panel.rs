//! Search Messages: what was said in the conversation, as somebody types.

use std::sync::Arc;

use leptos::prelude::*;
use model::search::{Hit, Scope};

use super::{
    beside::use_beside,
    search::{Finder, OF_PANEL, Searching},
};
use crate::{
    parts::{Empty, Glyph},
    words::desk as words,
};

#[component]
pub(super) fn SearchPanel() -> impl IntoView {
    let beside = use_beside();
    let scope = Signal::derive(move || beside.id.get().map(Scope::Conversation));
    let searching = Searching::new(scope, OF_PANEL);
    let sought = beside.sought;
    Effect::new(move || {
        let hits = searching.hits.get();
        sought.update(|sought| sought.mark(&hits));
    });
    // What is no longer looked for is no longer marked.
    on_cleanup(move || _ = sought.try_update(|sought| sought.mark(&[])));
    let guest = beside.guest();
    let name = move || guest.with(|it| it.as_ref().map(|it| it.name.clone()).unwrap_or_default());
    let on_open = Callback::new(move |hit: Arc<Hit>| beside.jump(hit.version));
    view! {
        <Finder
            searching
            guest=Signal::derive(name)
            on_open
            idle=|| view! {
                <Empty
                    glyph=Glyph::Search
                    title=words::SEARCH_BEGIN.text()
                    text=words::SEARCH_BEGIN_TEXT.text()
                />
            }
            .into_any()
        />
    }
}
