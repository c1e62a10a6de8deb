//! A database as the version before the indexes were numbered left it is found through like a new one after its first start.

use model::{
    archive::ArchiveQuery,
    contact::{Contact, ContactOrder, ContactQuery},
    moment::Moment,
    page::PageAt,
    permission::Reach,
};

use super::*;
use crate::{
    events,
    fold::fold,
    migrations, on_both,
    samples::{self, Tale},
    testing::{self, Scratch},
};

/// The last step that version knew.
const OLD: i64 = 17;
/// More than are done in one transaction.
const CONTACTS: u64 = 1_100;
/// The contacts that chatted.
const CHATTED: std::ops::Range<u64> = 10..13;
const ERASED: u64 = 20;
const MERGED: u64 = 21;

// As that version wrote them.
const INSERT_CONTACT: &str = "INSERT INTO contacts (id, username, name, emails, phones, notes, created, last_chat, \
     last_conversation, version, sort_name, searched, fields) \
     VALUES ($1, $2, $3, $4, $5, '', $6, $7, $8, 1, $9, $10, '{}')";
const NUMBER_CONTACT: &str = "INSERT INTO contact_numbers (contact) VALUES ($1)";
const INDEX_CONTACT: &str = "INSERT INTO contact_parts (rowid, searched) \
     SELECT number, $2 FROM contact_numbers WHERE contact = $1";
const ERASE: &str = "UPDATE contacts SET name = '', username = 'erased-1', emails = '[]', phones = '[]', \
     searched = '', erased = 1 WHERE id = $1";
const MERGE: &str = "UPDATE contacts SET merged_into = $2 WHERE id = $1";
const INSERT_CONVERSATION: &str = "INSERT INTO conversations (id, version, head, facts, stage, contact, channel, \
     priority, declined, created, arrived, closed, guest) \
     VALUES ($1, $2, $3, 0, $4, $5, 'chat', 0, '[[],null]', $6, $6, $7, $8)";
const ADD_PERSON: &str = "INSERT INTO conversation_people (person, conversation) VALUES ($1, $2)";
const NUMBER_CONVERSATION: &str = "INSERT INTO archive_numbers (conversation) VALUES ($1)";
const INDEX_CONVERSATION: &str = "INSERT INTO archive_words (rowid, words) \
     SELECT number, $2 FROM archive_numbers WHERE conversation = $1";
const INDEX_ON_POSTGRES: &str = "INSERT INTO archive_words (conversation, words) \
     VALUES ($1, array_to_tsvector(string_to_array($2, ' ')))";

fn person(number: u64) -> Contact {
    let mut contact = samples::contact(number);
    contact.name = format!("Zoë Number {number}");
    contact.emails = vec![format!("zoe{number}@tea.example")];
    contact.phones = vec![format!("+43660{:07}", number)];
    if CHATTED.contains(&number) {
        contact.last_chat = Some(Moment(i64::try_from(number).unwrap() * 1_000));
    }
    contact
}

/// The closed chat of a contact: served by person 4, with two messages.
fn chat(number: u64) -> Tale {
    let tale = Tale::with(number, samples::contact(number).id, None);
    let tale = tale.taken(50, 4).says("Where is my café order");
    tale.says(&format!("Order {number} please")).closed(i64::try_from(number).unwrap() * 1_000, &[])
}

async fn keep_contact(conn: &mut Conn, contact: &Contact) -> Result<(), Error> {
    let id = contact.id.0;
    let phone = contact.phones[0].trim_start_matches('+');
    let searched = [&contact.username, &contact.name, &contact.emails[0]].map(|text| fold(text));
    let searched = format!("{}\n{phone}", searched.join("\n"));
    let (emails, phones) = (
        serde_json::to_string(&contact.emails).unwrap(),
        serde_json::to_string(&contact.phones).unwrap(),
    );
    let chatted = contact.last_chat.map(|at| at.0);
    sql!(
        conn,
        change,
        INSERT_CONTACT,
        id,
        &contact.username,
        &contact.name,
        emails,
        phones,
        contact.created.0,
        chatted,
        chatted.map(|_| samples::id(1)),
        contact.name.as_bytes(),
        &searched,
    )?;
    if conn.is_sqlite() {
        sql!(conn, change, NUMBER_CONTACT, id)?;
        sql!(conn, change, INDEX_CONTACT, id, &searched)?;
    }
    Ok(())
}

async fn keep_chat(conn: &mut Conn, tale: &Tale) -> Result<(), Error> {
    let it = &tale.conversation;
    let closed = it.closed_at().map(|at| at.0);
    let head = serde_json::to_string(it).unwrap();
    let (stage, guest) = (it.stage.name().as_str(), it.contact.name.as_bytes());
    let (id, version, created) = (it.id.0, i64::from(it.version), it.created.0);
    sql!(
        conn,
        change,
        INSERT_CONVERSATION,
        id,
        version,
        head,
        stage,
        it.contact.id.0,
        created,
        closed,
        guest
    )?;
    events::append(conn, it.id, &tale.events).await?;
    for person in &it.served {
        sql!(conn, change, ADD_PERSON, person.0, id)?;
    }
    if closed.is_none() {
        return Ok(());
    }
    let words = "guest order cafe";
    if conn.is_sqlite() {
        sql!(conn, change, NUMBER_CONVERSATION, id)?;
        sql!(conn, change, INDEX_CONVERSATION, id, words)?;
    } else {
        sql!(conn, change, INDEX_ON_POSTGRES, id, words)?;
    }
    Ok(())
}

async fn fill(store: &Store) -> Result<(), Error> {
    let mut write = store.write().await?;
    for number in 0..CONTACTS {
        keep_contact(&mut write, &person(number)).await?;
    }
    let [erased, merged, into] = [ERASED, MERGED, 22].map(|number| samples::contact(number).id.0);
    sql!(&mut *write, change, ERASE, erased)?;
    sql!(&mut *write, change, MERGE, merged, into)?;
    for number in CHATTED {
        keep_chat(&mut write, &chat(number)).await?;
    }
    let open = Tale::with(30, samples::contact(30).id, None).says("still talking of an order");
    keep_chat(&mut write, &open).await?;
    write.commit().await
}

/// The numbers of the contacts that are found.
async fn found(store: &Store, search: &str) -> Vec<i64> {
    let mut read = store.read().await.unwrap();
    let order = ContactOrder::Best;
    let page = PageAt { after: None, limit: 200 };
    let query = ContactQuery { search: search.to_owned(), order, page, ..ContactQuery::default() };
    let page = contacts::list(&mut read, &Reach::All, samples::person(9).id, &query).await.unwrap();
    page.rows.iter().map(|contact| contact.created.0).collect()
}

/// The moments at which the chats were closed that somebody finds.
async fn chats(store: &Store, reach: Reach, search: &str) -> Vec<i64> {
    let mut read = store.read().await.unwrap();
    let query = ArchiveQuery { search: search.to_owned(), ..ArchiveQuery::default() };
    let me = samples::person(4).id;
    let page = crate::conversations::archive(&mut read, &reach, me, &query).await.unwrap();
    page.rows.iter().map(|it| it.closed_at().unwrap().0).collect()
}

/// What is still to be made anew.
async fn left(store: &Store) -> Result<Vec<(String, Option<Uuid>)>, Error> {
    sql!(&mut *store.read().await?, all, WHERE)
}

async fn check(store: &Store) {
    assert_eq!(left(store).await.unwrap(), []);
    // The first and the last one, by name, email, number, and any part of them.
    assert_eq!(found(store, "zoe number 1099").await, [1_099]);
    assert_eq!(found(store, "ZOË umber 0").await.len(), 200);
    assert_eq!(found(store, "oe1098@tea").await, [1_098]);
    assert_eq!(found(store, "+43 660 000 1097").await, [1_097]);
    assert_eq!(found(store, "0660 / 0001096").await, [1_096]);
    // Whoever chatted last comes first.
    assert_eq!(found(store, "zoe").await[..3], [12, 11, 10]);
    assert!(!found(store, "number 20").await.contains(&20), "erased");
    assert_eq!(found(store, "erased").await, [] as [i64; 0]);
    assert_eq!(found(store, "zoe21@tea.example").await, [] as [i64; 0], "part of another");

    let mut read = store.read().await.unwrap();
    let by_phone = crate::contacts::by_phone(&mut read, "+436600001097").await.unwrap();
    assert_eq!(by_phone.unwrap().id, samples::contact(1_097).id);
    drop(read);

    assert_eq!(chats(store, Reach::All, "order").await, [12_000, 11_000, 10_000]);
    assert_eq!(chats(store, Reach::All, "cafe ord").await, [12_000, 11_000, 10_000]);
    assert_eq!(chats(store, Reach::All, "\"order 11 please\"").await, [11_000]);
    assert_eq!(chats(store, Reach::All, "\"order order\"").await, [] as [i64; 0]);
    assert_eq!(chats(store, Reach::All, "order -11").await, [12_000, 10_000]);
    // Who served is among the words now.
    assert_eq!(chats(store, Reach::Own, "please").await, [12_000, 11_000, 10_000]);
}

async fn first_start(scratch: Scratch) {
    fill(&scratch.store).await.unwrap();
    scratch.store.clone().close().await;
    let store = Store::open(&scratch.url).await.unwrap();
    check(&store).await;
    store.close().await;
}

async fn one_step(store: &Store) -> Result<(), Error> {
    let mut write = store.write().await?;
    let last = contacts_behind(&mut write, None).await?;
    assert!(last.is_some());
    sql!(&mut *write, change, AFTER, "contacts", last)?;
    write.commit().await
}

/// The first start is cut short after a step.
async fn second_start(scratch: Scratch) {
    fill(&scratch.store).await.unwrap();
    scratch.store.clone().close().await;
    let begun = Store::brought_to(&scratch.url, migrations::NEWEST).await.unwrap();
    assert_eq!(left(&begun).await.unwrap().len(), 2);
    one_step(&begun).await.unwrap();
    begun.close().await;
    let store = Store::open(&scratch.url).await.unwrap();
    check(&store).await;
    store.close().await;
}

#[tokio::test]
async fn cc_04_cc_08_what_an_older_version_stored_is_found_after_the_first_start_sqlite() {
    first_start(testing::old_sqlite(OLD).await).await;
}

#[tokio::test]
async fn cc_04_cc_08_what_an_older_version_stored_is_found_after_the_first_start_postgres() {
    first_start(testing::old_postgres(OLD).await).await;
}

#[tokio::test]
async fn cc_04_cc_08_a_first_start_that_was_cut_short_is_gone_on_with_sqlite() {
    second_start(testing::old_sqlite(OLD).await).await;
}

#[tokio::test]
async fn cc_04_cc_08_a_first_start_that_was_cut_short_is_gone_on_with_postgres() {
    second_start(testing::old_postgres(OLD).await).await;
}

on_both! {
    async fn cc_04_a_database_of_this_version_has_nothing_to_catch_up_with(store) {
        assert_eq!(left(&store).await.unwrap(), []);
    }
}
