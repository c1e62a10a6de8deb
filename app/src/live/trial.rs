//! A rough network between a small server and several browsers: whatever is lost, doubled, late or out of order,
//! everybody ends with the same log.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use model::{
    contact::ContactRef,
    conversation::{Channel, Conversation, Priority},
    cursor::Cursors,
    event::{Author, Event, EventBody},
    id::{ContactId, ConversationId, EventId, PersonId},
    moment::Moment,
    person::PersonRef,
    view::thread::Thread,
    wire::{ClientFrame, Say, ServerFrame},
};
use uuid::Uuid;

use super::{
    core::{Core, Who},
    held::{Held, Holding, InSignals},
    outbox::{Keep, OutState, Outgoing, Room},
};
use crate::widget::InCells;

const HERE: ConversationId = ConversationId(Uuid::from_u128(1));
const ME: PersonId = PersonId(Uuid::from_u128(2));

/// xorshift: the same seed, the same accidents.
struct Chance(u64);

impl Chance {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }
}

#[derive(Clone, Default)]
struct Memory(Rc<RefCell<BTreeMap<EventId, Outgoing>>>);

impl Keep for Memory {
    fn put(&self, outgoing: &Outgoing) {
        self.0.borrow_mut().insert(outgoing.id, outgoing.clone());
    }
    fn remove(&self, id: EventId) {
        self.0.borrow_mut().remove(&id);
    }
    fn all(&self) -> Vec<Outgoing> {
        self.0.borrow().values().cloned().collect()
    }
}

/// The log, as the server keeps it.
struct Server {
    log: Vec<Event>,
}

impl Server {
    fn new() -> Self {
        let contact = ContactRef { id: ContactId(Uuid::from_u128(3)), name: "Ada".into() };
        let body = EventBody::Created {
            contact,
            channel: Channel::Chat,
            department: None,
            priority: Priority::None,
            sla_due: None,
            page_url: String::new(),
        };
        Self { log: vec![event(EventId(Uuid::from_u128(4)), 1, Author::Guest, body)] }
    }

    fn thread(&self, since: u32) -> Thread {
        let mut conversation = Conversation::from_first(HERE, &self.log[0]).unwrap();
        self.log[1..].iter().for_each(|event| conversation.apply(event));
        let events = self.log.iter().filter(|event| event.version > since).cloned().collect();
        Thread { conversation, events, cursors: Cursors::default() }
    }

    /// What the server answers to whom, and what it tells everybody.
    fn answer(&mut self, frame: ClientFrame, author: Author) -> (Vec<ServerFrame>, Option<Event>) {
        match frame {
            ClientFrame::Watch { since, .. } => {
                (vec![ServerFrame::Thread(Box::new(self.thread(since)))], None)
            }
            ClientFrame::Say(Say { id, text, .. }) => {
                if let Some(known) = self.log.iter().find(|event| event.id == id) {
                    return (vec![told(known.clone())], None);
                }
                let version = u32::try_from(self.log.len()).unwrap() + 1;
                let said = event(id, version, author, EventBody::Said { text, files: vec![] });
                self.log.push(said.clone());
                (vec![], Some(said))
            }
            _ => (vec![], None),
        }
    }
}

fn event(id: EventId, version: u32, author: Author, body: EventBody) -> Event {
    Event { id, version, at: Moment(i64::from(version)), author, body }
}

fn told(event: Event) -> ServerFrame {
    ServerFrame::Event { conversation: HERE, event: Box::new(event) }
}

/// One browser and the two directions of its line.
struct Browser<H: Holding> {
    core: Core<H>,
    memory: Memory,
    who: Who,
    up: Vec<ClientFrame>,
    down: Vec<ServerFrame>,
}

impl<H: Holding> Browser<H> {
    fn new(who: Who) -> Self {
        let memory = Memory::default();
        let mut core = Core::new(who, Box::new(memory.clone()));
        core.watch(HERE);
        Self { core, memory, who, up: vec![], down: vec![] }
    }

    fn author(&self) -> Author {
        match self.who {
            Who::Staff(id) => Author::Staff(PersonRef { id, name: "Grace".into() }),
            Who::Visitor => Author::Guest,
        }
    }

    /// The line breaks: what was on it is gone, in both directions.
    fn reconnect(&mut self) {
        self.up.clear();
        self.down.clear();
        self.core.disconnected();
        self.welcome();
    }

    fn reload(&mut self) {
        self.up.clear();
        self.down.clear();
        self.core = Core::new(self.who, Box::new(self.memory.clone()));
        self.core.watch(HERE);
        self.welcome();
    }

    fn welcome(&mut self) {
        let welcome = ServerFrame::Welcome { now: Moment(0), boot: String::new() };
        self.up.extend(self.core.hear(welcome, 0).send);
    }

    fn say(&mut self, number: u128) {
        let outgoing = Outgoing {
            id: EventId(Uuid::from_u128(1000 + number)),
            room: Room::Conversation(HERE),
            text: number.to_string(),
            files: vec![],
            is_note: false,
            canned: Vec::new(),
            at_ms: i64::try_from(number).unwrap(),
            state: OutState::Sending,
        };
        let frames = self.core.say(outgoing, 0);
        // Said offline, nothing leaves; the link drops what it cannot send.
        self.up.extend(frames);
    }

    fn held(&mut self) -> Vec<Event> {
        let (watch, _) = self.core.watch(HERE);
        watch.thread.look(|thread| thread.as_ref().map(|t| t.events.clone())).unwrap_or_default()
    }
}

/// One accident or step.
fn step<H: Holding>(chance: &mut Chance, server: &mut Server, browsers: &mut [Browser<H>]) {
    let at = usize::try_from(chance.roll(browsers.len() as u64)).unwrap();
    match chance.roll(20) {
        0 => browsers[at].reconnect(),
        1 => browsers[at].reload(),
        2 => browsers[at].core.disconnected(),
        3 if !browsers[at].down.is_empty() => {
            let double = browsers[at].down[0].clone();
            browsers[at].down.push(double);
        }
        4 if browsers[at].down.len() > 1 => browsers[at].down.swap(0, 1),
        5 if browsers[at].down.len() > 1 => {
            // Told apart from a broken line: one frame is lost, the socket lives on.
            browsers[at].down.remove(0);
        }
        6..=12 => deliver_up(server, browsers, at),
        _ => deliver_down(browsers, at),
    }
}

fn deliver_up<H: Holding>(server: &mut Server, browsers: &mut [Browser<H>], at: usize) {
    if browsers[at].up.is_empty() {
        return;
    }
    let frame = browsers[at].up.remove(0);
    let (answers, said) = server.answer(frame, browsers[at].author());
    browsers[at].down.extend(answers);
    if let Some(said) = said {
        browsers.iter_mut().for_each(|browser| browser.down.push(told(said.clone())));
    }
}

fn deliver_down<H: Holding>(browsers: &mut [Browser<H>], at: usize) {
    if browsers[at].down.is_empty() {
        return;
    }
    let frame = browsers[at].down.remove(0);
    let heard = browsers[at].core.hear(frame, 0);
    browsers[at].up.extend(heard.send);
}

/// Calm weather: a heartbeat each, and everything on the lines arrives.
fn calm<H: Holding>(server: &mut Server, browsers: &mut [Browser<H>]) {
    for _ in 0..4 {
        for at in 0..browsers.len() {
            while !browsers[at].up.is_empty() || !browsers[at].down.is_empty() {
                deliver_up(server, browsers, at);
                deliver_down(browsers, at);
            }
        }
        let version = u32::try_from(server.log.len()).unwrap();
        let versions = vec![(HERE, version)];
        for browser in browsers.iter_mut() {
            let beat = ServerFrame::Heartbeat { now: Moment(0), versions: versions.clone() };
            browser.up.extend(browser.core.hear(beat, 0).send);
        }
    }
}

fn run<H: Holding>(seed: u64) -> (Server, Vec<Browser<H>>) {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut server = Server::new();
    let mut browsers =
        vec![Browser::new(Who::Staff(ME)), Browser::new(Who::Visitor), Browser::new(Who::Visitor)];
    browsers.iter_mut().for_each(Browser::welcome);
    for number in 0..30 {
        for _ in 0..chance.roll(12) {
            step(&mut chance, &mut server, &mut browsers);
        }
        let at = usize::try_from(chance.roll(3)).unwrap();
        browsers[at].say(number);
    }
    browsers.iter_mut().for_each(Browser::reconnect);
    calm(&mut server, &mut browsers);
    (server, browsers)
}

#[test]
fn cv_08_after_any_accident_nothing_is_missing_doubled_or_out_of_order() {
    survive::<InSignals>();
}

#[test]
fn cv_08_the_visitors_program_survives_the_same_accidents() {
    survive::<InCells>();
}

fn survive<H: Holding>() {
    for seed in 1..400 {
        let (server, mut browsers) = run::<H>(seed);
        let mut said: Vec<EventId> = server.log[1..].iter().map(|event| event.id).collect();
        assert_eq!(said.len(), 30, "seed {seed}: everything said is in the log");
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), 30, "seed {seed}: and once");
        for browser in &mut browsers {
            assert_eq!(browser.held(), server.log, "seed {seed}");
            assert!(browser.core.outbox.list().look(Vec::is_empty), "seed {seed}");
        }
    }
}

#[test]
fn cv_08_what_one_browser_says_arrives_in_the_order_it_was_said() {
    for seed in 1..200 {
        let mut chance = Chance(seed * 7919);
        let mut server = Server::new();
        let mut browsers = vec![Browser::<InCells>::new(Who::Visitor)];
        browsers[0].welcome();
        for number in 0..20 {
            browsers[0].say(number);
            for _ in 0..chance.roll(4) {
                step(&mut chance, &mut server, &mut browsers);
            }
        }
        browsers[0].reconnect();
        calm(&mut server, &mut browsers);
        let texts: Vec<String> = server.log[1..]
            .iter()
            .filter_map(|event| match &event.body {
                EventBody::Said { text, .. } => Some(text.clone()),
                _ => None,
            })
            .collect();
        let wanted: Vec<String> = (0..20).map(|number: u32| number.to_string()).collect();
        assert_eq!(texts, wanted, "seed {seed}");
    }
}
