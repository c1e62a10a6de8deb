//! Keeps one socket alive: connects, tries again, notices silence, wakes with the page.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
};

use model::wire::{ClientFrame, HEARTBEAT_MS, ServerFrame};

use super::{
    pace,
    socket::{Listener, Signal, Socket, has_network, is_visible},
    timer::{Every, Later},
};

/// Silence longer than this is a lost connection.
const SILENCE_MS: f64 = HEARTBEAT_MS as f64 * 2.5;
/// The server counts who is silent for a minute as gone. Every frame heard is a chance to speak, which works
/// in background tabs too, where timers hardly run.
const SPEAK_EVERY_MS: f64 = 20_000.0;
/// How long opening may take, and the answer to a ping.
const OPENING_MS: f64 = 10_000.0;
const PONG_MS: f64 = 4_000.0;
/// A connection that held this long was a good one: the next failure is the first again.
const GOOD_MS: f64 = 10_000.0;

/// How the browser stands with the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    Online,
    /// `attempt` 0 is the first of all.
    Connecting {
        attempt: u32,
    },
    /// The browser says that there is no network; it is tried nevertheless.
    Offline,
    /// The session is over: no use trying.
    SignedOut,
}

impl Connection {
    /// Before the first attempt.
    pub(crate) const FIRST: Self = Self::Connecting { attempt: 0 };
}

/// What the link tells its owner.
pub(crate) enum Wire {
    /// How the browser stands now.
    State(Connection),
    Frame(Box<ServerFrame>),
    Lost,
    /// An attempt failed before it was welcomed: how many in a row.
    Failed(u32),
    /// Once a second.
    Tick,
}

pub(super) struct Link {
    path: String,
    hello: Option<ClientFrame>,
    state: Cell<Connection>,
    read: fn(&str) -> Option<ServerFrame>,
    tell: Box<dyn Fn(Wire)>,
    socket: RefCell<Option<Socket>>,
    is_welcome: Cell<bool>,
    failures: Cell<u32>,
    opened_at: Cell<f64>,
    spoke_at: Cell<f64>,
    /// Without a frame until then, the connection counts as lost.
    deadline: Cell<f64>,
    retry: Cell<Option<Later>>,
    ticking: Cell<Option<Every>>,
    listeners: RefCell<Vec<Listener>>,
}

impl Link {
    /// Starts connecting.
    pub(super) fn open(
        path: String,
        hello: Option<ClientFrame>,
        read: fn(&str) -> Option<ServerFrame>,
        tell: impl Fn(Wire) + 'static,
    ) -> Rc<Self> {
        let link = Rc::new(Self {
            path,
            hello,
            read,
            state: Cell::new(Connection::FIRST),
            tell: Box::new(tell),
            socket: RefCell::new(None),
            is_welcome: Cell::new(false),
            failures: Cell::new(0),
            opened_at: Cell::new(0.0),
            spoke_at: Cell::new(0.0),
            deadline: Cell::new(0.0),
            retry: Cell::new(None),
            ticking: Cell::new(None),
            listeners: RefCell::default(),
        });
        link.listen();
        link.connect();
        link
    }

    pub(super) fn send(&self, frames: Vec<ClientFrame>) {
        if let Some(socket) = self.socket.borrow().as_ref().filter(|_| self.is_welcome.get()) {
            frames.iter().for_each(|frame| socket.send(frame));
            self.spoke_at.set(now());
        }
    }

    /// For good: signed out, or the page goes on without it.
    pub(super) fn close(&self, state: Connection) {
        self.listeners.borrow_mut().clear();
        self.ticking.set(None);
        self.retry.set(None);
        self.let_go();
        self.stand(state);
    }

    /// Drops what there is and connects at once.
    pub(super) fn reconnect(self: &Rc<Self>) {
        if self.is_over() {
            return;
        }
        let is_good = self.is_welcome.get() && now() - self.opened_at.get() > GOOD_MS;
        if !is_good && self.is_welcome.get() {
            // Dropped right after the last time: something is wrong with it, so not in a loop.
            self.lose();
            return;
        }
        if self.is_welcome.get() {
            (self.tell)(Wire::Lost);
        }
        self.let_go();
        self.connect();
    }

    /// The page is seen again or the network came back.
    fn wake(self: &Rc<Self>) {
        if self.is_over() {
            return;
        }
        if !self.is_welcome.get() {
            if self.socket.borrow().is_none() {
                self.connect();
            }
            return;
        }
        // It may have died while the machine slept; asking shows it sooner than silence does.
        self.send(vec![ClientFrame::Ping]);
        self.deadline.set(self.deadline.get().min(now() + PONG_MS));
    }

    fn connect(self: &Rc<Self>) {
        self.retry.set(None);
        self.show_connecting();
        let weak = Rc::downgrade(self);
        let socket = Socket::open(&self.path, move |signal| {
            if let Some(link) = weak.upgrade() {
                link.hear(signal);
            }
        });
        let is_open = socket.is_some();
        *self.socket.borrow_mut() = socket;
        self.deadline.set(now() + OPENING_MS);
        if !is_open {
            self.lose();
        }
    }

    fn hear(self: &Rc<Self>, signal: Signal) {
        match signal {
            Signal::Opened => {
                if let (Some(hello), Some(socket)) = (&self.hello, self.socket.borrow().as_ref()) {
                    socket.send(hello);
                }
            }
            Signal::Closed => self.lose(),
            Signal::Text(text) => {
                self.deadline.set(now() + SILENCE_MS);
                // A frame of a newer server that we cannot read is no reason to stop.
                let Some(frame) = (self.read)(&text) else {
                    return;
                };
                if matches!(frame, ServerFrame::Welcome { .. }) {
                    self.is_welcome.set(true);
                    self.opened_at.set(now());
                    self.spoke_at.set(now());
                    self.stand(Connection::Online);
                }
                (self.tell)(Wire::Frame(Box::new(frame)));
                if now() - self.spoke_at.get() > SPEAK_EVERY_MS {
                    self.send(vec![ClientFrame::Ping]);
                }
            }
        }
    }

    fn lose(self: &Rc<Self>) {
        if self.is_over() {
            return;
        }
        let was_welcome = self.is_welcome.get();
        let was_good = was_welcome && now() - self.opened_at.get() > GOOD_MS;
        self.let_go();
        let failures = if was_good { 1 } else { self.failures.get().saturating_add(1) };
        self.failures.set(failures);
        if was_welcome {
            (self.tell)(Wire::Lost);
        } else {
            (self.tell)(Wire::Failed(failures));
        }
        if self.is_over() {
            return;
        }
        self.show_connecting();
        self.retry_later(pace::delay_ms(failures, js_sys::Math::random()));
    }

    fn retry_later(self: &Rc<Self>, delay_ms: i32) {
        let weak = Rc::downgrade(self);
        let again = move || {
            with(&weak, |link| {
                link.retry.set(None);
                if link.socket.borrow().is_none() && !link.is_over() {
                    link.connect();
                }
            })
        };
        self.retry.set(Some(Later::new(delay_ms, again)));
    }

    fn let_go(&self) {
        self.is_welcome.set(false);
        // Taken out first: closing it must not find the cell borrowed.
        let socket = self.socket.borrow_mut().take();
        drop(socket);
    }

    fn show_connecting(&self) {
        let now = if has_network() || self.failures.get() == 0 {
            Connection::Connecting { attempt: self.failures.get() }
        } else {
            Connection::Offline
        };
        self.stand(now);
    }

    fn stand(&self, now: Connection) {
        if self.state.replace(now) != now {
            (self.tell)(Wire::State(now));
        }
    }

    fn is_over(&self) -> bool {
        self.state.get() == Connection::SignedOut
    }

    fn listen(self: &Rc<Self>) {
        let Some(window) = web_sys::window() else {
            return;
        };
        let on = |name: &'static str| {
            let weak = Rc::downgrade(self);
            Listener::new(&window, name, move |_| with(&weak, Link::wake))
        };
        let mut listeners = vec![on("online"), on("offline"), on("pageshow")];
        if let Some(page) = window.document() {
            let weak = Rc::downgrade(self);
            listeners.push(Listener::new(&page, "visibilitychange", move |_| {
                if is_visible() {
                    with(&weak, Link::wake);
                }
            }));
        }
        *self.listeners.borrow_mut() = listeners;
        let weak = Rc::downgrade(self);
        let tick = move || with(&weak, |link| link.tick());
        self.ticking.set(Every::new(1_000, tick));
    }

    fn tick(self: &Rc<Self>) {
        if self.socket.borrow().is_some() && now() > self.deadline.get() {
            self.lose();
        }
        (self.tell)(Wire::Tick);
    }
}

fn with(weak: &Weak<Link>, act: impl Fn(&Rc<Link>)) {
    if let Some(link) = weak.upgrade() {
        act(&link);
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}
