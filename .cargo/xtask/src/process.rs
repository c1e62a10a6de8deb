//! Starting other programs: to see them work, to read what they say, or both.

use std::env;
use std::io::{self, BufRead, BufReader, IsTerminal, Write};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::failure::Failure;

/// Which of its two streams a program prints its summary to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Summary {
    Stdout,
    Stderr,
}

pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|source| not_started(command, source))?;
    succeeded(command, status)
}

/// Starts it and goes on; [`end`] waits for it.
pub(crate) fn begin(command: &mut Command) -> Result<Child, Failure> {
    command.spawn().map_err(|source| not_started(command, source))
}

pub(crate) fn end(command: &Command, child: &mut Child) -> Result<(), Failure> {
    let status = child.wait().map_err(|source| not_started(command, source))?;
    succeeded(command, status)
}

/// True when the program is there and ends well; it is not heard.
pub(crate) fn works(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// What the program prints to its standard output.
pub(crate) fn read(command: &mut Command) -> Result<String, Failure> {
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.map_err(|source| not_started(command, source))?;
    succeeded(command, output.status)?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Shows what the program prints and gives it back; a failure of the program itself comes second.
pub(crate) fn watch(
    command: &mut Command,
    summary: Summary,
) -> Result<(String, Result<(), Failure>), Failure> {
    // A pipe looks like no terminal: the colours have to be asked for.
    if io::stderr().is_terminal() && env::var_os("CARGO_TERM_COLOR").is_none() {
        command.env("CARGO_TERM_COLOR", "always");
    }
    match summary {
        Summary::Stdout => command.stdout(Stdio::piped()),
        Summary::Stderr => command.stderr(Stdio::piped()),
    };
    let mut child = begin(command)?;
    let heard = match (child.stdout.take(), child.stderr.take()) {
        (Some(out), _) => repeat(out),
        (None, Some(err)) => repeat(err),
        (None, None) => Ok(String::new()),
    };
    let status = child.wait().map_err(|source| not_started(command, source))?;
    let heard = heard.map_err(|source| not_started(command, source))?;
    Ok((heard, succeeded(command, status)))
}

/// Becomes the program. Comes back only when that fails.
pub(crate) fn become_program(command: &mut Command) -> Failure {
    let source = command.exec();
    not_started(command, source)
}

pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(program)).find(|path| path.is_file())
}

fn repeat(stream: impl io::Read) -> io::Result<String> {
    let mut lines = BufReader::new(stream);
    let mut heard = String::new();
    let mut line = Vec::new();
    while lines.read_until(b'\n', &mut line)? > 0 {
        io::stderr().write_all(&line)?;
        heard.push_str(&String::from_utf8_lossy(&line));
        line.clear();
    }
    Ok(heard)
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<(), Failure> {
    if status.success() {
        return Ok(());
    }
    Err(Failure::Command { command: as_typed(command), status: status.to_string() })
}

fn not_started(command: &Command, source: io::Error) -> Failure {
    Failure::Start { command: as_typed(command), source }
}

fn as_typed(command: &Command) -> String {
    let program = PathBuf::from(command.get_program());
    let name = program.file_name().unwrap_or(command.get_program());
    let words = std::iter::once(name).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_watched_program_is_heard_even_when_it_fails() {
        let mut shell = Command::new("sh");
        shell.args(["-c", "echo one; echo two; exit 3"]);
        let (heard, ended) = watch(&mut shell, Summary::Stdout).unwrap();
        assert_eq!(heard, "one\ntwo\n");
        assert!(ended.unwrap_err().to_string().contains("exit status: 3"));
    }

    #[test]
    fn a_failure_names_the_command_as_one_would_type_it() {
        let mut command = Command::new("/usr/bin/false");
        command.args(["--locked", "x"]);
        let failure = run(&mut command).unwrap_err();
        assert!(failure.to_string().starts_with("`false --locked x` failed"));
    }
}
