//! The connections of both databases behind one type, and the macro that runs one SQL text on either.

use std::fmt;

use futures::{Stream, TryStreamExt};
use sqlx::{
    AssertSqlSafe, Either, PgConnection, Postgres, SqlSafeStr, SqlStr, Sqlite, SqliteConnection,
    Transaction, pool::PoolConnection,
};

use crate::{Error, scribe::Lease};

/// A connection to either database. Every function of the nouns takes one; where it comes from
/// ([`Store::read`](crate::Store::read), [`snapshot`](crate::Store::snapshot),
/// [`write`](crate::Store::write)) decides what it may do.
///
/// Once a statement has failed, or was cut short, every further one fails with [`Error::Failed`]:
/// so that a transaction half of which went wrong can never be committed, on either database.
pub struct Conn {
    link: Link,
    is_sound: bool,
}

pub(crate) enum Link {
    SqliteReader(PoolConnection<Sqlite>),
    SqliteSnapshot(Transaction<'static, Sqlite>),
    SqliteWriter(Lease),
    Postgres(PoolConnection<Postgres>),
    PostgresTransaction(Transaction<'static, Postgres>),
}

/// The connection proper, by database; for SQLite with what has to be run in front of the statement.
pub(crate) enum Side<'a> {
    Sqlite(&'a mut SqliteConnection, Option<&'static str>),
    Postgres(&'a mut PgConnection),
}

impl Conn {
    pub(crate) const fn new(link: Link) -> Self {
        Self { link, is_sound: true }
    }

    /// The connection for one statement. Counts as failed until [`Conn::noted`] hears that it went well,
    /// because whoever waits for it may be dropped in between.
    pub(crate) fn side(&mut self) -> Result<Side<'_>, Error> {
        if !std::mem::replace(&mut self.is_sound, false) {
            return Err(Error::Failed);
        }
        Ok(match &mut self.link {
            Link::SqliteReader(conn) => Side::Sqlite(conn, None),
            Link::SqliteSnapshot(conn) => Side::Sqlite(conn, None),
            Link::SqliteWriter(lease) => {
                let (conn, first) = lease.connection()?;
                Side::Sqlite(conn, first)
            }
            Link::Postgres(conn) => Side::Postgres(conn),
            Link::PostgresTransaction(conn) => Side::Postgres(conn),
        })
    }

    pub(crate) fn noted<T>(&mut self, result: Result<T, sqlx::Error>) -> Result<T, Error> {
        self.is_sound = result.is_ok();
        if let (Link::SqliteWriter(lease), true) = (&mut self.link, self.is_sound) {
            lease.confirm();
        }
        result.map_err(Error::from)
    }

    pub(crate) const fn is_sqlite(&self) -> bool {
        matches!(self.link, Link::SqliteReader(_) | Link::SqliteSnapshot(_) | Link::SqliteWriter(_))
    }

    pub(crate) async fn commit(self) -> Result<(), Error> {
        if !self.is_sound {
            return Err(Error::Failed);
        }
        match self.link {
            Link::SqliteWriter(lease) => lease.commit().await,
            Link::PostgresTransaction(transaction) => {
                transaction.commit().await.map_err(|e| Error::NotCommitted(e.into()))
            }
            // Nothing was written on these.
            Link::SqliteReader(_) | Link::SqliteSnapshot(_) | Link::Postgres(_) => Ok(()),
        }
    }
}

impl fmt::Debug for Conn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let database = if self.is_sqlite() { "sqlite" } else { "postgres" };
        f.debug_struct("Conn")
            .field("database", &database)
            .field("is_sound", &self.is_sound)
            .finish()
    }
}

/// Runs one SQL text on whichever database the connection is to.
///
/// `sql!(conn, change, TEXT, values…)` gives the number of rows changed, `first` the first row if any,
/// `all` every row; `all with` and `change with` take a built text and a list of [`Value`](crate::clause::Value)s.
macro_rules! sql {
    ($conn:expr, change, $text:expr $(, $value:expr)* $(,)?) => {
        sql!(@on $conn, $text, db, text => {
            let done = sqlx::Executor::fetch_many(db, sqlx::query(text)$(.bind($value))*);
            $crate::connection::changes(done, |done| done.rows_affected())
                .await
                .map(|changes| changes.last().copied().unwrap_or_default())
        })
    };
    ($conn:expr, first, $text:expr $(, $value:expr)* $(,)?) => {
        sql!(@on $conn, $text, db, text =>
            sqlx::query_as(text)$(.bind($value))*.fetch_optional(db).await)
    };
    ($conn:expr, all, $text:expr $(, $value:expr)* $(,)?) => {
        sql!(@on $conn, $text, db, text =>
            sqlx::query_as(text)$(.bind($value))*.fetch_all(db).await)
    };
    ($conn:expr, all with, $text:expr, $values:expr) => {
        sql!(@on $conn, sqlx::AssertSqlSafe($text), db, text =>
            sql!(@bind sqlx::query_as(text), $values).fetch_all(db).await)
    };
    ($conn:expr, change with, $text:expr, $values:expr) => {
        sql!(@on $conn, sqlx::AssertSqlSafe($text), db, text => {
            let done = sqlx::Executor::fetch_many(db, sql!(@bind sqlx::query(text), $values));
            $crate::connection::changes(done, |done| done.rows_affected())
                .await
                .map(|changes| changes.last().copied().unwrap_or_default())
        })
    };
    (@on $conn:expr, $text:expr, $db:ident, $query:ident => $run:expr) => {{
        let conn: &mut $crate::Conn = $conn;
        let result = match conn.side()? {
            $crate::connection::Side::Sqlite($db, first) => {
                let $query = $crate::connection::after(first, $text);
                $run
            }
            $crate::connection::Side::Postgres($db) => {
                let $query = sqlx::SqlSafeStr::into_sql_str($text);
                $run
            }
        };
        conn.noted(result)
    }};
    (@bind $query:expr, $values:expr) => {{
        let mut query = $query;
        for value in $values {
            query = match value {
                $crate::clause::Value::Id(id) => query.bind(id),
                $crate::clause::Value::Number(number) => query.bind(number),
                $crate::clause::Value::Text(text) => query.bind(text),
                $crate::clause::Value::Bytes(bytes) => query.bind(bytes),
            };
        }
        query
    }};
}

pub(crate) use sql;

/// A statement with what is to be run in front of it.
pub(crate) fn after(first: Option<&'static str>, text: impl SqlSafeStr) -> SqlStr {
    let text = text.into_sql_str();
    match first {
        None => text,
        // Both are this program's own.
        Some(first) => AssertSqlSafe(format!("{first}{}", text.as_str())).into_sql_str(),
    }
}

/// How many rows each statement of a text changed, in order.
pub(crate) async fn changes<D, R>(
    mut done: impl Stream<Item = Result<Either<D, R>, sqlx::Error>> + Unpin,
    rows: impl Fn(D) -> u64,
) -> Result<Vec<u64>, sqlx::Error> {
    let mut changes = Vec::new();
    while let Some(step) = done.try_next().await? {
        if let Either::Left(done) = step {
            changes.push(rows(done));
        }
    }
    Ok(changes)
}
