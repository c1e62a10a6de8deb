//! The files on messages, listed for those who may see the conversation.

use crate::{
    on_both,
    trial::{Guest, Trial, refused},
};
use actions::{attachments, messages, uploads};
use model::{
    attachment::{Attachment, AttachmentQuery, FileKind},
    cursor::Side,
    id::ConversationId,
    page::PageAt,
    permission::{Actor, Staff},
    refusal::{Refusal, Thing},
    search::Scope,
    settings::Algorithm,
    upload::FileRef,
};

async fn upload(trial: &Trial, actor: &Actor, id: ConversationId, name: &str) -> FileRef {
    let mut incoming = uploads::begin(&trial.house, actor, id, name).await.unwrap();
    uploads::take(&trial.house, &mut incoming, b"some plain text").await.unwrap();
    uploads::finish(&trial.house, incoming).await.unwrap()
}

async fn sends(trial: &Trial, actor: &Actor, id: ConversationId, files: &[&FileRef]) {
    let mut say = trial.say(id, "");
    say.files = files.iter().map(|file| file.id).collect();
    messages::say(&trial.house, actor, &say).await.unwrap();
    // Said again, as after a broken line, it is the same.
    messages::say(&trial.house, actor, &say).await.unwrap();
}

async fn listed(
    trial: &Trial,
    staff: &Staff,
    scope: Scope,
    search: &str,
    kind: Option<FileKind>,
) -> Result<Vec<Attachment>, Refusal> {
    let query = AttachmentQuery { scope, search: search.to_owned(), kind, page: PageAt::default() };
    refused(attachments::list(&trial.house, staff, &query).await).map(|page| page.rows)
}

fn contact(guest: &Guest) -> Scope {
    let Actor::Visitor { contact } = guest.actor else { panic!("a guest is a visitor") };
    Scope::Contact(contact)
}

on_both! {
async fn pa_04_what_hangs_on_a_message_is_listed_and_nothing_that_was_only_uploaded(trial) {
    let ada = trial.agent("ada").await;
    let guest = trial.guest("Guest", None).await;
    trial.route().await;
    let id = guest.conversation;
    let (one, two) = (
        upload(&trial, &guest.actor, id, "Größe.txt").await,
        upload(&trial, &guest.actor, id, "notes.txt").await,
    );
    upload(&trial, &guest.actor, id, "never sent.txt").await;
    sends(&trial, &guest.actor, id, &[&one]).await;
    trial.later(1_000);
    let mine = upload(&trial, &Actor::Staff(ada.clone()), id, "answer.txt").await;
    sends(&trial, &Actor::Staff(ada.clone()), id, &[&two, &mine]).await;
    let here = Scope::Conversation(id);

    let files = listed(&trial, &ada, here, "", None).await.unwrap();
    assert_eq!(files.len(), 3);
    let last = &files[2];
    assert_eq!((last.file.name.as_str(), last.by, last.person), ("Größe.txt", Side::Guest, None));
    // It leads to its message.
    let log = trial.log(id).await;
    assert!(log.iter().any(|event| event.version == last.version && event.at == last.at));
    let own = files.iter().find(|one| one.file.id == mine.id).unwrap();
    assert_eq!((own.by, own.person), (Side::Staff, Some(ada.person.id)));
    assert_eq!(listed(&trial, &ada, here, "grosse", None).await.unwrap().len(), 1);
    let documents = listed(&trial, &ada, here, "", Some(FileKind::Document)).await.unwrap();
    assert_eq!(documents.len(), 3);
    assert!(listed(&trial, &ada, here, "", Some(FileKind::Image)).await.unwrap().is_empty());
}
}

on_both! {
async fn pa_04_files_are_for_those_who_see_the_conversation(trial) {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let sales = trial.department("Sales", &[&ada]).await;
    let ada = trial.staff(ada.person.id).await;
    let guest = trial.guest("Guest", Some(sales)).await;
    let id = guest.conversation;
    let file = upload(&trial, &guest.actor, id, "secret.txt").await;
    sends(&trial, &guest.actor, id, &[&file]).await;
    trial.take(&ada, id).await.unwrap();
    let here = Scope::Conversation(id);
    assert_eq!(listed(&trial, &ada, here, "", None).await.unwrap().len(), 1);
    assert_eq!(listed(&trial, &ada, contact(&guest), "", None).await.unwrap().len(), 1);
    let no = listed(&trial, &bo, here, "", None).await;
    assert_eq!(no, Err(Refusal::not_found(Thing::Conversation)));
    let no = listed(&trial, &bo, contact(&guest), "", None).await;
    assert_eq!(no, Err(Refusal::not_found(Thing::Contact)));
}
}
