//! A house on a scratch database, and the people who live in a story.

use actions::{
    Error, House, Limits, clock::Clock, contacts, conversations, departments, dispatch, messages,
    people, sessions, settings, visitors,
};
use model::{
    Uuid,
    conversation::{Conversation, Stage},
    department::DepartmentDraft,
    event::Event,
    id::{ConversationId, DepartmentId, EventId, PersonId},
    moment::Moment,
    permission::{Actor, Staff},
    person::{PersonDraft, Role, Roles},
    refusal::Refusal,
    session::SetUp,
    settings::{Asked, Settings},
    visitor::PreChatForm,
    wire::Say,
};
use std::{
    net::IpAddr,
    sync::atomic::{AtomicU64, Ordering},
};
use store::testing::Scratch;

/// The moment at which every story begins.
pub(crate) const START: Moment = Moment(1_800_000_000_000);

/// Makes one test for each database.
#[macro_export]
macro_rules! on_both {
    ($(#[$doc:meta])* async fn $name:ident($trial:ident) $body:block) => {
        $(#[$doc])*
        async fn $name($trial: $crate::trial::Trial) $body

        mod $name {
            use $crate::trial::Trial;

            #[tokio::test]
            async fn sqlite() {
                super::$name(Trial::on(store::testing::sqlite().await).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                super::$name(Trial::on(store::testing::postgres().await).await).await;
            }
        }
    };
}

pub(crate) struct Trial {
    pub(crate) house: House,
    pub(crate) admin: Staff,
    pub(crate) scratch: Scratch,
    next: AtomicU64,
}

/// A visitor in a story.
pub(crate) struct Guest {
    pub(crate) token: String,
    pub(crate) actor: Actor,
    pub(crate) conversation: ConversationId,
}

impl Trial {
    pub(crate) async fn on(scratch: Scratch) -> Self {
        let limits = Limits {
            log_ins_per_minute: 5,
            chats_per_minute: 1_000,
            messages_per_minute: 100_000,
            uploads_per_minute: 1_000,
            mails_per_minute: 5,
        };
        let house = House::new(scratch.store.clone(), Clock::fixed(START), limits, false);
        let draft = SetUp {
            workspace_name: "Test".to_owned(),
            name: "Alex Admin".to_owned(),
            username: "admin".to_owned(),
            email: "admin@example.com".to_owned(),
            password: "correct horse".to_owned(),
        };
        let (_, me) = sessions::set_up(&house, draft, Self::from()).await.unwrap();
        // The administrator administers; agents serve.
        let mut draft = draft_of("admin", "Alex Admin", &[Role::Administrator]);
        draft.password = None;
        people::edit(&house, &me.staff, me.person.id, 1, draft).await.unwrap();
        let mut trial = Self { house, admin: me.staff, scratch, next: AtomicU64::new(1) };
        trial.admin = trial.staff(trial.admin.person.id).await;
        trial
    }

    pub(crate) fn from() -> sessions::From {
        sessions::From { address: IpAddr::from([127, 0, 0, 1]), user_agent: "story".to_owned() }
    }

    pub(crate) async fn staff(&self, id: PersonId) -> Staff {
        let mut conn = self.house.store.read().await.unwrap();
        sessions::staff(&store::people::find(&mut conn, id).await.unwrap().unwrap())
    }

    pub(crate) async fn person(&self, username: &str, roles: &[Role]) -> Staff {
        let draft = draft_of(username, &capital(username), roles);
        let person = people::create(&self.house, &self.admin, draft).await.unwrap();
        self.staff(person.id).await
    }

    /// An agent at their desk.
    pub(crate) async fn agent(&self, username: &str) -> Staff {
        let agent = self.person(username, &[Role::Agent]).await;
        self.house.presence.joined(agent.person.id);
        agent
    }

    pub(crate) async fn department(&self, name: &str, members: &[&Staff]) -> DepartmentId {
        let members = members.iter().enumerate().map(|(order, staff)| model::department::Member {
            person: staff.person.id,
            order: order as i32,
        });
        let draft = DepartmentDraft {
            name: name.to_owned(),
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
            members: members.collect(),
        };
        departments::create(&self.house, &self.admin, draft).await.unwrap().id
    }

    pub(crate) async fn settings(&self, change: impl FnOnce(&mut Settings)) {
        let mut held = settings::load(&self.house, &self.admin).await.unwrap();
        change(&mut held);
        settings::save(&self.house, &self.admin, held).await.unwrap();
    }

    pub(crate) fn form(name: &str, department: Option<DepartmentId>) -> PreChatForm {
        PreChatForm {
            name: name.to_owned(),
            email: format!("{}@example.com", name.to_lowercase()),
            department,
            has_consented: true,
            page_url: "https://shop.example/".to_owned(),
            reader: model::locale::Locale::default(),
            contact_fields: Default::default(),
            fields: Default::default(),
        }
    }

    pub(crate) async fn guest(&self, name: &str, department: Option<DepartmentId>) -> Guest {
        let form = Self::form(name, department);
        let address = IpAddr::from([10, 0, 0, 1]);
        let pass = visitors::start(&self.house, None, form, address).await.unwrap();
        let actor = Actor::Visitor { contact: pass.contact };
        Guest { token: pass.token, actor, conversation: pass.conversation.unwrap() }
    }

    pub(crate) fn event_id(&self) -> EventId {
        EventId(Uuid::from_u128(u128::from(self.next.fetch_add(1, Ordering::Relaxed)) << 64))
    }

    pub(crate) fn say(&self, conversation: ConversationId, text: &str) -> Say {
        Say {
            id: self.event_id(),
            conversation,
            text: text.to_owned(),
            files: Vec::new(),
            is_note: false,
            canned: Vec::new(),
        }
    }

    pub(crate) async fn says(&self, actor: &Actor, conversation: ConversationId, text: &str) {
        messages::say(&self.house, actor, &self.say(conversation, text)).await.unwrap();
    }

    pub(crate) async fn guest_says(&self, guest: &Guest, text: &str) {
        self.says(&guest.actor, guest.conversation, text).await;
    }

    pub(crate) async fn staff_says(&self, staff: &Staff, conversation: ConversationId, text: &str) {
        self.says(&Actor::Staff(staff.clone()), conversation, text).await;
    }

    pub(crate) async fn take(&self, staff: &Staff, id: ConversationId) -> Result<(), Refusal> {
        refused(conversations::take(&self.house, staff, id).await).map(drop)
    }

    /// Lets routing look at the floor.
    pub(crate) async fn route(&self) -> Option<Moment> {
        dispatch::round(&self.house).await.unwrap()
    }

    pub(crate) fn later(&self, ms: i64) {
        self.house.clock.advance(ms);
    }

    pub(crate) async fn conversation(&self, id: ConversationId) -> Conversation {
        let mut conn = self.house.store.read().await.unwrap();
        store::conversations::load(&mut conn, id).await.unwrap().unwrap()
    }

    pub(crate) async fn stage(&self, id: ConversationId) -> Stage {
        self.conversation(id).await.stage
    }

    /// The name of the agent it is at.
    pub(crate) async fn at(&self, id: ConversationId) -> Option<String> {
        self.stage(id).await.agent().map(|agent| agent.name.clone())
    }

    pub(crate) async fn log(&self, id: ConversationId) -> Vec<Event> {
        let mut conn = self.house.store.read().await.unwrap();
        store::events::after(&mut conn, id, 0, 10_000).await.unwrap()
    }

    /// The state is the fold of its log, and the versions have no gaps.
    pub(crate) async fn check_log(&self, id: ConversationId) {
        let log = self.log(id).await;
        let mut folded = Conversation::from_first(id, &log[0]).unwrap();
        for (index, event) in log.iter().enumerate() {
            assert_eq!(event.version as usize, index + 1);
            if index > 0 {
                folded.apply(event);
            }
        }
        assert_eq!(folded, self.conversation(id).await);
    }

    pub(crate) async fn contacts(&self, staff: &Staff, search: &str) -> Vec<String> {
        let query =
            model::contact::ContactQuery { search: search.to_owned(), ..Default::default() };
        let page = contacts::list(&self.house, staff, &query).await.unwrap();
        page.rows.into_iter().map(|contact| contact.name).collect()
    }
}

/// The refusal inside an error; anything else fails the story.
pub(crate) fn refused<T>(result: Result<T, Error>) -> Result<T, Refusal> {
    result.map_err(|error| match error {
        Error::Refused(refusal) => refusal,
        other => panic!("not a refusal: {other:?}"),
    })
}

/// Nothing asked for but a name.
pub(crate) fn only_name(settings: &mut Settings) {
    settings.pre_chat.name = Asked::Required;
    settings.pre_chat.email = Asked::Off;
    settings.pre_chat.department = Asked::Off;
}

pub(crate) fn draft_of(username: &str, name: &str, roles: &[Role]) -> PersonDraft {
    PersonDraft {
        username: username.to_owned(),
        name: name.to_owned(),
        email: format!("{username}@example.com"),
        password: Some("correct horse".to_owned()),
        roles: roles.iter().fold(Roles::default(), |roles, role| roles.with(*role)),
        max_conversations: 0,
        is_enabled: true,
    }
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
