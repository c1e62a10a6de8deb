//! Several statements at once: on SQLite in one trip to the connection's thread, which costs more than they do.

use std::fmt::Write;

use sqlx::{AssertSqlSafe, Executor};

use crate::{
    Conn, Error,
    clause::Value,
    connection::{Side, after, changes, sql},
    scribe::Form,
};

/// Statements with their values, in the order in which they are to be run.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    statements: Vec<(&'static str, Vec<Value>)>,
}

impl Batch {
    pub(crate) fn add(&mut self, text: &'static str, values: impl Into<Vec<Value>>) {
        self.statements.push((text, values.into()));
    }

    /// A form with its values.
    pub(crate) fn of(form: Form, values: Vec<Value>) -> Self {
        let mut batch = Self::default();
        let mut values = values.into_iter();
        for (text, count) in form {
            batch.add(text, values.by_ref().take(*count).collect::<Vec<_>>());
        }
        batch
    }

    /// How many rows each statement changed.
    pub(crate) async fn run(self, conn: &mut Conn) -> Result<Vec<u64>, Error> {
        if self.statements.is_empty() {
            return Ok(Vec::new());
        }
        let result = match conn.side()? {
            Side::Sqlite(db, first) => {
                let count = self.statements.len();
                let (text, values) = self.join();
                let query = sqlx::query(after(first, AssertSqlSafe(text)));
                let done = db.fetch_many(sql!(@bind query, values));
                changes(done, |done| done.rows_affected()).await.map(|mut changes| {
                    // What was run in front is counted too.
                    changes.split_off(changes.len().saturating_sub(count))
                })
            }
            Side::Postgres(db) => {
                let mut changes = Vec::with_capacity(self.statements.len());
                let mut failure = None;
                for (text, values) in self.statements {
                    match sql!(@bind sqlx::query(text), values).execute(&mut *db).await {
                        Ok(done) => changes.push(done.rows_affected()),
                        Err(error) => {
                            failure = Some(error);
                            break;
                        }
                    }
                }
                failure.map_or(Ok(changes), Err)
            }
        };
        conn.noted(result)
    }

    /// One text of all statements, each one's values counted on from those before.
    fn join(self) -> (String, Vec<Value>) {
        let mut all = String::new();
        let mut values = Vec::new();
        for (text, its_values) in self.statements {
            renumber(&mut all, text, values.len());
            all.push_str("; ");
            values.extend(its_values);
        }
        (all, values)
    }
}

/// Adds a statement in which `$1` is called `$(1 + offset)`, and so on.
pub(crate) fn renumber(all: &mut String, text: &str, offset: usize) {
    let mut parts = text.split('$');
    all.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let (number, rest) = part.split_at(end);
        let number = number.parse::<usize>().unwrap_or_default();
        // Writing to a string cannot fail.
        write!(all, "${}{rest}", number + offset).ok();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_joined_statements_are_counted_on() {
        let mut batch = Batch::default();
        batch.add("UPDATE a SET b = $2 WHERE c = $1", [Value::from(1), Value::from(2)]);
        batch.add("DELETE FROM d", []);
        batch.add("DELETE FROM e WHERE f = $1", [Value::from(3)]);
        let (text, values) = batch.join();
        assert_eq!(
            text,
            "UPDATE a SET b = $2 WHERE c = $1; DELETE FROM d; DELETE FROM e WHERE f = $3; "
        );
        assert_eq!(values, [1, 2, 3].map(Value::from));
    }
}
