//! A visitor's message on its way: written, durable, on the agent's socket. The product against the floor.

use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use futures::SinkExt;
use model::{
    Uuid,
    id::{ConversationId, EventId},
    visitor::VisitorPass,
    wire::{ClientFrame, Say},
};
use tokio_tungstenite::tungstenite::Message;

use crate::{
    client::{Client, Mouth, is_a, next_text},
    process::Server,
    stats::Round,
    table,
    workspace::Workspace,
};

const VISITORS: usize = 16;
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(3);
/// By this the clients find what they look for without reading JSON.
const MARK: &str = "bench ";

/// A visitor who says the next thing once the last one has arrived.
#[derive(Debug)]
struct Lane {
    mouth: Mouth,
    chat: ConversationId,
    said: u64,
    at: Instant,
}

/// One server with its visitors and the agent who hears them all.
#[derive(Debug)]
struct Talk {
    agent: Client,
    lanes: Vec<Lane>,
}

pub(crate) async fn measure() -> anyhow::Result<()> {
    let workspace = Workspace::new(1, VISITORS).await?;
    let folder = tempfile::tempdir()?;
    let (floor, product) =
        (Server::floor(folder.path())?, Server::switchboard(workspace.folder.path())?);
    let mut floor = Talk::with_floor(&floor.address).await.map(|talk| (talk, floor))?;
    let mut product = Talk::with(&product.address, &workspace).await.map(|talk| (talk, product))?;
    // Unmeasured: caches fill, statements are prepared.
    floor.0.round(VISITORS, &floor.1).await?;
    product.0.round(VISITORS, &product.1).await?;
    for visitors in [1, VISITORS] {
        let (mut of_floor, mut of_product) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            of_floor.push(floor.0.round(visitors, &floor.1).await?);
            of_product.push(product.0.round(visitors, &product.1).await?);
        }
        let (low, ours) = (Round::median(&of_floor), Round::median(&of_product));
        print(visitors, low, ours);
    }
    Ok(())
}

fn print(visitors: usize, floor: Round, product: Round) {
    let row = |name: &str, round: Round| {
        let (p50, p99) = (table::ms(round.p50), table::ms(round.p99));
        vec![name.to_owned(), table::whole(round.rate), p50, p99, table::us(round.work)]
    };
    let ratio = |ours: f64, floors: f64| format!("{:.2} ×", ours / floors);
    let compared = vec![
        "product / floor".to_owned(),
        ratio(product.rate, floor.rate),
        ratio(product.p50, floor.p50),
        ratio(product.p99, floor.p99),
        ratio(product.work, floor.work),
    ];
    let rows = [row("floor", floor), row("product", product), compared];
    let title = format!(
        "message → durable → agent's socket, {visitors} visitor(s), medians of {ROUNDS} interleaved rounds"
    );
    table::print(&title, &["", "messages/s", "p50", "p99", "server's work"], &rows);
}

impl Talk {
    async fn with_floor(address: &str) -> anyhow::Result<Self> {
        let agent = Client::connect(address, "/live", None).await?;
        let mut lanes = Vec::new();
        for _ in 0..VISITORS {
            let client = Client::connect(address, "/live/visitor", None).await?;
            lanes.push(Lane::new(client, ConversationId(Uuid::nil())));
        }
        Ok(Self { agent, lanes })
    }

    async fn with(address: &str, workspace: &Workspace) -> anyhow::Result<Self> {
        let agent = workspace.agents.first().context("no agent")?;
        let mut agent = Client::desk(address, &agent.token).await?;
        let mut lanes = Vec::new();
        for VisitorPass { token, conversation, .. } in &workspace.visitors {
            let chat = conversation.context("no chat")?;
            agent.watch(chat).await?;
            lanes.push(Lane::new(Client::widget(address, token, chat).await?, chat));
        }
        Ok(Self { agent, lanes })
    }

    /// Each of so many visitors has one message on the way, until the round is over.
    async fn round(&mut self, visitors: usize, server: &Server) -> anyhow::Result<Round> {
        let (start, worked) = (Instant::now(), server.worked()?);
        let mut times = Vec::new();
        for (number, lane) in self.lanes.iter_mut().take(visitors).enumerate() {
            lane.say(number).await?;
        }
        let mut on_the_way = visitors;
        while on_the_way > 0 {
            let text = next_text(&mut self.agent.ear).await?;
            let Some((number, said)) = heard(&text) else { continue };
            let lane = self.lanes.get_mut(number).context("nobody's message")?;
            if said != lane.said {
                bail!("visitor {number} said {}, and {said} arrived", lane.said);
            }
            times.push(lane.at.elapsed());
            if start.elapsed() < ROUND {
                lane.say(number).await?;
            } else {
                on_the_way -= 1;
            }
        }
        let elapsed = start.elapsed();
        Ok(Round::of(times, elapsed, server.worked()?.saturating_sub(worked)))
    }
}

impl Lane {
    fn new(client: Client, chat: ConversationId) -> Self {
        Self { mouth: client.deaf(), chat, said: 0, at: Instant::now() }
    }

    async fn say(&mut self, number: usize) -> anyhow::Result<()> {
        self.said += 1;
        let id = self.chat.0.as_u128().wrapping_add(u128::from(self.said) << 64);
        let text = format!(
            "{MARK}{number} {} Good morning, my parcel has not come yet. Where is it?",
            self.said
        );
        let frame = ClientFrame::Say(Say {
            id: EventId(Uuid::from_u128(id)),
            conversation: self.chat,
            text,
            files: Vec::new(),
            is_note: false,
            canned: Vec::new(),
        });
        let frame = Message::text(serde_json::to_string(&frame)?);
        self.at = Instant::now();
        Ok(self.mouth.send(frame).await?)
    }
}

/// Whose message a frame carries, and which: as an event by the product, as it came by the floor.
fn heard(frame: &str) -> Option<(usize, u64)> {
    if !is_a("event", frame) && !is_a("say", frame) {
        return None;
    }
    let (_, marked) = frame.split_once(MARK)?;
    let mut words = marked.split(' ');
    Some((words.next()?.parse().ok()?, words.next()?.parse().ok()?))
}
