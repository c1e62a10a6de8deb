//! The entries of a desk on their way. A line of a list says who waits and what was said last: a conversation that talks
//! faster than anybody reads is told of ten times a second there, not with each message. What is watched hears each.

use std::{collections::HashMap, future::pending, sync::Arc, time::Duration};

use bus::Change;
use model::{event::EventBody, id::ConversationId};
use tokio::time::{Instant, sleep_until};

/// How long a further message waits for the next of the same conversation.
const PACE: Duration = Duration::from_millis(100);

/// What one connection was told of within the pace, and what came after that and waits.
#[derive(Debug, Default)]
pub(super) struct Entries {
    told: HashMap<ConversationId, Option<Arc<Change>>>,
    /// When what waits is told; nothing waits and nothing was told: never.
    due: Option<Instant>,
}

impl Entries {
    /// Whether the change is to be told of now. If not it waits, in the place of an older one.
    pub(super) fn is_due(&mut self, change: &Arc<Change>) -> bool {
        let id = change.conversation.id;
        // Whoever takes, leaves or closes it is seen at once.
        let is_talk = change.events.iter().all(|e| matches!(e.body, EventBody::Said { .. }));
        if let (true, Some(waiting)) = (is_talk, self.told.get_mut(&id)) {
            *waiting = Some(Arc::clone(change));
            return false;
        }
        self.told.insert(id, None);
        self.due.get_or_insert_with(|| Instant::now() + PACE);
        true
    }

    /// It is on this desk no more.
    pub(super) fn forget(&mut self, id: ConversationId) {
        self.told.remove(&id);
    }

    /// Ends when what waits is to be told.
    pub(super) async fn over(&self) {
        match self.due {
            Some(due) => sleep_until(due).await,
            None => pending().await,
        }
    }

    /// What waits; from now on it counts as told.
    pub(super) fn take(&mut self) -> Vec<Arc<Change>> {
        let waiting: Vec<Arc<Change>> = self.told.drain().filter_map(|(_, it)| it).collect();
        self.told.extend(waiting.iter().map(|change| (change.conversation.id, None)));
        self.due = (!waiting.is_empty()).then(|| Instant::now() + PACE);
        waiting
    }
}
