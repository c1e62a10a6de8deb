//! What is remembered of calls, who sees it, and what an administrator chooses about them.

use crate::{
    calls::{talk, talk_with},
    on_both,
    trial::refused,
};
use actions::calls;
use model::{
    call::{CallAct, CallKind, CallQuery, WrapUp},
    contact::{ContactDraft, ContactQuery},
    permission::Staff,
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
};

on_both! {
async fn vo_04_notes_and_a_disposition_are_kept_and_nobody_overwrites_them_unseen(trial) {
    let talk = talk(&trial).await;
    let id = talk.calls(&trial, CallKind::Audio).await;
    talk.act(&trial, CallAct::HangUp(id)).await.unwrap();
    let noted = |staff: &Staff, notes: &str, disposition: &str, version| {
        let (house, staff) = (trial.house.clone(), staff.clone());
        let (notes, disposition) = (notes.to_owned(), disposition.to_owned());
        let wrap_up = WrapUp { notes, disposition, version };
        async move { refused(calls::wrap_up(&house, &staff, id, wrap_up).await) }
    };
    let unknown = Err(Refusal::invalid(Field::Disposition, Problem::Unknown));
    assert_eq!(noted(&talk.agent, "", "Made up", 1).await, unknown);
    let saved = noted(&talk.agent, " Wants a teapot. ", "Call back", 1).await.unwrap();
    assert_eq!((saved.notes.as_str(), saved.disposition.as_str()), ("Wants a teapot.", "Call back"));
    let conflict = Err(Refusal::EditConflict { version: 2 });
    assert_eq!(noted(&talk.agent, "Other", "", 1).await, conflict);
    // What was chosen once stays choosable for this call.
    trial.settings(|s| s.calls.dispositions = vec!["Done".to_owned()]).await;
    noted(&talk.agent, "Wants two.", "Call back", 2).await.unwrap();
    let bo = trial.person("bo", &[Role::Agent]).await;
    let hidden = Err(Refusal::not_found(Thing::Call));
    assert_eq!(noted(&bo, "mine", "", 3).await, hidden);
    assert_eq!(talk.record(&trial, id).await.notes, "Wants two.");
}
}

on_both! {
async fn cc_12_calls_are_found_by_name_and_number_with_the_one_before_by_those_who_may(trial) {
    let talk = talk(&trial).await;
    let other = talk_with(&trial, talk.agent.clone(), "Lukasz").await;
    let query = ContactQuery { search: "lukasz".to_owned(), ..Default::default() };
    let admin = trial.admin.clone();
    let found = actions::contacts::list(&trial.house, &admin, &query).await.unwrap();
    let contact = &found.rows[0];
    let draft = ContactDraft {
        name: "Zoë Łukasz".to_owned(),
        emails: contact.emails.clone(),
        phones: vec!["+43 660 1234567".to_owned()],
        notes: String::new(),
        manager: None,
        fields: Default::default(),
    };
    let house = &trial.house;
    actions::contacts::edit(house, &admin, contact.id, contact.version, &draft).await.unwrap();

    let mut made = Vec::new();
    for it in [&talk, &other, &talk] {
        let id = it.calls(&trial, CallKind::Audio).await;
        trial.later(1_000);
        it.act(&trial, CallAct::HangUp(id)).await.unwrap();
        made.push(id);
    }
    let list = |staff: &Staff, search: &str| {
        let (house, staff, search) = (trial.house.clone(), staff.clone(), search.to_owned());
        async move {
            let query = CallQuery { search, ..Default::default() };
            let page = calls::list(&house, &staff, &query).await.unwrap();
            page.rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
        }
    };
    assert_eq!(list(&talk.agent, "").await, [made[2], made[1], made[0]]);
    assert_eq!(list(&talk.agent, "zoe luk").await, [made[1]]);
    assert_eq!(list(&talk.agent, "0660 / 12345").await, [made[1]]);
    assert_eq!(list(&talk.agent, "nobody").await, []);
    let record = talk.record(&trial, made[1]).await;
    assert_eq!((record.contact.name.as_str(), record.phone.as_str()), ("Zoë Łukasz", "+436601234567"));

    let details = calls::find(house, &talk.agent, made[2]).await.unwrap();
    assert_eq!(details.last.map(|last| last.id), Some(made[0]));
    let details = calls::find(house, &talk.agent, made[0]).await.unwrap();
    assert_eq!(details.last, None);

    let bo = trial.person("bo", &[Role::Agent]).await;
    assert_eq!(list(&bo, "").await, []);
    let hidden = refused(calls::find(house, &bo, made[0]).await);
    assert_eq!(hidden, Err(Refusal::not_found(Thing::Call)));
    assert_eq!(list(&admin, "").await.len(), 3);

    // By pages, each going on where the one before ended.
    let mut query = CallQuery::default();
    query.page.limit = 2;
    let first = calls::list(house, &admin, &query).await.unwrap();
    assert_eq!((first.rows.len(), first.total), (2, 3));
    query.page.after = first.next;
    let second = calls::list(house, &admin, &query).await.unwrap();
    assert_eq!((second.rows.len(), second.next), (1, None));
}
}

on_both! {
async fn vo_01_settings_of_calls_are_checked_and_a_relay_needs_a_server_that_relays(trial) {
    let save = |change: fn(&mut model::call::CallSettings)| {
        let (house, admin) = (trial.house.clone(), trial.admin.clone());
        async move {
            let mut settings = actions::settings::load(&house, &admin).await.unwrap();
            change(&mut settings.calls);
            refused(actions::settings::save(&house, &admin, settings).await).map(drop)
        }
    };
    let invalid = |field, problem| Err(Refusal::invalid(field, problem));
    let link = save(|it| it.link = "https://meet.example/all".to_owned()).await;
    assert_eq!(link, invalid(Field::Link, Problem::NoPlaceholder));
    let server = save(|it| it.servers = vec!["https://stun.example".to_owned()]).await;
    assert_eq!(server, invalid(Field::Servers, Problem::NotAServer));
    let many = save(|it| it.servers = vec!["stun:stun.example".to_owned(); 9]).await;
    assert_eq!(many, invalid(Field::Servers, Problem::TooMany { limit: 8 }));
    let ring = save(|it| it.ring_s = 9).await;
    assert_eq!(ring, invalid(Field::Duration, Problem::OutOfRange { from: 10, to: 300 }));
    let relay = save(|it| it.is_relayed = true).await;
    assert_eq!(relay, invalid(Field::Servers, Problem::NeedsTurn));

    let talk = talk(&trial).await;
    let join = || async {
        let id = talk.call(&trial).await.unwrap().id;
        calls::act(&trial.house, &talk.staff(), talk.id, CallAct::Join(id)).await.unwrap()
    };
    talk.calls(&trial, CallKind::Audio).await;
    let none = r#"{"iceServers":[],"iceTransportPolicy":"all"}"#;
    assert_eq!(join().await.configuration, none);
    calls::know_servers(
        &trial.house,
        vec!["stun:stun.example".to_owned(), "turn:turn.example:3478".to_owned()],
        Some("s3cret".to_owned()),
    );
    assert_eq!(save(|it| it.is_relayed = true).await, Ok(()));
    let ice = join().await.configuration;
    assert!(ice.contains(r#"{"urls":"stun:stun.example"}"#), "{ice}");
    assert!(ice.contains(r#""username":"1800003600:"#), "{ice}");
    assert!(ice.contains(r#""iceTransportPolicy":"relay""#), "{ice}");
    assert!(!ice.contains("s3cret"), "{ice}");
}
}
