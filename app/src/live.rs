//! The socket as the screens see it: connected or not, the desk, watched conversations, what is on its way.

mod core;
mod direct;
mod directs;
mod id;
mod inner;
mod kept;
mod link;
mod lookers;
mod outbox;
mod pace;
mod reports;
mod socket;
mod speak;
pub mod storage;
#[cfg(test)]
mod trial;
mod upload;
mod watch;

use std::{collections::BTreeMap, rc::Rc};

use leptos::{prelude::*, reactive::owner::LocalStorage};
use model::{
    conversation::Conversation,
    event::Event,
    id::{ContactId, ConversationId, EventId, PersonId},
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
    upload::{Uploading, file_href, upload, upload_as, upload_problem},
    watch::Place,
};
use self::{
    core::{Core, Typing, Who},
    inner::{Inner, check_session},
    kept::Kept,
    link::Link,
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
    inner: StoredValue<Rc<Inner>, LocalStorage>,
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
        let kept = Kept::new(&me.to_string());
        // The cookie may be somebody else's by the time of a later connection: then the server says so.
        let door = format!("/live?person={me}");
        Self::open((door, None), Who::Staff(me), kept, Some(check_session))
    }

    /// Connects a visitor by their token.
    #[must_use]
    pub fn open_visitor(token: String, contact: ContactId) -> Self {
        let kept = Kept::new(&contact.to_string());
        let hello = ClientFrame::Hello { token };
        Self::open(("/live/visitor".to_owned(), Some(hello)), Who::Visitor, kept, None)
    }

    fn open(
        door: (String, Option<ClientFrame>),
        who: Who,
        kept: Kept,
        check: Option<fn(&Rc<Inner>)>,
    ) -> Self {
        let clock = use_clock();
        let prefix = kept.prefix();
        let core = Core::new(who, Box::new(kept));
        let signals = (
            RwSignal::from(core.desk.clone()),
            RwSignal::from(core.is_loaded.clone()),
            RwSignal::from(core.people.clone()),
            RwSignal::from(core.closed.clone()),
            RwSignal::from(core.typing.clone()),
        );
        let directs = RwSignal::from(core.directs.entries.clone());
        let direct_typing = RwSignal::from(core.directs.typing.clone());
        let lookers = RwSignal::from(core.lookers.others.clone());
        let outgoing = RwSignal::from(core.outbox.list());
        let inner = Rc::new(Inner::new(core, clock, check));
        let weak = Rc::downgrade(&inner);
        let link = Link::open(door.0, door.1, move |wire| {
            if let Some(inner) = weak.upgrade() {
                inner.on_wire(wire);
            }
        });
        let connection = RwSignal::from(link.state.clone()).into();
        *inner.link.borrow_mut() = Some(link);
        inner.listen_to_other_tabs(prefix);
        let (desk, is_loaded, people, closed, typing) = signals;
        let inner = StoredValue::new_local(inner);
        let live = Self {
            connection,
            desk,
            is_loaded,
            people,
            lookers,
            closed,
            directs,
            outgoing,
            typing,
            direct_typing,
            clock,
            inner,
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
        self.with(|inner| inner.with_link(Link::reconnect));
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
        if let Some(id) = self.with(|inner| inner.hook(hook)) {
            on_cleanup(move || {
                self.with(|inner| inner.unhook(id));
            });
        }
    }

    /// Follows a conversation until the current owner is cleaned up.
    #[must_use]
    pub fn watch(self, id: ConversationId) -> Watched {
        let signals = self.with(|inner| {
            let mut core = inner.core.borrow_mut();
            let (watch, question) = core.watch(id);
            let arcs = (watch.thread.clone(), watch.refused.clone(), watch.place.clone());
            drop(core);
            inner.send(question.into_iter().collect());
            arcs
        });
        let (thread, refused, place) = signals.unwrap_or_default();
        on_cleanup(move || {
            self.with(|inner| {
                let goodbye = inner.core.borrow_mut().unwatch(id);
                inner.send(goodbye.into_iter().collect());
            });
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
        conversation: ConversationId,
        text: String,
        files: Vec<FileRef>,
        is_note: bool,
    ) -> EventId {
        self.say_in(Room::Conversation(conversation), text, files, is_note)
    }

    fn say_in(self, room: Room, text: String, files: Vec<FileRef>, is_note: bool) -> EventId {
        let id = EventId(new_id());
        let at_ms = self.now_ms();
        let state = OutState::Sending;
        let outgoing = Outgoing { id, room, text, files, is_note, at_ms, state };
        self.act(|core, now_ms| core.say(outgoing, now_ms));
        id
    }

    /// Tries a refused message again.
    pub fn retry(self, id: EventId) {
        self.act(|core, now_ms| core.retry(id, now_ms));
    }

    /// Throws a refused message away.
    pub fn forget(self, id: EventId) {
        self.act(|core, _| {
            core.outbox.forget(id);
            Vec::new()
        });
    }

    /// Somebody types into the message box; call it as often as you like.
    pub fn typing(self, conversation: ConversationId, is_typing: bool) {
        self.act(|core, now_ms| {
            let room = Room::Conversation(conversation);
            core.type_in(room, is_typing, now_ms).into_iter().collect()
        });
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
        self.with(|inner| {
            inner.core.borrow_mut().seen(conversation);
            inner.flush_soon();
        });
    }

    fn act(self, act: impl FnOnce(&mut Core, i64) -> Vec<ClientFrame>) {
        let now_ms = self.now_ms();
        self.with(|inner| {
            let frames = act(&mut inner.core.borrow_mut(), now_ms);
            inner.send(frames);
        });
    }

    /// Nothing happens once the owner that opened the connection is gone.
    fn with<T>(self, act: impl FnOnce(&Rc<Inner>) -> T) -> Option<T> {
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
