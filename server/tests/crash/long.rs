//! The server is killed in the middle of what takes long: an import, a custom field that goes, many chats tagged at
//! once, a tag that becomes part of another. Each goes on to its end, with nothing doubled and nothing lost.

use std::{collections::BTreeMap, net::TcpListener, time::Duration};

use model::{
    archive::ArchiveQuery,
    bulk::{BulkJob, BulkState},
    contact::{Contact, ContactOrder, ContactQuery},
    conversation::Conversation,
    event::{Event, EventBody},
    id::ConversationId,
    import::{Import, ImportState, Target},
    page::{Page, PageAt},
    permission::Reach,
    tag::Tag,
    visitor::VisitorPass,
};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use store::Store;
use tokio::time::{Instant, sleep};

use super::{
    Server,
    asking::{ask, send_table, set_up},
};

const ROWS: u64 = 3_000;
const CHATS: u64 = 300;
/// Some have the other tag already.
const TAGGED_TWICE: usize = 40;
/// A job in the hands of a server that was killed is taken over after a minute.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server that is killed and started again.
struct Ground<'a> {
    database: &'a [&'a str],
    port: u16,
    server: Option<Server>,
    cookie: String,
}

impl<'a> Ground<'a> {
    async fn new(database: &'a [&'a str]) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let server = Some(Server::start(database, port).await);
        let cookie = set_up(port).await;
        Self { database, port, server, cookie }
    }

    async fn ask<T: DeserializeOwned>(&self, path: &str, body: Value) -> T {
        ask(self.port, &self.cookie, path, &body).await
    }

    /// Kills the server as soon as each share of the work is done, and starts it again.
    async fn kill_during(
        &mut self,
        (kills, total): (u64, u64),
        done: impl AsyncFn(&Ground<'_>) -> u64,
    ) {
        let mut in_the_middle = 0;
        for round in 1..=kills {
            let until = Instant::now() + PATIENCE;
            let share = total * round / (kills + 1);
            let reached = loop {
                let reached = done(&*self).await;
                if reached >= share {
                    break reached;
                }
                assert!(Instant::now() < until, "it does not go on: {reached} of {total}");
            };
            in_the_middle += u64::from(reached < total);
            if let Some(server) = self.server.take() {
                server.kill();
            }
            self.server = Some(Server::start(self.database, self.port).await);
        }
        assert!(in_the_middle > 0, "it was over before the server was killed");
    }

    /// Waits until everything is done.
    async fn finish(&self, total: u64, done: impl AsyncFn(&Ground<'_>) -> u64) {
        let until = Instant::now() + PATIENCE;
        loop {
            let reached = done(self).await;
            if reached >= total {
                return;
            }
            assert!(Instant::now() < until, "it does not end: {reached} of {total}");
            sleep(Duration::from_millis(50)).await;
        }
    }
}

fn name(row: u64) -> String {
    format!("Row {row:04}")
}

/// A file of contacts with a custom field, imported under kills.
async fn import(ground: &mut Ground<'_>, kills: u64) -> Value {
    let draft = json!({ "key": "size", "holder": "contact", "label": "Size", "kind": "number", "options": [],
        "pattern": "", "is_required": false, "is_searchable": true, "is_visible": true, "is_asked": false,
        "editors": "everybody", "is_enabled": true });
    let field: Value = ground.ask("custom_fields/create", json!({ "draft": draft })).await;
    let mut table = "Name,Email,Size\n".to_owned();
    for row in 0..ROWS {
        // One in a hundred is left out.
        let size = if row % 100 == 99 { "large".to_owned() } else { row.to_string() };
        table.push_str(&format!("{},row{row}@tea.example,{size}\n", name(row)));
    }
    let import: Import = send_table(ground.port, &ground.cookie, &table).await;
    assert_eq!(import.mapping.columns[2], Target::Field("size".to_owned()));
    let (id, mapping) = (import.id, json!(import.mapping));
    let begun = json!({ "import": id, "mapping": mapping });
    let _: Import = ground.ask("imports/start", begun).await;
    let look = async |ground: &Ground<'_>| -> Import {
        ground.ask("imports/find", json!({ "import": id })).await
    };
    let done = async |ground: &Ground<'_>| u64::from(look(ground).await.done());
    ground.kill_during((kills, ROWS), done).await;
    let is_over =
        async |ground: &Ground<'_>| u64::from(look(ground).await.state == ImportState::Done);
    ground.finish(1, is_over).await;
    let import = look(ground).await;
    let counts = [import.added, import.updated, import.rejected].map(u64::from);
    assert_eq!(counts, [ROWS - ROWS / 100, 0, ROWS / 100]);
    field
}

/// The custom field is deleted under kills.
async fn drop_field(ground: &mut Ground<'_>, kills: u64, field: &Value) {
    let _: () = ground.ask("custom_fields/remove", json!({ "id": field["id"] })).await;
    // Values go in the order in which the contacts came.
    let done = async |ground: &Ground<'_>| {
        let (mut gone, mut rest) = (0, ROWS);
        while gone < rest {
            let middle = (gone + rest) / 2;
            let row = if middle % 100 == 99 { middle - 1 } else { middle };
            let query = json!({ "search": name(row), "order": "name", "is_descending": false,
                "page": { "after": null, "limit": 2 } });
            let page: Page<Contact> = ground.ask("contacts/list", json!({ "query": query })).await;
            if page.rows[0].fields.is_empty() { gone = middle + 1 } else { rest = middle }
        }
        gone
    };
    ground.kill_during((kills, ROWS), done).await;
    ground.finish(ROWS, done).await;
}

/// Closed chats, tagged under kills.
async fn tag(ground: &mut Ground<'_>, kills: u64) -> Vec<ConversationId> {
    let mut chats = Vec::new();
    for index in 0..CHATS {
        let form = json!({ "name": format!("V{index}"), "email": format!("v{index}@example.com"),
            "department": null, "has_consented": true, "page_url": "" });
        let pass: VisitorPass =
            ground.ask("visitors/start", json!({ "token": null, "form": form })).await;
        let chat = pass.conversation.unwrap();
        let end = json!({ "token": pass.token, "conversation": chat });
        let _: () = ground.ask("visitors/end", end).await;
        chats.push(chat);
    }
    let query = json!(ArchiveQuery::default());
    let body = json!({ "selection": { "filter": { "query": query, "minus": [] } },
        "task": { "tag": ["Tea"] } });
    let begun: BulkJob = ground.ask("directory/begin_bulk", body).await;
    let look = async |ground: &Ground<'_>| -> BulkJob {
        let jobs: Vec<BulkJob> = ground.ask("directory/bulk_jobs", json!({})).await;
        jobs.into_iter().find(|job| job.id == begun.id).unwrap()
    };
    let seen = async |ground: &Ground<'_>| look(ground).await.seen;
    ground.kill_during((kills, CHATS), seen).await;
    let is_over =
        async |ground: &Ground<'_>| u64::from(look(ground).await.state != BulkState::Running);
    ground.finish(1, is_over).await;
    let job = look(ground).await;
    assert_eq!((job.state, job.seen, job.skipped), (BulkState::Done, CHATS, 0));

    let chosen = &chats[..TAGGED_TWICE];
    let body = json!({ "selection": { "chosen": chosen }, "task": { "tag": ["Coffee"] } });
    let second: BulkJob = ground.ask("directory/begin_bulk", body).await;
    let is_over = async |ground: &Ground<'_>| {
        let jobs: Vec<BulkJob> = ground.ask("directory/bulk_jobs", json!({})).await;
        u64::from(jobs.iter().any(|job| job.id == second.id && job.state == BulkState::Done))
    };
    ground.finish(1, is_over).await;
    chats
}

/// The one tag becomes the other under kills.
async fn merge_tags(ground: &mut Ground<'_>, kills: u64) {
    let draft = json!({ "name": "Coffee", "description": "", "departments": [] });
    let edit = json!({ "key": "tea", "version": 0, "draft": draft });
    let _: Tag = ground.ask("tags/edit", edit).await;
    let done = async |ground: &Ground<'_>| {
        let tags: Vec<Tag> = ground.ask("tags/list", json!({})).await;
        CHATS - tags.iter().find(|tag| tag.key == "tea").map_or(0, |tag| tag.uses)
    };
    ground.kill_during((kills, CHATS), done).await;
    ground.finish(CHATS, done).await;
}

async fn check_contacts(store: &Store) {
    let mut conn = store.read().await.unwrap();
    let me = store::people::all(&mut conn).await.unwrap()[0].id;
    let page = PageAt { after: None, limit: 200 };
    let order = ContactOrder::Created;
    let mut query = ContactQuery { search: "row".to_owned(), order, page, ..Default::default() };
    let mut counts = BTreeMap::new();
    loop {
        let page = store::contacts::list(&mut conn, &Reach::All, me, &query).await.unwrap();
        for contact in page.rows {
            assert!(contact.fields.is_empty(), "{} keeps a value", contact.name);
            assert_eq!(contact.emails.len(), 1);
            *counts.entry(contact.name).or_insert(0) += 1;
        }
        let Some(next) = page.next else { break };
        query.page.after = Some(next);
    }
    let wanted = (0..ROWS).filter(|row| row % 100 != 99).map(|row| (name(row), 1));
    assert_eq!(counts, wanted.collect::<BTreeMap<String, u32>>());
}

/// The state is the fold of the log, and in the log stands each change of tags once.
async fn check_chat(store: &Store, id: ConversationId, edits: usize) {
    let mut conn = store.read().await.unwrap();
    let log: Vec<Event> = store::events::after(&mut conn, id, 0, 1_000).await.unwrap();
    let held = store::conversations::load(&mut conn, id).await.unwrap().unwrap();
    let mut folded = Conversation::from_first(id, &log[0]).unwrap();
    for (index, event) in log.iter().enumerate() {
        assert_eq!(event.version as usize, index + 1, "a gap");
        if index > 0 {
            folded.apply(event);
        }
    }
    assert_eq!(folded, held, "the state is not the fold of its log");
    assert_eq!(held.tags, ["Coffee"]);
    let is_edit = |event: &&Event| matches!(event.body, EventBody::Edited { tags: Some(_), .. });
    assert_eq!(log.iter().filter(is_edit).count(), edits, "{log:?}");
}

/// Everything that takes long, under kills.
async fn rounds(database: &[&str], url: &str, (kills, bulk_kills): (u64, u64)) {
    let mut ground = Ground::new(database).await;
    let field = import(&mut ground, kills).await;
    drop_field(&mut ground, kills, &field).await;
    let chats = tag(&mut ground, bulk_kills).await;
    merge_tags(&mut ground, kills).await;
    ground.server.take().unwrap().kill();
    let store = Store::open(url).await.unwrap();
    check_contacts(&store).await;
    for (index, id) in chats.iter().enumerate() {
        check_chat(&store, *id, if index < TAGGED_TWICE { 3 } else { 2 }).await;
    }
    store.close().await;
}

#[tokio::test]
async fn cc_14_cc_09_ma_04_killed_in_the_middle_of_long_work_sqlite_goes_on_to_its_end() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().display().to_string();
    let url = format!("sqlite://{data}/switchboard.db");
    rounds(&["--data", &data], &url, (3, 3)).await;
}

#[tokio::test]
async fn cc_14_cc_09_ma_04_killed_in_the_middle_of_long_work_postgresql_goes_on_to_its_end() {
    let scratch = store::testing::postgres().await;
    rounds(&["--database", &scratch.url], &scratch.url, (2, 1)).await;
}
