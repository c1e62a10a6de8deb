//! What is told to the other side about reading and typing: only news, and not too often.

use model::{
    cursor::Cursor,
    wire::{ClientFrame, DirectAsk},
};

use super::{few::Few, outbox::Room, watch::Progress};

/// How often "is typing" is repeated while somebody types.
const TYPING_EVERY_MS: i64 = 3_000;

/// How far this side has come, as told over this connection and still to be told.
#[derive(Default)]
pub(super) struct Reports {
    told: Few<Room, (Cursor, u32)>,
    waiting: Few<Room, (Cursor, u32)>,
    typing: Few<Room, i64>,
}

impl Reports {
    pub(super) fn start_over(&mut self) {
        self.told.clear();
        self.typing.clear();
    }

    /// Messages up to here reached this browser.
    pub(super) fn received(&mut self, id: Room, progress: Progress) {
        if progress.known.received < progress.version {
            self.note(id, Cursor { received: progress.version, read: 0 }, 0);
        }
    }

    /// Messages up to here were on screen.
    pub(super) fn read(&mut self, id: Room, progress: Progress) {
        if progress.known.read < progress.version {
            let cursor = Cursor { received: progress.version, read: progress.version };
            self.note(id, cursor, progress.guest_messages);
        }
    }

    fn note(&mut self, id: Room, cursor: Cursor, guest_messages: u32) {
        let (told, told_messages) = self.told.get(&id).copied().unwrap_or_default();
        if told.merge(cursor) == told && guest_messages <= told_messages {
            return;
        }
        let (held, messages) = self.waiting.get(&id).copied().unwrap_or_default();
        self.waiting.insert(id, (held.merge(cursor), messages.max(guest_messages)));
    }

    /// Everything still to be told, once.
    pub(super) fn flush(&mut self) -> Vec<ClientFrame> {
        let waiting = std::mem::take(&mut self.waiting);
        let mut frames = Vec::new();
        for (room, (cursor, messages)) in waiting.iter() {
            frames.push(seen(*room, *cursor, *messages));
            let told = self.told.or_insert_with(*room, Default::default);
            *told = (told.0.merge(*cursor), told.1.max(*messages));
        }
        frames
    }

    /// Somebody types here, or stopped.
    pub(super) fn typing(
        &mut self,
        room: Room,
        is_typing: bool,
        now_ms: i64,
    ) -> Option<ClientFrame> {
        let last = self.typing.get(&room).copied();
        let is_due = match (is_typing, last) {
            (true, Some(last)) => now_ms - last >= TYPING_EVERY_MS,
            (true, None) => true,
            (false, last) => last.is_some(),
        };
        if !is_due {
            return None;
        }
        if is_typing {
            self.typing.insert(room, now_ms);
        } else {
            self.typing.remove(&room);
        }
        Some(types(room, is_typing))
    }
}

fn seen(room: Room, cursor: Cursor, guest_messages: u32) -> ClientFrame {
    match room {
        Room::Conversation(conversation) => {
            ClientFrame::Seen { conversation, cursor, guest_messages }
        }
        Room::Colleague(with) => ClientFrame::Direct(DirectAsk::Seen { with, cursor }),
    }
}

fn types(room: Room, is_typing: bool) -> ClientFrame {
    match room {
        Room::Conversation(conversation) => ClientFrame::Typing { conversation, is_typing },
        Room::Colleague(with) => ClientFrame::Direct(DirectAsk::Typing { with, is_typing }),
    }
}

#[cfg(test)]
mod tests {
    use model::{cursor::Cursor, id::ConversationId, wire::ClientFrame};

    use super::{Progress, Reports, Room};

    const CONVERSATION: ConversationId = ConversationId(uuid::Uuid::nil());
    const HERE: Room = Room::Conversation(CONVERSATION);

    fn at(version: u32) -> Progress {
        Progress { version, guest_messages: 2, known: Cursor::default() }
    }

    #[test]
    fn cv_07_typing_is_told_at_once_and_then_every_three_seconds() {
        let mut reports = Reports::default();
        assert!(reports.typing(HERE, true, 0).is_some());
        assert!(reports.typing(HERE, true, 2_999).is_none());
        assert!(reports.typing(HERE, true, 3_000).is_some());
        assert!(reports.typing(HERE, false, 3_001).is_some());
        assert!(reports.typing(HERE, false, 3_002).is_none());
    }

    #[test]
    fn cv_08_reading_is_told_once_and_joins_what_was_received() {
        let mut reports = Reports::default();
        reports.received(HERE, at(7));
        reports.read(HERE, at(7));
        let cursor = Cursor { received: 7, read: 7 };
        let seen = ClientFrame::Seen { conversation: CONVERSATION, cursor, guest_messages: 2 };
        assert_eq!(reports.flush(), [seen]);
        reports.received(HERE, at(7));
        reports.read(HERE, at(7));
        assert_eq!(reports.flush(), []);
    }
}
