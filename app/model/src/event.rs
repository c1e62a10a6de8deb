//! Entries of a conversation's log: versions 1, 2, 3, … without gaps.

use alloc::{boxed::Box, string::String, vec::Vec};
use serde::{Deserialize, Serialize};

use crate::{
    call::CallStep,
    contact::ContactRef,
    conversation::{Channel, Priority},
    custom_field::FieldChange,
    direct::Notice,
    forward::Forward,
    id::{CallId, DepartmentId, EventId, MailId, PersonId},
    mail::MailError,
    moment::Moment,
    person::PersonRef,
    reason::Reason,
    upload::FileRef,
};

/// Who caused an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    Guest,
    Staff(PersonRef),
    /// Routing, timers, the server itself.
    System,
}

/// Why a conversation went back to the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Requeue {
    /// The agent pressed Move to the queue.
    Returned,
    OfferRefused,
    OfferExpired,
    /// The agent's connection was gone for longer than the grace period.
    AgentLost,
    /// The guest wrote while it was on hold and the agent had no room.
    HoldEnded,
}

impl Requeue {
    /// Whether the agent it leaves is passed over from now on. One who lost the connection or had no room for
    /// a guest coming back from hold said no to nothing.
    #[must_use]
    pub const fn is_declining(self) -> bool {
        match self {
            Self::Returned | Self::OfferRefused | Self::OfferExpired => true,
            Self::AgentLost | Self::HoldEnded => false,
        }
    }
}

/// How far a letter came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailStep {
    Asked,
    Sent,
    /// For good.
    Refused {
        error: MailError,
    },
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EventBody {
    /// Always version 1.
    Created {
        contact: ContactRef,
        channel: Channel,
        department: Option<DepartmentId>,
        #[cfg_attr(feature = "guest", serde(skip_deserializing))]
        priority: Priority,
        #[cfg_attr(feature = "guest", serde(skip_deserializing))]
        sla_due: Option<Moment>,
        /// The page the guest wrote from; empty where unknown.
        page_url: String,
    },
    /// Said to the other side.
    Said {
        text: String,
        files: Vec<FileRef>,
    },
    /// Said among staff.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    Noted {
        text: String,
        /// The colleagues it names who may see it.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        mentions: Vec<PersonId>,
    },
    Queued {
        why: Requeue,
    },
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    Offered {
        agent: PersonRef,
        deadline: Moment,
        reason: Box<Reason>,
    },
    /// An agent serves it from here on.
    Assigned {
        agent: PersonRef,
        #[cfg_attr(feature = "guest", serde(skip_deserializing))]
        reason: Option<Box<Reason>>,
    },
    Held {
        /// When it ends by itself; `None`: never.
        until: Option<Moment>,
    },
    Resumed,
    /// Sent on, to a department or to somebody; an assignment or an offer may follow at once.
    Forwarded(Box<Forward>),
    /// Whoever handed it over took that back.
    TakenBack {
        /// Who has it again; `None`: it waits in the queue again.
        agent: Option<PersonRef>,
        department: Option<DepartmentId>,
    },
    /// A colleague was asked in: they see it and may write, beside whoever serves it.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    Invited {
        person: PersonRef,
    },
    /// One who had been invited went again.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    Departed {
        person: PersonRef,
    },
    /// Changed by hand: what is `None` stayed as it was.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    Edited {
        topic: Option<String>,
        tags: Option<Vec<String>>,
        priority: Option<Priority>,
        /// Values of custom fields.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fields: Vec<FieldChange>,
    },
    /// Its contact is another from here on: two were merged, or a merge was taken back.
    Belongs {
        contact: ContactRef,
    },
    Closed {
        comment: String,
        tags: Vec<String>,
    },
    /// The two talk, or try to.
    Call {
        call: CallId,
        step: CallStep,
    },
    /// The workspace's bot reports something; only in direct messages.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    Told {
        notice: Notice,
    },
    /// What became of a transcript that somebody or a rule wanted by email.
    #[cfg_attr(feature = "guest", serde(skip_deserializing))]
    Mailed {
        mail: MailId,
        to: String,
        step: MailStep,
    },
    /// Everything that named the guest was taken out of the log, here and in all events before.
    Erased,
    /// Something this reader may not see; keeps the versions without gaps.
    Hidden,
}

/// One entry of a conversation's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Made by whoever caused it: the same id again changes nothing.
    pub id: EventId,
    pub version: u32,
    pub at: Moment,
    pub author: Author,
    pub body: EventBody,
}

impl Event {
    /// The event as the guest may see it: notes, edits and reasons are for staff alone.
    #[must_use]
    pub fn for_guest(&self) -> Self {
        let body = match &self.body {
            EventBody::Noted { .. }
            | EventBody::Edited { .. }
            | EventBody::Offered { .. }
            | EventBody::Told { .. }
            | EventBody::Invited { .. }
            | EventBody::Departed { .. }
            | EventBody::Mailed { .. } => EventBody::Hidden,
            EventBody::Assigned { agent, .. } => {
                EventBody::Assigned { agent: agent.clone(), reason: None }
            }
            EventBody::Forwarded(forward) => EventBody::Forwarded(Box::new(forward.for_guest())),
            EventBody::Held { .. } => EventBody::Held { until: None },
            EventBody::Closed { comment, .. } => {
                EventBody::Closed { comment: comment.clone(), tags: Vec::new() }
            }
            other => other.clone(),
        };
        // Who among the staff put contacts together is none of a guest's business.
        let is_nobodys = matches!(body, EventBody::Hidden | EventBody::Belongs { .. });
        let author = if is_nobodys { Author::System } else { self.author.clone() };
        Self { id: self.id, version: self.version, at: self.at, author, body }
    }

    /// The event without anything that names the guest, or that was written by or about them. What happened, when
    /// and by whom of the staff stays.
    #[must_use]
    pub fn erased(&self) -> Self {
        let body = match self.body.clone() {
            EventBody::Created { contact, channel, department, priority, sla_due, .. } => {
                let contact = ContactRef { id: contact.id, name: String::new() };
                let page_url = String::new();
                EventBody::Created { contact, channel, department, priority, sla_due, page_url }
            }
            EventBody::Said { .. } => EventBody::Said { text: String::new(), files: Vec::new() },
            EventBody::Noted { mentions, .. } => EventBody::Noted { text: String::new(), mentions },
            EventBody::Forwarded(mut forward) => {
                forward.comment.clear();
                EventBody::Forwarded(forward)
            }
            EventBody::Edited { topic, tags, priority, mut fields } => {
                fields.iter_mut().for_each(|field| field.value.clear());
                EventBody::Edited { topic: topic.map(|_| String::new()), tags, priority, fields }
            }
            EventBody::Belongs { contact } => {
                let contact = ContactRef { id: contact.id, name: String::new() };
                EventBody::Belongs { contact }
            }
            EventBody::Closed { tags, .. } => EventBody::Closed { comment: String::new(), tags },
            EventBody::Call { call, step: CallStep::Rang { kind, .. } } => {
                EventBody::Call { call, step: CallStep::Rang { kind, link: String::new() } }
            }
            EventBody::Mailed { mail, step, .. } => {
                let step = match step {
                    MailStep::Refused { error } => {
                        MailStep::Refused { error: error.without_words() }
                    }
                    other => other,
                };
                EventBody::Mailed { mail, to: String::new(), step }
            }
            // The workspace's bot told somebody of the guest.
            EventBody::Told { .. } => EventBody::Erased,
            other => other,
        };
        Self { body, author: self.author.clone(), ..*self }
    }

    /// Whether it is a message one side said to the other.
    #[must_use]
    pub const fn is_message(&self) -> bool {
        matches!(self.body, EventBody::Said { .. })
    }
}
