//! The outbox in the browser's storage: one key a message, so that two tabs never overwrite each other's.

use model::id::EventId;

use super::{
    outbox::{Keep, Outgoing},
    storage,
};

/// Keeps messages under `switchboard.outbox.<scope>.<id>`.
pub(super) struct Kept {
    prefix: String,
}

impl Kept {
    /// `scope` names who said it: what one person left unsent is not sent by the next.
    pub(super) fn new(scope: &str) -> Self {
        Self { prefix: format!("switchboard.outbox.{scope}.") }
    }

    /// The message a storage key of ours names.
    pub(super) fn id_in(prefix: &str, key: &str) -> Option<EventId> {
        key.strip_prefix(prefix)?.parse().ok()
    }

    pub(super) fn prefix(&self) -> String {
        self.prefix.clone()
    }

    fn key(&self, id: EventId) -> String {
        format!("{}{id}", self.prefix)
    }
}

impl Keep for Kept {
    fn put(&self, outgoing: &Outgoing) {
        if let Ok(text) = crate::json::to_string(outgoing) {
            storage::set(&self.key(outgoing.id), &text);
        }
    }

    fn remove(&self, id: EventId) {
        storage::remove(&self.key(id));
    }

    fn all(&self) -> Vec<Outgoing> {
        let texts = storage::all(&self.prefix);
        texts.iter().filter_map(|text| crate::json::from_str(text).ok()).collect()
    }
}
