//! Between the link and the core: frames in, frames out, news to whoever listens, other tabs.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
    time::Duration,
};

use leptos::{
    leptos_dom::helpers::set_timeout,
    prelude::{Callable, Callback, GetUntracked},
};
use model::wire::{ClientFrame, ServerFrame};
use wasm_bindgen::JsCast;

use super::{
    core::{Core, Heard, News},
    kept::Kept,
    link::{Connection, Link, Wire},
    socket::Listener,
};
use crate::parts::Clock;

/// Reading is told this late, so that a burst of messages makes one report.
const FLUSH: Duration = Duration::from_millis(120);

pub(super) struct Inner {
    pub(super) core: RefCell<Core>,
    pub(super) link: RefCell<Option<Rc<Link>>>,
    clock: Clock,
    hooks: RefCell<BTreeMap<u32, Callback<News>>>,
    next_hook: Cell<u32>,
    is_flushing: Cell<bool>,
    /// Asks whether the session is over, where a refused socket cannot say so.
    check: Option<fn(&Rc<Inner>)>,
    other_tabs: RefCell<Option<Listener>>,
}

impl Inner {
    pub(super) fn new(core: Core, clock: Clock, check: Option<fn(&Rc<Self>)>) -> Self {
        Self {
            core: RefCell::new(core),
            link: RefCell::new(None),
            clock,
            hooks: RefCell::default(),
            next_hook: Cell::new(0),
            is_flushing: Cell::new(false),
            check,
            other_tabs: RefCell::new(None),
        }
    }

    pub(super) fn hook(&self, hook: Callback<News>) -> u32 {
        let id = self.next_hook.get();
        self.next_hook.set(id.wrapping_add(1));
        self.hooks.borrow_mut().insert(id, hook);
        id
    }

    pub(super) fn unhook(&self, id: u32) {
        self.hooks.borrow_mut().remove(&id);
    }

    pub(super) fn on_wire(self: &Rc<Self>, wire: Wire) {
        match wire {
            Wire::Frame(frame) => self.on_frame(*frame),
            Wire::Lost => self.core.borrow_mut().disconnected(),
            Wire::Failed(failures) => {
                if let Some(check) = self.check.filter(|_| failures % 4 == 1) {
                    check(self);
                }
            }
            Wire::Tick => {
                let now_ms = self.clock.now_ms.get_untracked();
                let frames = self.core.borrow_mut().tick(now_ms);
                self.send(frames);
            }
        }
    }

    fn on_frame(self: &Rc<Self>, frame: ServerFrame) {
        if let ServerFrame::Welcome { now, .. } | ServerFrame::Heartbeat { now, .. } = &frame {
            self.clock.adjust(now.0);
        }
        let now_ms = self.clock.now_ms.get_untracked();
        let Heard { send, news, reconnect, signed_out } =
            self.core.borrow_mut().hear(frame, now_ms);
        self.send(send);
        self.flush_soon();
        if signed_out {
            self.close(Connection::SignedOut);
        } else if reconnect {
            self.with_link(Link::reconnect);
        }
        let hooks: Vec<Callback<News>> = self.hooks.borrow().values().copied().collect();
        for one in news {
            for hook in &hooks {
                hook.try_run(one.clone());
            }
        }
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
        set_timeout(
            move || {
                inner.is_flushing.set(false);
                let frames = inner.core.borrow_mut().flush();
                inner.send(frames);
            },
            FLUSH,
        );
    }

    pub(super) fn close(&self, state: Connection) {
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
            let now_ms = inner.clock.now_ms.get_untracked();
            let mut core = inner.core.borrow_mut();
            match event.new_value().and_then(|text| crate::json::from_str(&text).ok()) {
                Some(outgoing) => core.outbox.hear_of(outgoing, now_ms),
                None => core.outbox.drop_held(id),
            }
        });
        *self.other_tabs.borrow_mut() = Some(listener);
    }
}

pub(super) fn check_session(inner: &Rc<Inner>) {
    let weak = Rc::downgrade(inner);
    leptos::task::spawn_local(async move {
        let Ok(found) = crate::api::session::bootstrap().await else {
            return;
        };
        if let Some(inner) = weak.upgrade().filter(|_| found.me.is_none()) {
            inner.close(Connection::SignedOut);
        }
    });
}
