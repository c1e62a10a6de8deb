//! The bus within one process: each listener has one bounded inbox for all its topics.

use std::{
    collections::HashMap,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use tokio::sync::mpsc;

use crate::{Told, Topic};

/// What an inbox holds before its owner counts as too slow.
pub const INBOX_LIMIT: usize = 512;

type Listeners = HashMap<Topic, Vec<Arc<Listener>>>;

#[derive(Debug)]
struct Listener {
    id: u64,
    post: mpsc::Sender<Told>,
    has_lagged: AtomicBool,
}

#[derive(Debug, Default)]
struct Shared {
    topics: RwLock<Listeners>,
    next_id: AtomicU64,
}

/// Tells everybody in this process. Cloning shares it.
#[derive(Debug, Clone, Default)]
pub struct Bus {
    shared: Arc<Shared>,
}

/// Where a listener receives what is told on its topics. Dropping it ends all its subscriptions.
#[derive(Debug)]
pub struct Inbox {
    shared: Arc<Shared>,
    listener: Arc<Listener>,
    received: mpsc::Receiver<Told>,
    topics: Vec<Topic>,
}

/// What came in.
#[derive(Debug)]
pub enum Received {
    Told(Told),
    /// The inbox was full and something was dropped: fetch again.
    Lagged,
}

impl Bus {
    /// An inbox that listens to nothing yet.
    #[must_use]
    pub fn inbox(&self) -> Inbox {
        let (post, received) = mpsc::channel(INBOX_LIMIT);
        let id = self.shared.next_id.fetch_add(1, Ordering::Relaxed);
        let listener = Arc::new(Listener { id, post, has_lagged: AtomicBool::new(false) });
        Inbox { shared: Arc::clone(&self.shared), listener, received, topics: Vec::new() }
    }

    /// Tells everybody who listens to `topic`; never waits for anyone.
    pub fn tell(&self, topic: Topic, told: &Told) {
        self.tell_all(&[topic], told);
    }

    /// Tells everybody who listens to one of a few topics, once.
    pub fn tell_all(&self, topics: &[Topic], told: &Told) {
        let listeners = self.shared.topics.read().unwrap_or_else(PoisonError::into_inner);
        let mut before: &[Topic] = &[];
        for (index, topic) in topics.iter().enumerate() {
            for listener in listeners.get(topic).into_iter().flatten() {
                let listens_there = |topic: &Topic| {
                    let others = listeners.get(topic).into_iter().flatten();
                    others.into_iter().any(|other| other.id == listener.id)
                };
                if before.iter().any(listens_there) {
                    continue;
                }
                if listener.post.try_send(told.clone()).is_err() {
                    listener.has_lagged.store(true, Ordering::Release);
                }
            }
            before = topics.get(..=index).unwrap_or_default();
        }
    }

    /// How many listen to `topic`.
    #[must_use]
    pub fn listeners(&self, topic: Topic) -> usize {
        let topics = self.shared.topics.read().unwrap_or_else(PoisonError::into_inner);
        topics.get(&topic).map_or(0, Vec::len)
    }
}

impl Inbox {
    /// Listens to `topic` from here on; twice is once.
    pub fn subscribe(&mut self, topic: Topic) {
        if self.topics.contains(&topic) {
            return;
        }
        self.topics.push(topic);
        let mut topics = self.shared.topics.write().unwrap_or_else(PoisonError::into_inner);
        topics.entry(topic).or_default().push(Arc::clone(&self.listener));
    }

    /// Listens to `topic` no more.
    pub fn unsubscribe(&mut self, topic: Topic) {
        self.topics.retain(|held| *held != topic);
        self.shared.forget(topic, self.listener.id);
    }

    /// The next thing told. After a lag, what is still in the inbox is dropped: the owner fetches again.
    pub async fn next(&mut self) -> Received {
        if self.listener.has_lagged.swap(false, Ordering::AcqRel) {
            while self.received.try_recv().is_ok() {}
            return Received::Lagged;
        }
        // The listener holds a sender itself, so the channel never ends while the inbox lives.
        self.received.recv().await.map_or(Received::Lagged, Received::Told)
    }

    /// What is there already; `None` when nothing is.
    pub fn try_next(&mut self) -> Option<Received> {
        if self.listener.has_lagged.swap(false, Ordering::AcqRel) {
            while self.received.try_recv().is_ok() {}
            return Some(Received::Lagged);
        }
        self.received.try_recv().ok().map(Received::Told)
    }
}

impl Drop for Inbox {
    fn drop(&mut self) {
        for topic in &self.topics {
            self.shared.forget(*topic, self.listener.id);
        }
    }
}

impl Shared {
    fn forget(&self, topic: Topic, id: u64) {
        let mut topics = self.topics.write().unwrap_or_else(PoisonError::into_inner);
        let is_empty = topics.get_mut(&topic).is_some_and(|listeners| {
            listeners.retain(|listener| listener.id != id);
            listeners.is_empty()
        });
        if is_empty {
            topics.remove(&topic);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::id::PersonId;

    fn word(n: u128) -> Told {
        Told::SignedOut { person: PersonId(uuid(n)), token_hash: None }
    }

    fn uuid(n: u128) -> model::Uuid {
        model::Uuid::from_u128(n)
    }

    fn number(received: Received) -> Option<u128> {
        match received {
            Received::Told(Told::SignedOut { person, .. }) => Some(person.0.as_u128()),
            _ => None,
        }
    }

    #[tokio::test]
    async fn what_is_told_arrives_in_order_and_only_at_those_who_listen() {
        let bus = Bus::default();
        let (mut one, mut other) = (bus.inbox(), bus.inbox());
        one.subscribe(Topic::Floor);
        one.subscribe(Topic::Floor);
        other.subscribe(Topic::Everybody);
        for n in 0..10 {
            bus.tell(Topic::Floor, &word(n));
        }
        bus.tell(Topic::Everybody, &word(99));
        for n in 0..10 {
            assert_eq!(number(one.next().await), Some(n));
        }
        assert_eq!(number(other.next().await), Some(99));
    }

    #[tokio::test]
    async fn who_listens_to_several_of_the_topics_is_told_once() {
        let bus = Bus::default();
        let (mut both, mut one) = (bus.inbox(), bus.inbox());
        let person = Topic::Person(PersonId(uuid(1)));
        both.subscribe(Topic::Floor);
        both.subscribe(person);
        one.subscribe(person);
        bus.tell_all(&[Topic::Floor, person], &word(1));
        bus.tell_all(&[person], &word(2));
        for inbox in [&mut both, &mut one] {
            assert_eq!(number(inbox.next().await), Some(1));
            assert_eq!(number(inbox.next().await), Some(2));
            assert!(inbox.try_next().is_none());
        }
    }

    #[tokio::test]
    async fn a_slow_reader_is_told_it_lagged_and_disturbs_nobody() {
        let bus = Bus::default();
        let (mut slow, mut quick) = (bus.inbox(), bus.inbox());
        slow.subscribe(Topic::Floor);
        quick.subscribe(Topic::Floor);
        for n in 0..=INBOX_LIMIT as u128 {
            bus.tell(Topic::Floor, &word(n));
            assert_eq!(number(quick.next().await), Some(n));
        }
        assert!(matches!(slow.next().await, Received::Lagged));
        bus.tell(Topic::Floor, &word(7));
        assert_eq!(number(slow.next().await), Some(7));
    }

    #[tokio::test]
    async fn a_dropped_inbox_leaves_nothing_behind() {
        let bus = Bus::default();
        let mut inbox = bus.inbox();
        inbox.subscribe(Topic::Floor);
        inbox.subscribe(Topic::Everybody);
        inbox.unsubscribe(Topic::Everybody);
        assert_eq!(bus.listeners(Topic::Everybody), 0);
        drop(inbox);
        assert_eq!(bus.listeners(Topic::Floor), 0);
    }
}
