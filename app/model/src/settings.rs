//! What an administrator chooses for the whole workspace.

use alloc::string::String;
use serde::{Deserialize, Serialize};

use crate::call::CallSettings;

/// How the engine picks an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Algorithm {
    /// Nobody is picked; agents take from the queue.
    ManualSelection,
    #[default]
    AutoSelection,
    LoadBalancing,
    LoadRotation,
}

impl Algorithm {
    pub const ALL: [Self; 4] =
        [Self::ManualSelection, Self::AutoSelection, Self::LoadBalancing, Self::LoadRotation];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ManualSelection => "manual_selection",
            Self::AutoSelection => "auto_selection",
            Self::LoadBalancing => "load_balancing",
            Self::LoadRotation => "load_rotation",
        }
    }

    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|a| a.as_str() == word)
    }
}

/// Which key orders the waiting queue first; the others follow in the order of the domain page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueOrder {
    #[default]
    Priority,
    Sla,
    Timestamp,
}

/// How a picked conversation reaches its agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    AutoAccept,
    /// Rings at the agent until they accept, refuse, or the time is over.
    Offer {
        timeout_s: u32,
    },
}

/// What happens to the open conversations of an agent who is gone for longer than the grace period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhenAgentGone {
    Nothing,
    #[default]
    Requeue,
    Close,
}

/// Which of the pre-chat form's fields are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asked {
    Off,
    Optional,
    #[default]
    Required,
}

/// The pre-chat form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreChat {
    pub name: Asked,
    pub email: Asked,
    pub department: Asked,
    /// Shown above the button with a check box that must be ticked; empty: not asked.
    pub consent: String,
}

/// The workspace's choices. Every number has a bound, checked in `parse`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    pub workspace_name: String,
    pub algorithm: Algorithm,
    pub delivery: Delivery,
    pub queue_order: QueueOrder,
    /// Simultaneous conversations per agent where the agent has no limit of their own; 0: none.
    pub max_conversations: u32,
    /// Simultaneous chats per agent; 0: none.
    pub max_chats: u32,
    /// How long an agent without a live connection still counts as present, in seconds.
    pub presence_grace_s: u32,
    pub when_agent_gone: WhenAgentGone,
    /// Availability an agent falls to after an offer they let expire; `None`: stays as it was.
    pub after_missed_offer: Option<crate::availability::Availability>,
    /// Whether a chat can be placed on hold only while the last message is the staff's.
    pub hold_needs_answer: bool,
    /// Seconds on hold after which a conversation ends by itself; 0: never.
    pub hold_limit_s: u32,
    /// What the guest is told then.
    pub hold_comment: String,
    /// Whether a contact's manager is tried first.
    pub prefers_manager: bool,
    /// Whether who served the contact last is tried before others.
    pub prefers_last: bool,
    /// How long a preferred agent who has no room is waited for, in seconds; 0: not at all.
    pub preferred_wait_s: u32,
    /// Seconds a guest may wait for an answer before the response timer turns red.
    pub response_threshold_s: u32,
    pub pre_chat: PreChat,
    pub calls: CallSettings,
    /// Messages of broadcasts that leave a minute, over all of them.
    #[serde(default = "crate::broadcast::usual_pace")]
    pub broadcasts_per_minute: u32,
    /// Counts edits; an edit names the version it was made from.
    pub version: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            workspace_name: String::from("Switchboard"),
            algorithm: Algorithm::AutoSelection,
            delivery: Delivery::AutoAccept,
            queue_order: QueueOrder::Priority,
            max_conversations: 0,
            max_chats: 0,
            presence_grace_s: 30,
            when_agent_gone: WhenAgentGone::Requeue,
            after_missed_offer: None,
            hold_needs_answer: true,
            hold_limit_s: 0,
            hold_comment: String::new(),
            prefers_manager: true,
            prefers_last: false,
            preferred_wait_s: 30,
            response_threshold_s: 120,
            pre_chat: PreChat {
                name: Asked::Required,
                email: Asked::Required,
                department: Asked::Optional,
                consent: String::new(),
            },
            calls: CallSettings::default(),
            broadcasts_per_minute: crate::broadcast::usual_pace(),
            version: 0,
        }
    }
}
