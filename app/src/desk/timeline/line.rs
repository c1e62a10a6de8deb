//! What happened besides messages, as quiet lines.

use leptos::prelude::*;
use model::{
    conversation::Priority,
    event::{Author, Event, EventBody, MailStep, Requeue},
    id::EventId,
};

use super::rows::Rows;
use crate::{
    parts::{ExactTime, Glyph, Icon},
    words::{desk as words, mail},
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
    Edited { topic: Option<String>, tags: Option<Vec<String>>, priority: Option<Priority> },
    Closed { comment: String },
    Mailed { to: String, step: MailStep },
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
        EventBody::Held => What::Held,
        EventBody::Resumed => What::Resumed,
        EventBody::Edited { topic, tags, priority } => {
            What::Edited { topic: topic.clone(), tags: tags.clone(), priority: *priority }
        }
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
    let text = move || guest.with(|guest| text(&line, guest));
    Some(view! {
        <li class="system-line" id=format!("event-{id}")>
            <Icon glyph/>
            <span>{text}</span>
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
        What::Edited { .. } => Glyph::Pencil,
        What::Closed { .. } => Glyph::CircleCheck,
        What::Mailed { step: MailStep::Refused { .. }, .. } => Glyph::CircleAlert,
        What::Mailed { .. } => Glyph::Mail,
    }
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
        What::Edited { topic, tags, priority } => {
            edited(name, topic.as_deref(), tags.as_deref(), *priority)
        }
        What::Closed { comment } => closed(who, comment),
        What::Mailed { to, step } => mailed(who, to, step),
    }
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

fn edited(
    name: &str,
    topic: Option<&str>,
    tags: Option<&[String]>,
    priority: Option<Priority>,
) -> String {
    let topic = topic.map(|topic| match topic {
        "" => words::TOPIC_CLEARED.with(&[("name", name)]),
        topic => words::TOPIC_SET.with(&[("name", name), ("topic", topic)]),
    });
    let tags = tags.map(|tags| match tags {
        [] => words::TAGS_CLEARED.with(&[("name", name)]),
        tags => words::TAGS_SET.with(&[("name", name), ("tags", &tags.join(", "))]),
    });
    let priority = priority.map(|priority| {
        let word = words::priority(priority).text();
        words::PRIORITY_SET.with(&[("name", name), ("priority", word)])
    });
    topic.into_iter().chain(tags).chain(priority).collect::<Vec<_>>().join(" · ")
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
