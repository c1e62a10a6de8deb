//! Full-text search in SQLite: FTS5 tables that hold no text, only where each word or part occurs.

use model::id::{ContactId, ConversationId};

use super::Term;
use crate::{Conn, Error, clause::Clause, connection::sql};

const NUMBER_ARCHIVE: &str =
    "INSERT INTO archive_numbers (conversation) VALUES ($1) ON CONFLICT DO NOTHING";
const INDEX_ARCHIVE: &str = "INSERT OR REPLACE INTO archive_words (rowid, words) \
     SELECT number, $2 FROM archive_numbers WHERE conversation = $1";
const NUMBER_CONTACT: &str =
    "INSERT INTO contact_numbers (contact) VALUES ($1) ON CONFLICT DO NOTHING";
const INDEX_CONTACT: &str = "INSERT OR REPLACE INTO contact_parts (rowid, searched) \
     SELECT number, $2 FROM contact_numbers WHERE contact = $1";

/// Characters of the parts that the index of contacts is made of: shorter ones it cannot find.
const PART: usize = 3;

pub(super) async fn index_archive(
    conn: &mut Conn,
    id: ConversationId,
    words: &str,
) -> Result<(), Error> {
    sql!(conn, change, NUMBER_ARCHIVE, id.0)?;
    sql!(conn, change, INDEX_ARCHIVE, id.0, words).map(drop)
}

pub(super) fn archive_condition(clause: &mut Clause, words: &[String]) -> String {
    let each: Vec<String> = words.iter().map(|word| format!("{}*", quoted(word))).collect();
    let query = clause.value(each.join(" "));
    format!(
        "id IN (SELECT n.conversation FROM archive_words w JOIN archive_numbers n ON n.number = w.rowid \
         WHERE archive_words MATCH {query})"
    )
}

pub(super) async fn index_contact(
    conn: &mut Conn,
    id: ContactId,
    searched: &str,
) -> Result<(), Error> {
    sql!(conn, change, NUMBER_CONTACT, id.0)?;
    sql!(conn, change, INDEX_CONTACT, id.0, searched).map(drop)
}

pub(super) fn contact_condition(clause: &mut Clause, terms: &[Term]) -> Option<String> {
    let each: Vec<String> = terms.iter().filter_map(parts).collect();
    if each.is_empty() {
        return None;
    }
    let query = clause.value(each.join(" AND "));
    Some(format!(
        "id IN (SELECT n.contact FROM contact_parts p JOIN contact_numbers n ON n.number = p.rowid \
         WHERE contact_parts MATCH {query})"
    ))
}

fn parts(term: &Term) -> Option<String> {
    match term {
        Term::Word(word) => part(word),
        Term::Number { digits, words } => {
            let words = words.iter().map(|word| part(word)).collect::<Option<Vec<_>>>()?;
            Some(format!("({} OR ({}))", part(digits)?, words.join(" AND ")))
        }
    }
}

fn part(text: &str) -> Option<String> {
    (text.chars().count() >= PART).then(|| quoted(text))
}

/// A string of FTS5's query language: nothing in it means anything but itself.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
