//! Where a page of the archive is read from: what is already in the order that is wanted, so that nothing is sorted
//! that is not shown.

use model::{
    archive::{ArchiveOrder, ArchiveQuery},
    id::{DepartmentId, PersonId},
    page::COUNT_LIMIT,
    permission::Reach,
};

use super::{Row, Rows, Viewer, cut, order};
use crate::{
    Conn, Error,
    clause::{Clause, Value},
    connection::sql,
    fold::fold,
    place::{self, Place},
};

const ROW: &str = "SELECT id, head, created, closed, guest";
/// Departments that are read side by side; who sees more meets theirs often enough.
const SIDE_BY_SIDE: usize = 24;

/// Where the conversations are read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Source {
    All,
    /// Those somebody served.
    Person(PersonId),
    /// Those with a tag, folded.
    Tag(String),
    /// Those of each of these departments, and those somebody served, side by side.
    Departments(Vec<DepartmentId>, PersonId),
}

impl Source {
    pub(super) fn of(viewer: &Viewer<'_>, query: &ArchiveQuery) -> Self {
        if query.order != ArchiveOrder::Closed || query.contact.is_some() {
            return Self::All;
        }
        if let Some(tag) = &query.tag {
            return Self::Tag(fold(tag.trim()));
        }
        match (query.agent, viewer.reach) {
            (Some(agent), _) => Self::Person(agent),
            (None, Reach::Own) => Self::Person(viewer.me),
            (None, Reach::Departments(ids))
                if query.department.is_none() && ids.len() <= SIDE_BY_SIDE =>
            {
                Self::Departments(ids.clone(), viewer.me)
            }
            (None, Reach::Departments(_) | Reach::All) => Self::All,
        }
    }

    /// Adds what the source does not see to by itself.
    pub(super) fn restrict(&self, viewer: &Viewer<'_>, clause: &mut Clause) {
        let is_theirs = match self {
            Self::Departments(..) => true,
            Self::Person(person) => *person == viewer.me,
            Self::All | Self::Tag(_) => false,
        };
        if !is_theirs && let Some(condition) = viewer.sees(clause) {
            clause.and(&condition);
        }
    }

    /// How many there are, up to one more than are counted.
    pub(super) async fn count(&self, conn: &mut Conn, clause: &Clause) -> Result<i64, Error> {
        let limit = COUNT_LIMIT + 1;
        let (text, values) = match self {
            Self::Departments(departments, me) => {
                let end = format!("LIMIT {limit}");
                let mut clause = clause.clone();
                let each = side_by_side(&mut clause, departments, *me, |_| end.clone());
                let text = format!(
                    "SELECT count(*) FROM (SELECT * FROM ({each}) AS streams LIMIT {limit}) AS counted"
                );
                (text, clause.query("", "").1)
            }
            one => {
                let (from, clause) = one.from(clause.clone());
                clause.query(
                    &format!("SELECT count(*) FROM (SELECT 1 FROM {from}"),
                    &format!("LIMIT {limit}) AS counted"),
                )
            }
        };
        let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
        Ok(count.first().map_or(0, |(count,)| *count))
    }

    pub(super) async fn read(
        &self,
        conn: &mut Conn,
        clause: Clause,
        query: &ArchiveQuery,
    ) -> Result<Rows, Error> {
        let place = Place::read(&query.page, order(query.order).1)?;
        let wanted = place::rows(&query.page);
        let (text, values) = self.page_query(clause, query, place, wanted.saturating_add(1));
        let rows: Vec<Row> = sql!(conn, all with, text, values)?;
        Ok(cut(rows, wanted, query.order))
    }

    /// Asks for so many rows behind a place.
    pub(super) fn page_query(
        &self,
        mut clause: Clause,
        query: &ArchiveQuery,
        place: Option<Place>,
        limit: usize,
    ) -> (String, Vec<Value>) {
        let (column, _) = order(query.order);
        let (is_descending, direction) =
            if query.is_ascending { (false, "ASC") } else { (true, "DESC") };
        let end = |(column, id): (&str, &str)| {
            format!("ORDER BY {column} {direction}, {id} {direction} LIMIT {limit}")
        };
        if let Self::Departments(departments, me) = self {
            if let Some(place) = place {
                place.restrict(&mut clause, column, is_descending);
            }
            let each = side_by_side(&mut clause, departments, *me, |is_served| {
                end(if is_served { OF_SIDE } else { (column, "id") })
            });
            let (_, values) = clause.query("", "");
            let end = end((column, "id"));
            return (format!("{ROW} FROM conversations WHERE id IN ({each}) {end}"), values);
        }
        let (from, mut clause) = self.from(clause);
        let columns = if *self == Self::All { (column, "id") } else { OF_SIDE };
        if let Some(place) = place {
            place.restrict_by(&mut clause, columns, is_descending);
        }
        clause.query(&format!("{ROW} FROM {from}"), &end(columns))
    }

    /// The tables, and the condition that makes them the source.
    fn from(&self, mut clause: Clause) -> (&'static str, Clause) {
        match self {
            Self::All | Self::Departments(..) => ("conversations", clause),
            Self::Person(person) => {
                let person = clause.value(person.0);
                clause.and(&format!("s.person = {person} AND s.ended IS NOT NULL"));
                (SERVED, clause)
            }
            Self::Tag(tag) => {
                let tag = clause.value(tag.clone());
                clause.and(&format!("s.tag = {tag} AND s.ended IS NOT NULL"));
                ("conversation_tags s JOIN conversations ON id = s.conversation", clause)
            }
        }
    }
}

/// What a table beside the conversations is ordered by.
const OF_SIDE: (&str, &str) = ("s.ended", "s.conversation");
const SERVED: &str = "conversation_people s JOIN conversations ON id = s.conversation";

/// The ids of each department, and of those somebody served, each read in order and no further than `end` says.
fn side_by_side(
    clause: &mut Clause,
    departments: &[DepartmentId],
    me: PersonId,
    end: impl Fn(bool) -> String,
) -> String {
    let me = clause.value(me.0);
    let departments: Vec<String> = departments.iter().map(|id| clause.value(id.0)).collect();
    let stream = |condition: &str, start: &str, is_served: bool| {
        let mut clause = clause.clone();
        clause.and(condition);
        let (text, _) = clause.query(start, &end(is_served));
        format!("SELECT * FROM ({text}) AS stream")
    };
    let served = format!("s.person = {me} AND s.ended IS NOT NULL");
    let mut all = vec![stream(&served, &format!("SELECT s.conversation FROM {SERVED}"), true)];
    all.extend(departments.iter().map(|department| {
        stream(&format!("department = {department}"), "SELECT id FROM conversations", false)
    }));
    all.join(" UNION ")
}
