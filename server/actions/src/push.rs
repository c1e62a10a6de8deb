//! Telling somebody who has no page open: what is worth it, to which browsers, and when it is too late.

use bus::Change;
use model::{
    account::{Occasion, PushSubscription, PushWords, Pushed},
    conversation::{Conversation, Stage},
    direct::Notice,
    event::{Author, Event, EventBody},
    id::{ConversationId, PersonId},
    moment::Moment,
    permission::Staff,
    refusal::{Field, Problem, Refusal},
};
use store::{
    Conn,
    push::{Parcel, Subscription},
};

use crate::{Error, House, account::permitted, id};

/// Whoever comes back to a page within this time sees it there, in milliseconds.
const PATIENCE_MS: i64 = 5_000;
/// How long a conversation that came in is worth a notification, in milliseconds.
const CALL_TTL_MS: i64 = 60_000;
/// How long a message is.
const MESSAGE_TTL_MS: i64 = 24 * 3_600_000;
/// Waits between tries, in milliseconds.
const RETRY_MS: [i64; 6] = [5_000, 30_000, 120_000, 600_000, 3_600_000, 3 * 3_600_000];
/// How long a try may take until another may begin.
const TRY_MS: i64 = 60_000;
/// Sent at once.
const AT_ONCE: u32 = 32;
/// The longest line of text shown, in characters.
const TEXT_LIMIT: usize = 160;
const ENDPOINT_LIMIT: usize = 1_000;
const WORD_LIMIT: usize = 200;

/// What became of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The push service has it.
    Taken,
    /// The browser is gone for good.
    Gone,
    /// Refused for good; another try would be refused too.
    Refused,
    /// Nobody answered, or asked to come again later.
    Later,
}

/// One try: what is sent, and where.
#[derive(Debug, Clone)]
pub struct Shot {
    pub parcel: Parcel,
    pub subscription: Subscription,
    /// Seconds the push service may keep it.
    pub ttl_s: i64,
}

/// What somebody is to be told.
struct Alert<'a> {
    occasion: Occasion,
    title: fn(&PushWords) -> &str,
    /// Whom it is about.
    name: &'a str,
    /// What was written; shown only to who wants that.
    text: &'a str,
    tag: String,
    url: String,
    ttl_ms: i64,
}

/// What the server says about itself to push services.
#[derive(Debug, Clone)]
pub struct Door {
    /// The server's public key, which browsers want to know, 65 bytes.
    pub public_key: Vec<u8>,
    /// Whether push services on this machine are let through; for tests.
    pub allows_local: bool,
}

/// The server's public key; none: this server cannot push.
///
/// # Errors
/// `NotPermitted`.
pub fn key(house: &House, staff: &Staff) -> Result<Option<Vec<u8>>, Error> {
    permitted(staff)?;
    Ok(house.push.get().map(|door| door.public_key.clone()))
}

/// Keeps the browser of this sign-in, to be told while no page is open.
///
/// # Errors
/// `NotPermitted`, `NotSignedIn`, `Invalid` endpoint or keys.
pub async fn subscribe(
    house: &House,
    staff: &Staff,
    token: &str,
    draft: PushSubscription,
) -> Result<(), Error> {
    permitted(staff)?;
    checked(house, &draft)?;
    let now = house.clock.now();
    let sign_in = id::hash(token);
    let subscription = Subscription {
        id: id::new(now)?,
        person: staff.person.id,
        sign_in,
        endpoint: draft.endpoint,
        public_key: draft.public_key,
        auth: draft.auth,
        words: draft.words,
    };
    let mut tx = house.store.write().await?;
    // One browser, one subscription: an older one is a leftover.
    store::push::end_of_sign_in(&mut tx, &sign_in).await?;
    store::push::subscribe(&mut tx, &subscription, now).await?;
    tx.commit().await?;
    house.browsers.subscribe([staff.person.id]);
    Ok(())
}

/// Learns who may be pushed to: at the start, and now and then what other servers were asked.
///
/// # Errors
/// Those of the store.
pub async fn learn(house: &House) -> Result<(), Error> {
    let mut conn = house.store.read().await?;
    house.browsers.subscribe(store::push::people(&mut conn).await?);
    Ok(())
}

/// Tells the browser of this sign-in nothing any more.
///
/// # Errors
/// `NotPermitted`.
pub async fn unsubscribe(house: &House, staff: &Staff, token: &str) -> Result<(), Error> {
    permitted(staff)?;
    let mut tx = house.store.write().await?;
    store::push::end_of_sign_in(&mut tx, &id::hash(token)).await?;
    Ok(tx.commit().await?)
}

/// Pushes a notification to the browser of this sign-in at once, pages or not.
///
/// # Errors
/// `NotPermitted`, `NotFound` when it is not subscribed.
pub async fn try_out(house: &House, staff: &Staff, token: &str) -> Result<(), Error> {
    permitted(staff)?;
    let now = house.clock.now();
    let sign_in = id::hash(token);
    let mut tx = house.store.write().await?;
    let all = store::push::of(&mut tx, staff.person.id).await?;
    let own = all.into_iter().find(|it| it.sign_in == sign_in);
    let own = own.ok_or(Refusal::NotFound { thing: model::refusal::Thing::SignIn })?;
    let pushed = Pushed {
        title: own.words.test.clone(),
        body: String::new(),
        tag: TEST_TAG.to_owned(),
        url: "/account".to_owned(),
    };
    let parcel = parcel(&own, &pushed, (now, now.plus(CALL_TTL_MS)))?;
    store::push::add(&mut tx, &parcel).await?;
    tx.commit().await?;
    house.push_bell.notify_one();
    Ok(())
}

const TEST_TAG: &str = "test";

/// A conversation changed: whoever has to know and looks at no page is told.
///
/// # Errors
/// Those of the store.
pub async fn follow(house: &House, change: &Change) -> Result<(), Error> {
    for event in &change.events {
        let Some((to, alert)) = alert_of(&change.conversation, event) else { continue };
        if !house.browsers.misses(to, house.clock.now()) {
            continue;
        }
        let mut tx = house.store.write().await?;
        if enqueue(house, &mut tx, to, &alert).await? {
            tx.commit().await?;
            house.push_bell.notify_one();
        }
    }
    Ok(())
}

fn alert_of<'a>(it: &'a Conversation, event: &'a Event) -> Option<(PersonId, Alert<'a>)> {
    let agent = it.stage.agent().map(|agent| agent.id);
    let (to, occasion, title, text, ttl_ms): (_, _, fn(&PushWords) -> &str, _, _) =
        match &event.body {
            EventBody::Offered { .. } => {
                (agent?, Occasion::NewChat, |words| words.offered.as_str(), "", CALL_TTL_MS)
            }
            EventBody::Assigned { .. } if event.author == Author::System => {
                (agent?, Occasion::NewChat, |words| words.assigned.as_str(), "", MESSAGE_TTL_MS)
            }
            EventBody::Invited { person } => {
                (person.id, Occasion::NewChat, |words| words.invited.as_str(), "", MESSAGE_TTL_MS)
            }
            EventBody::Said { text, .. }
                if event.author == Author::Guest
                    && matches!(it.stage, Stage::Open { .. } | Stage::OnHold { .. }) =>
            {
                let title: fn(&PushWords) -> &str = |words| words.guest_message.as_str();
                (agent?, Occasion::GuestMessage, title, text.as_str(), MESSAGE_TTL_MS)
            }
            _ => return None,
        };
    let name = it.contact.name.as_str();
    let (tag, url) = (tag(it.id), format!("/desk/{}", it.id));
    Some((to, Alert { occasion, title, name, text, tag, url, ttl_ms }))
}

fn tag(id: ConversationId) -> String {
    id.0.simple().to_string()
}

/// A colleague or the bot wrote; within the transaction that stores it.
pub(crate) async fn follow_direct(
    house: &House,
    conn: &mut Conn,
    to: PersonId,
    event: &Event,
) -> Result<(), Error> {
    let Author::Staff(by) = &event.author else { return Ok(()) };
    let alert = match &event.body {
        EventBody::Told { notice: Notice::Mentioned { by, conversation, text, .. } } => Alert {
            occasion: Occasion::Mention,
            title: |words| words.mention.as_str(),
            name: &by.name,
            text,
            tag: tag(*conversation),
            url: format!("/desk/{conversation}"),
            ttl_ms: MESSAGE_TTL_MS,
        },
        EventBody::Said { text, .. } => Alert {
            occasion: Occasion::DirectMessage,
            title: |words| words.direct_message.as_str(),
            name: &by.name,
            text,
            tag: by.id.0.simple().to_string(),
            url: format!("/messages/{}", by.id),
            ttl_ms: MESSAGE_TTL_MS,
        },
        _ => return Ok(()),
    };
    if house.browsers.misses(to, house.clock.now()) {
        enqueue(house, conn, to, &alert).await?;
    }
    Ok(())
}

/// Whether anything was put into the outbox.
async fn enqueue(
    house: &House,
    conn: &mut Conn,
    to: PersonId,
    alert: &Alert<'_>,
) -> Result<bool, Error> {
    let browsers = store::push::of(conn, to).await?;
    if browsers.is_empty() {
        return Ok(false);
    }
    let preferences = store::preferences::load(conn, to).await?;
    if !preferences.notify.has(alert.occasion) {
        return Ok(false);
    }
    let now = house.clock.now();
    let text = if preferences.shows_text { alert.text } else { "" };
    for browser in &browsers {
        let pushed = Pushed {
            title: (alert.title)(&browser.words).replace("{name}", alert.name),
            body: text.chars().take(TEXT_LIMIT).collect(),
            tag: alert.tag.clone(),
            url: alert.url.clone(),
        };
        let times = (now.plus(PATIENCE_MS), now.plus(alert.ttl_ms));
        store::push::add(conn, &parcel(browser, &pushed, times)?).await?;
    }
    Ok(true)
}

fn parcel(
    to: &Subscription,
    pushed: &Pushed,
    (due, expires): (Moment, Moment),
) -> Result<Parcel, Error> {
    let body = serde_json::to_string(pushed)
        .map_err(|_| Error::Internal { what: "a notification cannot be written" })?;
    Ok(Parcel {
        id: id::new(due)?,
        subscription: to.id,
        topic: pushed.tag.clone(),
        body,
        due,
        expires,
        attempts: 0,
    })
}

/// What is to be sent now, each taken by this caller alone; and when to ask again.
///
/// # Errors
/// Those of the store.
pub async fn load(house: &House) -> Result<(Vec<Shot>, Option<Moment>), Error> {
    let now = house.clock.now();
    let first = {
        let mut conn = house.store.read().await?;
        store::push::next_due(&mut conn).await?
    };
    if first.is_none_or(|first| first > now) {
        return Ok((Vec::new(), first));
    }
    let mut tx = house.store.write().await?;
    store::push::expire(&mut tx, now).await?;
    let mut shots = Vec::new();
    for mut parcel in store::push::due(&mut tx, now, AT_ONCE).await? {
        let found = store::push::find(&mut tx, parcel.subscription).await?;
        let Some(subscription) = found else { continue };
        if is_superfluous(house, &parcel, &subscription) {
            store::push::done(&mut tx, parcel.id, parcel.due).await?;
            continue;
        }
        let again = now.plus(TRY_MS);
        if store::push::claim(&mut tx, &parcel, again).await? {
            parcel.due = again;
            parcel.attempts = parcel.attempts.saturating_add(1);
            let ttl_s = parcel.expires.since(now) / 1_000;
            shots.push(Shot { parcel, subscription, ttl_s });
        }
    }
    let next = store::push::next_due(&mut tx).await?;
    tx.commit().await?;
    Ok((shots, next))
}

/// The person looks, or did since; or that browser has a page, which tells by itself.
fn is_superfluous(house: &House, parcel: &Parcel, to: &Subscription) -> bool {
    if parcel.topic == TEST_TAG {
        return false;
    }
    let since = parcel.due.plus(-PATIENCE_MS);
    parcel.attempts == 0
        && (house.browsers.has_looked(to.person, since) || house.browsers.is_open(&to.sign_in))
}

/// Notes what became of a try.
///
/// # Errors
/// Those of the store.
pub async fn settle(house: &House, shot: &Shot, outcome: Outcome) -> Result<(), Error> {
    let parcel = &shot.parcel;
    let mut tx = house.store.write().await?;
    match outcome {
        Outcome::Taken | Outcome::Refused => {
            store::push::done(&mut tx, parcel.id, parcel.due).await?;
        }
        Outcome::Gone => store::push::end(&mut tx, shot.subscription.id).await?,
        Outcome::Later => {
            let tries = usize::try_from(parcel.attempts).unwrap_or(usize::MAX).saturating_sub(1);
            let wait = RETRY_MS.get(tries).or(RETRY_MS.last()).copied().unwrap_or(TRY_MS);
            let again = house.clock.now().plus(wait);
            store::push::postpone(&mut tx, parcel, again).await?;
        }
    }
    Ok(tx.commit().await?)
}

fn checked(house: &House, draft: &PushSubscription) -> Result<(), Refusal> {
    let invalid = Refusal::invalid(Field::Page, Problem::Unknown);
    let is_address = draft.endpoint.len() <= ENDPOINT_LIMIT
        && (draft.endpoint.starts_with("https://")
            || (house.push.get().is_some_and(|push| push.allows_local)
                && draft.endpoint.starts_with("http://127.0.0.1:")));
    let are_keys = draft.public_key.len() == 65
        && draft.public_key.first() == Some(&4)
        && draft.auth.len() == 16;
    let words = &draft.words;
    let all = [
        &words.assigned,
        &words.offered,
        &words.invited,
        &words.guest_message,
        &words.mention,
        &words.direct_message,
        &words.test,
    ];
    let are_words = all.iter().all(|word| word.chars().count() <= WORD_LIMIT);
    if is_address && are_keys && are_words { Ok(()) } else { Err(invalid) }
}
