//! How much there is.

use crate::{Conn, Error, connection::sql, stored};

const WORKSPACE: &str = "SELECT (SELECT count(*) FROM people), (SELECT count(*) FROM contacts), \
     (SELECT count(*) FROM conversations), (SELECT count(*) FROM conversations WHERE closed IS NOT NULL)";

/// How much there is in the workspace.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    pub people: u64,
    pub contacts: u64,
    /// Closed ones included.
    pub conversations: u64,
    pub closed: u64,
}

/// Counts everything; costs a walk through the smallest index of each.
///
/// # Errors
/// `Database`.
pub async fn workspace(conn: &mut Conn) -> Result<Counts, Error> {
    let row: Option<(i64, i64, i64, i64)> = sql!(conn, first, WORKSPACE)?;
    let (people, contacts, conversations, closed) = row.unwrap_or_default();
    let count = |number| stored::number("a count", number);
    Ok(Counts {
        people: count(people)?,
        contacts: count(contacts)?,
        conversations: count(conversations)?,
        closed: count(closed)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        on_both, people,
        samples::{self, Tale},
    };

    on_both! {
        async fn everything_is_counted(store) {
            let mut read = store.read().await.unwrap();
            assert_eq!(workspace(&mut read).await.unwrap(), Counts::default());
            drop(read);

            let mut write = store.write().await.unwrap();
            people::insert(&mut write, &samples::person(1), "").await.unwrap();
            write.commit().await.unwrap();
            Tale::of(1).store(&store).await;
            Tale::of(2).closed(9, &[]).store(&store).await;
            let counts = workspace(&mut store.read().await.unwrap()).await.unwrap();
            assert_eq!(counts, Counts { people: 1, contacts: 2, conversations: 2, closed: 1 });
        }
    }
}
