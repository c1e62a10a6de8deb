//! The `switchboard` binary: reads its settings, starts, serves until told to stop.

use anyhow::Context;
use clap::Parser;
use server::{assemble, config::Config};

fn main() -> anyhow::Result<()> {
    let config = Config::parse();
    if config.print_config {
        let text = serde_json::to_string_pretty(&config).context("the settings cannot be shown")?;
        use std::io::Write;
        return Ok(writeln!(std::io::stdout(), "{text}")?);
    }
    assemble::log_to_stderr(config.log_format);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime did not start")?;
    runtime.block_on(assemble::serve(config))
}
