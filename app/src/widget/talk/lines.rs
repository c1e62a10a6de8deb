//! What stands in the chat, line by line, from the log and from what is on its way. Pure.

use model::{
    call::{CallEnd, CallKind, CallStep},
    event::{Author, Event, EventBody, Requeue},
    id::{CallId, EventId, PersonId},
    upload::FileRef,
    view::thread::Thread,
};

use crate::live::Outgoing;

/// Messages of one author this close together are shown as one.
const TOGETHER_MS: i64 = 5 * 60_000;

/// One line of the chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// A new day begins with the line after it.
    Day {
        key: String,
        at_ms: i64,
    },
    Notice {
        id: EventId,
        notice: Notice,
    },
    Bubble(Bubble),
}

/// Something that happened and concerns the visitor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Notice {
    /// The first agent.
    Joined(String),
    /// Another agent than before.
    TookOver(String),
    /// The same agent as before.
    IsBack(String),
    BackInQueue,
    /// Forwarded: with whom they will be connected.
    Connecting(String),
    /// Invited to a conference.
    Invited {
        call: CallId,
        name: String,
    },
    /// A call is over, and why.
    CallEnded(CallEnd),
}

/// A message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bubble {
    pub(super) id: EventId,
    pub(super) speaker: Speaker,
    pub(super) text: String,
    pub(super) files: Vec<FileRef>,
    pub(super) at_ms: i64,
    /// Belongs to the message before it.
    pub(super) follows: bool,
}

/// Who said it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Speaker {
    Visitor,
    /// Id and name of the agent.
    Agent(PersonId, String),
    House,
}

/// Tells lines apart; a line whose key stays is not drawn anew.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Day(String),
    Event(EventId, bool),
}

impl Line {
    pub(super) fn key(&self) -> Key {
        match self {
            Self::Day { key, .. } => Key::Day(key.clone()),
            Self::Notice { id, .. } => Key::Event(*id, false),
            Self::Bubble(bubble) => Key::Event(bubble.id, bubble.follows),
        }
    }
}

/// The lines of a thread and what is not confirmed yet. `day_key` is the same for moments of one day.
pub(super) fn lines(
    thread: &Thread,
    outgoing: &[Outgoing],
    day_key: impl Fn(i64) -> String,
) -> Vec<Line> {
    let mut page = Page { lines: Vec::new(), day: String::new(), agent: None, day_key };
    for event in &thread.events {
        page.add_event(event);
    }
    // Confirmed and on its way for a moment: shown once.
    let is_known = |id| thread.events.iter().rev().any(|event| event.id == id);
    for one in outgoing.iter().filter(|one| !is_known(one.id)) {
        page.add_bubble(Bubble {
            id: one.id,
            speaker: Speaker::Visitor,
            text: one.text.clone(),
            files: one.files.clone(),
            at_ms: one.at_ms,
            follows: false,
        });
    }
    page.lines
}

struct Page<D> {
    lines: Vec<Line>,
    day: String,
    agent: Option<PersonId>,
    day_key: D,
}

impl<D: Fn(i64) -> String> Page<D> {
    fn add_event(&mut self, event: &Event) {
        let notice = match &event.body {
            EventBody::Said { text, files } => {
                return self.add_bubble(Bubble {
                    id: event.id,
                    speaker: speaker(&event.author),
                    text: text.clone(),
                    files: files.clone(),
                    at_ms: event.at.0,
                    follows: false,
                });
            }
            EventBody::Forwarded(forward) => {
                let person = forward.person.as_ref().map(|person| &person.name);
                let name = person.or(forward.department.as_ref().map(|it| &it.name));
                Notice::Connecting(name.cloned().unwrap_or_default())
            }
            EventBody::Assigned { agent, .. } | EventBody::TakenBack { agent: Some(agent), .. } => {
                let name = agent.name.clone();
                // Said a moment ago.
                if self.is_connecting(&name) {
                    self.agent = Some(agent.id);
                    return;
                }
                match self.agent.replace(agent.id) {
                    None => Notice::Joined(name),
                    Some(before) if before == agent.id => Notice::IsBack(name),
                    Some(_) => Notice::TookOver(name),
                }
            }
            EventBody::Call { call, step: CallStep::Rang { kind: CallKind::Link, .. } } => {
                let Author::Staff(person) = &event.author else { return };
                Notice::Invited { call: *call, name: person.name.clone() }
            }
            EventBody::Call { step: CallStep::Ended(why), .. } => Notice::CallEnded(*why),
            // An offer that came to nothing was never the visitor's business.
            EventBody::Queued {
                why: Requeue::Returned | Requeue::AgentLost | Requeue::HoldEnded,
            } => Notice::BackInQueue,
            _ => return,
        };
        self.add_day(event.at.0);
        self.lines.push(Line::Notice { id: event.id, notice });
    }

    fn is_connecting(&self, to: &str) -> bool {
        let last = self.lines.last();
        matches!(last, Some(Line::Notice { notice: Notice::Connecting(name), .. }) if name == to)
    }

    fn add_bubble(&mut self, mut bubble: Bubble) {
        self.add_day(bubble.at_ms);
        bubble.follows = match self.lines.last() {
            Some(Line::Bubble(last)) => {
                last.speaker == bubble.speaker && bubble.at_ms - last.at_ms < TOGETHER_MS
            }
            _ => false,
        };
        self.lines.push(Line::Bubble(bubble));
    }

    fn add_day(&mut self, at_ms: i64) {
        let key = (self.day_key)(at_ms);
        if key != self.day {
            self.day.clone_from(&key);
            self.lines.push(Line::Day { key, at_ms });
        }
    }
}

fn speaker(author: &Author) -> Speaker {
    match author {
        Author::Guest => Speaker::Visitor,
        Author::Staff(person) => Speaker::Agent(person.id, person.name.clone()),
        Author::System => Speaker::House,
    }
}

#[cfg(test)]
mod tests;
