//! Calls about transcripts, by email and as PDF.

use leptos::prelude::*;
use model::{
    id::{ConversationId, MailId},
    locale::Locale,
    mail::Mail,
    transcript::{PdfAnswer, TranscriptHabits, TranscriptOptions, TranscriptWish},
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// What the dialogs need to know before a transcript is sent.
///
/// # Errors
/// See [`Fault`].
#[server(OptionsCall, endpoint = "transcripts/options", protocol = Wire)]
pub async fn options(conversation: ConversationId) -> Result<TranscriptOptions, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::transcripts::options(&house, &staff, conversation).await)
}

/// Sends what was said so far.
///
/// # Errors
/// See [`Fault`].
#[server(SendCall, endpoint = "transcripts/send", protocol = Wire)]
pub async fn send(conversation: ConversationId, wish: TranscriptWish) -> Result<Mail, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::transcripts::send(&house, &staff, conversation, wish).await)
}

/// The letters about a conversation, the latest first.
///
/// # Errors
/// See [`Fault`].
#[server(MailsCall, endpoint = "transcripts/mails", protocol = Wire)]
pub async fn mails(conversation: ConversationId) -> Result<Vec<Mail>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::outbox::of_conversation(&house, &staff, conversation).await)
}

/// Tries a letter again that was refused or waits.
///
/// # Errors
/// See [`Fault`].
#[server(RetryCall, endpoint = "transcripts/retry", protocol = Wire)]
pub async fn retry(mail: MailId) -> Result<Mail, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::outbox::retry(&house, &staff, mail).await)
}

/// What one wants at the end of one's own conversations.
///
/// # Errors
/// See [`Fault`].
#[server(TranscriptHabitsCall, endpoint = "transcripts/habits", protocol = Wire)]
pub async fn habits() -> Result<TranscriptHabits, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::transcripts::habits(&house, &staff).await)
}

/// Keeps what one wants at the end of one's own conversations.
///
/// # Errors
/// See [`Fault`].
#[server(SetTranscriptHabitsCall, endpoint = "transcripts/set_habits", protocol = Wire)]
pub async fn set_habits(habits: TranscriptHabits) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::transcripts::set_habits(&house, &staff, habits).await)
}

/// Asks for the transcript of a closed conversation as PDF; the bot brings it.
///
/// # Errors
/// See [`Fault`].
#[server(ExportPdfCall, endpoint = "transcripts/export_pdf", protocol = Wire)]
pub async fn export_pdf(conversation: ConversationId, reader: Locale) -> Result<PdfAnswer, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::pdfs::request(&house, &staff, conversation, reader).await)
}
