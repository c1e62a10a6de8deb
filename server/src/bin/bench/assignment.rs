//! Durable assignments: what waits is planned, and each decision carried out in a transaction of its own.

use std::time::Instant;

use actions::dispatch;
use model::{settings::Algorithm, visitor::VisitorPass};

use crate::{
    process::worked,
    stats::median,
    table,
    workspace::{assign_by, hire, open, welcome},
};

const ROUNDS: usize = 3;
const AGENTS: usize = 50;
const WAITING: usize = 2_000;

pub(crate) async fn measure() -> anyhow::Result<()> {
    let (mut rates, mut works) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (rate, work) = round().await?;
        rates.push(rate);
        works.push(work);
    }
    let shown = rates.iter().map(|rate| table::whole(*rate)).collect::<Vec<_>>().join(", ");
    let title = format!("durable assignments: {WAITING} waiting, {AGENTS} agents, load balancing");
    let row = vec![table::whole(median(rates)), shown, table::us(median(works))];
    table::print(&title, &["assignments/s", "rounds", "work for each"], &[row]);
    Ok(())
}

/// Assigns everything that waits; gives how many a second, and the processor's work for each in microseconds.
async fn round() -> anyhow::Result<(f64, f64)> {
    let folder = tempfile::tempdir()?;
    let house = open(folder.path()).await?;
    let agents = hire(&house, AGENTS).await?;
    let visitors: Vec<VisitorPass> = welcome(&house, WAITING).await?;
    assign_by(&house, Algorithm::LoadBalancing).await?;
    for agent in &agents {
        house.presence.joined(agent.staff.person.id);
    }
    let (start, worked_before) = (Instant::now(), worked("self")?);
    dispatch::round(&house).await?;
    let seconds = start.elapsed().as_secs_f64();
    let worked = worked("self")?.saturating_sub(worked_before).as_secs_f64();
    check(&house, &visitors).await?;
    house.store.clone().close().await;
    let count = visitors.len() as f64;
    Ok((count / seconds, worked * 1e6 / count))
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
