//! Slips among writers, in great number, and when the file goes away.

use tokio::task::JoinSet;

use crate::{
    Error, Store, conversations, events,
    samples::Tale,
    store::tests::poll_once,
    testing::{self, Scratch},
};

async fn begin(store: &Store, count: u64) -> Vec<Tale> {
    let tales: Vec<Tale> = (1..=count).map(Tale::of).collect();
    for tale in &tales {
        tale.store(store).await;
    }
    tales
}

/// Says the next thing by a slip.
async fn say(store: &Store, tale: &mut Tale) -> Result<bool, Error> {
    let before = tale.conversation.version;
    let event = tale.push_said("slip");
    conversations::put(store, &tale.conversation, before, &event).await
}

/// Says the next thing with the connection in hand.
async fn write(store: &Store, tale: &mut Tale) {
    let before = tale.conversation.version;
    let event = tale.push_said("turn");
    let mut write = store.write().await.unwrap();
    let (it, event) = (&tale.conversation, &[event]);
    assert!(conversations::record(&mut write, it, before, event).await.unwrap());
    write.commit().await.unwrap();
}

async fn check(store: &Store, tale: &Tale) {
    let id = tale.conversation.id;
    let mut read = store.read().await.unwrap();
    let stored = conversations::load(&mut read, id).await.unwrap();
    assert_eq!(stored.as_ref(), Some(&tale.conversation));
    assert_eq!(events::after(&mut read, id, 0, 1_000).await.unwrap(), tale.events);
}

async fn slips_in_line(scratch: &Scratch, count: usize) {
    while scratch.store.slips_to_write() != count {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slips_and_turns_at_once_are_all_kept() {
    let scratch = testing::sqlite().await;
    let mut talking = JoinSet::new();
    for (number, mut tale) in begin(&scratch.store, 24).await.into_iter().enumerate() {
        let store = scratch.store.clone();
        talking.spawn(async move {
            for turn in 0..40 {
                match (number + turn * 7) % 5 {
                    0 => write(&store, &mut tale).await,
                    1 => {
                        // Gives up with the connection in hand, or in line for it.
                        let giving_up = store.write();
                        let patience = std::time::Duration::from_micros(turn as u64 * 5);
                        drop(tokio::time::timeout(patience, giving_up).await);
                    }
                    _ => assert!(say(&store, &mut tale).await.unwrap()),
                }
            }
            tale
        });
    }
    while let Some(tale) = talking.join_next().await {
        check(&scratch.store, &tale.unwrap()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn more_slips_than_fit_in_one_transaction_are_written_in_several() {
    let scratch = testing::sqlite().await;
    let count = 2 * super::SLIPS_LIMIT + 5;
    let tales = begin(&scratch.store, count as u64).await;
    let held = scratch.store.write().await.unwrap();
    let mut talking = JoinSet::new();
    for mut tale in tales {
        let store = scratch.store.clone();
        talking.spawn(async move {
            assert!(say(&store, &mut tale).await.unwrap());
            tale
        });
    }
    slips_in_line(&scratch, count).await;
    drop(held);
    while let Some(tale) = talking.join_next().await {
        check(&scratch.store, &tale.unwrap()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slips_are_written_though_all_writers_in_line_gave_up() {
    let scratch = testing::sqlite().await;
    let count = super::SLIPS_LIMIT + 5;
    let tales = begin(&scratch.store, count as u64).await;
    let mut held = scratch.store.write().await.unwrap();
    let mut talking = JoinSet::new();
    for mut tale in tales {
        let store = scratch.store.clone();
        talking.spawn(async move {
            assert!(say(&store, &mut tale).await.unwrap());
            tale
        });
    }
    slips_in_line(&scratch, count).await;
    // Gives up in line; and nobody else may have a turn after one whose first statement failed.
    assert!(poll_once(scratch.store.write()).await);
    crate::scribe::tests::fail(&mut held).await.unwrap_err();
    drop(held);
    while let Some(tale) = talking.join_next().await {
        check(&scratch.store, &tale.unwrap()).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_handed_in_is_written_though_nobody_waits_for_it() {
    let scratch = testing::sqlite().await;
    let mut tale = begin(&scratch.store, 1).await.remove(0);
    let mut told = tale.clone();
    let held = scratch.store.write().await.unwrap();
    let store = scratch.store.clone();
    let waiting = tokio::spawn(async move { say(&store, &mut told).await });
    slips_in_line(&scratch, 1).await;
    waiting.abort();
    assert!(waiting.await.unwrap_err().is_cancelled());
    drop(held);
    scratch.store.clone().close().await;
    let late = say(&scratch.store, &mut tale.clone()).await;
    assert!(matches!(late, Err(Error::Closed)));
    tale.push_said("slip");
    let store = Store::open(&scratch.url).await.unwrap();
    check(&store, &tale).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slip_that_cannot_be_written_is_answered_and_the_next_one_is_written() {
    let scratch = testing::sqlite().await;
    let mut tale = begin(&scratch.store, 1).await.remove(0);
    let mut write = scratch.store.write().await.unwrap();
    crate::scribe::tests::break_a_promise(&mut write).await.unwrap();
    let path = scratch.url.trim_start_matches("sqlite://").to_owned();
    let away = format!("{path}.away");
    std::fs::rename(&path, &away).unwrap();
    assert!(matches!(write.commit().await, Err(Error::NotCommitted(_))));
    let lost = say(&scratch.store, &mut tale.clone()).await;
    assert!(matches!(lost, Err(Error::Unopened(_))), "{lost:?}");
    std::fs::rename(&away, &path).unwrap();
    assert!(say(&scratch.store, &mut tale).await.unwrap());
    check(&scratch.store, &tale).await;
}
