//! What can go wrong between Switchboard and its database.

use std::{path::PathBuf, sync::Arc};

/// Why a database could not be opened. No variant carries the address: it may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the database address is not one of sqlite:///path or postgres://host/name: {why}")]
    BadUrl { why: String },
    #[error("cannot write to {}", path.display())]
    NotWritable {
        path: PathBuf,
        #[source]
        source: std::io::Error,
    },
    /// Another process has it open.
    #[error("{} is in use by another process", path.display())]
    Locked { path: PathBuf },
    /// Written by a later version of Switchboard.
    #[error("the database is at version {found}, this program knows versions up to {known}")]
    Newer { found: i64, known: i64 },
    /// Nobody answers there, or the answer was no.
    #[error("the database server cannot be reached")]
    Unreachable(#[source] sqlx::Error),
    #[error("the database cannot be used")]
    Broken(#[source] sqlx::Error),
    #[error("the search indexes cannot be made")]
    Unindexed(#[source] Error),
}

/// Why something could not be read or written. After any of these the transaction is over: drop it.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Somebody else has this name, address or id.
    #[error("already there")]
    Duplicate,
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
    /// What was written could not be made durable; nothing of it was kept.
    #[error("the database could not commit")]
    NotCommitted(#[source] Arc<sqlx::Error>),
    /// The database file could not be opened again after a failure; the next try may succeed.
    #[error("the database cannot be opened")]
    Unopened(#[source] Arc<sqlx::Error>),
    /// Far too many wait to write already.
    #[error("too many writers are waiting")]
    Busy,
    /// What is stored cannot be read.
    #[error("{what} is stored in a form that cannot be read")]
    Corrupt { what: &'static str },
    /// The place a page should start from was not given out by this store.
    #[error("no such page")]
    NoSuchPage,
    /// A statement before this one failed or was cut short.
    #[error("the transaction has failed before")]
    Failed,
    #[error("the store is closed")]
    Closed,
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(e) if e.is_unique_violation() => Self::Duplicate,
            sqlx::Error::PoolClosed => Self::Closed,
            other => Self::Database(other),
        }
    }
}
