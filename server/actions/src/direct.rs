//! Direct messages: said to one colleague, or by the workspace's own bot; read by those two alone.

use bus::{Told, Topic};
use model::{
    cursor::Cursor,
    direct::{BOT, Notice, Pair, bot},
    event::{Author, Event, EventBody},
    id::{EventId, PersonId, UploadId},
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    refusal::{Refusal, Thing},
    upload::FileRef,
    view::direct::{DirectEntry, DirectRead, DirectThread},
    wire::{DirectNews, THREAD_EVENTS},
};
use store::{Conn, uploads::Owner};

use crate::{Error, House, house::found, id, push, uploads};

/// Events one older page carries.
const PAGE_EVENTS: u32 = 100;

/// A message to a colleague, with the id its sender made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: EventId,
    pub with: PersonId,
    pub text: String,
    pub files: Vec<UploadId>,
}

/// A file the bot hands over.
#[derive(Debug, Clone)]
pub struct NewFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// What became of something said.
#[derive(Debug, PartialEq, Eq)]
pub enum Said {
    /// It is in the log now, and both were told.
    Now,
    /// It had been said before under this id; nothing changed.
    Before(Box<Event>),
}

/// Everybody this person has messages with, the latest first.
///
/// # Errors
/// `NotPermitted`.
pub async fn list(house: &House, staff: &Staff) -> Result<Vec<DirectEntry>, Error> {
    permitted(staff)?;
    let mut conn = house.store.read().await?;
    Ok(store::direct::entries(&mut conn, staff.person.id).await?)
}

/// The log with a colleague: what came after `since`, or its latest stretch when that is too much.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn thread_since(
    house: &House,
    staff: &Staff,
    with: PersonId,
    since: u32,
) -> Result<DirectThread, Error> {
    permitted(staff)?;
    let pair = pair(staff, with)?;
    let mut conn = house.store.snapshot().await?;
    known(&mut conn, with).await?;
    let version = store::direct::version(&mut conn, pair).await?;
    let limit = u32::try_from(THREAD_EVENTS).unwrap_or(u32::MAX);
    let joins = since > 0 && since <= version && version - since <= limit;
    let events = if joins {
        store::direct::after(&mut conn, pair, since, limit).await?
    } else {
        store::direct::before(&mut conn, pair, None, limit).await?
    };
    Ok(DirectThread { with, version, events })
}

/// The events just before a version, in order.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn older(
    house: &House,
    staff: &Staff,
    with: PersonId,
    before: u32,
) -> Result<Vec<Event>, Error> {
    permitted(staff)?;
    let pair = pair(staff, with)?;
    let mut conn = house.store.read().await?;
    Ok(store::direct::before(&mut conn, pair, Some(before), PAGE_EVENTS).await?)
}

/// Says something to a colleague. The same id again gets the same answer and changes nothing.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `BotReadsNothing`, `Disabled`, `Invalid` text or files, `TooFast`.
pub async fn say(house: &House, staff: &Staff, message: &Message) -> Result<Said, Error> {
    permitted(staff)?;
    let pair = pair(staff, message.with)?;
    let text = parse::message(&message.text, message.files.len())?;
    let now = house.clock.now();
    house.directs.take(staff.person.id, now)?;
    let mut tx = house.store.write().await?;
    reader(&mut tx, message.with).await?;
    let files = files(&mut tx, pair, &message.files).await?;
    let event = Event {
        id: message.id,
        version: store::direct::next_version(&mut tx, pair).await?,
        at: now,
        author: Author::Staff(staff.person.clone()),
        body: EventBody::Said { text, files },
    };
    match store::direct::append(&mut tx, pair, staff.person.id, &event).await {
        Ok(()) => {}
        Err(store::Error::Duplicate) => {
            drop(tx);
            return was_said(house, staff, (pair, message.id)).await;
        }
        Err(other) => return Err(other.into()),
    }
    push::follow_direct(house, &mut tx, message.with, &event).await?;
    tx.commit().await?;
    tell(house, pair, &event);
    Ok(Said::Now)
}

/// Lets the bot say something to a member of the staff; files are stored with it.
///
/// # Errors
/// `NotFound`, `Invalid` text, those of files; those of the store.
pub async fn tell_from_bot(
    house: &House,
    to: PersonId,
    text: &str,
    files: Vec<NewFile>,
) -> Result<(), Error> {
    let text = parse::message(text, files.len())?;
    let pair = Pair::of(BOT, to).ok_or(Refusal::BotReadsNothing)?;
    let mut stored = Vec::with_capacity(files.len());
    for file in files {
        stored.push(uploads::keep(house, Owner::Direct(pair), &file.name, &file.bytes).await?);
    }
    let mut tx = house.store.write().await?;
    found(Thing::Person, store::people::find(&mut tx, to).await?)?;
    let id = EventId(id::new(house.clock.now())?);
    let event = report(house, &mut tx, (to, id), EventBody::Said { text, files: stored }).await?;
    tx.commit().await?;
    tell(house, pair, &event);
    Ok(())
}

/// Lets the bot report something within a transaction of the caller's; [`tell_reported`] tells it after the commit.
///
/// # Errors
/// Those of the store.
pub(crate) async fn report_notice(
    house: &House,
    conn: &mut Conn,
    to: PersonId,
    notice: Notice,
) -> Result<Event, Error> {
    let id = EventId(id::new(house.clock.now())?);
    report(house, conn, (to, id), EventBody::Told { notice }).await
}

/// Tells what [`report_notice`] wrote.
pub(crate) fn tell_reported(house: &House, to: PersonId, event: &Event) {
    if let Some(pair) = Pair::of(BOT, to) {
        tell(house, pair, event);
    }
}

/// The bot hands over a file that it holds for this person already.
pub(crate) async fn bring(
    house: &House,
    (to, id): (PersonId, EventId),
    file: FileRef,
) -> Result<(), Error> {
    let mut tx = house.store.write().await?;
    let body = EventBody::Said { text: String::new(), files: Vec::from([file]) };
    let event = report(house, &mut tx, (to, id), body).await?;
    tx.commit().await?;
    tell(house, of_bot(to)?, &event);
    Ok(())
}

/// The log the bot writes to this person.
pub(crate) fn of_bot(to: PersonId) -> Result<Pair, Refusal> {
    Pair::of(BOT, to).ok_or(Refusal::BotReadsNothing)
}

pub(crate) async fn report(
    house: &House,
    conn: &mut Conn,
    (to, id): (PersonId, EventId),
    body: EventBody,
) -> Result<Event, Error> {
    let pair = of_bot(to)?;
    let now = house.clock.now();
    let event = Event {
        id,
        version: store::direct::next_version(conn, pair).await?,
        at: now,
        author: Author::Staff(bot()),
        body,
    };
    store::direct::append(conn, pair, BOT, &event).await?;
    push::follow_direct(house, conn, to, &event).await?;
    Ok(event)
}

/// Somebody types to a colleague, or stopped. Sent, never stored.
pub fn typing(house: &House, staff: &Staff, with: PersonId, is_typing: bool) {
    if permitted(staff).is_ok() && with != BOT {
        let news = DirectNews::Typing { with: staff.person.id, is_typing };
        house.bus.tell(Topic::Person(with), &Told::Direct(news.into()));
    }
}

/// This person has received and read so far.
///
/// # Errors
/// `NotPermitted`, `NotFound`; those of the store.
pub async fn seen(
    house: &House,
    staff: &Staff,
    with: PersonId,
    cursor: Cursor,
) -> Result<(), Error> {
    permitted(staff)?;
    let (me, pair) = (staff.person.id, pair(staff, with)?);
    let mut tx = house.store.write().await?;
    let version = store::direct::version(&mut tx, pair).await?;
    let (mine, theirs) = store::direct::cursors(&mut tx, pair, me).await?;
    let known = Cursor { received: cursor.received.min(version), read: cursor.read.min(version) };
    let moved = mine.merge(known);
    if moved == mine {
        return Ok(());
    }
    store::direct::move_cursor(&mut tx, pair, me, moved).await?;
    let unread = store::direct::unread(&mut tx, pair, me, moved.read).await?;
    let their_unread = store::direct::unread(&mut tx, pair, with, theirs.read).await?;
    tx.commit().await?;
    let own = DirectRead { with, unread, version, mine: moved, theirs };
    house.bus.tell(Topic::Person(me), &Told::Direct(DirectNews::Read(own).into()));
    let other = DirectRead { with: me, unread: their_unread, version, mine: theirs, theirs: moved };
    house.bus.tell(Topic::Person(with), &Told::Direct(DirectNews::Read(other).into()));
    Ok(())
}

fn permitted(staff: &Staff) -> Result<(), Refusal> {
    may(&Actor::Staff(staff.clone()), Action::WriteToColleagues, Subject::Workspace)
}

/// The pair always holds who asks: nobody else's log has an address.
fn pair(staff: &Staff, with: PersonId) -> Result<Pair, Refusal> {
    found(Thing::Person, Pair::of(staff.person.id, with))
}

async fn known(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    if person != BOT {
        found(Thing::Person, store::people::find(conn, person).await?)?;
    }
    Ok(())
}

/// Somebody who can read what is written to them.
async fn reader(conn: &mut Conn, person: PersonId) -> Result<(), Error> {
    if person == BOT {
        return Err(Refusal::BotReadsNothing.into());
    }
    let person = found(Thing::Person, store::people::find(conn, person).await?)?;
    if person.is_enabled { Ok(()) } else { Err(Refusal::Disabled { who: person.to_ref() }.into()) }
}

async fn files(conn: &mut Conn, pair: Pair, ids: &[UploadId]) -> Result<Vec<FileRef>, Error> {
    let mut files = Vec::with_capacity(ids.len());
    for id in ids {
        let upload = found(Thing::Upload, store::uploads::find(conn, *id).await?)?;
        if upload.owner != Owner::Direct(pair) || !upload.is_complete {
            return Err(Refusal::not_found(Thing::Upload).into());
        }
        files.push(upload.file);
    }
    Ok(files)
}

async fn was_said(house: &House, staff: &Staff, of: (Pair, EventId)) -> Result<Said, Error> {
    let mut conn = house.store.read().await?;
    let me = Author::Staff(staff.person.clone());
    match store::direct::find(&mut conn, of.1).await? {
        Some((pair, event)) if pair == of.0 && same_author(&event.author, &me) => {
            Ok(Said::Before(Box::new(event)))
        }
        _ => Err(Refusal::Malformed { what: "this id was used elsewhere".to_owned() }.into()),
    }
}

/// A changed name changes nobody.
fn same_author(one: &Author, other: &Author) -> bool {
    matches!((one, other), (Author::Staff(one), Author::Staff(other)) if one.id == other.id)
}

pub(crate) fn tell(house: &House, pair: Pair, event: &Event) {
    for person in [pair.low(), pair.high()] {
        let news = DirectNews::Event { with: pair.other(person), event: event.clone() };
        house.bus.tell(Topic::Person(person), &Told::Direct(news.into()));
    }
    house.push_bell.notify_one();
}
