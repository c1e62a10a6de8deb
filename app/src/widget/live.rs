//! The chat's live connection: the core that the desk has too, held in the chat's own signals.

use std::rc::Rc;

use model::{
    event::Event, id::ConversationId, refusal::Refusal, view::thread::Thread, visitor::VisitorPass,
    wire::ClientFrame,
};

use super::{
    clock::Clock,
    react::{InCells, Signal, memo, on_cleanup},
};
use crate::live::{
    Connection, News, Outgoing, Place, Room,
    core::Who,
    inner::{Door, Inner},
};

/// The connection of one chat, and the conversation it follows; clones are the same.
#[derive(Clone)]
pub(super) struct Live {
    pub(super) inner: Rc<Inner<InCells>>,
    pub(super) conversation: ConversationId,
    pub(super) connection: Signal<Connection>,
    /// `None` until the snapshot came.
    pub(super) thread: Signal<Option<Thread>>,
    /// Why there is nothing to see.
    pub(super) refused: Signal<Option<Refusal>>,
    pub(super) place: Signal<Option<Place>>,
    /// What was said here and is not confirmed yet, in order.
    pub(super) outgoing: Signal<Vec<Outgoing>>,
    /// The name of the other side while it types.
    pub(super) typing: Signal<Option<String>>,
}

impl Live {
    /// Connects a visitor by their token, until whoever calls this goes.
    pub(super) fn open(pass: &VisitorPass, conversation: ConversationId) -> Self {
        let inner = Inner::<InCells>::open(Door {
            path: "/live/visitor".to_owned(),
            hello: Some(ClientFrame::Hello { token: pass.token.clone() }),
            who: Who::Visitor,
            scope: pass.contact.to_string(),
            clock: Box::new(Clock),
            check: None,
        });
        let (thread, refused, place) = inner.watch(conversation);
        let (all, typing) = {
            let core = inner.core.borrow();
            (core.outbox.list(), core.typing.clone())
        };
        let ended = Rc::clone(&inner);
        on_cleanup(move || {
            ended.unwatch(conversation);
            ended.close(Connection::SignedOut);
        });
        let here = move |all: &Vec<Outgoing>| {
            all.iter()
                .filter(|one| one.room == Room::Conversation(conversation))
                .cloned()
                .collect::<Vec<_>>()
        };
        Self {
            conversation,
            connection: inner.connection.clone(),
            thread,
            refused,
            place,
            outgoing: memo(move || all.with(here)),
            typing: memo(move || {
                typing.with(|typing| typing.get(&conversation).map(|(name, _)| name.clone()))
            }),
            inner,
        }
    }

    /// Where the visitor writes.
    pub(super) fn room(&self) -> Room {
        Room::Conversation(self.conversation)
    }

    /// Something about the thread, once it is there.
    pub(super) fn know<T: PartialEq + 'static>(
        &self,
        of: impl Fn(&Thread) -> T + 'static,
    ) -> Signal<Option<T>> {
        let thread = self.thread.clone();
        memo(move || thread.with(|thread| thread.as_ref().map(&of)))
    }

    /// Hears fresh news as long as the connection is open.
    pub(super) fn on_news(&self, hear: impl Fn(&News) + 'static) {
        self.inner.hook(Rc::new(hear));
    }

    /// Tells the other side of a call something; lost, if there is no connection now.
    pub(super) fn signal(&self, signal: model::call::Signal) {
        self.inner.act(|_, _| vec![ClientFrame::Signal(signal)]);
    }

    /// Puts an older page before what is held.
    pub(super) fn prepend(&self, events: Vec<Event>) {
        self.thread.change(|thread| {
            if let Some(thread) = thread {
                thread.prepend(events);
            }
        });
    }
}
