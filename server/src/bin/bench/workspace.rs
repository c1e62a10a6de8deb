//! A workspace to be measured: agents, and visitors whose chats they serve.

use std::path::Path;

use actions::{House, Limits, clock::Clock, conversations, people, sessions, settings, visitors};
use anyhow::Context;
use futures::{StreamExt, TryStreamExt, stream};
use model::{
    permission::Staff,
    person::{PersonDraft, Role, Roles},
    session::SetUp,
    settings::Algorithm,
    visitor::{PreChatForm, VisitorPass},
};
use store::Store;
use tempfile::TempDir;

const PASSWORD: &str = "correct horse battery";
/// Chats made at the same time, so that they share commits.
const AT_ONCE: usize = 64;

/// An agent and the token their browser would hold.
#[derive(Debug, Clone)]
pub(crate) struct Agent {
    pub(crate) staff: Staff,
    pub(crate) token: String,
}

/// A workspace on disk that nobody has open.
#[derive(Debug)]
pub(crate) struct Workspace {
    pub(crate) folder: TempDir,
    pub(crate) agents: Vec<Agent>,
    /// Visitor `n` is served by agent `n % agents`.
    pub(crate) visitors: Vec<VisitorPass>,
}

impl Workspace {
    pub(crate) async fn new(agents: usize, visitors: usize) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        let house = open(folder.path()).await?;
        let agents = hire(&house, agents).await?;
        let visitors = welcome(&house, visitors).await?;
        serve_all(&house, &agents, &visitors).await?;
        house.store.clone().close().await;
        Ok(Self { folder, agents, visitors })
    }
}

/// A new house in a folder, in which nothing is assigned by itself.
pub(crate) async fn open(folder: &Path) -> anyhow::Result<House> {
    let url = format!("sqlite://{}", folder.join("switchboard.db").display());
    let store = Store::open(&url).await?;
    let limits = Limits {
        log_ins_per_minute: 1_000_000,
        chats_per_minute: 1_000_000,
        messages_per_minute: 1_000_000,
        uploads_per_minute: 1_000_000,
        mails_per_minute: 1_000,
    };
    Ok(House::new(store, Clock::machine(), limits, false))
}

/// The administrator of a new house.
pub(crate) async fn set_up(house: &House) -> anyhow::Result<Staff> {
    let draft = SetUp {
        workspace_name: "Bench".to_owned(),
        name: "Admin".to_owned(),
        username: "admin".to_owned(),
        email: "admin@example.com".to_owned(),
        password: PASSWORD.to_owned(),
    };
    let (_, me) = sessions::set_up(house, draft, from()).await?;
    Ok(me.staff)
}

/// An administrator who turns automatic assignment off, and agents.
pub(crate) async fn hire(house: &House, count: usize) -> anyhow::Result<Vec<Agent>> {
    let admin = set_up(house).await?;
    assign_by(house, Algorithm::ManualSelection).await?;
    let mut agents = Vec::with_capacity(count);
    for number in 0..count {
        let username = format!("agent-{number}");
        let draft = PersonDraft {
            name: format!("Agent {number}"),
            email: format!("{username}@example.com"),
            username: username.clone(),
            password: Some(PASSWORD.to_owned()),
            roles: Roles::default().with(Role::Agent),
            max_conversations: 0,
            is_enabled: true,
        };
        people::create(house, &admin, draft).await?;
        let (token, me) = sessions::log_in(house, &username, PASSWORD, from()).await?;
        agents.push(Agent { staff: me.staff, token });
    }
    Ok(agents)
}

/// Chooses by whom waiting chats are given to agents.
pub(crate) async fn assign_by(house: &House, algorithm: Algorithm) -> anyhow::Result<()> {
    let (_, me) = sessions::log_in(house, "admin", PASSWORD, from()).await?;
    let mut chosen = settings::load(house, &me.staff).await?;
    chosen.algorithm = algorithm;
    settings::save(house, &me.staff, chosen).await?;
    Ok(())
}

/// Visitors who each begin a chat.
pub(crate) async fn welcome(house: &House, count: usize) -> anyhow::Result<Vec<VisitorPass>> {
    let starts = (0..count).map(|number| async move {
        let form = PreChatForm {
            name: format!("Visitor {number}"),
            email: format!("visitor-{number}@example.com"),
            department: None,
            has_consented: true,
            page_url: "https://shop.example/teapots/42".to_owned(),
            reader: model::locale::Locale::default(),
            contact_fields: Default::default(),
            fields: Default::default(),
        };
        visitors::start(house, None, form, [127, 0, 0, 1].into()).await
    });
    Ok(stream::iter(starts).buffered(AT_ONCE).try_collect().await?)
}

async fn serve_all(
    house: &House,
    agents: &[Agent],
    visitors: &[VisitorPass],
) -> anyhow::Result<()> {
    let takes = visitors.iter().zip(agents.iter().cycle()).map(|(visitor, agent)| async move {
        let id = visitor.conversation.context("a visitor without a chat")?;
        conversations::take(house, &agent.staff, id).await?;
        anyhow::Ok(())
    });
    stream::iter(takes).buffered(AT_ONCE).try_collect::<()>().await
}

fn from() -> sessions::From {
    sessions::From { address: [127, 0, 0, 1].into(), user_agent: "bench".to_owned() }
}
