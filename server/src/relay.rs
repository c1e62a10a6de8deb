//! What is in the outbox goes out: at once when it is posted, again when it was not taken, once where several look.

pub mod broadcasts;
mod compose;
pub mod pdfs;

use std::time::Duration;

use actions::{
    Error, House, mail,
    outbox::{self, Outcome},
};
use channels::smtp::{self, Failure};
use compose::Composed;
use model::mail::MailError;
use store::outbox::Parcel;
use tokio::{sync::watch, task::JoinSet, time};

/// Letters in hand at once.
const IN_HAND: u32 = 4;
/// How long one letter may take; well below the time for which it is held.
const DELIVERY: Duration = Duration::from_secs(120);
/// How often to look for what other servers posted.
const LOOK: Duration = Duration::from_secs(15);
/// After a fault of the store.
const PAUSE: Duration = Duration::from_secs(5);

/// Delivers until told to stop; what is in hand then is finished.
pub async fn run(house: House, mut stopped: watch::Receiver<bool>) {
    if let Err(error) = outbox::recover(&house).await {
        tracing::error!(error = ?error, "letters of an earlier run wait until they are let go");
    }
    while !*stopped.borrow() {
        let pause = match round(&house).await {
            Ok(0) => until_due(&house).await,
            Ok(_) => continue,
            Err(error) => {
                tracing::error!(error = ?error, "the outbox cannot be read");
                PAUSE
            }
        };
        tokio::select! {
            () = outbox::posted(&house) => {}
            () = time::sleep(pause) => {}
            _ = stopped.wait_for(|stopped| *stopped) => {}
        }
    }
}

/// How long nothing is due here.
async fn until_due(house: &House) -> Duration {
    let Ok(Some(due)) = outbox::next_due(house).await else { return LOOK };
    let ms = u64::try_from(due.since(house.clock.now())).unwrap_or_default();
    Duration::from_millis(ms.max(10)).min(LOOK)
}

/// Delivers what is due, as much as may be in hand at once; how many letters that were.
///
/// # Errors
/// Of the store.
pub async fn round(house: &House) -> Result<usize, Error> {
    let parcels = outbox::claim(house, IN_HAND).await?;
    let count = parcels.len();
    let mut deliveries = JoinSet::new();
    for parcel in parcels {
        let house = house.clone();
        deliveries.spawn(async move { deliver(&house, parcel).await });
    }
    while let Some(done) = deliveries.join_next().await {
        match done {
            Ok(Ok(())) => {}
            // It is held until its time is over, and then goes again.
            Ok(Err(error)) => tracing::error!(error = ?error, "a letter's end was not noted"),
            Err(error) => tracing::error!(%error, "a delivery broke"),
        }
    }
    Ok(count)
}

async fn deliver(house: &House, parcel: Parcel) -> Result<(), Error> {
    let outcome = attempt(house, &parcel).await?;
    let (mail, tries) = (parcel.mail.id, parcel.tries);
    match &outcome {
        Outcome::Sent => tracing::info!(%mail, tries, "a letter was sent"),
        Outcome::Refused(_) => tracing::warn!(%mail, tries, "a letter was refused"),
        Outcome::Failed(_) => tracing::info!(%mail, tries, "a letter is tried again later"),
        Outcome::Dropped(_) => tracing::info!(%mail, "a letter did not go: its reader wants none"),
        Outcome::Withdrawn => tracing::info!(%mail, "a letter waits: its broadcast pauses"),
    }
    outbox::report(house, parcel, outcome, chance()).await
}

async fn attempt(house: &House, parcel: &Parcel) -> Result<Outcome, Error> {
    let (server, password) = mail::server(house).await?;
    if !server.is_set_up() {
        return Ok(Outcome::Failed(MailError::NotSetUp));
    }
    let letter = match compose::compose(house, parcel, &server).await {
        Ok(Composed::Letter(letter)) => letter,
        Ok(Composed::Dropped(why)) => return Ok(Outcome::Dropped(why)),
        Ok(Composed::Withdrawn) => return Ok(Outcome::Withdrawn),
        // What it is about is gone.
        Err(Error::Refused(refusal)) => {
            return Ok(Outcome::Refused(MailError::Unusable(refusal.to_string())));
        }
        Err(error) => return Err(error),
    };
    let sending = smtp::send(&server, &password, &letter);
    Ok(match time::timeout(DELIVERY, sending).await {
        Ok(Ok(())) => Outcome::Sent,
        Ok(Err(Failure::Final(error))) => Outcome::Refused(error),
        Ok(Err(Failure::ForNow(error))) => Outcome::Failed(error),
        Err(_) => Outcome::Failed(MailError::Unreachable(String::from("no answer in time"))),
    })
}

/// Any number; without one the pauses are as long as they are.
fn chance() -> u32 {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes).map_or(1_000, |()| u32::from_le_bytes(bytes))
}
