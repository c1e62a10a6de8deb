//! What is a link, what is a server, and how long a call took.

use super::*;
use crate::id::{ContactId, PersonId};
use uuid::Uuid;

fn problem_of<T: core::fmt::Debug>(parsed: Result<T, Refusal>) -> Problem {
    match parsed {
        Err(Refusal::Invalid { problem, .. }) => problem,
        other => panic!("{other:?}"),
    }
}

#[test]
fn vo_02_a_link_leads_to_a_conference_of_its_own() {
    for fine in [
        "",
        "https://meet.example/{{room}}",
        "https://meet.example/acme-{{conversation.id}}#userInfo.displayName=%22{{agent.name}}%22",
        "https://meet.example:8443/?room={{room}}",
    ] {
        assert_eq!(link(&alloc::format!(" {fine} ")).unwrap(), fine);
    }
    for (text, problem) in [
        ("http://meet.example/{{room}}", Problem::NotALink),
        ("javascript:alert(1)//{{room}}", Problem::NotALink),
        ("https://{{room}}@evil.example/", Problem::NotALink),
        ("https:///{{room}}", Problem::NotALink),
        ("https://meet.example/{{room}} x", Problem::NotALink),
        ("https://meet.example/\"{{room}}", Problem::NotALink),
        ("https://meet.example/support", Problem::NoPlaceholder),
        ("https://meet.example/{{agent.name}}", Problem::NoPlaceholder),
        ("https://meet.example/{{room}}/{{guest}}", Problem::UnknownPlaceholder),
        ("https://meet.example/{{ room }}", Problem::UnknownPlaceholder),
    ] {
        assert_eq!(problem_of(link(text)), problem, "{text}");
    }
    let conversation = ConversationId(Uuid::from_u128(7));
    let made = link_for(
        "https://meet.example/{{room}}?c={{conversation.id}}&n={{agent.name}}",
        "r00m",
        conversation,
        "Zoë & Co",
    );
    assert_eq!(
        made,
        alloc::format!("https://meet.example/r00m?c={conversation}&n=Zo%C3%AB%20%26%20Co")
    );
}

#[test]
fn vo_01_a_server_is_named_as_browsers_take_it() {
    for fine in
        ["stun:stun.example", "turn:10.0.0.1:3478?transport=udp", "turns:[2001:db8::1]:5349"]
    {
        assert_eq!(server(fine).unwrap(), fine);
        assert_eq!(is_turn(fine), fine.starts_with("turn"));
    }
    for wrong in ["", "stun:", "https://stun.example", "turn:a b", "stun:?x", "turn:a\"b", "stun:é"]
    {
        assert_eq!(problem_of(server(wrong)), Problem::NotAServer, "{wrong}");
    }
}

#[test]
fn cc_12_a_record_knows_how_long_the_guest_waited_and_talked() {
    let mut record = CallRecord {
        id: CallId(Uuid::nil()),
        conversation: ConversationId(Uuid::nil()),
        contact: ContactRef { id: ContactId(Uuid::nil()), name: String::from("Ada") },
        phone: String::new(),
        agent: PersonRef { id: PersonId(Uuid::nil()), name: String::from("Bo") },
        department: None,
        kind: CallKind::Audio,
        direction: Direction::Outbound,
        rang: Moment(1_000),
        answered: None,
        ended: None,
        hold_ms: 0,
        notes: String::new(),
        disposition: String::new(),
        version: 1,
    };
    let now = Moment(61_000);
    assert_eq!(record.state(), CallState::Ringing);
    assert_eq!((record.wait_ms(now), record.talk_ms(now)), (60_000, 0));
    for (end, state) in [
        (CallEnd::HungUp, CallState::Missed),
        (CallEnd::Missed, CallState::Missed),
        (CallEnd::Declined, CallState::Declined),
        (CallEnd::MovedOn, CallState::Missed),
        (CallEnd::Failed, CallState::Failed),
    ] {
        record.ended = Some((Moment(9_000), end));
        assert_eq!(record.state(), state, "{end:?}");
        assert_eq!((record.wait_ms(now), record.talk_ms(now)), (8_000, 0));
    }
    record.ended = None;
    record.answered = Some(Moment(6_000));
    record.hold_ms = 5_000;
    assert_eq!(record.state(), CallState::Answered);
    assert_eq!((record.wait_ms(now), record.talk_ms(now)), (5_000, 50_000));
    record.ended = Some((Moment(31_000), CallEnd::HungUp));
    assert_eq!(record.state(), CallState::Ended);
    assert_eq!(record.talk_ms(now), 20_000);
    record.ended = Some((Moment(31_000), CallEnd::Lost));
    assert_eq!(record.state(), CallState::Failed);
}
