//! A routing decision in sentences: the rule, who was considered, why each was not chosen.

use leptos::prelude::*;
use model::reason::{Candidate, Failures, Numbers, Reason, Test, Verdict};

use crate::{
    parts::{Avatar, AvatarKind, AvatarSize, intl, use_clock},
    words::{Word, desk as words, routing},
};

#[component]
pub(super) fn ReasonText(reason: Reason, #[prop(optional)] is_now: bool) -> impl IntoView {
    let now_ms = use_clock().now_ms.get_untracked();
    let name = about(&reason).to_owned();
    let rule = routing::rule(reason.rule).with(&[("name", &name)]);
    let at_place = if is_now { words::AT_PLACE_NOW } else { words::AT_PLACE };
    let place = (reason.place > 0).then(|| at_place.with(&[("place", &reason.place.to_string())]));
    let considered = considered(&reason);
    let rows = reason.candidates.iter().map(|one| candidate(one, now_ms)).collect_view();
    view! {
        <p class="decision__rule">{rule}</p>
        <p class="decision__text">{considered} " " {place}</p>
        {(!reason.candidates.is_empty()).then(|| view! {
            <ul class="decision__candidates" aria-label=words::CANDIDATES.text()>{rows}</ul>
        })}
    }
}

/// The agent the rule speaks of: the chosen one, else the first listed.
fn about(reason: &Reason) -> &str {
    let chosen = reason.candidates.iter().find(|c| matches!(c.verdict, Verdict::Chosen(_)));
    chosen.or_else(|| reason.candidates.first()).map_or("", |c| c.agent.name.as_str())
}

fn considered(reason: &Reason) -> String {
    let count = match reason.considered {
        0 => return words::CONSIDERED_NOBODY.text().to_owned(),
        count => words::counted(count, words::CONSIDERED_ONE, words::CONSIDERED),
    };
    let listed = u32::try_from(reason.candidates.len()).unwrap_or(u32::MAX);
    let failures = failures(reason.failures);
    if listed >= reason.considered || failures.is_empty() {
        return count;
    }
    format!("{count} {}", words::MORE_FAILED.with(&[("list", &failures)]))
}

fn failures(failures: Failures) -> String {
    let counts = [
        (failures.not_available, routing::COUNT_NOT_AVAILABLE),
        (failures.not_present, routing::COUNT_NOT_PRESENT),
        (failures.not_member, routing::COUNT_NOT_MEMBER),
        (failures.full, routing::COUNT_FULL),
        (failures.just_declined, routing::COUNT_DECLINED),
    ];
    let told = counts.iter().filter(|(count, _)| *count > 0);
    told.map(|(count, word)| word.with(&[("count", &count.to_string())]))
        .collect::<Vec<_>>()
        .join(", ")
}

fn candidate(candidate: &Candidate, now_ms: i64) -> impl IntoView + use<> {
    let name = candidate.agent.name.clone();
    let (verdict, numbers) = match candidate.verdict {
        Verdict::Chosen(found) => (routing::CHOSEN.text().to_owned(), Some(found)),
        Verdict::Behind(found) => (routing::BEHIND.text().to_owned(), Some(found)),
        Verdict::MayTake(found) => (routing::MAY_TAKE.text().to_owned(), Some(found)),
        Verdict::Failed(test) => (failed(test), None),
    };
    let is_chosen = matches!(candidate.verdict, Verdict::Chosen(_));
    view! {
        <li class="candidate" data-state=is_chosen.then_some("chosen")>
            <Avatar
                name=name.clone()
                seed=candidate.agent.id.to_string()
                kind=AvatarKind::Initials
                size=AvatarSize::Small
            />
            <div class="candidate__about">
                <p><span class="candidate__name">{name}</span> " " {verdict}</p>
                {numbers.map(|numbers| view! {
                    <p class="candidate__numbers">{told(numbers, now_ms)}</p>
                })}
            </div>
        </li>
    }
}

fn failed(test: Test) -> String {
    let word: Word = match test {
        Test::NotAvailable => routing::NOT_AVAILABLE,
        Test::NotPresent => routing::NOT_PRESENT,
        Test::NotMember => routing::NOT_MEMBER,
        Test::JustDeclined => routing::JUST_DECLINED,
        Test::Full { limit, load, max } => {
            let limit = routing::limit(limit).text();
            let values =
                [("load", &*load.to_string()), ("max", &max.to_string()), ("limit", limit)];
            return routing::FULL.with(&values);
        }
    };
    word.text().to_owned()
}

/// The numbers that were compared.
fn told(numbers: Numbers, now_ms: i64) -> String {
    let load = numbers.load.to_string();
    let load = match numbers.max {
        0 => routing::LOAD_WITHOUT_LIMIT.with(&[("load", &load)]),
        max => routing::LOAD.with(&[("load", &load), ("max", &max.to_string())]),
    };
    let received = routing::RECEIVED.with(&[("count", &numbers.received_today.to_string())]);
    let order = routing::ORDER.with(&[("order", &numbers.order.to_string())]);
    let last = match numbers.last_assigned_ms {
        0 => routing::NEVER_ASSIGNED.text().to_owned(),
        at_ms => routing::LAST_ASSIGNED.with(&[("time", &intl::relative(at_ms, now_ms))]),
    };
    [load, received, order, last].join(" · ")
}
