//! What becomes of a conversation that changes hands: returned, forwarded, taken back, helped in.

use super::{Conversation, DECLINED_LIMIT, Stage};
use crate::{
    event::{Author, Event, Requeue},
    forward::{Forward, Handed},
    id::{DepartmentId, PersonId},
    moment::Moment,
    person::PersonRef,
};

impl Conversation {
    /// What was handed over can be taken back until a colleague does something with it.
    pub(super) fn settle_handed(&mut self, author: &Author) {
        if let (Author::Staff(person), Some(handed)) = (author, &self.handed)
            && handed.by != person.id
        {
            self.handed = None;
        }
    }

    pub(super) fn requeue(&mut self, why: Requeue, event: &Event) {
        let agent = self.stage.agent().cloned();
        if why == Requeue::Returned {
            // Who was invited helped the agent who gave it back; one whose agent is lost goes on helping the guest.
            self.helpers.clear();
            self.hand_over(event);
        }
        if why == Requeue::HoldEnded {
            self.held_by = agent.as_ref().map(|agent| agent.id);
        }
        if let Some(agent) = agent.filter(|_| why.is_declining()) {
            self.decline(agent.id, event.at);
        }
        if !matches!(why, Requeue::OfferRefused | Requeue::OfferExpired) {
            self.queued_at = event.at;
        }
        self.hold_until = None;
        self.stage = Stage::Queued;
    }

    fn decline(&mut self, agent: PersonId, at: Moment) {
        self.declined.retain(|id| *id != agent);
        if self.declined.len() >= DECLINED_LIMIT {
            self.declined.remove(0);
        }
        self.declined.push(agent);
        self.declined_at = Some(at);
    }

    fn hand_over(&mut self, event: &Event) {
        let Author::Staff(by) = &event.author else { return };
        let agent = self.stage.agent().cloned();
        let (by, at, department) = (by.id, event.at, self.department);
        self.handed = Some(Handed { by, at, agent, department });
    }

    /// It waits in the new queue, in its old place; an assignment or an offer may follow. Whom it leaves is not
    /// the next one it comes to.
    pub(super) fn forward(&mut self, forward: &Forward, event: &Event) {
        self.hand_over(event);
        if let Some(department) = &forward.department {
            self.department = Some(department.id);
        }
        self.declined.clear();
        self.declined_at = None;
        if let Some(agent) = self.stage.agent().map(|agent| agent.id) {
            self.decline(agent, event.at);
        }
        self.helpers.clear();
        self.held_by = None;
        self.queued_at = event.at;
        self.stage = Stage::Queued;
    }

    pub(super) fn take_back(
        &mut self,
        agent: Option<&PersonRef>,
        department: Option<DepartmentId>,
    ) {
        self.handed = None;
        self.department = department;
        self.declined.retain(|id| agent.is_none_or(|agent| agent.id != *id));
        self.stage = match agent {
            Some(agent) => {
                self.last_agent = Some(agent.clone());
                Stage::Open { agent: agent.clone() }
            }
            None => Stage::Queued,
        };
    }

    pub(super) fn invite(&mut self, person: &PersonRef) {
        if !self.is_helped_by(person.id) {
            self.helpers.push(person.clone());
        }
        self.remember(person.id);
    }

    /// Whether this person was invited and has not left.
    #[must_use]
    pub fn is_helped_by(&self, person: PersonId) -> bool {
        self.helpers.iter().any(|helper| helper.id == person)
    }

    pub(super) fn remember(&mut self, person: PersonId) {
        if !self.served.contains(&person) {
            self.served.push(person);
        }
    }
}
