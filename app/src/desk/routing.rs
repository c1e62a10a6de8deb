//! The routing's decisions about the open conversation, and why it waits if it does.

use leptos::{prelude::*, task::spawn_local};
use model::{
    conversation::StageName,
    event::{Event, EventBody},
    id::{ConversationId, EventId},
    permission::{Action, Subject},
    reason::Reason,
    view::thread::Thread,
};

use super::reason::ReasonText;
use crate::{
    api::{self, Fault},
    parts::{Button, ButtonKind, ExactTime, Failed, Glyph, Spinner, use_clock},
    shell::session::use_session,
    words::{desk as words, parts as part_words, refusals},
};

/// How often a waiting conversation's reason is asked for again.
const AGAIN_MS: i64 = 10_000;

/// One decision of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Decision {
    id: EventId,
    at_ms: i64,
    title: String,
    reason: Reason,
}

#[component]
pub(super) fn Routing(thread: Signal<Thread>) -> impl IntoView {
    let session = use_session();
    let may = Memo::new(move |_| {
        let may = |thread: &Thread| {
            let subject = Subject::Conversation(&thread.conversation);
            session.may(Action::ViewReasons, subject).is_ok()
        };
        thread.with(may)
    });
    let waits = Memo::new(move |_| {
        thread.with(|thread| thread.conversation.stage.name() == StageName::Queued)
    });
    let id = Memo::new(move |_| thread.with(|thread| thread.conversation.id));
    view! {
        <Show when=move || may.get()>
            <section class="panel__section" aria-label=words::ROUTING.text()>
                <h3 class="panel__heading">{words::ROUTING.text()}</h3>
                <Show when=move || waits.get()><Waiting id=id.get()/></Show>
                <Decisions thread waits/>
            </section>
        </Show>
    }
}

#[component]
fn Waiting(id: ConversationId) -> impl IntoView {
    let session = use_session();
    let clock = use_clock();
    let answer = RwSignal::new(None::<Result<Reason, Fault>>);
    let ask = move || {
        spawn_local(async move {
            let found = session.ask(api::conversations::why_waiting(id)).await;
            // What is shown stays rather than a failure of the next look.
            if found.is_ok() || answer.try_with_untracked(Option::is_none) == Some(true) {
                answer.try_set(Some(found));
            }
        });
    };
    let turn = Memo::new(move |_| clock.now_ms.get().div_euclid(AGAIN_MS));
    Effect::new(move || {
        turn.track();
        ask();
    });
    view! {
        <div class="decision" aria-live="polite">
            <h4 class="decision__title">{words::WHY_IT_WAITS.text()}</h4>
            {move || match answer.get() {
                None => view! { <Spinner label=words::LOADING_REASON.text()/> }.into_any(),
                Some(Ok(reason)) => view! { <ReasonText reason is_now=true/> }.into_any(),
                Some(Err(fault)) => view! {
                    <Failed
                        title=words::REASON_FAILED.text()
                        text=refusals::fault(&fault)
                        retry=part_words::RETRY.text()
                        on_retry=move |()| {
                            answer.set(None);
                            ask();
                        }
                    />
                }
                .into_any(),
            }}
        </div>
    }
}

#[component]
fn Decisions(thread: Signal<Thread>, waits: Memo<bool>) -> impl IntoView {
    // The log is held from its end; a decision may stand further back.
    let older = RwSignal::new(Vec::<Event>::new());
    let decisions = Memo::new(move |_| {
        older.with(|older| {
            thread.with(|thread| {
                let first = thread.first_version();
                let before = older.iter().rev().filter(|event| event.version < first);
                let events = thread.events.iter().rev().chain(before);
                events.filter_map(decision).collect::<Vec<_>>()
            })
        })
    });
    let first = Memo::new(move |_| {
        let held = thread.with(Thread::first_version);
        older.with(|older| older.first().map_or(held, |event| event.version.min(held)))
    });
    let is_empty = move || decisions.with(Vec::is_empty) && first.get() <= 1 && !waits.get();
    view! {
        <Show when=is_empty>
            <p class="decision__none">{words::NO_DECISION.text()}</p>
        </Show>
        <For each=move || decisions.get() key=|decision| decision.id let:decision>
            <div class="decision">
                <h4 class="decision__title">
                    {decision.title} " " <ExactTime at_ms=Signal::stored(decision.at_ms)/>
                </h4>
                <ReasonText reason=decision.reason/>
            </div>
        </For>
        <Show when=move || { first.get() > 1 }><More thread older first/></Show>
    }
}

#[component]
fn More(thread: Signal<Thread>, older: RwSignal<Vec<Event>>, first: Memo<u32>) -> impl IntoView {
    let session = use_session();
    let is_busy = RwSignal::new(false);
    let fetch = move |()| {
        let id = thread.with_untracked(|thread| thread.conversation.id);
        let before = first.get_untracked();
        is_busy.set(true);
        spawn_local(async move {
            match session.ask(api::conversations::older(id, before)).await {
                Ok(mut events) => {
                    older.try_update(|older| {
                        events.append(older);
                        *older = events;
                    });
                }
                Err(fault) => session.tell(&fault),
            }
            is_busy.try_set(false);
        });
    };
    view! {
        <Button
            label=words::EARLIER_DECISIONS.text()
            kind=ButtonKind::Quiet
            glyph=Glyph::ChevronDown
            busy=is_busy
            on_click=fetch
        />
    }
}

fn decision(event: &Event) -> Option<Decision> {
    let (word, agent, reason) = match &event.body {
        EventBody::Offered { agent, reason, .. } => (words::DECIDED_OFFERED, agent, reason),
        EventBody::Assigned { agent, reason: Some(reason) } => {
            (words::DECIDED_ASSIGNED, agent, reason)
        }
        _ => return None,
    };
    Some(Decision {
        id: event.id,
        at_ms: event.at.0,
        title: word.with(&[("name", &agent.name)]),
        reason: (**reason).clone(),
    })
}
