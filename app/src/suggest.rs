//! What a message box offers while somebody types: canned responses after `!`, commands after `/`, colleagues after
//! `@`, emoji after `:`.
//!
//! `composer::MessageBox` shows them. `offers.used` gets the canned responses the text was made with, to go with
//! the message. Without a conversation (`Filling::among_staff`) what only a contact has is left out, and the notice
//! says so.

mod asked;
mod command;
mod emoji;
mod insert;
mod item;
mod popup;

use leptos::{ev, html, prelude::*};
use model::{canned::Placeholder, id::CannedId};

use self::{
    asked::{Asked, Span, asked},
    item::{Found, Item},
};
pub use self::{
    command::{Command, Line, Takes, line},
    insert::insert_at_caret,
    item::Candidate,
    popup::EmojiButton,
};
use crate::{
    canned::{Filling, Library, State, use_library},
    parts::fresh_id,
    words::{canned as words, refusals},
};

/// What `:` finds at most.
const MOST_EMOJI: usize = 8;
/// Rows of the other lists; the rest is counted.
const MOST: usize = 50;

/// What a box offers. Copy.
#[derive(Debug, Clone, Copy, Default)]
pub struct Offers {
    /// What placeholders stand for; without it no canned responses are offered.
    pub canned: Option<Filling>,
    pub commands: StoredValue<Vec<Command>>,
    /// The colleagues that `@` finds; none: it finds nobody.
    pub people: Signal<Vec<Candidate>>,
    /// Gets the canned responses that the text was made with, to go with the message.
    pub used: RwSignal<Vec<CannedId>>,
}

/// The menus of one box. Copy.
#[derive(Debug, Clone, Copy)]
pub struct Suggestions {
    /// What nothing was known for in the response chosen last.
    gaps: RwSignal<Vec<Placeholder>>,
    node: NodeRef<html::Textarea>,
    text: RwSignal<String>,
    offers: Offers,
    library: Library,
    found: RwSignal<Found>,
    active: RwSignal<usize>,
    /// What the chosen one replaces.
    span: RwSignal<Option<Span>>,
    /// Canned responses were asked for before they were here.
    is_waiting: RwSignal<bool>,
    id: StoredValue<String>,
}

impl Suggestions {
    #[must_use]
    pub fn new(node: NodeRef<html::Textarea>, text: RwSignal<String>, offers: Offers) -> Self {
        let library = use_library();
        if offers.canned.is_some() {
            library.ask();
        }
        let suggestions = Self {
            gaps: RwSignal::new(Vec::new()),
            node,
            text,
            offers,
            library,
            found: RwSignal::new(Found::default()),
            active: RwSignal::new(0),
            span: RwSignal::new(None),
            is_waiting: RwSignal::new(false),
            id: StoredValue::new(fresh_id("suggest")),
        };
        // The list opens as soon as there is something in it, without another key.
        Effect::new(move || {
            let is_here = library.state.with(|state| *state == State::Ready);
            if is_here && suggestions.is_waiting.get_untracked() {
                suggestions.look();
            }
        });
        suggestions
    }

    fn is_open(self) -> bool {
        self.found.with(|found| !found.items.is_empty())
    }

    #[must_use]
    pub fn list_id(self) -> Option<String> {
        self.is_open().then(|| self.id.get_value())
    }

    #[must_use]
    pub fn active_id(self) -> Option<String> {
        self.is_open().then(|| self.option_id(self.active.get()))
    }

    fn option_id(self, index: usize) -> String {
        format!("{}-{index}", self.id.get_value())
    }

    /// The text or the caret changed: looks for what is asked at the caret.
    pub fn look(self) {
        let caret = insert::caret(self.node, self.text);
        if self.text.with_untracked(|text| text.trim().is_empty()) {
            self.forget();
        }
        self.wait(false);
        let asked = self.text.with_untracked(|text| asked(text, caret));
        match asked {
            Some(asked) => {
                let found = untrack(|| self.find(&asked));
                self.show(found, Some(asked.span()));
            }
            None => self.close(),
        }
    }

    /// The box was emptied, or what stood in it was sent.
    pub fn forget(self) {
        if self.offers.used.with_untracked(|used| !used.is_empty()) {
            self.offers.used.set(Vec::new());
        }
        if self.gaps.with_untracked(|gaps| !gaps.is_empty()) {
            self.gaps.set(Vec::new());
        }
    }

    fn find(self, asked: &Asked) -> Found {
        match asked {
            Asked::Emoji { query, .. } => {
                Found::new(words::EMOJI_LIST, emoji::find(query).take(MOST_EMOJI).map(Item::Emoji))
            }
            Asked::Canned { query, .. } => {
                let Some(filling) = self.offers.canned else { return Found::default() };
                filling.prepare();
                self.wait(self.library.state.with(|state| *state != State::Ready));
                self.library.ask();
                let (rows, total) = self.library.find(query, MOST);
                Found {
                    total,
                    ..Found::new(words::CANNED_LIST, rows.into_iter().map(Item::Canned))
                }
            }
            Asked::Command { query, .. } => self.offers.commands.with_value(|commands| {
                let fits = |command: &&Command| command.name.starts_with(query.as_str());
                let rows = commands.iter().filter(fits).map(|one| Item::Command(*one));
                Found::new(words::COMMAND_LIST, rows)
            }),
            Asked::Argument { command, query, .. } => {
                let takes = self.offers.commands.with_value(|commands| {
                    commands.iter().find(|one| one.name == command).map(|one| one.takes)
                });
                match takes {
                    Some(Takes::Person(people)) => found_people(&people.get(), query),
                    _ => Found::default(),
                }
            }
            Asked::Person { query, .. } => found_people(&self.offers.people.get(), query),
        }
    }

    fn show(self, found: Found, span: Option<Span>) {
        // The box tells that it lost the focus even while it leaves the page.
        let was_open = self.found.try_with_untracked(|found| !found.items.is_empty());
        if found.items.is_empty() && was_open != Some(true) {
            return;
        }
        self.active.set(found.first_free());
        self.span.set(span);
        self.found.set(found);
    }

    fn wait(self, is_waiting: bool) {
        if self.is_waiting.try_get_untracked().is_some_and(|before| before != is_waiting) {
            self.is_waiting.set(is_waiting);
        }
    }

    pub fn close(self) {
        self.wait(false);
        self.show(Found::default(), None);
    }

    /// Whether the key was for the list.
    pub fn key(self, event: &ev::KeyboardEvent) -> bool {
        let count = self.found.with_untracked(|found| found.items.len());
        if count == 0 {
            return false;
        }
        let step = |by: usize| self.active.update(|active| *active = (*active + by) % count);
        match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(count - 1),
            "Enter" if event.shift_key() => return false,
            // Written out, it goes to whoever says why it cannot be.
            "Enter" if self.is_written_out_but_blocked() => {
                self.close();
                return false;
            }
            "Enter" | "Tab" => self.choose(self.active.get_untracked()),
            "Escape" => {
                event.stop_propagation();
                self.close();
            }
            _ => return false,
        }
        event.prevent_default();
        self.scroll_to_active();
        true
    }

    fn is_written_out_but_blocked(self) -> bool {
        let active = self.active.get_untracked();
        let Some(item) = self.found.with_untracked(|found| found.items.get(active).cloned()) else {
            return false;
        };
        let typed = self.span.get_untracked().and_then(|span| {
            self.text.with_untracked(|text| text.get(span.from..span.to).map(str::to_lowercase))
        });
        let is_written_out = item.name().is_some_and(|name| {
            typed.as_deref().map(|typed| typed.trim_start_matches(['/', '@'])) == Some(name)
        });
        is_written_out && untrack(|| item.obstacle()).is_some()
    }

    fn scroll_to_active(self) {
        let id = self.option_id(self.active.get_untracked());
        if let Some(option) = document().get_element_by_id(&id) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    }

    fn choose(self, index: usize) {
        let chosen = self.found.with_untracked(|found| found.items.get(index).cloned());
        let (Some(item), Some(span)) = (chosen, self.span.get_untracked()) else { return };
        if untrack(|| item.obstacle()).is_some() {
            return;
        }
        self.close();
        match item {
            Item::Emoji(emoji) => self.put(span, emoji.sign),
            Item::Person(person) => self.put(span, &format!("@{} ", person.username)),
            Item::Command(command) => self.begin(command, span),
            Item::Canned(one) => self.use_response(one.response.id, &one.response.text, span),
        }
    }

    fn begin(self, command: Command, span: Span) {
        if matches!(command.takes, Takes::Nothing) {
            self.put(span, "");
            command.run.run(String::new());
            return;
        }
        self.put(span, &format!("/{} ", command.name));
        self.look();
    }

    /// Puts a canned response where the caret stands: what *Use* does.
    pub fn put_response(self, id: CannedId, text: &str) {
        let caret = insert::caret(self.node, self.text);
        self.use_response(id, text, Span { from: caret, to: caret });
    }

    fn use_response(self, id: CannedId, text: &str, span: Span) {
        let Some(filling) = self.offers.canned else { return };
        let text = text.to_owned();
        filling.fill_then(text, move |filled| {
            // The box may have gone, or been typed into, while the contact was asked for.
            if self.offers.used.try_update(|used| used.push(id)).is_none() {
                return;
            }
            self.put(span, &filled.text);
            self.gaps.set(filled.empty);
            self.close();
        });
    }

    fn put(self, span: Span, with: &str) {
        insert::replace(self.node, self.text, span, with);
    }

    /// What nothing was known for in the response chosen last, in words.
    #[must_use]
    pub fn gaps_in_words(self) -> Option<String> {
        self.gaps.with(|gaps| {
            let names: Vec<&str> = gaps.iter().map(|one| words::placeholder(*one).text()).collect();
            (!names.is_empty()).then(|| words::GAPS.with(&[("what", &names.join(", "))]))
        })
    }

    /// Why the list of canned responses is not there yet.
    fn waiting_in_words(self) -> Option<String> {
        self.is_waiting.get().then(|| match self.library.state.get() {
            State::Failed(fault) => {
                format!("{}: {}", words::FAILED.text(), refusals::fault(&fault))
            }
            _ => words::LOADING.text().to_owned(),
        })
    }

    /// The line below the box that says what was left out, or is awaited.
    pub fn notice(self) -> impl IntoView {
        let text = move || self.gaps_in_words().or_else(|| self.waiting_in_words());
        view! { <p class="composer__notice" role="status">{text}</p> }
    }
}

fn found_people(people: &[Candidate], query: &str) -> Found {
    let query = query.to_lowercase();
    let fits = |person: &&Candidate| {
        person.username.starts_with(&query)
            || person.name.to_lowercase().split(' ').any(|word| word.starts_with(&query))
    };
    // Written out: nothing is left to choose, and Enter may send.
    if people.iter().any(|person| person.username == query && person.obstacle.is_none()) {
        return Found::default();
    }
    let rows = people.iter().filter(fits).take(MOST).cloned().map(Item::Person);
    Found::new(words::PEOPLE_LIST, rows)
}
