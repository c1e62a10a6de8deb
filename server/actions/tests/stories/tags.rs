//! Tags: looked after, suggested, renamed everywhere, merged, deleted.

use crate::{
    on_both,
    trial::{Trial, refused},
};
use actions::{conversations, tags};
use model::{
    archive::ArchiveQuery,
    id::ConversationId,
    permission::{Permission, Staff},
    person::Role,
    refusal::{Field, Problem, Refusal},
    tag::TagDraft,
};

fn draft(name: &str) -> TagDraft {
    TagDraft { name: name.to_owned(), ..TagDraft::default() }
}

async fn ended(trial: &Trial, by: &Staff, tags: &[&str]) -> ConversationId {
    let guest = trial.guest("Guest", None).await;
    trial.route().await;
    let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
    conversations::close(&trial.house, by, guest.conversation, "", &tags).await.unwrap();
    guest.conversation
}

async fn finish_chores(trial: &Trial) {
    while tags::step(&trial.house).await.unwrap() {}
}

async fn listed(trial: &Trial) -> Vec<(String, u64, u32)> {
    let all = tags::list(&trial.house, &trial.admin).await.unwrap();
    all.into_iter().map(|tag| (tag.name, tag.uses, tag.version)).collect()
}

fn row(name: &str, uses: u64, version: u32) -> (String, u64, u32) {
    (name.to_owned(), uses, version)
}

async fn with_tag(trial: &Trial, tag: &str) -> usize {
    let query = ArchiveQuery { tag: Some(tag.to_owned()), ..ArchiveQuery::default() };
    conversations::archive(&trial.house, &trial.admin, &query).await.unwrap().rows.len()
}

on_both! {
async fn ma_04_a_renamed_tag_is_called_so_in_every_conversation_and_two_become_one(trial) {
    let ada = trial.agent("ada").await;
    let (one, two) = (ended(&trial, &ada, &["Invoice", "VAT"]).await, ended(&trial, &ada, &["Invoice"]).await);
    let three = ended(&trial, &ada, &["Bill"]).await;
    assert_eq!(listed(&trial).await, [row("Invoice", 2, 0), row("Bill", 1, 0), row("VAT", 1, 0)]);
    let agent = tags::create(&trial.house, &ada, &draft("Invoice")).await;
    let permission = Permission::ManageTags;
    assert_eq!(refused(agent).map(drop), Err(Refusal::NotPermitted { permission }));
    let mia = trial.person("mia", &[Role::Manager]).await;
    // Merely in use, it is looked after from its first edit on.
    tags::edit(&trial.house, &mia, "invoice", (0, &draft("Rechnung"))).await.unwrap();
    let late = tags::edit(&trial.house, &mia, "rechnung", (0, &draft("Beleg"))).await;
    assert_eq!(refused(late).map(drop), Err(Refusal::EditConflict { version: 1 }));
    finish_chores(&trial).await;
    assert_eq!(trial.conversation(one).await.tags, ["Rechnung", "VAT"]);
    assert_eq!(trial.conversation(two).await.tags, ["Rechnung"]);
    assert_eq!((with_tag(&trial, "rechnung").await, with_tag(&trial, "invoice").await), (2, 0));
    // The name of another: both are one.
    tags::edit(&trial.house, &mia, "bill", (0, &draft("rechnung"))).await.unwrap();
    finish_chores(&trial).await;
    assert_eq!(trial.conversation(three).await.tags, ["Rechnung"]);
    assert_eq!(listed(&trial).await, [row("Rechnung", 3, 1), row("VAT", 1, 0)]);
    tags::remove(&trial.house, &mia, "rechnung").await.unwrap();
    finish_chores(&trial).await;
    assert_eq!(listed(&trial).await, [row("VAT", 1, 0)]);
    assert_eq!(trial.conversation(one).await.tags, ["VAT"]);
    for id in [one, two, three] {
        trial.check_log(id).await;
    }
}
}

on_both! {
async fn ma_04_another_spelling_is_another_name_and_twins_are_refused(trial) {
    let ada = trial.agent("ada").await;
    let id = ended(&trial, &ada, &["gross"]).await;
    tags::create(&trial.house, &trial.admin, &draft("Größ")).await.unwrap();
    let twin = tags::create(&trial.house, &trial.admin, &draft("  grÖß ")).await;
    let taken = Refusal::invalid(Field::Name, Problem::Taken);
    assert_eq!(refused(twin).map(drop), Err(taken));
    let empty = tags::create(&trial.house, &trial.admin, &draft(" ")).await;
    assert_eq!(refused(empty).map(drop), Err(Refusal::invalid(Field::Name, Problem::Missing)));
    finish_chores(&trial).await;
    assert_eq!(trial.conversation(id).await.tags, ["Größ"]);
    tags::edit(&trial.house, &trial.admin, "gross", (1, &draft("GROSS"))).await.unwrap();
    finish_chores(&trial).await;
    assert_eq!(trial.conversation(id).await.tags, ["GROSS"]);
}
}

on_both! {
async fn ma_04_tags_are_suggested_where_their_departments_serve(trial) {
    let ada = trial.agent("ada").await;
    let support = trial.department("Support", &[&ada]).await;
    let sales = trial.department("Sales", &[]).await;
    ended(&trial, &ada, &["wild"]).await;
    let suggested = async |department| {
        tags::suggestions(&trial.house, &ada, department).await.unwrap()
    };
    assert_eq!(suggested(None).await, ["wild"], "nobody looks after tags: those in use");
    let at = |name: &str, departments| TagDraft { departments, ..draft(name) };
    tags::create(&trial.house, &trial.admin, &at("all", vec![])).await.unwrap();
    tags::create(&trial.house, &trial.admin, &at("broken", vec![support])).await.unwrap();
    tags::create(&trial.house, &trial.admin, &at("offer", vec![sales])).await.unwrap();
    finish_chores(&trial).await;
    assert_eq!(suggested(None).await, ["all"]);
    assert_eq!(suggested(Some(support)).await, ["all", "broken"]);
    assert_eq!(suggested(Some(sales)).await, ["all", "offer"]);
}
}
