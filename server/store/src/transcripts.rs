//! What members of the staff want done with the transcripts of their conversations.

use model::{id::PersonId, transcript::TranscriptHabits};

use crate::{Conn, Error, connection::sql};

const LOAD: &str = "SELECT wants_email, wants_pdf FROM transcript_preferences WHERE person = $1";
const SAVE: &str = "INSERT INTO transcript_preferences (person, wants_email, wants_pdf) VALUES ($1, $2, $3) \
     ON CONFLICT (person) DO UPDATE SET wants_email = excluded.wants_email, \
     wants_pdf = excluded.wants_pdf";

/// A person's habits; nothing is wanted until something is saved.
///
/// # Errors
/// `Database`.
pub async fn habits(conn: &mut Conn, person: PersonId) -> Result<TranscriptHabits, Error> {
    let row: Option<(bool, bool)> = sql!(conn, first, LOAD, person.0)?;
    let (wants_email, wants_pdf) = row.unwrap_or_default();
    Ok(TranscriptHabits { wants_email, wants_pdf })
}

/// Keeps them.
///
/// # Errors
/// `Database`.
pub async fn set_habits(
    conn: &mut Conn,
    person: PersonId,
    habits: TranscriptHabits,
) -> Result<(), Error> {
    let TranscriptHabits { wants_email, wants_pdf } = habits;
    sql!(conn, change, SAVE, person.0, wants_email, wants_pdf).map(drop)
}
