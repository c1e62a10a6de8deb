//! What goes on: whose desk it stands on, and what routing sees of it.

use model::{
    conversation::Stage,
    event::{Author, EventBody, Requeue},
    permission::Reach,
    reason::Reason,
};

use super::*;
use crate::{
    Store, on_both,
    samples::{self, Tale},
};

fn departments() -> [DepartmentId; 3] {
    [0, 1, 2].map(|number| samples::department(number, &[]).id)
}

fn offered(tale: Tale, at: i64, to: u64) -> Tale {
    let agent = samples::person_ref(to);
    let reason = Box::new(Reason::taken_by_hand(agent.clone(), model::reason::Numbers::default()));
    tale.then(at, Author::System, EventBody::Offered { agent, deadline: Moment(at + 45), reason })
}

/// Conversations in every stage, of every department and none, at persons 0 to 3.
async fn fill(store: &Store) -> Vec<Tale> {
    let mut tales = Vec::new();
    for number in 0..40 {
        let department = departments().get((number % 4) as usize).copied();
        let tale = Tale::with(number, samples::contact(number).id, department);
        let agent = number % 3;
        let tale = match number % 5 {
            0 => tale,
            1 => offered(tale, 50, agent),
            2 => tale.taken(50, agent),
            3 => tale.taken(50, agent).then(60, Author::System, EventBody::Held { until: None }),
            _ => tale.taken(50, agent).closed(60, &[]),
        };
        tale.store(store).await;
        tales.push(tale);
    }
    tales
}

fn ids<'a>(tales: impl IntoIterator<Item = &'a Tale>) -> Vec<ConversationId> {
    tales.into_iter().map(|tale| tale.conversation.id).collect()
}

on_both! {
    async fn cv_05_a_desk_shows_exactly_what_the_rule_says(store) {
        let tales = fill(&store).await;
        let [first, second, _] = departments();
        let mut kinds = 0;
        for number in 0..5 {
            for roles in [&[Role::Agent][..], &[Role::Monitor], &[Role::Manager], &[Role::Administrator], &[]] {
                for departments in [&[][..], &[first], &[first, second]] {
                    let staff = samples::staff(number, roles, departments);
                    let mut read = store.read().await.unwrap();
                    let mut shown: Vec<ConversationId> = of_desk(&mut read, &staff)
                        .await
                        .unwrap()
                        .into_iter()
                        .map(|entry| entry.conversation.id)
                        .collect();
                    let on_desk = |tale: &&Tale| list_for(&staff, &tale.conversation).is_some();
                    let mut expected = ids(tales.iter().filter(on_desk));
                    shown.sort_unstable();
                    expected.sort_unstable();
                    assert_eq!(shown, expected, "{staff:?}");
                    kinds += usize::from(!expected.is_empty());
                }
            }
        }
        assert!(kinds > 30, "the sample shows little: {kinds}");
    }

    async fn a_desk_shows_the_oldest_of_a_long_queue(store) {
        let mut write = store.write().await.unwrap();
        for number in 0..u64::from(QUEUED_LIMIT) + 5 {
            let mut contact = samples::contact(number);
            contact.created = Moment(0);
            crate::contacts::insert(&mut write, &contact).await.unwrap();
            // Younger ones are stored first.
            let tale = Tale::of(1_000 - number).conversation;
            let mut conversation = tale.clone();
            conversation.contact.id = contact.id;
            crate::conversations::insert(&mut write, &conversation).await.unwrap();
        }
        write.commit().await.unwrap();
        let staff = samples::staff(1, &[Role::Agent], &[]);
        let desk = of_desk(&mut store.read().await.unwrap(), &staff).await.unwrap();
        assert_eq!(desk.len(), QUEUED_LIMIT as usize);
        assert_eq!(desk.first().map(|entry| entry.conversation.arrived), Some(Moment(496)));
        assert!(desk.is_sorted_by_key(|entry| entry.conversation.arrived));
    }

    async fn routing_sees_everything_that_is_not_closed(store) {
        let tales = fill(&store).await;
        let rows = routing_rows(&mut store.read().await.unwrap()).await.unwrap();
        let every_third: Vec<ConversationId> = ids(tales.iter().step_by(3));
        let mut some =
            routing_rows_of(&mut store.read().await.unwrap(), &every_third).await.unwrap();
        some.sort_by_key(|row| row.arrived);
        let expected = rows.iter().filter(|row| every_third.contains(&row.id));
        assert_eq!(some, expected.cloned().collect::<Vec<_>>());
        let going_on: Vec<&Tale> =
            tales.iter().filter(|tale| !tale.conversation.stage.is_closed()).collect();
        assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), ids(going_on.clone()));
        for (row, tale) in rows.iter().zip(going_on) {
            let it = &tale.conversation;
            let deadline = match &it.stage {
                Stage::Offered { deadline, .. } => Some(*deadline),
                Stage::OnHold { .. } => it.hold_until,
                _ => None,
            };
            let expected = RoutingRow {
                id: it.id,
                department: it.department,
                channel: it.channel,
                stage: it.stage.name(),
                agent: it.stage.agent().cloned(),
                deadline,
                priority: it.priority,
                sla_due: it.sla_due,
                arrived: it.arrived,
                declined: it.declined.clone(),
                declined_at: it.declined_at,
                contact: it.contact.id,
                queued: it.queued_at,
                held_by: it.held_by,
                manager: None,
                last_agent: None,
            };
            assert_eq!(*row, expected);
        }
    }

    async fn routing_sees_priority_due_time_and_who_declined(store) {
        let mut tale = offered(Tale::of(1), 5, 3);
        tale = tale.then(6, Author::System, EventBody::Queued { why: Requeue::OfferRefused });
        tale.conversation.priority = Priority::High;
        tale.conversation.sla_due = Some(Moment(77));
        tale.store(&store).await;
        let rows = routing_rows(&mut store.read().await.unwrap()).await.unwrap();
        assert_eq!(rows[0].declined, [samples::person(3).id]);
        assert_eq!((rows[0].priority, rows[0].sla_due), (Priority::High, Some(Moment(77))));
    }

    async fn offers_and_open_conversations_are_an_agents_load(store) {
        let tales = fill(&store).await;
        let mut read = store.read().await.unwrap();
        for number in 0..4 {
            let agent = samples::person(number).id;
            let is_load = |tale: &&Tale| {
                let stage = &tale.conversation.stage;
                stage.is_load() && stage.agent().is_some_and(|it| it.id == agent)
            };
            let theirs: Vec<&Tale> = tales.iter().filter(is_load).collect();
            assert_eq!(at_agent(&mut read, agent).await.unwrap(), ids(theirs.clone()));
            let load: Vec<_> = theirs
                .iter()
                .map(|tale| (tale.conversation.department, tale.conversation.channel))
                .collect();
            assert_eq!(load_of(&mut read, agent).await.unwrap(), load);
            let counted = loads_of(&mut read, &[agent]).await.unwrap();
            let counted = counted.into_iter().flat_map(|row| {
                assert_eq!(row.agent, agent);
                std::iter::repeat_n((row.department, row.channel), row.count as usize)
            });
            let (mut counted, mut load): (Vec<_>, _) = (counted.collect(), load);
            counted.sort_by_key(|(department, _)| *department);
            load.sort_by_key(|(department, _)| *department);
            assert_eq!(counted, load);
        }
    }

    async fn versions_are_told_of_whatever_exists(store) {
        fill(&store).await;
        let mut read = store.read().await.unwrap();
        assert_eq!(versions(&mut read, &[]).await.unwrap(), []);
        let mut asked = ids(&fill_expected());
        asked.push(Tale::of(900).conversation.id);
        asked.push(asked[0]);
        let mut told = versions(&mut read, &asked).await.unwrap();
        let mut expected: Vec<_> = fill_expected()
            .iter()
            .map(|tale| (tale.conversation.id, tale.conversation.version))
            .collect();
        told.sort_unstable();
        expected.sort_unstable();
        assert_eq!(told, expected);

        let many: Vec<_> = (0..1_500).map(|number| Tale::of(number).conversation.id).collect();
        assert_eq!(versions(&mut read, &many).await.unwrap().len(), 40);
    }

    async fn qa_01_a_returned_conversation_keeps_its_place(store) {
        let tale = Tale::of(1).taken(5, 1);
        tale.store(&store).await;
        Tale::of(2).store(&store).await;
        let mut write = store.write().await.unwrap();
        let before = tale.conversation.version;
        let returned = EventBody::Queued { why: Requeue::Returned };
        let tale = tale.then(90, Author::Staff(samples::person_ref(1)), returned);
        let events = &tale.events[2..];
        assert!(crate::conversations::record(&mut write, &tale.conversation, before, events).await.unwrap());
        let rows = routing_rows(&mut write).await.unwrap();
        assert_eq!(rows[0].id, tale.conversation.id);
        assert_eq!(rows[0].agent, None);
        let agent = samples::person(1).id;
        assert_eq!(at_agent(&mut write, agent).await.unwrap(), []);
        // It was theirs: they may still look it up when it is over.
        assert_eq!(samples::staff(1, &[Role::Agent], &[]).reach(), Reach::Own);
    }
}

/// The numbers and versions of [`fill`], without a store.
fn fill_expected() -> Vec<Tale> {
    (0..40)
        .map(|number| {
            let tale = Tale::of(number);
            match number % 5 {
                0 => tale,
                1 => offered(tale, 50, 0),
                2 => tale.taken(50, 0),
                3 => tale.taken(50, 0).then(60, Author::System, EventBody::Held { until: None }),
                _ => tale.taken(50, 0).closed(60, &[]),
            }
        })
        .collect()
}
