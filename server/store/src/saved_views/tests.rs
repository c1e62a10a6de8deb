//! Views kept, and seen by those they are for.

use model::{id::DepartmentId, person::Role};

use super::*;
use crate::{departments, on_both, people, samples};

fn view(number: u64, scope: Scope) -> SavedView {
    SavedView {
        id: ViewId(samples::id(number)),
        listing: Listing::Chats,
        name: format!("View {number}"),
        state: String::from("tag=refund&sort=closed"),
        scope,
        owner: samples::person_ref(1),
        version: 1,
    }
}

async fn names(conn: &mut Conn, staff: &Staff) -> Vec<String> {
    let views = visible(conn, staff, Listing::Chats).await.unwrap();
    views.into_iter().map(|view| view.name).collect()
}

on_both! {
    async fn cc_01_views_are_seen_by_those_they_are_for(store) {
        let mut write = store.write().await.unwrap();
        for number in 1..=3 {
            people::insert(&mut write, &samples::person(number), "").await.unwrap();
        }
        let support = samples::department(1, &[(samples::person(2).id, 0)]);
        departments::insert(&mut write, &support).await.unwrap();
        let own = view(1, Scope::Private(samples::person(1).id));
        let shared = view(2, Scope::Departments(vec![support.id]));
        let all = view(3, Scope::Public);
        for one in [&own, &shared, &all] {
            insert(&mut write, one, Moment(1)).await.unwrap();
            assert_eq!(find(&mut write, one.id).await.unwrap().as_ref(), Some(one));
        }
        let staff = |number, role| samples::staff(number, &[role], &[] as &[DepartmentId]);
        assert_eq!(names(&mut write, &staff(1, Role::Agent)).await, ["View 1", "View 3"]);
        assert_eq!(names(&mut write, &staff(2, Role::Agent)).await, ["View 2", "View 3"]);
        assert_eq!(names(&mut write, &staff(3, Role::Agent)).await, ["View 3"]);
        assert_eq!(names(&mut write, &staff(3, Role::Manager)).await, ["View 2", "View 3"]);
        let none = visible(&mut write, &staff(1, Role::Agent), Listing::Calls).await.unwrap();
        assert!(none.is_empty());
        assert_eq!(count(&mut write, own.owner.id, Listing::Chats).await.unwrap(), 3);
    }

    async fn cc_01_a_view_is_changed_once_from_each_version_and_deleted(store) {
        let mut write = store.write().await.unwrap();
        people::insert(&mut write, &samples::person(1), "").await.unwrap();
        let it = view(1, Scope::Public);
        insert(&mut write, &it, Moment(1)).await.unwrap();
        let renamed = SavedView { name: String::from("Refunds"), version: 2, ..it.clone() };
        assert!(update(&mut write, &renamed, 1).await.unwrap());
        assert!(!update(&mut write, &renamed, 1).await.unwrap());
        assert_eq!(find(&mut write, it.id).await.unwrap(), Some(renamed));
        remove(&mut write, it.id).await.unwrap();
        assert_eq!(find(&mut write, it.id).await.unwrap(), None);
    }

    async fn cc_01_each_person_has_columns_of_their_own(store) {
        let mut write = store.write().await.unwrap();
        let me = samples::person(1);
        people::insert(&mut write, &me, "").await.unwrap();
        let usual = ListingTaste::default();
        assert_eq!(taste(&mut write, me.id, Listing::Calls).await.unwrap(), usual);
        let chosen = ListingTaste { columns: vec![String::from("guest")], start: None };
        for one in [&usual, &chosen] {
            save_taste(&mut write, me.id, Listing::Calls, one).await.unwrap();
            assert_eq!(taste(&mut write, me.id, Listing::Calls).await.unwrap(), *one);
        }
        assert_eq!(taste(&mut write, me.id, Listing::Chats).await.unwrap(), usual);
    }
}
