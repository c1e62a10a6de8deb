//! Merging and taking back, over whatever contacts there may be.

use alloc::{string::ToString, vec};
use proptest::{collection, prelude::*};

use super::*;
use crate::{contact::Block, id::PersonId};

fn contact(number: u128) -> Contact {
    Contact {
        id: ContactId(uuid::Uuid::from_u128(number)),
        username: format!("guest-{number}"),
        name: format!("Guest {number}"),
        emails: Vec::new(),
        phones: Vec::new(),
        notes: String::new(),
        fields: Fields::new(),
        manager: None,
        blocked: None,
        erased: None,
        created: Moment(0),
        last_chat: None,
        last_conversation: None,
        version: 1,
    }
}

fn strings() -> impl Strategy<Value = Vec<String>> {
    let unique = |all: Vec<String>| all.into_iter().collect::<BTreeSet<_>>().into_iter().collect();
    collection::vec("[a-f]", 0..4).prop_map(unique)
}

fn person() -> impl Strategy<Value = Option<PersonRef>> {
    proptest::option::of((1_u128..4).prop_map(|number| PersonRef {
        id: PersonId(uuid::Uuid::from_u128(number)),
        name: number.to_string(),
    }))
}

fn block() -> impl Strategy<Value = Option<Block>> {
    let by = PersonRef { id: PersonId(uuid::Uuid::nil()), name: "Ada".to_string() };
    let block = move |at| Block { at: Moment(at), by: by.clone(), reason: "Threats".to_string() };
    proptest::option::of((0_i64..3).prop_map(block))
}

fn some_contact(number: u128) -> impl Strategy<Value = Contact> {
    let fields = collection::btree_map("[x-z]", "[a-c]", 0..3);
    let texts = ("[A-C]?", "[n-p]{0,3}");
    (texts, (strings(), strings()), fields, person(), block(), 0_i64..9).prop_map(
        move |((name, notes), (emails, phones), fields, manager, blocked, created)| Contact {
            name,
            notes,
            emails,
            phones,
            fields,
            manager,
            blocked,
            created: Moment(created),
            ..contact(number)
        },
    )
}

fn keep() -> impl Strategy<Value = Keep> {
    prop_oneof![Just(Keep::Survivor), Just(Keep::Other), Just(Keep::Both)]
}

fn choices() -> impl Strategy<Value = MergeChoices> {
    let fields = collection::btree_map("[x-z]", keep(), 0..4);
    (keep(), keep(), keep(), keep(), keep(), fields).prop_map(
        |(name, emails, phones, manager, notes, fields)| MergeChoices {
            name,
            emails,
            phones,
            manager,
            notes,
            fields,
        },
    )
}

#[test]
fn cc_14_each_field_stays_of_whom_it_was_chosen() {
    let one = Contact {
        name: "Ada".to_string(),
        emails: vec!["a@x".to_string()],
        notes: "likes tea".to_string(),
        fields: Fields::from([("plan".to_string(), "Gold".to_string())]),
        ..contact(1)
    };
    let other = Contact {
        name: "Augusta".to_string(),
        emails: vec!["b@x".to_string(), "a@x".to_string()],
        notes: "calls at noon".to_string(),
        fields: Fields::from([
            ("plan".to_string(), "Silver".to_string()),
            ("city".to_string(), "Oslo".to_string()),
        ]),
        ..contact(2)
    };
    let least = merged(&one, &other, &suggested(&one, &other)).unwrap();
    assert_eq!((least.name.as_str(), least.id), ("Ada", one.id));
    assert_eq!(least.emails, ["a@x", "b@x"]);
    assert_eq!(least.notes, "likes tea\n\ncalls at noon");
    assert_eq!(least.fields.get("plan").map(String::as_str), Some("Gold"));
    assert_eq!(least.fields.get("city").map(String::as_str), Some("Oslo"));
    let chosen = MergeChoices { name: Keep::Other, emails: Keep::Other, ..Default::default() };
    let chosen = merged(&one, &other, &chosen).unwrap();
    assert_eq!((chosen.name.as_str(), chosen.notes.as_str()), ("Augusta", "likes tea"));
    assert_eq!(chosen.emails, ["b@x", "a@x"]);
    assert_eq!(chosen.fields.len(), 1);
}

#[test]
fn cc_14_a_guest_without_a_name_gets_the_others() {
    let nameless = Contact { name: "guest-1".to_string(), ..contact(1) };
    assert_eq!(suggested(&nameless, &contact(2)).name, Keep::Other);
    assert_eq!(suggested(&contact(1), &nameless).name, Keep::Survivor);
}

#[test]
fn cc_14_more_addresses_than_one_contact_may_have_are_refused() {
    let many = |from: u32| (from..from + 6).map(|n| format!("{n}@x")).collect();
    let one = Contact { emails: many(0), ..contact(1) };
    let other = Contact { emails: many(6), ..contact(2) };
    let problem = Problem::TooMany { limit: ADDRESSES_LIMIT };
    let refused = merged(&one, &other, &MergeChoices::default());
    assert_eq!(refused.map(drop), Err(Refusal::invalid(Field::Email, problem)));
}

proptest! {
    #[test]
    fn cc_14_taking_a_merge_back_at_once_gives_what_was_before(
        one in some_contact(1), other in some_contact(2), choices in choices(),
    ) {
        let after = merged(&one, &other, &choices).unwrap();
        prop_assert_eq!(parted(&after, &one, &after), one);
    }

    #[test]
    fn cc_14_what_was_changed_after_a_merge_stays_when_it_is_taken_back(
        one in some_contact(1), other in some_contact(2), choices in choices(), edit in some_contact(1),
    ) {
        let after = merged(&one, &other, &choices).unwrap();
        let kept = parted(&edit, &one, &after);
        if edit.name != after.name {
            prop_assert_eq!(kept.name, edit.name);
        }
        if edit.notes != after.notes {
            prop_assert_eq!(kept.notes, edit.notes);
        }
        // Nothing that only the other had, unless somebody wrote it anew; and nothing of one's own is lost.
        for email in &edit.emails {
            let is_back = edit.emails == after.emails;
            let came = after.emails.contains(email) && !one.emails.contains(email);
            prop_assert!(is_back || came || kept.emails.contains(email));
        }
        for (key, value) in &edit.fields {
            if after.fields.get(key) != Some(value) {
                prop_assert_eq!(kept.fields.get(key), Some(value));
            }
        }
    }

    #[test]
    fn cc_14_two_merges_taken_back_in_turn_give_what_was_before(
        one in some_contact(1), two in some_contact(2), three in some_contact(3),
        first in choices(), second in choices(),
    ) {
        let with_two = merged(&one, &two, &first).unwrap();
        if let Ok(with_three) = merged(&with_two, &three, &second) {
            let back = parted(&with_three, &with_two, &with_three);
            prop_assert_eq!(parted(&back, &one, &with_two), one);
        }
    }
}
