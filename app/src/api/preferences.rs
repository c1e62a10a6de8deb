//! Calls about one's own preferences.

use leptos::prelude::*;
use model::transcript::Preferences;

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// One's own preferences.
///
/// # Errors
/// See [`Fault`].
#[server(LoadCall, endpoint = "preferences/load", protocol = Wire)]
pub async fn load() -> Result<Preferences, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::preferences::load(&house, &staff).await)
}

/// Keeps one's own preferences.
///
/// # Errors
/// See [`Fault`].
#[server(SaveCall, endpoint = "preferences/save", protocol = Wire)]
pub async fn save(preferences: Preferences) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::preferences::save(&house, &staff, preferences).await)
}
