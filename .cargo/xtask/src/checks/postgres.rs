//! A PostgreSQL of its own for the tests: on a socket in a temporary folder, gone with its data afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::scratch;
use crate::failure::{At, Failure};
use crate::process;
use crate::setup;

const START_TIMEOUT: Duration = Duration::from_secs(30);
const STOP_TIMEOUT: Duration = Duration::from_secs(10);
const PAUSE: Duration = Duration::from_millis(50);

/// The beginning of the folders' names; the process's id follows.
const FOLDER: &str = "switchboard-postgres-";

#[derive(Debug)]
pub(crate) struct Scratch {
    folder: PathBuf,
    server: Child,
}

impl Scratch {
    pub(crate) fn start() -> Result<Self, Failure> {
        scratch::remove_left_behind(FOLDER);
        let folder = std::env::temp_dir().join(format!("{FOLDER}{}", std::process::id()));
        fs::create_dir_all(&folder).at(&folder)?;
        let server = prepare(&folder).and_then(|()| serve(&folder));
        let server = server.inspect_err(|_| scratch::remove(&folder))?;
        let mut scratch = Self { folder, server };
        scratch.wait_until_ready()?;
        Ok(scratch)
    }

    /// For sqlx and for `psql`.
    pub(crate) fn url(&self) -> String {
        format!("postgres://postgres@localhost/postgres?host={}", self.folder.display())
    }

    fn wait_until_ready(&mut self) -> Result<(), Failure> {
        let start = Instant::now();
        while start.elapsed() < START_TIMEOUT {
            let mut ask = Command::new(program("pg_isready")?);
            if process::works(ask.arg("--host").arg(&self.folder)) {
                return Ok(());
            }
            if self.has_ended() {
                break;
            }
            std::thread::sleep(PAUSE);
        }
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        Err(Failure::Usage(format!("PostgreSQL does not start:\n{log}")))
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.server.try_wait(), Ok(None))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // SIGQUIT is its immediate shutdown: it frees its shared memory, and nobody needs the data.
        let id = self.server.id().to_string();
        process::works(Command::new("kill").args(["-QUIT", &id]));
        let start = Instant::now();
        while !self.has_ended() && start.elapsed() < STOP_TIMEOUT {
            std::thread::sleep(PAUSE);
        }
        scratch::remove(&self.folder);
    }
}

fn prepare(folder: &Path) -> Result<(), Failure> {
    if setup::is_root()? {
        // PostgreSQL refuses to run as root.
        process::run(Command::new("chown").arg("postgres").arg(folder))?;
    }
    let mut initdb = unprivileged("initdb", folder)?;
    initdb.args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C"]);
    initdb.args(["--no-sync", "--pgdata"]).arg(folder.join("data"));
    process::read(&mut initdb).map(drop)
}

/// As a child, so that an interrupt from the terminal ends it too.
fn serve(folder: &Path) -> Result<Child, Failure> {
    let mut server = unprivileged("postgres", folder)?;
    server.arg("-D").arg(folder.join("data")).arg("-k").arg(folder);
    // No network, no waiting for the disk: the data lives as long as the tests.
    for setting in [
        "listen_addresses=",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "max_connections=300",
    ] {
        server.args(["-c", setting]);
    }
    let log = folder.join("log");
    let output = fs::File::create(&log).at(&log)?;
    let errors = output.try_clone().at(&log)?;
    server.stdin(Stdio::null()).stdout(output).stderr(errors);
    server.spawn().map_err(|source| Failure::Start { command: "postgres".into(), source })
}

fn unprivileged(name: &str, folder: &Path) -> Result<Command, Failure> {
    let program = program(name)?;
    let mut command = if setup::is_root()? {
        let mut command = Command::new("runuser");
        command.args(["-u", "postgres", "--"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir(folder);
    Ok(command)
}

fn program(name: &str) -> Result<PathBuf, Failure> {
    let install = "sudo apt-get install --yes postgresql";
    setup::postgresql_program(name).ok_or_else(|| Failure::missing(name, install))
}
