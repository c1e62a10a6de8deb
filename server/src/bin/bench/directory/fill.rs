//! Fills a store with contacts and closed conversations, by the store's own functions: indexes as in production.

use std::time::Instant;

use model::{
    availability::Availability,
    call::{CallEnd, CallKind, CallStep},
    contact::ContactRef,
    conversation::{Channel, Conversation, Priority},
    department::{Department, Member},
    event::{Author, Event, EventBody},
    id::{CallId, DepartmentId, EventId, PersonId},
    moment::Moment,
    person::{Person, PersonRef, Role, Roles},
};
use store::Store;

use super::people::{
    AGENTS, BEGIN_MS, DEPARTMENTS, Dice, STEP_MS, chatted, closed_at, contact, contact_id,
    conversation_id, text,
};
use crate::table;

/// Rows of one transaction: SQLite walks through all pages it may have to give back, with every statement.
const AT_ONCE: usize = 500;
/// One conversation in so many had a call.
const CALLED: usize = 5;
const TAGS: [&str; 6] = ["Refund", "Delivery", "Größe", "VIP", "Follow-up", "Complaint"];

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    pub(super) contacts: usize,
    pub(super) conversations: usize,
    pub(super) messages_each: usize,
}

pub(super) fn department(number: usize) -> DepartmentId {
    DepartmentId(Dice::of(4, number).id(BEGIN_MS))
}

pub(super) fn agent(number: usize) -> PersonRef {
    PersonRef { id: PersonId(Dice::of(5, number).id(BEGIN_MS)), name: format!("Agent {number}") }
}

/// Fills it, unless that much is in it already.
pub(super) async fn fill(store: &Store, size: Size) -> anyhow::Result<()> {
    let counts = store::counts::workspace(&mut *store.read().await?).await?;
    if counts.contacts == size.contacts as u64 && counts.closed == size.conversations as u64 {
        return Ok(());
    }
    anyhow::ensure!(counts.contacts == 0, "there is something else in it: {counts:?}");
    let start = Instant::now();
    crew(store).await?;
    // Those who chatted in the order of their last chat, as it would have come about.
    let mut numbers: Vec<usize> = (0..size.contacts).collect();
    numbers.sort_by_key(|number| contact(*number, (size.contacts, size.conversations)).last_chat);
    for some in numbers.chunks(AT_ONCE) {
        let mut write = store.write().await?;
        for number in some {
            let contact = contact(*number, (size.contacts, size.conversations));
            store::contacts::insert(&mut write, &contact).await?;
        }
        write.commit().await?;
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("filled: {} contacts in {seconds:.0} s", table::whole(size.contacts as f64));
    for from in (0..size.conversations).step_by(AT_ONCE) {
        let mut write = store.write().await?;
        for number in from..(from + AT_ONCE).min(size.conversations) {
            conversation(&mut write, number, size).await?;
        }
        write.commit().await?;
    }
    let seconds = start.elapsed().as_secs_f64() - seconds;
    println!(
        "filled: {} conversations of {} messages in {seconds:.0} s",
        table::whole(size.conversations as f64),
        size.messages_each
    );
    Ok(())
}

async fn crew(store: &Store) -> anyhow::Result<()> {
    let mut write = store.write().await?;
    for number in 0..AGENTS {
        let PersonRef { id, name } = agent(number);
        let person = Person {
            id,
            username: format!("agent{number}"),
            name,
            email: String::new(),
            roles: Roles::default().with(Role::Agent),
            availability: Availability::Offline,
            max_conversations: 0,
            is_enabled: true,
            departments: Vec::new(),
            created: Moment(BEGIN_MS),
            version: 1,
        };
        store::people::insert(&mut write, &person, "").await?;
    }
    for number in 0..DEPARTMENTS {
        let members = (0..AGENTS).filter(|agent| agent % DEPARTMENTS == number);
        let department = Department {
            id: department(number),
            name: format!("Department {number}"),
            description: String::new(),
            is_enabled: true,
            is_public: true,
            algorithm: None,
            max_conversations: 0,
            requires_tags: false,
            fallback: None,
            hold_limit_s: None,
            hold_comment: String::new(),
            sends_transcript: false,
            members: members.map(|it| Member { person: agent(it).id, order: 0 }).collect(),
            version: 1,
        };
        store::departments::insert(&mut write, &department).await?;
    }
    Ok(write.commit().await?)
}

/// What was said in a conversation.
pub(super) fn texts(number: usize, count: usize) -> Vec<String> {
    let mut dice = Dice::of(6, number);
    (0..count).map(|_| text(&mut dice)).collect()
}

async fn conversation(conn: &mut store::Conn, number: usize, size: Size) -> anyhow::Result<()> {
    let mut dice = Dice::of(7, number);
    let who = number % chatted(size.contacts);
    let name = contact(who, (size.contacts, size.conversations)).name;
    let begin = BEGIN_MS + number as i64 * STEP_MS;
    let by = dice.below(AGENTS);
    let call = CallId(dice.id(begin));
    let texts = texts(number, size.messages_each);
    let created = EventBody::Created {
        contact: ContactRef { id: contact_id(who), name },
        channel: Channel::Chat,
        department: Some(department(by % DEPARTMENTS)),
        priority: Priority::None,
        sla_due: None,
        page_url: String::new(),
    };
    let mut events = Vec::with_capacity(texts.len() + 3);
    let mut push = |events: &mut Vec<Event>, author, body, at| {
        let version = events.len() as u32 + 1;
        events.push(Event { id: EventId(dice.id(at)), version, at: Moment(at), author, body });
    };
    push(&mut events, Author::Guest, created, begin);
    let serving = agent(by);
    let assigned = EventBody::Assigned { agent: serving.clone(), reason: None };
    push(&mut events, Author::System, assigned, begin + 1);
    for (at, text) in (2..).zip(&texts) {
        let author = if at % 2 == 0 { Author::Guest } else { Author::Staff(serving.clone()) };
        let body = EventBody::Said { text: text.clone(), files: Vec::new() };
        push(&mut events, author, body, begin + at);
    }
    if number.is_multiple_of(CALLED) {
        let rang = CallStep::Rang { kind: CallKind::Audio, link: String::new() };
        let ended = CallStep::Ended(CallEnd::HungUp);
        for (at, step) in (0..).zip([rang, CallStep::Answered, ended]) {
            let at = begin + STEP_MS / 4 + at * 1_000;
            push(&mut events, Author::Guest, EventBody::Call { call, step }, at);
        }
    }
    let tags = TAGS.iter().filter(|_| number.is_multiple_of(3)).take(number % 4);
    let closed = EventBody::Closed {
        comment: String::new(),
        tags: tags.map(|tag| (*tag).to_owned()).collect(),
    };
    push(&mut events, Author::Staff(serving), closed, closed_at(number).0);
    let [first, rest @ ..] = events.as_slice() else { return Ok(()) };
    let mut conversation = Conversation::from_first(conversation_id(number), first)?;
    for event in rest {
        conversation.apply(event);
    }
    store::conversations::insert(conn, &conversation).await?;
    store::events::append(conn, conversation.id, &events).await?;
    for event in &events {
        store::calls::follow(conn, &conversation, event).await?;
    }
    let text = texts.join(store::archive_index::BETWEEN);
    store::archive_index::add(conn, &conversation, &text).await?;
    Ok(())
}
