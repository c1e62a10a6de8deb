//! The message box for a colleague.

use leptos::prelude::*;

use super::log::Room;
use crate::{
    canned::Filling,
    composer::{Composing, Draft, MessageBox},
    live,
    suggest::{Candidate, Offers},
    words::messages as words,
};

#[component]
pub(super) fn Composer() -> impl IntoView {
    let room = expect_context::<Room>();
    let live_room = live::Room::Colleague(room.with);
    let draft = Draft::load(room.session.my_id(), live_room);
    let offers = Offers {
        canned: Some(Filling::among_staff()),
        people: Signal::derive(move || Candidate::others(room.session, |_| None)),
        used: draft.canned,
        ..Offers::default()
    };
    let composing = Composing::new(live_room, draft, offers);
    let on_send = move |text: String| {
        composing.say(text);
        room.new_after.set(None);
        room.said.update(|said| *said = said.wrapping_add(1));
    };
    let placeholder =
        Signal::derive(move || words::WRITE_TO.with(&[("name", &room.seat.get().name)]));
    view! { <MessageBox composing placeholder on_send/> }
}
