//! What was said and is not confirmed yet: kept over reloads, sent in order, shown until its event arrives.

use model::{
    id::{CannedId, ConversationId, EventId, PersonId},
    refusal::Refusal,
    upload::FileRef,
    wire::{ClientFrame, DirectAsk, Say},
};
use serde::{Deserialize, Serialize};

use super::{
    few::put_in_order,
    held::{Held, Holding},
};

/// How long what another tab wrote is left to that tab.
const OTHER_TAB_MS: i64 = 10_000;
/// Between two tries when the server was busy.
const AGAIN_MS: i64 = 1_000;

/// What became of it so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutState {
    /// On its way, or waiting for the connection.
    Sending,
    /// Nothing was stored; a person decides whether to try again.
    Refused(Refusal),
}

/// Where something is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Room {
    Conversation(ConversationId),
    /// Directly to a member of the staff.
    Colleague(PersonId),
}

/// A message or note that is not confirmed yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outgoing {
    pub id: EventId,
    pub room: Room,
    pub text: String,
    pub files: Vec<FileRef>,
    pub is_note: bool,
    /// The canned responses it was made with.
    #[serde(default)]
    pub canned: Vec<CannedId>,
    /// Server time at which it was said; no two are equal, so they have an order.
    pub at_ms: i64,
    pub state: OutState,
}

impl Outgoing {
    fn to_frame(&self) -> ClientFrame {
        let (id, text) = (self.id, self.text.clone());
        let files = self.files.iter().map(|file| file.id).collect();
        match self.room {
            Room::Conversation(conversation) => {
                let (is_note, canned) = (self.is_note, self.canned.clone());
                ClientFrame::Say(Say { id, conversation, text, files, is_note, canned })
            }
            Room::Colleague(with) => ClientFrame::Direct(DirectAsk::Say { id, with, text, files }),
        }
    }
}

/// Where unconfirmed messages survive a reload.
pub(super) trait Keep {
    fn put(&self, outgoing: &Outgoing);
    fn remove(&self, id: EventId);
    fn all(&self) -> Vec<Outgoing>;
}

/// The messages, in the order they were said.
pub(crate) struct Outbox<H: Holding> {
    list: H::Of<Vec<Outgoing>>,
    /// Not to be sent before this time: the server was busy, or another tab is sending it.
    later: Vec<(EventId, i64)>,
    /// Sent over the present connection: no need to send them again over it.
    sent: Vec<EventId>,
    keep: Box<dyn Keep>,
}

impl<H: Holding> Outbox<H> {
    pub(super) fn new(keep: Box<dyn Keep>) -> Self {
        let mut all = keep.all();
        put_in_order(&mut all, |one| (one.at_ms, one.id));
        Self { list: H::hold(all), later: Vec::new(), sent: Vec::new(), keep }
    }

    pub(crate) fn list(&self) -> H::Of<Vec<Outgoing>> {
        self.list.clone()
    }

    /// Where something waits to be sent.
    pub(super) fn rooms(&self) -> Vec<Room> {
        self.list.look(|list| {
            let mut rooms = Vec::new();
            for one in list.iter().filter(|one| is_sending(one)) {
                if !rooms.contains(&one.room) {
                    rooms.push(one.room);
                }
            }
            rooms
        })
    }

    pub(super) fn has(&self, room: Room) -> bool {
        self.list.look(|list| list.iter().any(|one| one.room == room && is_sending(one)))
    }

    pub(super) fn push(&mut self, mut outgoing: Outgoing) {
        let last = self.list.look(|list| list.last().map_or(i64::MIN, |one| one.at_ms));
        outgoing.at_ms = outgoing.at_ms.max(last.saturating_add(1));
        self.keep.put(&outgoing);
        self.list.change(|list| list.push(outgoing));
    }

    /// A new connection: what was sent over the last one may be lost.
    pub(super) fn start_over(&mut self) {
        self.sent.clear();
    }

    /// What to send now to one place, in order.
    pub(super) fn due(&mut self, room: Room, now_ms: i64) -> Vec<ClientFrame> {
        let due: Vec<(EventId, ClientFrame)> = self.list.look(|list| {
            list.iter()
                .filter(|one| one.room == room && is_sending(one))
                .filter(|one| !self.sent.contains(&one.id))
                // What was said after one that waits has to wait as well, or it would overtake it.
                .take_while(|one| !self.is_later(one.id, now_ms))
                .map(|one| (one.id, one.to_frame()))
                .collect()
        });
        self.sent.extend(due.iter().map(|(id, _)| *id));
        due.into_iter().map(|(_, frame)| frame).collect()
    }

    fn is_later(&self, id: EventId, now_ms: i64) -> bool {
        self.later.iter().any(|(later, at_ms)| *later == id && *at_ms > now_ms)
    }

    /// Where something had to wait and may go now.
    pub(super) fn ripe(&mut self, now_ms: i64) -> Vec<Room> {
        let ripe: Vec<EventId> =
            self.later.iter().filter(|(_, at_ms)| *at_ms <= now_ms).map(|(id, _)| *id).collect();
        if ripe.is_empty() {
            return Vec::new();
        }
        self.later.retain(|(id, _)| !ripe.contains(id));
        self.list.look(|list| {
            let of = list.iter().filter(|one| ripe.contains(&one.id));
            of.map(|one| one.room).collect()
        })
    }

    /// The log has it. Says whether it was ours.
    pub(super) fn confirm(&mut self, id: EventId) -> bool {
        let is_ours = self.list.look(|list| list.iter().any(|one| one.id == id));
        if is_ours {
            self.forget(id);
        }
        is_ours
    }

    /// The server said no. What can mend itself is tried again; the rest is shown with the reason.
    pub(super) fn refuse(&mut self, id: EventId, refusal: Refusal, now_ms: i64) {
        match refusal {
            Refusal::TooFast { retry_at } => self.wait(id, retry_at.0.max(now_ms + AGAIN_MS)),
            Refusal::Busy => self.wait(id, now_ms + AGAIN_MS),
            // The screens lead to the login page; it goes out after that.
            Refusal::NotSignedIn => {}
            refusal => self.set_state(id, &OutState::Refused(refusal)),
        }
    }

    pub(super) fn refuse_all(&mut self, room: Room, refusal: &Refusal) {
        let ids: Vec<EventId> = self.list.look(|list| {
            let here = list.iter().filter(|one| one.room == room);
            here.map(|one| one.id).collect()
        });
        for id in ids {
            self.set_state(id, &OutState::Refused(refusal.clone()));
        }
    }

    /// A person tries a refused one again. Returns where.
    pub(super) fn retry(&mut self, id: EventId) -> Option<Room> {
        self.set_state(id, &OutState::Sending);
        self.release(id);
        self.list.look(|list| list.iter().find(|one| one.id == id).map(|one| one.room))
    }

    pub(super) fn forget(&mut self, id: EventId) {
        self.keep.remove(id);
        self.drop_held(id);
    }

    /// Another tab of the same person said something.
    pub(super) fn hear_of(&mut self, outgoing: Outgoing, now_ms: i64) {
        self.wait(outgoing.id, now_ms + OTHER_TAB_MS);
        self.list.change(|list| {
            list.retain(|one| one.id != outgoing.id);
            list.push(outgoing);
            put_in_order(list, |one| (one.at_ms, one.id));
        });
    }

    /// Another tab saw it confirmed, or threw it away.
    pub(super) fn drop_held(&mut self, id: EventId) {
        self.release(id);
        self.list.change(|list| list.retain(|one| one.id != id));
    }

    fn wait(&mut self, id: EventId, until_ms: i64) {
        self.release(id);
        self.later.push((id, until_ms));
    }

    fn release(&mut self, id: EventId) {
        self.later.retain(|(later, _)| *later != id);
        self.sent.retain(|sent| *sent != id);
    }

    fn set_state(&mut self, id: EventId, state: &OutState) {
        self.list.change(|list| {
            if let Some(one) = list.iter_mut().find(|one| one.id == id) {
                one.state = state.clone();
                self.keep.put(one);
            }
        });
    }
}

fn is_sending(outgoing: &Outgoing) -> bool {
    outgoing.state == OutState::Sending
}
