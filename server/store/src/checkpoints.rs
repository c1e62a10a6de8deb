//! Checkpoints of a SQLite file: its log is written into it beside the writing, on a connection of their own.
//!
//! At the end of a commit, where SQLite does it by itself, everybody who writes would wait for it.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicU32, Ordering},
};

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::{
    runtime::Handle,
    sync::{
        Mutex as Turn, OwnedMutexGuard,
        mpsc::{self, Receiver, Sender},
    },
    task::JoinHandle,
};

/// Statements after which it is done: about a thousand pages of what people say.
const STATEMENTS: u32 = 128;

/// Counts what is written, and has the log written into the file now and then. Ends when dropped.
pub(crate) struct Checkpoints {
    statements: AtomicU32,
    worker: Mutex<Option<Worker>>,
    /// Held while one is done: SQLite refuses a second at once instead of waiting.
    turn: Arc<Turn<()>>,
}

struct Worker {
    due: Sender<()>,
    task: JoinHandle<()>,
}

impl Checkpoints {
    pub(crate) fn start(options: SqliteConnectOptions, runtime: &Handle) -> Self {
        let (due, is_due) = mpsc::channel(1);
        let turn = Arc::default();
        let task = runtime.spawn(keep(options, is_due, Arc::clone(&turn)));
        Self { statements: AtomicU32::new(0), worker: Mutex::new(Some(Worker { due, task })), turn }
    }

    /// So many statements were run by the writer.
    pub(crate) fn note(&self, statements: u32) {
        let before = self.statements.fetch_add(statements, Ordering::Relaxed);
        if before.saturating_add(statements) < STATEMENTS {
            return;
        }
        self.statements.store(0, Ordering::Relaxed);
        let worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(worker) = &*worker {
            // Where one is due already, this is part of it.
            worker.due.try_send(()).ok();
        }
    }

    /// Waits for one that is being done; none begins as long as this is held.
    pub(crate) async fn pause(&self) -> OwnedMutexGuard<()> {
        Arc::clone(&self.turn).lock_owned().await
    }

    /// Closes their connection.
    pub(crate) async fn stop(&self) {
        let worker = self.worker.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Worker { due, task }) = worker {
            drop(due);
            task.await.ok();
        }
    }
}

async fn keep(options: SqliteConnectOptions, mut is_due: Receiver<()>, turn: Arc<Turn<()>>) {
    let mut held = None;
    while is_due.recv().await.is_some() {
        let _mine = turn.lock().await;
        // What fails is tried again when the next is due; until then the log grows, and then the writer does it.
        match write_log(&options, held.take()).await {
            Ok(conn) => held = Some(conn),
            Err(error) => tracing::warn!(%error, "the database's log cannot be written into it"),
        }
    }
    if let Some(conn) = held {
        conn.close().await.ok();
    }
}

/// As much as nobody who reads stands in the way of.
async fn write_log(
    options: &SqliteConnectOptions,
    held: Option<SqliteConnection>,
) -> Result<SqliteConnection, sqlx::Error> {
    let mut conn = match held {
        Some(conn) => conn,
        None => SqliteConnection::connect_with(options).await?,
    };
    sqlx::query("PRAGMA wal_checkpoint(PASSIVE)").execute(&mut conn).await?;
    Ok(conn)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use model::moment::Moment;

    use super::*;
    use crate::{Store, audit};

    /// What the file holds without its log.
    async fn lines_in_file(path: &std::path::Path) -> i64 {
        let options = SqliteConnectOptions::new().filename(path).read_only(true).immutable(true);
        let mut conn = SqliteConnection::connect_with(&options).await.unwrap();
        sqlx::query_scalar("SELECT count(*) FROM audit").fetch_one(&mut conn).await.unwrap_or(0)
    }

    #[tokio::test]
    async fn what_is_written_gets_into_the_file_beside_the_writing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("switchboard.db");
        let store = Store::open(path.to_str().unwrap()).await.unwrap();
        let mut written = 0;
        for _ in 0..2 * STATEMENTS {
            let mut write = store.write().await.unwrap();
            audit::add(&mut write, Moment(0), None, "tested", "").await.unwrap();
            write.commit().await.unwrap();
            written += 1;
        }
        let until = tokio::time::Instant::now() + Duration::from_secs(30);
        while lines_in_file(&path).await == 0 {
            assert!(tokio::time::Instant::now() < until, "{written} lines are all in the log");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        store.close().await;
        assert_eq!(lines_in_file(&path).await, i64::from(written));
        assert!(!path.with_extension("db-wal").exists());
    }

    #[tokio::test]
    async fn cc_14_the_log_is_not_cut_while_it_is_being_written_into_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("switchboard.db");
        let store = Store::open(path.to_str().unwrap()).await.unwrap();
        let held = store.checkpoints().unwrap().pause().await;
        let other = store.clone();
        let sweep = tokio::spawn(async move { other.sweep().await });
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert!(!sweep.is_finished());
        drop(held);
        assert!(sweep.await.unwrap().unwrap());
        store.close().await;
    }
}
