//! What people chose for themselves.

use model::{account::Preferences, id::PersonId};

use crate::{Conn, Error, connection::sql, stored};

const SAVE: &str = "INSERT INTO preferences (person, body) VALUES ($1, $2) \
     ON CONFLICT (person) DO UPDATE SET body = excluded.body";
const LOAD: &str = "SELECT body FROM preferences WHERE person = $1";

/// A person's choices; the usual ones where they made none.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn load(conn: &mut Conn, person: PersonId) -> Result<Preferences, Error> {
    let row: Option<(String,)> = sql!(conn, first, LOAD, person.0)?;
    row.map_or_else(|| Ok(Preferences::default()), |(body,)| stored::read("preferences", &body))
}

/// Stores a person's choices.
///
/// # Errors
/// `Database`.
pub async fn save(
    conn: &mut Conn,
    person: PersonId,
    preferences: &Preferences,
) -> Result<(), Error> {
    let body = stored::json("preferences", preferences)?;
    sql!(conn, change, SAVE, person.0, body).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both, people, samples};

    on_both! {
        async fn choices_are_kept_for_each_person(store) {
            let mut write = store.write().await.unwrap();
            let one = samples::person(1).id;
            people::insert(&mut write, &samples::person(1), "").await.unwrap();
            assert_eq!(load(&mut write, one).await.unwrap(), Preferences::default());
            let chosen = Preferences { shows_text: true, ..Preferences::default() };
            save(&mut write, one, &Preferences::default()).await.unwrap();
            save(&mut write, one, &chosen).await.unwrap();
            assert_eq!(load(&mut write, one).await.unwrap(), chosen);
            let other = samples::person(2).id;
            assert_eq!(load(&mut write, other).await.unwrap(), Preferences::default());
        }
    }
}
