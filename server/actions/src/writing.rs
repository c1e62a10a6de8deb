//! The one way a conversation is written: may it? load, decide, write state and events together, commit, tell.
//! What is merely said goes a shorter one: decided on the head this process remembers, written if that is what is
//! stored.

use std::sync::Arc;

use bus::Change;
use model::{
    call::{CallEnd, CallStep},
    conversation::Conversation,
    event::{Author, Event, EventBody},
    id::{ConversationId, EventId, PersonId},
    mail::Mail,
    moment::Moment,
    permission::{Action, Actor, Subject, may},
    refusal::{Refusal, Thing},
};
use store::Write;

use crate::{
    Error, House,
    house::found,
    id,
    pdfs::{self, PdfChoice},
    transcripts::{self, AtEnd},
};

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
    /// Who got it by hand.
    given: Option<PersonId>,
    /// Who had it when it was opened.
    pub(crate) holder: Option<PersonId>,
    /// Who gets the transcript if it ends here.
    pub(crate) at_end: AtEnd,
    /// Who gets it as PDF.
    pub(crate) pdf: PdfChoice,
    asks_for_pdf: bool,
    /// Nobody gets a transcript, whatever the rules say.
    pub(crate) is_silent: bool,
    /// Letters that leave with the commit.
    pub(crate) mails: Vec<Mail>,
}

/// A change that is written and not yet committed: what everybody is told once it is.
#[derive(Debug)]
pub(crate) struct Untold {
    conversation: Arc<Conversation>,
    events: Vec<Event>,
    mails: Vec<Mail>,
    asks_for_pdf: bool,
}

impl Untold {
    pub(crate) fn conversation(&self) -> &Conversation {
        &self.conversation
    }

    /// Tells it; gives whether routing should look at it.
    pub(crate) fn tell(self, house: &House) -> bool {
        let needs_routing = tell(house, &self.conversation, self.events);
        self.mails.into_iter().for_each(|mail| house.tell_mail(mail));
        if self.asks_for_pdf {
            house.pdf_bell.notify_one();
        }
        needs_routing
    }
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
        let tx = house.store.write().await?;
        let writing = Self::of(house, tx, command.conversation).await?;
        if let Some(actor) = command.actor {
            may(actor, command.action, Subject::Conversation(&writing.conversation))?;
        }
        Ok(writing)
    }

    /// A conversation that is written in a transaction with something else. Whoever calls has asked whether that
    /// may be.
    pub(crate) async fn of(
        house: &'h House,
        mut tx: Write,
        id: ConversationId,
    ) -> Result<Self, Error> {
        let loaded = store::conversations::load(&mut tx, id).await?;
        let conversation = found(Thing::Conversation, loaded)?;
        Ok(Self::on(house, tx, house.clock.now(), conversation))
    }

    fn on(house: &'h House, tx: Write, now: Moment, conversation: Conversation) -> Self {
        Self {
            house,
            tx,
            now,
            before: conversation.version,
            events: Vec::new(),
            holder: conversation.stage.agent().map(|agent| agent.id),
            at_end: AtEnd::default(),
            pdf: PdfChoice::default(),
            asks_for_pdf: false,
            is_silent: false,
            mails: Vec::new(),
            given: None,
            conversation,
        }
    }

    /// A conversation that is written together with others, in their transaction.
    pub(crate) fn within(house: &'h House, tx: Write, conversation: Conversation) -> Self {
        Self::on(house, tx, house.clock.now(), conversation)
    }

    /// Writes it and gives the transaction on, with what is to be told once that is committed.
    pub(crate) async fn pass_on(mut self) -> Result<(Write, Untold), Error> {
        if !self.record().await? {
            return Err(Refusal::Busy.into());
        }
        if self.conversation.stage.is_closed() {
            self.archive().await?;
        }
        let untold = Untold {
            conversation: Arc::new(self.conversation),
            events: self.events,
            mails: self.mails,
            asks_for_pdf: self.asks_for_pdf,
        };
        Ok((self.tx, untold))
    }

    /// A conversation that begins in this transaction; [`finish`](Self::finish) stores it.
    pub(crate) fn begin(house: &'h House, tx: Write, body: EventBody) -> Result<Self, Error> {
        let now = house.clock.now();
        let id = ConversationId(id::new(now)?);
        let first =
            Event { id: EventId(id::new(now)?), version: 1, at: now, author: Author::Guest, body };
        let conversation = Conversation::from_first(id, &first)?;
        let mut writing = Self::on(house, tx, now, conversation);
        writing.events.push(first);
        Ok(writing)
    }

    /// Adds an event to the log and lets the state follow it. A call does not outlive its agent's serving: it ends
    /// first.
    pub(crate) fn push(&mut self, author: Author, body: EventBody) -> Result<(), Error> {
        if let Some(call) = self.conversation.call.as_ref().filter(|_| ends_calls(&body)) {
            let step = CallStep::Ended(CallEnd::MovedOn);
            let ended = EventBody::Call { call: call.id, step };
            self.push_as(EventId(id::new(self.now)?), Author::System, ended);
        }
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
        self.given = Some(agent);
        Ok(store::assignments::remember(&mut self.tx, agent, department, self.now).await?)
    }

    /// Commits; `None` when somebody else was faster and it must be decided again.
    pub(crate) async fn commit(mut self) -> Result<Option<Arc<Conversation>>, Error> {
        if self.events.is_empty() {
            return Ok(Some(Arc::new(self.conversation)));
        }
        if !self.record().await? {
            return Ok(None);
        }
        self.conclude().await.map(Some)
    }

    /// Stores state and events, and what leaves because of them; `false` when somebody else was faster.
    async fn record(&mut self) -> Result<bool, Error> {
        if self.ends_here() && !self.is_silent {
            transcripts::at_end(self).await?;
            self.asks_for_pdf = pdfs::at_end(self).await?;
        }
        let (tx, it) = (&mut self.tx, &self.conversation);
        if !store::conversations::record(tx, it, self.before, &self.events).await? {
            return Ok(false);
        }
        for event in &self.events {
            store::calls::follow(tx, it, event).await?;
        }
        Ok(true)
    }

    /// Writes a conversation that begins with its events, commits, tells everybody.
    pub(crate) async fn finish(mut self) -> Result<Arc<Conversation>, Error> {
        store::conversations::insert(&mut self.tx, &self.conversation).await?;
        store::events::append(&mut self.tx, self.conversation.id, &self.events).await?;
        self.conclude().await
    }

    async fn conclude(mut self) -> Result<Arc<Conversation>, Error> {
        let is_found_anew = self.events.iter().any(|event| changes_search(&event.body));
        if self.conversation.stage.is_closed() && is_found_anew {
            self.archive().await?;
        }
        self.tx.commit().await?;
        let conversation = Arc::new(self.conversation);
        self.given.into_iter().for_each(|agent| self.house.floor.note_given(agent));
        let untold = Untold {
            conversation: Arc::clone(&conversation),
            events: self.events,
            mails: self.mails,
            asks_for_pdf: self.asks_for_pdf,
        };
        if untold.tell(self.house) {
            self.house.look();
        }
        Ok(conversation)
    }

    fn ends_here(&self) -> bool {
        self.events.iter().any(|event| matches!(event.body, EventBody::Closed { .. }))
    }

    /// Makes a closed conversation findable, by what it is now.
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
                        text.push(' ');
                        text.push_str(&file.name);
                    }
                    text.push_str(store::archive_index::BETWEEN);
                }
            }
        }
        store::archive_index::add(&mut self.tx, &self.conversation, &text).await?;
        if self.ends_here() {
            let contact = self.conversation.contact.id;
            store::contacts::note_chat(&mut self.tx, contact, id, self.now).await?;
            if let Some(agent) = &self.conversation.last_agent {
                store::contacts::note_agent(&mut self.tx, contact, agent.id).await?;
            }
        }
        Ok(())
    }
}

/// Adds something said to a conversation as this process remembers it, with no look at the store. `false` when it
/// is not the one stored (any more): then nothing was written, and it has to be decided by [`Tries`].
pub(crate) async fn jot(
    house: &House,
    head: &Conversation,
    (id, author, body): (EventId, Author, EventBody),
) -> Result<bool, Error> {
    let mut conversation = head.clone();
    let version = head.version.saturating_add(1);
    let event = Event { id, version, at: house.clock.now(), author, body };
    conversation.apply(&event);
    if !store::conversations::put(&house.store, &conversation, head.version, &event).await? {
        house.heads.forget(head.id);
        return Ok(false);
    }
    tell(house, &Arc::new(conversation), Vec::from([event]));
    Ok(true)
}

/// Tells of a conversation whose change is durable; gives whether routing should look at it.
pub(crate) fn tell(house: &House, conversation: &Arc<Conversation>, events: Vec<Event>) -> bool {
    let needs_routing = events.iter().any(|event| concerns_routing(&event.body));
    if needs_routing {
        house.floor.note(conversation.id);
    }
    house.tell_change(Change::new(Arc::clone(conversation), events), needs_routing);
    needs_routing
}

/// What becomes of a letter changes nothing a closed conversation is found by.
const fn changes_search(body: &EventBody) -> bool {
    !matches!(body, EventBody::Mailed { .. })
}

const fn concerns_routing(body: &EventBody) -> bool {
    !matches!(
        body,
        EventBody::Said { .. }
            | EventBody::Noted { .. }
            | EventBody::Told { .. }
            | EventBody::Call { .. }
            | EventBody::Mailed { .. }
            | EventBody::Erased
            | EventBody::Hidden
    )
}

const fn ends_calls(body: &EventBody) -> bool {
    matches!(
        body,
        EventBody::Queued { .. }
            | EventBody::Offered { .. }
            | EventBody::Assigned { .. }
            | EventBody::Held { .. }
            | EventBody::Forwarded(_)
            | EventBody::TakenBack { .. }
            | EventBody::Closed { .. }
    )
}
