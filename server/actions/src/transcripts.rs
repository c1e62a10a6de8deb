//! Transcripts: what was said, for somebody outside; sent by hand, at the end, or because a rule says so.

use model::{
    contact::Contact,
    conversation::Conversation,
    event::{Author, EventBody, MailStep},
    id::ConversationId,
    locale::Locale,
    mail::{self, Mail, MailSettings},
    parse,
    permission::{Action, Actor, Staff, Subject, may},
    person::PersonRef,
    refusal::{Field, Refusal, Thing},
    transcript::{
        EmailAtEnd, Medium, Transcript, TranscriptHabits, TranscriptOptions, TranscriptWish,
    },
};
use store::{Conn, outbox::Letter};

use crate::{
    Error, House, conversations,
    house::found,
    outbox::{self, Draft},
    writing::{Command, Tries, Writing},
};

/// Events read at once.
const PAGE: u32 = 1_000;

/// Who gets the transcript when a conversation ends.
#[derive(Debug, Clone, Default)]
pub(crate) enum AtEnd {
    /// Whoever had it prefers something, or the department demands it.
    #[default]
    ByRule,
    /// Somebody chose; the department may still demand it.
    Decided { by: PersonRef, email: Option<TranscriptWish> },
}

impl AtEnd {
    pub(crate) fn chosen(staff: &Staff, email: Option<EmailAtEnd>) -> Self {
        let by = staff.person.clone();
        match email {
            None => Self::ByRule,
            Some(EmailAtEnd::No) => Self::Decided { by, email: None },
            Some(EmailAtEnd::To(wish)) => Self::Decided { by, email: Some(wish) },
        }
    }
}

/// What was said up to a version, as its reader may see it. For those who deliver it: asks nobody's permission.
///
/// # Errors
/// `NotFound`.
pub async fn load(
    house: &House,
    (id, until): (ConversationId, u32),
    reader: Locale,
    medium: Medium,
) -> Result<Transcript, Error> {
    let mut conn = house.store.read().await?;
    let conversation =
        found(Thing::Conversation, store::conversations::load(&mut conn, id).await?)?;
    let workspace = store::settings::load(&mut conn).await?.workspace_name;
    let mut transcript = Transcript::of(&conversation, workspace, reader, medium);
    if let Some(department) = conversation.department {
        let department = store::departments::find(&mut conn, department).await?;
        transcript.department = department.map(|department| department.name);
    }
    let mut since = 0;
    loop {
        let page = store::events::after(&mut conn, id, since, PAGE).await?;
        let Some(last) = page.last() else { break };
        since = last.version;
        page.iter().filter(|event| event.version <= until).for_each(|event| transcript.add(event));
        if since >= until {
            break;
        }
    }
    transcript.trim();
    Ok(transcript)
}

/// What the dialogs need to know before a transcript is sent.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn options(
    house: &House,
    staff: &Staff,
    id: ConversationId,
) -> Result<TranscriptOptions, Error> {
    let actor = Actor::Staff(staff.clone());
    let conversation = conversations::visible(house, &actor, id).await?;
    may(&actor, Action::SendTranscript, Subject::Conversation(&conversation))?;
    let mut conn = house.store.read().await?;
    let contact = contact_of(&mut conn, &conversation).await?;
    let (settings, _) = store::mail_settings::load(&mut conn).await?;
    let reader = store::contacts::reader_of(&mut conn, contact.id).await?;
    Ok(TranscriptOptions {
        addresses: contact.emails,
        workspace: store::settings::load(&mut conn).await?.workspace_name,
        reader: reader.or(&settings.locale),
        is_set_up: settings.is_set_up(),
        is_required: is_required(&mut conn, &conversation).await?,
        is_preferred: store::transcripts::habits(&mut conn, staff.person.id).await?.wants_email,
    })
}

/// What one wants at the end of one's own conversations.
///
/// # Errors
/// `NotPermitted`.
pub async fn habits(house: &House, staff: &Staff) -> Result<TranscriptHabits, Error> {
    may(&Actor::Staff(staff.clone()), Action::SetOwnPreferences, Subject::Workspace)?;
    let mut conn = house.store.read().await?;
    Ok(store::transcripts::habits(&mut conn, staff.person.id).await?)
}

/// Keeps what one wants at the end of one's own conversations.
///
/// # Errors
/// `NotPermitted`.
pub async fn set_habits(
    house: &House,
    staff: &Staff,
    habits: TranscriptHabits,
) -> Result<(), Error> {
    may(&Actor::Staff(staff.clone()), Action::SetOwnPreferences, Subject::Workspace)?;
    let mut tx = house.store.write().await?;
    store::transcripts::set_habits(&mut tx, staff.person.id, habits).await?;
    Ok(tx.commit().await?)
}

/// Sends what was said so far, of an open conversation or a closed one.
///
/// # Errors
/// `Invalid`, `NotFound`, `NotPermitted`, `MailNotSetUp`, `TooFast`.
pub async fn send(
    house: &House,
    staff: &Staff,
    id: ConversationId,
    wish: TranscriptWish,
) -> Result<Mail, Error> {
    let wish = checked(wish)?;
    let actor = Actor::Staff(staff.clone());
    let command = Command { actor: Some(&actor), action: Action::SendTranscript, conversation: id };
    conversations::visible(house, &actor, id).await?;
    house.mails.take(staff.person.id, house.clock.now())?;
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let contact = contact_of(&mut writing.tx, &writing.conversation).await?;
        let sender = sender(&mut writing.tx).await?.ok_or(Refusal::MailNotSetUp)?;
        let by = Some(staff.person.clone());
        let mail = post(&mut writing, &contact, &sender, Order { by, wish: wish.clone() }).await?;
        if writing.commit().await?.is_some() {
            return Ok(mail);
        }
    }
}

/// A wish whose parts can be used.
pub(crate) fn checked(wish: TranscriptWish) -> Result<TranscriptWish, Refusal> {
    Ok(TranscriptWish {
        to: parse::email(&wish.to)?,
        subject: parse::line(Field::Subject, &wish.subject, mail::SUBJECT_LIMIT)?,
        reader: wish.reader.cleaned(),
    })
}

/// Posts what goes out at the end of a conversation, in the transaction that ends it.
pub(crate) async fn at_end(writing: &mut Writing<'_>) -> Result<(), Error> {
    let chosen = match std::mem::take(&mut writing.at_end) {
        AtEnd::Decided { by, email: Some(wish) } => Some(Order { by: Some(by), wish }),
        AtEnd::Decided { email: None, .. } => None,
        AtEnd::ByRule if is_preferred(writing).await? => Some(Order::to_the_contact()),
        AtEnd::ByRule => None,
    };
    let order = match chosen {
        None if is_required(&mut writing.tx, &writing.conversation).await? => {
            Order::to_the_contact()
        }
        None => return Ok(()),
        Some(order) => order,
    };
    let contact = contact_of(&mut writing.tx, &writing.conversation).await?;
    let (sender, is_chosen) = (sender(&mut writing.tx).await?, order.by.is_some());
    let to = Some(order.wish.to.clone()).filter(|to| !to.is_empty());
    match (sender, to.or_else(|| contact.emails.first().cloned())) {
        (Some(sender), Some(to)) => {
            let wish = TranscriptWish { to, ..order.wish };
            post(writing, &contact, &sender, Order { wish, ..order }).await.map(drop)
        }
        // Whoever chose it is told; a rule alone must not keep a conversation from ending.
        (None, _) if is_chosen => Err(Refusal::MailNotSetUp.into()),
        _ => Ok(()),
    }
}

/// Who wants it, and where it goes; to nobody: to the contact.
struct Order {
    by: Option<PersonRef>,
    wish: TranscriptWish,
}

impl Order {
    fn to_the_contact() -> Self {
        let reader = Locale::default();
        let wish = TranscriptWish { to: String::new(), subject: String::new(), reader };
        Self { by: None, wish }
    }
}

async fn post(
    writing: &mut Writing<'_>,
    contact: &Contact,
    sender: &MailSettings,
    order: Order,
) -> Result<Mail, Error> {
    let Order { by, wish } = order;
    let (reader, name) = if contact.emails.contains(&wish.to) {
        let reader = store::contacts::reader_of(&mut writing.tx, contact.id).await?;
        (reader, contact.name.clone())
    } else {
        (wish.reader, String::new())
    };
    let author = by.clone().map_or(Author::System, Author::Staff);
    let letter = Letter::Transcript {
        until: writing.conversation.version,
        reader: reader.or(&sender.locale),
        name,
    };
    let draft = Draft {
        conversation: Some(writing.conversation.id),
        by,
        to: wish.to.clone(),
        subject: wish.subject,
        letter,
        from: sender.from_address.clone(),
    };
    let posted = outbox::post(&mut writing.tx, writing.now, draft).await?;
    if let Author::Staff(person) = &author {
        let about = format!("{} {}", writing.conversation.id, wish.to);
        let who = Some(person.id);
        store::audit::add(&mut writing.tx, writing.now, who, "transcript.mailed", &about).await?;
    }
    let step = MailStep::Asked;
    writing.push(author, EventBody::Mailed { mail: posted.id, to: wish.to, step })?;
    writing.mails.push(posted.clone());
    Ok(posted)
}

async fn contact_of(conn: &mut Conn, conversation: &Conversation) -> Result<Contact, Error> {
    let contact = store::contacts::find(conn, conversation.contact.id).await?;
    Ok(found(Thing::Contact, contact)?)
}

/// The mail server's settings, if there is one.
async fn sender(conn: &mut Conn) -> Result<Option<MailSettings>, Error> {
    let (settings, _) = store::mail_settings::load(conn).await?;
    Ok(Some(settings).filter(MailSettings::is_set_up))
}

async fn is_preferred(writing: &mut Writing<'_>) -> Result<bool, Error> {
    let Some(holder) = writing.holder else { return Ok(false) };
    Ok(store::transcripts::habits(&mut writing.tx, holder).await?.wants_email)
}

async fn is_required(conn: &mut Conn, conversation: &Conversation) -> Result<bool, Error> {
    let Some(id) = conversation.department else { return Ok(false) };
    let department = store::departments::find(conn, id).await?;
    Ok(department.is_some_and(|department| department.sends_transcript))
}
