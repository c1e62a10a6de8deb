//! `cargo xtask run` and `cargo xtask bench`: build a program of the server's, then become it.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::process;
use crate::setup;
use crate::site::{self, Mode};
use crate::step::timed;
use crate::workspace::{BENCH, NATIVE, Workspace};

const SERVER: &str = "switchboard";

pub(crate) fn run(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode, Failure> {
    let (own, for_server) = split(arguments);
    let mode = match own {
        [] => Mode::Release,
        [only] if only == "--dev" => Mode::Dev,
        _ => {
            return Err(Failure::Usage("cargo xtask run [--dev] [-- server arguments]".into()));
        }
    };
    setup::for_site(workspace, mode)?;
    site::build(workspace, mode)?;
    timed("server", || match mode {
        Mode::Dev => build_dev_server(workspace),
        Mode::Release => build_release(workspace, &["--package", "server", "--bin", SERVER]),
    })?;
    let folder = match mode {
        Mode::Dev => "debug",
        Mode::Release => "release",
    };
    start(workspace, folder, SERVER, for_server)
}

pub(crate) fn bench(workspace: &Workspace, arguments: &[String]) -> Result<ExitCode, Failure> {
    let (own, rest) = split(arguments);
    let arguments = if own.is_empty() { rest } else { own };
    setup::for_native()?;
    // The bench starts the server it measures: both are built.
    timed("bench", || build_release(workspace, &[&BENCH[..], &["--bins"]].concat()))?;
    start(workspace, "release", "bench", arguments)
}

/// Among the same packages as the tests and with one of them, so that both share every artifact: what only tests ask of a
/// crate makes it another one.
pub(crate) fn build_dev_server(workspace: &Workspace) -> Result<(), Failure> {
    let what = ["--bin", SERVER, "--test", "tidy"];
    process::run(workspace.cargo(&["build"]).args(NATIVE).args(what))
}

fn build_release(workspace: &Workspace, what: &[&str]) -> Result<(), Failure> {
    process::run(workspace.cargo(&["build", "--release"]).args(what))
}

fn start(
    workspace: &Workspace,
    folder: &str,
    program: &str,
    arguments: &[String],
) -> Result<ExitCode, Failure> {
    let program = workspace.artifact(folder, program);
    Err(process::become_program(workspace.command(program).args(arguments)))
}

/// Before and after the first `--`.
fn split(arguments: &[String]) -> (&[String], &[String]) {
    let middle = arguments.iter().position(|argument| argument == "--");
    match middle.and_then(|at| arguments.split_at_checked(at)) {
        Some((own, [_, rest @ ..])) => (own, rest),
        _ => (arguments, &[]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_the_dashes_is_for_the_server() {
        let words = ["--dev", "--", "--demo", "--", "x"].map(String::from);
        let (own, rest) = split(&words);
        assert_eq!(own, ["--dev"]);
        assert_eq!(rest, ["--demo", "--", "x"]);
        assert_eq!(split(&words[..1]), (&words[..1], &[][..]));
    }
}
