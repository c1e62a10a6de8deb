//! Broadcasts are sent a little at a time, at the workspace's pace.

use std::time::Duration;

use actions::{
    House,
    broadcasts::{self, Fed},
};
use tokio::{sync::watch, time};

/// How often to look for what other servers started.
const LOOK: Duration = Duration::from_secs(15);
/// After a fault of the store.
const PAUSE: Duration = Duration::from_secs(5);

/// Sends until told to stop.
pub async fn run(house: House, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        let pause = match broadcasts::feed(&house).await {
            Ok(Fed::Nothing) => LOOK,
            Ok(Fed::At(next)) => {
                let ms = u64::try_from(next.since(house.clock.now())).unwrap_or_default();
                Duration::from_millis(ms.max(10)).min(LOOK)
            }
            Err(error) => {
                tracing::error!(error = ?error, "broadcasts cannot be sent");
                PAUSE
            }
        };
        tokio::select! {
            () = broadcasts::rung(&house) => {}
            () = time::sleep(pause) => {}
            _ = stopped.wait_for(|stopped| *stopped) => {}
        }
    }
}
