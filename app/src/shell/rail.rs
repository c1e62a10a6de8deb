//! The rail at the far left: the desk with what waits there, the other areas, availability and account.

use leptos::prelude::*;
use model::{
    availability::Availability,
    permission::{Action, Permission},
    view::desk::List,
};

use super::{
    address::use_address,
    place::{AccountPart, Area, Opened, Place},
    session::{Session, use_session},
};
use crate::{
    live::Live,
    manage,
    parts::{
        Avatar, AvatarKind, Badge, Glyph, Icon, Menu, MenuItem, Presence, PresenceState, Timer,
    },
    words::{Word, shell as words},
};

#[component]
pub(super) fn Rail() -> impl IntoView {
    let session = use_session();
    let sees_center = move || session.may_at_all(Action::ViewContactCenter);
    view! {
        <nav class="rail" aria-label=words::MAIN.text()>
            <section class="rail__glance" aria-label=words::GLANCE.text()>
                <ul class="rail__items">
                    <Show when=move || session.staff().has(Permission::ViewRoom)>
                        <li class="rail__slot"><DeskItem/></li>
                    </Show>
                </ul>
            </section>
            <div class="rail__places">
                <ul class="rail__items">
                    <Show when=sees_center>
                        <li>
                            <Item
                                area=Area::ContactCenter
                                place=Place::Contacts(Opened::Nothing)
                                word=words::CONTACT_CENTER
                                glyph=Glyph::BookUser
                            />
                        </li>
                    </Show>
                    <Show when=move || session.may_at_all(Action::WriteToColleagues)>
                        <li class="rail__slot"><MessagesItem/></li>
                    </Show>
                    <Show when=move || manage::first_section(session).is_some()>
                        <li>
                            <Item
                                area=Area::Manage
                                place=Place::Manage
                                word=words::MANAGE
                                glyph=Glyph::SlidersHorizontal
                            />
                        </li>
                    </Show>
                </ul>
            </div>
            <div class="rail__foot">
                <Show when=move || session.may_at_all(Action::SetOwnAvailability)>
                    <AvailabilityMenu/>
                </Show>
                <AccountItem/>
            </div>
        </nav>
    }
}

#[component]
fn Item(area: Area, place: Place, word: Word, glyph: Glyph) -> impl IntoView {
    view! {
        <a
            class="rail__item"
            href=place.to_string()
            aria-current=current(area)
            aria-label=word.text()
            data-tip=word.text()
        >
            <Icon glyph/>
        </a>
    }
}

/// The conversations in progress: how many, and since when the longest waiting guest has had no answer.
#[component]
fn DeskItem() -> impl IntoView {
    let session = use_session();
    let live = expect_context::<Live>();
    let in_progress = Memo::new(move |_| {
        session.me.with(|me| {
            live.desk.with(|desk| {
                let chats = desk.list(&me.staff, List::InProgress);
                let since = chats.iter().filter_map(|entry| entry.conversation.waiting_since).min();
                (u32::try_from(chats.len()).unwrap_or(u32::MAX), since.map(|moment| moment.0))
            })
        })
    });
    let count = Signal::derive(move || in_progress.get().0);
    let since_ms = Signal::derive(move || in_progress.get().1);
    let late_after_ms = Signal::derive(move || {
        Some(session.me.with(|me| i64::from(me.response_threshold_s) * 1000))
    });
    view! {
        <a
            class="rail__item"
            href=Place::Desk(None).to_string()
            aria-current=current(Area::Desk)
            aria-label=words::DESK.text()
            aria-describedby="glance-chats"
            data-tip=words::DESK.text()
        >
            <Icon glyph=Glyph::MessagesSquare/>
        </a>
        // Beside the link: its name is the area's alone, the numbers describe it.
        <div class="rail__marks" id="glance-chats">
            <Badge count label=move || chats_words(count.get())/>
            <Timer
                since_ms
                late_after_ms
                label=words::LONGEST_WAIT.text()
                late=words::LATE.text()
                compact=true
            />
        </div>
    }
}

/// Direct messages, with how many are unread.
#[component]
fn MessagesItem() -> impl IntoView {
    let live = expect_context::<Live>();
    let count =
        Memo::new(move |_| live.directs.with(|all| all.values().map(|entry| entry.unread).sum()));
    view! {
        <a
            class="rail__item"
            href=Place::Messages(None).to_string()
            aria-current=current(Area::Messages)
            aria-label=words::MESSAGES.text()
            aria-describedby="glance-messages"
            data-tip=words::MESSAGES.text()
        >
            <Icon glyph=Glyph::MessageCircle/>
        </a>
        <div class="rail__marks" id="glance-messages">
            <Badge
                count
                label=Signal::derive(move || crate::words::desk::unread(count.get()))
            />
        </div>
    }
}

fn chats_words(count: u32) -> String {
    match count {
        1 => words::ONE_CHAT.text().to_owned(),
        many => words::CHATS.with(&[("count", &many.to_string())]),
    }
}

#[component]
fn AvailabilityMenu() -> impl IntoView {
    let session = use_session();
    let chosen = Memo::new(move |_| session.me.with(|me| me.person.availability));
    let items = move || {
        Availability::ALL
            .into_iter()
            .map(|availability| item_for(session, availability, chosen.get() == availability))
            .collect::<Vec<_>>()
    };
    view! {
        // Shown at once; until the server has it, routing goes by the choice before.
        <div
            class="rail__availability"
            aria-busy=move || (session.settling.get() > 0).then_some("true")
        >
            <Menu label=words::AVAILABILITY.text() items=Signal::derive(items)>
                <Presence
                    state=Signal::derive(move || presence(chosen.get()))
                    label=Signal::derive(move || availability_word(chosen.get()).text().to_owned())
                    compact=true
                />
            </Menu>
        </div>
    }
}

fn item_for(session: Session, availability: Availability, is_chosen: bool) -> MenuItem {
    let hint = if availability == Availability::Available {
        words::AVAILABLE_HINT
    } else {
        words::NO_NEW_HINT
    };
    let choose = Callback::new(move |()| session.set_availability(availability));
    MenuItem::new(availability_word(availability).text(), choose)
        .checked(is_chosen)
        .hint(hint.text())
}

/// The shape an availability is shown with.
#[must_use]
pub const fn presence(availability: Availability) -> PresenceState {
    match availability {
        Availability::Available => PresenceState::Available,
        Availability::Away => PresenceState::Away,
        Availability::Busy => PresenceState::Busy,
        Availability::Offline => PresenceState::Offline,
    }
}

/// The word an availability is called by.
#[must_use]
pub const fn availability_word(availability: Availability) -> Word {
    match availability {
        Availability::Available => words::AVAILABLE,
        Availability::Away => words::AWAY,
        Availability::Busy => words::BUSY,
        Availability::Offline => words::OFFLINE,
    }
}

#[component]
fn AccountItem() -> impl IntoView {
    let session = use_session();
    let name = move || session.me.with(|me| me.person.name.clone());
    view! {
        <div class="rail__slot">
            <a
                class="rail__item"
                href=Place::Account(AccountPart::Profile).to_string()
                aria-current=current(Area::Account)
                aria-label=words::MY_ACCOUNT.text()
                data-tip=move || format!("{} · {}", words::MY_ACCOUNT.text(), name())
            ></a>
            <Avatar
                name=Signal::derive(name)
                seed=session.my_id().to_string()
                kind=AvatarKind::Initials
            />
        </div>
    }
}

fn current(area: Area) -> impl Fn() -> Option<&'static str> + Send + Sync + Clone + 'static {
    let address = use_address();
    move || (address.place.get().area() == area).then_some("page")
}
