//! Direct messages: colleagues and the bot on the left, the log with one of them beside it.

mod composer;
mod list;
mod log;
mod report;
mod seat;

use leptos::prelude::*;
use model::id::PersonId;

pub(crate) use self::report::Report;
use self::{list::People, log::Conversation};
use crate::{
    desk::attention::Attention,
    parts::{Empty, Glyph},
    words::messages as words,
};

/// `/messages` and `/messages/{person}`; stays while the person changes.
#[component]
pub fn Messages(#[prop(into)] with: Signal<Option<PersonId>>) -> impl IntoView {
    provide_context(Attention::watch());
    let open = Memo::new(move |_| with.get());
    let column = move || if open.get().is_some() { "main" } else { "list" };
    view! {
        <main class="desk" id="main" tabindex="-1" data-column=column data-panel="closed">
            <People open/>
            {move || match open.get() {
                Some(with) => view! { <Conversation with/> }.into_any(),
                None => view! { <Nothing/> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <section class="conversation" aria-label=words::THREAD.text()>
            <Empty
                glyph=Glyph::MessageCircle
                title=words::NOTHING_OPEN.text()
                text=words::NOTHING_OPEN_TEXT.text()
            />
        </section>
    }
}
