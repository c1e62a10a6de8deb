//! Scratch databases for tests: each its own, gone when dropped.
#![expect(clippy::expect_used, clippy::panic, reason = "a test without its database has failed")]

use std::{
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use sqlx::{AssertSqlSafe, Connection, PgConnection};
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
