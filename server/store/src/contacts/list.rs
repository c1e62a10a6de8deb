//! The list of contacts: who sees which, searched, sorted, by pages.

use model::{
    contact::{Contact, ContactOrder, ContactQuery},
    id::PersonId,
    page::Page,
    permission::Reach,
};

use super::Row;
use crate::{
    Conn, Error,
    clause::{Clause, infix},
    connection::sql,
    place::{self, Key, Place},
    search::{self, Term},
    stored,
};

/// One page of the contacts that `me` sees.
///
/// Every word of the search must occur somewhere in the username, the name, an email or a phone number
/// (however that is written). Contacts without a last chat come last, whatever the direction.
///
/// # Errors
/// `NoSuchPage`, `Database`, `Corrupt`.
pub async fn list(
    conn: &mut Conn,
    reach: &Reach,
    me: PersonId,
    query: &ContactQuery,
) -> Result<Page<Contact>, Error> {
    let mut clause = Clause::default();
    clause.and("merged_into IS NULL");
    restrict_to_reach(&mut clause, reach, me);
    restrict_to_search(conn, &mut clause, &query.search);

    let place = Place::read(&query.page, suits(query.order))?;
    let (text, values) = clause.clone().query("SELECT count(*) FROM contacts", "");
    let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
    let total = count.first().map_or(0, |(count,)| *count);

    let wanted = place::rows(&query.page);
    let mut rows = read(conn, &clause, query, place, wanted + 1).await?;
    let next = (rows.len() > wanted).then(|| rows.truncate(wanted));
    let next = next.and_then(|()| rows.last()).map(|row| place_of(row, query.order).write());
    Ok(Page {
        rows: rows.into_iter().map(Contact::try_from).collect::<Result<_, _>>()?,
        next,
        total: stored::number("the number of contacts", total)?,
    })
}

pub(crate) fn restrict_to_reach(clause: &mut Clause, reach: &Reach, me: PersonId) {
    let departments = match reach {
        Reach::All => return,
        Reach::Own => &[][..],
        Reach::Departments(ids) => ids,
    };
    let me = clause.value(me.0);
    let departments = clause.ids(departments.iter().map(|id| id.0));
    clause.and(&format!(
        "id IN (SELECT contact FROM contact_people WHERE person = {me} \
         UNION SELECT id FROM contacts WHERE manager = {me} \
         UNION SELECT contact FROM contact_departments WHERE department IN ({departments}))"
    ));
}

pub(crate) fn restrict_to_search(conn: &Conn, clause: &mut Clause, search: &str) {
    let terms = search::terms(search);
    if let Some(condition) = search::contact_condition(conn, clause, &terms) {
        clause.and(&condition);
    }
    for term in &terms {
        let condition = match term {
            Term::Word(word) => occurs(clause, word),
            Term::Number { digits, words } => {
                let digits = occurs(clause, digits);
                let words: Vec<String> = words.iter().map(|word| occurs(clause, word)).collect();
                format!("{digits} OR ({})", words.join(" AND "))
            }
        };
        clause.and(&condition);
    }
}

fn occurs(clause: &mut Clause, part: &str) -> String {
    format!("searched LIKE {} ESCAPE '\\'", clause.value(infix(part)))
}

const fn suits(order: ContactOrder) -> fn(&Key) -> bool {
    match order {
        ContactOrder::Name => |key| matches!(key, Key::Bytes(_)),
        ContactOrder::LastChat => |key| matches!(key, Key::Number(_) | Key::Missing),
        ContactOrder::Created => |key| matches!(key, Key::Number(_)),
    }
}

fn place_of(row: &Row, order: ContactOrder) -> Place {
    let key = match order {
        ContactOrder::Name => Key::Bytes(row.sort_name.clone()),
        ContactOrder::LastChat => row.last_chat.map_or(Key::Missing, Key::Number),
        ContactOrder::Created => Key::Number(row.created),
    };
    Place { key, id: row.id }
}

/// Reads on from a place. Those without a last chat are read by themselves, after the others: so each query
/// follows an index, and neither database has to be told where NULLs go.
async fn read(
    conn: &mut Conn,
    clause: &Clause,
    query: &ContactQuery,
    mut place: Option<Place>,
    limit: usize,
) -> Result<Vec<Row>, Error> {
    if query.order != ContactOrder::LastChat {
        return stretch(conn, clause.clone(), query, place, limit).await;
    }
    let mut rows = Vec::new();
    if place.as_ref().is_none_or(|place| place.key != Key::Missing) {
        let mut chatted = clause.clone();
        chatted.and("last_chat IS NOT NULL");
        rows = stretch(conn, chatted, query, place.take(), limit).await?;
    }
    if rows.len() < limit {
        let mut silent = clause.clone();
        silent.and("last_chat IS NULL");
        let left = limit - rows.len();
        rows.extend(stretch(conn, silent, query, place, left).await?);
    }
    Ok(rows)
}

async fn stretch(
    conn: &mut Conn,
    mut clause: Clause,
    query: &ContactQuery,
    place: Option<Place>,
    limit: usize,
) -> Result<Vec<Row>, Error> {
    let column = match query.order {
        ContactOrder::Name => "sort_name",
        ContactOrder::LastChat => "last_chat",
        ContactOrder::Created => "created",
    };
    if let Some(place) = place {
        place.restrict(&mut clause, column, query.is_descending);
    }
    let direction = if query.is_descending { "DESC" } else { "ASC" };
    let end = format!("ORDER BY {column} {direction}, id {direction} LIMIT {limit}");
    let (text, values) = clause.query("SELECT * FROM contacts", &end);
    sql!(conn, all with, text, values)
}

#[cfg(test)]
mod many;
#[cfg(test)]
mod tests;
