//! What is done with many closed conversations: begun, followed, stopped, and carried out a page at a time.

mod export;
mod work;

use model::{
    bulk::{BulkJob, BulkState, BulkTask, RUNNING_LIMIT},
    id::{BulkId, ConversationId},
    moment::Moment,
    page::PageAt,
    permission::{Action, Actor, Staff, Subject, may},
    refusal::{Field, Problem, Refusal, Thing},
    selection::{ChatSelection, Selection},
};
use store::bulk::Job;

use crate::{Error, House, house::found, id};
pub use work::{run, step};

/// Jobs a person sees.
const LISTED: u32 = 20;
/// When somebody who has too many under way may try again.
const RETRY_MS: i64 = 10_000;

/// Begins one. It goes on when this person is gone, and after a restart.
///
/// # Errors
/// `NotPermitted`, `Invalid`, `TagsRequired`, `TooFast`.
pub async fn begin(
    house: &House,
    staff: &Staff,
    selection: ChatSelection,
    task: BulkTask,
) -> Result<BulkJob, Error> {
    let task = task.checked()?;
    may_do(staff, &task)?;
    let selection = checked(selection)?;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    if store::bulk::running(&mut tx, staff.person.id).await? >= u64::from(RUNNING_LIMIT) {
        return Err(Refusal::TooFast { retry_at: now.plus(RETRY_MS) }.into());
    }
    let total = count(&mut tx, staff, &selection).await?;
    let it = BulkJob {
        id: BulkId(id::new(now)?),
        task,
        state: BulkState::Running,
        total,
        seen: 0,
        changed: 0,
        skipped: 0,
        begun: now,
        ended: None,
    };
    let (what, about) = (what_of(&it.task), format!("{} ({total})", it.id));
    let job = Job { it, person: staff.person.id, selection, place: None, due: Some(now) };
    store::bulk::insert(&mut tx, &job).await?;
    store::audit::add(&mut tx, now, Some(staff.person.id), what, &about).await?;
    tx.commit().await?;
    house.bulk_bell.notify_one();
    Ok(job.it)
}

/// This person's jobs, the latest first.
///
/// # Errors
/// `NotPermitted`.
pub async fn list(house: &House, staff: &Staff) -> Result<Vec<BulkJob>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewContactCenter, Subject::Workspace)?;
    let mut conn = house.store.read().await?;
    let jobs = store::bulk::of(&mut conn, staff.person.id, LISTED).await?;
    Ok(jobs.into_iter().map(|job| job.it).collect())
}

/// Stops one of this person's; what was done stays done. One that is over stays as it ended.
///
/// # Errors
/// `NotFound`.
pub async fn cancel(house: &House, staff: &Staff, id: BulkId) -> Result<BulkJob, Error> {
    let mut tx = house.store.write().await?;
    own(&mut tx, staff, id).await?;
    store::bulk::end(&mut tx, id, BulkState::Cancelled, house.clock.now()).await?;
    let job = own(&mut tx, staff, id).await?;
    tx.commit().await?;
    Ok(job.it)
}

/// The file one of this person's made: to be fetched part by part.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn file(house: &House, staff: &Staff, id: BulkId) -> Result<BulkJob, Error> {
    let mut tx = house.store.write().await?;
    let job = own(&mut tx, staff, id).await?;
    may_do(staff, &job.it.task)?;
    if !job.it.has_file() {
        return Err(Refusal::not_found(Thing::BulkJob).into());
    }
    let (now, who) = (house.clock.now(), Some(staff.person.id));
    store::audit::add(&mut tx, now, who, "conversations.downloaded", &id.to_string()).await?;
    tx.commit().await?;
    Ok(job.it)
}

/// A part of a file that [`file()`] allowed.
///
/// # Errors
/// Of the store.
pub async fn part(house: &House, id: BulkId, number: u32) -> Result<Option<Vec<u8>>, Error> {
    Ok(store::bulk::part(&mut *house.store.read().await?, id, number).await?)
}

async fn own(conn: &mut store::Conn, staff: &Staff, id: BulkId) -> Result<Job, Error> {
    let job = store::bulk::find(conn, id).await?;
    Ok(found(Thing::BulkJob, job.filter(|job| job.person == staff.person.id))?)
}

const fn what_of(task: &BulkTask) -> &'static str {
    match task {
        BulkTask::Tag(_) => "conversations.tagged",
        BulkTask::Untag(_) => "conversations.untagged",
        BulkTask::Export(_) => "conversations.exported",
    }
}

/// Whether they may begin it at all; each conversation is asked about when its turn comes.
fn may_do(staff: &Staff, task: &BulkTask) -> Result<(), Refusal> {
    let actor = Actor::Staff(staff.clone());
    may(&actor, Action::ViewContactCenter, Subject::Workspace)?;
    let action = match task {
        BulkTask::Tag(_) | BulkTask::Untag(_) => Action::EditConversation,
        BulkTask::Export(_) => Action::ExportConversations,
    };
    may(&actor, action, Subject::Workspace)
}

fn checked(selection: ChatSelection) -> Result<ChatSelection, Refusal> {
    selection.within_limit(Field::Search)?;
    if selection.is_empty() {
        return Err(Refusal::invalid(Field::Search, Problem::Missing));
    }
    Ok(match selection {
        Selection::Chosen(ids) => {
            let mut seen = std::collections::BTreeSet::new();
            Selection::Chosen(
                ids.into_iter().filter(|id: &ConversationId| seen.insert(*id)).collect(),
            )
        }
        Selection::Filter { query, minus } => {
            let mut query = query.checked()?;
            query.page = PageAt::default();
            // In an order that tagging does not change, what is closed meanwhile in front of where it began.
            query.order = model::archive::ArchiveOrder::Closed;
            query.is_ascending = false;
            Selection::Filter { query, minus }
        }
    })
}

async fn count(
    conn: &mut store::Conn,
    staff: &Staff,
    selection: &ChatSelection,
) -> Result<u64, Error> {
    match selection {
        Selection::Chosen(ids) => Ok(u64::try_from(ids.len()).unwrap_or(u64::MAX)),
        Selection::Filter { query, minus } => {
            let (reach, me) = (staff.reach(), staff.person.id);
            let one = PageAt { after: None, limit: 1 };
            let query = model::archive::ArchiveQuery { page: one, ..query.clone() };
            let page = store::conversations::archive(conn, &reach, me, &query).await?;
            Ok(page.total.saturating_sub(u64::try_from(minus.len()).unwrap_or_default()))
        }
    }
}

/// When the next one is due.
pub(crate) async fn next_due(house: &House) -> Result<Option<Moment>, Error> {
    Ok(store::bulk::next_due(&mut *house.store.read().await?).await?)
}
