//! Full-text search in SQLite: FTS5 tables that hold no text, only where each word or gram occurs. Their rows are
//! numbered in the order in which people want to read, so that a page of what is found is read off, never sorted.

use model::{
    id::ContactId,
    moment::Moment,
    terms::{Fit, Term},
};

use super::{
    Archived, Asked, EVERYTHING, Seer, Standing,
    words::{Run, grams, grams_of},
};
use crate::{Conn, Error, clause::Clause, connection::sql, stored};

const NUMBER_OF_ARCHIVED: &str = "SELECT number FROM archive_numbers WHERE conversation = $1";
const FORGET_NUMBER: &str = "DELETE FROM archive_numbers WHERE number = $1";
const FORGET_WORDS: &str = "DELETE FROM archive_words WHERE rowid = $1";
/// The number wanted, or the first free one behind those that follow it without a gap.
const NUMBER_ARCHIVED: &str = "INSERT INTO archive_numbers (number, conversation) \
     SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM archive_numbers WHERE number = $2) THEN $2 ELSE \
         (SELECT a.number + 1 FROM archive_numbers a WHERE a.number >= $2 AND NOT EXISTS \
             (SELECT 1 FROM archive_numbers b WHERE b.number = a.number + 1) ORDER BY a.number LIMIT 1) END, $1";
const INDEX_ARCHIVE: &str = "INSERT OR REPLACE INTO archive_words (rowid, words) \
     SELECT number, $2 FROM archive_numbers WHERE conversation = $1";
const LEARN: &str = "INSERT INTO archive_vocabulary (word) SELECT value FROM json_each($1) WHERE TRUE \
     ON CONFLICT DO NOTHING";
const KNOWN: &str = "SELECT word FROM archive_vocabulary WHERE word >= $1 AND word < $2 LIMIT $3";

const NUMBER_OF_CONTACT: &str = "SELECT number FROM contact_numbers WHERE contact = $1";
const FORGET_CONTACT: &str = "DELETE FROM contact_numbers WHERE number = $1";
const FORGET_GRAMS: &str = "DELETE FROM contact_parts WHERE rowid = $1";
const NUMBER_CHATTED: &str = "INSERT INTO contact_numbers (number, contact) \
     SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM contact_numbers WHERE number = $2) THEN $2 ELSE \
         (SELECT a.number + 1 FROM contact_numbers a WHERE a.number >= $2 AND NOT EXISTS \
             (SELECT 1 FROM contact_numbers b WHERE b.number = a.number + 1) ORDER BY a.number LIMIT 1) END, $1";
/// Those without a chat are numbered as they come: an index that is filled in order is filled quickly.
const NUMBER_SILENT: &str = "INSERT INTO contact_numbers (number, contact) \
     SELECT COALESCE(max(number), 0) + 1, $1 FROM contact_numbers WHERE number < $2";
const INDEX_CONTACT: &str = "INSERT OR REPLACE INTO contact_parts (rowid, grams) \
     SELECT number, $2 FROM contact_numbers WHERE contact = $1";

/// Numbers of conversations for each millisecond: so many may end in one and still be in order.
pub(crate) const PER_MS: i64 = 16;
/// Numbers of contacts for each second of a last chat.
const PER_SECOND: i64 = 16;
/// Contacts who have chatted are numbered from here, by the second of their last chat; below are the others.
const CHATTED: i64 = 1 << 33;
/// Letters up to which the index of words knows beginnings by itself.
const BEGINNING: usize = 3;
/// Words that one beginning stands for; where there are more, each is rare.
const VOCABULARY_LIMIT: i64 = 48;
/// Between two messages, so that no phrase reaches from one into the next.
const GAP: &str = " \u{e000} ";

pub(super) async fn index_archive(conn: &mut Conn, it: &Archived<'_>) -> Result<(), Error> {
    let (id, wanted) = (it.id.0, it.closed.0.saturating_mul(PER_MS));
    let held: Option<(i64,)> = sql!(conn, first, NUMBER_OF_ARCHIVED, id)?;
    if let Some((number,)) = held.filter(|(number,)| number.div_euclid(PER_MS) != it.closed.0) {
        sql!(conn, change, FORGET_WORDS, number)?;
        sql!(conn, change, FORGET_NUMBER, number)?;
    }
    if held.is_none_or(|(number,)| number.div_euclid(PER_MS) != it.closed.0) {
        sql!(conn, change, NUMBER_ARCHIVED, id, wanted)?;
    }
    let mut new: Vec<&String> = it.words.iter().flatten().collect();
    new.retain(|word| word.chars().nth(BEGINNING).is_some());
    new.sort_unstable();
    new.dedup();
    sql!(conn, change, LEARN, stored::json("words", &new)?)?;
    let mut words: Vec<String> = it.words.iter().map(|words| words.join(" ")).collect();
    words.push(it.seers.iter().map(|seer| seer.word()).collect::<Vec<_>>().join(" "));
    words.push(String::from(EVERYTHING));
    sql!(conn, change, INDEX_ARCHIVE, id, words.join(GAP)).map(drop)
}

/// What is asked, in FTS5's language; `None` when nothing can be found.
pub(super) async fn archive_query(conn: &mut Conn, asked: &Asked) -> Result<Option<String>, Error> {
    let (mut wanted, mut unwanted) = (Vec::new(), Vec::new());
    for run in &asked.runs {
        match (expression(conn, run).await?, run.is_unwanted) {
            (Some(text), false) => wanted.push(text),
            (Some(text), true) => unwanted.push(text),
            (None, false) => return Ok(None),
            (None, true) => {}
        }
    }
    let any = |seers: &[Seer]| {
        let each: Vec<String> = seers.iter().map(|seer| quoted(&seer.word())).collect();
        format!("({})", each.join(" OR "))
    };
    for ids in &asked.seen_by {
        if ids.is_empty() {
            return Ok(None);
        }
        wanted.push(any(ids));
    }
    if wanted.is_empty() {
        wanted.push(quoted(EVERYTHING));
    }
    let wanted = wanted.join(" AND ");
    Ok(Some(if unwanted.is_empty() {
        wanted
    } else {
        format!("({wanted}) NOT ({})", unwanted.join(" OR "))
    }))
}

/// A beginning of more than [`BEGINNING`] letters would have FTS5 read all that it stands for before the first row:
/// named one by one, the words are read side by side.
async fn expression(conn: &mut Conn, run: &Run) -> Result<Option<String>, Error> {
    let [word] = run.words.as_slice() else {
        let star = if run.is_open { "*" } else { "" };
        return Ok(Some(format!("{}{star}", quoted(&run.words.join(" ")))));
    };
    if !run.is_open {
        return Ok(Some(quoted(word)));
    }
    if word.chars().nth(BEGINNING).is_none() {
        return Ok(Some(format!("{}*", quoted(word))));
    }
    let end = format!("{word}\u{10ffff}");
    let known: Vec<(String,)> = sql!(conn, all, KNOWN, word, end, VOCABULARY_LIMIT + 1)?;
    if known.is_empty() {
        return Ok(None);
    }
    if i64::try_from(known.len()).is_ok_and(|count| count > VOCABULARY_LIMIT) {
        return Ok(Some(format!("{}*", quoted(word))));
    }
    let each: Vec<String> = known.iter().map(|(word,)| quoted(word)).collect();
    Ok(Some(format!("({})", each.join(" OR "))))
}

pub(super) fn archive_condition(clause: &mut Clause, query: String) -> String {
    let query = clause.value(query);
    format!(
        "id IN (SELECT n.conversation FROM archive_words w JOIN archive_numbers n ON n.number = w.rowid \
         WHERE archive_words MATCH {query})"
    )
}

pub(super) async fn forget_contact(conn: &mut Conn, id: ContactId) -> Result<(), Error> {
    let held: Option<(i64,)> = sql!(conn, first, NUMBER_OF_CONTACT, id.0)?;
    forget(conn, held).await
}

pub(super) async fn index_contact(
    conn: &mut Conn,
    id: ContactId,
    searched: &str,
    standing: Standing,
) -> Result<(), Error> {
    let held: Option<(i64,)> = sql!(conn, first, NUMBER_OF_CONTACT, id.0)?;
    match (standing, held) {
        (Standing::Kept, Some(_)) => {}
        (Standing::Chatted(at), held) => {
            forget(conn, held).await?;
            sql!(conn, change, NUMBER_CHATTED, id.0, chatted(at))?;
        }
        (Standing::Silent | Standing::Kept, held) => {
            forget(conn, held).await?;
            sql!(conn, change, NUMBER_SILENT, id.0, CHATTED)?;
        }
    }
    sql!(conn, change, INDEX_CONTACT, id.0, grams(searched)).map(drop)
}

async fn forget(conn: &mut Conn, held: Option<(i64,)>) -> Result<(), Error> {
    if let Some((number,)) = held {
        sql!(conn, change, FORGET_GRAMS, number)?;
        sql!(conn, change, FORGET_CONTACT, number)?;
    }
    Ok(())
}

fn chatted(at: Moment) -> i64 {
    CHATTED.saturating_add(at.0.div_euclid(1_000).max(0).saturating_mul(PER_SECOND))
}

/// What fits the terms so, and not better if `fit` is given; anywhere if not. In FTS5's language.
pub(super) fn contact_query(terms: &[Term], fit: Option<Fit>) -> String {
    let all = |fit: Fit| {
        let each: Vec<String> = terms.iter().map(|term| term_query(term, fit)).collect();
        each.join(" AND ")
    };
    match fit {
        None => all(Fit::Infix),
        Some(Fit::Exact) => all(Fit::Exact),
        Some(Fit::Prefix) => format!("({}) NOT ({})", all(Fit::Prefix), all(Fit::Exact)),
        Some(Fit::Infix) => format!("({}) NOT ({})", all(Fit::Infix), all(Fit::Prefix)),
    }
}

fn term_query(term: &Term, fit: Fit) -> String {
    let words = |words: &Vec<&str>| {
        let each: Vec<String> =
            words.iter().map(|word| quoted(&grams_of(&fit.pattern(word)))).collect();
        format!("({})", each.join(" AND "))
    };
    let any: Vec<String> = term.alternatives().iter().map(words).collect();
    format!("({})", any.join(" OR "))
}

pub(super) fn contact_condition(clause: &mut Clause, terms: &[Term]) -> String {
    let query = clause.value(contact_query(terms, None));
    format!(
        "id IN (SELECT n.contact FROM contact_parts p JOIN contact_numbers n ON n.number = p.rowid \
         WHERE contact_parts MATCH {query})"
    )
}

/// A string of FTS5's query language: nothing in it means anything but itself.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}
