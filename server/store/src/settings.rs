//! The workspace's choices.

use model::settings::Settings;

use crate::{Conn, Error, connection::sql, stored};

const LOAD: &str = "SELECT body FROM settings WHERE id = 1";
const INSERT: &str =
    "INSERT INTO settings (id, version, body) VALUES (1, $1, $2) ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE settings SET version = $2, body = $3 WHERE id = 1 AND version = $1";

/// What was saved last; the defaults when nothing was.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn load(conn: &mut Conn) -> Result<Settings, Error> {
    let row: Option<(String,)> = sql!(conn, first, LOAD)?;
    row.map_or_else(|| Ok(Settings::default()), |(body,)| stored::read("settings", &body))
}

/// Stores `settings` as they are, if those stored are still at `expected_version`
/// (the defaults' version when nothing is). Otherwise `false`, and nothing is changed.
///
/// # Errors
/// `Database`.
pub async fn save(
    conn: &mut Conn,
    settings: &Settings,
    expected_version: u32,
) -> Result<bool, Error> {
    let version = i64::from(settings.version);
    let body = stored::json("settings", settings)?;
    let changed = sql!(conn, change, UPDATE, i64::from(expected_version), version, &body)?;
    if changed > 0 {
        return Ok(true);
    }
    if expected_version != Settings::default().version {
        return Ok(false);
    }
    Ok(sql!(conn, change, INSERT, version, &body)? > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on_both;

    on_both! {
        async fn the_defaults_count_until_something_is_saved(store) {
            let mut write = store.write().await.unwrap();
            assert_eq!(load(&mut write).await.unwrap(), Settings::default());

            let chosen = Settings { max_chats: 3, version: 1, ..Settings::default() };
            assert!(save(&mut write, &chosen, 0).await.unwrap());
            assert_eq!(load(&mut write).await.unwrap(), chosen);
        }

        async fn settings_changed_by_somebody_else_are_not_overwritten(store) {
            let mut write = store.write().await.unwrap();
            let theirs = Settings { max_chats: 3, version: 1, ..Settings::default() };
            assert!(!save(&mut write, &theirs, 7).await.unwrap());
            assert!(save(&mut write, &theirs, 0).await.unwrap());

            let mine = Settings { max_chats: 9, version: 1, ..Settings::default() };
            assert!(!save(&mut write, &mine, 0).await.unwrap());
            assert_eq!(load(&mut write).await.unwrap(), theirs);
            assert!(save(&mut write, &Settings { version: 2, ..mine.clone() }, 1).await.unwrap());
        }
    }
}
