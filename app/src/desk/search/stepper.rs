//! A search within a conversation that is read: the box, and from one match to the next.

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{Searching, State, explained};
use crate::{
    desk::sought::Sought,
    parts::{Glyph, IconButton, Search},
    words::{desk as words, parts as part_words, refusals},
};

/// What was looked for, and the newest match.
type Beginning = (String, Option<u32>);

/// Marks what is found in `sought`, and jumps to it: to the newest at first.
#[component]
pub(in crate::desk) fn Stepper(searching: Searching, sought: RwSignal<Sought>) -> impl IntoView {
    let value = RwSignal::new(searching.text.get_untracked());
    let at = RwSignal::new(0_usize);
    // Where an address leads is not left for the newest match.
    let leads = StoredValue::new(sought.with_untracked(|sought| sought.target().is_some()));
    Effect::new(move |before: Option<Beginning>| {
        let hits = searching.hits.get();
        let beginning = (searching.text.get(), hits.first().map(|hit| hit.version));
        sought.update(|sought| sought.mark(&hits));
        if before.as_ref() != Some(&beginning)
            && let Some(newest) = beginning.1
        {
            let is_led = leads.try_update_value(std::mem::take).unwrap_or_default();
            let led_to = sought.with_untracked(Sought::target).filter(|_| is_led);
            match led_to {
                Some((version, _)) => {
                    let place = hits.iter().position(|hit| hit.version == version);
                    at.set(place.unwrap_or_default());
                }
                None => {
                    at.set(0);
                    sought.update(|sought| sought.jump(newest));
                }
            }
        }
        beginning
    });
    let step = move |is_older: bool| {
        let (len, now) = (searching.hits.with_untracked(Vec::len), at.get_untracked());
        let Some(last) = len.checked_sub(1) else { return };
        let to = match (is_older, now) {
            (true, now) if now >= last => 0,
            (true, now) => now + 1,
            (false, 0) => last,
            (false, now) => now - 1,
        };
        at.set(to);
        if to == last {
            searching.more();
        }
        let version = searching.hits.with_untracked(|hits| hits.get(to).map(|hit| hit.version));
        if let Some(version) = version {
            sought.update(|sought| sought.jump(version));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowUp" => step(true),
            "ArrowDown" => step(false),
            "Enter" => step(!event.shift_key()),
            _ => return,
        }
        event.prevent_default();
    };
    view! {
        <div class="stepper">
            <div class="stepper__box" on:keydown=on_key>
                <Search
                    label=part_words::SEARCH.text()
                    placeholder=words::SEARCH_HERE.text()
                    clear=words::CLEAR_SEARCH.text()
                    value
                    on_settle=move |text: String| searching.set_text(text)
                />
            </div>
            <span class="stepper__count" role="status">{move || count(searching, at.get())}</span>
            <Show when=move || searching.hits.with(|hits| !hits.is_empty())>
                <IconButton
                    glyph=Glyph::ChevronUp
                    label=words::OLDER_MATCH.text()
                    on_click=move |()| step(true)
                />
                <IconButton
                    glyph=Glyph::ChevronDown
                    label=words::NEWER_MATCH.text()
                    on_click=move |()| step(false)
                />
            </Show>
        </div>
    }
}

fn count(searching: Searching, at: usize) -> String {
    let len = searching.hits.with(Vec::len);
    match searching.state.get() {
        State::Idle => String::new(),
        State::Flawed { at, flaw } => explained(at, flaw),
        State::Failed(fault) => refusals::fault(&fault),
        State::Looking { .. } if len == 0 => words::LOOKING.text().to_owned(),
        _ if len == 0 => words::NOTHING_FOUND.text().to_owned(),
        _ => {
            let more = if searching.has_more() { "+" } else { "" };
            words::MATCH_OF
                .with(&[("at", &(at + 1).to_string()), ("count", &format!("{len}{more}"))])
        }
    }
}
