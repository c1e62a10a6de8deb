//! Letters on their way out, and who of the servers has which in hand.

use model::{
    id::{BroadcastId, ContactId, ConversationId, MailId, PersonId},
    locale::Locale,
    mail::{Mail, MailError, MailState},
    moment::Moment,
    person::PersonRef,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Conn, Error, connection::sql, stored};

const INSERT: &str = "INSERT INTO outbox (id, message_id, conversation, person, person_name, recipient, \
     subject, letter, state, due, tries, interruptions, error, created, since, changed, version, \
     broadcast, contact) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) \
     ON CONFLICT DO NOTHING";
const UPDATE: &str = "UPDATE outbox SET state = $3, due = $4, tries = $5, interruptions = $6, \
     error = $7, since = $8, changed = $9, version = $10 WHERE id = $1 AND version = $2";
const FIND: &str = "SELECT * FROM outbox WHERE id = $1";
const DUE: &str =
    "SELECT * FROM outbox WHERE due IS NOT NULL AND due <= $1 ORDER BY due, id LIMIT $2";
const NEXT_DUE: &str = "SELECT due FROM outbox WHERE due IS NOT NULL ORDER BY due LIMIT 1";
const OF_CONVERSATION: &str =
    "SELECT * FROM outbox WHERE conversation = $1 ORDER BY created DESC, id DESC LIMIT $2";
const HURRY: &str = "UPDATE outbox SET due = $1 WHERE state = 'waiting' AND due > $1";
const WITHDRAW: &str = "DELETE FROM outbox WHERE broadcast = $1 AND state IN ('queued', 'waiting')";
const TAKE_BACK: &str = "DELETE FROM outbox WHERE id = $1 AND version = $2";
const LET_GO: &str = "UPDATE outbox SET due = $1 WHERE state = 'sending' AND due > $1";

/// What a letter is made from, when it goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Letter {
    /// Shows an administrator that mail arrives.
    Test { reader: Locale },
    /// What was said up to a version; `name`: the reader's, if known.
    Transcript { until: u32, reader: Locale, name: String },
    /// Written out already, for somebody who tries it.
    Written { text: String, reader: Locale },
    /// A broadcast, as it is filled in for one contact.
    Broadcast { broadcast: BroadcastId, contact: ContactId },
}

impl Letter {
    /// Which broadcast it is of, and whom it is for.
    #[must_use]
    pub const fn broadcast(&self) -> Option<(BroadcastId, ContactId)> {
        match self {
            Self::Broadcast { broadcast, contact } => Some((*broadcast, *contact)),
            Self::Test { .. } | Self::Transcript { .. } | Self::Written { .. } => None,
        }
    }
}

/// A letter, and what is needed to send it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    pub mail: Mail,
    pub message_id: String,
    pub letter: Letter,
    pub tries: u32,
    /// How often a server ended while sending it.
    pub interruptions: u32,
    /// Since when it is tried.
    pub since: Moment,
    /// While it is being sent: until when nobody else may.
    pub held_until: Option<Moment>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    message_id: String,
    conversation: Option<Uuid>,
    person: Option<Uuid>,
    person_name: Option<String>,
    recipient: String,
    subject: String,
    letter: String,
    state: String,
    due: Option<i64>,
    tries: i64,
    interruptions: i64,
    error: String,
    created: i64,
    since: i64,
    changed: i64,
    version: i64,
}

impl TryFrom<Row> for Parcel {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let at = Moment(row.changed);
        let error = || stored::read::<MailError>("a letter's error", &row.error);
        let due = row.due.map(Moment);
        let state = match row.state.as_str() {
            "queued" => MailState::Queued,
            "sending" => MailState::Sending,
            "waiting" => MailState::Waiting { at: due.unwrap_or(at), error: error()? },
            "sent" => MailState::Sent { at },
            "refused" => MailState::Refused { at, error: error()? },
            _ => {
                return Err(Error::Corrupt { what: "a letter's state" });
            }
        };
        let held_until = due.filter(|_| state == MailState::Sending);
        let by = row.person.map(PersonId).zip(row.person_name);
        let mail = Mail {
            id: MailId(row.id),
            conversation: row.conversation.map(ConversationId),
            to: row.recipient,
            subject: row.subject,
            by: by.map(|(id, name)| PersonRef { id, name }),
            created: Moment(row.created),
            state,
            version: stored::number("a letter's version", row.version)?,
        };
        Ok(Self {
            mail,
            message_id: row.message_id,
            letter: stored::read("a letter", &row.letter)?,
            tries: stored::number("a letter's tries", row.tries)?,
            interruptions: stored::number("a letter's interruptions", row.interruptions)?,
            since: Moment(row.since),
            held_until,
        })
    }
}

type Columns = (&'static str, Option<i64>, String, i64);

/// The columns of a state: its word, when it is due, the error, when it began.
fn columns(parcel: &Parcel, now: Moment) -> Result<Columns, Error> {
    let json = |error: &MailError| stored::json("a letter's error", error);
    let held_until = parcel.held_until.unwrap_or(now).0;
    Ok(match &parcel.mail.state {
        MailState::Queued => ("queued", Some(now.0), String::new(), now.0),
        MailState::Sending => ("sending", Some(held_until), String::new(), now.0),
        MailState::Waiting { at, error } => ("waiting", Some(at.0), json(error)?, now.0),
        MailState::Sent { at } => ("sent", None, String::new(), at.0),
        MailState::Refused { at, error } => ("refused", None, json(error)?, at.0),
    })
}

/// Stores a new letter.
///
/// # Errors
/// `Duplicate` when the id exists.
pub async fn insert(conn: &mut Conn, parcel: &Parcel, now: Moment) -> Result<(), Error> {
    let (state, due, error, changed) = columns(parcel, now)?;
    let (mail, letter) = (&parcel.mail, stored::json("a letter", &parcel.letter)?);
    let about = parcel.letter.broadcast();
    let inserted = sql!(
        conn,
        change,
        INSERT,
        mail.id.0,
        &parcel.message_id,
        mail.conversation.map(|id| id.0),
        mail.by.as_ref().map(|person| person.id.0),
        mail.by.as_ref().map(|person| person.name.as_str()),
        &mail.to,
        &mail.subject,
        &letter,
        state,
        due,
        i64::from(parcel.tries),
        i64::from(parcel.interruptions),
        &error,
        mail.created.0,
        parcel.since.0,
        changed,
        i64::from(mail.version),
        about.map(|(broadcast, _)| broadcast.0),
        about.map(|(_, contact)| contact.0),
    )?;
    if inserted > 0 { Ok(()) } else { Err(Error::Duplicate) }
}

/// Stores how far a letter is, if the one stored is still at `expected_version`; otherwise `false`.
///
/// # Errors
/// `Database`.
pub async fn update(
    conn: &mut Conn,
    parcel: &Parcel,
    now: Moment,
    expected_version: u32,
) -> Result<bool, Error> {
    let (state, due, error, changed) = columns(parcel, now)?;
    let updated = sql!(
        conn,
        change,
        UPDATE,
        parcel.mail.id.0,
        i64::from(expected_version),
        state,
        due,
        i64::from(parcel.tries),
        i64::from(parcel.interruptions),
        &error,
        parcel.since.0,
        changed,
        i64::from(parcel.mail.version),
    )?;
    Ok(updated > 0)
}

/// One letter.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn find(conn: &mut Conn, id: MailId) -> Result<Option<Parcel>, Error> {
    let row: Option<Row> = sql!(conn, first, FIND, id.0)?;
    row.map(Parcel::try_from).transpose()
}

/// What is to be tried by `now`, the longest due first: queued, waiting, or held for too long.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn due(conn: &mut Conn, now: Moment, limit: u32) -> Result<Vec<Parcel>, Error> {
    let rows: Vec<Row> = sql!(conn, all, DUE, now.0, i64::from(limit))?;
    rows.into_iter().map(Parcel::try_from).collect()
}

/// When something is to be tried next.
///
/// # Errors
/// `Database`.
pub async fn next_due(conn: &mut Conn) -> Result<Option<Moment>, Error> {
    let row: Option<(i64,)> = sql!(conn, first, NEXT_DUE)?;
    Ok(row.map(|(due,)| Moment(due)))
}

/// The letters about a conversation, the latest first.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn of_conversation(
    conn: &mut Conn,
    id: ConversationId,
    limit: u32,
) -> Result<Vec<Mail>, Error> {
    let rows: Vec<Row> = sql!(conn, all, OF_CONVERSATION, id.0, i64::from(limit))?;
    rows.into_iter().map(|row| Ok(Parcel::try_from(row)?.mail)).collect()
}

/// Lets everything that waits be tried now: what was in the way may be mended.
///
/// # Errors
/// `Database`.
pub async fn hurry(conn: &mut Conn, now: Moment) -> Result<(), Error> {
    sql!(conn, change, HURRY, now.0).map(drop)
}

/// Takes every letter out of hand: whoever held one has ended. Only where no other server can be.
///
/// # Errors
/// `Database`.
pub async fn let_go(conn: &mut Conn, now: Moment) -> Result<(), Error> {
    sql!(conn, change, LET_GO, now.0).map(drop)
}

/// Takes back the letters of a broadcast that are in nobody's hand.
///
/// # Errors
/// `Database`.
pub async fn withdraw(conn: &mut Conn, broadcast: BroadcastId) -> Result<u64, Error> {
    sql!(conn, change, WITHDRAW, broadcast.0)
}

/// Takes one letter back, if it is still at this version; otherwise `false`.
///
/// # Errors
/// `Database`.
pub async fn take_back(conn: &mut Conn, id: MailId, version: u32) -> Result<bool, Error> {
    Ok(sql!(conn, change, TAKE_BACK, id.0, i64::from(version))? > 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::on_both;

    fn parcel(number: u128) -> Parcel {
        let mail = Mail {
            id: MailId(Uuid::from_u128(number)),
            conversation: Some(ConversationId(Uuid::from_u128(7))),
            to: String::from("emmy@tea.example"),
            subject: String::from("Your chat"),
            by: None,
            created: Moment(1_000 + i64::try_from(number).unwrap()),
            state: MailState::Queued,
            version: 1,
        };
        Parcel {
            mail,
            message_id: format!("{number}@tea.example"),
            letter: Letter::Transcript {
                until: 4,
                reader: Locale::default(),
                name: String::from("Emmy"),
            },
            tries: 0,
            interruptions: 0,
            since: Moment(1_000),
            held_until: None,
        }
    }

    on_both! {
        async fn qa_03_of_two_servers_only_one_gets_a_letter_in_hand(store) {
            let mut write = store.write().await.unwrap();
            let mut mine = parcel(1);
            insert(&mut write, &mine, Moment(1_000)).await.unwrap();
            let again = insert(&mut write, &mine, Moment(1_000)).await;
            assert!(matches!(again, Err(Error::Duplicate)));
            let found = due(&mut write, Moment(1_000), 9).await.unwrap();
            assert_eq!(found, [mine.clone()]);
            mine.mail.state = MailState::Sending;
            mine.mail.version = 2;
            mine.held_until = Some(Moment(5_000));
            assert!(update(&mut write, &mine, Moment(1_001), 1).await.unwrap());
            assert!(!update(&mut write, &mine, Moment(1_001), 1).await.unwrap());
            assert_eq!(due(&mut write, Moment(4_999), 9).await.unwrap(), []);
            assert_eq!(due(&mut write, Moment(5_000), 9).await.unwrap(), [mine.clone()]);
            let_go(&mut write, Moment(2_000)).await.unwrap();
            assert_eq!(next_due(&mut write).await.unwrap(), Some(Moment(2_000)));
        }

        async fn each_state_is_read_as_it_was_stored(store) {
            let mut write = store.write().await.unwrap();
            let mut one = parcel(1);
            let error = MailError::Said(String::from("451 4.3.0 come back"));
            insert(&mut write, &one, Moment(1_000)).await.unwrap();
            for state in [
                MailState::Sending,
                MailState::Waiting { at: Moment(9_000), error: error.clone() },
                MailState::Refused { at: Moment(9_500), error },
                MailState::Sent { at: Moment(9_900) },
            ] {
                let before = one.mail.version;
                one.mail.version += 1;
                one.held_until = (state == MailState::Sending).then_some(Moment(3_000));
                one.mail.state = state;
                assert!(update(&mut write, &one, Moment(1_500), before).await.unwrap());
                assert_eq!(find(&mut write, one.mail.id).await.unwrap(), Some(one.clone()));
            }
            assert_eq!(next_due(&mut write).await.unwrap(), None);
        }

        async fn what_waits_hurries_and_a_conversations_letters_are_listed(store) {
            let mut write = store.write().await.unwrap();
            for number in 1..=3 {
                let mut one = parcel(number);
                let error = MailError::Unreachable(String::from("nobody answers"));
                one.mail.state = MailState::Waiting { at: Moment(60_000), error };
                insert(&mut write, &one, Moment(1_000)).await.unwrap();
            }
            assert_eq!(due(&mut write, Moment(2_000), 9).await.unwrap(), []);
            hurry(&mut write, Moment(2_000)).await.unwrap();
            assert_eq!(due(&mut write, Moment(2_000), 2).await.unwrap().len(), 2);
            let about = ConversationId(Uuid::from_u128(7));
            let listed = of_conversation(&mut write, about, 2).await.unwrap();
            let ids: Vec<u128> = listed.iter().map(|mail| mail.id.0.as_u128()).collect();
            assert_eq!(ids, [3, 2]);
        }
    }
}
