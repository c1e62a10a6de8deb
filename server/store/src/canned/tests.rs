//! Who sees which responses, and what edits and uses do to them.

use model::person::Role;

use super::*;
use crate::{Store, departments, on_both, people, samples};

fn response(number: u64, shortcut: &str, scope: Scope) -> CannedResponse {
    CannedResponse {
        id: CannedId(samples::id(1_000 + number)),
        shortcut: String::from(shortcut),
        text: String::from("Hello {{contact.name}}"),
        scope,
        tags: vec![String::from("greeting")],
        uses: 0,
        created_by: samples::person_ref(0),
        created: Moment(1_000),
        version: 1,
    }
}

/// Two people; the first is in department 1, nobody in department 2.
async fn workspace(store: &Store) -> (Staff, Staff) {
    let mut write = store.write().await.unwrap();
    for number in 0..2 {
        people::insert(&mut write, &samples::person(number), "").await.unwrap();
    }
    let first = samples::person(0).id;
    departments::insert(&mut write, &samples::department(1, &[(first, 0)])).await.unwrap();
    departments::insert(&mut write, &samples::department(2, &[])).await.unwrap();
    write.commit().await.unwrap();
    let ids = [samples::department(1, &[]).id];
    (samples::staff(0, &[Role::Agent], &ids), samples::staff(1, &[Role::Agent], &[]))
}

fn shortcuts(responses: &[CannedResponse]) -> Vec<&str> {
    responses.iter().map(|it| it.shortcut.as_str()).collect()
}

on_both! {
    async fn cr_02_everybody_sees_their_own_those_of_their_departments_and_public_ones(store) {
        let (ada, bo) = workspace(&store).await;
        let of = |number| Scope::Departments(vec![samples::department(number, &[]).id]);
        let mut write = store.write().await.unwrap();
        for (number, shortcut, scope) in [
            (1, "public", Scope::Public),
            (2, "mine", Scope::Private(ada.person.id)),
            (3, "theirs", Scope::Private(bo.person.id)),
            (4, "here", of(1)),
            (5, "there", of(2)),
        ] {
            insert(&mut write, &response(number, shortcut, scope)).await.unwrap();
        }
        assert_eq!(shortcuts(&visible(&mut write, &ada).await.unwrap()), ["mine", "here", "public"]);
        assert_eq!(shortcuts(&visible(&mut write, &bo).await.unwrap()), ["theirs", "public"]);
        let manager = samples::staff(0, &[Role::Manager], &[]);
        let all = visible(&mut write, &manager).await.unwrap();
        assert_eq!(shortcuts(&all), ["mine", "here", "there", "public"]);
        assert_eq!(count(&mut write).await.unwrap(), 5);
        let found = find(&mut write, response(4, "", Scope::Public).id).await.unwrap();
        assert_eq!(found, Some(response(4, "here", of(1))));
    }

    async fn cr_03_an_edit_replaces_the_departments_and_refuses_an_old_version(store) {
        let (ada, _) = workspace(&store).await;
        let of = |number| Scope::Departments(vec![samples::department(number, &[]).id]);
        let mut write = store.write().await.unwrap();
        insert(&mut write, &response(1, "hi", of(1))).await.unwrap();
        let mut edited = response(1, "hello", of(2));
        edited.version = 2;
        assert!(!update(&mut write, &edited, 2).await.unwrap());
        assert!(update(&mut write, &edited, 1).await.unwrap());
        assert_eq!(visible(&mut write, &ada).await.unwrap(), []);
        assert_eq!(find(&mut write, edited.id).await.unwrap(), Some(edited.clone()));
        remove(&mut write, edited.id).await.unwrap();
        assert_eq!(find(&mut write, edited.id).await.unwrap(), None);
    }

    async fn cr_03_a_use_counts_only_for_whoever_sees_it_and_is_no_edit(store) {
        let (ada, bo) = workspace(&store).await;
        let mut write = store.write().await.unwrap();
        let mine = response(1, "mine", Scope::Private(ada.person.id));
        insert(&mut write, &mine).await.unwrap();
        count_use(&mut write, &ada, mine.id).await.unwrap();
        count_use(&mut write, &bo, mine.id).await.unwrap();
        let found = find(&mut write, mine.id).await.unwrap().unwrap();
        assert_eq!((found.uses, found.version), (1, 1));
        assert_eq!(revision(&mut write).await.unwrap(), 0);
        assert_eq!(advance(&mut write).await.unwrap(), 1);
    }

    async fn a_shortcut_stands_once_in_a_scope(store) {
        let (ada, _) = workspace(&store).await;
        let mut write = store.write().await.unwrap();
        insert(&mut write, &response(1, "hi", Scope::Public)).await.unwrap();
        insert(&mut write, &response(2, "hi", Scope::Private(ada.person.id))).await.unwrap();
        let twin = insert(&mut write, &response(3, "hi", Scope::Public)).await;
        assert!(matches!(twin, Err(Error::Duplicate)), "{twin:?}");
    }
}
