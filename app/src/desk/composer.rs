//! The message box of a conversation: notes, commands, and names beside what every message box has.

pub(super) mod commands;
mod guard;

use leptos::{ev, prelude::*};
use model::{mention, permission::Staff, person::Person};

use self::guard::Guard;
use super::room::{Room, use_room};
use crate::{
    api::Fault,
    canned::Filling,
    composer::{Composing, Draft, MessageBox},
    go::Go,
    live,
    parts::{Glyph, IconButton},
    suggest::{Candidate, Command, Line, Offers, Takes, line},
    words::{canned as canned_words, desk as words, refusals},
};

/// What is being written here. Copy.
#[derive(Clone, Copy)]
struct Writing {
    room: Room,
    commands: StoredValue<Vec<Command>>,
    composing: Composing,
    guard: Guard,
}

#[component]
pub(super) fn Composer() -> impl IntoView {
    let writing = Writing::new(use_room());
    let Writing { room, composing, guard, .. } = writing;
    // *Use* in the panel.
    Effect::new(move || {
        if let Some(response) = room.to_use.get() {
            room.to_use.set(None);
            composing.suggestions.put_response(response.id, &response.text);
        }
    });
    let placeholder = Signal::derive(move || {
        if composing.draft.is_note.get() {
            words::NOTE_TO.text().to_owned()
        } else {
            words::MESSAGE_TO.with(&[("name", &room.guest())])
        }
    });
    let on_send = Callback::new(move |text: String| writing.send(&text));
    let send = move || composing.send(on_send);
    view! {
        <MessageBox
            composing
            placeholder
            on_send
            tools=note_button(composing).into_any()
            above=guard.view(room, send, move || composing.focus()).into_any()
            on:keydown=move |event: ev::KeyboardEvent| guard.key(&event, room)
        />
    }
}

fn note_button(composing: Composing) -> impl IntoView {
    let is_note = composing.draft.is_note;
    let no_note = move || {
        let has_files = composing.has_files() && !is_note.get();
        has_files.then(|| words::NOTES_WITHOUT_FILES.text().to_owned())
    };
    view! {
        <IconButton
            glyph=Glyph::StickyNote
            label=words::INTERNAL_NOTE.text()
            pressed=Signal::derive(move || Some(is_note.get()))
            blocked=Signal::derive(no_note)
            on_click=move |()| composing.note(!is_note.get_untracked())
        />
    }
}

impl Writing {
    fn new(room: Room) -> Self {
        let live_room = live::Room::Conversation(room.id);
        let draft = Draft::load(room.session.my_id(), live_room);
        let commands = StoredValue::new(Vec::new());
        let offers = Offers {
            canned: Some(Filling::new(room.reader())),
            commands,
            people: Signal::derive(move || colleagues(room, draft)),
            used: draft.canned,
        };
        let composing = Composing::new(live_room, draft, offers);
        let guard = Guard::watch(room, draft);
        let writing = Self { room, commands, composing, guard };
        let all = commands::commands(writing);
        expect_context::<Go>().offer(all.iter().filter_map(commands::doing));
        commands.set_value(all);
        writing
    }

    fn send(self, text: &str) {
        let text = match line(text) {
            Line::Text(text) => text,
            Line::Command(name, argument) => return self.command(&name, argument),
        };
        let is_note = self.composing.draft.is_note.get_untracked();
        if let Some(problem) = untrack(|| self.unseen_mention(&text)).filter(|_| is_note) {
            return self.composing.problem.set(Some(problem));
        }
        if !is_note && !self.guard.lets_pass(self.room) {
            return;
        }
        self.composing.say(text);
        self.room.new_after.set(None);
        self.jump();
    }

    /// The timeline goes to what was just said.
    fn jump(self) {
        self.room.said.update(|said| *said = said.wrapping_add(1));
    }

    /// Does what was typed after a slash; what cannot be done stays in the box with the reason.
    fn command(self, name: &str, argument: String) {
        let problem = self.composing.problem;
        let found = self
            .commands
            .with_value(|commands| commands.iter().find(|command| command.name == name).copied());
        let Some(command) = found else {
            return problem.set(Some(canned_words::NO_COMMAND.with(&[("name", name)])));
        };
        if let Some(reason) = untrack(|| command.obstacle.get()) {
            let values = [("name", name), ("reason", reason.as_str())];
            return problem.set(Some(canned_words::CANNOT_NOW.with(&values)));
        }
        let needs_more = matches!(command.takes, Takes::Needed | Takes::Person(_));
        if needs_more && argument.is_empty() {
            return problem.set(Some(canned_words::NEEDS_TEXT.with(&[("name", name)])));
        }
        self.composing.clear();
        command.run.run(argument);
    }

    /// A command failed: what was typed comes back, unless something else stands there by now.
    fn give_back(self, name: &str, argument: &str, fault: &Fault) {
        let Composing { draft, problem, .. } = self.composing;
        let Some(is_empty) = draft.text.try_with_untracked(String::is_empty) else {
            return self.room.session.tell(fault);
        };
        if is_empty {
            draft.text.set(format!("/{name} {argument}"));
        }
        problem.set(Some(refusals::fault(fault)));
    }

    /// Why a note that names somebody does not reach them.
    fn unseen_mention(self, text: &str) -> Option<String> {
        let named = mention::usernames(text);
        self.room.session.people.with(|people| {
            let is_named = |person: &&Person| named.contains(&person.username);
            let unseen = people
                .iter()
                .filter(is_named)
                .find(|person| person.is_enabled && !is_seen_by(self.room, person))?;
            Some(canned_words::MENTION_CANNOT_SEE.with(&[("name", &unseen.name)]))
        })
    }
}

/// The colleagues a note may name; those who would find nothing here are told apart.
fn colleagues(room: Room, draft: Draft) -> Vec<Candidate> {
    if !draft.is_note.get() {
        return Vec::new();
    }
    Candidate::others(room.session, |person| {
        (!is_seen_by(room, person)).then(|| canned_words::CANNOT_SEE.text().to_owned())
    })
}

fn is_seen_by(room: Room, person: &Person) -> bool {
    let staff = Staff {
        person: person.to_ref(),
        roles: person.roles,
        departments: person.departments.clone(),
    };
    room.conversation.with(|it| it.as_ref().is_none_or(|it| staff.sees(it)))
}
