//! The lines of small threads, written out.

use model::{
    contact::ContactRef,
    conversation::{Channel, Conversation, Priority},
    cursor::Cursors,
    department::DepartmentRef,
    event::{Author, Event, EventBody, Requeue},
    forward::Forward,
    id::{ContactId, ConversationId, DepartmentId, EventId, PersonId},
    moment::Moment,
    person::PersonRef,
    view::thread::Thread,
};
use uuid::Uuid;

use super::{Line, Notice, lines};
use crate::live::{OutState, Outgoing, Room};

const MINUTE: i64 = 60_000;

fn event(version: u32, at_ms: i64, author: Author, body: EventBody) -> Event {
    let id = EventId(Uuid::from_u128(version.into()));
    Event { id, version, at: Moment(at_ms), author, body }
}

fn person(number: u128, name: &str) -> PersonRef {
    PersonRef { id: PersonId(Uuid::from_u128(number)), name: name.to_owned() }
}

fn said(text: &str) -> EventBody {
    EventBody::Said { text: text.to_owned(), files: Vec::new() }
}

fn assigned(agent: PersonRef) -> EventBody {
    EventBody::Assigned { agent, reason: None }
}

fn thread(events: Vec<(i64, Author, EventBody)>) -> Thread {
    let contact = ContactRef { id: ContactId(Uuid::nil()), name: "Bo".to_owned() };
    let created = EventBody::Created {
        contact,
        channel: Channel::Chat,
        department: None,
        priority: Priority::None,
        sla_due: None,
        page_url: String::new(),
    };
    let first = event(1, 0, Author::Guest, created);
    let conversation = Conversation::from_first(ConversationId(Uuid::nil()), &first).unwrap();
    let mut thread = Thread { conversation, events: vec![first], cursors: Cursors::default() };
    for (version, (at_ms, author, body)) in (2..).zip(events) {
        thread.apply(event(version, at_ms, author, body));
    }
    thread
}

fn outgoing(number: u128, text: &str) -> Outgoing {
    Outgoing {
        id: EventId(Uuid::from_u128(number)),
        room: Room::Conversation(ConversationId(Uuid::nil())),
        text: text.to_owned(),
        files: Vec::new(),
        is_note: false,
        canned: Vec::new(),
        at_ms: 2 * MINUTE,
        state: OutState::Sending,
    }
}

/// `*` a day, `-` a notice, `>` mine, `<` theirs, `+` for what follows.
fn drawn(thread: &Thread, outgoing: &[Outgoing]) -> Vec<String> {
    let day = |at_ms: i64| at_ms.div_euclid(24 * 60 * MINUTE).to_string();
    let draw = |line: &Line| match line {
        Line::Day { key, .. } => format!("* {key}"),
        Line::Notice { notice, .. } => match notice {
            Notice::Joined(name) => format!("- {name} joined"),
            Notice::TookOver(name) => format!("- {name} took over"),
            Notice::IsBack(name) => format!("- {name} is back"),
            Notice::BackInQueue => "- queue".to_owned(),
            Notice::Connecting(name) => format!("- with {name}"),
            Notice::Invited { name, .. } => format!("- {name} calls"),
            Notice::CallEnded(_) => "- call over".to_owned(),
        },
        Line::Bubble(bubble) => {
            let side = if bubble.speaker == super::Speaker::Visitor { ">" } else { "<" };
            let follows = if bubble.follows { "+" } else { "" };
            format!("{side}{follows} {}", bubble.text)
        }
    };
    lines(thread, outgoing, day).iter().map(draw).collect()
}

#[test]
fn messages_of_one_author_stand_together_until_another_speaks_or_time_passes() {
    let ada = || Author::Staff(person(1, "Ada"));
    let thread = thread(vec![
        (MINUTE, Author::Guest, said("hi")),
        (2 * MINUTE, Author::Guest, said("anybody?")),
        (3 * MINUTE, ada(), said("yes")),
        (4 * MINUTE, ada(), said("I am")),
        (40 * MINUTE, ada(), said("still")),
    ]);
    assert_eq!(drawn(&thread, &[]), ["* 0", "> hi", ">+ anybody?", "< yes", "<+ I am", "< still"]);
}

#[test]
fn the_visitor_hears_calmly_who_is_there_and_nothing_of_offers() {
    let system = || Author::System;
    let thread = thread(vec![
        (1, system(), EventBody::Hidden),
        (2, system(), EventBody::Queued { why: Requeue::OfferExpired }),
        (3, system(), assigned(person(1, "Ada"))),
        (4, system(), EventBody::Queued { why: Requeue::AgentLost }),
        (5, system(), assigned(person(1, "Ada"))),
        (6, system(), assigned(person(2, "Grace"))),
        (7, system(), EventBody::Held { until: None }),
    ]);
    let expected = ["* 0", "- Ada joined", "- queue", "- Ada is back", "- Grace took over"];
    assert_eq!(drawn(&thread, &[]), expected);
}

#[test]
fn qa_02_the_visitor_hears_once_with_whom_they_are_connected() {
    let forward = |to: Forward| EventBody::Forwarded(Box::new(to));
    let grace = person(2, "Grace");
    let support = DepartmentRef { id: DepartmentId(Uuid::nil()), name: "Support".to_owned() };
    let to_grace = Forward { person: Some(grace.clone()), ..Forward::default() };
    let to_support = Forward { department: Some(support), ..Forward::default() };
    let thread = thread(vec![
        (1, Author::System, assigned(person(1, "Ada"))),
        (2, Author::Staff(person(1, "Ada")), forward(to_grace)),
        (3, Author::System, assigned(grace.clone())),
        (4, Author::Staff(grace), forward(to_support)),
        (5, Author::System, assigned(person(3, "Bo"))),
    ]);
    let expected = ["* 0", "- Ada joined", "- with Grace", "- with Support", "- Bo took over"];
    assert_eq!(drawn(&thread, &[]), expected);
}

#[test]
fn a_new_day_is_named_before_its_first_line() {
    let day = 24 * 60 * MINUTE;
    let thread =
        thread(vec![(day - 1, Author::Guest, said("late")), (day, Author::Guest, said("early"))]);
    assert_eq!(drawn(&thread, &[]), ["* 0", "> late", "* 1", "> early"]);
}

#[test]
fn cv_08_what_is_confirmed_and_still_on_its_way_is_shown_once() {
    let thread = thread(vec![(MINUTE, Author::Guest, said("one"))]);
    let on_the_way = [outgoing(2, "one"), outgoing(99, "two")];
    assert_eq!(drawn(&thread, &on_the_way), ["* 0", "> one", ">+ two"]);
}
