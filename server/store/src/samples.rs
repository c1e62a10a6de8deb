//! People, contacts and conversations to store in tests.

use model::{
    availability::Availability,
    contact::{Contact, ContactRef},
    conversation::{Channel, Conversation, Priority},
    department::{Department, Member},
    event::{Author, Event, EventBody},
    id::{ContactId, ConversationId, DepartmentId, EventId, PersonId},
    moment::Moment,
    permission::Staff,
    person::{Person, PersonRef, Role, Roles},
};
use uuid::Uuid;

use crate::{Store, contacts, conversations, events};

/// An id that is spread like a random one, and the same in every run.
pub(crate) fn id(number: u64) -> Uuid {
    let spread = u128::from(number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    Uuid::from_u128(spread)
}

pub(crate) fn person(number: u64) -> Person {
    Person {
        id: PersonId(id(number)),
        username: format!("person{number}"),
        name: format!("Person {number}"),
        email: format!("person{number}@example.org"),
        roles: Roles::default().with(Role::Agent),
        availability: Availability::Available,
        max_conversations: 0,
        is_enabled: true,
        departments: Vec::new(),
        created: Moment(1_000),
        version: 1,
    }
}

pub(crate) fn person_ref(number: u64) -> PersonRef {
    person(number).to_ref()
}

pub(crate) fn staff(number: u64, roles: &[Role], departments: &[DepartmentId]) -> Staff {
    Staff {
        person: person_ref(number),
        roles: Roles::from(roles.to_vec()),
        departments: departments.to_vec(),
    }
}

pub(crate) fn department(number: u64, members: &[(PersonId, i32)]) -> Department {
    let member = |(person, order): &(PersonId, i32)| Member { person: *person, order: *order };
    Department {
        id: DepartmentId(id(number)),
        name: format!("Department {number}"),
        description: String::new(),
        is_enabled: true,
        is_public: true,
        algorithm: None,
        max_conversations: 0,
        requires_tags: false,
        fallback: None,
        hold_limit_s: None,
        hold_comment: String::new(),
        sends_transcript: false,
        members: members.iter().map(member).collect(),
        version: 1,
    }
}

pub(crate) fn contact(number: u64) -> Contact {
    Contact {
        id: ContactId(id(number)),
        username: format!("guest-{number}"),
        name: format!("Guest {number}"),
        emails: Vec::new(),
        phones: Vec::new(),
        notes: String::new(),
        fields: Default::default(),
        manager: None,
        created: Moment(i64::try_from(number).unwrap()),
        last_chat: None,
        last_conversation: None,
        blocked: None,
        erased: None,
        version: 1,
    }
}

/// A conversation as a test tells it: each call is the next event of its log.
#[derive(Debug, Clone)]
pub(crate) struct Tale {
    pub(crate) conversation: Conversation,
    pub(crate) events: Vec<Event>,
}

impl Tale {
    /// Conversation `number` of contact `number`, queued at moment `number`.
    pub(crate) fn of(number: u64) -> Self {
        Self::with(number, contact(number).id, None)
    }

    pub(crate) fn with(number: u64, contact: ContactId, department: Option<DepartmentId>) -> Self {
        let first = Event {
            id: EventId(id(number << 32)),
            version: 1,
            at: Moment(i64::try_from(number).unwrap()),
            author: Author::Guest,
            body: EventBody::Created {
                contact: ContactRef { id: contact, name: format!("Guest {number}") },
                channel: Channel::Chat,
                department,
                priority: Priority::None,
                sla_due: None,
                page_url: String::new(),
            },
        };
        let conversation = Conversation::from_first(ConversationId(id(number)), &first).unwrap();
        Self { conversation, events: vec![first] }
    }

    pub(crate) fn named(mut self, name: &str) -> Self {
        self.conversation.contact.name = String::from(name);
        self
    }

    pub(crate) fn then(mut self, at: i64, author: Author, body: EventBody) -> Self {
        self.push(at, author, body);
        self
    }

    /// Adds the next event, and gives it back.
    pub(crate) fn push(&mut self, at: i64, author: Author, body: EventBody) -> Event {
        let version = self.conversation.version + 1;
        let id = EventId(Uuid::from_u128(self.events[0].id.0.as_u128() + u128::from(version)));
        let event = Event { id, version, at: Moment(at), author, body };
        self.conversation.apply(&event);
        self.events.push(event.clone());
        event
    }

    pub(crate) fn says(mut self, text: &str) -> Self {
        self.push_said(text);
        self
    }

    pub(crate) fn push_said(&mut self, text: &str) -> Event {
        let at = self.conversation.created.0 + i64::from(self.conversation.version);
        self.push(at, Author::Guest, EventBody::Said { text: String::from(text), files: vec![] })
    }

    pub(crate) fn taken(self, at: i64, by: u64) -> Self {
        let agent = person_ref(by);
        self.then(at, Author::Staff(agent.clone()), EventBody::Assigned { agent, reason: None })
    }

    pub(crate) fn closed(self, at: i64, tags: &[&str]) -> Self {
        let tags = tags.iter().map(|tag| String::from(*tag)).collect();
        self.then(at, Author::System, EventBody::Closed { comment: String::new(), tags })
    }

    /// Stores it with its log, and its contact if that is not there.
    pub(crate) async fn store(&self, store: &Store) {
        let mut write = store.write().await.unwrap();
        let mut made = contact(self.events[0].at.0.cast_unsigned());
        made.id = self.conversation.contact.id;
        if contacts::find(&mut write, made.id).await.unwrap().is_none() {
            contacts::insert(&mut write, &made).await.unwrap();
        }
        conversations::insert(&mut write, &self.conversation).await.unwrap();
        events::append(&mut write, self.conversation.id, &self.events).await.unwrap();
        write.commit().await.unwrap();
    }
}
