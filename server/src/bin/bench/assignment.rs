//! Durable assignments: what waits is planned, and each decision carried out in a transaction of its own.

use std::time::Instant;

use actions::dispatch;
use model::{settings::Algorithm, visitor::VisitorPass};

use crate::{
    stats::median,
    table,
    workspace::{assign_by, hire, open, welcome},
};

const ROUNDS: usize = 3;
const AGENTS: usize = 50;
const WAITING: usize = 2_000;

pub(crate) async fn measure() -> anyhow::Result<()> {
    let mut rates = Vec::new();
    for _ in 0..ROUNDS {
        rates.push(round().await?);
    }
    let shown = rates.iter().map(|rate| table::whole(*rate)).collect::<Vec<_>>().join(", ");
    let title = format!("durable assignments: {WAITING} waiting, {AGENTS} agents, load balancing");
    let row = vec![table::whole(median(rates)), shown];
    table::print(&title, &["assignments/s", "rounds"], &[row]);
    Ok(())
}

/// Assigns everything that waits; gives how many a second.
async fn round() -> anyhow::Result<f64> {
    let folder = tempfile::tempdir()?;
    let house = open(folder.path()).await?;
    let agents = hire(&house, AGENTS).await?;
    let visitors: Vec<VisitorPass> = welcome(&house, WAITING).await?;
    assign_by(&house, Algorithm::LoadBalancing).await?;
    for agent in &agents {
        house.presence.joined(agent.staff.person.id);
    }
    let start = Instant::now();
    dispatch::round(&house).await?;
    let seconds = start.elapsed().as_secs_f64();
    check(&house, &visitors).await?;
    house.store.clone().close().await;
    Ok(visitors.len() as f64 / seconds)
}

/// Nothing counts as assigned that is not stored as such.
async fn check(house: &actions::House, visitors: &[VisitorPass]) -> anyhow::Result<()> {
    let mut conn = house.store.read().await?;
    for id in visitors.iter().filter_map(|visitor| visitor.conversation) {
        let stored = store::conversations::load(&mut conn, id).await?;
        let is_served = stored.is_some_and(|it| it.stage.agent().is_some());
        anyhow::ensure!(is_served, "a chat still waits after the round");
    }
    Ok(())
}
