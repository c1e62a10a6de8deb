//! Full-text search: the one thing that SQLite and PostgreSQL do each in their own words.
//!
//! What a word is, and how it is folded, is decided here for both; the databases only keep and find.

pub(crate) mod catching_up;
mod postgres;
mod sqlite;
mod words;

use model::{
    id::{ContactId, ConversationId, DepartmentId, PersonId},
    moment::Moment,
    terms::{self, Fit, Term},
};

use crate::{
    Conn, Error,
    clause::{Clause, infix},
    connection::sql,
    fold::fold,
};
pub(crate) use sqlite::PER_MS;
pub(crate) use words::{Run, runs, words};

/// What a contact is found by, as long as somebody may find it: not once it is erased or part of another.
const SEARCHED: &str = "SELECT searched FROM contacts \
     WHERE id = $1 AND merged_into IS NULL AND erased IS NULL";

/// A word of every conversation, with which all are found that do not hold something else.
const EVERYTHING: &str = "\u{e002}";

/// Who sees a closed conversation: whoever served it, and its department.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seer {
    Person(PersonId),
    Department(DepartmentId),
}

impl Seer {
    /// The word by which a conversation is found that they see.
    fn word(self) -> String {
        match self {
            Self::Person(id) => format!("\u{e001}p{}", id.0.simple()),
            Self::Department(id) => format!("\u{e001}d{}", id.0.simple()),
        }
    }
}

/// A closed conversation, as it is indexed.
pub(crate) struct Archived<'a> {
    pub(crate) id: ConversationId,
    pub(crate) closed: Moment,
    /// The words of each message, in order.
    pub(crate) words: &'a [Vec<String>],
    /// Who served it, and its department.
    pub(crate) seers: &'a [Seer],
}

/// What is asked of the words.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    pub(crate) runs: Vec<Run>,
    /// Of each of these, one must have served it or be its department.
    pub(crate) seen_by: Vec<Vec<Seer>>,
}

/// Finds a closed conversation by these words from now on, and by no others.
pub(crate) async fn index_archive(conn: &mut Conn, it: &Archived<'_>) -> Result<(), Error> {
    if conn.is_sqlite() {
        sqlite::index_archive(conn, it).await
    } else {
        postgres::index_archive(conn, it).await
    }
}

/// What is asked, in the database's own language; `None` when nothing can be found.
pub(crate) async fn archive_query(conn: &mut Conn, asked: &Asked) -> Result<Option<String>, Error> {
    let asked = Asked {
        runs: asked.runs.iter().filter(|run| !run.words.is_empty()).cloned().collect(),
        seen_by: asked.seen_by.clone(),
    };
    if conn.is_sqlite() {
        sqlite::archive_query(conn, &asked).await
    } else {
        Ok(postgres::archive_query(&asked))
    }
}

/// The condition that `id` is a conversation that is asked for.
pub(crate) fn archive_condition(conn: &Conn, clause: &mut Clause, query: String) -> String {
    if conn.is_sqlite() {
        sqlite::archive_condition(clause, query)
    } else {
        postgres::archive_condition(clause, query)
    }
}

/// Where a contact stands among those who are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    Kept,
    Chatted(Moment),
    Silent,
}

/// Finds a contact by parts of this edged text from now on.
pub(crate) async fn index_contact(
    conn: &mut Conn,
    id: ContactId,
    searched: &str,
    standing: Standing,
) -> Result<(), Error> {
    // PostgreSQL indexes the contact's own column.
    if conn.is_sqlite() {
        sqlite::index_contact(conn, id, searched, standing).await
    } else {
        Ok(())
    }
}

/// The same for a contact that was there before: one that nobody may find any more is forgotten.
pub(crate) async fn index_again(
    conn: &mut Conn,
    id: ContactId,
    searched: &str,
    standing: Standing,
) -> Result<(), Error> {
    if !conn.is_sqlite() {
        return Ok(());
    }
    let row: Option<(String,)> = sql!(conn, first, SEARCHED, id.0)?;
    match row {
        Some(_) => sqlite::index_contact(conn, id, searched, standing).await,
        None => sqlite::forget_contact(conn, id).await,
    }
}

/// Finds a contact by nothing any more.
pub(crate) async fn forget_contact(conn: &mut Conn, id: ContactId) -> Result<(), Error> {
    if conn.is_sqlite() { sqlite::forget_contact(conn, id).await } else { Ok(()) }
}

/// Notes that a contact has just chatted: among those who are found it comes first.
pub(crate) async fn move_up(conn: &mut Conn, id: ContactId, at: Moment) -> Result<(), Error> {
    if !conn.is_sqlite() {
        return Ok(());
    }
    let row: Option<(String,)> = sql!(conn, first, SEARCHED, id.0)?;
    let Some((searched,)) = row else { return Ok(()) };
    sqlite::index_contact(conn, id, &searched, Standing::Chatted(at)).await
}

/// The terms of a search for people.
pub(crate) fn terms(search: &str) -> Vec<Term> {
    terms::terms(&fold(search))
}

/// What a full-text index of contacts is asked, and only those that fit no better, if `fit` is given.
pub(crate) fn contact_query(terms: &[Term], fit: Option<Fit>) -> String {
    sqlite::contact_query(terms, fit)
}

/// The condition that an index finds the terms in a contact; `None` where the column's own index is used.
pub(crate) fn contact_condition(
    conn: &Conn,
    clause: &mut Clause,
    terms: &[Term],
) -> Option<String> {
    conn.is_sqlite().then(|| sqlite::contact_condition(clause, terms))
}

/// The condition that all terms fit what a contact is `searched` by, so well or better.
pub(crate) fn fits(clause: &mut Clause, terms: &[Term], fit: Fit) -> String {
    let each: Vec<String> = terms
        .iter()
        .map(|term| {
            let mut any = Vec::new();
            for words in term.alternatives() {
                let mut all = Vec::new();
                for word in words {
                    let pattern = clause.value(infix(&fit.pattern(word)));
                    all.push(format!("searched LIKE {pattern} ESCAPE '\\'"));
                }
                any.push(format!("({})", all.join(" AND ")));
            }
            format!("({})", any.join(" OR "))
        })
        .collect();
    if each.is_empty() { String::from("TRUE") } else { each.join(" AND ") }
}
