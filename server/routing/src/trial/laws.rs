//! What holds on every floor.

use alloc::{
    collections::{BTreeMap, BTreeSet},
    vec::Vec,
};

use model::{
    id::ConversationId,
    moment::Moment,
    reason::{Rule, Test, Verdict},
    settings::Algorithm,
};
use proptest::{prelude::ProptestConfig, prop_assert, prop_assert_eq, proptest};

use super::{
    execute::{executed, hand_overs},
    floors, naive,
};
use crate::{
    ASK_AGAIN_MS, Agent, Decided, Decision, Floor, LISTED_WITH_DECISION, Post, Waiting, explain,
    has_room, may_take, place, places, plan, sort_queue,
};

fn post(floor: &Floor, waiting: &Waiting) -> Post {
    let department = floor.departments.iter().find(|d| Some(d.id) == waiting.department);
    Post { department: waiting.department, ..Post::of(department, waiting.channel) }
}

/// The same floor, told in another order.
fn shuffled(floor: &Floor, by: usize) -> Floor {
    fn turn<T>(list: &mut [T], by: usize) {
        list.reverse();
        list.rotate_left(by % list.len().max(1));
    }
    let mut other = floor.clone();
    turn(&mut other.departments, by);
    turn(&mut other.agents, by);
    turn(&mut other.waiting, by);
    turn(&mut other.offers, by);
    for agent in &mut other.agents {
        turn(&mut agent.load, by);
        turn(&mut agent.received, by);
    }
    for waiting in other.waiting.iter_mut().chain(other.offers.iter_mut().map(|o| &mut o.waiting)) {
        turn(&mut waiting.preferred, by);
    }
    other
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn rt_01_the_engine_plans_what_the_rules_say_read_naively(floor in floors::floor()) {
        let steps: Vec<naive::Step> = plan(&floor).decisions.iter().map(step).collect();
        prop_assert_eq!(steps, naive::plan(&floor));
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn rt_01_nobody_gets_a_conversation_outside_their_departments(floor in floors::floor()) {
        for (_, waiting, agent, _) in hand_overs(&floor) {
            prop_assert!(agent.order_in(waiting.department).is_some());
            prop_assert!(agent.is_available && agent.is_present);
        }
    }

    #[test]
    fn rt_01_manual_selection_and_disabled_departments_hand_nothing_over(floor in floors::floor()) {
        for (before, waiting, _, _) in hand_overs(&floor) {
            prop_assert!(naive::algorithm(&before, &waiting).is_some());
        }
    }

    #[test]
    fn rt_02_nobody_gets_over_a_limit(floor in floors::floor()) {
        for (before, waiting, agent, _) in hand_overs(&floor) {
            prop_assert!(has_room(&before.rules, &agent, post(&before, &waiting)).is_ok());
            let failed = naive::first_failed(&before, &agent, &waiting);
            prop_assert!(matches!(failed, None | Some(Test::JustDeclined)));
        }
    }

    #[test]
    fn rt_02_by_hand_the_same_limits_hold(floor in floors::floor()) {
        for (agent, waiting) in pairs(&floor) {
            let told = may_take(&floor.rules, agent, post(&floor, waiting)).err();
            let free = Agent { is_available: true, is_present: true, ..agent.clone() };
            let asked = Waiting { declined: Vec::new(), ..waiting.clone() };
            prop_assert_eq!(told, naive::first_failed(&floor, &free, &asked));
        }
    }

    #[test]
    fn rt_01_no_eligible_agent_is_idle_while_somebody_waits(floor in floors::floor()) {
        let after = executed(&floor, &plan(&floor));
        for (agent, waiting) in pairs(&after) {
            if naive::algorithm(&after, waiting).is_none() {
                continue;
            }
            let failed = naive::first_failed(&after, agent, waiting);
            prop_assert!(failed.is_some() || naive::waits_until(&after, waiting).is_some());
            let is_paused = !naive::pause_is_over(&after, waiting)
                || naive::waits_until(&after, waiting).is_some();
            prop_assert!(is_paused || failed != Some(Test::JustDeclined));
        }
    }

    #[test]
    fn rt_03_nobody_is_preferred_to_an_earlier_wish_that_could_be_granted(floor in floors::floor()) {
        for (before, waiting, agent, reason) in hand_overs(&floor) {
            let Rule::Preferred { preference } = reason.rule else { continue };
            prop_assert!(waiting.preferred.contains(&(preference, agent.person.id)));
            for (other, id) in waiting.preferred.iter().filter(|(other, _)| *other < preference) {
                let found = before.agents.iter().find(|a| a.person.id == *id);
                let failed = found.map(|a| naive::first_failed(&before, a, &waiting));
                prop_assert!(failed != Some(None), "{other:?} could have had it");
            }
        }
    }

    #[test]
    fn rt_03_nobody_is_waited_for_longer_than_the_rules_say(floor in floors::floor()) {
        let mut floor = floor;
        floor.offers.clear();
        let wait_ms = i64::from(floor.rules.preferred_wait_s) * 1_000;
        for waiting in &mut floor.waiting {
            waiting.queued = Moment(floor.now.0 - wait_ms * waiting.preferred.len() as i64);
        }
        let after = executed(&floor, &plan(&floor));
        for waiting in &after.waiting {
            prop_assert_eq!(naive::waits_until(&after, waiting), None);
            let reason = explain(&after, waiting.conversation).expect("it waits");
            let waits = matches!(reason.rule, Rule::WaitsForPreferred { .. });
            prop_assert!(!waits);
        }
    }

    #[test]
    fn rt_06_nothing_is_lost(floor in floors::floor()) {
        let plan = plan(&floor);
        let after = executed(&floor, &plan);
        let assigned = plan.decisions.iter().filter(|d| matches!(d.verdict, Decided::Assign { .. }));
        let count = |f: &Floor| f.waiting.len() + f.offers.len();
        prop_assert_eq!(count(&floor), count(&after) + assigned.count());
        for offer in &after.offers {
            let agent = after.agents.iter().find(|a| a.person.id == offer.agent.id);
            prop_assert!(offer.deadline > after.now && agent.is_some_and(|a| a.is_present));
        }
        for waiting in &after.waiting {
            let arrived = arrival(&floor, waiting.conversation);
            prop_assert_eq!(arrived, Some(waiting.arrived));
        }
    }

    #[test]
    fn rt_08_the_same_floor_gives_the_same_plan(floor in floors::floor(), by in 0..6_usize) {
        let first = plan(&floor);
        prop_assert_eq!(&plan(&floor), &first);
        let other = shuffled(&floor, by);
        prop_assert_eq!(plan(&other), first);
        for waiting in &floor.waiting {
            let id = waiting.conversation;
            prop_assert_eq!(explain(&floor, id), explain(&other, id));
            prop_assert_eq!(place(&floor, id), place(&other, id));
        }
    }

    #[test]
    fn rt_08_an_executed_plan_leaves_nothing_to_decide(floor in floors::floor()) {
        let first = plan(&floor);
        let second = plan(&executed(&floor, &first));
        prop_assert_eq!(&second.decisions, &[]);
        prop_assert_eq!(second.wake_at, first.wake_at);
    }

    #[test]
    fn rt_06_the_next_moment_to_look_is_the_next_one_that_changes_anything(floor in floors::floor()) {
        let plan = plan(&floor);
        let after = executed(&floor, &plan);
        let paused = pairs(&after).filter(|(agent, waiting)| {
            naive::algorithm(&after, waiting).is_some()
                && naive::waits_until(&after, waiting).is_none()
                && naive::first_failed(&after, agent, waiting) == Some(Test::JustDeclined)
        });
        let pauses = paused.filter_map(|(_, w)| Some(Moment(w.declined_at?.0 + ASK_AGAIN_MS)));
        let deadlines = after.offers.iter().map(|offer| offer.deadline);
        // Waiting for somebody matters only while somebody else could be asked instead.
        let waits = after.waiting.iter().filter(|w| naive::has_room_for(&after, w));
        let waits = waits.filter_map(|w| naive::waits_until(&after, w));
        prop_assert_eq!(plan.wake_at, deadlines.chain(pauses).chain(waits).min());
        prop_assert!(plan.wake_at.is_none_or(|at| at > floor.now));
    }

    #[test]
    fn rt_07_every_hand_over_says_who_was_considered_and_why_not(floor in floors::floor()) {
        for (before, waiting, agent, reason) in hand_overs(&floor) {
            let first = reason.candidates.first().expect("somebody is listed");
            prop_assert!(matches!(first.verdict, Verdict::Chosen(_)));
            prop_assert_eq!(&first.agent, &agent.person);
            prop_assert!(reason.candidates.len() <= LISTED_WITH_DECISION);
            let listed: BTreeSet<_> = reason.candidates.iter().map(|c| c.agent.id).collect();
            prop_assert_eq!(listed.len(), reason.candidates.len());
            let mut counted = naive::count_failures(&before, &waiting);
            if reason.rule == Rule::AskedAgain {
                counted.just_declined -= 1;
            }
            prop_assert_eq!(reason.failures, counted);
            prop_assert_eq!(reason.considered as usize, before.agents.len());
            prop_assert_eq!(Some(reason.place), place(&before, waiting.conversation).map(|p| p.place));
            for candidate in &reason.candidates {
                let found = before.agents.iter().find(|a| a.person == candidate.agent);
                let test = naive::first_failed(&before, found.expect("an agent"), &waiting);
                match candidate.verdict {
                    Verdict::Failed(told) => prop_assert_eq!(Some(told), test),
                    Verdict::Chosen(_) if reason.rule == Rule::AskedAgain => {}
                    _ => prop_assert_eq!(None, test),
                }
            }
        }
    }

    #[test]
    fn rt_07_whatever_waits_is_explained(floor in floors::floor()) {
        let after = executed(&floor, &plan(&floor));
        for waiting in &after.waiting {
            let reason = explain(&after, waiting.conversation).expect("it waits");
            prop_assert_eq!(&explain(&floor, waiting.conversation), &Some(reason.clone()));
            let fits = match reason.rule {
                Rule::NobodyEligible => naive::algorithm(&after, waiting).is_some(),
                Rule::WaitsForPreferred { .. } => naive::waits_until(&after, waiting).is_some(),
                Rule::WaitsToBeTaken | Rule::DepartmentDisabled => {
                    naive::algorithm(&after, waiting).is_none()
                }
                _ => false,
            };
            prop_assert!(fits, "{:?}", reason.rule);
            prop_assert_eq!(Some(reason.place), place(&after, waiting.conversation).map(|p| p.place));
        }
    }

    #[test]
    fn rt_04_places_count_from_one_in_every_department(floor in floors::floor()) {
        let all = places(&floor);
        let mut sorted = floor.waiting.clone();
        sort_queue(floor.rules.queue_order, &mut sorted);
        prop_assert_eq!(&sorted, &naive::in_order(&floor));
        let mut seen = BTreeMap::new();
        for waiting in &sorted {
            let next = seen.entry(waiting.department).or_insert(0);
            *next += 1;
            let told = all.iter().find(|p| p.conversation == waiting.conversation);
            prop_assert_eq!(told.map(|p| p.place), Some(*next));
            prop_assert_eq!(told.copied(), place(&floor, waiting.conversation));
        }
        prop_assert_eq!(all.len(), floor.waiting.len());
    }

    #[test]
    fn rt_01_load_rotation_hands_nobody_a_second_one_before_everybody_had_a_first(
        floor in floors::floor()
    ) {
        let mut floor = floor;
        floor.departments.clear();
        floor.rules.algorithm = Algorithm::LoadRotation;
        floor.rules.max_conversations = 0;
        floor.rules.max_chats = 0;
        floor.offers.clear();
        for waiting in &mut floor.waiting {
            waiting.department = None;
            waiting.declined.clear();
            waiting.preferred.clear();
        }
        floor.agents.iter_mut().for_each(|agent| agent.max_conversations = 0);
        let mut counts: BTreeMap<_, i64> = BTreeMap::new();
        let on_duty = floor.agents.iter().filter(|a| a.is_available && a.is_present);
        on_duty.for_each(|agent| { counts.insert(agent.person.id, 0); });
        for (_, _, agent, _) in hand_overs(&floor) {
            *counts.entry(agent.person.id).or_default() += 1;
        }
        let (least, most) = (counts.values().min(), counts.values().max());
        prop_assert!(most.zip(least).is_none_or(|(most, least)| most - least <= 1));
    }
}

fn step(decision: &Decision) -> naive::Step {
    match &decision.verdict {
        Decided::Assign { agent } | Decided::Offer { agent, .. } => {
            (decision.conversation, Some(agent.id))
        }
        Decided::Requeue { .. } => (decision.conversation, None),
    }
}

fn pairs(floor: &Floor) -> impl Iterator<Item = (&Agent, &Waiting)> {
    floor.waiting.iter().flat_map(|w| floor.agents.iter().map(move |agent| (agent, w)))
}

fn arrival(floor: &Floor, id: ConversationId) -> Option<Moment> {
    let mut all = floor.waiting.iter().chain(floor.offers.iter().map(|offer| &offer.waiting));
    all.find(|waiting| waiting.conversation == id).map(|waiting| waiting.arrived)
}
