//! Which contacts somebody sees, as a condition; two ways to say it, of which one is quick where the other is slow.

use model::{id::PersonId, page::COUNT_LIMIT, permission::Reach};

use crate::{Conn, Error, clause::Clause, connection::sql};

/// Contacts that a page in some order may cost to read. Who sees `n` of all meets one in every `all / n`, so that a page
/// costs `n` when all of theirs are gone through, and this many times `all / n` when their order is followed.
const PAGE: i64 = 50;
/// Contacts of somebody's that are gone through on PostgreSQL, whose planner knows more than we do.
const FEW: i64 = 10_000;

/// Who looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Viewer<'a> {
    pub(super) reach: &'a Reach,
    pub(super) me: PersonId,
}

impl Viewer<'_> {
    pub(super) const fn sees_all(&self) -> bool {
        matches!(self.reach, Reach::All)
    }

    /// Adds the condition that is the quicker one when contacts are read in their order.
    pub(super) async fn restrict(&self, conn: &mut Conn, clause: &mut Clause) -> Result<(), Error> {
        if self.sees_all() {
            return Ok(());
        }
        let condition =
            if self.sees_few(conn).await? { self.among(clause) } else { self.each(clause) };
        clause.and(&condition);
        Ok(())
    }

    /// Whether to go through all they see costs less than to meet them in the order of a page.
    pub(super) async fn sees_few(&self, conn: &mut Conn) -> Result<bool, Error> {
        let few = few(conn).await?;
        let mut clause = Clause::default();
        let set = self.set(&mut clause, "UNION ALL");
        let start = format!("SELECT count(*) FROM ({set} LIMIT {}) AS counted", few + 1);
        let (text, values) = clause.query(&start, "");
        let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
        Ok(count.first().is_none_or(|(count,)| *count <= few))
    }

    /// How many they see, up to one more than are counted: from what they see, because who sees much has enough of it
    /// soon, wherever it stands among all contacts.
    pub(super) async fn count(&self, conn: &mut Conn) -> Result<i64, Error> {
        let mut clause = Clause::default();
        let set = self.set(&mut clause, "UNION ALL");
        clause.and("c.merged_into IS NULL AND c.erased IS NULL");
        let start = format!(
            "SELECT count(*) FROM (SELECT DISTINCT s.contact FROM ({set}) AS s \
             JOIN contacts c ON c.id = s.contact"
        );
        let (text, values) =
            clause.query(&start, &format!("LIMIT {}) AS counted", COUNT_LIMIT + 1));
        let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
        Ok(count.first().map_or(0, |(count,)| *count))
    }

    /// The condition that begins with what they see.
    pub(super) fn among(&self, clause: &mut Clause) -> String {
        format!("id IN ({})", self.set(clause, "UNION"))
    }

    /// The condition that asks of each contact whether they see it.
    pub(super) fn each(&self, clause: &mut Clause) -> String {
        let me = clause.value(self.me.0);
        let departments = self.departments(clause);
        format!(
            "EXISTS (SELECT 1 FROM contact_people s WHERE s.contact = contacts.id AND s.person = {me}) \
             OR contacts.manager = {me} OR EXISTS (SELECT 1 FROM contact_departments s \
             WHERE s.contact = contacts.id AND s.department IN ({departments}))"
        )
    }

    fn set(&self, clause: &mut Clause, union: &str) -> String {
        let me = clause.value(self.me.0);
        let departments = self.departments(clause);
        format!(
            "SELECT contact FROM contact_people WHERE person = {me} \
             {union} SELECT id FROM contacts WHERE manager = {me} \
             {union} SELECT contact FROM contact_departments WHERE department IN ({departments})"
        )
    }

    fn departments(&self, clause: &mut Clause) -> String {
        match self.reach {
            Reach::Departments(ids) => clause.ids(ids.iter().map(|id| id.0)),
            Reach::All | Reach::Own => clause.ids([]),
        }
    }
}

/// Up to how many contacts of somebody's are gone through.
async fn few(conn: &mut Conn) -> Result<i64, Error> {
    if !conn.is_sqlite() {
        return Ok(FEW);
    }
    // Rows are numbered as they come, and few ever go: near enough to their count, and read off at once.
    let last: Option<(i64,)> = sql!(conn, first, "SELECT COALESCE(max(rowid), 0) FROM contacts")?;
    let all = last.map_or(0, |(last,)| last);
    Ok(all.saturating_mul(PAGE).isqrt())
}
