//! What happened besides messages, as quiet lines.

use leptos::prelude::*;
use model::{
    call::{CallEnd, CallKind, CallStep},
    conversation::Priority,
    custom_field::{self, FieldChange},
    event::{Author, Event, EventBody, MailStep, Requeue},
    forward::Forward,
    id::{CallId, EventId},
};

use super::rows::Rows;
use crate::{
    parts::{ExactTime, Glyph, Icon},
    phone::{JoinCall, Phone},
    words::{calls as call_words, desk as words, mail},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    at_ms: i64,
    author: Author,
    what: What,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum What {
    Started { page_url: String },
    Queued(Requeue),
    Offered { agent: String },
    Assigned { agent: String },
    Held,
    Resumed,
    Forwarded(Box<Forward>),
    TakenBack { agent: Option<String> },
    Call { id: CallId, step: CallStep },
    Invited { person: String },
    Departed,
    Edited(Box<Edited>),
    Belongs { contact: String },
    Erased,
    Closed { comment: String },
    Mailed { to: String, step: MailStep },
}

/// What was changed by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Edited {
    topic: Option<String>,
    tags: Option<Vec<String>>,
    priority: Option<Priority>,
    fields: Vec<FieldChange>,
}

/// The line of an event; messages, notes and what may not be seen have none.
pub(super) fn line_of(event: &Event) -> Option<Line> {
    let what = match &event.body {
        EventBody::Said { .. }
        | EventBody::Noted { .. }
        | EventBody::Told { .. }
        | EventBody::Hidden => return None,
        EventBody::Created { page_url, .. } => What::Started { page_url: page_url.clone() },
        EventBody::Queued { why } => What::Queued(*why),
        EventBody::Offered { agent, .. } => What::Offered { agent: agent.name.clone() },
        EventBody::Assigned { agent, .. } => What::Assigned { agent: agent.name.clone() },
        EventBody::Held { .. } => What::Held,
        EventBody::Forwarded(forward) => What::Forwarded(forward.clone()),
        EventBody::TakenBack { agent, .. } => {
            What::TakenBack { agent: agent.as_ref().map(|agent| agent.name.clone()) }
        }
        EventBody::Resumed => What::Resumed,
        EventBody::Call { step: CallStep::Held | CallStep::Resumed, .. } => return None,
        EventBody::Call { call, step } => What::Call { id: *call, step: step.clone() },
        EventBody::Invited { person } => What::Invited { person: person.name.clone() },
        EventBody::Departed { .. } => What::Departed,
        EventBody::Edited { topic, tags, priority, fields } => What::Edited(Box::new(Edited {
            topic: topic.clone(),
            tags: tags.clone(),
            priority: *priority,
            fields: fields.clone(),
        })),
        EventBody::Belongs { contact } => What::Belongs { contact: contact.name.clone() },
        EventBody::Erased => What::Erased,
        EventBody::Closed { comment, .. } => What::Closed { comment: comment.clone() },
        EventBody::Mailed { to, step, .. } => What::Mailed { to: to.clone(), step: step.clone() },
    };
    Some(Line { at_ms: event.at.0, author: event.author.clone(), what })
}

#[component]
pub(super) fn SystemLine(
    id: EventId,
    rows: Memo<Rows>,
    #[prop(into)] guest: Signal<String>,
) -> impl IntoView {
    let line = rows.with_untracked(|rows| rows.line(id).cloned())?;
    let glyph = glyph(&line.what);
    let at_ms = line.at_ms;
    let conference = conference(&line.what);
    let text = move || guest.with(|guest| text(&line, guest));
    Some(view! {
        <li class="system-line" id=format!("event-{id}")>
            <Icon glyph/>
            <span>{text}</span>
            {conference}
            <ExactTime at_ms=Signal::stored(at_ms)/>
        </li>
    })
}

const fn glyph(what: &What) -> Glyph {
    match what {
        What::Started { .. } => Glyph::MessageCircle,
        What::Queued(_) => Glyph::Undo2,
        What::Offered { .. } => Glyph::Bell,
        What::Assigned { .. } => Glyph::UserRoundCheck,
        What::Held => Glyph::Pause,
        What::Resumed => Glyph::Play,
        What::Forwarded(_) => Glyph::Forward,
        What::TakenBack { .. } => Glyph::Undo2,
        What::Call { step, .. } => call_glyph(step),
        What::Invited { .. } => Glyph::UserRoundPlus,
        What::Departed => Glyph::LogOut,
        What::Edited(_) => Glyph::Pencil,
        What::Belongs { .. } => Glyph::ContactRound,
        What::Erased => Glyph::Trash2,
        What::Closed { .. } => Glyph::CircleCheck,
        What::Mailed { step: MailStep::Refused { .. }, .. } => Glyph::CircleAlert,
        What::Mailed { .. } => Glyph::Mail,
    }
}

const fn call_glyph(step: &CallStep) -> Glyph {
    match step {
        CallStep::Rang { .. } => Glyph::PhoneCall,
        CallStep::Ended(CallEnd::Missed) => Glyph::PhoneMissed,
        CallStep::Ended(_) => Glyph::PhoneOff,
        CallStep::Answered | CallStep::Held | CallStep::Resumed => Glyph::Phone,
    }
}

/// A conference that goes on can be joined from its line.
fn conference(what: &What) -> Option<AnyView> {
    let What::Call { id, step: CallStep::Rang { kind: CallKind::Link, link } } = what else {
        return None;
    };
    let (id, link) = (*id, link.clone());
    let phone = use_context::<Phone>()?;
    let goes_on =
        Memo::new(move |_| phone.current.with(|it| it.as_ref().is_some_and(|it| it.call.id == id)));
    Some(view! { <Show when=move || goes_on.get()><JoinCall link=link.clone()/></Show> }.into_any())
}

fn text(line: &Line, guest: &str) -> String {
    let who = match &line.author {
        Author::Guest => Some(guest),
        Author::Staff(person) => Some(person.name.as_str()),
        Author::System => None,
    };
    let name = who.unwrap_or_default();
    match &line.what {
        What::Started { page_url } if page_url.is_empty() => {
            words::STARTED.with(&[("name", guest)])
        }
        What::Started { page_url } => {
            words::STARTED_ON.with(&[("name", guest), ("page", page_url)])
        }
        What::Queued(why) => requeued(*why, name),
        What::Offered { agent } => words::RINGS_AT.with(&[("name", agent)]),
        What::Assigned { agent } if who.is_some() => words::TOOK.with(&[("name", agent)]),
        What::Assigned { agent } => words::GIVEN_TO.with(&[("name", agent)]),
        What::Held => words::HELD.with(&[("name", name)]),
        What::Resumed if matches!(line.author, Author::Staff(_)) => {
            words::RESUMED.with(&[("name", name)])
        }
        What::Resumed => words::RESUMED_BY_GUEST.with(&[("name", guest)]),
        What::Forwarded(forward) => forwarded(name, forward),
        What::TakenBack { agent: Some(agent) } if agent != name => {
            words::TAKEN_BACK_FOR.with(&[("name", name), ("agent", agent)])
        }
        What::TakenBack { .. } => words::TAKEN_BACK.with(&[("name", name)]),
        What::Call { step, .. } => called(name, guest, who == Some(guest), step),
        What::Invited { person } => words::INVITED.with(&[("name", name), ("person", person)]),
        What::Erased => words::ERASED.text().to_owned(),
        What::Departed => words::DEPARTED.with(&[("name", name)]),
        What::Edited(edit) => edited(name, edit),
        What::Belongs { contact } => words::BELONGS.with(&[("name", name), ("contact", contact)]),
        What::Closed { comment } => closed(who, comment),
        What::Mailed { to, step } => mailed(who, to, step),
    }
}

fn forwarded(name: &str, forward: &Forward) -> String {
    let department = forward.department.as_ref().map(|it| it.name.as_str()).unwrap_or_default();
    let values = |person| [("name", name), ("person", person), ("department", department)];
    let where_to = match &forward.person {
        Some(person) if department.is_empty() => words::FORWARDED_TO.with(&values(&person.name)),
        Some(person) => words::FORWARDED_TO_IN.with(&values(&person.name)),
        None => words::FORWARDED_TO_DEPARTMENT.with(&values("")),
    };
    let passed: Vec<&str> = forward.passed.iter().map(|it| it.name.as_str()).collect();
    let passed =
        (!passed.is_empty()).then(|| words::NOBODY_IN.with(&[("departments", &passed.join(", "))]));
    let line = [Some(where_to), passed].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if forward.comment.is_empty() { line } else { format!("{line}: “{}”", forward.comment) }
}

fn called(name: &str, guest: &str, is_guest: bool, step: &CallStep) -> String {
    let word = match step {
        CallStep::Rang { kind: CallKind::Link, .. } => call_words::INVITED,
        CallStep::Rang { .. } if is_guest => call_words::GUEST_CALLED,
        CallStep::Rang { kind: CallKind::Video, .. } => call_words::CALLED_WITH_VIDEO,
        CallStep::Rang { .. } => call_words::CALLED,
        CallStep::Answered | CallStep::Held | CallStep::Resumed => call_words::ANSWERED,
        CallStep::Ended(CallEnd::HungUp) => call_words::HUNG_UP,
        CallStep::Ended(CallEnd::Declined) => call_words::DECLINED,
        CallStep::Ended(CallEnd::Missed) => call_words::MISSED,
        CallStep::Ended(CallEnd::MovedOn) => call_words::MOVED_ON,
        CallStep::Ended(CallEnd::Lost) => call_words::LOST,
        CallStep::Ended(CallEnd::Failed) => call_words::FAILED,
    };
    word.with(&[("name", name), ("guest", guest)])
}

fn requeued(why: Requeue, name: &str) -> String {
    let word = match why {
        Requeue::Returned => words::RETURNED,
        Requeue::OfferRefused => words::OFFER_REFUSED,
        Requeue::OfferExpired => words::OFFER_EXPIRED,
        Requeue::AgentLost => words::AGENT_LOST,
        Requeue::HoldEnded => words::HOLD_ENDED,
    };
    word.with(&[("name", name)])
}

fn edited(name: &str, edit: &Edited) -> String {
    let topic = edit.topic.as_deref().map(|topic| match topic {
        "" => words::TOPIC_CLEARED.with(&[("name", name)]),
        topic => words::TOPIC_SET.with(&[("name", name), ("topic", topic)]),
    });
    let tags = edit.tags.as_deref().map(|tags| match tags {
        [] => words::TAGS_CLEARED.with(&[("name", name)]),
        tags => words::TAGS_SET.with(&[("name", name), ("tags", &tags.join(", "))]),
    });
    let priority = edit.priority.map(|priority| {
        let word = words::priority(priority).text();
        words::PRIORITY_SET.with(&[("name", name), ("priority", word)])
    });
    let fields = edit.fields.iter().map(|FieldChange { label, value, .. }| match value.as_str() {
        "" => words::FIELD_CLEARED.with(&[("name", name), ("field", label)]),
        value => words::FIELD_SET.with(&[
            ("name", name),
            ("field", label),
            ("value", &custom_field::in_words(value)),
        ]),
    });
    let edits = topic.into_iter().chain(tags).chain(priority).chain(fields);
    edits.collect::<Vec<_>>().join(" · ")
}

fn mailed(who: Option<&str>, to: &str, step: &MailStep) -> String {
    let address = ("address", to);
    match (step, who) {
        (MailStep::Asked, Some(name)) => mail::LINE_ASKED_BY.with(&[("name", name), address]),
        (MailStep::Asked, None) => mail::LINE_ASKED.with(&[address]),
        (MailStep::Sent, _) => mail::LINE_SENT.with(&[address]),
        (MailStep::Refused { error }, _) => {
            mail::LINE_REFUSED.with(&[address, ("error", &mail::error(error))])
        }
    }
}

fn closed(who: Option<&str>, comment: &str) -> String {
    let ended = match who {
        Some(name) => words::ENDED.with(&[("name", name)]),
        None => words::ENDED_BY_ITSELF.text().to_owned(),
    };
    if comment.is_empty() { ended } else { format!("{ended}: “{comment}”") }
}
