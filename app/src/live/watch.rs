//! One watched conversation: its thread, followed event by event, and what is asked for when something is missing.

use model::{
    cursor::{Cursor, Cursors, Side},
    event::{Author, Event},
    id::{ConversationId, EventId},
    refusal::Refusal,
    view::thread::{Applied, Thread},
    wire::ClientFrame,
};

use super::{
    few::put_in_order,
    held::{Held, Holding},
};

/// Events kept aside while what comes before them is fetched.
const EARLY_LIMIT: usize = 500;

/// Place in the queue from 1, and an honest estimate where there is data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub place: u32,
    pub estimate_ms: Option<i64>,
}

/// A conversation this browser follows, or followed.
pub(super) struct Watch<H: Holding> {
    pub(super) id: ConversationId,
    /// How many places of the screen show it.
    pub(super) watchers: u32,
    pub(super) thread: H::Of<Option<Thread>>,
    pub(super) refused: H::Of<Option<Refusal>>,
    pub(super) place: H::Of<Option<Place>>,
    /// Whether this connection's answer to `Watch` came: from then on events follow without gaps.
    pub(super) is_current: bool,
    /// Whether the server was asked over this connection.
    is_asked: bool,
    /// Came before what precedes them.
    early: Vec<Event>,
}

impl<H: Holding> Watch<H> {
    pub(super) fn new(id: ConversationId) -> Self {
        Self {
            id,
            watchers: 0,
            thread: H::hold(None::<Thread>),
            refused: H::hold(None::<Refusal>),
            place: H::hold(None::<Place>),
            is_current: false,
            is_asked: false,
            early: Vec::new(),
        }
    }

    /// The version held; 0: nothing.
    pub(super) fn version(&self) -> u32 {
        self.thread.look(|thread| thread.as_ref().map_or(0, |t| t.conversation.version))
    }

    /// The connection is gone: the next one has to be asked again.
    pub(super) fn lose(&mut self) {
        self.is_current = false;
        self.is_asked = false;
        self.early.clear();
    }

    /// Asks for what is missing, unless that is under way.
    pub(super) fn ask(&mut self) -> Option<ClientFrame> {
        (!self.is_asked).then(|| self.ask_again())
    }

    /// Asks for what is missing.
    pub(super) fn ask_again(&mut self) -> ClientFrame {
        self.is_asked = true;
        self.is_current = false;
        ClientFrame::Watch { conversation: self.id, since: self.version() }
    }

    /// Nobody looks any more; the thread stays for a quick return.
    pub(super) fn rest(&mut self) -> ClientFrame {
        self.lose();
        ClientFrame::Unwatch { conversation: self.id }
    }

    /// A snapshot or a catch-up. Returns the ids it confirms, and the question for what is still missing.
    pub(super) fn take(&mut self, fresh: Thread) -> (Vec<EventId>, Option<ClientFrame>) {
        let mut ids: Vec<EventId> = fresh.events.iter().map(|event| event.id).collect();
        self.is_current = true;
        self.is_asked = true;
        if self.refused.look(Option::is_some) {
            self.refused.put(None);
        }
        let mut early = std::mem::take(&mut self.early);
        put_in_order(&mut early, |event| event.version);
        ids.extend(early.iter().map(|event| event.id));
        self.thread.change(|held| {
            match held {
                Some(held) => held.catch_up(fresh),
                None => *held = Some(fresh),
            }
            if let Some(held) = held {
                early.retain(|event| held.apply(event.clone()) == Applied::Gap);
            }
        });
        let question = (!early.is_empty()).then(|| self.ask_again());
        self.early = early;
        (ids, question)
    }

    /// One event. Says what became of it, and asks when something before it is missing.
    pub(super) fn follow(&mut self, event: &Event) -> (Applied, Option<ClientFrame>) {
        let held = self.version();
        if held > 0 && event.version <= held {
            return (Applied::Known, None);
        }
        if held > 0 && event.version == held.saturating_add(1) {
            self.thread.change(|thread| {
                if let Some(thread) = thread {
                    thread.apply(event.clone());
                }
            });
            return (Applied::Next, None);
        }
        if self.early.len() < EARLY_LIMIT {
            self.early.push(event.clone());
        }
        // Without an answer yet, that answer tells; otherwise it is asked for once.
        let question = self.is_current.then(|| self.ask_again());
        (Applied::Gap, question)
    }

    pub(super) fn see(&self, cursors: Cursors) {
        let is_news = self
            .thread
            .look(|thread| thread.as_ref().is_some_and(|t| t.cursors.merge(cursors) != t.cursors));
        if is_news {
            self.thread.change(|thread| {
                if let Some(thread) = thread {
                    thread.cursors = thread.cursors.merge(cursors);
                }
            });
        }
    }

    pub(super) fn refuse(&mut self, refusal: Refusal) {
        self.lose();
        self.is_asked = true;
        self.thread.put(None);
        self.refused.put(Some(refusal));
    }

    /// How far `side` could say it has come, where that is further than the log knows:
    /// the version of the other side's latest message, and how many messages of the guest there are.
    pub(super) fn progress(&self, side: Side) -> Option<Progress> {
        self.thread.look(|thread| {
            let thread = thread.as_ref()?;
            let latest = thread
                .events
                .iter()
                .rev()
                .find(|event| event.is_message() && side_of(&event.author) != Some(side))?;
            let known = match side {
                Side::Guest => thread.cursors.guest,
                Side::Staff => thread.cursors.staff,
            };
            Some(Progress {
                version: latest.version,
                guest_messages: thread.conversation.guest_messages,
                known,
            })
        })
    }

    /// The agent it is at.
    pub(super) fn agent(&self) -> Option<model::id::PersonId> {
        self.thread.look(|thread| {
            thread.as_ref().and_then(|t| t.conversation.stage.agent()).map(|agent| agent.id)
        })
    }

    pub(super) fn place_now(&self) -> Option<Place> {
        self.place.look(|place| *place)
    }
}

/// How far a side has come, and how far the server knows.
#[derive(Debug, Clone, Copy)]
pub(super) struct Progress {
    pub(super) version: u32,
    pub(super) guest_messages: u32,
    pub(super) known: Cursor,
}

pub(super) const fn side_of(author: &Author) -> Option<Side> {
    match author {
        Author::Guest => Some(Side::Guest),
        Author::Staff(_) => Some(Side::Staff),
        Author::System => None,
    }
}
