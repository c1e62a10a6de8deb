//! The head of the open conversation: who, where, and the quick actions.

use leptos::prelude::*;
use model::{
    call::{CallKind, CallOffer},
    permission::Action,
    refusal::Refusal,
};

use super::{
    acts::{Act, Acts},
    ending::Ending,
    forwarding::Forwarding,
    lookers::Lookers,
    room::{Room, use_room},
    standing::{Obstacle, QuickAction, obstacle},
    transcripts::SendTranscript,
};
use crate::{
    parts::{Avatar, Glyph, IconButton, Menu, MenuItem},
    phone::Phone,
    shell::{address::use_address, place::Place},
    words::{Word, calls as call_words, desk as words, refusals},
};

#[component]
pub(super) fn Head() -> impl IntoView {
    let room = use_room();
    let address = use_address();
    let seed = move || {
        room.conversation
            .with(|it| it.as_ref().map(|it| it.contact.id.to_string()))
            .unwrap_or_default()
    };
    view! {
        <header class="conversation__head">
            <span class="conversation__back">
                <IconButton
                    glyph=Glyph::ArrowLeft
                    label=words::BACK_TO_LIST.text()
                    on_click=move |()| address.go(&Place::Desk(None).to_string())
                />
            </span>
            <Avatar name=Signal::derive(move || room.guest()) seed=Signal::derive(seed)/>
            <div class="conversation__who">
                <h1 class="conversation__name">{move || room.guest()}</h1>
                <p class="conversation__about">{move || about(room)}</p>
            </div>
            <Lookers/>
            <QuickActions/>
        </header>
    }
}

/// Department, channel, and what the chat is about.
fn about(room: Room) -> String {
    room.conversation.with(|it| {
        let Some(it) = it else { return String::new() };
        let department = room.session.department_name(it.department);
        let channel = it.channel.as_str();
        let about = words::ABOUT.with(&[("department", &department), ("channel", channel)]);
        let names = it.helpers.iter().map(|helper| helper.name.as_str()).collect::<Vec<_>>();
        let helpers =
            (!names.is_empty()).then(|| words::WITH_HELPERS.with(&[("names", &names.join(", "))]));
        let topic = Some(it.topic.clone()).filter(|topic| !topic.is_empty());
        [Some(about), helpers, topic].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    })
}

#[component]
fn QuickActions() -> impl IntoView {
    let room = use_room();
    let acts = expect_context::<Acts>();
    let (is_ending, is_forwarding) = (room.is_ending, room.is_forwarding);
    let why_not = move |action| Signal::derive(move || why_not(room, action));
    let running = move |act| Signal::derive(move || acts.is_running(act, room.id));
    view! {
        <div class="conversation__actions" role="toolbar" aria-label=words::QUICK_ACTIONS.text()>
            <IconButton
                glyph=Glyph::Undo2
                label=words::MOVE_TO_QUEUE.text()
                blocked=why_not(QuickAction::MoveToQueue)
                busy=running(Act::MoveToQueue)
                on_click=move |()| acts.run(Act::MoveToQueue, room.id)
            />
            <SendTranscript conversation=room.conversation is_mailing=room.is_mailing/>
            <IconButton
                glyph=Glyph::Forward
                label=words::FORWARD.text()
                blocked=why_not(QuickAction::Forward)
                on_click=move |()| is_forwarding.set(true)
            />
            <IconButton
                glyph=Glyph::Pause
                label=words::HOLD.text()
                blocked=why_not(QuickAction::Hold)
                busy=running(Act::Hold)
                on_click=move |()| acts.run(Act::Hold, room.id)
            />
            <CallButton/>
            <IconButton
                glyph=Glyph::X
                label=words::END.text()
                blocked=why_not(QuickAction::End)
                on_click=move |()| is_ending.set(true)
            />
        </div>
        <Show when=move || is_forwarding.get()>
            <Forwarding on_close=move |()| is_forwarding.set(false)/>
        </Show>
        <Show when=move || is_ending.get()>
            <Ending on_close=move |()| is_ending.set(false)/>
        </Show>
    }
}

/// Calls the guest: how, is asked where there is more than one way.
#[component]
fn CallButton() -> impl IntoView {
    let room = use_room();
    let phone = expect_context::<Phone>();
    let ways = Memo::new(move |_| room.session.me.with(|me| ways(&me.calls)));
    let begin = move |kind| phone.begin(room.id, untrack(|| room.guest()), kind);
    let why_not = Memo::new(move |_| why_not_call(room, phone));
    let is_plain = Memo::new(move |_| why_not.with(Option::is_some) || ways.with(Vec::len) < 2);
    let items = move || {
        let items = ways.get().into_iter().map(|(kind, word, glyph)| {
            MenuItem::new(word.text(), move || begin(kind)).glyph(glyph)
        });
        items.collect::<Vec<_>>()
    };
    move || {
        if is_plain.get() {
            let blocked = why_not;
            view! {
                <IconButton
                    glyph=Glyph::Phone
                    label=call_words::CALL.text()
                    blocked
                    busy=phone.is_busy
                    on_click=move |()| call(room, phone)
                />
            }
            .into_any()
        } else {
            view! {
                <Menu
                    label=call_words::CALL.text()
                    items=Signal::derive(items)
                    glyph=Glyph::Phone
                />
            }
            .into_any()
        }
    }
}

/// Why the guest cannot be called now.
pub(super) fn why_not_call(room: Room, phone: Phone) -> Option<String> {
    let refused = if room.session.me.with(|me| ways(&me.calls).is_empty()) {
        Some(Refusal::CallsOff { kind: CallKind::Audio })
    } else {
        let busy = phone.current.with(|it| it.as_ref().map(|it| it.conversation == room.id));
        busy.map(|here| if here { Refusal::AlreadyCalling } else { Refusal::InACall })
    };
    why_not(room, QuickAction::Call).or_else(|| refused.map(|it| refusals::refusal(&it)))
}

/// Calls the guest in the first way there is.
pub(super) fn call(room: Room, phone: Phone) {
    untrack(|| {
        let kind = room.session.me.with(|me| ways(&me.calls).first().map(|(kind, ..)| *kind));
        if let Some(kind) = kind {
            phone.begin(room.id, room.guest(), kind);
        }
    });
}

fn ways(offer: &CallOffer) -> Vec<(CallKind, Word, Glyph)> {
    [
        (offer.has_audio, CallKind::Audio, call_words::AUDIO_CALL, Glyph::Phone),
        (offer.has_video, CallKind::Video, call_words::VIDEO_CALL, Glyph::Video),
        (offer.has_link, CallKind::Link, call_words::CONFERENCE, Glyph::Link),
    ]
    .into_iter()
    .filter_map(|(has, kind, word, glyph)| has.then_some((kind, word, glyph)))
    .collect()
}

pub(super) fn why_not(room: Room, action: QuickAction) -> Option<String> {
    let needed = match action {
        QuickAction::MoveToQueue => Action::ReturnToQueue,
        QuickAction::Forward => Action::Forward,
        QuickAction::Hold => Action::Hold,
        QuickAction::End => Action::Close,
        QuickAction::Call => Action::Call,
    };
    let me = room.session.my_id();
    let allowed = room.may(needed);
    // Where the workspace lets a chat be placed on hold whoever spoke last, nothing has to be answered first.
    let answers_first = room.session.me.with(|me| me.hold_needs_answer);
    let found = room.conversation.with(|it| obstacle(action, it.as_ref()?, me, allowed));
    let found = found.filter(|it| *it != Obstacle::AnswerFirst || answers_first)?;
    Some(match found {
        Obstacle::AlreadyQueued => words::ALREADY_QUEUED.text().to_owned(),
        Obstacle::TakeFirst => words::TAKE_FIRST.text().to_owned(),
        Obstacle::AlreadyEnded => words::ENDED_ALREADY.text().to_owned(),
        Obstacle::ResumeFirst => words::RESUME_FIRST.text().to_owned(),
        Obstacle::AlreadyOnHold => words::ALREADY_ON_HOLD.text().to_owned(),
        Obstacle::AnswerFirst => words::ANSWER_FIRST.text().to_owned(),
        Obstacle::AtSomebody(name) => words::AT_SOMEBODY.with(&[("name", &name)]),
        Obstacle::NotAllowed(refusal) => refusals::refusal(&refusal),
    })
}
