//! One call: what it was, how long it took, what was noted, and the one before it with the same contact.

use std::sync::Arc;

use leptos::{prelude::*, task::spawn_local};
use model::{
    call::{CallDetails, CallKind, CallRecord},
    id::{CallId, ConversationId},
    moment::Moment,
    refusal::Refusal,
};

use super::{
    Fresh,
    calls::{direction_of, kind_of, talk_time},
};
use crate::{
    api::{self, Fault},
    parts::{
        Button, ButtonKind, ButtonLink, ExactTime, Failed, Glyph, RelativeTime, Skeleton,
        TimeStyle, intl, use_clock,
    },
    phone::{Notes, Phone},
    shell::{
        address::use_address,
        place::{Opened, Place},
        session::{guest_name, use_session},
    },
    words::{Word, calls as call_words, contact_center as words, parts as part_words, refusals},
};

#[component]
pub(super) fn CallInformation(#[prop(into)] call: Signal<CallId>) -> impl IntoView {
    let session = use_session();
    let held = RwSignal::new(None::<CallDetails>);
    let fault = RwSignal::new(None::<Fault>);
    let load = Callback::new(move |()| {
        let id = call.get_untracked();
        fault.set(None);
        spawn_local(async move {
            let answer = session.ask(api::calls::find(id)).await;
            if call.try_get_untracked() != Some(id) {
                return;
            }
            match answer {
                Ok(found) => held.set(Some(found)),
                Err(found) => fault.set(Some(found)),
            }
        });
    });
    Effect::new(move || {
        call.track();
        held.set(None);
        load.run(());
    });
    move || match (held.get(), fault.get()) {
        (Some(details), _) => view! { <Known details held/> }.into_any(),
        (None, Some(fault)) => view! {
            <Failed
                title=words::CALL_FAILED.text()
                text=refusals::fault(&fault)
                retry=part_words::RETRY.text()
                on_retry=load
            />
        }
        .into_any(),
        (None, None) => view! { <Skeleton label=words::CALL_LOADING.text() rows=8/> }.into_any(),
    }
}

#[component]
fn Known(details: CallDetails, held: RwSignal<Option<CallDetails>>) -> impl IntoView {
    let session = use_session();
    let CallDetails { record, last, open } = details;
    let contact = Place::Contacts(Opened::One(record.contact.id)).to_string();
    let chat = Place::Chats(Some(record.conversation)).to_string();
    let now = Moment(use_clock().now_ms.get_untracked());
    let department = record.department;
    let length = |ms: i64| intl::duration_words(ms).into_any();
    view! {
        <div class="panel__section contact-card">
            <div class="contact-card__who">
                <h3 class="contact-card__name">{guest_name(&record.contact)}</h3>
                <p class="contact-card__username">{record.phone.clone()}</p>
            </div>
        </div>
        <div class="panel__section">
            <div class="contact-card__links">
                <CallBack open guest=record.contact.name.clone()/>
                <ButtonLink
                    label=words::CONTACT_INFORMATION.text()
                    href=contact
                    glyph=Glyph::ContactRound
                />
                <ButtonLink
                    label=words::CHAT.text()
                    href=chat
                    glyph=Glyph::MessageSquareText
                />
            </div>
        </div>
        <dl class="facts panel__section">
            {row(words::KIND, kind_of(&record).text().into_any())}
            {row(words::DIRECTION, direction_of(&record).1.text().into_any())}
            {row(words::OUTCOME, call_words::state(record.state()).text().into_any())}
            {row(words::AGENT, record.agent.name.clone().into_any())}
            {row(
                words::DEPARTMENT,
                (move || session.department_name(department)).into_any(),
            )}
            {row(words::STARTED, moment(record.rang))}
            {record.answered.map(|at| row(words::ANSWERED, moment(at)))}
            {record.ended.map(|(at, _)| row(words::CALL_CLOSED, moment(at)))}
            {row(words::WAITING_TIME, length(record.wait_ms(now)))}
            {row(words::TALK_TIME, talk_time(&record).into_any())}
            {row(words::HOLD_TIME, length(record.hold_ms))}
            {row(words::LAST_CALL, last_call(last))}
        </dl>
        <Noted record held/>
    }
}

/// Calls the contact in the chat they are in; what is in the way is said.
#[component]
fn CallBack(open: Option<ConversationId>, guest: String) -> impl IntoView {
    let (session, address) = (use_session(), use_address());
    let phone = expect_context::<Phone>();
    let why_not = Memo::new(move |_| {
        if !session.me.with(|me| me.calls.has_any()) {
            return Some(refusals::refusal(&Refusal::CallsOff { kind: CallKind::Audio }));
        }
        if phone.current.with(Option::is_some) {
            return Some(refusals::refusal(&Refusal::InACall));
        }
        open.is_none().then(|| words::NOT_IN_A_CHAT.text().to_owned())
    });
    let call = move |()| {
        let Some(conversation) = open else { return };
        let has_audio = session.me.with_untracked(|me| me.calls.has_audio);
        let kind = if has_audio { CallKind::Audio } else { CallKind::Link };
        address.go(&Place::Desk(open).to_string());
        phone.begin(conversation, guest.clone(), kind);
    };
    view! {
        <Button
            label=words::CALL_BACK.text()
            kind=ButtonKind::Primary
            glyph=Glyph::Phone
            blocked=why_not
            on_click=call
        />
    }
}

fn row(name: Word, value: AnyView) -> AnyView {
    view! { <div class="facts__row"><dt>{name.text()}</dt><dd>{value}</dd></div> }.into_any()
}

fn moment(at: Moment) -> AnyView {
    view! { <ExactTime at_ms=Signal::stored(at.0) style=TimeStyle::DayAndMinute/> }.into_any()
}

fn last_call(last: Option<CallRecord>) -> AnyView {
    let Some(last) = last else { return words::NEVER.text().into_any() };
    let address = use_address();
    let href = move || address.beside(Place::Calls(Some(last.id)));
    view! { <a href=href><RelativeTime at_ms=Signal::stored(last.rang.0)/></a> }.into_any()
}

/// What was noted after the call; whoever may, changes it.
#[component]
fn Noted(record: CallRecord, held: RwSignal<Option<CallDetails>>) -> impl IntoView {
    let fresh = expect_context::<Fresh>();
    let is_edited = RwSignal::new(false);
    let saved = Callback::new(move |record: CallRecord| {
        fresh.call.set(Some(Arc::new(record.clone())));
        held.update(|held| {
            if let Some(held) = held {
                held.record = record;
            }
        });
    });
    move || {
        let record = record.clone();
        if is_edited.get() {
            return view! {
                <div class="panel__section">
                    <Notes
                        record
                        on_saved=saved
                        on_cancel=Callback::new(move |()| is_edited.set(false))
                    />
                </div>
            }
            .into_any();
        }
        let or_none = |text: String| {
            if text.is_empty() { words::NONE.text().to_owned() } else { text }.into_any()
        };
        view! {
            <dl class="facts panel__section">
                {row(call_words::DISPOSITION, or_none(record.disposition))}
                {row(call_words::NOTES, or_none(record.notes))}
            </dl>
            <div class="panel__section">
                <Button
                    label=words::EDIT_NOTES.text()
                    glyph=Glyph::Pencil
                    on_click=move |()| is_edited.set(true)
                />
            </div>
        }
        .into_any()
    }
}
