//! Several decisions carried out in one transaction: what they need is read once, and each is checked again on it.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use model::{
    conversation::{Conversation, Stage},
    event::{Author, Event, EventBody, Requeue},
    id::{ConversationId, EventId, PersonId},
    moment::Moment,
    reason::Reason,
};
use routing::{Agent, Decided, Decision, Post};
use store::{Write, conversations::Given};

use crate::{
    Error, House,
    floor::{self, Reading},
    id, writing,
};

/// What the decisions of one transaction are about, kept true as they are carried out.
pub(super) struct Ledger<'a> {
    reading: &'a Reading,
    now: Moment,
    pages: BTreeMap<ConversationId, Page>,
    agents: HashMap<PersonId, Agent>,
    /// Who let an offer ring out.
    missed: Vec<PersonId>,
}

/// One conversation: as it was, as it is, and what led there.
struct Page {
    before: u32,
    conversation: Conversation,
    events: Vec<Event>,
    given: Vec<PersonId>,
}

/// Carries out what still fits of some decisions, and tells of it. `None`, and nothing is kept, when somebody
/// else was faster on one of the conversations. Gives who let an offer ring out.
pub(super) async fn carry_out(
    house: &House,
    reading: &Reading,
    decisions: &[Decision],
) -> Result<Option<Vec<PersonId>>, Error> {
    let mut tx = house.store.write().await?;
    let mut ledger = Ledger::open(house, reading, &mut tx, decisions).await?;
    for decision in decisions {
        ledger.enter(decision)?;
    }
    ledger.pages.retain(|_, page| !page.events.is_empty());
    for page in ledger.pages.values() {
        if !page.write(&mut tx, ledger.now).await? {
            return Ok(None);
        }
    }
    tx.commit().await?;
    for page in ledger.pages.into_values() {
        page.given.into_iter().for_each(|agent| house.floor.note_given(agent));
        writing::tell(house, &Arc::new(page.conversation), page.events);
    }
    Ok(Some(ledger.missed))
}

impl<'a> Ledger<'a> {
    async fn open(
        house: &House,
        reading: &'a Reading,
        tx: &mut Write,
        decisions: &[Decision],
    ) -> Result<Self, Error> {
        let people: BTreeSet<PersonId> =
            decisions.iter().map(|decision| agent_of(&decision.verdict)).collect();
        let mut available = BTreeSet::new();
        // In one order, so that two servers never wait for each other.
        for person in &people {
            if store::people::lock_available(tx, *person).await? {
                available.insert(*person);
            }
        }
        let people: Vec<PersonId> = people.into_iter().collect();
        let ids: BTreeSet<ConversationId> = decisions.iter().map(|it| it.conversation).collect();
        let ids: Vec<ConversationId> = ids.into_iter().collect();
        let pages = store::conversations::load_all(tx, &ids).await?.into_iter().map(Page::of);
        let mut agents: HashMap<PersonId, Agent> = reading
            .floor
            .agents
            .iter()
            .filter(|agent| people.binary_search(&agent.person.id).is_ok())
            .map(|agent| {
                // Whoever went away since the floor was read gets nothing.
                let is_available = available.contains(&agent.person.id);
                (agent.person.id, Agent { load: Vec::new(), is_available, ..agent.clone() })
            })
            .collect();
        for row in store::conversations::loads_of(tx, &people).await? {
            if let Some(agent) = agents.get_mut(&row.agent) {
                floor::add(&mut agent.load, row.department, row.channel, row.count);
            }
        }
        let pages = pages.map(|page| (page.conversation.id, page)).collect();
        Ok(Self { reading, now: house.clock.now(), pages, agents, missed: Vec::new() })
    }

    /// Carries one decision out, if it still fits.
    fn enter(&mut self, decision: &Decision) -> Result<(), Error> {
        let Some(mut page) = self.pages.remove(&decision.conversation) else { return Ok(()) };
        let entered = self.enter_on(&mut page, &decision.verdict, &decision.reason);
        self.pages.insert(decision.conversation, page);
        entered
    }

    fn enter_on(
        &mut self,
        page: &mut Page,
        verdict: &Decided,
        reason: &Reason,
    ) -> Result<(), Error> {
        let reason = || Box::new(reason.clone());
        let agent = agent_of(verdict);
        match (verdict, &page.conversation.stage) {
            (Decided::Assign { agent: to }, Stage::Queued) if self.take_room(page, agent) => {
                let body = EventBody::Assigned { agent: to.clone(), reason: Some(reason()) };
                page.push(self.now, body)?;
                page.given.push(agent);
            }
            (Decided::Offer { agent: to, deadline }, Stage::Queued)
                if self.take_room(page, agent) =>
            {
                let (to, deadline) = (to.clone(), *deadline);
                page.push(self.now, EventBody::Offered { agent: to, deadline, reason: reason() })?;
                page.given.push(agent);
            }
            (Decided::Requeue { why, .. }, Stage::Offered { agent: asked, .. })
                if asked.id == agent =>
            {
                self.give_room_back(page, agent);
                page.push(self.now, EventBody::Queued { why: *why })?;
                if *why == Requeue::OfferExpired {
                    self.missed.push(agent);
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Counts the conversation in the agent's load, if they are Available and no limit is reached.
    fn take_room(&mut self, page: &Page, agent: PersonId) -> bool {
        let it = &page.conversation;
        let department =
            self.reading.floor.departments.iter().find(|d| Some(d.id) == it.department);
        let post = Post::of(department, it.channel);
        let Some(agent) = self.agents.get_mut(&agent) else { return false };
        let has_room = routing::has_room(&self.reading.floor.rules, agent, post).is_ok();
        if !agent.is_available || !has_room {
            return false;
        }
        floor::add(&mut agent.load, it.department, it.channel, 1);
        true
    }

    fn give_room_back(&mut self, page: &Page, agent: PersonId) {
        let it = &page.conversation;
        let loads = self.agents.get_mut(&agent).map(|agent| agent.load.as_mut_slice());
        let same = |load: &&mut routing::Load| {
            load.department == it.department && load.channel == it.channel
        };
        if let Some(load) = loads.unwrap_or_default().iter_mut().find(same) {
            load.count = load.count.saturating_sub(1);
        }
    }
}

impl Page {
    fn of(conversation: Conversation) -> Self {
        let (before, events, given) = (conversation.version, Vec::new(), Vec::new());
        Self { before, conversation, events, given }
    }

    fn push(&mut self, at: Moment, body: EventBody) -> Result<(), Error> {
        let version = self.conversation.version.saturating_add(1);
        let event = Event { id: EventId(id::new(at)?), version, at, author: Author::System, body };
        self.conversation.apply(&event);
        self.events.push(event);
        Ok(())
    }

    async fn write(&self, tx: &mut Write, at: Moment) -> Result<bool, Error> {
        let department = self.conversation.department;
        let given = self.given.iter().map(|person| Given { person: *person, department, at });
        let given: Vec<Given> = given.collect();
        let (it, events) = (&self.conversation, self.events.as_slice());
        Ok(store::conversations::hand_over(tx, it, self.before, (events, &given)).await?)
    }
}

fn agent_of(verdict: &Decided) -> PersonId {
    match verdict {
        Decided::Assign { agent }
        | Decided::Offer { agent, .. }
        | Decided::Requeue { agent, .. } => agent.id,
    }
}
