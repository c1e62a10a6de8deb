//! Carrying jobs out: a page of conversations at a time, each asked about again, from wherever it was.

use std::time::Duration;

use model::{
    archive::ArchiveQuery,
    bulk::{BulkFormat, BulkState, BulkTask, KEPT_MS},
    conversation::Conversation,
    id::ConversationId,
    page::PageAt,
    permission::{Action, Actor, Staff, Subject, may},
    refusal::Refusal,
    selection::Selection,
};
use store::bulk::Job;

use super::{export, may_do, next_due};
use crate::{
    Error, House,
    conversations::{self, Edit},
    sessions,
};

/// Conversations of one step.
const STEP: u32 = 50;
/// How long a server may take for a step; after that another takes it over.
const HOLD_MS: i64 = 60_000;
/// The longest sleep.
const LOOK: Duration = Duration::from_secs(15);

/// Carries out what is due, for as long as the server runs.
pub async fn run(house: House) {
    if let Err(error) = resume(&house).await {
        tracing::error!(error = ?error, "bulk jobs in hand could not be taken over at once");
    }
    loop {
        match step(&house).await {
            Ok(true) => tokio::task::yield_now().await,
            Ok(false) => rest(&house).await,
            Err(error) => {
                tracing::error!(error = ?error, "a bulk job could not go on");
                tokio::time::sleep(LOOK).await;
            }
        }
    }
}

/// One server has the embedded database for itself: who held a job has ended, and nobody has to wait for that.
async fn resume(house: &House) -> Result<(), Error> {
    if !house.store.is_sqlite() {
        return Ok(());
    }
    let mut tx = house.store.write().await?;
    store::bulk::release(&mut tx, house.clock.now()).await?;
    Ok(tx.commit().await?)
}

async fn rest(house: &House) {
    let next = next_due(house).await.ok().flatten();
    let pause = next.map_or(LOOK, |at| {
        let ms = u64::try_from(at.since(house.clock.now())).unwrap_or_default();
        Duration::from_millis(ms).min(LOOK)
    });
    // A bell that rang meanwhile is remembered.
    let _ = tokio::time::timeout(pause, house.bulk_bell.notified()).await;
}

/// Takes the next job that is due a page further. `false`: there is none.
///
/// # Errors
/// Of the store.
pub async fn step(house: &House) -> Result<bool, Error> {
    let now = house.clock.now();
    let Some(mut job) = store::bulk::due(&mut *house.store.read().await?, now).await? else {
        return Ok(false);
    };
    let mut tx = house.store.write().await?;
    store::bulk::forget_before(&mut tx, now.plus(-KEPT_MS)).await?;
    let until = now.plus(HOLD_MS);
    let is_mine = store::bulk::hold(&mut tx, &job, until).await?;
    tx.commit().await?;
    if is_mine {
        job.due = Some(until);
        further(house, job).await?;
    }
    Ok(true)
}

async fn further(house: &House, mut job: Job) -> Result<(), Error> {
    let Some(staff) = staff_of(house, &job).await? else {
        return end(house, &job, BulkState::Failed).await;
    };
    let Page { conversations, gone, next } = page(house, &staff, &job).await?;
    let mut written = Vec::new();
    if let BulkTask::Export(format) = job.it.task {
        let sheet =
            export::Sheet { format, is_first: job.place.is_none(), is_empty: job.it.changed == 0 };
        written = sheet.page(house, &conversations).await?;
        job.it.changed += count(&conversations);
    } else {
        for it in &conversations {
            match retag(house, &staff, &job.it.task, it).await? {
                Tagged::Changed => job.it.changed += 1,
                Tagged::Skipped => job.it.skipped += 1,
                Tagged::AsBefore => {}
            }
        }
    }
    job.it.seen += count(&conversations) + gone;
    job.it.skipped += gone;
    let is_over = next.is_none();
    if is_over && job.it.task == BulkTask::Export(BulkFormat::Json) {
        written.extend_from_slice(export::END.as_bytes());
    }
    job.place = next;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    // Whoever stopped it, or took it over, was faster: then nothing of this page is counted.
    if store::bulk::advance(&mut tx, &job, now).await? {
        if !written.is_empty() {
            store::bulk::add_part(&mut tx, job.it.id, written).await?;
        }
        if is_over {
            store::bulk::end(&mut tx, job.it.id, BulkState::Done, now).await?;
        }
        tx.commit().await?;
    }
    Ok(())
}

fn count(conversations: &[Conversation]) -> u64 {
    u64::try_from(conversations.len()).unwrap_or(u64::MAX)
}

async fn end(house: &House, job: &Job, state: BulkState) -> Result<(), Error> {
    let mut tx = house.store.write().await?;
    store::bulk::end(&mut tx, job.it.id, state, house.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// Whoever began it, with the rights they have now.
async fn staff_of(house: &House, job: &Job) -> Result<Option<Staff>, Error> {
    let person = store::people::find(&mut *house.store.read().await?, job.person).await?;
    let staff = person.filter(|person| person.is_enabled).map(|person| sessions::staff(&person));
    Ok(staff.filter(|staff| may_do(staff, &job.it.task).is_ok()))
}

/// What a step is about.
struct Page {
    conversations: Vec<Conversation>,
    /// How many of those chosen are not there, or not theirs to see.
    gone: u64,
    /// Where the next one goes on.
    next: Option<String>,
}

async fn page(house: &House, staff: &Staff, job: &Job) -> Result<Page, Error> {
    match &job.selection {
        Selection::Chosen(ids) => chosen(house, staff, ids, job.place.as_deref()).await,
        Selection::Filter { query, minus } => {
            let at = PageAt { after: job.place.clone(), limit: STEP };
            let query = ArchiveQuery { page: at, ..query.clone() };
            let found = conversations::archive(house, staff, &query).await?;
            let mut conversations = found.rows;
            conversations.retain(|it| !minus.contains(&it.id));
            Ok(Page { conversations, gone: 0, next: found.next })
        }
    }
}

async fn chosen(
    house: &House,
    staff: &Staff,
    ids: &[ConversationId],
    place: Option<&str>,
) -> Result<Page, Error> {
    let from: usize = place.and_then(|place| place.parse().ok()).unwrap_or_default();
    let until = ids.len().min(from.saturating_add(STEP as usize));
    let actor = Actor::Staff(staff.clone());
    let mut conn = house.store.read().await?;
    let (mut conversations, mut gone) = (Vec::new(), 0);
    for id in ids.get(from..until).unwrap_or_default() {
        let it = store::conversations::load(&mut conn, *id).await?;
        let it = it.filter(|it| {
            let subject = Subject::Conversation(it);
            it.stage.is_closed() && may(&actor, Action::ViewConversation, subject).is_ok()
        });
        match it {
            Some(it) => conversations.push(it),
            None => gone += 1,
        }
    }
    let next = (until < ids.len()).then(|| until.to_string());
    Ok(Page { conversations, gone, next })
}

enum Tagged {
    Changed,
    AsBefore,
    Skipped,
}

/// How often a chat is looked at again that a colleague is changing.
const TRIES: u32 = 3;

async fn retag(
    house: &House,
    staff: &Staff,
    task: &BulkTask,
    it: &Conversation,
) -> Result<Tagged, Error> {
    let actor = Actor::Staff(staff.clone());
    let mut it = it.clone();
    for _ in 0..TRIES {
        if may(&actor, Action::EditConversation, Subject::Conversation(&it)).is_err() {
            return Ok(Tagged::Skipped);
        }
        let tags = match task.tags_after(&it.tags) {
            Ok(Some(tags)) => tags,
            Ok(None) => return Ok(Tagged::AsBefore),
            Err(_) => return Ok(Tagged::Skipped),
        };
        let edit = Edit { tags: Some(tags), since: Some(it.version), ..Edit::default() };
        match conversations::edit(house, staff, it.id, edit).await {
            Ok(()) => return Ok(Tagged::Changed),
            // A colleague was faster: theirs is what these are added to.
            Err(Error::Refused(Refusal::EditConflict { .. })) => {
                it = conversations::visible(house, &actor, it.id).await?;
            }
            Err(Error::Refused(Refusal::Busy)) => return Err(Refusal::Busy.into()),
            Err(Error::Refused(_)) => return Ok(Tagged::Skipped),
            Err(error) => return Err(error),
        }
    }
    Ok(Tagged::Skipped)
}
