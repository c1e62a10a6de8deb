//! Measures what Switchboard promises about speed and size: `cargo xtask bench [names]`.
#![expect(clippy::print_stdout, reason = "printing numbers is what it is for")]

mod assignment;
mod client;
mod contacts;
mod directory;
mod engine;
mod floor;
mod import;
mod messages;
mod process;
mod rounds;
mod search;
mod sizes;
mod start;
mod stats;
mod table;
mod visitors;
mod workspace;

use anyhow::bail;

/// The hidden argument by which the bench starts itself as the floor server.
const SERVE_FLOOR: &str = "serve-floor";

const NAMES: [&str; 11] = [
    "messages",
    "visitors",
    "routing",
    "assignment",
    "rounds",
    "contacts",
    "directory",
    "import",
    "search",
    "start",
    "sizes",
];

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [first, folder] = arguments.as_slice()
        && first == SERVE_FLOOR
    {
        // Its own number of threads: it competes under the same conditions as the server.
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        return runtime.block_on(floor::serve(folder.as_ref()));
    }
    let names: Vec<&str> = match arguments.as_slice() {
        [] => NAMES.to_vec(),
        some => some.iter().map(String::as_str).collect(),
    };
    if let Some(unknown) = names.iter().find(|name| !NAMES.contains(&sized(name).0)) {
        bail!("there is no bench {unknown:?}: choose from {}", NAMES.join(", "));
    }
    for name in names {
        measure(name)?;
    }
    Ok(())
}

/// `directory=20000`: a bench, and how much of it.
fn sized(name: &str) -> (&str, Option<usize>) {
    match name.split_once('=') {
        Some((name, count)) => (name, count.parse().ok()),
        None => (name, None),
    }
}

fn measure(name: &str) -> anyhow::Result<()> {
    let (name, count) = sized(name);
    // One thread for all clients: what they cost is little, and always on the same core.
    let mut clients = tokio::runtime::Builder::new_current_thread();
    let mut house = tokio::runtime::Builder::new_multi_thread();
    match name {
        "messages" => clients.enable_all().build()?.block_on(messages::measure()),
        "visitors" => clients.enable_all().build()?.block_on(visitors::measure()),
        "routing" => {
            engine::measure();
            Ok(())
        }
        "assignment" => house.enable_all().build()?.block_on(assignment::measure()),
        "rounds" => house.enable_all().build()?.block_on(rounds::measure()),
        "contacts" => house.enable_all().build()?.block_on(contacts::measure()),
        "directory" => house.enable_all().build()?.block_on(directory::measure(count)),
        "import" => house.enable_all().build()?.block_on(import::measure(count)),
        "search" => house.enable_all().build()?.block_on(search::measure()),
        "start" => clients.enable_all().build()?.block_on(start::measure()),
        _ => sizes::measure(),
    }
}
