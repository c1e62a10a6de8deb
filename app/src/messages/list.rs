//! Everybody one may write to: those with messages first, the latest above, then the others by name.

use leptos::prelude::*;
use model::{
    direct::{BOT, Notice},
    event::{Event, EventBody},
    id::PersonId,
    view::direct::{DirectEntry, is_by},
};

use super::seat::Seat;
use crate::{
    composer::half_written,
    live::{Live, Room},
    parts::{Avatar, Badge, Presence, RelativeTime, Search, Skeleton, SkeletonKind},
    shell::{
        place::Place,
        rail::availability_word,
        session::{Session, use_session},
    },
    words::{desk, messages as words},
};

#[component]
pub(super) fn People(open: Memo<Option<PersonId>>) -> impl IntoView {
    let live = expect_context::<Live>();
    let session = use_session();
    let typed = RwSignal::new(String::new());
    let order = Memo::new(move |_| order(live, session));
    let shown = Memo::new(move |_| {
        let typed = typed.get();
        order.with(|all| {
            all.iter()
                .filter(|id| Seat::find(session, **id).matches(&typed))
                .copied()
                .collect::<Vec<_>>()
        })
    });
    let none = move || {
        if typed.with(|typed| typed.trim().is_empty()) {
            words::NOBODY_ELSE
        } else {
            words::NOBODY_FOUND
        }
    };
    view! {
        <section class="navigator" aria-label=words::PEOPLE.text()>
            <div class="navigator__head">
                <Show
                    when=move || open.get().is_some()
                    fallback=|| view! { <h1 class="navigator__title">{words::TITLE.text()}</h1> }
                >
                    <h2 class="navigator__title">{words::TITLE.text()}</h2>
                </Show>
            </div>
            <div class="navigator__search">
                <Search
                    label=words::SEARCH.text()
                    value=typed
                    placeholder=words::SEARCH_HINT.text()
                    clear=words::CLEAR.text()
                />
            </div>
            <div class="navigator__body">
                <Show
                    when=move || live.is_loaded.get()
                    fallback=|| view! {
                        <Skeleton kind=SkeletonKind::Entries label=words::LOADING.text() rows=8/>
                    }
                >
                    <ul class="entry-list__items">
                        <For each=move || shown.get() key=|id| *id let:id>
                            <li><Line id open/></li>
                        </For>
                    </ul>
                    <Show when=move || shown.with(|shown| shown.len() < 2 && none_but_bot(shown))>
                        <p class="entry-list__none" role="status">{move || none().text()}</p>
                    </Show>
                </Show>
            </div>
        </section>
    }
}

fn none_but_bot(shown: &[PersonId]) -> bool {
    shown.iter().all(|id| *id == BOT)
}

/// Who stands where; people who left and never wrote are not listed.
fn order(live: Live, session: Session) -> Vec<PersonId> {
    let me = session.my_id();
    live.directs.with(|entries| {
        let mut written: Vec<&DirectEntry> = entries.values().collect();
        written.sort_by_key(|entry| {
            std::cmp::Reverse(entry.last.as_ref().map_or(0, |last| last.at.0))
        });
        let mut order: Vec<PersonId> = written.iter().map(|entry| entry.with).collect();
        session.people.with(|people| {
            let others = people.iter().filter(|person| person.is_enabled && person.id != me);
            order.extend(others.map(|person| person.id).filter(|id| !entries.contains_key(id)));
        });
        if !entries.contains_key(&BOT) {
            order.push(BOT);
        }
        order
    })
}

#[component]
fn Line(id: PersonId, open: Memo<Option<PersonId>>) -> impl IntoView {
    let live = expect_context::<Live>();
    let session = use_session();
    let seat = Memo::new(move |_| Seat::find(session, id));
    let entry = Memo::new(move |_| live.directs.with(|entries| entries.get(&id).cloned()));
    let unread = Memo::new(move |_| entry.with(|entry| entry.as_ref().map_or(0, |e| e.unread)));
    let at_ms =
        Memo::new(move |_| entry.with(|entry| entry.as_ref()?.last.as_ref().map(|last| last.at.0)));
    let is_open = move || open.get() == Some(id);
    let kind = seat.with_untracked(Seat::avatar);
    view! {
        <a
            class="entry"
            href=Place::Messages(Some(id)).to_string()
            aria-current=move || is_open().then_some("page")
            data-unread=move || (unread.get() > 0).then_some("")
        >
            <Avatar name=Signal::derive(move || seat.get().name) seed=id.to_string() kind/>
            <span class="entry__name">{move || seat.get().name}</span>
            <span class="entry__timer">
                {move || at_ms.get().map(|at_ms| view! { <RelativeTime at_ms=Signal::stored(at_ms)/> })}
            </span>
            <span class="entry__line"><Last id entry seat is_open=Signal::derive(is_open)/></span>
            <span class="entry__side">
                <Badge count=unread label=Signal::derive(move || desk::unread(unread.get()))/>
                <Standing seat/>
            </span>
        </a>
    }
}

/// Available, away, busy…; nothing for the bot.
#[component]
pub(super) fn Standing(seat: Memo<Seat>) -> impl IntoView {
    let session = use_session();
    move || {
        let Seat { id, presence, is_enabled, .. } = seat.get();
        let state = presence.filter(|_| is_enabled)?;
        let availability = session.people.with(|people| {
            people.iter().find(|person| person.id == id).map(|person| person.availability)
        })?;
        let label = availability_word(availability).text().to_owned();
        Some(view! { <Presence state=Signal::stored(state) label compact=true/> })
    }
}

/// Who types, else what is half-written, else what was said last.
#[component]
fn Last(
    id: PersonId,
    entry: Memo<Option<DirectEntry>>,
    seat: Memo<Seat>,
    is_open: Signal<bool>,
) -> impl IntoView {
    let live = expect_context::<Live>();
    let session = use_session();
    let is_typing = live.types_to_me(id);
    let line = Memo::new(move |_| {
        // Read again when it is opened or left: only then can the draft have changed.
        let draft =
            if is_open.get() { None } else { half_written(session.my_id(), Room::Colleague(id)) };
        let draft = draft.map(|text| words::DRAFT.with(&[("text", &text)]));
        let said = entry.with(|entry| Some(line_of(entry.as_ref()?.last.as_ref()?, id)));
        draft.or(said).unwrap_or_else(|| nothing(&seat.get()).to_owned())
    });
    move || {
        if is_typing.get() {
            let name = seat.get().name;
            view! { <span class="entry__typing">{desk::IS_TYPING.with(&[("name", &name)])}</span> }
                .into_any()
        } else {
            line.get().into_any()
        }
    }
}

fn nothing(seat: &Seat) -> &'static str {
    match (seat.is_bot(), seat.is_enabled) {
        (true, _) => words::BOT_TEXT.text(),
        (false, false) => words::DISABLED.text(),
        (false, true) => words::NO_LINE.text(),
    }
}

/// An event in one line.
pub(super) fn line_of(event: &Event, with: PersonId) -> String {
    let text = match &event.body {
        EventBody::Said { text, files } if text.is_empty() => {
            files.first().map(|file| file.name.clone()).unwrap_or_default()
        }
        EventBody::Said { text, .. } => text.clone(),
        EventBody::Told { notice: Notice::Mentioned { by, guest, .. } } => {
            words::MENTIONED.with(&[("name", &by.name), ("guest", guest)])
        }
        EventBody::Told { notice: Notice::MailRefused { guest, to, .. } } => {
            words::MAIL_REFUSED.with(&[("guest", guest), ("address", to)])
        }
        EventBody::Erased => words::ERASED.text().to_owned(),
        _ => String::new(),
    };
    if is_by(event, with) { text } else { words::MINE.with(&[("text", &text)]) }
}
