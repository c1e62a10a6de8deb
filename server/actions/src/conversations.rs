//! What can be done with a conversation: take, accept, refuse, hold, resume, return, forward, invite, edit, close, read.

mod handing;
mod holding;
mod inviting;
mod reading;
mod taking;

use model::{
    conversation::{Conversation, Stage},
    custom_field::Holder,
    event::{Author, EventBody},
    id::ConversationId,
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    refusal::{Field, Refusal},
    transcript::{EmailAtEnd, PdfAtEnd},
};

use crate::{
    Error, House,
    custom_fields::Filled,
    pdfs::PdfChoice,
    transcripts::{self, AtEnd},
    writing::{Command, Tries, Writing},
};
pub use handing::{Target, forward, return_to_queue, take_back, targets};
pub use holding::{hold, resume};
pub use inviting::{invite, leave};
pub use model::edit::Edit;
pub use reading::{archive, desk, older, thread, thread_since, versions, visible, why_waiting};
pub(crate) use taking::has_room;
use taking::not_free;
pub use taking::{accept, refuse, take};

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

/// Changes topic, tags, priority and custom fields, of an open conversation or a closed one; of a closed one it is noted in
/// the audit trail.
///
/// # Errors
/// Refusals: `Invalid`, `InvalidField`, `NotFound`, `NotPermitted`, `EditConflict`.
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
        let of = (Holder::Conversation, &held.fields);
        let filled = Filled::by(&mut writing.tx, staff, of).await?;
        let fields = filled.changes(&edit.fields)?;
        let (topic, tags, priority) = (
            topic.clone().filter(|topic| *topic != held.topic),
            tags.clone().filter(|tags| *tags != held.tags),
            edit.priority.filter(|priority| *priority != held.priority),
        );
        if topic.is_none() && tags.is_none() && priority.is_none() && fields.is_empty() {
            return Ok(());
        }
        let body = EventBody::Edited { topic, tags, priority, fields };
        if let Some(since) = edit.since {
            refuse_rivals(&mut writing, since, &body).await?;
        }
        if writing.conversation.stage.is_closed() {
            let (now, who) = (writing.now, Some(staff.person.id));
            let about = id.to_string();
            store::audit::add(&mut writing.tx, now, who, "conversation.edited", &about).await?;
        }
        writing.push(Author::Staff(staff.person.clone()), body)?;
        if writing.commit().await?.is_some() {
            return Ok(());
        }
    }
}

/// Refuses when somebody changed the same since that version.
async fn refuse_rivals(
    writing: &mut Writing<'_>,
    since: u32,
    wanted: &EventBody,
) -> Result<(), Error> {
    let (id, version) = (writing.conversation.id, writing.conversation.version);
    let missed = version.saturating_sub(since);
    if missed == 0 {
        return Ok(());
    }
    let events = store::events::after(&mut writing.tx, id, since, missed).await?;
    if events.iter().any(|event| are_rivals(wanted, &event.body)) {
        return Err(Refusal::EditConflict { version }.into());
    }
    Ok(())
}

fn are_rivals(wanted: &EventBody, happened: &EventBody) -> bool {
    let EventBody::Edited { topic, tags, priority, fields } = wanted else { return false };
    match happened {
        EventBody::Edited {
            topic: topic_2,
            tags: tags_2,
            priority: priority_2,
            fields: fields_2,
        } => {
            (topic.is_some() && topic_2.is_some())
                || (tags.is_some() && tags_2.is_some())
                || (priority.is_some() && priority_2.is_some())
                || fields.iter().any(|one| fields_2.iter().any(|other| one.key == other.key))
        }
        EventBody::Closed { .. } => tags.is_some(),
        _ => false,
    }
}

pub(crate) fn must_be(conversation: &Conversation, is: fn(&Stage) -> bool) -> Result<(), Refusal> {
    match &conversation.stage {
        Stage::Closed { .. } => Err(Refusal::AlreadyClosed),
        stage if is(stage) => Ok(()),
        stage => Err(Refusal::WrongStage { stage: stage.name() }),
    }
}
