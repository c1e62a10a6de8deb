//! A letter written out in its reader's language.

use actions::{
    Error, House,
    broadcasts::{self, Ready},
    transcripts as log,
};
use app::words::{Language, letters as words};
use channels::smtp;
use model::{broadcast::Skip, locale::Locale, mail::MailSettings, transcript::Medium};
use store::outbox::{Letter, Parcel};

use crate::letters::{html, plain, writ};

/// What is to be done with a letter.
pub(super) enum Composed {
    Letter(Box<smtp::Letter>),
    Dropped(Skip),
    Withdrawn,
}

pub(super) async fn compose(
    house: &House,
    parcel: &Parcel,
    server: &MailSettings,
) -> Result<Composed, Error> {
    let letter = match &parcel.letter {
        Letter::Test { reader } => test(house, parcel, server, reader).await?,
        Letter::Written { text, reader } => {
            let workspace = house.settings().await?.workspace_name;
            let writ = writ::Writ {
                language: Language::from_tag(&reader.language),
                workspace: &workspace,
                subject: &parcel.mail.subject,
                text,
                unsubscribe: None,
            };
            written(parcel, server, &writ, String::new())
        }
        Letter::Broadcast { .. } => match broadcasts::letter(house, parcel).await? {
            Ready::Skip(why) => return Ok(Composed::Dropped(why)),
            Ready::Wait => return Ok(Composed::Withdrawn),
            Ready::Go(it) => {
                let workspace = house.settings().await?.workspace_name;
                let writ = writ::Writ {
                    language: Language::from_tag(&it.reader.language),
                    workspace: &workspace,
                    subject: &it.subject,
                    text: &it.text,
                    unsubscribe: Some(&it.unsubscribe),
                };
                written(parcel, server, &writ, it.name.clone())
            }
        },
        Letter::Transcript { until, reader, name } => {
            transcript(house, parcel, server, (*until, reader, name)).await?
        }
    };
    Ok(Composed::Letter(Box::new(letter)))
}

/// What somebody wrote, as a letter.
fn written(
    parcel: &Parcel,
    server: &MailSettings,
    writ: &writ::Writ<'_>,
    to_name: String,
) -> smtp::Letter {
    smtp::Letter {
        message_id: parcel.message_id.clone(),
        date: parcel.mail.created,
        from_name: sender(server, writ.workspace),
        to: parcel.mail.to.clone(),
        to_name,
        language: writ.language.tag(),
        subject: writ.subject.to_owned(),
        plain: writ.plain(),
        html: writ.html(),
        unsubscribe: writ.unsubscribe.map(str::to_owned),
    }
}

async fn transcript(
    house: &House,
    parcel: &Parcel,
    server: &MailSettings,
    (until, reader, name): (u32, &Locale, &str),
) -> Result<smtp::Letter, Error> {
    let Some(conversation) = parcel.mail.conversation else {
        return Err(Error::Internal { what: "a transcript of nothing" });
    };
    let transcript =
        log::load(house, (conversation, until), reader.clone(), Medium::Letter).await?;
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
        to_name: name.to_owned(),
        language: language.tag(),
        plain: plain::write(&transcript, &subject),
        html: html::write(&transcript, &subject),
        subject,
        unsubscribe: None,
    })
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
        unsubscribe: None,
    })
}

fn sender(server: &MailSettings, workspace: &str) -> String {
    if server.from_name.is_empty() { workspace.to_owned() } else { server.from_name.clone() }
}
