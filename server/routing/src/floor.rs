//! Everything a plan is made from: the clock, the rules, who is there, what waits and what rings.

use alloc::{string::String, vec::Vec};

use model::{
    availability::Availability,
    conversation::{Channel, Priority},
    id::{ConversationId, DepartmentId, PersonId},
    moment::Moment,
    person::PersonRef,
    reason::Preference,
    settings::{Algorithm, Delivery, QueueOrder, Settings},
};

/// The contact center at one moment. The order of the lists means nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Floor {
    pub now: Moment,
    pub rules: Rules,
    pub departments: Vec<Department>,
    /// Everybody enabled who holds the role Agent.
    pub agents: Vec<Agent>,
    /// The queue: conversations at nobody.
    pub waiting: Vec<Waiting>,
    /// Conversations ringing at somebody.
    pub offers: Vec<Offer>,
}

/// The workspace's choices that routing obeys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    pub algorithm: Algorithm,
    pub delivery: Delivery,
    pub queue_order: QueueOrder,
    /// Simultaneous conversations of an agent without a limit of their own; 0: no limit.
    pub max_conversations: u32,
    /// Simultaneous chats of an agent; 0: no limit.
    pub max_chats: u32,
    /// How long a preferred agent who has no room is waited for, in seconds.
    pub preferred_wait_s: u32,
    /// Whether whoever lets an offer ring out stops being available.
    pub rests_after_missed_offer: bool,
}

impl Rules {
    /// How many conversations on this channel an agent may have; 0: no limit.
    #[must_use]
    pub const fn channel_max(&self, channel: Channel) -> u32 {
        match channel {
            Channel::Chat => self.max_chats,
        }
    }
}

impl From<&Settings> for Rules {
    fn from(settings: &Settings) -> Self {
        let after = settings.after_missed_offer;
        Self {
            algorithm: settings.algorithm,
            delivery: settings.delivery,
            queue_order: settings.queue_order,
            max_conversations: settings.max_conversations,
            max_chats: settings.max_chats,
            preferred_wait_s: settings.preferred_wait_s,
            rests_after_missed_offer: after.is_some_and(|then| then != Availability::Available),
        }
    }
}

/// A department as routing sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Department {
    pub id: DepartmentId,
    /// `None`: the workspace's.
    pub algorithm: Option<Algorithm>,
    /// Simultaneous conversations of this department per agent; 0: no limit here.
    pub max_conversations: u32,
    /// Routing leaves the queue of a disabled department alone; members may still take from it.
    pub is_enabled: bool,
}

impl From<&model::department::Department> for Department {
    fn from(department: &model::department::Department) -> Self {
        Self {
            id: department.id,
            algorithm: department.algorithm,
            max_conversations: department.max_conversations,
            is_enabled: department.is_enabled,
        }
    }
}

/// Somebody who serves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    pub person: PersonRef,
    pub username: String,
    pub is_available: bool,
    /// A live connection exists, or existed within the grace period.
    pub is_present: bool,
    /// Simultaneous conversations; 0: the workspace's limit counts.
    pub max_conversations: u32,
    pub memberships: Vec<Membership>,
    /// What they have now: open and ringing, not on hold.
    pub load: Vec<Load>,
    /// When a conversation last came to them, in any department.
    pub last_assigned: Option<Moment>,
    pub received: Vec<Received>,
}

impl Agent {
    /// The order number in a department; `None`: not a member. Everybody serves the queue of no department.
    #[must_use]
    pub fn order_in(&self, department: Option<DepartmentId>) -> Option<i32> {
        let Some(id) = department else { return Some(0) };
        let found = self.memberships.iter().find(|m| m.department == id);
        found.map(|membership| membership.order)
    }
}

/// A place in a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    pub department: DepartmentId,
    /// Lower comes first in auto selection.
    pub order: i32,
}

/// How many conversations of one kind an agent has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Load {
    pub department: Option<DepartmentId>,
    pub channel: Channel,
    pub count: u32,
}

/// How many conversations of a department came to an agent today. An offer counts when it begins to ring:
/// whoever refuses everything would otherwise stay the first to be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    pub department: Option<DepartmentId>,
    pub today: u32,
}

/// A conversation in the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    pub conversation: ConversationId,
    pub department: Option<DepartmentId>,
    pub channel: Channel,
    pub priority: Priority,
    pub sla_due: Option<Moment>,
    /// First arrival: kept through every return, refusal and restart.
    pub arrived: Moment,
    /// Who returned, refused or missed it, the earliest first.
    pub declined: Vec<PersonId>,
    /// When the last of them did.
    pub declined_at: Option<Moment>,
    /// When it last came into the queue.
    pub queued: Moment,
    /// Agents to try before the algorithm is asked; [`Preference`] says in which order. One who lacks nothing but
    /// room is waited for, each for as long as the rules say, one after the other.
    pub preferred: Vec<(Preference, PersonId)>,
}

/// A conversation ringing at an agent. It counts in that agent's load.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    pub waiting: Waiting,
    pub agent: PersonRef,
    pub deadline: Moment,
}
