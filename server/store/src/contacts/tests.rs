//! What is stored of contacts.

use model::person::PersonRef;

use super::*;
use crate::{
    on_both,
    samples::{self, Tale},
};

on_both! {
    async fn a_contact_is_found_as_it_was_stored(store) {
        let mut write = store.write().await.unwrap();
        let mut contact = samples::contact(1);
        contact.emails = vec![String::from("a@b.example"), String::from("c@d.example")];
        contact.phones = vec![String::from("+436601234567")];
        contact.notes = String::from("calls\nat noon");
        contact.manager = Some(samples::person_ref(3));
        contact.last_chat = Some(Moment(5));
        contact.last_conversation = Some(Tale::of(1).conversation.id);
        insert(&mut write, &contact).await.unwrap();
        assert_eq!(find(&mut write, contact.id).await.unwrap(), Some(contact.clone()));
        assert_eq!(find(&mut write, samples::contact(2).id).await.unwrap(), None);

        let mut same_name = samples::contact(2);
        same_name.username = contact.username;
        assert!(matches!(insert(&mut write, &same_name).await, Err(Error::Duplicate)));
    }

    async fn an_edit_refuses_an_old_version_and_leaves_the_last_chat(store) {
        let mut write = store.write().await.unwrap();
        let mut contact = samples::contact(1);
        contact.emails = vec![String::from("old@b.example")];
        insert(&mut write, &contact).await.unwrap();
        let last = Tale::of(1).conversation.id;
        note_chat(&mut write, contact.id, last, Moment(9)).await.unwrap();

        contact.name = String::from("Ada");
        contact.emails = vec![String::from("New@b.example")];
        contact.manager = Some(samples::person_ref(3));
        contact.version = 2;
        assert!(!update(&mut write, &contact, 2).await.unwrap());
        assert!(update(&mut write, &contact, 1).await.unwrap());
        (contact.last_chat, contact.last_conversation) = (Some(Moment(9)), Some(last));
        assert_eq!(by_email(&mut write, " NEW@B.example").await.unwrap(), Some(contact));
        assert_eq!(by_email(&mut write, "old@b.example").await.unwrap(), None);
    }

    async fn the_oldest_contact_with_an_email_is_found(store) {
        let mut write = store.write().await.unwrap();
        for number in [5, 3, 4] {
            let mut contact = samples::contact(number);
            contact.emails = vec![String::from("same@b.example"), format!("{number}@b.example")];
            insert(&mut write, &contact).await.unwrap();
        }
        let found = by_email(&mut write, "same@b.example").await.unwrap();
        assert_eq!(found.map(|contact| contact.id), Some(samples::contact(3).id));
    }

    async fn guests_are_numbered_without_doubles(store) {
        let mut tasks = Vec::new();
        for _ in 0..16 {
            let store = store.clone();
            tasks.push(tokio::spawn(async move {
                let mut write = store.write().await.unwrap();
                let number = next_guest_number(&mut write).await.unwrap();
                write.commit().await.unwrap();
                number
            }));
        }
        let mut numbers = Vec::new();
        for task in tasks {
            numbers.push(task.await.unwrap());
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=16).collect::<Vec<u64>>());
    }

    async fn cc_14_a_number_finds_whoever_has_just_that_number_the_oldest_first(store) {
        let mut write = store.write().await.unwrap();
        // Many in whose numbers it is a part.
        for number in 0..30 {
            let phones = vec![format!("+4366012345{number:02}")];
            let contact = Contact { phones, ..samples::contact(number) };
            insert(&mut write, &contact).await.unwrap();
        }
        assert_eq!(by_phone(&mut write, "+4366012345").await.unwrap(), None);
        let mut all = Vec::new();
        for number in [31, 30] {
            let phones = vec![String::from("+4366012345")];
            let contact = Contact { phones, ..samples::contact(number) };
            insert(&mut write, &contact).await.unwrap();
            all.push(contact);
        }
        assert_eq!(by_phone(&mut write, "+4366012345").await.unwrap().unwrap().id, all[1].id);
        all[1].phones = vec![String::from("+43170000")];
        all[1].version = 2;
        assert!(update(&mut write, &all[1], 1).await.unwrap());
        assert_eq!(by_phone(&mut write, "+4366012345").await.unwrap().unwrap().id, all[0].id);
        assert_eq!(by_phone(&mut write, "+43170000").await.unwrap().unwrap().id, all[1].id);
    }

    async fn the_last_chat_only_moves_forward(store) {
        let mut write = store.write().await.unwrap();
        let contact = samples::contact(1);
        insert(&mut write, &contact).await.unwrap();
        for (at, number) in [(5, 1), (9, 2), (7, 3)] {
            let id = Tale::of(number).conversation.id;
            note_chat(&mut write, contact.id, id, Moment(at)).await.unwrap();
        }
        let contact = find(&mut write, contact.id).await.unwrap().unwrap();
        assert_eq!(contact.last_chat, Some(Moment(9)));
        assert_eq!(contact.last_conversation, Some(Tale::of(2).conversation.id));
    }

    async fn a_contact_is_in_reach_of_who_served_made_or_manages_it(store) {
        let department = samples::department(7, &[]).id;
        let id = samples::contact(1).id;
        Tale::with(1, id, Some(department)).taken(2, 4).taken(3, 5).store(&store).await;

        let mut write = store.write().await.unwrap();
        made_by(&mut write, id, samples::person(6).id).await.unwrap();
        made_by(&mut write, id, samples::person(6).id).await.unwrap();
        let mut contact = find(&mut write, id).await.unwrap().unwrap();
        contact.manager = Some(PersonRef { id: samples::person(5).id, name: String::new() });
        assert!(update(&mut write, &contact, 1).await.unwrap());

        let mut reach = reach(&mut write, id).await.unwrap();
        let mut people = [4, 5, 6].map(|number| samples::person(number).id);
        people.sort_unstable();
        reach.people.sort_unstable();
        assert_eq!(reach.people, people);
        assert_eq!(reach.departments, [department]);
        assert_eq!(reach.id, Some(id));
    }
}
