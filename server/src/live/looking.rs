//! Who has a conversation open now: told to colleagues, never kept. Nobody holds a list: whoever begins to look asks, and
//! whoever else looks answers.

use std::{future::pending, sync::Arc, time::Duration};

use bus::{Told, Topic};
use model::{id::ConversationId, wire::Pulse};
use tokio::time::{Instant, sleep_until};

use super::staff::Connection;

/// Who does not repeat it for this long looks no more: the client is gone without a word, or asleep.
const PATIENCE: Duration = Duration::from_secs(20);

/// What one connection's person looks at, and until when that is believed.
#[derive(Debug, Default)]
pub(super) struct Looking(Option<(ConversationId, Instant)>);

impl Looking {
    pub(super) fn at(&self) -> Option<ConversationId> {
        self.0.map(|(conversation, _)| conversation)
    }

    /// Ends when it is believed no more; never, while nobody looks.
    pub(super) async fn over(&self) {
        match self.0 {
            Some((_, until)) => sleep_until(until).await,
            None => pending().await,
        }
    }
}

impl Connection {
    /// The person looks there now, or still; only what is watched can be looked at.
    pub(super) fn look(&mut self, wanted: Option<ConversationId>) {
        let now = wanted.filter(|id| self.watched.contains_key(id));
        let before = self.looking.at();
        self.looking = Looking(now.map(|id| (id, Instant::now() + PATIENCE)));
        if before == now {
            return;
        }
        if let Some(id) = before {
            self.tell_looking(id, false, false);
        }
        self.ask_who_looks();
    }

    /// Says that this person looks, and asks who else does.
    pub(super) fn ask_who_looks(&self) {
        if let Some(id) = self.looking.at() {
            self.tell_looking(id, true, true);
        }
    }

    /// Answers a colleague who begins to look; and speaks up when another tab of this person looks away.
    pub(super) fn answer_looking(&self, pulse: &Pulse) {
        let Pulse::Looking { conversation, person, is_looking, asks } = pulse else { return };
        let is_me = *person == self.me.person.id;
        let is_due = if is_me { !is_looking } else { *asks };
        if is_due && self.looking.at() == Some(*conversation) {
            self.tell_looking(*conversation, true, false);
        }
    }

    fn tell_looking(&self, conversation: ConversationId, is_looking: bool, asks: bool) {
        let person = self.me.person.id;
        let pulse = Pulse::Looking { conversation, person, is_looking, asks };
        self.house().bus.tell(Topic::Floor, &Told::Pulse(Arc::new(pulse)));
    }
}
