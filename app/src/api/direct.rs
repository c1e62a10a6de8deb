//! Calls about direct messages; what is said and read goes over the live socket.

use leptos::prelude::*;
use model::{event::Event, id::PersonId};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// The events with a colleague just before a version, in order.
///
/// # Errors
/// See [`Fault`].
#[server(OlderCall, endpoint = "direct/older", protocol = Wire)]
pub async fn older(with: PersonId, before: u32) -> Result<Vec<Event>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::direct::older(&house, &staff, with, before).await)
}
