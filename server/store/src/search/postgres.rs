//! Full-text search in PostgreSQL: text search vectors made of the words as they come, without its own parser,
//! which would take addresses, numbers and hyphens for something else than SQLite does.

use std::{collections::BTreeMap, fmt::Write};

use super::{Archived, Asked, EVERYTHING, words::Run};
use crate::{Conn, Error, clause::Clause, connection::sql};

const INDEX_ARCHIVE: &str = "INSERT INTO archive_words (conversation, words) VALUES ($1, CAST($2 AS tsvector)) \
     ON CONFLICT (conversation) DO UPDATE SET words = excluded.words";

/// Places of one word that PostgreSQL keeps.
const PLACES_LIMIT: usize = 255;
/// The last place it knows: further behind, words count as if they stood there.
const LAST_PLACE: usize = 16_383;

pub(super) async fn index_archive(conn: &mut Conn, it: &Archived<'_>) -> Result<(), Error> {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut place = 0;
    for words in it.words {
        // A place is left out, so that no phrase reaches from one message into the next.
        place += 1;
        for word in words {
            place += 1;
            let all = places.entry(word).or_default();
            if all.len() < PLACES_LIMIT && all.last() != Some(&place.min(LAST_PLACE)) {
                all.push(place.min(LAST_PLACE));
            }
        }
    }
    let mut vector = format!("'{EVERYTHING}'");
    for seer in it.seers {
        // Writing to a string cannot fail; words are letters and digits alone.
        write!(vector, " '{}'", seer.word()).ok();
    }
    for (word, places) in places {
        let places: Vec<String> = places.iter().map(ToString::to_string).collect();
        write!(vector, " '{word}':{}", places.join(",")).ok();
    }
    sql!(conn, change, INDEX_ARCHIVE, it.id.0, vector).map(drop)
}

/// What is asked, as a `tsquery`; `None` when nothing can be found.
pub(super) fn archive_query(asked: &Asked) -> Option<String> {
    let mut all: Vec<String> = asked.runs.iter().map(expression).collect();
    for ids in &asked.seen_by {
        if ids.is_empty() {
            return None;
        }
        let each: Vec<String> = ids.iter().map(|seer| format!("'{}'", seer.word())).collect();
        all.push(format!("({})", each.join(" | ")));
    }
    if asked.runs.iter().all(|run| run.is_unwanted) {
        all.push(format!("'{EVERYTHING}'"));
    }
    Some(all.join(" & "))
}

fn expression(run: &Run) -> String {
    let last = run.words.len().saturating_sub(1);
    let word = |(at, word): (usize, &String)| {
        let star = if at == last && run.is_open { ":*" } else { "" };
        format!("'{word}'{star}")
    };
    let words: Vec<String> = run.words.iter().enumerate().map(word).collect();
    let not = if run.is_unwanted { "!" } else { "" };
    format!("{not}({})", words.join(" <-> "))
}

pub(super) fn archive_condition(clause: &mut Clause, query: String) -> String {
    let query = clause.value(query);
    format!(
        "id IN (SELECT conversation FROM archive_words WHERE words @@ CAST({query} AS tsquery))"
    )
}
