//! What is stored of people.

use super::*;
use crate::{departments, on_both, samples};

on_both! {
    async fn a_person_is_found_as_they_were_stored(store) {
        let mut write = store.write().await.unwrap();
        let mut person = samples::person(1);
        person.max_conversations = 4;
        insert(&mut write, &person, "hash").await.unwrap();
        let department = samples::department(1, &[(person.id, 0)]);
        departments::insert(&mut write, &department).await.unwrap();

        person.departments = vec![department.id];
        assert_eq!(find(&mut write, person.id).await.unwrap(), Some(person.clone()));
        assert_eq!(find(&mut write, samples::person(2).id).await.unwrap(), None);
        assert_eq!(all(&mut write).await.unwrap(), [person]);
    }

    async fn people_sign_in_by_username_or_email_in_any_case(store) {
        let mut write = store.write().await.unwrap();
        let mut person = samples::person(1);
        person.email = String::from("Ännchen@Example.ORG");
        insert(&mut write, &person, "hash").await.unwrap();
        for login in ["person1", " PERSON1 ", "ÄNNCHEN@example.org", "ännchen@example.org"] {
            let (found, hash) = by_login(&mut write, login).await.unwrap().unwrap();
            assert_eq!((found.id, hash.as_str()), (person.id, "hash"), "{login}");
        }
        for login in ["", "person", "person1 x", "%", "person1@example.org"] {
            assert!(by_login(&mut write, login).await.unwrap().is_none(), "{login}");
        }
    }

    async fn nobody_gets_a_username_or_email_that_is_taken(store) {
        let mut write = store.write().await.unwrap();
        insert(&mut write, &samples::person(1), "").await.unwrap();
        let mut other = samples::person(2);
        other.username = String::from("PERSON1");
        assert!(matches!(insert(&mut write, &other, "").await, Err(Error::Duplicate)));
        other = samples::person(2);
        other.email = String::from("Person1@example.org");
        assert!(matches!(insert(&mut write, &other, "").await, Err(Error::Duplicate)));

        insert(&mut write, &samples::person(2), "").await.unwrap();
        assert!(matches!(update(&mut write, &other, 1).await, Err(Error::Duplicate)));
    }

    async fn people_without_an_email_are_no_duplicates(store) {
        let mut write = store.write().await.unwrap();
        for number in 0..2 {
            let mut person = samples::person(number);
            person.email.clear();
            insert(&mut write, &person, "").await.unwrap();
        }
    }

    async fn an_edit_keeps_availability_and_refuses_an_old_version(store) {
        let mut write = store.write().await.unwrap();
        let mut person = samples::person(1);
        insert(&mut write, &person, "").await.unwrap();
        set_availability(&mut write, person.id, Availability::Busy).await.unwrap();
        set_password(&mut write, person.id, "other").await.unwrap();

        person.name = String::from("Ada");
        person.version = 2;
        assert!(!update(&mut write, &person, 2).await.unwrap());
        assert!(update(&mut write, &person, 1).await.unwrap());
        let (stored, hash) = by_login(&mut write, "person1").await.unwrap().unwrap();
        person.availability = Availability::Busy;
        assert_eq!((stored, hash.as_str()), (person, "other"));
    }

    async fn people_are_sorted_by_name_without_accents(store) {
        let mut write = store.write().await.unwrap();
        let names = ["zoe", "Ångström", "adam", "Éva", "Bert"];
        for (number, name) in (0_u64..).zip(names) {
            let mut person = samples::person(number);
            person.name = String::from(name);
            insert(&mut write, &person, "").await.unwrap();
        }
        let sorted: Vec<String> =
            all(&mut write).await.unwrap().into_iter().map(|person| person.name).collect();
        assert_eq!(sorted, ["adam", "Ångström", "Bert", "Éva", "zoe"]);
    }

    async fn only_administrators_who_can_sign_in_are_counted(store) {
        let mut write = store.write().await.unwrap();
        for (number, role, is_enabled) in [
            (1, Role::Administrator, true),
            (2, Role::Administrator, false),
            (3, Role::Manager, true),
        ] {
            let mut person = samples::person(number);
            person.roles = person.roles.with(role);
            person.is_enabled = is_enabled;
            insert(&mut write, &person, "").await.unwrap();
        }
        assert_eq!(count_administrators(&mut write).await.unwrap(), 1);
    }
}
