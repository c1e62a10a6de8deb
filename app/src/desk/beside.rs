//! What the panels stand beside: an open conversation or a closed one, and how they reach its timeline.

use leptos::prelude::*;
use model::{
    contact::ContactRef,
    conversation::Conversation,
    id::{ContactId, ConversationId},
};

use super::{panels::Panel, sought::Sought};
use crate::shell::address::{Address, use_address};

/// What of the address belongs to the inside of a panel, and goes with it.
pub const INSIDE: [&str; 11] =
    ["edit", "q", "re", "kind", "whole", "file", "chat", "find", "at", "canned", "scope"];

/// The changes with which another conversation or panel begins.
#[must_use]
pub fn afresh() -> Vec<(&'static str, Option<String>)> {
    INSIDE.map(|name| (name, None)).to_vec()
}

/// Copy; given as context around panels and the timeline beside them.
#[derive(Debug, Clone, Copy)]
pub struct Beside {
    address: Address,
    pub conversation: Signal<Option<Conversation>>,
    pub id: Signal<Option<ConversationId>>,
    /// What the timeline shows of a search.
    pub sought: RwSignal<Sought>,
    /// The panel that was just opened by hand: it takes the focus.
    opened: StoredValue<Option<Panel>>,
}

pub(super) fn use_beside() -> Beside {
    expect_context::<Beside>()
}

impl Beside {
    /// Opens what stands beside this conversation, for the current owner and what is below it.
    pub fn provide(
        id: Signal<Option<ConversationId>>,
        conversation: Signal<Option<Conversation>>,
    ) -> Self {
        let address = use_address();
        let mut sought = Sought::default();
        // A link may lead to one message; that of the chat history leads elsewhere.
        if address.query_now("chat").is_none()
            && let Some(version) = address.query_now("at").and_then(|at| at.parse().ok())
        {
            sought.jump(version);
        }
        let sought = RwSignal::new(sought);
        let opened = StoredValue::new(None);
        let beside = Self { address, conversation, id, sought, opened };
        provide_context(beside);
        beside
    }

    pub(super) fn contact(self) -> Memo<Option<ContactId>> {
        Memo::new(move |_| self.conversation.with(|it| it.as_ref().map(|it| it.contact.id)))
    }

    pub(super) fn guest(self) -> Memo<Option<ContactRef>> {
        Memo::new(move |_| self.conversation.with(|it| it.as_ref().map(|it| it.contact.clone())))
    }

    /// Opens a panel, or closes the one that is open.
    pub fn show(self, panel: Option<Panel>) {
        let key = panel.map(|panel| panel.key().to_owned());
        let mut changes = afresh();
        changes.push(("panel", key));
        self.opened.set_value(panel);
        self.sought.set(Sought::default());
        self.address.push_query(&changes);
    }

    /// Shows a message of the conversation; where there is room for one column only, in place of the panel.
    pub(super) fn jump(self, version: u32) {
        let at = ("at", Some(version.to_string()));
        if is_narrow() {
            self.address.push_query(&[at, ("panel", None), ("file", None)]);
        } else {
            self.address.set_query(&[at, ("file", None)]);
        }
        self.sought.update(|sought| sought.jump(version));
    }

    /// Whether this panel was opened by hand just now.
    pub(super) fn takes_focus(self, panel: Panel) -> bool {
        self.opened.try_update_value(Option::take).flatten() == Some(panel)
    }
}

/// Whether only one column has room, as in `style/screens/desk.css`.
fn is_narrow() -> bool {
    let asked = window().match_media("(width < 700px)").ok().flatten();
    asked.is_some_and(|media| media.matches())
}
