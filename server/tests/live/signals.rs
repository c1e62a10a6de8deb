//! Calls on the wire: what the two browsers tell each other reaches nobody else.

use actions::{calls, conversations, visitors};
use model::{
    call::{CallAct, CallKind, SIGNAL_LIMIT_BYTES, Signal},
    id::{CallId, ConversationId},
    permission::Actor,
    refusal::{Field, Problem, Refusal, Thing},
    visitor::VisitorPass,
    wire::{ClientFrame, FRAME_LIMIT_BYTES, Pulse, ServerFrame},
};

use crate::peer::{Peer, Running, say};

/// A guest and an agent in a call, with a connection each.
struct Talk {
    running: Running,
    agent: String,
    guest: VisitorPass,
    id: ConversationId,
    call: CallId,
    desk: Peer,
    widget: Peer,
}

impl Talk {
    async fn begin() -> Self {
        let running = Running::start(&[]).await;
        let agent = running.agent("ada").await;
        let guest = running.guest(None).await;
        let id = guest.conversation.unwrap();
        let staff = running.staff(&agent).await;
        let house = &running.app.house;
        conversations::take(house, &staff, id).await.unwrap();
        let (mut desk, mut widget) =
            (running.desk(&agent).await, running.widget(&guest.token).await);
        desk.watch(id, 0).await;
        widget.watch(id, 0).await;
        let start = CallAct::Start(CallKind::Audio);
        calls::act(house, &Actor::Staff(staff), id, start).await.unwrap();
        let it =
            conversations::visible(house, &Actor::Visitor { contact: guest.contact }, id).await;
        let call = it.unwrap().call.unwrap().id;
        visitors::call(house, &guest.token, id, CallAct::Answer(call)).await.unwrap();
        Self { running, agent, guest, id, call, desk, widget }
    }

    fn signal(&self, text: &str) -> ClientFrame {
        let (conversation, call, text) = (self.id, self.call, text.to_owned());
        ClientFrame::Signal(Signal { conversation, call, from: 7, to: 0, text })
    }
}

fn text_of(frame: &ServerFrame) -> Option<String> {
    match frame {
        ServerFrame::Pulse(Pulse::Signal(signal)) => Some(signal.text.clone()),
        _ => None,
    }
}

fn refusal_of(frame: &ServerFrame) -> Option<Refusal> {
    match frame {
        ServerFrame::Pulse(Pulse::SignalRefused { refusal, .. }) => Some(refusal.clone()),
        _ => None,
    }
}

#[tokio::test]
async fn vo_01_the_two_of_a_call_hear_each_other_in_order_and_not_themselves() {
    let mut talk = Talk::begin().await;
    for n in 0..40 {
        let (offer, answer) =
            (talk.signal(&format!("offer {n}")), talk.signal(&format!("answer {n}")));
        talk.desk.send(&offer).await;
        talk.widget.send(&answer).await;
    }
    for n in 0..40 {
        assert_eq!(talk.widget.until(text_of).await, format!("offer {n}"));
        assert_eq!(talk.desk.until(text_of).await, format!("answer {n}"));
    }
}

#[tokio::test]
async fn vo_01_nobody_else_hears_a_call_or_speaks_into_it() {
    let mut talk = Talk::begin().await;
    let running = &talk.running;
    let stranger = running.guest(None).await;
    let bo = running.agent("bo").await;
    let (mut colleague, mut other) =
        (running.desk(&bo).await, running.widget(&stranger.token).await);
    // An administrator who looks at the conversation hears what is said in it, not the call.
    let from =
        actions::sessions::From { address: [127, 0, 0, 1].into(), user_agent: String::new() };
    let house = &running.app.house;
    let (admin, _) =
        actions::sessions::log_in(house, "admin", "correct horse", from).await.unwrap();
    let mut looking = running.desk(&admin).await;
    looking.watch(talk.id, 0).await;

    let frame = talk.signal("secret offer");
    talk.desk.send(&frame).await;
    assert_eq!(talk.widget.until(text_of).await, "secret offer");
    let intrusion = talk.signal("let me in");
    for (peer, refusal) in [
        (&mut colleague, Refusal::not_found(Thing::Conversation)),
        (&mut other, Refusal::not_found(Thing::Conversation)),
        (&mut looking, Refusal::AlreadyTaken { by: running.staff(&talk.agent).await.person }),
    ] {
        peer.send(&intrusion).await;
        // Everything before the refusal was no part of the call.
        loop {
            let frame = peer.next().await.unwrap();
            assert_eq!(text_of(&frame), None, "{frame:?}");
            if let Some(found) = refusal_of(&frame) {
                assert_eq!(found, refusal);
                break;
            }
        }
    }
    let last = talk.signal("still only us");
    talk.desk.send(&last).await;
    assert_eq!(talk.widget.until(text_of).await, "still only us");
}

#[tokio::test]
async fn vo_01_signals_are_bounded_in_size_and_rate_and_end_with_the_call() {
    let mut talk = Talk::begin().await;
    let huge = talk.signal(&"x".repeat(SIGNAL_LIMIT_BYTES + 1));
    talk.widget.send(&huge).await;
    let limit = u32::try_from(SIGNAL_LIMIT_BYTES).unwrap();
    let too_long = Refusal::invalid(Field::Text, Problem::TooLong { limit });
    assert_eq!(talk.widget.until(refusal_of).await, too_long);
    let many = talk.signal("more");
    for _ in 0..500 {
        talk.widget.send(&many).await;
    }
    assert!(matches!(talk.widget.until(refusal_of).await, Refusal::TooFast { .. }));
    // What is no frame at all ends only the connection that sent it.
    let mut second = talk.running.widget(&talk.guest.token).await;
    let beyond = talk.signal(&"x".repeat(FRAME_LIMIT_BYTES));
    second.send(&beyond).await;
    assert!(second.ends().await);

    let house = &talk.running.app.house;
    let staff = Actor::Staff(talk.running.staff(&talk.agent).await);
    calls::act(house, &staff, talk.id, CallAct::HangUp(talk.call)).await.unwrap();
    let late = talk.signal("late");
    talk.desk.send(&late).await;
    assert_eq!(talk.desk.until(refusal_of).await, Refusal::CallOver);
    talk.desk.send(&ClientFrame::Say(say(talk.id, 1, "the chat goes on"))).await;
    talk.widget.hears("the chat goes on").await;
}
