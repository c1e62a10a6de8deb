//! What somebody of the staff prefers at the end of their conversations.

use model::{
    permission::{Action, Actor, Staff, Subject, may},
    transcript::Preferences,
};

use crate::{Error, House};

/// One's own preferences.
///
/// # Errors
/// `NotPermitted`.
pub async fn load(house: &House, staff: &Staff) -> Result<Preferences, Error> {
    may(&Actor::Staff(staff.clone()), Action::SetOwnPreferences, Subject::Workspace)?;
    let mut conn = house.store.read().await?;
    Ok(store::preferences::load(&mut conn, staff.person.id).await?)
}

/// Keeps one's own preferences.
///
/// # Errors
/// `NotPermitted`.
pub async fn save(house: &House, staff: &Staff, preferences: Preferences) -> Result<(), Error> {
    may(&Actor::Staff(staff.clone()), Action::SetOwnPreferences, Subject::Workspace)?;
    let mut tx = house.store.write().await?;
    store::preferences::save(&mut tx, staff.person.id, preferences).await?;
    Ok(tx.commit().await?)
}
