//! What was said, for whoever looks through it: the newest first, read no further than the text needs.

use std::borrow::Cow;

use model::{
    event::Event,
    id::{ContactId, ConversationId},
    moment::Moment,
    permission::Sight,
};
use serde::Deserialize;
use uuid::Uuid;

use crate::{Conn, Error, clause::Clause, connection::sql, events, sight, stored};

const BEFORE: &str = "SELECT conversation, version, id, at, entry FROM events \
     WHERE conversation = $1 AND version < $2 ORDER BY version DESC LIMIT $3";

/// A conversation to look through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub conversation: ConversationId,
    pub created: Moment,
    /// Its latest version: how many events it has.
    pub version: u32,
}

/// An entry of a log whose text may be read without reading all of it.
#[derive(Debug, Clone)]
pub struct Spoken(events::Row);

/// What somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words<'a> {
    Said { text: Cow<'a, str>, files: Vec<Cow<'a, str>> },
    Noted { text: Cow<'a, str> },
    Closed { comment: Cow<'a, str> },
}

#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    body: Body<'a>,
}

/// Of the bodies there are, those with words in them.
#[derive(Deserialize)]
struct Body<'a> {
    #[serde(borrow)]
    said: Option<Said<'a>>,
    #[serde(borrow)]
    noted: Option<Noted<'a>>,
    #[serde(borrow)]
    closed: Option<Closed<'a>>,
}

#[derive(Deserialize)]
struct Said<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    files: Vec<File<'a>>,
}

#[derive(Deserialize)]
struct File<'a> {
    #[serde(borrow)]
    name: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Noted<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
}

#[derive(Deserialize)]
struct Closed<'a> {
    #[serde(borrow)]
    comment: Cow<'a, str>,
}

impl Spoken {
    #[must_use]
    pub const fn conversation(&self) -> ConversationId {
        ConversationId(self.0.conversation)
    }

    #[must_use]
    pub const fn at(&self) -> Moment {
        Moment(self.0.at)
    }

    /// Its version; 0 for one that cannot be.
    #[must_use]
    pub fn version(&self) -> u32 {
        u32::try_from(self.0.version).unwrap_or_default()
    }

    /// How many bytes reading it costs.
    #[must_use]
    pub const fn bytes(&self) -> usize {
        self.0.entry.len()
    }

    /// What somebody wrote; `None` when it tells of something else.
    #[must_use]
    pub fn words(&self) -> Option<Words<'_>> {
        let Entry { body } = serde_json::from_str(&self.0.entry).ok()?;
        if let Some(Said { text, files }) = body.said {
            let files = files.into_iter().map(|file| file.name).collect();
            return Some(Words::Said { text, files });
        }
        if let Some(Noted { text }) = body.noted {
            return Some(Words::Noted { text });
        }
        body.closed.map(|closed| Words::Closed { comment: closed.comment })
    }

    /// All of it.
    ///
    /// # Errors
    /// `Corrupt`.
    pub fn event(self) -> Result<Event, Error> {
        self.0.try_into()
    }
}

/// At most `limit` entries before `version`, the newest first.
///
/// # Errors
/// `Database`.
pub async fn before(
    conn: &mut Conn,
    conversation: ConversationId,
    version: u32,
    limit: u32,
) -> Result<Vec<Spoken>, Error> {
    let (version, limit) = (i64::from(version), i64::from(limit));
    let rows: Vec<events::Row> = sql!(conn, all, BEFORE, conversation.0, version, limit)?;
    Ok(rows.into_iter().map(Spoken).collect())
}

/// Every entry of these conversations, one after the other as given, the newest of each first.
///
/// # Errors
/// `Database`.
pub async fn of(conn: &mut Conn, conversations: &[ConversationId]) -> Result<Vec<Spoken>, Error> {
    let mut clause = Clause::default();
    let ids = clause.ids(conversations.iter().map(|id| id.0));
    clause.and(&format!("conversation IN ({ids})"));
    let start = "SELECT conversation, version, id, at, entry FROM events";
    let (text, values) = clause.query(start, "ORDER BY conversation, version DESC");
    let rows: Vec<events::Row> = sql!(conn, all with, text, values)?;
    let mut spoken: Vec<Spoken> = rows.into_iter().map(Spoken).collect();
    // A stable sort: within each conversation the order stays.
    spoken.sort_by_key(|entry| conversations.iter().position(|id| *id == entry.conversation()));
    Ok(spoken)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    created: i64,
    version: i64,
}

/// The next conversations of a contact that somebody sees, open or closed, the latest begun first; from behind
/// `after`, if that is given.
///
/// # Errors
/// `Database`, `Corrupt`.
pub async fn stretches(
    conn: &mut Conn,
    sight: &Sight,
    contact: ContactId,
    after: Option<(Moment, ConversationId)>,
    limit: u32,
) -> Result<Vec<Stretch>, Error> {
    let mut clause = Clause::default();
    let condition = sight::of_contact(&mut clause, sight, contact);
    clause.and(&condition);
    if let Some((created, id)) = after {
        let (created, id) = (clause.value(created.0), clause.value(id.0));
        clause.and(&format!("(created, id) < ({created}, {id})"));
    }
    let end = format!("ORDER BY created DESC, id DESC LIMIT {limit}");
    let (text, values) = clause.query("SELECT id, created, version FROM conversations", &end);
    let rows: Vec<Row> = sql!(conn, all with, text, values)?;
    rows.into_iter()
        .map(|row| {
            Ok(Stretch {
                conversation: ConversationId(row.id),
                created: Moment(row.created),
                version: stored::number("a conversation's version", row.version)?,
            })
        })
        .collect()
}

/// Whether a conversation is one of the contact's that somebody sees.
///
/// # Errors
/// `Database`.
pub async fn is_seen(
    conn: &mut Conn,
    sight: &Sight,
    contact: ContactId,
    id: ConversationId,
) -> Result<bool, Error> {
    let mut clause = Clause::default();
    let condition = sight::of_contact(&mut clause, sight, contact);
    clause.and(&condition);
    let id = clause.value(id.0);
    clause.and(&format!("id = {id}"));
    let (text, values) = clause.query("SELECT id FROM conversations", "");
    let rows: Vec<(Uuid,)> = sql!(conn, all with, text, values)?;
    Ok(!rows.is_empty())
}

#[cfg(test)]
mod tests {
    use model::{
        conversation::Conversation,
        event::{Author, EventBody},
        id::{DepartmentId, UploadId},
        permission::Staff,
        person::Role,
        reason::{Numbers, Reason},
        upload::FileRef,
    };

    use super::*;
    use crate::{
        Store, on_both,
        samples::{self, Tale},
    };

    fn file(name: &str) -> FileRef {
        FileRef {
            id: UploadId(Uuid::nil()),
            name: String::from(name),
            mime: String::from("text/plain"),
            size_bytes: 1,
            width: 0,
            height: 0,
        }
    }

    fn told(spoken: &[Spoken]) -> Vec<String> {
        spoken.iter().map(|one| one.words().map_or(String::new(), |it| format!("{it:?}"))).collect()
    }

    /// Conversations of one contact in every stage, of each of three departments or none, of two agents.
    async fn every_kind(store: &Store, departments: &[DepartmentId]) -> Vec<Conversation> {
        let contact = samples::contact(1).id;
        let mut all = Vec::new();
        for department in departments.iter().copied().map(Some).chain([None]) {
            for agent in [2, 3] {
                let number = |stage: u64| (all.len() as u64 + 1) * 10 + stage;
                let waits = Tale::with(number(1), contact, department);
                let rings = Tale::with(number(2), contact, department).then(
                    1_000,
                    Author::System,
                    EventBody::Offered {
                        agent: samples::person_ref(agent),
                        deadline: Moment(2_000),
                        reason: Box::new(Reason::taken_by_hand(
                            samples::person_ref(agent),
                            Numbers::default(),
                        )),
                    },
                );
                let open = Tale::with(number(3), contact, department).taken(1_000, agent);
                let closed = Tale::with(number(4), contact, department)
                    .taken(1_000, agent)
                    .closed(2_000, &[]);
                for tale in [waits, rings, open, closed] {
                    tale.store(store).await;
                    all.push(tale.conversation);
                }
            }
        }
        all
    }

    on_both! {
        async fn pa_03_words_are_read_newest_first_and_nothing_else_has_any(store) {
            let tale = Tale::of(1)
                .says("a \"b\" \n\u{1f600}")
                .taken(9, 1)
                .then(10, Author::System, EventBody::Noted { text: String::from("n"), mentions: vec![] })
                .then(11, Author::System, EventBody::Held { until: None })
                .then(12, Author::Guest, EventBody::Said {
                    text: String::new(),
                    files: vec![file("x\\y.txt"), file("z")],
                })
                .closed(13, &["tag"]);
            tale.store(&store).await;
            let mut read = store.read().await.unwrap();
            let id = tale.conversation.id;
            let spoken = before(&mut read, id, u32::MAX, 100).await.unwrap();
            let wanted = [
                r#"Closed { comment: "" }"#,
                r#"Said { text: "", files: ["x\\y.txt", "z"] }"#,
                "",
                r#"Noted { text: "n" }"#,
                "",
                "Said { text: \"a \\\"b\\\" \\n\u{1f600}\", files: [] }",
                "",
            ];
            assert_eq!(told(&spoken), wanted);
            assert_eq!(spoken[0].version(), 7);
            assert_eq!(spoken[1].clone().event().unwrap(), tale.events[5]);
            let few = before(&mut read, id, 4, 2).await.unwrap();
            assert_eq!(few.iter().map(Spoken::version).collect::<Vec<_>>(), [3, 2]);
        }

        async fn pa_03_several_conversations_come_one_after_the_other_as_asked_for(store) {
            let tales = [1, 2, 3].map(|number| Tale::of(number).says("x").says("y"));
            for tale in &tales {
                tale.store(&store).await;
            }
            let ids = [2, 0].map(|at: usize| tales[at].conversation.id);
            let mut read = store.read().await.unwrap();
            let spoken = of(&mut read, &ids).await.unwrap();
            let order: Vec<_> = spoken.iter().map(|one| (one.conversation(), one.version())).collect();
            assert_eq!(order, [(ids[0], 3), (ids[0], 2), (ids[0], 1), (ids[1], 3), (ids[1], 2), (ids[1], 1)]);
            assert!(of(&mut read, &[]).await.unwrap().is_empty());
        }

        async fn pa_03_a_query_sees_of_a_contact_what_the_permissions_say_and_all_of_it(store) {
            let departments = [1, 2, 3].map(|number| samples::department(number, &[]).id);
            let all = every_kind(&store, &departments).await;
            let contact = samples::contact(1).id;
            let mut read = store.read().await.unwrap();
            for me in [2, 4] {
                for roles in [
                    &[Role::Agent][..],
                    &[Role::Monitor],
                    &[Role::Manager],
                    &[Role::Administrator],
                    &[Role::Agent, Role::Manager],
                    &[],
                ] {
                    for own in [&departments[..0], &departments[..1], &departments[..2]] {
                        let staff: Staff = samples::staff(me, roles, own);
                        let mut wanted: Vec<_> =
                            all.iter().filter(|it| staff.sees(it)).map(|it| (it.created, it.id)).collect();
                        wanted.sort_by(|a, b| b.cmp(a));
                        let mut found = Vec::new();
                        let mut after = None;
                        // By small pages, which must neither lose nor repeat one.
                        loop {
                            let page = stretches(&mut read, &staff.sight(), contact, after, 3).await.unwrap();
                            after = page.last().map(|one| (one.created, one.conversation));
                            if page.is_empty() {
                                break;
                            }
                            found.extend(page.iter().map(|one| (one.created, one.conversation)));
                        }
                        assert_eq!(found, wanted, "{me} {roles:?} {own:?}");
                    }
                }
            }
            let stranger = samples::contact(2).id;
            let sight = samples::staff(1, &[Role::Administrator], &[]).sight();
            assert!(stretches(&mut read, &sight, stranger, None, 9).await.unwrap().is_empty());
        }
    }
}
