//! The bar of a call: above every screen while there is a call, so that what is done with it is always in reach.

use leptos::prelude::*;
use model::{call::CallKind, cursor::Side};

use super::{
    after::AfterCall, join::JoinCall, known::Current, line::Line, machine::Way, stage::Stage,
};
use crate::{
    parts::{Button, ButtonKind, Glyph, Icon, IconButton, Timer},
    shell::place::Place,
    words::{Word, calls as words},
};

#[component]
pub(super) fn CallBar() -> impl IntoView {
    let line = expect_context::<Line>();
    let call = Memo::new(move |_| line.current.with(|it| it.as_ref().map(|it| it.call.id)));
    view! {
        {move || call.get().map(|_| view! { <Bar/> }.into_any())}
        <AfterCall/>
    }
}

/// What this page has to do with the call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// At a conference provider.
    Conference,
    /// The guest waits for an answer.
    Called,
    /// The agent waits for one.
    Calls,
    Talks,
    /// Another page of the same person talks.
    Elsewhere,
}

fn part(line: Line, now: &Current) -> Part {
    let is_here = line.talks_in.get() == Some(now.call.id);
    match (now.call.kind, now.call.rings(), now.call.by) {
        (CallKind::Link, ..) => Part::Conference,
        (_, true, Side::Guest) => Part::Called,
        (_, true, Side::Staff) => Part::Calls,
        (_, false, _) if is_here => Part::Talks,
        (_, false, _) => Part::Elsewhere,
    }
}

#[component]
fn Bar() -> impl IntoView {
    let line = expect_context::<Line>();
    let known = move || line.current.get();
    let part = Memo::new(move |_| known().map(|now| part(line, &now)));
    let guest = Memo::new(move |_| known().map(|now| now.guest).unwrap_or_default());
    let href = move || known().map(|now| Place::Desk(Some(now.conversation)).to_string());
    let since = Memo::new(move |_| known().and_then(|now| now.call.answered).map(|at| at.0));
    view! {
        <section class="phone-bar" aria-label=words::PHONE_BAR.text()>
            <div class="phone-bar__who">
                <Icon glyph=Signal::derive(move || glyph(part.get()))/>
                <a class="phone-bar__name" href=href>{guest}</a>
            </div>
            <p class="phone-bar__state" role="status">
                {move || state(line, part.get()).text()}
            </p>
            <Timer since_ms=since label=words::DURATION.text()/>
            <div class="phone-bar__actions">
                {move || part.get().map(|part| view! { <Actions part/> }.into_any())}
            </div>
            <Stage guest/>
        </section>
    }
}

fn glyph(part: Option<Part>) -> Glyph {
    match part {
        Some(Part::Called) => Glyph::PhoneIncoming,
        Some(Part::Calls) => Glyph::PhoneOutgoing,
        Some(Part::Conference) => Glyph::Video,
        _ => Glyph::PhoneCall,
    }
}

fn state(line: Line, part: Option<Part>) -> Word {
    let is_held = line.current.with(|it| it.as_ref().is_some_and(|it| it.call.held.is_some()));
    match part {
        Some(Part::Conference) => words::IN_CONFERENCE,
        Some(Part::Called) => words::CALLS_YOU,
        Some(Part::Calls) | None => words::CALLING,
        Some(Part::Elsewhere) => words::ELSEWHERE,
        Some(Part::Talks) if is_held => words::ON_HOLD,
        Some(Part::Talks) => match line.way.get() {
            Way::Connecting => words::CONNECTING,
            Way::Connected => words::TALKING,
            Way::Reconnecting | Way::Failed => words::RECONNECTING,
        },
    }
}

#[component]
fn Actions(part: Part) -> impl IntoView {
    let line = expect_context::<Line>();
    match part {
        Part::Called => view! {
            <Button
                label=words::ANSWER.text()
                kind=ButtonKind::Primary
                glyph=Glyph::Phone
                busy=line.is_busy
                on_click=move |()| line.answer()
            />
            <Button
                label=words::DECLINE.text()
                glyph=Glyph::PhoneOff
                on_click=move |()| line.hang_up()
            />
        }
        .into_any(),
        Part::Calls => view! { <Own/> <HangUp word=words::HANG_UP/> }.into_any(),
        Part::Talks => view! { <Own/> <Hold/> <HangUp word=words::HANG_UP/> }.into_any(),
        Part::Elsewhere => view! {
            <Button
                label=words::CONTINUE_HERE.text()
                busy=line.is_busy
                on_click=move |()| line.resume()
            />
            <HangUp word=words::HANG_UP/>
        }
        .into_any(),
        Part::Conference => {
            let link = line.current.with_untracked(|it| it.as_ref().map(|it| it.call.link.clone()));
            view! {
                <JoinCall link=link.unwrap_or_default()/>
                <HangUp word=words::END_CALL/>
            }
            .into_any()
        }
    }
}

/// One's own microphone and camera.
#[component]
pub(super) fn Own() -> impl IntoView {
    let line = expect_context::<Line>();
    let has_video = move || {
        let wished = line.wish.with(|it| it.as_ref().map(|it| it.kind));
        let kind = line.current.with(|it| it.as_ref().map(|it| it.call.kind)).or(wished);
        kind == Some(CallKind::Video)
    };
    let glyph = move || if line.media.get().audio { Glyph::Mic } else { Glyph::MicOff };
    let camera = move || if line.media.get().video { Glyph::Video } else { Glyph::VideoOff };
    view! {
        <IconButton
            glyph=Signal::derive(glyph)
            label=words::MICROPHONE.text()
            pressed=Signal::derive(move || Some(line.media.get().audio))
            on_click=move |()| line.turn_microphone()
        />
        <Show when=has_video>
            <IconButton
                glyph=Signal::derive(camera)
                label=words::CAMERA.text()
                pressed=Signal::derive(move || Some(line.media.get().video))
                on_click=move |()| line.turn_camera()
            />
        </Show>
    }
}

#[component]
fn Hold() -> impl IntoView {
    let line = expect_context::<Line>();
    let is_held = Memo::new(move |_| {
        line.current.with(|it| it.as_ref().is_some_and(|it| it.call.held.is_some()))
    });
    let label = move || if is_held.get() { words::RESUME } else { words::HOLD }.text().to_owned();
    view! {
        <IconButton
            glyph=Signal::derive(move || if is_held.get() { Glyph::Play } else { Glyph::Pause })
            label=Signal::derive(label)
            busy=line.is_busy
            on_click=move |()| line.hold(!is_held.get_untracked())
        />
    }
}

#[component]
fn HangUp(word: Word) -> impl IntoView {
    let line = expect_context::<Line>();
    view! {
        <IconButton
            glyph=Glyph::PhoneOff
            label=word.text()
            kind=ButtonKind::Danger
            on_click=move |()| line.hang_up()
        />
    }
}
