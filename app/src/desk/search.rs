//! A search as somebody types it: the latest question wins, and goes on backwards until enough is found.

mod finder;
mod hits;
mod stepper;

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local_scoped_with_cancellation};
use model::{
    moment::Moment,
    search::{Flaw, Found, HITS_PER_ANSWER, Hit, MessageQuery, Place, Scope, Searched},
};

pub(super) use self::{finder::Finder, stepper::Stepper};
use crate::{
    api::{self, Fault},
    shell::{
        address::{Address, use_address},
        session::{Session, use_session},
    },
    words::{Word, desk as words},
};

/// The names under which the text and its kind stand in the address.
#[derive(Debug, Clone, Copy)]
pub(super) struct Names {
    pub(super) text: &'static str,
    pub(super) pattern: &'static str,
}

/// The search of a panel.
pub(super) const OF_PANEL: Names = Names { text: "q", pattern: "re" };
/// The search inside a conversation of the chat history; whether it is a pattern is the panel's.
pub(super) const OF_READER: Names = Names { text: "find", pattern: "re" };

#[derive(Debug, Clone, PartialEq)]
pub(super) enum State {
    /// Nothing is looked for.
    Idle,
    Looking {
        back_to: Option<Moment>,
    },
    Done,
    /// The pattern cannot be read; the hits of the one before stay.
    Flawed {
        at: u32,
        flaw: Flaw,
    },
    Failed(Fault),
}

/// Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Searching {
    address: Address,
    session: Session,
    names: Names,
    pub(super) text: Memo<String>,
    pub(super) is_pattern: Memo<bool>,
    pub(super) hits: RwSignal<Vec<Arc<Hit>>>,
    pub(super) state: RwSignal<State>,
    next: RwSignal<Option<Place>>,
    /// Counts how often more was asked for.
    wanted: RwSignal<u32>,
}

type Question = (Option<Scope>, String, bool);

impl Searching {
    /// Follows the address: what stands there is looked for in `scope`.
    pub(super) fn new(scope: Signal<Option<Scope>>, names: Names) -> Self {
        let address = use_address();
        let (text, pattern) = (address.query(names.text), address.query(names.pattern));
        let searching = Self {
            address,
            session: use_session(),
            names,
            text: Memo::new(move |_| text.get().unwrap_or_default()),
            is_pattern: Memo::new(move |_| pattern.with(Option::is_some)),
            hits: RwSignal::default(),
            state: RwSignal::new(State::Idle),
            next: RwSignal::default(),
            wanted: RwSignal::default(),
        };
        Effect::new(move |before: Option<Question>| {
            searching.wanted.track();
            let question = (scope.get(), searching.text.get(), searching.is_pattern.get());
            let is_fresh = before.as_ref() != Some(&question);
            searching.begin(question.clone(), is_fresh);
            question
        });
        searching
    }

    /// Runs until the effect that calls it runs again: then the request is aborted, and the server stops.
    fn begin(self, (scope, text, is_pattern): Question, is_fresh: bool) {
        let Some(scope) = scope.filter(|_| !text.trim().is_empty()) else {
            self.hits.set(Vec::new());
            self.next.set(None);
            self.state.set(State::Idle);
            return;
        };
        let after = self.next.get_untracked();
        if !is_fresh && after.is_none() && self.state.get_untracked() == State::Done {
            return;
        }
        let after = after.filter(|_| !is_fresh);
        let is_fresh = is_fresh || after.is_none();
        self.state.set(State::Looking { back_to: None });
        let query = MessageQuery { scope, text, is_pattern, after };
        spawn_local_scoped_with_cancellation(self.look(query, is_fresh));
    }

    async fn look(self, mut query: MessageQuery, mut is_fresh: bool) {
        let mut count = 0;
        loop {
            let answer = self.session.ask(api::search::messages(query.clone())).await;
            let Found { hits, next, back_to } = match answer {
                Ok(Searched::Found(found)) => found,
                Ok(Searched::Flawed { at, flaw }) => {
                    return self.state.set(State::Flawed { at, flaw });
                }
                Err(fault) => return self.state.set(State::Failed(fault)),
            };
            count += hits.len();
            let hits = hits.into_iter().map(Arc::new);
            if is_fresh {
                self.hits.set(hits.collect());
            } else {
                self.hits.update(|held| held.extend(hits));
            }
            is_fresh = false;
            self.next.set(next);
            query.after = next;
            if next.is_none() || count >= HITS_PER_ANSWER {
                return self.state.set(State::Done);
            }
            self.state.set(State::Looking { back_to });
        }
    }

    /// Looks further back, if there is anything.
    pub(super) fn more(self) {
        let is_free = self.state.get_untracked() == State::Done;
        if is_free && self.next.with_untracked(Option::is_some) {
            self.wanted.update(|wanted| *wanted += 1);
        }
    }

    /// Asks again after a failure.
    pub(super) fn retry(self) {
        self.wanted.update(|wanted| *wanted += 1);
    }

    pub(super) fn has_more(self) -> bool {
        self.next.with(Option::is_some)
    }

    /// Another text: where the last one led is left.
    pub(super) fn set_text(self, text: String) {
        self.address.set_query(&[(self.names.text, Some(text)), ("at", None)]);
    }

    pub(super) fn set_pattern(self, is_pattern: bool) {
        let value = is_pattern.then(|| "1".to_owned());
        self.address.set_query(&[(self.names.pattern, value)]);
    }
}

/// What is wrong with a pattern, where, and what to do.
fn explained(at: u32, flaw: Flaw) -> String {
    let place = at.saturating_add(1).to_string();
    let what = flaw_word(flaw).text();
    if matches!(flaw, Flaw::TooLarge | Flaw::TooDeep | Flaw::Other) {
        return what.to_owned();
    }
    words::FLAW_AT.with(&[("place", &place), ("what", what)])
}

const fn flaw_word(flaw: Flaw) -> Word {
    match flaw {
        Flaw::GroupUnclosed => words::FLAW_GROUP_UNCLOSED,
        Flaw::GroupUnopened => words::FLAW_GROUP_UNOPENED,
        Flaw::ClassUnclosed => words::FLAW_CLASS_UNCLOSED,
        Flaw::ClassRange => words::FLAW_CLASS_RANGE,
        Flaw::EscapeUnfinished => words::FLAW_ESCAPE_UNFINISHED,
        Flaw::EscapeUnknown => words::FLAW_ESCAPE_UNKNOWN,
        Flaw::NothingToRepeat => words::FLAW_NOTHING_TO_REPEAT,
        Flaw::RepeatUnclosed => words::FLAW_REPEAT_UNCLOSED,
        Flaw::RepeatCount => words::FLAW_REPEAT_COUNT,
        Flaw::Flag => words::FLAW_FLAG,
        Flaw::GroupName => words::FLAW_GROUP_NAME,
        Flaw::UnicodeClass => words::FLAW_UNICODE_CLASS,
        Flaw::LookAround => words::FLAW_LOOK_AROUND,
        Flaw::BackReference => words::FLAW_BACK_REFERENCE,
        Flaw::TooDeep => words::FLAW_TOO_DEEP,
        Flaw::TooLarge => words::FLAW_TOO_LARGE,
        Flaw::Other => words::FLAW_OTHER,
    }
}
