//! What is to be pushed goes to the push services: what happened on the floor is looked at, what is due is sent.

use std::time::Duration;

use actions::{
    House,
    push::{self, Door, Outcome, Shot},
};
use anyhow::Context;
use bus::{Received, Told, Topic};
use channels::push::{Answer, Key, Push, Pusher};
use tokio::{task::JoinSet, time};

use crate::config::Config;

/// The name under which the server's key is kept.
const KEY: &str = "push.vapid";
/// How often to look for what other servers put into the outbox.
const LOOK: Duration = Duration::from_secs(30);
/// After a fault of the store.
const PAUSE: Duration = Duration::from_secs(5);

/// Reads the server's key, made on the first start, and tells the house that it can push.
///
/// # Errors
/// Of the store; when the machine has no random numbers.
pub async fn open(house: &House, config: &Config) -> anyhow::Result<Pusher> {
    let fresh = Key::make().context("the machine has no random numbers")?;
    let mut tx = house.store.write().await.context("the key for push cannot be kept")?;
    let kept = store::secrets::keep(&mut tx, KEY, &fresh).await;
    let kept = kept.context("the key for push cannot be kept")?;
    tx.commit().await.context("the key for push cannot be kept")?;
    let key = Key::read(&kept).context("the key for push cannot be read")?;
    let door = Door { public_key: key.public().to_vec(), allows_local: config.allow_local_push };
    // Opened once; a second time changes nothing.
    let _ = house.push.set(door);
    Ok(Pusher::new(key, &config.push_subject, config.allow_local_push))
}

/// Looks at what happens on the floor, for ever.
pub async fn watch(house: House) {
    let mut inbox = house.bus.inbox();
    inbox.subscribe(Topic::Floor);
    inbox.subscribe(Topic::Missed);
    loop {
        // What was dropped is on the pages at least; a push is for those who look at none.
        let Received::Told(Told::Changed(change)) = inbox.next().await else { continue };
        if let Err(error) = push::follow(&house, &change).await {
            tracing::error!(error = ?error, "a notification could not be put into the outbox");
        }
    }
}

/// Sends what is due, for ever.
pub async fn run(house: House, pusher: Pusher) {
    loop {
        let pause = match round(&house, &pusher).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(error = ?error, "the outbox of push cannot be read");
                PAUSE
            }
        };
        tokio::select! {
            () = house.push_bell.notified() => {}
            () = time::sleep(pause) => {}
        }
    }
}

/// One look into the outbox; how long nothing is due after it.
async fn round(house: &House, pusher: &Pusher) -> Result<Duration, actions::Error> {
    push::learn(house).await?;
    let (shots, next) = push::load(house).await?;
    if shots.is_empty() {
        let wait_ms = next.map(|next| next.since(house.clock.now()));
        let wait_ms = wait_ms.and_then(|ms| u64::try_from(ms).ok());
        return Ok(wait_ms.map_or(LOOK, |ms| Duration::from_millis(ms.max(50)).min(LOOK)));
    }
    let mut sending = JoinSet::new();
    for shot in shots {
        let (house, pusher) = (house.clone(), pusher.clone());
        sending.spawn(async move { send(&house, &pusher, &shot).await });
    }
    while let Some(done) = sending.join_next().await {
        if let Err(error) = done {
            tracing::error!(%error, "a push broke");
        }
    }
    // What became of them decides when to look again.
    Ok(Duration::ZERO)
}

async fn send(house: &House, pusher: &Pusher, shot: &Shot) {
    let subscription = &shot.subscription;
    let push = Push {
        endpoint: &subscription.endpoint,
        public_key: &subscription.public_key,
        auth: &subscription.auth,
        payload: shot.parcel.body.as_bytes(),
        topic: &shot.parcel.topic,
        ttl_s: shot.ttl_s,
    };
    let now_s = house.clock.now().0 / 1_000;
    let outcome = match pusher.send(&push, now_s).await {
        Ok(Answer::Taken) => Outcome::Taken,
        Ok(Answer::Gone) => Outcome::Gone,
        Ok(Answer::Later(status)) => {
            tracing::info!(status, "a push service asked to come again later");
            Outcome::Later
        }
        Ok(Answer::Refused(status)) => {
            tracing::warn!(status, "a push service refused a notification");
            Outcome::Refused
        }
        Err(error) => {
            tracing::info!(error = ?error, "a notification was not pushed");
            if error.is_passing() { Outcome::Later } else { Outcome::Refused }
        }
    };
    if let Err(error) = push::settle(house, shot, outcome).await {
        tracing::error!(error = ?error, "the end of a push was not noted");
    }
}
