//! Files: bounded, recognised by content, for those in the conversation only.

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};
use actions::{messages, uploads};
use model::{
    event::EventBody,
    permission::Actor,
    refusal::{Field, Problem, Refusal, Thing},
    upload::{FileRef, UPLOAD_LIMIT_BYTES},
};

async fn upload(trial: &Trial, guest: &Guest, bytes: &[u8]) -> Result<FileRef, Refusal> {
    let (house, id) = (&trial.house, guest.conversation);
    let mut incoming = uploads::begin(house, &guest.actor, id, "photo.png").await.unwrap();
    for piece in bytes.chunks(100_000) {
        if let Err(error) = uploads::take(house, &mut incoming, piece).await {
            uploads::abandon(house, &incoming).await.unwrap();
            return refused(Err(error));
        }
    }
    refused(uploads::finish(house, incoming).await)
}

on_both! {
async fn cv_06_a_file_comes_out_as_it_went_in_and_only_for_those_in_the_conversation(trial) {
    let guest = trial.guest("Guest", None).await;
    let stranger = trial.guest("Stranger", None).await;
    let bytes: Vec<u8> = (0..600_000_u32).map(|n| (n % 251) as u8).collect();
    let file = upload(&trial, &guest, &bytes).await.unwrap();
    assert_eq!(file.size_bytes, 600_000);
    assert_eq!(file.mime, "application/octet-stream");
    let mut back = Vec::new();
    let mut index = 0;
    while let Some(chunk) = uploads::chunk(&trial.house, file.id, index).await.unwrap() {
        back.extend(chunk);
        index += 1;
    }
    assert_eq!(back, bytes);
    assert!(uploads::find(&trial.house, &guest.actor, file.id).await.is_ok());
    let hidden = refused(uploads::find(&trial.house, &stranger.actor, file.id).await);
    assert_eq!(hidden.map(drop), Err(Refusal::not_found(Thing::Upload)));
    // Nor can a stranger send it as their own.
    let mut say = trial.say(stranger.conversation, "");
    say.files = vec![file.id];
    let said = refused(messages::say(&trial.house, &stranger.actor, &say).await);
    assert_eq!(said.map(drop), Err(Refusal::not_found(Thing::Upload)));
    let mut say = trial.say(guest.conversation, "");
    say.files = vec![file.id];
    messages::say(&trial.house, &guest.actor, &say).await.unwrap();
    let log = trial.log(guest.conversation).await;
    assert!(matches!(&log[1].body, EventBody::Said { files, .. } if files[0].id == file.id));
}
}

on_both! {
async fn cv_06_what_is_too_large_empty_or_runs_is_refused(trial) {
    let guest = trial.guest("Guest", None).await;
    let empty = upload(&trial, &guest, b"").await;
    assert_eq!(empty.map(drop), Err(Refusal::invalid(Field::File, Problem::Missing)));
    let program = upload(&trial, &guest, b"MZ\x90\0").await;
    assert_eq!(program.map(drop), Err(Refusal::FileTypeNotAllowed));
    let mut incoming =
        uploads::begin(&trial.house, &guest.actor, guest.conversation, "x.bin").await.unwrap();
    let piece = vec![0_u8; 1024 * 1024];
    let refusal = loop {
        match uploads::take(&trial.house, &mut incoming, &piece).await {
            Ok(()) => {}
            Err(error) => break refused::<()>(Err(error)),
        }
    };
    uploads::abandon(&trial.house, &incoming).await.unwrap();
    let limit_bytes = UPLOAD_LIMIT_BYTES;
    let size_bytes = limit_bytes + 1024 * 1024;
    assert_eq!(refusal, Err(Refusal::FileTooLarge { size_bytes, limit_bytes }));
    let stranger = Actor::Visitor { contact: model::id::ContactId(model::Uuid::nil()) };
    let begun = uploads::begin(&trial.house, &stranger, guest.conversation, "x").await;
    assert!(refused(begun).is_err());
}
}
