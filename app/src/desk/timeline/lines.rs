//! The rows of a log in a scrolling box: kept at the newest, with a way back to it.

use leptos::prelude::*;

use super::{
    line::SystemLine,
    message::{Group, Guest},
    rows::{Key, Rows},
    scroll::Scroll,
};
use crate::{
    parts::{Badge, ExactTime, Glyph, Icon, TimeStyle, intl, use_clock},
    words::desk as words,
};

/// What a log in a scrolling box is made of; `newer` counts the other side's messages after a version.
#[derive(Clone, Copy)]
pub(crate) struct Log {
    pub(crate) rows: Memo<Rows>,
    pub(crate) guest: Guest,
    pub(crate) scroll: Scroll,
    pub(crate) version: Memo<u32>,
    pub(crate) newer: Callback<u32, u32>,
}

/// The rows of a log, kept at the newest; the child fetches what is older.
#[component]
pub(crate) fn Lines(
    log: Log,
    to_end: Signal<u32>,
    on_end: Option<Callback<bool>>,
    children: Children,
) -> impl IntoView {
    let Log { rows, guest, scroll, .. } = log;
    follow(scroll, rows, to_end, on_end);
    view! {
        <div
            class="timeline"
            node_ref=scroll.node
            role="log"
            aria-label=words::MESSAGES.text()
            tabindex="0"
            on:scroll=move |_| scroll.moved()
        >
            {children()}
            <ol class="timeline__list" node_ref=scroll.list>
                <For each=move || rows.with(|rows| rows.order.clone()) key=Clone::clone let:key>
                    <Row key rows guest/>
                </For>
            </ol>
            <Jump log/>
        </div>
    }
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

/// Back to the newest, with how many of the other side's messages came since.
#[component]
fn Jump(log: Log) -> impl IntoView {
    let Log { scroll, version, newer, .. } = log;
    let left_at = RwSignal::new(0);
    Effect::new(move || {
        if scroll.is_at_end.get() {
            left_at.set(version.get());
        }
    });
    let count = Memo::new(move |_| {
        version.track();
        newer.run(left_at.get())
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
