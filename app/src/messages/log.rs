//! The log with one colleague: head, messages, message box.

use leptos::{prelude::*, task::spawn_local};
use model::{
    cursor::Cursors,
    id::PersonId,
    view::direct::{DirectThread, is_by},
};

use super::{composer::Composer, list::Standing, seat::Seat};
use crate::{
    api,
    desk::{
        attention::Attention,
        timeline::{
            lines::{Lines, Log},
            message::Guest,
            older::{Older, Pages},
            rows::{Source, rows},
            scroll::Scroll,
        },
    },
    live::{Direct, Live},
    parts::{Avatar, ButtonLink, Empty, Glyph, IconButton, Skeleton, intl},
    shell::{
        address::use_address,
        place::Place,
        session::{Session, use_session},
    },
    words::{desk, messages as words, refusals},
};

/// The open log; `Copy`.
#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) with: PersonId,
    pub(super) live: Live,
    pub(super) session: Session,
    pub(super) direct: Direct,
    pub(super) seat: Memo<Seat>,
    /// Counts what was said here: the log jumps to it.
    pub(super) said: RwSignal<u32>,
    /// The other's messages after this version are shown as new.
    pub(super) new_after: RwSignal<Option<u32>>,
}

#[component]
pub(super) fn Conversation(with: PersonId) -> impl IntoView {
    let live = expect_context::<Live>();
    let session = use_session();
    let room = Room {
        with,
        live,
        session,
        direct: live.open_direct(with),
        seat: Memo::new(move |_| Seat::find(session, with)),
        said: RwSignal::new(0),
        new_after: RwSignal::new(None),
    };
    provide_context(room);
    let is_refused = Memo::new(move |_| room.direct.refused.with(Option::is_some));
    view! {
        <section class="conversation" aria-label=words::THREAD.text()>
            {move || if is_refused.get() {
                view! { <NotShown/> }.into_any()
            } else {
                view! { <Head/> <Said/> <Foot/> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Head() -> impl IntoView {
    let room = expect_context::<Room>();
    let address = use_address();
    let name = Signal::derive(move || room.seat.get().name);
    let kind = room.seat.with_untracked(Seat::avatar);
    let about = move || {
        let seat = room.seat.get();
        match (seat.is_bot(), seat.is_enabled) {
            (true, _) => words::BOT_TEXT.text().to_owned(),
            (false, false) => words::DISABLED.text().to_owned(),
            (false, true) => format!("@{}", seat.username),
        }
    };
    view! {
        <header class="conversation__head">
            <span class="conversation__back">
                <IconButton
                    glyph=Glyph::ArrowLeft
                    label=words::BACK.text()
                    on_click=move |()| address.go(&Place::Messages(None).to_string())
                />
            </span>
            <Avatar name seed=room.with.to_string() kind/>
            <div class="conversation__who">
                <h1 class="conversation__name">{name}</h1>
                <p class="conversation__about"><Standing seat=room.seat/> " " {about}</p>
            </div>
        </header>
    }
}

#[component]
fn Said() -> impl IntoView {
    let room = expect_context::<Room>();
    let is_loaded = Memo::new(move |_| room.direct.thread.with(Option::is_some));
    let typing = move || {
        let name = room.direct.is_typing.get().then(|| room.seat.get().name)?;
        Some(desk::IS_TYPING.with(&[("name", &name)]))
    };
    view! {
        <Show
            when=move || is_loaded.get()
            fallback=|| view! {
                <div class="timeline"><Skeleton label=words::OPENING.text() rows=6/></div>
            }
        >
            <Rows/>
        </Show>
        <p class="typing" aria-live="polite">{typing}</p>
    }
}

#[component]
fn Rows() -> impl IntoView {
    let room = expect_context::<Room>();
    let direct = room.direct;
    let is_at_end = RwSignal::new(true);
    follow_reading(room, is_at_end);
    let rows = Memo::new(move |shown| {
        let me = room.session.me.with(|me| me.person.to_ref());
        let (me, colleague) = (&me, Some(room.with));
        let cursors = Cursors { guest: direct.theirs.get(), ..Cursors::default() };
        let new_after = room.new_after.get();
        direct.outgoing.with(|outgoing| {
            direct.thread.with(|thread| {
                let events = thread.as_ref().map_or(&[][..], |thread| &thread.events);
                let source = Source { events, outgoing, cursors, new_after, me, colleague, shown };
                rows(&source, intl::day_key)
            })
        })
    });
    let version =
        Memo::new(move |_| direct.thread.with(|thread| thread.as_ref().map_or(0, |t| t.version)));
    let newer = Callback::new(move |from: u32| {
        direct.thread.with(|thread| {
            let events = thread.iter().flat_map(|thread| thread.events.iter().rev());
            let newer = events.take_while(|event| event.version > from);
            u32::try_from(newer.filter(|event| is_by(event, room.with)).count()).unwrap_or(u32::MAX)
        })
    });
    // Nobody here is a guest.
    let guest = Guest { name: Signal::stored(String::new()), seed: Signal::stored(String::new()) };
    let scroll = Scroll::new();
    let log = Log { rows, guest, scroll, version, newer };
    let pages = Pages::new(scroll, move |thread_pages| older(room, thread_pages));
    let has_older = Signal::derive(move || {
        direct.thread.with(|thread| thread.as_ref().is_some_and(DirectThread::has_older))
    });
    let on_end = Some(Callback::new(move |here| is_at_end.set(here)));
    view! {
        <Lines log to_end=room.said.into() on_end>
            <Older pages has_older/>
            <Show when=move || !has_older.get()>
                <p class="timeline__begin">{move || begin(&room.seat.get())}</p>
            </Show>
        </Lines>
    }
}

fn begin(seat: &Seat) -> String {
    if seat.is_bot() {
        words::BEGIN_BOT.text().to_owned()
    } else {
        words::BEGIN.with(&[("name", &seat.name)])
    }
}

/// Fetches the page before what is held.
fn older(room: Room, pages: Pages) {
    let direct = room.direct;
    let first = direct.thread.with_untracked(|thread| thread.as_ref().map(|t| t.first_version()));
    let Some(before) = first else { return };
    spawn_local(async move {
        let answer = room.session.ask(api::direct::older(room.with, before)).await;
        pages.arrived(room.session, answer, move |events| direct.prepend(events));
    });
}

/// The newest message is in sight of somebody who looks; what comes while nobody looks is new.
fn follow_reading(room: Room, is_at_end: RwSignal<bool>) {
    let is_here = expect_context::<Attention>().is_here;
    let thread = room.direct.thread;
    let version = move || thread.with(|thread| thread.as_ref().map_or(0, |t| t.version));
    let entry = room.live.directs.with_untracked(|entries| entries.get(&room.with).cloned());
    if let Some(entry) = entry.filter(|entry| entry.unread > 0 && entry.mine.read > 0) {
        room.new_after.set(Some(entry.mine.read));
    }
    Effect::new(move || {
        if version() > 0 && is_at_end.get() && is_here.get() {
            room.live.seen_direct(room.with);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let now = is_here.get();
        if before == Some(true) && !now {
            room.new_after.set(Some(untrack(version)).filter(|version| *version > 0));
        }
        now
    });
}

#[component]
fn Foot() -> impl IntoView {
    let room = expect_context::<Room>();
    let silence = Memo::new(move |_| {
        let seat = room.seat.get();
        match (seat.is_bot(), seat.is_enabled) {
            (true, _) => Some(words::BOT_READS_NOTHING.text().to_owned()),
            (false, false) => Some(words::READS_NO_MORE.with(&[("name", &seat.name)])),
            (false, true) => None,
        }
    });
    move || match silence.get() {
        Some(text) => view! {
            <div class="conversation__offer"><p>{text}</p></div>
        }
        .into_any(),
        None => view! { <Composer/> }.into_any(),
    }
}

/// It is not there, or not for this person: then the answer is the same.
#[component]
fn NotShown() -> impl IntoView {
    let room = expect_context::<Room>();
    let text = move || {
        room.direct
            .refused
            .with(|refusal| refusal.as_ref().map(refusals::refusal))
            .unwrap_or_default()
    };
    view! {
        <h1 class="unseen">{words::CANNOT_SHOW.text()}</h1>
        <Empty
            glyph=Glyph::CircleQuestionMark
            title=words::CANNOT_SHOW.text()
            text=Signal::derive(text)
        >
            <ButtonLink label=words::BACK.text() href=Place::Messages(None).to_string()/>
        </Empty>
    }
}
