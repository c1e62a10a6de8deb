//! Room Information: the facts of a conversation, its routing, and its form.

use leptos::prelude::*;
use model::{
    conversation::{Conversation, Stage},
    custom_field::Holder,
    id::PersonId,
    moment::Moment,
    permission::{Action, Subject},
    view::thread::Thread,
};

use super::{
    mails::Mails,
    room::{Room, use_room},
    room_form::RoomForm,
    routing::Routing,
};
use crate::{
    custom_fields::CustomFacts,
    parts::{Button, ExactTime, Glyph, RelativeTime, Skeleton, Tag, TimeStyle, intl, use_clock},
    shell::{
        address::use_address,
        session::{Session, guest_name, use_session},
    },
    words::{Word, desk as words, parts as part_words},
};

/// The panel of the open conversation.
#[component]
pub(super) fn RoomPanel() -> impl IntoView {
    let room = use_room();
    let is_known = Memo::new(move |_| room.watched.thread.with(Option::is_some));
    move || {
        if !is_known.get() {
            return view! { <Skeleton label=words::LOADING_CONVERSATION.text() rows=8/> }
                .into_any();
        }
        let first = room.watched.thread.get_untracked();
        first.map(|first| view! { <RoomInformation thread=kept(room, first)/> }).into_any()
    }
}

/// The thread as long as there is one, later the last that was there.
fn kept(room: Room, first: Thread) -> Signal<Thread> {
    Memo::new(move |before: Option<&Thread>| {
        let now = room.watched.thread.get();
        now.unwrap_or_else(|| before.unwrap_or(&first).clone())
    })
    .into()
}

/// What is known about a conversation, open or closed. Whether its form is open stands in the
/// address (`edit=1`); `on_changed` hears of what was saved here.
#[component]
pub fn RoomInformation(
    #[prop(into)] thread: Signal<Thread>,
    #[prop(optional, into)] on_changed: Option<Callback<()>>,
) -> impl IntoView {
    let session = use_session();
    let address = use_address();
    let it = Memo::new(move |_| thread.with(|thread| thread.conversation.clone()));
    let may_edit = Memo::new(move |_| {
        let may = |it: &Conversation| {
            session.may(Action::EditConversation, Subject::Conversation(it)).is_ok()
        };
        it.with(may)
    });
    let edit = address.query("edit");
    let is_form = Memo::new(move |_| edit.get().is_some() && may_edit.get());
    let saved = Callback::new(move |()| {
        address.set_query(&[("edit", None)]);
        if let Some(on_changed) = on_changed {
            on_changed.run(());
        }
    });
    let cancelled = Callback::new(move |()| address.set_query(&[("edit", None)]));
    move || {
        if is_form.get() {
            return view! { <RoomForm it on_saved=saved on_cancel=cancelled/> }.into_any();
        }
        view! {
            {move || view! { <Facts it=it.get()/> }}
            <Mails it/>
            <Routing thread/>
            <Show when=move || may_edit.get()>
                <div class="panel__foot">
                    <Button
                        label=part_words::EDIT.text()
                        glyph=Glyph::Pencil
                        on_click=move |()| address.push_query(&[("edit", Some("1".to_owned()))])
                    />
                </div>
            </Show>
        }
        .into_any()
    }
}

#[component]
fn Facts(it: Conversation) -> impl IntoView {
    let session = use_session();
    let page = (!it.page_url.is_empty()).then(|| it.page_url.clone());
    let (about, department, times) = (it.clone(), it.department, it.clone());
    view! {
        <dl class="facts panel__section">
            {fact(words::TOPIC, or_none(&it.topic))}
            {fact(words::PRIORITY, words::priority(it.priority).text())}
            {fact(words::TAGS, view! { <Tags tags=it.tags.clone()/> })}
            {fact(words::GUEST, guest_name(&it.contact))}
            {fact(words::AGENT, move || served_by(session, &about))}
            {fact(words::DEPARTMENT, move || session.department_name(department))}
            {fact(words::CHANNEL, words::channel(it.channel).text())}
            {page.map(|page| view! { {fact(words::PAGE, page)} })}
            <CustomFacts holder=Holder::Conversation fields=it.fields.clone()/>
        </dl>
        <Times it=times/>
    }
}

#[component]
fn Times(it: Conversation) -> impl IntoView {
    let closing = match &it.stage {
        Stage::Closed { comment, .. } if !comment.is_empty() => Some(comment.clone()),
        _ => None,
    };
    let ended = it.closed_at().map(|at| {
        view! {
            {fact(words::ENDED_AT, view! { <At at_ms=at.0/> })}
        }
    });
    let due = it.sla_due.map(|at| {
        view! {
            {fact(words::SLA_DUE, view! { <RelativeTime at_ms=Signal::stored(at.0)/> })}
        }
    });
    let taken = it.accepted.map(|at| {
        view! {
            {fact(words::TAKEN_AT, view! { <At at_ms=at.0/> })}
        }
    });
    let first = it.first_reply.map(|at| at.since(it.created));
    let average = it.answers.average_ms();
    let created_ms = it.created.0;
    view! {
        <dl class="facts panel__section">
            {fact(words::STARTED_AT, view! { <At at_ms=created_ms/> })}
            {ended}
            {due}
            {fact(words::QUEUE_TIME, view! { <QueueTime it=it.clone()/> })}
            {taken}
            {fact(words::TOTAL_TIME, view! { <TotalTime it/> })}
            {fact(words::FIRST_RESPONSE, or_not_yet(first))}
            {fact(words::AVERAGE_RESPONSE, or_not_yet(average))}
            {closing.map(|comment| view! {
                {fact(words::COMMENT_AT_END, comment)}
            })}
        </dl>
    }
}

fn fact(name: Word, value: impl IntoView) -> impl IntoView {
    view! { <div class="facts__row"><dt>{name.text()}</dt><dd>{value}</dd></div> }
}

#[component]
fn At(at_ms: i64) -> impl IntoView {
    view! { <ExactTime at_ms=Signal::stored(at_ms) style=TimeStyle::DayAndMinute/> }
}

/// Runs while the conversation waits.
#[component]
fn QueueTime(it: Conversation) -> impl IntoView {
    let clock = use_clock();
    let is_waiting = it.accepted.is_none() && it.closed_at().is_none();
    move || {
        let now_ms = if is_waiting { clock.now_ms.get() } else { 0 };
        intl::duration_words(it.queue_ms(Moment(now_ms)))
    }
}

/// From when somebody accepted it; runs while it is open.
#[component]
fn TotalTime(it: Conversation) -> impl IntoView {
    let clock = use_clock();
    let (accepted, closed) = (it.accepted, it.closed_at());
    move || {
        let accepted = accepted?;
        let end = closed.unwrap_or_else(|| Moment(clock.now_ms.get()));
        Some(intl::duration_words(end.since(accepted)))
    }
}

#[component]
fn Tags(tags: Vec<String>) -> impl IntoView {
    if tags.is_empty() {
        return words::NONE.text().into_any();
    }
    let tags = tags.into_iter().map(|tag| view! { <li><Tag label=tag/></li> }).collect_view();
    view! { <ul class="facts__tags">{tags}</ul> }.into_any()
}

/// The one who has it, or everybody who served it once it has ended; with their usernames.
pub(super) fn served_by(session: Session, it: &Conversation) -> String {
    let named = |id: PersonId, known: Option<&str>| {
        let name = known.map_or_else(|| session.person_name(id), str::to_owned);
        match session.username(id) {
            Some(username) => words::NAMED.with(&[("name", &name), ("username", &username)]),
            None => name,
        }
    };
    if let Some(agent) = it.stage.agent() {
        return named(agent.id, Some(&agent.name));
    }
    let served: Vec<_> = it.served.iter().map(|id| named(*id, None)).collect();
    if served.is_empty() { words::NOBODY.text().to_owned() } else { served.join(", ") }
}

fn or_none(text: &str) -> String {
    if text.is_empty() { words::NONE.text().to_owned() } else { text.to_owned() }
}

fn or_not_yet(length_ms: Option<i64>) -> String {
    length_ms.map_or_else(|| words::NOT_YET.text().to_owned(), intl::duration_words)
}
