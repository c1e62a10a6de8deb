//! The measured servers, each a process of its own.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, bail};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::SERVE_FLOOR;

/// Limits out of the way: what is measured is not how abuse is refused.
const UNLIMITED: &[&str] = &[
    "--chats-per-minute",
    "1000000",
    "--messages-per-minute",
    "100000000",
    "--connections",
    "50000",
    "--connections-per-address",
    "50000",
];

/// A server process; killed when dropped.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    /// Kept open: a server whose output nobody takes would fail.
    _output: BufReader<ChildStdout>,
    pub(crate) address: String,
    /// From the start of the process to its saying that it is ready.
    pub(crate) ready_after: Duration,
}

impl Server {
    /// The product, on the database in a folder.
    pub(crate) fn switchboard(data: &Path) -> anyhow::Result<Self> {
        let program = beside("switchboard")?;
        let mut command = Command::new(program);
        command.args(["--listen", "127.0.0.1:0", "--data"]).arg(data).args(UNLIMITED);
        Self::start(command)
    }

    /// The floor, with its database in a folder.
    pub(crate) fn floor(folder: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg(SERVE_FLOOR).arg(folder);
        Self::start(command)
    }

    fn start(mut command: Command) -> anyhow::Result<Self> {
        let started = Instant::now();
        let mut child = command.stdout(Stdio::piped()).spawn().context("a server did not start")?;
        let mut output = BufReader::new(child.stdout.take().context("no output")?);
        let mut line = String::new();
        output.read_line(&mut line)?;
        let ready_after = started.elapsed();
        let Some((_, address)) = line.trim().rsplit_once("http://") else {
            let _ = child.kill();
            bail!("a server said {line:?} instead of where it is");
        };
        let address = address.to_owned();
        Ok(Self { child, _output: output, address, ready_after })
    }

    /// The memory it holds, in bytes.
    pub(crate) fn resident(&self) -> anyhow::Result<f64> {
        let path = format!("/proc/{}/status", self.child.id());
        let status = fs::read_to_string(&path).context("only Linux says what a process holds")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kib = line.and_then(|line| line.split_whitespace().next()).context("no VmRSS")?;
        Ok(kib.parse::<f64>()? * 1_024.0)
    }

    /// The processor time it has used.
    pub(crate) fn worked(&self) -> anyhow::Result<Duration> {
        worked(&self.child.id().to_string())
    }

    /// Asks whether it is well, and waits for the whole answer.
    pub(crate) async fn ask_health(&self) -> anyhow::Result<()> {
        let mut stream = TcpStream::connect(&self.address).await?;
        let request = "GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
        stream.write_all(request.as_bytes()).await?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await?;
        if !answer.starts_with("HTTP/1.1 200") {
            bail!("the server is not well: {answer}");
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The processor time a process has used, in all its threads; `self` is this one.
pub(crate) fn worked(process: &str) -> anyhow::Result<Duration> {
    let mut all = Duration::ZERO;
    for thread in fs::read_dir(format!("/proc/{process}/task"))? {
        let text = fs::read_to_string(thread?.path().join("schedstat"))?;
        let nanoseconds = text.split_whitespace().next().context("no time in schedstat")?;
        all += Duration::from_nanos(nanoseconds.parse()?);
    }
    Ok(all)
}

/// Another program of the same build.
pub(crate) fn beside(name: &str) -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe()?;
    let path = own.with_file_name(name);
    if !path.exists() {
        bail!("the {name} program is not built: start this by `cargo xtask bench`");
    }
    Ok(path)
}
