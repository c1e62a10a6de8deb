//! What every screen knows of calls: the one that is this person's, and the one they wish for. The rest comes when there is one.

use leptos::prelude::*;
use model::{
    call::{Call, CallKind},
    id::ConversationId,
    permission::Staff,
    view::desk::List,
};

use super::{bar::CallBar, before::Before, line::provide_line};
use crate::{
    live::Live,
    parts::use_toaster,
    pieces::{NotLoaded, QuietView, pieces},
    shell::session::use_session,
    words::calls as words,
};

/// The call that goes on, and with whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Current {
    pub(crate) conversation: ConversationId,
    pub(crate) guest: String,
    pub(crate) call: Call,
}

/// A call that is to be started.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wish {
    pub(super) conversation: ConversationId,
    pub(super) guest: String,
    pub(super) kind: CallKind,
}

/// Copy; given as context behind the login page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Phone {
    pub(crate) current: Memo<Option<Current>>,
    pub(super) wish: RwSignal<Option<Wish>>,
    pub(crate) is_busy: RwSignal<bool>,
}

/// Gives the phone to the screens below the caller.
pub(crate) fn provide_phone() -> Phone {
    let live = expect_context::<Live>();
    let session = use_session();
    let phone = Phone {
        current: Memo::new(move |_| session.me.with(|me| current(live, &me.staff))),
        wish: RwSignal::new(None),
        is_busy: RwSignal::new(false),
    };
    provide_context(phone);
    phone
}

fn current(live: Live, staff: &Staff) -> Option<Current> {
    live.desk.with(|desk| {
        desk.list(staff, List::InProgress).into_iter().find_map(|entry| {
            let it = &entry.conversation;
            let call = it.call.as_ref().filter(|call| call.agent.id == staff.person.id)?;
            let guest = it.contact.name.clone();
            Some(Current { conversation: it.id, guest, call: call.clone() })
        })
    })
}

impl Phone {
    /// The line takes it up.
    pub(crate) fn begin(self, conversation: ConversationId, guest: String, kind: CallKind) {
        self.wish.set(Some(Wish { conversation, guest, kind }));
    }

    /// Whether there is anything for the line to do.
    fn is_wanted(self) -> bool {
        self.wish.with(Option::is_some) || self.current.with(Option::is_some)
    }
}

pieces! {
    conversation: line, fetch_line => view! { <Line/> };
}

#[component]
fn Line() -> impl IntoView {
    provide_line();
    view! { <CallBar/> <Before/> }
}

/// The line and its bar: there from the first call on, or the wish for one.
#[component]
pub(crate) fn PhoneBar(phone: Phone) -> impl IntoView {
    let toaster = use_toaster();
    let is_wanted = Memo::new(move |before| before == Some(&true) || phone.is_wanted());
    let failed = move |()| {
        if phone.wish.with_untracked(Option::is_some) {
            phone.wish.set(None);
            toaster.warn(words::NOT_LOADED.text());
        }
    };
    view! { <QuietView when=is_wanted load=line on_failed=failed/> }
}
