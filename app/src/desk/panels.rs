//! The panels at the right: one at a time, which one stands in the address.

use leptos::{html, prelude::*};
use model::id::ConversationId;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::{
    beside::use_beside, canned_panel::CannedPanel, contact_panel::ContactPanel,
    files_panel::FilesPanel, history_panel::HistoryPanel, room::Room, room_panel::RoomPanel,
    search_panel::SearchPanel,
};
use crate::{
    parts::{Glyph, IconButton, Panel as PanelFrame},
    pieces::{LaterView, NotLoaded, pieces},
    shell::address::Address,
    words::{Word, canned as canned_words, desk as words, parts as part_words},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    Room,
    Contact,
    Search,
    Files,
    History,
    Canned,
}

impl Panel {
    const ALL: [Self; 6] =
        [Self::Room, Self::Contact, Self::Search, Self::Files, Self::History, Self::Canned];

    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Contact => "contact",
            Self::Search => "search",
            Self::Files => "files",
            Self::History => "history",
            Self::Canned => "canned",
        }
    }

    const fn name(self) -> Word {
        match self {
            Self::Room => words::ROOM_INFORMATION,
            Self::Contact => words::CONTACT_INFORMATION,
            Self::Search => words::SEARCH_MESSAGES,
            Self::Files => words::FILES,
            Self::History => words::CONTACT_CHAT_HISTORY,
            Self::Canned => canned_words::CANNED,
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Room => Glyph::Info,
            Self::Contact => Glyph::ContactRound,
            Self::Search => Glyph::Search,
            Self::Files => Glyph::Paperclip,
            Self::History => Glyph::History,
            Self::Canned => Glyph::MessageSquareText,
        }
    }
}

/// The panel that the address opens beside what is over: nothing is written there.
#[must_use]
pub fn panel_of(address: Address) -> Memo<Option<Panel>> {
    let asked = asked(address);
    Memo::new(move |_| asked.get().filter(|panel| *panel != Panel::Canned))
}

fn asked(address: Address) -> Memo<Option<Panel>> {
    let asked = address.query("panel");
    Memo::new(move |_| {
        let key = asked.get()?;
        Panel::ALL.into_iter().find(|panel| panel.key() == key)
    })
}

/// As [`panel_of`], beside a conversation that is not over.
pub(super) fn panel_beside(
    address: Address,
    conversation: Signal<Option<ConversationId>>,
) -> Memo<Option<Panel>> {
    let panel = asked(address);
    Memo::new(move |_| conversation.get().and_then(|_| panel.get()))
}

/// A button for each panel; `class` is what they stand in.
#[component]
pub fn PanelButtons(panel: Memo<Option<Panel>>, class: &'static str) -> impl IntoView {
    let beside = use_beside();
    let button = move |own: Panel| {
        let is_open = move || panel.get() == Some(own);
        view! {
            <span class="edge__item" data-panel-button=own.key()>
                <IconButton
                    glyph=own.glyph()
                    label=own.name().text()
                    pressed=Signal::derive(move || Some(is_open()))
                    on_click=move |()| beside.show((!untrack(is_open)).then_some(own))
                />
            </span>
        }
    };
    let is_written_in = use_context::<Room>().is_some();
    let panels = Panel::ALL.into_iter().filter(|panel| is_written_in || *panel != Panel::Canned);
    view! {
        <nav class=class aria-label=words::PANELS.text()>{panels.map(button).collect_view()}</nav>
    }
}

pieces! {
    conversation: room, fetch_room => view! { <RoomPanel/> };
    conversation: contact, fetch_contact => view! { <ContactPanel/> };
    conversation: search, fetch_search => view! { <SearchPanel/> };
    conversation: files, fetch_files => view! { <FilesPanel/> };
    conversation: history, fetch_history => view! { <HistoryPanel/> };
    conversation: canned, fetch_canned => view! { <CannedPanel/> };
}

/// `room` is shown where another than the desk's own Room Information belongs.
#[component]
pub fn PanelView(panel: Panel, #[prop(optional)] room: Option<ViewFn>) -> impl IntoView {
    let beside = use_beside();
    let node = NodeRef::<html::Div>::new();
    let takes_focus = beside.takes_focus(panel);
    let load = move || {
        let room = room.clone();
        async move {
            let inside = load(panel, room).await;
            if takes_focus {
                // After the address has changed, the old panel has gone, and this one is shown.
                request_animation_frame(move || focus_inside(node));
            }
            inside
        }
    };
    let close = move |()| {
        beside.show(None);
        request_animation_frame(move || focus_button(panel));
    };
    view! {
        <PanelFrame
            title=panel.name().text()
            close=part_words::CLOSE.text()
            leave=words::BACK_TO_CONVERSATION.text()
            on_close=close
        >
            <div class="panel__inside" node_ref=node tabindex="-1">
                <LaterView load framed=|inside| inside/>
            </div>
        </PanelFrame>
    }
}

async fn load(panel: Panel, own_room: Option<ViewFn>) -> Result<AnyView, NotLoaded> {
    match (panel, own_room) {
        (Panel::Room, Some(own)) => Ok(own.run()),
        (Panel::Room, None) => room().await,
        (Panel::Contact, _) => contact().await,
        (Panel::Search, _) => search().await,
        (Panel::Files, _) => files().await,
        (Panel::History, _) => history().await,
        (Panel::Canned, _) => canned().await,
    }
}

/// The box to type in, where there is one; else the panel, which the keyboard then scrolls.
fn focus_inside(node: NodeRef<html::Div>) {
    let Some(node) = node.get_untracked() else { return };
    let field = node.query_selector("input[type='search']").ok().flatten();
    let field = field.and_then(|field| field.dyn_into::<HtmlElement>().ok());
    _ = field.as_ref().unwrap_or(&node).focus();
}

/// The button that opened it.
fn focus_button(panel: Panel) {
    let selector = format!("[data-panel-button='{}'] > button", panel.key());
    let button = document().query_selector(&selector).ok().flatten();
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        _ = button.focus();
    }
}

/// The panels' buttons at the edge of the desk.
#[component]
pub(super) fn Edge(panel: Memo<Option<Panel>>) -> impl IntoView {
    view! { <PanelButtons panel class="edge"/> }
}
