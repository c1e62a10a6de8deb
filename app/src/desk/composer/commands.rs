//! The commands of a conversation's message box: a name and a line each.

use leptos::{prelude::*, task::spawn_local};
use model::{
    canned::Scope,
    edit::Edit,
    event::{Author, EventBody},
    permission::{Action, Subject},
    person::{Person, Role},
    refusal::Refusal,
};

use super::Writing;
use crate::{
    api,
    desk::{
        acts::{Act, Acts},
        head::{call, why_not, why_not_call},
        keys::HelpOpen,
        room::Room,
        standing::{QuickAction, Standing},
    },
    go::Doing,
    live::{self, SayAs},
    parts::use_toaster,
    phone::Phone,
    suggest::{Candidate, Command, Takes},
    words::{Word, canned as words, desk, refusals},
};

/// A command's name, what stands after it, and what it does, in words.
type Named = (&'static str, Word, Word);

const INVITE: Named = ("invite", words::USAGE_PERSON, words::HINT_INVITE);
const FORWARD: Named = ("forward", words::NO_USAGE, words::HINT_FORWARD);
const CALL: Named = ("call", words::NO_USAGE, words::HINT_CALL);
const HOLD: Named = ("hold", words::NO_USAGE, words::HINT_HOLD);
const RESUME: Named = ("resume", words::NO_USAGE, words::HINT_RESUME);
const QUEUE: Named = ("queue", words::NO_USAGE, words::HINT_QUEUE);
const CLOSE: Named = ("close", words::NO_USAGE, words::HINT_CLOSE);
const TRANSCRIPT: Named = ("transcript", words::NO_USAGE, words::HINT_TRANSCRIPT);
const LEAVE: Named = ("leave", words::NO_USAGE, words::HINT_LEAVE);
const NOTE: Named = ("note", words::USAGE_TEXT, words::HINT_NOTE);
const TOPIC: Named = ("topic", words::USAGE_TOPIC, words::HINT_TOPIC);
const CANNED: Named = ("canned", words::USAGE_TEXT, words::HINT_CANNED);
const HELP: Named = ("help", words::NO_USAGE, words::HINT_HELP);

/// As the list of keys shows them.
pub(in crate::desk) const ALL: [Named; 13] = [
    INVITE, FORWARD, CALL, HOLD, RESUME, QUEUE, TRANSCRIPT, CLOSE, LEAVE, NOTE, TOPIC, CANNED, HELP,
];

/// Everything that can be done by a slash here.
pub(super) fn commands(writing: Writing) -> Vec<Command> {
    let room = writing.room;
    let acts = expect_context::<Acts>();
    let help = expect_context::<HelpOpen>();
    let phone = expect_context::<Phone>();
    let none = Signal::stored(None);
    let nothing = Takes::Nothing;
    let act = move |act| move |_| acts.run(act, room.id);
    let of = |action| Signal::derive(move || why_not(room, action));
    let not_allowed = |action| Signal::derive(move || not_allowed(room, action));
    // The box stands only where a chat is in progress.
    let never = Signal::derive(|| Some(words::NOT_ON_HOLD.text().to_owned()));
    vec![
        command(INVITE, guests(room), not_allowed(Action::Invite), invite(writing)),
        command(FORWARD, nothing, of(QuickAction::Forward), move |_| room.is_forwarding.set(true)),
        command(CALL, nothing, Signal::derive(move || why_not_call(room, phone)), move |_| {
            call(room, phone);
        }),
        command(HOLD, nothing, of(QuickAction::Hold), act(Act::Hold)),
        command(RESUME, nothing, never, act(Act::Resume)),
        command(QUEUE, nothing, of(QuickAction::MoveToQueue), act(Act::MoveToQueue)),
        command(TRANSCRIPT, nothing, not_allowed(Action::SendTranscript), move |_| {
            room.is_mailing.set(true);
        }),
        command(CLOSE, nothing, of(QuickAction::End), move |_| room.is_ending.set(true)),
        command(LEAVE, nothing, Signal::derive(move || not_helping(room)), act(Act::Leave)),
        command(NOTE, Takes::Text, none, move |text| note(writing, text)),
        command(TOPIC, Takes::Needed, not_allowed(Action::EditConversation), topic(writing)),
        command(CANNED, Takes::Text, not_canned(room), move |text| {
            let text = if text.is_empty() { last_said(room) } else { text };
            room.to_save.set(Some(text));
        }),
        command(HELP, nothing, none, move |_| help.0.set(true)),
    ]
}

/// What can be done without writing anything after the name. The shortcuts are offered on the whole desk.
pub(super) fn doing(command: &Command) -> Option<Doing> {
    let is_whole = matches!(command.takes, Takes::Nothing) && command.name != HELP.0;
    let run = command.run;
    is_whole.then(|| Doing {
        name: command.hint,
        keys: command.name,
        is_typed: true,
        obstacle: command.obstacle,
        run: Callback::new(move |()| run.run(String::new())),
    })
}

fn command(
    (name, usage, hint): Named,
    takes: Takes,
    obstacle: Signal<Option<String>>,
    run: impl Fn(String) + Send + Sync + 'static,
) -> Command {
    Command { name, usage, hint, takes, obstacle, run: Callback::new(run) }
}

fn not_allowed(room: Room, action: Action) -> Option<String> {
    Some(refusals::refusal(&room.may(action).err()?))
}

/// Whoever serves a chat hands it over instead.
fn not_helping(room: Room) -> Option<String> {
    let is_helping = room.standing.with(|standing| matches!(standing, Some(Standing::Helping(_))));
    (!is_helping).then(|| words::NOT_HELPING.text().to_owned())
}

/// Everybody who could be asked in, and why some cannot.
fn guests(room: Room) -> Takes {
    Takes::Person(Signal::derive(move || {
        Candidate::others(room.session, |person| {
            not_invited(room, person).as_ref().map(refusals::refusal)
        })
    }))
}

/// What the server would say.
fn not_invited(room: Room, person: &Person) -> Option<Refusal> {
    let is_in = room.conversation.with(|it| {
        it.as_ref().is_some_and(|it| {
            let serves = it.stage.agent().is_some_and(|agent| agent.id == person.id);
            serves || it.is_helped_by(person.id)
        })
    });
    let may_help = person.roles.has(Role::Agent) || person.roles.has(Role::Manager);
    match (may_help, is_in) {
        (false, _) => Some(Refusal::NotAnAgent),
        (true, true) => Some(Refusal::AlreadyIn { person: person.to_ref() }),
        (true, false) => None,
    }
}

fn invite(writing: Writing) -> impl Fn(String) + Send + Sync + 'static {
    let toaster = use_toaster();
    move |username| {
        let room = writing.room;
        spawn_local(async move {
            let call = api::conversations::invite(room.id, username.clone());
            match room.session.ask(call).await {
                Ok(person) => toaster.say(desk::INVITED_NOW.with(&[("name", &person.name)])),
                Err(fault) => writing.give_back(INVITE.0, &username, &fault),
            }
        });
    }
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
        return writing.composing.note(true);
    }
    let room = writing.room;
    if let Some(problem) = writing.unseen_mention(&text) {
        // What was typed is given back as what it was.
        writing.composing.draft.text.set(format!("/{} {text}", NOTE.0));
        return writing.composing.problem.set(Some(problem));
    }
    let say_as = SayAs { is_note: true, canned: Vec::new() };
    room.live.say(live::Room::Conversation(room.id), text, Vec::new(), say_as);
    writing.jump();
}

fn topic(writing: Writing) -> impl Fn(String) + Send + Sync + 'static {
    let toaster = use_toaster();
    move |topic| {
        let room = writing.room;
        spawn_local(async move {
            let edit = Edit { topic: Some(topic.clone()), ..Edit::default() };
            match room.session.ask(api::conversations::edit(room.id, edit)).await {
                Ok(()) => toaster.say(words::TOPIC_IS_SET.text()),
                Err(fault) => writing.give_back(TOPIC.0, &topic, &fault),
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
