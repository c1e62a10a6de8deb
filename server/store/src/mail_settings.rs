//! The mail server and its password.

use model::mail::MailSettings;

use crate::{Conn, Error, connection::sql, stored};

const LOAD: &str = "SELECT body, password FROM mail_settings WHERE id = 1";
const INSERT: &str = "INSERT INTO mail_settings (id, version, body, password) \
     VALUES (1, $1, $2, $3) ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE mail_settings SET version = $2, body = $3, password = $4 \
     WHERE id = 1 AND version = $1";

/// What was saved last, and the password; the defaults when nothing was.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn load(conn: &mut Conn) -> Result<(MailSettings, String), Error> {
    let row: Option<(String, String)> = sql!(conn, first, LOAD)?;
    let Some((body, password)) = row else {
        return Ok((MailSettings::default(), String::new()));
    };
    let settings: MailSettings = stored::read("the mail settings", &body)?;
    Ok((MailSettings { has_password: !password.is_empty(), ..settings }, password))
}

/// Stores them as they are, if those stored are still at `expected_version` (0: nothing is). Otherwise `false`.
///
/// # Errors
/// `Database`.
pub async fn save(
    conn: &mut Conn,
    settings: &MailSettings,
    password: &str,
    expected_version: u32,
) -> Result<bool, Error> {
    let version = i64::from(settings.version);
    let body = stored::json("the mail settings", settings)?;
    let expected = i64::from(expected_version);
    if sql!(conn, change, UPDATE, expected, version, &body, password)? > 0 {
        return Ok(true);
    }
    Ok(expected_version == 0 && sql!(conn, change, INSERT, version, &body, password)? > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on_both;

    on_both! {
        async fn settings_changed_by_somebody_else_are_not_overwritten(store) {
            let mut write = store.write().await.unwrap();
            let nothing = (MailSettings::default(), String::new());
            assert_eq!(load(&mut write).await.unwrap(), nothing);
            let host = String::from("mail.example");
            let first = MailSettings { host, version: 1, ..MailSettings::default() };
            assert!(!save(&mut write, &first, "secret", 3).await.unwrap());
            assert!(save(&mut write, &first, "secret", 0).await.unwrap());
            assert!(!save(&mut write, &first, "other", 0).await.unwrap());
            let (held, password) = load(&mut write).await.unwrap();
            assert_eq!((held.has_password, password.as_str()), (true, "secret"));
            let second = MailSettings { version: 2, ..first };
            assert!(save(&mut write, &second, "", 1).await.unwrap());
            assert!(!load(&mut write).await.unwrap().0.has_password);
        }
    }
}
