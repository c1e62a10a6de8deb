//! Groups of writers under concurrency, failure and cancellation.

use std::{collections::BTreeSet, time::Duration};

use model::moment::Moment;
use tokio::{sync::Barrier, task::JoinSet};

use crate::{
    Conn, Error, Store, Write, audit,
    connection::sql,
    on_both,
    store::tests::poll_once,
    testing::{self, Scratch},
};

async fn add(write: &mut Write, what: &str) -> Result<(), Error> {
    audit::add(write, Moment(0), None, what, "").await
}

pub(super) async fn fail(conn: &mut Conn) -> Result<u64, Error> {
    sql!(conn, change, "UPDATE no_such_table SET a = 1")
}

/// What can only be refused at the commit of everything.
pub(super) async fn break_a_promise(conn: &mut Conn) -> Result<(), Error> {
    let _: Option<(i64,)> = sql!(conn, first, "PRAGMA defer_foreign_keys = ON")?;
    let text =
        "INSERT INTO visitors (token_hash, contact, created, expires) VALUES (x'00', x'00', 0, 0)";
    sql!(conn, change, text).map(drop)
}

async fn all(store: &Store) -> Vec<String> {
    let lines = audit::since(&mut store.read().await.unwrap(), Moment(0), 100_000).await.unwrap();
    lines.into_iter().map(|line| line.what).collect()
}

/// Waits until so many stand in line behind whoever writes.
async fn in_line(scratch: &Scratch, count: usize) {
    while scratch.store.waiting_to_write() != count {
        tokio::task::yield_now().await;
    }
}

/// A task that commits a line of its own.
fn writer(scratch: &Scratch, what: &'static str) -> tokio::task::JoinHandle<Result<(), Error>> {
    let store = scratch.store.clone();
    tokio::spawn(async move {
        let mut write = store.write().await?;
        add(&mut write, what).await?;
        write.commit().await
    })
}

on_both! {
    async fn writers_at_once_keep_what_they_committed_and_nothing_else(store) {
        const WRITERS: u64 = 16;
        const TURNS: u64 = 60;
        let mut writers = JoinSet::new();
        for number in 0..WRITERS {
            let store = store.clone();
            writers.spawn(async move {
                let mut kept = BTreeSet::new();
                for turn in 0..TURNS {
                    let what = format!("{number} {turn}");
                    if take_turn(&store, &what, number * 31 + turn * 17).await {
                        kept.insert(what);
                    }
                }
                kept
            });
        }
        let mut kept = BTreeSet::new();
        while let Some(theirs) = writers.join_next().await {
            kept.extend(theirs.unwrap());
        }
        let stored = all(&store).await;
        let mut halves: Vec<String> =
            kept.iter().flat_map(|what| [format!("{what} a"), format!("{what} b")]).collect();
        halves.sort_unstable();
        let mut sorted = stored.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, halves);
        assert!(kept.len() > 100, "{}", kept.len());
        store.check().await.unwrap();
    }
}

/// One transaction that ends one way or another; whether it was committed.
async fn take_turn(store: &Store, what: &str, seed: u64) -> bool {
    let (first, second) = (format!("{what} a"), format!("{what} b"));
    if seed % 11 == 3 {
        // Gives up in line.
        tokio::time::timeout(Duration::from_micros(seed % 200), store.write()).await.ok();
        return false;
    }
    let mut write = store.write().await.unwrap();
    match seed % 7 {
        0 => {
            poll_once(add(&mut write, &first)).await;
            return false;
        }
        1 => {
            assert!(fail(&mut write).await.is_err());
            return false;
        }
        _ => add(&mut write, &first).await.unwrap(),
    }
    match seed % 7 {
        2 => {
            tokio::time::timeout(Duration::from_micros(seed % 50), add(&mut write, &second))
                .await
                .ok();
            false
        }
        3 => {
            assert!(fail(&mut write).await.is_err());
            false
        }
        4 => false,
        _ => {
            add(&mut write, &second).await.unwrap();
            write.commit().await.unwrap();
            true
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_commit_that_fails_fails_for_everybody_in_the_group() {
    let scratch = testing::sqlite().await;
    let mut first = scratch.store.write().await.unwrap();
    add(&mut first, "first").await.unwrap();
    let store = scratch.store.clone();
    let second = tokio::spawn(async move {
        let mut write = store.write().await?;
        break_a_promise(&mut write).await?;
        write.commit().await
    });
    in_line(&scratch, 1).await;
    assert!(matches!(first.commit().await, Err(Error::NotCommitted(_))));
    assert!(matches!(second.await.unwrap(), Err(Error::NotCommitted(_))));
    assert_eq!(all(&scratch.store).await, [] as [&str; 0]);

    writer(&scratch, "next").await.unwrap().unwrap();
    assert_eq!(all(&scratch.store).await, ["next"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_fails_does_not_harm_those_before_and_after() {
    let scratch = testing::sqlite().await;
    for is_late in [false, true] {
        let mut first = scratch.store.write().await.unwrap();
        add(&mut first, "first").await.unwrap();
        let store = scratch.store.clone();
        let failing = tokio::spawn(async move {
            let mut write = store.write().await.unwrap();
            if is_late {
                add(&mut write, "lost").await.unwrap();
            }
            fail(&mut write).await.map(drop)
        });
        in_line(&scratch, 1).await;
        let last = writer(&scratch, "last");
        in_line(&scratch, 2).await;
        first.commit().await.unwrap();
        assert!(failing.await.unwrap().is_err());
        last.await.unwrap().unwrap();
    }
    assert_eq!(all(&scratch.store).await, ["first", "last", "first", "last"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_gives_up_does_not_harm_those_before_and_after() {
    let scratch = testing::sqlite().await;
    for at in 0..3 {
        let mut first = scratch.store.write().await.unwrap();
        add(&mut first, "first").await.unwrap();
        let store = scratch.store.clone();
        let lent = std::sync::Arc::new(Barrier::new(2));
        let told = std::sync::Arc::clone(&lent);
        let giving_up = tokio::spawn(async move {
            let mut write = store.write().await.unwrap();
            match at {
                0 => {}
                1 => drop(poll_once(add(&mut write, "lost")).await),
                _ => {
                    add(&mut write, "lost").await.unwrap();
                    poll_once(add(&mut write, "lost too")).await;
                }
            }
            told.wait().await;
        });
        in_line(&scratch, 1).await;
        let last = writer(&scratch, "last");
        in_line(&scratch, 2).await;
        let first = tokio::spawn(first.commit());
        lent.wait().await;
        giving_up.await.unwrap();
        first.await.unwrap().unwrap();
        last.await.unwrap().unwrap();
    }
    assert_eq!(all(&scratch.store).await, ["first", "last", "first", "last", "first", "last"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_in_line_may_leave_it() {
    let scratch = testing::sqlite().await;
    let mut first = scratch.store.write().await.unwrap();
    add(&mut first, "first").await.unwrap();
    let leaving: Vec<_> = (0..3).map(|_| writer(&scratch, "gone")).collect();
    in_line(&scratch, 3).await;
    for writer in &leaving {
        writer.abort();
    }
    for writer in leaving {
        assert!(writer.await.unwrap_err().is_cancelled());
    }
    // Nobody is left who would commit for the first.
    first.commit().await.unwrap();
    assert_eq!(all(&scratch.store).await, ["first"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_stops_waiting_for_the_commit_does_not_stop_it() {
    let scratch = testing::sqlite().await;
    let mut first = scratch.store.write().await.unwrap();
    add(&mut first, "first").await.unwrap();
    let second = writer(&scratch, "second");
    in_line(&scratch, 1).await;
    poll_once(first.commit()).await;
    second.await.unwrap().unwrap();
    assert_eq!(all(&scratch.store).await, ["first", "second"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_transaction_may_be_dropped_anywhere() {
    let scratch = testing::sqlite().await;
    let mut first = scratch.store.write().await.unwrap();
    add(&mut first, "lost").await.unwrap();
    let second = writer(&scratch, "second");
    in_line(&scratch, 1).await;
    // Not on the runtime, and in a panic at that.
    let panicked = std::thread::spawn(move || {
        let _held = first;
        panic!("on purpose");
    });
    assert!(panicked.join().is_err());
    second.await.unwrap().unwrap();
    assert_eq!(all(&scratch.store).await, ["second"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_have_their_turns_in_the_order_they_came() {
    let scratch = testing::sqlite().await;
    let first = scratch.store.write().await.unwrap();
    let names = ["a", "b", "c", "d", "e"];
    let mut writers = Vec::new();
    for (number, name) in names.into_iter().enumerate() {
        writers.push(writer(&scratch, name));
        in_line(&scratch, number + 1).await;
    }
    drop(first);
    for writer in writers {
        writer.await.unwrap().unwrap();
    }
    assert_eq!(all(&scratch.store).await, names);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_in_line_may_write_before_the_file_is_closed() {
    let scratch = testing::sqlite().await;
    let first = scratch.store.write().await.unwrap();
    let second = writer(&scratch, "second");
    in_line(&scratch, 1).await;
    let closing = tokio::spawn(scratch.store.clone().close());
    while scratch.store.read().await.is_ok() {
        tokio::task::yield_now().await;
    }
    drop(first);
    second.await.unwrap().unwrap();
    closing.await.unwrap();
    assert!(matches!(writer(&scratch, "late").await.unwrap(), Err(Error::Closed)));
    let store = Store::open(&scratch.url).await.unwrap();
    assert_eq!(all(&store).await, ["second"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_that_went_away_may_come_back() {
    let scratch = testing::sqlite().await;
    writer(&scratch, "before").await.unwrap().unwrap();
    let path = scratch.url.trim_start_matches("sqlite://").to_owned();
    let mut write = scratch.store.write().await.unwrap();
    break_a_promise(&mut write).await.unwrap();
    let away = format!("{path}.away");
    std::fs::rename(&path, &away).unwrap();
    assert!(matches!(write.commit().await, Err(Error::NotCommitted(_))));
    let refused = writer(&scratch, "lost").await.unwrap();
    assert!(matches!(refused, Err(Error::Unopened(_))), "{refused:?}");

    std::fs::rename(&away, &path).unwrap();
    writer(&scratch, "after").await.unwrap().unwrap();
    assert_eq!(all(&scratch.store).await, ["before", "after"]);
}
