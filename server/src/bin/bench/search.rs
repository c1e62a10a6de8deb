//! Looking through a million messages as somebody types: in one conversation, and in all of a contact's.

use std::time::{Duration, Instant};

use actions::{House, search};
use anyhow::{Context, bail};
use model::{
    Uuid,
    contact::{Contact, ContactRef},
    conversation::{Channel, Conversation, Priority},
    event::{Author, Event, EventBody},
    id::{ContactId, ConversationId, EventId},
    moment::Moment,
    permission::Staff,
    search::{HITS_PER_ANSWER, MessageQuery, Scope, Searched},
};

use crate::{
    stats::median,
    table,
    workspace::{open, set_up},
};

const MESSAGES: u32 = 1_000_000;
/// Events stored at once.
const AT_ONCE: usize = 1_000;
/// One message in so many names the thing that hardly anybody asks for.
const RARE: u32 = 100_000;
/// One message in so many names a fault.
const FAULT: u32 = 1_000;
const WORDS: [&str; 32] = [
    "the", "my", "order", "teapot", "kettle", "parcel", "and", "again", "please", "when", "will",
    "it", "arrive", "Straße", "crème", "brûlée", "thank", "you", "account", "invoice", "number",
    "wrong", "still", "not", "here", "since", "Monday", "could", "somebody", "look", "at", "that",
];
/// What is typed, and whether it is a regular expression.
const SOUGHT: [(&str, bool); 6] = [
    ("teapot", false),
    ("creme kettle", false),
    ("sapphire", false),
    ("never written", false),
    (r"error\d{3} .*Monday", true),
    (r"(a|aa)+$", true),
];

pub(crate) async fn measure() -> anyhow::Result<()> {
    for conversations in [1, 1_000, 100_000] {
        // A database of its own for each, so that none is slowed down by the others.
        let folder = tempfile::tempdir()?;
        let house = open(folder.path()).await?;
        let admin = set_up(&house).await?;
        let (contact, last) = fill(&house, conversations).await?;
        let (name, scope) = match conversations {
            1 => ("one conversation".to_owned(), Scope::Conversation(last)),
            many => {
                let many = table::whole(many.into());
                (format!("a contact's {many} conversations"), Scope::Contact(contact))
            }
        };
        look(&house, &admin, &name, scope).await?;
        house.store.clone().close().await;
    }
    Ok(())
}

/// Types each thing, and goes on as the browser does: until there is a page of hits, or nothing more.
async fn look(house: &House, admin: &Staff, name: &str, scope: Scope) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    for (text, is_pattern) in SOUGHT {
        let query = MessageQuery { scope, text: text.to_owned(), is_pattern, after: None };
        let (mut times, hits) = follow(house, admin, query).await?;
        let all: Duration = times.iter().sum();
        let us = |time: Duration| time.as_secs_f64() * 1e6;
        let first = times.first().copied().unwrap_or_default();
        let p50 = median(times.iter().copied().map(us).collect());
        times.sort_unstable();
        let slowest = times.last().copied().unwrap_or_default();
        rows.push(vec![
            if is_pattern { format!("/{text}/") } else { format!("{text:?}") },
            hits.to_string(),
            times.len().to_string(),
            table::ms(us(first)),
            table::ms(p50),
            table::ms(us(slowest)),
            table::ms(us(all)),
        ]);
    }
    let title = format!("search of {} messages: {name}", table::whole(MESSAGES.into()));
    table::print(&title, &["", "hits", "calls", "first", "p50", "slowest", "all"], &rows);
    Ok(())
}

async fn follow(
    house: &House,
    admin: &Staff,
    mut query: MessageQuery,
) -> anyhow::Result<(Vec<Duration>, usize)> {
    let (mut times, mut hits) = (Vec::new(), 0);
    loop {
        let start = Instant::now();
        let answer = search::messages(house, admin, &query).await?;
        times.push(start.elapsed());
        let Searched::Found(found) = answer else { bail!("{:?} cannot be read", query.text) };
        hits += found.hits.len();
        if found.next.is_none() || hits >= HITS_PER_ANSWER {
            return Ok((times, hits));
        }
        query.after = found.next;
    }
}

/// A contact whose million messages are spread over some conversations; the last of these.
async fn fill(house: &House, conversations: u32) -> anyhow::Result<(ContactId, ConversationId)> {
    let mut dice = Dice(1);
    let contact = contact();
    let who = ContactRef { id: contact.id, name: contact.name.clone() };
    let mut write = house.store.write().await?;
    store::contacts::insert(&mut write, &contact).await?;
    let (each, mut last) = (MESSAGES / conversations, None);
    for at in 0..conversations {
        let (conversation, events) = talk(&mut dice, &who, at * each, each)?;
        store::conversations::insert(&mut write, &conversation).await?;
        for events in events.chunks(AT_ONCE) {
            store::events::append(&mut write, conversation.id, events).await?;
        }
        last = Some(conversation.id);
    }
    write.commit().await?;
    Ok((contact.id, last.context("no conversation")?))
}

/// A conversation of so many messages, of which the first is the contact's `from`-th.
fn talk(
    dice: &mut Dice,
    contact: &ContactRef,
    from: u32,
    messages: u32,
) -> anyhow::Result<(Conversation, Vec<Event>)> {
    let body = EventBody::Created {
        contact: contact.clone(),
        channel: Channel::Chat,
        department: None,
        priority: Priority::None,
        sla_due: None,
        page_url: String::new(),
    };
    let event = |dice: &mut Dice, version: u32, body| {
        let at = i64::from(from).saturating_add(i64::from(version)).saturating_mul(1_000);
        let (id, author) = (EventId(dice.id(at)), Author::Guest);
        Event { id, version, at: Moment(at), author, body }
    };
    let first = event(dice, 1, body);
    let mut conversation = Conversation::from_first(ConversationId(dice.id(first.at.0)), &first)?;
    let mut events = vec![first];
    for number in 0..messages {
        let text = text(dice, from + number);
        let body = EventBody::Said { text, files: Vec::new() };
        let next = event(dice, number + 2, body);
        conversation.apply(&next);
        events.push(next);
    }
    Ok((conversation, events))
}

/// Five to thirty words, and now and then what is looked for.
fn text(dice: &mut Dice, number: u32) -> String {
    let count = 5 + dice.below(26);
    let mut words: Vec<String> = (0..count).map(|_| dice.word().to_owned()).collect();
    if number % RARE == RARE / 2 {
        words.push("sapphire".to_owned());
    }
    if number % FAULT == FAULT / 2 {
        words.insert(0, format!("error{:03}", number / FAULT % 1_000));
    }
    words.join(" ")
}

fn contact() -> Contact {
    Contact {
        id: ContactId(Uuid::from_u128(1)),
        username: "guest-1".to_owned(),
        name: "Guest".to_owned(),
        emails: Vec::new(),
        phones: Vec::new(),
        notes: String::new(),
        fields: Default::default(),
        manager: None,
        created: Moment(0),
        last_chat: None,
        last_conversation: None,
        blocked: None,
        erased: None,
        version: 1,
    }
}

/// The same numbers in every run.
struct Dice(u64);

impl Dice {
    /// Knuth's.
    fn next(&mut self) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 32
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }

    fn word(&mut self) -> &'static str {
        let at = usize::try_from(self.next()).unwrap_or_default() % WORDS.len();
        WORDS.get(at).copied().unwrap_or_default()
    }

    /// Ordered by time, as ids are.
    fn id(&mut self, at: i64) -> Uuid {
        let (high, low) = (u128::from(self.next()), u128::from(self.next()));
        Uuid::from_u128((u128::from(at.unsigned_abs()) << 80) | (high << 32) | low)
    }
}
