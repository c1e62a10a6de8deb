//! Calls that look through what was said.

use leptos::prelude::*;
use model::search::{MessageQuery, Searched};

#[cfg(feature = "ssr")]
use super::caller;
use super::{Fault, Wire};

/// Messages that match, the newest first; a bounded stretch of them, and where to go on.
///
/// # Errors
/// See [`Fault`].
#[server(MessagesCall, endpoint = "search/messages", protocol = Wire)]
pub async fn messages(query: MessageQuery) -> Result<Searched, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::search::messages(&house, &staff, &query).await)
}
