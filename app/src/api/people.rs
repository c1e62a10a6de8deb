//! Calls about the staff.

use leptos::prelude::*;
use model::{
    availability::Availability,
    id::PersonId,
    person::{Person, PersonDraft},
};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// Everybody on the staff.
///
/// # Errors
/// See [`Fault`].
#[server(ListCall, endpoint = "people/list", protocol = Wire)]
pub async fn list() -> Result<Vec<Person>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::people::list(&house, &staff).await)
}

/// Sets one's own availability.
///
/// # Errors
/// See [`Fault`].
#[server(SetAvailabilityCall, endpoint = "people/set_availability", protocol = Wire)]
pub async fn set_availability(availability: Availability) -> Result<(), Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::people::set_availability(&house, &staff, availability).await)
}

/// Creates a member of the staff.
///
/// # Errors
/// See [`Fault`].
#[server(CreateCall, endpoint = "people/create", protocol = Wire)]
pub async fn create(draft: PersonDraft) -> Result<Person, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::people::create(&house, &staff, draft).await)
}

/// Changes a member of the staff, if nobody else did since `version`.
///
/// # Errors
/// See [`Fault`].
#[server(EditCall, endpoint = "people/edit", protocol = Wire)]
pub async fn edit(person: PersonId, version: u32, draft: PersonDraft) -> Result<Person, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::people::edit(&house, &staff, person, version, draft).await)
}
