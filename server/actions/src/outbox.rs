//! Letters on their way out: posted with what causes them, taken in hand by one server, told how it went.

use model::{
    Uuid,
    broadcast::Skip,
    direct::Notice,
    event::{Author, Event, EventBody, MailStep},
    id::{ConversationId, MailId, PersonId},
    mail::{Mail, MailError, MailState, next_try},
    moment::Moment,
    permission::{Action, Actor, Staff, Subject, may},
    person::PersonRef,
    refusal::Thing,
};
use store::{
    Conn,
    outbox::{Letter, Parcel},
};

use crate::{
    Error, House, broadcasts, conversations, direct,
    house::found,
    id,
    writing::{Command, Tries, Writing},
};

/// How long a server may hold a letter; one that takes longer has ended, and another sends it.
pub const HOLD_MS: i64 = 5 * 60_000;
/// How often a letter goes again after a server ended while sending it: it may have arrived each time.
const INTERRUPTIONS_LIMIT: u32 = 1;
/// Letters listed with a conversation.
const LISTED: u32 = 50;

/// A letter to be posted.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) conversation: Option<ConversationId>,
    pub(crate) by: Option<PersonRef>,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) letter: Letter,
    /// The address it comes from: its domain names the letter.
    pub(crate) from: String,
}

/// How a try went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// It must not go: a broadcast's reader wants none, or the like.
    Dropped(Skip),
    /// It is not its time: a broadcast pauses.
    Withdrawn,
    /// This letter never goes there.
    Refused(MailError),
    /// Not now.
    Failed(MailError),
}

/// Puts a letter into the outbox, in the transaction of what causes it. Whoever commits tells about it.
pub(crate) async fn post(conn: &mut Conn, now: Moment, draft: Draft) -> Result<Mail, Error> {
    post_as(conn, now, id::new(now)?, draft).await
}

/// As [`post`], under an id that was made before: the same letter goes once more.
pub(crate) async fn post_as(
    conn: &mut Conn,
    now: Moment,
    id: Uuid,
    draft: Draft,
) -> Result<Mail, Error> {
    let domain = draft.from.rsplit_once('@').map_or("localhost", |(_, domain)| domain);
    let message_id = format!("<{}@{domain}>", id.simple());
    let mail = Mail {
        id: MailId(id),
        conversation: draft.conversation,
        to: draft.to,
        subject: draft.subject,
        by: draft.by,
        created: now,
        state: MailState::Queued,
        version: 1,
    };
    let parcel = Parcel {
        mail: mail.clone(),
        message_id,
        letter: draft.letter,
        tries: 0,
        interruptions: 0,
        since: now,
        held_until: None,
    };
    store::outbox::insert(conn, &parcel, now).await?;
    Ok(mail)
}

/// Takes what is due in hand, at most `limit` letters: nobody else gets them until [`HOLD_MS`] from now.
///
/// # Errors
/// Of the store.
pub async fn claim(house: &House, limit: u32) -> Result<Vec<Parcel>, Error> {
    let now = house.clock.now();
    // Most looks find nothing, and writers queue.
    let due = store::outbox::due(&mut *house.store.read().await?, now, limit).await?;
    if due.is_empty() {
        return Ok(due);
    }
    let mut tx = house.store.write().await?;
    let (mut held, mut lost) = (Vec::new(), Vec::new());
    for mut parcel in due {
        let before = parcel.mail.version;
        if parcel.mail.state == MailState::Sending {
            parcel.interruptions = parcel.interruptions.saturating_add(1);
        } else {
            parcel.tries = parcel.tries.saturating_add(1);
        }
        parcel.mail.state = MailState::Sending;
        parcel.mail.version = before.saturating_add(1);
        parcel.held_until = Some(now.plus(HOLD_MS));
        if store::outbox::update(&mut tx, &parcel, now, before).await? {
            let is_lost = parcel.interruptions > INTERRUPTIONS_LIMIT;
            if is_lost { lost.push(parcel) } else { held.push(parcel) }
        }
    }
    tx.commit().await?;
    // Of broadcasts only their ends are told.
    let single = held.iter().filter(|parcel| parcel.letter.broadcast().is_none());
    single.for_each(|parcel| house.tell_mail(parcel.mail.clone()));
    for parcel in lost {
        report(house, parcel, Outcome::Refused(MailError::Interrupted), 0).await?;
    }
    Ok(held)
}

/// Notes how a try went; `chance` is any number. Somebody who took it over meanwhile is not disturbed.
///
/// # Errors
/// Of the store.
pub async fn report(
    house: &House,
    mut parcel: Parcel,
    outcome: Outcome,
    chance: u32,
) -> Result<(), Error> {
    if parcel.letter.broadcast().is_some() {
        return broadcasts::report(house, parcel, outcome, chance).await;
    }
    let now = house.clock.now();
    let before = parcel.mail.version;
    parcel.mail.version = before.saturating_add(1);
    parcel.mail.state = after(&parcel, outcome, now, chance);
    parcel.held_until = None;
    let step = match &parcel.mail.state {
        MailState::Sent { .. } => Some(MailStep::Sent),
        MailState::Refused { error, .. } => Some(MailStep::Refused { error: error.clone() }),
        _ => None,
    };
    match parcel.mail.conversation.zip(step) {
        Some((conversation, step)) => note(house, &parcel, conversation, step).await,
        None => {
            let mut tx = house.store.write().await?;
            if store::outbox::update(&mut tx, &parcel, now, before).await? {
                tx.commit().await?;
                house.tell_mail(parcel.mail);
            }
            Ok(())
        }
    }
}

/// The state after a try.
pub(crate) fn after(parcel: &Parcel, outcome: Outcome, now: Moment, chance: u32) -> MailState {
    let error = match outcome {
        Outcome::Sent => return MailState::Sent { at: now },
        Outcome::Refused(error) => return MailState::Refused { at: now, error },
        Outcome::Dropped(why) => {
            let error = MailError::Unusable(why.as_str().to_owned());
            return MailState::Refused { at: now, error };
        }
        Outcome::Withdrawn => return MailState::Queued,
        Outcome::Failed(error) => error,
    };
    // Somebody waits for the answer to a test.
    if matches!(parcel.letter, Letter::Test { .. } | Letter::Written { .. }) {
        return MailState::Refused { at: now, error };
    }
    match next_try(parcel.tries, parcel.since, now, chance) {
        Some(at) => MailState::Waiting { at, error },
        None => {
            let error = MailError::GivenUp(error.words().to_owned());
            MailState::Refused { at: now, error }
        }
    }
}

/// The end of a letter stands in the log of what it was about, in the same transaction.
async fn note(
    house: &House,
    parcel: &Parcel,
    conversation: ConversationId,
    step: MailStep,
) -> Result<(), Error> {
    let command = Command { actor: None, action: Action::SendTranscript, conversation };
    let before = parcel.mail.version.saturating_sub(1);
    let mut tries = Tries::new(house, command);
    loop {
        let mut writing = tries.open().await?;
        let now = writing.now;
        if !store::outbox::update(&mut writing.tx, parcel, now, before).await? {
            return Ok(());
        }
        let (mail, to) = (parcel.mail.id, parcel.mail.to.clone());
        let step = step.clone();
        let told = tell_absent(&mut writing, parcel, &step).await?;
        writing.push(Author::System, EventBody::Mailed { mail, to, step })?;
        writing.mails.push(parcel.mail.clone());
        if writing.commit().await?.is_some() {
            if let Some((person, event)) = told {
                direct::tell_reported(house, person, &event);
            }
            return Ok(());
        }
    }
}

/// Whoever asked for a letter that is refused, and is not there to see it, hears of it from the bot.
async fn tell_absent(
    writing: &mut Writing<'_>,
    parcel: &Parcel,
    step: &MailStep,
) -> Result<Option<(PersonId, Event)>, Error> {
    let (Some(by), MailStep::Refused { error }) = (&parcel.mail.by, step) else { return Ok(None) };
    if writing.house.presence.gone_since(by.id).is_none() {
        return Ok(None);
    }
    let notice = Notice::MailRefused {
        conversation: writing.conversation.id,
        guest: writing.conversation.contact.name.clone(),
        to: parcel.mail.to.clone(),
        error: error.clone(),
    };
    let event = direct::report_notice(writing.house, &mut writing.tx, by.id, notice).await?;
    Ok(Some((by.id, event)))
}

/// When the next letter is due.
///
/// # Errors
/// Of the store.
pub async fn next_due(house: &House) -> Result<Option<Moment>, Error> {
    Ok(store::outbox::next_due(&mut *house.store.read().await?).await?)
}

/// Waits until somebody posts a letter.
pub async fn posted(house: &House) {
    house.post_bell.notified().await;
}

/// Takes back what the process before this one had in hand, where it was the only one: nobody has to wait for it.
///
/// # Errors
/// Of the store.
pub async fn recover(house: &House) -> Result<(), Error> {
    if !house.store.is_sqlite() {
        return Ok(());
    }
    let mut tx = house.store.write().await?;
    store::outbox::let_go(&mut tx, house.clock.now()).await?;
    Ok(tx.commit().await?)
}

/// The letters about a conversation, the latest first.
///
/// # Errors
/// `NotFound`.
pub async fn of_conversation(
    house: &House,
    staff: &Staff,
    conversation: ConversationId,
) -> Result<Vec<Mail>, Error> {
    conversations::visible(house, &Actor::Staff(staff.clone()), conversation).await?;
    let mut conn = house.store.read().await?;
    Ok(store::outbox::of_conversation(&mut conn, conversation, LISTED).await?)
}

/// Tries a letter again at once that was refused or waits. What is sent or under way stays as it is.
///
/// # Errors
/// `NotFound`, `NotPermitted`, `TooFast`.
pub async fn retry(house: &House, staff: &Staff, mail: MailId) -> Result<Mail, Error> {
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let mut parcel = found(Thing::Mail, store::outbox::find(&mut tx, mail).await?)?;
    let about = found(Thing::Mail, parcel.mail.conversation)?;
    let about = found(Thing::Mail, store::conversations::load(&mut tx, about).await?)?;
    let actor = Actor::Staff(staff.clone());
    may(&actor, Action::SendTranscript, Subject::Conversation(&about))?;
    let may_go = matches!(parcel.mail.state, MailState::Waiting { .. } | MailState::Refused { .. });
    if !may_go {
        return Ok(parcel.mail);
    }
    house.mails.take(staff.person.id, now)?;
    let before = parcel.mail.version;
    parcel.mail.version = before.saturating_add(1);
    parcel.mail.state = MailState::Queued;
    (parcel.tries, parcel.interruptions, parcel.since) = (0, 0, now);
    if !store::outbox::update(&mut tx, &parcel, now, before).await? {
        let held = store::outbox::find(&mut tx, mail).await?;
        return Ok(found(Thing::Mail, held)?.mail);
    }
    tx.commit().await?;
    house.tell_mail(parcel.mail.clone());
    Ok(parcel.mail)
}
