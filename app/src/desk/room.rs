//! The open conversation: what its header, timeline, footer and panels share.

use leptos::prelude::*;
use model::{
    canned::CannedResponse,
    conversation::Conversation,
    id::{ConversationId, PersonId},
    permission::{Action, Subject},
    refusal::Refusal,
    view::thread::Thread,
};

use super::{
    attention::Attention,
    beside::Beside,
    standing::{Standing, standing},
};
use crate::{
    canned::Reader,
    live::{Live, News, Watched},
    shell::{
        address::Address,
        place::Place,
        session::{Session, use_session},
    },
};

/// Copy; given as context below the open conversation.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) id: ConversationId,
    pub(super) live: Live,
    pub(super) session: Session,
    pub(super) watched: Watched,
    /// The latest that is known of it, from its log or from the lists.
    pub(super) conversation: Memo<Option<Conversation>>,
    pub(super) standing: Memo<Option<Standing>>,
    /// The guest's messages after this version are shown as new.
    pub(super) new_after: RwSignal<Option<u32>>,
    /// The latest version that somebody who looks has had in sight.
    pub(super) seen: RwSignal<u32>,
    /// Counts what was said here: the timeline jumps to it.
    pub(super) said: RwSignal<u32>,
    /// Who has it since it left this desk.
    pub(super) left_to: RwSignal<Option<PersonId>>,
    /// The dialog *End conversation* is open.
    pub(super) is_ending: RwSignal<bool>,
    /// The dialog *Forward chat* is open.
    pub(super) is_forwarding: RwSignal<bool>,
    /// The dialog that sends the transcript by email is open.
    pub(super) is_mailing: RwSignal<bool>,
    /// A canned response on its way into the message box.
    pub(super) to_use: RwSignal<Option<CannedResponse>>,
    /// The dialog for a new canned response is open, and begins with this text.
    pub(super) to_save: RwSignal<Option<String>>,
}

pub(super) fn use_room() -> Room {
    expect_context::<Room>()
}

impl Room {
    /// Opens a conversation for the current owner and what is below it.
    pub(super) fn provide(id: ConversationId) -> Self {
        let live = expect_context::<Live>();
        let session = use_session();
        let watched = live.watch(id);
        let conversation = Memo::new(move |_| latest(id, live, watched));
        let me = session.my_id();
        let standing =
            Memo::new(move |_| conversation.with(|it| it.as_ref().map(|it| standing(it, me))));
        let room = Self {
            id,
            live,
            session,
            watched,
            conversation,
            standing,
            new_after: RwSignal::new(None),
            seen: RwSignal::new(0),
            said: RwSignal::new(0),
            left_to: RwSignal::new(None),
            is_ending: RwSignal::new(false),
            is_forwarding: RwSignal::new(false),
            is_mailing: RwSignal::new(false),
            to_use: RwSignal::new(None),
            to_save: RwSignal::new(None),
        };
        room.follow_news();
        room.follow_leaving();
        Beside::provide(Signal::stored(Some(id)), conversation.into());
        provide_context(room);
        room
    }

    /// The guest's name.
    pub(super) fn guest(self) -> String {
        self.conversation
            .with(|it| it.as_ref().map(|it| it.contact.name.clone()))
            .unwrap_or_default()
    }

    /// Whom a canned response is filled in for.
    pub(super) fn reader(self) -> Memo<Reader> {
        Memo::new(move |_| {
            self.conversation.with(|it| {
                let department = it.as_ref().and_then(|it| it.department);
                Reader { contact: it.as_ref().map(|it| it.contact.clone()), department }
            })
        })
    }

    /// Goes out of it, unless another conversation was opened meanwhile.
    pub(super) fn leave(self, address: Address) {
        if address.place.get_untracked() == Place::Desk(Some(self.id)) {
            address.go(&Place::Desk(None).to_string());
        }
    }

    pub(super) fn is_mine(self) -> bool {
        self.standing.get() == Some(Standing::Mine)
    }

    /// Whether there is a message box below it.
    pub(super) fn has_box(self) -> bool {
        self.standing
            .with(|standing| matches!(standing, Some(Standing::Mine | Standing::Helping(_))))
    }

    /// Whether the permissions allow it here.
    pub(super) fn may(self, action: Action) -> Result<(), Refusal> {
        self.conversation.with(|it| match it {
            Some(it) => self.session.may(action, Subject::Conversation(it)),
            None => Ok(()),
        })
    }

    /// The newest message is in sight of somebody who looks.
    pub(super) fn reads_while(self, is_at_end: Signal<bool>) {
        let is_here = expect_context::<Attention>().is_here;
        Effect::new(move || {
            let version = self.watched.thread.with(|thread| version_of(thread.as_ref()));
            if version == 0 || !is_at_end.get() || !is_here.get() {
                return;
            }
            if self.seen.get_untracked() != version {
                self.seen.set(version);
            }
            if self.is_mine() {
                self.live.seen(self.id);
            }
        });
    }

    /// What came while nobody looked is new: since the last reading, later since the person looked away.
    fn follow_news(self) {
        let is_here = expect_context::<Attention>().is_here;
        let thread = self.watched.thread;
        let is_loaded = Memo::new(move |_| thread.with(Option::is_some));
        // Looked up before it is read: reading empties the count at once.
        let has_unread = self
            .live
            .desk
            .with_untracked(|desk| desk.get(self.id).is_some_and(|entry| entry.unread() > 0));
        Effect::new(move || {
            let is_mine = self.standing.get_untracked() == Some(Standing::Mine);
            if is_loaded.get() && is_mine && has_unread {
                self.new_after.set(thread.with_untracked(|thread| read_before(thread.as_ref()?)));
            }
        });
        Effect::new(move |before: Option<bool>| {
            let now = is_here.get();
            if before == Some(true) && !now {
                let version = thread.with_untracked(|thread| version_of(thread.as_ref()));
                self.new_after.set(Some(version).filter(|version| *version > 0));
            }
            now
        });
    }

    fn follow_leaving(self) {
        let me = self.session.my_id();
        self.live.on_news(Callback::new(move |news| match news {
            News::Left { conversation, to } if conversation == self.id => {
                self.left_to.set(to.filter(|to| *to != me));
            }
            News::Entry { now, .. } if now.conversation.id == self.id => self.left_to.set(None),
            _ => {}
        }));
    }
}

fn version_of(thread: Option<&Thread>) -> u32 {
    thread.map_or(0, |thread| thread.conversation.version)
}

/// The version read last; read up to nothing, everything is new, and a line above everything says nothing.
fn read_before(thread: &Thread) -> Option<u32> {
    Some(thread.cursors.staff.read).filter(|read| *read > 0)
}

/// The log and the lists are told apart; whichever is further is right.
fn latest(id: ConversationId, live: Live, watched: Watched) -> Option<Conversation> {
    let listed = live.desk.with(|desk| desk.get(id).map(|entry| entry.conversation.clone()));
    let logged = watched.thread.with(|thread| thread.as_ref().map(|t| t.conversation.clone()));
    match (listed, logged) {
        (Some(listed), Some(logged)) if listed.version > logged.version => Some(listed),
        (listed, logged) => logged.or(listed),
    }
}
