//! Web Push of this browser: asked for, kept at the server, and taken back.

use leptos::{prelude::*, task::spawn_local};
use model::account::{PushSubscription as Draft, PushWords};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    MessageEvent, PushEncryptionKeyName, PushManager, PushSubscription,
    PushSubscriptionOptionsInit, ServiceWorkerRegistration,
};

use crate::{
    api,
    desk::bell::{Notifying, Permission},
    live::storage,
    parts::{Button, ButtonKind, Glyph, Spinner, use_toaster},
    shell::{
        address::Address,
        session::{Session, use_session},
    },
    words::account as words,
};

const WORKER: &str = "/push.js";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Looking,
    /// This browser has no such thing, or the page is not on a safe connection.
    NotSupported,
    /// The server has no key.
    NotOffered,
    Denied,
    Off,
    Working,
    On,
    Failed,
}

#[component]
pub(super) fn Pushing() -> impl IntoView {
    let session = use_session();
    let toaster = use_toaster();
    let notifying = expect_context::<Notifying>();
    let state = RwSignal::new(State::Looking);
    spawn_local(async move {
        let found = look(session).await;
        state.try_set(found);
    });
    let turn_on = move || {
        state.set(State::Working);
        spawn_local(async move {
            let now = subscribe(session).await;
            notifying.look();
            state.try_set(now);
        });
    };
    let turn_off = move || {
        state.set(State::Working);
        spawn_local(async move {
            let now = unsubscribe(session).await;
            state.try_set(now);
        });
    };
    let try_out = move || {
        spawn_local(async move {
            match session.ask(api::account::try_push()).await {
                Ok(()) => toaster.say(words::PUSH_TRIED.text()),
                Err(fault) => session.tell(&fault),
            }
        });
    };
    let action = move || match state.get() {
        State::Looking | State::Working => {
            view! { <Spinner label=words::PUSH_WORKING.text()/> }.into_any()
        }
        State::Off | State::Failed => view! {
            <Button
                label=words::PUSH_TURN_ON.text()
                kind=ButtonKind::Primary
                glyph=Glyph::Bell
                on_click=move |()| turn_on()
            />
        }
        .into_any(),
        State::On => view! {
            <div class="account__row">
                <Button
                    label=words::PUSH_TRY.text()
                    glyph=Glyph::Send
                    on_click=move |()| try_out()
                />
                <Button
                    label=words::PUSH_TURN_OFF.text()
                    glyph=Glyph::BellOff
                    on_click=move |()| turn_off()
                />
            </div>
        }
        .into_any(),
        State::NotSupported | State::NotOffered | State::Denied => ().into_any(),
    };
    view! {
        <section class="box" aria-labelledby="account-push">
            <header class="box__head">
                <h2 class="box__title" id="account-push">{words::PUSH.text()}</h2>
            </header>
            <div class="box__body">
                <p class="box__note">{words::PUSH_TEXT.text()}</p>
                <p role="status">{move || state_word(state.get())}</p>
                {action}
            </div>
        </section>
    }
}

fn state_word(state: State) -> &'static str {
    match state {
        State::Looking | State::Working => "",
        State::NotSupported => words::PUSH_NOT_SUPPORTED.text(),
        State::NotOffered => words::PUSH_NOT_OFFERED.text(),
        State::Denied => words::DENIED.text(),
        State::Off => words::PUSH_OFF.text(),
        State::On => words::PUSH_ON.text(),
        State::Failed => words::PUSH_FAILED.text(),
    }
}

async fn look(session: Session) -> State {
    if !is_supported() {
        return State::NotSupported;
    }
    if Notifying::asked() == Permission::Denied {
        return State::Denied;
    }
    match session.ask(api::account::push_key()).await {
        Ok(Some(_)) => {}
        Ok(None) => return State::NotOffered,
        Err(_) => return State::Failed,
    }
    let is_here = held().await.is_some();
    match session.ask(api::account::sign_ins()).await {
        Ok(all) if is_here && all.iter().any(|it| it.is_this && it.is_pushed) => State::On,
        Ok(_) => State::Off,
        Err(_) => State::Failed,
    }
}

async fn subscribe(session: Session) -> State {
    let Ok(Some(key)) = session.ask(api::account::push_key()).await else {
        return State::NotOffered;
    };
    match ask_browser(&key).await {
        Some(subscription) => match tell_server(session, &subscription).await {
            true => {
                storage::set(&flag(session), "on");
                State::On
            }
            false => State::Failed,
        },
        None if Notifying::asked() == Permission::Denied => State::Denied,
        None => State::Failed,
    }
}

async fn unsubscribe(session: Session) -> State {
    storage::remove(&flag(session));
    if let Err(fault) = session.ask(api::account::unsubscribe()).await {
        session.tell(&fault);
        return State::On;
    }
    if let Some(ended) = held().await.and_then(|held| held.unsubscribe().ok()) {
        // The server has let go of it already; what the browser keeps is harmless.
        _ = JsFuture::from(ended).await;
    }
    State::Off
}

/// After signing in anew: what this browser was told to do before goes on under the new sign-in.
pub fn renew_push(session: Session) {
    if storage::get(&flag(session)).is_none() || !is_supported() {
        return;
    }
    spawn_local(async move {
        if let Some(held) = held().await {
            tell_server(session, &held).await;
        }
    });
}

/// A press on what was pushed opens it in the page that is open already: the worker says where.
pub fn follow_presses(address: Address) {
    if !is_supported() {
        return;
    }
    let workers = window().navigator().service_worker();
    let follow = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let place = js_sys::Reflect::get(&event.data(), &"open".into());
        if let Some(place) = place.ok().and_then(|place| place.as_string()) {
            address.go(&place);
        }
    });
    _ = workers.add_event_listener_with_callback("message", follow.as_ref().unchecked_ref());
    let held = StoredValue::new_local(Some((workers, follow)));
    on_cleanup(move || {
        let held = held.try_update_value(Option::take).flatten();
        if let Some((workers, follow)) = held {
            let follow = follow.as_ref().unchecked_ref();
            _ = workers.remove_event_listener_with_callback("message", follow);
        }
    });
}

fn flag(session: Session) -> String {
    format!("switchboard.push.{}", session.my_id())
}

fn is_supported() -> bool {
    let has = |object: &JsValue, name: &str| js_sys::Reflect::has(object, &name.into()) == Ok(true);
    let window = window();
    has(&window.navigator(), "serviceWorker") && has(&window, "PushManager")
}

async fn manager() -> Option<PushManager> {
    let workers = window().navigator().service_worker();
    let registered = JsFuture::from(workers.register(WORKER)).await.ok()?;
    let registration: ServiceWorkerRegistration = registered.unchecked_into();
    _ = JsFuture::from(workers.ready().ok()?).await.ok()?;
    registration.push_manager().ok()
}

/// The subscription this browser has.
async fn held() -> Option<PushSubscription> {
    let found = JsFuture::from(manager().await?.get_subscription().ok()?).await.ok()?;
    found.dyn_into().ok()
}

async fn ask_browser(key: &[u8]) -> Option<PushSubscription> {
    let manager = manager().await?;
    let options = PushSubscriptionOptionsInit::new();
    options.set_user_visible_only(true);
    options.set_application_server_key(&js_sys::Uint8Array::from(key));
    let asked = manager.subscribe_with_options(&options).ok()?;
    JsFuture::from(asked).await.ok()?.dyn_into().ok()
}

async fn tell_server(session: Session, subscription: &PushSubscription) -> bool {
    let key = |name| {
        let found = subscription.get_key(name).ok().flatten();
        found.map(|bytes| js_sys::Uint8Array::new(&bytes).to_vec()).unwrap_or_default()
    };
    let draft = Draft {
        endpoint: subscription.endpoint(),
        public_key: key(PushEncryptionKeyName::P256dh),
        auth: key(PushEncryptionKeyName::Auth),
        words: PushWords {
            assigned: crate::words::desk::BELL_ASSIGNED.text().to_owned(),
            offered: crate::words::desk::BELL_OFFERED.text().to_owned(),
            invited: crate::words::desk::BELL_INVITED.text().to_owned(),
            guest_message: crate::words::desk::BELL_MESSAGE.text().to_owned(),
            mention: crate::words::desk::BELL_MENTION.text().to_owned(),
            direct_message: crate::words::desk::BELL_DIRECT.text().to_owned(),
            test: words::PUSH_TEST.text().to_owned(),
        },
    };
    match session.ask(api::account::subscribe(draft)).await {
        Ok(()) => true,
        Err(fault) => {
            session.tell(&fault);
            false
        }
    }
}
