//! Browsers that are told while no page is open, and what they are still to be told.

use model::{account::PushWords, id::PersonId, moment::Moment};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, stored};

const SUBSCRIBE: &str = "INSERT INTO push_subscriptions \
     (id, person, sign_in, endpoint, public_key, auth, words, created) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (endpoint) DO UPDATE SET \
     person = excluded.person, sign_in = excluded.sign_in, public_key = excluded.public_key, \
     auth = excluded.auth, words = excluded.words";
const OF: &str = "SELECT id, person, sign_in, endpoint, public_key, auth, words FROM push_subscriptions \
     WHERE person = $1 ORDER BY created, id";
const FIND: &str = "SELECT id, person, sign_in, endpoint, public_key, auth, words FROM push_subscriptions \
     WHERE id = $1";
const PEOPLE: &str = "SELECT DISTINCT person FROM push_subscriptions";
const END: &str = "DELETE FROM push_subscriptions WHERE id = $1";
const END_OF_SIGN_IN: &str = "DELETE FROM push_subscriptions WHERE sign_in = $1";
const ADD: &str = "INSERT INTO push_outbox (id, subscription, topic, body, due, expires, attempts) \
     VALUES ($1, $2, $3, $4, $5, $6, 0) ON CONFLICT (subscription, topic) DO UPDATE SET \
     body = excluded.body, due = excluded.due, expires = excluded.expires, attempts = 0";
const DUE: &str = "SELECT id, subscription, topic, body, due, expires, attempts FROM push_outbox \
     WHERE due <= $1 ORDER BY due LIMIT $2";
const NEXT_DUE: &str = "SELECT min(due) FROM push_outbox";
const CLAIM: &str = "UPDATE push_outbox SET due = $3, attempts = attempts + 1 \
     WHERE id = $1 AND due = $2";
const POSTPONE: &str = "UPDATE push_outbox SET due = $3 WHERE id = $1 AND due = $2";
const DONE: &str = "DELETE FROM push_outbox WHERE id = $1 AND due = $2";
const EXPIRE: &str = "DELETE FROM push_outbox WHERE expires <= $1";

/// A browser at its push service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    pub id: Uuid,
    pub person: PersonId,
    /// The hash of the sign-in it goes with.
    pub sign_in: [u8; 32],
    pub endpoint: String,
    pub public_key: Vec<u8>,
    pub auth: Vec<u8>,
    pub words: PushWords,
}

/// Something to be pushed to one browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    pub id: Uuid,
    pub subscription: Uuid,
    /// A newer one of the same topic replaces an older one that waits.
    pub topic: String,
    pub body: String,
    pub due: Moment,
    pub expires: Moment,
    /// How often it was tried.
    pub attempts: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    person: Uuid,
    sign_in: Vec<u8>,
    endpoint: String,
    public_key: Vec<u8>,
    auth: Vec<u8>,
    words: String,
}

impl TryFrom<Row> for Subscription {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let unreadable = |_| Error::Corrupt { what: "a subscription's sign-in" };
        Ok(Self {
            id: row.id,
            person: PersonId(row.person),
            sign_in: row.sign_in.try_into().map_err(unreadable)?,
            endpoint: row.endpoint,
            public_key: row.public_key,
            auth: row.auth,
            words: stored::read("the words of a subscription", &row.words)?,
        })
    }
}

#[derive(sqlx::FromRow)]
struct ParcelRow {
    id: Uuid,
    subscription: Uuid,
    topic: String,
    body: String,
    due: i64,
    expires: i64,
    attempts: i64,
}

impl TryFrom<ParcelRow> for Parcel {
    type Error = Error;

    fn try_from(row: ParcelRow) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            subscription: row.subscription,
            topic: row.topic,
            body: row.body,
            due: Moment(row.due),
            expires: Moment(row.expires),
            attempts: stored::number("a number of attempts", row.attempts)?,
        })
    }
}

/// Stores a browser; the same endpoint again is the same browser, whoever uses it now.
///
/// # Errors
/// `Database`.
pub async fn subscribe(
    conn: &mut Conn,
    subscription: &Subscription,
    now: Moment,
) -> Result<(), Error> {
    let words = stored::json("the words of a subscription", &subscription.words)?;
    sql!(
        conn,
        change,
        SUBSCRIBE,
        subscription.id,
        subscription.person.0,
        subscription.sign_in.as_slice(),
        &subscription.endpoint,
        subscription.public_key.as_slice(),
        subscription.auth.as_slice(),
        words,
        now.0,
    )
    .map(drop)
}

/// A person's browsers.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn of(conn: &mut Conn, person: PersonId) -> Result<Vec<Subscription>, Error> {
    let rows: Vec<Row> = sql!(conn, all, OF, person.0)?;
    rows.into_iter().map(Subscription::try_from).collect()
}

/// Everybody who may be pushed to.
///
/// # Errors
/// `Database`.
pub async fn people(conn: &mut Conn) -> Result<Vec<PersonId>, Error> {
    let rows: Vec<(Uuid,)> = sql!(conn, all, PEOPLE)?;
    Ok(rows.into_iter().map(|(person,)| PersonId(person)).collect())
}

/// One browser.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Subscription>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id)?;
    row.map(Subscription::try_from).transpose()
}

/// Tells a browser nothing any more.
///
/// # Errors
/// `Database`.
pub async fn end(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    sql!(conn, change, END, id).map(drop)
}

/// As [`end`], for the browser of a sign-in.
///
/// # Errors
/// `Database`.
pub async fn end_of_sign_in(conn: &mut Conn, sign_in: &[u8; 32]) -> Result<(), Error> {
    sql!(conn, change, END_OF_SIGN_IN, sign_in.as_slice()).map(drop)
}

/// Puts something into the outbox.
///
/// # Errors
/// `Database`.
pub async fn add(conn: &mut Conn, parcel: &Parcel) -> Result<(), Error> {
    let (due, expires) = (parcel.due.0, parcel.expires.0);
    let Parcel { id, subscription, topic, body, .. } = parcel;
    sql!(conn, change, ADD, *id, *subscription, topic, body, due, expires).map(drop)
}

/// What is due by `now`, the longest first.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn due(conn: &mut Conn, now: Moment, limit: u32) -> Result<Vec<Parcel>, Error> {
    let rows: Vec<ParcelRow> = sql!(conn, all, DUE, now.0, i64::from(limit))?;
    rows.into_iter().map(Parcel::try_from).collect()
}

/// When the next one is due.
///
/// # Errors
/// `Database`.
pub async fn next_due(conn: &mut Conn) -> Result<Option<Moment>, Error> {
    let row: Option<(Option<i64>,)> = sql!(conn, first, NEXT_DUE)?;
    Ok(row.and_then(|(due,)| due).map(Moment))
}

/// Takes one for a try, due again at `again` if nothing more is heard of it; `false` when somebody else has it.
///
/// # Errors
/// `Database`.
pub async fn claim(conn: &mut Conn, parcel: &Parcel, again: Moment) -> Result<bool, Error> {
    Ok(sql!(conn, change, CLAIM, parcel.id, parcel.due.0, again.0)? > 0)
}

/// It is tried again at `again`, unless a newer one took its place.
///
/// # Errors
/// `Database`.
pub async fn postpone(conn: &mut Conn, parcel: &Parcel, again: Moment) -> Result<(), Error> {
    sql!(conn, change, POSTPONE, parcel.id, parcel.due.0, again.0).map(drop)
}

/// It arrived, or never will; nothing happens when a newer one took its place meanwhile.
///
/// # Errors
/// `Database`.
pub async fn done(conn: &mut Conn, id: Uuid, due: Moment) -> Result<(), Error> {
    sql!(conn, change, DONE, id, due.0).map(drop)
}

/// Throws away what is too old to be told.
///
/// # Errors
/// `Database`.
pub async fn expire(conn: &mut Conn, now: Moment) -> Result<u64, Error> {
    sql!(conn, change, EXPIRE, now.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{on_both, people, samples, sign_ins};

    fn words() -> PushWords {
        let word = |text: &str| String::from(text);
        PushWords {
            assigned: word("New chat: {name}"),
            offered: word("{name} rings"),
            invited: word("Invited to {name}"),
            guest_message: word("{name}"),
            mention: word("{name} mentioned you"),
            direct_message: word("{name}"),
            test: word("It works"),
        }
    }

    fn subscription(number: u8, endpoint: &str) -> Subscription {
        Subscription {
            id: samples::id(u64::from(number)),
            person: samples::person(1).id,
            sign_in: [number; 32],
            endpoint: String::from(endpoint),
            public_key: vec![4; 65],
            auth: vec![5; 16],
            words: words(),
        }
    }

    fn parcel(number: u64, topic: &str, due: i64) -> Parcel {
        Parcel {
            id: samples::id(100 + number),
            subscription: samples::id(1),
            topic: String::from(topic),
            body: format!("{number}"),
            due: Moment(due),
            expires: Moment(due + 1_000),
            attempts: 0,
        }
    }

    async fn signed_in(write: &mut Conn) {
        people::insert(write, &samples::person(1), "").await.unwrap();
        for number in 1..=2 {
            let sign_in = sign_ins::SignIn {
                token_hash: [number; 32],
                person: samples::person(1).id,
                created: Moment(0),
                expires: Moment(1_000_000),
                seen: Moment(0),
                user_agent: String::new(),
                address: String::new(),
            };
            sign_ins::insert(write, &sign_in).await.unwrap();
        }
    }

    on_both! {
        async fn a_subscription_goes_with_its_sign_in(store) {
            let mut write = store.write().await.unwrap();
            signed_in(&mut write).await;
            let person = samples::person(1).id;
            let (one, two) = (subscription(1, "https://a"), subscription(2, "https://b"));
            subscribe(&mut write, &one, Moment(1)).await.unwrap();
            subscribe(&mut write, &two, Moment(2)).await.unwrap();
            assert_eq!(of(&mut write, person).await.unwrap(), [one.clone(), two.clone()]);
            assert_eq!(super::people(&mut write).await.unwrap(), [person]);
            add(&mut write, &parcel(1, "t", 10)).await.unwrap();
            sign_ins::delete(&mut write, &[1; 32]).await.unwrap();
            assert_eq!(of(&mut write, person).await.unwrap(), [two]);
            assert_eq!(due(&mut write, Moment(99), 9).await.unwrap(), []);
            // The same browser under another sign-in is still one.
            let again = Subscription { id: samples::id(9), ..subscription(2, "https://b") };
            subscribe(&mut write, &again, Moment(3)).await.unwrap();
            assert_eq!(of(&mut write, person).await.unwrap()[0].id, samples::id(2));
            end_of_sign_in(&mut write, &[2; 32]).await.unwrap();
            assert_eq!(find(&mut write, samples::id(2)).await.unwrap(), None);
        }

        async fn a_parcel_is_taken_once_and_replaced_by_a_newer_one(store) {
            let mut write = store.write().await.unwrap();
            signed_in(&mut write).await;
            subscribe(&mut write, &subscription(1, "https://a"), Moment(1)).await.unwrap();
            add(&mut write, &parcel(1, "chat", 10)).await.unwrap();
            add(&mut write, &parcel(2, "chat", 20)).await.unwrap();
            add(&mut write, &parcel(3, "other", 30)).await.unwrap();
            assert_eq!(next_due(&mut write).await.unwrap(), Some(Moment(20)));
            let found = due(&mut write, Moment(25), 9).await.unwrap();
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].body.as_str(), found[0].attempts), ("2", 0));
            assert!(claim(&mut write, &found[0], Moment(50)).await.unwrap());
            assert!(!claim(&mut write, &found[0], Moment(50)).await.unwrap());
            done(&mut write, found[0].id, Moment(20)).await.unwrap();
            assert_eq!(due(&mut write, Moment(50), 9).await.unwrap().len(), 2);
            done(&mut write, found[0].id, Moment(50)).await.unwrap();
            assert_eq!(due(&mut write, Moment(50), 9).await.unwrap().len(), 1);
            assert_eq!(expire(&mut write, Moment(5_000)).await.unwrap(), 1);
            assert_eq!(next_due(&mut write).await.unwrap(), None);
        }
    }
}
