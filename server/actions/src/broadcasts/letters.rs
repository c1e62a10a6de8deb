//! A broadcast's letter on its last steps: looked at once more before it goes, and what became of it.

use model::{
    broadcast::{BroadcastState as State, Delivery, Medium, Skip, Voice},
    locale::Locale,
    mail::MailState,
    refusal::Thing,
};
use store::{
    broadcasts::{self as rows, Outcome as Settled},
    outbox::{Letter, Parcel},
};

use super::{feeding, finish, opting};
use crate::{
    Error, House,
    house::found,
    outbox::{Outcome, after},
};

/// What is to be done with a letter whose turn has come.
#[derive(Debug)]
pub enum Ready {
    Go(Box<Written>),
    Skip(Skip),
    /// The broadcast pauses.
    Wait,
}

/// A letter as its reader gets it.
#[derive(Debug)]
pub struct Written {
    pub subject: String,
    pub text: String,
    /// The reader's name; may be empty.
    pub name: String,
    pub reader: Locale,
    /// Where the reader says that they want no more.
    pub unsubscribe: String,
}

/// Looks at a letter before it goes: whoever has opted out since it was posted gets nothing. For those who deliver it:
/// asks nobody's permission but the sender's.
///
/// # Errors
/// `NotFound`; those of the store.
pub async fn letter(house: &House, parcel: &Parcel) -> Result<Ready, Error> {
    let Letter::Broadcast { broadcast, contact } = parcel.letter else {
        return Err(Error::Internal { what: "a letter of no broadcast" });
    };
    let secret = opting::secret(house).await?;
    let mut conn = house.store.read().await?;
    let errand = found(Thing::Broadcast, rows::find(&mut conn, broadcast).await?)?;
    match errand.state {
        State::Paused(_) => return Ok(Ready::Wait),
        State::Cancelled => return Ok(Ready::Skip(Skip::Cancelled)),
        State::Sending | State::Done => {}
    }
    let Some(contact) = store::contacts::find(&mut conn, contact).await? else {
        return Ok(Ready::Skip(Skip::Merged));
    };
    let Some(sender) = feeding::sender(&mut conn, &errand).await? else { return Ok(Ready::Wait) };
    let when = (Medium::Email, house.clock.now());
    if let Some(why) = feeding::reason(&mut conn, &sender, &contact, when).await? {
        return Ok(Ready::Skip(why));
    }
    let person = store::people::find(&mut conn, errand.by.id).await?;
    let sender_email = person.map(|person| person.email).unwrap_or_default();
    let voice =
        Voice { sender: &sender.person.name, sender_email: &sender_email, contact: &contact };
    let (server, _) = store::mail_settings::load(&mut conn).await?;
    let reader = store::contacts::reader_of(&mut conn, contact.id).await?.or(&server.locale);
    Ok(Ready::Go(Box::new(Written {
        subject: voice.fill(&errand.wording.subject).text,
        text: voice.fill(&errand.wording.text).text,
        unsubscribe: opting::link(&errand.base, &secret, contact.id),
        name: contact.name.clone(),
        reader,
    })))
}

/// Notes how a try went, in the outbox and in the broadcast together.
///
/// # Errors
/// Of the store.
pub(crate) async fn report(
    house: &House,
    mut parcel: Parcel,
    outcome: Outcome,
    chance: u32,
) -> Result<(), Error> {
    let Some((broadcast, contact)) = parcel.letter.broadcast() else { return Ok(()) };
    let now = house.clock.now();
    let before = parcel.mail.version;
    let skip = match &outcome {
        Outcome::Dropped(why) => Some(*why),
        _ => None,
    };
    let is_withdrawn = outcome == Outcome::Withdrawn;
    parcel.mail.version = before.saturating_add(1);
    parcel.mail.state = after(&parcel, outcome, now, chance);
    parcel.held_until = None;
    let mut tx = house.store.write().await?;
    let is_ours = if is_withdrawn {
        store::outbox::take_back(&mut tx, parcel.mail.id, before).await?
    } else {
        store::outbox::update(&mut tx, &parcel, now, before).await?
    };
    if !is_ours {
        return Ok(());
    }
    rows::touch(&mut tx, broadcast).await?;
    let delivery = skip.map_or_else(|| delivery(parcel.mail.state), Delivery::Skipped);
    let settled = Settled { delivery, conversation: None, message: None };
    rows::settle(&mut tx, (broadcast, contact), (&settled, true), now).await?;
    finish(&mut tx, broadcast, now).await?;
    tx.commit().await?;
    house.tell_broadcast(broadcast);
    Ok(())
}

fn delivery(state: MailState) -> Delivery {
    match state {
        MailState::Queued | MailState::Sending => Delivery::Queued,
        MailState::Waiting { error, .. } => Delivery::Waiting(error),
        MailState::Sent { .. } => Delivery::Sent,
        MailState::Refused { error, .. } => Delivery::Refused(error),
    }
}
