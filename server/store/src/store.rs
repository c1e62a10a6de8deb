//! The store: one database, read by many, written in turn.

use std::{
    fmt,
    ops::{Deref, DerefMut},
    sync::Arc,
    time::Duration,
};

use sqlx::{
    PgPool, Postgres, SqlitePool, pool::PoolOptions, postgres::PgConnectOptions,
    sqlite::SqliteConnectOptions,
};
use tokio::runtime::Handle;

use crate::{
    Conn, Error, OpenError,
    address::Address,
    batch::Batch,
    checkpoints::Checkpoints,
    clause::Value,
    connection::{Link, sql},
    conversations::SAID,
    erasures::sweep,
    file, migrations,
    scribe::Scribe,
    search::catching_up,
};

/// Connections to PostgreSQL, readers and writers together.
const POSTGRES_CONNECTIONS: u32 = 16;
/// Connections that read a SQLite file; each is a thread.
const SQLITE_READERS: u32 = 4;
/// How long to wait for a free connection.
const ACQUIRE_TIMEOUT: Duration = Duration::from_secs(10);
/// A connection that rested longer than this is tried before it is used.
const TRUSTED_REST: Duration = Duration::from_secs(5);

const BEGIN_SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

enum Shared {
    Sqlite { readers: SqlitePool, scribe: Scribe, options: Box<SqliteConnectOptions> },
    Postgres { pool: PgPool },
}

impl Store {
    /// Opens `sqlite:///path/to.db` (made if missing; a plain path will do) or `postgres://…`,
    /// and brings it to this program's version.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        let store = Self::brought_to(url, migrations::NEWEST).await?;
        catching_up::run(&store).await.map_err(OpenError::Unindexed)?;
        Ok(store)
    }

    /// Opens it with the steps up to `last` and no other, as a program of that version leaves it.
    pub(crate) async fn brought_to(url: &str, last: i64) -> Result<Self, OpenError> {
        let shared = match Address::parse(url)? {
            Address::Sqlite(path) => {
                let lock = file::claim(&path)?;
                let options = file::writer(&path);
                let mut conn = file::connect(&options).await?;
                migrations::on_sqlite(&mut conn, last).await?;
                let readers = pool(SQLITE_READERS).connect_lazy_with(file::reader(&path));
                let kept = Box::new(options.clone());
                let checkpoints = Checkpoints::start(file::checkpointer(&path), &Handle::current());
                let scribe = Scribe::start(conn, options, (SAID, checkpoints), lock);
                Shared::Sqlite { readers, scribe, options: kept }
            }
            Address::Postgres(options) => {
                Shared::Postgres { pool: open_postgres(*options, last).await? }
            }
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// A connection to read with.
    ///
    /// # Errors
    /// `Database` when none is free in time, `Closed`.
    pub async fn read(&self) -> Result<Read, Error> {
        let link = match &*self.shared {
            Shared::Sqlite { readers, .. } => Link::SqliteReader(readers.acquire().await?),
            Shared::Postgres { pool } => Link::Postgres(pool.acquire().await?),
        };
        Ok(Read { conn: Conn::new(link) })
    }

    /// A connection to read with, on which everything is as it was at the first look.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn snapshot(&self) -> Result<Read, Error> {
        let link = match &*self.shared {
            Shared::Sqlite { readers, .. } => Link::SqliteSnapshot(readers.begin().await?),
            Shared::Postgres { pool } => {
                Link::PostgresTransaction(pool.begin_with(BEGIN_SNAPSHOT).await?)
            }
        };
        Ok(Read { conn: Conn::new(link) })
    }

    /// A transaction. On SQLite one at a time: wait for nothing slow while holding it.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub async fn write(&self) -> Result<Write, Error> {
        let link = match &*self.shared {
            Shared::Sqlite { scribe, .. } => Link::SqliteWriter(scribe.lend().await?),
            Shared::Postgres { pool } => Link::PostgresTransaction(pool.begin().await?),
        };
        Ok(Write { conn: Conn::new(link) })
    }

    /// Writes [`SAID`] with these values, in a transaction of its own or with others'. Returns when it is
    /// durable; `false` when it changed nothing.
    pub(crate) async fn hand_in(&self, values: Vec<Value>) -> Result<bool, Error> {
        match &*self.shared {
            Shared::Sqlite { scribe, .. } => scribe.hand_in(values).await,
            Shared::Postgres { .. } => {
                let mut write = self.write().await?;
                let is_kept =
                    Batch::of(SAID, values).run(&mut write).await?.iter().all(|row| *row == 1);
                if is_kept {
                    write.commit().await?;
                }
                Ok(is_kept)
            }
        }
    }

    /// Whether reading and writing work.
    ///
    /// # Errors
    /// Those of whichever does not.
    pub async fn check(&self) -> Result<(), Error> {
        const QUESTION: &str = "SELECT id FROM settings WHERE id = 0";
        let _: Option<(i64,)> = sql!(&mut *self.read().await?, first, QUESTION)?;
        let _: Option<(i64,)> = sql!(&mut *self.write().await?, first, QUESTION)?;
        Ok(())
    }

    /// Takes what was deleted out of the files too, as far as the database allows; `false` when somebody read for
    /// so long that it has to be done again later. Others write in between.
    ///
    /// # Errors
    /// `Database`, `Closed`.
    pub async fn sweep(&self) -> Result<bool, Error> {
        match &*self.shared {
            Shared::Sqlite { options, scribe, .. } => {
                for merge in sweep::INDEXES {
                    let mut is_first = true;
                    loop {
                        let mut write = self.write().await?;
                        let goes_on = sweep::join(&mut write, merge, is_first).await?;
                        write.commit().await?;
                        if !goes_on {
                            break;
                        }
                        is_first = false;
                    }
                }
                let mut write = self.write().await?;
                sweep::forget_words(&mut write).await?;
                write.commit().await?;
                let _alone = scribe.checkpoints().pause().await;
                Ok(sweep::cut_log(options).await?)
            }
            Shared::Postgres { pool } => Ok(sweep::vacuum(pool).await.map(|()| true)?),
        }
    }

    #[cfg(test)]
    pub(crate) fn checkpoints(&self) -> Option<&Checkpoints> {
        match &*self.shared {
            Shared::Sqlite { scribe, .. } => Some(scribe.checkpoints()),
            Shared::Postgres { .. } => None,
        }
    }

    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        matches!(*self.shared, Shared::Sqlite { .. })
    }

    #[cfg(test)]
    pub(crate) fn waiting_to_write(&self) -> usize {
        match &*self.shared {
            Shared::Sqlite { scribe, .. } => scribe.waiting(),
            Shared::Postgres { .. } => 0,
        }
    }

    #[cfg(test)]
    pub(crate) fn slips_to_write(&self) -> usize {
        match &*self.shared {
            Shared::Sqlite { scribe, .. } => scribe.slips(),
            Shared::Postgres { .. } => 0,
        }
    }

    /// Lets those who wait to write do so, then closes every connection, for all clones.
    pub async fn close(self) {
        match &*self.shared {
            Shared::Sqlite { readers, scribe, .. } => {
                readers.close().await;
                scribe.close().await;
            }
            Shared::Postgres { pool } => pool.close().await,
        }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Store").field("is_sqlite", &self.is_sqlite()).finish()
    }
}

fn pool<DB: sqlx::Database>(connections: u32) -> PoolOptions<DB> {
    PoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(ACQUIRE_TIMEOUT)
        .idle_timeout(None)
        .max_lifetime(None)
        .test_before_acquire(false)
}

async fn open_postgres(options: PgConnectOptions, last: i64) -> Result<PgPool, OpenError> {
    use sqlx::{ConnectOptions, Connection};
    let pool = pool::<Postgres>(POSTGRES_CONNECTIONS)
        .before_acquire(|conn, rest| {
            Box::pin(async move {
                if rest.idle_for > TRUSTED_REST {
                    conn.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(options.disable_statement_logging())
        .await
        .map_err(OpenError::Unreachable)?;
    let mut conn = pool.acquire().await.map_err(OpenError::Unreachable)?;
    migrations::on_postgres(&mut conn, last).await?;
    drop(conn);
    Ok(pool)
}

/// A connection to read with; given back when dropped.
#[derive(Debug)]
pub struct Read {
    conn: Conn,
}

/// A transaction; taken back when dropped without [`Write::commit`], even in the midst of a statement.
#[derive(Debug)]
pub struct Write {
    conn: Conn,
}

impl Write {
    /// Keeps what was written. Returns when it is durable, together with what others wrote at the time.
    ///
    /// # Errors
    /// `NotCommitted`; `Failed` when a statement failed before. Either way nothing was kept.
    pub async fn commit(self) -> Result<(), Error> {
        self.conn.commit().await
    }
}

impl Deref for Read {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Read {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

impl Deref for Write {
    type Target = Conn;
    fn deref(&self) -> &Conn {
        &self.conn
    }
}

impl DerefMut for Write {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.conn
    }
}

#[cfg(test)]
pub(crate) mod tests;
