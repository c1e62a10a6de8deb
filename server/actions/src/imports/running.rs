//! Going through a file: a batch of rows in each transaction, so that others write in between and a restart loses none.

use std::time::Duration;

use model::{
    contact::Contact,
    custom_field::{CustomField, Fields},
    id::ContactId,
    import::{Fate, Import, ImportState, Mapping, RowDraft, RowProblem, draft},
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    person::{PersonRef, Role},
    refusal::{Problem, Refusal},
};
use store::{
    Conn,
    imports::{self as stored, Outcome, Staged},
};

use super::fields;
use crate::{
    Error, House,
    contacts::{self, Fresh},
    custom_fields::Forms,
    sessions,
};

/// Rows in one transaction.
const BATCH: u32 = 200;
/// After a failure.
const PAUSE: Duration = Duration::from_secs(10);
/// How long a file is kept, in milliseconds: its report can be fetched until then.
const KEPT_MS: i64 = 30 * 24 * 3_600_000;

/// Carries imports on for as long as the server runs.
pub async fn run(house: House) {
    loop {
        match work(&house).await {
            Ok(()) => house.import_bell.notified().await,
            Err(error) => {
                tracing::error!(?error, "an import does not get on");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

/// Goes through whatever is to be gone through.
///
/// # Errors
/// Those of the store.
pub async fn work(house: &House) -> Result<(), Error> {
    let mut tx = house.store.write().await?;
    stored::prune(&mut tx, house.clock.now().plus(-KEPT_MS)).await?;
    tx.commit().await?;
    while step(house).await? {}
    Ok(())
}

/// One batch; `false` when nothing is left to do.
async fn step(house: &House) -> Result<bool, Error> {
    let mut tx = house.store.write().await?;
    let Some(job) = stored::running(&mut tx).await? else { return Ok(false) };
    let import = &job.import;
    let rows = stored::rows(&mut tx, import.id, job.line, BATCH).await?;
    let staff = store::people::find(&mut tx, job.person).await?;
    let staff = staff.filter(|person| person.is_enabled).map(|person| sessions::staff(&person));
    // Whoever began it may have lost the right to go on.
    let staff = staff.filter(|staff| {
        may(&Actor::Staff(staff.clone()), Action::ImportContacts, Subject::Workspace).is_ok()
    });
    let Some(staff) = staff.filter(|_| !rows.is_empty()) else {
        let state = if rows.is_empty() { ImportState::Done } else { ImportState::Cancelled };
        let ended = Import { state, ..import.clone() };
        stored::set_state(&mut tx, &ended, ImportState::Running).await?;
        tx.commit().await?;
        return Ok(true);
    };
    let fields = fields(&mut tx, &staff).await?;
    let reader = Reader::new(&staff, &import.mapping, fields);
    let mut settled = Vec::with_capacity(rows.len());
    for row in rows {
        let outcome = reader.take(house, &mut tx, &row).await?;
        settled.push((row, outcome));
    }
    if stored::settle(&mut tx, import.id, &settled).await? {
        tx.commit().await?;
    }
    Ok(true)
}

/// What a row comes to, when nothing is wrong with it.
struct Judged {
    draft: RowDraft,
    manager: Option<PersonRef>,
    /// The contact it is about, where there is one.
    held: Option<Contact>,
    /// Its custom fields, once the row is taken in.
    fields: Fields,
}

/// Reads the rows of a file by what its columns are.
pub(super) struct Reader<'a> {
    staff: &'a Staff,
    mapping: &'a Mapping,
    forms: Forms,
}

impl<'a> Reader<'a> {
    /// `fields` are the custom fields that columns may be.
    pub(super) fn new(staff: &'a Staff, mapping: &'a Mapping, fields: Vec<CustomField>) -> Self {
        Self { staff, mapping, forms: Forms::new(fields) }
    }

    /// What would become of a row.
    pub(super) async fn fate(&self, conn: &mut Conn, row: &Staged) -> Result<Fate, Error> {
        Ok(match self.judge(conn, row).await? {
            Err(problem) => Fate::Reject(problem),
            Ok(Judged { held: Some(held), .. }) => {
                Fate::Update { contact: held.id, name: held.name }
            }
            Ok(_) => Fate::Create,
        })
    }

    /// Takes one row in.
    async fn take(&self, house: &House, conn: &mut Conn, row: &Staged) -> Result<Outcome, Error> {
        let judged = match self.judge(conn, row).await? {
            Ok(judged) => judged,
            Err(problem) => return Ok(Outcome::Rejected(problem)),
        };
        let Some(held) = judged.held.clone() else {
            return create(house, conn, self.staff, judged).await.map(Outcome::Added);
        };
        let id = held.id;
        let changed = merged(&held, judged);
        if changed != held {
            let changed = Contact { version: held.version.saturating_add(1), ..changed };
            store::contacts::update(conn, &changed, held.version).await?;
        }
        Ok(Outcome::Updated(id))
    }

    /// What a row says, and the contact it is about, where there is one that `staff` may see: of others nothing is
    /// revealed.
    async fn judge(
        &self,
        conn: &mut Conn,
        row: &Staged,
    ) -> Result<Result<Judged, RowProblem>, Error> {
        let draft = match draft(self.mapping, self.forms.fields(), &row.cells) {
            Ok(draft) => draft,
            Err(problem) => return Ok(Err(problem)),
        };
        let manager = match &draft.manager {
            None => None,
            Some((username, column)) => match agent(conn, username).await? {
                Some(agent) => Some(agent),
                None => {
                    let problem = Problem::Unknown;
                    return Ok(Err(RowProblem::Wrong { column: *column, problem }));
                }
            },
        };
        let held = known(conn, self.staff, &draft).await?;
        if held.is_some() && !self.mapping.updates {
            return Ok(Err(RowProblem::Known));
        }
        let fields = self.filled(held.as_ref(), draft.fields.clone());
        Ok(fields.map(|fields| Judged { draft, manager, held, fields }))
    }

    /// The custom fields of the contact with what the row says. Whoever is known keeps what the row leaves empty; of
    /// somebody new a required field is asked for, where a column is that field.
    fn filled(&self, held: Option<&Contact>, mut draft: Fields) -> Result<Fields, RowProblem> {
        let none = Fields::new();
        if held.is_none() {
            let required = self.forms.fields().iter().filter(|field| field.is_required);
            for field in required.filter(|field| self.mapping.column_of(&field.key).is_some()) {
                draft.entry(field.key.clone()).or_default();
            }
        }
        let filled = self.forms.fill(held.map_or(&none, |held| &held.fields), &draft);
        filled.map_err(|refusal| self.wrong(refusal))
    }

    fn wrong(&self, refusal: Refusal) -> RowProblem {
        let (key, problem) = match refusal {
            Refusal::InvalidField { key, problem, .. } => (key, problem),
            _ => (String::new(), Problem::Unreadable),
        };
        RowProblem::Wrong { column: self.mapping.column_of(&key).unwrap_or_default(), problem }
    }
}

async fn create(
    house: &House,
    conn: &mut Conn,
    staff: &Staff,
    judged: Judged,
) -> Result<ContactId, Error> {
    let Judged { draft, manager, fields, .. } = judged;
    let addresses = draft.emails.first().or(draft.phones.first());
    let name = if draft.name.is_empty() {
        addresses.map(|it| it.chars().take(parse::NAME_LIMIT as usize).collect())
    } else {
        Some(draft.name)
    };
    let (emails, phones, notes) = (draft.emails, draft.phones, draft.notes);
    let fresh = Fresh { name: name.unwrap_or_default(), emails, phones, notes, fields, manager };
    Ok(contacts::make(house, conn, staff, fresh).await?.id)
}

/// The contact with what the row says: it names, notes and fills in anew, and adds addresses.
fn merged(held: &Contact, judged: Judged) -> Contact {
    let Judged { draft, manager, fields, .. } = judged;
    let mut contact = Contact { fields, ..held.clone() };
    if !draft.name.is_empty() {
        contact.name = draft.name;
    }
    if !draft.notes.is_empty() {
        contact.notes = draft.notes;
    }
    add(&mut contact.emails, draft.emails);
    add(&mut contact.phones, draft.phones);
    contact.manager = manager.or(contact.manager);
    contact
}

fn add(held: &mut Vec<String>, more: Vec<String>) {
    for one in more {
        if !held.contains(&one) && held.len() < parse::ADDRESSES_LIMIT as usize {
            held.push(one);
        }
    }
}

async fn agent(conn: &mut Conn, username: &str) -> Result<Option<PersonRef>, Error> {
    let found = store::people::by_login(conn, username).await?;
    let agent = found.map(|(person, _)| person);
    Ok(agent.filter(|it| it.is_enabled && it.roles.has(Role::Agent)).map(|it| it.to_ref()))
}

async fn known(conn: &mut Conn, staff: &Staff, draft: &RowDraft) -> Result<Option<Contact>, Error> {
    for email in &draft.emails {
        if let Some(found) = store::contacts::by_email(conn, email).await?
            && sees(conn, staff, &found).await?
        {
            return Ok(Some(found));
        }
    }
    for phone in &draft.phones {
        if let Some(found) = store::contacts::by_phone(conn, phone).await?
            && sees(conn, staff, &found).await?
        {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

async fn sees(conn: &mut Conn, staff: &Staff, contact: &Contact) -> Result<bool, Error> {
    let reach = store::contacts::reach(conn, contact.id).await?;
    let actor = Actor::Staff(staff.clone());
    Ok(may(&actor, Action::EditContact, Subject::Contact(&reach)).is_ok())
}
