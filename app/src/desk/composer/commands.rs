//! The commands of a conversation's message box: one line each.

use leptos::{prelude::*, task::spawn_local};
use model::{
    canned::Scope,
    event::{Author, EventBody},
    permission::{Action, Subject},
};

use super::Writing;
use crate::{
    api,
    desk::{
        acts::{Act, Acts},
        head::why_not,
        keys::HelpOpen,
        room::Room,
        standing::QuickAction,
    },
    live::SayAs,
    parts::use_toaster,
    suggest::{Command, Takes},
    words::{Word, canned as words, refusals},
};

/// A command's name, what it takes, and what it does, in words.
type Named = (&'static str, Takes, Word);

/// Everything that can be done by a slash here.
pub(super) fn commands(writing: Writing) -> Vec<Command> {
    let room = writing.room;
    let acts = expect_context::<Acts>();
    let help = expect_context::<HelpOpen>();
    let none = Signal::stored(None);
    let (nothing, text) = (Takes::Nothing, Takes::Text);
    let act = move |act| move |_| acts.run(act, room.id);
    let of = |action| Signal::derive(move || why_not(room, action));
    let never = Signal::derive(|| Some(words::NOT_ON_HOLD.text().to_owned()));
    let closing = move |_| room.is_ending.set(true);
    let open_help = move |_| help.0.set(true);
    vec![
        command(("close", nothing, words::HINT_CLOSE), of(QuickAction::End), closing),
        command(("hold", nothing, words::HINT_HOLD), of(QuickAction::Hold), act(Act::Hold)),
        // The box stands only where a chat is in progress.
        command(("resume", nothing, words::HINT_RESUME), never, act(Act::Resume)),
        command(
            ("queue", nothing, words::HINT_QUEUE),
            of(QuickAction::MoveToQueue),
            act(Act::MoveToQueue),
        ),
        command(("note", text, words::HINT_NOTE), none, move |text| note(writing, text)),
        command(("topic", text, words::HINT_TOPIC), not_allowed(room), topic(room)),
        command(("canned", text, words::HINT_CANNED), not_canned(room), move |text| {
            let text = if text.is_empty() { last_said(room) } else { text };
            room.to_save.set(Some(text));
        }),
        command(("help", nothing, words::HINT_HELP), none, open_help),
    ]
}

fn command(
    (name, takes, hint): Named,
    obstacle: Signal<Option<String>>,
    run: impl Fn(String) + Send + Sync + 'static,
) -> Command {
    let usage = match (takes, name) {
        (Takes::Nothing, _) => words::NO_USAGE,
        (_, "topic") => words::USAGE_TOPIC,
        (Takes::Text, _) => words::USAGE_TEXT,
        (Takes::Person(_), _) => words::USAGE_PERSON,
    };
    Command { name, usage, hint, takes, obstacle, run: Callback::new(run) }
}

fn not_allowed(room: Room) -> Signal<Option<String>> {
    Signal::derive(move || {
        let refused = room.may(Action::EditConversation).err()?;
        Some(refusals::refusal(&refused))
    })
}

fn not_canned(room: Room) -> Signal<Option<String>> {
    Signal::derive(move || {
        let own = Scope::Private(room.session.my_id());
        let refused = room.session.may(Action::SaveCanned, Subject::Canned(&own)).err()?;
        Some(refusals::refusal(&refused))
    })
}

/// With a text it is noted at once; without one the box turns to notes.
fn note(writing: Writing, text: String) {
    if text.is_empty() {
        writing.draft.is_note.set(true);
        return writing.focus();
    }
    let room = writing.room;
    if let Some(problem) = writing.unseen_mention(&text) {
        // What was typed is given back as what it was.
        writing.draft.text.set(format!("/note {text}"));
        return writing.problem.set(Some(problem));
    }
    let say_as = SayAs { is_note: true, canned: Vec::new() };
    room.live.say(room.id, text, Vec::new(), say_as);
    room.said.update(|said| *said = said.wrapping_add(1));
}

fn topic(room: Room) -> impl Fn(String) + Send + Sync + 'static {
    let toaster = use_toaster();
    move |topic| {
        spawn_local(async move {
            let edit = api::conversations::edit(room.id, Some(topic), None, None);
            match room.session.ask(edit).await {
                Ok(_) => toaster.say(words::TOPIC_IS_SET.text()),
                Err(fault) => room.session.tell(&fault),
            }
        });
    }
}

/// What this person said last here.
fn last_said(room: Room) -> String {
    let me = room.session.my_id();
    room.watched.thread.with_untracked(|thread| {
        let mut events = thread.iter().flat_map(|thread| thread.events.iter().rev());
        events
            .find_map(|event| match (&event.author, &event.body) {
                (Author::Staff(person), EventBody::Said { text, .. }) if person.id == me => {
                    Some(text.clone())
                }
                _ => None,
            })
            .unwrap_or_default()
    })
}
