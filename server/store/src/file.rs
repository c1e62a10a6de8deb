//! A SQLite file: claiming it for this process, and the connections it is written and read through.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io,
    path::{Path, PathBuf},
    time::Duration,
};

use sqlx::{
    ConnectOptions, Connection, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous},
};

use crate::OpenError;

/// Only this process uses the file; what may hold it up is a backup.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);
/// Pages of log after which a commit also writes them into the file: what is left for the writer where
/// [`Checkpoints`](crate::checkpoints::Checkpoints) never come to the end of it.
const CHECKPOINT_PAGES: &str = "8000";
/// A log that grew beyond this, while something read for long, is cut back.
const LOG_LIMIT_BYTES: &str = "67108864";
/// Prepared statements kept; the writer's are counted with each text that may be run in front of them.
const STATEMENTS: usize = 256;
/// Negative: kibibytes instead of pages.
const WRITER_CACHE: &str = "-16384";
const READER_CACHE: &str = "-4096";
/// Bytes of the file that readers see as memory: as many as SQLite is built for. See docs/adr/0042.
const READER_MAP: &str = "2147418112";

/// Makes sure that this process may write here and that no other does, as long as the answer is kept.
///
/// The claim lies on a file beside: locks on the file itself are SQLite's, and would be lost whenever
/// this process closes any handle on it.
pub(crate) fn claim(path: &Path) -> Result<File, OpenError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(".lock");
    let not_writable = |source| OpenError::NotWritable { path: path.to_owned(), source };
    let lock = open_private(&PathBuf::from(beside)).map_err(not_writable)?;
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            return Err(OpenError::Locked { path: path.to_owned() });
        }
        Err(TryLockError::Error(source)) => return Err(not_writable(source)),
    }
    open_private(path).map_err(not_writable)?;
    Ok(lock)
}

/// Nobody else on the machine has any business with what is stored.
fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// How the one writer opens the file: in WAL, durable at every commit.
pub(crate) fn writer(path: &Path) -> SqliteConnectOptions {
    common(path)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
        .pragma("journal_size_limit", LOG_LIMIT_BYTES)
        .pragma("cache_size", WRITER_CACHE)
        // What is deleted is written over: an erased contact must not be found in the file either.
        .pragma("secure_delete", "ON")
}

/// How its log is written into it.
pub(crate) fn checkpointer(path: &Path) -> SqliteConnectOptions {
    common(path).synchronous(SqliteSynchronous::Full)
}

/// How readers open it, once the writer has.
pub(crate) fn reader(path: &Path) -> SqliteConnectOptions {
    common(path).read_only(true).pragma("cache_size", READER_CACHE).pragma("mmap_size", READER_MAP)
}

fn common(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .foreign_keys(true)
        .busy_timeout(BUSY_TIMEOUT)
        .pragma("temp_store", "memory")
        .thread_name(|id| format!("sqlite-{id}"))
        .statement_cache_capacity(STATEMENTS)
        .disable_statement_logging()
}

pub(crate) async fn connect(options: &SqliteConnectOptions) -> Result<SqliteConnection, OpenError> {
    SqliteConnection::connect_with(options).await.map_err(OpenError::Broken)
}
