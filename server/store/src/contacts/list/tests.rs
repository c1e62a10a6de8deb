//! Searching, sorting and seeing contacts.

use model::{
    contact::ContactRef,
    id::{ContactId, ConversationId, DepartmentId},
    moment::Moment,
    page::PageAt,
    permission::{Action, Actor, Staff, Subject, may},
    person::Role,
};

use super::*;
use crate::{
    Store, contacts, conversations, on_both,
    samples::{self, Tale},
};

const NAMES: &[(&str, &str, &[&str], &[&str])] = &[
    ("guest-1042", "José García-Núñez", &["jose.garcia@example.com"], &["+34911234567"]),
    ("guest-7", "Łukasz Żółć", &["lukasz@poczta.example"], &["+48221234567"]),
    ("s.oyvind", "Øyvind Sørensen", &["oyvind_s@example.no"], &["+4722123456", "+436601234567"]),
    ("guest-9", "Nguyễn Thị Ánh", &[], &[]),
    ("guest-10", "王小明", &["xiaoming@example.cn"], &["+8613912345678"]),
    ("guest-11", "", &["nobody@example.com"], &[]),
    ("guest-12", "Zoe\u{308} O’Brien-Straße", &["zoe+shop@example.ie"], &["+35312345678"]),
    ("guest-13", "مُحَمَّد عَلِيّ", &[], &["+966501234567"]),
    ("guest-14", "Ανδρέας Παπαδόπουλος", &[], &[]),
    ("guest-15", "100% Real_Name \\o/ \"quoted\"", &[], &[]),
];

async fn fill(store: &Store) {
    let mut write = store.write().await.unwrap();
    for (number, (username, name, emails, phones)) in (0..).zip(NAMES) {
        let mut contact = samples::contact(number);
        contact.username = String::from(*username);
        contact.name = String::from(*name);
        contact.emails = emails.iter().map(|text| String::from(*text)).collect();
        contact.phones = phones.iter().map(|text| String::from(*text)).collect();
        contacts::insert(&mut write, &contact).await.unwrap();
    }
    write.commit().await.unwrap();
}

fn searching(search: &str) -> ContactQuery {
    ContactQuery {
        search: String::from(search),
        order: ContactOrder::Created,
        ..ContactQuery::default()
    }
}

/// The numbers of those found.
async fn found(store: &Store, search: &str) -> Vec<i64> {
    let mut read = store.read().await.unwrap();
    let me = samples::person(1).id;
    let page = list(&mut read, &Reach::All, me, &searching(search)).await.unwrap();
    assert_eq!(page.total, page.rows.len() as u64, "{search}");
    page.rows.iter().map(|contact| contact.created.0).collect()
}

on_both! {
    async fn cc_04_contacts_are_found_by_any_part_of_what_they_are_called(store) {
        fill(&store).await;
        let cases: &[(&str, &[i64])] = &[
            ("jose", &[0]),
            ("JOSÉ", &[0]),
            ("arci", &[0]),
            ("nunez garcia", &[0]),
            ("García-Núñez", &[0]),
            ("lukasz zolc", &[1]),
            ("ŻÓŁĆ", &[1]),
            ("oyvind sorensen", &[2]),
            ("ØYVIND", &[2]),
            ("nguyen thi anh", &[3]),
            ("Thị", &[3]),
            ("王", &[4]),
            ("小明", &[4]),
            ("zoe", &[6]),
            ("zoë o'brien", &[6]),
            ("strasse", &[6]),
            ("STRAẞE", &[6]),
            ("محمد", &[7]),
            ("παπαδοπουλοσ", &[8]),
            ("ΠΑΠΑΔΌΠΟΥΛΟΣ", &[8]),
            ("jose zoe", &[]),
            ("josef", &[]),
        ];
        for (search, numbers) in cases {
            assert_eq!(found(&store, search).await, *numbers, "{search}");
        }
    }

    async fn cc_04_contacts_are_found_by_username_and_email(store) {
        fill(&store).await;
        let cases: &[(&str, &[i64])] = &[
            ("guest-1042", &[0]),
            ("GUEST-104", &[0]),
            ("1042", &[0]),
            ("s.oyv", &[2]),
            ("jose.garcia@example.com", &[0]),
            ("@example.com", &[0, 5]),
            ("zoe+shop", &[6]),
            ("_s@", &[2]),
            ("nobody", &[5]),
        ];
        for (search, numbers) in cases {
            assert_eq!(found(&store, search).await, *numbers, "{search}");
        }
    }

    async fn cc_04_contacts_are_found_by_phone_number_in_any_formatting(store) {
        fill(&store).await;
        for search in [
            "+436601234567",
            "00436601234567",
            "+43 660 123 45 67",
            "+43 (0)660 / 123-4567",
            "0660 1234567",
            "0660/123.45.67",
            "660123",
            "oyvind 0660 123",
        ] {
            assert_eq!(found(&store, search).await, [2], "{search}");
        }
        assert_eq!(found(&store, "+34 911").await, [0]);
        assert_eq!(found(&store, "12 34 56 789").await, [] as [i64; 0]);
    }

    async fn what_means_something_to_a_database_means_itself(store) {
        fill(&store).await;
        let cases: &[(&str, &[i64])] = &[
            ("100%", &[9]),
            ("%", &[9]),
            ("real_name", &[9]),
            ("real%name", &[]),
            ("realxname", &[]),
            ("\\o/", &[9]),
            ("\"quoted\"", &[9]),
            ("quoted\" OR \"jose", &[]),
            ("'; DROP TABLE contacts; --", &[]),
            ("NEAR(", &[]),
            ("*", &[]),
        ];
        for (search, numbers) in cases {
            assert_eq!(found(&store, search).await, *numbers, "{search}");
        }
    }

    async fn an_empty_search_finds_everybody(store) {
        fill(&store).await;
        assert_eq!(found(&store, "").await.len(), NAMES.len());
        assert_eq!(found(&store, "  ").await.len(), NAMES.len());
    }

    async fn an_edited_contact_is_found_by_the_new_name_alone(store) {
        fill(&store).await;
        let mut write = store.write().await.unwrap();
        let mut contact = samples::contact(0);
        contact.name = String::from("Pepe");
        assert!(contacts::update(&mut write, &contact, 1).await.unwrap());
        write.commit().await.unwrap();
        assert_eq!(found(&store, "jose").await, [] as [i64; 0]);
        assert_eq!(found(&store, "pepe").await, [0]);
    }

    async fn pages_join_without_gaps_or_doubles_in_every_order(store) {
        fill(&store).await;
        let mut write = store.write().await.unwrap();
        for number in [2_u64, 4, 5, 8] {
            let (id, conversation) = (samples::contact(number).id, Tale::of(1).conversation.id);
            let at = Moment(100 - i64::try_from(number / 2).unwrap());
            contacts::note_chat(&mut write, id, conversation, at).await.unwrap();
        }
        write.commit().await.unwrap();
        for order in [ContactOrder::Name, ContactOrder::LastChat, ContactOrder::Created] {
            for is_descending in [false, true] {
                let query = ContactQuery { order, is_descending, ..searching("") };
                let whole = pages(&store, &query, 200).await;
                assert_eq!(whole.len(), NAMES.len());
                for limit in [1, 2, 3, 4, 9, 10] {
                    assert_eq!(pages(&store, &query, limit).await, whole, "{order:?} by {limit}");
                }
            }
        }
    }

    async fn contacts_are_sorted_with_those_without_a_chat_last(store) {
        fill(&store).await;
        let mut write = store.write().await.unwrap();
        for (number, at) in [(2, 50), (4, 70), (5, 60)] {
            let (id, conversation) = (samples::contact(number).id, Tale::of(1).conversation.id);
            contacts::note_chat(&mut write, id, conversation, Moment(at)).await.unwrap();
        }
        write.commit().await.unwrap();
        let mut query = ContactQuery { order: ContactOrder::LastChat, ..searching("") };
        assert_eq!(pages(&store, &query, 200).await[..3], [2, 5, 4]);
        query.is_descending = true;
        assert_eq!(pages(&store, &query, 200).await[..3], [4, 5, 2]);

        query = ContactQuery { order: ContactOrder::Name, ..searching("example") };
        // "guest-11" has no name and stands under its username.
        assert_eq!(pages(&store, &query, 200).await, [5, 0, 1, 2, 6, 4]);
    }

    async fn a_page_that_was_never_given_out_is_refused(store) {
        let mut read = store.read().await.unwrap();
        let me = samples::person(1).id;
        for (order, after) in
            [(ContactOrder::Name, "n1.0"), (ContactOrder::Created, "m.0"), (ContactOrder::Name, "x")]
        {
            let page = PageAt { after: Some(String::from(after)), limit: 10 };
            let query = ContactQuery { order, page, ..searching("") };
            let refused = list(&mut read, &Reach::All, me, &query).await;
            assert!(matches!(refused, Err(Error::NoSuchPage)), "{after}");
        }
    }

    async fn cc_02_each_role_lists_the_contacts_it_may_view(store) {
        let floor = Floor::make(&store).await;
        for staff in floor.people() {
            let mut read = store.read().await.unwrap();
            let me = staff.person.id;
            let query = ContactQuery { page: PageAt { after: None, limit: 200 }, ..searching("") };
            let page = list(&mut read, &staff.reach(), me, &query).await.unwrap();
            let listed: Vec<ContactId> = page.rows.iter().map(|contact| contact.id).collect();
            let mut allowed = Vec::new();
            for number in 0..CONTACTS {
                let reach = contacts::reach(&mut read, samples::contact(number).id).await.unwrap();
                let actor = Actor::Staff(staff.clone());
                if may(&actor, Action::ViewContact, Subject::Contact(&reach)).is_ok() {
                    allowed.push(samples::contact(number).id);
                }
            }
            assert_eq!(listed, allowed, "{staff:?}");
            assert_eq!(page.total, allowed.len() as u64);
        }
        let sees = |staff: &Staff| staff.reach() == Reach::Own;
        assert!(floor.people().iter().any(sees));
    }

    async fn cc_02_a_search_finds_nothing_beyond_ones_reach(store) {
        Floor::make(&store).await;
        let mut read = store.read().await.unwrap();
        let me = samples::person(1).id;
        let all = list(&mut read, &Reach::All, me, &searching("guest")).await.unwrap();
        let own = list(&mut read, &Reach::Own, me, &searching("guest")).await.unwrap();
        assert_eq!(all.total, CONTACTS);
        assert!((1..CONTACTS).contains(&own.total));
        let none = Reach::Departments(Vec::new());
        let nobody = samples::person(99).id;
        let nothing = list(&mut read, &none, nobody, &searching("guest")).await.unwrap();
        assert_eq!((nothing.total, nothing.rows.len()), (0, 0));
    }
}

/// The numbers on all pages, read on and on.
pub(super) async fn pages(store: &Store, query: &ContactQuery, limit: u32) -> Vec<i64> {
    let mut read = store.read().await.unwrap();
    let me = samples::person(1).id;
    let mut query = ContactQuery { page: PageAt { after: None, limit }, ..query.clone() };
    let mut all = Vec::new();
    loop {
        let page = list(&mut read, &Reach::All, me, &query).await.unwrap();
        assert!(page.rows.len() <= usize::try_from(limit).unwrap());
        all.extend(page.rows.iter().map(|contact| contact.created.0));
        match page.next {
            Some(next) => query.page.after = Some(next),
            None => return all,
        }
    }
}

const CONTACTS: u64 = 12;

/// Contacts 0 to 11: served by person `n % 4` in department `n % 3` (0: none), where `n` is even; the odd ones
/// are only made by person 1 (n = 1, 5, 9) or managed by person 2 (n = 3, 7, 11).
struct Floor {
    departments: [DepartmentId; 3],
}

impl Floor {
    async fn make(store: &Store) -> Self {
        let departments = [0, 1, 2].map(|number| samples::department(number, &[]).id);
        for number in 0..CONTACTS {
            let mut contact = samples::contact(number);
            if number % 4 == 3 {
                contact.manager = Some(samples::person_ref(2));
            }
            let mut write = store.write().await.unwrap();
            contacts::insert(&mut write, &contact).await.unwrap();
            if number % 4 == 1 {
                contacts::made_by(&mut write, contact.id, samples::person(1).id).await.unwrap();
            }
            write.commit().await.unwrap();
            if number % 2 == 0 {
                let department = (number % 3 > 0).then(|| departments[(number % 3) as usize]);
                let tale = Tale::with(number, contact.id, department).taken(20, number % 4);
                tale.store(store).await;
            }
        }
        Self { departments }
    }

    fn people(&self) -> Vec<Staff> {
        let [_, first, second] = self.departments;
        vec![
            samples::staff(0, &[Role::Agent], &[first]),
            samples::staff(1, &[Role::Agent], &[]),
            samples::staff(2, &[Role::Agent], &[second]),
            samples::staff(3, &[Role::Agent, Role::Monitor], &[first]),
            samples::staff(4, &[Role::Manager], &[first, second]),
            samples::staff(5, &[Role::Manager], &[]),
            samples::staff(6, &[Role::Monitor], &[]),
            samples::staff(7, &[Role::Administrator], &[]),
        ]
    }
}

#[tokio::test]
async fn a_department_a_conversation_left_still_sees_the_contact() {
    let scratch = crate::testing::sqlite().await;
    let contact = samples::contact(1).id;
    let departments = [1, 2].map(|number| samples::department(number, &[]).id);
    let mut tale = Tale::with(1, contact, Some(departments[0]));
    tale.store(&scratch.store).await;
    tale.conversation.department = Some(departments[1]);
    tale.conversation.contact = ContactRef { id: contact, name: String::from("Guest 1") };
    let mut write = scratch.store.write().await.unwrap();
    assert!(conversations::save(&mut write, &tale.conversation, 1).await.unwrap());
    let id: ConversationId = tale.conversation.id;
    assert!(conversations::load(&mut write, id).await.unwrap().is_some());
    let reach = contacts::reach(&mut write, contact).await.unwrap();
    assert_eq!(reach.departments.len(), 2);
}
