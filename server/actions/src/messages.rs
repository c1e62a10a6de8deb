//! Saying things: messages, notes, files; and the pulses beside them: typing, received, read.

use std::sync::Arc;

use model::{
    canned::USED_LIMIT,
    conversation::{Conversation, Stage},
    cursor::{Cursor, Cursors, Side},
    direct::Notice,
    event::{Author, Event, EventBody, Requeue},
    id::{CannedId, ConversationId, PersonId, UploadId},
    mention, parse,
    permission::{Action, Actor, Subject, may},
    refusal::{Refusal, Thing},
    upload::FileRef,
    wire::{Pulse, Say},
};

use store::uploads::Owner;

use crate::{
    Error, House,
    conversations::has_room,
    direct,
    house::found,
    writing::{self, Command, Tries, Writing},
};

/// What became of something said.
#[derive(Debug)]
pub enum Said {
    /// It is in the log now, and everybody was told.
    Now,
    /// It had been said before under this id; nothing changed.
    Before(Box<Event>),
}

/// Says or notes something. The same id again gets the same answer and changes nothing.
///
/// # Errors
/// Refusals: `Blocked`, `Invalid` text or files, `AlreadyClosed`, `TooFast`, `NotFound`, `NotPermitted`.
pub async fn say(house: &House, actor: &Actor, say: &Say) -> Result<Said, Error> {
    house.blocked.check(house, actor).await?;
    let text = parse::message(&say.text, say.files.len())?;
    house.messages.take(say.conversation, house.clock.now())?;
    let action = if say.is_note { Action::Note } else { Action::Say };
    let command = Command { actor: Some(actor), action, conversation: say.conversation };
    if jot(house, command, actor, (say, &text)).await? {
        return Ok(Said::Now);
    }
    match attempt(house, command, actor, (say, &text)).await {
        Ok(_) => Ok(Said::Now),
        Err(Error::Store(store::Error::Duplicate)) => was_said(house, say).await,
        Err(Error::Refused(Refusal::AlreadyClosed)) => {
            // It may have been said just before the end; then saying it again is fine.
            was_said(house, say).await.map_err(|_| Refusal::AlreadyClosed.into())
        }
        Err(other) => Err(other),
    }
}

/// Says it in the conversation as it is remembered. `false` when that cannot be, or may not: then it is decided on
/// what is stored.
async fn jot(
    house: &House,
    command: Command<'_>,
    actor: &Actor,
    (say, text): (&Say, &str),
) -> Result<bool, Error> {
    let Some(head) = head(house, say.conversation).await? else { return Ok(false) };
    // A guest's word resumes what is on hold; files, canned responses and colleagues that are named have to be
    // looked up.
    let names_somebody = say.is_note && mention::named(text).next().is_some();
    let is_plain = say.files.is_empty()
        && say.canned.is_empty()
        && !names_somebody
        && !matches!(head.stage, Stage::OnHold { .. } | Stage::Closed { .. })
        && may(actor, command.action, Subject::Conversation(&head)).is_ok();
    if !is_plain {
        return Ok(false);
    }
    let text = text.to_owned();
    let body = if say.is_note {
        EventBody::Noted { text, mentions: Vec::new() }
    } else {
        EventBody::Said { text, files: Vec::new() }
    };
    writing::jot(house, &head, (say.id, author(actor), body)).await
}

/// The conversation as it is remembered, or else as it is stored: reading it stands in nobody's way, unlike deciding in a
/// transaction.
async fn head(house: &House, id: ConversationId) -> Result<Option<Arc<Conversation>>, Error> {
    if let Some(head) = house.heads.get(id) {
        return Ok(Some(head));
    }
    let mut conn = house.store.read().await?;
    let stored = store::conversations::load(&mut conn, id).await?.map(Arc::new);
    stored.iter().for_each(|head| house.heads.put(head));
    Ok(stored)
}

async fn attempt(
    house: &House,
    command: Command<'_>,
    actor: &Actor,
    (say, text): (&Say, &str),
) -> Result<(), Error> {
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let reported = put(&mut writing, actor, say, text).await?;
        if writing.commit().await?.is_some() {
            reported.iter().for_each(|(to, event)| direct::tell_reported(house, *to, event));
            return Ok(());
        }
    }
}

/// What the bot reports of it, and to whom.
type Reported = Vec<(PersonId, Event)>;

async fn put(
    writing: &mut Writing<'_>,
    actor: &Actor,
    say: &Say,
    text: &str,
) -> Result<Reported, Error> {
    let is_closed = writing.conversation.stage.is_closed();
    if is_closed {
        return Err(Refusal::AlreadyClosed.into());
    }
    let author = author(actor);
    if say.is_note {
        let mentions = mentioned(writing, actor, text).await?;
        let reported = report(writing, &author, &mentions, text).await?;
        let text = text.to_owned();
        writing.push_as(say.id, author, EventBody::Noted { text, mentions });
        count_canned(writing, actor, &say.canned).await?;
        return Ok(reported);
    }
    let files = files(writing, &say.files).await?;
    for file in &files {
        let version = writing.conversation.version.saturating_add(1);
        store::attachments::attach(&mut writing.tx, file, version, writing.now).await?;
    }
    writing.push_as(say.id, author, EventBody::Said { text: text.to_owned(), files });
    if matches!(actor, Actor::Visitor { .. }) {
        wake_from_hold(writing).await?;
    }
    count_canned(writing, actor, &say.canned).await?;
    Ok(Vec::new())
}

/// Tells those a note names, each in their messages with the bot.
async fn report(
    writing: &mut Writing<'_>,
    author: &Author,
    mentions: &[PersonId],
    text: &str,
) -> Result<Reported, Error> {
    let Author::Staff(by) = author else { return Ok(Vec::new()) };
    let mut reported = Vec::with_capacity(mentions.len());
    for to in mentions {
        let notice = Notice::Mentioned {
            by: by.clone(),
            conversation: writing.conversation.id,
            guest: writing.conversation.contact.name.clone(),
            text: text.to_owned(),
        };
        let event = direct::report_notice(writing.house, &mut writing.tx, *to, notice).await?;
        reported.push((*to, event));
    }
    Ok(reported)
}

/// The colleagues a note names, where they may see it.
async fn mentioned(
    writing: &mut Writing<'_>,
    actor: &Actor,
    text: &str,
) -> Result<Vec<PersonId>, Error> {
    let mut mentions = Vec::new();
    for username in mention::usernames(text) {
        let Some((person, _)) = store::people::by_login(&mut writing.tx, &username).await? else {
            continue;
        };
        let colleague = crate::sessions::staff(&person);
        let is_me = matches!(actor, Actor::Staff(me) if me.person.id == person.id);
        if person.is_enabled && !is_me && colleague.sees(&writing.conversation) {
            mentions.push(person.id);
        }
    }
    Ok(mentions)
}

/// Counts a message for the canned responses it was made with.
async fn count_canned(
    writing: &mut Writing<'_>,
    actor: &Actor,
    canned: &[CannedId],
) -> Result<(), Error> {
    let Actor::Staff(staff) = actor else { return Ok(()) };
    for id in canned.iter().take(USED_LIMIT) {
        store::canned::count_use(&mut writing.tx, staff, *id).await?;
    }
    Ok(())
}

/// A guest who writes resumes what was on hold: the same agent if they have room, else the queue.
async fn wake_from_hold(writing: &mut Writing<'_>) -> Result<(), Error> {
    let Stage::OnHold { agent } = writing.conversation.stage.clone() else {
        return Ok(());
    };
    let settings = store::settings::load(&mut writing.tx).await?;
    let person = store::people::find(&mut writing.tx, agent.id).await?;
    let grace_ms = i64::from(settings.presence_grace_s) * 1_000;
    let is_there = person.as_ref().is_some_and(|person| {
        person.is_enabled
            && person.availability == model::availability::Availability::Available
            && writing.house.presence.is_present(person.id, writing.now, grace_ms)
    });
    if is_there && has_room(writing, agent.id).await?.is_ok() {
        return writing.push(Author::System, EventBody::Resumed);
    }
    writing.push(Author::System, EventBody::Queued { why: Requeue::HoldEnded })
}

async fn was_said(house: &House, say: &Say) -> Result<Said, Error> {
    let mut conn = house.store.read().await?;
    match store::events::find(&mut conn, say.id).await? {
        Some((conversation, event)) if conversation == say.conversation => {
            Ok(Said::Before(Box::new(event)))
        }
        _ => Err(Refusal::Malformed { what: "this id was used elsewhere".to_owned() }.into()),
    }
}

async fn files(writing: &mut Writing<'_>, ids: &[UploadId]) -> Result<Vec<FileRef>, Error> {
    let mut files = Vec::with_capacity(ids.len());
    for id in ids {
        let upload = found(Thing::Upload, store::uploads::find(&mut writing.tx, *id).await?)?;
        if upload.owner != Owner::Conversation(writing.conversation.id) || !upload.is_complete {
            return Err(Refusal::not_found(Thing::Upload).into());
        }
        files.push(upload.file);
    }
    Ok(files)
}

/// Somebody types, or stopped. Sent, never stored.
pub fn typing(house: &House, actor: &Actor, conversation: &Conversation, is_typing: bool) {
    let is_blocked = matches!(actor, Actor::Visitor { contact } if house.blocked.knows(*contact));
    if is_blocked || may(actor, Action::Say, Subject::Conversation(conversation)).is_err() {
        return;
    }
    let (by, name) = match actor {
        Actor::Visitor { .. } => (Side::Guest, conversation.contact.name.clone()),
        Actor::Staff(staff) => (Side::Staff, staff.person.name.clone()),
    };
    let id = conversation.id;
    house.tell_pulse(conversation, Pulse::Typing { conversation: id, by, name, is_typing });
}

/// One side has received and read so far.
///
/// # Errors
/// `NotFound` for a conversation that is not theirs; those of the store.
pub async fn seen(
    house: &House,
    actor: &Actor,
    id: ConversationId,
    read: (Cursor, u32),
) -> Result<(), Error> {
    let (cursor, guest_messages) = read;
    let mut tx = house.store.write().await?;
    let loaded = store::conversations::load(&mut tx, id).await?;
    let conversation = found(Thing::Conversation, loaded)?;
    may(actor, Action::ViewConversation, Subject::Conversation(&conversation))?;
    let known = Cursor {
        received: cursor.received.min(conversation.version),
        read: cursor.read.min(conversation.version),
    };
    let moved = match actor {
        Actor::Visitor { .. } => Cursors { guest: known, ..Cursors::default() },
        Actor::Staff(staff) => {
            // Only who serves it reads for the staff; a look at the queue is not reading.
            let serves = conversation.stage.agent().is_some_and(|a| a.id == staff.person.id);
            if !serves {
                return Ok(());
            }
            let guest_messages_read = guest_messages.min(conversation.guest_messages);
            Cursors { staff: known, guest_messages_read, ..Cursors::default() }
        }
    };
    let before = store::conversations::cursors(&mut tx, id).await?;
    if before.merge(moved) == before {
        return Ok(());
    }
    let cursors = store::conversations::move_cursors(&mut tx, id, moved).await?;
    tx.commit().await?;
    house.tell_pulse(&conversation, Pulse::Cursors { conversation: id, cursors });
    Ok(())
}

/// The author an actor's words carry.
pub(crate) fn author(actor: &Actor) -> Author {
    match actor {
        Actor::Staff(staff) => Author::Staff(staff.person.clone()),
        Actor::Visitor { .. } => Author::Guest,
    }
}
