//! Transcripts as PDF: who may ask, when, and that the bot brings each once.

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};
use actions::{
    conversations::{self, Ending},
    direct,
    pdfs::{self, Made},
    transcripts, visitors,
};
use model::{
    direct::BOT,
    event::EventBody,
    locale::Locale,
    permission::Staff,
    refusal::{Refusal, Thing},
    transcript::{PdfAnswer, PdfAtEnd, TranscriptHabits},
};

async fn talk(trial: &Trial) -> (Staff, Guest) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Emmy", None).await;
    trial.take(&ada, guest.conversation).await.unwrap();
    trial.guest_says(&guest, "My lid is broken.").await;
    (ada, guest)
}

async fn asks(trial: &Trial, staff: &Staff, guest: &Guest) -> Result<PdfAnswer, Refusal> {
    let reader = Locale::default();
    refused(pdfs::request(&trial.house, staff, guest.conversation, reader).await)
}

async fn close(trial: &Trial, staff: &Staff, guest: &Guest, pdf: Option<PdfAtEnd>) {
    let ending = Ending { pdf, ..Ending::default() };
    conversations::end(&trial.house, staff, guest.conversation, ending).await.unwrap();
}

/// Makes what is due; how many that were.
async fn made(trial: &Trial) -> usize {
    let mut count = 0;
    while let Some(order) = pdfs::claim(&trial.house).await.unwrap() {
        let made = Made {
            name: "Transcript Emmy.pdf".to_owned(),
            text: "Here it is.".to_owned(),
            bytes: b"%PDF-1.7 all of it".to_vec(),
        };
        pdfs::deliver(&trial.house, &order, made).await.unwrap();
        count += 1;
    }
    count
}

/// What the bot has brought this person: the words and the file's id.
async fn brought(trial: &Trial, staff: &Staff) -> Vec<(String, model::id::UploadId)> {
    let thread = direct::thread_since(&trial.house, staff, BOT, 0).await.unwrap();
    let said = |event: model::event::Event| match event.body {
        EventBody::Said { text, files } => files.first().map(|file| (text, file.id)),
        _ => None,
    };
    thread.events.into_iter().filter_map(said).collect()
}

on_both! {
async fn qa_04_an_open_conversation_and_a_foreign_one_are_refused_by_name(trial) {
    let (ada, guest) = talk(&trial).await;
    assert_eq!(asks(&trial, &ada, &guest).await, Err(Refusal::StillOpen));
    let bo = trial.agent("bo").await;
    let hidden = Refusal::not_found(Thing::Conversation);
    assert_eq!(asks(&trial, &bo, &guest).await, Err(hidden.clone()));
    close(&trial, &ada, &guest, None).await;
    assert_eq!(asks(&trial, &bo, &guest).await, Err(hidden));
    assert_eq!(made(&trial).await, 0);
    assert_eq!(brought(&trial, &bo).await, []);
}
}

on_both! {
async fn qa_04_asked_for_again_the_first_file_comes_again(trial) {
    let (ada, guest) = talk(&trial).await;
    close(&trial, &ada, &guest, Some(PdfAtEnd::No)).await;
    assert_eq!(made(&trial).await, 0);
    assert_eq!(asks(&trial, &ada, &guest).await, Ok(PdfAnswer::Ordered));
    // Impatience makes no second one.
    assert_eq!(asks(&trial, &ada, &guest).await, Ok(PdfAnswer::Ordered));
    assert_eq!(made(&trial).await, 1);
    let first = brought(&trial, &ada).await;
    assert_eq!(first.len(), 1);
    assert_eq!(first[0].0, "Here it is.");
    assert_eq!(asks(&trial, &ada, &guest).await, Ok(PdfAnswer::Again));
    assert_eq!(made(&trial).await, 0);
    let both = brought(&trial, &ada).await;
    assert_eq!(both.iter().map(|(_, file)| *file).collect::<Vec<_>>(), [first[0].1; 2]);
    // Another reader gets a file of their own.
    assert_eq!(asks(&trial, &trial.admin, &guest).await, Ok(PdfAnswer::Ordered));
    assert_eq!(made(&trial).await, 1);
}
}

on_both! {
async fn qa_05_what_is_always_wanted_comes_whoever_ends_it(trial) {
    let (ada, guest) = talk(&trial).await;
    let wanted = TranscriptHabits { wants_email: false, wants_pdf: true };
    transcripts::set_habits(&trial.house, &ada, wanted).await.unwrap();
    visitors::end(&trial.house, &guest.token, guest.conversation).await.unwrap();
    assert_eq!(made(&trial).await, 1);
    assert_eq!(brought(&trial, &ada).await.len(), 1);
    // Who unticks it for this one gets none.
    let guest = trial.guest("Lise", None).await;
    trial.take(&ada, guest.conversation).await.unwrap();
    close(&trial, &ada, &guest, Some(PdfAtEnd::No)).await;
    assert_eq!(made(&trial).await, 0);
}
}

on_both! {
async fn qa_07_ticked_at_the_end_it_comes_once_even_when_two_servers_make_it(trial) {
    let (ada, guest) = talk(&trial).await;
    close(&trial, &ada, &guest, Some(PdfAtEnd::For(Locale::default()))).await;
    let order = pdfs::claim(&trial.house).await.unwrap().unwrap();
    assert_eq!(order.conversation, guest.conversation);
    assert_eq!(pdfs::claim(&trial.house).await.unwrap(), None);
    for _ in 0..2 {
        let made = Made {
            name: "a.pdf".to_owned(),
            text: "Here it is.".to_owned(),
            bytes: b"%PDF-1.7".to_vec(),
        };
        pdfs::deliver(&trial.house, &order, made).await.unwrap();
    }
    assert_eq!(brought(&trial, &ada).await.len(), 1);
}
}

on_both! {
async fn qa_04_what_cannot_be_made_is_tried_again_and_in_the_end_told(trial) {
    let (ada, guest) = talk(&trial).await;
    close(&trial, &ada, &guest, None).await;
    assert_eq!(asks(&trial, &ada, &guest).await, Ok(PdfAnswer::Ordered));
    let mut tries = 0;
    while let Some(due) = pdfs::next_due(&trial.house).await.unwrap() {
        trial.house.clock.advance(due.since(trial.house.clock.now()).max(0));
        let order = pdfs::claim(&trial.house).await.unwrap().unwrap();
        pdfs::fail(&trial.house, &order, "It could not be made.").await.unwrap();
        tries += 1;
    }
    assert_eq!(tries, 5);
    let thread = direct::thread_since(&trial.house, &ada, BOT, 0).await.unwrap();
    assert!(matches!(&thread.events[..], [event]
        if matches!(&event.body, EventBody::Said { text, .. } if text == "It could not be made.")));
    // Asked for once more, it is tried once more.
    assert_eq!(asks(&trial, &ada, &guest).await, Ok(PdfAnswer::Ordered));
    assert_eq!(made(&trial).await, 1);
}
}
