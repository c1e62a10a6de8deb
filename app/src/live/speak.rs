//! What the screens ask of the core: follow, say, type, read.

use model::{
    conversation::Conversation,
    id::{ConversationId, EventId},
    view::desk::Entry,
    wire::ClientFrame,
};

use super::{
    core::{Core, Typing},
    held::{Held, Holding},
    outbox::{Outgoing, Room},
    watch::{Progress, Watch},
};

/// Threads kept after nobody looks at them, so that going back and forth is instant.
const RESTING_LIMIT: usize = 12;

impl<H: Holding> Core<H> {
    /// Once a second: what waited, and who stopped typing without saying so.
    pub(super) fn tick(&mut self, now_ms: i64) -> Vec<ClientFrame> {
        let stale = |typing: &Typing| typing.values().any(|(_, until_ms)| *until_ms <= now_ms);
        if self.typing.look(stale) {
            self.typing.change(|typing| typing.retain(|_, (_, until_ms)| *until_ms > now_ms));
        }
        let mut send = Vec::new();
        for room in self.outbox.ripe(now_ms) {
            self.say_due_in(room, now_ms, &mut send);
        }
        self.directs.forget_typing(now_ms);
        if H::IS_STAFF {
            send.extend(self.looking_due(now_ms));
        }
        send
    }

    /// The person looks at this conversation now; `None`: at none.
    pub(super) fn look(&mut self, now: Option<ConversationId>, now_ms: i64) -> Vec<ClientFrame> {
        self.lookers.look(now);
        self.looking_due(now_ms).into_iter().collect()
    }

    /// The person looks there no more.
    pub(super) fn look_away(&mut self, from: ConversationId, now_ms: i64) -> Vec<ClientFrame> {
        self.lookers.look_away(from);
        self.looking_due(now_ms).into_iter().collect()
    }

    fn looking_due(&mut self, now_ms: i64) -> Option<ClientFrame> {
        if self.is_online { self.lookers.due(now_ms) } else { None }
    }

    /// What was said goes out once the log up to here is known, so that nothing known is said again.
    pub(super) fn say_due(&mut self, id: ConversationId, now_ms: i64, send: &mut Vec<ClientFrame>) {
        self.say_due_in(Room::Conversation(id), now_ms, send);
    }

    pub(super) fn say_due_in(&mut self, room: Room, now_ms: i64, send: &mut Vec<ClientFrame>) {
        let is_current = match room {
            Room::Conversation(id) => self.watches.get(&id).is_some_and(|watch| watch.is_current),
            Room::Colleague(with) => self.directs.is_current(with),
        };
        if self.is_online && is_current {
            send.extend(self.outbox.due(room, now_ms));
        }
    }

    /// Says something: kept at once, sent as soon as may be.
    pub(super) fn say(&mut self, outgoing: Outgoing, now_ms: i64) -> Vec<ClientFrame> {
        let room = outgoing.room;
        let mut send = Vec::new();
        send.extend(self.reports.typing(room, false, now_ms).filter(|_| self.is_online));
        self.outbox.push(outgoing);
        self.push_out(room, now_ms, &mut send);
        send
    }

    /// Tries a refused one again.
    pub(crate) fn retry(&mut self, id: EventId, now_ms: i64) -> Vec<ClientFrame> {
        let mut send = Vec::new();
        if let Some(room) = self.outbox.retry(id) {
            self.push_out(room, now_ms, &mut send);
        }
        send
    }

    fn push_out(&mut self, room: Room, now_ms: i64, send: &mut Vec<ClientFrame>) {
        let question = match room {
            Room::Conversation(id) => self.watches.or_insert_with(id, || Watch::new(id)).ask(),
            Room::Colleague(with) => self.directs.ask(with),
        };
        // Without a connection, being asked is forgotten with the next one.
        send.extend(question.filter(|_| self.is_online));
        self.say_due_in(room, now_ms, send);
    }

    /// Starts to follow a conversation, or follows it for one more place of the screen.
    pub(super) fn watch(&mut self, id: ConversationId) -> (&Watch<H>, Option<ClientFrame>) {
        self.resting.retain(|resting| *resting != id);
        let is_online = self.is_online;
        let watch = self.watches.or_insert_with(id, || Watch::new(id));
        watch.watchers = watch.watchers.saturating_add(1);
        let question = if is_online { watch.ask() } else { None };
        (watch, question)
    }

    /// One place of the screen less follows it.
    pub(super) fn unwatch(&mut self, id: ConversationId) -> Option<ClientFrame> {
        let watch = self.watches.get_mut(&id)?;
        watch.watchers = watch.watchers.saturating_sub(1);
        self.settle(id)
    }

    /// Lets a conversation rest that nobody looks at and into which nothing waits to be said.
    pub(super) fn settle(&mut self, id: ConversationId) -> Option<ClientFrame> {
        let watch = self.watches.get_mut(&id)?;
        if watch.watchers > 0
            || self.outbox.has(Room::Conversation(id))
            || self.resting.contains(&id)
        {
            return None;
        }
        let goodbye = watch.rest();
        self.resting.push(id);
        if self.resting.len() > RESTING_LIMIT {
            let oldest = self.resting.remove(0);
            self.watches.remove(&oldest);
        }
        self.is_online.then_some(goodbye)
    }

    /// The newest message is on screen. One's own list forgets its unread count at once.
    pub(super) fn seen(&mut self, id: ConversationId) {
        if !self.is_ours(id) {
            return;
        }
        let Some(progress) = self.watches.get(&id).and_then(|w| w.progress(self.side())) else {
            return;
        };
        self.reports.read(Room::Conversation(id), progress);
        if H::IS_STAFF {
            self.show_read(id, progress);
        }
    }

    fn show_read(&self, id: ConversationId, progress: Progress) {
        let is_unread = self.desk.look(|desk| {
            desk.get(id).is_some_and(|e| e.cursors.guest_messages_read < progress.guest_messages)
        });
        if is_unread {
            self.desk.change(|desk| {
                let Some(mut cursors) = desk.get(id).map(|entry| entry.cursors) else {
                    return;
                };
                cursors.guest_messages_read = progress.guest_messages;
                desk.read(id, cursors);
            });
        }
    }

    /// Reading to be told.
    pub(super) fn flush(&mut self) -> Vec<ClientFrame> {
        if self.is_online { self.reports.flush() } else { Vec::new() }
    }

    pub(super) fn type_in(
        &mut self,
        room: Room,
        is_typing: bool,
        now_ms: i64,
    ) -> Option<ClientFrame> {
        if !self.is_online {
            return None;
        }
        self.reports.typing(room, is_typing, now_ms)
    }

    /// Somebody looks at this page, or no longer does.
    pub(super) fn page(&mut self, is_visible: bool) -> Option<ClientFrame> {
        let was_visible = std::mem::replace(&mut self.is_visible, is_visible);
        let is_news = was_visible != is_visible && self.is_online;
        is_news.then_some(ClientFrame::Page { is_visible })
    }

    /// The answer to a call of ours, ahead of the frame that tells the same.
    pub(super) fn learn(&self, conversation: Conversation) {
        let cursors = self.desk.look(|desk| desk.get(conversation.id).map(|e| e.cursors));
        let entry = Entry { conversation, cursors: cursors.unwrap_or_default() };
        self.desk.change(|desk| desk.apply(entry));
    }
}
