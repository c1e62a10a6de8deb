//! Many visitors connected at once: what each costs in memory, and how quick the server stays while they are.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use futures::{SinkExt, StreamExt, TryStreamExt, stream};
use model::{
    Uuid,
    id::{ConversationId, EventId},
    visitor::VisitorPass,
    wire::{ClientFrame, Say},
};
use serde::Deserialize;
use tokio::{task::JoinSet, time::sleep};
use tokio_tungstenite::tungstenite::Message;

use crate::{
    client::{Client, Mouth, is_a, next_text},
    process::Server,
    stats::Round,
    table,
    workspace::Workspace,
};

const STEPS: [usize; 2] = [1_000, 10_000];
const AGENTS: usize = 50;
const CONNECTING_AT_ONCE: usize = 64;
/// Memory is looked at when what connecting needed has been given back.
const SETTLE: Duration = Duration::from_secs(2);
const MESSAGES: usize = 10_000;
const PER_SECOND: u64 = 1_000;
/// What arrives later than this counts as lost.
const PATIENCE: Duration = Duration::from_secs(20);

/// When each chat's message was sent; taken out when it arrives.
type Sent = Arc<Mutex<HashMap<ConversationId, Instant>>>;
/// How long each that arrived took.
type Heard = Arc<Mutex<Vec<Duration>>>;

/// What is read of the frame of a changed entry of a desk.
#[derive(Debug, Deserialize)]
struct Seen {
    entry: SeenEntry,
}

#[derive(Debug, Deserialize)]
struct SeenEntry {
    conversation: SeenConversation,
}

#[derive(Debug, Deserialize)]
struct SeenConversation {
    id: ConversationId,
}

pub(crate) async fn measure() -> anyhow::Result<()> {
    let most = STEPS.into_iter().max().unwrap_or_default();
    enough_files(most)?;
    let workspace = Workspace::new(AGENTS, most).await?;
    let server = Server::switchboard(workspace.folder.path())?;
    let (sent, heard) = (Sent::default(), Heard::default());
    let mut agents = JoinSet::new();
    for agent in &workspace.agents {
        let desk = Client::desk(&server.address, &agent.token).await?;
        agents.spawn(listen(desk, Arc::clone(&sent), Arc::clone(&heard)));
    }
    sleep(SETTLE).await;
    let empty = server.resident()?;
    let mut mouths: Vec<(ConversationId, Mouth)> = Vec::new();
    let mut rows = vec![vec!["0".to_owned(), table::mib(empty), String::new()]];
    for step in STEPS {
        let fresh = workspace.visitors.get(mouths.len()..step).context("too few visitors")?;
        mouths.extend(connect(&server.address, fresh).await?);
        sleep(SETTLE).await;
        let held = server.resident()?;
        let each = (held - empty) / step as f64 / 1_024.0;
        rows.push(vec![table::whole(step as f64), table::mib(held), format!("{each:.1} KiB")]);
    }
    let title =
        format!("memory of the server with visitors connected ({AGENTS} agents serve them)");
    table::print(&title, &["visitors", "resident", "per visitor"], &rows);
    let (start, worked) = (Instant::now(), server.worked()?);
    speak(&mut mouths, &sent).await?;
    let speaking = start.elapsed();
    hear_out(&mut agents, &sent).await?;
    let times = std::mem::take(&mut *heard.lock().unwrap_or_else(PoisonError::into_inner));
    let round = Round::of(times, speaking, server.worked()?.saturating_sub(worked));
    let (p50, p99) = (table::ms(round.p50), table::ms(round.p99));
    let row = [table::whole(round.rate), p50, p99, table::us(round.work)];
    let title = format!("{PER_SECOND} messages/s offered while {} visitors are held", mouths.len());
    table::print(&title, &["messages/s", "p50", "p99", "server's work"], &[row.to_vec()]);
    Ok(())
}

async fn connect(
    address: &str,
    visitors: &[VisitorPass],
) -> anyhow::Result<Vec<(ConversationId, Mouth)>> {
    let connecting = visitors.iter().map(|visitor| async move {
        let chat = visitor.conversation.context("a visitor without a chat")?;
        let widget = Client::widget(address, &visitor.token, chat).await?;
        anyhow::Ok((chat, widget.deaf()))
    });
    stream::iter(connecting).buffered(CONNECTING_AT_ONCE).try_collect().await
}

/// Takes the time of everything that arrives at one agent's desk, until it is told to stop.
async fn listen(mut desk: Client, sent: Sent, heard: Heard) -> anyhow::Result<()> {
    loop {
        let text = next_text(&mut desk.ear).await?;
        if is_a("lagged", &text) {
            bail!("an agent's connection lagged: not every message was counted");
        }
        if !is_a("entry", &text) {
            continue;
        }
        let Seen { entry } = serde_json::from_str(&text)?;
        let at = sent.lock().unwrap_or_else(PoisonError::into_inner).remove(&entry.conversation.id);
        if let Some(at) = at {
            heard.lock().unwrap_or_else(PoisonError::into_inner).push(at.elapsed());
        }
    }
}

/// One visitor after another says one thing, at an even pace.
async fn speak(mouths: &mut [(ConversationId, Mouth)], sent: &Sent) -> anyhow::Result<()> {
    let start = Instant::now();
    for (number, (chat, mouth)) in mouths.iter_mut().take(MESSAGES).enumerate() {
        let due = start + Duration::from_micros(number as u64 * 1_000_000 / PER_SECOND);
        tokio::time::sleep_until(due.into()).await;
        let frame = ClientFrame::Say(Say {
            id: EventId(Uuid::from_u128(chat.0.as_u128().rotate_left(64))),
            conversation: *chat,
            text: "Good morning, my parcel has not come yet. Where is it?".to_owned(),
            files: Vec::new(),
            is_note: false,
            canned: Vec::new(),
        });
        let frame = Message::text(serde_json::to_string(&frame)?);
        // From when it should have been sent: a slow start is no excuse for what waits behind it.
        let at = due.min(Instant::now());
        sent.lock().unwrap_or_else(PoisonError::into_inner).insert(*chat, at);
        mouth.send(frame).await?;
    }
    Ok(())
}

/// Waits for what is still on the way; every message must have arrived.
async fn hear_out(agents: &mut JoinSet<anyhow::Result<()>>, sent: &Sent) -> anyhow::Result<()> {
    let until = Instant::now() + PATIENCE;
    while !sent.lock().unwrap_or_else(PoisonError::into_inner).is_empty() {
        if let Some(ended) = agents.try_join_next() {
            ended??;
        }
        if Instant::now() > until {
            bail!("some messages never arrived");
        }
        sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

/// Each connection is an open file, here and in the server.
fn enough_files(connections: usize) -> anyhow::Result<()> {
    let limits = std::fs::read_to_string("/proc/self/limits")?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"));
    let soft = line.and_then(|line| line.split_whitespace().next()).unwrap_or_default();
    let needed = connections + 1_000;
    if soft.parse::<usize>().is_ok_and(|soft| soft < needed) {
        bail!("{needed} open files are needed, {soft} are allowed: `ulimit -n {needed}` first");
    }
    Ok(())
}
