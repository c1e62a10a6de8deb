//! Whether somebody is inside: before the first answer, in an empty workspace, logged out, or signed in.

use leptos::{ev, prelude::*, task::spawn_local};
use model::{
    person::PersonRef,
    session::{Bootstrap, Me},
};

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
    /// Somebody else has signed in to this browser while these screens were `mine`.
    Replaced {
        mine: PersonRef,
        by: PersonRef,
    },
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

    /// The session ended by itself; or it is another one by now.
    pub(super) fn lose(self) {
        self.look_again(true);
    }

    /// Somebody else is signed in to this browser now.
    pub(super) fn give_way(self, by: PersonRef) {
        if let Some(mine) = self.mine() {
            self.standing.set(Standing::Replaced { mine, by });
        }
    }

    /// To the login page, for whoever was here before.
    pub(super) fn go_out(self) {
        self.was_signed_out.set(false);
        self.standing.set(Standing::Outside);
    }

    /// Whose screens these are.
    fn mine(self) -> Option<PersonRef> {
        self.standing.with_untracked(|standing| match standing {
            Standing::Inside(me) => Some(me.person.to_ref()),
            Standing::Replaced { mine, .. } => Some(mine.clone()),
            _ => None,
        })
    }

    fn is_inside(self) -> bool {
        self.standing.with_untracked(|standing| matches!(standing, Standing::Inside(_)))
    }

    /// Asks the server who is signed in now. `is_over`: the connection of whoever is inside has ended for good.
    fn look_again(self, is_over: bool) {
        let Some(mine) = self.mine() else { return };
        spawn_local(async move {
            let found = api::session::bootstrap().await.map(|found| found.me);
            if self.mine() != Some(mine.clone()) {
                return;
            }
            match found {
                Ok(Some(me)) if me.person.id != mine.id => self.give_way(me.person.to_ref()),
                Ok(Some(_)) if is_over || !self.is_inside() => {
                    // The same person by a new session: from the beginning.
                    _ = window().location().reload();
                }
                Ok(None) => self.end(),
                Err(_) if is_over => self.end(),
                // Before anything is done in somebody else's name, the server compares.
                Ok(Some(_)) | Err(_) => {}
            }
        });
    }

    fn end(self) {
        self.was_signed_out.set(true);
        self.standing.set(Standing::Outside);
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

    /// What is shown at a place: some screens are in demo workspaces only.
    pub(super) fn shown(self, place: Place) -> Place {
        if place == Place::Styleguide && !self.is_demo.get() { Place::Unknown } else { place }
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
            match self.mine() {
                _ if !is_about_us => {}
                Some(_) => self.look_again(false),
                None => self.open(),
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
