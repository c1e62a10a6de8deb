//! Several servers on one database, and many decisions at once.

use crate::{
    on_both,
    trial::{Trial, refused},
};
use actions::{House, clock::Clock, conversations, dispatch, messages, people};
use model::{
    conversation::{Stage, StageName},
    event::EventBody,
    permission::Actor,
    refusal::Refusal,
    settings::{Algorithm, Delivery},
};
use std::collections::HashMap;

/// Another server on the same database, whose agents are at their desks too.
fn another(trial: &Trial) -> House {
    let clock = Clock::fixed(trial.house.clock.now());
    House::new(trial.scratch.store.clone(), clock, Default::default(), false)
}

on_both! {
async fn ms_01_what_is_said_through_two_servers_is_in_the_log_once_and_in_order(trial) {
    let other = another(&trial);
    let guest = trial.guest("Guest", None).await;
    let id = guest.conversation;
    let mut said = Vec::new();
    for round in 0..12 {
        let say = trial.say(id, &format!("word {round}"));
        // Each remembers a conversation that the other has changed since.
        let house = if round % 3 == 0 { &other } else { &trial.house };
        assert!(matches!(messages::say(house, &guest.actor, &say).await, Ok(messages::Said::Now)));
        said.push(say);
    }
    for say in &said {
        let again = messages::say(&trial.house, &guest.actor, say).await.unwrap();
        let messages::Said::Before(event) = again else { panic!("{again:?}") };
        assert_eq!(event.id, say.id);
    }
    let log = trial.log(id).await;
    let texts: Vec<&str> = log
        .iter()
        .filter_map(|event| match &event.body {
            EventBody::Said { text, .. } => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let expected: Vec<&str> = said.iter().map(|say| say.text.as_str()).collect();
    assert_eq!(texts, expected);
    trial.check_log(id).await;
}
}

on_both! {
async fn ms_01_what_is_said_at_once_is_all_there_without_gaps(trial) {
    let guest = trial.guest("Guest", None).await;
    let ada = trial.agent("ada").await;
    trial.route().await;
    let id = guest.conversation;
    trial.guest_says(&guest, "first").await;
    let staff = Actor::Staff(ada);
    let says: Vec<_> = (0..20).map(|number| trial.say(id, &number.to_string())).collect();
    let saying = says.iter().enumerate().map(|(number, say)| {
        let actor = if number % 2 == 0 { &guest.actor } else { &staff };
        messages::say(&trial.house, actor, say)
    });
    let mut missing = Vec::new();
    for (say, said) in says.iter().zip(futures::future::join_all(saying).await) {
        match refused(said) {
            Ok(_) => {}
            // Too many at the same conversation: the client says it again.
            Err(Refusal::Busy) => missing.push(say),
            Err(other) => panic!("{other:?}"),
        }
    }
    for say in missing {
        messages::say(&trial.house, &staff, say).await.unwrap();
    }
    let log = trial.log(id).await;
    for say in &says {
        assert_eq!(log.iter().filter(|event| event.id == say.id).count(), 1, "{}", say.text);
    }
    trial.check_log(id).await;
}
}

on_both! {
async fn ms_01_nothing_is_said_in_what_another_server_closed_or_gave_away(trial) {
    let other = another(&trial);
    let (ada, bo) = (trial.agent("ada").await, trial.person("bo", &[model::person::Role::Agent]).await);
    let (closed, moved) = (trial.guest("Closed", None).await, trial.guest("Moved", None).await);
    trial.route().await;
    for guest in [&closed, &moved] {
        trial.staff_says(&ada, guest.conversation, "hello").await;
    }
    conversations::close(&other, &ada, closed.conversation, "", &[]).await.unwrap();
    let say = trial.say(closed.conversation, "too late");
    let late = refused(messages::say(&trial.house, &closed.actor, &say).await);
    assert_eq!(late.map(drop), Err(Refusal::AlreadyClosed));

    conversations::return_to_queue(&other, &ada, moved.conversation).await.unwrap();
    conversations::take(&other, &bo, moved.conversation).await.unwrap();
    let before = trial.conversation(moved.conversation).await;
    let say = trial.say(moved.conversation, "still mine?");
    let actor = Actor::Staff(bo);
    messages::say(&trial.house, &actor, &say).await.unwrap();
    assert_eq!(trial.conversation(moved.conversation).await.version, before.version + 1);
    for guest in [&closed, &moved] {
        trial.check_log(guest.conversation).await;
    }
}
}

on_both! {
async fn rt_02_a_plan_of_many_decisions_stays_within_every_limit_while_others_take_by_hand(trial) {
    trial.settings(|s| s.algorithm = Algorithm::ManualSelection).await;
    let mut agents = Vec::new();
    for (name, limit) in [("ada", 7), ("bo", 0), ("cy", 12)] {
        let agent = trial.agent(name).await;
        let mut draft = crate::trial::draft_of(name, name, &[model::person::Role::Agent]);
        draft.password = None;
        draft.max_conversations = limit;
        people::edit(&trial.house, &trial.admin, agent.person.id, 1, draft).await.unwrap();
        agents.push((trial.staff(agent.person.id).await, limit));
    }
    let mut waiting = Vec::new();
    for number in 0..45 {
        waiting.push(trial.guest(&format!("Guest{number}"), None).await.conversation);
    }
    let workspace = 9;
    trial
        .settings(|s| {
            s.algorithm = Algorithm::LoadBalancing;
            s.max_conversations = workspace;
            s.delivery = Delivery::AutoAccept;
        })
        .await;
    let by_hand = async {
        for id in waiting.iter().rev().take(20) {
            let _ = conversations::take(&trial.house, &agents[1].0, *id).await;
        }
    };
    let (routed, ()) = tokio::join!(dispatch::round(&trial.house), by_hand);
    routed.unwrap();
    trial.route().await;
    let mut loads: HashMap<_, u32> = HashMap::new();
    for id in &waiting {
        trial.check_log(*id).await;
        match trial.stage(*id).await {
            Stage::Open { agent } => *loads.entry(agent.id).or_default() += 1,
            stage => assert_eq!(stage.name(), StageName::Queued),
        }
    }
    for (staff, limit) in &agents {
        let limit = if *limit > 0 { *limit } else { workspace };
        assert_eq!(loads.get(&staff.person.id), Some(&limit), "{}", staff.person.name);
    }
}
}

on_both! {
async fn rt_06_an_expired_offer_and_the_next_one_are_carried_out_together(trial) {
    trial.settings(|s| s.delivery = Delivery::Offer { timeout_s: 45 }).await;
    let (_ada, _bo) = (trial.agent("ada").await, trial.agent("bo").await);
    let mut ids = Vec::new();
    for number in 0..40 {
        ids.push(trial.guest(&format!("Guest{number}"), None).await.conversation);
    }
    trial.settings(|s| s.max_conversations = 0).await;
    trial.route().await;
    let mut first = HashMap::new();
    for id in &ids {
        assert!(matches!(trial.stage(*id).await, Stage::Offered { .. }));
        first.insert(*id, trial.at(*id).await);
    }
    trial.later(45_000);
    trial.route().await;
    for id in &ids {
        assert!(matches!(trial.stage(*id).await, Stage::Offered { .. }));
        assert_ne!(first.get(id), Some(&trial.at(*id).await));
        trial.check_log(*id).await;
    }
}
}

on_both! {
async fn rt_06_the_floor_follows_what_changed_since_it_was_last_read(trial) {
    let ada = trial.agent("ada").await;
    trial.settings(|s| s.max_conversations = 1).await;
    let first = trial.guest("First", None).await;
    trial.later(10);
    let second = trial.guest("Second", None).await;
    trial.route().await;
    assert_eq!(trial.stage(second.conversation).await, Stage::Queued);
    conversations::close(&trial.house, &ada, first.conversation, "", &[]).await.unwrap();
    trial.route().await;
    assert_eq!(trial.at(second.conversation).await.as_deref(), Some("Ada"));
    let third = trial.guest("Third", None).await;
    trial.route().await;
    assert_eq!(trial.stage(third.conversation).await, Stage::Queued);
    trial.settings(|s| s.max_conversations = 2).await;
    trial.route().await;
    assert_eq!(trial.at(third.conversation).await.as_deref(), Some("Ada"));
    let bo = trial.agent("bo").await;
    let fourth = trial.guest("Fourth", None).await;
    trial.route().await;
    assert_eq!(trial.at(fourth.conversation).await, Some(bo.person.name));
}
}
