//! Between the link and the core: frames in, frames out, news to whoever listens, other tabs.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use model::{
    id::{CannedId, ConversationId, EventId},
    refusal::Refusal,
    upload::FileRef,
    view::thread::Thread,
    wire::{ClientFrame, ServerFrame},
};
use wasm_bindgen::JsCast;

use super::{
    core::{Core, Heard, News, Who},
    few::Few,
    held::{Held, Holding},
    id::new_id,
    kept::Kept,
    link::{Connection, Link, Wire},
    outbox::{OutState, Outgoing, Room},
    socket::Listener,
    timer::after,
    watch::Place,
};

/// Reading is told this late, so that a burst of messages makes one report.
const FLUSH_MS: i32 = 120;

/// The server's time, as far as this browser knows it.
pub(crate) trait Now {
    fn now_ms(&self) -> i64;
    /// The server says that it is `now_ms` there.
    fn adjust(&self, now_ms: i64);
}

/// Hears fresh news.
pub(crate) type Hook = Rc<dyn Fn(&News)>;

pub(crate) struct Inner<H: Holding> {
    pub(crate) core: RefCell<Core<H>>,
    pub(crate) connection: H::Of<Connection>,
    pub(super) link: RefCell<Option<Rc<Link>>>,
    clock: Box<dyn Now>,
    hooks: RefCell<Few<u32, Hook>>,
    next_hook: Cell<u32>,
    is_flushing: Cell<bool>,
    /// Asks whether the session is over, where a refused socket cannot say so.
    check: Option<fn(&Rc<Self>)>,
    other_tabs: RefCell<Option<Listener>>,
}

/// What of a conversation is followed: the thread, why there is none, the place in the queue.
pub(crate) type Followed<H> = (
    <H as Holding>::Of<Option<Thread>>,
    <H as Holding>::Of<Option<Refusal>>,
    <H as Holding>::Of<Option<Place>>,
);

/// What is said.
pub(crate) struct Words {
    pub(crate) text: String,
    pub(crate) files: Vec<FileRef>,
    /// Among staff only.
    pub(crate) is_note: bool,
    /// The canned responses it was made with.
    pub(crate) canned: Vec<CannedId>,
}

/// Whose connection it is, and how it begins.
pub(crate) struct Door<H: Holding> {
    pub(crate) path: String,
    pub(crate) hello: Option<ClientFrame>,
    pub(crate) who: Who,
    /// Names who said what is kept.
    pub(crate) scope: String,
    pub(crate) clock: Box<dyn Now>,
    pub(crate) check: Option<fn(&Rc<Inner<H>>)>,
}

impl<H: Holding> Inner<H> {
    /// Starts connecting.
    pub(crate) fn open(door: Door<H>) -> Rc<Self> {
        let kept = Kept::new(&door.scope);
        let prefix = kept.prefix();
        let core = Core::new(door.who, Box::new(kept));
        let inner = Rc::new(Self::new(core, door.clock, door.check));
        let weak = Rc::downgrade(&inner);
        let link = Link::open(door.path, door.hello, H::read, move |wire| {
            if let Some(inner) = weak.upgrade() {
                inner.on_wire(wire);
            }
        });
        *inner.link.borrow_mut() = Some(link);
        inner.listen_to_other_tabs(prefix);
        inner
    }

    fn new(core: Core<H>, clock: Box<dyn Now>, check: Option<fn(&Rc<Self>)>) -> Self {
        Self {
            core: RefCell::new(core),
            connection: H::hold(Connection::FIRST),
            link: RefCell::new(None),
            clock,
            hooks: RefCell::default(),
            next_hook: Cell::new(0),
            is_flushing: Cell::new(false),
            check,
            other_tabs: RefCell::new(None),
        }
    }

    pub(crate) fn hook(&self, hook: Hook) -> u32 {
        let id = self.next_hook.get();
        self.next_hook.set(id.wrapping_add(1));
        self.hooks.borrow_mut().insert(id, hook);
        id
    }

    pub(crate) fn unhook(&self, id: u32) {
        self.hooks.borrow_mut().remove(&id);
    }

    pub(super) fn on_wire(self: &Rc<Self>, wire: Wire) {
        match wire {
            Wire::Frame(frame) => self.on_frame(*frame),
            Wire::State(now) => self.connection.put(now),
            Wire::Lost => self.core.borrow_mut().disconnected(),
            Wire::Failed(failures) => {
                if let Some(check) = self.check.filter(|_| failures % 4 == 1) {
                    check(self);
                }
            }
            Wire::Tick => {
                let now_ms = self.now_ms();
                let frames = self.core.borrow_mut().tick(now_ms);
                self.send(frames);
            }
        }
    }

    fn on_frame(self: &Rc<Self>, frame: ServerFrame) {
        if let ServerFrame::Welcome { now, .. } | ServerFrame::Heartbeat { now, .. } = &frame {
            self.clock.adjust(now.0);
        }
        let now_ms = self.now_ms();
        let Heard { send, news, reconnect, signed_out } =
            self.core.borrow_mut().hear(frame, now_ms);
        self.send(send);
        self.flush_soon();
        if signed_out {
            self.close(Connection::SignedOut);
        } else if reconnect {
            self.with_link(Link::reconnect);
        }
        let hooks: Vec<Hook> = self.hooks.borrow().values().cloned().collect();
        for one in news {
            for hook in &hooks {
                hook(&one);
            }
        }
    }

    /// Server time in milliseconds.
    pub(crate) fn now_ms(&self) -> i64 {
        self.clock.now_ms()
    }

    pub(super) fn send(&self, frames: Vec<ClientFrame>) {
        if !frames.is_empty() {
            self.with_link(|link| link.send(frames));
        }
    }

    pub(super) fn flush_soon(self: &Rc<Self>) {
        if self.is_flushing.replace(true) {
            return;
        }
        let inner = Rc::clone(self);
        after(FLUSH_MS, move || {
            inner.is_flushing.set(false);
            let frames = inner.core.borrow_mut().flush();
            inner.send(frames);
        });
    }

    /// Does something to the core and sends what it leads to.
    pub(crate) fn act(&self, act: impl FnOnce(&mut Core<H>, i64) -> Vec<ClientFrame>) {
        let frames = act(&mut self.core.borrow_mut(), self.now_ms());
        self.send(frames);
    }

    /// Says something; it is kept at once and goes out as soon as it can.
    pub(crate) fn say(&self, room: Room, what: Words) -> EventId {
        let id = EventId(new_id());
        let Words { text, files, is_note, canned } = what;
        let (at_ms, state) = (self.now_ms(), OutState::Sending);
        let outgoing = Outgoing { id, room, text, files, is_note, canned, at_ms, state };
        self.act(|core, now_ms| core.say(outgoing, now_ms));
        id
    }

    /// Throws a refused message away.
    pub(crate) fn forget(&self, id: EventId) {
        self.core.borrow_mut().outbox.forget(id);
    }

    /// Somebody types into the message box, or stopped.
    pub(crate) fn typing(&self, room: Room, is_typing: bool) {
        self.act(|core, now_ms| core.type_in(room, is_typing, now_ms).into_iter().collect());
    }

    /// The newest message is on screen and the page can be seen.
    pub(crate) fn seen(self: &Rc<Self>, conversation: ConversationId) {
        self.core.borrow_mut().seen(conversation);
        self.flush_soon();
    }

    /// Starts to follow a conversation.
    pub(crate) fn watch(&self, id: ConversationId) -> Followed<H> {
        let mut core = self.core.borrow_mut();
        let (watch, question) = core.watch(id);
        let followed = (watch.thread.clone(), watch.refused.clone(), watch.place.clone());
        drop(core);
        self.send(question.into_iter().collect());
        followed
    }

    /// Follows it no longer.
    pub(crate) fn unwatch(&self, id: ConversationId) {
        self.act(|core, _| core.unwatch(id).into_iter().collect());
    }

    pub(crate) fn reconnect(&self) {
        self.with_link(Link::reconnect);
    }

    pub(crate) fn close(&self, state: Connection) {
        self.other_tabs.borrow_mut().take();
        self.core.borrow_mut().disconnected();
        self.with_link(|link| link.close(state));
    }

    pub(super) fn with_link(&self, act: impl FnOnce(&Rc<Link>)) {
        // Cloned out first: what it does may come back here.
        let link = self.link.borrow().clone();
        if let Some(link) = link {
            act(&link);
        }
    }

    /// What another tab of the same person says or gets confirmed shows here too.
    pub(super) fn listen_to_other_tabs(self: &Rc<Self>, prefix: String) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let weak = Rc::downgrade(self);
        let listener = Listener::new(&window, "storage", move |event| {
            let Some(inner) = weak.upgrade() else { return };
            let Ok(event) = event.dyn_into::<web_sys::StorageEvent>() else {
                return;
            };
            let Some(id) = event.key().and_then(|key| Kept::id_in(&prefix, &key)) else {
                return;
            };
            let now_ms = inner.now_ms();
            let mut core = inner.core.borrow_mut();
            match event.new_value().and_then(|text| crate::json::from_str(&text).ok()) {
                Some(outgoing) => core.outbox.hear_of(outgoing, now_ms),
                None => core.outbox.drop_held(id),
            }
        });
        *self.other_tabs.borrow_mut() = Some(listener);
    }
}
