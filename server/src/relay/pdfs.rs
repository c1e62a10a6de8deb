//! Transcripts as PDF: typeset on a thread of their own, one after the other, brought by the bot.

use std::time::Duration;

use actions::{
    Error, House,
    pdfs::{self, Made},
    transcripts as log,
};
use app::words::{Language, letters as words};
use model::transcript::{Happened, Medium, Transcript};
use store::pdfs::Order;
use tokio::{sync::watch, task, time};

use crate::letters::paper::{self, Pictures};

/// Bytes of all pictures of one transcript; further ones are named.
const PICTURES_BYTES: u64 = 12 * 1024 * 1024;
/// How often to look for what other servers left undone.
const LOOK: Duration = Duration::from_secs(15);
/// After a fault of the store.
const PAUSE: Duration = Duration::from_secs(5);

/// Typesets until told to stop.
pub async fn run(house: House, mut stopped: watch::Receiver<bool>) {
    while !*stopped.borrow() {
        let pause = match round(&house).await {
            Ok(true) => continue,
            Ok(false) => until_due(&house).await,
            Err(error) => {
                tracing::error!(error = ?error, "what is to be typeset cannot be read");
                PAUSE
            }
        };
        tokio::select! {
            () = pdfs::asked(&house) => {}
            () = time::sleep(pause) => {}
            _ = stopped.wait_for(|stopped| *stopped) => {}
        }
    }
}

async fn until_due(house: &House) -> Duration {
    let Ok(Some(due)) = pdfs::next_due(house).await else { return LOOK };
    let ms = u64::try_from(due.since(house.clock.now())).unwrap_or_default();
    Duration::from_millis(ms.max(10)).min(LOOK)
}

/// Typesets one that is due; `false` when there is none.
///
/// # Errors
/// Of the store.
pub async fn round(house: &House) -> Result<bool, Error> {
    let Some(order) = pdfs::claim(house).await? else { return Ok(false) };
    let language = Language::from_tag(&order.reader.language);
    if let Err(error) = make(house, &order, language).await {
        tracing::error!(conversation = %order.conversation, tries = order.tries, error, "no PDF");
        let text = words::PDF_FAILED.fill(language, &[]);
        pdfs::fail(house, &order, &text).await?;
    }
    Ok(true)
}

/// Makes it and brings it; what went wrong in words for the log.
async fn make(house: &House, order: &Order, language: Language) -> Result<(), String> {
    let say = |error: Error| format!("{error:?}");
    let reader = order.reader.clone();
    let transcript = log::load(house, (order.conversation, order.until), reader, Medium::Paper)
        .await
        .map_err(say)?;
    let pictures = pictures(house, &transcript).await.map_err(say)?;
    let now = house.clock.now();
    let name = paper::name(&transcript);
    let text = words::PDF_TEXT.fill(language, &[("name", &transcript.guest)]);
    let typeset = move || transcripts::typeset(&paper::sheet(&transcript, &pictures, now));
    let bytes = task::spawn_blocking(typeset)
        .await
        .map_err(|error| error.to_string())?
        .map_err(|error| error.to_string())?;
    pdfs::deliver(house, order, Made { name, text, bytes }).await.map_err(say)
}

async fn pictures(house: &House, transcript: &Transcript) -> Result<Pictures, Error> {
    let mut left = PICTURES_BYTES;
    let mut pictures = Pictures::new();
    for entry in &transcript.entries {
        let Happened::Said { files, .. } = &entry.what else { continue };
        for file in files.iter().filter(|file| file.mime.starts_with("image/")) {
            if let Some(bytes) = pdfs::bytes(house, file, left).await? {
                left = left.saturating_sub(file.size_bytes);
                pictures.insert(file.id, bytes);
            }
        }
    }
    Ok(pictures)
}
