//! Why a conversation went where it went: the rule that decided, who was considered, why others were not chosen.

use alloc::vec::Vec;
use serde::{Deserialize, Serialize};

use crate::{event::Requeue, person::PersonRef, refusal::Limit, settings::Algorithm};

/// How many candidates a reason lists one by one; the rest are counted by the test they failed.
pub const LISTED_CANDIDATES: usize = 20;

/// The rule that decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// An agent pressed Take it.
    TakenByHand,
    /// A colleague sent it to them.
    Forwarded,
    /// The algorithm picked the first in its order.
    Picked { algorithm: Algorithm },
    /// A preferred agent was eligible.
    Preferred { preference: Preference },
    /// Manual selection: nobody is picked, it waits to be taken.
    WaitsToBeTaken,
    /// A preferred agent has no room; it waits for them a little.
    WaitsForPreferred { preference: Preference },
    /// Nobody who may take it has room now.
    NobodyEligible,
    /// Everybody with room declined it once: who did so first is asked again.
    AskedAgain,
    /// Its department is disabled: routing leaves it where it is.
    DepartmentDisabled,
    /// It no longer rings at the agent listed.
    OfferEnded { why: Requeue },
}

/// Why an agent is tried before the algorithm is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preference {
    /// Asked for by name.
    Explicit,
    OnHoldAgent,
    ContactManager,
    LastChatted,
}

/// The first test a candidate failed, in the order they are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    NotAvailable,
    NotPresent,
    NotMember,
    Full {
        limit: Limit,
        load: u32,
        max: u32,
    },
    /// They just returned it, refused it or let it ring.
    JustDeclined,
}

/// How many failed each test first, those who are not listed included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Failures {
    pub not_available: u32,
    pub not_present: u32,
    pub not_member: u32,
    pub full: u32,
    pub just_declined: u32,
}

/// The numbers that put one candidate before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Numbers {
    /// Conversations now, offers included, on hold not.
    pub load: u32,
    /// The agent's own limit, else the workspace's; 0: none.
    pub max: u32,
    /// Received today in this department.
    pub received_today: u32,
    /// The agent's order number in the department.
    pub order: i32,
    /// When they were last assigned anything, ms since 1970; 0: never.
    pub last_assigned_ms: i64,
}

/// What became of a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Chosen(Numbers),
    /// Eligible, but later in the order.
    Behind(Numbers),
    /// Eligible where nobody is picked: may press Take it.
    MayTake(Numbers),
    Failed(Test),
}

/// One agent who was considered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    pub agent: PersonRef,
    pub verdict: Verdict,
}

/// Why a decision came out as it did. Stored in the log, shown in Room Information, exported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub rule: Rule,
    /// How many agents were looked at in all.
    pub considered: u32,
    /// The chosen one, the next in order, then those who failed; at most [`LISTED_CANDIDATES`].
    pub candidates: Vec<Candidate>,
    pub failures: Failures,
    /// Place in the queue when the decision was made, from 1; 0 when it did not wait.
    pub place: u32,
}

impl Reason {
    /// Somebody took it from the queue.
    #[must_use]
    pub fn taken_by_hand(by: PersonRef, numbers: Numbers) -> Self {
        Self::of_one(Rule::TakenByHand, by, numbers)
    }

    /// A colleague sent it to them.
    #[must_use]
    pub fn forwarded(to: PersonRef, numbers: Numbers) -> Self {
        Self::of_one(Rule::Forwarded, to, numbers)
    }

    fn of_one(rule: Rule, agent: PersonRef, numbers: Numbers) -> Self {
        Self {
            rule,
            considered: 1,
            candidates: Vec::from([Candidate { agent, verdict: Verdict::Chosen(numbers) }]),
            failures: Failures::default(),
            place: 0,
        }
    }
}
