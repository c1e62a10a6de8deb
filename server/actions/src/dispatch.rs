//! Routing's shell: read the floor, plan, carry the decisions out, some in each transaction, plan again.
//!
//! Several servers may do this at once: a decision that no longer fits is dropped, and the next plan sees why.

mod ledger;

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use model::{
    availability::Availability,
    conversation::{Stage, StageName},
    event::{Author, EventBody, Requeue},
    id::{ConversationId, DepartmentId, PersonId},
    moment::Moment,
    permission::Action,
    settings::WhenAgentGone,
    wire::Pulse,
};
use routing::{Decided, Decision};

use crate::{
    Error, House, conversations,
    floor::{self, Reading},
    timers,
    writing::{Command, Tries, Writing},
};

/// The longest sleep between two looks at the floor, so that a lost wake-up costs little.
const NAP: Duration = Duration::from_secs(5);
/// Rounds in a row before others get a turn.
const ROUNDS: u32 = 16;
/// Decisions carried out in one transaction: others who write should not wait for all of a large plan.
const TOGETHER: usize = 32;
/// After a look at a large floor there is as long a rest as it took, up to this, so that what changes meanwhile is
/// seen by one look.
const REST_LIMIT: Duration = Duration::from_millis(250);
/// How long a department's handling times count as fresh.
const HANDLING_FRESH_MS: i64 = 30_000;

/// When it was read, and the median handling time in ms, where there is one.
type Handling = (Moment, Option<i64>);

/// The place and the estimate each waiting guest was told.
type Told = HashMap<ConversationId, (u32, Option<i64>)>;

/// What waiting guests were last told, and each department's handling times.
#[derive(Debug, Default)]
pub(crate) struct Places {
    told: Mutex<Told>,
    handling: Mutex<HashMap<Option<DepartmentId>, Handling>>,
}

impl Places {
    /// The place in the queue and the estimate a conversation's guest was last told.
    pub(crate) fn of(&self, id: ConversationId) -> Option<(u32, Option<i64>)> {
        self.told.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied()
    }

    /// Remembers these; gives those that are new or others than before.
    fn replace(&self, fresh: Told) -> Vec<(ConversationId, (u32, Option<i64>))> {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let changed = fresh.iter().filter(|(id, place)| told.get(id) != Some(place));
        let changed = changed.map(|(id, place)| (*id, *place)).collect();
        *told = fresh;
        changed
    }
}

/// Looks at the floor whenever the bell rings or a deadline passes, for ever.
pub async fn run(house: House) {
    loop {
        let start = Instant::now();
        let looked = round(&house).await;
        tokio::time::sleep(start.elapsed().min(REST_LIMIT)).await;
        let nap = match looked {
            Ok(wake_at) => nap(&house, wake_at),
            Err(error) => {
                tracing::error!(error = ?error, "routing could not look at the floor");
                Duration::from_secs(1)
            }
        };
        // A bell that rang meanwhile is remembered.
        let _ = tokio::time::timeout(nap, house.bell.notified()).await;
    }
}

fn nap(house: &House, wake_at: Option<Moment>) -> Duration {
    let Some(at) = wake_at else { return NAP };
    let ms = u64::try_from(at.since(house.clock.now())).unwrap_or(0);
    Duration::from_millis(ms).min(NAP)
}

/// Plans and carries out until nothing is left to decide. Returns when to look again at the latest.
///
/// # Errors
/// Of the store.
pub async fn round(house: &House) -> Result<Option<Moment>, Error> {
    let mut wake_at = None;
    for _ in 0..ROUNDS {
        let reading = floor::read(house).await?;
        let (freed, gone_at) = release_the_lost(house, &reading).await?;
        let (ended, holds_end) = timers::end_holds(house, &reading).await?;
        let plan = routing::plan(&reading.floor);
        wake_at = [plan.wake_at, gone_at, holds_end].into_iter().flatten().min();
        if plan.decisions.is_empty() && freed == 0 && ended == 0 {
            tell_places(house, &reading).await?;
            return Ok(wake_at);
        }
        for decisions in plan.decisions.chunks(TOGETHER) {
            carry_out_together(house, &reading, decisions).await?;
        }
    }
    // Somebody keeps changing the floor: others get a turn, then it goes on.
    house.look();
    Ok(wake_at)
}

/// Carries out what still fits of some decisions.
async fn carry_out_together(
    house: &House,
    reading: &Reading,
    decisions: &[Decision],
) -> Result<(), Error> {
    match ledger::carry_out(house, reading, decisions).await? {
        Some(missed) => {
            for agent in missed {
                rest(house, reading, agent).await?;
            }
        }
        // Another server changed one of the conversations: each for itself.
        None => {
            for decision in decisions {
                carry_out(house, reading, decision.clone()).await?;
            }
        }
    }
    Ok(())
}

/// Carries one decision out, if it still fits; the next plan sees if not.
async fn carry_out(house: &House, reading: &Reading, decision: Decision) -> Result<(), Error> {
    let id = decision.conversation;
    let command = Command { actor: None, action: Action::ViewConversation, conversation: id };
    let reason = Box::new(decision.reason);
    let verdict = decision.verdict;
    let fits = match attempt(house, command, &verdict, reason).await {
        Ok(fits) => fits,
        Err(Error::Refused(_)) => return Ok(()),
        Err(other) => return Err(other),
    };
    if let (true, Decided::Requeue { agent, why: Requeue::OfferExpired }) = (fits, &verdict) {
        rest(house, reading, agent.id).await?;
    }
    Ok(())
}

async fn attempt(
    house: &House,
    command: Command<'_>,
    verdict: &Decided,
    reason: Box<model::reason::Reason>,
) -> Result<bool, Error> {
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        if !apply(&mut writing, verdict, reason.clone()).await? {
            return Ok(false);
        }
        if writing.commit().await?.is_some() {
            return Ok(true);
        }
    }
}

async fn apply(
    writing: &mut Writing<'_>,
    verdict: &Decided,
    reason: Box<model::reason::Reason>,
) -> Result<bool, Error> {
    match (verdict, &writing.conversation.stage) {
        (Decided::Assign { agent }, Stage::Queued) => {
            if !can_be_given(writing, agent.id).await? {
                return Ok(false);
            }
            let agent = agent.clone();
            let body = EventBody::Assigned { agent: agent.clone(), reason: Some(reason) };
            writing.push(Author::System, body)?;
            writing.remember_assignment(agent.id).await?;
        }
        (Decided::Offer { agent, deadline }, Stage::Queued) => {
            if !can_be_given(writing, agent.id).await? {
                return Ok(false);
            }
            let (agent, deadline) = (agent.clone(), *deadline);
            let body = EventBody::Offered { agent: agent.clone(), deadline, reason };
            writing.push(Author::System, body)?;
            writing.remember_assignment(agent.id).await?;
        }
        (Decided::Requeue { agent, why }, Stage::Offered { agent: asked, .. })
            if asked.id == agent.id =>
        {
            writing.push(Author::System, EventBody::Queued { why: *why })?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Whether the agent is still Available and has room: the floor was read a moment ago.
async fn can_be_given(writing: &mut Writing<'_>, agent: PersonId) -> Result<bool, Error> {
    Ok(store::people::lock_available(&mut writing.tx, agent).await?
        && conversations::has_room(writing, agent).await?.is_ok())
}

/// Whoever let an offer ring out rests, if the workspace says so.
async fn rest(house: &House, reading: &Reading, person: PersonId) -> Result<(), Error> {
    let Some(then) = reading.settings.after_missed_offer else {
        return Ok(());
    };
    let mut tx = house.store.write().await?;
    let Some(mut found) = store::people::find(&mut tx, person).await? else {
        return Ok(());
    };
    if found.availability != Availability::Available {
        return Ok(());
    }
    store::people::set_availability(&mut tx, person, then).await?;
    tx.commit().await?;
    found.availability = then;
    house.tell_person(found);
    Ok(())
}

/// Frees the conversations of agents whose connection is gone for longer than the grace period. Returns how
/// many, and when the next one's grace will be over.
async fn release_the_lost(
    house: &House,
    reading: &Reading,
) -> Result<(u32, Option<Moment>), Error> {
    let Reading { settings, rows, floor, .. } = reading;
    let grace_ms = i64::from(settings.presence_grace_s).saturating_mul(1_000);
    let (mut freed, mut next) = (0_u32, None);
    for row in rows.values() {
        let Some(agent) = row.agent.as_ref().filter(|_| row.stage != StageName::OnHold) else {
            continue;
        };
        let Some(since) = house.presence.gone_since(agent.id) else {
            continue;
        };
        let over_at = since.plus(grace_ms);
        if floor.now < over_at {
            next = [next, Some(over_at)].into_iter().flatten().min();
        } else if row.stage == StageName::Open && settings.when_agent_gone != WhenAgentGone::Nothing
        {
            // What only rings is taken back by the plan itself.
            release(house, row.id, agent.id, settings.when_agent_gone).await?;
            freed = freed.saturating_add(1);
        }
    }
    Ok((freed, next))
}

async fn release(
    house: &House,
    id: ConversationId,
    lost: PersonId,
    then: WhenAgentGone,
) -> Result<(), Error> {
    let command = Command { actor: None, action: Action::ViewConversation, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let is_theirs = matches!(&writing.conversation.stage,
            Stage::Open { agent } if agent.id == lost);
        if !is_theirs || house.presence.gone_since(lost).is_none() {
            return Ok(());
        }
        let body = match then {
            WhenAgentGone::Nothing => return Ok(()),
            WhenAgentGone::Requeue => EventBody::Queued { why: Requeue::AgentLost },
            WhenAgentGone::Close => {
                let tags = writing.conversation.tags.clone();
                EventBody::Closed { comment: String::new(), tags }
            }
        };
        writing.push(Author::System, body)?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

/// Tells waiting guests their place, where it changed.
async fn tell_places(house: &House, reading: &Reading) -> Result<(), Error> {
    let waiting: HashMap<ConversationId, Option<DepartmentId>> =
        reading.floor.waiting.iter().map(|one| (one.conversation, one.department)).collect();
    let mut medians: HashMap<Option<DepartmentId>, Option<i64>> = HashMap::new();
    let mut fresh = HashMap::with_capacity(waiting.len());
    for place in routing::places(&reading.floor) {
        let department = waiting.get(&place.conversation).copied().flatten();
        let median = match medians.get(&department) {
            Some(known) => *known,
            None => {
                let median = handling_ms(house, department).await?;
                medians.insert(department, median);
                median
            }
        };
        let estimate = routing::estimate_ms(place.place, place.slots, median);
        fresh.insert(place.conversation, (place.place, estimate));
    }
    for (conversation, (place, estimate_ms)) in house.places.replace(fresh) {
        house.tell_place(conversation, Pulse::Place { conversation, place, estimate_ms });
    }
    Ok(())
}

/// The median handling time of a department's last closed conversations, from time to time read anew.
async fn handling_ms(
    house: &House,
    department: Option<DepartmentId>,
) -> Result<Option<i64>, Error> {
    let now = house.clock.now();
    {
        let held = house.places.handling.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((at, median)) = held.get(&department)
            && now.since(*at) < HANDLING_FRESH_MS
        {
            return Ok(*median);
        }
    }
    let mut conn = house.store.read().await?;
    let times = store::conversations::handling_times(&mut conn, department).await?;
    let median = routing::median_ms(&times);
    let mut held = house.places.handling.lock().unwrap_or_else(PoisonError::into_inner);
    held.insert(department, (now, median));
    Ok(median)
}
