//! The place of the conversation while none is open.

use leptos::prelude::*;
use model::{availability::Availability, permission::Action, view::desk::List};

use super::navigator::{LISTS, ids_of};
use crate::{
    live::Live,
    parts::{Button, ButtonKind, Empty, Glyph},
    shell::session::use_session,
    words::desk as words,
};

#[component]
pub(super) fn Nothing() -> impl IntoView {
    let live = expect_context::<Live>();
    let session = use_session();
    let has_any = Memo::new(move |_| {
        LISTS.iter().any(|list: &List| !ids_of(live, session, *list).is_empty())
    });
    let is_available =
        Memo::new(move |_| session.me.with(|me| me.person.availability) == Availability::Available);
    let may_change = Memo::new(move |_| session.may_at_all(Action::SetOwnAvailability));
    let content = move || match (has_any.get(), is_available.get() || !may_change.get()) {
        (true, _) => view! {
            <Empty
                glyph=Glyph::MessagesSquare
                title=words::NOTHING_OPEN.text()
                text=words::NOTHING_OPEN_TEXT.text()
            />
        }
        .into_any(),
        (false, true) => view! {
            <Empty
                glyph=Glyph::Inbox
                title=words::ALL_QUIET.text()
                text=words::ALL_QUIET_TEXT.text()
            />
        }
        .into_any(),
        (false, false) => view! {
            <Empty
                glyph=Glyph::BellOff
                title=words::ALL_QUIET.text()
                text=words::NOT_AVAILABLE_TEXT.text()
            >
                <Button
                    label=words::BECOME_AVAILABLE.text()
                    kind=ButtonKind::Primary
                    on_click=move |()| session.set_availability(Availability::Available)
                />
            </Empty>
        }
        .into_any(),
    };
    view! {
        <section class="conversation" aria-label=words::CONVERSATION.text()>
            <Show when=move || live.is_loaded.get()>{content}</Show>
        </section>
    }
}
