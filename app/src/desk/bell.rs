//! Rings for new conversations and messages, on whichever screen the person is.

mod notify;
mod ring;

use leptos::prelude::*;
use model::{
    availability::Availability,
    conversation::Stage,
    id::ConversationId,
    view::desk::{Entry, List, list_for},
};

use self::ring::Sound;
pub(super) use self::{
    notify::{Notifying, Permission},
    ring::Ringer,
};
use super::attention::is_here;
use crate::{
    live::{Live, News},
    parts::{Toaster, use_toaster},
    shell::{
        address::{Address, use_address},
        place::{Area, Place},
        session::{Session, use_session},
        title::use_title,
    },
    words::{Word, desk as words},
};

/// An offer rings until it is answered.
const RING_AGAIN: std::time::Duration = std::time::Duration::from_secs(4);

/// Why it rings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    /// Waits in the queue for anybody.
    Queued,
    /// Rings at me.
    Offered,
    /// Was given to me.
    Assigned,
    /// A colleague asked me in.
    Invited,
    /// The guest wrote in one of mine.
    Message,
}

#[derive(Clone, Copy)]
struct Watcher {
    session: Session,
    address: Address,
    toaster: Toaster,
    ringer: Ringer,
    notifying: Notifying,
    /// Said to those who do not see the list.
    said: RwSignal<String>,
}

/// Gives what rings and notifies to the screens below the caller: [`Bell`] uses it, the desk switches it.
pub fn provide_bell() {
    provide_context(Ringer::new());
    provide_context(Notifying::new());
}

/// Listens on every screen; shows nothing. Needs [`provide_bell`] above.
#[component]
pub fn Bell() -> impl IntoView {
    let live = expect_context::<Live>();
    let session = use_session();
    let watcher = Watcher {
        session,
        address: use_address(),
        toaster: use_toaster(),
        ringer: expect_context::<Ringer>(),
        notifying: expect_context::<Notifying>(),
        said: RwSignal::new(String::new()),
    };
    live.on_news(Callback::new(move |news| {
        if let News::Entry { before, now } = news {
            watcher.hear(before.as_deref(), &now);
        }
    }));
    ring_while_offered(live, session, watcher.ringer);
    let title = use_title();
    let waiting = Memo::new(move |_| session.me.with(|me| waiting(live, &me.staff)));
    Effect::new(move || title.badge(waiting.get()));
    on_cleanup(move || title.badge(0));
    view! { <div class="unseen" role="status">{watcher.said}</div> }
}

/// Unread messages in what is mine, and what rings at me.
fn waiting(live: Live, staff: &model::permission::Staff) -> u32 {
    live.desk.with(|desk| {
        let offered = desk.list(staff, List::Queued).into_iter().filter(|entry| is_offered(entry));
        let mine = [List::InProgress, List::OnHold];
        let unread = mine.iter().flat_map(|list| desk.list(staff, *list)).map(Entry::unread);
        unread.chain(offered.map(|_| 1)).sum()
    })
}

fn is_offered(entry: &Entry) -> bool {
    matches!(entry.conversation.stage, Stage::Offered { .. })
}

fn ring_while_offered(live: Live, session: Session, ringer: Ringer) {
    let is_ringing = Memo::new(move |_| {
        session.me.with(|me| {
            live.desk.with(|desk| desk.list(&me.staff, List::Queued).into_iter().any(is_offered))
        })
    });
    Effect::new(move |before: Option<Option<IntervalHandle>>| {
        if let Some(Some(handle)) = before {
            handle.clear();
        }
        is_ringing
            .get()
            .then(|| set_interval_with_handle(move || ringer.play(Sound::Ring), RING_AGAIN).ok())
            .flatten()
    });
}

impl Watcher {
    fn hear(self, before: Option<&Entry>, now: &Entry) {
        let Some(call) = untrack(|| self.call(before, now)) else { return };
        let it = &now.conversation;
        let text = title_of(call).with(&[("name", &it.contact.name)]);
        let looks_at_it = is_here() && self.shows(it.id);
        if matches!(call, Call::Message | Call::Assigned) && looks_at_it {
            return;
        }
        self.ringer.play(if call == Call::Message { Sound::Message } else { Sound::Ring });
        if call != Call::Message {
            self.tell(it.id, &text);
        }
        if !is_here() {
            let line = it.last_line.as_ref().map(|line| line.text.as_str()).unwrap_or_default();
            self.notifying.show(it.id, &text, line, self.address);
        }
    }

    /// On the desk the lists show it; elsewhere a toast leads there.
    fn tell(self, id: ConversationId, text: &str) {
        if self.address.place.get_untracked().area() == Area::Desk {
            return self.said.set(text.to_owned());
        }
        let open = move || self.address.go(&Place::Desk(Some(id)).to_string());
        self.toaster.say_with(text, words::OPEN.text(), open);
    }

    fn shows(self, id: ConversationId) -> bool {
        self.address.place.get_untracked() == Place::Desk(Some(id))
    }

    fn call(self, before: Option<&Entry>, now: &Entry) -> Option<Call> {
        let staff = self.session.staff();
        let is_available =
            self.session.me.with(|me| me.person.availability == Availability::Available);
        let list = |entry: &Entry| list_for(&staff, &entry.conversation);
        let was = before.and_then(list);
        let me = self.session.my_id();
        let helps = |entry: &Entry| entry.conversation.is_helped_by(me);
        match (list(now)?, was) {
            _ if helps(now) && !before.is_some_and(helps) => Some(Call::Invited),
            (List::Queued, _) if is_offered(now) => {
                (!before.is_some_and(is_offered)).then_some(Call::Offered)
            }
            // Nobody else's queue wakes somebody who is away.
            (List::Queued, None) => is_available.then_some(Call::Queued),
            // Accepting is an answer to the bell, not a reason for it.
            (List::InProgress, None | Some(List::Queued)) if !before.is_some_and(is_offered) => {
                Some(Call::Assigned)
            }
            (List::InProgress | List::OnHold, _) => {
                let count = |entry: &Entry| entry.conversation.guest_messages;
                let has_more = before.is_some_and(|before| count(now) > count(before));
                has_more.then_some(Call::Message)
            }
            (List::Queued, _) => None,
        }
    }
}

const fn title_of(call: Call) -> Word {
    match call {
        Call::Queued => words::BELL_QUEUED,
        Call::Offered => words::BELL_OFFERED,
        Call::Assigned => words::BELL_ASSIGNED,
        Call::Invited => words::BELL_INVITED,
        Call::Message => words::BELL_MESSAGE,
    }
}
