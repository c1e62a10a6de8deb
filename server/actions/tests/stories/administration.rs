//! Signing in, people, departments, settings: checked, in versions, by who may.

use crate::{
    on_both,
    trial::{Trial, draft_of, refused},
};
use actions::{contacts, departments, people, sessions, settings};
use model::{
    contact::ContactDraft,
    department::DepartmentDraft,
    permission::Permission,
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
    session::SetUp,
    settings::Delivery,
};

on_both! {
async fn signing_in_needs_the_right_password_and_is_slowed_down(trial) {
    trial.person("ada", &[Role::Agent]).await;
    let log_in = |login: &'static str, password: &'static str| {
        let house = trial.house.clone();
        async move { refused(sessions::log_in(&house, login, password, Trial::from()).await) }
    };
    let (token, me) = log_in("ADA@example.com", "correct horse").await.unwrap();
    assert_eq!(me.person.username, "ada");
    assert!(sessions::staff_of(&trial.house, Some(&token)).await.is_ok());
    for _ in 0..5 {
        assert_eq!(log_in("ada", "wrong horse").await.map(drop), Err(Refusal::WrongPassword));
    }
    let blocked = log_in("ada", "correct horse").await.map(drop);
    assert!(matches!(blocked, Err(Refusal::TooManyAttempts { .. })), "{blocked:?}");
    assert_eq!(log_in("nobody", "x").await.map(drop), Err(Refusal::WrongPassword));
    sessions::log_out(&trial.house, Some(&token)).await.unwrap();
    let gone = refused(sessions::staff_of(&trial.house, Some(&token)).await);
    assert_eq!(gone.map(drop), Err(Refusal::NotSignedIn));
}
}

on_both! {
async fn a_sign_in_ends_with_its_time_its_password_and_its_person(trial) {
    let ada = trial.person("ada", &[Role::Agent]).await;
    let log_in = async || {
        let from = Trial::from();
        sessions::log_in(&trial.house, "ada", "correct horse", from).await.unwrap().0
    };
    let old = log_in().await;
    trial.later(31 * 24 * 3_600_000);
    assert!(sessions::staff_of(&trial.house, Some(&old)).await.is_err());
    let token = log_in().await;
    let mut draft = draft_of("ada", "Ada", &[Role::Agent]);
    draft.is_enabled = false;
    people::edit(&trial.house, &trial.admin, ada.person.id, 1, draft).await.unwrap();
    assert!(sessions::staff_of(&trial.house, Some(&token)).await.is_err());
    let again = sessions::log_in(&trial.house, "ada", "correct horse", Trial::from()).await;
    assert_eq!(refused(again).map(drop), Err(Refusal::WrongPassword));
}
}

on_both! {
async fn a_workspace_is_set_up_once(trial) {
    let draft = SetUp {
        workspace_name: String::new(),
        name: "Eve".to_owned(),
        username: "eve".to_owned(),
        email: "eve@example.com".to_owned(),
        password: "correct horse".to_owned(),
    };
    let again = sessions::set_up(&trial.house, draft, Trial::from()).await;
    assert_eq!(refused(again).map(drop), Err(Refusal::AlreadySetUp));
}
}

on_both! {
async fn only_who_manages_people_changes_them_and_managers_make_no_managers(trial) {
    let ada = trial.person("ada", &[Role::Agent]).await;
    let manager = trial.person("mia", &[Role::Manager]).await;
    let no = |permission| Err(Refusal::NotPermitted { permission });
    let new = draft_of("bo", "Bo", &[Role::Agent]);
    let made = refused(people::create(&trial.house, &ada, new.clone()).await).map(drop);
    assert_eq!(made, no(Permission::ManageAgents));
    let high = draft_of("eve", "Eve", &[Role::Administrator]);
    let made = refused(people::create(&trial.house, &manager, high).await).map(drop);
    assert_eq!(made, no(Permission::ManageManagers));
    people::create(&trial.house, &manager, new.clone()).await.unwrap();
    let twice = refused(people::create(&trial.house, &manager, new).await).map(drop);
    assert_eq!(twice, Err(Refusal::invalid(Field::Username, Problem::Taken)));
    let demote = draft_of("admin", "Alex", &[Role::Agent]);
    let version = 2;
    let id = trial.admin.person.id;
    let last = people::edit(&trial.house, &trial.admin, id, version, demote).await;
    assert_eq!(refused(last).map(drop), Err(Refusal::LastAdministrator));
}
}

on_both! {
async fn cc_05_of_two_edits_from_the_same_version_the_later_is_told_not_lost(trial) {
    let draft = |name: &str| ContactDraft {
        name: name.to_owned(),
        emails: vec!["Ada@Example.com".to_owned()],
        phones: vec!["+49 (30) 1234-567".to_owned()],
        notes: String::new(),
        manager: None,
        fields: Default::default(),
    };
    let admin = &trial.admin;
    let made = contacts::create(&trial.house, admin, &draft("Ada")).await.unwrap();
    assert_eq!(made.emails, ["ada@example.com"]);
    assert_eq!(made.phones, ["+49301234567"]);
    contacts::edit(&trial.house, admin, made.id, 1, &draft("Ada L.")).await.unwrap();
    let late = contacts::edit(&trial.house, admin, made.id, 1, &draft("Augusta")).await;
    assert_eq!(refused(late).map(drop), Err(Refusal::EditConflict { version: 2 }));
    assert_eq!(contacts::find(&trial.house, admin, made.id).await.unwrap().name, "Ada L.");
    let ada = trial.person("ada", &[Role::Agent]).await;
    let hidden = refused(contacts::find(&trial.house, &ada, made.id).await).map(drop);
    assert_eq!(hidden, Err(Refusal::not_found(Thing::Contact)));
    let edited = contacts::edit(&trial.house, &ada, made.id, 2, &draft("Mine")).await;
    assert_eq!(refused(edited).map(drop), Err(Refusal::not_found(Thing::Contact)));
}
}

on_both! {
async fn departments_are_checked_and_edited_in_versions(trial) {
    let support = trial.department("Support", &[]).await;
    let draft = |name: &str| DepartmentDraft {
        name: name.to_owned(),
        description: String::new(),
        is_enabled: true,
        is_public: true,
        algorithm: None,
        max_conversations: 0,
        requires_tags: false,
        fallback: None,
        hold_limit_s: None,
        hold_comment: String::new(),
        sends_transcript: false,
        members: Vec::new(),
    };
    let twin = departments::create(&trial.house, &trial.admin, draft("support")).await;
    let taken = Refusal::invalid(Field::Name, Problem::Taken);
    assert_eq!(refused(twin).map(drop), Err(taken));
    let nobody = model::department::Member {
        person: model::id::PersonId(model::Uuid::nil()),
        order: 0,
    };
    let ghost = DepartmentDraft { members: vec![nobody], ..draft("Ghosts") };
    let made = departments::create(&trial.house, &trial.admin, ghost).await;
    let unknown = Refusal::invalid(Field::Members, Problem::Unknown);
    assert_eq!(refused(made).map(drop), Err(unknown));
    departments::edit(&trial.house, &trial.admin, support, 1, draft("Help")).await.unwrap();
    let late = departments::edit(&trial.house, &trial.admin, support, 1, draft("Aid")).await;
    assert_eq!(refused(late).map(drop), Err(Refusal::EditConflict { version: 2 }));
}
}

on_both! {
async fn settings_have_bounds_and_versions(trial) {
    let held = settings::load(&trial.house, &trial.admin).await.unwrap();
    let mut wild = held.clone();
    wild.delivery = Delivery::Offer { timeout_s: 5 };
    let saved = refused(settings::save(&trial.house, &trial.admin, wild).await).map(drop);
    let problem = Problem::OutOfRange { from: 15, to: 300 };
    assert_eq!(saved, Err(Refusal::invalid(Field::Duration, problem)));
    settings::save(&trial.house, &trial.admin, held.clone()).await.unwrap();
    let late = refused(settings::save(&trial.house, &trial.admin, held).await).map(drop);
    assert!(matches!(late, Err(Refusal::EditConflict { .. })));
    let manager = trial.person("mia", &[Role::Manager]).await;
    let denied = refused(settings::load(&trial.house, &manager).await).map(drop);
    let permission = Permission::ManageSettings;
    assert_eq!(denied, Err(Refusal::NotPermitted { permission }));
}
}
