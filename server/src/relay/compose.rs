//! A letter written out in its reader's language.

use actions::{Error, House, transcripts as log};
use app::words::{Language, letters as words};
use channels::smtp;
use model::{locale::Locale, mail::MailSettings, transcript::Medium};
use store::outbox::{Letter, Parcel};

use crate::letters::{html, plain};

pub(super) async fn compose(
    house: &House,
    parcel: &Parcel,
    server: &MailSettings,
) -> Result<smtp::Letter, Error> {
    match &parcel.letter {
        Letter::Test { reader } => test(house, parcel, server, reader).await,
        Letter::Transcript { until, reader, name } => {
            let conversation = parcel.mail.conversation;
            let Some(conversation) = conversation else {
                return Err(Error::Internal { what: "a transcript of nothing" });
            };
            let transcript =
                log::load(house, (conversation, *until), reader.clone(), Medium::Letter).await?;
            let language = Language::from_tag(&reader.language);
            let subject = match parcel.mail.subject.as_str() {
                "" => words::SUBJECT.fill(language, &[("workspace", &transcript.workspace)]),
                subject => subject.to_owned(),
            };
            Ok(smtp::Letter {
                message_id: parcel.message_id.clone(),
                date: parcel.mail.created,
                from_name: sender(server, &transcript.workspace),
                to: parcel.mail.to.clone(),
                to_name: name.clone(),
                language: language.tag(),
                plain: plain::write(&transcript, &subject),
                html: html::write(&transcript, &subject),
                subject,
            })
        }
    }
}

async fn test(
    house: &House,
    parcel: &Parcel,
    server: &MailSettings,
    reader: &Locale,
) -> Result<smtp::Letter, Error> {
    let workspace = house.settings().await?.workspace_name;
    let language = Language::from_tag(&reader.language);
    let said = |word: app::words::Word| word.fill(language, &[("workspace", &workspace)]);
    let (subject, text) = (said(words::TEST_SUBJECT), said(words::TEST_TEXT));
    Ok(smtp::Letter {
        message_id: parcel.message_id.clone(),
        date: parcel.mail.created,
        from_name: sender(server, &workspace),
        to: parcel.mail.to.clone(),
        to_name: String::new(),
        language: language.tag(),
        html: html::page(language, &subject, &html::paragraph(&text)),
        plain: format!("{text}\n"),
        subject,
    })
}

fn sender(server: &MailSettings, workspace: &str) -> String {
    if server.from_name.is_empty() { workspace.to_owned() } else { server.from_name.clone() }
}
