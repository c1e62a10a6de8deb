//! How many messages a second a store takes: 16 conversations, each said in by its own task, durable each time.
//!
//! `cargo run --release -p store --example group_commit [url [seconds [tasks]]]`
#![expect(clippy::print_stdout, reason = "the numbers are what it is for")]

use std::{
    error::Error,
    time::{Duration, Instant},
};

use model::{
    contact::{Contact, ContactRef},
    conversation::{Channel, Conversation, Priority},
    event::{Author, Event, EventBody},
    id::{ContactId, ConversationId, EventId},
    moment::Moment,
};
use store::{Store, contacts, conversations, events};
use uuid::Uuid;

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = tempfile::tempdir()?;
    let url =
        arguments.next().unwrap_or_else(|| folder.path().join("speed.db").display().to_string());
    let seconds = arguments.next().map_or(Ok(5), |text| text.parse())?;
    let tasks: u128 = arguments.next().map_or(Ok(16), |text| text.parse())?;

    let store = Store::open(&url).await?;
    for number in 0..tasks {
        begin(&store, number).await?;
    }
    let start = Instant::now();
    let end = start + Duration::from_secs(seconds);
    let talks: Vec<_> =
        (0..tasks).map(|number| tokio::spawn(talk(store.clone(), number, end))).collect();
    let mut waits = Vec::new();
    for talk in talks {
        waits.extend(talk.await??);
    }
    let elapsed = start.elapsed();
    waits.sort_unstable();
    let at = |share: usize| waits.get(waits.len() * share / 100).copied().unwrap_or_default();
    let rate = waits.len() as f64 / elapsed.as_secs_f64();
    println!("{tasks} tasks: {rate:.0} messages/s, p50 {:?}, p99 {:?}", at(50), at(99));
    store.close().await;
    Ok(())
}

fn id(number: u128) -> Uuid {
    // Spread like random ones.
    Uuid::from_u128((number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
}

async fn begin(store: &Store, number: u128) -> Outcome<()> {
    let contact = Contact {
        id: ContactId(id(number)),
        username: format!("guest-{number}"),
        name: format!("Guest {number}"),
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
    };
    let body = EventBody::Created {
        contact: ContactRef { id: contact.id, name: contact.name.clone() },
        channel: Channel::Chat,
        department: None,
        priority: Priority::None,
        sla_due: None,
        page_url: String::new(),
    };
    let event =
        Event { id: EventId(id(number)), version: 1, at: Moment(0), author: Author::Guest, body };
    let conversation = Conversation::from_first(ConversationId(id(number)), &event)?;
    let mut write = store.write().await?;
    contacts::insert(&mut write, &contact).await?;
    conversations::insert(&mut write, &conversation).await?;
    events::append(&mut write, conversation.id, &[event]).await?;
    write.commit().await?;
    Ok(())
}

/// Says something again and again; gives the time each took.
async fn talk(store: Store, number: u128, end: Instant) -> Outcome<Vec<Duration>> {
    let mut waits = Vec::new();
    let mut count = 0;
    while Instant::now() < end {
        let start = Instant::now();
        count += 1;
        say(&store, number, count).await?;
        waits.push(start.elapsed());
    }
    Ok(waits)
}

async fn say(store: &Store, number: u128, count: u128) -> Outcome<()> {
    let mut write = store.write().await?;
    let conversation = conversations::load(&mut write, ConversationId(id(number))).await?;
    let mut conversation = conversation.ok_or("the conversation is gone")?;
    let version = conversation.version;
    let event = Event {
        id: EventId(id(1_000_000 * (number + 1) + count)),
        version: version + 1,
        at: Moment(0),
        author: Author::Guest,
        body: EventBody::Said {
            text: String::from("Good morning, my parcel has not come yet. Where is it?"),
            files: Vec::new(),
        },
    };
    conversation.apply(&event);
    if !conversations::record(&mut write, &conversation, version, &[event]).await? {
        return Err("somebody else wrote".into());
    }
    write.commit().await?;
    Ok(())
}
