//! Browser notifications while the tab is in the background; a click opens the conversation.

use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Notification, NotificationOptions, NotificationPermission};

use crate::{
    live::storage,
    shell::{address::Address, place::Place},
};

const KEY: &str = "switchboard.notifications";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Permission {
    /// Never asked.
    Open,
    Granted,
    Denied,
    /// This browser has no notifications.
    Missing,
}

/// Copy; given as context in the signed-in frame.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Notifying {
    pub(crate) permission: RwSignal<Permission>,
    /// Whether the person wants them in this browser.
    pub(crate) is_on: RwSignal<bool>,
}

impl Notifying {
    pub(super) fn new() -> Self {
        let is_on = storage::get(KEY).as_deref() != Some("off");
        Self { permission: RwSignal::new(permission()), is_on: RwSignal::new(is_on) }
    }

    /// On or off, kept in this browser; asks the browser where it has not been asked.
    pub(crate) fn turn(self, is_on: bool) {
        self.is_on.set(is_on);
        if is_on {
            storage::remove(KEY);
            self.ask();
        } else {
            storage::set(KEY, "off");
        }
    }

    /// What the browser says now.
    pub(crate) fn asked() -> Permission {
        permission()
    }

    /// Somebody else asked the browser.
    pub(crate) fn look(self) {
        self.permission.try_set(permission());
    }

    /// Shows one, to see what it is like.
    pub(crate) fn try_out(self, title: &str) {
        if permission() == Permission::Granted {
            _ = Notification::new(title);
        }
    }

    fn ask(self) {
        if permission() != Permission::Open {
            return self.permission.set(permission());
        }
        let Ok(answer) = Notification::request_permission() else { return };
        spawn_local(async move {
            _ = JsFuture::from(answer).await;
            self.permission.try_set(permission());
        });
    }

    /// One per place: a newer one takes the place of the older. A press opens it.
    pub(super) fn show(self, opens: Place, title: &str, line: &str, address: Address) {
        if !self.is_on.get_untracked() || permission() != Permission::Granted {
            return;
        }
        let options = NotificationOptions::new();
        options.set_body(line);
        let url = opens.to_string();
        options.set_tag(&url);
        let Ok(shown) = Notification::new_with_options(title, &options) else { return };
        let own = shown.clone();
        let opened = Closure::once_into_js(move || {
            _ = window().focus();
            address.go(&url);
            own.close();
        });
        shown.set_onclick(Some(opened.unchecked_ref()));
    }
}

fn permission() -> Permission {
    if js_sys::Reflect::has(&window(), &"Notification".into()) != Ok(true) {
        return Permission::Missing;
    }
    match Notification::permission() {
        NotificationPermission::Granted => Permission::Granted,
        NotificationPermission::Default => Permission::Open,
        _ => Permission::Denied,
    }
}
