//! By which words a closed conversation is found.

use model::conversation::Conversation;

use crate::{Conn, Error, search};

/// Finds a conversation by its guest, its topic and `text` (what was said, however separated) from now on;
/// what it was found by before is forgotten. Very long texts are found by their beginning.
///
/// # Errors
/// `Database`.
pub async fn add(conn: &mut Conn, conversation: &Conversation, text: &str) -> Result<(), Error> {
    let words = search::words([&conversation.contact.name, &conversation.topic, text]);
    search::index_archive(conn, conversation.id, &words).await
}
