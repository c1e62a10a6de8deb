//! Importing contacts from a file into a new workspace, and the same file again, when all of them are known.

use std::{fmt::Write, time::Instant};

use actions::{House, imports};
use anyhow::ensure;
use model::{
    import::{Mapping, ROWS_LIMIT, Target},
    permission::Staff,
};

use crate::{
    directory::people::contact,
    table,
    workspace::{open, set_up},
};

const ROWS: usize = 100_000;

/// Measures with so many rows, a hundred thousand unless told otherwise.
pub(crate) async fn measure(count: Option<usize>) -> anyhow::Result<()> {
    let count = count.unwrap_or(ROWS).min(ROWS_LIMIT as usize);
    let folder = tempfile::tempdir()?;
    let house = open(folder.path()).await?;
    let admin = set_up(&house).await?;
    let file = file(count)?;
    let added = import(&house, &admin, "into an empty workspace", &file).await?;
    let updated = import(&house, &admin, "the same file again", &file).await?;
    let title = format!("import of {} rows", table::whole(count as f64));
    let headers = ["", "received", "gone through", "rows/s", "added", "updated"];
    table::print(&title, &headers, &[added, updated]);
    house.store.clone().close().await;
    Ok(())
}

fn file(count: usize) -> anyhow::Result<String> {
    let mut text = String::from("Name,Email,Phone,Notes\r\n");
    for number in 0..count {
        let it = contact(number, (count, 0));
        // Addresses of its own for each: whoever is known by one is updated.
        let phone = it.phones.first().map_or("", String::as_str);
        let name = it.name;
        write!(text, "\"{name}\",customer{number}@example.com,{phone},Customer {number}\r\n")?;
    }
    Ok(text)
}

async fn import(
    house: &House,
    staff: &Staff,
    what: &str,
    file: &str,
) -> anyhow::Result<Vec<String>> {
    let start = Instant::now();
    let import = imports::receive(house, staff, "customers.csv", file.into()).await?;
    let received = start.elapsed().as_secs_f64();
    let columns = vec![Target::Name, Target::Email, Target::Phone, Target::Notes];
    imports::start(house, staff, import.id, &Mapping { columns, updates: true }).await?;
    let start = Instant::now();
    imports::work(house).await?;
    let took = start.elapsed().as_secs_f64();
    let done = imports::find(house, staff, import.id).await?;
    ensure!(done.rejected == 0 && done.done() == import.rows, "rows were left out: {done:?}");
    Ok(vec![
        what.to_owned(),
        format!("{received:.1} s"),
        format!("{took:.1} s"),
        table::whole(f64::from(import.rows) / took),
        table::whole(f64::from(done.added)),
        table::whole(f64::from(done.updated)),
    ])
}
