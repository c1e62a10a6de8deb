//! Calls about the workspace's settings.

use leptos::prelude::*;
use model::settings::Settings;
use server_fn::codec::Json;

use super::Fault;
#[cfg(feature = "ssr")]
use super::caller;

/// The workspace's settings.
///
/// # Errors
/// See [`Fault`].
#[server(LoadCall, endpoint = "settings/load", input = Json, output = Json)]
pub async fn load() -> Result<Settings, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::settings::load(&house, &staff).await)
}

/// Saves them, if nobody else did since the version they carry.
///
/// # Errors
/// See [`Fault`].
#[server(SaveCall, endpoint = "settings/save", input = Json, output = Json)]
pub async fn save(settings: Settings) -> Result<Settings, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::settings::save(&house, &staff, settings).await)
}
