//! The `switchboard` binary: reads its settings, starts, serves until told to stop.

use std::{io::Write, process::ExitCode};

use anyhow::Context;
use clap::Parser;
use server::{assemble, config::Config};

fn main() -> ExitCode {
    let Err(error) = run(Config::parse()) else { return ExitCode::SUCCESS };
    // One line that says what to do, and below it what it came from.
    let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
    let _ = writeln!(std::io::stderr(), "switchboard: {}", causes.join("\n  because: "));
    ExitCode::FAILURE
}

fn run(config: Config) -> anyhow::Result<()> {
    if config.print_config {
        let text = serde_json::to_string_pretty(&config).context("the settings cannot be shown")?;
        return Ok(writeln!(std::io::stdout(), "{text}")?);
    }
    assemble::log_to_stderr(config.log_format);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime did not start")?;
    runtime.block_on(assemble::serve(config))
}
