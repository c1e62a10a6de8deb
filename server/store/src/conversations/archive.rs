//! The archive: closed conversations, for those who may see them.

mod found;
mod sought;
mod source;

use model::{
    archive::{ArchiveOrder, ArchiveQuery},
    conversation::Conversation,
    custom_field::Holder,
    id::{DepartmentId, PersonId},
    page::Page,
    permission::Reach,
};
use uuid::Uuid;

use crate::{
    Conn, Error,
    clause::Clause,
    connection::sql,
    custom_fields,
    fold::fold,
    place::{Key, Place},
    search::{self, Seer},
    stored,
};
use source::Source;

const TIMES_IN: &str = "SELECT closed - accepted FROM conversations \
     WHERE department = $1 AND closed IS NOT NULL AND accepted IS NOT NULL ORDER BY closed DESC LIMIT 100";
const TIMES_IN_NONE: &str = "SELECT closed - accepted FROM conversations \
     WHERE department IS NULL AND closed IS NOT NULL AND accepted IS NOT NULL ORDER BY closed DESC LIMIT 100";

/// As in the index of that name.
const LENGTH: &str = "(closed - created)";

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    head: String,
    created: i64,
    closed: i64,
    guest: Vec<u8>,
}

/// One page of the closed conversations that `me` sees: those they served, and those within reach. What the search
/// means, says `model::operators`.
///
/// # Errors
/// `NoSuchPage`, `Database`, `Corrupt`.
pub async fn archive(
    conn: &mut Conn,
    reach: &Reach,
    me: PersonId,
    query: &ArchiveQuery,
) -> Result<Page<Conversation>, Error> {
    let mut clause = Clause::default();
    restrict_to_filters(&mut clause, query);
    let asked = (Holder::Conversation, &query.fields);
    custom_fields::asked::restrict(conn, &mut clause, asked).await?;
    let sought = sought::resolve(conn, &mut clause, &query.search).await?;
    let viewer = Viewer { reach, me };
    if sought.is_by_words() {
        let Some(words) = sought.words(conn, &viewer, query).await? else {
            return page((Vec::new(), None), 0);
        };
        if query.order == ArchiveOrder::Closed && conn.is_sqlite() {
            return found::by_words(conn, &viewer, (clause, words), query).await;
        }
        let condition = search::archive_condition(conn, &mut clause, words);
        clause.and(&condition);
    }
    clause.and("closed IS NOT NULL");
    let source = Source::of(&viewer, query);
    source.restrict(&viewer, &mut clause);
    let total = source.count(conn, &clause).await?;
    page(source.read(conn, clause, query).await?, total)
}

/// Who looks.
#[derive(Debug, Clone, Copy)]
struct Viewer<'a> {
    reach: &'a Reach,
    me: PersonId,
}

impl Viewer<'_> {
    /// The condition that a row of `conversations` is one that they see; `None` when they see all.
    fn sees(&self, clause: &mut Clause) -> Option<String> {
        let departments = match self.reach {
            Reach::All => return None,
            Reach::Own => &[][..],
            Reach::Departments(ids) => ids,
        };
        let served = served_by(clause, self.me);
        let departments = clause.ids(departments.iter().map(|id| id.0));
        // Told so that nobody tries to begin with the departments, and to sort all there is.
        Some(format!(
            "{served} OR CASE WHEN department IN ({departments}) THEN TRUE ELSE FALSE END"
        ))
    }

    /// Of whom one must have served it or be its department; `None` when they see all.
    fn seers(&self) -> Option<Vec<Seer>> {
        let mut seers = vec![Seer::Person(self.me)];
        match self.reach {
            Reach::All => return None,
            Reach::Own => {}
            Reach::Departments(ids) => seers.extend(ids.iter().copied().map(Seer::Department)),
        }
        Some(seers)
    }
}

type Rows = (Vec<Row>, Option<String>);

fn page((rows, next): Rows, total: i64) -> Result<Page<Conversation>, Error> {
    Ok(Page {
        rows: rows
            .iter()
            .map(|row| stored::read(super::HEAD, &row.head))
            .collect::<Result<_, _>>()?,
        next,
        total: stored::number("the number of conversations", total)?,
    })
}

/// Cuts off the row that says that there are more.
fn cut(mut rows: Vec<Row>, wanted: usize, order: ArchiveOrder) -> Rows {
    let next = (rows.len() > wanted).then(|| rows.truncate(wanted));
    let next = next.and_then(|()| rows.last()).map(|row| place_of(row, order).write());
    (rows, next)
}

fn served_by(clause: &mut Clause, person: PersonId) -> String {
    let person = clause.value(person.0);
    format!(
        "EXISTS (SELECT 1 FROM conversation_people p WHERE p.conversation = conversations.id AND p.person = {person})"
    )
}

fn restrict_to_filters(clause: &mut Clause, query: &ArchiveQuery) {
    if let Some(agent) = query.agent {
        let served = served_by(clause, agent);
        clause.and(&served);
    }
    if let Some(department) = query.department {
        let department = clause.value(department.0);
        clause.and(&format!("department = {department}"));
    }
    if let Some(contact) = query.contact {
        let contact = clause.value(contact.0);
        clause.and(&format!("contact = {contact}"));
    }
    if let Some(tag) = &query.tag {
        let tag = clause.value(fold(tag.trim()));
        clause.and(&format!(
            "EXISTS (SELECT 1 FROM conversation_tags t WHERE t.conversation = conversations.id AND t.tag = {tag})"
        ));
    }
    if let Some(priority) = query.priority {
        let priority = clause.value(i64::from(priority.weight()));
        clause.and(&format!("priority = {priority}"));
    }
    if let Some(from) = query.from {
        let from = clause.value(from.0);
        clause.and(&format!("closed >= {from}"));
    }
    if let Some(until) = query.until {
        let until = clause.value(until.0);
        clause.and(&format!("closed < {until}"));
    }
}

const fn order(order: ArchiveOrder) -> (&'static str, fn(&Key) -> bool) {
    match order {
        ArchiveOrder::Closed => ("closed", |key| matches!(key, Key::Number(_))),
        ArchiveOrder::Started => ("created", |key| matches!(key, Key::Number(_))),
        ArchiveOrder::Length => (LENGTH, |key| matches!(key, Key::Number(_))),
        ArchiveOrder::Guest => ("guest", |key| matches!(key, Key::Bytes(_))),
    }
}

fn place_of(row: &Row, order: ArchiveOrder) -> Place {
    let key = match order {
        ArchiveOrder::Closed => Key::Number(row.closed),
        ArchiveOrder::Started => Key::Number(row.created),
        ArchiveOrder::Length => Key::Number(row.closed - row.created),
        ArchiveOrder::Guest => Key::Bytes(row.guest.clone()),
    };
    Place { key, id: row.id }
}

/// How long the last 100 conversations closed in this department (or in none) took, accepted to closed, in ms.
///
/// # Errors
/// `Database`.
pub async fn handling_times(
    conn: &mut Conn,
    department: Option<DepartmentId>,
) -> Result<Vec<i64>, Error> {
    let rows: Vec<(i64,)> = match department {
        Some(id) => sql!(conn, all, TIMES_IN, id.0)?,
        None => sql!(conn, all, TIMES_IN_NONE)?,
    };
    Ok(rows.into_iter().map(|(ms,)| ms.max(0)).collect())
}

#[cfg(test)]
mod plans;
#[cfg(test)]
mod tests;
