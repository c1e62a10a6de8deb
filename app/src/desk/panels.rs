//! The panels at the right: one at a time, which one stands in the address.

use leptos::prelude::*;
use model::id::ConversationId;

use super::{canned_panel::CannedPanel, contact_panel::ContactPanel, room_panel::RoomPanel};
use crate::{
    parts::{Glyph, IconButton, Panel as PanelFrame},
    shell::address::{Address, use_address},
    words::{Word, canned as canned_words, desk as words, parts as part_words},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Panel {
    Room,
    Contact,
    Canned,
}

impl Panel {
    const ALL: [Self; 3] = [Self::Room, Self::Contact, Self::Canned];

    const fn key(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Contact => "contact",
            Self::Canned => "canned",
        }
    }

    const fn name(self) -> Word {
        match self {
            Self::Room => words::ROOM_INFORMATION,
            Self::Contact => words::CONTACT_INFORMATION,
            Self::Canned => canned_words::CANNED,
        }
    }

    const fn glyph(self) -> Glyph {
        match self {
            Self::Room => Glyph::Info,
            Self::Contact => Glyph::ContactRound,
            Self::Canned => Glyph::MessageSquareText,
        }
    }
}

/// The panel that the address opens beside a conversation.
pub(super) fn panel_of(
    address: Address,
    conversation: Signal<Option<ConversationId>>,
) -> Memo<Option<Panel>> {
    let asked = address.query("panel");
    Memo::new(move |_| {
        conversation.get()?;
        let key = asked.get()?;
        Panel::ALL.into_iter().find(|panel| panel.key() == key)
    })
}

fn show(address: Address, panel: Option<Panel>) {
    let key = panel.map(|panel| panel.key().to_owned());
    address.push_query(&[("panel", key), ("edit", None), ("canned", None), ("scope", None)]);
}

#[component]
pub(super) fn Edge(panel: Memo<Option<Panel>>) -> impl IntoView {
    let address = use_address();
    let button = move |own: Panel| {
        let is_open = move || panel.get() == Some(own);
        view! {
            <IconButton
                glyph=own.glyph()
                label=own.name().text()
                pressed=Signal::derive(move || Some(is_open()))
                on_click=move |()| show(address, (!untrack(is_open)).then_some(own))
            />
        }
    };
    view! {
        <nav class="edge" aria-label=words::PANELS.text()>{Panel::ALL.map(button)}</nav>
    }
}

#[component]
pub(super) fn PanelView(panel: Panel) -> impl IntoView {
    let address = use_address();
    view! {
        <PanelFrame
            title=panel.name().text()
            close=part_words::CLOSE.text()
            on_close=move |()| show(address, None)
        >
            {match panel {
                Panel::Room => view! { <RoomPanel/> }.into_any(),
                Panel::Contact => view! { <ContactPanel/> }.into_any(),
                Panel::Canned => view! { <CannedPanel/> }.into_any(),
            }}
        </PanelFrame>
    }
}
