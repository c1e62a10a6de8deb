//! What members of the staff want done with the transcripts of their conversations.

use model::{id::PersonId, transcript::Preferences};

use crate::{Conn, Error, connection::sql};

const LOAD: &str = "SELECT wants_email, wants_pdf FROM transcript_preferences WHERE person = $1";
const SAVE: &str = "INSERT INTO transcript_preferences (person, wants_email, wants_pdf) VALUES ($1, $2, $3) \
     ON CONFLICT (person) DO UPDATE SET wants_email = excluded.wants_email, \
     wants_pdf = excluded.wants_pdf";

/// A person's preferences; nothing is preferred until something is saved.
///
/// # Errors
/// `Database`.
pub async fn preferences(conn: &mut Conn, person: PersonId) -> Result<Preferences, Error> {
    let row: Option<(bool, bool)> = sql!(conn, first, LOAD, person.0)?;
    let (wants_email, wants_pdf) = row.unwrap_or_default();
    Ok(Preferences { wants_email, wants_pdf })
}

/// Keeps them.
///
/// # Errors
/// `Database`.
pub async fn prefer(
    conn: &mut Conn,
    person: PersonId,
    preferences: Preferences,
) -> Result<(), Error> {
    let Preferences { wants_email, wants_pdf } = preferences;
    sql!(conn, change, SAVE, person.0, wants_email, wants_pdf).map(drop)
}
