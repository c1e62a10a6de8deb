//! One's own account: nobody else's, and never without the password where it counts.

use actions::{Error, account, sessions};
use model::{
    account::{Preferences, ProfileDraft, Tune},
    parse::PASSWORD_FROM,
    permission::Staff,
    refusal::{Field, Problem, Refusal, Thing},
};

use crate::{
    on_both,
    trial::{Trial, refused},
};

const PASSWORD: &str = "correct horse";
const NEW: &str = "battery staple";

async fn signs_in(trial: &Trial, username: &str, password: &str) -> Result<String, Refusal> {
    let signed = sessions::log_in(&trial.house, username, password, Trial::from()).await;
    refused(signed.map(|(token, _)| token))
}

async fn is_in(trial: &Trial, token: &str) -> bool {
    match sessions::staff_of(&trial.house, Some(token)).await {
        Ok(_) => true,
        Err(Error::Refused(Refusal::NotSignedIn)) => false,
        Err(other) => panic!("{other:?}"),
    }
}

async fn ada(trial: &Trial) -> (Staff, String, String) {
    let ada = trial.agent("ada").await;
    let here = signs_in(trial, "ada", PASSWORD).await.unwrap();
    let there = signs_in(trial, "ada", PASSWORD).await.unwrap();
    (ada, here, there)
}

on_both! {
async fn a_new_password_needs_the_old_one_and_signs_the_other_browsers_out(trial) {
    let (ada, here, there) = ada(&trial).await;
    let change = async |old: &str, new: &str| {
        refused(account::change_password(&trial.house, &ada, &here, (old, new)).await)
    };
    assert_eq!(change("guessed", NEW).await, Err(Refusal::WrongPassword));
    let short = Refusal::invalid(Field::Password, Problem::TooShort { limit: PASSWORD_FROM });
    assert_eq!(change(PASSWORD, "short").await, Err(short));
    assert!(is_in(&trial, &there).await);
    change(PASSWORD, NEW).await.unwrap();
    assert!(is_in(&trial, &here).await);
    assert!(!is_in(&trial, &there).await);
    assert_eq!(signs_in(&trial, "ada", PASSWORD).await, Err(Refusal::WrongPassword));
    signs_in(&trial, "ada", NEW).await.unwrap();
}
}

on_both! {
async fn guessing_ones_password_gets_slow(trial) {
    let (ada, here, _) = ada(&trial).await;
    let mut last = Ok(());
    for _ in 0..8 {
        let guess = ("guessed", NEW);
        last = refused(account::change_password(&trial.house, &ada, &here, guess).await);
    }
    assert!(matches!(last, Err(Refusal::TooManyAttempts { .. })), "{last:?}");
}
}

on_both! {
async fn sessions_are_listed_and_ended_one_by_one_or_all_others(trial) {
    let (ada, here, there) = ada(&trial).await;
    let third = signs_in(&trial, "ada", PASSWORD).await.unwrap();
    let grace = trial.agent("grace").await;
    let listed = account::sign_ins(&trial.house, &ada, &here).await.unwrap();
    assert_eq!(listed.len(), 3);
    assert_eq!(listed.iter().filter(|it| it.is_this).count(), 1);
    assert!(listed.iter().all(|it| it.address == "127.0.0.1" && it.user_agent == "story"));
    // A name is not a token, and nobody ends another's.
    let other = listed.iter().find(|it| !it.is_this).unwrap().id.clone();
    assert!(!is_in(&trial, &other).await);
    let foreign = refused(account::end_sign_in(&trial.house, &grace, &other).await);
    assert_eq!(foreign, Err(Refusal::not_found(Thing::SignIn)));
    account::end_sign_in(&trial.house, &ada, &other).await.unwrap();
    let left = [is_in(&trial, &there).await, is_in(&trial, &third).await];
    assert_eq!(left.iter().filter(|is_in| **is_in).count(), 1);
    assert_eq!(account::end_other_sign_ins(&trial.house, &ada, &here).await.unwrap(), 1);
    assert!(is_in(&trial, &here).await && !is_in(&trial, &there).await);
    let again = refused(account::end_sign_in(&trial.house, &ada, &other).await);
    assert_eq!(again, Err(Refusal::not_found(Thing::SignIn)));
}
}

on_both! {
async fn a_name_and_an_email_are_changed_by_whose_they_are(trial) {
    let ada = trial.agent("ada").await;
    trial.agent("grace").await;
    let edit = async |version, name: &str, email: &str| {
        let draft = ProfileDraft { name: name.to_owned(), email: email.to_owned() };
        refused(account::edit_profile(&trial.house, &ada, version, draft).await)
    };
    let taken = edit(1, "Ada", "grace@example.com").await;
    assert_eq!(taken, Err(Refusal::invalid(Field::Email, Problem::Taken)));
    let person = edit(1, "Ada Lovelace", "ada@new.example").await.unwrap();
    assert_eq!((person.name.as_str(), person.version), ("Ada Lovelace", 2));
    assert_eq!(person.roles, ada.roles);
    let late = edit(1, "Ada", "ada@example.com").await;
    assert_eq!(late, Err(Refusal::EditConflict { version: 2 }));
    let nameless = edit(2, "  ", "ada@example.com").await;
    assert_eq!(nameless, Err(Refusal::invalid(Field::Name, Problem::Missing)));
}
}

on_both! {
async fn choices_follow_their_person(trial) {
    let (ada, here, _) = ada(&trial).await;
    let grace = trial.agent("grace").await;
    let chosen = Preferences { ring: Tune::Marimba, shows_text: true, ..Preferences::default() };
    account::save_preferences(&trial.house, &ada, &chosen).await.unwrap();
    let found = sessions::bootstrap(&trial.house, Some(&here)).await.unwrap();
    assert_eq!(found.me.unwrap().preferences, chosen);
    let other = account::preferences(&trial.house, &grace).await.unwrap();
    assert_eq!(other, Preferences::default());
}
}
