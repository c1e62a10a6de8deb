//! What is held of direct messages: an entry for each colleague, and the logs that are open.

use std::collections::BTreeMap;

use model::{
    cursor::Cursor,
    event::Event,
    id::PersonId,
    refusal::Refusal,
    view::{
        direct::{DirectEntry, DirectRead, DirectThread, is_by},
        thread::Applied,
    },
    wire::{ClientFrame, DirectAsk, DirectNews},
};

use super::{
    core::{Core, Heard, News},
    held::{Held, Holding},
    outbox::{Outbox, Room},
    watch::Progress,
};

/// "is typing" is believed this long without being repeated.
const TYPING_MS: i64 = 6_000;

/// The log with one colleague, while somebody looks or something waits to be said.
pub(super) struct Opened<H: Holding> {
    pub(super) watchers: u32,
    pub(super) thread: H::Of<Option<DirectThread>>,
    pub(super) refused: H::Of<Option<Refusal>>,
    /// Whether this connection's answer to `Open` came.
    is_current: bool,
    is_asked: bool,
}

pub(super) struct Directs<H: Holding> {
    pub(super) entries: H::Of<BTreeMap<PersonId, DirectEntry>>,
    /// Who types to me, and until when that is believed.
    pub(super) typing: H::Of<BTreeMap<PersonId, i64>>,
    pub(super) open: BTreeMap<PersonId, Opened<H>>,
}

impl<H: Holding> Default for Opened<H> {
    fn default() -> Self {
        Self {
            watchers: 0,
            thread: H::hold(None::<DirectThread>),
            refused: H::hold(None::<Refusal>),
            is_current: false,
            is_asked: false,
        }
    }
}

impl<H: Holding> Default for Directs<H> {
    fn default() -> Self {
        Self {
            entries: H::hold(BTreeMap::<PersonId, DirectEntry>::new()),
            typing: H::hold(BTreeMap::<PersonId, i64>::new()),
            open: BTreeMap::new(),
        }
    }
}

impl<H: Holding> Opened<H> {
    fn version(&self) -> u32 {
        self.thread.look(|thread| thread.as_ref().map_or(0, |thread| thread.version))
    }

    fn ask_again(&mut self, with: PersonId) -> ClientFrame {
        (self.is_asked, self.is_current) = (true, false);
        ClientFrame::Direct(DirectAsk::Open { with, since: self.version() })
    }
}

impl<H: Holding> Directs<H> {
    pub(super) fn hold(&mut self, with: PersonId) {
        self.open.entry(with).or_default();
    }

    pub(super) fn is_current(&self, with: PersonId) -> bool {
        self.open.get(&with).is_some_and(|open| open.is_current)
    }

    /// Asks for what is missing, unless that is under way.
    pub(super) fn ask(&mut self, with: PersonId) -> Option<ClientFrame> {
        let open = self.open.entry(with).or_default();
        (!open.is_asked).then(|| open.ask_again(with))
    }

    /// Asks for what is missing in everything that is followed.
    pub(super) fn ask_all(&mut self, outbox: &Outbox<H>) -> Vec<ClientFrame> {
        let is_active = |with: &PersonId, open: &Opened<H>| {
            open.watchers > 0 || outbox.has(Room::Colleague(*with))
        };
        let active = self.open.iter_mut().filter(|(with, open)| is_active(with, open));
        active.map(|(with, open)| open.ask_again(*with)).collect()
    }

    /// The connection is gone: the next one has to be asked again.
    pub(super) fn lose(&mut self) {
        for open in self.open.values_mut() {
            (open.is_asked, open.is_current) = (false, false);
        }
        if self.typing.look(|typing| !typing.is_empty()) {
            self.typing.put(BTreeMap::new());
        }
    }

    pub(super) fn forget_typing(&self, now_ms: i64) {
        if self.typing.look(|typing| typing.values().any(|until| *until <= now_ms)) {
            self.typing.change(|typing| typing.retain(|_, until| *until > now_ms));
        }
    }

    fn types(&self, with: PersonId, until_ms: Option<i64>) {
        if until_ms.is_none() && self.typing.look(|typing| !typing.contains_key(&with)) {
            return;
        }
        self.typing.change(|typing| match until_ms {
            Some(until_ms) => drop(typing.insert(with, until_ms)),
            None => drop(typing.remove(&with)),
        });
    }

    fn entry(&self, with: PersonId) -> DirectEntry {
        self.entries.look(|entries| entries.get(&with).cloned()).unwrap_or(
            // Nothing was said yet.
            DirectEntry::new(with),
        )
    }

    fn read(&self, read: &DirectRead) {
        self.entries.change(|entries| {
            if let Some(entry) = entries.get_mut(&read.with) {
                entry.read(read);
            }
        });
    }

    /// How far I could say I have come: the version of the other's latest message.
    fn progress(&self, with: PersonId) -> Option<Progress> {
        let thread = self.open.get(&with)?.thread.clone();
        let version = thread.look(|thread| {
            let events = thread.iter().flat_map(|thread| thread.events.iter().rev());
            events.filter(|event| is_by(event, with)).map(|event| event.version).next()
        })?;
        Some(Progress { version, guest_messages: 0, known: self.entry(with).mine })
    }
}

impl<H: Holding> Core<H> {
    pub(super) fn hear_direct(&mut self, news: DirectNews, now_ms: i64, heard: &mut Heard) {
        match news {
            DirectNews::List { entries } => {
                for entry in &entries {
                    self.note_arrival(entry);
                }
                let all = entries.into_iter().map(|entry| (entry.with, entry)).collect();
                self.directs.entries.put(all);
            }
            DirectNews::Thread(thread) => self.take_direct(thread, now_ms, heard),
            DirectNews::Event { with, event } => self.follow_direct(with, event, now_ms, heard),
            DirectNews::Typing { with, is_typing } => {
                self.directs.types(with, is_typing.then_some(now_ms + TYPING_MS));
            }
            DirectNews::Read(read) => self.directs.read(&read),
            DirectNews::Refused { id, refusal, .. } => self.outbox.refuse(id, refusal, now_ms),
            DirectNews::OpenRefused { with, refusal } => {
                if refusal != Refusal::NotSignedIn {
                    self.outbox.refuse_all(Room::Colleague(with), &refusal);
                }
                if let Some(open) = self.directs.open.get_mut(&with) {
                    open.refused.put(Some(refusal));
                }
            }
        }
    }

    fn take_direct(&mut self, fresh: DirectThread, now_ms: i64, heard: &mut Heard) {
        let with = fresh.with;
        let Some(open) = self.directs.open.get_mut(&with) else { return };
        (open.is_asked, open.is_current) = (true, true);
        if open.refused.look(Option::is_some) {
            open.refused.put(None);
        }
        let ids: Vec<_> = fresh.events.iter().map(|event| event.id).collect();
        open.thread.change(|held| match held {
            Some(held) => held.catch_up(fresh),
            None => *held = Some(fresh),
        });
        for id in ids {
            self.outbox.confirm(id);
        }
        self.say_due_in(Room::Colleague(with), now_ms, &mut heard.send);
    }

    fn follow_direct(&mut self, with: PersonId, event: Event, now_ms: i64, heard: &mut Heard) {
        self.outbox.confirm(event.id);
        let mut entry = self.directs.entry(with);
        let applied = entry.apply(&event);
        // Whoever is told everything and still misses something has to begin again.
        heard.reconnect |= applied == Applied::Gap;
        if let Some(open) = self.directs.open.get_mut(&with) {
            let mut is_missing = false;
            if open.version() < event.version && open.is_current {
                open.thread.change(|thread| {
                    if let Some(thread) = thread {
                        is_missing = thread.apply(event.clone()) == Applied::Gap;
                    }
                });
            }
            heard.send.extend(is_missing.then(|| open.ask_again(with)));
        }
        if applied == Applied::Next {
            self.note_arrival(&entry);
            self.directs.entries.change(|entries| drop(entries.insert(with, entry)));
            if is_by(&event, with) {
                self.directs.types(with, None);
                heard.news.push(News::Direct { with, event: Box::new(event) });
            }
        }
        self.say_due_in(Room::Colleague(with), now_ms, &mut heard.send);
    }

    /// A message in the list has arrived as much as one in an open log.
    fn note_arrival(&mut self, entry: &DirectEntry) {
        if entry.unread > 0 {
            let (version, known) = (entry.version, entry.mine);
            let progress = Progress { version, guest_messages: 0, known };
            self.reports.received(Room::Colleague(entry.with), progress);
        }
    }

    /// Starts to follow the log with a colleague.
    pub(super) fn watch_direct(&mut self, with: PersonId) -> (&Opened<H>, Option<ClientFrame>) {
        let is_online = self.is_online;
        let question = if is_online { self.directs.ask(with) } else { None };
        let open = self.directs.open.entry(with).or_default();
        open.watchers = open.watchers.saturating_add(1);
        (open, question)
    }

    /// What is held stays: everything about it keeps coming.
    pub(super) fn unwatch_direct(&mut self, with: PersonId) {
        if let Some(open) = self.directs.open.get_mut(&with) {
            open.watchers = open.watchers.saturating_sub(1);
        }
    }

    /// The newest message is on screen. The own list forgets its unread count at once.
    pub(super) fn seen_direct(&mut self, with: PersonId) {
        let Some(progress) = self.directs.progress(with) else { return };
        self.reports.read(Room::Colleague(with), progress);
        let entry = self.directs.entry(with);
        if entry.unread > 0 && progress.version <= entry.version {
            let mine = Cursor { received: entry.version, read: entry.version };
            let (unread, version, theirs) = (0, entry.version, entry.theirs);
            self.directs.read(&DirectRead { with, unread, version, mine, theirs });
        }
    }
}
