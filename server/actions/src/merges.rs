//! Two contacts become one, and two again: what they said follows, the browsers they write from, and who may see them.

use model::{
    contact::{Block, Contact, ContactRef},
    event::{Author, EventBody},
    id::{ContactId, ConversationId, MergeId},
    merge::{self, CONVERSATIONS_LIMIT, Merge, MergeDraft, UNDO_MS},
    permission::{Action, Staff},
    refusal::{Field, Problem, Refusal, Thing},
};
use store::{
    Conn, Write,
    merges::{Last, Traces},
};

use crate::{
    Error, House, contacts,
    house::found,
    id,
    writing::{Untold, Writing},
};

/// The merges of a contact that can be taken back, the latest first.
///
/// # Errors
/// `NotFound`, `NotPermitted`.
pub async fn of(house: &House, staff: &Staff, contact: ContactId) -> Result<Vec<Merge>, Error> {
    let mut conn = house.store.read().await?;
    contacts::reached(&mut conn, staff, Action::ViewContact, contact).await?;
    let earliest = house.clock.now().plus(-UNDO_MS);
    let mut merges = store::merges::of(&mut conn, contact).await?;
    merges.retain(|merge| merge.at > earliest);
    Ok(merges)
}

/// Lets a contact become part of another. Both must be as they were looked at. If one of them is blocked, so is the one
/// that stays, and what goes on with them ends.
///
/// # Errors
/// `NotFound`, `NotPermitted`, `EditConflict`, `Invalid`, `Busy` when somebody writes to one of them just now.
pub async fn merge(house: &House, staff: &Staff, draft: MergeDraft) -> Result<Contact, Error> {
    if draft.survivor == draft.other {
        return Err(Refusal::invalid(Field::Contact, Problem::Circular).into());
    }
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let before = contacts::reached(&mut tx, staff, Action::MergeContact, draft.survivor).await?;
    let other = contacts::reached(&mut tx, staff, Action::MergeContact, draft.other).await?;
    for (held, version) in [(&before, draft.survivor_version), (&other, draft.other_version)] {
        if held.erased.is_some() {
            return Err(Refusal::ContactErased.into());
        }
        if held.version != version {
            return Err(Refusal::EditConflict { version: held.version }.into());
        }
    }
    let after = merge::merged(&before, &other, &draft.choices)?;
    let after = Contact { version: before.version.saturating_add(1), ..after };
    if !store::contacts::update(&mut tx, &after, before.version).await?
        || !store::merges::hide(&mut tx, other.id, other.version, before.id).await?
    {
        return Err(Refusal::Busy.into());
    }
    if after.blocked != before.blocked {
        store::contacts::set_block(&mut tx, after.id, after.blocked.as_ref()).await?;
    }
    let join = Join { house, staff, to: after.clone() };
    let (mut tx, traces, mut told) = join.take_over(tx, (before, other.id)).await?;
    if let Some(block) = &after.blocked {
        let (next, ended) = end_open(house, staff, tx, (after.id, block)).await?;
        tx = next;
        told.extend(ended);
    }
    let merge = Merge {
        id: MergeId(id::new(now)?),
        survivor: after.id,
        other: other.id,
        other_name: other.name,
        at: now,
        by: staff.person.clone(),
        until: now.plus(UNDO_MS),
    };
    finish(house, staff, tx, ("contact.merged", &merge, Some(&traces))).await?;
    announce(house, told).await?;
    contacts::find(house, staff, after.id).await
}

/// Takes a merge back; gives the contact that stayed. Conversations that began since stay with it.
///
/// # Errors
/// `NotFound`, `NotPermitted`, `TooLateToUndo`, `Busy`.
pub async fn undo(house: &House, staff: &Staff, id: MergeId) -> Result<Contact, Error> {
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    let (merge, traces) = found(Thing::Merge, store::merges::find(&mut tx, id).await?)?;
    let held = contacts::reached(&mut tx, staff, Action::MergeContact, merge.survivor).await?;
    let traces = traces.filter(|_| now < merge.until).ok_or(Refusal::TooLateToUndo)?;
    let other = store::contacts::find_any(&mut tx, merge.other).await?;
    let other = found(Thing::Contact, other)?;
    let parted = merge::parted(&held, &traces.before, &traces.after);
    let parted = Contact { version: held.version.saturating_add(1), ..parted };
    if !store::contacts::update(&mut tx, &parted, held.version).await? {
        return Err(Refusal::Busy.into());
    }
    if parted.blocked != held.blocked {
        store::contacts::set_block(&mut tx, parted.id, parted.blocked.as_ref()).await?;
    }
    store::merges::show(&mut tx, other.id).await?;
    let part = Part { house, staff, merge: &merge, traces: &traces };
    let (mut tx, told) = part.give_back(tx).await?;
    store::merges::remove(&mut tx, merge.id).await?;
    finish(house, staff, tx, ("contact.unmerged", &merge, None)).await?;
    announce(house, told).await?;
    contacts::find(house, staff, merge.survivor).await
}

/// Forgets what is needed to take merges back for which it is too late; how many.
///
/// # Errors
/// Of the store.
pub async fn expire(house: &House) -> Result<u64, Error> {
    let mut tx = house.store.write().await?;
    let count = store::merges::expire(&mut tx, house.clock.now().plus(-UNDO_MS)).await?;
    tx.commit().await?;
    Ok(count)
}

/// The contact that one became part of; itself where it did not.
pub(crate) async fn survivor(conn: &mut Conn, id: ContactId) -> Result<ContactId, Error> {
    let mut at = id;
    // A contact that stayed may have become part of another later.
    for _ in 0..16 {
        match store::merges::survivor_of(conn, at).await? {
            Some(next) => at = next,
            None => break,
        }
    }
    Ok(at)
}

type Changes = Vec<Untold>;

/// Taking over what was another's.
struct Join<'a> {
    house: &'a House,
    staff: &'a Staff,
    to: Contact,
}

impl Join<'_> {
    async fn take_over(
        self,
        mut tx: Write,
        (before, from): (Contact, ContactId),
    ) -> Result<(Write, Traces, Changes), Error> {
        let to = self.to.id;
        let ids = store::merges::conversations_of(&mut tx, from, CONVERSATIONS_LIMIT + 1).await?;
        if ids.len() > CONVERSATIONS_LIMIT as usize {
            let problem = Problem::TooMany { limit: CONVERSATIONS_LIMIT };
            return Err(Refusal::invalid(Field::Contact, problem).into());
        }
        let last_before = store::merges::last(&mut tx, to).await?;
        let last_other = store::merges::last(&mut tx, from).await?;
        let last_after = if last_other.chat > last_before.chat { last_other } else { last_before };
        store::merges::set_last(&mut tx, to, last_after).await?;
        let (people, departments) = store::merges::share_sight(&mut tx, from, to).await?;
        let tokens = store::merges::move_tokens(&mut tx, from, to).await?;
        let name = shown(&self.to);
        let (mut conversations, mut told) = (Vec::new(), Vec::new());
        for id in ids {
            let contact = ContactRef { id: to, name: name.clone() };
            let (next, moved) = hand(self.house, self.staff, tx, (id, from, contact)).await?;
            tx = next;
            if let Some((called, change)) = moved {
                conversations.push((id, called));
                told.push(change);
            }
        }
        let after = self.to;
        let traces = Traces {
            before,
            after,
            last_before,
            last_after,
            conversations,
            tokens,
            people,
            departments,
        };
        Ok((tx, traces, told))
    }
}

/// Giving back what was another's.
struct Part<'a> {
    house: &'a House,
    staff: &'a Staff,
    merge: &'a Merge,
    traces: &'a Traces,
}

impl Part<'_> {
    async fn give_back(self, mut tx: Write) -> Result<(Write, Changes), Error> {
        let (from, to) = (self.merge.survivor, self.merge.other);
        let mut told = Vec::new();
        for (id, name) in &self.traces.conversations {
            let contact = ContactRef { id: to, name: name.clone() };
            let (next, moved) = hand(self.house, self.staff, tx, (*id, from, contact)).await?;
            tx = next;
            let Some((_, change)) = moved else { continue };
            if let Some(at) = change.conversation().closed_at() {
                store::contacts::note_chat(&mut tx, to, *id, at).await?;
            }
            told.push(change);
        }
        self.return_last(&mut tx).await?;
        let shared = (self.traces.people.as_slice(), self.traces.departments.as_slice());
        store::merges::unshare_sight(&mut tx, from, shared).await?;
        // Whoever talks to the one since then must not lose that conversation.
        if !store::merges::has_begun(&mut tx, from, self.merge.at).await? {
            store::merges::return_tokens(&mut tx, &self.traces.tokens, (from, to)).await?;
        }
        Ok((tx, told))
    }

    /// What came over is not the latest chat of the one who stayed any more.
    async fn return_last(&self, tx: &mut Write) -> Result<(), Error> {
        let from = self.merge.survivor;
        let held: Last = store::merges::last(tx, from).await?;
        let is_moved =
            |id: ConversationId| self.traces.conversations.iter().any(|(moved, _)| *moved == id);
        if held == self.traces.last_after || held.conversation.is_some_and(is_moved) {
            store::merges::set_last(tx, from, self.traces.last_before).await?;
        }
        Ok(())
    }
}

/// What a conversation's guest was called in it, and the change.
type Moved = (String, Untold);

/// Lets one conversation be a contact's, if it still is the one's it comes from; with the name its guest had.
async fn hand(
    house: &House,
    staff: &Staff,
    mut tx: Write,
    (id, from, to): (ConversationId, ContactId, ContactRef),
) -> Result<(Write, Option<Moved>), Error> {
    let Some(conversation) = store::conversations::load(&mut tx, id).await? else {
        return Ok((tx, None));
    };
    if conversation.contact.id != from {
        return Ok((tx, None));
    }
    let called = conversation.contact.name.clone();
    store::merges::move_calls(&mut tx, id, to.id).await?;
    let mut writing = Writing::within(house, tx, conversation);
    let author = Author::Staff(staff.person.clone());
    writing.push(author, EventBody::Belongs { contact: to })?;
    let (tx, change) = writing.pass_on().await?;
    Ok((tx, Some((called, change))))
}

/// What is shown in a conversation's head.
fn shown(contact: &Contact) -> String {
    if contact.name.is_empty() { contact.username.clone() } else { contact.name.clone() }
}

async fn finish(
    house: &House,
    staff: &Staff,
    mut tx: Write,
    (what, merge, traces): (&str, &Merge, Option<&Traces>),
) -> Result<(), Error> {
    if let Some(traces) = traces {
        store::merges::insert(&mut tx, merge, traces).await?;
    }
    let (now, who) = (house.clock.now(), Some(staff.person.id));
    for about in [merge.survivor, merge.other] {
        store::audit::add(&mut tx, now, who, what, &about.to_string()).await?;
    }
    Ok(tx.commit().await?)
}

/// Ends what goes on with a contact who is blocked by now.
async fn end_open(
    house: &House,
    staff: &Staff,
    mut tx: Write,
    (contact, block): (ContactId, &Block),
) -> Result<(Write, Changes), Error> {
    let mut told = Vec::new();
    while let Some(open) = store::conversations::open_of(&mut tx, contact).await? {
        let mut writing = Writing::of(house, tx, open).await?;
        contacts::end_for_block(&mut writing, staff, &block.reason)?;
        let (next, change) = writing.pass_on().await?;
        tx = next;
        told.push(change);
    }
    Ok((tx, told))
}

/// After it is durable.
async fn announce(house: &House, told: Changes) -> Result<(), Error> {
    // First of all: nobody gets in between who is blocked now.
    let followed = house.blocked.follow(house).await;
    for change in told {
        change.tell(house);
    }
    // What waits may prefer somebody else now.
    house.ring();
    followed
}
