//! Below the timeline: the message box, or what can be done instead of writing.

use leptos::prelude::*;
use model::permission::Action;

use super::{
    acts::{Act, Acts},
    composer::Composer,
    room::{Room, use_room},
    standing::Standing,
};
use crate::{
    parts::{Button, ButtonKind, ButtonLink, Countdown, Glyph},
    shell::place::Place,
    words::desk as words,
};

#[component]
pub(super) fn Footer() -> impl IntoView {
    let room = use_room();
    // Not drawn again by every message: somebody may be writing in it.
    let state = Memo::new(move |_| (room.left_to.get(), room.standing.get()));
    move || match state.get() {
        (Some(person), Some(Standing::Queued | Standing::RingingHere { .. })) => {
            let name = room.session.person_name(person);
            only(words::TAKEN_BY.with(&[("name", &name)])).into_any()
        }
        (_, None) => ().into_any(),
        (_, Some(Standing::Mine)) => view! { <Composer/> }.into_any(),
        (_, Some(Standing::Helping(name))) => view! { <Helping name/> <Composer/> }.into_any(),
        (_, Some(Standing::Queued)) => view! { <Preview/> }.into_any(),
        (_, Some(Standing::RingingHere { deadline_ms })) => {
            view! { <Ringing deadline_ms/> }.into_any()
        }
        (_, Some(Standing::RingingAt(name))) => {
            only(words::RINGS_ELSEWHERE.with(&[("name", &name)])).into_any()
        }
        (_, Some(Standing::ServedBy(name) | Standing::OnHoldAt(name))) => {
            only(words::SERVED_BY.with(&[("name", &name)])).into_any()
        }
        (_, Some(Standing::OnHoldHere)) => view! { <OnHold/> }.into_any(),
        (_, Some(Standing::Ended)) => view! { <Ended/> }.into_any(),
    }
}

fn only(text: String) -> impl IntoView {
    view! { <div class="conversation__offer"><p>{text}</p></div> }
}

/// Above the message box of somebody who was invited: whom they help, and the way out.
#[component]
fn Helping(name: String) -> impl IntoView {
    let room = use_room();
    let acts = expect_context::<Acts>();
    let name = if name.is_empty() { room.guest() } else { name };
    view! {
        <div class="conversation__offer">
            <p>{words::HELPS.with(&[("name", &name)])}</p>
            <Button
                label=words::LEAVE.text()
                busy=running(room, acts, Act::Leave)
                on_click=move |()| acts.run(Act::Leave, room.id)
            />
        </div>
    }
}

#[component]
fn Preview() -> impl IntoView {
    let room = use_room();
    let acts = expect_context::<Acts>();
    let place = move || {
        let place = room.watched.place.get()?.place;
        Some(words::PREVIEW_PLACE.with(&[("place", &place.to_string())]))
    };
    let blocked =
        move || room.may(Action::Take).is_err().then(|| words::CANNOT_TAKE.text().to_owned());
    view! {
        <div class="conversation__offer">
            <p>{move || words::PREVIEW.with(&[("name", &room.guest())])} " " {place}</p>
            <Button
                label=words::TAKE.text()
                kind=ButtonKind::Primary
                glyph=Glyph::Hand
                blocked=Signal::derive(blocked)
                busy=running(room, acts, Act::Take)
                on_click=move |()| acts.run(Act::Take, room.id)
            />
        </div>
    }
}

#[component]
fn Ringing(deadline_ms: i64) -> impl IntoView {
    let room = use_room();
    let acts = expect_context::<Acts>();
    view! {
        <div class="conversation__offer">
            <p>
                {move || words::RINGS.with(&[("name", &room.guest())])} " "
                <Countdown until_ms=Signal::stored(deadline_ms) label=words::TIME_LEFT.text()/>
            </p>
            <Button
                label=words::REFUSE.text()
                busy=running(room, acts, Act::Refuse)
                on_click=move |()| acts.run(Act::Refuse, room.id)
            />
            <Button
                label=words::ACCEPT.text()
                kind=ButtonKind::Primary
                glyph=Glyph::Check
                busy=running(room, acts, Act::Accept)
                on_click=move |()| acts.run(Act::Accept, room.id)
            />
        </div>
    }
}

#[component]
fn OnHold() -> impl IntoView {
    let room = use_room();
    let acts = expect_context::<Acts>();
    let until =
        Memo::new(move |_| room.conversation.with(|it| it.as_ref()?.hold_until.map(|at| at.0)));
    let ends = move || {
        until.get().map(|until_ms| {
            view! {
                " " {words::HOLD_ENDS_IN.text()} " "
                <Countdown until_ms=Signal::stored(until_ms) label=words::TIME_LEFT.text()/>
            }
        })
    };
    view! {
        <div class="conversation__offer">
            <p>{move || words::IS_ON_HOLD.with(&[("name", &room.guest())])} {ends}</p>
            <Button
                label=words::RESUME.text()
                kind=ButtonKind::Primary
                glyph=Glyph::Play
                busy=running(room, acts, Act::Resume)
                on_click=move |()| acts.run(Act::Resume, room.id)
            />
        </div>
    }
}

#[component]
fn Ended() -> impl IntoView {
    let room = use_room();
    let href = format!("{}?view=full", Place::Chats(Some(room.id)));
    view! {
        <div class="conversation__offer">
            <p>{words::HAS_ENDED.text()}</p>
            <ButtonLink label=words::IN_CONTACT_CENTER.text() href glyph=Glyph::BookUser/>
        </div>
    }
}

fn running(room: Room, acts: Acts, act: Act) -> Signal<bool> {
    Signal::derive(move || acts.is_running(act, room.id))
}
