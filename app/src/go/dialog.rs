//! The dialog: a box to type in, and below it where one can go.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlButtonElement, HtmlElement};

use super::{
    Go,
    found::{Found, State},
    recent,
    sources::Sources,
    target::{Act, Kind, Target, fit},
};
use crate::{
    live::Live,
    parts::{Dialog, Glyph, Icon, fresh_id},
    shell::{
        address::{Address, use_address},
        session::use_session,
    },
    words::{desk::counted, go as words, parts as part_words, refusals},
};

/// Copy.
#[derive(Clone, Copy)]
struct Going {
    go: Go,
    sources: Sources,
    found: Found,
    address: Address,
    typed: RwSignal<String>,
    targets: RwSignal<Vec<Target>>,
    /// The key of the row that Enter chooses.
    active: RwSignal<Option<String>>,
    id: StoredValue<String>,
}

#[component]
pub(super) fn GoDialog(go: Go) -> impl IntoView {
    let session = use_session();
    let going = Going {
        go,
        sources: Sources { go, live: expect_context::<Live>(), session },
        found: Found::new(session),
        address: use_address(),
        typed: go.typed,
        targets: RwSignal::default(),
        active: RwSignal::default(),
        id: StoredValue::new(fresh_id("go")),
    };
    Effect::new(move || going.found.look(&going.typed.get()));
    Effect::new(move || going.gather());
    view! {
        <Dialog
            title=words::GO_TO.text()
            close=part_words::CLOSE.text()
            on_close=move |()| go.is_open.set(false)
            wide=true
        >
            <div
                class="dialog__body go"
                on:keydown=move |event: ev::KeyboardEvent| going.key(&event)
            >
                <Typed going/>
                <p class="go__status" role="status">{move || going.status()}</p>
                <Results going/>
            </div>
        </Dialog>
    }
}

#[component]
fn Typed(going: Going) -> impl IntoView {
    let Going { typed, id, .. } = going;
    let is_open = move || going.targets.with(|targets| !targets.is_empty());
    view! {
        <div class="search">
            <Icon glyph=Glyph::Search/>
            <input
                class="search__field"
                type="text"
                role="combobox"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="go"
                aria-label=words::GO_TO.text()
                aria-autocomplete="list"
                aria-expanded=move || if is_open() { "true" } else { "false" }
                aria-controls=move || is_open().then(|| id.get_value())
                aria-activedescendant=move || going.active_at().map(|at| going.option_id(at))
                placeholder=words::PLACEHOLDER.text()
                prop:value=typed
                on:input:target=move |event| {
                    going.active.set(None);
                    typed.set(event.target().value());
                }
            />
        </div>
    }
}

#[component]
fn Results(going: Going) -> impl IntoView {
    let groups = move || {
        going.targets.with(|targets| {
            let of = |kind: Kind| {
                let rows =
                    targets.iter().cloned().enumerate().filter(move |(_, it)| it.kind == kind);
                let rows = rows.collect::<Vec<_>>();
                (!rows.is_empty()).then(|| group(going, kind, rows))
            };
            Kind::ALL.into_iter().filter_map(of).collect_view()
        })
    };
    view! {
        <Show when=move || going.targets.with(|targets| !targets.is_empty())>
            <div
                class="options go__options"
                role="listbox"
                id=going.id.get_value()
                aria-label=words::RESULTS.text()
                // What scrolls has to be within reach.
                tabindex="0"
            >
                {groups}
            </div>
        </Show>
    }
}

fn group(going: Going, kind: Kind, rows: Vec<(usize, Target)>) -> impl IntoView {
    view! {
        <div role="group" aria-label=kind.word().text()>
            <p class="go__group" aria-hidden="true">{kind.word().text()}</p>
            {rows.into_iter().map(|(at, target)| option(going, at, target)).collect_view()}
        </div>
    }
}

fn option(going: Going, at: usize, target: Target) -> impl IntoView {
    let is_active = move || going.active_at() == Some(at);
    let (name, blocked) = (target.name.clone(), target.blocked.clone());
    let (is_blocked, glyph) = (blocked.is_some(), target.kind.glyph());
    let detail = blocked.unwrap_or_else(|| target.detail.clone());
    view! {
        <div
            class="option"
            role="option"
            id=going.option_id(at)
            aria-selected=move || if is_active() { "true" } else { "false" }
            aria-disabled=is_blocked.then_some("true")
            // Keeps the focus in the box.
            on:mousedown=move |event: ev::MouseEvent| event.prevent_default()
            on:click=move |_| going.choose(&target)
        >
            <Icon glyph/>
            <span class="option__name" dir="auto">{name}</span>
            <span class="option__text" dir="auto">{detail}</span>
        </div>
    }
}

impl Going {
    /// What is known here first, then what the server found; of that, while the next answer is awaited, what still fits.
    fn gather(self) {
        let typed = self.typed.get();
        let mut all = self.sources.find(&typed);
        self.found.targets.with(|(asked, found)| {
            let is_answer = *asked == typed.trim();
            let is_new = |one: &&Target| {
                (is_answer || fit(&typed, &one.name, &one.detail).is_some())
                    && all.iter().all(|held| held.key() != one.key())
            };
            let new: Vec<Target> = found.iter().filter(is_new).cloned().collect();
            all.extend(new);
        });
        self.targets.set(all);
    }

    fn option_id(self, at: usize) -> String {
        format!("{}-{at}", self.id.get_value())
    }

    /// The row that Enter chooses: the one walked to, else the first that can be chosen.
    fn active_at(self) -> Option<usize> {
        self.targets.with(|targets| {
            self.active.with(|active| {
                let walked = active
                    .as_ref()
                    .and_then(|key| targets.iter().position(|one| one.key() == *key));
                walked.or_else(|| targets.iter().position(|one| one.blocked.is_none()))
            })
        })
    }

    fn status(self) -> String {
        let count = self.targets.with(Vec::len);
        let typed = self.typed.get();
        match self.found.state.get() {
            State::Failed(fault) => {
                words::NOT_SEARCHED.with(&[("reason", &refusals::fault(&fault))])
            }
            State::Searching => words::SEARCHING.text().to_owned(),
            State::Idle if typed.trim().is_empty() => String::new(),
            State::Idle if count == 0 => words::NOTHING.with(&[("typed", typed.trim())]),
            State::Idle => {
                let count = u32::try_from(count).unwrap_or(u32::MAX);
                counted(count, words::FOUND_ONE, words::FOUND)
            }
        }
    }

    fn key(self, event: &ev::KeyboardEvent) {
        match event.key().as_str() {
            "ArrowDown" => self.step(true),
            "ArrowUp" => self.step(false),
            // The cross has a meaning of its own.
            "Enter" if !is_button(event) => {
                let at = untrack(|| self.active_at());
                let target = self
                    .targets
                    .with_untracked(|targets| at.and_then(|at| targets.get(at).cloned()));
                if let Some(target) = target {
                    self.choose(&target);
                }
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn step(self, is_down: bool) {
        let at = untrack(|| self.active_at());
        let next = self.targets.with_untracked(|targets| {
            let last = targets.len().checked_sub(1)?;
            let next = match (at, is_down) {
                (None, true) => 0,
                (None, false) => last,
                (Some(at), true) if at >= last => 0,
                (Some(at), true) => at + 1,
                (Some(at), false) => at.checked_sub(1).unwrap_or(last),
            };
            targets.get(next).map(|target| (next, target.key()))
        });
        let Some((next, key)) = next else { return };
        self.active.set(Some(key));
        let id = self.option_id(next);
        request_animation_frame(move || {
            if let Some(option) = document().get_element_by_id(&id) {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                option.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }

    fn choose(self, target: &Target) {
        if target.blocked.is_some() {
            return;
        }
        recent::remember(self.sources.session.my_id(), target);
        self.go.is_open.set(false);
        // The dialog has gone by then, and the focus is back where it was: what opens next takes it from there.
        match target.act.clone() {
            Act::Become(availability) => self.sources.session.set_availability(availability),
            Act::Do(run) => request_animation_frame(move || _ = run.try_run(())),
            Act::Open(to) => {
                let address = self.address;
                request_animation_frame(move || {
                    address.go(&to);
                    request_animation_frame(focus_screen);
                });
            }
        }
    }
}

fn is_button(event: &ev::KeyboardEvent) -> bool {
    event.target().is_some_and(|it| it.has_type::<HtmlButtonElement>())
}

/// Whoever came from something that has gone begins at the new screen; where it took the focus itself, there.
fn focus_screen() {
    // Links of the navigation, too: nobody goes on from there.
    let is_lost = document().active_element().is_none_or(|held| {
        held.tag_name() == "BODY" || held.closest("nav").is_ok_and(|nav| nav.is_some())
    });
    let main = document().get_element_by_id("main");
    if let Some(main) = main.filter(|_| is_lost).and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        _ = main.focus();
    }
}
