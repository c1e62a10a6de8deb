//! Conversations as this process last wrote them, so that the next message need not read first.
//!
//! A memory, never the truth: what is decided by it is written only if the store still holds the same version,
//! and a no is said only after looking at what is stored.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use model::{conversation::Conversation, id::ConversationId};

/// Conversations in one generation; two are kept.
const GENERATION: usize = 4_096;

/// Two generations: when the young one is full, it becomes the old one, and the old one is forgotten.
#[derive(Debug, Default)]
pub(crate) struct Heads(Mutex<Generations>);

#[derive(Debug, Default)]
struct Generations {
    young: HashMap<ConversationId, Arc<Conversation>>,
    old: HashMap<ConversationId, Arc<Conversation>>,
}

impl Heads {
    /// The conversation, if it is remembered.
    pub(crate) fn get(&self, id: ConversationId) -> Option<Arc<Conversation>> {
        let generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        generations.young.get(&id).or_else(|| generations.old.get(&id)).cloned()
    }

    /// Remembers a conversation, unless a later version of it is remembered. Closed ones are forgotten: nothing
    /// more is said in them.
    pub(crate) fn put(&self, head: &Arc<Conversation>) {
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Generations { young, old } = &mut *generations;
        let held = old.remove(&head.id).into_iter().chain(young.remove(&head.id));
        let latest =
            held.fold(
                Arc::clone(head),
                |latest, held| {
                    if held.version > latest.version { held } else { latest }
                },
            );
        if latest.stage.is_closed() {
            return;
        }
        if young.len() >= GENERATION {
            *old = std::mem::take(young);
        }
        young.insert(latest.id, latest);
    }

    /// Forgets what turned out not to be what is stored.
    pub(crate) fn forget(&self, id: ConversationId) {
        let mut generations = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        generations.young.remove(&id);
        generations.old.remove(&id);
    }
}

#[cfg(test)]
mod tests {
    use model::{
        Uuid,
        contact::ContactRef,
        conversation::{Channel, Priority},
        event::{Author, Event, EventBody},
        id::{ContactId, EventId},
        moment::Moment,
    };

    use super::*;

    fn head(number: u128, version: u32) -> Arc<Conversation> {
        let contact = ContactRef { id: ContactId(Uuid::nil()), name: "Ada".to_owned() };
        let body = EventBody::Created {
            contact,
            channel: Channel::Chat,
            department: None,
            priority: Priority::None,
            sla_due: None,
            page_url: String::new(),
        };
        let id = ConversationId(Uuid::from_u128(number));
        let first = Event {
            id: EventId(Uuid::nil()),
            version: 1,
            at: Moment(0),
            author: Author::Guest,
            body,
        };
        let mut conversation = Conversation::from_first(id, &first).unwrap();
        conversation.version = version;
        Arc::new(conversation)
    }

    #[test]
    fn the_latest_version_is_remembered_in_whatever_order_it_comes() {
        let heads = Heads::default();
        for version in [2, 5, 3] {
            heads.put(&head(1, version));
        }
        assert_eq!(heads.get(head(1, 0).id).unwrap().version, 5);
        heads.forget(head(1, 0).id);
        assert_eq!(heads.get(head(1, 0).id), None);
    }

    #[test]
    fn what_was_closed_is_forgotten() {
        let heads = Heads::default();
        heads.put(&head(1, 2));
        let mut closed = (*head(1, 3)).clone();
        let body = EventBody::Closed { comment: String::new(), tags: Vec::new() };
        let last = Event {
            id: EventId(Uuid::nil()),
            version: 3,
            at: Moment(1),
            author: Author::System,
            body,
        };
        closed.apply(&last);
        heads.put(&Arc::new(closed));
        assert_eq!(heads.get(head(1, 0).id), None);
    }

    #[test]
    fn what_is_remembered_is_bounded_and_what_is_used_stays() {
        let heads = Heads::default();
        for number in 0..(3 * GENERATION as u128) {
            heads.put(&head(number, 1));
            heads.put(&head(0, 1));
        }
        assert!(heads.get(head(0, 0).id).is_some());
        let generations = heads.0.lock().unwrap();
        assert!(generations.young.len() + generations.old.len() <= 2 * GENERATION);
    }
}
