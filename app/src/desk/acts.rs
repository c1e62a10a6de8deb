//! What can be done with a conversation: the call, what is shown while it runs, what is told afterwards.

use leptos::{prelude::*, task::spawn_local};
use model::{forward::Forward, id::ConversationId};

use crate::{
    api::{self, Fault},
    live::Live,
    parts::{Toaster, use_toaster},
    shell::{
        address::{Address, use_address},
        place::Place,
        session::{Session, use_session},
    },
    words::{Word, desk as words},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Take,
    Accept,
    Refuse,
    MoveToQueue,
    Hold,
    Resume,
    /// Go again, having been invited.
    Leave,
}

/// Copy; given as context by the desk.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    live: Live,
    session: Session,
    toaster: Toaster,
    address: Address,
    running: RwSignal<Option<(Act, ConversationId)>>,
}

impl Acts {
    pub(super) fn new() -> Self {
        Self {
            live: expect_context::<Live>(),
            session: use_session(),
            toaster: use_toaster(),
            address: use_address(),
            running: RwSignal::new(None),
        }
    }

    /// Whether this act runs now.
    pub(super) fn is_running(self, act: Act, id: ConversationId) -> bool {
        self.running.get() == Some((act, id))
    }

    /// Does it, unless something runs already; tells what came of it.
    pub(super) fn run(self, act: Act, id: ConversationId) {
        if self.running.get_untracked().is_some() {
            return;
        }
        self.running.set(Some((act, id)));
        spawn_local(async move {
            let result = self.call(act, id).await;
            self.running.try_set(None);
            match result {
                Ok(()) => self.tell(act, id),
                Err(fault) => {
                    let again = Callback::new(move |()| self.run(act, id));
                    self.session.tell_with(&fault, again);
                }
            }
        });
    }

    /// Says where it went, with a way back.
    pub(super) fn tell_forwarded(self, id: ConversationId, guest: &str, forward: &Forward) {
        let department = forward.department.as_ref().map(|department| department.name.as_str());
        let person = forward.person.as_ref().map(|person| person.name.as_str());
        let target = person.or(department).unwrap_or_default();
        let text = match forward.passed.first() {
            Some(asked) => words::FORWARDED_INSTEAD.with(&[
                ("name", guest),
                ("department", &asked.name),
                ("target", target),
            ]),
            None => words::FORWARDED_NOW.with(&[("name", guest), ("target", target)]),
        };
        self.say_with_undo(text, id);
    }

    /// For as long as the server lets it be taken back.
    fn say_with_undo(self, text: String, id: ConversationId) {
        let undo = Callback::new(move |()| self.undo(id));
        self.toaster.say_with(text, words::UNDO.text(), undo);
    }

    fn undo(self, id: ConversationId) {
        spawn_local(async move {
            match api::conversations::take_back(id).await {
                Ok(()) => {
                    self.toaster.say(words::TAKEN_BACK_NOW.text());
                    self.address.go(&Place::Desk(Some(id)).to_string());
                }
                Err(fault) => self.session.tell(&fault),
            }
        });
    }

    async fn call(self, act: Act, id: ConversationId) -> Result<(), Fault> {
        match act {
            Act::Take => self.live.learn(api::conversations::take(id).await?),
            Act::Accept => self.live.learn(api::conversations::accept(id).await?),
            Act::Refuse => api::conversations::refuse(id).await?,
            Act::MoveToQueue => api::conversations::return_to_queue(id).await?,
            Act::Hold => api::conversations::hold(id).await?,
            Act::Resume => api::conversations::resume(id).await?,
            Act::Leave => api::conversations::leave(id).await?,
        }
        Ok(())
    }

    fn tell(self, act: Act, id: ConversationId) {
        let word: Word = match act {
            // The message box that opens says it.
            Act::Take | Act::Accept | Act::Refuse => return,
            Act::MoveToQueue => words::MOVED,
            Act::Hold => words::PLACED_ON_HOLD,
            Act::Resume => words::RESUMED_NOW,
            Act::Leave => words::LEFT_NOW,
        };
        let name = self.live.desk.with_untracked(|desk| {
            desk.get(id).map(|entry| entry.conversation.contact.name.clone())
        });
        let text = word.with(&[("name", name.as_deref().unwrap_or_default())]);
        if act == Act::MoveToQueue {
            self.say_with_undo(text, id);
        } else {
            self.toaster.say(text);
        }
    }
}
