//! Calls that look through what was said.

use leptos::prelude::*;
use model::{
    id::ConversationId,
    search::{MessageQuery, Searched, Snippet},
};

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

/// What the search of the archive found in these conversations: a line of each, for its row.
///
/// # Errors
/// See [`Fault`].
#[server(SnippetsCall, endpoint = "search/snippets", protocol = Wire)]
pub async fn snippets(
    search: String,
    conversations: Vec<ConversationId>,
) -> Result<Vec<Snippet>, Fault> {
    let (house, staff) = caller::staff().await?;
    caller::answer(actions::search::snippets(&house, &staff, &search, &conversations).await)
}
