//! Whether the demo workspace is one that could have come about, and the same each time.

mod stored;

use std::collections::{BTreeMap, BTreeSet};

use model::{
    conversation::{Conversation, Stage},
    custom_field::{Fields, Filling, Holder},
    event::{Author, Event, EventBody},
    moment::Moment,
    parse,
    person::Role,
    reason::Verdict,
    refusal::Field,
};

use super::{Workspace, calendar, dialogues::Desk, history, log::Log};

/// 2026-11-18, a Wednesday, at 13:20 UTC.
const NOW: Moment = Moment(1_795_008_000_000);
const HOUR_MS: i64 = 3_600_000;

fn fold(log: &Log) -> Conversation {
    let (first, rest) = log.events.split_first().unwrap();
    let mut folded = Conversation::from_first(log.conversation.id, first).unwrap();
    rest.iter().for_each(|event| folded.apply(event));
    folded
}

fn all(workspace: &Workspace) -> impl Iterator<Item = &Log> {
    workspace.closed.iter().chain(&workspace.live)
}

fn texts(workspace: &Workspace) -> Vec<String> {
    all(workspace).map(Log::text).collect()
}

#[test]
fn every_state_is_the_fold_of_its_log_and_versions_have_no_gaps() {
    let workspace = Workspace::at(NOW).unwrap();
    let mut ids = BTreeSet::new();
    for log in all(&workspace) {
        assert_eq!(fold(log), log.conversation);
        for (event, version) in log.events.iter().zip(1..) {
            assert_eq!(event.version, version);
            assert!(ids.insert(event.id));
        }
        assert!(log.events.is_sorted_by_key(|event| event.at));
        assert!(log.events.iter().all(|event| event.at <= NOW));
    }
}

#[test]
fn people_and_words_are_the_same_whenever_it_is_filled() {
    let one = Workspace::at(NOW).unwrap();
    for hours in [0, 7, 31, 90, 24 * 40 + 5] {
        let other = Workspace::at(NOW.plus(hours * HOUR_MS)).unwrap();
        assert_eq!(texts(&one), texts(&other));
        let ids = |workspace: &Workspace| -> Vec<_> {
            all(workspace).map(|log| log.conversation.id).collect()
        };
        assert_eq!(ids(&one), ids(&other));
        for (a, b) in one.guests.iter().zip(&other.guests) {
            assert_eq!(a.contact.name, b.contact.name);
            assert_eq!(a.contact.emails, b.contact.emails);
        }
        assert!(
            other
                .closed
                .iter()
                .all(|log| log.conversation.closed_at().unwrap() <= NOW.plus(hours * HOUR_MS))
        );
    }
}

#[test]
fn there_is_as_much_as_was_promised() {
    let workspace = Workspace::at(NOW).unwrap();
    assert_eq!(workspace.guests.len(), 300);
    assert_eq!(workspace.closed.len(), history::CLOSED);
    let oldest = workspace.closed.first().unwrap().conversation.created;
    assert!((80..=calendar::DAYS).contains(&(NOW.since(oldest) / (24 * HOUR_MS))));
    let mut stages: BTreeMap<&str, usize> = BTreeMap::new();
    for log in &workspace.live {
        *stages.entry(log.conversation.stage.name().as_str()).or_default() += 1;
        assert!(NOW.since(log.conversation.created) < HOUR_MS);
    }
    assert_eq!(stages, BTreeMap::from([("on_hold", 1), ("open", 8), ("queued", 6)]));
}

#[test]
fn a_conversation_goes_to_agents_of_its_department_and_routing_can_say_why() {
    let workspace = Workspace::at(NOW).unwrap();
    let crew = &workspace.crew;
    for log in all(&workspace) {
        let id = log.conversation.department;
        let department = crew.departments().into_iter().find(|d| Some(d.id) == id).unwrap();
        for event in &log.events {
            let EventBody::Assigned { agent, reason } = &event.body else { continue };
            let person = crew.people.iter().find(|p| p.id == agent.id).unwrap();
            assert!(person.roles.has(Role::Agent));
            assert!(department.members.iter().any(|m| m.person == agent.id));
            let reason = reason.as_ref().unwrap();
            let chosen = reason.candidates.first().unwrap();
            assert_eq!(chosen.agent.id, agent.id);
            assert!(matches!(chosen.verdict, Verdict::Chosen(_)));
        }
    }
}

#[test]
fn nobody_serves_more_than_their_limit_allows() {
    let workspace = Workspace::at(NOW).unwrap();
    let mut steps = Vec::new();
    for log in all(&workspace) {
        let mut serving = None;
        for event in &log.events {
            match &event.body {
                EventBody::Assigned { agent, .. } => {
                    serving = Some(agent.id);
                    steps.push((event.at, 1, agent.id));
                }
                EventBody::Queued { .. } | EventBody::Closed { .. } => {
                    steps.extend(serving.take().map(|id| (event.at, -1, id)));
                }
                _ => {}
            }
        }
    }
    steps.sort();
    let mut loads: BTreeMap<_, i32> = BTreeMap::new();
    for (_, step, id) in steps {
        let load = loads.entry(id).or_default();
        *load += step;
        let person = workspace.crew.people.iter().find(|p| p.id == id).unwrap();
        let max = if person.username == "linus" { 3 } else { 5 };
        assert!(*load <= max, "{} {load}", person.username);
    }
}

#[test]
fn billing_ends_nothing_without_a_tag() {
    let workspace = Workspace::at(NOW).unwrap();
    let billing = workspace.crew.department(Desk::Billing).id;
    for log in &workspace.closed {
        let Stage::Closed { by, .. } = &log.conversation.stage else {
            panic!("not closed");
        };
        if matches!(by, Author::Staff(_)) && log.conversation.department == Some(billing) {
            assert!(!log.conversation.tags.is_empty());
        }
    }
}

#[test]
fn nobody_has_two_conversations_at_once() {
    let workspace = Workspace::at(NOW).unwrap();
    let mut busy_until: BTreeMap<_, Moment> = BTreeMap::new();
    for log in all(&workspace) {
        let it = &log.conversation;
        let end = it.closed_at().unwrap_or(Moment(i64::MAX));
        if let Some(before) = busy_until.insert(it.contact.id, end) {
            assert!(before < it.created, "{}", it.contact.name);
        }
    }
}

#[test]
fn what_is_stored_is_what_forms_would_have_let_through() {
    let workspace = Workspace::at(NOW).unwrap();
    for event in all(&workspace).flat_map(|log| &log.events) {
        match &event.body {
            EventBody::Said { text, files } => {
                assert_eq!(&parse::message(text, files.len()).unwrap(), text);
                assert!(!text.contains(['{', '}', '|']), "{text}");
            }
            EventBody::Noted { text, .. } => assert!(!text.contains(['{', '}', '|']), "{text}"),
            EventBody::Closed { comment, tags } => {
                let field = Field::Comment;
                assert_eq!(&parse::prose(field, comment, parse::NOTES_LIMIT).unwrap(), comment);
                assert_eq!(&parse::tags(tags).unwrap(), tags);
                assert!(!comment.contains(['{', '}', '|']), "{comment}");
            }
            _ => {}
        }
    }
}

#[test]
fn forty_canned_responses_of_every_scope_are_what_the_form_would_have_let_through() {
    let canned = Workspace::at(NOW).unwrap().canned;
    assert_eq!(canned.len(), 40);
    let mut scopes: BTreeMap<&str, usize> = BTreeMap::new();
    for it in &canned {
        *scopes.entry(it.scope.name().as_str()).or_default() += 1;
        assert_eq!(parse::shortcut(&it.shortcut).as_ref(), Ok(&it.shortcut));
        assert_eq!(
            parse::prose(Field::Text, &it.text, parse::MESSAGE_LIMIT).as_ref(),
            Ok(&it.text)
        );
        assert_eq!(parse::tags(&it.tags).as_ref(), Ok(&it.tags));
        assert_eq!(model::canned::unknown(&it.text), Vec::<&str>::new());
    }
    assert_eq!(scopes, BTreeMap::from([("departments", 22), ("private", 4), ("public", 14)]));
}

#[test]
fn custom_fields_and_their_values_are_what_the_forms_would_have_let_through() {
    let workspace = Workspace::at(NOW).unwrap();
    let nothing = Fields::new();
    let fits = |pattern: &str, value: &str| {
        crate::custom_fields::compile(pattern).unwrap().is_match(value)
    };
    let fields: Vec<_> =
        workspace.fields.iter().filter(|field| field.holder == Holder::Contact).cloned().collect();
    let (is_manager, is_whole) = (false, true);
    let filling = Filling { fields: &fields, held: &nothing, is_manager, is_whole, fits: &fits };
    for guest in &workspace.guests {
        let kept = &guest.contact.fields;
        assert_eq!(filling.fill(kept).as_ref(), Ok(kept));
    }
    let filled = workspace.guests.iter().filter(|guest| !guest.contact.fields.is_empty());
    assert!(filled.count() > 200);
}

#[test]
fn the_guests_remember_their_last_chat() {
    let workspace = Workspace::at(NOW).unwrap();
    for guest in &workspace.guests {
        let contact = &guest.contact;
        let theirs =
            workspace.closed.iter().filter(|log| log.conversation.contact.id == contact.id);
        let last = theirs.max_by_key(|log| log.conversation.closed_at());
        assert_eq!(contact.last_chat, last.and_then(|log| log.conversation.closed_at()));
        assert_eq!(contact.last_conversation, last.map(|log| log.conversation.id));
        assert!(last.is_some() || guest.made_by.is_some());
        assert!(last.is_none_or(|log| contact.created <= log.conversation.created));
    }
}

#[test]
fn unread_messages_are_the_guests_last_ones() {
    let workspace = Workspace::at(NOW).unwrap();
    for log in &workspace.live {
        let it = &log.conversation;
        let unread = it.guest_messages - log.cursors.guest_messages_read;
        let is_unread = |event: &&Event| {
            event.is_message()
                && event.author == Author::Guest
                && event.version > log.cursors.staff.read
        };
        let counted = log.events.iter().filter(is_unread).count();
        assert_eq!(u32::try_from(counted).unwrap(), unread);
    }
}

#[test]
fn nobody_talks_for_longer_than_the_calendar_leaves_before_now() {
    let workspace = Workspace::at(NOW).unwrap();
    for log in &workspace.closed {
        let it = &log.conversation;
        assert!(it.closed_at().unwrap().since(it.created) < calendar::STILL_TALKING_MS);
    }
}
