//! A conversation: its state is the fold of its log, on the server and in the browser alike.

mod calling;
mod handing;

use alloc::{string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    call::Call,
    contact::ContactRef,
    custom_field::{FieldChange, Fields},
    event::{Author, Event, EventBody},
    forward::Handed,
    id::{ConversationId, DepartmentId, PersonId},
    moment::Moment,
    person::PersonRef,
    refusal::Refusal,
};

/// Characters of the last line that lists show.
pub const LAST_LINE_LIMIT: usize = 120;
/// How many who declined are remembered; older ones may be asked again.
pub const DECLINED_LIMIT: usize = 32;

/// How a contact reached us.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    Chat,
}

impl Channel {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Chat => "chat",
        }
    }
}

/// Urgency: lower weights first. Unprioritised conversations weigh 99.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    Highest,
    High,
    Medium,
    Low,
    Lowest,
    #[default]
    None,
}

impl Priority {
    pub const ALL: [Self; 6] =
        [Self::Highest, Self::High, Self::Medium, Self::Low, Self::Lowest, Self::None];

    /// The weight queues are ordered by.
    #[must_use]
    pub const fn weight(self) -> u8 {
        match self {
            Self::Highest => 1,
            Self::High => 2,
            Self::Medium => 3,
            Self::Low => 4,
            Self::Lowest => 5,
            Self::None => 99,
        }
    }
}

/// Where a conversation is. It is always queued, at an agent, or closed; nothing in between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Queued,
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    Offered {
        agent: PersonRef,
        deadline: Moment,
    },
    Open {
        agent: PersonRef,
    },
    OnHold {
        agent: PersonRef,
    },
    Closed {
        at: Moment,
        by: Author,
        comment: String,
    },
}

/// A stage's name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StageName {
    Queued,
    Offered,
    Open,
    OnHold,
    Closed,
}

impl StageName {
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Offered => "offered",
            Self::Open => "open",
            Self::OnHold => "on_hold",
            Self::Closed => "closed",
        }
    }
}

impl Stage {
    #[must_use]
    pub const fn name(&self) -> StageName {
        match self {
            Self::Queued => StageName::Queued,
            Self::Offered { .. } => StageName::Offered,
            Self::Open { .. } => StageName::Open,
            Self::OnHold { .. } => StageName::OnHold,
            Self::Closed { .. } => StageName::Closed,
        }
    }

    /// The agent it is at, if any.
    #[must_use]
    pub const fn agent(&self) -> Option<&PersonRef> {
        match self {
            Self::Offered { agent, .. } | Self::Open { agent } | Self::OnHold { agent } => {
                Some(agent)
            }
            Self::Queued | Self::Closed { .. } => None,
        }
    }

    /// Whether it counts against its agent's limits: offers do, on hold does not.
    #[must_use]
    pub const fn is_load(&self) -> bool {
        matches!(self, Self::Offered { .. } | Self::Open { .. })
    }

    #[must_use]
    pub const fn is_closed(&self) -> bool {
        matches!(self, Self::Closed { .. })
    }
}

/// Which side a line came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spoke {
    Guest,
    Staff,
}

/// The last thing said, as lists show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LastLine {
    pub by: Spoke,
    pub text: String,
    pub at: Moment,
}

/// How long the guest waited for answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Answers {
    pub count: u32,
    pub total_ms: i64,
}

impl Answers {
    /// The mean, where there is one.
    #[must_use]
    pub fn average_ms(self) -> Option<i64> {
        (self.count > 0).then(|| self.total_ms / i64::from(self.count))
    }
}

/// One interaction on one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    pub id: ConversationId,
    pub version: u32,
    pub contact: ContactRef,
    pub channel: Channel,
    pub department: Option<DepartmentId>,
    pub stage: Stage,
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub priority: Priority,
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub sla_due: Option<Moment>,
    /// The page the guest wrote from; empty where unknown.
    pub page_url: String,
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub topic: String,
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub tags: Vec<String>,
    /// Values of custom fields.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub fields: Fields,
    pub created: Moment,
    /// Arrival in the queue: kept through every return, refusal and restart.
    pub arrived: Moment,
    /// First accepted by an agent; the total timer starts here.
    pub accepted: Option<Moment>,
    pub first_reply: Option<Moment>,
    /// The guest's first message after the last reply; the response timer starts here.
    pub waiting_since: Option<Moment>,
    pub answers: Answers,
    pub last_line: Option<LastLine>,
    pub guest_messages: u32,
    pub staff_messages: u32,
    /// Everybody who served it or was invited; they see it for good.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub served: Vec<PersonId>,
    /// Who was invited and has not left: they write beside the agent, and it counts against no limit of theirs.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub helpers: Vec<PersonRef>,
    /// When it last came into the queue; preferred agents without room are waited for from then on.
    pub queued_at: Moment,
    /// With whom it was on hold when the guest wrote: tried first.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub held_by: Option<PersonId>,
    /// When the hold ends by itself.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub hold_until: Option<Moment>,
    /// Who served it last.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub last_agent: Option<PersonRef>,
    /// What can be taken back.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub handed: Option<Handed>,
    /// Who returned, refused or missed it since somebody last accepted it, the earliest first.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub declined: Vec<PersonId>,
    /// When the last of them did; nobody is asked a second time right after.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    pub declined_at: Option<Moment>,
    /// The call that goes on.
    pub call: Option<Call>,
}

impl Conversation {
    /// A conversation from its first event.
    ///
    /// # Errors
    /// `Malformed` when the event is not a `Created` with version 1.
    pub fn from_first(id: ConversationId, event: &Event) -> Result<Self, Refusal> {
        let EventBody::Created { contact, channel, department, priority, sla_due, page_url } =
            &event.body
        else {
            return Err(Refusal::Malformed { what: String::from("log without a beginning") });
        };
        Ok(Self {
            id,
            version: event.version,
            contact: contact.clone(),
            channel: *channel,
            department: *department,
            stage: Stage::Queued,
            priority: *priority,
            sla_due: *sla_due,
            page_url: page_url.clone(),
            topic: String::new(),
            tags: Vec::new(),
            fields: Fields::new(),
            created: event.at,
            arrived: event.at,
            accepted: None,
            first_reply: None,
            waiting_since: Some(event.at),
            answers: Answers::default(),
            last_line: None,
            guest_messages: 0,
            staff_messages: 0,
            served: Vec::new(),
            helpers: Vec::new(),
            queued_at: event.at,
            held_by: None,
            hold_until: None,
            last_agent: None,
            handed: None,
            declined: Vec::new(),
            declined_at: None,
            call: None,
        })
    }

    /// Takes the next event of the log in. What the log says has been decided: this only follows.
    pub fn apply(&mut self, event: &Event) {
        self.version = event.version;
        self.settle_handed(&event.author);
        match &event.body {
            EventBody::Created { .. }
            | EventBody::Noted { .. }
            | EventBody::Told { .. }
            | EventBody::Mailed { .. }
            | EventBody::Hidden => {}
            EventBody::Said { text, files } => {
                self.hear(event, text, files.first().map(|f| f.name.as_str()))
            }
            EventBody::Queued { why } => self.requeue(*why, event),
            EventBody::Forwarded(forward) => self.forward(forward, event),
            EventBody::TakenBack { agent, department } => {
                self.take_back(agent.as_ref(), *department);
            }
            EventBody::Offered { agent, deadline, .. } => {
                self.stage = Stage::Offered { agent: agent.clone(), deadline: *deadline };
            }
            EventBody::Assigned { agent, .. } => self.assign(agent, event.at),
            EventBody::Held { until } => {
                if let Stage::Open { agent } = &self.stage {
                    self.hold_until = *until;
                    self.stage = Stage::OnHold { agent: agent.clone() };
                }
            }
            EventBody::Resumed => {
                if let Stage::OnHold { agent } = &self.stage {
                    self.hold_until = None;
                    self.stage = Stage::Open { agent: agent.clone() };
                }
            }
            EventBody::Call { call, step } => self.follow_call(*call, step, event),
            EventBody::Invited { person } => self.invite(person),
            EventBody::Departed { person } => self.helpers.retain(|helper| helper.id != person.id),
            EventBody::Edited { topic, tags, priority, fields } => {
                if let Some(topic) = topic {
                    self.topic.clone_from(topic);
                }
                if let Some(tags) = tags {
                    self.tags.clone_from(tags);
                }
                if let Some(priority) = priority {
                    self.priority = *priority;
                }
                self.change(fields);
            }
            EventBody::Belongs { contact } => self.contact.clone_from(contact),
            EventBody::Erased => self.erase(),
            EventBody::Closed { comment, tags } => {
                self.tags.clone_from(tags);
                self.waiting_since = None;
                self.helpers.clear();
                self.handed = None;
                self.hold_until = None;
                self.stage = Stage::Closed {
                    at: event.at,
                    by: event.author.clone(),
                    comment: comment.clone(),
                };
            }
        }
    }

    /// Nothing is left that names the guest, or that was written by or about them.
    fn erase(&mut self) {
        self.contact.name.clear();
        self.page_url.clear();
        self.topic.clear();
        self.fields.clear();
        if let Some(line) = &mut self.last_line {
            line.text.clear();
        }
        if let Stage::Closed { comment, .. } = &mut self.stage {
            comment.clear();
        }
    }

    fn hear(&mut self, event: &Event, text: &str, file: Option<&str>) {
        let by = match event.author {
            Author::Guest => {
                self.guest_messages = self.guest_messages.saturating_add(1);
                self.waiting_since = self.waiting_since.or(Some(event.at));
                Spoke::Guest
            }
            Author::Staff(_) => {
                self.staff_messages = self.staff_messages.saturating_add(1);
                if let Some(since) = self.waiting_since.take() {
                    self.answers.count = self.answers.count.saturating_add(1);
                    self.answers.total_ms =
                        self.answers.total_ms.saturating_add(event.at.since(since));
                }
                self.first_reply = self.first_reply.or(Some(event.at));
                Spoke::Staff
            }
            Author::System => return,
        };
        let line = if text.is_empty() { file.unwrap_or_default() } else { text };
        let text = line.chars().take(LAST_LINE_LIMIT).map(one_line).collect();
        self.last_line = Some(LastLine { by, text, at: event.at });
    }

    fn change(&mut self, fields: &[FieldChange]) {
        for FieldChange { key, value, .. } in fields {
            if value.is_empty() {
                self.fields.remove(key);
            } else {
                self.fields.insert(key.clone(), value.clone());
            }
        }
    }

    fn assign(&mut self, agent: &PersonRef, at: Moment) {
        self.remember(agent.id);
        self.helpers.retain(|helper| helper.id != agent.id);
        self.declined.clear();
        self.declined_at = None;
        self.held_by = None;
        self.last_agent = Some(agent.clone());
        self.accepted = self.accepted.or(Some(at));
        self.stage = Stage::Open { agent: agent.clone() };
    }

    /// Milliseconds it waited in the queue before somebody accepted it, or waits until `now`.
    #[must_use]
    pub fn queue_ms(&self, now: Moment) -> i64 {
        let end = self.accepted.or(self.closed_at()).unwrap_or(now);
        end.since(self.arrived)
    }

    #[must_use]
    pub const fn closed_at(&self) -> Option<Moment> {
        match &self.stage {
            Stage::Closed { at, .. } => Some(*at),
            _ => None,
        }
    }

    /// The conversation as the guest may see it: no topic, tags, colleagues or numbers.
    #[must_use]
    pub fn for_guest(&self) -> Self {
        let mut seen = self.clone();
        seen.topic.clear();
        seen.tags.clear();
        seen.fields.clear();
        seen.served.clear();
        seen.helpers.clear();
        seen.held_by = None;
        seen.hold_until = None;
        seen.last_agent = None;
        seen.handed = None;
        seen.declined.clear();
        seen.declined_at = None;
        seen.priority = Priority::None;
        seen.sla_due = None;
        if let Stage::Offered { .. } = seen.stage {
            seen.stage = Stage::Queued;
        }
        seen
    }
}

pub(crate) fn one_line(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}

#[cfg(test)]
mod tests;
