//! A search with its box, its switch and what was found: arrows choose, Enter opens.

use std::sync::Arc;

use leptos::{ev::KeyboardEvent, prelude::*};
use model::search::Hit;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use super::{Searching, State, explained, hits::Hits};
use crate::{
    parts::{Button, ButtonKind, Empty, Glyph, Icon, Search, Switch, fresh_id, intl},
    words::{desk as words, parts as part_words, refusals},
};

/// `idle` stands there while nothing is looked for.
#[component]
pub(in crate::desk) fn Finder(
    searching: Searching,
    #[prop(into)] guest: Signal<String>,
    #[prop(into)] on_open: Callback<Arc<Hit>>,
    #[prop(into)] idle: ViewFn,
) -> impl IntoView {
    let id = fresh_id("hits");
    let active = RwSignal::new(None::<usize>);
    let value = RwSignal::new(String::new());
    Effect::new(move || {
        let text = searching.text.get();
        if value.with_untracked(|value| *value != text) {
            value.set(text);
        }
    });
    let press = Press { searching, active, value, on_open };
    let is_idle = Memo::new(move |_| searching.state.get() == State::Idle);
    let is_empty = Memo::new(move |_| searching.hits.with(Vec::is_empty));
    let list_id = StoredValue::new(id);
    let active_id =
        Signal::derive(move || active.get().map(|at| format!("{}-{at}", list_id.get_value())));
    view! {
        <div class="finder" on:keydown=move |event| press.key(&event)>
            <Tools searching value active_id/>
            <Status searching/>
            {move || match (is_idle.get(), is_empty.get()) {
                (true, _) => idle.run(),
                (false, true) => view! { <Nothing searching/> }.into_any(),
                (false, false) => view! {
                    <Hits searching id=list_id.get_value() active guest on_open/>
                }
                .into_any(),
            }}
        </div>
    }
}

#[derive(Clone, Copy)]
struct Press {
    searching: Searching,
    active: RwSignal<Option<usize>>,
    value: RwSignal<String>,
    on_open: Callback<Arc<Hit>>,
}

impl Press {
    fn key(self, event: &KeyboardEvent) {
        if !is_in_box(event) || event.alt_key() || event.ctrl_key() || event.meta_key() {
            return;
        }
        let last = self.searching.hits.with_untracked(Vec::len).checked_sub(1);
        let Some(last) = last else { return };
        let at = self.active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => self.active.set(Some(at.map_or(0, |at| (at + 1).min(last)))),
            "ArrowUp" => self.active.set(Some(at.map_or(0, |at| at.saturating_sub(1)))),
            "Enter" if self.is_settled() => self.open(at.unwrap_or_default()),
            _ => return,
        }
        event.prevent_default();
    }

    /// What was typed last is what was looked for; else Enter looks for it first.
    fn is_settled(self) -> bool {
        self.value.with_untracked(|value| self.searching.text.with_untracked(|text| value == text))
    }

    fn open(self, at: usize) {
        self.active.set(Some(at));
        if let Some(hit) = self.searching.hits.with_untracked(|hits| hits.get(at).cloned()) {
            self.on_open.run(hit);
        }
    }
}

fn is_in_box(event: &KeyboardEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        .is_some_and(|input| input.type_() == "search")
}

#[component]
fn Tools(
    searching: Searching,
    value: RwSignal<String>,
    active_id: Signal<Option<String>>,
) -> impl IntoView {
    let is_pattern = RwSignal::new(searching.is_pattern.get_untracked());
    Effect::new(move || is_pattern.set(searching.is_pattern.get()));
    let placeholder = Signal::derive(move || {
        let word = if is_pattern.get() { words::A_PATTERN } else { words::SOME_WORDS };
        word.text().to_owned()
    });
    view! {
        <div class="panel__tools">
            <Search
                label=part_words::SEARCH.text()
                placeholder
                clear=words::CLEAR_SEARCH.text()
                value
                active_id
                on_settle=move |text: String| searching.set_text(text)
            />
            <Switch
                label=words::PATTERN.text()
                value=is_pattern
                on_change=move |is_on| searching.set_pattern(is_on)
            />
        </div>
    }
}

/// What is going on, in words that are also spoken.
#[component]
fn Status(searching: Searching) -> impl IntoView {
    let text = move || match searching.state.get() {
        State::Idle | State::Flawed { .. } | State::Failed(_) => String::new(),
        State::Looking { back_to: None } => words::LOOKING.text().to_owned(),
        State::Looking { back_to: Some(at) } => {
            words::LOOKED_BACK_TO.with(&[("time", &intl::date_time(at.0))])
        }
        State::Done => {
            let count = searching.hits.with(Vec::len);
            let count = u32::try_from(count).unwrap_or(u32::MAX);
            match (count, searching.has_more()) {
                (0, _) => words::NOTHING_FOUND.text().to_owned(),
                (_, true) => words::FOUND_AT_LEAST.with(&[("count", &count.to_string())]),
                (_, false) => words::counted(count, words::FOUND_ONE, words::FOUND_MANY),
            }
        }
    };
    let trouble = move || match searching.state.get() {
        State::Flawed { at, flaw } => Some((explained(at, flaw), false)),
        State::Failed(fault) => {
            Some((refusals::fault(&fault), refusals::is_worth_retrying(&fault)))
        }
        State::Idle | State::Looking { .. } | State::Done => None,
    };
    view! {
        <p class="finder__status" role="status">{text}</p>
        <div class="finder__trouble" role="status">
            {move || trouble().map(|(text, is_retry)| view! {
                <p class="field__error"><Icon glyph=Glyph::CircleAlert/><span>{text}</span></p>
                {is_retry.then(|| view! {
                    <Button
                        label=part_words::RETRY.text()
                        kind=ButtonKind::Quiet
                        on_click=move |()| searching.retry()
                    />
                })}
            })}
        </div>
    }
}

/// Nothing was found, or not yet.
#[component]
fn Nothing(searching: Searching) -> impl IntoView {
    move || {
        let text = if searching.is_pattern.get() {
            words::NOTHING_FOUND_PATTERN
        } else {
            words::NOTHING_FOUND_TEXT
        };
        (searching.state.get() == State::Done).then(|| {
            view! {
                <Empty
                    glyph=Glyph::Search
                    title=words::NOTHING_FOUND.text()
                    text=text.text()
                />
            }
        })
    }
}
