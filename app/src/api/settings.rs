//! Calls about the workspace's settings.

use leptos::prelude::*;
use model::settings::Settings;

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// The workspace's settings.
///
/// # Errors
/// See [`Fault`].
#[server(LoadCall, endpoint = "settings/load", protocol = Wire)]
pub async fn load() -> Result<Settings, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::settings::load(&house, &staff).await)
}

/// Saves them, if nobody else did since the version they carry.
///
/// # Errors
/// See [`Fault`].
#[server(SaveCall, endpoint = "settings/save", protocol = Wire)]
pub async fn save(settings: Settings) -> Result<Settings, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::settings::save(&house, &staff, settings).await)
}
