//! Definitions, the values things are found by, and what follows when a definition changes.

use model::{
    contact::{ContactFilters, ContactQuery},
    custom_field::{Editors, FieldChange, FieldTest, Fields, Kind},
    event::{Author, EventBody},
    id::ConversationId,
    page::PageAt,
    permission::Reach,
};

use super::{chores, *};
use crate::{
    Store, contacts, conversations, on_both,
    samples::{self, Tale},
};

fn field(number: u64, key: &str) -> CustomField {
    CustomField {
        id: CustomFieldId(samples::id(number)),
        key: String::from(key),
        holder: Holder::Contact,
        label: String::from(key),
        kind: Kind::Text,
        options: Vec::new(),
        pattern: String::new(),
        is_required: false,
        is_searchable: true,
        is_visible: true,
        is_asked: false,
        editors: Editors::Everybody,
        is_enabled: true,
        place: 0,
        version: 1,
    }
}

fn fields(of: &[(&str, &str)]) -> Fields {
    of.iter().map(|(key, value)| (String::from(*key), String::from(*value))).collect()
}

async fn found(store: &Store, search: &str) -> usize {
    let mut read = store.read().await.unwrap();
    let page = PageAt { after: None, limit: 100 };
    let query = ContactQuery { search: String::from(search), page, ..ContactQuery::default() };
    let me = samples::person(1).id;
    contacts::list(&mut read, &Reach::All, me, &query).await.unwrap().rows.len()
}

async fn finish_chores(store: &Store, limit: u32) -> u32 {
    let mut steps = 0;
    loop {
        let mut write = store.write().await.unwrap();
        let is_more = chores::step(&mut write, limit).await.unwrap();
        write.commit().await.unwrap();
        if !is_more {
            return steps;
        }
        steps += 1;
    }
}

async fn with_values(store: &Store, of: u64) {
    let mut write = store.write().await.unwrap();
    for number in 1..=of {
        let mut contact = samples::contact(number);
        contact.fields = fields(&[("plan", "Größe XL"), ("other", "stays")]);
        contacts::insert(&mut write, &contact).await.unwrap();
    }
    write.commit().await.unwrap();
}

const OF_CONVERSATION: &str =
    "SELECT field, value FROM conversation_fields WHERE conversation = $1 ORDER BY field";

type Kept = Vec<(String, String)>;

async fn of_conversation(conn: &mut Conn, id: ConversationId) -> Result<Kept, Error> {
    sql!(conn, all, OF_CONVERSATION, id.0)
}

on_both! {
    async fn ma_04_definitions_are_kept_in_order_and_by_version(store) {
        let mut write = store.write().await.unwrap();
        let mut plan = CustomField { place: 2, ..field(1, "plan") };
        let city = CustomField { place: 1, ..field(2, "city") };
        let order = CustomField { holder: Holder::Conversation, ..field(3, "plan") };
        for one in [&plan, &city, &order] {
            insert(&mut write, one).await.unwrap();
        }
        let twin = insert(&mut write, &field(4, "plan")).await;
        assert!(matches!(twin, Err(Error::Duplicate)), "{twin:?}");
        assert_eq!(all(&mut write).await.unwrap(), [order, city.clone(), plan.clone()]);
        plan.label = String::from("Plan");
        plan.version = 2;
        assert!(!update(&mut write, &plan, 2).await.unwrap());
        assert!(update(&mut write, &plan, 1).await.unwrap());
        assert_eq!(find(&mut write, plan.id).await.unwrap(), Some(plan.clone()));
        remove(&mut write, plan.id).await.unwrap();
        assert_eq!(of(&mut write, Holder::Contact).await.unwrap(), [city]);
    }

    async fn cc_04_contacts_are_found_by_searchable_fields_and_by_no_others(store) {
        let mut write = store.write().await.unwrap();
        insert(&mut write, &field(1, "plan")).await.unwrap();
        let phone = CustomField { kind: Kind::Phone, ..field(2, "fax") };
        insert(&mut write, &phone).await.unwrap();
        let secret = CustomField { is_searchable: false, ..field(3, "secret") };
        insert(&mut write, &secret).await.unwrap();
        let mut contact = samples::contact(1);
        contact.fields = fields(&[
            ("plan", "Größe XL"), ("fax", "+4930901820"), ("secret", "hush"), ("gone", "lost"),
        ]);
        contacts::insert(&mut write, &contact).await.unwrap();
        write.commit().await.unwrap();
        for (search, count) in [
            ("grosse", 1), ("xl", 1), ("030 901820", 1), ("1820", 1), ("hush", 0), ("lost", 0),
        ] {
            assert_eq!(found(&store, search).await, count, "{search}");
        }
        let mut write = store.write().await.unwrap();
        contact.fields.remove("plan");
        contact.version = 2;
        assert!(contacts::update(&mut write, &contact, 1).await.unwrap());
        assert_eq!(contacts::find(&mut write, contact.id).await.unwrap(), Some(contact));
        write.commit().await.unwrap();
        assert_eq!(found(&store, "grosse").await, 0);
    }

    async fn cc_04_contacts_are_indexed_anew_step_by_step_when_a_field_becomes_searchable(store) {
        let mut write = store.write().await.unwrap();
        let mut plan = CustomField { is_searchable: false, ..field(1, "plan") };
        insert(&mut write, &plan).await.unwrap();
        write.commit().await.unwrap();
        with_values(&store, 7).await;
        assert_eq!(found(&store, "grosse").await, 0);

        let mut write = store.write().await.unwrap();
        (plan.is_searchable, plan.version) = (true, 2);
        update(&mut write, &plan, 1).await.unwrap();
        chores::start(&mut write, "plan", false).await.unwrap();
        write.commit().await.unwrap();
        // Cut short after a step: what was done stays done, and the rest goes on from there.
        let mut write = store.write().await.unwrap();
        assert!(chores::step(&mut write, 3).await.unwrap());
        write.commit().await.unwrap();
        assert_eq!(found(&store, "grosse").await, 3);
        let mut lost = store.write().await.unwrap();
        assert!(chores::step(&mut lost, 3).await.unwrap());
        drop(lost);
        assert_eq!(finish_chores(&store, 3).await, 3);
        assert_eq!(found(&store, "grosse").await, 7);
    }

    async fn ma_04_the_values_of_a_deleted_field_go_and_the_others_stay(store) {
        let mut write = store.write().await.unwrap();
        let plan = field(1, "plan");
        insert(&mut write, &plan).await.unwrap();
        insert(&mut write, &field(2, "other")).await.unwrap();
        write.commit().await.unwrap();
        with_values(&store, 5).await;
        let mut write = store.write().await.unwrap();
        remove(&mut write, plan.id).await.unwrap();
        chores::start(&mut write, "plan", true).await.unwrap();
        assert!(chores::is_removing(&mut write, "plan").await.unwrap());
        write.commit().await.unwrap();
        finish_chores(&store, 2).await;
        let mut read = store.read().await.unwrap();
        assert!(!chores::is_removing(&mut read, "plan").await.unwrap());
        let held = contacts::find(&mut read, samples::contact(3).id).await.unwrap().unwrap();
        assert_eq!((held.fields, held.version), (fields(&[("other", "stays")]), 1));
        drop(read);
        assert_eq!((found(&store, "grosse").await, found(&store, "stays").await), (0, 5));
    }

    async fn cc_09_values_of_a_conversation_are_kept_beside_it_to_be_filtered_by(store) {
        let mut tale = Tale::of(1);
        tale.store(&store).await;
        let change = |key: &str, value: &str| FieldChange {
            key: String::from(key), label: String::from(key), value: String::from(value),
        };
        for (changes, rows) in [
            (vec![change("order", "Ä-1"), change("plan", "Gold\nSilver")],
             vec![("order", "a-1"), ("plan", "gold|silver")]),
            (vec![change("order", "")], vec![("plan", "gold|silver")]),
        ] {
            let before = tale.conversation.version;
            let body =
                EventBody::Edited { topic: None, tags: None, priority: None, fields: changes };
            let event = tale.push(9, Author::System, body);
            let mut write = store.write().await.unwrap();
            let it = &tale.conversation;
            assert!(conversations::record(&mut write, it, before, &[event]).await.unwrap());
            let kept = of_conversation(&mut write, it.id).await.unwrap();
            let kept: Vec<(&str, &str)> =
                kept.iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
            assert_eq!(kept, rows);
            assert_eq!(conversations::load(&mut write, it.id).await.unwrap().as_ref(), Some(it));
            write.commit().await.unwrap();
        }
        let mut write = store.write().await.unwrap();
        chores::forget_conversations(&mut write, "plan").await.unwrap();
        let id = tale.conversation.id;
        assert_eq!(of_conversation(&mut write, id).await.unwrap(), []);
    }

    async fn cc_03_a_long_value_of_any_script_is_kept_as_far_as_an_index_holds_it(store) {
        let long: String = (0..1_000).filter_map(|n| char::from_u32(0x1_F300 + n % 700)).collect();
        let mut write = store.write().await.unwrap();
        let notes = CustomField { kind: Kind::LongText, ..field(1, "notes") };
        insert(&mut write, &notes).await.unwrap();
        let mut contact = samples::contact(1);
        contact.fields = fields(&[("notes", &long)]);
        contacts::insert(&mut write, &contact).await.unwrap();
        let part: String = long.chars().skip(400).take(100).collect();
        let tests = [("notes".to_owned(), FieldTest::Contains(part))].into();
        let filters = ContactFilters { fields: tests, ..ContactFilters::default() };
        let query = ContactQuery { filters, ..ContactQuery::default() };
        let me = samples::person(1).id;
        let page = contacts::list(&mut write, &Reach::All, me, &query).await.unwrap();
        assert_eq!(page.total, 1);
    }
}
