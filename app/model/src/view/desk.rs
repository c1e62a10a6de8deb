//! An agent's desk: the conversations that wait for them, ring at them, or are theirs.

use alloc::{collections::BTreeMap, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    conversation::{Conversation, Spoke, Stage},
    cursor::Cursors,
    id::{ConversationId, PersonId},
    permission::{Permission, Staff},
    person::Role,
};

/// One conversation in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub conversation: Conversation,
    pub cursors: Cursors,
}

/// The list an entry stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum List {
    /// Queued Chats: waiting for anybody, or ringing at me.
    Queued,
    /// Chats in Progress: mine, or I was invited.
    InProgress,
    OnHold,
}

impl Entry {
    /// Messages of the guest that the staff has not read.
    #[must_use]
    pub fn unread(&self) -> u32 {
        self.conversation.guest_messages.saturating_sub(self.cursors.guest_messages_read)
    }

    /// Whether the guest spoke last.
    #[must_use]
    pub fn waits_for_reply(&self) -> bool {
        self.conversation.last_line.as_ref().is_some_and(|line| line.by == Spoke::Guest)
    }
}

/// Where this conversation stands on a person's desk; `None`: not at all.
#[must_use]
pub fn list_for(staff: &Staff, conversation: &Conversation) -> Option<List> {
    let me = staff.person.id;
    let serves = staff.has(Permission::ViewRoom);
    if serves && conversation.is_helped_by(me) {
        return match conversation.stage {
            Stage::Closed { .. } => None,
            Stage::OnHold { .. } => Some(List::OnHold),
            _ => Some(List::InProgress),
        };
    }
    match &conversation.stage {
        Stage::Queued => {
            let in_reach = staff.is_in(conversation.department)
                || staff.roles.has(Role::Administrator)
                || (staff.roles.has(Role::Manager) && staff.departments.is_empty());
            (in_reach && staff.has(Permission::ViewQueue)).then_some(List::Queued)
        }
        Stage::Offered { agent, .. } => (serves && agent.id == me).then_some(List::Queued),
        Stage::Open { agent } => (agent.id == me).then_some(List::InProgress),
        Stage::OnHold { agent } => (agent.id == me).then_some(List::OnHold),
        Stage::Closed { .. } => None,
    }
}

/// Everything on one person's desk.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Desk {
    entries: BTreeMap<ConversationId, Entry>,
    /// Versions at which entries left, so that a late, older entry does not bring them back.
    left: BTreeMap<ConversationId, u32>,
}

impl Desk {
    /// Starts from a full list.
    #[must_use]
    pub fn from_entries(entries: Vec<Entry>) -> Self {
        let entries = entries.into_iter().map(|entry| (entry.conversation.id, entry)).collect();
        Self { entries, left: BTreeMap::new() }
    }

    /// Takes a new or changed entry in; an older one than what is held changes only the cursors.
    pub fn apply(&mut self, entry: Entry) {
        let id = entry.conversation.id;
        let version = entry.conversation.version;
        if self.left.get(&id).is_some_and(|left| *left >= version) {
            return;
        }
        self.left.remove(&id);
        match self.entries.get_mut(&id) {
            Some(held) => {
                held.cursors = held.cursors.merge(entry.cursors);
                if version >= held.conversation.version {
                    held.conversation = entry.conversation;
                }
            }
            None => {
                self.entries.insert(id, entry);
            }
        }
    }

    /// An entry left at `version`.
    pub fn leave(&mut self, id: ConversationId, version: u32) {
        if self.entries.get(&id).is_some_and(|held| held.conversation.version > version) {
            return;
        }
        self.entries.remove(&id);
        let left = self.left.entry(id).or_default();
        *left = (*left).max(version);
    }

    /// Reading moved forward.
    pub fn read(&mut self, id: ConversationId, cursors: Cursors) {
        if let Some(held) = self.entries.get_mut(&id) {
            held.cursors = held.cursors.merge(cursors);
        }
    }

    #[must_use]
    pub fn get(&self, id: ConversationId) -> Option<&Entry> {
        self.entries.get(&id)
    }

    /// The entries of one list: who has waited longest for us first, then the oldest.
    #[must_use]
    pub fn list(&self, staff: &Staff, list: List) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self
            .entries
            .values()
            .filter(|entry| list_for(staff, &entry.conversation) == Some(list))
            .collect();
        entries.sort_by_key(|entry| place(&entry.conversation, list));
        entries
    }

    /// The versions held, to be compared with a heartbeat.
    #[must_use]
    pub fn versions(&self) -> Vec<(ConversationId, u32)> {
        self.entries.iter().map(|(id, e)| (*id, e.conversation.version)).collect()
    }

    /// Whether a colleague or nobody has it; used to say who was faster.
    #[must_use]
    pub fn is_at(&self, id: ConversationId, person: PersonId) -> bool {
        self.get(id)
            .and_then(|entry| entry.conversation.stage.agent())
            .is_some_and(|agent| agent.id == person)
    }
}

fn place(conversation: &Conversation, list: List) -> (u8, i64, ConversationId) {
    let since = match list {
        List::Queued => conversation.arrived.0,
        List::InProgress | List::OnHold => conversation.waiting_since.map_or(i64::MAX, |m| m.0),
    };
    let weight = if list == List::Queued { conversation.priority.weight() } else { 0 };
    (weight, since, conversation.id)
}
