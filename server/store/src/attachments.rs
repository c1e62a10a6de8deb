//! Files that hang on messages.

use model::{
    attachment::{Attachment, AttachmentQuery, FileKind},
    id::{ConversationId, PersonId, UploadId},
    moment::Moment,
    page::Page,
    permission::Sight,
    search::Scope,
    upload::FileRef,
};
use uuid::Uuid;

use crate::{
    Conn, Error,
    clause::{Clause, infix},
    connection::sql,
    fold::fold,
    place::{self, Key, Place},
    sight, stored, uploads,
};

const ATTACH: &str = "UPDATE uploads SET version = $2, attached = $3, kind = $4, name_key = $5 \
     WHERE id = $1 AND version IS NULL";

/// Words of a search that count.
const SEARCH_WORDS: usize = 8;

/// Notes that a message carries a file. The first message counts, should several.
///
/// # Errors
/// `Database`.
pub async fn attach(
    conn: &mut Conn,
    file: &FileRef,
    version: u32,
    at: Moment,
) -> Result<(), Error> {
    let kind = FileKind::of(file).as_str();
    sql!(conn, change, ATTACH, file.id.0, i64::from(version), at.0, kind, fold(&file.name))
        .map(drop)
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    conversation: Uuid,
    name: String,
    mime: String,
    size_bytes: i64,
    width: i64,
    height: i64,
    side: String,
    person: Option<Uuid>,
    version: i64,
    attached: i64,
    kind: String,
}

impl TryFrom<Row> for Attachment {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self, Error> {
        let file = FileRef {
            id: UploadId(row.id),
            name: row.name,
            mime: row.mime,
            size_bytes: stored::number("a file's size", row.size_bytes)?,
            width: stored::number("a picture's width", row.width)?,
            height: stored::number("a picture's height", row.height)?,
        };
        Ok(Self {
            file,
            kind: FileKind::from_word(&row.kind).ok_or(Error::Corrupt { what: "a file's kind" })?,
            conversation: ConversationId(row.conversation),
            version: stored::number("a message's version", row.version)?,
            at: Moment(row.attached),
            by: uploads::side(&row.side)?,
            person: row.person.map(PersonId),
        })
    }
}

/// One page of the files on the messages of a conversation, or of a contact's conversations that somebody sees;
/// the latest first. Whether they see a single conversation is the caller's question.
///
/// # Errors
/// `NoSuchPage`, `Database`, `Corrupt`.
pub async fn list(
    conn: &mut Conn,
    sight: &Sight,
    query: &AttachmentQuery,
) -> Result<Page<Attachment>, Error> {
    let mut clause = Clause::default();
    clause.and("attached IS NOT NULL");
    restrict(&mut clause, sight, query);

    let (text, values) = clause.clone().query("SELECT count(*) FROM uploads", "");
    let count: Vec<(i64,)> = sql!(conn, all with, text, values)?;
    let total = count.first().map_or(0, |(count,)| *count);

    if let Some(place) = Place::read(&query.page, |key| matches!(key, Key::Number(_)))? {
        place.restrict(&mut clause, "attached", true);
    }
    let wanted = place::rows(&query.page);
    let end = format!("ORDER BY attached DESC, id DESC LIMIT {}", wanted + 1);
    let start = "SELECT id, conversation, name, mime, size_bytes, width, height, side, person, version, \
         attached, kind FROM uploads";
    let (text, values) = clause.query(start, &end);
    let mut rows: Vec<Row> = sql!(conn, all with, text, values)?;

    let next = (rows.len() > wanted).then(|| rows.truncate(wanted));
    let next = next.and_then(|()| rows.last()).map(|row| {
        let place = Place { key: Key::Number(row.attached), id: row.id };
        place.write()
    });
    Ok(Page {
        rows: rows.into_iter().map(Attachment::try_from).collect::<Result<_, _>>()?,
        next,
        total: stored::number("the number of files", total)?,
    })
}

fn restrict(clause: &mut Clause, sight: &Sight, query: &AttachmentQuery) {
    match query.scope {
        Scope::Conversation(id) => {
            let id = clause.value(id.0);
            clause.and(&format!("conversation = {id}"));
        }
        Scope::Contact(contact) => {
            let seen = sight::of_contact(clause, sight, contact);
            clause.and(&format!("conversation IN (SELECT id FROM conversations WHERE {seen})"));
        }
    }
    if let Some(kind) = query.kind {
        let kind = clause.value(String::from(kind.as_str()));
        clause.and(&format!("kind = {kind}"));
    }
    for word in fold(&query.search).split_whitespace().take(SEARCH_WORDS) {
        let pattern = clause.value(infix(word));
        clause.and(&format!("name_key LIKE {pattern} ESCAPE '\\'"));
    }
}

#[cfg(test)]
mod tests {
    use model::{cursor::Side, id::ContactId, page::PageAt, person::Role};

    use super::*;
    use crate::{
        Store, on_both,
        samples::{self, Tale},
        uploads::Upload,
    };

    async fn attached(store: &Store, number: u64, tale: &Tale, file: (&str, &str), at: i64) {
        let file = FileRef {
            id: UploadId(samples::id(number)),
            name: String::from(file.0),
            mime: String::from(file.1),
            size_bytes: number,
            width: 0,
            height: 0,
        };
        let upload = Upload {
            file: file.clone(),
            owner: tale.conversation.id.into(),
            by: Side::Guest,
            person: None,
            created: Moment(0),
            is_complete: true,
        };
        let mut write = store.write().await.unwrap();
        uploads::insert(&mut write, &upload).await.unwrap();
        if at > 0 {
            attach(&mut write, &file, 2, Moment(at)).await.unwrap();
            // In another message again: the first one counts.
            attach(&mut write, &file, 3, Moment(at + 1_000)).await.unwrap();
        }
        write.commit().await.unwrap();
    }

    async fn names(store: &Store, sight: &Sight, query: &AttachmentQuery) -> Vec<String> {
        let mut read = store.read().await.unwrap();
        let mut names = Vec::new();
        let mut query = query.clone();
        loop {
            let page = list(&mut read, sight, &query).await.unwrap();
            names.extend(page.rows.into_iter().map(|one| one.file.name));
            query.page.after = page.next;
            if query.page.after.is_none() {
                assert_eq!(page.total as usize, names.len());
                return names;
            }
        }
    }

    fn of(scope: Scope, search: &str, kind: Option<FileKind>) -> AttachmentQuery {
        let page = PageAt { after: None, limit: 2 };
        AttachmentQuery { scope, search: String::from(search), kind, page }
    }

    on_both! {
        async fn pa_04_files_are_found_by_parts_of_their_name_and_by_kind(store) {
            let tale = Tale::of(1);
            tale.store(&store).await;
            for (number, file, at) in [
                (1, ("Größe 100%.pdf", "application/pdf"), 10),
                (2, ("photo.png", "image/png"), 20),
                (3, ("never-sent.png", "image/png"), 0),
                (4, ("voice.ogg", "audio/ogg"), 20),
                (5, ("photo_of_invoice.pdf", "application/pdf"), 5),
            ] {
                attached(&store, number, &tale, file, at).await;
            }
            let sight = samples::staff(1, &[], &[]).sight();
            let here = Scope::Conversation(tale.conversation.id);
            let all = names(&store, &sight, &of(here, "", None)).await;
            assert_eq!(all.len(), 4);
            assert_eq!(all[2..], ["Größe 100%.pdf", "photo_of_invoice.pdf"]);
            let found = |search, kind| {
                let (store, sight, query) = (&store, &sight, of(here, search, kind));
                async move { names(store, sight, &query).await }
            };
            assert_eq!(found("GROSSE", None).await, ["Größe 100%.pdf"]);
            assert_eq!(found("100%", None).await, ["Größe 100%.pdf"]);
            assert_eq!(found("0_%", None).await, [""; 0]);
            assert_eq!(found("o_o", None).await, ["photo_of_invoice.pdf"]);
            assert_eq!(found("invoice photo", None).await, ["photo_of_invoice.pdf"]);
            assert_eq!(found("photo", Some(FileKind::Image)).await, ["photo.png"]);
            assert_eq!(found("", Some(FileKind::Audio)).await, ["voice.ogg"]);
            assert_eq!(found("", Some(FileKind::Video)).await, [""; 0]);
        }

        async fn pa_04_of_a_contact_only_the_files_of_conversations_in_sight_are_listed(store) {
            let contact: ContactId = samples::contact(1).id;
            let [mine, theirs] = [(1, 7), (2, 8)].map(|(number, agent)| {
                Tale::with(number, contact, None).taken(9, agent)
            });
            for (number, tale, name) in [(1, &mine, "mine.txt"), (2, &theirs, "theirs.txt")] {
                tale.store(&store).await;
                attached(&store, number, tale, (name, "text/plain"), 10).await;
            }
            let query = of(Scope::Contact(contact), "", None);
            let sight = |roles: &[Role]| samples::staff(7, roles, &[]).sight();
            assert_eq!(names(&store, &sight(&[Role::Agent]), &query).await, ["mine.txt"]);
            let all = names(&store, &sight(&[Role::Administrator]), &query).await;
            assert_eq!(all.len(), 2);
            let mut read = store.read().await.unwrap();
            let page = list(&mut read, &sight(&[Role::Agent]), &query).await.unwrap();
            let only = &page.rows[0];
            assert_eq!((only.version, only.at, only.kind), (2, Moment(10), FileKind::Document));
            assert_eq!(only.conversation, mine.conversation.id);
        }
    }
}
