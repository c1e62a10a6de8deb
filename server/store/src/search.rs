//! Full-text search: the one thing that SQLite and PostgreSQL do each in their own words.
//!
//! What a word is, and how it is folded, is decided here for both; the databases only keep and find.

mod postgres;
mod sqlite;
mod words;

use model::id::{ContactId, ConversationId};

use crate::{Conn, Error, clause::Clause};
pub(crate) use words::{Term, terms, wanted, words};

/// Finds a closed conversation by these words from now on, and by no others.
pub(crate) async fn index_archive(
    conn: &mut Conn,
    id: ConversationId,
    words: &str,
) -> Result<(), Error> {
    if conn.is_sqlite() {
        sqlite::index_archive(conn, id, words).await
    } else {
        postgres::index_archive(conn, id, words).await
    }
}

/// The condition that `id` is a conversation in which each word occurs, as the beginning of one.
pub(crate) fn archive_condition(conn: &Conn, clause: &mut Clause, words: &[String]) -> String {
    if words.is_empty() {
        return String::from("FALSE");
    }
    if conn.is_sqlite() {
        sqlite::archive_condition(clause, words)
    } else {
        postgres::archive_condition(clause, words)
    }
}

/// Finds a contact by parts of this text from now on.
pub(crate) async fn index_contact(
    conn: &mut Conn,
    id: ContactId,
    searched: &str,
) -> Result<(), Error> {
    // PostgreSQL indexes the contact's own column.
    if conn.is_sqlite() { sqlite::index_contact(conn, id, searched).await } else { Ok(()) }
}

/// A condition that every contact meets in which the terms occur, and few others; `None` when no index helps.
pub(crate) fn contact_condition(
    conn: &Conn,
    clause: &mut Clause,
    terms: &[Term],
) -> Option<String> {
    if conn.is_sqlite() { sqlite::contact_condition(clause, terms) } else { None }
}
