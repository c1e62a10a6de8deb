//! Whom an agent looks after.

use model::{
    contact::ContactRef,
    id::{ContactId, PersonId},
    permission::Reach,
    person::PersonRef,
};
use uuid::Uuid;

use super::list::restrict_to_reach;
use crate::{Conn, Error, clause::Clause, connection::sql, stored};

const COUNT: &str = "SELECT count(*) FROM contacts WHERE manager = $1 AND merged_into IS NULL";
const REASSIGN: &str = "UPDATE contacts SET manager = $2, manager_name = $3, version = version + 1 \
     WHERE manager = $1";

/// How many contacts somebody looks after.
///
/// # Errors
/// `Database`.
pub async fn count_managed(conn: &mut Conn, manager: PersonId) -> Result<u64, Error> {
    let row: Option<(i64,)> = sql!(conn, first, COUNT, manager.0)?;
    stored::number("the number of contacts", row.map_or(0, |(count,)| count))
}

/// The first of them by name that `me` sees.
///
/// # Errors
/// `Database`.
pub async fn managed(
    conn: &mut Conn,
    (reach, me): (&Reach, PersonId),
    manager: PersonId,
    limit: u32,
) -> Result<Vec<ContactRef>, Error> {
    let mut clause = Clause::default();
    let manager = clause.value(manager.0);
    clause.and(&format!("manager = {manager} AND merged_into IS NULL"));
    restrict_to_reach(&mut clause, reach, me);
    let end = format!("ORDER BY sort_name, id LIMIT {limit}");
    let (text, values) = clause.query("SELECT id, name, username FROM contacts", &end);
    let rows: Vec<(Uuid, String, String)> = sql!(conn, all with, text, values)?;
    let shown = |name: String, username| if name.is_empty() { username } else { name };
    let contact =
        |(id, name, username)| ContactRef { id: ContactId(id), name: shown(name, username) };
    Ok(rows.into_iter().map(contact).collect())
}

/// Gives everything somebody looks after to somebody else, or to nobody; how many contacts that were.
///
/// # Errors
/// `Database`.
pub async fn reassign(
    conn: &mut Conn,
    from: PersonId,
    to: Option<&PersonRef>,
) -> Result<u64, Error> {
    let (id, name) = (to.map(|to| to.id.0), to.map(|to| &to.name));
    sql!(conn, change, REASSIGN, from.0, id, name)
}

#[cfg(test)]
mod tests {
    use model::permission::Reach;

    use super::*;
    use crate::{contacts, on_both, samples};

    on_both! {
        async fn cc_07_what_an_agent_looks_after_is_counted_listed_and_given_away(store) {
            let mut write = store.write().await.unwrap();
            let (ada, bo) = (samples::person_ref(1), samples::person_ref(2));
            for number in 1..=3 {
                let mut contact = samples::contact(number);
                contact.manager = Some(if number == 3 { bo.clone() } else { ada.clone() });
                contacts::insert(&mut write, &contact).await.unwrap();
            }
            assert_eq!(count_managed(&mut write, ada.id).await.unwrap(), 2);
            let all = (&Reach::All, bo.id);
            let listed = managed(&mut write, all, ada.id, 1).await.unwrap();
            assert_eq!(listed.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Guest 1"]);
            let own = (&Reach::Own, bo.id);
            assert_eq!(managed(&mut write, own, ada.id, 9).await.unwrap(), []);
            assert_eq!(reassign(&mut write, ada.id, Some(&bo)).await.unwrap(), 2);
            assert_eq!(count_managed(&mut write, bo.id).await.unwrap(), 3);
            let held = contacts::find(&mut write, samples::contact(1).id).await.unwrap().unwrap();
            assert_eq!((held.manager, held.version), (Some(bo.clone()), 2));
            assert_eq!(reassign(&mut write, bo.id, None).await.unwrap(), 3);
            assert_eq!(count_managed(&mut write, bo.id).await.unwrap(), 0);
        }
    }
}
