//! Calls about one's own account.

use leptos::prelude::*;
use model::{
    account::{Preferences, ProfileDraft, PushSubscription, SignInView},
    person::Person,
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// Keeps one's own choices.
///
/// # Errors
/// See [`Fault`].
#[server(SavePreferencesCall, endpoint = "account/save_preferences", protocol = Wire)]
pub async fn save_preferences(preferences: Preferences) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::account::save_preferences(&house, &staff, &preferences).await)
}

/// Changes one's own name and email, if nobody else did since `version`.
///
/// # Errors
/// See [`Fault`].
#[server(EditProfileCall, endpoint = "account/edit_profile", protocol = Wire)]
pub async fn edit_profile(version: u32, draft: ProfileDraft) -> Result<Person, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::account::edit_profile(&house, &staff, version, draft).await)
}

/// Changes one's own password and signs every other browser out.
///
/// # Errors
/// See [`Fault`].
#[server(ChangePasswordCall, endpoint = "account/change_password", protocol = Wire)]
pub async fn change_password(old: String, new: String) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    let token = caller::cookie_token().unwrap_or_default();
    let passwords = (old.as_str(), new.as_str());
    caller::answer(actions::account::change_password(&house, &staff, &token, passwords).await)
}

/// The browsers one is signed in on.
///
/// # Errors
/// See [`Fault`].
#[server(SignInsCall, endpoint = "account/sign_ins", protocol = Wire)]
pub async fn sign_ins() -> Result<Vec<SignInView>, Fault> {
    let (house, staff) = caller::staff().await?;
    let token = caller::cookie_token().unwrap_or_default();
    caller::answer(actions::account::sign_ins(&house, &staff, &token).await)
}

/// Signs one of them out.
///
/// # Errors
/// See [`Fault`].
#[server(EndSignInCall, endpoint = "account/end_sign_in", protocol = Wire)]
pub async fn end_sign_in(id: String) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::account::end_sign_in(&house, &staff, &id).await)
}

/// Signs all others out; how many.
///
/// # Errors
/// See [`Fault`].
#[server(EndOtherSignInsCall, endpoint = "account/end_other_sign_ins", protocol = Wire)]
pub async fn end_other_sign_ins() -> Result<u32, Fault> {
    let (house, staff) = caller::staff().await?;
    let token = caller::cookie_token().unwrap_or_default();
    caller::answer(actions::account::end_other_sign_ins(&house, &staff, &token).await)
}

/// The key by which push services know this server; none: it cannot push.
///
/// # Errors
/// See [`Fault`].
#[server(PushKeyCall, endpoint = "account/push_key", protocol = Wire)]
pub async fn push_key() -> Result<Option<Vec<u8>>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::push::key(&house, &staff))
}

/// Lets this browser be told while no page is open.
///
/// # Errors
/// See [`Fault`].
#[server(SubscribeCall, endpoint = "account/subscribe", protocol = Wire)]
pub async fn subscribe(subscription: PushSubscription) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    let token = caller::cookie_token().unwrap_or_default();
    caller::answer(actions::push::subscribe(&house, &staff, &token, subscription).await)
}

/// Tells this browser nothing any more while no page is open.
///
/// # Errors
/// See [`Fault`].
#[server(UnsubscribeCall, endpoint = "account/unsubscribe", protocol = Wire)]
pub async fn unsubscribe() -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    let token = caller::cookie_token().unwrap_or_default();
    caller::answer(actions::push::unsubscribe(&house, &staff, &token).await)
}

/// Pushes a notification to this browser, to see whether it arrives.
///
/// # Errors
/// See [`Fault`].
#[server(TryPushCall, endpoint = "account/try_push", protocol = Wire)]
pub async fn try_push() -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    let token = caller::cookie_token().unwrap_or_default();
    caller::answer(actions::push::try_out(&house, &staff, &token).await)
}
