//! What was said and what happened, in order; older ones on demand.

mod line;
mod message;
mod older;
pub(super) mod rows;
mod scroll;

use leptos::prelude::*;
use model::{
    cursor::Cursors,
    event::{Author, Event},
    view::thread::Thread,
};

use self::{
    line::SystemLine,
    message::{Group, Guest},
    older::Older,
    rows::{Key, Rows, Source, rows},
    scroll::Scroll,
};
use crate::{
    live::Outgoing,
    parts::{Badge, ExactTime, Glyph, Icon, TimeStyle, intl, use_clock},
    shell::session::use_session,
    words::desk as words,
};

/// The log of a conversation. `new_after`: the guest's messages after this version are new;
/// `to_end`: any change jumps to the newest; `on_end` hears whether the newest is in sight.
#[component]
pub fn Timeline(
    thread: RwSignal<Option<Thread>>,
    #[prop(optional, into)] outgoing: Signal<Vec<Outgoing>>,
    #[prop(optional, into)] new_after: Signal<Option<u32>>,
    #[prop(optional, into)] to_end: Signal<u32>,
    #[prop(optional, into)] on_end: Option<Callback<bool>>,
) -> impl IntoView {
    let session = use_session();
    let rows = Memo::new(move |_| {
        let me = session.me.with(|me| me.person.to_ref());
        let new_after = new_after.get();
        let none = (Vec::new(), Cursors::default());
        outgoing.with(|outgoing| {
            thread.with(|thread| {
                let held = thread.as_ref();
                let (events, cursors) = held.map_or((&none.0, none.1), |t| (&t.events, t.cursors));
                rows(&Source { events, outgoing, cursors, new_after, me: &me }, intl::day_key)
            })
        })
    });
    let scroll = Scroll::new();
    follow(scroll, rows, to_end, on_end);
    let guest = Guest {
        name: Signal::derive(move || of_guest(thread, |contact| contact.name.clone())),
        seed: Signal::derive(move || of_guest(thread, |contact| contact.id.to_string())),
    };
    view! {
        <div
            class="timeline"
            node_ref=scroll.node
            role="log"
            aria-label=words::MESSAGES.text()
            tabindex="0"
            on:scroll=move |_| scroll.moved()
        >
            <Older thread scroll/>
            <ol class="timeline__list" node_ref=scroll.list>
                <For each=move || rows.with(|rows| rows.order.clone()) key=Clone::clone let:key>
                    <Row key rows guest/>
                </For>
            </ol>
            <Jump thread scroll/>
        </div>
    }
}

fn of_guest(
    thread: RwSignal<Option<Thread>>,
    read: impl Fn(&model::contact::ContactRef) -> String,
) -> String {
    thread.with(|thread| {
        thread.as_ref().map(|thread| read(&thread.conversation.contact)).unwrap_or_default()
    })
}

/// Keeps the newest in sight for whoever is there.
fn follow(scroll: Scroll, rows: Memo<Rows>, to_end: Signal<u32>, on_end: Option<Callback<bool>>) {
    Effect::new(move || {
        rows.track();
        request_animation_frame(move || scroll.keep());
    });
    Effect::new(move |before: Option<u32>| {
        let now = to_end.get();
        if before.is_some_and(|before| before != now) {
            scroll.to_end(false);
        }
        now
    });
    if let Some(on_end) = on_end {
        Effect::new(move || on_end.run(scroll.is_at_end.get()));
    }
}

#[component]
fn Row(key: Key, rows: Memo<Rows>, guest: Guest) -> impl IntoView {
    match key {
        Key::Group(id) => view! { <Group id rows guest/> }.into_any(),
        Key::Line(id) => view! { <SystemLine id rows guest=guest.name/> }.into_any(),
        Key::New => view! {
            <li class="timeline__new"><span>{words::NEW_MESSAGES.text()}</span></li>
        }
        .into_any(),
        Key::Day(day) => {
            let at_ms = rows.with_untracked(|rows| rows.day_ms(&day)).unwrap_or_default();
            view! { <li class="timeline__day"><span><Day day at_ms/></span></li> }.into_any()
        }
    }
}

/// "Today" and "Yesterday" for those, the date for others.
#[component]
fn Day(day: String, at_ms: i64) -> impl IntoView {
    const DAY_MS: i64 = 24 * 60 * 60 * 1000;
    const QUARTER_MS: i64 = 15 * 60 * 1000;
    let clock = use_clock();
    // No zone's day begins anywhere but on a quarter of an hour.
    let quarter = Memo::new(move |_| clock.now_ms.get().div_euclid(QUARTER_MS));
    let name = Memo::new(move |_| {
        let now_ms = quarter.get() * QUARTER_MS;
        if day == intl::day_key(now_ms) {
            Some(words::TODAY.text())
        } else if day == intl::day_key(now_ms - DAY_MS) {
            Some(words::YESTERDAY.text())
        } else {
            None
        }
    });
    move || match name.get() {
        Some(name) => view! { <time title=intl::day(at_ms)>{name}</time> }.into_any(),
        None => view! { <ExactTime at_ms=Signal::stored(at_ms) style=TimeStyle::Day/> }.into_any(),
    }
}

/// Back to the newest, with how many of the guest's messages came since.
#[component]
fn Jump(thread: RwSignal<Option<Thread>>, scroll: Scroll) -> impl IntoView {
    let version = Memo::new(move |_| {
        thread.with(|thread| thread.as_ref().map_or(0, |thread| thread.conversation.version))
    });
    let left_at = RwSignal::new(0);
    Effect::new(move || {
        if scroll.is_at_end.get() {
            left_at.set(version.get());
        }
    });
    let count = Memo::new(move |_| {
        let from = left_at.get();
        let is_new = |event: &&Event| {
            event.version > from && event.is_message() && event.author == Author::Guest
        };
        thread.with(|thread| {
            let events = thread.iter().flat_map(|thread| thread.events.iter().rev());
            let new = events.take_while(|event| event.version > from).filter(is_new).count();
            u32::try_from(new).unwrap_or(u32::MAX)
        })
    });
    view! {
        <Show when=move || !scroll.is_at_end.get()>
            <button class="timeline__jump" type="button" on:click=move |_| scroll.to_end(true)>
                <Icon glyph=Glyph::ArrowDown/>
                {words::NEWEST.text()}
                <Badge
                    count
                    label=Signal::derive(move || words::new_messages(count.get()))
                />
            </button>
        </Show>
    }
}
