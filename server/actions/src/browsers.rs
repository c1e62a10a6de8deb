//! Which browsers have a page open now, and on which somebody looks at it.

use std::{
    collections::{HashMap, HashSet},
    sync::{Mutex, PoisonError},
};

use model::{id::PersonId, moment::Moment};

/// One page with a live connection.
#[derive(Debug, Clone, Copy)]
struct Open {
    person: PersonId,
    sign_in: [u8; 32],
    is_visible: bool,
}

#[derive(Debug, Default)]
struct State {
    next: u64,
    pages: HashMap<u64, Open>,
    /// When somebody last stopped looking.
    looked: HashMap<PersonId, Moment>,
    /// Who may be pushed to, as far as is known here.
    subscribed: HashSet<PersonId>,
}

/// The pages of the staff, in this process. Asked before something is pushed to a browser.
#[derive(Debug, Default)]
pub struct Browsers(Mutex<State>);

/// A page's place among the browsers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageId(u64);

impl Browsers {
    /// A page connected; nobody is known to look at it yet.
    pub fn opened(&self, person: PersonId, sign_in: [u8; 32]) -> PageId {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let id = state.next;
        state.next = id.wrapping_add(1);
        state.pages.insert(id, Open { person, sign_in, is_visible: false });
        PageId(id)
    }

    /// A page went.
    pub fn closed(&self, page: PageId, now: Moment) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(open) = state.pages.remove(&page.0).filter(|open| open.is_visible) {
            state.looked.insert(open.person, now);
        }
    }

    /// Somebody looks at the page, or no longer does.
    pub fn looks(&self, page: PageId, is_visible: bool, now: Moment) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(open) = state.pages.get_mut(&page.0) else { return };
        let was_visible = std::mem::replace(&mut open.is_visible, is_visible);
        let person = open.person;
        if was_visible && !is_visible {
            state.looked.insert(person, now);
        }
    }

    /// Whether the person looks at a page, or did at or after `since`.
    #[must_use]
    pub fn has_looked(&self, person: PersonId, since: Moment) -> bool {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let looks = state.pages.values().any(|open| open.person == person && open.is_visible);
        looks || state.looked.get(&person).is_some_and(|at| *at >= since)
    }

    /// Notes who may be pushed to.
    pub fn subscribe(&self, people: impl IntoIterator<Item = PersonId>) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.subscribed.extend(people);
    }

    /// Whether something is worth pushing to this person now: they may be pushed to, and look at no page.
    #[must_use]
    pub fn misses(&self, person: PersonId, now: Moment) -> bool {
        let is_subscribed = {
            let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            state.subscribed.contains(&person)
        };
        is_subscribed && !self.has_looked(person, now)
    }

    /// Whether a page of this sign-in is open: it tells by itself.
    #[must_use]
    pub fn is_open(&self, sign_in: &[u8; 32]) -> bool {
        let state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.pages.values().any(|open| open.sign_in == *sign_in)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Uuid;

    const ADA: PersonId = PersonId(Uuid::from_u128(1));

    #[test]
    fn cv_03_a_person_has_looked_until_the_last_page_was_left() {
        let browsers = Browsers::default();
        let (one, two) = (browsers.opened(ADA, [1; 32]), browsers.opened(ADA, [2; 32]));
        assert!(!browsers.has_looked(ADA, Moment(0)));
        browsers.looks(one, true, Moment(10));
        browsers.looks(two, true, Moment(20));
        browsers.closed(one, Moment(30));
        assert!(browsers.has_looked(ADA, Moment(99)));
        browsers.looks(two, false, Moment(40));
        assert!(browsers.has_looked(ADA, Moment(40)));
        assert!(!browsers.has_looked(ADA, Moment(41)));
        assert!(!browsers.is_open(&[1; 32]) && browsers.is_open(&[2; 32]));
    }
}
