//! The build tool, started as `cargo xtask <command>`: builds the site, runs the server, runs every test.

mod checks;
mod failure;
mod process;
mod serve;
mod setup;
mod site;
mod step;
mod workspace;

use std::process::ExitCode;

use failure::Failure;
use site::Mode;
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask run [--dev] [-- server arguments]   build everything and start the server
cargo xtask build [--dev]                       build the browser's side into target/site
cargo xtask test [--fast] [steps]               set up the machine and run every check
cargo xtask bench [arguments]                   build the benchmark with --release and run it";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match obey(&arguments) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("\n{failure}");
            ExitCode::FAILURE
        }
    }
}

fn obey(arguments: &[String]) -> Result<ExitCode, Failure> {
    let Some((command, rest)) = arguments.split_first() else {
        return Err(Failure::Usage(USAGE.into()));
    };
    let workspace = Workspace::find()?;
    match command.as_str() {
        "build" => build(&workspace, rest),
        "run" => serve::run(&workspace, rest),
        "bench" => serve::bench(&workspace, rest),
        "test" => checks::run(&workspace, rest),
        _ => Err(Failure::Usage(USAGE.into())),
    }
}

fn build(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode, Failure> {
    let mode = match arguments {
        [] => Mode::Release,
        [only] if only == "--dev" => Mode::Dev,
        _ => return Err(Failure::Usage(USAGE.into())),
    };
    setup::for_site(workspace, mode)?;
    let manifest = site::build(workspace, mode)?;
    eprint!("{}", manifest.table());
    Ok(ExitCode::SUCCESS)
}
