//! Broadcasts: one message to many contacts; chosen and started here, sent by [`feed`], stopped and looked into.

mod chatting;
mod feeding;
mod letters;
mod opting;
mod trying;

use model::{
    broadcast::{
        Broadcast, BroadcastAct, BroadcastDraft, BroadcastState as State, Choice, Medium, Pause,
        Recipient, RecipientQuery, SAMPLES, Sample, Skip, Wording,
    },
    contact::Contact,
    id::BroadcastId,
    moment::Moment,
    page::{Page, PageAt},
    permission::{Action, Actor, Reach, Staff, Subject, may},
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
    selection::ContactSelection,
};
use store::{
    Conn,
    broadcasts::{self as rows, Errand, Eye},
};

use crate::{Error, House, house::found};
pub use feeding::{Fed, feed, rung};
pub(crate) use letters::report;
pub use letters::{Ready, letter};
pub use opting::{by_link, of_contact, opt, opted_out_by_link};
pub use trying::try_on_me;

/// Characters of the address guests reach the server at.
const BASE_LIMIT: usize = 200;

fn permitted(staff: &Staff) -> Result<(), Refusal> {
    may(&Actor::Staff(staff.clone()), Action::Broadcast, Subject::Workspace)
}

/// Whose broadcasts somebody sees: their own, and all where they see everything.
fn whose(staff: &Staff) -> Option<model::id::PersonId> {
    (staff.reach() != Reach::All).then_some(staff.person.id)
}

/// One page of the broadcasts this person sees, the latest first.
///
/// # Errors
/// `NotPermitted`.
pub async fn list(house: &House, staff: &Staff, at: &PageAt) -> Result<Page<Broadcast>, Error> {
    permitted(staff)?;
    let mut conn = house.store.read().await?;
    Ok(rows::list(&mut conn, whose(staff), at).await?)
}

/// One broadcast.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn find(house: &House, staff: &Staff, id: BroadcastId) -> Result<Broadcast, Error> {
    let mut conn = house.store.read().await?;
    let it = seen(&mut conn, staff, id).await?;
    told(&mut conn, it).await
}

async fn seen(conn: &mut Conn, staff: &Staff, id: BroadcastId) -> Result<Errand, Error> {
    permitted(staff)?;
    let it = rows::find(conn, id).await?;
    let is_theirs = |it: &Errand| whose(staff).is_none_or(|person| person == it.by.id);
    Ok(found(Thing::Broadcast, it.filter(is_theirs))?)
}

async fn told(conn: &mut Conn, it: Errand) -> Result<Broadcast, Error> {
    let tally = rows::tally(conn, it.id).await?;
    Ok(it.with(tally))
}

/// What became of a broadcast for each contact this person sees.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn recipients(
    house: &House,
    staff: &Staff,
    query: &RecipientQuery,
) -> Result<Page<Recipient>, Error> {
    let mut conn = house.store.read().await?;
    seen(&mut conn, staff, query.broadcast).await?;
    let reach = staff.reach();
    let eye = Eye { reach: &reach, me: staff.person.id };
    Ok(rows::recipients(&mut conn, eye, query).await?)
}

/// Lets somebody take the results away as a file, which is noted.
///
/// # Errors
/// `NotPermitted`, `NotFound`.
pub async fn export(house: &House, staff: &Staff, id: BroadcastId) -> Result<(), Error> {
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    seen(&mut tx, staff, id).await?;
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, "broadcast.exported", &id.to_string()).await?;
    Ok(tx.commit().await?)
}

/// What a choice of contacts comes to, with those at some places of it.
///
/// # Errors
/// `NotPermitted`, `Invalid`.
pub async fn choose(
    house: &House,
    staff: &Staff,
    (recipients, medium): (ContactSelection, Medium),
    places: &[u64],
) -> Result<Choice, Error> {
    permitted(staff)?;
    let recipients = recipients.checked(Field::Recipients)?;
    let now = house.clock.now();
    let reach = staff.reach();
    let eye = Eye { reach: &reach, me: staff.person.id };
    let mut conn = house.store.read().await?;
    let chosen = rows::count(&mut conn, eye, (&recipients, medium), now).await?;
    let places = places.get(..SAMPLES.min(places.len())).unwrap_or_default();
    let mut samples = Vec::with_capacity(places.len());
    for (at, contact) in rows::samples(&mut conn, eye, &recipients, places).await? {
        let skip = unwanted(&mut conn, &contact, (medium, now)).await?;
        samples.push(Sample { at, contact, skip });
    }
    Ok(Choice {
        total: chosen.total,
        opted_out: chosen.opted_out,
        blocked: chosen.blocked,
        unreachable: chosen.unreachable,
        samples,
    })
}

/// Why a contact gets nothing now, whoever sends it.
async fn unwanted(
    conn: &mut Conn,
    contact: &Contact,
    (medium, now): (Medium, Moment),
) -> Result<Option<Skip>, Error> {
    if store::opt_outs::find(conn, contact.id).await?.is_some() {
        return Ok(Some(Skip::OptedOut));
    }
    if contact.blocked.is_some() {
        return Ok(Some(Skip::Blocked));
    }
    let is_reached = match medium {
        Medium::Email => !contact.emails.is_empty(),
        Medium::Chat => store::visitors::has_any(conn, contact.id, now).await?,
    };
    let missing = match medium {
        Medium::Email => Skip::NoAddress,
        Medium::Chat => Skip::NoBrowser,
    };
    Ok((!is_reached).then_some(missing))
}

/// Starts one: from here on it is sent, whatever happens to this process. The same id again gets the same answer.
///
/// # Errors
/// `NotPermitted`, `Invalid`, `MailNotSetUp`, `NoPublicAddress`, `NobodyToAnswer`.
pub async fn create(
    house: &House,
    staff: &Staff,
    draft: BroadcastDraft,
) -> Result<Broadcast, Error> {
    permitted(staff)?;
    let recipients = draft.recipients.checked(Field::Recipients)?;
    let wording = draft.wording.checked()?;
    may_use(staff, wording.medium)?;
    let base = base(house, &draft.origin, &wording)?;
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    if let Some(held) = rows::find(&mut tx, draft.id).await? {
        if held.by.id != staff.person.id {
            let what = "this id was used elsewhere".to_owned();
            return Err(Refusal::Malformed { what }.into());
        }
        return told(&mut tx, held).await;
    }
    if wording.medium == Medium::Email {
        let (server, _) = store::mail_settings::load(&mut tx).await?;
        if !server.is_set_up() {
            return Err(Refusal::MailNotSetUp.into());
        }
    }
    let it = Errand {
        id: draft.id,
        wording,
        base,
        by: staff.person.clone(),
        created: now,
        state: State::Sending,
        ended: None,
        version: 1,
    };
    enlist(&mut tx, staff, (&it, &recipients), now).await?;
    let told = told(&mut tx, it).await?;
    let (who, about) = (Some(staff.person.id), format!("{} {}", told.id, told.tally.total()));
    store::audit::add(&mut tx, now, who, "broadcast.started", &about).await?;
    tx.commit().await?;
    house.broadcast_bell.notify_one();
    house.tell_broadcast(told.id);
    Ok(told)
}

/// Stores it with everybody it is for.
async fn enlist(
    conn: &mut Conn,
    staff: &Staff,
    (it, recipients): (&Errand, &ContactSelection),
    now: Moment,
) -> Result<(), Error> {
    let reach = staff.reach();
    let eye = Eye { reach: &reach, me: staff.person.id };
    let medium = it.wording.medium;
    let chosen = rows::count(conn, eye, (recipients, medium), now).await?;
    let limit = medium.limit();
    let problem = match chosen.total {
        0 => Problem::Missing,
        total if total > u64::from(limit) => Problem::TooMany { limit },
        _ => {
            rows::insert(conn, it).await?;
            rows::enlist(conn, eye, recipients, (it.id, now)).await?;
            return Ok(());
        }
    };
    Err(Refusal::invalid(Field::Recipients, problem).into())
}

/// Answers in a chat come back to whoever sent it: only agents serve.
fn may_use(staff: &Staff, medium: Medium) -> Result<(), Refusal> {
    match medium {
        Medium::Chat if !staff.roles.has(Role::Agent) => Err(Refusal::NobodyToAnswer),
        Medium::Chat | Medium::Email => Ok(()),
    }
}

/// The address links begin with: the one this server was told, else the one it was reached at.
fn base(house: &House, origin: &str, wording: &Wording) -> Result<String, Refusal> {
    if wording.medium == Medium::Chat {
        return Ok(String::new());
    }
    let base = house.public_url.get().map_or(origin, String::as_str).trim_end_matches('/');
    let host = base.strip_prefix("https://").or_else(|| base.strip_prefix("http://"));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._:[]/".contains(c);
    let is_fine = host.is_some_and(|host| !host.is_empty() && host.chars().all(is_plain));
    if is_fine && base.len() <= BASE_LIMIT {
        Ok(base.to_owned())
    } else {
        Err(Refusal::NoPublicAddress)
    }
}

/// Pauses, resumes, calls off, or sends once more what was refused. What it is already stays as it is.
///
/// # Errors
/// `NotPermitted`, `NotFound`, `BroadcastOver`.
pub async fn act(
    house: &House,
    staff: &Staff,
    id: BroadcastId,
    act: BroadcastAct,
) -> Result<Broadcast, Error> {
    let now = house.clock.now();
    let mut tx = house.store.write().await?;
    seen(&mut tx, staff, id).await?;
    // Nobody moves it between here and the end.
    rows::touch(&mut tx, id).await?;
    let it = seen(&mut tx, staff, id).await?;
    match act {
        BroadcastAct::Pause => pause(&mut tx, &it, now).await?,
        BroadcastAct::Resume => resume(&mut tx, &it, now).await?,
        BroadcastAct::Cancel => cancel(&mut tx, &it, now).await?,
        BroadcastAct::Retry => retry(&mut tx, &it, now).await?,
    }
    let who = Some(staff.person.id);
    store::audit::add(&mut tx, now, who, act.as_str(), &id.to_string()).await?;
    let it = seen(&mut tx, staff, id).await?;
    let told = told(&mut tx, it).await?;
    tx.commit().await?;
    house.broadcast_bell.notify_one();
    house.tell_broadcast(id);
    Ok(told)
}

async fn pause(conn: &mut Conn, it: &Errand, now: Moment) -> Result<(), Error> {
    match it.state {
        State::Sending => {
            rows::step(conn, it.id, (it.state, State::Paused(Pause::Asked)), now).await?;
            take_back(conn, it.id).await
        }
        State::Paused(_) => Ok(()),
        State::Cancelled | State::Done => Err(Refusal::BroadcastOver.into()),
    }
}

async fn resume(conn: &mut Conn, it: &Errand, now: Moment) -> Result<(), Error> {
    match it.state {
        State::Paused(_) => {
            rows::step(conn, it.id, (it.state, State::Sending), now).await?;
            Ok(())
        }
        State::Sending => Ok(()),
        State::Cancelled | State::Done => Err(Refusal::BroadcastOver.into()),
    }
}

async fn cancel(conn: &mut Conn, it: &Errand, now: Moment) -> Result<(), Error> {
    match it.state {
        State::Sending | State::Paused(_) => {
            rows::step(conn, it.id, (it.state, State::Cancelled), now).await?;
            take_back(conn, it.id).await?;
            rows::skip_rest(conn, it.id, (Skip::Cancelled, now)).await?;
            Ok(())
        }
        State::Cancelled => Ok(()),
        State::Done => Err(Refusal::BroadcastOver.into()),
    }
}

async fn retry(conn: &mut Conn, it: &Errand, now: Moment) -> Result<(), Error> {
    if it.state == State::Cancelled {
        return Err(Refusal::BroadcastOver.into());
    }
    let again = rows::retry(conn, it.id, now).await?;
    if again > 0 && it.state == State::Done {
        rows::step(conn, it.id, (State::Done, State::Sending), now).await?;
    }
    Ok(())
}

/// Letters that are in nobody's hand do not leave.
async fn take_back(conn: &mut Conn, id: BroadcastId) -> Result<(), Error> {
    store::outbox::withdraw(conn, id).await?;
    rows::requeue(conn, id).await?;
    Ok(())
}

/// Ends one of which everybody's result is known.
async fn finish(conn: &mut Conn, id: BroadcastId, now: Moment) -> Result<(), Error> {
    let is_over =
        rows::in_flight(conn, id).await? == 0 && rows::queued(conn, id, 1).await?.is_empty();
    if is_over {
        rows::step(conn, id, (State::Sending, State::Done), now).await?;
    }
    Ok(())
}
