//! The Contact Center's lists: saved views, filters, and what is done with many chats.

use crate::{
    calls::talk,
    on_both,
    trial::{Trial, refused},
};
use actions::{bulk, calls, conversations, saved_views};
use model::{
    archive::ArchiveQuery,
    bulk::{BulkFormat, BulkJob, BulkState, BulkTask},
    call::{CallAct, CallFilters, CallKind, CallOrder, CallQuery, CallState, Direction},
    canned::Scope,
    id::ConversationId,
    permission::{Permission, Staff},
    person::Role,
    refusal::{Refusal, Thing},
    saved_view::{Listing, ListingTaste, ViewDraft},
    selection::Selection,
};

fn draft(name: &str, scope: Scope) -> ViewDraft {
    ViewDraft { name: name.to_owned(), state: "tag=refund".to_owned(), scope }
}

async fn named(trial: &Trial, staff: &Staff) -> Vec<String> {
    let found = saved_views::list(&trial.house, staff, Listing::Chats).await.unwrap();
    found.views.into_iter().map(|view| view.name).collect()
}

/// A chat of this agent that is over.
async fn closed(trial: &Trial, staff: &Staff, guest: &str, tags: &[&str]) -> ConversationId {
    let id = trial.guest(guest, None).await.conversation;
    trial.take(staff, id).await.unwrap();
    let tags: Vec<String> = tags.iter().map(|tag| (*tag).to_owned()).collect();
    conversations::close(&trial.house, staff, id, "", &tags).await.unwrap();
    // As many guests as may come.
    trial.later(2_500);
    id
}

async fn carry_out(trial: &Trial, staff: &Staff) -> BulkJob {
    while bulk::step(&trial.house).await.unwrap() {}
    let last = bulk::list(&trial.house, staff).await.unwrap().remove(0);
    // So that the next one begins later than this one.
    trial.later(1_000);
    last
}

async fn file(trial: &Trial, job: &BulkJob) -> String {
    let mut bytes = Vec::new();
    let mut number = 0;
    while let Some(part) = bulk::part(&trial.house, job.id, number).await.unwrap() {
        bytes.extend(part);
        number += 1;
    }
    String::from_utf8(bytes).unwrap()
}

async fn manual(trial: &Trial) {
    trial.settings(|s| s.algorithm = model::settings::Algorithm::ManualSelection).await;
}

on_both! {
async fn cc_01_views_are_private_or_shared_by_those_who_may(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let mia = trial.person("mia", &[Role::Manager]).await;
    let support = trial.department("Support", &[&ada, &mia]).await;
    let ada = trial.staff(ada.person.id).await;
    let save = |staff: &Staff, draft: ViewDraft| {
        let (house, staff) = (trial.house.clone(), staff.clone());
        async move { refused(saved_views::create(&house, &staff, Listing::Chats, draft).await) }
    };
    let own = save(&ada, draft("Mine", Scope::Private(bo.person.id))).await.unwrap();
    assert_eq!(own.scope, Scope::Private(ada.person.id));
    for scope in [Scope::Public, Scope::Departments(vec![support])] {
        let answer = save(&ada, draft("Ours", scope)).await;
        assert!(matches!(answer, Err(Refusal::NotPermitted { .. })), "{answer:?}");
    }
    save(&mia, draft("Support’s", Scope::Departments(vec![support]))).await.unwrap();
    let all = save(&trial.admin, draft("Everybody’s", Scope::Public)).await.unwrap();
    assert_eq!(named(&trial, &ada).await, ["Everybody’s", "Mine", "Support’s"]);
    assert_eq!(named(&trial, &bo).await, ["Everybody’s"]);
    assert!(save(&ada, draft("  ", Scope::Private(ada.person.id))).await.is_err());

    let house = &trial.house;
    let theirs = refused(saved_views::remove(house, &bo, own.id).await);
    assert_eq!(theirs, Err(Refusal::not_found(Thing::SavedView)));
    let shared = refused(saved_views::remove(house, &ada, all.id).await);
    assert_eq!(shared, Err(Refusal::NotPermitted { permission: Permission::ShareAllViews }));
    let renamed = draft("Refunds", Scope::Public);
    let it = saved_views::edit(house, &trial.admin, all.id, (1, renamed.clone())).await.unwrap();
    assert_eq!((it.name.as_str(), it.version), ("Refunds", 2));
    let late = refused(saved_views::edit(house, &trial.admin, all.id, (1, renamed)).await);
    assert_eq!(late, Err(Refusal::EditConflict { version: 2 }));
}
}

on_both! {
async fn cc_01_a_list_opens_as_each_person_left_it(trial) {
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let house = &trial.house;
    let view = draft("Mine", Scope::Private(ada.person.id));
    let view = saved_views::create(house, &ada, Listing::Chats, view).await.unwrap();
    let taste = ListingTaste { columns: vec!["guest".to_owned()], start: Some(view.id) };
    saved_views::prefer(house, &ada, Listing::Chats, taste.clone()).await.unwrap();
    assert_eq!(saved_views::list(house, &ada, Listing::Chats).await.unwrap().taste, taste);
    let foreign = refused(saved_views::prefer(house, &bo, Listing::Chats, taste).await);
    assert_eq!(foreign, Err(Refusal::not_found(Thing::SavedView)));
    saved_views::remove(house, &ada, view.id).await.unwrap();
    let taste = saved_views::list(house, &ada, Listing::Chats).await.unwrap().taste;
    assert_eq!((taste.columns.len(), taste.start), (1, None));
}
}

on_both! {
async fn cc_09_many_chats_are_tagged_each_as_far_as_one_may(trial) {
    manual(&trial).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let one = closed(&trial, &ada, "One", &["VIP"]).await;
    let two = closed(&trial, &ada, "Two", &[]).await;
    let foreign = closed(&trial, &bo, "Three", &[]).await;
    let house = &trial.house;
    let chosen = Selection::Chosen(vec![one, two, foreign, two]);
    let tag = BulkTask::Tag(vec!["vip".to_owned()]);
    let job = bulk::begin(house, &ada, chosen, tag.clone()).await.unwrap();
    assert_eq!((job.total, job.seen, job.state), (3, 0, BulkState::Running));
    let job = carry_out(&trial, &ada).await;
    assert_eq!((job.state, job.seen, job.changed, job.skipped), (BulkState::Done, 3, 1, 1));
    assert_eq!(trial.conversation(one).await.tags, ["VIP"]);
    assert_eq!(trial.conversation(two).await.tags, ["vip"]);
    assert!(trial.conversation(foreign).await.tags.is_empty());
    assert!(bulk::list(house, &bo).await.unwrap().is_empty());

    // All that a filter finds, but one: what is found is found with the rights of whoever began it.
    let query = ArchiveQuery { tag: Some("vip".to_owned()), ..Default::default() };
    let filter = Selection::Filter { query, minus: vec![one] };
    bulk::begin(house, &ada, filter, BulkTask::Untag(vec!["VIP".to_owned()])).await.unwrap();
    let job = carry_out(&trial, &ada).await;
    assert_eq!((job.total, job.seen, job.changed), (1, 1, 1));
    assert_eq!(trial.conversation(one).await.tags, ["VIP"]);
    assert!(trial.conversation(two).await.tags.is_empty());
    trial.check_log(two).await;

    let none = refused(bulk::begin(house, &ada, Selection::Chosen(vec![]), tag).await);
    assert!(matches!(none, Err(Refusal::Invalid { .. })), "{none:?}");
    let untold = BulkTask::Tag(vec![" ".to_owned()]);
    let untold = refused(bulk::begin(house, &ada, Selection::Chosen(vec![one]), untold).await);
    assert_eq!(untold, Err(Refusal::TagsRequired));
}
}

on_both! {
async fn cc_09_a_bulk_job_goes_on_page_by_page_and_stops_when_it_is_told(trial) {
    manual(&trial).await;
    let ada = trial.agent("ada").await;
    for number in 0..60 {
        closed(&trial, &ada, &format!("Guest{number}"), &[]).await;
    }
    let all = || Selection::Filter { query: ArchiveQuery::default(), minus: vec![] };
    let tag = |name: &str| BulkTask::Tag(vec![name.to_owned()]);
    let house = &trial.house;
    let job = bulk::begin(house, &ada, all(), tag("one")).await.unwrap();
    assert!(bulk::step(house).await.unwrap());
    let after = bulk::list(house, &ada).await.unwrap().remove(0);
    assert_eq!((after.seen, after.total, after.state), (50, 60, BulkState::Running));
    let cancelled = bulk::cancel(house, &ada, job.id).await.unwrap();
    assert_eq!(cancelled.state, BulkState::Cancelled);
    assert!(!bulk::step(house).await.unwrap());
    trial.later(1_000);

    bulk::begin(house, &ada, all(), tag("two")).await.unwrap();
    let job = carry_out(&trial, &ada).await;
    assert_eq!((job.seen, job.changed, job.state), (60, 60, BulkState::Done));
    let other = trial.agent("bo").await;
    let foreign = refused(bulk::cancel(house, &other, job.id).await);
    assert_eq!(foreign, Err(Refusal::not_found(Thing::BulkJob)));
}
}

on_both! {
async fn cc_08_chosen_chats_leave_as_a_file_for_those_who_may_take_them(trial) {
    manual(&trial).await;
    let ada = trial.agent("ada").await;
    let mia = trial.person("mia", &[Role::Manager]).await;
    let id = trial.guest("Guest", None).await.conversation;
    trial.take(&ada, id).await.unwrap();
    let topic = Some("=cmd|' /C calc'!A0".to_owned());
    let edit = conversations::Edit { topic, ..Default::default() };
    conversations::edit(&trial.house, &ada, id, edit).await.unwrap();
    trial.staff_says(&ada, id, "Hello, \"you\"").await;
    conversations::close(&trial.house, &ada, id, "Bye", &["VIP".to_owned()]).await.unwrap();
    let house = &trial.house;
    let export = |format| BulkTask::Export(format);
    let chosen = || Selection::Chosen(vec![id]);
    let refusal = refused(bulk::begin(house, &ada, chosen(), export(BulkFormat::Csv)).await);
    assert_eq!(refusal, Err(Refusal::NotPermitted { permission: Permission::ExportRooms }));

    bulk::begin(house, &mia, chosen(), export(BulkFormat::Csv)).await.unwrap();
    let job = carry_out(&trial, &mia).await;
    assert!(job.has_file());
    let text = file(&trial, &job).await;
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.contains(",'=cmd|' /C calc'!A0,"), "{text}");
    bulk::file(house, &mia, job.id).await.unwrap();
    let foreign = refused(bulk::file(house, &ada, job.id).await);
    assert_eq!(foreign.map(|_| ()), Err(Refusal::not_found(Thing::BulkJob)));

    let all = Selection::Filter { query: ArchiveQuery::default(), minus: vec![] };
    bulk::begin(house, &mia, all, export(BulkFormat::Json)).await.unwrap();
    let job = carry_out(&trial, &mia).await;
    let text = file(&trial, &job).await;
    assert!(text.starts_with("[\n{") && text.ends_with("}\n]\n"), "{text}");
    assert!(text.contains(r#""text":"Hello, \"you\"""#), "{text}");
}
}

on_both! {
async fn cc_12_calls_are_narrowed_down_and_ordered_by_how_long_they_took(trial) {
    let talk = talk(&trial).await;
    let mut made = Vec::new();
    for length_ms in [0, 30_000, 5_000] {
        let id = talk.calls(&trial, CallKind::Audio).await;
        trial.later(1_000);
        if length_ms > 0 {
            talk.guest_acts(&trial, CallAct::Answer(id)).await.unwrap();
            trial.later(length_ms);
        }
        talk.act(&trial, CallAct::HangUp(id)).await.unwrap();
        made.push(id);
    }
    let list = |filters: CallFilters, order, is_ascending| {
        let (house, admin) = (trial.house.clone(), trial.admin.clone());
        async move {
            let query = CallQuery { filters, order, is_ascending, ..Default::default() };
            let page = calls::list(&house, &admin, &query).await.unwrap();
            page.rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
        }
    };
    let none = CallFilters::default;
    let talked = CallOrder::Talked;
    assert_eq!(list(none(), talked, false).await, [made[1], made[2], made[0]]);
    assert_eq!(list(none(), talked, true).await, [made[0], made[2], made[1]]);
    assert_eq!(list(none(), CallOrder::Started, true).await, made);
    let of = |state| CallFilters { state: Some(state), ..none() };
    assert_eq!(list(of(CallState::Missed), CallOrder::Started, true).await, [made[0]]);
    assert_eq!(list(of(CallState::Ended), CallOrder::Started, true).await, [made[1], made[2]]);
    assert!(list(of(CallState::Failed), CallOrder::Started, true).await.is_empty());
    let inbound = CallFilters { direction: Some(Direction::Inbound), ..none() };
    assert!(list(inbound, CallOrder::Started, true).await.is_empty());
    let own = CallFilters { agent: Some(talk.agent.person.id), kind: Some(CallKind::Audio), ..none() };
    assert_eq!(list(own, CallOrder::Started, true).await.len(), 3);
}
}

on_both! {
async fn cc_09_an_old_chat_is_edited_by_those_who_may_and_nothing_is_overwritten_unseen(trial) {
    manual(&trial).await;
    let (ada, bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let id = closed(&trial, &ada, "Guest", &["one"]).await;
    let since = Some(trial.conversation(id).await.version);
    let edit = |staff: &Staff, edit: conversations::Edit| {
        let (house, staff) = (trial.house.clone(), staff.clone());
        async move { refused(conversations::edit(&house, &staff, id, edit).await) }
    };
    let topic = |topic: &str| conversations::Edit {
        topic: Some(topic.to_owned()),
        since,
        ..Default::default()
    };
    let tags = conversations::Edit { tags: Some(vec!["two".to_owned()]), since, ..Default::default() };
    let hidden = edit(&bo, topic("Mine")).await;
    assert_eq!(hidden, Err(Refusal::not_found(Thing::Conversation)));
    assert_eq!(edit(&ada, topic("Teapots")).await, Ok(()));
    // Another field of the same version is no conflict, the same one is; what is there already is none.
    assert_eq!(edit(&trial.admin, tags).await, Ok(()));
    let late = edit(&trial.admin, topic("Samovars")).await;
    let version = trial.conversation(id).await.version;
    assert_eq!(late, Err(Refusal::EditConflict { version }));
    assert_eq!(edit(&trial.admin, topic("Teapots")).await, Ok(()));
    let it = trial.conversation(id).await;
    assert_eq!((it.topic.as_str(), it.tags.as_slice()), ("Teapots", &["two".to_owned()][..]));
    let mut conn = trial.house.store.read().await.unwrap();
    let lines = store::audit::since(&mut conn, crate::trial::START, 1_000).await.unwrap();
    let edits = lines.iter().filter(|line| line.what == "conversation.edited");
    assert_eq!(edits.filter(|line| line.about == id.to_string()).count(), 2);
    trial.check_log(id).await;
}
}
