//! Whether somebody is inside: before the first answer, in an empty workspace, logged out, or signed in.

use leptos::{ev, prelude::*, task::spawn_local};
use model::session::{Bootstrap, Me};

use super::{address::Address, place::Place};
use crate::{
    api::{self, Fault},
    live::storage,
};

/// Changes whenever somebody signs in or out in any tab, so that the other tabs look again.
const SIGNED_KEY: &str = "switchboard.signed";

/// Where a browser stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Standing {
    /// The server was asked and has not answered yet.
    Opening,
    Failed(Fault),
    /// The workspace is empty: the first visit creates the administrator.
    Empty,
    Outside,
    Inside(Box<Me>),
}

/// The door. Copy; from context.
#[derive(Debug, Clone, Copy)]
pub(super) struct Door {
    pub(super) standing: RwSignal<Standing>,
    pub(super) workspace_name: RwSignal<String>,
    pub(super) is_demo: RwSignal<bool>,
    /// The session ended by itself: the login page says so.
    pub(super) was_signed_out: RwSignal<bool>,
    address: Address,
}

impl Door {
    pub(super) fn provide(address: Address) -> Self {
        let door = Self {
            standing: RwSignal::new(Standing::Opening),
            workspace_name: RwSignal::new("Switchboard".to_owned()),
            is_demo: RwSignal::new(false),
            was_signed_out: RwSignal::new(false),
            address,
        };
        provide_context(door);
        door.follow_other_tabs();
        door.follow_address();
        door
    }

    /// Asks the server who we are.
    pub(super) fn open(self) {
        spawn_local(async move {
            match api::session::bootstrap().await {
                Ok(found) => self.stand(found),
                Err(fault) => self.standing.set(Standing::Failed(fault)),
            }
        });
    }

    /// Somebody just logged in or set the workspace up.
    pub(super) fn enter(self, me: Me) {
        storage::set(SIGNED_KEY, &js_sys::Date::now().to_string());
        self.was_signed_out.set(false);
        self.standing.set(Standing::Inside(Box::new(me)));
    }

    /// The session ended by itself.
    pub(super) fn lose(self) {
        if self.standing.with_untracked(|standing| matches!(standing, Standing::Inside(_))) {
            self.was_signed_out.set(true);
            self.standing.set(Standing::Outside);
        }
    }

    /// Logs out, as the person wished.
    ///
    /// # Errors
    /// The call's; then the person is still inside.
    pub(super) async fn leave(self) -> Result<(), Fault> {
        api::session::log_out().await?;
        storage::set(SIGNED_KEY, &js_sys::Date::now().to_string());
        self.was_signed_out.set(false);
        self.address.replace(&Place::Login.to_string());
        self.standing.set(Standing::Outside);
        Ok(())
    }

    fn stand(self, found: Bootstrap) {
        self.workspace_name.set(found.workspace_name);
        self.is_demo.set(found.is_demo);
        self.standing.set(match found.me {
            Some(me) => Standing::Inside(Box::new(me)),
            None if found.needs_setup => Standing::Empty,
            None => Standing::Outside,
        });
    }

    fn follow_other_tabs(self) {
        let handle = window_event_listener(ev::storage, move |event| {
            let is_about_us = event.key().as_deref() == Some(SIGNED_KEY);
            let is_inside =
                self.standing.with_untracked(|standing| matches!(standing, Standing::Inside(_)));
            // Who is inside hears from the live socket that the session is over.
            if is_about_us && !is_inside {
                self.open();
            }
        });
        let online = window_event_listener(ev::online, move |_| {
            if self.standing.with_untracked(|standing| matches!(standing, Standing::Failed(_))) {
                self.open();
            }
        });
        on_cleanup(move || {
            handle.remove();
            online.remove();
        });
    }

    /// Outside every address is the login page's, which remembers the wanted one; inside it leads there.
    fn follow_address(self) {
        let address = self.address;
        Effect::new(move || {
            let place = address.place.get();
            self.standing.with(|standing| match standing {
                Standing::Outside if place != Place::Login => {
                    let wanted = address.here();
                    let is_worth_keeping = place != Place::Home && place != Place::Unknown;
                    address.replace(&Place::Login.to_string());
                    address.set_query(&[("next", is_worth_keeping.then_some(wanted))]);
                }
                Standing::Empty if place != Place::Home => {
                    address.replace(&Place::Home.to_string());
                }
                Standing::Inside(_) if matches!(place, Place::Login | Place::Home) => {
                    let next = address.query_now("next").filter(|next| is_inside(next));
                    address.replace(&next.unwrap_or_else(|| Place::Desk(None).to_string()));
                }
                _ => {}
            });
        });
    }
}

/// Whether an address given from outside leads to one of our screens and nowhere else.
fn is_inside(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let leads_away = !path.starts_with('/') || path.starts_with("//") || path.contains('\\');
    !leads_away && !matches!(Place::parse(path), Place::Unknown | Place::Login)
}

#[cfg(test)]
mod tests {
    use super::is_inside;

    #[test]
    fn only_our_own_screens_are_worth_going_on_to() {
        assert!(is_inside("/contact-center/chats?search=tea"));
        for away in ["https://evil.example/desk", "//evil.example", "/\\evil", "/login", "/nope"] {
            assert!(!is_inside(away), "{away}");
        }
    }
}
