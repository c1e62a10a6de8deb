//! Reads a scenario's floor: one line a thing, clauses separated by semicolons.

use alloc::{borrow::ToOwned, format, string::String, vec::Vec};

use model::{
    conversation::{Channel, Priority},
    id::{ConversationId, DepartmentId, PersonId},
    moment::Moment,
    person::PersonRef,
    reason::Preference,
    settings::{Algorithm, Delivery, QueueOrder, Settings},
};
use uuid::Uuid;

use crate::{Agent, Department, Floor, Load, Membership, Offer, Received, Rules, Waiting};

/// What a scenario file says.
pub(super) struct Script {
    pub(super) floor: Floor,
    /// Who presses Take it on what, besides the plan.
    pub(super) takes: Vec<(PersonId, ConversationId)>,
    /// The median handling time, where estimates are wanted.
    pub(super) median_ms: Option<i64>,
    /// What the plan must look like.
    pub(super) expected: String,
}

pub(super) fn read(text: &str) -> Script {
    let (_title, rest) = text.split_once("\n\n").expect("a title and an empty line");
    let (setting, expected) = rest.split_once("\nplan\n").expect("a line `plan`");
    let mut script = Script {
        floor: empty_floor(),
        takes: Vec::new(),
        median_ms: None,
        expected: expected.trim_end().to_owned(),
    };
    for line in setting.lines().filter(|line| !line.trim().is_empty()) {
        let (head, rest) = line.split_once(": ").unwrap_or((line.trim_end_matches(':'), ""));
        let clauses: Vec<&str> = rest.split(';').map(str::trim).filter(|c| !c.is_empty()).collect();
        match head.split_once(' ').unwrap_or((head, "")) {
            ("now", at) => script.floor.now = time(at),
            ("workspace", _) => clauses.iter().for_each(|c| rule(&mut script.floor.rules, c)),
            ("department", name) => script.floor.departments.push(department(name, &clauses)),
            ("agent", name) => script.floor.agents.push(agent(name, &clauses)),
            ("chat", number) => script.floor.waiting.push(waiting(number, &clauses)),
            ("ringing", number) => script.floor.offers.push(offer(number, &clauses)),
            ("take", who) => {
                let (agent, chat) = who.split_once(" chat ").expect("take <agent> chat <number>");
                script.takes.push((PersonId(id(agent)), conversation(chat)));
            }
            ("median", span) => script.median_ms = Some(number::<i64>(span) * 60_000),
            other => panic!("what is {other:?}?"),
        }
    }
    script
}

fn empty_floor() -> Floor {
    Floor {
        now: Moment(0),
        rules: Rules::from(&Settings::default()),
        departments: Vec::new(),
        agents: Vec::new(),
        waiting: Vec::new(),
        offers: Vec::new(),
    }
}

fn rule(rules: &mut Rules, clause: &str) {
    if let Some(algorithm) = algorithm(clause) {
        rules.algorithm = algorithm;
        return;
    }
    match clause {
        "auto accept" => rules.delivery = Delivery::AutoAccept,
        "by priority" => rules.queue_order = QueueOrder::Priority,
        "by sla" => rules.queue_order = QueueOrder::Sla,
        "by timestamp" => rules.queue_order = QueueOrder::Timestamp,
        "rest after a missed offer" => rules.rests_after_missed_offer = true,
        other => match other.rsplit_once(' ').expect(other) {
            ("limit", max) => rules.max_conversations = number(max),
            ("chat limit", max) => rules.max_chats = number(max),
            ("offer for", seconds) => {
                rules.delivery =
                    Delivery::Offer { timeout_s: number(seconds.trim_end_matches('s')) };
            }
            ("wait for preferred", seconds) => {
                rules.preferred_wait_s = number(seconds.trim_end_matches('s'));
            }
            _ => panic!("workspace: what is {other:?}?"),
        },
    }
}

fn department(name: &str, clauses: &[&str]) -> Department {
    let mut made = Department {
        id: DepartmentId(id(name)),
        algorithm: None,
        max_conversations: 0,
        is_enabled: true,
    };
    for clause in clauses {
        if let Some(max) = clause.strip_prefix("limit ") {
            made.max_conversations = number(max);
        } else if *clause == "disabled" {
            made.is_enabled = false;
        } else {
            made.algorithm = Some(algorithm(clause).expect(clause));
        }
    }
    made
}

fn agent(name: &str, clauses: &[&str]) -> Agent {
    let mut made = Agent {
        person: PersonRef { id: PersonId(id(name)), name: name.to_owned() },
        username: name.to_owned(),
        is_available: true,
        is_present: true,
        max_conversations: 0,
        memberships: Vec::new(),
        load: Vec::new(),
        last_assigned: None,
        received: Vec::new(),
    };
    for clause in clauses {
        match clause.split_once(' ').unwrap_or((clause, "")) {
            ("away", _) => made.is_available = false,
            ("gone", _) => made.is_present = false,
            ("limit", max) => made.max_conversations = number(max),
            ("last", at) => made.last_assigned = Some(time(at)),
            ("in", place) => {
                let (name, order) = place.split_once(" as ").unwrap_or((place, "0"));
                let order = order.parse().expect(order);
                made.memberships.push(Membership { department: DepartmentId(id(name)), order });
            }
            ("has", what) => {
                let (count, department) = counted(what);
                made.load.push(Load { department, channel: Channel::Chat, count });
            }
            ("received", what) => {
                let (today, department) = counted(what);
                made.received.push(Received { department, today });
            }
            other => panic!("agent {name}: what is {other:?}?"),
        }
    }
    made
}

fn waiting(number: &str, clauses: &[&str]) -> Waiting {
    let mut made = Waiting {
        conversation: conversation(number),
        department: None,
        channel: Channel::Chat,
        priority: Priority::None,
        sla_due: None,
        arrived: Moment(0),
        declined: Vec::new(),
        declined_at: None,
        queued: Moment(0),
        preferred: Vec::new(),
    };
    for clause in clauses {
        match clause.split_once(' ').unwrap_or((clause, "")) {
            ("for", name) => made.department = Some(DepartmentId(id(name))),
            ("since", at) => (made.arrived, made.queued) = (time(at), time(at)),
            ("back", at) => made.queued = time(at.trim_start_matches("at ")),
            ("due", at) => made.sla_due = Some(time(at)),
            ("declined", by) => {
                let (names, at) = by.split_once(" at ").unwrap_or((by, ""));
                let names = names.trim_start_matches("by ").split(", ");
                made.declined = names.map(|name| PersonId(id(name))).collect();
                made.declined_at = (!at.is_empty()).then(|| time(at));
            }
            ("prefers", whom) => made.preferred.push(preference(whom)),
            ("at" | "until", _) => {}
            (word, _) => made.priority = priority(word),
        }
    }
    made
}

fn offer(number: &str, clauses: &[&str]) -> Offer {
    let find = |word| clauses.iter().find_map(|c| c.strip_prefix(word)).expect(word);
    let name: &str = find("at ");
    Offer {
        waiting: waiting(number, clauses),
        agent: PersonRef { id: PersonId(id(name)), name: name.to_owned() },
        deadline: time(find("until ")),
    }
}

fn preference(text: &str) -> (Preference, PersonId) {
    let (name, why) = text.split_once(" as ").expect("prefers <name> as <why>");
    let preference = match why {
        "asked for" => Preference::Explicit,
        "on-hold agent" => Preference::OnHoldAgent,
        "contact manager" => Preference::ContactManager,
        "last chatted" => Preference::LastChatted,
        other => panic!("what is {other:?}?"),
    };
    (preference, PersonId(id(name)))
}

fn priority(word: &str) -> Priority {
    let found = Priority::ALL.into_iter().find(|p| format!("{p:?}").to_lowercase() == word);
    found.unwrap_or_else(|| panic!("what is {word:?}?"))
}

fn algorithm(words: &str) -> Option<Algorithm> {
    Algorithm::from_word(&words.replace(' ', "_"))
}

fn counted(text: &str) -> (u32, Option<DepartmentId>) {
    match text.split_once(" in ") {
        Some((count, name)) => (number(count), Some(DepartmentId(id(name)))),
        None => (number(text), None),
    }
}

/// A name of at most 16 letters is its own id, so that it can be read back.
fn id(name: &str) -> Uuid {
    let mut bytes = [0; 16];
    bytes[..name.len()].copy_from_slice(name.as_bytes());
    Uuid::from_bytes(bytes)
}

fn conversation(text: &str) -> ConversationId {
    ConversationId(Uuid::from_u128(number(text)))
}

fn number<N: core::str::FromStr>(text: &str) -> N {
    let digits = text.split(' ').next().and_then(|first| first.parse().ok());
    digits.unwrap_or_else(|| panic!("{text:?} is no number"))
}

/// `9:58` or `10:00:30`, on the first day there was.
fn time(text: &str) -> Moment {
    let parts = text.split(':').map(number::<i64>);
    let [hours, minutes, seconds] = parts.chain([0]).take(3).collect::<Vec<_>>()[..] else {
        panic!("{text:?} is no time");
    };
    Moment(((hours * 60 + minutes) * 60 + seconds) * 1000)
}
