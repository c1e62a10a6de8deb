//! Opening, closing, and what a transaction is worth.

use model::moment::Moment;
use sqlx::{AssertSqlSafe, Connection, PgConnection, SqliteConnection};

use super::*;
use crate::{
    audit, on_both,
    testing::{self, Scratch},
};

async fn note(store: &Store, what: &str) {
    let mut write = store.write().await.unwrap();
    audit::add(&mut write, Moment(0), None, what, "").await.unwrap();
    write.commit().await.unwrap();
}

async fn noted(store: &Store) -> Vec<String> {
    let lines = audit::since(&mut store.read().await.unwrap(), Moment(0), 1_000).await.unwrap();
    lines.into_iter().map(|line| line.what).collect()
}

on_both! {
    async fn what_was_committed_is_there_and_nothing_else(store) {
        let mut kept = store.write().await.unwrap();
        audit::add(&mut kept, Moment(0), None, "kept", "").await.unwrap();
        assert_eq!(noted(&store).await, [] as [&str; 0]);
        kept.commit().await.unwrap();
        assert_eq!(noted(&store).await, ["kept"]);

        let mut dropped = store.write().await.unwrap();
        audit::add(&mut dropped, Moment(0), None, "dropped", "").await.unwrap();
        drop(dropped);
        store.write().await.unwrap().commit().await.unwrap();
        assert_eq!(noted(&store).await, ["kept"]);
    }

    async fn a_transaction_that_failed_once_is_over(store) {
        let mut write = store.write().await.unwrap();
        audit::add(&mut write, Moment(0), None, "before", "").await.unwrap();
        assert!(fail(&mut write).await.is_err());
        let after = audit::add(&mut write, Moment(0), None, "after", "").await;
        assert!(matches!(after, Err(Error::Failed)));
        assert!(matches!(write.commit().await, Err(Error::Failed)));
        note(&store, "next").await;
        assert_eq!(noted(&store).await, ["next"]);
    }

    async fn a_transaction_cut_short_in_a_statement_is_over(store) {
        let write = loop {
            let mut write = store.write().await.unwrap();
            audit::add(&mut write, Moment(0), None, "before", "").await.unwrap();
            if poll_once(audit::add(&mut write, Moment(0), None, "cut", "")).await {
                break write;
            }
        };
        assert!(matches!(write.commit().await, Err(Error::Failed)));
        note(&store, "next").await;
        assert_eq!(noted(&store).await, ["next"]);
    }

    async fn a_snapshot_stays_as_it_was(store) {
        note(&store, "first").await;
        let mut snapshot = store.snapshot().await.unwrap();
        let before = audit::since(&mut snapshot, Moment(0), 9).await.unwrap();
        note(&store, "second").await;
        assert_eq!(audit::since(&mut snapshot, Moment(0), 9).await.unwrap(), before);
        drop(snapshot);
        assert_eq!(noted(&store).await, ["first", "second"]);
    }

    async fn a_healthy_store_says_so_until_it_is_closed(store) {
        store.check().await.unwrap();
        let other = store.clone();
        store.close().await;
        assert!(matches!(other.check().await, Err(Error::Closed)));
        assert!(matches!(other.write().await, Err(Error::Closed)));
        other.close().await;
    }

    async fn many_may_read_at_once(store) {
        note(&store, "x").await;
        let mut tasks = Vec::new();
        for _ in 0..32 {
            let store = store.clone();
            tasks.push(tokio::spawn(async move { noted(&store).await }));
        }
        for task in tasks {
            assert_eq!(task.await.unwrap(), ["x"]);
        }
    }
}

async fn fail(conn: &mut Conn) -> Result<u64, Error> {
    sql!(conn, change, "UPDATE no_such_table SET a = 1")
}

/// Begins something and lets go of it; whether it was cut short.
pub(crate) async fn poll_once<F: Future>(work: F) -> bool {
    tokio::select! {
        biased;
        _ = work => false,
        () = std::future::ready(()) => true,
    }
}

async fn reopened(scratch: &Scratch) {
    note(&scratch.store, "kept").await;
    scratch.store.clone().close().await;
    let store = Store::open(&scratch.url).await.unwrap();
    assert_eq!(noted(&store).await, ["kept"]);
    store.close().await;
}

#[tokio::test]
async fn what_was_stored_is_there_after_a_restart_sqlite() {
    reopened(&testing::sqlite().await).await;
}

#[tokio::test]
async fn what_was_stored_is_there_after_a_restart_postgres() {
    reopened(&testing::postgres().await).await;
}

#[tokio::test]
async fn two_cannot_share_a_file() {
    let scratch = testing::sqlite().await;
    let second = Store::open(&scratch.url).await;
    assert!(matches!(second, Err(OpenError::Locked { .. })), "{second:?}");
    scratch.store.clone().close().await;
    Store::open(&scratch.url).await.unwrap();
}

const FROM_THE_FUTURE: &str = "INSERT INTO _sqlx_migrations \
     (version, description, success, checksum, execution_time) VALUES (9999, 'later', TRUE, $1, 0)";

#[tokio::test]
async fn a_database_of_a_later_version_is_refused_sqlite() {
    let scratch = testing::sqlite().await;
    scratch.store.clone().close().await;
    let mut conn = SqliteConnection::connect(&scratch.url).await.unwrap();
    sqlx::query(FROM_THE_FUTURE).bind(&b"x"[..]).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    let opened = Store::open(&scratch.url).await;
    assert!(matches!(opened, Err(OpenError::Newer { found: 9999, .. })), "{opened:?}");
}

#[tokio::test]
async fn a_database_of_a_later_version_is_refused_postgres() {
    let scratch = testing::postgres().await;
    let mut conn = PgConnection::connect(&scratch.url).await.unwrap();
    sqlx::query(FROM_THE_FUTURE).bind(&b"x"[..]).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
    let opened = Store::open(&scratch.url).await;
    assert!(matches!(opened, Err(OpenError::Newer { found: 9999, .. })), "{opened:?}");
}

#[tokio::test]
async fn several_servers_may_open_one_postgres_at_once() {
    let scratch = testing::postgres().await;
    sqlx::query(AssertSqlSafe(String::from("DROP SCHEMA public CASCADE; CREATE SCHEMA public")))
        .fetch_optional(&mut PgConnection::connect(&scratch.url).await.unwrap())
        .await
        .err();
    let opened = futures::future::join_all((0..4).map(|_| Store::open(&scratch.url))).await;
    for store in opened {
        store.unwrap().check().await.unwrap();
    }
}

#[tokio::test]
async fn a_place_that_cannot_be_written_is_named() {
    let opened = Store::open("sqlite:///no/such/folder/switchboard.db").await;
    let Err(OpenError::NotWritable { path, .. }) = opened else { panic!("{opened:?}") };
    assert_eq!(path, std::path::Path::new("/no/such/folder/switchboard.db"));
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    std::fs::write(&path, "Dear diary, ".repeat(1_000)).unwrap();
    let opened = Store::open(path.to_str().unwrap()).await;
    assert!(matches!(opened, Err(OpenError::Broken(_))), "{opened:?}");
}

#[tokio::test]
async fn an_address_that_makes_no_sense_is_refused() {
    for url in ["", "sqlite::memory:", "mysql://host/db", "sqlite:///a.db?mode=ro", "postgres://["]
    {
        let opened = Store::open(url).await;
        assert!(matches!(opened, Err(OpenError::BadUrl { .. })), "{url}: {opened:?}");
    }
}

#[tokio::test]
async fn a_database_server_that_is_not_there_is_unreachable_and_no_password_is_told() {
    let opened = Store::open("postgres://ada:sesame@127.0.0.1:1/db").await;
    assert!(matches!(opened, Err(OpenError::Unreachable(_))), "{opened:?}");
    assert!(!format!("{opened:?}").contains("sesame"));
}

#[cfg(unix)]
#[tokio::test]
async fn nobody_else_on_the_machine_may_read_the_file() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = testing::sqlite().await;
    note(&scratch.store, "x").await;
    let path = scratch.url.trim_start_matches("sqlite://");
    for suffix in ["", "-wal", "-shm", ".lock"] {
        let mode = std::fs::metadata(format!("{path}{suffix}")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{suffix}");
    }
}

#[tokio::test]
async fn whoever_reads_a_file_cannot_write_it() {
    let scratch = testing::sqlite().await;
    let mut read = scratch.store.read().await.unwrap();
    assert!(audit::add(&mut read, Moment(0), None, "x", "").await.is_err());
}
