//! A broadcast tried on whoever writes it, before anybody else gets it.

use model::{
    broadcast::{Medium, Voice, Wording},
    contact::Contact,
    id::ContactId,
    locale::Locale,
    mail::Mail,
    permission::{Action, Staff},
    refusal::{Field, Problem, Refusal, Thing},
};
use store::outbox::Letter;

use super::permitted;
use crate::{
    Error, House, contacts,
    house::found,
    mail,
    outbox::{self, Draft},
};

/// Sends it to the one who writes it, filled in for `contact`, and tells what became of it; it is tried once.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `Invalid`, `MailNotSetUp`, `TooFast`, `Busy` when it takes too long.
pub async fn try_on_me(
    house: &House,
    staff: &Staff,
    (wording, contact): (Wording, ContactId),
    reader: Locale,
) -> Result<Mail, Error> {
    permitted(staff)?;
    let wording = Wording { medium: Medium::Email, ..wording }.checked()?;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let contact: Contact = contacts::reached(&mut tx, staff, Action::Broadcast, contact).await?;
    let me = found(Thing::Person, store::people::find(&mut tx, staff.person.id).await?)?;
    if me.email.is_empty() {
        return Err(Refusal::invalid(Field::Email, Problem::Missing).into());
    }
    let (server, _) = store::mail_settings::load(&mut tx).await?;
    if !server.is_set_up() {
        return Err(Refusal::MailNotSetUp.into());
    }
    house.mails.take(staff.person.id, now)?;
    let voice = Voice { sender: &me.name, sender_email: &me.email, contact: &contact };
    let draft = Draft {
        conversation: None,
        by: Some(staff.person.clone()),
        to: me.email.clone(),
        subject: voice.fill(&wording.subject).text,
        letter: Letter::Written {
            text: voice.fill(&wording.text).text,
            reader: reader.cleaned().or(&server.locale),
        },
        from: server.from_address,
    };
    let posted = outbox::post(&mut tx, now, draft).await?;
    tx.commit().await?;
    let id = posted.id;
    house.tell_mail(posted);
    mail::awaited(house, id).await
}
