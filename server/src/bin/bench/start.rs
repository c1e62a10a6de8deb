//! Starting on a database that exists, and what the server holds while nobody asks it anything.

use std::time::{Duration, Instant};

use tokio::time::sleep;

use crate::{process::Server, stats::median, table, workspace::Workspace};

const ROUNDS: usize = 5;
const AGENTS: usize = 10;
const CHATS: usize = 1_000;
const IDLE: Duration = Duration::from_secs(3);

pub(crate) async fn measure() -> anyhow::Result<()> {
    let workspace = Workspace::new(AGENTS, CHATS).await?;
    let (mut ready, mut answered, mut resident) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let server = Server::switchboard(workspace.folder.path())?;
        server.ask_health().await?;
        answered.push(start.elapsed().as_secs_f64() * 1e6);
        ready.push(server.ready_after.as_secs_f64() * 1e6);
        sleep(IDLE).await;
        resident.push(server.resident()?);
    }
    let rows = [
        vec!["listening".to_owned(), table::ms(median(ready))],
        vec!["first answer, database asked".to_owned(), table::ms(median(answered))],
        vec!["resident memory, idle".to_owned(), table::mib(median(resident))],
    ];
    let title = format!("start with {CHATS} chats and {AGENTS} agents, medians of {ROUNDS}");
    table::print(&title, &["", ""], &rows);
    Ok(())
}
