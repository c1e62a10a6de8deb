//! A broadcast said in a chat: in the one that is open, else in a new one that waits on hold for an answer.

use model::{
    broadcast::{Delivery, Medium, Skip, Voice},
    contact::{Contact, ContactRef},
    conversation::{Channel, Priority},
    event::{Author, EventBody},
    id::{ConversationId, EventId},
    permission::{Action, Staff},
};
use store::broadcasts::{self as rows, Addressee, Errand, Outcome};

use super::{feeding, finish};
use crate::{
    Error, House, id,
    writing::{Command, Tries, Writing},
};

/// How long a chat waits for an answer before it ends by itself, where the workspace has no shorter hold: a week.
const WAIT_MS: i64 = 7 * 24 * 3_600_000;

/// Says it to one contact, once: the result is written with what is said.
pub(super) async fn say(
    house: &House,
    errand: &Errand,
    sender: &Staff,
    to: &Addressee,
) -> Result<(), Error> {
    let mut conn = house.store.read().await?;
    let Some(contact) = store::contacts::find(&mut conn, to.contact).await? else {
        drop(conn);
        return skip(house, errand, to, Skip::Merged).await;
    };
    let when = (Medium::Chat, house.clock.now());
    if let Some(why) = feeding::reason(&mut conn, sender, &contact, when).await? {
        drop(conn);
        return skip(house, errand, to, why).await;
    }
    let email = store::people::find(&mut conn, sender.person.id).await?.map(|person| person.email);
    let email = email.unwrap_or_default();
    let open = store::conversations::open_of(&mut conn, contact.id).await?;
    drop(conn);
    let voice = Voice { sender: &sender.person.name, sender_email: &email, contact: &contact };
    let saying = Saying { house, errand, sender, to, text: voice.fill(&errand.wording.text).text };
    match open {
        Some(conversation) => saying.inside(conversation).await?,
        None => saying.anew(&contact).await?,
    }
    house.tell_broadcast(errand.id);
    Ok(())
}

struct Saying<'a> {
    house: &'a House,
    errand: &'a Errand,
    sender: &'a Staff,
    to: &'a Addressee,
    text: String,
}

impl Saying<'_> {
    /// In the conversation that is open.
    async fn inside(&self, conversation: ConversationId) -> Result<(), Error> {
        let command = Command { actor: None, action: Action::Say, conversation };
        let mut tries = Tries::new(self.house, command);
        loop {
            let mut writing = tries.open().await?;
            // It ended a moment ago: the next look finds none that is open.
            if writing.conversation.stage.is_closed() || !self.put(&mut writing).await? {
                return Ok(());
            }
            if writing.commit().await?.is_some() {
                return Ok(());
            }
        }
    }

    /// In a new one, on hold at the sender: an answer wakes it.
    async fn anew(&self, contact: &Contact) -> Result<(), Error> {
        let tx = self.house.store.write().await?;
        let body = EventBody::Created {
            contact: ContactRef { id: contact.id, name: contact.name.clone() },
            channel: Channel::Chat,
            department: None,
            priority: Priority::None,
            sla_due: None,
            page_url: String::new(),
        };
        let mut writing = Writing::begin(self.house, tx, body)?;
        let by = || Author::Staff(self.sender.person.clone());
        let agent = self.sender.person.clone();
        writing.push(by(), EventBody::Assigned { agent, reason: None })?;
        if !self.put(&mut writing).await? {
            return Ok(());
        }
        let settings = store::settings::load(&mut writing.tx).await?;
        let limit_ms = match settings.hold_limit_s {
            0 => WAIT_MS,
            limit_s => WAIT_MS.min(i64::from(limit_s) * 1_000),
        };
        let until = Some(writing.now.plus(limit_ms));
        writing.push(by(), EventBody::Held { until })?;
        writing.finish().await?;
        Ok(())
    }

    /// Adds what is said and what became of it; `false` when it was said before.
    async fn put(&self, writing: &mut Writing<'_>) -> Result<bool, Error> {
        let message = id::new(writing.now)?;
        let outcome = Outcome {
            delivery: Delivery::Sent,
            conversation: Some(writing.conversation.id),
            message: Some(message),
        };
        let (about, now) = ((self.errand.id, self.to.contact), writing.now);
        rows::touch(&mut writing.tx, self.errand.id).await?;
        if !rows::settle(&mut writing.tx, about, (&outcome, false), now).await? {
            return Ok(false);
        }
        finish(&mut writing.tx, self.errand.id, now).await?;
        let author = Author::Staff(self.sender.person.clone());
        let body = EventBody::Said { text: self.text.clone(), files: Vec::new() };
        writing.push_as(EventId(message), author, body);
        Ok(true)
    }
}

async fn skip(house: &House, errand: &Errand, to: &Addressee, why: Skip) -> Result<(), Error> {
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    rows::touch(&mut tx, errand.id).await?;
    let delivery = Delivery::Skipped(why);
    let outcome = Outcome { delivery, conversation: None, message: None };
    rows::settle(&mut tx, (errand.id, to.contact), (&outcome, false), now).await?;
    finish(&mut tx, errand.id, now).await?;
    tx.commit().await?;
    house.tell_broadcast(errand.id);
    Ok(())
}
