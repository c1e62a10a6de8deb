//! Web Push: told to who looks at no page, once, and never more than they want.

use actions::{
    account, direct,
    push::{self, Door, Outcome, Shot},
    sessions,
};
use bus::{Inbox, Received, Told, Topic};
use model::{
    account::{Preferences, PushSubscription, PushWords, Pushed},
    permission::Staff,
    refusal::{Field, Problem, Refusal},
};

use crate::{
    on_both,
    trial::{Trial, refused},
};

fn subscription(endpoint: &str) -> PushSubscription {
    let word = str::to_owned;
    let mut public_key = vec![4; 65];
    public_key[1] = 7;
    PushSubscription {
        endpoint: endpoint.to_owned(),
        public_key,
        auth: vec![1; 16],
        words: PushWords {
            assigned: word("New chat: {name}"),
            offered: word("{name} rings"),
            invited: word("Invited to {name}"),
            guest_message: word("{name} wrote"),
            mention: word("{name} mentioned you"),
            direct_message: word("{name} to you"),
            test: word("It works"),
        },
    }
}

async fn signs_in(trial: &Trial, username: &str) -> String {
    let signed = sessions::log_in(&trial.house, username, "correct horse", Trial::from()).await;
    signed.unwrap().0
}

/// An agent whose browser is subscribed, and who looks at no page.
async fn away(trial: &Trial, username: &str) -> (Staff, String) {
    let agent = trial.agent(username).await;
    let token = signs_in(trial, username).await;
    let endpoint = format!("https://push.example/{username}");
    push::subscribe(&trial.house, &agent, &token, subscription(&endpoint)).await.unwrap();
    (agent, token)
}

async fn says(trial: &Trial, from: &Staff, to: &Staff, text: &str) {
    let message = direct::Message {
        id: trial.event_id(),
        with: to.person.id,
        text: text.to_owned(),
        files: Vec::new(),
    };
    direct::say(&trial.house, from, &message).await.unwrap();
}

async fn due(trial: &Trial) -> Vec<Shot> {
    push::load(&trial.house).await.unwrap().0
}

fn read(shot: &Shot) -> Pushed {
    serde_json::from_str(&shot.parcel.body).unwrap()
}

/// What the server does with all that was told on the floor.
async fn follow(trial: &Trial, inbox: &mut Inbox) {
    while let Some(Received::Told(told)) = inbox.try_next() {
        if let Told::Changed(change) = told {
            push::follow(&trial.house, &change).await.unwrap();
        }
    }
}

on_both! {
async fn cv_03_who_looks_at_no_page_is_pushed_a_direct_message_after_a_while(trial) {
    let (ada, _) = away(&trial, "ada").await;
    let grace = trial.agent("grace").await;
    says(&trial, &grace, &ada, "secret plans").await;
    assert!(due(&trial).await.is_empty());
    trial.later(5_000);
    let shots = due(&trial).await;
    assert_eq!(shots.len(), 1);
    let pushed = read(&shots[0]);
    assert_eq!(pushed.title, "Grace to you");
    assert_eq!(pushed.url, format!("/messages/{}", grace.person.id));
    // What was written stays here unless it is asked for.
    assert_eq!(pushed.body, "");
    assert!(due(&trial).await.is_empty());
    push::settle(&trial.house, &shots[0], Outcome::Taken).await.unwrap();
    trial.later(3_600_000);
    assert!(due(&trial).await.is_empty());
}
}

on_both! {
async fn cv_03_who_looks_or_comes_back_in_time_is_not_pushed(trial) {
    let (ada, token) = away(&trial, "ada").await;
    let grace = trial.agent("grace").await;
    let house = &trial.house;
    let sign_in = sessions::token_hash(&token);
    let page = house.browsers.opened(ada.person.id, [9; 32]);
    house.browsers.looks(page, true, house.clock.now());
    says(&trial, &grace, &ada, "seen at once").await;
    house.browsers.closed(page, house.clock.now());
    trial.later(10_000);
    assert!(due(&trial).await.is_empty());

    says(&trial, &grace, &ada, "seen soon").await;
    trial.later(2_000);
    let page = house.browsers.opened(ada.person.id, [9; 32]);
    house.browsers.looks(page, true, house.clock.now());
    trial.later(5_000);
    assert!(due(&trial).await.is_empty());
    house.browsers.closed(page, house.clock.now());

    // A page of the same browser that nobody looks at tells by itself.
    trial.later(60_000);
    let hidden = house.browsers.opened(ada.person.id, sign_in);
    says(&trial, &grace, &ada, "told by the page").await;
    trial.later(5_000);
    assert!(due(&trial).await.is_empty());
    house.browsers.closed(hidden, house.clock.now());
}
}

on_both! {
async fn cv_03_a_chat_and_its_messages_are_pushed_to_the_agent_who_has_them(trial) {
    let mut inbox = trial.house.bus.inbox();
    let (ada, _) = away(&trial, "ada").await;
    inbox.subscribe(Topic::Floor);
    inbox.subscribe(Topic::Missed);
    let guest = trial.guest("Mary", None).await;
    trial.route().await;
    trial.guest_says(&guest, "where is my parcel?").await;
    follow(&trial, &mut inbox).await;
    trial.later(5_000);
    // The message takes the place of the chat that came in: one notification for each conversation.
    let shots = due(&trial).await;
    assert_eq!(shots.len(), 1);
    assert_eq!(shots[0].subscription.person, ada.person.id);
    let pushed = read(&shots[0]);
    assert_eq!(pushed.title, "Mary wrote");
    assert_eq!(pushed.url, format!("/desk/{}", guest.conversation));
}
}

on_both! {
async fn cv_03_who_is_asked_into_a_chat_is_pushed_that(trial) {
    let grace = trial.agent("grace").await;
    let guest = trial.guest("Mary", None).await;
    trial.route().await;
    let (ada, _) = away(&trial, "ada").await;
    let mut inbox = trial.house.bus.inbox();
    inbox.subscribe(Topic::Floor);
    inbox.subscribe(Topic::Missed);
    actions::conversations::invite(&trial.house, &grace, guest.conversation, "ada").await.unwrap();
    follow(&trial, &mut inbox).await;
    trial.later(5_000);
    let shots = due(&trial).await;
    assert_eq!(shots.len(), 1);
    assert_eq!(shots[0].subscription.person, ada.person.id);
    assert_eq!(read(&shots[0]).title, "Invited to Mary");
}
}

on_both! {
async fn cv_03_each_occasion_can_be_switched_off_and_the_text_on(trial) {
    let (ada, _) = away(&trial, "ada").await;
    let grace = trial.agent("grace").await;
    let mut chosen = Preferences { shows_text: true, ..Preferences::default() };
    account::save_preferences(&trial.house, &ada, &chosen).await.unwrap();
    says(&trial, &grace, &ada, "secret plans").await;
    trial.later(5_000);
    let shots = due(&trial).await;
    assert_eq!(read(&shots[0]).body, "secret plans");
    push::settle(&trial.house, &shots[0], Outcome::Taken).await.unwrap();
    chosen.notify.direct_message = false;
    account::save_preferences(&trial.house, &ada, &chosen).await.unwrap();
    says(&trial, &grace, &ada, "not told").await;
    trial.later(5_000);
    assert!(due(&trial).await.is_empty());
}
}

on_both! {
async fn cv_03_a_push_is_tried_again_until_it_is_taken_or_too_old(trial) {
    let (ada, _) = away(&trial, "ada").await;
    let grace = trial.agent("grace").await;
    says(&trial, &grace, &ada, "hello").await;
    trial.later(5_000);
    for wait_ms in [5_000, 30_000, 120_000] {
        let shots = due(&trial).await;
        push::settle(&trial.house, &shots[0], Outcome::Later).await.unwrap();
        trial.later(wait_ms - 1);
        assert!(due(&trial).await.is_empty());
        trial.later(1);
    }
    // A try whose end nobody noted begins again after a minute.
    assert_eq!(due(&trial).await.len(), 1);
    assert!(due(&trial).await.is_empty());
    trial.later(60_000);
    assert_eq!(due(&trial).await.len(), 1);
    trial.later(25 * 3_600_000);
    assert!(due(&trial).await.is_empty());
}
}

on_both! {
async fn cv_03_a_browser_that_is_gone_or_signed_out_is_pushed_nothing(trial) {
    let (ada, token) = away(&trial, "ada").await;
    let grace = trial.agent("grace").await;
    says(&trial, &grace, &ada, "one").await;
    trial.later(5_000);
    let shots = due(&trial).await;
    push::settle(&trial.house, &shots[0], Outcome::Gone).await.unwrap();
    let listed = account::sign_ins(&trial.house, &ada, &token).await.unwrap();
    assert!(!listed[0].is_pushed);
    let again = subscription("https://push.example/again");
    push::subscribe(&trial.house, &ada, &token, again).await.unwrap();
    says(&trial, &grace, &ada, "two").await;
    sessions::log_out(&trial.house, Some(&token)).await.unwrap();
    trial.later(5_000);
    assert!(due(&trial).await.is_empty());
}
}

on_both! {
async fn cv_03_only_addresses_of_push_services_are_taken(trial) {
    let ada = trial.agent("ada").await;
    let token = signs_in(&trial, "ada").await;
    let ask = async |draft| refused(push::subscribe(&trial.house, &ada, &token, draft).await);
    let invalid = Err(Refusal::invalid(Field::Page, Problem::Unknown));
    for endpoint in ["http://push.example/1", "ftp://push.example", "", "http://127.0.0.1:9/x"] {
        assert_eq!(ask(subscription(endpoint)).await, invalid, "{endpoint}");
    }
    let mut short = subscription("https://push.example/1");
    short.auth.pop();
    assert_eq!(ask(short).await, invalid);
    let key = push::key(&trial.house, &ada).unwrap();
    assert_eq!(key, None);
    trial.house.push.set(Door { public_key: vec![4; 65], allows_local: true }).unwrap();
    assert_eq!(push::key(&trial.house, &ada).unwrap().map(|key| key.len()), Some(65));
    assert_eq!(ask(subscription("http://127.0.0.1:9/x")).await, Ok(()));
}
}

on_both! {
async fn cv_03_a_test_is_pushed_at_once_even_while_somebody_looks(trial) {
    let (ada, token) = away(&trial, "ada").await;
    let house = &trial.house;
    let page = house.browsers.opened(ada.person.id, sessions::token_hash(&token));
    house.browsers.looks(page, true, house.clock.now());
    push::try_out(house, &ada, &token).await.unwrap();
    let shots = due(&trial).await;
    assert_eq!(read(&shots[0]).title, "It works");
    let other = signs_in(&trial, "ada").await;
    assert!(refused(push::try_out(house, &ada, &other).await).is_err());
}
}
