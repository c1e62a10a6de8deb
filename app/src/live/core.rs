//! What every frame does to what is held, and what to answer: no browser in here, so that tests can drop, double
//! and reorder frames.

use model::{
    call::Signal,
    cursor::{Cursors, Side},
    event::Event,
    id::{BroadcastId, CallId, CannedId, ConversationId, PersonId},
    mail::Mail,
    person::Person,
    refusal::Refusal,
    view::{
        desk::{Desk, Entry},
        thread::{Applied, Thread},
    },
    wire::{ClientFrame, Pulse, ServerFrame},
};

use super::{
    directs::Directs,
    few::Few,
    held::{Held, Holding},
    lookers::Lookers,
    outbox::{Keep, Outbox, Room},
    reports::Reports,
    watch::{Place, Progress, Watch, side_of},
};

/// "is typing" is believed this long without being repeated.
const TYPING_MS: i64 = 6_000;

/// Whose browser this is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Staff(PersonId),
    Visitor,
}

/// Something fresh from the server; entries and events are never told for snapshots.
#[derive(Debug, Clone)]
pub enum News {
    /// An entry of the desk is new or changed.
    Entry { before: Option<Box<Entry>>, now: Box<Entry> },
    /// An entry left the desk; `to`: the colleague who has it now.
    Left { conversation: ConversationId, to: Option<PersonId> },
    /// A colleague or the bot wrote directly.
    Direct { with: PersonId, event: Box<Event> },
    /// A letter about a conversation got further.
    Mail(Box<Mail>),
    /// A broadcast got further.
    Broadcast(BroadcastId),
    /// The next event of a watched conversation.
    Event { conversation: ConversationId, event: Box<Event> },
    /// From the other side of a call.
    Signal(Signal),
    /// The other side of a call was not told what it was to be told.
    SignalRefused { call: CallId, refusal: Refusal },
    /// A canned response was saved or deleted, which made this revision.
    Canned { revision: u64, id: CannedId },
    /// Frames may have been missed: what is not caught up by the log has to be asked for.
    Afresh,
}

/// What a frame leads to.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    pub(super) send: Vec<ClientFrame>,
    pub(super) news: Vec<News>,
    /// What was missed can only be fetched over a new connection.
    pub(super) reconnect: bool,
    pub(super) signed_out: bool,
}

impl Heard {
    fn may_have_missed<H: Holding>(&mut self) {
        if H::IS_STAFF {
            self.news.push(News::Afresh);
        }
    }
}

/// Who types where, and until when that is believed.
pub(crate) type Typing = Few<ConversationId, (String, i64)>;

pub(crate) struct Core<H: Holding> {
    pub(super) who: Who,
    pub(super) desk: H::Of<Desk>,
    pub(super) is_loaded: H::Of<bool>,
    pub(super) people: H::Of<Vec<Person>>,
    pub(super) closed: H::Of<u64>,
    pub(crate) typing: H::Of<Typing>,
    pub(super) watches: Few<ConversationId, Watch<H>>,
    /// Unwatched, the longest ago first.
    pub(super) resting: Vec<ConversationId>,
    pub(super) directs: Directs<H>,
    pub(crate) outbox: Outbox<H>,
    pub(super) reports: Reports,
    pub(super) lookers: Lookers<H>,
    pub(super) is_online: bool,
    /// Whether somebody looks at this page; only the staff's server asks.
    pub(super) is_visible: bool,
    /// The last heartbeat showed entries of the desk that we do not hold.
    is_behind: bool,
}

impl<H: Holding> Core<H> {
    pub(super) fn new(who: Who, keep: Box<dyn Keep>) -> Self {
        Self {
            who,
            desk: H::hold(Desk::default()),
            is_loaded: H::hold(false),
            people: H::hold(Vec::<Person>::new()),
            closed: H::hold(0_u64),
            typing: H::hold(Typing::new()),
            watches: Few::new(),
            resting: Vec::new(),
            directs: Directs::default(),
            outbox: Outbox::new(keep),
            reports: Reports::default(),
            lookers: Lookers::default(),
            is_online: false,
            is_visible: false,
            is_behind: false,
        }
    }

    /// The connection is gone; what is held stays.
    pub(super) fn disconnected(&mut self) {
        self.is_online = false;
        self.is_behind = false;
        self.watches.values_mut().for_each(Watch::lose);
        if H::IS_STAFF {
            self.lookers.start_over();
            self.directs.lose();
        }
        if self.typing.look(|typing| !typing.is_empty()) {
            self.typing.put(Typing::new());
        }
    }

    /// Takes a frame in.
    pub(super) fn hear(&mut self, frame: ServerFrame, now_ms: i64) -> Heard {
        let mut heard = Heard::default();
        match frame {
            ServerFrame::Welcome { .. } => {
                heard.send = self.connected(now_ms);
                heard.may_have_missed::<H>();
            }
            ServerFrame::Thread(thread) => self.take(*thread, now_ms, &mut heard),
            ServerFrame::Event { conversation, event } => {
                self.follow(conversation, event, now_ms, &mut heard);
            }
            ServerFrame::Pulse(Pulse::Signal(signal)) => heard.news.push(News::Signal(signal)),
            ServerFrame::Pulse(Pulse::SignalRefused { call, refusal }) => {
                heard.news.push(News::SignalRefused { call, refusal });
            }
            ServerFrame::Pulse(Pulse::Mail(mail)) => heard.news.push(News::Mail(mail)),
            ServerFrame::Pulse(Pulse::Broadcast(id)) => heard.news.push(News::Broadcast(id)),
            ServerFrame::Pulse(pulse) => self.feel(pulse, now_ms),
            ServerFrame::Refused { id, refusal, .. } => self.outbox.refuse(id, refusal, now_ms),
            ServerFrame::WatchRefused { conversation, refusal } => {
                self.refuse_watch(conversation, refusal);
            }
            ServerFrame::Heartbeat { versions, .. } => self.compare(&versions, &mut heard),
            ServerFrame::Lagged => {
                if H::IS_STAFF {
                    self.lookers.start_over();
                }
                heard.send = self.ask_all();
                heard.may_have_missed::<H>();
            }
            // Which of the two it is, the door finds out.
            ServerFrame::SignedOut | ServerFrame::SignedInAs(_) => heard.signed_out = true,
            for_staff => self.hear_staff(for_staff, now_ms, &mut heard),
        }
        heard
    }

    fn hear_staff(&mut self, frame: ServerFrame, now_ms: i64, heard: &mut Heard) {
        // Known when it is compiled: the visitors' program has none of what follows.
        if !H::IS_STAFF {
            return;
        }
        match frame {
            ServerFrame::Desk { entries, people } => self.load(entries, people),
            ServerFrame::Entry(entry) => self.enter(entry, heard),
            ServerFrame::Left { conversation, version, to } => {
                self.leave((conversation, version), to, heard);
            }
            ServerFrame::Person(person) => self.meet(*person),
            ServerFrame::Direct(news) => self.hear_direct(*news, now_ms, heard),
            ServerFrame::Canned { revision, id } => {
                heard.news.push(News::Canned { revision, id });
            }
            _ => {}
        }
    }

    fn connected(&mut self, now_ms: i64) -> Vec<ClientFrame> {
        self.is_online = true;
        self.outbox.start_over();
        self.reports.start_over();
        for room in self.outbox.rooms() {
            match room {
                Room::Conversation(id) => {
                    self.watches.or_insert_with(id, || Watch::new(id));
                }
                Room::Colleague(with) if H::IS_STAFF => self.directs.hold(with),
                Room::Colleague(_) => {}
            }
        }
        let mut frames = self.ask_all();
        if H::IS_STAFF {
            // What is looked at is watched before.
            frames.extend(self.lookers.due(now_ms));
        }
        if self.is_visible {
            frames.push(ClientFrame::Page { is_visible: true });
        }
        frames
    }

    /// Asks for what is missing in everything that is followed.
    fn ask_all(&mut self) -> Vec<ClientFrame> {
        let outbox = &self.outbox;
        let active = self
            .watches
            .values_mut()
            .filter(|w| w.watchers > 0 || outbox.has(Room::Conversation(w.id)));
        let mut asked: Vec<ClientFrame> = active.map(Watch::ask_again).collect();
        if H::IS_STAFF {
            asked.extend(self.directs.ask_all(outbox));
        }
        asked
    }

    fn load(&mut self, entries: Vec<Entry>, people: Vec<Person>) {
        self.is_behind = false;
        for entry in &entries {
            self.acknowledge(entry);
        }
        self.desk.put(Desk::from_entries(entries));
        self.is_loaded.put(true);
        self.people.put(people);
    }

    fn meet(&self, person: Person) {
        self.people.change(|people| match people.iter_mut().find(|known| known.id == person.id) {
            Some(known) => *known = person,
            None => people.push(person),
        });
    }

    fn enter(&mut self, entry: Box<Entry>, heard: &mut Heard) {
        let id = entry.conversation.id;
        let before = self.desk.look(|desk| desk.get(id).cloned().map(Box::new));
        self.acknowledge(&entry);
        self.desk.change(|desk| desk.apply(*entry));
        let now = self.desk.look(|desk| desk.get(id).cloned().map(Box::new));
        if let Some(now) = now.filter(|now| before.as_ref() != Some(now)) {
            heard.news.push(News::Entry { before, now });
        }
        // What was not for us a moment ago came back.
        let watch = self.watches.get_mut(&id).filter(|watch| watch.watchers > 0);
        if let Some(watch) = watch.filter(|w| w.refused.look(Option::is_some)) {
            heard.send.push(watch.ask_again());
        }
    }

    /// A message in a list has arrived as much as one in an open thread, where it is ours to answer.
    fn acknowledge(&mut self, entry: &Entry) {
        let Who::Staff(me) = self.who else { return };
        let it = &entry.conversation;
        if it.stage.agent().is_some_and(|agent| agent.id == me) && entry.waits_for_reply() {
            let progress = Progress {
                version: it.version,
                guest_messages: it.guest_messages,
                known: entry.cursors.staff,
            };
            self.reports.received(Room::Conversation(it.id), progress);
        }
    }

    fn leave(&mut self, at: (ConversationId, u32), to: Option<PersonId>, heard: &mut Heard) {
        let (conversation, version) = at;
        self.desk.change(|desk| desk.leave(conversation, version));
        if to.is_none() {
            self.closed.change(|closed| *closed = closed.wrapping_add(1));
        }
        heard.news.push(News::Left { conversation, to });
    }

    fn take(&mut self, thread: Thread, now_ms: i64, heard: &mut Heard) {
        let id = thread.conversation.id;
        let Some(watch) = self.watches.get_mut(&id) else {
            return;
        };
        let (ids, question) = watch.take(thread);
        heard.send.extend(question);
        for event in ids {
            self.outbox.confirm(event);
        }
        self.say_due(id, now_ms, &mut heard.send);
        self.note_received(id);
        heard.send.extend(self.settle(id));
    }

    fn follow(&mut self, id: ConversationId, event: Box<Event>, now_ms: i64, heard: &mut Heard) {
        let Some(watch) = self.watches.get_mut(&id) else {
            self.outbox.confirm(event.id);
            return;
        };
        let (applied, question) = watch.follow(&event);
        heard.send.extend(question);
        if applied == Applied::Gap {
            return;
        }
        self.outbox.confirm(event.id);
        heard.send.extend(self.settle(id));
        if applied == Applied::Next {
            self.end_typing_of(id, &event);
            self.note_received(id);
            heard.news.push(News::Event { conversation: id, event });
        }
        self.say_due(id, now_ms, &mut heard.send);
    }

    fn end_typing_of(&self, id: ConversationId, event: &Event) {
        let is_theirs = event.is_message() && side_of(&event.author) != Some(self.side());
        if is_theirs && self.typing.look(|typing| typing.contains_key(&id)) {
            self.typing.change(|typing| typing.remove(&id));
        }
    }

    fn feel(&mut self, pulse: Pulse, now_ms: i64) {
        match pulse {
            Pulse::Typing { by, .. } if by == self.side() => {}
            // News, and nothing that is held.
            Pulse::Mail(_) | Pulse::Broadcast(_) => {}
            Pulse::Typing { conversation, name, is_typing, .. } => self.typing.change(|typing| {
                if is_typing {
                    typing.insert(conversation, (name, now_ms + TYPING_MS));
                } else {
                    typing.remove(&conversation);
                }
            }),
            Pulse::Cursors { conversation, cursors } => {
                if let Some(watch) = self.watches.get(&conversation) {
                    watch.see(cursors);
                }
                if H::IS_STAFF {
                    self.move_cursors(conversation, cursors);
                }
            }
            Pulse::Looking { conversation, person, is_looking, .. } => {
                if H::IS_STAFF {
                    self.lookers.hear(conversation, person, is_looking);
                }
            }
            Pulse::Place { conversation, place, estimate_ms } => {
                let now = Some(Place { place, estimate_ms });
                if let Some(watch) = self.watches.get(&conversation)
                    && watch.place_now() != now
                {
                    watch.place.put(now);
                }
            }
            // Told as news.
            Pulse::Signal(_) | Pulse::SignalRefused { .. } => {}
        }
    }

    fn move_cursors(&self, id: ConversationId, cursors: Cursors) {
        let is_news = self.desk.look(|desk| {
            desk.get(id).is_some_and(|held| held.cursors.merge(cursors) != held.cursors)
        });
        if is_news {
            self.desk.change(|desk| desk.read(id, cursors));
        }
    }

    fn refuse_watch(&mut self, id: ConversationId, refusal: Refusal) {
        if refusal != Refusal::NotSignedIn {
            self.outbox.refuse_all(Room::Conversation(id), &refusal);
        }
        if let Some(watch) = self.watches.get_mut(&id) {
            watch.refuse(refusal);
        }
    }

    /// The lost frame may have been the last one: the server says what we should hold.
    fn compare(&mut self, versions: &[(ConversationId, u32)], heard: &mut Heard) {
        // The answer to a ping names none.
        if versions.is_empty() {
            return;
        }
        for (id, version) in versions {
            if let Some(watch) = self.watches.get_mut(id).filter(|watch| watch.watchers > 0)
                && watch.version() < *version
                && watch.refused.look(Option::is_none)
            {
                heard.send.push(watch.ask_again());
            }
        }
        let is_behind = self.is_desk_behind(versions);
        // Once may be a heartbeat that overtook its entry; twice is a loss.
        heard.reconnect = is_behind && self.is_behind;
        self.is_behind = is_behind;
    }

    /// An entry is older than the server's, missing here, or gone there.
    fn is_desk_behind(&self, versions: &[(ConversationId, u32)]) -> bool {
        if !H::IS_STAFF {
            return false;
        }
        let held = self.desk.look(Desk::versions);
        let find = |among: &[(ConversationId, u32)], id: ConversationId| {
            among.iter().find(|(other, _)| *other == id).map(|(_, version)| *version)
        };
        let is_older = versions.iter().any(|(id, version)| match find(&held, *id) {
            Some(held) => held < *version,
            None => !self.watches.contains_key(id),
        });
        is_older || held.iter().any(|(id, _)| find(versions, *id).is_none())
    }

    pub(super) fn note_received(&mut self, id: ConversationId) {
        if !self.is_ours(id) {
            return;
        }
        if let Some(progress) = self.watches.get(&id).and_then(|w| w.progress(self.side())) {
            self.reports.received(Room::Conversation(id), progress);
        }
    }

    /// Looking at a queued conversation is not reading it: the guest would think somebody is there.
    pub(super) fn is_ours(&self, id: ConversationId) -> bool {
        match self.who {
            Who::Visitor => true,
            Who::Staff(me) => self.watches.get(&id).is_some_and(|watch| watch.agent() == Some(me)),
        }
    }

    pub(super) const fn side(&self) -> Side {
        match self.who {
            Who::Staff(_) => Side::Staff,
            Who::Visitor => Side::Guest,
        }
    }
}
