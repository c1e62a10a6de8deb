//! The one way a conversation is written: may it? load, decide, write state and events together, commit, tell.

use bus::Change;
use model::{
    conversation::Conversation,
    event::{Author, Event, EventBody},
    id::{ConversationId, EventId, PersonId},
    moment::Moment,
    permission::{Action, Actor, Subject, may},
    refusal::{Refusal, Thing},
};
use store::Write;

use crate::{Error, House, house::found, id};

/// How often a command is tried again when others changed the same conversation meanwhile.
const TRIES: u32 = 8;

/// A conversation that is being written, in a transaction.
#[derive(Debug)]
pub(crate) struct Writing<'h> {
    pub(crate) house: &'h House,
    pub(crate) tx: Write,
    pub(crate) now: Moment,
    /// The state after the events so far.
    pub(crate) conversation: Conversation,
    before: u32,
    events: Vec<Event>,
}

/// What `write` is asked to do.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Command<'a> {
    pub(crate) actor: Option<&'a Actor>,
    pub(crate) action: Action,
    pub(crate) conversation: ConversationId,
}

/// Tries to write a conversation until nobody else is faster:
/// `loop { let mut writing = tries.open().await?; …decide, push…; if let Some(done) = writing.commit().await? { … } }`.
#[derive(Debug)]
pub(crate) struct Tries<'a> {
    house: &'a House,
    command: Command<'a>,
    left: u32,
}

impl<'a> Tries<'a> {
    pub(crate) const fn new(house: &'a House, command: Command<'a>) -> Self {
        Self { house, command, left: TRIES }
    }

    /// Opens the conversation for one more try.
    pub(crate) async fn open(&mut self) -> Result<Writing<'a>, Error> {
        self.left = self.left.checked_sub(1).ok_or(Refusal::Busy)?;
        Writing::open(self.house, self.command).await
    }
}

impl<'h> Writing<'h> {
    async fn open(house: &'h House, command: Command<'_>) -> Result<Self, Error> {
        let mut tx = house.store.write().await?;
        let loaded = store::conversations::load(&mut tx, command.conversation).await?;
        let conversation = found(Thing::Conversation, loaded)?;
        if let Some(actor) = command.actor {
            may(actor, command.action, Subject::Conversation(&conversation))?;
        }
        let before = conversation.version;
        Ok(Self { house, tx, now: house.clock.now(), conversation, before, events: Vec::new() })
    }

    /// A conversation that begins in this transaction.
    pub(crate) async fn begin(
        house: &'h House,
        mut tx: Write,
        body: EventBody,
    ) -> Result<Self, Error> {
        let now = house.clock.now();
        let id = ConversationId(id::new(now)?);
        let first =
            Event { id: EventId(id::new(now)?), version: 1, at: now, author: Author::Guest, body };
        let conversation = Conversation::from_first(id, &first)?;
        store::conversations::insert(&mut tx, &conversation).await?;
        let events = Vec::from([first]);
        Ok(Self { house, tx, now, conversation, before: 1, events })
    }

    /// Adds an event to the log and lets the state follow it.
    pub(crate) fn push(&mut self, author: Author, body: EventBody) -> Result<(), Error> {
        let id = EventId(id::new(self.now)?);
        self.push_as(id, author, body);
        Ok(())
    }

    /// As [`push`](Self::push), with the id its sender made.
    pub(crate) fn push_as(&mut self, id: EventId, author: Author, body: EventBody) {
        let version = self.conversation.version.saturating_add(1);
        let event = Event { id, version, at: self.now, author, body };
        self.conversation.apply(&event);
        self.events.push(event);
    }

    /// Lets an agent serve it, and remembers that they got it.
    pub(crate) async fn remember_assignment(&mut self, agent: PersonId) -> Result<(), Error> {
        let department = self.conversation.department;
        Ok(store::assignments::remember(&mut self.tx, agent, department, self.now).await?)
    }

    /// Commits; `None` when somebody else was faster and it must be decided again.
    pub(crate) async fn commit(mut self) -> Result<Option<Conversation>, Error> {
        if self.events.is_empty() {
            return Ok(Some(self.conversation));
        }
        let saved =
            store::conversations::save(&mut self.tx, &self.conversation, self.before).await?;
        if !saved {
            return Ok(None);
        }
        self.finish().await.map(Some)
    }

    /// Writes the events, commits, tells everybody.
    pub(crate) async fn finish(mut self) -> Result<Conversation, Error> {
        let id = self.conversation.id;
        store::events::append(&mut self.tx, id, &self.events).await?;
        if self.conversation.stage.is_closed() {
            self.archive().await?;
        }
        self.tx.commit().await?;
        let needs_routing = self.events.iter().any(|event| concerns_routing(&event.body));
        self.house.tell_change(Change::new(self.conversation.clone(), self.events));
        if needs_routing {
            self.house.ring();
        }
        Ok(self.conversation)
    }

    /// Makes a conversation that just closed findable.
    async fn archive(&mut self) -> Result<(), Error> {
        let id = self.conversation.id;
        let mut text = String::new();
        let mut since = 0;
        loop {
            let page = store::events::after(&mut self.tx, id, since, 1_000).await?;
            let Some(last) = page.last() else { break };
            since = last.version;
            for event in &page {
                if let EventBody::Said { text: said, files } = &event.body {
                    text.push_str(said);
                    for file in files {
                        text.push('\n');
                        text.push_str(&file.name);
                    }
                    text.push('\n');
                }
            }
        }
        store::archive_index::add(&mut self.tx, &self.conversation, &text).await?;
        let contact = self.conversation.contact.id;
        store::contacts::note_chat(&mut self.tx, contact, id, self.now).await?;
        Ok(())
    }
}

const fn concerns_routing(body: &EventBody) -> bool {
    !matches!(
        body,
        EventBody::Said { .. }
            | EventBody::Noted { .. }
            | EventBody::Told { .. }
            | EventBody::Hidden
    )
}
