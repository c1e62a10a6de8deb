//! Finding closed conversations, and who may.

use std::collections::BTreeMap;

use model::{
    custom_field::{CustomField, Editors, FieldTest, Kind},
    id::{ContactId, ConversationId, CustomFieldId},
    moment::Moment,
    page::PageAt,
    permission::Staff,
    person::Role,
};

use super::*;
use crate::{
    Store,
    archive_index::{self, BETWEEN},
    conversations, departments, on_both, people,
    samples::{self, Tale},
};

async fn archived(store: &Store, tale: &Tale, text: &str) {
    tale.store(store).await;
    let mut write = store.write().await.unwrap();
    archive_index::add(&mut write, &tale.conversation, text).await.unwrap();
    write.commit().await.unwrap();
}

/// The numbers of the conversations found, by the moment each began.
async fn found(store: &Store, query: &ArchiveQuery) -> Vec<i64> {
    let mut read = store.read().await.unwrap();
    let me = samples::person(1).id;
    let page = archive(&mut read, &Reach::All, me, query).await.unwrap();
    assert_eq!(page.total, page.rows.len() as u64, "{query:?}");
    page.rows.iter().map(|conversation| conversation.created.0).collect()
}

fn searching(search: &str) -> ArchiveQuery {
    ArchiveQuery {
        search: String::from(search),
        order: ArchiveOrder::Started,
        is_ascending: true,
        ..ArchiveQuery::default()
    }
}

on_both! {
    async fn cc_08_only_closed_conversations_are_in_the_archive(store) {
        let tales = [
            Tale::of(1),
            Tale::of(2).taken(10, 1),
            Tale::of(3).taken(10, 1).closed(20, &[]),
            Tale::of(4).closed(30, &[]),
        ];
        for tale in &tales {
            archived(&store, tale, "hello").await;
        }
        assert_eq!(found(&store, &searching("")).await, [3, 4]);
        assert_eq!(found(&store, &searching("hello")).await, [3, 4]);
        let mut by_agent = searching("");
        by_agent.agent = Some(samples::person(1).id);
        assert_eq!(found(&store, &by_agent).await, [3]);
    }

    async fn cc_08_a_chat_is_in_the_archive_the_moment_it_is_closed(store) {
        let tale = Tale::of(1).taken(5, 1);
        tale.store(&store).await;
        assert_eq!(found(&store, &searching("")).await, [] as [i64; 0]);
        let before = tale.conversation.version;
        let tale = tale.closed(9, &["Refund"]);
        let mut write = store.write().await.unwrap();
        let events = &tale.events[2..];
        assert!(conversations::record(&mut write, &tale.conversation, before, events).await.unwrap());
        write.commit().await.unwrap();
        assert_eq!(found(&store, &searching("")).await, [1]);
        let mut tagged = searching("");
        tagged.tag = Some(String::from("refund"));
        assert_eq!(found(&store, &tagged).await, [1]);
    }

    async fn cc_08_closed_chats_are_filtered_by_custom_fields_of_their_own(store) {
        let field = |number, key: &str, holder, kind| CustomField {
            id: CustomFieldId(samples::id(number)),
            key: String::from(key),
            holder,
            label: String::from(key),
            kind,
            options: Vec::new(),
            pattern: String::new(),
            is_required: false,
            is_searchable: key != "secret",
            is_visible: true,
            is_asked: false,
            editors: Editors::Everybody,
            is_enabled: true,
            place: 0,
            version: 1,
        };
        let mut write = store.write().await.unwrap();
        for it in [
            field(1, "order", Holder::Conversation, Kind::Text),
            field(2, "urgent", Holder::Conversation, Kind::Checkbox),
            field(3, "secret", Holder::Conversation, Kind::Text),
            field(4, "plan", Holder::Contact, Kind::Text),
        ] {
            custom_fields::insert(&mut write, &it).await.unwrap();
        }
        write.commit().await.unwrap();
        let values: [&[(&str, &str)]; 3] = [
            &[("order", "TC-10668"), ("urgent", "true"), ("secret", "x"), ("plan", "Gold")],
            &[("order", "TC-10669"), ("secret", "x")],
            &[],
        ];
        for (number, values) in (1..).zip(values) {
            let mut tale = Tale::of(number).taken(10, 1).closed(20, &[]);
            let owned = |(key, value): &(&str, &str)| (key.to_string(), value.to_string());
            tale.conversation.fields = values.iter().map(owned).collect();
            archived(&store, &tale, "teapot").await;
        }
        let cases: [(&str, &str, &[i64]); 8] = [
            ("order", "is.tc-10668", &[1]),
            ("order", "has.TC-1066", &[1, 2]),
            ("order", "is.TC", &[]),
            ("urgent", "is.true", &[1]),
            ("urgent", "is.false", &[2, 3]),
            // Not to be asked for, a contact's, and gone.
            ("secret", "is.x", &[]),
            ("plan", "is.Gold", &[]),
            ("gone", "is.x", &[]),
        ];
        for (key, test, numbers) in cases {
            let fields: BTreeMap<_, _> = [(String::from(key), FieldTest::read(test))].into();
            for search in ["", "teapot"] {
                let query = ArchiveQuery { fields: fields.clone(), ..searching(search) };
                assert_eq!(found(&store, &query).await, numbers, "{key} {test} {search}");
                // Found by its words it is read off an index of its own.
                let query = ArchiveQuery { order: ArchiveOrder::Closed, ..query };
                assert_eq!(found(&store, &query).await.len(), numbers.len(), "{key} {test} {search}");
            }
        }
    }

    async fn cc_08_closed_chats_are_filtered(store) {
        let sales = Some(DepartmentId(samples::id(1)));
        let contact = samples::contact(7).id;
        for tale in [
            Tale::of(1).taken(10, 1).closed(100, &["Größe", "VIP"]),
            Tale::with(2, contact, sales).taken(10, 1).taken(11, 2).closed(200, &["vip"]),
            Tale::with(3, contact, sales).closed(300, &[]),
        ] {
            tale.store(&store).await;
        }
        let all = || searching("");
        let person = |number| Some(samples::person(number).id);
        let tag = |tag: &str| Some(String::from(tag));
        let cases = [
            (ArchiveQuery { agent: person(1), ..all() }, &[1_i64, 2][..]),
            (ArchiveQuery { agent: person(2), ..all() }, &[2]),
            (ArchiveQuery { agent: person(3), ..all() }, &[]),
            (ArchiveQuery { department: sales, ..all() }, &[2, 3]),
            (ArchiveQuery { contact: Some(contact), ..all() }, &[2, 3]),
            (ArchiveQuery { contact: Some(ContactId(samples::id(99))), ..all() }, &[]),
            (ArchiveQuery { tag: tag(" vip "), ..all() }, &[1, 2]),
            (ArchiveQuery { tag: tag("GROSSE"), ..all() }, &[1]),
            (ArchiveQuery { tag: tag("grösse"), ..all() }, &[1]),
            (ArchiveQuery { tag: tag("vi"), ..all() }, &[]),
            (ArchiveQuery { from: Some(Moment(200)), ..all() }, &[2, 3]),
            (ArchiveQuery { until: Some(Moment(200)), ..all() }, &[1]),
            (
                ArchiveQuery { agent: person(1), department: sales, tag: tag("vip"), ..all() },
                &[2],
            ),
        ];
        for (query, numbers) in cases {
            assert_eq!(found(&store, &query).await, numbers, "{query:?}");
        }
    }

    async fn cc_08_messages_are_searched_by_the_beginnings_of_words(store) {
        let mut parcel = Tale::of(1).named("Łukasz Żółć").closed(9, &[]);
        parcel.conversation.topic = String::from("Lost parcel");
        archived(&store, &parcel, "Où est mon colis? Numéro AB-1234-XY.").await;
        archived(&store, &Tale::of(2).closed(9, &[]), "我的包裹在哪里？ mail bob@example.com").await;
        archived(&store, &Tale::of(3).closed(9, &[]), "error404 https://example.com/a?b=c -- 'x'").await;
        let cases: &[(&str, &[i64])] = &[
            ("colis", &[1]),
            ("COL", &[1]),
            ("olis", &[]),
            ("ou numero", &[1]),
            ("numéro parcel lukasz", &[1]),
            ("1234", &[1]),
            ("ab-1234", &[1]),
            ("colis bob", &[]),
            ("包裹", &[2]),
            ("裹", &[2]),
            ("bob@example.com", &[2]),
            ("example.com", &[2, 3]),
            ("error404", &[3]),
            ("error", &[3]),
            ("a?b=c -- 'x'", &[3]),
            ("x' | y:*", &[]),
            ("\" OR \"", &[]),
            ("NOT", &[]),
            ("?!", &[]),
            ("zolc", &[1]),
        ];
        for (search, numbers) in cases {
            assert_eq!(found(&store, &searching(search)).await, *numbers, "{search}");
        }
    }

    async fn cc_08_phrases_and_minus_are_searched(store) {
        archived(&store, &Tale::of(1).closed(9, &[]), "thank you very much").await;
        archived(&store, &Tale::of(2).closed(9, &[]), &format!("you said{BETWEEN}thank your boss")).await;
        archived(&store, &Tale::of(3).closed(9, &[]), &format!("thank{BETWEEN}you")).await;
        let cases: &[(&str, &[i64])] = &[
            ("thank you", &[1, 2, 3]),
            ("\"thank you\"", &[1]),
            ("\"Thank Yo", &[1, 2]),
            ("\"you thank\"", &[]),
            ("\"you very\" -boss", &[1]),
            ("-boss", &[1, 3]),
            ("thank -\"thank you\" -boss", &[3]),
            ("-thank", &[]),
            ("-nothing", &[1, 2, 3]),
            ("thank-you", &[1, 2]),
        ];
        for (search, numbers) in cases {
            assert_eq!(found(&store, &searching(search)).await, *numbers, "{search}");
            let by_closing = ArchiveQuery { order: ArchiveOrder::Closed, ..searching(search) };
            let mut by_closing = found(&store, &by_closing).await;
            by_closing.sort_unstable();
            assert_eq!(by_closing, *numbers, "{search} by closing");
        }
    }

    async fn cc_08_operators_narrow_the_search_as_filters_do(store) {
        let sales = DepartmentId(samples::id(1));
        let mut write = store.write().await.unwrap();
        for (number, name) in [(1, "Ada Lovelace"), (2, "Grace Hopper")] {
            let person = model::person::Person { name: name.into(), ..samples::person(number) };
            people::insert(&mut write, &person, "").await.unwrap();
        }
        let mut department = samples::department(1, &[]);
        department.name = "Sales & Service".into();
        departments::insert(&mut write, &department).await.unwrap();
        write.commit().await.unwrap();
        let contact = samples::contact(7).id;
        for tale in [
            Tale::of(1).taken(10, 1).closed(100, &["Größe", "VIP"]),
            Tale::with(2, contact, Some(sales)).taken(10, 1).taken(11, 2).closed(200, &["vip"]),
            Tale::with(3, contact, Some(sales)).closed(300, &[]),
        ] {
            archived(&store, &tale, "hello tea").await;
        }
        let cases: &[(&str, &[i64])] = &[
            ("agent:ada", &[1, 2]),
            ("agent:\"ada love\"", &[1, 2]),
            ("agent:person2", &[2]),
            ("agent:grace hello", &[2]),
            ("-agent:grace", &[1, 3]),
            ("agent:nobody", &[]),
            ("agent:nobody hello", &[]),
            ("-agent:nobody hello", &[1, 2, 3]),
            ("department:sales", &[2, 3]),
            ("department:service agent:ada tea", &[2]),
            ("-department:sales", &[1]),
            ("tag:VIP", &[1, 2]),
            ("tag:grosse", &[1]),
            ("tag:vi", &[]),
            ("tea -tag:vip", &[3]),
            ("before:@200", &[1]),
            ("after:@200 tea", &[2, 3]),
            ("after:@200 before:@300", &[2]),
            ("-before:@200", &[2, 3]),
            ("before:2020-01-01", &[1, 2, 3]),
            ("has:file", &[]),
            ("-has:file tea", &[1, 2, 3]),
            ("contact:guest-2", &[2, 3]),
            ("contact:nobody tea", &[]),
            ("-contact:guest-2 tea", &[1]),
            ("colour:tea", &[]),
            ("agent: tea", &[1, 2, 3]),
        ];
        for (search, numbers) in cases {
            for order in [ArchiveOrder::Started, ArchiveOrder::Closed] {
                let query = ArchiveQuery { order, ..searching(search) };
                assert_eq!(found(&store, &query).await, *numbers, "{search} {order:?}");
            }
        }
    }

    async fn cc_08_pages_of_what_is_found_join_in_the_order_of_closing(store) {
        for number in 0..7 {
            let at = 100 + i64::try_from(number * 5 % 7 / 2).unwrap();
            archived(&store, &Tale::of(number).closed(at, &[]), "hello").await;
        }
        for is_ascending in [false, true] {
            let query = ArchiveQuery { order: ArchiveOrder::Closed, is_ascending, ..searching("hello") };
            let whole = pages(&store, &query, 200).await;
            assert_eq!(whole.len(), 7);
            let closed: Vec<i64> = whole.iter().map(|number| number * 5 % 7 / 2).collect();
            assert!(closed.is_sorted_by(|a, b| if is_ascending { a <= b } else { a >= b }), "{closed:?}");
            for limit in [1, 2, 4, 7] {
                assert_eq!(pages(&store, &query, limit).await, whole, "by {limit}");
            }
        }
    }

    async fn an_edited_conversation_is_found_by_its_new_topic(store) {
        let mut tale = Tale::of(1).closed(9, &[]);
        tale.conversation.topic = String::from("Refund");
        archived(&store, &tale, "hello").await;
        tale.conversation.topic = String::from("Exchange");
        let mut write = store.write().await.unwrap();
        archive_index::add(&mut write, &tale.conversation, "hello").await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(found(&store, &searching("exchange hello")).await, [1]);
        assert_eq!(found(&store, &searching("refund")).await, [] as [i64; 0]);
    }

    async fn pages_of_the_archive_join_without_gaps_or_doubles(store) {
        for (number, name) in (1..).zip(["b", "a", "É", "e", "zz", "a", "Z"]) {
            let tale = Tale::of(number).named(name).closed(100 + i64::try_from(number / 3).unwrap(), &[]);
            tale.store(&store).await;
        }
        for order in [ArchiveOrder::Closed, ArchiveOrder::Started, ArchiveOrder::Guest] {
            for is_ascending in [false, true] {
                let query = ArchiveQuery { order, is_ascending, ..searching("") };
                let whole = pages(&store, &query, 200).await;
                assert_eq!(whole.len(), 7);
                for limit in [1, 2, 3, 6, 7] {
                    assert_eq!(pages(&store, &query, limit).await, whole, "{order:?} by {limit}");
                }
            }
        }
        let by_name = ArchiveQuery { order: ArchiveOrder::Guest, ..searching("") };
        let names: Vec<i64> = pages(&store, &by_name, 200).await;
        assert_eq!(names.last(), Some(&5));
        let latest = ArchiveQuery { order: ArchiveOrder::Closed, ..ArchiveQuery::default() };
        let closed = pages(&store, &latest, 200).await;
        assert!(closed.starts_with(&[7]) || closed.starts_with(&[6]), "{closed:?}");
    }

    async fn a_place_of_another_order_is_refused(store) {
        let mut read = store.read().await.unwrap();
        let page = PageAt { after: Some(String::from("m.0")), limit: 10 };
        let query = ArchiveQuery { page, ..searching("") };
        let refused = archive(&mut read, &Reach::All, samples::person(1).id, &query).await;
        assert!(matches!(refused, Err(Error::NoSuchPage)));
    }

    async fn cc_02_each_role_finds_the_closed_conversations_it_may_see(store) {
        let tales = fill(&store).await;
        for staff in people() {
            for search in ["", "hello", "hello -tea", "\"hello\"", "hell"] {
              for order in [ArchiveOrder::Started, ArchiveOrder::Closed] {
                let mut read = store.read().await.unwrap();
                let (reach, me) = (staff.reach(), staff.person.id);
                let query = ArchiveQuery { order, ..searching(search) };
                let page = archive(&mut read, &reach, me, &query).await.unwrap();
                let mut found: Vec<ConversationId> = page.rows.iter().map(|it| it.id).collect();
                found.sort_by_key(|id| tales.iter().position(|tale| tale.conversation.id == *id));
                let is_seen = |tale: &&Tale| {
                    tale.conversation.stage.is_closed() && staff.sees(&tale.conversation)
                };
                let seen: Vec<ConversationId> =
                    tales.iter().filter(is_seen).map(|tale| tale.conversation.id).collect();
                assert_eq!(found, seen, "{staff:?}");
                assert_eq!(page.total, seen.len() as u64);
              }
            }
        }
    }

    async fn handling_times_are_those_of_the_last_closed_in_a_department(store) {
        let sales = Some(DepartmentId(samples::id(1)));
        for (number, department, taken, closed) in
            [(1, sales, 10, 15), (2, sales, 10, 40), (3, None, 10, 11), (4, sales, 50, 45)]
        {
            let tale = Tale::with(number, samples::contact(number).id, department);
            tale.taken(taken, 1).closed(closed, &[]).store(&store).await;
        }
        Tale::with(5, samples::contact(5).id, sales).closed(9, &[]).store(&store).await;
        Tale::with(6, samples::contact(6).id, sales).taken(9, 1).store(&store).await;
        let mut read = store.read().await.unwrap();
        assert_eq!(handling_times(&mut read, sales).await.unwrap(), [0, 30, 5]);
        assert_eq!(handling_times(&mut read, None).await.unwrap(), [1]);
        let other = Some(DepartmentId(samples::id(2)));
        assert_eq!(handling_times(&mut read, other).await.unwrap(), [] as [i64; 0]);
    }
}

async fn pages(store: &Store, query: &ArchiveQuery, limit: u32) -> Vec<i64> {
    let mut read = store.read().await.unwrap();
    let me = samples::person(1).id;
    let mut query = ArchiveQuery { page: PageAt { after: None, limit }, ..query.clone() };
    let mut all = Vec::new();
    loop {
        let page = archive(&mut read, &Reach::All, me, &query).await.unwrap();
        assert_eq!(page.total, 7);
        all.extend(page.rows.iter().map(|conversation| conversation.created.0));
        match page.next {
            Some(next) => query.page.after = Some(next),
            None => return all,
        }
    }
}

/// Conversations of departments 0, 1, 2 and none, served by persons 0 to 2, two in three of them closed.
async fn fill(store: &Store) -> Vec<Tale> {
    let mut tales = Vec::new();
    for number in 0..24 {
        let department = (number % 4 < 3).then(|| samples::department(number % 4, &[]).id);
        let tale = Tale::with(number, samples::contact(number).id, department);
        let tale = if number % 5 == 0 { tale } else { tale.taken(50, number % 3) };
        let tale = if number % 3 == 1 { tale } else { tale.closed(90, &[]) };
        archived(store, &tale, "hello").await;
        tales.push(tale);
    }
    tales
}

fn people() -> Vec<Staff> {
    let department = |number| samples::department(number, &[]).id;
    vec![
        samples::staff(0, &[Role::Agent], &[department(0)]),
        samples::staff(1, &[Role::Agent], &[]),
        samples::staff(2, &[Role::Agent, Role::Monitor], &[department(1)]),
        samples::staff(9, &[Role::Manager], &[department(1), department(2)]),
        samples::staff(9, &[Role::Manager], &[]),
        samples::staff(9, &[Role::Monitor], &[]),
        samples::staff(9, &[Role::Administrator], &[department(0)]),
        samples::staff(9, &[Role::Agent], &[department(0), department(1), department(2)]),
    ]
}
