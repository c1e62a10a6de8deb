//! Calls about the mail server.

use leptos::prelude::*;
use model::{
    locale::Locale,
    mail::{Mail, MailSettings},
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// The mail server, without its password.
///
/// # Errors
/// See [`Fault`].
#[server(LoadCall, endpoint = "mail/load", protocol = Wire)]
pub async fn load() -> Result<MailSettings, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::mail::load(&house, &staff).await)
}

/// Saves it, if nobody else did since the version it carries; without a password the kept one stays.
///
/// # Errors
/// See [`Fault`].
#[server(SaveCall, endpoint = "mail/save", protocol = Wire)]
pub async fn save(settings: MailSettings, password: Option<String>) -> Result<MailSettings, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::mail::save(&house, &staff, settings, password).await)
}

/// Sends a test letter by the saved settings and tells what became of it.
///
/// # Errors
/// See [`Fault`].
#[server(TestCall, endpoint = "mail/test", protocol = Wire)]
pub async fn test(to: String, reader: Locale) -> Result<Mail, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::mail::test(&house, &staff, &to, reader).await)
}
