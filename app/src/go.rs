//! Go to anything by `Ctrl+K`, on every screen: what was opened before, conversations, screens, commands, colleagues, contacts
//! and closed chats.

mod dialog;
mod early;
mod found;
mod recent;
mod sources;
mod target;

use leptos::{ev, prelude::*};

use self::{dialog::GoDialog, early::take_early_keys};
use crate::{
    pieces::{LaterDialog, NotLoaded, pieces},
    words::Word,
};

pieces! {
    conversation: dialog(go: Go), fetch_dialog => view! { <GoDialog go/> };
}

/// Something the open screen can do now.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Doing {
    pub(crate) name: Word,
    /// How else it is done: a key, or what is typed after a slash.
    pub(crate) keys: &'static str,
    pub(crate) is_typed: bool,
    /// Why it cannot be done now.
    pub(crate) obstacle: Signal<Option<String>>,
    pub(crate) run: Callback<()>,
}

/// Whether the dialog is open, and what the screens offer for it. Copy; given as context behind the login page.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Go {
    is_open: RwSignal<bool>,
    typed: RwSignal<String>,
    doings: RwSignal<Vec<(u32, Doing)>>,
    next: StoredValue<u32>,
}

impl Go {
    /// Offers these for as long as the current owner lives.
    pub(crate) fn offer(self, doings: impl IntoIterator<Item = Doing>) {
        let Some(by) = self.next.try_update_value(|next| {
            *next = next.wrapping_add(1);
            *next
        }) else {
            return;
        };
        let doings: Vec<_> = doings.into_iter().map(|doing| (by, doing)).collect();
        self.doings.update(|all| all.extend(doings));
        on_cleanup(move || {
            self.doings.try_update(|all| all.retain(|(one, _)| *one != by));
        });
    }
}

/// Gives it to the screens below the caller, and listens for the key.
pub(crate) fn provide_go() -> Go {
    let go = Go {
        is_open: RwSignal::new(false),
        typed: RwSignal::default(),
        doings: RwSignal::new(Vec::new()),
        next: StoredValue::new(0),
    };
    let listener = window_event_listener(ev::keydown, move |event| {
        if is_asked(&event) {
            event.prevent_default();
            if !go.is_open.get_untracked() {
                go.typed.set(String::new());
                go.is_open.set(true);
            }
        }
    });
    on_cleanup(move || listener.remove());
    provide_context(go);
    go
}

/// Also while somebody types; not over a dialog, which something is being decided in.
fn is_asked(event: &ev::KeyboardEvent) -> bool {
    let is_key = (event.ctrl_key() || event.meta_key())
        && !event.alt_key()
        && !event.shift_key()
        && event.key().eq_ignore_ascii_case("k");
    is_key && !event.default_prevented() && !is_in_dialog()
}

fn is_in_dialog() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|it| it.is_some())
}

/// The dialog, while it is open.
#[component]
pub(crate) fn GoTo(go: Go) -> impl IntoView {
    let close = move |()| go.is_open.set(false);
    view! {
        <Show when=move || go.is_open.get()>
            {take_early_keys(go)}
            <LaterDialog load=move || dialog(go) on_close=close/>
        </Show>
    }
}
