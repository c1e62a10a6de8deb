//! Sending, a little at a time: at the pace of the workspace, whoever has got least so far first. Several servers may
//! feed; the store lets one after the other.

use std::collections::BTreeMap;

use model::{
    Uuid,
    broadcast::{BroadcastState as State, Delivery, Medium, Pause, Skip},
    contact::Contact,
    id::BroadcastId,
    moment::Moment,
    permission::{Action, Actor, Permission, Staff, Subject, may},
};
use store::{
    Conn, Write,
    broadcasts::{self as rows, Addressee, Errand, Outcome},
    outbox::Letter,
};

use super::{chatting, finish, take_back, unwanted};
use crate::{
    Error, House, id,
    outbox::{self, Draft},
};

/// Broadcasts looked at together.
const UNDER_WAY: u32 = 50;
/// Contacts decided about in one transaction.
const BATCH: usize = 100;
/// Letters of one broadcast in the outbox at once: a mail server that is away does not get all of them.
const IN_FLIGHT: u64 = 100;
/// How late a message may be and still be made up for.
const SLACK_MS: i64 = 250;
/// When to look again where letters have to leave first.
const LOOK_AGAIN_MS: i64 = 1_000;

/// What a look led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fed {
    /// Nothing is under way.
    Nothing,
    /// The next message may leave then.
    At(Moment),
}

/// How many may leave now, and when the one after them may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Turn {
    start: Moment,
    every_ms: i64,
    count: usize,
}

impl Turn {
    fn at(next: Moment, now: Moment, per_minute: u32) -> Self {
        let every_ms = 60_000 / i64::from(per_minute.max(1));
        // A clock that jumped back must not stop everything.
        let is_sane = next.0.saturating_sub(now.0) <= every_ms.saturating_add(60_000);
        let start = if is_sane { next.max(now.plus(-SLACK_MS)) } else { now };
        let late_ms = now.0.saturating_sub(start.0);
        let count = if late_ms < 0 { 0 } else { late_ms / every_ms.max(1) + 1 };
        Self { start, every_ms, count: usize::try_from(count).unwrap_or_default().min(BATCH) }
    }

    fn after(self, used: usize) -> Moment {
        let used = i64::try_from(used).unwrap_or(i64::MAX);
        self.start.plus(self.every_ms.saturating_mul(used))
    }
}

/// Waits until a broadcast may go on.
pub async fn rung(house: &House) {
    house.broadcast_bell.notified().await;
}

/// What is being fed, in a transaction.
struct Feeding<'h> {
    house: &'h House,
    tx: Write,
    now: Moment,
    from: String,
    changed: BTreeMap<BroadcastId, bool>,
    chats: Vec<(Errand, Staff, Addressee)>,
    used: usize,
    has_posted: bool,
}

/// Sends what may leave now.
///
/// # Errors
/// Of the store.
pub async fn feed(house: &House) -> Result<Fed, Error> {
    // Most looks find nothing, and writers queue.
    if rows::under_way(&mut *house.store.read().await?, 1).await?.is_empty() {
        return Ok(Fed::Nothing);
    }
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let next = rows::pace(&mut tx).await?;
    let per_minute = store::settings::load(&mut tx).await?.broadcasts_per_minute;
    let turn = Turn::at(next, now, per_minute);
    if turn.count == 0 {
        return Ok(Fed::At(next));
    }
    let (server, _) = store::mail_settings::load(&mut tx).await?;
    let mut feeding = Feeding {
        house,
        tx,
        now,
        from: server.from_address,
        changed: BTreeMap::new(),
        chats: Vec::new(),
        used: 0,
        has_posted: false,
    };
    let turns = feeding.turns().await?;
    for (errand, sender, to) in turns {
        if feeding.used >= turn.count {
            break;
        }
        feeding.one(errand, sender, to).await?;
    }
    let next = turn.after(feeding.used);
    let again = if feeding.used == 0 { now.plus(LOOK_AGAIN_MS) } else { next };
    feeding.conclude(next).await?;
    Ok(Fed::At(again))
}

impl Feeding<'_> {
    /// Whose turn it is, over all broadcasts: those first whose broadcast has come least far.
    async fn turns(&mut self) -> Result<Vec<(Errand, Staff, Addressee)>, Error> {
        let mut turns = Vec::new();
        for errand in rows::under_way(&mut self.tx, UNDER_WAY).await? {
            let Some(sender) = sender(&mut self.tx, &errand).await? else {
                self.stop(&errand).await?;
                continue;
            };
            let in_flight = rows::in_flight(&mut self.tx, errand.id).await?;
            if in_flight >= IN_FLIGHT {
                continue;
            }
            // Nobody moves it between here and the end; whoever did before counts.
            rows::touch(&mut self.tx, errand.id).await?;
            let held = rows::find(&mut self.tx, errand.id).await?;
            if held.is_none_or(|held| held.state != State::Sending) {
                continue;
            }
            let limit = u32::try_from(BATCH).unwrap_or_default();
            let queued = rows::queued(&mut self.tx, errand.id, limit).await?;
            if queued.is_empty() && in_flight == 0 {
                self.changed.insert(errand.id, true);
            }
            turns.extend(queued.into_iter().map(|to| (errand.clone(), sender.clone(), to)));
        }
        turns.sort_by_key(|(errand, _, to)| (to.place, errand.created, errand.id));
        turns.truncate(BATCH);
        Ok(turns)
    }

    /// Whoever sent it may not any more.
    async fn stop(&mut self, errand: &Errand) -> Result<(), Error> {
        let lost = (State::Sending, State::Paused(Pause::SenderLost));
        if rows::step(&mut self.tx, errand.id, lost, self.now).await? {
            take_back(&mut self.tx, errand.id).await?;
            let about = errand.id.to_string();
            store::audit::add(&mut self.tx, self.now, None, "broadcast.stopped", &about).await?;
            self.changed.insert(errand.id, false);
        }
        Ok(())
    }

    async fn one(&mut self, errand: Errand, sender: Staff, to: Addressee) -> Result<(), Error> {
        let contact = store::contacts::find(&mut self.tx, to.contact).await?;
        let Some(contact) = contact else { return self.skip(&errand, &to, Skip::Merged).await };
        let medium = errand.wording.medium;
        let skip = reason(&mut self.tx, &sender, &contact, (medium, self.now)).await?;
        match (skip, medium) {
            (Some(why), _) => self.skip(&errand, &to, why).await,
            (None, Medium::Email) => self.post(&errand, &contact, to).await,
            (None, Medium::Chat) => {
                self.used += 1;
                self.chats.push((errand, sender, to));
                Ok(())
            }
        }
    }

    async fn skip(&mut self, errand: &Errand, to: &Addressee, why: Skip) -> Result<(), Error> {
        let delivery = Delivery::Skipped(why);
        let outcome = Outcome { delivery, conversation: None, message: None };
        let about = (errand.id, to.contact);
        rows::settle(&mut self.tx, about, (&outcome, false), self.now).await?;
        self.changed.insert(errand.id, true);
        Ok(())
    }

    async fn post(
        &mut self,
        errand: &Errand,
        contact: &Contact,
        to: Addressee,
    ) -> Result<(), Error> {
        let address = contact.emails.first().cloned().unwrap_or_default();
        let key = address.to_lowercase();
        if rows::addressed(&mut self.tx, errand.id, (&key, to.place)).await? {
            return self.skip(errand, &to, Skip::SameAddress).await;
        }
        let message: Uuid = match to.message {
            Some(message) => message,
            None => id::new(self.now)?,
        };
        let to = Addressee { message: Some(message), ..to };
        if !rows::posted(&mut self.tx, errand.id, &to, (&key, self.now)).await? {
            return Ok(());
        }
        self.clear(message).await?;
        let draft = Draft {
            conversation: None,
            by: Some(errand.by.clone()),
            to: address,
            subject: errand.wording.subject.clone(),
            letter: Letter::Broadcast { broadcast: errand.id, contact: contact.id },
            from: self.from.clone(),
        };
        outbox::post_as(&mut self.tx, self.now, message, draft).await?;
        self.used += 1;
        self.has_posted = true;
        self.changed.entry(errand.id).or_insert(false);
        Ok(())
    }

    /// Makes place for a letter that was refused and goes again, perhaps to a better address.
    async fn clear(&mut self, message: Uuid) -> Result<(), Error> {
        let id = model::id::MailId(message);
        if let Some(old) = store::outbox::find(&mut self.tx, id).await? {
            store::outbox::take_back(&mut self.tx, id, old.mail.version).await?;
        }
        Ok(())
    }

    async fn conclude(mut self, next: Moment) -> Result<(), Error> {
        // Letters have to leave first: nothing is to be made durable.
        if self.used == 0 && self.changed.is_empty() {
            return Ok(());
        }
        rows::set_pace(&mut self.tx, next).await?;
        for (id, may_be_over) in &self.changed {
            if *may_be_over {
                finish(&mut self.tx, *id, self.now).await?;
            }
        }
        self.tx.commit().await?;
        if self.has_posted {
            self.house.post_bell.notify_one();
        }
        self.changed.keys().for_each(|id| self.house.tell_broadcast(*id));
        for (errand, sender, to) in self.chats {
            chatting::say(self.house, &errand, &sender, &to).await?;
        }
        Ok(())
    }
}

/// Whoever sent it, as they are now; `None`: they may not send it any more.
pub(super) async fn sender(conn: &mut Conn, errand: &Errand) -> Result<Option<Staff>, Error> {
    let person = store::people::find(conn, errand.by.id).await?;
    let person = person.filter(|person| person.is_enabled);
    let staff = person.map(|person| crate::sessions::staff(&person));
    Ok(staff.filter(|staff| staff.has(Permission::SendBroadcast)))
}

/// Why a contact gets nothing from this sender now.
pub(super) async fn reason(
    conn: &mut Conn,
    sender: &Staff,
    contact: &Contact,
    when: (Medium, Moment),
) -> Result<Option<Skip>, Error> {
    let reach = store::contacts::reach(conn, contact.id).await?;
    let actor = Actor::Staff(sender.clone());
    if may(&actor, Action::Broadcast, Subject::Contact(&reach)).is_err() {
        return Ok(Some(Skip::OutOfSight));
    }
    unwanted(conn, contact, when).await
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment(1_000_000);

    #[test]
    fn cc_13_the_pace_is_kept_whatever_it_is_and_a_late_look_makes_up_for_little() {
        for (late_ms, per_minute, count) in [
            (0, 60, 1),
            (-1, 60, 0),
            (5_000, 60, 1),
            (250, 6_000, 26),
            (10, 6_000, 2),
            (999_999, 6_000, 26),
            (0, 1, 1),
        ] {
            let turn = Turn::at(NOW.plus(-late_ms), NOW, per_minute);
            assert_eq!(turn.count, count, "{late_ms} {per_minute}");
        }
        let turn = Turn::at(NOW, NOW, 60);
        assert_eq!(turn.after(1), NOW.plus(1_000));
    }

    #[test]
    fn cc_13_a_clock_that_jumped_back_stops_nothing() {
        assert_eq!(Turn::at(NOW.plus(3_600_000), NOW, 60).count, 1);
        assert_eq!(Turn::at(NOW.plus(60_000), NOW, 1).count, 0);
    }
}
