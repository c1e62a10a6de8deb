//! Taking what was erased out of the files, where a database keeps it after it was deleted.
//!
//! The one thing besides search that SQLite and PostgreSQL do each in their own words. SQLite overwrites what is
//! deleted (`secure_delete`), but its full-text index keeps deleted words until its parts are joined, and its log
//! keeps old pages until they are written over. PostgreSQL keeps old rows until they are vacuumed; its own log and
//! whatever was copied from it are out of reach.

use sqlx::{AssertSqlSafe, Connection, SqliteConnection, sqlite::SqliteConnectOptions};

use crate::{Conn, Error, connection::sql};

/// Pages of the full-text index joined in one transaction, so that others write in between.
const MERGE_PAGES: i64 = 500;
const CHANGES: &str = "SELECT total_changes()";

/// What makes each full-text index join its parts.
pub(crate) const INDEXES: [&str; 2] = [
    "INSERT INTO archive_words (archive_words, rank) VALUES ('merge', $1)",
    "INSERT INTO contact_parts (contact_parts, rank) VALUES ('merge', $1)",
];

/// What the index of words knows, beside it.
const TERMS: &str = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.archive_terms \
     USING fts5vocab('main', 'archive_words', 'row')";
const UNKNOWN: &str =
    "DELETE FROM archive_vocabulary WHERE word NOT IN (SELECT term FROM temp.archive_terms)";

/// Forgets the words that no conversation has any more.
pub(crate) async fn forget_words(conn: &mut Conn) -> Result<(), Error> {
    sql!(conn, change, TERMS)?;
    sql!(conn, change, UNKNOWN).map(drop)
}

/// Joins parts of an index of SQLite; `false` when there was nothing left to join.
pub(crate) async fn join(
    conn: &mut Conn,
    merge: &'static str,
    is_first: bool,
) -> Result<bool, Error> {
    let pages = if is_first { -MERGE_PAGES } else { MERGE_PAGES };
    let before: Option<(i64,)> = sql!(conn, first, CHANGES)?;
    sql!(conn, change, merge, pages)?;
    let after: Option<(i64,)> = sql!(conn, first, CHANGES)?;
    // The statement itself counts as one.
    let changed = after.map_or(0, |it| it.0).saturating_sub(before.map_or(0, |it| it.0));
    Ok(changed >= 2)
}

/// Writes SQLite's log into the file and cuts it off. It waits for who reads and writes; `false` when they took too
/// long.
pub(crate) async fn cut_log(options: &SqliteConnectOptions) -> Result<bool, sqlx::Error> {
    let mut conn = SqliteConnection::connect_with(options).await?;
    let row: (i64, i64, i64) =
        sqlx::query_as("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut conn).await?;
    conn.close().await?;
    Ok(row.0 == 0)
}

/// The tables that named the contact.
const TABLES: [&str; 22] = [
    "contacts",
    "contact_emails",
    "contact_phones",
    "visitors",
    "conversations",
    "events",
    "uploads",
    "upload_chunks",
    "outbox",
    "pdfs",
    "calls",
    "direct_events",
    "push_outbox",
    "archive_words",
    "audit",
    "import_rows",
    "contact_fields",
    "conversation_fields",
    "contact_merges",
    "broadcast_recipients",
    "bulk_jobs",
    "bulk_parts",
];

/// Gives back what deleted rows of PostgreSQL took.
pub(crate) async fn vacuum(pool: &sqlx::PgPool) -> Result<(), sqlx::Error> {
    let mut conn = pool.acquire().await?;
    for table in TABLES {
        let text = format!("VACUUM (INDEX_CLEANUP ON) {table}");
        sqlx::raw_sql(AssertSqlSafe(text)).execute(&mut *conn).await?;
    }
    Ok(())
}
