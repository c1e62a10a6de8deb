//! The open conversation, and the panel beside it.

use leptos::prelude::*;
use model::id::ConversationId;

use super::{
    beside::use_beside,
    footer::Footer,
    head::Head,
    panels::{Edge, Panel, PanelView},
    room::{Room, use_room},
    timeline::Timeline,
};
use crate::{
    canned::{CannedDialog, Filling},
    parts::{ButtonLink, Empty, Glyph, Skeleton},
    shell::place::Place,
    words::{desk as words, refusals},
};

#[component]
pub(super) fn Conversation(id: ConversationId, panel: Memo<Option<Panel>>) -> impl IntoView {
    let room = Room::provide(id);
    let is_refused = Memo::new(move |_| room.watched.refused.with(Option::is_some));
    view! {
        <section class="conversation" aria-label=words::CONVERSATION.text()>
            {move || if is_refused.get() {
                view! { <NotShown/> }.into_any()
            } else {
                view! { <Head/> <Log/> <Footer/> }.into_any()
            }}
        </section>
        <SavingCanned/>
        {move || panel.get().map(|panel| view! { <PanelView panel/> })}
        <Show when=move || !is_refused.get()>
            <Edge panel/>
        </Show>
    }
}

/// The dialog for a new canned response, over the conversation.
#[component]
fn SavingCanned() -> impl IntoView {
    let room = use_room();
    move || {
        room.to_save.get().map(|text| {
            let filling = Filling::new(room.reader());
            view! { <CannedDialog text filling on_close=move |()| room.to_save.set(None)/> }
        })
    }
}

#[component]
fn Log() -> impl IntoView {
    let room = use_room();
    let sought = use_beside().sought;
    let is_at_end = RwSignal::new(true);
    room.reads_while(is_at_end.into());
    let is_loaded = Memo::new(move |_| room.watched.thread.with(Option::is_some));
    let typing = move || {
        let name = room.watched.typing.get()?;
        Some(words::IS_TYPING.with(&[("name", &name)]))
    };
    view! {
        <Show
            when=move || is_loaded.get()
            fallback=|| view! {
                <div class="timeline">
                    <Skeleton label=words::LOADING_CONVERSATION.text() rows=6/>
                </div>
            }
        >
            <Timeline
                thread=room.watched.thread
                outgoing=room.watched.outgoing
                new_after=room.new_after
                to_end=room.said
                on_end=move |here| is_at_end.set(here)
                sought
            />
        </Show>
        <p class="typing" aria-live="polite">{typing}</p>
    }
}

/// A colleague was faster; or it is not there, or not for this person: then the answer is the same.
#[component]
fn NotShown() -> impl IntoView {
    let room = use_room();
    let refusal = move || {
        let refused = room.watched.refused;
        refused.with(|refusal| refusal.as_ref().map(refusals::refusal)).unwrap_or_default()
    };
    let title = Memo::new(move |_| match room.left_to.get() {
        Some(person) => words::TAKEN_BY.with(&[("name", &room.session.person_name(person))]),
        None => words::CANNOT_SHOW.text().to_owned(),
    });
    let text = move || match room.left_to.get() {
        Some(_) => words::TAKE_ANOTHER.text().to_owned(),
        None => refusal(),
    };
    view! {
        <h1 class="unseen">{title}</h1>
        <Empty glyph=Glyph::CircleQuestionMark title text=Signal::derive(text)>
            <ButtonLink label=words::TO_LIST.text() href=Place::Desk(None).to_string()/>
        </Empty>
    }
}
