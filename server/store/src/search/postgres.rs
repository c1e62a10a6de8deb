//! Full-text search in PostgreSQL: text search vectors made of the words as they come, without its own parser,
//! which would take addresses, numbers and hyphens for something else than SQLite does.

use model::id::ConversationId;

use crate::{Conn, Error, clause::Clause, connection::sql};

const INDEX_ARCHIVE: &str = "INSERT INTO archive_words (conversation, words) \
     VALUES ($1, array_to_tsvector(string_to_array($2, ' '))) \
     ON CONFLICT (conversation) DO UPDATE SET words = excluded.words";

pub(super) async fn index_archive(
    conn: &mut Conn,
    id: ConversationId,
    words: &str,
) -> Result<(), Error> {
    sql!(conn, change, INDEX_ARCHIVE, id.0, words).map(drop)
}

pub(super) fn archive_condition(clause: &mut Clause, words: &[String]) -> String {
    // Words are letters and digits alone; quoted all the same.
    let each: Vec<String> = words.iter().map(|word| format!("'{word}':*")).collect();
    let query = clause.value(each.join(" & "));
    format!(
        "id IN (SELECT conversation FROM archive_words WHERE words @@ CAST({query} AS tsquery))"
    )
}
