//! Broadcasts of one contact: what they were sent, and whether they want more.

use leptos::{prelude::*, task::spawn_local};
use model::{
    broadcast::{ContactBroadcasts, Medium, OptOut, Received},
    id::ContactId,
    permission::{Action, Subject},
};

use super::broadcasts::glyph;
use crate::{
    api::{self, Fault},
    parts::{Button, ButtonKind, ExactTime, Icon, Switch, TimeStyle, fresh_id, intl},
    shell::session::use_session,
    words::{Language, broadcasts as words, parts as part_words, refusals},
};

/// `has_switch`: whether they want more is shown too; elsewhere nothing is shown where nothing was sent.
#[component]
pub fn OfContact(contact: ContactId, #[prop(optional)] has_switch: bool) -> impl IntoView {
    let session = use_session();
    let held = RwSignal::new(None::<ContactBroadcasts>);
    let fault = RwSignal::new(None::<Fault>);
    let load = Callback::new(move |()| {
        fault.set(None);
        spawn_local(async move {
            match session.ask(api::broadcasts::of_contact(contact)).await {
                Ok(found) => drop(held.try_set(Some(found))),
                Err(found) => drop(fault.try_set(Some(found))),
            }
        });
    });
    load.run(());
    let heading = StoredValue::new(fresh_id("broadcasts"));
    let received = Memo::new(move |_| {
        held.with(|held| held.as_ref().map(|held| held.received.clone()).unwrap_or_default())
    });
    let is_shown =
        move || has_switch || fault.with(Option::is_some) || !received.with(Vec::is_empty);
    view! {
        <Show when=is_shown>
            <section class="panel__section" aria-labelledby=heading.get_value()>
                <h3 class="panel__heading" id=heading.get_value()>{words::OF_CONTACT.text()}</h3>
                {move || has_switch.then(|| view! { <Wants contact held/> })}
                {move || match (held.with(Option::is_some), fault.get()) {
                    (false, None) => view! {
                        <p class="quiet" role="status">{words::OF_CONTACT_LOADING.text()}</p>
                    }
                    .into_any(),
                    (_, Some(fault)) => view! { <NotLoaded fault load/> }.into_any(),
                    (true, None) => view! { <All received/> }.into_any(),
                }}
            </section>
        </Show>
    }
}

#[component]
fn NotLoaded(fault: Fault, load: Callback<()>) -> impl IntoView {
    let text = format!("{} {}", words::OF_CONTACT_FAILED.text(), refusals::fault(&fault));
    view! {
        <p role="alert">{text}</p>
        <Button label=part_words::RETRY.text() kind=ButtonKind::Quiet on_click=load/>
    }
}

/// The switch: at once on screen, back again when the server refuses.
#[component]
fn Wants(contact: ContactId, held: RwSignal<Option<ContactBroadcasts>>) -> impl IntoView {
    let session = use_session();
    let is_on = RwSignal::new(true);
    let out = Memo::new(move |_| held.with(|held| held.as_ref()?.opted_out.clone()));
    Effect::new(move || is_on.set(out.with(Option::is_none)));
    let change = Callback::new(move |wants: bool| {
        spawn_local(async move {
            match session.ask(api::broadcasts::opt(contact, !wants)).await {
                Ok(now) => drop(held.try_update(|held| {
                    if let Some(held) = held {
                        held.opted_out = now;
                    }
                })),
                Err(fault) => {
                    is_on.try_set(!wants);
                    session.tell(&fault);
                }
            }
        });
    });
    let hint = Signal::derive(move || out.with(|out| out.as_ref().map(since).unwrap_or_default()));
    let is_ready = Memo::new(move |_| held.with(Option::is_some));
    let blocked = Signal::derive(move || {
        let refused = session.may(Action::EditContact, Subject::Workspace).err()?;
        Some(refusals::refusal(&refused))
    });
    view! {
        <Show when=move || is_ready.get()>
            <Switch label=words::WANTS.text() value=is_on hint blocked on_change=change/>
        </Show>
    }
}

fn since(out: &OptOut) -> String {
    let date = intl::day(out.at.0);
    match &out.by {
        Some(by) => words::OUT_BY.with(&[("date", &date), ("name", &by.name)]),
        None => words::OUT_BY_LINK.with(&[("date", &date)]),
    }
}

#[component]
fn All(received: Memo<Vec<Received>>) -> impl IntoView {
    view! {
        <Show
            when=move || !received.with(Vec::is_empty)
            fallback=|| view! { <p class="quiet">{words::GOT_NONE.text()}</p> }
        >
            <ul class="mails">
                <For
                    each=move || received.get()
                    key=|one| (one.broadcast, one.at.0)
                    let:one
                >
                    <One one/>
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn One(one: Received) -> impl IntoView {
    let (title, place) = match one.medium {
        Medium::Email => (one.subject, one.address),
        Medium::Chat => {
            let begins = one.text.lines().next().unwrap_or_default().to_owned();
            (begins, words::IN_CHAT.text().to_owned())
        }
    };
    let tone = match one.delivery.name() {
        model::broadcast::DeliveryName::Sent => "good",
        model::broadcast::DeliveryName::Refused => "bad",
        _ => "quiet",
    };
    let reason = words::reason(&one.delivery, Language::current());
    let state = words::delivery(one.delivery.name()).text();
    let sign = glyph(&one.delivery);
    view! {
        <li class="mails__row">
            <details class="broadcast__message">
                <summary>{title}</summary>
                <p class="broadcast__text" dir="auto">{one.text}</p>
            </details>
            <p class="mails__state" data-tone=tone>
                <Icon glyph=sign/>
                <span>{state}</span>
                <ExactTime at_ms=Signal::stored(one.at.0) style=TimeStyle::DayAndMinute/>
            </p>
            <p class="mails__error">{one.by.name} {(!place.is_empty()).then(|| format!(" · {place}"))}</p>
            {(!reason.is_empty()).then(|| view! { <p class="mails__error">{reason}</p> })}
        </li>
    }
}
