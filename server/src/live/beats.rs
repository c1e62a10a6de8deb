//! Heartbeats: every connection hears the latest versions of what it watches now and then, and so finds what the bus lost.
//!
//! Not all at the same moment: ten thousand frames in one go would hold up whatever is said meanwhile.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};

use actions::{House, conversations};
use bus::{Told, Topic};
use model::{id::ConversationId, wire::HEARTBEAT_MS};
use tokio::time::{MissedTickBehavior, interval};

/// The groups whose turns make up the time between two heartbeats.
const GROUPS: u8 = 50;

type Watched = HashMap<ConversationId, u32>;

/// What is watched, by the group of who watches it, and by how many.
#[derive(Debug)]
pub(super) struct Beats {
    groups: Vec<Mutex<Watched>>,
    next: AtomicU8,
}

/// The group of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Group(u8);

impl Group {
    /// Where its heartbeats are told.
    pub(super) const fn topic(self) -> Topic {
        Topic::Beat(self.0)
    }
}

impl Beats {
    pub(super) fn new() -> Self {
        let groups = (0..GROUPS).map(|_| Mutex::default()).collect();
        Self { groups, next: AtomicU8::new(0) }
    }

    /// A new connection's group: each gets as many as the others.
    pub(super) fn join(&self) -> Group {
        let next = |now: u8| Some(now.wrapping_add(1) % GROUPS);
        let now = self.next.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
        Group(now.unwrap_or_else(|now| now))
    }

    pub(super) fn watch(&self, group: Group, id: ConversationId) {
        if let Some(mut watched) = self.group(group) {
            let count = watched.entry(id).or_default();
            *count = count.saturating_add(1);
        }
    }

    pub(super) fn unwatch(&self, group: Group, id: ConversationId) {
        let Some(mut watched) = self.group(group) else { return };
        if let Some(count) = watched.get_mut(&id) {
            *count = count.saturating_sub(1);
            if *count == 0 {
                watched.remove(&id);
            }
        }
    }

    /// Tells one group after the other, for ever.
    pub(super) async fn keep(&self, house: &House) {
        let period = Duration::from_millis(u64::try_from(HEARTBEAT_MS).unwrap_or(10_000));
        let mut turns = interval(period / u32::from(GROUPS));
        turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
        for group in (0..GROUPS).cycle().map(Group) {
            turns.tick().await;
            if house.bus.listeners(group.topic()) == 0 {
                continue;
            }
            match self.versions(group, house).await {
                Ok(versions) => house.bus.tell(group.topic(), &Told::Versions(Arc::new(versions))),
                Err(error) => tracing::error!(error = ?error, "the heartbeat cannot read versions"),
            }
        }
    }

    async fn versions(&self, group: Group, house: &House) -> Result<Watched, actions::Error> {
        let ids: Vec<ConversationId> =
            self.group(group).map(|watched| watched.keys().copied().collect()).unwrap_or_default();
        if ids.is_empty() {
            return Ok(Watched::new());
        }
        Ok(conversations::versions(house, &ids).await?.into_iter().collect())
    }

    fn group(&self, group: Group) -> Option<MutexGuard<'_, Watched>> {
        let watched = self.groups.get(usize::from(group.0))?;
        Some(watched.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[cfg(test)]
mod tests {
    use model::Uuid;

    use super::*;

    #[test]
    fn connections_are_spread_over_all_groups() {
        let beats = Beats::new();
        let mut joined = [0; GROUPS as usize];
        for _ in 0..3 * u32::from(GROUPS) {
            joined[usize::from(beats.join().0)] += 1;
        }
        assert_eq!(joined, [3; GROUPS as usize]);
    }

    #[test]
    fn a_group_knows_what_is_watched_in_it_until_nobody_does() {
        let beats = Beats::new();
        let (one, other) = (beats.join(), beats.join());
        let chat = ConversationId(Uuid::from_u128(1));
        beats.watch(one, chat);
        beats.watch(one, chat);
        beats.unwatch(one, chat);
        beats.unwatch(other, chat);
        assert_eq!(*beats.group(one).unwrap(), HashMap::from([(chat, 1)]));
        beats.unwatch(one, chat);
        assert!(beats.group(one).unwrap().is_empty());
        assert!(beats.group(other).unwrap().is_empty());
    }
}
