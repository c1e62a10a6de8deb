//! A hundred thousand contacts, turned over page by page.

use model::contact::{ContactOrder, ContactQuery};
use model::page::{COUNT_LIMIT, PAGE_LIMIT};
use model::permission::Reach;

use super::{list, seen::Viewer, tests::pages};
use crate::{Conn, Error, Store, clause::Value, connection::sql, on_both, samples};

const CONTACTS: i64 = 100_000;

/// Written by the database itself, because by the program it would take minutes. Contact `n` is created at `n`;
/// every fourth has the same name as its neighbours, every third never chatted.
async fn fill(store: &Store) {
    const SQLITE: &str = "INSERT INTO contacts (id, username, name, emails, phones, notes, created, last_chat, \
         version, sort_name, searched) \
         WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 99999) \
         SELECT randomblob(16), 'guest-' || n, 'Guest', '[]', '[]', '', n, \
         CASE WHEN n % 3 = 0 THEN NULL ELSE n * 7 % 5000 END, 1, \
         CAST(printf('%05d', (n * 7919 % 100000) / 4) AS BLOB), 'guest' FROM numbers";
    const POSTGRES: &str = "INSERT INTO contacts (id, username, name, emails, phones, notes, created, last_chat, \
         version, sort_name, searched) \
         SELECT gen_random_uuid(), 'guest-' || n, 'Guest', '[]', '[]', '', n, \
         CASE WHEN n % 3 = 0 THEN NULL ELSE n * 7 % 5000 END, 1, \
         convert_to(lpad(((n * 7919 % 100000) / 4)::text, 5, '0'), 'UTF8'), 'guest' \
         FROM generate_series(0::bigint, 99999) AS numbers (n)";
    let mut write = store.write().await.unwrap();
    let text = if store.is_sqlite() { SQLITE } else { POSTGRES };
    assert_eq!(change(&mut write, text).await.unwrap(), CONTACTS.cast_unsigned());
    write.commit().await.unwrap();
}

async fn change(conn: &mut Conn, text: &'static str) -> Result<u64, Error> {
    sql!(conn, change, text)
}

/// How SQLite goes about a query.
async fn steps(conn: &mut Conn, query: &str) -> Result<Vec<(i64, i64, i64, String)>, Error> {
    let text = format!("EXPLAIN QUERY PLAN {query}");
    sql!(conn, all with, text, Vec::<Value>::new())
}

/// What each contact is sorted by, and nothing where there is nothing.
const fn key(order: ContactOrder, number: i64) -> Option<i64> {
    match order {
        ContactOrder::Name => Some((number * 7919 % CONTACTS) / 4),
        ContactOrder::LastChat | ContactOrder::Best if number % 3 == 0 => None,
        ContactOrder::LastChat | ContactOrder::Best => Some(number * 7 % 5000),
        ContactOrder::Created => Some(number),
    }
}

on_both! {
    async fn cc_03_a_hundred_thousand_contacts_are_turned_over_each_once_and_in_order(store) {
        fill(&store).await;
        for (order, is_descending) in [
            (ContactOrder::Name, false),
            (ContactOrder::LastChat, true),
            (ContactOrder::Created, true),
        ] {
            let query = ContactQuery { order, is_descending, ..ContactQuery::default() };
            let all = pages(&store, &query, PAGE_LIMIT).await;
            let mut seen = vec![false; all.len()];
            for number in &all {
                let seen = &mut seen[usize::try_from(*number).unwrap()];
                assert!(!std::mem::replace(seen, true), "{number} comes twice");
            }
            assert_eq!(all.len(), usize::try_from(CONTACTS).unwrap());
            let keys: Vec<Option<i64>> = all.iter().map(|number| key(order, *number)).collect();
            let (chatted, silent) = keys.split_at(keys.iter().filter(|it| it.is_some()).count());
            assert!(silent.iter().all(Option::is_none));
            assert!(chatted.is_sorted_by(|a, b| if is_descending { a >= b } else { a <= b }));
        }
    }
}

/// Lets person 1 see the contacts up to a number.
async fn show(store: &Store, until: i64) {
    const SHOW: &str = "INSERT INTO contact_people (contact, person) SELECT id, $1 FROM contacts WHERE created < $2 \
         ON CONFLICT DO NOTHING";
    let mut write = store.write().await.unwrap();
    let person = samples::person(1).id;
    let change =
        async |conn: &mut Conn| -> Result<u64, Error> { sql!(conn, change, SHOW, person.0, until) };
    change(&mut write).await.unwrap();
    write.commit().await.unwrap();
}

#[tokio::test]
async fn cc_02_what_somebody_sees_is_counted_up_to_the_limit_however_it_is_read() {
    let scratch = crate::testing::sqlite().await;
    let store = &scratch.store;
    fill(store).await;
    let me = samples::person(1).id;
    let counted = i64::try_from(COUNT_LIMIT).unwrap();
    // The first two are gone through one by one, the last is met in the order of the list.
    for (seen, is_few, total) in
        [(7, true, 7), (counted, true, counted), (counted * 3, false, counted + 1)]
    {
        show(store, seen).await;
        let mut read = store.read().await.unwrap();
        let viewer = Viewer { reach: &Reach::Own, me };
        assert_eq!(viewer.sees_few(&mut read).await.unwrap(), is_few, "{seen}");
        let query = ContactQuery { order: ContactOrder::Created, ..ContactQuery::default() };
        let page = list(&mut read, &Reach::Own, me, &query).await.unwrap();
        assert_eq!(page.total, total.cast_unsigned());
        let first: Vec<i64> = page.rows.iter().take(7).map(|contact| contact.created.0).collect();
        assert_eq!(first, (0..7).collect::<Vec<i64>>());
    }
}

#[tokio::test]
async fn cc_03_no_page_sorts_all_contacts() {
    let scratch = crate::testing::sqlite().await;
    let mut read = scratch.store.read().await.unwrap();
    for (column, condition) in [
        ("sort_name", ""),
        ("sort_name", "WHERE (sort_name, id) > (x'00', x'00')"),
        ("created", "WHERE (created, id) < (5, x'00')"),
        ("last_chat", "WHERE last_chat IS NOT NULL AND (last_chat, id) < (5, x'00')"),
    ] {
        let direction = if condition.contains('<') { "DESC" } else { "ASC" };
        let text = format!(
            "SELECT * FROM contacts {condition} \
             ORDER BY {column} {direction}, id {direction} LIMIT 50"
        );
        for (.., step) in steps(&mut read, &text).await.unwrap() {
            assert!(step.contains(&format!("USING INDEX contacts_{}", index_of(column))), "{step}");
        }
    }
}

fn index_of(column: &str) -> &str {
    if column == "sort_name" { "name" } else { column }
}
