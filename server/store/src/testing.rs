//! Scratch databases for tests: each its own, gone when dropped.
#![expect(clippy::expect_used, clippy::panic, reason = "a test without its database has failed")]

use std::{
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};
use tempfile::TempDir;

use crate::Store;

/// Names the PostgreSQL cluster for tests: the address of a superuser.
pub const POSTGRES_VARIABLE: &str = "SWITCHBOARD_TEST_POSTGRES";

/// A fresh store that nobody else uses.
#[derive(Debug)]
pub struct Scratch {
    pub store: Store,
    /// Opens the same database.
    pub url: String,
    _place: Place,
}

/// What disappears with a scratch store.
#[derive(Debug)]
enum Place {
    Folder { _folder: TempDir },
    Database { _database: Database },
}

/// A fresh SQLite file in a folder of its own.
///
/// # Panics
/// When it cannot be made.
pub async fn sqlite() -> Scratch {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("switchboard.db").display());
    let store = Store::open(&url).await.expect("a fresh SQLite store");
    Scratch { store, url, _place: Place::Folder { _folder: folder } }
}

/// A fresh PostgreSQL database.
///
/// # Panics
/// When [`POSTGRES_VARIABLE`] is not set, or no database can be made there.
pub async fn postgres() -> Scratch {
    let (database, url) = Database::make().await;
    let store = Store::open(&url).await.expect("a fresh PostgreSQL store");
    Scratch { store, url, _place: Place::Database { _database: database } }
}

/// A fresh SQLite file as a program left it that knew the steps up to `last`.
#[cfg(test)]
pub(crate) async fn old_sqlite(last: i64) -> Scratch {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite://{}", folder.path().join("switchboard.db").display());
    let store = Store::brought_to(&url, last).await.expect("an old SQLite store");
    Scratch { store, url, _place: Place::Folder { _folder: folder } }
}

/// The same in PostgreSQL.
#[cfg(test)]
pub(crate) async fn old_postgres(last: i64) -> Scratch {
    let (database, url) = Database::make().await;
    let store = Store::brought_to(&url, last).await.expect("an old PostgreSQL store");
    Scratch { store, url, _place: Place::Database { _database: database } }
}

/// Every value of every column of every table, as text; bytes as hexadecimal digits.
///
/// # Panics
/// When something cannot be read.
pub async fn everything(scratch: &Scratch) -> Vec<String> {
    if !scratch.store.is_sqlite() {
        let mut conn = PgConnection::connect(&scratch.url).await.expect("the scratch database");
        let tables = "SELECT CAST(tablename AS text) FROM pg_tables WHERE schemaname = 'public'";
        let tables: Vec<String> =
            sqlx::query_scalar(tables).fetch_all(&mut conn).await.expect("the tables");
        let mut all = Vec::new();
        for table in tables {
            let text = AssertSqlSafe(format!("SELECT CAST(t AS text) FROM \"{table}\" t"));
            let rows: Vec<String> =
                sqlx::query_scalar(text).fetch_all(&mut conn).await.expect("the rows");
            all.extend(rows);
        }
        return all;
    }
    let mut conn = SqliteConnection::connect(&scratch.url).await.expect("the scratch file");
    let columns = "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c \
         WHERE m.type = 'table'";
    let columns: Vec<(String, String)> =
        sqlx::query_as(columns).fetch_all(&mut conn).await.expect("the columns");
    let mut all = Vec::new();
    for (table, column) in columns {
        let text = AssertSqlSafe(format!(
            "SELECT coalesce(CASE typeof(\"{column}\") WHEN 'blob' THEN hex(\"{column}\") \
             ELSE CAST(\"{column}\" AS text) END, '') FROM \"{table}\""
        ));
        let rows: Vec<String> =
            sqlx::query_scalar(text).fetch_all(&mut conn).await.expect("the values");
        all.extend(rows);
    }
    all
}

/// The words in SQLite's full-text indexes; none of PostgreSQL, which keeps them in its tables.
///
/// # Panics
/// When they cannot be read.
pub async fn indexed(scratch: &Scratch) -> Vec<String> {
    if !scratch.store.is_sqlite() {
        return Vec::new();
    }
    let mut conn = SqliteConnection::connect(&scratch.url).await.expect("the scratch file");
    let mut all = Vec::new();
    for index in ["archive_words", "contact_parts"] {
        let make = format!(
            "CREATE VIRTUAL TABLE temp.v_{index} USING fts5vocab('main', '{index}', 'row')"
        );
        sqlx::raw_sql(AssertSqlSafe(make)).execute(&mut conn).await.expect("the vocabulary");
        let text = AssertSqlSafe(format!("SELECT term FROM temp.v_{index}"));
        let terms: Vec<String> =
            sqlx::query_scalar(text).fetch_all(&mut conn).await.expect("the terms");
        all.extend(terms);
    }
    all
}

/// The bytes of a SQLite database's files, its log among them; none of PostgreSQL.
///
/// # Panics
/// When they cannot be read.
#[must_use]
pub fn files(scratch: &Scratch) -> Vec<u8> {
    let Some(path) = scratch.url.strip_prefix("sqlite://") else { return Vec::new() };
    let mut bytes = std::fs::read(path).expect("the database file");
    bytes.extend(std::fs::read(format!("{path}-wal")).unwrap_or_default());
    bytes
}

#[derive(Debug)]
struct Database {
    cluster: String,
    name: String,
}

impl Database {
    async fn make() -> (Self, String) {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let Ok(cluster) = std::env::var(POSTGRES_VARIABLE) else {
            panic!(
                "{POSTGRES_VARIABLE} is not set: `cargo xtask test` starts a PostgreSQL and sets it"
            );
        };
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("scratch_{}_{count}", std::process::id());
        let url = with_database(&cluster, &name);
        // A run that was killed may have left one of the same name.
        run(&cluster, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
        run(&cluster, format!("CREATE DATABASE {name}")).await;
        (Self { cluster, name }, url)
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let (cluster, name) = (self.cluster.clone(), self.name.clone());
        // The test's own runtime may be shutting down, and cannot be waited on from here.
        let dropped = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let text = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
            runtime.expect("a runtime").block_on(run(&cluster, text));
        });
        dropped.join().ok();
    }
}

async fn run(cluster: &str, text: String) {
    let mut conn = PgConnection::connect(cluster).await.expect("the PostgreSQL for tests");
    sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut conn).await.expect("a scratch database");
    conn.close().await.ok();
}

/// The cluster's address with another database: `postgres://…/this?…`.
fn with_database(cluster: &str, name: &str) -> String {
    let (address, options) = match cluster.split_once('?') {
        Some((address, options)) => (address, format!("?{options}")),
        None => (cluster, String::new()),
    };
    let (scheme, rest) = address.split_once("://").expect("an address such as postgres://…");
    let host = rest.split('/').next().unwrap_or_default();
    format!("{scheme}://{host}/{name}{options}")
}

/// Makes two tests of one: `name::sqlite` and `name::postgres`. The body gets a fresh [`Store`].
#[macro_export]
macro_rules! on_both {
    ($($(#[$attribute:meta])* async fn $name:ident($store:ident) $body:block)*) => {$(
        mod $name {
            use super::*;

            async fn body($store: $crate::Store) $body

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                let scratch = $crate::testing::sqlite().await;
                body(scratch.store.clone()).await;
            }

            $(#[$attribute])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                let scratch = $crate::testing::postgres().await;
                body(scratch.store.clone()).await;
            }
        }
    )*};
}
