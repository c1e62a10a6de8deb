//! Notifications: tunes, what is told, and by which way, also while no page is open.

use leptos::prelude::*;
use model::account::{Occasions, Preferences, Tune};

use super::pushing::Pushing;
use crate::{
    desk::bell::{Notifying, Permission, Ringer},
    parts::{Button, Choice, Glyph, Select, Slider, Switch},
    shell::session::use_session,
    words::{Word, account as words},
};

#[component]
pub(super) fn Notifications() -> impl IntoView {
    view! {
        <div class="account__boxes">
            <Sounds/>
            <Told/>
            <Pushing/>
        </div>
    }
}

#[component]
fn Sounds() -> impl IntoView {
    let session = use_session();
    let ringer = expect_context::<Ringer>();
    let is_on = RwSignal::new(ringer.is_on.get_untracked());
    let is_quiet = RwSignal::new(session.preferences().is_quiet_in_front);
    view! {
        <section class="box" aria-labelledby="account-sounds">
            <header class="box__head">
                <h2 class="box__title" id="account-sounds">{words::SOUNDS.text()}</h2>
            </header>
            <div class="box__body">
                <Switch
                    label=words::SOUNDS_ON.text()
                    value=is_on
                    hint=words::THIS_BROWSER.text()
                    on_change=move |is_on| ringer.turn(is_on)
                />
                <Slider
                    label=words::VOLUME.text()
                    value=ringer.volume
                    max=100
                    hint=words::THIS_BROWSER.text()
                    on_change=move |percent| ringer.set_volume(percent)
                />
                <Tunes
                    label=words::RING_TUNE
                    read=|mine| mine.ring
                    write=|mine, tune| mine.ring = tune
                />
                <Tunes
                    label=words::PING_TUNE
                    read=|mine| mine.ping
                    write=|mine, tune| mine.ping = tune
                />
                <Switch
                    label=words::QUIET_IN_FRONT.text()
                    value=is_quiet
                    on_change=move |is_quiet| {
                        session.prefer(move |mine| mine.is_quiet_in_front = is_quiet);
                    }
                />
            </div>
        </section>
    }
}

#[component]
fn Tunes(
    label: Word,
    read: fn(&Preferences) -> Tune,
    write: fn(&mut Preferences, Tune),
) -> impl IntoView {
    let session = use_session();
    let ringer = expect_context::<Ringer>();
    let value = RwSignal::new(read(&session.preferences()).as_str().to_owned());
    let options = Tune::ALL
        .into_iter()
        .map(|tune| Choice::new(tune.as_str(), tune_word(tune).text()))
        .collect::<Vec<_>>();
    let choose = move |word: String| {
        if let Some(tune) = Tune::from_word(&word) {
            session.prefer(move |mine| write(mine, tune));
            ringer.play(tune);
        }
    };
    let hear = move || {
        if let Some(tune) = value.with_untracked(|word| Tune::from_word(word)) {
            ringer.play(tune);
        }
    };
    view! {
        <div class="account__pair">
            <Select label=label.text() value options=Signal::stored(options) on_change=choose/>
            <Button
                label=words::HEAR.with(&[("what", label.text())])
                glyph=Glyph::Play
                on_click=move |()| hear()
            />
        </div>
    }
}

const fn tune_word(tune: Tune) -> Word {
    match tune {
        Tune::Bell => words::TUNE_BELL,
        Tune::Chime => words::TUNE_CHIME,
        Tune::Knock => words::TUNE_KNOCK,
        Tune::Drop => words::TUNE_DROP,
        Tune::Marimba => words::TUNE_MARIMBA,
        Tune::Silent => words::TUNE_SILENT,
    }
}

#[component]
fn Told() -> impl IntoView {
    let session = use_session();
    let notifying = expect_context::<Notifying>();
    let is_on = move || notifying.permission.get() == Permission::Granted && notifying.is_on.get();
    let switch = RwSignal::new(untrack(is_on));
    // The browser's own question may be answered with no.
    Effect::new(move || switch.set(is_on()));
    let blocked = move || match notifying.permission.get() {
        Permission::Denied => Some(words::DENIED.text().to_owned()),
        Permission::Missing => Some(words::NO_NOTIFICATIONS.text().to_owned()),
        Permission::Open | Permission::Granted => None,
    };
    let shows_text = RwSignal::new(session.preferences().shows_text);
    view! {
        <section class="box" aria-labelledby="account-told">
            <header class="box__head">
                <h2 class="box__title" id="account-told">{words::TOLD.text()}</h2>
            </header>
            <div class="box__body">
                <Switch
                    label=words::BROWSER_NOTIFICATIONS.text()
                    value=switch
                    hint=words::BROWSER_HINT.text()
                    blocked=Signal::derive(blocked)
                    on_change=move |is_on| notifying.turn(is_on)
                />
                <Button
                    label=words::TRY_NOTIFICATION.text()
                    glyph=Glyph::Bell
                    blocked=Signal::derive(move || {
                        (!is_on()).then(|| words::TURN_ON_FIRST.text().to_owned())
                    })
                    on_click=move |()| notifying.try_out(words::PUSH_TEST.text())
                />
                <fieldset class="account__group">
                    <legend class="field__label">{words::OCCASIONS.text()}</legend>
                    {OCCASIONS.map(|(word, field)| view! { <OccasionSwitch word field/> })}
                </fieldset>
                <Switch
                    label=words::SHOWS_TEXT.text()
                    value=shows_text
                    hint=words::SHOWS_TEXT_HINT.text()
                    on_change=move |is_on| session.prefer(move |mine| mine.shows_text = is_on)
                />
            </div>
        </section>
    }
}

type OccasionField = fn(&mut Occasions) -> &mut bool;

const OCCASIONS: [(Word, OccasionField); 4] = [
    (words::ON_NEW_CHAT, |all| &mut all.new_chat),
    (words::ON_GUEST_MESSAGE, |all| &mut all.guest_message),
    (words::ON_MENTION, |all| &mut all.mention),
    (words::ON_DIRECT_MESSAGE, |all| &mut all.direct_message),
];

#[component]
fn OccasionSwitch(word: Word, field: OccasionField) -> impl IntoView {
    let session = use_session();
    let value = RwSignal::new(*field(&mut session.preferences().notify));
    let choose = move |is_on: bool| session.prefer(move |mine| *field(&mut mine.notify) = is_on);
    view! { <Switch label=word.text() value on_change=choose/> }
}
