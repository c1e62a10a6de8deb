//! The agent's desk: who waits, who is served, the conversation that is open, and its panels.

mod acts;
mod archived;
pub(crate) mod attention;
pub(crate) mod bell;
mod beside;
mod canned_panel;
pub(crate) mod composer;
mod contact_panel;
mod conversation;
mod ending;
mod ending_email;
mod ending_pdf;
mod files_panel;
mod footer;
mod forwarding;
mod head;
mod history_panel;
mod keys;
mod lookers;
mod mails;
mod navigator;
mod nothing;
mod panels;
mod reason;
mod room;
mod room_form;
mod room_panel;
mod routing;
mod search;
mod search_panel;
mod sought;
mod standing;
mod suggested_tags;
pub mod timeline;
mod transcript_email;
mod transcripts;

use leptos::prelude::*;
use model::id::ConversationId;

#[cfg(feature = "lazy")]
pub(crate) use self::panels::fetch as fetch_panels;
use self::{
    acts::Acts,
    attention::Attention,
    conversation::Conversation,
    keys::{HelpOpen, Keys},
    navigator::Navigator,
    nothing::Nothing,
    panels::panel_beside,
};
pub use self::{
    archived::Archived,
    bell::{Bell, provide_bell},
    beside::{Beside, afresh},
    history_panel::History,
    mails::tell_mails,
    panels::{Panel as OpenPanel, PanelButtons, PanelView, panel_of},
    room_panel::RoomInformation,
    transcripts::SendTranscript,
};
use crate::{
    parts::Swap,
    pieces::{LaterView, NotLoaded, pieces},
    shell::address::use_address,
    words::desk as words,
};

pieces! {
    conversation: conversation_of(id: ConversationId, panel: Memo<Option<OpenPanel>>), fetch_conversation => view! {
        <Conversation id panel/>
    };
}

/// The place of the conversation until what shows it is there.
fn framed(inside: AnyView) -> AnyView {
    view! { <section class="conversation" aria-label=words::CONVERSATION.text()>{inside}</section> }
        .into_any()
}

/// `/desk` and `/desk/{conversation}`; stays while the conversation changes.
#[component]
pub fn Desk(#[prop(into)] conversation: Signal<Option<ConversationId>>) -> impl IntoView {
    let address = use_address();
    provide_context(Acts::new());
    provide_context(Attention::watch());
    provide_context(HelpOpen(RwSignal::new(false)));
    let panel = panel_beside(address, conversation);
    let open = Memo::new(move |_| conversation.get());
    let column = move || match (open.get(), panel.get()) {
        (None, _) => "list",
        (Some(_), None) => "main",
        (Some(_), Some(_)) => "panel",
    };
    let shown = move |open| match open {
        Some(id) => {
            view! { <LaterView load=move || conversation_of(id, panel) framed/> }.into_any()
        }
        None => view! { <Nothing/> }.into_any(),
    };
    view! {
        <main
            class="desk"
            id="main"
            tabindex="-1"
            data-column=column
            data-panel=move || if panel.get().is_some() { "open" } else { "closed" }
        >
            <Navigator open/>
            <Swap of=open view=shown/>
            <Keys open/>
        </main>
    }
}
