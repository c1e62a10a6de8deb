//! What a search of the archive asks for: operators become conditions, names become ids, the rest is looked for in
//! the words.

use model::{
    archive::ArchiveQuery,
    id::{DepartmentId, PersonId},
    moment::Moment,
    operators::{self, Part},
    terms::{self, Fit},
};

use super::Viewer;
use crate::{
    Conn, Error,
    clause::Clause,
    contacts, departments,
    fold::fold,
    people,
    search::{self, Asked, Seer},
};

/// What is left to be found in the words.
#[derive(Debug, Clone, Default)]
pub(super) struct Sought {
    asked: Asked,
}

impl Sought {
    pub(super) const fn is_by_words(&self) -> bool {
        !self.asked.runs.is_empty()
    }

    /// The question to the words, with who must have served it, so that they need not be asked one by one; `None`
    /// when nothing can be found.
    pub(super) async fn words(
        &self,
        conn: &mut Conn,
        viewer: &Viewer<'_>,
        query: &ArchiveQuery,
    ) -> Result<Option<String>, Error> {
        if self.asked.runs.iter().all(|run| run.words.is_empty()) {
            return Ok(None);
        }
        let mut asked = self.asked.clone();
        asked.seen_by.extend(viewer.seers());
        asked.seen_by.extend(query.agent.map(|agent| vec![Seer::Person(agent)]));
        asked.seen_by.extend(query.department.map(|department| vec![Seer::Department(department)]));
        search::archive_query(conn, &asked).await
    }
}

/// Adds what the operators ask for, and gives the rest.
pub(super) async fn resolve(
    conn: &mut Conn,
    clause: &mut Clause,
    text: &str,
) -> Result<Sought, Error> {
    let parsed = operators::parse(text);
    let mut sought = Sought::default();
    sought.asked.runs = search::runs(&parsed);
    for piece in &parsed.pieces {
        let condition = match &piece.part {
            Part::Word(_) | Part::Phrase { .. } => continue,
            Part::Agent(name) => {
                let ids = agents_named(conn, name).await?;
                if !piece.is_unwanted {
                    sought.asked.seen_by.push(ids.iter().copied().map(Seer::Person).collect());
                }
                let ids = clause.ids(ids.iter().map(|id| id.0));
                format!(
                    "EXISTS (SELECT 1 FROM conversation_people p WHERE p.conversation = conversations.id AND p.person IN ({ids}))"
                )
            }
            Part::Department(name) => {
                let ids = departments_named(conn, name).await?;
                if !piece.is_unwanted {
                    sought.asked.seen_by.push(ids.iter().copied().map(Seer::Department).collect());
                }
                let ids = clause.ids(ids.iter().map(|id| id.0));
                // Told so that one of no department is not one of this name either.
                format!("department IS NOT NULL AND department IN ({ids})")
            }
            Part::Tag(tag) => {
                let tag = clause.value(fold(tag.trim()));
                format!(
                    "EXISTS (SELECT 1 FROM conversation_tags t WHERE t.conversation = conversations.id AND t.tag = {tag})"
                )
            }
            Part::Contact(name) => {
                contacts::list::is_named(
                    conn,
                    clause,
                    "conversations.contact",
                    &search::terms(name),
                )
                .await?
            }
            Part::Before(at) => format!("closed < {}", clause.value(*at)),
            Part::After(at) => format!("closed >= {}", clause.value(*at)),
            Part::HasFile => String::from(
                "EXISTS (SELECT 1 FROM uploads u WHERE u.conversation = conversations.id AND u.attached IS NOT NULL)",
            ),
        };
        let not = if piece.is_unwanted { "NOT " } else { "" };
        clause.and(&format!("{not}({condition})"));
    }
    Ok(sought)
}

/// Between which moments of closing a search asks, by its operators: from the first, before the second.
pub(super) fn period(text: &str) -> (Option<Moment>, Option<Moment>) {
    let (mut from, mut until) = (None, None);
    for piece in operators::parse(text).pieces.iter().filter(|piece| !piece.is_unwanted) {
        match piece.part {
            Part::After(at) => from = from.max(Some(Moment(at))),
            Part::Before(at) => {
                until = Some(until.map_or(Moment(at), |until: Moment| until.min(Moment(at))));
            }
            _ => {}
        }
    }
    (from, until)
}

/// Whether all of what is typed begins a word of the name.
fn names(typed: &str, name: &str) -> bool {
    let terms = search::terms(typed);
    let fit = terms::fit(&terms, &terms::edged(&fold(name)));
    !terms.is_empty() && fit.is_some_and(|fit| fit <= Fit::Prefix)
}

async fn agents_named(conn: &mut Conn, typed: &str) -> Result<Vec<PersonId>, Error> {
    let people = people::all(conn).await?;
    let is_meant = |person: &&model::person::Person| {
        names(typed, &format!("{} {}", person.name, person.username))
    };
    Ok(people.iter().filter(is_meant).map(|person| person.id).collect())
}

async fn departments_named(conn: &mut Conn, typed: &str) -> Result<Vec<DepartmentId>, Error> {
    let departments = departments::all(conn).await?;
    let is_meant = |department: &&model::department::Department| names(typed, &department.name);
    Ok(departments.iter().filter(is_meant).map(|department| department.id).collect())
}
