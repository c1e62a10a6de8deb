//! What can be done with a conversation: take, accept, refuse, hold, resume, return, edit, close, read.

use std::sync::Arc;

use model::{
    archive::ArchiveQuery,
    conversation::{Conversation, Priority, Spoke, Stage},
    event::{Author, Event, EventBody, Requeue},
    id::{ConversationId, PersonId},
    page::Page,
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    person::Person,
    reason::{Numbers, Reason, Test},
    refusal::{Field, Refusal, Thing},
    transcript::{EmailAtEnd, PdfAtEnd},
    view::{desk::Entry, thread::Thread},
    wire::THREAD_EVENTS,
};
use routing::Post;

use crate::{
    Error, House, floor,
    house::found,
    pdfs::PdfChoice,
    transcripts::{self, AtEnd},
    writing::{Command, Tries, Writing},
};

/// What is to be changed by hand; `None` stays as it is.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    pub topic: Option<String>,
    pub tags: Option<Vec<String>>,
    pub priority: Option<Priority>,
}

/// Takes one from the queue by hand. Of two who press at once, one gets it; the other is told who has it.
///
/// # Errors
/// Refusals: `AlreadyTaken`, `AlreadyClosed`, `LimitReached`, `NotPermitted`, `NotFound`.
pub async fn take(house: &House, staff: &Staff, id: ConversationId) -> Result<Conversation, Error> {
    let command = Command { actor: None, action: Action::Take, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let rings_here = is_free_for(staff, &writing.conversation)?;
        let subject = Subject::Conversation(&writing.conversation);
        may(&Actor::Staff(staff.clone()), Action::Take, subject)?;
        let numbers = has_room(&mut writing, staff.person.id).await??;
        let agent = staff.person.clone();
        let reason = Some(Box::new(Reason::taken_by_hand(agent.clone(), numbers)));
        let author = Author::Staff(agent.clone());
        writing.push(author, EventBody::Assigned { agent, reason })?;
        if !rings_here {
            writing.remember_assignment(staff.person.id).await?;
        }
        if let Some(conversation) = writing.commit().await? {
            return Ok(Arc::unwrap_or_clone(conversation));
        }
    }
}

/// Whether it rings at this agent, or waits for anybody. Who was slower is told who has it, though they no longer
/// see it: it was in their queue a moment ago.
fn is_free_for(staff: &Staff, conversation: &Conversation) -> Result<bool, Refusal> {
    match &conversation.stage {
        Stage::Queued => return Ok(false),
        Stage::Offered { agent, .. } if agent.id == staff.person.id => return Ok(true),
        _ => {}
    }
    if staff.is_in(conversation.department) || staff.sees(conversation) {
        return Err(not_free(&conversation.stage));
    }
    Err(Refusal::not_found(Thing::Conversation))
}

fn not_free(stage: &Stage) -> Refusal {
    match stage.agent() {
        Some(by) => Refusal::AlreadyTaken { by: by.clone() },
        None => Refusal::AlreadyClosed,
    }
}

/// The numbers of an agent who has room for one more of this kind, or the limit that is reached.
pub(crate) async fn has_room(
    writing: &mut Writing<'_>,
    person: PersonId,
) -> Result<Result<Numbers, Refusal>, Error> {
    // Two assignments of one agent must not both see the last free place.
    store::people::lock(&mut writing.tx, person).await?;
    let department = writing.conversation.department;
    let (rules, department, agent) =
        floor::read_agent(writing.house, &mut writing.tx, person, department).await?;
    let Some(mut agent) = agent else {
        return Ok(Err(Refusal::not_found(Thing::Person)));
    };
    let it = &writing.conversation;
    let is_counted = it.stage.is_load() && it.stage.agent().is_some_and(|a| a.id == person);
    if is_counted {
        let same =
            |l: &&mut routing::Load| l.department == it.department && l.channel == it.channel;
        if let Some(load) = agent.load.iter_mut().find(same) {
            load.count = load.count.saturating_sub(1);
        }
    }
    let post = Post::of(department.as_ref(), it.channel);
    Ok(routing::has_room(&rules, &agent, post).map_err(|test| match test {
        Test::Full { limit, load, max } => Refusal::LimitReached { limit, load, max },
        _ => Refusal::not_found(Thing::Conversation),
    }))
}

/// Accepts an offer that rings.
///
/// # Errors
/// Refusals: `OfferOver`, `NotFound`.
pub async fn accept(
    house: &House,
    staff: &Staff,
    id: ConversationId,
) -> Result<Conversation, Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::AnswerOffer, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        check_offer(&writing, staff.person.id)?;
        let agent = staff.person.clone();
        writing.push(Author::Staff(agent.clone()), EventBody::Assigned { agent, reason: None })?;
        if let Some(conversation) = writing.commit().await? {
            return Ok(Arc::unwrap_or_clone(conversation));
        }
    }
}

/// Refuses an offer that rings; it goes to the next.
///
/// # Errors
/// Refusals: `OfferOver`, `NotFound`.
pub async fn refuse(house: &House, staff: &Staff, id: ConversationId) -> Result<(), Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::AnswerOffer, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        check_offer(&writing, staff.person.id)?;
        let author = Author::Staff(staff.person.clone());
        writing.push(author, EventBody::Queued { why: Requeue::OfferRefused })?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

fn check_offer(writing: &Writing<'_>, person: PersonId) -> Result<(), Refusal> {
    match &writing.conversation.stage {
        Stage::Offered { agent, .. } if agent.id == person => Ok(()),
        _ => Err(Refusal::OfferOver),
    }
}

/// How a conversation is ended by hand.
#[derive(Debug, Clone, Default)]
pub struct Ending {
    /// The guest sees it.
    pub comment: String,
    pub tags: Vec<String>,
    /// Who gets the transcript by email; `None`: whoever had it prefers something, or not.
    pub email: Option<EmailAtEnd>,
    /// Who gets it as PDF; `None`: whoever had it prefers it, or not.
    pub pdf: Option<PdfAtEnd>,
}

/// Ends it with a comment and tags alone.
///
/// # Errors
/// As [`end`].
pub async fn close(
    house: &House,
    staff: &Staff,
    id: ConversationId,
    comment: &str,
    tags: &[String],
) -> Result<(), Error> {
    let (comment, tags) = (comment.to_owned(), tags.to_vec());
    end(house, staff, id, Ending { comment, tags, ..Ending::default() }).await
}

/// Ends it; the guest sees the comment.
///
/// # Errors
/// Refusals: `AlreadyClosed`, `WrongStage` (nobody has it yet), `TagsRequired`, `Invalid`, `NotFound`,
/// `MailNotSetUp`, `TooFast`.
pub async fn end(
    house: &House,
    staff: &Staff,
    id: ConversationId,
    ending: Ending,
) -> Result<(), Error> {
    let comment = parse::prose(Field::Comment, &ending.comment, parse::NOTES_LIMIT)?;
    let tags = parse::tags(&ending.tags)?;
    let email = match ending.email {
        Some(EmailAtEnd::To(wish)) => Some(EmailAtEnd::To(transcripts::checked(wish)?)),
        other => other,
    };
    let sends = matches!(email, Some(EmailAtEnd::To(_)));
    if sends {
        house.mails.take(staff.person.id, house.clock.now())?;
    }
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::Close, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let stage = &writing.conversation.stage;
        match stage {
            Stage::Closed { .. } => return Err(Refusal::AlreadyClosed.into()),
            Stage::Open { .. } | Stage::OnHold { .. } => {}
            other => {
                return Err(Refusal::WrongStage { stage: other.name() }.into());
            }
        }
        let department = match writing.conversation.department {
            Some(id) => store::departments::find(&mut writing.tx, id).await?,
            None => None,
        };
        if tags.is_empty() && department.is_some_and(|d| d.requires_tags) {
            return Err(Refusal::TagsRequired.into());
        }
        let subject = Subject::Conversation(&writing.conversation);
        if sends {
            may(&actor, Action::SendTranscript, subject)?;
        }
        if matches!(ending.pdf, Some(PdfAtEnd::For(_))) {
            may(&actor, Action::ExportPdf, subject)?;
        }
        writing.at_end = AtEnd::chosen(staff, email.clone());
        writing.pdf = PdfChoice::chosen(staff, ending.pdf.clone());
        let author = Author::Staff(staff.person.clone());
        let (comment, tags) = (comment.clone(), tags.clone());
        writing.push(author, EventBody::Closed { comment, tags })?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

/// Places it on hold; only while the last message is the agent's.
///
/// # Errors
/// Refusals: `GuestSpokeLast`, `WrongStage`, `AlreadyClosed`, `NotFound`.
pub async fn hold(house: &House, staff: &Staff, id: ConversationId) -> Result<(), Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::Hold, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        must_be(&writing.conversation, |stage| matches!(stage, Stage::Open { .. }))?;
        let last = writing.conversation.last_line.as_ref();
        if last.is_none_or(|line| line.by == Spoke::Guest) {
            return Err(Refusal::GuestSpokeLast.into());
        }
        writing.push(Author::Staff(staff.person.clone()), EventBody::Held)?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

/// Resumes it from hold, if its agent has room.
///
/// # Errors
/// Refusals: `LimitReached`, `WrongStage`, `AlreadyClosed`, `NotFound`.
pub async fn resume(house: &House, staff: &Staff, id: ConversationId) -> Result<(), Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::Resume, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        must_be(&writing.conversation, |stage| matches!(stage, Stage::OnHold { .. }))?;
        let holder = writing.conversation.stage.agent().map(|agent| agent.id);
        has_room(&mut writing, holder.unwrap_or(staff.person.id)).await??;
        writing.push(Author::Staff(staff.person.clone()), EventBody::Resumed)?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

/// Moves it back to the queue of its department, in its old place; not from hold.
///
/// # Errors
/// Refusals: `WrongStage`, `AlreadyClosed`, `NotFound`, `NotPermitted`.
pub async fn return_to_queue(
    house: &House,
    staff: &Staff,
    id: ConversationId,
) -> Result<(), Error> {
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::ReturnToQueue, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        must_be(&writing.conversation, |stage| matches!(stage, Stage::Open { .. }))?;
        let author = Author::Staff(staff.person.clone());
        writing.push(author, EventBody::Queued { why: Requeue::Returned })?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

fn must_be(conversation: &Conversation, is: fn(&Stage) -> bool) -> Result<(), Refusal> {
    match &conversation.stage {
        Stage::Closed { .. } => Err(Refusal::AlreadyClosed),
        stage if is(stage) => Ok(()),
        stage => Err(Refusal::WrongStage { stage: stage.name() }),
    }
}

/// Changes topic, tags, priority, of an open conversation or a closed one.
///
/// # Errors
/// Refusals: `Invalid`, `NotFound`, `NotPermitted`.
pub async fn edit(
    house: &House,
    staff: &Staff,
    id: ConversationId,
    edit: Edit,
) -> Result<(), Error> {
    let topic =
        edit.topic.map(|topic| parse::line(Field::Topic, &topic, parse::NAME_LIMIT)).transpose()?;
    let tags = edit.tags.map(|tags| parse::tags(&tags)).transpose()?;
    let actor = Actor::Staff(staff.clone());
    let command =
        Command { actor: Some(&actor), action: Action::EditConversation, conversation: id };
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let held = &writing.conversation;
        let (topic, tags, priority) = (
            topic.clone().filter(|topic| *topic != held.topic),
            tags.clone().filter(|tags| *tags != held.tags),
            edit.priority.filter(|priority| *priority != held.priority),
        );
        if topic.is_none() && tags.is_none() && priority.is_none() {
            return Ok(());
        }
        let author = Author::Staff(staff.person.clone());
        writing.push(author, EventBody::Edited { topic, tags, priority })?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

/// What stands on this person's desk, and everybody on the staff.
///
/// # Errors
/// Of the store.
pub async fn desk(house: &House, staff: &Staff) -> Result<(Vec<Entry>, Vec<Person>), Error> {
    let mut conn = house.store.read().await?;
    let entries = store::conversations::of_desk(&mut conn, staff).await?;
    let people = store::people::all(&mut conn).await?;
    Ok((entries, people))
}

/// The versions at which these are stored, for the heartbeat.
///
/// # Errors
/// Of the store.
pub async fn versions(
    house: &House,
    ids: &[ConversationId],
) -> Result<Vec<(ConversationId, u32)>, Error> {
    let mut conn = house.store.read().await?;
    Ok(store::conversations::versions(&mut conn, ids).await?)
}

/// A conversation an actor may see.
///
/// # Errors
/// `NotFound`.
pub async fn visible(
    house: &House,
    actor: &Actor,
    id: ConversationId,
) -> Result<Conversation, Error> {
    let mut conn = house.store.read().await?;
    let conversation =
        found(Thing::Conversation, store::conversations::load(&mut conn, id).await?)?;
    may(actor, Action::ViewConversation, Subject::Conversation(&conversation))?;
    Ok(conversation)
}

/// The conversation with what came after `since`, as this actor may see it; with its latest events, if that is
/// too long ago or 0.
///
/// # Errors
/// `NotFound`.
pub async fn thread_since(
    house: &House,
    actor: &Actor,
    id: ConversationId,
    since: u32,
) -> Result<Thread, Error> {
    let limit = u32::try_from(THREAD_EVENTS).unwrap_or(u32::MAX);
    let mut conn = house.store.read().await?;
    let entry = found(Thing::Conversation, store::conversations::load_entry(&mut conn, id).await?)?;
    let mut conversation = entry.conversation;
    may(actor, Action::ViewConversation, Subject::Conversation(&conversation))?;
    let behind = conversation.version.saturating_sub(since);
    let mut events = if since > 0 && behind <= limit {
        store::events::after(&mut conn, id, since, limit).await?
    } else {
        store::events::latest(&mut conn, id, limit).await?
    };
    // The log may have grown between the two reads: state and events must tell of the same moment.
    if events.last().is_some_and(|last| last.version > conversation.version) {
        let known = conversation.version;
        for event in events.iter().filter(|event| event.version > known) {
            conversation.apply(event);
        }
    }
    events.retain(|event| event.version <= conversation.version);
    let thread = Thread { conversation, events, cursors: entry.cursors };
    Ok(match actor {
        Actor::Visitor { .. } => thread.for_guest(),
        Actor::Staff(_) => thread,
    })
}

/// The conversation with its latest events. Opening a closed one is noted in the audit trail.
///
/// # Errors
/// `NotFound`.
pub async fn thread(house: &House, staff: &Staff, id: ConversationId) -> Result<Thread, Error> {
    let thread = thread_since(house, &Actor::Staff(staff.clone()), id, 0).await?;
    if thread.conversation.stage.is_closed() {
        let mut tx = house.store.write().await?;
        let (now, who) = (house.clock.now(), Some(staff.person.id));
        store::audit::add(&mut tx, now, who, "transcript.viewed", &id.to_string()).await?;
        tx.commit().await?;
    }
    Ok(thread)
}

/// The events just before a version, in order.
///
/// # Errors
/// `NotFound`.
pub async fn older(
    house: &House,
    staff: &Staff,
    id: ConversationId,
    before: u32,
) -> Result<Vec<Event>, Error> {
    visible(house, &Actor::Staff(staff.clone()), id).await?;
    let mut conn = house.store.read().await?;
    let limit = u32::try_from(THREAD_EVENTS).unwrap_or(u32::MAX);
    Ok(store::events::before(&mut conn, id, before, limit).await?)
}

/// Why it waits: who was considered and what each lacks.
///
/// # Errors
/// `NotFound`; `WrongStage` when it does not wait.
pub async fn why_waiting(
    house: &House,
    staff: &Staff,
    id: ConversationId,
) -> Result<Reason, Error> {
    let conversation = visible(house, &Actor::Staff(staff.clone()), id).await?;
    let subject = Subject::Conversation(&conversation);
    may(&Actor::Staff(staff.clone()), Action::ViewReasons, subject)?;
    let reading = floor::read(house).await?;
    routing::explain(&reading.floor, id)
        .ok_or_else(|| Refusal::WrongStage { stage: conversation.stage.name() }.into())
}

/// Closed conversations this person may see.
///
/// # Errors
/// `NotPermitted`, `Invalid` search.
pub async fn archive(
    house: &House,
    staff: &Staff,
    query: &ArchiveQuery,
) -> Result<Page<Conversation>, Error> {
    may(&Actor::Staff(staff.clone()), Action::ViewContactCenter, Subject::Workspace)?;
    let search = parse::line(Field::Search, &query.search, parse::SEARCH_LIMIT)?;
    let query = ArchiveQuery { search, ..query.clone() };
    let mut conn = house.store.read().await?;
    let (reach, me) = (staff.reach(), staff.person.id);
    Ok(store::conversations::archive(&mut conn, &reach, me, &query).await?)
}
