//! Where a database is, read from its address.

use std::path::PathBuf;

use sqlx::postgres::PgConnectOptions;

use crate::OpenError;

/// A database's address, understood.
pub(crate) enum Address {
    Sqlite(PathBuf),
    Postgres(Box<PgConnectOptions>),
}

impl Address {
    /// Reads `sqlite:///path`, `sqlite://path`, a plain path, or `postgres://…`.
    pub(crate) fn parse(url: &str) -> Result<Self, OpenError> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = url.parse::<PgConnectOptions>().map_err(|e| bad(&e.to_string()))?;
            return Ok(Self::Postgres(Box::new(options)));
        }
        let path = url.strip_prefix("sqlite://").or(url.strip_prefix("sqlite:")).unwrap_or(url);
        if path.contains("://") {
            return Err(bad("unknown kind of database"));
        }
        if path.is_empty() || path.starts_with(":memory:") {
            return Err(bad("a path is needed: a database in memory would forget everything"));
        }
        if path.contains('?') {
            return Err(bad("options after a path are not understood"));
        }
        Ok(Self::Sqlite(PathBuf::from(path)))
    }
}

fn bad(why: &str) -> OpenError {
    OpenError::BadUrl { why: String::from(why) }
}
