//! Calls: who may start one, what becomes of it, and what is remembered.

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};
use actions::{House, calls, clock::Clock, conversations, visitors};
use bus::{Inbox, Topic};
use model::{
    call::{
        Call, CallAct, CallEnd, CallKind, CallRecord, CallState, CallStep, Direction,
        LINK_LIMIT_MS, LOST_MS, SIGNAL_LIMIT_BYTES, Signal,
    },
    conversation::StageName,
    event::{Author, EventBody},
    id::{CallId, ConversationId},
    permission::{Actor, Staff},
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
    settings::Algorithm,
};

/// A guest who has the chat open, with an agent who serves them.
pub(crate) struct Talk {
    pub(crate) agent: Staff,
    guest: Guest,
    pub(crate) id: ConversationId,
    _open: Inbox,
}

pub(crate) async fn talk(trial: &Trial) -> Talk {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
    let agent = trial.agent("ada").await;
    talk_with(trial, agent, "Guest").await
}

pub(crate) async fn talk_with(trial: &Trial, agent: Staff, name: &str) -> Talk {
    let guest = trial.guest(name, None).await;
    let id = guest.conversation;
    trial.take(&agent, id).await.unwrap();
    Talk { agent, guest, id, _open: opened(trial, id) }
}

/// As a guest's socket listens.
fn opened(trial: &Trial, id: ConversationId) -> Inbox {
    let mut inbox = trial.house.bus.inbox();
    inbox.subscribe(Topic::Conversation(id));
    inbox
}

impl Talk {
    pub(crate) fn staff(&self) -> Actor {
        Actor::Staff(self.agent.clone())
    }

    pub(crate) async fn act(&self, trial: &Trial, act: CallAct) -> Result<(), Refusal> {
        refused(calls::act(&trial.house, &self.staff(), self.id, act).await).map(drop)
    }

    pub(crate) async fn guest_acts(&self, trial: &Trial, act: CallAct) -> Result<(), Refusal> {
        let acted = visitors::call(&trial.house, &self.guest.token, self.id, act).await;
        refused(acted).map(drop)
    }

    /// The agent calls.
    pub(crate) async fn calls(&self, trial: &Trial, kind: CallKind) -> CallId {
        self.act(trial, CallAct::Start(kind)).await.unwrap();
        self.call(trial).await.unwrap().id
    }

    pub(crate) async fn call(&self, trial: &Trial) -> Option<Call> {
        trial.conversation(self.id).await.call
    }

    pub(crate) async fn record(&self, trial: &Trial, id: CallId) -> CallRecord {
        calls::find(&trial.house, &self.agent, id).await.unwrap().record
    }

    /// What the log says about calls.
    async fn steps(&self, trial: &Trial) -> Vec<(Author, CallStep)> {
        let log = trial.log(self.id).await.into_iter();
        log.filter_map(|event| match event.body {
            EventBody::Call { step, .. } => Some((event.author, step)),
            _ => None,
        })
        .collect()
    }

    fn signal(&self, call: CallId, text: &str) -> Signal {
        let (conversation, text) = (self.id, text.to_owned());
        Signal { conversation, call, from: 1, to: 0, text }
    }
}

on_both! {
async fn vo_01_a_call_rings_is_answered_held_and_ended_and_leaves_its_record(trial) {
    let talk = talk(&trial).await;
    let id = talk.calls(&trial, CallKind::Video).await;
    let call = talk.call(&trial).await.unwrap();
    assert!(call.rings());
    assert_eq!((call.kind, call.agent.id), (CallKind::Video, talk.agent.person.id));
    assert_eq!(talk.record(&trial, id).await.state(), CallState::Ringing);

    trial.later(4_000);
    talk.guest_acts(&trial, CallAct::Answer(id)).await.unwrap();
    trial.later(20_000);
    talk.act(&trial, CallAct::Hold(id)).await.unwrap();
    talk.act(&trial, CallAct::Hold(id)).await.unwrap();
    assert!(talk.call(&trial).await.unwrap().held.is_some());
    trial.later(7_000);
    talk.act(&trial, CallAct::Resume(id)).await.unwrap();
    assert!(talk.call(&trial).await.unwrap().held.is_none());
    trial.later(3_000);
    talk.act(&trial, CallAct::Hold(id)).await.unwrap();
    trial.later(1_000);
    talk.guest_acts(&trial, CallAct::HangUp(id)).await.unwrap();
    // Both hang up at once: the second changes nothing.
    talk.act(&trial, CallAct::HangUp(id)).await.unwrap();

    assert_eq!(talk.call(&trial).await, None);
    let record = talk.record(&trial, id).await;
    assert_eq!(record.state(), CallState::Ended);
    assert_eq!(record.direction, Direction::Outbound);
    assert_eq!(record.contact.name, "Guest");
    assert_eq!(record.ended.unwrap().1, CallEnd::HungUp);
    let now = trial.house.clock.now();
    assert_eq!((record.wait_ms(now), record.hold_ms, record.talk_ms(now)), (4_000, 8_000, 23_000));
    let staff = Author::Staff(talk.agent.person.clone());
    let link = String::new();
    assert_eq!(
        talk.steps(&trial).await,
        [
            (staff.clone(), CallStep::Rang { kind: CallKind::Video, link }),
            (Author::Guest, CallStep::Answered),
            (staff.clone(), CallStep::Held),
            (staff.clone(), CallStep::Resumed),
            (staff, CallStep::Held),
            (Author::Guest, CallStep::Ended(CallEnd::HungUp)),
        ]
    );
    trial.check_log(talk.id).await;
}
}

on_both! {
async fn vo_01_a_call_may_be_declined_missed_taken_back_or_fail(trial) {
    let talk = talk(&trial).await;
    let declined = talk.calls(&trial, CallKind::Audio).await;
    talk.guest_acts(&trial, CallAct::Decline(declined)).await.unwrap();
    assert_eq!(talk.record(&trial, declined).await.state(), CallState::Declined);

    let missed = talk.calls(&trial, CallKind::Audio).await;
    trial.later(44_999);
    assert_eq!(calls::sweep(&trial.house).await.unwrap(), 0);
    trial.later(1);
    assert_eq!(calls::sweep(&trial.house).await.unwrap(), 1);
    assert_eq!(calls::sweep(&trial.house).await.unwrap(), 0);
    let record = talk.record(&trial, missed).await;
    assert_eq!(record.ended.unwrap().1, CallEnd::Missed);
    assert_eq!(record.state(), CallState::Missed);
    // It is too late to answer.
    let late = talk.guest_acts(&trial, CallAct::Answer(missed)).await;
    assert_eq!(late, Err(Refusal::CallOver));

    let taken_back = talk.calls(&trial, CallKind::Audio).await;
    talk.act(&trial, CallAct::HangUp(taken_back)).await.unwrap();
    assert_eq!(talk.record(&trial, taken_back).await.state(), CallState::Missed);

    let failed = talk.calls(&trial, CallKind::Audio).await;
    talk.guest_acts(&trial, CallAct::Answer(failed)).await.unwrap();
    talk.guest_acts(&trial, CallAct::Fail(failed)).await.unwrap();
    assert_eq!(talk.record(&trial, failed).await.ended.unwrap().1, CallEnd::Failed);

    // They talked, and then could not any more: both browsers say so, and it is written once.
    let broken = talk.calls(&trial, CallKind::Audio).await;
    talk.guest_acts(&trial, CallAct::Answer(broken)).await.unwrap();
    talk.guest_acts(&trial, CallAct::Break(broken)).await.unwrap();
    talk.act(&trial, CallAct::Break(broken)).await.unwrap();
    let record = talk.record(&trial, broken).await;
    assert_eq!(record.ended.unwrap().1, CallEnd::Lost);
    assert_eq!(record.state(), CallState::Failed);
    trial.check_log(talk.id).await;
}
}

on_both! {
async fn vo_01_one_call_at_a_time_and_answered_once(trial) {
    let talk = talk(&trial).await;
    let other = talk_with(&trial, talk.agent.clone(), "Other").await;
    let id = talk.calls(&trial, CallKind::Audio).await;
    let again = talk.act(&trial, CallAct::Start(CallKind::Audio)).await;
    assert_eq!(again, Err(Refusal::AlreadyCalling));
    // The agent has one call, whatever else.
    let second = other.act(&trial, CallAct::Start(CallKind::Audio)).await;
    assert_eq!(second, Err(Refusal::InACall));
    // Whoever called does not answer; whoever answered is asked no second time.
    assert_eq!(talk.act(&trial, CallAct::Answer(id)).await, Err(Refusal::AlreadyCalling));
    talk.guest_acts(&trial, CallAct::Answer(id)).await.unwrap();
    let elsewhere = talk.guest_acts(&trial, CallAct::Answer(id)).await;
    assert_eq!(elsewhere, Err(Refusal::AlreadyCalling));
    talk.act(&trial, CallAct::HangUp(id)).await.unwrap();
    other.act(&trial, CallAct::Start(CallKind::Audio)).await.unwrap();
}
}

on_both! {
async fn vo_01_of_two_who_call_each_other_at_once_one_does(trial) {
    let talk = talk(&trial).await;
    trial.settings(|s| s.calls.guests_may_call = true).await;
    let start = CallAct::Start(CallKind::Audio);
    let (agent, guest) = tokio::join!(talk.act(&trial, start), talk.guest_acts(&trial, start));
    let refusals = [agent.err(), guest.err()];
    let refusals: Vec<Refusal> = refusals.into_iter().flatten().collect();
    assert!(
        matches!(refusals[..], [Refusal::AlreadyCalling | Refusal::InACall | Refusal::Busy]),
        "{refusals:?}"
    );
    assert!(talk.call(&trial).await.is_some());
    trial.check_log(talk.id).await;
}
}

on_both! {
async fn qa_08_only_who_serves_an_open_conversation_calls_and_only_who_is_there(trial) {
    let talk = talk(&trial).await;
    let start = CallAct::Start(CallKind::Audio);
    let boss = trial.person("boss", &[Role::Manager]).await;
    let called = |staff: Staff, id| {
        let house = trial.house.clone();
        async move { refused(calls::act(&house, &Actor::Staff(staff), id, start).await).map(drop) }
    };
    let by = talk.agent.person.clone();
    assert_eq!(called(boss, talk.id).await, Err(Refusal::AlreadyTaken { by }));
    let bo = trial.person("bo", &[Role::Agent]).await;
    let hidden = Err(Refusal::not_found(Thing::Conversation));
    assert_eq!(called(bo.clone(), talk.id).await, hidden);

    let waiting = trial.guest("Waiting", None).await.conversation;
    let queued = Err(Refusal::WrongStage { stage: StageName::Queued });
    assert_eq!(called(bo, waiting).await, queued);

    let away = trial.guest("Away", None).await.conversation;
    trial.take(&talk.agent, away).await.unwrap();
    assert_eq!(called(talk.agent.clone(), away).await, Err(Refusal::GuestNotHere));

    trial.staff_says(&talk.agent, talk.id, "one moment").await;
    conversations::hold(&trial.house, &talk.agent, talk.id).await.unwrap();
    let held = Err(Refusal::WrongStage { stage: StageName::OnHold });
    assert_eq!(talk.act(&trial, start).await, held);
    conversations::close(&trial.house, &talk.agent, talk.id, "", &[]).await.unwrap();
    assert_eq!(talk.act(&trial, start).await, Err(Refusal::AlreadyClosed));
    assert_eq!(talk.guest_acts(&trial, start).await, Err(Refusal::AlreadyClosed));
}
}

on_both! {
async fn vo_01_a_guest_calls_only_where_the_workspace_lets_them_and_an_agent_is_there(trial) {
    let talk = talk(&trial).await;
    let start = |kind| talk.guest_acts(&trial, CallAct::Start(kind));
    let off = |kind| Err(Refusal::CallsOff { kind });
    assert_eq!(start(CallKind::Audio).await, off(CallKind::Audio));
    let config = visitors::config(&trial.house).await.unwrap();
    assert!(!config.may_call && !config.may_show);

    trial.settings(|s| (s.calls.guests_may_call, s.calls.has_video) = (true, false)).await;
    let config = visitors::config(&trial.house).await.unwrap();
    assert!(config.may_call && !config.may_show);
    assert_eq!(start(CallKind::Video).await, off(CallKind::Video));
    trial.settings(|s| s.calls.link = "https://meet.example/{{room}}".to_owned()).await;
    assert_eq!(start(CallKind::Link).await, off(CallKind::Link));
    let agent = talk.agent.person.clone();
    trial.house.presence.left(agent.id, trial.house.clock.now());
    assert_eq!(start(CallKind::Audio).await, Err(Refusal::NotAvailable { person: agent.clone() }));
    trial.house.presence.joined(agent.id);
    start(CallKind::Audio).await.unwrap();
    let call = talk.call(&trial).await.unwrap();
    talk.act(&trial, CallAct::Answer(call.id)).await.unwrap();
    // Hold is the agent's.
    let hold = talk.guest_acts(&trial, CallAct::Hold(call.id)).await;
    assert_eq!(hold, Err(Refusal::not_found(Thing::Call)));
    assert_eq!(talk.record(&trial, call.id).await.direction, Direction::Inbound);
}
}

on_both! {
async fn vo_01_what_the_workspace_switched_off_is_refused_by_name(trial) {
    let talk = talk(&trial).await;
    let start = |kind| talk.act(&trial, CallAct::Start(kind));
    let off = |kind| Err(Refusal::CallsOff { kind });
    assert_eq!(start(CallKind::Link).await, off(CallKind::Link));
    trial.settings(|s| s.calls.has_video = false).await;
    assert_eq!(start(CallKind::Video).await, off(CallKind::Video));
    trial.settings(|s| s.calls.is_on = false).await;
    assert_eq!(start(CallKind::Audio).await, off(CallKind::Audio));
    trial.settings(|s| s.calls.is_on = true).await;
    start(CallKind::Audio).await.unwrap();
}
}

on_both! {
async fn vo_01_whoever_rings_again_and_again_is_slowed_down(trial) {
    let talk = talk(&trial).await;
    for _ in 0..20 {
        let id = talk.calls(&trial, CallKind::Audio).await;
        talk.act(&trial, CallAct::HangUp(id)).await.unwrap();
    }
    let again = talk.act(&trial, CallAct::Start(CallKind::Audio)).await;
    assert!(matches!(again, Err(Refusal::TooFast { .. })), "{again:?}");
    trial.later(60_000);
    talk.calls(&trial, CallKind::Audio).await;
}
}

on_both! {
async fn vo_02_a_conference_is_linked_joined_and_ended_and_every_one_is_another(trial) {
    let talk = talk(&trial).await;
    let link = "https://meet.example/{{room}}#{{agent.name}}";
    trial.settings(|s| s.calls.link = link.to_owned()).await;
    let first = talk.calls(&trial, CallKind::Link).await;
    let made = talk.call(&trial).await.unwrap().link;
    let room = made.strip_prefix("https://meet.example/").unwrap().strip_suffix("#Ada").unwrap();
    assert!(room.len() == 32 && room.chars().all(|c| c.is_ascii_hexdigit()), "{made}");
    // It waits as long as it takes, and may be gone into more than once.
    trial.later(LINK_LIMIT_MS - 1);
    assert_eq!(calls::sweep(&trial.house).await.unwrap(), 0);
    talk.guest_acts(&trial, CallAct::Answer(first)).await.unwrap();
    talk.guest_acts(&trial, CallAct::Answer(first)).await.unwrap();
    talk.act(&trial, CallAct::HangUp(first)).await.unwrap();
    let record = talk.record(&trial, first).await;
    assert_eq!((record.kind, record.state()), (CallKind::Link, CallState::Ended));

    let second = talk.calls(&trial, CallKind::Link).await;
    assert_ne!(talk.call(&trial).await.unwrap().link, made);
    trial.later(LINK_LIMIT_MS);
    assert_eq!(calls::sweep(&trial.house).await.unwrap(), 1);
    assert_eq!(talk.record(&trial, second).await.state(), CallState::Failed);
}
}

on_both! {
async fn vo_01_a_call_ends_with_its_agents_serving(trial) {
    let talk = talk(&trial).await;
    let id = talk.calls(&trial, CallKind::Audio).await;
    talk.guest_acts(&trial, CallAct::Answer(id)).await.unwrap();
    conversations::return_to_queue(&trial.house, &talk.agent, talk.id).await.unwrap();
    assert_eq!(talk.call(&trial).await, None);
    assert_eq!(talk.record(&trial, id).await.ended.unwrap().1, CallEnd::MovedOn);
    assert_eq!(talk.act(&trial, CallAct::Join(id)).await, Err(Refusal::CallOver));
    trial.take(&talk.agent, talk.id).await.unwrap();

    let id = talk.calls(&trial, CallKind::Audio).await;
    conversations::close(&trial.house, &talk.agent, talk.id, "", &[]).await.unwrap();
    assert_eq!(talk.record(&trial, id).await.ended.unwrap().1, CallEnd::MovedOn);
    let last = talk.steps(&trial).await.pop().unwrap();
    assert_eq!(last, (Author::System, CallStep::Ended(CallEnd::MovedOn)));
    trial.check_log(talk.id).await;
}
}

on_both! {
async fn vo_01_a_call_nobody_is_heard_of_any_more_ends_also_after_a_restart(trial) {
    let talk = talk(&trial).await;
    let id = talk.calls(&trial, CallKind::Audio).await;
    talk.guest_acts(&trial, CallAct::Answer(id)).await.unwrap();
    let alive = |actor: Actor| {
        let (house, signal) = (trial.house.clone(), talk.signal(id, ""));
        async move { calls::signal(&house, &actor, signal).await.unwrap() }
    };
    for _ in 0..9 {
        trial.later(10_000);
        alive(talk.staff()).await;
        alive(talk.guest.actor.clone()).await;
        assert_eq!(calls::sweep(&trial.house).await.unwrap(), 0);
    }
    // The guest is silent, the agent is not.
    trial.later(LOST_MS - 1);
    alive(talk.staff()).await;
    assert_eq!(calls::sweep(&trial.house).await.unwrap(), 0);
    // Another process knows nothing of either: both get the time to come back.
    let clock = Clock::fixed(trial.house.clock.now().plus(1));
    let house = House::new(trial.scratch.store.clone(), clock, Default::default(), false);
    assert_eq!(calls::sweep(&house).await.unwrap(), 0);
    house.clock.advance(LOST_MS - 1);
    assert_eq!(calls::sweep(&house).await.unwrap(), 0);
    house.clock.advance(1);
    assert_eq!(calls::sweep(&house).await.unwrap(), 1);
    trial.later(1);
    assert_eq!(calls::sweep(&trial.house).await.unwrap(), 0);
    let record = talk.record(&trial, id).await;
    assert_eq!((record.ended.unwrap().1, record.state()), (CallEnd::Lost, CallState::Failed));
}
}

on_both! {
async fn vo_01_signals_go_to_the_other_side_only_and_only_while_the_call_goes_on(trial) {
    let talk = talk(&trial).await;
    let stranger = trial.guest("Stranger", None).await;
    let boss = Actor::Staff(trial.person("boss", &[Role::Manager]).await);
    let send = |actor: &Actor, signal: Signal| {
        let (house, actor) = (trial.house.clone(), actor.clone());
        async move { refused(calls::signal(&house, &actor, signal).await) }
    };
    let nothing = CallId(model::Uuid::from_u128(5));
    assert_eq!(send(&talk.staff(), talk.signal(nothing, "x")).await, Err(Refusal::CallOver));
    let id = talk.calls(&trial, CallKind::Audio).await;

    let mut at_agent = trial.house.bus.inbox();
    at_agent.subscribe(Topic::Person(talk.agent.person.id));
    let mut at_guest = opened(&trial, talk.id);
    let heard = |inbox: &mut Inbox| {
        let mut texts = Vec::new();
        while let Some(received) = inbox.try_next() {
            if let bus::Received::Told(bus::Told::Pulse(pulse)) = received
                && let model::wire::Pulse::Signal(signal) = &*pulse
            {
                texts.push(signal.text.clone());
            }
        }
        texts
    };
    send(&talk.staff(), talk.signal(id, "offer")).await.unwrap();
    send(&talk.guest.actor, talk.signal(id, "answer")).await.unwrap();
    send(&talk.guest.actor, talk.signal(id, "")).await.unwrap();
    assert_eq!(heard(&mut at_guest), ["offer"]);
    assert_eq!(heard(&mut at_agent), ["answer"]);

    let hidden = Err(Refusal::not_found(Thing::Conversation));
    assert_eq!(send(&stranger.actor, talk.signal(id, "let me in")).await, hidden);
    let by = talk.agent.person.clone();
    assert_eq!(
        send(&boss, talk.signal(id, "let me in")).await,
        Err(Refusal::AlreadyTaken { by })
    );
    let huge = talk.signal(id, &"x".repeat(SIGNAL_LIMIT_BYTES + 1));
    let limit = SIGNAL_LIMIT_BYTES as u32;
    let too_long = Err(Refusal::invalid(Field::Text, Problem::TooLong { limit }));
    assert_eq!(send(&talk.staff(), huge).await, too_long);
    assert_eq!(heard(&mut at_guest), Vec::<String>::new());
    assert_eq!(heard(&mut at_agent), Vec::<String>::new());

    let mut last = Ok(());
    for _ in 0..500 {
        last = send(&talk.guest.actor, talk.signal(id, "more")).await;
    }
    assert!(matches!(last, Err(Refusal::TooFast { .. })), "{last:?}");
    // One side's haste does not silence the other.
    send(&talk.staff(), talk.signal(id, "calm")).await.unwrap();
    talk.act(&trial, CallAct::HangUp(id)).await.unwrap();
    assert_eq!(send(&talk.staff(), talk.signal(id, "late")).await, Err(Refusal::CallOver));
}
}
