//! Who is signed in, and what every screen asks about them.

use std::{collections::BTreeSet, future::Future};

use leptos::{prelude::*, task::spawn_local};
use model::{
    account::Preferences,
    availability::Availability,
    contact::{Contact, ContactRef},
    id::{DepartmentId, PersonId},
    permission::{Action, Actor, Staff, Subject, may},
    person::Person,
    refusal::Refusal,
    session::Me,
};

use super::door::Door;
use crate::{
    api::{self, Fault},
    parts::{Toaster, use_toaster},
    words::{contact_trust as trust_words, refusals, shell as words},
};

/// The signed-in person. Given as context to every screen behind the login page.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    pub me: RwSignal<Me>,
    /// Everybody on the staff, by name; kept fresh by the live socket.
    pub people: RwSignal<Vec<Person>>,
    /// How many choices of availability the server has not confirmed yet.
    pub settling: RwSignal<u32>,
    toaster: Toaster,
    door: Door,
    asked_for: StoredValue<BTreeSet<DepartmentId>>,
    keeping: StoredValue<Keeping>,
}

/// How one's own choices are being kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Keeping {
    Nothing,
    /// On its way.
    Once,
    /// On its way, and changed again meanwhile.
    Again,
}

/// The session of the screen that asks.
#[must_use]
pub fn use_session() -> Session {
    expect_context::<Session>()
}

impl Session {
    pub(super) fn new(me: Me, door: Door) -> Self {
        api::post::speak_for(me.person.id);
        let first = vec![me.person.clone()];
        Self {
            me: RwSignal::new(me),
            people: RwSignal::new(first),
            settling: RwSignal::new(0),
            toaster: use_toaster(),
            door,
            asked_for: StoredValue::new(BTreeSet::new()),
            keeping: StoredValue::new(Keeping::Nothing),
        }
    }

    /// The signed-in person as permissions know them.
    #[must_use]
    pub fn staff(self) -> Staff {
        self.me.with(|me| me.staff.clone())
    }

    /// The signed-in person's id; never changes within a session.
    #[must_use]
    pub fn my_id(self) -> PersonId {
        self.me.with_untracked(|me| me.person.id)
    }

    /// Whether the signed-in person may do this; the server asks the same function.
    ///
    /// # Errors
    /// The refusal the server would give.
    pub fn may(self, action: Action, subject: Subject<'_>) -> Result<(), Refusal> {
        may(&Actor::Staff(self.staff()), action, subject)
    }

    /// Whether the signed-in person may do this anywhere at all.
    #[must_use]
    pub fn may_at_all(self, action: Action) -> bool {
        self.may(action, Subject::Workspace).is_ok()
    }

    /// A department's name in words.
    #[must_use]
    pub fn department_name(self, department: Option<DepartmentId>) -> String {
        let Some(id) = department else { return words::NO_DEPARTMENT.text().to_owned() };
        let known = self.me.with(|me| {
            me.departments.iter().find(|known| known.id == id).map(|known| known.name.clone())
        });
        known.unwrap_or_else(|| {
            self.refresh_once_for(id);
            words::UNKNOWN_DEPARTMENT.text().to_owned()
        })
    }

    /// A colleague's name in words.
    #[must_use]
    pub fn person_name(self, person: PersonId) -> String {
        self.people
            .with(|people| people.iter().find(|known| known.id == person).map(|p| p.name.clone()))
            .unwrap_or_else(|| words::UNKNOWN_PERSON.text().to_owned())
    }

    /// A colleague's username, where they are known.
    #[must_use]
    pub fn username(self, person: PersonId) -> Option<String> {
        self.people.with(|people| {
            people.iter().find(|known| known.id == person).map(|known| known.username.clone())
        })
    }

    /// Everybody on the staff, as the live socket tells it.
    pub fn meet(self, mut people: Vec<Person>) {
        people.sort_by_key(|person| person.name.to_lowercase());
        if let Some(own) = people.iter().find(|person| person.id == self.my_id()) {
            self.take_over(own);
        }
        self.people.set(people);
    }

    /// A colleague, or oneself in another tab, changed.
    pub fn hear_of(self, person: Person) {
        if person.id == self.my_id() {
            self.take_over(&person);
        }
        self.people.update(|people| {
            people.retain(|known| known.id != person.id);
            people.push(person);
            people.sort_by_key(|known| known.name.to_lowercase());
        });
    }

    fn take_over(self, own: &Person) {
        if self.me.with_untracked(|me| me.person == *own) {
            return;
        }
        self.me.update(|me| {
            me.person = own.clone();
            me.staff.person = own.to_ref();
            me.staff.roles = own.roles;
            me.staff.departments.clone_from(&own.departments);
        });
    }

    /// Sets one's availability: on screen at once, undone with the reason when the server refuses.
    pub fn set_availability(self, wanted: Availability) {
        let before = self.me.with_untracked(|me| me.person.availability);
        if before == wanted {
            return;
        }
        self.show_availability(wanted);
        self.settling.update(|count| *count = count.saturating_add(1));
        spawn_local(async move {
            let answer = api::people::set_availability(wanted).await;
            self.settling.try_update(|count| *count = count.saturating_sub(1));
            if let Err(fault) = answer {
                self.show_availability(before);
                let retry = Callback::new(move |()| self.set_availability(wanted));
                self.tell_with(&fault, retry);
            }
        });
    }

    fn show_availability(self, availability: Availability) {
        let mut own = self.me.with_untracked(|me| me.person.clone());
        own.availability = availability;
        self.hear_of(own);
    }

    /// One's own choices.
    #[must_use]
    pub fn preferences(self) -> Preferences {
        self.me.with(|me| me.preferences.clone())
    }

    /// Changes one's own choices: at once here, then kept by the server.
    pub fn prefer(self, change: impl FnOnce(&mut Preferences)) {
        self.me.update(|me| change(&mut me.preferences));
        let before = self.keeping.get_value();
        self.keeping.set_value(match before {
            Keeping::Nothing => Keeping::Once,
            Keeping::Once | Keeping::Again => Keeping::Again,
        });
        if before == Keeping::Nothing {
            self.keep_preferences();
        }
    }

    /// As [`Self::prefer`], and `then` once the server has it; not when it could not be kept.
    pub fn prefer_then(self, change: impl FnOnce(&mut Preferences), then: impl FnOnce() + 'static) {
        self.me.update(|me| change(&mut me.preferences));
        let chosen = self.me.with_untracked(|me| me.preferences.clone());
        spawn_local(async move {
            match self.ask(api::account::save_preferences(chosen)).await {
                Ok(()) => then(),
                Err(fault) => self.tell(&fault),
            }
        });
    }

    fn keep_preferences(self) {
        let chosen = self.me.with_untracked(|me| me.preferences.clone());
        spawn_local(async move {
            let answer = self.ask(api::account::save_preferences(chosen)).await;
            let is_stale = self.keeping.try_get_value() == Some(Keeping::Again);
            self.keeping.try_set_value(if is_stale { Keeping::Once } else { Keeping::Nothing });
            match answer {
                _ if is_stale => self.keep_preferences(),
                Ok(()) => {}
                Err(fault) => {
                    let retry = Callback::new(move |()| self.prefer(|_| {}));
                    self.tell_with(&fault, retry);
                }
            }
        });
    }

    /// Waits for a call; when it finds the session over, the login page opens and the address is kept.
    ///
    /// # Errors
    /// The call's.
    pub async fn ask<T>(self, call: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
        let answer = call.await;
        if let Err(fault) = &answer {
            self.notice(fault);
        }
        answer
    }

    /// Tells a failure by toast: what happened and what to do.
    pub fn tell(self, fault: &Fault) {
        if !self.notice(fault) {
            self.toaster.warn(refusals::fault(fault));
        }
    }

    /// As [`Self::tell`], with a *Retry* where trying again can help.
    pub fn tell_with(self, fault: &Fault, retry: Callback<()>) {
        if self.notice(fault) {
            return;
        }
        if refusals::is_worth_retrying(fault) {
            let label = crate::words::parts::RETRY.text();
            self.toaster.warn_with(refusals::fault(fault), label, retry);
        } else {
            self.toaster.warn(refusals::fault(fault));
        }
    }

    /// Whether the failure means that the session is over; then the login page opens.
    pub fn notice(self, fault: &Fault) -> bool {
        match fault {
            Fault::Refused(Refusal::NotSignedIn) => self.signed_out(),
            Fault::Refused(Refusal::SignedInAs { by }) => self.door.give_way(by.clone()),
            _ => return false,
        }
        true
    }

    /// The session is over: the login page opens; what was typed and the address are kept.
    pub fn signed_out(self) {
        self.door.lose();
    }

    /// Logs out, as the person wishes.
    ///
    /// # Errors
    /// The call's; then the session goes on.
    pub async fn log_out(self) -> Result<(), Fault> {
        let left = self.door.leave().await;
        if let Err(fault) = &left {
            self.notice(fault);
        }
        left
    }

    /// Fetches what is known about oneself and the workspace anew.
    pub fn refresh(self) {
        spawn_local(async move {
            match api::session::bootstrap().await {
                Ok(found) => match found.me {
                    Some(me) => self.me.set(me),
                    None => self.signed_out(),
                },
                // What is on screen stays right enough; the next look asks again.
                Err(_) => self.asked_for.update_value(BTreeSet::clear),
            }
        });
    }

    fn refresh_once_for(self, department: DepartmentId) {
        let is_new = self.asked_for.try_update_value(|asked| asked.insert(department));
        if is_new == Some(true) {
            self.refresh();
        }
    }
}

/// How a contact is called: the name, else the guest's number.
#[must_use]
pub fn contact_name(contact: &Contact) -> String {
    match (contact.erased, contact.name.is_empty()) {
        (Some(_), _) => trust_words::ERASED_CONTACT.text().to_owned(),
        (None, true) => contact.username.clone(),
        (None, false) => contact.name.clone(),
    }
}

/// How the guest of a conversation is called; only who was erased has no name there.
#[must_use]
pub fn guest_name(contact: &ContactRef) -> String {
    if contact.name.is_empty() {
        trust_words::ERASED_CONTACT.text().to_owned()
    } else {
        contact.name.clone()
    }
}
