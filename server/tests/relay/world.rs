//! A house with an agent and a guest in it, whose letters leave.

use std::sync::atomic::{AtomicU64, Ordering};

use actions::{
    House, Limits, clock::Clock, conversations, messages, outbox, people, sessions, transcripts,
    visitors,
};
use model::{
    Uuid,
    event::{EventBody, MailStep},
    id::{ConversationId, EventId},
    locale::Locale,
    mail::{Mail, MailSettings, MailState},
    moment::Moment,
    permission::{Actor, Staff},
    person::{PersonDraft, Role, Roles},
    session::SetUp,
    transcript::TranscriptWish,
    visitor::PreChatForm,
    wire::Say,
};
use server::relay;
use store::Store;

pub(crate) const START: Moment = Moment(1_800_000_000_000);

pub(crate) struct World {
    pub(crate) house: House,
    pub(crate) admin: Staff,
    pub(crate) ada: Staff,
    store: Store,
    next: AtomicU64,
}

pub(crate) fn house_on(store: Store, now: Moment) -> House {
    let limits =
        Limits { mails_per_minute: 1_000, messages_per_minute: 100_000, ..Limits::default() };
    House::new(store, Clock::fixed(now), limits, false)
}

/// An address that nobody else writes to, whichever database and run this is.
pub(crate) fn fresh_address(name: &str) -> String {
    let mut bytes = [0_u8; 6];
    getrandom::fill(&mut bytes).unwrap();
    let tail: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{name}.{tail}@customer.test")
}

impl World {
    pub(crate) async fn on(store: Store) -> Self {
        let house = house_on(store.clone(), START);
        let draft = SetUp {
            workspace_name: "Tee & Gebäck".to_owned(),
            name: "Rosalind Root".to_owned(),
            username: "root".to_owned(),
            email: "root@tea.test".to_owned(),
            password: "correct horse".to_owned(),
        };
        let from = || sessions::From { address: [127, 0, 0, 1].into(), user_agent: String::new() };
        let (_, me) = sessions::set_up(&house, draft, from()).await.unwrap();
        let draft = PersonDraft {
            username: "ada".to_owned(),
            name: "Ada Lovelace".to_owned(),
            email: "ada@tea.test".to_owned(),
            password: Some("correct horse".to_owned()),
            roles: Roles::default().with(Role::Agent),
            max_conversations: 0,
            is_enabled: true,
        };
        let ada = people::create(&house, &me.staff, draft).await.unwrap();
        let ada = sessions::staff(&ada);
        Self { house, admin: me.staff, ada, store, next: AtomicU64::new(1) }
    }

    pub(crate) async fn mail_goes_to(&self, settings: MailSettings, password: &str) {
        let held = actions::mail::load(&self.house, &self.admin).await.unwrap();
        let settings = MailSettings { version: held.version, ..settings };
        let password = Some(password.to_owned());
        actions::mail::save(&self.house, &self.admin, settings, password).await.unwrap();
    }

    /// A guest whom Ada serves.
    pub(crate) async fn guest(&self, name: &str, email: &str, reader: Locale) -> ConversationId {
        let form = PreChatForm {
            name: name.to_owned(),
            email: email.to_owned(),
            department: None,
            has_consented: true,
            page_url: String::new(),
            reader,
            contact_fields: Default::default(),
            fields: Default::default(),
        };
        let pass = visitors::start(&self.house, None, form, [10, 0, 0, 1].into()).await.unwrap();
        let id = pass.conversation.unwrap();
        conversations::take(&self.house, &self.ada, id).await.unwrap();
        self.says(&Actor::Visitor { contact: pass.contact }, id, "Hello?", false).await;
        id
    }

    pub(crate) async fn says(&self, actor: &Actor, id: ConversationId, text: &str, is_note: bool) {
        let number = u128::from(self.next.fetch_add(1, Ordering::Relaxed));
        let say = Say {
            id: EventId(Uuid::from_u128(number << 64)),
            conversation: id,
            text: text.to_owned(),
            files: Vec::new(),
            is_note,
            canned: Vec::new(),
        };
        messages::say(&self.house, actor, &say).await.unwrap();
    }

    pub(crate) async fn sends(&self, id: ConversationId, to: &str) -> Mail {
        let reader = Locale::default();
        let wish = TranscriptWish { to: to.to_owned(), subject: String::new(), reader };
        transcripts::send(&self.house, &self.ada, id, wish).await.unwrap()
    }

    /// Lets the relay look once.
    pub(crate) async fn round(&self) -> usize {
        relay::round(&self.house).await.unwrap()
    }

    pub(crate) async fn state(&self, mail: &Mail) -> MailState {
        let id = mail.conversation.unwrap();
        let listed = outbox::of_conversation(&self.house, &self.admin, id).await.unwrap();
        listed.into_iter().find(|one| one.id == mail.id).unwrap().state
    }

    pub(crate) async fn steps(&self, id: ConversationId) -> Vec<MailStep> {
        let mut conn = self.store.read().await.unwrap();
        let log = store::events::after(&mut conn, id, 0, 1_000).await.unwrap();
        let step = |body| match body {
            EventBody::Mailed { step, .. } => Some(step),
            _ => None,
        };
        log.into_iter().filter_map(|event| step(event.body)).collect()
    }
}
