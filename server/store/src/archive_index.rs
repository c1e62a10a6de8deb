//! By which words a closed conversation is found.

use model::conversation::Conversation;

use crate::{
    Conn, Error,
    search::{self, Archived, Seer},
};

/// Stands between two messages: no phrase reaches over it.
pub const BETWEEN: &str = "\u{1e}";

/// Finds a closed conversation by its guest, its topic and `text` (what was said, [`BETWEEN`] the messages) from now
/// on; what it was found by before is forgotten. Very long texts are found by their beginning. One that is not closed
/// is not found.
///
/// # Errors
/// `Database`.
pub async fn add(conn: &mut Conn, conversation: &Conversation, text: &str) -> Result<(), Error> {
    let Some(closed) = conversation.closed_at() else { return Ok(()) };
    let names = [conversation.contact.name.as_str(), conversation.topic.as_str()];
    let words = search::words(names.into_iter().chain(text.split(BETWEEN)));
    let mut seers: Vec<Seer> = conversation.served.iter().copied().map(Seer::Person).collect();
    seers.extend(conversation.department.map(Seer::Department));
    let it = Archived { id: conversation.id, closed, words: &words, seers: &seers };
    search::index_archive(conn, &it).await
}
