//! The one writer of a SQLite file: lends its connection in turn, and commits what several wrote at once.
//!
//! A transaction of the file is a group; each writer has a savepoint in it, so that one who gives up takes
//! back only their own. The group is committed as soon as nobody waits, and only then are its members told.

use std::{fs::File, sync::Arc};

use sqlx::{Connection, SqliteConnection, sqlite::SqliteConnectOptions};
use tokio::sync::{mpsc, oneshot};

use crate::Error;

/// Turns in a group at most: its first member should not wait forever for the commit.
const GROUP_LIMIT: usize = 64;
/// Writers who may stand in line; the next ones wait to get in line.
const QUEUE_LIMIT: usize = 1024;

const BEGIN: &str = "BEGIN IMMEDIATE; SAVEPOINT writer";
const KEEP_AND_NEXT: &str = "RELEASE writer; SAVEPOINT writer";
const KEEP_AND_COMMIT: &str = "COMMIT";
const UNDO_AND_NEXT: &str = "ROLLBACK TO writer";
const UNDO_AND_COMMIT: &str = "ROLLBACK TO writer; COMMIT";

type Answer = oneshot::Sender<Result<(), Error>>;

enum Request {
    Lend(oneshot::Sender<Result<Lease, Error>>),
    Close(oneshot::Sender<()>),
}

enum Outcome {
    Keep(Answer),
    Undo,
}

struct Returned {
    conn: SqliteConnection,
    outcome: Outcome,
}

/// The right to write, until committed or dropped.
pub(crate) struct Lease {
    held: Option<(SqliteConnection, oneshot::Sender<Returned>)>,
}

impl Lease {
    pub(crate) fn connection(&mut self) -> Result<&mut SqliteConnection, Error> {
        self.held
            .as_mut()
            .map(|(conn, _)| conn)
            .ok_or(Error::Closed)
    }

    /// Returns when what was written is durable.
    pub(crate) async fn commit(mut self) -> Result<(), Error> {
        let (answer, committed) = oneshot::channel();
        self.give_back(Outcome::Keep(answer));
        committed.await.unwrap_or(Err(Error::Closed))
    }

    fn give_back(&mut self, outcome: Outcome) {
        if let Some((conn, back)) = self.held.take() {
            // The scribe waits for every lease; if it is gone, so is the runtime, and the connection just closes.
            back.send(Returned { conn, outcome }).ok();
        }
    }
}

impl Drop for Lease {
    fn drop(&mut self) {
        self.give_back(Outcome::Undo);
    }
}

/// Where writers stand in line.
#[derive(Debug)]
pub(crate) struct Scribe {
    queue: mpsc::Sender<Request>,
}

impl Scribe {
    /// Starts the writer with an open connection; keeps `lock` until the connection is closed.
    pub(crate) fn start(conn: SqliteConnection, options: SqliteConnectOptions, lock: File) -> Self {
        let (queue, requests) = mpsc::channel(QUEUE_LIMIT);
        let desk = Desk {
            conn: Some(conn),
            options,
            requests,
            put_off: None,
        };
        tokio::spawn(async move {
            desk.run().await;
            drop(lock);
        });
        Self { queue }
    }

    /// Waits in line for the right to write.
    pub(crate) async fn lend(&self) -> Result<Lease, Error> {
        let (lend, lent) = oneshot::channel();
        self.queue
            .send(Request::Lend(lend))
            .await
            .map_err(|_| Error::Closed)?;
        lent.await.unwrap_or(Err(Error::Closed))
    }

    /// Lets those in line write, then closes the file.
    pub(crate) async fn close(&self) {
        let (close, closed) = oneshot::channel();
        if self.queue.send(Request::Close(close)).await.is_ok() {
            closed.await.ok();
        }
    }
}

/// The scribe's own side of the line.
struct Desk {
    conn: Option<SqliteConnection>,
    options: SqliteConnectOptions,
    requests: mpsc::Receiver<Request>,
    /// Taken from the line, but not served because the group failed first.
    put_off: Option<Request>,
}

impl Desk {
    async fn run(mut self) {
        let mut closing = Vec::new();
        while let Some(request) = self.next().await {
            match request {
                Request::Lend(lend) => self.group(lend).await,
                Request::Close(closed) => {
                    self.requests.close();
                    closing.push(closed);
                }
            }
        }
        if let Some(conn) = self.conn.take() {
            log_failure(conn.close().await, "closing");
        }
        drop(closing);
    }

    async fn next(&mut self) -> Option<Request> {
        match self.put_off.take() {
            Some(request) => Some(request),
            None => self.requests.recv().await,
        }
    }

    /// One transaction of the file: from the first writer until nobody waits.
    async fn group(&mut self, first: oneshot::Sender<Result<Lease, Error>>) {
        let mut conn = match self.begin().await {
            Ok(conn) => conn,
            Err(error) => {
                first.send(Err(error.into())).ok();
                return;
            }
        };
        let mut members = Vec::new();
        let mut next = Some(first);
        let mut turns = 0;
        let mut result = Ok(());
        while let (Some(lend), Ok(())) = (next.take(), &result) {
            let Some(returned) = lend_out(conn, lend).await else {
                // The lease was leaked, and the connection with it.
                return lose(members, sqlx::Error::WorkerCrashed);
            };
            conn = returned.conn;
            turns += 1;
            next = if turns < GROUP_LIMIT {
                self.waiting()
            } else {
                None
            };
            let step = match (returned.outcome, next.is_some()) {
                (Outcome::Keep(answer), is_more) => {
                    members.push(answer);
                    if is_more {
                        KEEP_AND_NEXT
                    } else {
                        KEEP_AND_COMMIT
                    }
                }
                (Outcome::Undo, true) => UNDO_AND_NEXT,
                (Outcome::Undo, false) => UNDO_AND_COMMIT,
            };
            result = run(&mut conn, step).await;
        }
        match result {
            Ok(()) => {
                self.conn = Some(conn);
                members
                    .into_iter()
                    .for_each(|answer| drop(answer.send(Ok(()))));
            }
            Err(error) => {
                self.put_off = next.map(Request::Lend).or(self.put_off.take());
                // Closing rolls back whatever is left of the transaction; the next group opens the file anew.
                log_failure(conn.close().await, "closing after a failure");
                lose(members, error);
            }
        }
    }

    async fn begin(&mut self) -> Result<SqliteConnection, sqlx::Error> {
        let mut conn = match self.conn.take() {
            Some(conn) => conn,
            None => SqliteConnection::connect_with(&self.options).await?,
        };
        // On failure the connection is dropped, and opened anew for the next writer.
        run(&mut conn, BEGIN).await?;
        Ok(conn)
    }

    /// The next writer in line.
    fn waiting(&mut self) -> Option<oneshot::Sender<Result<Lease, Error>>> {
        match self.requests.try_recv() {
            Ok(Request::Lend(lend)) => Some(lend),
            Ok(close) => {
                self.put_off = Some(close);
                None
            }
            Err(_) => None,
        }
    }
}

fn lose(members: Vec<Answer>, error: sqlx::Error) {
    tracing::error!(%error, members = members.len(), "a group of writes was lost");
    let error = Arc::new(error);
    for answer in members {
        answer
            .send(Err(Error::NotCommitted(Arc::clone(&error))))
            .ok();
    }
}

/// Hands the connection to a writer and waits for it to come back; a writer who is gone gives it back at once.
async fn lend_out(
    conn: SqliteConnection,
    lend: oneshot::Sender<Result<Lease, Error>>,
) -> Option<Returned> {
    let (back, returned) = oneshot::channel();
    // An unwanted lease comes back as the send's error and is dropped, which returns it.
    drop(lend.send(Ok(Lease {
        held: Some((conn, back)),
    })));
    returned.await.ok()
}

async fn run(conn: &mut SqliteConnection, text: &'static str) -> Result<(), sqlx::Error> {
    sqlx::query(text).execute(conn).await.map(drop)
}

fn log_failure(result: Result<(), sqlx::Error>, doing: &'static str) {
    if let Err(error) = result {
        tracing::warn!(%error, doing, "the database file");
    }
}
