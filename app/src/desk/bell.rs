//! Rings for new conversations and messages, on whichever screen the person is.

mod notify;
mod ring;

use leptos::prelude::*;
use model::{
    account::Occasion,
    availability::Availability,
    conversation::Stage,
    cursor::Side,
    direct::Notice,
    event::{Author, Event, EventBody},
    id::PersonId,
    view::desk::{Entry, List, list_for},
};

pub(crate) use self::{
    notify::{Notifying, Permission},
    ring::Ringer,
};
use super::attention::is_here;
use crate::{
    live::{Live, News},
    parts::{Toaster, use_toaster},
    shell::{
        address::{Address, use_address},
        place::Place,
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
    /// A colleague named me in a note.
    Mention,
    /// A colleague or the bot wrote to me.
    Direct,
    /// The guest of one of mine calls.
    Called,
}

impl Call {
    const fn occasion(self) -> Occasion {
        match self {
            Self::Queued | Self::Offered | Self::Assigned | Self::Invited | Self::Called => {
                Occasion::NewChat
            }
            Self::Message => Occasion::GuestMessage,
            Self::Mention => Occasion::Mention,
            Self::Direct => Occasion::DirectMessage,
        }
    }
}

/// What is told: why, about whom, what was written, and where it is.
struct Told<'a> {
    call: Call,
    name: &'a str,
    line: &'a str,
    opens: Place,
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
    live.on_news(Callback::new(move |news| match news {
        News::Entry { before, now } => watcher.hear(before.as_deref(), &now),
        News::Direct { with, event } => watcher.hear_direct(with, &event),
        News::Left { .. }
        | News::Signal(_)
        | News::SignalRefused { .. }
        | News::Event { .. }
        | News::Canned { .. }
        | News::Mail(_)
        | News::Broadcast(_)
        | News::Afresh => {}
    }));
    tell_looking(live);
    ring_while_offered(live, session, watcher);
    let title = use_title();
    let direct =
        move || live.directs.with(|all| all.values().map(|entry| entry.unread).sum::<u32>());
    let waiting = Memo::new(move |_| session.me.with(|me| waiting(live, &me.staff)) + direct());
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

/// The server pushes nothing to who looks at a page.
fn tell_looking(live: Live) {
    let look = move || {
        let state = document().visibility_state();
        live.page(state != web_sys::VisibilityState::Hidden);
    };
    look();
    let listener = window_event_listener_untyped("visibilitychange", move |_| look());
    on_cleanup(move || listener.remove());
}

/// The guest calls whoever serves them.
fn is_called(entry: &Entry) -> bool {
    let call = entry.conversation.call.as_ref();
    call.is_some_and(|call| call.rings() && call.by == Side::Guest)
}

fn ring_while_offered(live: Live, session: Session, watcher: Watcher) {
    let is_ringing = Memo::new(move |_| {
        session.me.with(|me| {
            live.desk.with(|desk| {
                desk.list(&me.staff, List::Queued).into_iter().any(is_offered)
                    || desk.list(&me.staff, List::InProgress).into_iter().any(is_called)
            })
        })
    });
    Effect::new(move |before: Option<Option<IntervalHandle>>| {
        if let Some(Some(handle)) = before {
            handle.clear();
        }
        is_ringing
            .get()
            .then(|| {
                set_interval_with_handle(move || watcher.sound(Call::Offered), RING_AGAIN).ok()
            })
            .flatten()
    });
}

impl Watcher {
    fn hear(self, before: Option<&Entry>, now: &Entry) {
        let Some(call) = untrack(|| self.call(before, now)) else { return };
        let it = &now.conversation;
        let line = it.last_line.as_ref().map(|line| line.text.as_str()).unwrap_or_default();
        let opens = Place::Desk(Some(it.id));
        self.tell(&Told { call, name: &it.contact.name, line, opens });
    }

    fn hear_direct(self, with: PersonId, event: &Event) {
        let place = Place::Messages(Some(with));
        match (&event.body, &event.author) {
            (EventBody::Told { notice: Notice::Mentioned { by, conversation, text, .. } }, _) => {
                let opens = Place::Desk(Some(*conversation));
                let reads_it = is_here() && self.shows(place);
                if !reads_it {
                    self.tell(&Told { call: Call::Mention, name: &by.name, line: text, opens });
                }
            }
            (EventBody::Said { text, files }, Author::Staff(by)) => {
                let file = files.first().map(|file| file.name.as_str()).unwrap_or_default();
                let line = if text.is_empty() { file } else { text };
                self.tell(&Told { call: Call::Direct, name: &by.name, line, opens: place });
            }
            _ => {}
        }
    }

    fn tell(self, told: &Told<'_>) {
        let Told { call, name, line, opens } = *told;
        let may_be_read = matches!(call, Call::Message | Call::Assigned | Call::Direct);
        if may_be_read && is_here() && self.shows(opens) {
            return;
        }
        self.sound(call);
        let text = title_of(call).with(&[("name", name)]);
        if call != Call::Message {
            self.say(opens, &text);
        }
        let preferences = untrack(|| self.session.preferences());
        if !is_here() && preferences.notify.has(call.occasion()) {
            let line = if preferences.shows_text { line } else { "" };
            self.notifying.show(opens, &text, line, self.address);
        }
    }

    fn sound(self, call: Call) {
        let preferences = untrack(|| self.session.preferences());
        if preferences.is_quiet_in_front && is_here() {
            return;
        }
        let is_ring = call.occasion() == Occasion::NewChat;
        self.ringer.play(if is_ring { preferences.ring } else { preferences.ping });
    }

    /// On the desk the lists show a conversation; elsewhere, and for colleagues, a toast leads there.
    fn say(self, opens: Place, text: &str) {
        let here = self.address.place.get_untracked().area();
        if here == opens.area() {
            return self.said.set(text.to_owned());
        }
        let open = move || self.address.go(&opens.to_string());
        self.toaster.say_with(text, words::OPEN.text(), open);
    }

    fn shows(self, place: Place) -> bool {
        self.address.place.get_untracked() == place
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
            (List::InProgress, _) if is_called(now) && !helps(now) => {
                (!before.is_some_and(is_called)).then_some(Call::Called)
            }
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
        Call::Mention => words::BELL_MENTION,
        Call::Direct => words::BELL_DIRECT,
        Call::Called => words::BELL_CALLED,
    }
}
