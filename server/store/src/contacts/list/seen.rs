//! Which contacts somebody sees, as a condition; two ways to say it, of which one is quick where the other is slow.

use model::{id::PersonId, permission::Reach};

use crate::{Conn, Error, clause::Clause, connection::sql};

/// Contacts of somebody's that are gone through one by one; who sees more meets them often in any order.
pub(super) const FEW: i64 = if cfg!(test) { 100 } else { 10_000 };

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

    /// Whether all they see can be gone through.
    pub(super) async fn sees_few(&self, conn: &mut Conn) -> Result<bool, Error> {
        let mut clause = Clause::default();
        let set = self.set(&mut clause, "UNION ALL");
        let start = format!("SELECT count(*) FROM ({set} LIMIT {}) AS counted", FEW + 1);
        let (text, values) = clause.query(&start, "");
        let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
        Ok(count.first().is_none_or(|(count,)| *count <= FEW))
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
