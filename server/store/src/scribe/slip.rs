//! Slips: small changes handed in, run with those of others in one transaction and one trip.
//!
//! A slip has no savepoint of its own. It need not: its statements are so conditioned that either each of them
//! changes a row or none does.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use sqlx::{AssertSqlSafe, Executor, SqlSafeStr, SqlStr, SqliteConnection};
use tokio::sync::oneshot;

use crate::{
    Error,
    batch::renumber,
    clause::Value,
    connection::{changes, sql},
};

/// Slips in one transaction at most: its first should not wait forever for the commit.
pub(super) const SLIPS_LIMIT: usize = 32;
/// How many are run together. Each size is a text of its own to be prepared, so there are few; what is missing
/// to a size is filled with the last slip again, which changes nothing a second time.
const SIZES: [usize; 8] = [1, 2, 4, 8, 12, 16, 24, SLIPS_LIMIT];

/// What every slip says: statements, and how many values each has.
pub(crate) type Form = &'static [(&'static str, usize)];

/// A form filled in.
pub(crate) struct Slip {
    pub(crate) values: Vec<Value>,
    pub(crate) answer: oneshot::Sender<Result<bool, Error>>,
}

/// The form, and the texts made of it so far.
pub(super) struct Press {
    form: Form,
    texts: Mutex<HashMap<usize, SqlStr>>,
}

impl Press {
    pub(super) fn new(form: Form) -> Self {
        Self { form, texts: Mutex::default() }
    }

    /// Runs some slips, commits, and tells each whether it changed something; `false` when the connection is of
    /// no use any more.
    pub(super) async fn run(&self, conn: &mut SqliteConnection, slips: Vec<Slip>) -> bool {
        let (mut answers, mut values) = (Vec::with_capacity(slips.len()), Vec::new());
        for slip in slips {
            answers.push(slip.answer);
            values.push(slip.values);
        }
        let size = SIZES.into_iter().find(|size| *size >= values.len()).unwrap_or(SLIPS_LIMIT);
        if let Some(last) = values.last().cloned() {
            values.resize(size, last);
        }
        let query = sqlx::query(self.text(size));
        let done = conn.fetch_many(sql!(@bind query, values.into_iter().flatten()));
        match changes(done, |done| done.rows_affected()).await {
            Ok(changed) => {
                let each = self.form.len();
                // What opened the transaction is counted too.
                let mut changed = changed.get(1..).unwrap_or_default().chunks(each);
                for answer in answers {
                    let kept = changed.next().is_some_and(|rows| rows.iter().all(|row| *row == 1));
                    answer.send(Ok(kept)).ok();
                }
                true
            }
            Err(error) => {
                tracing::error!(%error, slips = answers.len(), "slips could not be written");
                let error = Arc::new(error);
                for answer in answers {
                    answer.send(Err(Error::NotCommitted(Arc::clone(&error)))).ok();
                }
                false
            }
        }
    }

    fn text(&self, size: usize) -> SqlStr {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let text = texts.entry(size).or_insert_with(|| {
            let mut text = String::from("BEGIN IMMEDIATE; ");
            let mut before = 0;
            for (statement, values) in std::iter::repeat_n(self.form, size).flatten() {
                renumber(&mut text, statement, before);
                text.push_str("; ");
                before += values;
            }
            text.push_str("COMMIT");
            // All of it is this program's own.
            AssertSqlSafe(Arc::<str>::from(text)).into_sql_str()
        });
        text.clone()
    }
}

#[cfg(test)]
mod tests;
