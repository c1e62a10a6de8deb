//! What anybody would build first: the same texts in plain FTS5 tables, asked for the first rows and their number.

use std::{path::Path, time::Instant};

use model::contact::Contact;
use sqlx::{
    Connection, Executor, SqliteConnection,
    sqlite::{SqliteConnectOptions, SqliteJournalMode},
};

use super::{Size, fill::texts, people::contact};

const AT_ONCE: usize = 20_000;

/// What a contact is searched by.
pub(super) fn searched(it: Contact) -> String {
    let text = [vec![it.username, it.name], it.emails, it.phones].concat().join("\n");
    store::fold::fold(&text)
}

#[derive(Debug)]
pub(super) struct Plain(SqliteConnection);

impl Plain {
    /// Opens it, and fills it when it is new.
    pub(super) async fn open(path: &Path, size: Size) -> anyhow::Result<Self> {
        let is_new = !path.exists();
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal);
        let mut conn = SqliteConnection::connect_with(&options).await?;
        if is_new {
            conn.execute(
                "CREATE VIRTUAL TABLE contacts USING fts5 (searched, content = '', tokenize = 'trigram'); \
                 CREATE VIRTUAL TABLE words USING fts5 (said, content = '', prefix = '2 3')",
            )
            .await?;
            Self::fill(&mut conn, size).await?;
        }
        Ok(Self(conn))
    }

    async fn fill(conn: &mut SqliteConnection, size: Size) -> anyhow::Result<()> {
        for from in (0..size.contacts).step_by(AT_ONCE) {
            let mut tx = conn.begin().await?;
            for number in from..(from + AT_ONCE).min(size.contacts) {
                let it = contact(number, (size.contacts, size.conversations));
                sqlx::query("INSERT INTO contacts (rowid, searched) VALUES ($1, $2)")
                    .bind(number as i64 + 1)
                    .bind(searched(it))
                    .execute(&mut *tx)
                    .await?;
            }
            tx.commit().await?;
        }
        for from in (0..size.conversations).step_by(AT_ONCE) {
            let mut tx = conn.begin().await?;
            for number in from..(from + AT_ONCE).min(size.conversations) {
                sqlx::query("INSERT INTO words (rowid, said) VALUES ($1, $2)")
                    .bind(number as i64 + 1)
                    .bind(texts(number, size.messages_each).join("\n"))
                    .execute(&mut *tx)
                    .await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }

    /// Microseconds until the rows that rank best are known, and how many there are.
    pub(super) async fn contacts(&mut self, search: &str) -> anyhow::Result<f64> {
        let query = format!("\"{}\"", store::fold::fold(search).replace('"', "\"\""));
        self.ask(
            "SELECT rowid FROM contacts WHERE contacts MATCH $1 ORDER BY rank LIMIT 50",
            "SELECT count(*) FROM contacts WHERE contacts MATCH $1",
            &query,
        )
        .await
    }

    /// The same of conversations, the newest first.
    pub(super) async fn words(&mut self, search: &str) -> anyhow::Result<f64> {
        let each: Vec<String> =
            search.split_whitespace().map(|word| format!("\"{word}\"*")).collect();
        self.ask(
            "SELECT rowid FROM words WHERE words MATCH $1 ORDER BY rowid DESC LIMIT 50",
            "SELECT count(*) FROM words WHERE words MATCH $1",
            &each.join(" "),
        )
        .await
    }

    async fn ask(
        &mut self,
        rows: &'static str,
        count: &'static str,
        query: &str,
    ) -> anyhow::Result<f64> {
        let start = Instant::now();
        let _: Vec<(i64,)> = sqlx::query_as(rows).bind(query).fetch_all(&mut self.0).await?;
        let _: (i64,) = sqlx::query_as(count).bind(query).fetch_one(&mut self.0).await?;
        Ok(start.elapsed().as_secs_f64() * 1e6)
    }
}
