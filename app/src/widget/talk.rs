//! The chat itself: who answers, what was said, the message box, and how it ends.

mod attachment;
mod attachments;
mod attention;
mod banner;
mod bubble;
mod call;
mod composer;
mod emoji;
mod ended;
mod ending;
mod files;
mod lines;
mod log;
mod queue;

use std::rc::Rc;

use model::{
    conversation::Stage,
    event::{Author, EventBody},
    id::ConversationId,
    person::PersonRef,
    refusal::Refusal,
    view::thread::Thread,
    visitor::VisitorPass,
};
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Event};

use super::{
    dom::{El, el},
    head::{Who, head},
    kept,
    live::Live,
    parts::{icon, named, press_button, spinner},
    react::{Signal, effect, memo},
    sound,
    visit::Visit,
};
use crate::{live::Connection, parts::Glyph, words::widget as w};
use attachments::Attachments;

/// The chat of this visitor; clones are the same.
#[derive(Clone)]
struct Chat {
    visit: Visit,
    live: Live,
    token: Rc<str>,
    attachments: Attachments,
    phone: call::Phone,
    stage: Signal<Option<Told>>,
    /// Whether the newest message is on screen.
    is_at_end: Signal<bool>,
    is_silent: Signal<bool>,
}

impl Chat {
    fn new(visit: &Visit, pass: &VisitorPass, conversation: ConversationId) -> Self {
        let live = Live::open(pass, conversation);
        Self {
            visit: visit.clone(),
            token: pass.token.as_str().into(),
            attachments: Attachments::kept(conversation, pass.token.as_str().into()),
            stage: live.know(|thread| Told::of(&thread.conversation.stage)),
            is_at_end: Signal::new(true),
            is_silent: Signal::new(kept::is_silent()),
            phone: call::Phone::new(&live),
            live,
        }
    }

    /// Whether something can still be said.
    fn is_open(&self) -> bool {
        self.stage.get().is_some_and(|told| told != Told::Ended)
    }
}

pub(super) fn talk(visit: &Visit, pass: VisitorPass, conversation: ConversationId) -> El {
    let chat = Rc::new(Chat::new(visit, &pass, conversation));
    attention::pay(&chat);
    let own = Rc::clone(&chat);
    effect(move || leave_when_refused(&own));
    let stage = chat.stage.clone();
    let is_over = chat.attachments.is_over.clone();
    let frame = el("div", "widget")
        .attr("role", "region")
        .attr("aria-label", w::MESSAGES.text())
        .state("data-state", move || Some(stage.get().map_or("arriving", Told::name).to_owned()))
        .state("data-drop", move || is_over.get().then(|| "over".to_owned()));
    let frame = take_drops(frame, &chat).kid(talk_head(&chat)).kid(banner::connection(&chat));
    let frame = call::call(frame, &chat);
    let (stage, own) = (chat.stage.clone(), Rc::clone(&chat));
    let frame = frame.place(
        move || stage.with(Option::is_some),
        move |is_there| if is_there { log::log(&own) } else { vec![loading()] },
    );
    let told = |chat: &Rc<Chat>, wanted: Told| {
        let stage = chat.stage.clone();
        move || stage.get() == Some(wanted)
    };
    let (queue, end) = (Rc::clone(&chat), Rc::clone(&chat));
    let (open, typing, composer) = (Rc::clone(&chat), Rc::clone(&chat), Rc::clone(&chat));
    let opened = Rc::clone(&chat);
    frame
        .when(told(&chat, Told::Queued), move || queue::queue(&queue))
        .when(move || open.is_open(), move || typing_line(&typing))
        .when(move || opened.is_open(), move || composer::composer(&composer))
        .when(told(&chat, Told::Ended), move || ended::ended(&end))
}

fn loading() -> El {
    el("div", "widget__middle").kid(spinner(w::LOADING.text()))
}

fn typing_line(chat: &Chat) -> El {
    let typing = chat.live.typing.clone();
    el("p", "typing").attr("aria-live", "polite").words(move || {
        typing.with(|name| match name {
            Some(name) => w::IS_TYPING.with(&[("name", name)]),
            None => String::new(),
        })
    })
}

/// The stages as a visitor tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Queued,
    Served,
    Ended,
}

impl Told {
    const fn of(stage: &Stage) -> Self {
        match stage {
            Stage::Queued | Stage::Offered { .. } => Self::Queued,
            Stage::Open { .. } | Stage::OnHold { .. } => Self::Served,
            Stage::Closed { .. } => Self::Ended,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Served => "talk",
            Self::Ended => "ended",
        }
    }
}

/// A pass that is worth nothing any more, or a conversation that is not the visitor's: quietly from the beginning.
fn leave_when_refused(chat: &Chat) {
    if chat.live.connection.get() == Connection::SignedOut {
        return chat.visit.forget();
    }
    match chat.live.refused.get() {
        Some(Refusal::NotSignedIn) => chat.visit.forget(),
        Some(Refusal::NotFound { .. } | Refusal::NotPermitted { .. }) => chat.visit.start_over(),
        _ => {}
    }
}

fn talk_head(chat: &Rc<Chat>) -> El {
    let known = chat.live.know(agent_of);
    let agent = memo(move || known.get().flatten());
    let (config, own) = (chat.visit.config.clone(), agent.clone());
    let name = move || {
        own.get().map_or_else(
            || config.with(|c| c.as_ref().map_or_else(String::new, |c| c.workspace_name.clone())),
            |agent| agent.name,
        )
    };
    let department = chat.live.know(|thread| thread.conversation.department);
    let config = chat.visit.config.clone();
    let about = move || {
        let id = department.get().flatten()?;
        config.with(|config| {
            let mut all = config.as_ref()?.departments.iter();
            all.find(|one| one.id == id).map(|one| one.name.clone())
        })
    };
    let who = Who {
        name: Box::new(name),
        about: Box::new(move || about().unwrap_or_default()),
        agent: Some(agent),
    };
    head(&chat.visit, who, |actions| {
        let actions = call::start(actions, chat).kid(sound_switch(chat));
        ending::end_chat(actions, chat)
    })
}

fn sound_switch(chat: &Chat) -> El {
    let is_silent = chat.is_silent.clone();
    let turn = move || {
        let now = !is_silent.peek();
        is_silent.set(now);
        kept::set_silent(now);
        if !now {
            sound::play();
        }
    };
    let (pressed, face) = (chat.is_silent.clone(), chat.is_silent.clone());
    let glyph = |is_silent| if is_silent { Glyph::VolumeX } else { Glyph::Volume2 };
    named(press_button("icon-button", "quiet", None, Box::new(turn)), w::SOUND.text())
        .state("aria-pressed", move || Some((!pressed.get()).to_string()))
        .place(move || face.get(), move |is_silent| Some(icon(glyph(is_silent))))
}

/// Who serves it, or who did so last.
fn agent_of(thread: &Thread) -> Option<PersonRef> {
    let stage = &thread.conversation.stage;
    if !stage.is_closed() {
        return stage.agent().cloned();
    }
    thread.events.iter().rev().find_map(|event| match (&event.body, &event.author) {
        (EventBody::Assigned { agent, .. }, _) => Some(agent.clone()),
        (EventBody::Said { .. }, Author::Staff(agent)) => Some(agent.clone()),
        _ => None,
    })
}

fn take_drops(frame: El, chat: &Rc<Chat>) -> El {
    let (over, left, down) = (Rc::clone(chat), Rc::clone(chat), Rc::clone(chat));
    let is_open = |chat: &Chat| chat.stage.peek().is_some_and(|told| told != Told::Ended);
    frame
        .on("dragover", move |event| drag(&over, &event, is_open(&over)))
        .on("dragleave", move |event| {
            // Only when it leaves the frame, not from one thing in it to the next.
            if event.unchecked_ref::<DragEvent>().related_target().is_none() {
                drag(&left, &event, false);
            }
        })
        .on("drop", move |event| {
            drag(&down, &event, false);
            let data = event.unchecked_ref::<DragEvent>().data_transfer();
            if let Some(files) = data.and_then(|data| data.files()).filter(|_| is_open(&down)) {
                down.attachments.add(&files);
            }
        })
}

fn drag(chat: &Chat, event: &Event, is_over: bool) {
    // Also where nothing can be put down: the browser would leave the chat and open the file.
    event.prevent_default();
    chat.attachments.is_over.turn_to(is_over);
}
