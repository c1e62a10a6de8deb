//! One broadcast: how far it is, what can be done with it, and what became of it for each contact.

use leptos::{prelude::*, task::spawn_local};
use model::{
    broadcast::{Broadcast, BroadcastAct, BroadcastState as State, Pause},
    id::BroadcastId,
};

use super::{StateTag, on_progress, results::Results, settled, title, whole};
use crate::{
    api::{self, Fault},
    live::Live,
    parts::{
        Banner, BannerKind, Button, ButtonLink, Confirm, ExactTime, Failed, Glyph, IconLink,
        Progress, Skeleton, TimeStyle,
    },
    shell::{
        place::{Opened, Place},
        session::{Session, use_session},
    },
    words::{Language, Word, broadcasts as words, parts as part_words, refusals},
};

/// The least time between two looks at how far it is.
const PACE: core::time::Duration = core::time::Duration::from_millis(700);

/// One broadcast as it is now. Copy.
#[derive(Debug, Clone, Copy)]
pub(super) struct Held {
    pub(super) id: BroadcastId,
    pub(super) it: RwSignal<Option<Broadcast>>,
    fault: RwSignal<Option<Fault>>,
    /// Counts looks: the results follow.
    pub(super) looks: RwSignal<u64>,
    is_asking: StoredValue<bool>,
    is_behind: StoredValue<bool>,
    session: Session,
}

impl Held {
    fn new(id: BroadcastId) -> Self {
        let held = Self {
            id,
            it: RwSignal::new(None),
            fault: RwSignal::new(None),
            looks: RwSignal::new(0),
            is_asking: StoredValue::new(false),
            is_behind: StoredValue::new(false),
            session: use_session(),
        };
        held.look();
        on_progress(expect_context::<Live>(), Some(id), move || held.look());
        held
    }

    /// Asks how far it is; what happens meanwhile is asked about once more, a little later.
    fn look(self) {
        if self.is_asking.get_value() {
            return self.is_behind.set_value(true);
        }
        self.is_asking.set_value(true);
        spawn_local(async move {
            match self.session.ask(api::broadcasts::find(self.id)).await {
                Ok(it) => self.take(it),
                Err(fault) => drop(self.fault.try_set(Some(fault))),
            }
            set_timeout(
                move || {
                    self.is_asking.try_set_value(false);
                    if self.is_behind.try_get_value() == Some(true) {
                        self.is_behind.set_value(false);
                        self.look();
                    }
                },
                PACE,
            );
        });
    }

    /// A newer state counts.
    fn take(self, it: Broadcast) {
        self.fault.try_set(None);
        self.it.try_update(|held| {
            if held.as_ref().is_none_or(|held| held.version <= it.version) {
                *held = Some(it);
            }
        });
        self.looks.try_update(|looks| *looks += 1);
    }
}

#[component]
pub(super) fn OneBroadcast(id: BroadcastId) -> impl IntoView {
    let held = Held::new(id);
    let shown =
        Memo::new(move |_| (held.it.with(Option::is_some), held.fault.with(Option::is_some)));
    let text = Signal::derive(move || {
        held.fault.with(|fault| fault.as_ref().map(refusals::fault).unwrap_or_default())
    });
    view! {
        <div class="broadcast">
            <div class="broadcast__head">
                <IconLink
                    glyph=Glyph::ArrowLeft
                    label=words::BACK.text()
                    href=Place::Broadcasts(Opened::Nothing).to_string()
                />
                <h2 class="broadcast__title" dir="auto">
                    {move || held.it.with(|it| it.as_ref().map(title))}
                </h2>
                {move || held.it.get().map(|it| view! { <StateTag broadcast=it/> })}
            </div>
            {move || match shown.get() {
                (true, _) => view! { <Known held/> }.into_any(),
                (false, true) => view! {
                    <Failed
                        title=words::ONE_FAILED.text()
                        text
                        retry=part_words::RETRY.text()
                        on_retry=move |()| held.look()
                    />
                }
                .into_any(),
                (false, false) => view! { <Skeleton label=words::ONE_LOADING.text() rows=8/> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Known(held: Held) -> impl IntoView {
    let is_lost = Memo::new(move |_| {
        held.it
            .with(|it| it.as_ref().is_some_and(|it| it.state == State::Paused(Pause::SenderLost)))
    });
    view! {
        <Show when=move || is_lost.get()>
            <Banner kind=BannerKind::Error text=words::SENDER_LOST_TEXT.text()/>
        </Show>
        <div class="broadcast__how">
            <HowFar held/>
            <Acts held/>
        </div>
        <Facts held/>
        <Results held/>
    }
}

#[component]
fn HowFar(held: Held) -> impl IntoView {
    let share = Signal::derive(move || {
        held.it.with(|it| {
            let tally = it.as_ref()?.tally;
            Some(part(tally.settled(), tally.total()))
        })
    });
    let text =
        Signal::derive(move || held.it.with(|it| it.as_ref().map(settled).unwrap_or_default()));
    view! { <Progress label=words::PROGRESS.text() value=share text/> }
}

#[expect(clippy::cast_precision_loss, reason = "nobody has 2^53 contacts")]
fn part(some: u64, all: u64) -> f64 {
    if all == 0 { 1.0 } else { some as f64 / all as f64 }
}

#[component]
fn Acts(held: Held) -> impl IntoView {
    let session = use_session();
    let busy = RwSignal::new(None::<BroadcastAct>);
    let is_cancelling = RwSignal::new(false);
    let act = Callback::new(move |act: BroadcastAct| {
        if busy.get_untracked().is_some() {
            return;
        }
        busy.set(Some(act));
        spawn_local(async move {
            match session.ask(api::broadcasts::act(held.id, act)).await {
                Ok(it) => held.take(it),
                Err(fault) => session.tell(&fault),
            }
            busy.try_set(None);
            is_cancelling.try_set(false);
        });
    });
    let state = Memo::new(move |_| held.it.with(|it| it.as_ref().map(|it| it.state)));
    let refused = Memo::new(move |_| {
        held.it.with(|it| it.as_ref().map(|it| it.tally.refused).unwrap_or_default())
    });
    let button = move |wanted: BroadcastAct, label: Word, glyph: Glyph| {
        let is_busy = Signal::derive(move || busy.get() == Some(wanted));
        view! {
            <Button label=label.text() glyph busy=is_busy on_click=move |()| act.run(wanted)/>
        }
        .into_any()
    };
    let first = move || match state.get()? {
        State::Sending => Some(button(BroadcastAct::Pause, words::PAUSE, Glyph::Pause)),
        State::Paused(_) => Some(button(BroadcastAct::Resume, words::RESUME, Glyph::Play)),
        State::Cancelled | State::Done => None,
    };
    let may_cancel = move || state.get().is_some_and(|state| !state.is_over());
    let may_retry = move || refused.get() > 0 && state.get() != Some(State::Cancelled);
    view! {
        <div class="broadcast__acts">
            {first}
            <Show when=may_cancel>
                <Button
                    label=words::CANCEL.text()
                    glyph=Glyph::CircleX
                    on_click=move |()| is_cancelling.set(true)
                />
            </Show>
            <Show when=may_retry>
                {button(BroadcastAct::Retry, words::RETRY_REFUSED, Glyph::RefreshCw)}
            </Show>
            <ButtonLink
                label=words::REPORT.text()
                href=format!("/broadcasts/{}/results.csv?language={}", held.id, Language::current().tag())
                glyph=Glyph::Download
            />
        </div>
        <Show when=move || is_cancelling.get()>
            <Confirm
                title=words::CANCEL_TITLE.text()
                text=Signal::derive(move || {
                    let left = held.it.with(|it| it.as_ref().map(|it| it.tally.queued));
                    match left.unwrap_or_default() {
                        1 => words::CANCEL_TEXT_ONE.text().to_owned(),
                        left => words::CANCEL_TEXT.with(&[("count", &whole(left))]),
                    }
                })
                action=words::CANCEL.text()
                cancel=words::KEEP.text()
                danger=true
                busy=Signal::derive(move || busy.get().is_some())
                on_confirm=move |()| act.run(BroadcastAct::Cancel)
                on_close=move |()| is_cancelling.set(false)
            />
        </Show>
    }
}

#[component]
fn Facts(held: Held) -> impl IntoView {
    let moment = |at: model::moment::Moment| {
        view! { <ExactTime at_ms=Signal::stored(at.0) style=TimeStyle::DayAndMinute/> }
    };
    move || {
        held.it.get().map(|it| view! {
            <details class="broadcast__message">
                <summary>{words::MESSAGE.text()}</summary>
                <dl class="facts">
                    <div class="facts__row"><dt>{words::CHANNEL.text()}</dt><dd>{words::medium(it.wording.medium).text()}</dd></div>
                    <div class="facts__row"><dt>{words::BY.text()}</dt><dd>{it.by.name}</dd></div>
                    <div class="facts__row"><dt>{words::STARTED.text()}</dt><dd>{moment(it.created)}</dd></div>
                    {it.ended.map(|at| view! {
                        <div class="facts__row"><dt>{words::ENDED.text()}</dt><dd>{moment(at)}</dd></div>
                    })}
                </dl>
                <p class="broadcast__text" dir="auto">{it.wording.text}</p>
            </details>
        })
    }
}
