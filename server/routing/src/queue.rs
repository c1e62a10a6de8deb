//! The order in which conversations are served, and what a place in it is worth.

use alloc::{collections::BTreeMap, vec::Vec};

use model::{id::ConversationId, moment::Moment, settings::QueueOrder};

use crate::{
    floor::{Floor, Waiting},
    limits::{Gauge, Post},
};

/// A place in the queue of a department, or of none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub conversation: ConversationId,
    /// From 1.
    pub place: u32,
    /// Conversations that the agents on duty there can serve side by side; 0: nobody is there.
    pub slots: u32,
}

/// Sorts a queue: the next to be served first. The order is total: no two conversations share a place.
pub fn sort_queue(order: QueueOrder, waiting: &mut [Waiting]) {
    waiting.sort_unstable_by_key(|one| key(order, one));
}

/// The places of everything that waits, sorted by conversation.
#[must_use]
pub fn places(floor: &Floor) -> Vec<Place> {
    let mut order: Vec<&Waiting> = floor.waiting.iter().collect();
    order.sort_unstable_by_key(|one| key(floor.rules.queue_order, one));
    let mut ahead: BTreeMap<_, u32> = BTreeMap::new();
    let mut slots = BTreeMap::new();
    let mut places: Vec<Place> = order
        .into_iter()
        .map(|one| {
            let place = ahead.entry(one.department).or_default();
            *place = place.saturating_add(1);
            let queue = (one.department, one.channel);
            let slots = slots.entry(queue).or_insert_with(|| slots_for(floor, one));
            Place { conversation: one.conversation, place: *place, slots: *slots }
        })
        .collect();
    places.sort_unstable_by_key(|place| place.conversation);
    places
}

/// The place of one conversation; `None`: it does not wait.
#[must_use]
pub fn place(floor: &Floor, conversation: ConversationId) -> Option<Place> {
    let one = floor.waiting.iter().find(|one| one.conversation == conversation)?;
    let place = place_among(floor.rules.queue_order, one, floor.waiting.iter());
    Some(Place { conversation, place, slots: slots_for(floor, one) })
}

/// How long a guest at this place waits, in ms: the place, over the conversations that can be served side by
/// side, times the median handling time. `None` while there is nothing to reckon with.
#[must_use]
pub fn estimate_ms(place: u32, slots: u32, median_ms: Option<i64>) -> Option<i64> {
    let whole = i64::from(place).saturating_mul(median_ms?);
    whole.checked_div(i64::from(slots))
}

/// The median of handling times; between the middle two where their number is even.
#[must_use]
pub fn median_ms(times_ms: &[i64]) -> Option<i64> {
    let mut sorted = times_ms.to_vec();
    sorted.sort_unstable();
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(sorted.len() / 2 - 1)?;
    Some(lower.midpoint(upper))
}

/// What a queue is sorted by.
pub(crate) type Key = (i64, i64, i64, ConversationId);

pub(crate) fn key(order: QueueOrder, one: &Waiting) -> Key {
    let weight = i64::from(one.priority.weight());
    let due = one.sla_due.map_or(i64::MAX, |due| due.0);
    let Moment(arrived) = one.arrived;
    match order {
        QueueOrder::Priority => (weight, due, arrived, one.conversation),
        QueueOrder::Sla => (due, weight, arrived, one.conversation),
        QueueOrder::Timestamp => (arrived, weight, due, one.conversation),
    }
}

/// One conversation's place, from 1, among those of its department.
pub(crate) fn place_among<'a>(
    order: QueueOrder,
    one: &Waiting,
    all: impl Iterator<Item = &'a Waiting>,
) -> u32 {
    let own = key(order, one);
    let ahead = all.filter(|w| w.department == one.department && key(order, w) < own).count();
    u32::try_from(ahead).unwrap_or(u32::MAX).saturating_add(1)
}

fn slots_for(floor: &Floor, one: &Waiting) -> u32 {
    let department = floor.departments.iter().find(|d| Some(d.id) == one.department);
    let is_served = one.department.is_none() || department.is_some_and(|d| d.is_enabled);
    if !is_served {
        return 0;
    }
    let post = Post::of(department, one.channel);
    let on_duty = floor.agents.iter().filter(|agent| {
        agent.is_available && agent.is_present && agent.order_in(post.department).is_some()
    });
    on_duty
        .map(|agent| {
            let own_max = agent.max_conversations;
            Gauge { rules: &floor.rules, own_max, loads: &agent.load }.slots(post)
        })
        .fold(0, u32::saturating_add)
}
