//! Bringing a database to this program's version: forward only, each step once, in a transaction.

use sqlx::{
    PgConnection, SqlSafeStr, SqliteConnection,
    migrate::{MigrateError, Migration, MigrationType, Migrator},
};

use crate::OpenError;

/// A step's number, name and text; what is not the same for both databases is search's.
struct Step {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! shared {
    ($version:literal, $name:literal, $file:literal) => {
        Step {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/", $file)),
            postgres: include_str!(concat!("../migrations/", $file)),
        }
    };
}

/// Released steps are never changed: a database remembers their checksums.
const STEPS: &[Step] = &[
    shared!(1, "workspace", "0001_workspace.sql"),
    shared!(2, "conversations", "0002_conversations.sql"),
    Step {
        version: 3,
        name: "search",
        sqlite: include_str!("search/0003_search.sqlite.sql"),
        postgres: include_str!("search/0003_search.postgres.sql"),
    },
    shared!(5, "handing_over", "0005_handing_over.sql"),
    shared!(6, "canned", "0006_canned.sql"),
    shared!(7, "mail", "0007_mail.sql"),
    shared!(8, "direct", "0008_direct.sql"),
    shared!(9, "attachments", "0009_attachments.sql"),
    shared!(10, "pdfs", "0010_pdfs.sql"),
    shared!(12, "calls", "0012_calls.sql"),
    shared!(13, "custom_fields", "0013_custom_fields.sql"),
    shared!(14, "merges_and_tags", "0014_merges_and_tags.sql"),
    shared!(17, "directory", "0017_directory.sql"),
    shared!(15, "trust", "0015_trust.sql"),
    shared!(16, "imports", "0016_imports.sql"),
    Step {
        version: 18,
        name: "search",
        sqlite: include_str!("search/0018_search.sqlite.sql"),
        postgres: include_str!("search/0018_search.postgres.sql"),
    },
    shared!(19, "broadcasts", "0019_broadcasts.sql"),
    Step {
        version: 20,
        name: "phones",
        sqlite: include_str!("search/0020_phones.sqlite.sql"),
        postgres: include_str!("search/0020_phones.postgres.sql"),
    },
];

/// The step to go up to, for this program's version.
pub(crate) const NEWEST: i64 = i64::MAX;

pub(crate) async fn on_sqlite(conn: &mut SqliteConnection, last: i64) -> Result<(), OpenError> {
    migrator(last, |step| step.sqlite).run(conn).await.map_err(why)
}

pub(crate) async fn on_postgres(conn: &mut PgConnection, last: i64) -> Result<(), OpenError> {
    migrator(last, |step| step.postgres).run(conn).await.map_err(why)
}

fn migrator(last: i64, text: fn(&Step) -> &'static str) -> Migrator {
    let migration = |step: &Step| {
        let text = text(step).into_sql_str();
        Migration::new(step.version, step.name.into(), MigrationType::Simple, text, false)
    };
    let steps = STEPS.iter().filter(|step| step.version <= last);
    Migrator::with_migrations(steps.map(migration).collect())
}

fn why(error: MigrateError) -> OpenError {
    let known = STEPS.iter().map(|step| step.version).max().unwrap_or_default();
    match error {
        MigrateError::VersionMissing(found) if found > known => OpenError::Newer { found, known },
        MigrateError::Execute(error) => OpenError::Broken(error),
        other => OpenError::Broken(other.into()),
    }
}
