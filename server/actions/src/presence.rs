//! Who has a live connection now, and since when the others have none.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use model::{id::PersonId, moment::Moment};

/// Live connections of the staff, in this process. Nobody is present at the start: everybody gets the
/// grace period to come back after a restart.
#[derive(Debug)]
pub struct Presence {
    started: Moment,
    people: Mutex<HashMap<PersonId, State>>,
}

#[derive(Debug, Clone, Copy)]
enum State {
    Connected(u32),
    GoneSince(Moment),
}

impl Presence {
    #[must_use]
    pub fn new(started: Moment) -> Self {
        Self { started, people: Mutex::new(HashMap::new()) }
    }

    /// A connection opened.
    pub fn joined(&self, person: PersonId) {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        let state = people.entry(person).or_insert(State::Connected(0));
        *state = match *state {
            State::Connected(count) => State::Connected(count.saturating_add(1)),
            State::GoneSince(_) => State::Connected(1),
        };
    }

    /// A connection closed.
    pub fn left(&self, person: PersonId, now: Moment) {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        let state = people.entry(person).or_insert(State::Connected(1));
        *state = match *state {
            State::Connected(count) if count > 1 => State::Connected(count.saturating_sub(1)),
            State::Connected(_) => State::GoneSince(now),
            gone @ State::GoneSince(_) => gone,
        };
    }

    /// Since when the person has no connection; `None` while they have one.
    #[must_use]
    pub fn gone_since(&self, person: PersonId) -> Option<Moment> {
        let people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        match people.get(&person) {
            Some(State::Connected(_)) => None,
            Some(State::GoneSince(at)) => Some(*at),
            None => Some(self.started),
        }
    }

    /// Present: connected, or gone for less than `grace_ms`. Nobody counts as present before their first
    /// connection in this process, so that nothing is handed to an empty chair.
    #[must_use]
    pub fn is_present(&self, person: PersonId, now: Moment, grace_ms: i64) -> bool {
        let people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        match people.get(&person) {
            Some(State::Connected(_)) => true,
            Some(State::GoneSince(at)) => now.since(*at) < grace_ms,
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::Uuid;

    #[test]
    fn rt_06_a_person_is_present_until_the_grace_period_after_the_last_connection() {
        let presence = Presence::new(Moment(0));
        let ada = PersonId(Uuid::from_u128(1));
        assert!(!presence.is_present(ada, Moment(1), 1_000));
        assert_eq!(presence.gone_since(ada), Some(Moment(0)));
        presence.joined(ada);
        presence.joined(ada);
        presence.left(ada, Moment(5_000));
        assert!(presence.is_present(ada, Moment(99_000), 1_000));
        presence.left(ada, Moment(100_000));
        assert!(presence.is_present(ada, Moment(100_999), 1_000));
        assert!(!presence.is_present(ada, Moment(101_000), 1_000));
        assert_eq!(presence.gone_since(ada), Some(Moment(100_000)));
        presence.joined(ada);
        assert!(presence.is_present(ada, Moment(200_000), 1_000));
    }
}
