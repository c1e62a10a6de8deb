//! What is read and written here is what `serde_json` reads and writes, for everything that crosses the wire.

use std::fmt::Debug;

use model::{
    contact::ContactRef,
    conversation::{Channel, Conversation, Priority},
    cursor::{Cursor, Cursors, Side},
    custom_field::FieldChange,
    event::{Author, Event, EventBody, Requeue},
    id::{CannedId, ContactId, ConversationId, EventId, PersonId, UploadId},
    locale::Locale,
    moment::Moment,
    person::PersonRef,
    reason::{Numbers, Reason},
    refusal::{Field, Problem, Refusal},
    settings::Settings,
    upload::FileRef,
    view::thread::Thread,
    visitor::{PreChatForm, VisitorPass},
    wire::{ClientFrame, Pulse, Say, ServerFrame},
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{Wrong, from_str, to_string};

const HERE: ConversationId = ConversationId(Uuid::from_u128(1));
/// Everything a string can be: quotes, control characters, all planes.
const TEXT: &str =
    "\"Zoë\" said\\: 1 < 2 &\n\r\t\u{8}\u{c}\u{1}\u{1f}\u{7f}\u{2028} שלום 👩🏽‍🚀 \u{10ffff}";

fn grace() -> PersonRef {
    PersonRef { id: PersonId(Uuid::from_u128(0xdead_beef)), name: TEXT.into() }
}

fn change(key: &str, value: &str) -> FieldChange {
    FieldChange { key: key.into(), label: TEXT.into(), value: value.into() }
}

fn bodies() -> Vec<EventBody> {
    let contact = ContactRef { id: ContactId(Uuid::from_u128(3)), name: "Ada".into() };
    let file = FileRef {
        id: UploadId(Uuid::from_u128(9)),
        name: TEXT.into(),
        mime: "image/png".into(),
        size_bytes: u64::MAX,
        width: 640,
        height: u32::MAX,
    };
    let reason =
        Box::new(Reason::taken_by_hand(grace(), Numbers { order: -7, ..Numbers::default() }));
    vec![
        EventBody::Created {
            contact,
            channel: Channel::Chat,
            department: None,
            priority: Priority::None,
            sla_due: Some(Moment(i64::MIN)),
            page_url: String::new(),
        },
        EventBody::Said { text: TEXT.into(), files: vec![file.clone(), file] },
        EventBody::Noted { text: String::new(), mentions: vec![] },
        EventBody::Noted { text: TEXT.into(), mentions: vec![PersonId(Uuid::max())] },
        EventBody::Queued { why: Requeue::AgentLost },
        EventBody::Offered { agent: grace(), deadline: Moment(i64::MAX), reason: reason.clone() },
        EventBody::Assigned { agent: grace(), reason: Some(reason) },
        EventBody::Assigned { agent: grace(), reason: None },
        EventBody::Held { until: Some(Moment(7)) },
        EventBody::Edited {
            topic: Some("a".into()),
            tags: Some(vec![]),
            priority: Some(Priority::None),
            fields: vec![],
        },
        EventBody::Edited {
            topic: None,
            tags: None,
            priority: None,
            fields: vec![change("order", TEXT), change("plan", "")],
        },
        EventBody::Closed { comment: TEXT.into(), tags: vec!["a".into(), TEXT.into()] },
        EventBody::Hidden,
    ]
}

fn events() -> Vec<Event> {
    let authors = [Author::Guest, Author::Staff(grace()), Author::System];
    let events = bodies().into_iter().zip(1_u32..).zip(authors.into_iter().cycle());
    let event = |((body, version), author)| Event {
        id: EventId(Uuid::from_u128(u128::from(version))),
        version,
        at: Moment(-i64::from(version)),
        author,
        body,
    };
    events.map(event).collect()
}

fn frames() -> Vec<ServerFrame> {
    let events = events();
    let mut conversation = Conversation::from_first(HERE, &events[0]).unwrap();
    events[1..].iter().for_each(|event| conversation.apply(event));
    let cursors = Cursors { guest: Cursor { received: 3, read: 2 }, ..Cursors::default() };
    let refusal = Refusal::Invalid { field: Field::Name, problem: Problem::Missing };
    let mut frames: Vec<ServerFrame> = events
        .iter()
        .map(|event| ServerFrame::Event { conversation: HERE, event: Box::new(event.clone()) })
        .collect();
    frames.extend([
        ServerFrame::Welcome { now: Moment(0), boot: TEXT.into() },
        ServerFrame::Desk { entries: vec![], people: vec![] },
        ServerFrame::Left { conversation: HERE, version: 9, to: None },
        ServerFrame::Thread(Box::new(Thread { conversation, events, cursors })),
        ServerFrame::Pulse(Pulse::Typing {
            conversation: HERE,
            by: Side::Guest,
            name: TEXT.into(),
            is_typing: true,
        }),
        ServerFrame::Pulse(Pulse::Cursors { conversation: HERE, cursors }),
        ServerFrame::Pulse(Pulse::Place { conversation: HERE, place: 1, estimate_ms: None }),
        ServerFrame::Refused { id: EventId(Uuid::nil()), conversation: HERE, refusal },
        ServerFrame::WatchRefused { conversation: HERE, refusal: Refusal::AlreadyClosed },
        ServerFrame::Heartbeat { now: Moment(5), versions: vec![(HERE, 7), (HERE, 0)] },
        ServerFrame::Lagged,
        ServerFrame::SignedOut,
    ]);
    frames
}

fn sent() -> Vec<ClientFrame> {
    vec![
        ClientFrame::Hello { token: TEXT.into() },
        ClientFrame::Watch { conversation: HERE, since: 0 },
        ClientFrame::Say(Say {
            id: EventId(Uuid::max()),
            conversation: HERE,
            text: TEXT.into(),
            files: vec![UploadId(Uuid::nil())],
            is_note: false,
            canned: vec![CannedId(Uuid::max())],
        }),
        ClientFrame::Seen { conversation: HERE, cursor: Cursor::default(), guest_messages: 10 },
        ClientFrame::Ping,
    ]
}

/// Written alike, and read back as what it was.
fn same<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> String {
    let text = to_string(value).unwrap();
    assert_eq!(text, serde_json::to_string(value).unwrap());
    assert_eq!(&from_str::<T>(&text).unwrap(), value);
    let spaced = serde_json::to_string_pretty(value).unwrap();
    assert_eq!(&from_str::<T>(&spaced).unwrap(), value);
    text
}

#[test]
fn everything_on_the_wire_is_written_and_read_as_the_server_does_it() {
    frames().iter().map(same).for_each(drop);
    sent().iter().map(same).for_each(drop);
    same(&Settings::default());
    same(&VisitorPass {
        token: TEXT.into(),
        contact: ContactId(Uuid::nil()),
        conversation: Some(HERE),
    });
    let form = PreChatForm {
        name: TEXT.into(),
        email: String::new(),
        department: None,
        has_consented: true,
        page_url: "https://example.com/?a=b".into(),
        reader: Locale { language: "de-AT".into(), time_zone: "Europe/Vienna".into() },
        contact_fields: Default::default(),
        fields: Default::default(),
    };
    same(&(Some("token"), form, (), -1_i8, 255_u8).1);
    same(&(u64::MAX, i64::MIN, 0_u8, true, ()));
}

/// xorshift: the same seed, the same damage.
struct Chance(u64);

impl Chance {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(sides).unwrap()).unwrap()
    }
}

/// What both make of it: the same value, or nothing.
fn agree<T: DeserializeOwned + PartialEq + Debug>(text: &str) {
    let theirs = serde_json::from_str::<T>(text).map_err(|_| Wrong);
    assert_eq!(from_str::<T>(text), theirs, "{text}");
}

#[test]
fn what_is_damaged_is_read_as_the_server_would_read_it() {
    const JUNK: &[u8] = br#"{}[]":,\0159-.eEntf u"#;
    let texts: Vec<String> = frames().iter().map(same).collect();
    let mut chance = Chance(0x5eed);
    for text in &texts {
        for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)).step_by(3) {
            assert_eq!(from_str::<ServerFrame>(&text[..end]), Err(Wrong));
        }
        for _ in 0..400 {
            let mut bytes = text.clone().into_bytes();
            let at = chance.roll(bytes.len());
            match chance.roll(3) {
                0 => bytes[at] = JUNK[chance.roll(JUNK.len())],
                1 => bytes.insert(at, JUNK[chance.roll(JUNK.len())]),
                _ => drop(bytes.remove(at)),
            }
            if let Ok(text) = String::from_utf8(bytes) {
                agree::<ServerFrame>(&text);
            }
        }
    }
}

#[test]
fn strings_and_numbers_are_read_to_the_letter() {
    for text in [
        r#""\u00e9\ud83d\ude00\/""#,
        r#""\ud83d""#,
        r#""\ud83dx""#,
        r#""\udc00""#,
        r#""\u12g4""#,
        r#""\x""#,
        "\"\u{1}\"",
        "\"a\" x",
        " \"a\"\n",
        "\"",
    ] {
        agree::<String>(text);
    }
    for text in ["0", "-1", "01", "-0", "- 1", "1.0", "1e2", "4294967296", "-", "", "null", " 7 "] {
        agree::<u32>(text);
        agree::<i64>(text);
        agree::<Option<u32>>(text);
    }
    for text in ["18446744073709551616", "9223372036854775808", "-9223372036854775809"] {
        agree::<u64>(text);
        agree::<i64>(text);
    }
    agree::<f64>("-1.5e3");
    assert_eq!(to_string(&-1.5), Ok("-1.5".into()));
}

#[test]
fn what_a_newer_server_adds_is_passed_over() {
    let text = r#"{"received":1,"new":{"a":[1.5,"]",{"b":null}],"c":true},"read":2,"more":"x"}"#;
    assert_eq!(from_str::<Cursor>(text), Ok(Cursor { received: 1, read: 2 }));
    let numbers = [
        "0", "-0.5", "10", "1.5e3", "2E-4", "3e+12", "01", "1.", ".5", "1e", "1e+", "-", "+1",
        "1.5.2", "1e2e3", "",
    ];
    for number in numbers {
        agree::<Cursor>(&format!(r#"{{"received":1,"new":{number},"read":2}}"#));
    }
    let deep = format!(r#"{{"received":1,"new":{}1{},"read":2}}"#, "[".repeat(99), "]".repeat(99));
    assert_eq!(from_str::<Cursor>(&deep), Err(Wrong));
}

#[test]
fn a_key_that_is_no_string_has_no_form() {
    let map = std::collections::BTreeMap::from([(1_u8, "a")]);
    assert_eq!(to_string(&map), Err(Wrong));
    let map = std::collections::BTreeMap::from([("k", 1_u8), ("l", 2)]);
    assert_eq!(to_string(&map), Ok(r#"{"k":1,"l":2}"#.into()));
}
