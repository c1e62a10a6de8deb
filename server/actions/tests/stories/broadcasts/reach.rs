//! Who may send to whom, by which channel, and what is refused before anybody gets it.

use actions::{broadcasts, mail, outbox, people, visitors};
use model::{
    broadcast::{
        BroadcastAct as Act, BroadcastDraft, BroadcastState as State, Medium, Pause, Skip,
    },
    conversation::Stage,
    event::EventBody,
    locale::Locale,
    mail::MailSettings,
    page::PageAt,
    permission::Permission,
    person::Role,
    refusal::{Field, Problem, Refusal, Thing},
    selection::Selection,
};

use super::{
    Boxes, all, begins, contact, deliveries, draft, everybody, now, results, skipped, team,
};
use crate::{
    on_both,
    trial::{START, draft_of, refused},
};

on_both! {
async fn cc_13_only_contacts_the_sender_sees_when_choosing_and_when_sending(trial) {
    let (_, made) = team(&trial, 1).await;
    let mia = trial.person("max", &[Role::Manager]).await;
    let support = trial.department("Support", &[&mia]).await;
    let mia = trial.staff(mia.person.id).await;
    let near = trial.guest("Emmy", Some(support)).await;
    let far = Selection::Chosen(vec![made[0].id]);
    let asked = (far.clone(), Medium::Email);
    assert_eq!(broadcasts::choose(&trial.house, &mia, asked, &[0]).await.unwrap().total, 0);
    let nobody = Refusal::invalid(Field::Recipients, Problem::Missing);
    let answer = refused(broadcasts::create(&trial.house, &mia, draft(1, far)).await);
    assert_eq!(answer, Err(nobody));
    let it = begins(&trial, &mia, 2, everybody()).await;
    assert_eq!(it.tally.queued, 1);
    // Then she leaves the department.
    let elsewhere = trial.department("Sales", &[&mia]).await;
    let departments = actions::departments::list(&trial.house, &trial.admin).await.unwrap();
    let held = departments.into_iter().find(|one| one.id == support).unwrap();
    let emptied = model::department::DepartmentDraft { members: Vec::new(), ..draft_from(&held) };
    actions::departments::edit(&trial.house, &trial.admin, support, held.version, emptied).await.unwrap();
    let mut boxes = Boxes::new();
    all(&trial, &mut boxes).await;
    assert_eq!(boxes, Boxes::new());
    let told = deliveries(&trial, &trial.admin, &it).await;
    assert_eq!(told["Emmy"], skipped(Skip::OutOfSight));
    // What she does not see is not told to her either.
    let mia = trial.staff(mia.person.id).await;
    assert_eq!(mia.departments, [elsewhere]);
    assert_eq!(results(&trial, &mia, &it).await, []);
    let _ = near;
}
}

fn draft_from(held: &model::department::Department) -> model::department::DepartmentDraft {
    model::department::DepartmentDraft {
        name: held.name.clone(),
        description: held.description.clone(),
        is_enabled: held.is_enabled,
        is_public: held.is_public,
        algorithm: held.algorithm,
        max_conversations: held.max_conversations,
        requires_tags: held.requires_tags,
        fallback: held.fallback,
        hold_limit_s: held.hold_limit_s,
        hold_comment: held.hold_comment.clone(),
        sends_transcript: held.sends_transcript,
        members: held.members.clone(),
    }
}

on_both! {
async fn cc_13_who_may_not_send_any_more_stops_and_who_may_not_see_it_finds_nothing(trial) {
    let (mia, _) = team(&trial, 2).await;
    let ada = trial.agent("ada").await;
    let no = Refusal::NotPermitted { permission: Permission::SendBroadcast };
    let answer = refused(broadcasts::create(&trial.house, &ada, draft(9, everybody())).await);
    assert_eq!(answer, Err(no.clone()));
    let it = begins(&trial, &mia, 1, everybody()).await;
    let bo = trial.person("bo", &[Role::Manager]).await;
    let sales = trial.department("Sales", &[&bo]).await;
    let bo = trial.staff(bo.person.id).await;
    assert_eq!(bo.departments, [sales]);
    let hidden = refused(broadcasts::find(&trial.house, &bo, it.id).await);
    assert_eq!(hidden, Err(Refusal::not_found(Thing::Broadcast)));
    assert_eq!(broadcasts::list(&trial.house, &bo, &PageAt::default()).await.unwrap().total, 0);
    assert_eq!(broadcasts::list(&trial.house, &trial.admin, &PageAt::default()).await.unwrap().total, 1);
    let answer = refused(broadcasts::act(&trial.house, &bo, it.id, Act::Pause).await);
    assert_eq!(answer, Err(Refusal::not_found(Thing::Broadcast)));
    let answer = refused(broadcasts::find(&trial.house, &ada, it.id).await);
    assert_eq!(answer, Err(no));
    // Mia is made an agent.
    let mut held = draft_of("mia", "Mia", &[Role::Agent]);
    held.password = None;
    people::edit(&trial.house, &trial.admin, mia.person.id, 1, held).await.unwrap();
    let mut boxes = Boxes::new();
    all(&trial, &mut boxes).await;
    assert_eq!(boxes, Boxes::new());
    let told = now(&trial, &trial.admin, &it).await;
    assert_eq!((told.state, told.tally.queued), (State::Paused(Pause::SenderLost), 2));
}
}

on_both! {
async fn cc_13_in_chats_it_is_said_once_where_the_guest_can_get_it_and_answers_come_back(trial) {
    let (_, made) = team(&trial, 1).await;
    let ada = trial.person("ada", &[Role::Agent, Role::Manager]).await;
    trial.house.presence.joined(ada.person.id);
    let open = trial.guest("Emmy", None).await;
    trial.take(&ada, open.conversation).await.unwrap();
    let gone = trial.guest("Lise", None).await;
    trial.take(&ada, gone.conversation).await.unwrap();
    visitors::end(&trial.house, &gone.token, gone.conversation).await.unwrap();
    let mut chat = draft(1, everybody());
    chat.wording.medium = Medium::Chat;
    let mia = trial.person("max", &[Role::Manager]).await;
    let answer = refused(broadcasts::create(&trial.house, &mia, chat.clone()).await);
    assert_eq!(answer, Err(Refusal::NobodyToAnswer));
    let it = broadcasts::create(&trial.house, &ada, chat).await.unwrap();
    let mut boxes = Boxes::new();
    all(&trial, &mut boxes).await;
    let told = now(&trial, &ada, &it).await;
    assert_eq!((told.state, told.tally.sent, told.tally.skipped), (State::Done, 2, 1));
    let rows = results(&trial, &ada, &it).await;
    let row = |name: &str| rows.iter().find(|row| row.name == name).unwrap();
    assert_eq!(row("Guest 00").delivery, skipped(Skip::NoBrowser));
    assert_eq!(row("Guest 00").contact, made[0].id);
    assert_eq!(row("Emmy").conversation, Some(open.conversation));
    // Lise's chat was over: a new one waits on hold at Ada, and an answer wakes it.
    let fresh = row("Lise").conversation.unwrap();
    assert_ne!(fresh, gone.conversation);
    assert!(matches!(trial.stage(fresh).await, Stage::OnHold { .. }));
    let pass = visitors::come_back(&trial.house, &gone.token).await.unwrap();
    assert_eq!(pass.conversation, Some(fresh));
    for conversation in [open.conversation, fresh] {
        let said = trial.log(conversation).await.into_iter().filter(|event| {
            matches!(&event.body, EventBody::Said { text, .. } if text.contains("Ada here"))
        });
        assert_eq!(said.count(), 1);
        trial.check_log(conversation).await;
    }
    trial.says(&gone.actor, fresh, "Tell me more").await;
    assert_eq!(trial.at(fresh).await.as_deref(), Some("Ada"));
    assert!(matches!(trial.stage(fresh).await, Stage::Open { .. }));
}
}

on_both! {
async fn cc_13_a_test_goes_to_whoever_writes_it_and_to_nobody_else(trial) {
    let (mia, made) = team(&trial, 1).await;
    let wording = draft(1, everybody()).wording;
    let house = trial.house.clone();
    let sending = {
        let (mia, contact) = (mia.clone(), made[0].id);
        tokio::spawn(async move {
            broadcasts::try_on_me(&house, &mia, (wording, contact), Locale::default()).await
        })
    };
    let parcel = loop {
        if let Some(parcel) = outbox::claim(&trial.house, 1).await.unwrap().pop() {
            break parcel;
        }
        tokio::task::yield_now().await;
    };
    assert_eq!(parcel.mail.to, "mia@example.com");
    assert_eq!(parcel.mail.subject, "News for Guest 00");
    outbox::report(&trial.house, parcel, outbox::Outcome::Sent, 0).await.unwrap();
    let mail = sending.await.unwrap().unwrap();
    assert!(mail.state.is_over());
    let list = broadcasts::list(&trial.house, &mia, &PageAt::default()).await.unwrap();
    assert_eq!(list.total, 0);
}
}

on_both! {
async fn cc_13_what_cannot_be_sent_is_refused_by_name_before_anybody_gets_it(trial) {
    let mia = trial.person("mia", &[Role::Manager]).await;
    let one = contact(&trial, &mia, "Emmy", &["emmy@tea.example"]).await;
    let chosen = || Selection::Chosen(vec![one.id]);
    let answer = refused(broadcasts::create(&trial.house, &mia, draft(1, chosen())).await);
    assert_eq!(answer, Err(Refusal::MailNotSetUp));
    let settings = MailSettings {
        host: "mail.example".to_owned(),
        from_address: "help@tea.example".to_owned(),
        ..MailSettings::default()
    };
    mail::save(&trial.house, &trial.admin, settings, None).await.unwrap();
    let bo = trial.person("bo", &[Role::Manager]).await;
    for origin in ["", "chat.example", "ftp://chat.example", "https://", "https://a b", "https://a?x"] {
        let wrong = BroadcastDraft { origin: origin.to_owned(), ..draft(1, chosen()) };
        let answer = refused(broadcasts::create(&trial.house, &mia, wrong).await);
        assert_eq!(answer, Err(Refusal::NoPublicAddress), "{origin}");
    }
    begins(&trial, &mia, 1, chosen()).await;
    let answer = refused(broadcasts::create(&trial.house, &bo, draft(1, chosen())).await);
    assert!(matches!(answer, Err(Refusal::Malformed { .. })));
    let audit = store::audit::since(&mut trial.scratch.store.read().await.unwrap(), START, 99).await.unwrap();
    let started = audit.iter().filter(|line| line.what == "broadcast.started");
    assert_eq!(started.map(|line| line.who).collect::<Vec<_>>(), [Some(mia.person.id)]);
}
}
