//! A script played at a date: the conversation's log, and the state that is its fold.

use model::{
    contact::ContactRef,
    conversation::{Channel, Conversation, Priority},
    cursor::{Cursor, Cursors},
    event::{Author, Event, EventBody, Requeue},
    id::{CallId, ConversationId, DepartmentId, EventId},
    moment::Moment,
    refusal::Refusal,
};

use super::{
    dice::Dice,
    rota::Rota,
    script::{Act, Script},
};

/// A conversation with everything that happened in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Log {
    pub(super) conversation: Conversation,
    pub(super) events: Vec<Event>,
    pub(super) cursors: Cursors,
    /// What was noted after its calls.
    pub(super) noted: Vec<(CallId, (&'static str, &'static str))>,
}

/// Whose conversation, where, since when.
#[derive(Debug)]
pub(super) struct Arrival {
    pub(super) contact: ContactRef,
    pub(super) department: DepartmentId,
    pub(super) at: Moment,
}

impl Log {
    /// Plays a script. Where an agent has no room, everything after waits with the guest.
    pub(super) fn play(
        script: Script,
        arrival: Arrival,
        rota: &mut Rota<'_>,
        dice: &mut Dice,
    ) -> Result<Self, Refusal> {
        let mut at = arrival.at;
        let mut log = Self::begin(script.page_url, arrival, dice)?;
        for step in script.steps {
            at = at.plus(step.after_ms);
            at = log.perform(step.act, at, rota, dice);
        }
        if log.conversation.stage.is_closed() {
            log.read_all();
        }
        Ok(log)
    }

    fn begin(page_url: String, arrival: Arrival, dice: &mut Dice) -> Result<Self, Refusal> {
        let id = ConversationId(dice.uuid());
        let first = Event {
            id: EventId(dice.uuid()),
            version: 1,
            at: arrival.at,
            author: Author::Guest,
            body: EventBody::Created {
                contact: arrival.contact,
                channel: Channel::Chat,
                department: Some(arrival.department),
                priority: Priority::None,
                sla_due: None,
                page_url,
            },
        };
        Ok(Self {
            conversation: Conversation::from_first(id, &first)?,
            events: Vec::from([first]),
            cursors: Cursors::default(),
            noted: Vec::new(),
        })
    }

    /// Returns when it was over: later than asked for where an agent was full.
    fn perform(&mut self, act: Act, at: Moment, rota: &mut Rota<'_>, dice: &mut Dice) -> Moment {
        let agent = self.conversation.stage.agent().cloned();
        let staff = agent.map_or(Author::System, Author::Staff);
        if let Act::Calls(ring) = act {
            return self.call(ring, at, dice);
        }
        let mut at = at;
        let (author, body) = match act {
            Act::GuestSays(text) => (Author::Guest, said(text)),
            Act::StaffSays(text) => (staff, said(text)),
            Act::Notes(text) => (staff, EventBody::Noted { text, mentions: Vec::new() }),
            Act::Takes(agent) => {
                let accepted = rota.accept(&self.conversation, &agent, at);
                at = accepted.at;
                let reason = accepted.reason;
                (accepted.author, EventBody::Assigned { agent, reason })
            }
            // Done above.
            Act::Calls(_) => return at,
            Act::Holds => (staff, EventBody::Held { until: None }),
            Act::Resumes => (staff, EventBody::Resumed),
            Act::Returns => {
                rota.release(self.conversation.id, at);
                let why = Requeue::Returned;
                (staff, EventBody::Queued { why })
            }
            Act::Edits { topic, tags, priority } => {
                let topic = Some(topic);
                let body = EventBody::Edited { topic, tags, priority, fields: Vec::new() };
                (staff, body)
            }
            Act::GuestEnds => {
                rota.release(self.conversation.id, at);
                let tags = self.conversation.tags.clone();
                let comment = String::new();
                (Author::Guest, EventBody::Closed { comment, tags })
            }
            Act::StaffEnds { comment, tags } => {
                rota.release(self.conversation.id, at);
                (staff, EventBody::Closed { comment, tags })
            }
        };
        let wakes = author == Author::Guest && matches!(body, EventBody::Said { .. });
        self.push(author, at, body, dice);
        if wakes && self.conversation.stage.name() == model::conversation::StageName::OnHold {
            self.push(Author::System, at, EventBody::Resumed, dice);
        }
        at
    }

    pub(super) fn push(&mut self, author: Author, at: Moment, body: EventBody, dice: &mut Dice) {
        let event = Event {
            id: EventId(dice.uuid()),
            version: self.conversation.version.saturating_add(1),
            at,
            author,
            body,
        };
        self.conversation.apply(&event);
        self.events.push(event);
    }

    pub(super) fn edit(&mut self, author: Author, at: Moment, priority: Priority, dice: &mut Dice) {
        let priority = Some(priority);
        let body = EventBody::Edited { topic: None, tags: None, priority, fields: Vec::new() };
        self.push(author, at, body, dice);
    }

    /// Both sides saw everything.
    fn read_all(&mut self) {
        let all = Cursor { received: self.conversation.version, read: self.conversation.version };
        self.cursors = Cursors {
            guest: all,
            staff: all,
            guest_messages_read: self.conversation.guest_messages,
        };
    }

    /// The staff has not read the guest's last so many messages; the guest has read what they answered to.
    pub(super) fn leave_unread(&mut self, unread: usize) {
        let version = self.conversation.version;
        let by_guest = |event: &&Event| event.is_message() && event.author == Author::Guest;
        let mut spoke = self.events.iter().rev().filter(by_guest);
        let guest_read = spoke.clone().next().map_or(0, |event| event.version);
        let first_unread = unread.checked_sub(1).and_then(|skip| spoke.nth(skip));
        let read = first_unread.map_or(version, |event| event.version.saturating_sub(1));
        let unread = u32::try_from(unread).unwrap_or(u32::MAX);
        self.cursors = Cursors {
            guest: Cursor { received: version, read: guest_read },
            staff: Cursor { received: version, read },
            guest_messages_read: self.conversation.guest_messages.saturating_sub(unread),
        };
    }

    /// Everything both sides said, as the archive is searched.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        for event in &self.events {
            if let EventBody::Said { text: said, .. } = &event.body {
                text.push_str(said);
                text.push_str(store::archive_index::BETWEEN);
            }
        }
        text
    }
}

fn said(text: String) -> EventBody {
    let files = Vec::new();
    EventBody::Said { text, files }
}
