//! Rows that belong to a contact whom somebody names: calls and chats.

use model::terms::{Fit, Term};

use super::{LOOKED_UP, found};
use crate::{Conn, Error, clause::Clause, search};

/// The condition that the contact in a column is one in whom these terms are found.
///
/// # Errors
/// `Database`.
pub(crate) async fn is_named(
    conn: &mut Conn,
    clause: &mut Clause,
    column: &str,
    terms: &[Term],
) -> Result<String, Error> {
    let are_few = conn.is_sqlite()
        && !terms.is_empty()
        && found(conn, terms, LOOKED_UP + 1).await? <= LOOKED_UP;
    Ok(condition(conn, clause, column, (terms, are_few)))
}

/// Where few are found they are looked up, and their rows with them. Where many are, each row asks for its contact: then
/// such rows come often enough, in whatever order they are read. PostgreSQL chooses by itself.
fn condition(
    conn: &Conn,
    clause: &mut Clause,
    column: &str,
    (terms, are_few): (&[Term], bool),
) -> String {
    let fits = search::fits(clause, terms, Fit::Infix);
    if !conn.is_sqlite() {
        return format!("{column} IN (SELECT id FROM contacts WHERE {fits})");
    }
    if are_few && let Some(indexed) = search::contact_condition(conn, clause, terms) {
        return format!("{column} IN (SELECT id FROM contacts WHERE {fits} AND {indexed})");
    }
    // Told so that nobody tries to begin with the contacts.
    format!(
        "CASE WHEN EXISTS (SELECT 1 FROM contacts named WHERE named.id = {column} AND {fits}) THEN TRUE ELSE FALSE END"
    )
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        clause::Value,
        connection::sql,
        contacts, on_both,
        samples::{self, Tale},
        search::terms,
        testing,
    };

    async fn read(conn: &mut Conn, clause: Clause) -> Vec<Uuid> {
        let (text, values) = clause.query("SELECT id FROM conversations", "ORDER BY created, id");
        let read = async || -> Result<Vec<(Uuid,)>, Error> { sql!(conn, all with, text, values) };
        read().await.unwrap().into_iter().map(|(id,)| id).collect()
    }

    on_both! {
        async fn cc_13_rows_of_few_and_of_many_named_contacts_are_the_same(store) {
            let mut tales = Vec::new();
            for (number, name) in [(1, "Emmy Noether"), (2, "Emma Goldman"), (3, "Zo\u{eb} Wilhelmy")] {
                let mut write = store.write().await.unwrap();
                let contact = model::contact::Contact {
                    name: String::from(name),
                    ..samples::contact(number)
                };
                contacts::insert(&mut write, &contact).await.unwrap();
                write.commit().await.unwrap();
                let tale = Tale::with(number * 10, contact.id, None);
                tale.store(&store).await;
                tales.push(tale.conversation.id.0);
            }
            let mut conn = store.read().await.unwrap();
            for (named, wanted) in [
                ("emm", &tales[..2]),
                ("noether emmy", &tales[..1]),
                ("zoe", &tales[2..]),
                ("elm", &tales[2..]),
                ("nobody", &[]),
                ("", &tales[..]),
            ] {
                let terms = terms(named);
                for are_few in [false, !terms.is_empty()] {
                    let mut clause = Clause::default();
                    let condition =
                        condition(&conn, &mut clause, "conversations.contact", (&terms, are_few));
                    clause.and(&condition);
                    assert_eq!(read(&mut conn, clause).await, wanted, "{named} {are_few}");
                }
                let mut clause = Clause::default();
                let condition =
                    is_named(&mut conn, &mut clause, "conversations.contact", &terms).await.unwrap();
                clause.and(&condition);
                assert_eq!(read(&mut conn, clause).await, wanted, "{named}");
            }
        }
    }

    #[tokio::test]
    async fn cc_13_nobody_reads_all_contacts_for_one_who_is_named() {
        let scratch = testing::sqlite().await;
        let mut conn = scratch.store.read().await.unwrap();
        for are_few in [true, false] {
            let mut clause = Clause::default();
            let condition =
                condition(&conn, &mut clause, "calls.contact", (&terms("emmy"), are_few));
            clause.and(&condition);
            let (text, values) =
                clause.query("SELECT id FROM calls", "ORDER BY rang DESC, id DESC LIMIT 51");
            let text = format!("EXPLAIN QUERY PLAN {text}");
            let explain = async |conn: &mut Conn, values: Vec<Value>| {
                let rows: Result<Vec<(i64, i64, i64, String)>, Error> =
                    async { sql!(conn, all with, text, values) }.await;
                rows.unwrap()
            };
            let steps = explain(&mut conn, values).await;
            let is_whole = |step: &String| step.starts_with("SCAN contacts");
            assert!(!steps.iter().any(|(.., step)| is_whole(step)), "{are_few} {steps:#?}");
            assert!(steps.iter().any(|(.., step)| step.contains("contacts")), "{steps:#?}");
        }
    }
}
