//! Everything behind the login page: the session, the socket, the frame, and the screen of the address.

use leptos::prelude::*;
use model::{id::ConversationId, permission::Permission, session::Me};

use super::{
    address::use_address,
    banners::ConnectionBanner,
    door::Door,
    later::{self, Later, LaterScreen},
    look,
    place::{Area, Place},
    rail::Rail,
    session::{Session, use_session},
    title::use_title,
};
use crate::{
    account::{follow_presses, renew_push},
    canned::provide_library,
    custom_fields::provide_definitions,
    desk::{Bell, Desk, provide_bell, tell_mails},
    go::{GoTo, provide_go},
    live::{Connection, Live},
    manage,
    parts::{ButtonKind, ButtonLink, Empty, Glyph, Swap},
    phone::{PhoneBar, provide_phone},
    words::{Word, shell as words},
};

#[component]
pub(super) fn Inside(me: Me) -> impl IntoView {
    let door = expect_context::<Door>();
    let session = Session::new(me, door);
    provide_context(session);
    look::follow(&session.preferences());
    renew_push(session);
    follow_presses(use_address());
    let live = Live::open_staff(session.my_id());
    provide_context(live);
    provide_library(live);
    provide_definitions();
    provide_bell();
    let phone = provide_phone();
    let go = provide_go();
    later::fetch_soon(live.is_loaded.into());
    tell_mails(live, session);
    Effect::new(move || {
        let people = live.people.get();
        if !people.is_empty() {
            session.meet(people);
        }
    });
    Effect::new(move || {
        if live.connection.get() == Connection::SignedOut {
            session.signed_out();
        }
    });
    view! {
        <div class="frame">
            <a class="skip" href="#main">{words::SKIP.text()}</a>
            <Rail/>
            <ConnectionBanner/>
            <div class="frame__phone"><PhoneBar phone/></div>
            <Screen/>
            <GoTo go/>
            <Announcer/>
            <Bell/>
        </div>
    }
}

/// Says which screen has opened to those who do not see it.
#[component]
fn Announcer() -> impl IntoView {
    let title = use_title();
    let said = RwSignal::new("");
    Effect::new(move |before: Option<&'static str>| {
        let screen = title.screen.get();
        if before.is_some_and(|before| before != screen) {
            said.set(screen);
        }
        screen
    });
    view! { <div class="unseen" role="status">{said}</div> }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    Desk,
    Later(Later),
    NotAllowed,
    NotFound,
}

#[component]
fn Screen() -> impl IntoView {
    let address = use_address();
    let session = use_session();
    let door = expect_context::<Door>();
    // Rights may change while somebody works: the screen follows.
    let shown = Memo::new(move |_| shown_at(door.shown(address.place.get()), session));
    let conversation: Signal<Option<ConversationId>> =
        Memo::new(move |_| conversation_at(address.place.get())).into();
    let screen = move |shown| match shown {
        Shown::Desk => view! { <Desk conversation/> }.into_any(),
        Shown::Later(screen) => view! { <LaterScreen screen/> }.into_any(),
        Shown::NotAllowed => view! { <NotAllowed/> }.into_any(),
        Shown::NotFound => view! { <NotFound/> }.into_any(),
    };
    view! { <Swap of=shown view=screen/> }
}

fn shown_at(place: Place, session: Session) -> Shown {
    let staff = session.staff();
    let is_allowed = match place.area() {
        Area::Desk => staff.has(Permission::ViewRoom),
        Area::ContactCenter if matches!(place, Place::Import(_)) => {
            staff.has(Permission::ImportContacts)
        }
        Area::ContactCenter => {
            let is_for_many = matches!(place, Place::Broadcasts(_));
            staff.has(Permission::ViewContactCenter)
                && (!is_for_many || staff.has(Permission::SendBroadcast))
        }
        Area::Messages => staff.has(Permission::CreateDirect),
        Area::Manage => manage::may_open(session, place),
        Area::Account | Area::Outside => true,
    };
    match (place.area(), place) {
        (Area::Outside, Place::Styleguide) => Shown::Later(Later::Styleguide),
        (Area::Outside, _) => Shown::NotFound,
        _ if !is_allowed => Shown::NotAllowed,
        (Area::Desk, _) => Shown::Desk,
        (Area::ContactCenter, Place::Import(_)) => Shown::Later(Later::Import),
        (Area::ContactCenter, _) => Shown::Later(Later::ContactCenter),
        (Area::Messages, _) => Shown::Later(Later::Messages),
        (Area::Manage, _) => Shown::Later(Later::Manage),
        (Area::Account, _) => Shown::Later(Later::Account),
    }
}

const fn conversation_at(place: Place) -> Option<ConversationId> {
    match place {
        Place::Desk(conversation) => conversation,
        _ => None,
    }
}

#[component]
fn NotFound() -> impl IntoView {
    view! {
        <Nowhere
            glyph=Glyph::CircleQuestionMark
            title=words::NOT_FOUND
            text=words::NOT_FOUND_TEXT
        />
    }
}

#[component]
fn NotAllowed() -> impl IntoView {
    view! { <Nowhere glyph=Glyph::Lock title=words::NOT_ALLOWED text=words::NOT_ALLOWED_TEXT/> }
}

/// Nothing to see for this person; the way back.
#[component]
fn Nowhere(glyph: Glyph, title: Word, text: Word) -> impl IntoView {
    view! {
        <main class="page" id="main" tabindex="-1">
            <h1 class="unseen">{title.text()}</h1>
            <Empty glyph title=title.text() text=text.text()>
                <ButtonLink
                    label=words::TO_THE_DESK.text()
                    href=Place::Desk(None).to_string()
                    kind=ButtonKind::Primary
                />
            </Empty>
        </main>
    }
}
