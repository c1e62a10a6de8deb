//! The house everything happens in: store, bus, clock, who is present, how often what may be done.

use std::{
    net::IpAddr,
    ops::Deref,
    sync::{Arc, OnceLock},
};

use bus::{Bus, Change, Told, Topic};
use model::{
    conversation::Conversation,
    id::{BroadcastId, CannedId, ContactId, ConversationId, PersonId},
    mail::{Mail, MailState},
    person::Person,
    refusal::{Refusal, Thing},
    settings::Settings,
    wire::Pulse,
};
use store::Store;
use tokio::sync::{Notify, Semaphore};

use crate::{
    Error, blocked::Blocked, browsers::Browsers, calls::Lines, clock::Clock, dispatch::Places,
    floor::Held, heads::Heads, presence::Presence, push, throttle::Throttle,
};

/// More would only take the machine from those who talk.
const SEARCHES_AT_ONCE: usize = 2;

/// How often what may be done, per minute.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Sign-in attempts per address and login.
    pub log_ins_per_minute: u32,
    /// New chats per address.
    pub chats_per_minute: u32,
    /// Messages per conversation, and direct messages per person.
    pub messages_per_minute: u32,
    /// Uploads per contact.
    pub uploads_per_minute: u32,
    /// Letters per member of the staff.
    pub mails_per_minute: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            log_ins_per_minute: 10,
            chats_per_minute: 30,
            messages_per_minute: 600,
            uploads_per_minute: 60,
            mails_per_minute: 20,
        }
    }
}

/// Transcripts as PDF one person may ask for a minute.
const PDFS_PER_MINUTE: u32 = 30;

/// Cloning shares it.
#[derive(Debug, Clone)]
pub struct House(Arc<Inner>);

/// What the house is made of.
#[derive(Debug)]
pub struct Inner {
    pub store: Store,
    pub bus: Bus,
    pub clock: Clock,
    pub presence: Presence,
    pub browsers: Browsers,
    /// Set once when the server starts; without it nothing is pushed.
    pub push: OnceLock<push::Door>,
    /// Rung when there is something to be pushed.
    pub push_bell: Notify,
    pub is_demo: bool,
    /// Rung when something changed that routing should look at.
    pub(crate) bell: Notify,
    /// Rung when there is a letter to send.
    pub(crate) post_bell: Notify,
    /// Rung when there is something to do with many conversations.
    pub(crate) bulk_bell: Notify,
    /// Rung when there is a transcript to typeset.
    pub(crate) pdf_bell: Notify,
    /// Rung when a changed definition leaves something to do.
    pub(crate) chore_bell: Notify,
    /// Rung when a broadcast may go on.
    pub(crate) broadcast_bell: Notify,
    /// The address at which guests reach this server, where it was told; set once when it starts.
    pub public_url: OnceLock<String>,
    /// Rung when there is somebody to erase.
    pub(crate) erase_bell: Notify,
    /// Rung when there is a file of contacts to be gone through.
    pub(crate) import_bell: Notify,
    /// Files that are read at once.
    pub(crate) importing: Semaphore,
    pub(crate) places: Places,
    pub(crate) heads: Heads,
    pub(crate) blocked: Blocked,
    pub(crate) floor: Held,
    pub(crate) log_ins: Throttle<(IpAddr, String)>,
    pub(crate) chats: Throttle<IpAddr>,
    pub(crate) messages: Throttle<ConversationId>,
    pub(crate) directs: Throttle<PersonId>,
    pub(crate) password_tries: Throttle<PersonId>,
    pub(crate) uploads: Throttle<Uploader>,
    pub(crate) lines: Lines,
    /// Searches that look through texts at once; the others wait their turn.
    pub(crate) searching: Semaphore,
    pub(crate) mails: Throttle<PersonId>,
    /// Contacts somebody opened a moment ago: opened again they leave no second line in the trail.
    pub(crate) views: Throttle<(PersonId, ContactId)>,
    pub(crate) pdfs: Throttle<PersonId>,
}

/// Whose uploads are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Uploader {
    Contact(ContactId),
    Person(PersonId),
}

impl Deref for House {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl House {
    #[must_use]
    pub fn new(store: Store, clock: Clock, limits: Limits, is_demo: bool) -> Self {
        Self(Arc::new(Inner {
            store,
            bus: Bus::default(),
            presence: Presence::new(clock.now()),
            browsers: Browsers::default(),
            push: OnceLock::new(),
            push_bell: Notify::new(),
            clock,
            is_demo,
            bell: Notify::new(),
            post_bell: Notify::new(),
            bulk_bell: Notify::new(),
            pdf_bell: Notify::new(),
            chore_bell: Notify::new(),
            broadcast_bell: Notify::new(),
            public_url: OnceLock::new(),
            erase_bell: Notify::new(),
            import_bell: Notify::new(),
            importing: Semaphore::new(1),
            places: Places::default(),
            heads: Heads::default(),
            blocked: Blocked::default(),
            floor: Held::default(),
            log_ins: per_minute(limits.log_ins_per_minute),
            chats: per_minute(limits.chats_per_minute),
            messages: per_minute(limits.messages_per_minute),
            directs: per_minute(limits.messages_per_minute),
            password_tries: per_minute(limits.log_ins_per_minute),
            uploads: per_minute(limits.uploads_per_minute),
            lines: Lines::default(),
            searching: Semaphore::new(SEARCHES_AT_ONCE),
            mails: per_minute(limits.mails_per_minute),
            views: per_minute(1),
            pdfs: per_minute(PDFS_PER_MINUTE),
        }))
    }

    /// Asks routing to read the floor again: people, departments or settings changed.
    pub fn ring(&self) {
        self.floor.note_everything();
        self.look();
    }

    /// Asks routing to look at the floor again. It knows what changed, or it is who is present.
    pub fn look(&self) {
        self.bell.notify_one();
    }

    /// Tells what was written, after it is durable. What changes nobody's list is told only where it is looked at.
    pub(crate) fn tell_change(&self, change: Change, changes_lists: bool) {
        self.heads.put(&change.conversation);
        let it = Arc::clone(&change.conversation);
        let told = Told::Changed(Arc::new(change));
        if changes_lists {
            self.bus.tell_all(&[Topic::Conversation(it.id), Topic::Floor], &told);
        } else {
            self.tell_around(&it, &told);
        }
    }

    /// Tells a pulse of a conversation.
    pub(crate) fn tell_pulse(&self, conversation: &Conversation, pulse: Pulse) {
        self.tell_around(conversation, &Told::Pulse(Arc::new(pulse)));
    }

    /// Tells a guest, and who looks at their conversation, where in the queue it is.
    pub(crate) fn tell_place(&self, conversation: ConversationId, pulse: Pulse) {
        let topics = [Topic::Conversation(conversation), Topic::Watched(conversation)];
        self.bus.tell_all(&topics, &Told::Pulse(Arc::new(pulse)));
    }

    /// Tells the guest, whoever looks at the conversation, and on whose desk it is: its agent's, or while it waits
    /// perhaps everybody's.
    fn tell_around(&self, conversation: &Conversation, told: &Told) {
        let id = conversation.id;
        let agent = conversation.stage.agent().map(|agent| agent.id);
        let desks = agent.map_or(Topic::Floor, Topic::Person);
        self.bus.tell_all(&[Topic::Conversation(id), Topic::Watched(id), desks], told);
        let is_missed = agent.is_some_and(|agent| self.browsers.misses(agent, self.clock.now()));
        if is_missed && matches!(told, Told::Changed(_)) {
            self.bus.tell(Topic::Missed, told);
        }
    }

    /// Tells the staff how far a letter is, and the relay that there may be one to send.
    pub(crate) fn tell_mail(&self, mail: Mail) {
        if mail.state == MailState::Queued {
            self.post_bell.notify_one();
        }
        self.bus.tell(Topic::Floor, &Told::Pulse(Arc::new(Pulse::Mail(Box::new(mail)))));
    }

    /// Tells the staff that a broadcast got further.
    pub(crate) fn tell_broadcast(&self, id: BroadcastId) {
        self.bus.tell(Topic::Floor, &Told::Pulse(Arc::new(Pulse::Broadcast(id))));
    }

    pub(crate) fn tell_person(&self, person: Person) {
        self.bus.tell(Topic::Floor, &Told::Person(Arc::new(person)));
        self.ring();
    }

    pub(crate) fn tell_canned(&self, revision: u64, id: CannedId) {
        self.bus.tell(Topic::Floor, &Told::Canned { revision, id });
    }

    /// The workspace's settings as stored.
    ///
    /// # Errors
    /// Of the store.
    pub async fn settings(&self) -> Result<Settings, Error> {
        let mut conn = self.store.read().await?;
        Ok(store::settings::load(&mut conn).await?)
    }
}

pub(crate) fn per_minute<K: Eq + std::hash::Hash>(count: u32) -> Throttle<K> {
    Throttle::new(count, 60_000 / i64::from(count.max(1)))
}

/// What is not there is refused as such.
pub(crate) fn found<T>(thing: Thing, it: Option<T>) -> Result<T, Refusal> {
    it.ok_or(Refusal::NotFound { thing })
}
