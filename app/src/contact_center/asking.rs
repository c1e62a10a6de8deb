//! The search of the closed chats: what can be asked, what is not understood, and what was found in each.

use std::{collections::HashMap, sync::Arc};

use leptos::{prelude::*, task::spawn_local};
use model::{
    conversation::Conversation,
    id::ConversationId,
    operators::{self, Hint, Operator, Part, Piece},
    search::Snippet,
    terms::{self, Fit},
};

use super::{
    marked::{folded, in_pieces, terms_of},
    pages::Pages,
    period::midnight,
};
use crate::{
    api,
    parts::{Glyph, Popover},
    shell::{
        address::use_address,
        session::{Session, use_session},
    },
    words::{Word, archive_search as words},
};

/// A search with its days told as moments of this browser's calendar.
pub(super) fn anchored(search: &str) -> String {
    operators::anchored(search, |year, month, day| {
        midnight(&format!("{year:04}-{month:02}-{day:02}"), 0).map(|at| at.0)
    })
}

/// What can be typed.
#[component]
pub(super) fn SearchHelp() -> impl IntoView {
    let rows = || {
        ROWS.iter()
            .map(|(typed, meaning)| {
                view! {
                    <div class="asking__row">
                        <dt><code>{typed.text()}</code></dt>
                        <dd>{meaning.text()}</dd>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <Popover label=words::HELP.text() glyph=Glyph::CircleQuestionMark>
            <p class="asking__title">{words::HELP_TITLE.text()}</p>
            <dl class="asking">{rows()}</dl>
            <p class="quiet">{words::HELP_FILTERS.text()}</p>
        </Popover>
    }
}

const ROWS: [(Word, Word); 10] = [
    (words::BY_WORD, words::BY_WORD_TEXT),
    (words::BY_PHRASE, words::BY_PHRASE_TEXT),
    (words::BY_MINUS, words::BY_MINUS_TEXT),
    (words::BY_AGENT, words::BY_AGENT_TEXT),
    (words::BY_DEPARTMENT, words::BY_DEPARTMENT_TEXT),
    (words::BY_TAG, words::BY_TAG_TEXT),
    (words::BY_CONTACT, words::BY_CONTACT_TEXT),
    (words::BY_BEFORE, words::BY_BEFORE_TEXT),
    (words::BY_AFTER, words::BY_AFTER_TEXT),
    (words::BY_FILE, words::BY_FILE_TEXT),
];

/// What of the search is not understood, or names nobody; the search goes on meanwhile.
#[component]
pub(super) fn SearchHints() -> impl IntoView {
    let session = use_session();
    let search = use_address().query("search");
    let hints = Memo::new(move |_| {
        search.with(|search| search.as_deref().map_or_else(Vec::new, |it| hints(session, it)))
    });
    view! {
        <div class="asking__hints" role="status">
            {move || hints.get().into_iter().map(|hint| view! { <p>{hint}</p> }).collect_view()}
        </div>
    }
}

fn hints(session: Session, search: &str) -> Vec<String> {
    let sought = operators::parse(search);
    let of_names = sought.pieces.iter().filter_map(|piece| unknown(session, piece));
    sought.hints.iter().map(said).chain(of_names).collect()
}

fn said(hint: &Hint) -> String {
    match hint {
        Hint::Unfinished(operator) => {
            let wanted = match operator {
                Operator::Agent => words::WANTS_AGENT,
                Operator::Department => words::WANTS_DEPARTMENT,
                Operator::Tag => words::WANTS_TAG,
                Operator::Contact => words::WANTS_CONTACT,
                Operator::Before | Operator::After => words::WANTS_DAY,
                Operator::Has => words::WANTS_THING,
            };
            wanted.text().to_owned()
        }
        Hint::NotADay(text) => words::NOT_A_DAY.with(&[("value", text)]),
        Hint::NotAThing(text) => words::NOT_A_THING.with(&[("value", text)]),
    }
}

fn unknown(session: Session, piece: &Piece) -> Option<String> {
    let is_any = |typed: &str, names: Vec<String>| {
        let terms = terms_of(typed);
        let fits = |name: &String| {
            terms::fit(&terms, &terms::edged(&folded(name))).is_some_and(|fit| fit <= Fit::Prefix)
        };
        names.iter().any(fits)
    };
    match &piece.part {
        Part::Agent(typed) => {
            let names = session.people.with(|people| {
                people.iter().map(|one| format!("{} {}", one.name, one.username)).collect()
            });
            (!is_any(typed, names)).then(|| words::NO_SUCH_AGENT.with(&[("value", typed)]))
        }
        Part::Department(typed) => {
            let names =
                session.me.with(|me| me.departments.iter().map(|one| one.name.clone()).collect());
            (!is_any(typed, names)).then(|| words::NO_SUCH_DEPARTMENT.with(&[("value", typed)]))
        }
        _ => None,
    }
}

/// What the search found in each chat; fetched behind the rows, so that these need not wait for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Findings {
    search: Memo<Option<String>>,
    /// Of this search.
    held: RwSignal<(String, HashMap<ConversationId, Option<Snippet>>)>,
}

/// Follows the rows. Once, in the list.
pub(super) fn provide_findings(pages: Pages<Conversation>) {
    let findings = Findings { search: use_address().query("search"), held: RwSignal::default() };
    provide_context(findings);
    let session = use_session();
    Effect::new(move || {
        let search = findings.search.get().unwrap_or_default();
        if operators::parse(&search).texts().next().is_none() {
            return;
        }
        let rows: Vec<ConversationId> =
            pages.rows.with(|rows| rows.iter().map(|row| row.id).collect());
        findings.fetch(session, search, rows);
    });
}

impl Findings {
    fn fetch(self, session: Session, search: String, mut rows: Vec<ConversationId>) {
        self.held.update_untracked(|(of, held)| {
            if *of != search {
                of.clone_from(&search);
                held.clear();
            }
            rows.retain(|row| !held.contains_key(row));
            // Asked for once.
            held.extend(rows.iter().map(|row| (*row, None)));
        });
        if rows.is_empty() {
            return;
        }
        spawn_local(async move {
            let asked = api::search::snippets(search.clone(), rows);
            // A row without its line says enough: the next search asks again.
            let Ok(found) = session.ask(asked).await else { return };
            self.held.try_update(|(of, held)| {
                if *of == search {
                    held.extend(found.into_iter().map(|one| (one.conversation, Some(one))));
                }
            });
        });
    }

    fn of(self, chat: ConversationId) -> Option<Snippet> {
        let search = self.search.get().unwrap_or_default();
        self.held.with(|(of, held)| {
            (*of == search).then(|| held.get(&chat).cloned().flatten()).flatten()
        })
    }
}

/// The line that was found in a chat, below its guest.
#[component]
pub(super) fn Finding(chat: Arc<Conversation>) -> impl IntoView {
    let findings = use_context::<Findings>();
    let id = chat.id;
    move || {
        findings.and_then(|findings| findings.of(id)).map(|found| {
            view! { <span class="who__found" dir="auto">{in_pieces(&found.text, &found.marks)}</span> }
        })
    }
}
