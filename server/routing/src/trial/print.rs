//! Writes a plan the way scenario files have it.

use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};

use model::{
    id::{ConversationId, DepartmentId},
    moment::Moment,
    reason::{Candidate, Failures, Numbers, Preference, Reason, Rule, Test, Verdict},
};

use super::script::Script;
use crate::{Decided, Decision, Floor, Post, estimate_ms, explain, may_take, places, plan};

/// Everything the engine says about a script's floor.
pub(super) fn outcome(script: &Script) -> String {
    let floor = &script.floor;
    let made = plan(floor);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(script.median_ms.into_iter().flat_map(|median| estimates(floor, median)));
    lines.extend(script.takes.iter().map(|(who, what)| take(floor, (*who, *what))));
    lines.extend(made.decisions.iter().flat_map(|decision| decided(floor, decision)));
    let handed = |id| made.decisions.iter().any(|d| d.conversation == id && d.reason.place > 0);
    let offers = floor.offers.iter().filter(|o| made.decisions.iter().any(|d| is_of(d, o)));
    let mut left: Vec<_> = floor.waiting.iter().chain(offers.map(|o| &o.waiting)).collect();
    left.retain(|waiting| !handed(waiting.conversation));
    left.sort_by_key(|waiting| waiting.conversation);
    for waiting in left {
        let reason = explain(floor, waiting.conversation).expect("it waits");
        let head = format!("chat {} waits", chat(waiting.conversation));
        lines.extend(explained(&head, floor, waiting.conversation, &reason));
    }
    lines.push(made.wake_at.map_or("wake: never".into(), |at| format!("wake: {}", clock(at))));
    lines.join("\n")
}

fn is_of(decision: &Decision, offer: &crate::Offer) -> bool {
    decision.conversation == offer.waiting.conversation
}

fn estimates(floor: &Floor, median_ms: i64) -> Vec<String> {
    let places = places(floor).into_iter().map(|place| {
        let wait = estimate_ms(place.place, place.slots, Some(median_ms));
        let about = wait.map_or("no estimate".into(), |ms| format!("about {} s", ms / 1000));
        let (id, slots) = (chat(place.conversation), place.slots);
        format!("chat {id} is at place {}, {slots} slots, {about}", place.place)
    });
    places.collect()
}

fn take(floor: &Floor, (who, what): (model::id::PersonId, ConversationId)) -> String {
    let agent = floor.agents.iter().find(|a| a.person.id == who).expect("an agent");
    let waiting = floor.waiting.iter().find(|w| w.conversation == what).expect("a chat");
    let department = floor.departments.iter().find(|d| Some(d.id) == waiting.department);
    let name = &agent.person.name;
    match may_take(&floor.rules, agent, Post::of(department, waiting.channel)) {
        Ok(held) => format!("{name} may take chat {}: {}", chat(what), numbers(held)),
        Err(test) => format!("{name} may not take chat {}: {}", chat(what), failed(test)),
    }
}

fn decided(floor: &Floor, decision: &Decision) -> Vec<String> {
    let id = chat(decision.conversation);
    let head = match &decision.verdict {
        Decided::Assign { agent } => format!("chat {id} goes to {}", agent.name),
        Decided::Offer { agent, deadline } => {
            format!("chat {id} rings at {} until {}", agent.name, clock(*deadline))
        }
        Decided::Requeue { agent, .. } => format!("chat {id} stops ringing at {}", agent.name),
    };
    explained(&head, floor, decision.conversation, &decision.reason)
}

fn explained(head: &str, floor: &Floor, id: ConversationId, reason: &Reason) -> Vec<String> {
    let all = floor.waiting.iter().chain(floor.offers.iter().map(|offer| &offer.waiting));
    let department = all.into_iter().find(|w| w.conversation == id).and_then(|w| w.department);
    let mut first = format!("{head}: {}", rule(reason.rule));
    if reason.place > 0 {
        first += &format!(", place {} of {}", reason.place, name(department));
        first += &format!(", {} considered", reason.considered);
        first += &counts(reason.failures);
    }
    let candidates = reason.candidates.iter().map(candidate);
    core::iter::once(first).chain(candidates).collect()
}

fn candidate(candidate: &Candidate) -> String {
    let said = match candidate.verdict {
        Verdict::Chosen(held) => format!("chosen: {}", numbers(held)),
        Verdict::Behind(held) => format!("behind: {}", numbers(held)),
        Verdict::MayTake(held) => format!("may take it: {}", numbers(held)),
        Verdict::Failed(test) => failed(test),
    };
    format!("  {}: {said}", candidate.agent.name)
}

fn numbers(held: Numbers) -> String {
    let mut said = format!("has {}", held.load);
    if held.max > 0 {
        said += &format!(" of {}", held.max);
    }
    if held.received_today > 0 {
        said += &format!(", received {}", held.received_today);
    }
    if held.order != 0 {
        said += &format!(", order {}", held.order);
    }
    if held.last_assigned_ms > 0 {
        said += &format!(", last at {}", clock(Moment(held.last_assigned_ms)));
    }
    said
}

fn failed(test: Test) -> String {
    match test {
        Test::NotAvailable => "not available".into(),
        Test::NotPresent => "not present".into(),
        Test::NotMember => "not a member".into(),
        Test::JustDeclined => "just declined".into(),
        Test::Full { limit, load, max } => {
            format!("full, {} limit, {load} of {max}", format!("{limit:?}").to_lowercase())
        }
    }
}

fn counts(failures: Failures) -> String {
    let Failures { not_available, not_present, not_member, full, just_declined } = failures;
    let named = [
        (not_available, "not available"),
        (not_present, "not present"),
        (not_member, "no members"),
        (full, "full"),
        (just_declined, "just declined"),
    ];
    let said = named.into_iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!(", {n} {what}"));
    said.collect()
}

fn rule(rule: Rule) -> String {
    match rule {
        Rule::TakenByHand => "taken by hand".into(),
        Rule::Picked { algorithm } => algorithm.as_str().replace('_', " "),
        Rule::Forwarded => "forwarded".into(),
        Rule::Preferred { preference } => format!("preferred, {}", whose(preference)),
        Rule::WaitsForPreferred { preference } => format!("waits for the {}", whose(preference)),
        Rule::WaitsToBeTaken => "waits to be taken".into(),
        Rule::NobodyEligible => "nobody eligible".into(),
        Rule::AskedAgain => "asked again".into(),
        Rule::DepartmentDisabled => "department disabled".into(),
        Rule::OfferEnded { why } => format!("offer ended, {why:?}"),
    }
}

const fn whose(preference: Preference) -> &'static str {
    match preference {
        Preference::Explicit => "one asked for",
        Preference::OnHoldAgent => "on-hold agent",
        Preference::ContactManager => "contact manager",
        Preference::LastChatted => "last chatted",
    }
}

fn name(department: Option<DepartmentId>) -> String {
    let Some(DepartmentId(id)) = department else {
        return "no department".into();
    };
    String::from_utf8_lossy(id.as_bytes()).trim_end_matches('\0').to_string()
}

fn chat(ConversationId(id): ConversationId) -> u128 {
    id.as_u128()
}

fn clock(Moment(ms): Moment) -> String {
    let (hours, minutes, seconds) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
    let short = format!("{hours}:{minutes:02}");
    if seconds == 0 { short } else { format!("{short}:{seconds:02}") }
}
