//! The same in PostgreSQL: the same texts in a column with a trigram index, asked for the first rows and their number.

use std::time::Instant;

use sqlx::{Connection, Executor, PgConnection};

use super::{Size, people::contact, plain::searched};

const AT_ONCE: usize = 20_000;

#[derive(Debug)]
pub(super) struct Trigrams(PgConnection);

impl Trigrams {
    /// Opens it, and fills it when it is new.
    pub(super) async fn open(url: &str, size: Size) -> anyhow::Result<Self> {
        let mut conn = PgConnection::connect(url).await?;
        let (is_there,): (bool,) =
            sqlx::query_as("SELECT to_regclass('plain.contacts') IS NOT NULL")
                .fetch_one(&mut conn)
                .await?;
        if !is_there {
            let mut tx = conn.begin().await?;
            Self::fill(&mut tx, size).await?;
            tx.commit().await?;
            conn.execute("VACUUM ANALYZE plain.contacts").await?;
        }
        Ok(Self(conn))
    }

    async fn fill(conn: &mut PgConnection, size: Size) -> anyhow::Result<()> {
        conn.execute(
            "CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE SCHEMA plain; \
             CREATE TABLE plain.contacts (number bigint PRIMARY KEY, last_chat bigint, searched text NOT NULL)",
        )
        .await?;
        for from in (0..size.contacts).step_by(AT_ONCE) {
            let some: Vec<_> = (from..(from + AT_ONCE).min(size.contacts))
                .map(|number| contact(number, (size.contacts, size.conversations)))
                .collect();
            let numbers: Vec<i64> = (from as i64..).take(some.len()).collect();
            let chats: Vec<Option<i64>> =
                some.iter().map(|it| it.last_chat.map(|at| at.0)).collect();
            let texts: Vec<String> = some.into_iter().map(searched).collect();
            sqlx::query("INSERT INTO plain.contacts SELECT * FROM unnest($1, $2, $3)")
                .bind(numbers)
                .bind(chats)
                .bind(texts)
                .execute(&mut *conn)
                .await?;
        }
        conn.execute("CREATE INDEX ON plain.contacts USING gin (searched gin_trgm_ops)").await?;
        Ok(())
    }

    /// Microseconds until the rows that chatted last are known, and how many there are.
    pub(super) async fn contacts(&mut self, search: &str) -> anyhow::Result<f64> {
        let text = store::fold::fold(search);
        let pattern = format!("%{}%", text.replace('\\', "\\\\").replace(['%', '_'], "\\_"));
        let start = Instant::now();
        let _: Vec<(i64,)> = sqlx::query_as(
            "SELECT number FROM plain.contacts WHERE searched LIKE $1 \
             ORDER BY last_chat DESC NULLS LAST LIMIT 50",
        )
        .bind(&pattern)
        .fetch_all(&mut self.0)
        .await?;
        let _: (i64,) =
            sqlx::query_as("SELECT count(*) FROM plain.contacts WHERE searched LIKE $1")
                .bind(&pattern)
                .fetch_one(&mut self.0)
                .await?;
        Ok(start.elapsed().as_secs_f64() * 1e6)
    }
}
