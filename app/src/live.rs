//! The socket as the screens see it: connected or not, the desk, watched conversations, what is on its way.

pub(crate) mod core;
mod direct;
mod directs;
pub(crate) mod few;
pub(crate) mod held;
mod id;
pub(crate) mod inner;
mod kept;
mod link;
mod lookers;
mod outbox;
mod pace;
mod reports;
pub(crate) mod socket;
mod speak;
pub mod storage;
pub(crate) mod timer;
#[cfg(test)]
mod trial;
mod upload;
mod watch;

use std::{collections::BTreeMap, rc::Rc};

use leptos::{prelude::*, reactive::owner::LocalStorage};
use model::{
    conversation::Conversation,
    event::Event,
    id::{CannedId, ConversationId, EventId, PersonId},
    person::Person,
    refusal::Refusal,
    upload::FileRef,
    view::{desk::Desk, direct::DirectEntry, thread::Thread},
    wire::ClientFrame,
};

pub use self::{
    core::News,
    direct::Direct,
    id::new_id,
    link::Connection,
    outbox::{OutState, Outgoing, Room},
    upload::{Sending, Uploading, file_href, send, upload, upload_problem},
    watch::Place,
};
use self::{
    core::{Core, Typing, Who},
    held::InSignals,
    inner::{Door, Inner, Now, Words},
};
use crate::parts::{Clock, use_clock};

/// The live connection of this page; `Copy`, given as context.
#[derive(Clone, Copy, Debug)]
pub struct Live {
    pub connection: Signal<Connection>,
    /// The staff's lists; empty for visitors.
    pub desk: RwSignal<Desk>,
    /// Whether the lists have come once.
    pub is_loaded: RwSignal<bool>,
    /// Everybody on the staff.
    pub people: RwSignal<Vec<Person>>,
    /// The colleagues who look at the same conversation now.
    pub lookers: RwSignal<Vec<PersonId>>,
    /// Counts conversations that left the desk to nobody.
    pub closed: RwSignal<u64>,
    /// Direct messages, by whom they are with.
    pub directs: RwSignal<BTreeMap<PersonId, DirectEntry>>,
    outgoing: RwSignal<Vec<Outgoing>>,
    typing: RwSignal<Typing>,
    direct_typing: RwSignal<BTreeMap<PersonId, i64>>,
    clock: Clock,
    inner: StoredValue<Rc<Inner<InSignals>>, LocalStorage>,
}

/// As what something is said.
#[derive(Clone, Debug, Default)]
pub struct SayAs {
    /// Among staff only.
    pub is_note: bool,
    /// The canned responses it was made with.
    pub canned: Vec<CannedId>,
}

/// One conversation as a screen follows it.
#[derive(Clone, Copy, Debug)]
pub struct Watched {
    /// `None` until the snapshot came.
    pub thread: RwSignal<Option<Thread>>,
    /// Why there is nothing to see.
    pub refused: RwSignal<Option<Refusal>>,
    pub place: RwSignal<Option<Place>>,
    /// What was said here and is not confirmed yet, in order.
    pub outgoing: Signal<Vec<Outgoing>>,
    /// The name of the other side while it types.
    pub typing: Signal<Option<String>>,
}

impl Live {
    /// Connects a member of the staff, known by the cookie.
    #[must_use]
    pub fn open_staff(me: PersonId) -> Self {
        let clock = use_clock();
        let inner = Inner::open(Door {
            // The cookie may be somebody else's by the time of a later connection: then the server says so.
            path: format!("/live?person={me}"),
            hello: None,
            who: Who::Staff(me),
            scope: me.to_string(),
            clock: Box::new(clock),
            check: Some(check_session),
        });
        let core = inner.core.borrow();
        let live = Self {
            connection: RwSignal::from(inner.connection.clone()).into(),
            desk: core.desk.clone().into(),
            is_loaded: core.is_loaded.clone().into(),
            people: core.people.clone().into(),
            lookers: core.lookers.others.clone().into(),
            closed: core.closed.clone().into(),
            outgoing: core.outbox.list().into(),
            directs: core.directs.entries.clone().into(),
            typing: core.typing.clone().into(),
            direct_typing: core.directs.typing.clone().into(),
            clock,
            inner: StoredValue::new_local(Rc::clone(&inner)),
        };
        on_cleanup(move || live.close());
        live
    }

    /// Ends the connection for good: signing out, another pass.
    pub fn close(self) {
        self.with(|inner| inner.close(Connection::SignedOut));
    }

    /// Tries again at once instead of waiting for the next attempt.
    pub fn reconnect(self) {
        self.with(|inner| inner.reconnect());
    }

    /// Server time in milliseconds.
    #[must_use]
    pub fn now_ms(self) -> i64 {
        self.clock.now_ms.get_untracked()
    }

    /// The name of the other side while it types there.
    #[must_use]
    pub fn typing_in(self, id: ConversationId) -> Option<String> {
        self.typing.with(|typing| typing.get(&id).map(|(name, _)| name.clone()))
    }

    /// Puts the answer of a call into the desk, ahead of the frame that tells the same.
    pub fn learn(self, conversation: Conversation) {
        self.with(|inner| inner.core.borrow().learn(conversation));
    }

    /// Hears fresh news until the current owner is cleaned up.
    pub fn on_news(self, hook: Callback<News>) {
        let tell = move |news: &News| {
            hook.try_run(news.clone());
        };
        if let Some(id) = self.with(|inner| inner.hook(Rc::new(tell))) {
            on_cleanup(move || {
                self.with(|inner| inner.unhook(id));
            });
        }
    }

    /// Follows a conversation until the current owner is cleaned up.
    #[must_use]
    pub fn watch(self, id: ConversationId) -> Watched {
        let (thread, refused, place) = self.with(|inner| inner.watch(id)).unwrap_or_default();
        on_cleanup(move || {
            self.with(|inner| inner.unwatch(id));
        });
        let outgoing = self.outgoing;
        let here = move |all: &Vec<Outgoing>| {
            all.iter().filter(|one| one.room == Room::Conversation(id)).cloned().collect::<Vec<_>>()
        };
        Watched {
            thread: thread.into(),
            refused: refused.into(),
            place: place.into(),
            outgoing: Memo::new(move |_| outgoing.with(here)).into(),
            typing: Memo::new(move |_| self.typing_in(id)).into(),
        }
    }

    /// Says something or notes it; it is shown at once and goes out as soon as it can.
    pub fn say(
        self,
        room: Room,
        text: String,
        files: Vec<FileRef>,
        say_as: SayAs,
    ) -> Option<EventId> {
        let SayAs { is_note, canned } = say_as;
        self.with(|inner| inner.say(room, Words { text, files, is_note, canned }))
    }

    /// Tries a refused message again.
    pub fn retry(self, id: EventId) {
        self.act(|core, now_ms| core.retry(id, now_ms));
    }

    /// Throws a refused message away.
    pub fn forget(self, id: EventId) {
        self.with(|inner| inner.forget(id));
    }

    /// Somebody types into the message box; call it as often as you like.
    pub fn typing(self, room: Room, is_typing: bool) {
        self.with(|inner| inner.typing(room, is_typing));
    }

    /// The person looks at this conversation: colleagues who do as well are told.
    pub fn look(self, conversation: ConversationId) {
        self.act(|core, now_ms| core.look(Some(conversation), now_ms));
    }

    /// The person looks there no more.
    pub fn look_away(self, from: ConversationId) {
        self.act(|core, now_ms| core.look_away(from, now_ms));
    }

    /// The newest message is on screen and the page can be seen.
    pub fn seen(self, conversation: ConversationId) {
        self.with(|inner| inner.seen(conversation));
    }

    /// Somebody looks at this page, or no longer does.
    pub fn page(self, is_visible: bool) {
        self.act(|core, _| core.page(is_visible).into_iter().collect());
    }

    /// Tells the other side of a call something; lost, if there is no connection now.
    pub(crate) fn signal(self, signal: model::call::Signal) {
        self.with(|inner| inner.send(vec![ClientFrame::Signal(signal)]));
    }

    fn act(self, act: impl FnOnce(&mut Core<InSignals>, i64) -> Vec<ClientFrame>) {
        self.with(|inner| inner.act(act));
    }

    /// Nothing happens once the owner that opened the connection is gone.
    fn with<T>(self, act: impl FnOnce(&Rc<Inner<InSignals>>) -> T) -> Option<T> {
        self.inner.try_get_value().map(|inner| act(&inner))
    }
}

impl Watched {
    /// Puts an older page before what is held.
    pub fn prepend(self, events: Vec<Event>) {
        self.thread.update(|thread| {
            if let Some(thread) = thread {
                thread.prepend(events);
            }
        });
    }
}

impl Now for Clock {
    fn now_ms(&self) -> i64 {
        self.now_ms.get_untracked()
    }

    fn adjust(&self, now_ms: i64) {
        Self::adjust(self, now_ms);
    }
}

fn check_session(inner: &Rc<Inner<InSignals>>) {
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
