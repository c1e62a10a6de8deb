//! Who sees what in the directory: any member of the staff, in any list, by any search, against an oracle that looks
//! at everything.

use std::collections::BTreeSet;

use actions::{calls, contacts, conversations, search};
use model::{
    Uuid,
    archive::{ArchiveOrder, ArchiveQuery},
    call::{CallEnd, CallKind, CallQuery, CallStep},
    contact::{Contact, ContactOrder, ContactQuery, ContactRef},
    conversation::{Channel, Conversation, Priority},
    event::{Author, Event, EventBody},
    id::{CallId, ContactId, ConversationId, DepartmentId, EventId, PersonId},
    moment::Moment,
    page::PageAt,
    permission::{Action, Actor, ContactReach, Reach, Staff, Subject, may},
    person::{PersonRef, Role, Roles},
};

use crate::{
    on_both,
    trial::{START, Trial},
};

const CONTACTS: usize = 40;
const CONVERSATIONS: usize = 90;
const STAFF: usize = 60;
const PEOPLE: u64 = 7;
const DEPARTMENTS: u64 = 4;
const WORDS: [&str; 4] = ["tea", "teapot", "kettle", "samovar"];

/// The same numbers in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn is(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

fn id(kind: u64, number: u64) -> Uuid {
    Uuid::from_u128(
        u128::from(number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
            ^ u128::from(kind),
    )
}

fn person(number: u64) -> PersonRef {
    PersonRef { id: PersonId(id(1, number)), name: format!("Person {number}") }
}

fn department(number: u64) -> DepartmentId {
    DepartmentId(id(2, number))
}

/// A conversation, what is said in it, and its call.
struct Talk {
    it: Conversation,
    text: String,
    /// The call, and whose it was.
    call: Option<(CallId, PersonId)>,
}

struct World {
    contacts: Vec<Contact>,
    /// Who made which.
    made: Vec<(ContactId, PersonId)>,
    talks: Vec<Talk>,
}

impl World {
    async fn make(trial: &Trial, seed: u64) -> Self {
        let mut dice = Dice(seed);
        let mut world = Self { contacts: Vec::new(), made: Vec::new(), talks: Vec::new() };
        let mut write = trial.house.store.write().await.unwrap();
        for number in 0..CONTACTS as u64 {
            let contact = Contact {
                id: ContactId(id(3, number)),
                username: format!("guest-{number}"),
                name: format!("Guest {} {number}", WORDS[dice.below(4) as usize]),
                emails: Vec::new(),
                phones: vec![format!("+4366012{number:05}")],
                notes: String::new(),
                manager: dice.is(20).then(|| person(dice.below(PEOPLE))),
                created: Moment(number as i64),
                last_chat: None,
                last_conversation: None,
                blocked: None,
                erased: None,
                version: 1,
                fields: Default::default(),
            };
            store::contacts::insert(&mut write, &contact).await.unwrap();
            if dice.is(20) {
                let by = person(dice.below(PEOPLE)).id;
                store::contacts::made_by(&mut write, contact.id, by).await.unwrap();
                world.made.push((contact.id, by));
            }
            world.contacts.push(contact);
        }
        for number in 0..CONVERSATIONS as u64 {
            let talk = talk(&mut write, &mut dice, number, &world.contacts).await;
            world.talks.push(talk);
        }
        write.commit().await.unwrap();
        world
    }

    fn sees_contact(&self, staff: &Staff, contact: &Contact) -> bool {
        let theirs = || self.talks.iter().filter(|talk| talk.it.contact.id == contact.id);
        let mut people: Vec<PersonId> = theirs().flat_map(|talk| talk.it.served.clone()).collect();
        people.extend(self.made.iter().filter(|(id, _)| *id == contact.id).map(|(_, by)| *by));
        people.extend(contact.manager.as_ref().map(|manager| manager.id));
        let departments = theirs().filter_map(|talk| talk.it.department).collect();
        let reach = ContactReach { id: Some(contact.id), people, departments };
        let actor = Actor::Staff(staff.clone());
        may(&actor, Action::ViewContact, Subject::Contact(&reach)).is_ok()
    }

    fn sees_call(staff: &Staff, talk: &Talk) -> bool {
        let Some((_, agent)) = talk.call else { return false };
        match staff.reach() {
            Reach::All => return true,
            Reach::Departments(ids) if talk.it.department.is_some_and(|it| ids.contains(&it)) => {
                return true;
            }
            Reach::Departments(_) | Reach::Own => {}
        }
        agent == staff.person.id || talk.it.served.contains(&staff.person.id)
    }
}

async fn talk(conn: &mut store::Conn, dice: &mut Dice, number: u64, contacts: &[Contact]) -> Talk {
    let contact = &contacts[dice.below(CONTACTS as u64) as usize];
    let text = format!("{} {}", WORDS[dice.below(4) as usize], WORDS[dice.below(4) as usize]);
    let mut bodies = vec![EventBody::Created {
        contact: ContactRef { id: contact.id, name: "Guest".to_owned() },
        channel: Channel::Chat,
        department: dice.is(75).then(|| department(dice.below(DEPARTMENTS))),
        priority: Priority::None,
        sla_due: None,
        page_url: String::new(),
    }];
    for _ in 0..dice.below(3) {
        bodies.push(EventBody::Assigned { agent: person(dice.below(PEOPLE)), reason: None });
    }
    bodies.push(EventBody::Said { text: text.clone(), files: Vec::new() });
    let call = CallId(id(5, number));
    if bodies.len() > 2 && dice.is(50) {
        let (kind, link) = (CallKind::Audio, String::new());
        bodies.push(EventBody::Call { call, step: CallStep::Rang { kind, link } });
        bodies.push(EventBody::Call { call, step: CallStep::Ended(CallEnd::HungUp) });
    }
    if dice.is(80) {
        bodies.push(EventBody::Closed { comment: String::new(), tags: Vec::new() });
    }
    let events: Vec<Event> = (1..)
        .zip(bodies)
        .map(|(version, body)| Event {
            id: EventId(id(6, number * 100 + u64::from(version))),
            version,
            at: Moment(START.0 + number as i64 * 1_000 + i64::from(version)),
            author: Author::Guest,
            body,
        })
        .collect();
    let mut it = Conversation::from_first(ConversationId(id(4, number)), &events[0]).unwrap();
    let mut called = None;
    events[1..].iter().for_each(|event| it.apply(event));
    store::conversations::insert(conn, &it).await.unwrap();
    store::events::append(conn, it.id, &events).await.unwrap();
    for event in &events {
        store::calls::follow(conn, &it, event).await.unwrap();
        if matches!(event.body, EventBody::Call { .. }) {
            called = it.stage.agent().or(it.last_agent.as_ref()).map(|agent| (call, agent.id));
        }
    }
    store::archive_index::add(conn, &it, &text).await.unwrap();
    Talk { it, text, call: called }
}

fn staff(dice: &mut Dice) -> Staff {
    let roles = [Role::Agent, Role::Monitor, Role::Manager, Role::Administrator];
    let mut own = Roles::default().with(roles[dice.below(4) as usize]);
    if dice.is(40) {
        own = own.with(Role::Agent);
    }
    let departments = (0..DEPARTMENTS).filter(|_| dice.is(40)).map(department).collect();
    Staff { person: person(dice.below(PEOPLE + 1)), roles: own, departments }
}

/// All rows of all pages, each once, as many as are counted.
macro_rules! all_pages {
    ($limit:expr, $page:ident => $ask:expr, $id:expr) => {{
        let mut found = BTreeSet::new();
        let mut $page = PageAt { after: None, limit: $limit };
        loop {
            let answer = $ask.await.unwrap();
            let counted = answer.total;
            for row in &answer.rows {
                assert!(found.insert($id(row)), "a row comes twice");
            }
            match answer.next {
                Some(next) => $page.after = Some(next),
                None => {
                    assert_eq!(counted, found.len() as u64);
                    break found;
                }
            }
        }
    }};
}

async fn check(trial: &Trial, world: &World, staff: &Staff, dice: &mut Dice) {
    let house = &trial.house;
    let word = WORDS[dice.below(4) as usize];
    let limit = [3, 10, 200][dice.below(3) as usize];

    let is_searching = dice.is(50);
    let text = if is_searching { word } else { "" };
    let order =
        [ContactOrder::Best, ContactOrder::Name, ContactOrder::LastChat][dice.below(3) as usize];
    let query = ContactQuery { search: text.to_owned(), order, ..ContactQuery::default() };
    let listed = all_pages!(limit, page => {
        let query = ContactQuery { page: page.clone(), ..query.clone() };
        async move { contacts::list(house, staff, &query).await }
    }, |row: &Contact| row.id);
    for contact in &world.contacts {
        let is_seen = world.sees_contact(staff, contact);
        let is_found = text.is_empty() || contact.name.contains(text);
        assert_eq!(listed.contains(&contact.id), is_seen && is_found, "{staff:?} {query:?}");
        assert_eq!(contacts::find(house, staff, contact.id).await.is_ok(), is_seen);
    }

    let (agent, place) = (person(dice.below(PEOPLE)).id, department(dice.below(DEPARTMENTS)));
    let query = ArchiveQuery {
        search: [String::new(), word.to_owned(), format!("-{word}"), format!("\"{word} tea\"")]
            [dice.below(4) as usize]
            .clone(),
        agent: dice.is(30).then_some(agent),
        department: dice.is(30).then_some(place),
        order: [ArchiveOrder::Closed, ArchiveOrder::Started][dice.below(2) as usize],
        is_ascending: dice.is(50),
        ..ArchiveQuery::default()
    };
    let listed = all_pages!(limit, page => {
        let query = ArchiveQuery { page: page.clone(), ..query.clone() };
        async move { conversations::archive(house, staff, &query).await }
    }, |row: &Conversation| row.id);
    let ids: Vec<ConversationId> = world.talks.iter().map(|talk| talk.it.id).collect();
    let told = search::snippets(house, staff, word, &ids).await.unwrap();
    for talk in &world.talks {
        let is_seen = staff.sees(&talk.it);
        let is_found = talk.it.stage.is_closed()
            && says(&talk.text, &query.search)
            && query.agent.is_none_or(|agent| talk.it.served.contains(&agent))
            && query.department.is_none_or(|place| talk.it.department == Some(place));
        assert_eq!(
            listed.contains(&talk.it.id),
            is_seen && is_found,
            "{staff:?} {query:?} {}",
            talk.text
        );
        let actor = Actor::Staff(staff.clone());
        assert_eq!(conversations::visible(house, &actor, talk.it.id).await.is_ok(), is_seen);
        let is_told = told.iter().any(|one| one.conversation == talk.it.id);
        assert_eq!(is_told, is_seen && talk.it.stage.is_closed() && says(&talk.text, word));
    }

    let query = CallQuery { search: text.to_owned(), ..CallQuery::default() };
    let listed = all_pages!(limit, page => {
        let query = CallQuery { page: page.clone(), ..query.clone() };
        async move { calls::list(house, staff, &query).await }
    }, |row: &model::call::CallRecord| row.id);
    for talk in &world.talks {
        let Some((call, _)) = talk.call else { continue };
        let is_seen = World::sees_call(staff, talk);
        let name = &world.contacts.iter().find(|one| one.id == talk.it.contact.id).unwrap().name;
        assert_eq!(listed.contains(&call), is_seen && name.contains(text), "{staff:?} {query:?}");
        assert_eq!(calls::find(house, staff, call).await.is_ok(), is_seen);
    }
}

/// What the searches above mean.
fn says(text: &str, search: &str) -> bool {
    let begins = |word: &str| text.split(' ').any(|it| it.starts_with(word));
    if let Some(phrase) = search.strip_prefix('"') {
        return text == phrase.trim_end_matches('"');
    }
    match search.strip_prefix('-') {
        Some(word) => !begins(word),
        None => search.is_empty() || begins(search),
    }
}

on_both! {
async fn cc_02_any_staff_sees_in_lists_counts_searches_and_details_what_the_rules_say(trial) {
    let world = World::make(&trial, 7).await;
    let mut dice = Dice(11);
    for _ in 0..STAFF {
        let staff = staff(&mut dice);
        check(&trial, &world, &staff, &mut dice).await;
    }
}
}
