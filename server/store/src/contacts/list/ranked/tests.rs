//! The order in which contacts are found, however many there are, against one that ranks them all.

use model::{
    contact::ContactOrder,
    id::{ContactId, PersonId},
    moment::Moment,
    page::PageAt,
    permission::Reach,
    terms,
};

use super::*;
use crate::{Store, contacts, erasures, fold::fold, merges, on_both, samples};

/// Enough of one name that they are read off the index.
const MANY: u64 = 1_300;
/// Every so many-th contact is seen by person 1, and by person 2.
const MANY_SEEN: i64 = 2;
const FEW_SEEN: i64 = 26;

/// Contact `n`: every fifth an Anna, every seventh an Annabel, the others a Susanna; every third never chatted.
fn person(number: u64) -> Contact {
    let mut contact = samples::contact(number);
    contact.name = match number {
        n if n.is_multiple_of(5) => format!("Anna Number {n}"),
        n if n.is_multiple_of(7) => format!("Annabel Number {n}"),
        n => format!("Susanna Number {n}"),
    };
    contact.username = format!("u{number}");
    // Not in the order in which they are stored.
    let at = i64::try_from(number * 7_919 % MANY).unwrap() * 1_000;
    contact.last_chat = (!number.is_multiple_of(3)).then_some(Moment(at));
    contact
}

async fn fill(store: &Store, count: u64) -> Vec<Contact> {
    let all: Vec<Contact> = (0..count).map(person).collect();
    let mut write = store.write().await.unwrap();
    for contact in &all {
        contacts::insert(&mut write, contact).await.unwrap();
        for (person, every) in [(1, MANY_SEEN), (2, FEW_SEEN)] {
            if contact.created.0 % every == 0 {
                contacts::made_by(&mut write, contact.id, samples::person(person).id)
                    .await
                    .unwrap();
            }
        }
    }
    write.commit().await.unwrap();
    all
}

type Ranked = (terms::Fit, std::cmp::Reverse<Option<Moment>>);

fn rank(contact: &Contact, search: &str) -> Option<Ranked> {
    let text = terms::edged(&fold(&format!("{} {}", contact.username, contact.name)));
    let fit = terms::fit(&search::terms(search), &text)?;
    Some((fit, std::cmp::Reverse(contact.last_chat)))
}

/// An administrator, somebody who sees many and somebody who sees few; and every how many-th contact they see.
fn viewers() -> [(Reach, PersonId, i64); 3] {
    let me = |number| samples::person(number).id;
    [(Reach::All, me(9), 1), (Reach::Own, me(1), MANY_SEEN), (Reach::Own, me(2), FEW_SEEN)]
}

/// Everybody on all pages.
async fn pages(
    store: &Store,
    viewer: (&Reach, PersonId),
    search: &str,
    limit: u32,
) -> Vec<Contact> {
    let mut read = store.read().await.unwrap();
    let mut query = ContactQuery {
        search: search.to_owned(),
        order: ContactOrder::Best,
        page: PageAt { after: None, limit },
        ..ContactQuery::default()
    };
    let mut all = Vec::new();
    loop {
        let page = contacts::list(&mut read, viewer.0, viewer.1, &query).await.unwrap();
        all.extend(page.rows);
        match page.next {
            Some(next) => query.page.after = Some(next),
            None => return all,
        }
    }
}

async fn check(store: &Store, all: &[Contact], search: &str, limit: u32) {
    for (reach, me, every) in viewers() {
        check_for(store, all, (&reach, me, every), (search, limit)).await;
    }
}

async fn check_for(
    store: &Store,
    all: &[Contact],
    (reach, me, every): (&Reach, PersonId, i64),
    (search, limit): (&str, u32),
) {
    let sees = |contact: &&Contact| contact.created.0 % every == 0;
    let mut wanted: Vec<Ranked> =
        all.iter().filter(sees).filter_map(|contact| rank(contact, search)).collect();
    wanted.sort();
    let viewer = (reach, me);
    let found = pages(store, viewer, search, limit).await;
    let ranks: Vec<Ranked> = found.iter().filter_map(|contact| rank(contact, search)).collect();
    assert_eq!(ranks, wanted, "{search} by {limit}");
    let mut ids: Vec<ContactId> = found.iter().map(|contact| contact.id).collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), found.len(), "{search}: somebody comes twice");
    assert!(found.iter().all(|contact| sees(&contact)));
}

on_both! {
    async fn cc_04_what_fits_best_comes_first_then_the_last_chat(store) {
        let all = fill(&store, 60).await;
        for search in ["anna", "ann", "annab", "nn", "a", "number 1", "susanna 11", "anna u5"] {
            for limit in [7, 200] {
                check(&store, &all, search, limit).await;
            }
        }
    }

    async fn cc_04_many_are_ranked_as_few_are_and_pages_join(store) {
        let all = fill(&store, MANY).await;
        let me = samples::person(1).id;
        for search in ["anna", "number", "um", "n"] {
            check(&store, &all, search, 200).await;
        }
        check(&store, &all, "anna", 37).await;
        let mut read = store.read().await.unwrap();
        let query = ContactQuery { search: "number".into(), order: ContactOrder::Best, ..ContactQuery::default() };
        let page = contacts::list(&mut read, &Reach::All, me, &query).await.unwrap();
        assert_eq!(page.total, COUNT_LIMIT + 1);
        let own = contacts::list(&mut read, &Reach::Own, me, &query).await.unwrap();
        assert_eq!(own.total, MANY / 2);
    }

    async fn cc_04_whoever_chats_moves_up(store) {
        fill(&store, MANY).await;
        let me = samples::person(1).id;
        let last = pages(&store, (&Reach::All, me), "number", 200).await.pop().unwrap();
        let mut write = store.write().await.unwrap();
        let it = samples::Tale::of(1).conversation.id;
        contacts::note_chat(&mut write, last.id, it, Moment(i64::from(u32::MAX))).await.unwrap();
        write.commit().await.unwrap();
        let first = pages(&store, (&Reach::All, me), "number", 200).await.swap_remove(0);
        assert_eq!(first.id, last.id);
    }

    async fn cc_04_nobody_finds_who_is_erased_or_part_of_another(store) {
        fill(&store, MANY).await;
        let [gone, away, into] = [26, 52, 78].map(|number| samples::contact(number).id);
        let mut write = store.write().await.unwrap();
        erasures::begin(&mut write, gone, samples::person(9).id, Moment(5)).await.unwrap();
        assert!(merges::hide(&mut write, away, 1, into).await.unwrap());
        write.commit().await.unwrap();
        check_unseen(&store, &[gone, away]).await;

        // What indexes them anew, a changed definition or a chat that ends, does not bring them back.
        let mut write = store.write().await.unwrap();
        let it = samples::Tale::of(1).conversation.id;
        for id in [gone, away] {
            contacts::refresh(&mut write, id, None).await.unwrap();
            contacts::note_chat(&mut write, id, it, Moment(7)).await.unwrap();
        }
        write.commit().await.unwrap();
        check_unseen(&store, &[gone, away]).await;

        let mut write = store.write().await.unwrap();
        merges::show(&mut write, away).await.unwrap();
        write.commit().await.unwrap();
        let (reach, me) = (Reach::All, samples::person(9).id);
        let found = pages(&store, (&reach, me), "u52", 200).await;
        assert!(found.iter().any(|contact| contact.id == away));
        check_unseen(&store, &[gone]).await;
    }
}

/// In whatever order, by few words and by many, whoever looks; and they are not counted.
async fn check_unseen(store: &Store, ids: &[ContactId]) {
    let mut read = store.read().await.unwrap();
    let searches = ["number", "susanna", "number 26", "number 52", "u26", "u52", "erased", "e"];
    for ((reach, me, _), search) in
        viewers().iter().flat_map(|viewer| searches.map(|search| (viewer, search)))
    {
        for order in [ContactOrder::Best, ContactOrder::LastChat, ContactOrder::Name] {
            let search = search.to_owned();
            let page = PageAt { after: None, limit: 200 };
            let mut query = ContactQuery { search, order, page, ..ContactQuery::default() };
            let (mut seen, mut total) = (0, 0);
            loop {
                let page = contacts::list(&mut read, reach, *me, &query).await.unwrap();
                let is_unseen = |contact: &Contact| !ids.contains(&contact.id);
                assert!(page.rows.iter().all(is_unseen), "{order:?} {}", query.search);
                seen += page.rows.len() as u64;
                total = page.total.max(total);
                let Some(next) = page.next else { break };
                query.page.after = Some(next);
            }
            assert_eq!(total, seen.min(COUNT_LIMIT + 1), "{order:?} {}", query.search);
        }
    }
}
