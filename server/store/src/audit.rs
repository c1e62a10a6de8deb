//! The audit trail: who changed what in the workspace, and who read which transcript.

use model::{id::PersonId, moment::Moment};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql};

const ADD: &str = "INSERT INTO audit (at, who, what, about) VALUES ($1, $2, $3, $4)";
const SINCE: &str = "SELECT at, who, what, about FROM audit WHERE at >= $1 ORDER BY at LIMIT $2";

/// One line of the trail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub at: Moment,
    /// `None`: the server itself.
    pub who: Option<PersonId>,
    pub what: String,
    pub about: String,
}

/// Adds a line.
///
/// # Errors
/// `Database`.
pub async fn add(
    conn: &mut Conn,
    at: Moment,
    who: Option<PersonId>,
    what: &str,
    about: &str,
) -> Result<(), Error> {
    sql!(conn, change, ADD, at.0, who.map(|id| id.0), what, about).map(drop)
}

/// Lines from `from` on, the oldest first.
///
/// # Errors
/// `Database`.
pub async fn since(conn: &mut Conn, from: Moment, limit: u32) -> Result<Vec<Line>, Error> {
    let rows: Vec<(i64, Option<Uuid>, String, String)> =
        sql!(conn, all, SINCE, from.0, i64::from(limit))?;
    let line = |(at, who, what, about): (i64, Option<Uuid>, _, _)| Line {
        at: Moment(at),
        who: who.map(PersonId),
        what,
        about,
    };
    Ok(rows.into_iter().map(line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both, samples};

    on_both! {
        async fn lines_are_read_from_a_moment_on(store) {
            let mut write = store.write().await.unwrap();
            let who = Some(samples::person(1).id);
            for (at, who, what) in [(3, who, "c"), (1, None, "a"), (2, who, "b")] {
                add(&mut write, Moment(at), who, what, "settings").await.unwrap();
            }
            let lines = since(&mut write, Moment(2), 10).await.unwrap();
            let line = |at, what| Line {
                at: Moment(at),
                who,
                what: String::from(what),
                about: String::from("settings"),
            };
            assert_eq!(lines, [line(2, "b"), line(3, "c")]);
            let first = since(&mut write, Moment(0), 1).await.unwrap();
            assert_eq!(first.first().map(|line| line.who), Some(None));
        }
    }
}
