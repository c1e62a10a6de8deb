//! The message box: drafts that stay, files, notes, commands, and what is offered while somebody types.

pub(crate) mod attachments;
mod commands;
mod draft;
mod field;
pub(crate) mod files;

use leptos::{ev, html, prelude::*};
use model::{
    mention,
    parse::MESSAGE_LIMIT,
    permission::Staff,
    person::Person,
    upload::{FILES_PER_MESSAGE, UPLOAD_LIMIT_BYTES},
};

pub(super) use self::draft::half_written;
use self::{
    attachments::{Attachments, Readiness},
    draft::Draft,
    field::Field,
    files::{Files, Picker},
};
use super::room::{Room, use_room};
use crate::{
    canned::Filling,
    live::{self, SayAs},
    parts::{Button, ButtonKind, Glyph, IconButton, intl},
    suggest::{Candidate, Command, EmojiButton, Line, Offers, Suggestions, Takes, line},
    words::{canned as canned_words, desk as words},
};

/// From here on the box says how much room is left.
const NEARLY_FULL: u32 = MESSAGE_LIMIT - 500;

/// What is being written here. Copy.
#[derive(Clone, Copy)]
struct Writing {
    room: Room,
    draft: Draft,
    attachments: Attachments,
    node: NodeRef<html::Textarea>,
    commands: StoredValue<Vec<Command>>,
    /// Why the last try to send did nothing.
    problem: RwSignal<Option<String>>,
}

#[component]
pub(super) fn Composer() -> impl IntoView {
    let room = use_room();
    let draft = Draft::load(room.session.my_id(), room.id);
    let attachments = Attachments::new(live::Room::Conversation(room.id), draft.files);
    let writing = Writing {
        room,
        draft,
        attachments,
        node: NodeRef::new(),
        commands: StoredValue::new(Vec::new()),
        problem: RwSignal::new(None),
    };
    writing.commands.set_value(commands::commands(writing));
    let offers = Offers {
        canned: Some(Filling::new(room.reader())),
        commands: writing.commands,
        people: Signal::derive(move || writing.colleagues()),
        used: draft.canned,
    };
    let suggestions = Suggestions::new(writing.node, draft.text, offers);
    // *Use* in the panel.
    Effect::new(move || {
        if let Some(response) = room.to_use.get() {
            room.to_use.set(None);
            suggestions.put_response(response.id, &response.text);
        }
    });
    let is_over = RwSignal::new(false);
    let kind = move || if draft.is_note.get() { "note" } else { "reply" };
    on_cleanup(move || room.live.typing(room.id, false));
    view! {
        <form
            class="composer"
            data-kind=kind
            data-drop=move || is_over.get().then_some("over")
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                writing.send();
            }
            on:dragover=move |event: ev::DragEvent| {
                event.prevent_default();
                is_over.set(true);
            }
            on:dragleave=move |_| is_over.set(false)
            on:drop=move |event: ev::DragEvent| {
                event.prevent_default();
                is_over.set(false);
                if let Some(files) = event.data_transfer().and_then(|data| data.files()) {
                    writing.attach(&files);
                }
            }
        >
            {suggestions.popup()}
            <Files attachments/>
            <Field writing suggestions/>
            <Notice writing suggestions/>
            <Tools writing suggestions/>
            <p class="composer__drop" aria-hidden="true">{words::DROP_HERE.text()}</p>
        </form>
    }
}

/// Why nothing was sent, or what was left out.
#[component]
fn Notice(writing: Writing, suggestions: Suggestions) -> impl IntoView {
    view! {
        <p class="composer__notice" data-kind="problem" role="alert">{writing.problem}</p>
        {suggestions.notice()}
    }
}

#[component]
fn Tools(writing: Writing, suggestions: Suggestions) -> impl IntoView {
    let Writing { draft, attachments, .. } = writing;
    let attach = words::ATTACH.with(&[
        ("count", &FILES_PER_MESSAGE.to_string()),
        ("size", &intl::bytes(UPLOAD_LIMIT_BYTES)),
    ]);
    let no_files =
        move || draft.is_note.get().then(|| words::NOTES_WITHOUT_FILES.text().to_owned());
    let no_note = move || {
        let has_files = attachments.has_any() && !draft.is_note.get();
        has_files.then(|| words::NOTES_WITHOUT_FILES.text().to_owned())
    };
    view! {
        <div class="composer__bar">
            <div class="composer__tools">
                <Picker
                    label=attach
                    blocked=Signal::derive(no_files)
                    on_pick=Callback::new(move |files: files::Picked| writing.attach(&files.get()))
                />
                <EmojiButton suggestions/>
                <IconButton
                    glyph=Glyph::StickyNote
                    label=words::INTERNAL_NOTE.text()
                    pressed=Signal::derive(move || Some(draft.is_note.get()))
                    blocked=Signal::derive(no_note)
                    on_click=move |()| {
                        writing.room.live.typing(writing.room.id, false);
                        draft.is_note.update(|is_note| *is_note = !*is_note);
                        writing.focus();
                    }
                />
            </div>
            <span class="composer__hint">{move || hint(draft)}</span>
            <Button
                label=words::SEND.text()
                kind=ButtonKind::Primary
                glyph=Glyph::Send
                blocked=Signal::derive(move || writing.obstacle())
                submit=true
            />
        </div>
    }
}

fn hint(draft: Draft) -> String {
    let length = draft.text.with(|text| length(text));
    if length > MESSAGE_LIMIT {
        return words::TOO_LONG.with(&[("count", &(length - MESSAGE_LIMIT).to_string())]);
    }
    if length > NEARLY_FULL {
        return words::LEFT.with(&[("count", &(MESSAGE_LIMIT - length).to_string())]);
    }
    let word = if draft.is_note.get() { words::NOTE_HINT } else { words::SEND_HINT };
    word.text().to_owned()
}

fn length(text: &str) -> u32 {
    u32::try_from(text.trim().chars().count()).unwrap_or(u32::MAX)
}

impl Writing {
    /// Why it cannot be sent now.
    fn obstacle(self) -> Option<String> {
        let length = self.draft.text.with(|text| length(text));
        if length > MESSAGE_LIMIT {
            let count = (length - MESSAGE_LIMIT).to_string();
            return Some(words::TOO_LONG.with(&[("count", &count)]));
        }
        let word = match self.attachments.readiness() {
            Readiness::Uploading => words::UPLOADING_STILL,
            Readiness::Failed => words::UPLOAD_FAILED_STILL,
            Readiness::Nothing if length == 0 => words::NOTHING_TO_SEND,
            Readiness::Nothing | Readiness::Ready => return None,
        };
        Some(word.text().to_owned())
    }

    fn send(self) {
        if untrack(|| self.obstacle()).is_some() {
            return;
        }
        let text = match self.draft.text.with_untracked(|text| line(text.trim())) {
            Line::Text(text) => text,
            Line::Command(name, argument) => return self.command(&name, argument),
        };
        let is_note = self.draft.is_note.get_untracked();
        if let Some(problem) = untrack(|| self.unseen_mention(&text)).filter(|_| is_note) {
            return self.problem.set(Some(problem));
        }
        let files = self.attachments.take();
        let say_as = SayAs { is_note, canned: self.draft.canned.get_untracked() };
        self.room.live.say(self.room.id, text, files, say_as);
        self.draft.clear();
        self.room.new_after.set(None);
        self.room.said.update(|said| *said = said.wrapping_add(1));
        self.focus();
    }

    /// Does what was typed after a slash; what cannot be done stays in the box with the reason.
    fn command(self, name: &str, argument: String) {
        let found = self
            .commands
            .with_value(|commands| commands.iter().find(|command| command.name == name).copied());
        let Some(command) = found else {
            let problem = canned_words::NO_COMMAND.with(&[("name", name)]);
            return self.problem.set(Some(problem));
        };
        if let Some(reason) = untrack(|| command.obstacle.get()) {
            let values = [("name", name), ("reason", reason.as_str())];
            return self.problem.set(Some(canned_words::CANNOT_NOW.with(&values)));
        }
        let needs_more = name == "topic" || matches!(command.takes, Takes::Person(_));
        if needs_more && argument.is_empty() {
            let problem = canned_words::NEEDS_TEXT.with(&[("name", name)]);
            return self.problem.set(Some(problem));
        }
        self.draft.clear_text();
        command.run.run(argument);
    }

    /// The colleagues a note may name; those who would find nothing here are told apart.
    fn colleagues(self) -> Vec<Candidate> {
        if !self.draft.is_note.get() {
            return Vec::new();
        }
        let me = self.room.session.my_id();
        self.room.session.people.with(|people| {
            let others = people.iter().filter(|person| person.id != me && person.is_enabled);
            others
                .map(|person| Candidate {
                    username: person.username.clone(),
                    name: person.name.clone(),
                    obstacle: (!self.is_seen_by(person))
                        .then(|| canned_words::CANNOT_SEE.text().to_owned()),
                })
                .collect()
        })
    }

    fn is_seen_by(self, person: &Person) -> bool {
        let staff = Staff {
            person: person.to_ref(),
            roles: person.roles,
            departments: person.departments.clone(),
        };
        self.room.conversation.with(|it| it.as_ref().is_none_or(|it| staff.sees(it)))
    }

    /// Why a note that names somebody does not reach them.
    fn unseen_mention(self, text: &str) -> Option<String> {
        let named = mention::usernames(text);
        self.room.session.people.with(|people| {
            let is_named = |person: &&Person| named.contains(&person.username);
            let unseen = people
                .iter()
                .filter(is_named)
                .find(|person| person.is_enabled && !self.is_seen_by(person))?;
            Some(canned_words::MENTION_CANNOT_SEE.with(&[("name", &unseen.name)]))
        })
    }

    fn attach(self, files: &web_sys::FileList) {
        if !self.draft.is_note.get_untracked() {
            self.attachments.add(files);
        }
        self.focus();
    }

    fn focus(self) {
        if let Some(node) = self.node.get_untracked() {
            _ = node.focus();
        }
    }
}
