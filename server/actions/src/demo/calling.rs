//! Calls in the demo's past: now and then the agent calls the guest before the chat ends.

use model::{
    call::{CallEnd, CallKind, CallStep},
    event::{Author, EventBody},
    id::CallId,
    moment::Moment,
};

use super::{
    dice::Dice,
    log::Log,
    script::{Act, Script, Step},
};

/// Of a hundred chats that an agent ended, so many had a call.
const SHARE: u64 = 11;
/// Later chats might not be over before now if they took longer.
const NOT_AFTER_MS: i64 = 24 * 3_600_000;

/// What is noted after a call, and what came of it.
const NOTED: &[(&str, &str)] = &[
    ("Explained the return label step by step, will send the parcel today.", "Resolved"),
    ("Wants the quote once more with delivery to two addresses.", "Follow-up needed"),
    ("Was on the train, asked for a call tomorrow after ten.", "Call back"),
    ("Checked the invoice together, the amount is right.", "Resolved"),
    ("Lid will be replaced, address confirmed.", "Resolved"),
    ("", "Resolved"),
];

/// A call that is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ring {
    kind: CallKind,
    is_by_guest: bool,
    wait_ms: i64,
    /// `None`: nobody answered.
    talk_ms: Option<i64>,
    hold_ms: i64,
    noted: usize,
}

/// Puts a call before the agent's ending of a chat, now and then.
pub(super) fn add(script: &mut Script, arrival: Moment, now: Moment, dice: &mut Dice) {
    let is_ended = matches!(script.steps.last(), Some(Step { act: Act::StaffEnds { .. }, .. }));
    if !is_ended || now.since(arrival) < NOT_AFTER_MS || !dice.percent(SHARE) {
        return;
    }
    let is_answered = dice.percent(84);
    let ring = Ring {
        kind: if dice.percent(30) { CallKind::Video } else { CallKind::Audio },
        is_by_guest: dice.percent(20),
        wait_ms: dice.between(3_000, 20_000),
        talk_ms: is_answered.then(|| dice.between(40_000, 600_000)),
        hold_ms: if dice.percent(25) { dice.between(8_000, 30_000) } else { 0 },
        noted: dice.below(NOTED.len()),
    };
    let step = Step { after_ms: dice.between(10_000, 60_000), act: Act::Calls(ring) };
    let before = script.steps.len().saturating_sub(1);
    script.steps.insert(before, step);
}

impl Log {
    /// The call itself; returns when it was over.
    pub(super) fn call(&mut self, ring: Ring, at: Moment, dice: &mut Dice) -> Moment {
        let Some(agent) = self.conversation.stage.agent().cloned() else { return at };
        let call = CallId(dice.uuid());
        let agent = Author::Staff(agent);
        let (by, to) = if ring.is_by_guest {
            (Author::Guest, agent.clone())
        } else {
            (agent.clone(), Author::Guest)
        };
        let mut push = |author: Author, at, step, dice: &mut Dice| {
            self.push(author, at, EventBody::Call { call, step }, dice);
        };
        push(by, at, CallStep::Rang { kind: ring.kind, link: String::new() }, dice);
        let answered = at.plus(ring.wait_ms);
        let Some(talk_ms) = ring.talk_ms else {
            push(Author::System, answered, CallStep::Ended(CallEnd::Missed), dice);
            return answered;
        };
        push(to, answered, CallStep::Answered, dice);
        let ended = answered.plus(talk_ms);
        if ring.hold_ms > 0 {
            let held = answered.plus(5_000);
            push(agent.clone(), held, CallStep::Held, dice);
            push(agent.clone(), held.plus(ring.hold_ms), CallStep::Resumed, dice);
        }
        push(agent, ended, CallStep::Ended(CallEnd::HungUp), dice);
        self.noted.extend(NOTED.get(ring.noted).map(|noted| (call, *noted)));
        ended
    }
}
