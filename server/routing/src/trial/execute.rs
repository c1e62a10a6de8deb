//! What the shell around the engine does with a decision, done to a floor in memory.

use alloc::vec::Vec;

use model::{
    conversation::DECLINED_LIMIT,
    event::Requeue,
    id::{ConversationId, PersonId},
    reason::Reason,
};

use crate::{Agent, Decided, Decision, Floor, Load, Offer, Plan, Received, Waiting, plan};

/// Executes one decision.
pub(super) fn execute(floor: &mut Floor, decision: &Decision) {
    match &decision.verdict {
        Decided::Assign { agent } => {
            let waiting = take_from_queue(floor, decision.conversation);
            receive(floor, agent.id, &waiting);
        }
        Decided::Offer { agent, deadline } => {
            let waiting = take_from_queue(floor, decision.conversation);
            receive(floor, agent.id, &waiting);
            floor.offers.push(Offer { waiting, agent: agent.clone(), deadline: *deadline });
        }
        Decided::Requeue { why, .. } => requeue(floor, decision.conversation, *why),
    }
}

/// The floor once the whole plan is executed.
pub(super) fn executed(floor: &Floor, plan: &Plan) -> Floor {
    let mut after = floor.clone();
    plan.decisions.iter().for_each(|decision| execute(&mut after, decision));
    after
}

/// Each hand-over with the floor as it was just before, the conversation and the agent.
pub(super) fn hand_overs(floor: &Floor) -> Vec<(Floor, Waiting, Agent, Reason)> {
    let mut now = floor.clone();
    let mut found = Vec::new();
    for decision in plan(floor).decisions {
        if let Decided::Assign { agent } | Decided::Offer { agent, .. } = &decision.verdict {
            let id = decision.conversation;
            let waiting = now.waiting.iter().find(|w| w.conversation == id).expect("it waits");
            let agent = now.agents.iter().find(|a| a.person == *agent).expect("an agent");
            found.push((now.clone(), waiting.clone(), agent.clone(), decision.reason.clone()));
        }
        execute(&mut now, &decision);
    }
    found
}

fn take_from_queue(floor: &mut Floor, conversation: ConversationId) -> Waiting {
    let at = floor.waiting.iter().position(|w| w.conversation == conversation);
    floor.waiting.remove(at.expect("only what waits is handed over"))
}

fn receive(floor: &mut Floor, person: PersonId, waiting: &Waiting) {
    let (department, channel) = (waiting.department, waiting.channel);
    let now = floor.now;
    let agent = floor.agents.iter_mut().find(|a| a.person.id == person).expect("a known agent");
    agent.load.push(Load { department, channel, count: 1 });
    agent.last_assigned = Some(now);
    match agent.received.iter_mut().find(|r| r.department == department) {
        Some(received) => received.today += 1,
        None => agent.received.push(Received { department, today: 1 }),
    }
}

fn requeue(floor: &mut Floor, conversation: ConversationId, why: Requeue) {
    let at = floor.offers.iter().position(|o| o.waiting.conversation == conversation);
    let mut offer = floor.offers.remove(at.expect("only what rings stops ringing"));
    let person = offer.agent.id;
    if let Some(agent) = floor.agents.iter_mut().find(|a| a.person.id == person) {
        give_back(agent, &offer.waiting);
        if why == Requeue::OfferExpired && floor.rules.rests_after_missed_offer {
            agent.is_available = false;
        }
    }
    if why.is_declining() {
        let declined = &mut offer.waiting.declined;
        declined.retain(|id| *id != person);
        if declined.len() >= DECLINED_LIMIT {
            declined.remove(0);
        }
        declined.push(person);
        offer.waiting.declined_at = Some(floor.now);
    }
    floor.waiting.push(offer.waiting);
}

fn give_back(agent: &mut Agent, waiting: &Waiting) {
    let same = |l: &&mut Load| {
        l.department == waiting.department && l.channel == waiting.channel && l.count > 0
    };
    agent.load.iter_mut().find(same).expect("an offer is load").count -= 1;
}
